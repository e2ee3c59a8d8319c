"""The claim screen: one claim with all that is known about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from engine.app import text, wording
from engine.app.commands.table import bindings
from engine.app.screens.page import Page
from engine.app.widgets.options import SPACE, Item, Options
from engine.app.widgets.words import Words
from engine.record.dossier import dossier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.content import Content

    from engine.app.text import Block
    from engine.model.record import Claim, Library
    from engine.model.story import Citation
    from engine.record.dossier import Clash, Dossier


class ClaimPage(Page):
    """What is said, by whom, how it reached us, what the editor makes of it, who disagrees."""

    NAME = "claim"
    BINDINGS: ClassVar = bindings(NAME)

    def __init__(self, claim: Claim, library: Library, citation: Citation | None = None) -> None:
        super().__init__()
        self._library = library
        self._dossier = dossier(claim, library)
        self._citation = citation

    def compose_leaf(self) -> ComposeResult:
        """The claim, then the voices that clash with it, each of which can be opened."""
        yield Words(text.Sheet(list(_told(self._dossier, self._citation))))
        options = Options(id="choices")
        options.show(_others(self._dossier, self._library))
        yield options

    def on_option_list_option_selected(self, event: Options.OptionSelected) -> None:
        """Open another voice over this one."""
        item = self.query_one("#choices", Options).items[event.option_index]
        claim = self._library.claim(item.id)
        if claim is not None:
            self.app.push_screen(ClaimPage(claim, self._library))


def _told(known: Dossier, citation: Citation | None) -> Iterator[Block]:
    claim = known.claim
    yield text.block(text.plain(claim.says, text.STRONG))
    if citation is not None and citation.note:
        yield from _part("Why it stands here", text.plain(citation.note))
    yield from _part("Who says so", _voice(claim))
    yield from _part("How it reached us")
    yield from _chain(known)
    yield from _part("The source", _source(known))
    yield from _part("The editor", _editor(known))
    if claim.damage:
        yield from _part("The text as we hold it", text.plain(claim.damage))
    if known.people:
        people = (text.plain(f"{person.name}. {person.note}") for person in known.people)
        yield from _part("Who is spoken of", text.lines(*people))


def _part(heading: str, body: Content | None = None) -> Iterator[Block]:
    yield text.GAP
    yield text.block(text.plain(heading.upper(), text.SOFT))
    if body is not None:
        yield text.block(body)


def _voice(claim: Claim) -> Content:
    reading = "The attribution is a reading of the editor’s."
    denied = "It reached us only because somebody quoted it to deny it."
    return text.lines(
        text.plain(claim.speaker or "The source names nobody."),
        text.plain(f"Of {claim.date.text}." if claim.date.text else ""),
        text.plain(reading if claim.inferred else ""),
        text.plain(denied if claim.quoted_to_rebut else ""),
    )


def _chain(known: Dossier) -> Iterator[Block]:
    for depth, link in enumerate(known.chain):
        place = wording.page_of(known.claim) if depth == 0 else ""
        named = ", ".join(part for part in (link.source.short, place) if part)
        lead = "" if depth == 0 else "  " * (depth - 1) + "└ "
        yield text.block(text.plain(f"{named}: {link.role}"), text.plain(lead, text.SOFT))


def _source(known: Dossier) -> Content:
    place = wording.page_of(known.claim)
    return text.lines(
        text.plain(", ".join(part for part in (wording.work(known.source), place) if part)),
        text.plain(f"Kind: {known.kind}", text.SOFT),
        text.plain(known.source.leaning),
    )


def _editor(known: Dossier) -> Content:
    number = known.claim.number
    return text.lines(
        text.plain(known.verdict),
        text.plain(known.claim.note),
        text.plain(f"Number {number} in the register." if number else "", text.SOFT),
    )


def _others(known: Dossier, library: Library) -> Iterator[Item]:
    for clash in known.clashes:
        yield from _clash(clash, library)
    for heading, claims in (("DENIED BY", known.rebuttals), ("IT DENIES", known.rebuts)):
        if claims:
            yield from _headed(heading)
        for claim in claims:
            yield _other(claim, library)


def _clash(clash: Clash, library: Library) -> Iterator[Item]:
    conflict = clash.conflict
    outside = f"The literature at large: {conflict.outside}" if conflict.outside else ""
    said = text.lines(
        text.plain(conflict.title, text.MARK_STRONG), text.plain(conflict.says), text.plain(outside)
    )
    yield from _headed("≠ ANOTHER VOICE")
    yield Item(said, enabled=False)
    for claim in clash.others:
        yield SPACE
        yield _other(claim, library)


def _headed(heading: str) -> Iterator[Item]:
    yield SPACE
    yield Item(text.plain(heading, text.SOFT), enabled=False)


def _other(claim: Claim, library: Library) -> Item:
    source = library.sources[claim.source]
    voice = ", ".join(part for part in (claim.speaker, wording.where(claim, source)) if part)
    body = text.lines(text.plain(claim.says), text.plain(voice, text.SOFT))
    return Item(text.Sheet([text.block(body, text.plain("› ", text.MARK_STRONG))]), claim.id)
