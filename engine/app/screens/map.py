"""The map: what was visited, where the roads not taken begin, and which endings were found."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from engine.app import text
from engine.app.commands.table import bindings
from engine.app.screens.page_list import PageList
from engine.app.widgets import voices
from engine.app.widgets.options import SPACE, Item
from engine.document.english import plural
from engine.saves import SaveError
from engine.saves.map import draw

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.content import Content

    from engine.app.sitting import Sitting
    from engine.app.text import Block
    from engine.saves.map import Map, Road, Visited

HERE, READ = "◆ ", "● "
ON = Item(text.plain("│", text.SOFT), enabled=False)
"""The line from one moment to the next."""
UNTURNED = "You have not read on from here."


class MapPage(PageList):
    """Scenes in the order of the first visit; enter goes to a moment, and a new branch begins."""

    NAME = "map"
    BINDINGS: ClassVar = bindings(NAME)

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(sitting)
        tree, here = sitting.around()
        self._map = draw(sitting.playthrough.book, tree, here, _found(sitting))
        self._at = {one.moment: one for _, moments in self._map.scenes for one in moments}

    def items(self) -> Iterator[Item]:
        """How much was read, then the scenes."""
        yield voices.said(_head(self._map))
        for scene, moments in self._map.scenes:
            yield SPACE
            yield voices.said(
                text.lines(
                    text.plain(scene.title, text.MARK_STRONG), text.plain(scene.place, text.SOFT)
                )
            )
            for number, one in enumerate(moments):
                if number:
                    yield ON
                yield Item(text.Sheet(list(_moment(one))), one.moment)

    def here(self) -> int | None:
        """The moment that is being read."""
        ids = [item.id for item in self.options.items]
        return next((ids.index(one.moment) for one in self._at.values() if one.here), None)

    def go(self, entry: str) -> str:
        """Go to a moment, as it was read last."""
        return self.sitting.go(self._at[entry].tried)


def _found(sitting: Sitting) -> frozenset[str]:
    try:
        progress = sitting.saves.progress(sitting.playthrough.book.story.id)
    except SaveError:
        progress = None
    now = sitting.page().ending
    return (progress.endings if progress else frozenset()) | ({now.id} if now else set())


def _head(drawn: Map) -> Content:
    read = f"{drawn.visited} of {plural(drawn.moments, 'moment')} read"
    roads = f"{plural(drawn.untaken, 'road')} not taken"
    endings = f"Endings found: {len(drawn.endings)} of {drawn.of}"
    titles = ", ".join(ending.title for ending in drawn.endings)
    return text.lines(
        text.plain("The map", text.MARK_STRONG),
        text.plain(f"{read}, {roads}.", text.SOFT),
        text.plain(f"{endings}{f': {titles}' if titles else ''}.", text.SOFT),
    )


def _moment(one: Visited) -> Iterator[Block]:
    line = text.plain("│ ", text.SOFT)
    mark = text.plain(HERE if one.here else READ, text.MARK_STRONG)
    yield text.block(text.plain(one.words), mark, line)
    if one.here:
        yield text.block(text.plain("You are here.", text.MARK), line, line)
    if one.ending is not None:
        yield text.block(text.plain(f"An ending: {one.ending.title}", text.STRONG), line, line)
    for road in one.roads:
        if road.words is not None or road.scenes:
            yield _road(road)
    if one.untaken:
        said = f"{plural(one.untaken, 'road')} not taken"
        yield text.block(text.plain(said, text.EMPHASIS), text.plain("├╌○ ", text.SOFT))
    if one.unturned:
        yield text.block(text.plain(UNTURNED, text.EMPHASIS), text.plain("├╌○ ", text.SOFT))


def _road(road: Road) -> Block:
    to = ", ".join(scene.title for scene in road.scenes)
    said = text.words(road.words) if road.words else None
    leads = text.plain(f"to {to}" if to else "", text.SOFT)
    body = text.line(said, text.plain("  "), leads) if said and to else said or leads
    return text.block(body, text.plain("├─› ", text.SOFT), text.plain("│   ", text.SOFT))
