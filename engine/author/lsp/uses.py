"""Every place of a file where a symbol is declared or referred to.

The tree of the file is walked by its keys, whether or not its shape is right, so that a file
that is half written still tells what it can.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.author.lsp import occurrences
from engine.author.lsp.symbols import Kind, Symbol, Use
from engine.document.tree import Mapping, Scalar, Sequence
from engine.load.fields import entries, items, mapping, words, written
from engine.load.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import TypeAlias

    from engine.author.lsp.occurrences import Occurrence
    from engine.document.span import Span
    from engine.document.tree import Entry, Node
    from engine.load.index import Index

    Reader: TypeAlias = Callable[["Names", Scalar, str], Iterator[Use]]


class Names:
    """Reads the names in the files of one story.

    Args:
        index: Every name of the story.
        scene: The scene whose file it is; empty for any other file.
    """

    def __init__(self, index: Index, scene: str = "") -> None:
        self.scene = scene
        self.scope = Scope(index, scene)

    # The kinds of file.

    def in_scene(self, root: Node) -> Iterator[Use]:
        """The names in a scene file."""
        if named := written(root, "scene"):
            yield from _declared(named, Symbol(Kind.SCENE, self.scene))
        for word in words(root, "people"):
            yield from _reference(word, Kind.PERSON)
        if storylet := mapping(root, "storylet"):
            yield from self._body(storylet, "", "")
        for entry in entries(root, "shared"):
            name = f"{self.scene}/{entry.key.text}"
            yield from _declared(entry.key, Symbol(Kind.SHARED, name))
            yield from self._body(entry.value, "choices", name)
        for entry in entries(root, "moments"):
            moment = f"{self.scene}/{entry.key.text}"
            yield from _declared(entry.key, Symbol(Kind.MOMENT, moment))
            yield from self._body(entry.value, "", moment)

    def in_story(self, root: Node) -> Iterator[Use]:
        """The names in a story.yaml."""
        if start := written(root, "start"):
            yield from self._place(start, "")
        if adapted := written(root, "adapts"):
            yield from _reference(adapted, Kind.SOURCE)
        for entry in entries(root, "state"):
            yield from _variable(entry)
        for entry in entries(root, "define"):
            yield from _declared(entry.key, Symbol(Kind.DEFINITION, entry.key.text))
            if isinstance(entry.value, Scalar):
                said = occurrences.in_definition(entry.value.text, self.scope)
                yield from _uses(entry.value, said)
        yield from _keys(root, "people", Kind.PERSON)
        yield from _keys(root, "endings", Kind.ENDING)

    def in_source(self, root: Node) -> Iterator[Use]:
        """The names in the file of a source, of the conflicts or of the people."""
        named = written(root, "source")
        source = named.text.rstrip("\n") if named else ""
        if named:
            yield from _declared(named, Symbol(Kind.SOURCE, source))
        yield from _each(words(root, "reached_by"), Kind.SOURCE)
        for entry in entries(root, "claims"):
            yield from _declared(entry.key, Symbol(Kind.CLAIM, f"{source}/{entry.key.text}"))
            yield from _each(words(entry.value, "chain"), Kind.SOURCE)
            yield from _each(words(entry.value, "people"), Kind.PERSON)
            yield from self._claims(words(entry.value, "rebutted_by"))
        for entry in entries(root, "conflicts"):
            yield from self._claims(words(entry.value, "claims"))
        yield from _keys(root, "people", Kind.PERSON)

    def in_playthrough(self, root: Node) -> Iterator[Use]:
        """The names in a golden playthrough: where it begins, and what it expects.

        The choices that it takes are named by what the reader sees there: see `rename`.
        """
        for word in _one_or_many(root, "at"):
            yield from self._place(word, "")
        for entry in entries(root, "set"):
            yield from _reference(entry.key, Kind.VARIABLE)
            yield from _valued(entry.value, entry.key.text)
        for step in items(root, "steps"):
            expected = step.get("expect") if isinstance(step, Mapping) else None
            for word in _one_or_many(expected, "moment"):
                yield from self._place(word, "")
            for word in _one_or_many(expected, "ending"):
                yield from _reference(word, Kind.ENDING)
            yield from self._claims(_one_or_many(expected, "claim"))
            for entry in entries(expected, "state"):
                yield from _reference(entry.key, Kind.VARIABLE)
                yield from _valued(entry.value, entry.key.text)

    # What stands in a moment.

    def _body(self, node: Node, key: str, moment: str) -> Iterator[Use]:
        """The names in a moment or in a part of it, which stands under a key."""
        if isinstance(node, Mapping):
            for entry in node:
                inner = entry.key.text
                if inner == "id" and key == "choices" and isinstance(entry.value, Scalar):
                    name = entry.value.text.rstrip("\n")
                    yield from _declared(entry.value, Symbol(Kind.CHOICE, f"{moment}/{name}"))
                else:
                    yield from self._body(entry.value, inner, moment)
        elif isinstance(node, Sequence):
            for item in node:
                yield from self._body(item, key, moment)
        elif isinstance(node.value, str) and (reader := _READERS.get(key)):
            yield from reader(self, node, moment)

    def _place(self, scalar: Scalar, _: str) -> Iterator[Use]:
        said = occurrences.place(scalar.text.rstrip("\n"), 0, self.scope)
        return _uses(scalar, said)

    def _included(self, scalar: Scalar, _: str) -> Iterator[Use]:
        word = scalar.text.rstrip("\n")
        full = word if "/" in word else f"{self.scene}/{word}"
        return _uses(scalar, occurrences.path(word, full, (Kind.SCENE, Kind.SHARED), 0))

    def _deck(self, scalar: Scalar, moment: str) -> Iterator[Use]:
        # A deck is what its storylets say it is; a moment only draws from it.
        named = _reference if moment else _declaration
        return named(scalar, Kind.DECK)

    def _ending(self, scalar: Scalar, _: str) -> Iterator[Use]:
        return _reference(scalar, Kind.ENDING)

    def _claim(self, scalar: Scalar, _: str) -> Iterator[Use]:
        return self._claims((scalar,))

    def _claims(self, scalars: Iterable[Scalar]) -> Iterator[Use]:
        for scalar in scalars:
            word = scalar.text.rstrip("\n")
            said = (
                occurrences.path(word, word, (Kind.SOURCE, Kind.CLAIM), 0)
                if word.count("/") == 1
                else ()
            )
            yield from _uses(scalar, said)

    def _mark(self, scalar: Scalar, moment: str) -> Iterator[Use]:
        return _declared(scalar, Symbol(Kind.MARK, f"{moment}/{scalar.text}"))

    def _condition(self, scalar: Scalar, _: str) -> Iterator[Use]:
        return _uses(scalar, occurrences.in_condition(scalar.text, self.scope))

    def _effect(self, scalar: Scalar, _: str) -> Iterator[Use]:
        return _uses(scalar, occurrences.in_effect(scalar.text, self.scope))

    def _prose(self, scalar: Scalar, moment: str) -> Iterator[Use]:
        for use in _uses(scalar, occurrences.in_prose(scalar.text, self.scope)):
            if use.symbol.kind is Kind.MARK:
                yield Use(Symbol(Kind.MARK, f"{moment}/{use.symbol.id}"), use.span)
            else:
                yield use


_READERS: dict[str, Reader] = {
    "goto": Names._place,  # noqa: SLF001  (the table of the class above)
    "detour": Names._place,  # noqa: SLF001
    "back": Names._place,  # noqa: SLF001
    "include": Names._included,  # noqa: SLF001
    "deck": Names._deck,  # noqa: SLF001
    "offer": Names._prose,  # noqa: SLF001
    "ending": Names._ending,  # noqa: SLF001
    "claim": Names._claim,  # noqa: SLF001
    "mark": Names._mark,  # noqa: SLF001
    "if": Names._condition,  # noqa: SLF001
    "requires": Names._condition,  # noqa: SLF001
    "enter": Names._effect,  # noqa: SLF001
    "effects": Names._effect,  # noqa: SLF001
    "text": Names._prose,  # noqa: SLF001
    "else": Names._prose,  # noqa: SLF001
    "vary": Names._prose,  # noqa: SLF001
}
"""By the key that a value stands under, what is read in it."""


def _uses(scalar: Scalar, said: Iterable[Occurrence]) -> Iterator[Use]:
    for symbol, start, end, bare in said:
        yield Use(symbol, scalar.within(start, end), bare=bare)


def _declared(scalar: Scalar, symbol: Symbol) -> Iterator[Use]:
    yield Use(symbol, _words(scalar), declares=True)


def _declaration(scalar: Scalar, kind: Kind) -> Iterator[Use]:
    return _declared(scalar, Symbol(kind, scalar.text.rstrip("\n")))


def _reference(scalar: Scalar, kind: Kind) -> Iterator[Use]:
    yield Use(Symbol(kind, scalar.text.rstrip("\n")), _words(scalar))


def _words(scalar: Scalar) -> Span:
    return scalar.within(0, len(scalar.text.rstrip("\n")))


def _each(scalars: Iterable[Scalar], kind: Kind) -> Iterator[Use]:
    for scalar in scalars:
        yield from _reference(scalar, kind)


def _keys(root: Node, key: str, kind: Kind) -> Iterator[Use]:
    for entry in entries(root, key):
        yield from _declared(entry.key, Symbol(kind, entry.key.text))


def _variable(entry: Entry) -> Iterator[Use]:
    name = entry.key.text
    yield from _declared(entry.key, Symbol(Kind.VARIABLE, name))
    for value in words(entry.value, "values"):
        yield from _declared(value, Symbol(Kind.VALUE, f"{name}/{value.text}"))
    default = entry.value.get("default") if isinstance(entry.value, Mapping) else None
    yield from _valued(default, name)


def _valued(node: Node | None, variable: str) -> Iterator[Use]:
    """The values that a variable is given in YAML: one, or a list of them."""
    found = node.items if isinstance(node, Sequence) else (node,)
    for value in found:
        if isinstance(value, Scalar) and isinstance(value.value, str):
            yield Use(Symbol(Kind.VALUE, f"{variable}/{value.text}"), _words(value))


def _one_or_many(node: Node | None, key: str) -> Iterator[Scalar]:
    if found := written(node, key):
        yield found
    yield from words(node, key)
