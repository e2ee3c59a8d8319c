"""What a bench has measured, and how it is told.

Every bench prints a table for people; with `--json` it prints the same for programs, which is
what `bench/report.py` gathers::

    {"version": 1, "figures": [
        {"name": "key to painted page", "of": "marginalia", "unit": "ms",
         "runs": [21.3, 20.8, 22.0, 21.1, 20.9], "size": null, "more": false}
    ]}

A bench that measures ours beside something else gives two figures of one name. Import it as
`from figures import Figure, tell`: a bench is run from its own folder.
"""

from __future__ import annotations

import json
import statistics
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

OURS = "marginalia"


class Figure(NamedTuple):
    """One thing measured several times.

    Attributes:
        name: What was measured, in words that complete a row of a table.
        of: Whose it is: `OURS`, or the peer's name.
        unit: `ms`, `s`, `MB`, `B` or `/s`.
        runs: What each run gave, in the order they were made.
        size: How many scenes the story had, where that matters.
        more: Whether more is better.
    """

    name: str
    of: str
    unit: str
    runs: list[float]
    size: int | None = None
    more: bool = False

    @property
    def median(self) -> float:
        """The middle run."""
        return statistics.median(self.runs)


def rounded(number: float) -> str:
    """A number with the three digits that a measurement is good for."""
    places = 0 if number >= 100 else 1 if number >= 10 else 2  # noqa: PLR2004  (three digits)
    return f"{number:,.{places}f}"


def line(figure: Figure) -> str:
    """A figure in one line: its median, and how far the runs spread."""
    size = f", {figure.size:,} scenes" if figure.size else ""
    low, high = rounded(min(figure.runs)), rounded(max(figure.runs))
    what = f"{figure.name}{size}: {figure.of}"
    return f"{what:<64} {rounded(figure.median):>9} {figure.unit:<3} ({low} to {high})"


def tell(figures: Sequence[Figure], words: Sequence[str]) -> None:
    """Print figures, as JSON if `--json` is among the words of the command."""
    if "--json" in words:
        print(json.dumps({"version": 1, "figures": [figure._asdict() for figure in figures]}))
        return
    for figure in figures:
        print(line(figure))


def heard(output: str) -> list[Figure]:
    """The figures that another bench has printed with `--json`."""
    return [Figure(**figure) for figure in json.loads(output)["figures"]]
