"""A list in a leaf: choices under the prose, claims in the margin, books in the library."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.geometry import Region
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from engine.app import text
from engine.app.widgets.leaf import Leaf
from engine.document.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual import events
    from textual.strip import Strip
    from textual.visual import Visual

STEP = 3
"""Lines by which an arrow moves the leaf where it cannot move the highlight."""


@frozen()
class Item:
    """One entry.

    Attributes:
        shows: What is drawn.
        id: What it stands for; need not be unique.
        enabled: Whether it can be highlighted.
    """

    shows: Visual
    id: str = ""
    enabled: bool = True


SPACE = Item(text.plain(" "), enabled=False)
"""An empty line between entries."""


class Options(OptionList, inherit_css=False):
    """A list as long as its entries, which scrolls the leaf it lies in.

    The arrows read before they choose: they move the leaf until the next entry is in sight,
    and only then the highlight.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "option-list--option", "option-list--option-disabled", "option-list--option-highlighted",
        "option-list--option-hover", "options--bar",
    }  # fmt: skip

    class Undecided(Message):
        """Something was to be chosen where nothing that is highlighted can be seen."""

        def __init__(self, options: Options) -> None:
            super().__init__()
            self.options = options

    def __init__(self, *, id: str | None = None, led: bool = False) -> None:  # noqa: A002  (Textual's name for it)
        """Takes whether another widget has the keys that move it."""
        super().__init__(id=id, markup=False, classes="-led" if led else None)
        self.can_focus = not led
        self.items: tuple[Item, ...] = ()
        self._drawn_at = 0

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Do nothing where the screen lets no key do anything."""
        allowed = self.screen.check_action(action, parameters)
        return super().check_action(action, parameters) if allowed else allowed

    @property
    def item(self) -> Item | None:
        """What is highlighted."""
        return None if self.highlighted is None else self.items[self.highlighted]

    def show(self, items: Iterable[Item], highlighted: int | None = None) -> None:
        """Replace all entries."""
        self.items = tuple(items)
        self.set_options([Option(item.shows, disabled=not item.enabled) for item in self.items])
        if not self.items:
            self.refresh(layout=True)
        self.highlighted = highlighted

    def renew(self, items: Iterable[Item]) -> None:
        """Replace all entries, and stay where the reader was among them."""
        at, leaf = self.highlighted, self.leaf
        top = leaf.scroll_offset.y if leaf else 0
        self.show(items)
        last = max((n for n, item in enumerate(self.items) if item.enabled), default=0)
        self.highlighted = min(at, last) if at is not None else None
        if leaf is not None:
            leaf.go(top)

    def on_resize(self, event: events.Resize) -> None:
        """Keep what is drawn: with every page the length changes, and seldom the width."""
        event.prevent_default()

    def _update_lines(self) -> None:
        """Forget what was drawn for another width, then draw what is not there."""
        width = self.scrollable_content_region.width
        if width != self._drawn_at:
            self._drawn_at = width
            self._option_render_cache.clear()
            self._line_cache.clear()
        super()._update_lines()

    def render_line(self, y: int) -> Strip:
        """Draw a line; a bar beside what is highlighted says so without colour."""
        strip = super().render_line(y)
        line = self.scroll_offset.y + y
        asleep = self.can_focus and not self.has_focus
        if asleep or self.highlighted is None or line >= len(self._lines):
            return strip
        if self._lines[line][0] != self.highlighted:
            return strip
        return text.barred(strip, self.get_visual_style("options--bar"))

    def in_sight(self, index: int) -> bool:
        """Whether the end of an entry can be seen."""
        return self.place_of(index).bottom <= self._window.bottom

    def place_of(self, index: int) -> Region:
        """Where an entry lies in its leaf, whatever the leaf shows of it."""
        self._update_lines()
        top = self._index_to_line.get(index, 0) + self.gutter.top
        top += self.leaf.line_of(self) if self.leaf else 0
        return Region(0, top, self.size.width, self._heights.get(index, 1))

    @property
    def first(self) -> int | None:
        """The first entry that can be highlighted."""
        return next((at for at, item in enumerate(self.items) if item.enabled), None)

    @property
    def first_in_sight(self) -> int | None:
        """The first that can be highlighted from the top of the window on, else the last."""
        met = self._met(1)
        return self._last if met is None else met

    @property
    def _last(self) -> int | None:
        reach = range(len(self.items) - 1, -1, -1)
        return next((at for at in reach if self.items[at].enabled), None)

    def is_below(self, index: int) -> bool:
        """Whether nothing of an entry can be seen yet."""
        return self.place_of(index).y >= self._window.bottom

    def action_select(self) -> None:
        """Choose what is highlighted, where it can be seen."""
        if self._seen is None:
            self.post_message(self.Undecided(self))
        else:
            super().action_select()

    def choose(self, index: int) -> None:
        """Highlight an entry and choose it, wherever it is."""
        self.highlighted = index
        super().action_select()

    def action_cursor_down(self) -> None:
        """Read down to the next entry, then highlight it."""
        self._move(1)

    def action_cursor_up(self) -> None:
        """Read up to the entry before, then highlight it."""
        self._move(-1)

    def _move(self, direction: int) -> None:
        target = self._beyond(direction)
        if target is None or self._unread(direction, target):
            self._scroll(direction * STEP)
            return
        self.highlighted = target
        self.bring_into_sight()

    def _beyond(self, direction: int) -> int | None:
        """The next entry that can be highlighted, or nothing."""
        start = self._seen
        if start is None:
            return self._met(direction)
        reach = range(start + direction, len(self.items) if direction > 0 else -1, direction)
        return next((i for i in reach if self.items[i].enabled), None)

    @property
    def _seen(self) -> int | None:
        """What is highlighted, unless the reader has gone on to where nothing of it can be seen."""
        at, window = self.highlighted, self._window
        if at is None or not window.height:  # the second before the first layout
            return at
        place = self.place_of(at)
        return at if place.y < window.bottom and place.bottom > window.y else None

    def _met(self, direction: int) -> int | None:
        """The first entry that comes down from the top of the window, or up from its foot."""
        window, count = self._window, len(self.items)
        for at in range(count) if direction > 0 else range(count - 1, -1, -1):
            if self.items[at].enabled:
                place = self.place_of(at)
                if place.y >= window.y if direction > 0 else place.bottom <= window.bottom:
                    return at
        return None

    def _unread(self, direction: int, target: int) -> bool:
        """Whether something not yet in sight comes before the next entry."""
        window, there, seen = self._window, self.place_of(target), self._seen
        here = there if seen is None else self.place_of(seen)
        if direction > 0:
            return there.y >= window.bottom or (here.y < there.y and here.bottom > window.bottom)
        return there.bottom <= window.y or (here.y > there.y and here.y < window.y)

    def bring_into_sight(self) -> None:
        """Move the leaf as little as shows the highlighted entry, its top first."""
        if self.highlighted is None:
            return
        window, region = self._window, self.place_of(self.highlighted)
        if region.y < window.y or region.height > window.height:
            self._scroll(region.y - window.y)
        elif region.bottom > window.bottom:
            self._scroll(region.bottom - window.bottom)

    def _scroll(self, lines: int) -> bool:
        leaf = self.leaf
        if leaf is None:
            return False
        before = leaf.scroll_offset.y
        leaf.go(before + lines)
        return leaf.scroll_offset.y != before

    @property
    def leaf(self) -> Leaf | None:
        """What it scrolls."""
        return next((node for node in self.ancestors if isinstance(node, Leaf)), None)

    @property
    def _window(self) -> Region:
        """What can be seen of the leaf, in the leaf's own lines."""
        if self.leaf is None:
            return Region(0, 0, self.size.width, self.size.height)
        return self.leaf.scrollable_content_region.at_offset(self.leaf.scroll_offset)

    def action_first(self) -> None:
        """To the top of the leaf."""
        if self.leaf:
            self.leaf.go(0)

    def action_last(self) -> None:
        """To the foot of the leaf."""
        if self.leaf:
            self.leaf.go(self.leaf.max_scroll_y)

    def action_page_down(self) -> None:
        """Down by a screenful."""
        if self.leaf:
            self.leaf.page_down()

    def action_page_up(self) -> None:
        """Up by a screenful."""
        if self.leaf:
            self.leaf.page_up()
