"""From checked trees to functions of the state: a step of play parses nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from engine.language.actions import Action, Dice, action_of
from engine.language.closures import closure_of
from engine.language.form import effect_form, form_of, prose_form, written
from engine.language.telling import text_of
from engine.model.prose import Paragraph
from engine.model.state import State, Value

if TYPE_CHECKING:
    from engine.language.layout import Layout
    from engine.language.meaning import Change, Meaning
    from engine.language.tree import Prose

Condition: TypeAlias = Callable[[Sequence[Value]], bool]
Evaluation: TypeAlias = Callable[[State], Value]
Words: TypeAlias = Callable[[State], tuple[Paragraph, ...]]


def compile_condition(tree: Meaning, layout: Layout) -> Condition:
    """Compile a condition.

    Raises:
        KeyError: The layout lacks a place for something the tree reads.
    """
    return closure_of(written(form_of(tree, layout)))


def compile_expression(tree: Meaning, layout: Layout) -> Evaluation:
    """Compile an expression that holds no random number.

    Raises:
        KeyError: The layout lacks a place for something the tree reads.
    """
    return closure_of(written(form_of(tree, layout)))


def compile_effect(change: Change, layout: Layout) -> Action:
    """Compile an effect, which changes a list of values in place.

    Raises:
        KeyError: The layout lacks a place for something the effect reads or writes.
    """
    return action_of(written(effect_form(change, layout)))


def compile_prose(prose: Prose[Meaning], layout: Layout) -> Words:
    """Compile a piece of prose.

    Prose without expressions gives the same tuple each time. A paragraph that says nothing,
    because an expression in it printed nothing, is left out.

    Raises:
        KeyError: The layout lacks a place for something the prose reads.
    """
    text = text_of(prose_form(prose, layout))
    return lambda state: text if isinstance(text, tuple) else tuple(text.told(state, 0))


__all__ = [
    "Action",
    "Condition",
    "Dice",
    "Evaluation",
    "Words",
    "compile_condition",
    "compile_effect",
    "compile_expression",
    "compile_prose",
]
