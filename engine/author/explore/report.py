"""An exploration as text, for people."""

from __future__ import annotations

from dataclasses import fields
from statistics import median_low
from textwrap import wrap
from typing import TYPE_CHECKING

from engine.author.explore.exploration import Tried
from engine.author.shares import interval, percent
from engine.document.english import plural
from engine.document.visible import visible_line
from engine.language.show import show_value
from engine.play import CONTINUE

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from engine.author.explore.exploration import (
        DeadEnd,
        Exploration,
        Reached,
        Sent,
        Visitors,
        Walkthrough,
    )
    from engine.explore.coverage import Coverage, Missed, Part
    from engine.model.state import Value, Variable

WIDTH = 78
"""Lines are broken so that they fit a terminal of 80 columns."""
MOST = 10
"""So many places are named; the rest are counted, unless all are asked for."""
MOST_VALUES = 6
NAMES = {
    "moments": "moments read",
    "choices": "choices taken",
    "texts": "conditional texts shown",
    "varying": "varying texts shown",
    "claims": "claims told",
}


def as_text(
    found: Exploration,
    files: Mapping[str, Path] | None = None,
    *,
    every: bool = False,
    state: bool = False,
) -> str:
    """What was found in sections, each with a heading.

    Args:
        found: What was found.
        files: Where the walkthrough of each ending was written.
        every: Whether to name every place that was not met.
        state: Whether to tell with which state random readers came to each ending.
    """
    sections = [_how(found), _endings(found, files or {}, state=state), _dead_ends(found)]
    if isinstance(found.how, Tried):
        sections.append(_closed(found))
    sections.append(_coverage(found, every=every))
    return "\n\n".join("\n".join(map(visible_line, section)) for section in sections)


def _how(found: Exploration) -> Iterator[str]:
    yield found.story.title
    lines = _tried(found.how, found.undecided) if isinstance(found.how, Tried) else _sent(found.how)
    for line in lines:
        yield from wrap(line, WIDTH, initial_indent="  ", subsequent_indent="  ")


def _tried(tried: Tried, undecided: int) -> Iterator[str]:
    if tried.all_states:
        yield f"Every state that a reader can bring about was tried: {tried.states:,}."
    elif tried.finished:
        yield (
            "Not every state was tried, nor need it be: what no playthrough met was shown to be"
            f" impossible, in {plural(tried.parts, 'part')}. So what follows is all there is."
        )
    else:
        yield (
            "There are too many states to try each, and what follows need not be all there is:"
            f" of {plural(tried.parts, 'question')} that were left, {tried.open:,} found no answer."
            " --states N tries more."
        )
    if undecided:
        yield f"Of {plural(undecided, 'text')} it was not found out when it is shown."


def _sent(sent: Sent) -> Iterator[str]:
    yield (
        f"{plural(sent.readers, 'random reader')}, seed {sent.seed}, made"
        f" {plural(sent.choices, 'choice')} on {plural(sent.pages, 'page')}."
    )
    yield (
        f"{sent.by_chance:,} of them chose by chance alone; shares are theirs, with the range in"
        " which the true share lies nineteen times in twenty. The others looked for what had not"
        " been seen. What nobody met may exist all the same."
    )
    if sent.given_up:
        yield f"{plural(sent.given_up, 'reader')} came to no end, and stopped."


def _endings(found: Exploration, files: Mapping[str, Path], *, state: bool) -> Iterator[str]:
    met = sum(reached.met is True for reached in found.endings)
    yield f"Endings: {met} of {len(found.endings)} reached"
    for reached in found.endings:
        yield f"  {reached.ending.id}: {reached.ending.title}"
        yield from map(_indented, _ending(reached, found, state=state))
        if path := files.get(reached.ending.id):
            yield _indented(f"written to {path}")


def _ending(reached: Reached, found: Exploration, *, state: bool) -> Iterator[str]:
    if reached.visitors and not isinstance(found.how, Tried):
        yield _share(reached.visitors, found.how)
        if state and reached.visitors.by_chance:
            yield from _state(reached.visitors, found)
    if reached.walkthrough:
        yield from _walkthrough(reached.walkthrough)
    elif reached.met:
        yield "it can be reached, but no seed was found with which chance allows for it"
    elif reached.met is None:
        yield "not reached, as far as this went"
    else:
        yield "no reader can reach it"


def _walkthrough(walkthrough: Walkthrough) -> Iterator[str]:
    at = walkthrough.at
    choices = [step.choice for step in at.steps() if step.choice != CONTINUE]
    which = "the shortest way" if walkthrough.shortest else "the shortest way met"
    yield f"{which}: {plural(len(choices), 'choice')}, {plural(at.number, 'page')}, seed {at.seed}"
    yield from _choices(choices)


