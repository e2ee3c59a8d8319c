"""What the places of a graph are coloured by.

No tone is told by its colour alone: its border differs, and its words stand in the box.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal, TypeAlias

from engine.author.graph.readers import READERS
from engine.document.frozen import frozen
from engine.model import walk
from engine.model.story import Bearing, Standing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from engine.author.graph.readers import Share, Shares
    from engine.model.story import Moment

By: TypeAlias = Literal["standing", "citation", "coverage", "none"]


@frozen()
class Tone:
    """A tone.

    Attributes:
        name: Its word.
        fill: Its colour, light enough for black words.
        border: Its border: solid, dashed, dotted or bold.
    """

    name: str
    fill: str
    border: str


STANDING: Mapping[Standing, Tone] = {
    Standing.DOCUMENTED: Tone("documented", "#c9e4ca", "bold"),
    Standing.ALTERED: Tone("altered", "#fbe3a4", "dashed"),
    Standing.INVENTED: Tone("invented", "#e3dcf0", "solid"),
}
SUPPORTED = Tone("supported", "#c9e4ca", "bold")
CHALLENGED = Tone("challenged", "#f6cfc0", "dashed")
CONTEXT = Tone("context", "#d3e3f4", "solid")
SILENT = Tone("silent", "#ffffff", "dotted")
OFTEN = Tone("often", "#c9e4ca", "bold")
SOMETIMES = Tone("sometimes", "#d3e3f4", "solid")
SELDOM = Tone("seldom", "#fbe3a4", "dashed")
UNREAD = Tone("unread", "#ffffff", "dotted")
TONES: Mapping[By, Sequence[Tone]] = {
    "standing": tuple(STANDING.values()),
    "citation": (SUPPORTED, CHALLENGED, CONTEXT, SILENT),
    "coverage": (OFTEN, SOMETIMES, SELDOM, UNREAD),
    "none": (),
}
MEANINGS: Mapping[str, str] = {
    "documented": "as a source tells it",
    "altered": "otherwise than a source tells it",
    "invented": "no source tells of it",
    "supported": "a claim supports it",
    "challenged": "a claim contradicts it, or makes it less likely",
    "context": "claims are cited for context alone",
    "silent": "no claim is cited",
    "often": f"half or more of {READERS // 2:,} readers by chance come here",
    "sometimes": "one in twenty of them, or more",
    "seldom": "fewer than one in twenty",
    "unread": "nobody came here, by chance or from curiosity",
}


def tone_of(moment: Moment, by: By, shares: Shares | None = None) -> Tone | None:
    """The tone of a moment; nothing where nothing is coloured."""
    if by == "none":
        return None
    if by == "coverage":
        return tone_of_share(shares.moments[moment.id]) if shares else None
    return STANDING[moment.standing] if by == "standing" else _cited(moment)


def tone_of_share(share: Share) -> Tone:
    """The tone of what so many readers come to."""
    if not share.met:
        return UNREAD
    if share.readers * 2 >= share.of:
        return OFTEN
    return SOMETIMES if share.readers * 20 >= share.of else SELDOM


def _cited(moment: Moment) -> Tone:
    """What contradicts is told before what supports: it is what an author must look at."""
    bearings = {citation.bearing for citation in walk.citations(moment)}
    if bearings & {Bearing.CONTRADICTS, Bearing.TENSION}:
        return CHALLENGED
    if Bearing.SUPPORTS in bearings:
        return SUPPORTED
    return CONTEXT if bearings else SILENT


def tones_of(
    moments: Sequence[Moment], by: By, shares: Shares | None = None
) -> tuple[tuple[Tone, int], ...]:
    """How many moments of each tone there are, in the order of the legend."""
    counted = Counter(tone_of(moment, by, shares) for moment in moments)
    return tuple((tone, counted[tone]) for tone in TONES[by] if counted[tone])
