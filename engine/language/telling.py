"""Prose to paragraphs: a text that is always the same, or one that is told anew from a state.

A text without expressions is its paragraphs, made once. Any other is a `Telling`.
"""

from __future__ import annotations

import json
from functools import lru_cache
from itertools import chain, groupby
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias

from engine.document.frozen import frozen
from engine.language.closures import AGAIN, Builder
from engine.language.printed import printer
from engine.model.prose import Paragraph, Run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from engine.language.form import Form
    from engine.model.state import State

    Print: TypeAlias = Callable[[State], object]
    """Gives words, or a number that is written as it is."""


class Telling(Protocol):
    """What says something else from state to state."""

    def told(self, state: State, seed: int) -> tuple[Paragraph, ...]:
        """What it says now, in a playthrough of a seed."""


Text: TypeAlias = "tuple[Paragraph, ...] | Telling"


def texts_of(form: Form) -> tuple[Text, ...]:
    """The texts of a form of prose: all that stands between two expressions is one.

    Raises:
        LookupError: It is no form of prose.
    """
    texts: list[Text] = []
    fixed: list[Paragraph] = []
    for paragraph in form:
        made = Paragraph(paragraph) if isinstance(paragraph, str) else _made(*paragraph)
        if isinstance(made, Paragraph):
            fixed.append(made)
        else:
            texts += (tuple(fixed), made) if fixed else (made,)
            fixed = []
    return (*texts, tuple(fixed)) if fixed else tuple(texts)


def tell(text: Text, state: State, seed: int) -> tuple[Paragraph, ...]:
    """What a text says now, in a playthrough of a seed."""
    return text if type(text) is tuple else text.told(state, seed)  # type: ignore[union-attr]


@frozen(eq=False)
class Several:
    """Several texts that are told as one."""

    texts: tuple[Text, ...]

    def told(self, state: State, seed: int) -> tuple[Paragraph, ...]:
        """What they say, one after the other."""
        return tuple(chain.from_iterable(tell(text, state, seed) for text in self.texts))


def text_of(form: Form) -> Text:
    """The whole of a form of prose as one text."""
    if len(form) == 1 and isinstance(form[0], str):
        return (Paragraph(form[0]),)
    texts = texts_of(form)
    return texts[0] if len(texts) == 1 else Several(texts) if texts else ()


def _made(word: str, kind: Literal["plain", "quote"], *parts: Any) -> Paragraph | Telling:  # noqa: ANN401
    """A paragraph from its form, of whatever parts its first word asks for."""
    if word == "around":
        before, printed, after = parts
        return Around(kind, before, print_of(printed), after)
    if word == "mixed":
        return Mixed(kind, tuple(map(_maker, parts)))
    return Paragraph.of(map(_run, parts), kind)


def _run(piece: str | Form) -> Run:
    if isinstance(piece, str):
        return Run(piece)
    word, said, *style = piece
    return Run("", mark=said) if word == "mark" else Run(said, *style)


@frozen(eq=False)
class Around:
    """The commonest paragraph in which something is printed: plain words around one value."""

    kind: Literal["plain", "quote"]
    before: str
    printed: Print
    after: str

    def told(self, state: State, _: int) -> tuple[Paragraph, ...]:
        """Nothing where no words come of it."""
        printed = self.printed
        text = f"{self.before}{printed(state)}{self.after}"
        return (Paragraph(text, self.kind),) if text else ()


@frozen(eq=False)
class Mixed:
    """A paragraph of several styles, or with several values."""

    kind: Literal["plain", "quote"]
    makers: tuple[Callable[[State], Run], ...]

    def told(self, state: State, _: int) -> tuple[Paragraph, ...]:
        """Nothing where no words come of it."""
        runs = tuple(_joined([make(state) for make in self.makers]))
        return (Paragraph.of(runs, self.kind),) if runs else ()


def _maker(piece: str | Form) -> Callable[[State], Run]:
    if isinstance(piece, str) or piece[0] != "slot":
        run = _run(piece)
        return lambda _state: run
    _, text, emphasis, strong = piece
    printed = print_of(text)
    return lambda state: Run(str(printed(state)), emphasis, strong)


def _joined(runs: list[Run]) -> Iterator[Run]:
    """Join neighbouring runs of one style, and drop those that say nothing."""
    telling = [run for run in runs if run.text or run.mark]
    for (emphasis, strong, mark), group in groupby(telling, _style):
        if mark is None:
            yield Run("".join(run.text for run in group), emphasis, strong)
        else:
            yield from group


def _style(run: Run) -> tuple[bool, bool, str | None]:
    return run.emphasis, run.strong, run.mark


@lru_cache(AGAIN)
def print_of(text: str) -> Print:
    """The printing of a value's form, given as text."""
    return _printing(json.loads(text))


def _printing(form: Form) -> Print:
    if form[0] == "if":
        then, otherwise = _printing(form[1]), _printing(form[3])
        condition = Builder().closure(form[2])
        return lambda state: then(state) if condition(state) else otherwise(state)
    kind, told, *values = form
    value, in_words = Builder().closure(told), printer(kind, tuple(values))
    return value if in_words is str else lambda state: in_words(value(state))