def _choices(choices: Sequence[str]) -> Iterator[str]:
    """Choices as `engine replay --choose` takes them."""
    # A space is put where a line may be broken, and nowhere else.
    for line in wrap(", ".join(choices), WIDTH - 8, break_on_hyphens=False) or ["no choice"]:
        yield f"  {line}"


def _share(visitors: Visitors, sent: Sent) -> str:
    low, high = interval(visitors.by_chance, sent.by_chance)
    share = visitors.by_chance / sent.by_chance if sent.by_chance else 0.0
    all_of_them = f"{visitors.all:,} of all {sent.readers:,}"
    return f"{share:.1%} by chance ({low:.1%} to {high:.1%}), {all_of_them}"


def _state(visitors: Visitors, found: Exploration) -> Iterator[str]:
    yield f"choices: {_numbers(visitors.choices)}"
    for variable in found.story.variables:
        yield f"{variable.name}: {_values(variable, visitors.values[variable.name])}"


def _values(variable: Variable, counted: Counter[Value]) -> str:
    if variable.kind == "integer":
        return _numbers(counted)
    if variable.kind == "set":
        whole = counted.total()
        sets = [(value, n) for value, n in counted.items() if isinstance(value, frozenset)]
        members = {m: sum(n for value, n in sets if m in value) for m in variable.values}
        return _shares(members, whole)
    return _shares({show_value(value): many for value, many in counted.items()}, counted.total())


def _numbers(counted: Counter[Value] | Counter[int]) -> str:
    numbers = sorted(int(n) for n in counted.elements())  # type: ignore[arg-type]  # integers
    if numbers[0] == numbers[-1]:
        return f"{numbers[0]}"
    return f"{numbers[0]} to {numbers[-1]}, typically {median_low(numbers)}"


def _shares(many: Mapping[str, int], whole: int) -> str:
    ranked = sorted(((n, name) for name, n in many.items() if n), key=lambda p: (-p[0], p[1]))
    shares = [f"{name} {percent(n, whole)}" for n, name in ranked[:MOST_VALUES]]
    if len(ranked) > MOST_VALUES:
        shares.append(f"{len(ranked) - MOST_VALUES} more")
    return ", ".join(shares) or "empty"


def _dead_ends(found: Exploration) -> Iterator[str]:
    if not found.dead_ends:
        yield "Dead ends: none" if found.sure else "Dead ends: none met"
        return
    yield f"Dead ends: {len(found.dead_ends)}"
    for dead in found.dead_ends:
        yield f"  {dead.moment.span.path}:{dead.moment.span.line}: {dead.moment.id}: {_wrong(dead)}"
        if dead.readers:
            yield _indented(f"{plural(dead.readers, 'reader')} came here")
        how = "the shortest way here" if dead.smallest else "a way here"
        if isinstance(found.how, Tried) or not dead.smallest:
            yield _indented(f"{how}: {plural(dead.pages, 'page')}, seed {dead.seed}")
        else:
            yield _indented(
                f"a way here of which no choice can be left out: {plural(dead.pages, 'page')},"
                f" seed {dead.seed}"
            )
        yield from map(_indented, _choices(dead.choices))


def _wrong(dead: DeadEnd) -> str:
    if dead.kind == "error":
        return f"the page breaks: {dead.error}"
    if dead.kind == "stuck":
        return "nothing is left to do here"
    return f"from here no ending can be reached; it goes round in {_some(dead.moments)}"


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - MOST:,} more" if len(names) > MOST else ""
    return f"{', '.join(names[:MOST])}{more}"


def _closed(found: Exploration) -> Iterator[str]:
    yield f"Choices that nobody can take: {len(found.closed) or 'none'}"
    yield from map(_place, found.closed)


def _coverage(found: Exploration, *, every: bool) -> Iterator[str]:
    yield "Coverage"
    for name, part in _parts(found.coverage):
        share = percent(part.met, part.of)
        yield f"  {NAMES[name]:<26}{part.met:>8,} of {part.of:<8,}{share:>5}".rstrip()
    for name, part in _parts(found.coverage):
        if part.missed:
            yield f"  Not among the {NAMES[name]}:"
            shown = part.missed if every else part.missed[:MOST]
            yield from map(_place, shown)
            if len(shown) < len(part.missed):
                yield f"    and {len(part.missed) - len(shown):,} more: --coverage names them all"


def _parts(coverage: Coverage) -> Iterator[tuple[str, Part]]:
    for field in fields(coverage):
        yield field.name, getattr(coverage, field.name)


def _place(missed: Missed) -> str:
    why = f" ({missed.why})" if missed.why else ""
    return f"    {missed.span}: {missed.name}{why}"


def _indented(line: str) -> str:
    return f"      {line}"
