"""Where names occur in a condition, an effect or a piece of prose.

Where the text can be understood, its meaning says what each word is. Where it cannot, because
it is half written, a word that is declared is taken for what is declared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from engine.author.lsp.symbols import Kind, Symbol
from engine.language.check import check_definition, read_condition, read_effect, read_prose
from engine.language.lexer import lex
from engine.language.meaning import (
    Change,
    Chosen,
    Comparison,
    Conditional,
    Constant,
    Membership,
    Read,
    Since,
    Visited,
    Visits,
)
from engine.language.parser import parse_expression
from engine.language.problem import Outcome
from engine.language.tree import Mark, Slot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from engine.language.lexer import Token
    from engine.language.meaning import Meaning
    from engine.language.names import Names
    from engine.language.problem import Use
    from engine.model.state import Variable

    Kinds: TypeAlias = tuple[Kind, ...]
    Owners: TypeAlias = tuple[Variable, ...]


class Occurrence(NamedTuple):
    """A name in a text: what it names, and where it begins and ends."""

    symbol: Symbol
    start: int
    end: int
    bare: bool = False


def in_condition(text: str, names: Names) -> Iterator[Occurrence]:
    """The names in a condition."""
    return _in_expression(text, names, read_condition(text, names))


def in_definition(text: str, names: Names) -> Iterator[Occurrence]:
    """The names in what a name is defined as."""
    parsed = parse_expression(text, what="a definition")
    found: Outcome[Meaning] = Outcome(None)
    return _in_expression(
        text, names, check_definition(parsed.tree, names) if parsed.tree else found
    )


def in_effect(text: str, names: Names) -> Iterator[Occurrence]:
    """The names in an effect."""
    found = read_effect(text, names)
    if found.tree is None:
        return _guessed(text, names)
    return _Text(text, found.uses, names).changed(found.tree)


def in_prose(text: str, names: Names) -> Iterator[Occurrence]:
    """The names in the braces of a piece of prose, and its marks, whose ids are their names."""
    if "{" not in text and "[^" not in text:
        return
    found = read_prose(text, names)
    if found.tree is None:
        yield from _in_braces(text, names)
        return
    reader = _Text(text, found.uses, names)
    for piece in (piece for passage in found.tree.passages for piece in passage.pieces):
        if isinstance(piece, Slot):
            yield from reader.meant(piece.value, ())
        elif isinstance(piece, Mark):
            yield Occurrence(Symbol(Kind.MARK, piece.name), piece.start + 2, piece.end - 1)


def _in_expression(text: str, names: Names, found: Outcome[Meaning]) -> Iterator[Occurrence]:
    if found.tree is None:
        return _guessed(text, names)
    return _Text(text, found.uses, names).meant(found.tree, ())


PLACE: Final[Kinds] = (Kind.SCENE, Kind.MOMENT)


def place(word: str, start: int, names: Names) -> Iterator[Occurrence]:
    """The names in the id of a place: a scene, a moment of this scene, or both."""
    full = names.place(word)
    if full is not None:
        yield from path(word, full, PLACE, start)


def choice(word: str, start: int, names: Names) -> Iterator[Occurrence]:
    """The names in the id of a choice."""
    full = names.choice(word)
    if full is not None:
        yield from path(word, full, _kinds(full, names), start)


def _kinds(choice: str, names: Names) -> Kinds:
    """What each part of a choice's full id names: it is of a moment, or one of a shared set."""
    holder = choice.rpartition("/")[0]
    return (Kind.SCENE, Kind.MOMENT if names.place(holder) else Kind.SHARED, Kind.CHOICE)


def path(word: str, full: str, kinds: Kinds, start: int) -> Iterator[Occurrence]:
    """The names of a path of which the first parts may be left out.

    Args:
        word: What is written.
        full: The whole path that it means.
        kinds: What each part of the whole path names.
        start: Where the word begins.
    """
    written, parts = word.split("/"), full.split("/")
    left_out = len(parts) - len(written)
    for number, name in enumerate(written, left_out + 1):
        symbol = Symbol(kinds[number - 1], "/".join(parts[:number]))
        yield Occurrence(symbol, start, start + len(name), bare=number == left_out + 1)
        start += len(name) + 1


# What is understood.


