"""The margin as words: what the record says beside a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.english import plural
from engine.document.frozen import frozen
from engine.model.calendar import when
from engine.model.record import Verdict
from engine.plain.text import BLANK, Line
from engine.record import claims
from engine.record.lookup import called
from engine.record.margin import KINDS, margin
from engine.record.margin import cards as margin_cards
from engine.record.works import work

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.model.record import Claim, Conflict, Library, Source
    from engine.model.story import Person
    from engine.play.page import Page
    from engine.record.margin import Card

VERDICTS = {
    Verdict.SOUND: "sound",
    Verdict.INTERPRETATION: "an interpretation",
    Verdict.DISPUTED: "disputed",
    Verdict.WRONG: "wrong",
    Verdict.ANACHRONISM: "an anachronism",
    Verdict.MISPRINT: "a misprint",
    Verdict.UNSUPPORTED: "without support",
}
UNREMARKED = frozenset({Verdict.SOUND, Verdict.INTERPRETATION})


@frozen()
class Section:
    """Claims under one heading, each with the number that its marks carry."""

    heading: str
    cards: tuple[tuple[int, Card], ...]


def sections(page: Page, library: Library) -> tuple[Section, ...]:
    """The claims of a page and of its choices, numbered through."""
    groups = [(group.heading, group.cards) for group in margin(page, library).groups]
    for number, offer in enumerate(page.offers, 1):
        if offer.citations:
            grounds = margin_cards(offer.citations, library, page.scene.date.day)
            groups.append((about_choice(number), grounds))
    found, count = [], 0
    for heading, cards in groups:
        found.append(Section(heading, tuple(enumerate(cards, count + 1))))
        count += len(cards)
    return tuple(section for section in found if section.cards)


def about_choice(number: int) -> str:
    """The heading of the claims that ground a choice."""
    return f"About choice {number}"


def cards(page: Page, library: Library) -> dict[int, Card]:
    """The claims of a page by their numbers."""
    return {number: card for section in sections(page, library) for number, card in section.cards}


def in_short(page: Page, library: Library) -> Line:
    """One line under a page: how much of it happened, and whether anything is on record."""
    count = len(cards(page, library))
    if not count:
        spoken = "no source speaks to this moment."
    else:
        spoken = f"{plural(count, 'claim')}. Type r to read."
    return Line(f"Record: {page.moment.standing}, {spoken}")


def record(page: Page, library: Library, *, new_first: bool = False) -> Iterator[Line]:
    """All that the margin shows beside a page."""
    shown = margin(page, library)
    yield BLANK
    yield Line("The record")
    yield Line(shown.standing)
    found = sections(page, library)
    if shown.silence:
        yield Line(shown.silence)
    for section in found:
        yield BLANK
        yield Line(f"{section.heading}:")
        for number, card in section.cards:
            yield from _card(number, card, new_first=new_first)
    if shown.note:
        yield BLANK
        yield Line(f"The editor remarks: {shown.note}")
    yield from _people(page)
    if found:
        yield BLANK
        yield Line("Type r and a number to read more of a claim.")


def _card(number: int, card: Card, *, new_first: bool) -> Iterator[Line]:
    claim = card.claim
    yield Line(claim.says, lead=f"{number}. ")
    date = when(claim.date, new_first=new_first)
    yield Line(_sentence(claims.speaker(claim), date), depth=1)
    yield Line(_sentence(_where(claim, card.source), card.kind), depth=1)
    if card.citation.note:
        yield Line(f"Why here: {card.citation.note}", depth=1)
    if claim.verdict not in UNREMARKED:
        yield Line(f"The editor holds it to be {VERDICTS[claim.verdict]}.", depth=1)
    if card.clashes:
        yield Line(f"Told otherwise elsewhere: type r {number}.", depth=1)


def _where(claim: Claim, source: Source) -> str:
    return f"{source.short}, {claims.page(claim)}" if claim.page else source.short


def _sentence(*parts: str) -> str:
    said = "; ".join(part for part in parts if part)
    return said if said.endswith((".", "?", "!")) else f"{said}."


def _people(page: Page) -> Iterator[Line]:
    here = [page.story.people[name] for name in page.scene.people if name in page.story.people]
    if here:
        yield BLANK
        yield Line("In this scene:")
    yield from (Line(_who(person), depth=1) for person in here)


def _who(person: Person) -> str:
    """A person, and whether there was one: many a note says so itself."""
    if person.real:
        return f"{person.name}, who lived. {person.note}"
    if person.note.lower().startswith("invented"):
        return f"{person.name}. {person.note}"
    return f"{person.name}, invented. {person.note}"


def dossier(
    name: str, claim: Claim, library: Library, note: str = "", *, new_first: bool = False
) -> Iterator[Line]:
    """All there is on one claim.

    Args:
        name: What it is called here: its number on the page, or in the register.
        claim: The claim.
        library: The sources.
        note: Why it stands beside the page, if it does.
        new_first: Whether New Style comes first in its date.
    """
    yield BLANK
    yield Line(f"Claim {name}")
    yield Line(claim.says)
    date = when(claim.date, new_first=new_first)
    yield Line(_sentence(f"Speaker: {claims.speaker(claim)}", date, KINDS[claim.kind]))
    if note:
        yield Line(f"Why here: {note}")
    yield from _way(claim, library)
    yield from _work(library.sources[claim.source], library)
    yield from _judgement(claim, library)
    for clash in library.conflicts:
        if claim.id in clash.claims:
            yield from _clash(claim, clash, library)


def in_brief(claim: Claim, library: Library, date: str, *more: str) -> Iterator[Line]:
    """A claim in a list: what it says, who says it, when and where; then more lines."""
    source = library.sources[claim.source]
    yield Line(claim.says, lead=f"{called(claim)}. ")
    voice = _sentence(claims.speaker(claim), date, _where(claim, source), KINDS[claim.kind])
    yield Line(voice, depth=1)
    yield from (Line(line, depth=1) for line in more if line)


def _way(claim: Claim, library: Library) -> Iterator[Line]:
    names = [_short(source, library) for source in claim.chain]
    if names:
        first = f"{names[0]}, {claims.page(claim)}" if claim.page else names[0]
        yield Line(_sentence(f"How it reached us: {', quoted in '.join([first, *names[1:]])}"))
    if claim.damage:
        yield Line(f"The text as we hold it: {claim.damage}")


def _short(source: str, library: Library) -> str:
    found = library.sources.get(source)
    return found.short if found else source


def _work(source: Source, library: Library) -> Iterator[Line]:
    yield Line(_sentence(f"The work: {work(source)}", KINDS[source.kind]))
    yield Line(source.leaning, depth=1)
    if source.reached_by:
        through = ", ".join(_short(name, library) for name in source.reached_by)
        yield Line(_sentence(f"We hold it only through {through}"), depth=1)


def _judgement(claim: Claim, library: Library) -> Iterator[Line]:
    yield Line(f"The editor holds it to be {VERDICTS[claim.verdict]}. {claim.note}")
    if claim.quoted_to_rebut:
        yield Line("It reached us only to be denied.")
    for denial in filter(None, map(library.claim, claim.rebutted_by)):
        yield Line(f"Denied by {_voice(denial, library)}: {denial.says}")


def _clash(claim: Claim, clash: Conflict, library: Library) -> Iterator[Line]:
    yield Line(_sentence(f"In conflict: {clash.title}"))
    yield Line(clash.says, depth=1)
    others = [library.claim(other) for other in clash.claims if other != claim.id]
    for other in filter(None, others):
        yield Line(f"Beside it, {_voice(other, library)}: {other.says}", depth=1)
    if clash.outside:
        yield Line(f"In the general literature: {clash.outside}", depth=1)


def _voice(claim: Claim, library: Library) -> str:
    return f"{claims.speaker(claim)} in {_short(claim.source, library)}"
