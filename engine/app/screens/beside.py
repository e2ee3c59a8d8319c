"""Beside the record: the last page of every ending."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from engine.app import text, wording
from engine.app.commands.table import bindings
from engine.app.screens.record import RecordPage
from engine.app.widgets import voices
from engine.app.widgets.options import SPACE, Item
from engine.document.english import plural
from engine.model.story import Standing
from engine.record.reckoning import by_scene, reckon
from engine.record.works import gist

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from textual.content import Content

    from engine.app.sitting import Sitting
    from engine.model.record import Library
    from engine.model.story import Ending
    from engine.record.reckoning import Deed, Read, Reckoning, Voice

CAME = {
    Standing.DOCUMENTED: "What came of it happened.",
    Standing.ALTERED: "What came of it happened otherwise.",
    Standing.INVENTED: "",
}
"""What is said of what a choice led to; what is invented is counted further down."""
BALANCE = "A kind of voice counts once here, however much it said."


class Beside(RecordPage):
    """What the reader did beside what the record says of it, and which voices spoke."""

    NAME = "beside"
    BINDINGS: ClassVar = bindings(NAME)

    def __init__(self, sitting: Sitting, ending: Ending) -> None:
        super().__init__(sitting)
        self._ending = ending
        self.set_class(True, "-abreast")  # noqa: FBT003  (Textual's own)

    def items(self) -> Iterable[Item]:
        """Title, deeds, what was invented, where nobody speaks, who spoke."""
        found = reckon(self.sitting.playthrough, self.sitting.library)
        yield voices.said(
            text.lines(
                text.plain("Beside the record", text.MARK_STRONG),
                text.plain(f"An ending: {self._ending.title}", text.SOFT),
            )
        )
        yield from _deeds(found, self.sitting.library, new_first=self.new_first)
        yield from _moments(found)
        yield from _spoke(found)


def _deeds(found: Reckoning, library: Library, *, new_first: bool) -> Iterator[Item]:
    if found.deeds:
        yield from voices.headed("What you did, and what the record says")
    spoken = [deed for deed in found.deeds if deed.cards]
    for number, deed in enumerate(spoken):
        if number:
            yield SPACE
        yield from _deed(deed, library, new_first=new_first)
    yield from _silent([deed for deed in found.deeds if not deed.cards], others=bool(spoken))


def _deed(deed: Deed, library: Library, *, new_first: bool) -> Iterator[Item]:
    """A choice, with the claims that ground it at its side, each of which can be opened."""
    did = text.Sheet([text.block(_did(deed), text.plain("  "))])
    for number, card in enumerate(deed.cards):
        if number:
            yield SPACE
        note = text.remark(card.citation.note, text.ASIDE)
        says = voices.leading(voices.met(card.claim, library, note, new_first=new_first))
        shown = text.Pair(text.Sheet([]) if number else did, says)
        yield Item(shown, f"{voices.CLAIM}{card.claim.id}")


def _silent(deeds: list[Deed], *, others: bool) -> Iterator[Item]:
    """The choices to which nobody speaks, under one sentence."""
    if not deeds:
        return
    which = "the other" if others else "your"
    many = f"{wording.number(len(deeds))} choices" if len(deeds) > 1 else "choice"
    said = f"To {which} {many} no source here speaks:"
    if others:
        yield SPACE
    yield voices.said(text.remark(said, text.EMPHASIS), "  ")
    for deed in deeds:
        yield voices.said(text.remark(f"{deed.words} (page {deed.page})", text.SOFT), "  ")


def _did(deed: Deed) -> Content:
    return text.lines(
        text.remark(deed.words, text.STRONG),
        text.remark(f"Page {deed.page}, {deed.read.title}", text.SOFT),
        text.plain(CAME[deed.led_to], text.SOFT),
    )


def _moments(found: Reckoning) -> Iterator[Item]:
    total = sum(found.moments.values())
    parts = ", ".join(f"{found.moments[one]} {one}" for one in reversed(Standing))
    counted = f"You read {plural(total, 'moment')}: {parts}."
    yield from voices.part("What happened", text.remark(counted))
    if found.invented:
        yield from voices.part("What is invented", _scenes(found.invented))
    if found.silences:
        yield from voices.part("Where the record is silent", _scenes(found.silences))


def _scenes(read: Iterable[Read]) -> Content:
    named = (f"{title}: {plural(many, 'moment')}" for title, many in by_scene(read).items())
    return text.lines(*map(text.remark, named))


def _spoke(found: Reckoning) -> Iterator[Item]:
    if not found.voices:
        return
    yield from voices.headed("Who spoke, and which way each leans")
    yield voices.said(text.remark(BALANCE, text.SOFT))
    introduced: set[str] = set()
    for voice in found.voices:
        yield SPACE
        yield from _voice(voice, introduced)


def _voice(voice: Voice, introduced: set[str]) -> Iterator[Item]:
    """A kind of voice and the works in it; a work that leans twice is told of once."""
    count = text.plain(f": {plural(voice.claims, 'claim')}", text.SOFT)
    yield voices.said(text.line(text.plain(wording.opening(voice.name), text.STRONG), count))
    for source in voice.sources:
        leaning = "" if source.id in introduced else gist(source)
        introduced.add(source.id)
        yield voices.source_entry(
            source, text.lines(text.plain(source.short), text.remark(leaning, text.SOFT))
        )
