"""The map: what was visited, where the roads not taken begin, and which endings were found.

It names nothing that the reader has not met: a road not taken is counted, and no more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.frozen import frozen
from engine.play import CONTINUE, NotPlayableError, begin, view

if TYPE_CHECKING:
    from collections.abc import Collection

    from engine.model.prose import Paragraph
    from engine.model.story import Ending, Scene
    from engine.play import Book, Page, Playthrough
    from engine.saves.tried import Tree, Tried

LONGEST_WORDS = 60
"""Characters of a moment's first words, by which a reader knows it again."""


@frozen()
class Road:
    """A choice that was taken at a moment.

    Attributes:
        words: What it says; nothing where the page was only turned.
        scenes: The other scenes that it led to.
    """

    words: Paragraph | None
    scenes: tuple[Scene, ...]


@frozen()
class Visited:
    """A moment that was read.

    Attributes:
        moment: Its full id.
        words: Its first words.
        tried: The page on which it was read last.
        here: Whether the reader is there now.
        ending: The ending that it is, if it is one.
        roads: The choices taken there.
        untaken: How many choices were seen there and never taken.
        unturned: Whether the page only goes on, and was never turned.
    """

    moment: str
    words: str
    tried: Tried
    here: bool
    ending: Ending | None
    roads: tuple[Road, ...]
    untaken: int
    unturned: bool


@frozen()
class Map:
    """What was visited of a story.

    Attributes:
        scenes: The scenes in the order of the first visit, each with its moments in theirs.
        moments: How many moments the story has.
        endings: The endings found, in the order of the story.
        of: How many endings there are.
    """

    scenes: tuple[tuple[Scene, tuple[Visited, ...]], ...]
    moments: int
    endings: tuple[Ending, ...]
    of: int

    @property
    def visited(self) -> int:
        """How many moments were visited."""
        return sum(len(moments) for _, moments in self.scenes)

    @property
    def untaken(self) -> int:
        """How many roads were seen and not taken."""
        return sum(moment.untaken for _, moments in self.scenes for moment in moments)


def draw(book: Book, tree: Tree, here: Tried | None, found: Collection[str]) -> Map:
    """Draw the map.

    Args:
        book: The story as it is today; what is no longer in it is left out.
        tree: All that was read.
        here: Where the reader is.
        found: The endings found.
    """
    latest: dict[str, Tried] = {}
    read: dict[str, list[Tried]] = {}
    for page in tree.pages:
        read.setdefault(page.moment, []).append(page)
        if page.moment not in latest or page.step > latest[page.moment].step:
            latest[page.moment] = page
    if here is not None:
        latest[here.moment] = here
    blank = begin(book, 0)
    scenes: dict[str, list[Visited]] = {}
    for moment, page in latest.items():
        if (at := _seen(tree, page, blank)) is not None:
            shown = _visited(book, at, page, read[moment], here=page is here)
            scenes.setdefault(moment.partition("/")[0], []).append(shown)
    story = book.story
    return Map(
        scenes=tuple((story.scenes[scene], tuple(moments)) for scene, moments in scenes.items()),
        moments=sum(len(scene.moments) for scene in story.scenes.values()),
        endings=tuple(ending for ending in story.endings.values() if ending.id in found),
        of=len(story.endings),
    )


def _seen(tree: Tree, tried: Tried, blank: Playthrough) -> Page | None:
    found = tree.view(tried, blank)
    try:
        return view(found) if found else None
    except NotPlayableError:  # the author is at work on it
        return None


def _visited(book: Book, page: Page, tried: Tried, read: list[Tried], *, here: bool) -> Visited:
    led: dict[str, dict[str, Scene]] = {}
    for one in read:
        for after in one.after:
            scene = after.moment.partition("/")[0]
            to = led.setdefault(after.choice or "", {})
            if scene in book.story.scenes and scene != page.scene.id:
                to[scene] = book.story.scenes[scene]
    offers = {offer.id: offer for offer in page.offers}
    taken = [offer for offer in page.offers if offer.id in led]
    return Visited(
        moment=page.moment.id,
        words=first_words(page),
        tried=tried,
        here=here,
        ending=page.ending,
        roads=tuple(
            Road(None if o.id == CONTINUE else o.text, tuple(led[o.id].values())) for o in taken
        ),
        untaken=len(offers.keys() - led.keys() - {CONTINUE}),
        unturned=CONTINUE in offers and CONTINUE not in led,
    )


def first_words(page: Page) -> str:
    """The first words of a page, cut where a word ends."""
    said = " ".join(next((p.text for p in page.paragraphs if p.text.strip()), "").split())
    if len(said) <= LONGEST_WORDS:
        return said
    return f"{said[:LONGEST_WORDS].rpartition(' ')[0].rstrip(' ,;:.–—-')}…"
