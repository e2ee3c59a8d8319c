"""The claim screen: one claim with all that is known about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from engine.app import text, wording
from engine.app.commands.table import bindings
from engine.app.screens.record import RecordPage
from engine.app.widgets import voices
from engine.app.widgets.options import SPACE, Item
from engine.document.english import plural
from engine.model.calendar import when
from engine.record.dossier import dossier
from engine.record.works import held, work

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from textual.content import Content

    from engine.app.sitting import Sitting
    from engine.model.record import Claim, Library
    from engine.model.story import Citation, Person
    from engine.record.dossier import Clash, Dossier, Use

BESIDE = " \n  beside it:"


class ClaimPage(RecordPage):
    """What is said, by whom, how it reached us, what the editor makes of it, who disagrees."""

    NAME = "claim"
    BINDINGS: ClassVar = bindings(NAME)

    def __init__(self, sitting: Sitting, claim: Claim, citation: Citation | None = None) -> None:
        super().__init__(sitting)
        self._known = dossier(claim, sitting.library, sitting.playthrough.book.story)
        self._citation = citation
        self.set_class(bool(self._known.clashes), "-abreast")

    def items(self) -> Iterable[Item]:
        """The claim, its way to us, and the voices against it."""
        yield from self._opening()
        yield from _chain(self._known)
        yield from _source(self._known, self.sitting.library)
        yield from _editor(self._known)
        yield from _others(self._known, self.sitting.library, new_first=self.new_first)
        yield from voices.part("Cited at", _cited(self._known.uses, self.sitting.visited()))

    def _opening(self) -> Iterator[Item]:
        known, citation = self._known, self._citation
        otherwise = wording.otherwise(known.claim, (clash.conflict for clash in known.clashes))
        yield voices.said(
            text.lines(
                text.remark(known.claim.says, text.STRONG),
                text.remark(f"{otherwise}: see below." if otherwise else "", text.MARK),
            )
        )
        if citation is not None and citation.note:
            yield from voices.part("Why it stands here", text.remark(citation.note))
        date = when(known.claim.date, new_first=self.new_first)
        yield from voices.part("Who says so", _voice(known.claim, date))

    def fill(self) -> None:
        """Show the claim first, and then note that it was opened."""
        super().fill()
        self.call_after_refresh(self._note)

    def _note(self) -> None:
        self.say(self.sitting.note_opened(self._known.claim.id))


def _voice(claim: Claim, date: str) -> Content:
    reading = "That it is this voice is our reading: the text does not settle it."
    denied = "It reached us only because somebody quoted it to deny it."
    return text.lines(
        text.remark(claim.speaker or "The source names nobody."),
        text.remark(wording.unbroken(f"Date: {date}") if date else "", text.SOFT),
        text.remark(reading if claim.inferred else ""),
        text.remark(denied if claim.quoted_to_rebut else ""),
    )


def _chain(known: Dossier) -> Iterator[Item]:
    """From the voice down to the page we hold, link by link; each link opens its source."""
    yield from voices.headed("How it reached us")
    for depth, link in enumerate(known.chain):
        place = wording.page_of(known.claim) if depth == 0 else ""
        named = ", ".join(word for word in (link.source.short, place) if word)
        body = text.lines(text.plain(named), text.plain(link.role, text.SOFT))
        last = depth == len(known.chain) - 1
        line = text.plain("   " if last else "│  ", text.MARK)
        drawn = [text.block(body, text.plain("•  ", text.MARK_STRONG), line)]
        if not last:
            drawn.append(text.block(text.plain(" "), line))
        yield Item(text.Sheet(drawn), f"{voices.SOURCE}{link.source.id}")


def _source(known: Dossier, library: Library) -> Iterator[Item]:
    source = known.source
    place = wording.page_of(known.claim)
    about = text.lines(
        text.remark(", ".join(word for word in (work(source), place) if word)),
        text.plain(f"Kind: {known.kind}", text.SOFT),
        text.remark(source.leaning),
        text.remark(held(source, library)),
    )
    yield from voices.part("The source", about)
    count = plural(len(source.claims), "claim")
    yield voices.source_entry(source, text.plain(f"All that it says here: {count}"))


def _editor(known: Dossier) -> Iterator[Item]:
    claim = known.claim
    number = f"Number {claim.number} in the register." if claim.number else ""
    judged = (text.remark(known.verdict), text.remark(claim.note), text.plain(number, text.SOFT))
    yield from voices.part("The editor", text.lines(*judged))
    if claim.damage:
        yield from voices.part("The text as we hold it", text.remark(claim.damage))
    if known.people:
        people = map(_person, known.people)
        yield from voices.part("Who is spoken of", text.lines(*people))


def _person(person: Person) -> Content:
    return text.line(text.plain(person.name), text.remark(f". {person.note}", text.SOFT))


def _others(known: Dossier, library: Library, *, new_first: bool) -> Iterator[Item]:
    for clash in known.clashes:
        yield from _clash(known.claim, clash, library, new_first=new_first)
    for heading, claims in (("Denied by", known.rebuttals), ("It denies", known.rebuts)):
        if claims:
            yield from voices.headed(heading)
            yield from voices.spaced(
                voices.voice_entry(claim, library, new_first=new_first) for claim in claims
            )


def _clash(claim: Claim, clash: Clash, library: Library, *, new_first: bool) -> Iterator[Item]:
    """What differs, then this voice beside the others, each of which can be opened."""
    conflict = clash.conflict
    outside = f"In the general literature: {conflict.outside}" if conflict.outside else ""
    yield from voices.headed("≠ Told otherwise" if clash.others else "≠ The general literature")
    yield voices.said(
        text.lines(
            text.plain(conflict.title, text.MARK_STRONG),
            text.remark(conflict.says),
            text.remark(outside),
        )
    )
    mine = voices.told(claim, library, new_first=new_first)
    here = text.Sheet([text.block(mine, text.plain("  "))])
    for number, other in enumerate(clash.others):
        yield SPACE
        there = voices.leading(voices.told(other, library, new_first=new_first))
        shown = text.Pair(text.Sheet([]) if number else here, there, text.plain(BESIDE, text.SOFT))
        yield Item(shown, f"{voices.CLAIM}{other.id}")


def _cited(uses: Iterable[Use], visited: Mapping[str, int]) -> Content:
    """The moments that were read, by their pages, and how many were not."""
    found = tuple(uses)
    read = sorted((visited[use.moment], use.title) for use in found if use.moment in visited)
    unread = len(found) - len(read)
    named = [text.plain(f"Page {page}: {title}") for page, title in read]
    if not found:
        return text.plain("Nowhere in this book.")
    if not read:
        return text.plain(f"{plural(unread, 'moment')} that you have not read.".capitalize())
    more = f"and {wording.number(unread)} more that you have not read" if unread else ""
    return text.lines(*named, text.plain(more, text.SOFT))
