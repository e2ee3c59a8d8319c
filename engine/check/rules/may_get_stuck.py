"""At every moment, some choice can be taken.

Where every choice can be hidden or locked at once, the reader may be stuck. The values that
would do it are named; a choice with `fallback: true` mends it.
"""

from __future__ import annotations

from itertools import islice, product
from typing import TYPE_CHECKING

from engine.check.values import when
from engine.document.finding import Code, Finding
from engine.language.compile import compile_condition
from engine.language.layout import TURNS, lay_out
from engine.language.observed import observed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.check.subject import Subject
    from engine.language.compile import Condition
    from engine.language.layout import Layout
    from engine.language.meaning import Meaning
    from engine.model.state import Value, Variable
    from engine.model.story import Choice, Moment

CODE = Code("W0403", "may-get-stuck")
MOST = 100_000
"""How many combinations of values are tried at one moment; beyond it nothing is claimed."""


def check(subject: Subject) -> Iterator[Finding]:
    """Each moment whose choices all have conditions, and are all there."""
    if subject.loaded.loose:
        return
    variables = {variable.name: variable for variable in subject.story.variables}
    for moment in subject.moments.values():
        if moment.span.path in subject.misread or not moment.choices:
            continue
        if any(_always(choice) for choice in moment.choices):
            continue
        stuck = _stuck(moment, variables)
        if stuck is not None:
            message = f"no choice is left here{stuck}"
            hint = "give one choice `fallback: true`: it is there when no other is"
            yield Finding(CODE, message, moment.span, hint)


def _always(choice: Choice) -> bool:
    """Whether nothing can hide or lock a choice; what cannot be read is given the benefit."""
    unread = any(c and c.tree is None for c in (choice.visible, choice.requires))
    return unread or not (choice.visible or choice.requires or choice.once)


def _stuck(moment: Moment, variables: dict[str, Variable]) -> str | None:
    """The values with which every choice is gone, in words; nothing where there are none."""
    trees = [c.tree for choice in moment.choices for c in (choice.visible, choice.requires) if c]
    read = observed(*(tree for tree in trees if tree is not None))
    once = {choice.full for choice in moment.choices if choice.once}
    names = sorted(read.variables)
    counters = [*sorted(read.scenes), *sorted(read.moments), *sorted(read.choices | once)]
    layout = lay_out(names, read.scenes, read.moments, read.choices | once, read.longest)
    tests = [_takeable(choice, layout) for choice in moment.choices]
    domains: list[tuple[Value, ...]] = [
        (0, 1) if read.turns else (0,),
        *(_domain(variables[name]) for name in names),
        *((0, 1) for _ in counters),
        *(tuple(range(most + 1)[:1000]) for _, most in layout.clocks),
    ]
    for state in islice(product(*domains), MOST):
        if not any(all(test(state) for test in choice) for choice in tests):
            return when({name: state[TURNS + 1 + n] for n, name in enumerate(names)})
    return None


def _takeable(choice: Choice, layout: Layout) -> list[Condition]:
    conditions: list[Meaning] = [c.tree for c in (choice.visible, choice.requires) if c and c.tree]
    tests = [compile_condition(tree, layout) for tree in conditions]
    if choice.once:
        place = layout.choices[choice.full]
        tests.append(lambda state: not state[place])
    return tests


def _domain(variable: Variable) -> tuple[Value, ...]:
    if variable.kind == "integer":
        return tuple(range(variable.minimum, variable.maximum + 1)[:1000])
    if variable.kind == "boolean":
        return (False, True)
    if variable.kind == "enum":
        return variable.values
    few = variable.values[:10]
    picks = product((False, True), repeat=len(few))
    return tuple(
        frozenset(value for value, there in zip(few, pick, strict=True) if there) for pick in picks
    )
