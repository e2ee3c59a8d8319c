"""A scrolling column that keeps its place when the window is resized."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.segment import Segment, Segments
from rich.style import Style
from textual.containers import VerticalScroll
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.widget import Widget

if TYPE_CHECKING:
    from textual import events

NEARLY = 2
"""Lines that stay on screen when the reader moves by a screenful."""

GLIDE = 0.2
"""Seconds that a screenful takes, where the reader wants to see it move."""


THUMB, SLIM = "▐", Style(reverse=False)


class Thumb(ScrollBarRender):
    """What shows where one is in a leaf, half as wide as Textual's: prose stands beside it."""

    @classmethod
    def render_bar(cls, *sizes: Any, **colours: Any) -> Segments:  # noqa: ANN401  (Textual's own)
        """Draw the whole bar."""
        drawn = super().render_bar(*sizes, **colours).segments
        return Segments(map(_slim, drawn), new_lines=True)


def _slim(part: Segment) -> Segment:
    style = part.style
    return Segment(THUMB, style + SLIM) if style is not None and style.color else part


ScrollBar.renderer = Thumb


class Leaf(VerticalScroll, can_focus=False):
    """A column that scrolls without animation; lists inside it carry the focus."""

    virtual_size = reactive(Size(0, 0), layout=False, repaint=False)
    """What a layout gives it: a second layout would change nothing, and paint all again."""

    class Scrolled(Message):
        """The leaf moved, or what it holds became longer or shorter."""

    def __init__(self, *, id: str | None = None, can_focus: bool = False) -> None:  # noqa: A002
        super().__init__(id=id, can_focus=can_focus)
        self._read = 0.0
        self._width = 0

    @property
    def at_end(self) -> bool:
        """Whether there is nothing more below but the empty line at the foot."""
        return self.scroll_target_y >= self.max_scroll_y - 1

    def line_of(self, widget: Widget) -> int:
        """The line at which something that lies in the leaf begins, whatever is shown of it."""
        line, node = 0, widget
        while node is not self:
            line += node.virtual_region.y
            node = node.parent if isinstance(node.parent, Widget) else self
            line += 0 if node is self else node.gutter.top
        return line

    def page_down(self) -> bool:
        """Go down by a screenful; false at the end."""
        if self.at_end:
            return False
        self._glide(self.scroll_target_y + self._screenful)
        return True

    def page_up(self) -> None:
        """Go up by a screenful."""
        self._glide(self.scroll_target_y - self._screenful)

    def go(self, line: float) -> None:
        """Put a line at the top."""
        self.scroll_to(y=line, animate=False, force=True, immediate=True)

    def _glide(self, line: float) -> None:
        """Go to a line in motion, where the reader wants that; the next key cuts it short."""
        moving = self.app.animation_level != "none"
        self.scroll_to(y=line, animate=moving, duration=GLIDE, force=True, immediate=True)

    def bring_into_sight(self, line: int) -> None:
        """Move as little as puts a line well inside the window."""
        top, height = self.scroll_offset.y, self.size.height
        if not top <= line < top + height - 1:
            self.go(line - height // 3)

    @property
    def _screenful(self) -> int:
        return max(1, self.size.height - NEARLY)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Remember how far the reader is, as long as the width is what it was."""
        super().watch_scroll_y(old_value, new_value)
        if self.size.width == self._width:
            self._read = new_value / max(1, self.virtual_size.height)
        self.post_message(self.Scrolled())

    def watch_virtual_size(self) -> None:
        """Tell that there is more or less to read."""
        self.post_message(self.Scrolled())

    def on_resize(self, event: events.Resize) -> None:
        """Keep the same words at the top when the lines break elsewhere."""
        if self._width and event.size.width != self._width:
            self.call_after_refresh(self._settle, event.size.width)
        else:
            self._width = event.size.width
        self.post_message(self.Scrolled())

    def _settle(self, width: int) -> None:
        self.go(round(self._read * self.virtual_size.height))
        self._width = width
        self.post_message(self.Scrolled())
