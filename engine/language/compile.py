"""From checked trees to functions of the state: a step of play parses nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from engine.language.closures import Builder, Closure, Slots
from engine.language.meaning import Conditional, Constant, Meaning, type_of
from engine.language.printed import printer
from engine.language.tree import Mark, Passage, Prose, Slot, Words
from engine.model.prose import Paragraph, Run
from engine.model.state import State, Value

if TYPE_CHECKING:
    from engine.language.layout import Layout
    from engine.language.meaning import Change


class Dice(Protocol):
    """Where random numbers come from."""

    def roll(self, low: int, high: int) -> int:
        """Draw a whole number from low to high, both included."""


Condition: TypeAlias = Callable[[Sequence[Value]], bool]
Evaluation: TypeAlias = Callable[[State], Value]
Action: TypeAlias = Callable[[list[Value], Dice], None]
Telling: TypeAlias = Callable[[State], tuple[Paragraph, ...]]

_AGAIN = 32
"""How many of the paragraphs that differ only in one value are kept."""

_RunMaker: TypeAlias = Callable[[State], Run]


def compile_condition(tree: Meaning, layout: Layout) -> Condition:
    """Compile a condition.

    Raises:
        KeyError: The layout lacks a place for something the tree reads.
    """
    return Builder(layout).closure(tree)


def compile_expression(tree: Meaning, layout: Layout) -> Evaluation:
    """Compile an expression that holds no random number.

    Raises:
        KeyError: The layout lacks a place for something the tree reads.
    """
    return Builder(layout).closure(tree)


# Effects.


def compile_effect(change: Change, layout: Layout) -> Action:
    """Compile an effect, which changes a list of values in place.

    A whole number stops at the edges of its variable's range. The random numbers of an effect
    are drawn each time, in the order of the text, whether or not the effect comes to use them.

    Raises:
        KeyError: The layout lacks a place for something the effect reads or writes.
    """
    place = layout.variables[change.variable.name]
    if isinstance(change.value, Constant):
        return _by_constant(change, place, change.value.value)
    builder = Builder(layout)
    value = builder.closure(change.value)
    kept = _kept(change, place)
    rolls = [(roll.low, roll.high) for roll in builder.rolls]
    if not rolls:
        return lambda values, _dice: kept(values, value(values))

    def with_dice(values: list[Value], dice: Dice) -> None:
        drawn = [dice.roll(low, high) for low, high in rolls]
        kept(values, value((*values, *reversed(drawn))))

    return with_dice


def _by_constant(change: Change, place: int, constant: Value) -> Action:
    """The commonest effects: a number is added, or a known value is set."""
    low, high = change.variable.minimum, change.variable.maximum
    if isinstance(constant, int) and change.variable.kind == "integer":
        if change.operator == "=":
            return _setting(place, min(max(constant, low), high))
        return _adding(place, constant if change.operator == "+=" else -constant, low, high)
    if change.operator == "=":
        return _setting(place, constant)
    kept = _kept(change, place)
    return lambda values, _dice: kept(values, constant)


def _setting(place: int, constant: Value) -> Action:
    def setting(values: list[Value], _dice: Dice) -> None:
        values[place] = constant

    return setting


def _adding(place: int, step: int, low: int, high: int) -> Action:
    def adding(values: list[Any], _dice: Dice) -> None:
        number = values[place] + step
        values[place] = low if number < low else min(number, high)

    return adding


def _kept(change: Change, place: int) -> Callable[[list[Any], Any], None]:
    """How a value that has been worked out is put into the list."""
    kind, sign = change.variable.kind, change.operator
    low, high = change.variable.minimum, change.variable.maximum

    def put_number(values: list[Any], number: int) -> None:
        if sign == "+=":
            number = values[place] + number
        elif sign == "-=":
            number = values[place] - number
        values[place] = low if number < low else min(number, high)

    def put_element(values: list[Any], value: str) -> None:
        one = frozenset((value,))
        values[place] = values[place] | one if sign == "+=" else values[place] - one

    def put(values: list[Any], value: Value) -> None:
        values[place] = value

    return put_number if kind == "integer" else put_element if kind == "set" else put


# Prose.


def compile_prose(prose: Prose[Meaning], layout: Layout) -> Telling:
    """Compile a piece of prose.

    Prose without expressions gives the same tuple each time. A paragraph that says nothing,
    because an expression in it printed nothing, is left out.

    Raises:
        KeyError: The layout lacks a place for something the prose reads.
    """
    if not prose.values:
        fixed = tuple(_fixed(passage) for passage in prose.passages if passage.pieces)
        return lambda _state: fixed
    makers = [_paragraph(passage, layout) for passage in prose.passages]
    if len(makers) == 1:
        return makers[0]

    def telling(state: State) -> tuple[Paragraph, ...]:
        said: list[Paragraph] = []
        for make in makers:
            said += make(state)
        return tuple(said)

    return telling


def _fixed(passage: Passage[Meaning]) -> Paragraph:
    runs = (_run(piece) for piece in passage.pieces if not isinstance(piece, Slot))
    return Paragraph(tuple(runs), passage.kind)


def _run(piece: Words | Mark) -> Run:
    if isinstance(piece, Mark):
        return Run("", mark=piece.name)
    return Run(piece.text, piece.emphasis, piece.strong)


def _paragraph(passage: Passage[Meaning], layout: Layout) -> Telling:
    """Tell one paragraph; nothing where no words come of it."""
    kind = passage.kind
    if not any(isinstance(piece, Slot) for piece in passage.pieces):
        fixed = (_fixed(passage),) if passage.pieces else ()
        return lambda _state: fixed
    if (style := _one_style(passage)) is not None:
        return _in_one_style(passage, layout, style)
    makers = [_run_maker(piece, layout) for piece in passage.pieces]

    def telling(state: State) -> tuple[Paragraph, ...]:
        runs = _joined([make(state) for make in makers])
        return (Paragraph(runs, kind),) if runs else ()

    return telling


def _one_style(passage: Passage[Meaning]) -> tuple[bool, bool] | None:
    """Whether a paragraph is emphatic and strong throughout; nothing if it is of several styles."""
    styles = {
        None if isinstance(piece, Mark) else (piece.emphasis, piece.strong)
        for piece in passage.pieces
    }
    return styles.pop() if len(styles) == 1 else None


def _in_one_style(passage: Passage[Meaning], layout: Layout, style: tuple[bool, bool]) -> Telling:
    """Tell the commonest paragraph: all of it is one run, and most print one value.

    What it says for a value that it has printed before it says again.
    """
    kind, (emphasis, strong) = passage.kind, style
    at = [n for n, piece in enumerate(passage.pieces) if isinstance(piece, Slot)]
    texts = [_text_maker(piece, layout) for piece in passage.pieces]

    def said(text: str) -> tuple[Paragraph, ...]:
        return (Paragraph((Run(text, emphasis, strong),), kind),) if text else ()

    if len(at) > 1:
        return lambda state: said("".join([make(state) for make in texts]))
    before, after = (
        "".join([make(()) for make in part]) for part in (texts[: at[0]], texts[at[0] + 1 :])
    )
    printed, again = texts[at[0]], lru_cache(_AGAIN)(lambda word: said(f"{before}{word}{after}"))
    return lambda state: again(printed(state))


def _text_maker(piece: Words | Slot[Meaning] | Mark, layout: Layout) -> Callable[[Slots], str]:
    if isinstance(piece, Slot):
        return _printed(piece.value, Builder(layout))
    text = "" if isinstance(piece, Mark) else piece.text
    return lambda _state: text


def _run_maker(piece: Words | Slot[Meaning] | Mark, layout: Layout) -> _RunMaker:
    if not isinstance(piece, Slot):
        run = _run(piece)
        return lambda _state: run
    printed = _text_maker(piece, layout)
    emphasis, strong = piece.emphasis, piece.strong
    return lambda state: Run(printed(state), emphasis, strong)


def _printed(node: Meaning, builder: Builder) -> Callable[[Slots], str]:
    """Print each branch of a conditional as its own type asks."""
    if isinstance(node, Conditional):
        condition: Closure = builder.closure(node.condition)
        then, otherwise = _printed(node.then, builder), _printed(node.otherwise, builder)
        return lambda state: then(state) if condition(state) else otherwise(state)
    value, in_words = builder.closure(node), printer(type_of(node))
    return lambda state: in_words(value(state))


def _joined(runs: list[Run]) -> tuple[Run, ...]:
    """Join neighbouring runs of one style, and drop those that say nothing."""
    joined: list[Run] = []
    telling = [run for run in runs if run.text or run.mark]
    for (emphasis, strong, mark), group in groupby(telling, _style):
        if mark is None:
            joined.append(Run("".join(run.text for run in group), emphasis, strong))
        else:
            joined.extend(group)
    return tuple(joined)


def _style(run: Run) -> tuple[bool, bool, str | None]:
    return run.emphasis, run.strong, run.mark
