"""A page as lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.model.calendar import describe
from engine.model.length import time
from engine.plain.record import about_choice, cards, in_short, sections
from engine.plain.text import BLANK, Line
from engine.play import CONTINUE

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from engine.model.prose import Paragraph
    from engine.model.record import Library
    from engine.model.story import Story
    from engine.play.page import Offer, Page


def opening(story: Story, pace: int) -> Iterator[Line]:
    """The title of a book, and what a reader may want to know before it.

    Args:
        story: The book.
        pace: How many words the reader reads in a minute.
    """
    yield Line(story.title)
    if story.author:
        yield Line(f"by {story.author}")
    if story.summary:
        yield Line(story.summary)
    if story.words:
        yield Line(f"{story.words:,} words in all: about {time(story.words, pace)}.")
    if story.content_notes:
        yield Line(f"Content: {', '.join(story.content_notes)}.")
    yield Line("Type the number of a choice, or ? for help.")


def whole(
    page: Page, library: Library, taken: Container[str] = (), *, new_first: bool = False
) -> Iterator[Line]:
    """A page: where it is, its prose, whether the record speaks, and what can be done.

    Args:
        page: The page.
        library: The sources.
        taken: The choices of it that were taken before.
        new_first: Whether New Style comes first in its date.
    """
    yield from text(page, library, opens=page.opens, new_first=new_first)
    yield BLANK
    yield in_short(page, library)
    if page.ending is None:
        yield BLANK
        yield from choices(page, library, taken)


def text(page: Page, library: Library, *, opens: bool, new_first: bool = False) -> Iterator[Line]:
    """The prose, under the scene's title, place and date where the scene opens."""
    if opens:
        yield BLANK
        yield from _heading(page, new_first=new_first)
    marks = _marks(page, library)
    quoting = False
    for paragraph in page.paragraphs:
        yield from _turn(quoting, paragraph.kind == "quote")
        quoting = paragraph.kind == "quote"
        yield Line(words(paragraph, marks), depth=int(quoting))
    if quoting:
        yield Line("End of the document.")


def _turn(was: bool, now: bool) -> Iterator[Line]:  # noqa: FBT001  (before and after)
    """What stands between two paragraphs: a document begins and ends in words."""
    if was and not now:
        yield Line("End of the document.")
    yield BLANK
    if now and not was:
        yield Line("A document:")


def _heading(page: Page, *, new_first: bool) -> Iterator[Line]:
    date = describe(page.scene.date, new_first=new_first)
    for heading in (page.scene.title, page.scene.place, date):
        if heading:
            yield Line(heading)


def _marks(page: Page, library: Library) -> dict[str, tuple[int, ...]]:
    """The numbers of the claims that each mark in the prose stands for."""
    found: dict[str, tuple[int, ...]] = {}
    for number, card in cards(page, library).items():
        mark = card.citation.mark
        if mark is not None:
            found[mark] = (*found.get(mark, ()), number)
    return found


def words(paragraph: Paragraph, marks: Mapping[str, tuple[int, ...]]) -> str:
    """A paragraph's words; a mark is the number of its claim: ``[1]``."""
    return "".join(
        run.text if run.mark is None else _bracket(marks.get(run.mark, ()))
        for run in paragraph.runs
    )


def _bracket(numbers: Sequence[int]) -> str:
    return f"[{', '.join(map(str, numbers))}]" if numbers else ""


def choices(page: Page, library: Library, taken: Container[str]) -> Iterator[Line]:
    """What the reader can do, numbered, and why where it is locked."""
    if turns(page):
        yield Line("Press Enter to turn the page.")
        return
    about = {section.heading: section.cards for section in sections(page, library)}
    for number, offer in enumerate(page.offers, 1):
        numbers = [card[0] for card in about.get(about_choice(number), ())]
        before = " (taken before)" if offer.id in taken else ""
        yield Line(f"{_offer(offer)} {_bracket(numbers)}{before}", lead=f"{number}. ")
    if not page.offers:
        yield Line("The story goes no further here: type u to go back one page.")


def turns(page: Page) -> bool:
    """Whether there is nothing to choose, only a page to turn."""
    return [offer.id for offer in page.offers] == [CONTINUE]


def _offer(offer: Offer) -> str:
    said = words(offer.text, {})
    return said if offer.locked is None else f"({_locked(offer.locked)}) {said}"


def _locked(why: str) -> str:
    return f"locked: {why}" if why else "locked"
