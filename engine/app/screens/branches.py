"""The branches: all that was tried, as a tree that forgets nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from engine.app import text
from engine.app.commands.table import bindings
from engine.app.screens.page_list import PageList
from engine.app.widgets import voices
from engine.app.widgets.options import SPACE, Item
from engine.saves.branches import branches, numbered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.content import Content

    from engine.app.sitting import Sitting
    from engine.saves.branches import Stretch
    from engine.saves.tried import Tree, Tried

HERE, BEHIND, OTHER = "◆ ", "● ", "○ "
DEEPEST = 6
"""Branches within branches that are drawn apart; deeper ones stand at the same place."""
ABOUT = "All that you tried; a branch that you left stands before what you went on with."


class Branches(PageList):
    """One entry from a choice to the next; enter goes to its last page."""

    NAME = "branches"
    BINDINGS: ClassVar = bindings(NAME)

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(sitting)
        tree, here = sitting.around()
        self._found = branches(sitting.playthrough.book, tree, here, _names(sitting, tree))

    def items(self) -> Iterator[Item]:
        """What it is, then the tree."""
        yield voices.said(text.titled("The branches", ABOUT))
        yield SPACE
        for number, stretch in enumerate(self._found):
            lead, hang = _gutter(self._found, number)
            yield Item(text.Sheet([text.block(_said(stretch), lead, hang)]), str(number))
            yield Item(hang, enabled=False)

    def here(self) -> int | None:
        """The pages that the reader is on."""
        at = next((str(n) for n, stretch in enumerate(self._found) if stretch.here), None)
        ids = [item.id for item in self.options.items]
        return ids.index(at) if at is not None else None

    def go(self, entry: str) -> str:
        """Go to the last page of a branch's part."""
        return self.sitting.go(self._found[int(entry)].tried)


def _names(sitting: Sitting, tree: Tree) -> Iterator[tuple[str, Tried]]:
    for place in sitting.places():
        tried = tree.at(place.step)
        if place.named and tried is not None:
            yield place.slot, tried


def _gutter(found: Sequence[Stretch], number: int) -> tuple[Content, Content]:
    """What stands before an entry, and before its later lines."""
    stretch = found[number]
    depth = min(stretch.depth, DEEPEST)
    mark = HERE if stretch.here else BEHIND if stretch.behind else OTHER
    above = "│ " * (depth - 1) + "├─" if stretch.begins and depth else "│ " * depth
    below = "│ " * depth + ("│ " if _goes_on(found, number) else "  ")
    lead = text.line(text.plain(above, text.SOFT), text.plain(mark, text.MARK_STRONG))
    return lead, text.plain(below, text.SOFT)


def _goes_on(found: Sequence[Stretch], number: int) -> bool:
    """Whether an entry further down continues this one."""
    depth = found[number].depth
    after = next((s for s in found[number + 1 :] if s.depth <= depth), None)
    return after is not None and after.depth == depth and not after.begins


def _said(stretch: Stretch) -> Content:
    where = numbered(stretch.pages, "–") if stretch.pages else ""
    return text.lines(
        text.words(stretch.choice) if stretch.choice else text.plain(_unnamed(stretch)),
        text.plain(f"{where}: {stretch.title}" if stretch.title else where, text.SOFT),
        text.plain(f"An ending: {stretch.ending}" if stretch.ending else "", text.STRONG),
        text.plain(_gone(stretch), text.EMPHASIS),
        text.plain(" ".join(f"Kept as “{name}”." for name in stretch.names), text.MARK),
        text.plain("You are here." if stretch.here else "", text.MARK),
    )


def _gone(stretch: Stretch) -> str:
    if not stretch.gone:
        return ""
    are = "are" if stretch.gone[1:] else "is"
    return f"{numbered(stretch.gone, '–')} {are} no longer in the story."


def _unnamed(stretch: Stretch) -> str:
    return "The beginning" if stretch.is_beginning else "On from there"
