"""The gauges: the variables that the reader may see, on one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.app import text
from engine.app.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.content import Content

    from engine.play.page import Gauge

GAP = 3
PIPS = 10
"""The longest range that is drawn as well as told."""


class Gauges(Words):
    """Each gauge as its label, its pips where there is room for all, and its numbers."""

    def tell(self, gauges: text.Flow | None) -> None:
        """Replace what is shown; without gauges the line is not there."""
        self.set_class(gauges is None, "-empty")
        if gauges is not None:
            self.show(gauges)


def flow(gauges: Sequence[Gauge]) -> text.Flow | None:
    """Gauges in a row; nothing where there are none."""
    drawn = [_gauge(gauge, _pips(gauge)) for gauge in gauges]
    told = [(_label(gauge), _numbers(gauge)) for gauge in gauges]
    return text.Flow(drawn, told, GAP) if gauges else None


def _gauge(gauge: Gauge, pips: Content) -> Content:
    return text.line(_label(gauge), text.plain(" "), pips, _numbers(gauge))


def _label(gauge: Gauge) -> Content:
    return text.plain(gauge.label or gauge.name, text.SOFT)


def _numbers(gauge: Gauge) -> Content:
    return text.plain(f"{gauge.value} of {gauge.maximum}")


def _pips(gauge: Gauge) -> Content:
    span = gauge.maximum - gauge.minimum
    if not 0 < span <= PIPS:
        return text.plain("")
    filled = gauge.value - gauge.minimum
    return text.line(
        text.plain("▪" * filled, text.MARK), text.plain("▫" * (span - filled) + " ", text.SOFT)
    )
