"""The reader always has something to do, until the story ends.

Where every choice of a moment is hidden, locked or used up, the story stops without an end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.check.exact import state_at
from engine.check.values import values_in
from engine.check.way import way_to
from engine.document.finding import Code, Finding, Related

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.check.proving import Proved
    from engine.model.story import Moment

CODE = Code("E0423", "stuck")
HINT = "give one choice `fallback: true`: it is there when no other is"


def check(proved: Proved) -> Iterator[Finding]:
    """One finding a moment, with the shortest way into it; true even of a proof cut short."""
    for name, state in proved.proof.stuck.items():
        moment = proved.subject.moments[name]
        if moment.returns or proved.cause_of_stop(name):
            continue
        yield Finding(
            CODE,
            f"no choice is left here{_when(proved, moment, state)}",
            moment.span,
            HINT,
            related=tuple(_sealing(proved, state)),
            notes=way_to(proved.proof.path(state)),
        )


def _when(proved: Proved, moment: Moment, state: int) -> str:
    """The values with which it is so, where the way can be played through again."""
    values = state_at(proved.subject.story, proved.proof.path(state), moment.id)
    return values_in(proved.subject.story, moment, values) if values else ""


def _sealing(proved: Proved, state: int) -> Iterator[Related]:
    """The choice after which it could not be helped any more, where that is another one."""
    proof = proved.proof
    last = proof.sealing(state) if proof.found.finished else None
    if last is None or last in {state, proof.found.before[state]}:
        return
    moment = proof.moment_at(last)
    step = next((s for s in proof.path(state)[len(proof.path(last)) :]), None)
    choice = next((c for c in moment.choices if step and c.id == step.choice), None)
    if choice:
        yield Related(choice.span, "after this choice no ending can be reached")
