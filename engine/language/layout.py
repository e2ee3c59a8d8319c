"""Where each thing that can change has its place in the flat state."""

from __future__ import annotations

from dataclasses import field

from engine.document.frozen import frozen

TURNS = 0
"""The first place counts the choices taken."""


@frozen()
class Layout:
    """The places of the flat state: turns, then variables, then counters.

    Only what some condition, once-only choice or varying text looks at has a counter, so
    that a state stays small and two states that no condition can tell apart are equal.

    Attributes:
        variables: Place of each variable, by name.
        scenes: Place of each counted scene's visits, by id.
        moments: Place of each counted moment's visits, by ``scene/moment``.
        choices: Place of each counted choice's takings, by ``scene/moment/choice``.
    """

    variables: dict[str, int] = field(default_factory=dict)
    scenes: dict[str, int] = field(default_factory=dict)
    moments: dict[str, int] = field(default_factory=dict)
    choices: dict[str, int] = field(default_factory=dict)
