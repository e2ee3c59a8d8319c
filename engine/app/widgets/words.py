"""The one widget for text: it takes only content that has passed through `engine.app.text`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Size
from textual.reactive import reactive
from textual.widgets import Static

if TYPE_CHECKING:
    from textual.visual import Visual


class Words(Static):
    """Text from the gate; a plain string, which Textual would read as markup, has no way in."""

    virtual_size = reactive(Size(0, 0), layout=False, repaint=False)
    """What a layout gives it: a second layout would change nothing, and paint all again."""

    def __init__(self, content: Visual | None = None, *, id: str | None = None) -> None:  # noqa: A002  (Textual’s name for it)
        super().__init__(content or "", markup=False, id=id)

    def show(self, content: Visual) -> None:
        """Replace what is shown."""
        self.update(content)