class _Text:
    """A text of which it is known what it means.

    Args:
        text: The text.
        uses: Where it uses definitions, which are written out in its meaning.
        names: The names known where it stands.
    """

    def __init__(self, text: str, uses: tuple[Use, ...], names: Names) -> None:
        self.text = text
        self.names = names
        self.defined = {(use.start, use.end): use.definition.name for use in uses}

    def changed(self, change: Change) -> Iterator[Occurrence]:
        """The names in an effect."""
        name = change.variable.name
        yield Occurrence(Symbol(Kind.VARIABLE, name), change.start, change.start + len(name))
        yield from self.meant(change.value, (change.variable,))

    def meant(self, node: Meaning, owners: Owners) -> Iterator[Occurrence]:
        """The names in a part of the text.

        Args:
            node: What it means.
            owners: The variables whose values a bare value here is one of.
        """
        name = self.defined.get((node.start, node.end))
        if name and not (isinstance(node, Constant) and node.value == name):
            yield Occurrence(Symbol(Kind.DEFINITION, name), node.start, node.end)
        elif isinstance(node, Read):
            yield Occurrence(Symbol(Kind.VARIABLE, node.variable.name), node.start, node.end)
        elif isinstance(node, Constant):
            yield from self._values(node, owners)
        elif isinstance(node, Visited | Visits):
            yield from self._given(node, node.place, PLACE)
        elif isinstance(node, Since):
            place = node.what.count("/") < len(PLACE)
            kinds = PLACE if place else _kinds(node.what, self.names)
            yield from self._given(node, node.what, kinds)
        elif isinstance(node, Chosen):
            yield from self._given(node, node.choice, _kinds(node.choice, self.names))
        else:
            for part, owned in _parts(node, owners):
                yield from self.meant(part, owned)

    def _values(self, node: Constant, owners: Owners) -> Iterator[Occurrence]:
        if not isinstance(node.value, str) or not node.type.values:
            return
        quoted = self.text[node.start] in "'\""
        for owner in owners:
            if node.value in owner.values:
                symbol = Symbol(Kind.VALUE, f"{owner.name}/{node.value}")
                yield Occurrence(symbol, node.start + quoted, node.end - quoted)

    def _given(
        self, node: Visited | Visits | Since | Chosen, full: str, kinds: Kinds
    ) -> Iterator[Occurrence]:
        """The names in what a call is given: a bare word, or one in quotes."""
        tokens, _ = lex(self.text, node.start, node.end)
        word = next(token for token in tokens[2:] if token.kind in ("word", "text"))
        return path(word.text, full, kinds, word.start + (word.kind == "text"))


def _parts(node: Meaning, owners: Owners) -> Iterator[tuple[Meaning, Owners]]:
    """The parts of an operation, each with the variables whose values it may be."""
    if isinstance(node, Comparison):
        yield from ((node.left, _owners(node.right)), (node.right, _owners(node.left)))
    elif isinstance(node, Membership):
        yield from ((node.item, _owners(node.group)), (node.group, ()))
    elif isinstance(node, Conditional):
        yield from ((node.then, owners), (node.condition, ()), (node.otherwise, owners))
    else:
        yield from ((child, ()) for child in node.children)


def _owners(node: Meaning) -> Owners:
    """The variables that a value may come from."""
    if isinstance(node, Read):
        return (node.variable,)
    if isinstance(node, Conditional):
        return (*_owners(node.then), *_owners(node.otherwise))
    return ()


# What is guessed.


def _in_braces(text: str, names: Names) -> Iterator[Occurrence]:
    at = 0
    while (start := text.find("{", at)) >= 0:
        end = text.find("}", start)
        at = end + 1 if end >= 0 else len(text)
        yield from _guessed(text, names, start + 1, at - 1 if end >= 0 else at)


def _guessed(
    text: str, names: Names, start: int = 0, end: int | None = None
) -> Iterator[Occurrence]:
    tokens, _ = lex(text, start, end)
    for number, token in enumerate(tokens):
        if token.kind in ("word", "text"):
            lookup = _lookup(tokens[max(number - 2, 0) : number], names)
            yield from lookup(token.text, token.start + (token.kind == "text"), names)


def guessed_word(before: str, word: str, names: Names) -> Iterator[Occurrence]:
    """The names in a word behind half an expression; their places count from the word."""
    tokens = lex(before[before.rfind("{") + 1 :])[0][:-1]
    return _lookup(tokens[-2:], names)(word, 0, names)


def _lookup(before: list[Token], names: Names) -> Callable[[str, int, Names], Iterator[Occurrence]]:
    """What a word is looked up as, by the two tokens before it."""
    said = [token.text for token in before]
    if said[-1:] == ["("] and len(said) > 1:
        known = {"visited": place, "visits": place, "turns_since": place, "chosen": choice}
        return known.get(said[0], _variable)
    if len(said) > 1 and (variable := names.variable(said[0])) and variable.values:
        return lambda word, start, _: _value(word, start, variable)
    return _variable


def _variable(word: str, start: int, names: Names) -> Iterator[Occurrence]:
    if names.variable(word):
        yield Occurrence(Symbol(Kind.VARIABLE, word), start, start + len(word))
    elif names.definition(word):
        yield Occurrence(Symbol(Kind.DEFINITION, word), start, start + len(word))


def _value(word: str, start: int, owner: Variable) -> Iterator[Occurrence]:
    if word in owner.values:
        yield Occurrence(Symbol(Kind.VALUE, f"{owner.name}/{word}"), start, start + len(word))
