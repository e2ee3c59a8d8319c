"""Completion: what can be written at the cursor."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from engine.author.lsp.context import context_at
from engine.author.lsp.shapes import closed, keys
from engine.author.lsp.symbols import Kind
from engine.document.frozen import frozen
from engine.language.grammar import ASSIGNERS, COMPARATORS
from engine.language.lexer import lex
from engine.language.show import show
from engine.record.lookup import claims

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from engine.author.lsp.context import Context
    from engine.author.lsp.project import OpenStory
    from engine.language.lexer import Token
    from engine.model.state import Variable

MOST: Final = 200
"""How many are offered at once; of more, the editor asks again when a letter has been typed."""

FUNCTIONS: Final = {
    "visited": "visited(scene): whether the reader has been there",
    "visits": "visits(scene): how often the reader has been there",
    "chosen": "chosen(choice): whether that choice was taken",
    "turns_since": "turns_since(scene) > 3: turns since it was visited, or a choice taken",
    "turns": "turns(): how many choices have been taken",
    "random": "random(1, 6): a whole number by chance; only in effects",
}
CONNECTIVES: Final = ("and", "or", "not", "in", "if", "else", "true", "false")
PROSE: Final = frozenset(("text", "else", "vary"))


@frozen()
class Offer:
    """One thing that can stand at the cursor.

    Attributes:
        text: What is put there.
        kind: What it is: a kind of symbol, or ``function``, ``keyword``, ``key`` or ``word``.
        detail: What it is, in a line.
    """

    text: str
    kind: str
    detail: str = ""


@frozen()
class Offers:
    """All that can stand at the cursor, the likeliest first.

    Attributes:
        start: The index in the text where the word begins that is replaced.
        end: The index where it ends.
        offers: What can be put in its place.
        whole: Whether that is all there is.
    """

    start: int
    end: int
    offers: tuple[Offer, ...]
    whole: bool


Found: TypeAlias = "Iterable[Offer]"


def complete(text: str, index: int, path: str, story: OpenStory) -> Offers:
    """What can stand at an index of a file.

    Args:
        text: The file as the editor has it, however unfinished.
        index: The cursor.
        path: The file.
        story: The story that it belongs to.
    """
    context = context_at(text, index)
    here = _Here(story, path, text)
    found = _fitting(context.word, (*here.offers(context), *here.keys(context)))
    return Offers(context.start, context.end, tuple(found[:MOST]), len(found) <= MOST)


def _fitting(word: str, offers: Found) -> list[Offer]:
    """Those that begin with the word first, then those that only hold it."""
    small = word.lower()
    begin, hold = [], []
    for offer in dict.fromkeys(offers):
        at = offer.text.lower().find(small)
        if at == 0:
            begin.append(offer)
        elif at > 0:
            hold.append(offer)
    return begin + hold


class _Here:
    """What is known at one file of a story."""

    def __init__(self, story: OpenStory, path: str, text: str) -> None:
        self.story = story
        self.text = text
        self.index = story.loaded.index
        self.library = story.loaded.library
        self.schema = story.kind(path)
        self.scene = Path(path).stem if self.schema == "scene" else ""

    def offers(self, context: Context) -> Found:
        """What can stand in a context."""
        if context.above[:1] == ("define",):
            return self.expression(context.typed, effect=False)
        if maker := _BY_KEY.get(context.key):
            return maker(self, context)
        if context.key in PROSE:
            return self.in_prose(context)
        words = closed(self.schema).get(context.key, ())
        return [Offer(word, "word") for word in words]

    def keys(self, context: Context) -> Iterator[Offer]:
        """The keys that can stand in a context, where one can."""
        path = tuple(reversed((context.key, *context.above))) if context.key else ()
        found = keys(self.schema, path) if context.is_key else {}
        return (Offer(name, "key", about) for name, about in found.items())

    # By key.

    def places(self, _: Context) -> Iterator[Offer]:
        """Where a story can go."""
        return self.all_places()

    def all_places(self) -> Iterator[Offer]:
        """Moments of this scene, scenes, and moments of other scenes."""
        scenes = self.story.loaded.story.scenes if self.story.loaded.story else {}
        for moment in self.index.scenes.get(self.scene, ()):
            yield Offer(moment, Kind.MOMENT, "a moment of this scene")
        for name in self.index.scenes:
            title = scenes[name].title if name in scenes else ""
            yield Offer(name, Kind.SCENE, title)
        for name, moments in self.index.scenes.items():
            title = scenes[name].title if name in scenes else ""
            yield from (Offer(f"{name}/{moment}", Kind.MOMENT, title) for moment in moments)

    def ways(self, _: Context) -> Iterator[Offer]:
        """Where a choice or a draw can go: to a place, or again to the moment it stands at."""
        yield from self.all_places()
        yield Offer("here", "keyword", "this moment again")

    def sets(self, _: Context) -> Iterator[Offer]:
        """Shared choices, those of this scene by their names alone."""
        yield from (Offer(name, Kind.SHARED) for name in self.index.shared.get(self.scene, ()))
        for scene, names in self.index.shared.items():
            yield from (Offer(f"{scene}/{name}", Kind.SHARED) for name in names)

    def decks(self, _: Context) -> Iterator[Offer]:
        """The decks that some storylet is of."""
        scenes = self.story.loaded.story.scenes if self.story.loaded.story else {}
        found = {scene.storylet.deck for scene in scenes.values() if scene.storylet}
        return (Offer(name, Kind.DECK) for name in sorted(found))

    def claims(self, _: Context) -> Iterator[Offer]:
        """Every claim of the library."""
        return (Offer(claim.id, Kind.CLAIM, claim.says) for claim in claims(self.library))

    def sources(self, _: Context) -> Iterator[Offer]:
        """Every source of the library."""
        return (Offer(s.id, Kind.SOURCE, s.short) for s in self.library.sources.values())

    def people(self, _: Context) -> Iterator[Offer]:
        """The cast, and in the library everybody who is known."""
        cast = self.story.loaded.story.people if self.story.loaded.story else {}
        known = {**self.library.people, **cast} if self.schema != "scene" else cast
        return (Offer(p.id, Kind.PERSON, p.name) for p in known.values())

    def endings(self, _: Context) -> Iterator[Offer]:
        """The declared endings."""
        known = self.story.loaded.story.endings if self.story.loaded.story else {}
        return (Offer(ending.id, Kind.ENDING, ending.title) for ending in known.values())

    def marks(self, context: Context) -> Iterator[Offer]:
        """The marks in the prose of the file."""
        names = {
            use.symbol.name
            for path in (self.file,)
            for use in self.story.uses(path)
            if use.symbol.kind is Kind.MARK
        }
        return (Offer(name, Kind.MARK) for name in sorted(names) if name != context.word)

    @property
    def file(self) -> str:
        """The path of the scene."""
        return str(self.story.folder / "scenes" / f"{self.scene}.yaml")

    def defaults(self, context: Context) -> Iterator[Offer]:
        """The values of the variable that is declared here, as it was declared last."""
        variable = self.index.variables.get(context.above[0]) if context.above else None
        return _values(variable) if variable else iter(())

    # In the language.

    def condition(self, context: Context) -> Found:
        """What can go on a condition."""
        return self.expression(context.typed, effect=False)

    def effect(self, context: Context) -> Found:
        """What can go on an effect: a variable, and what it becomes."""
        tokens, _ = lex(context.typed)
        if len(tokens) == 1:
            return [_variable(variable) for variable in self.index.variables.values()]
        return self.expression(context.typed, effect=True)

    def in_prose(self, context: Context) -> Found:
        """What can stand in the braces of prose, or in a mark."""
        if context.typed.endswith("[^"):
            return self.marks(context)
        opened = context.typed.rfind("{")
        if opened < 0 or "}" in context.typed[opened:] or context.typed[:opened].endswith("{"):
            return ()
        return self.expression(context.typed[opened + 1 :], effect=False)

    def expression(self, typed: str, *, effect: bool) -> Found:
        """What can go on an expression."""
        tokens = lex(typed)[0][:-1]
        if call := _called(tokens):
            return self.arguments(call)
        if (owner := self._compared(tokens)) is not None:
            values = list(_values(owner))
            return values or self._numbers(effect=effect)
        return self._anything(effect=effect)

    def arguments(self, function: str) -> Found:
        """What a function can be given."""
        if function == "chosen":
            return self.choices()
        if function == "turns_since":
            return (*self.all_places(), *self.choices())
        if function in FUNCTIONS and function not in ("turns", "random"):
            return self.all_places()
        return () if function in FUNCTIONS else self._anything(effect=False)

    def choices(self) -> Iterator[Offer]:
        """Choices of this scene by their ids alone, and every choice."""
        own = self.index.choices(self.scene).values()
        yield from (
            Offer(c.text, Kind.CHOICE, "a choice of this scene") for ids in own for c in ids
        )
        for scene in self.index.scenes:
            for holder, ids in self.index.choices(scene).items():
                yield from (Offer(f"{scene}/{holder}/{choice.text}", Kind.CHOICE) for choice in ids)

    def _compared(self, tokens: list[Token]) -> Variable | None:
        """The variable that the next word is compared with, or given to."""
        if len(tokens) < 2 or tokens[-1].text not in {*COMPARATORS, *ASSIGNERS}:  # noqa: PLR2004
            return None
        return self.index.variables.get(tokens[-2].text)

    def _definitions(self) -> Iterator[Offer]:
        for definition in self.index.definitions.values():
            yield Offer(
                definition.name, Kind.DEFINITION, show(definition.tree) if definition.tree else ""
            )

    def _numbers(self, *, effect: bool) -> Iterator[Offer]:
        yield from (_variable(v) for v in self.index.variables.values() if v.kind == "integer")
        yield from self._definitions()
        yield from (
            Offer(f, "function", about)
            for f, about in FUNCTIONS.items()
            if f in ("visits", "turns") or (effect and f == "random")
        )

    def _anything(self, *, effect: bool) -> Iterator[Offer]:
        variables = self.index.variables.values()
        yield from map(_variable, variables)
        yield from self._definitions()
        yield from (
            Offer(name, "function", about)
            for name, about in FUNCTIONS.items()
            if effect or name != "random"
        )
        for variable in variables:
            if variable.kind == "set":
                yield from _values(variable)
        yield from (Offer(word, "keyword") for word in CONNECTIVES)


_BY_KEY: Final[dict[str, Callable[[_Here, Context], Found]]] = {
    "goto": _Here.ways,
    "back": _Here.ways,
    "detour": _Here.places,
    "include": _Here.sets,
    "deck": _Here.decks,
    "start": _Here.places,
    "ending": _Here.endings,
    "claim": _Here.claims,
    "rebutted_by": _Here.claims,
    "claims": _Here.claims,
    "chain": _Here.sources,
    "reached_by": _Here.sources,
    "adapts": _Here.sources,
    "people": _Here.people,
    "mark": _Here.marks,
    "default": _Here.defaults,
    "if": _Here.condition,
    "requires": _Here.condition,
    "effects": _Here.effect,
    "enter": _Here.effect,
}


def _called(tokens: list[Token]) -> str:
    """The function whose parenthesis is open; nothing if none is."""
    depth = 0
    for number in range(len(tokens) - 1, 0, -1):
        if tokens[number].text == ")":
            depth += 1
        elif tokens[number].text == "(":
            if depth == 0:
                return tokens[number - 1].text if tokens[number - 1].kind == "word" else ""
            depth -= 1
    return ""


def _variable(variable: Variable) -> Offer:
    return Offer(variable.name, Kind.VARIABLE, described(variable))


def described(variable: Variable) -> str:
    """A variable's declaration, in a few words."""
    if variable.kind == "integer":
        return (
            f"a whole number, {variable.minimum} to {variable.maximum}, at first {variable.default}"
        )
    if variable.kind == "boolean":
        return f"true or false, at first {str(variable.default).lower()}"
    values = ", ".join(variable.values)
    return f"a set of {values}" if variable.kind == "set" else f"one of {values}"


def _values(variable: Variable) -> Iterator[Offer]:
    words = ("true", "false") if variable.kind == "boolean" else variable.values
    return (Offer(word, Kind.VALUE, f"a value of {variable.name}") for word in words)
