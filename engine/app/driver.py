"""A terminal driver that writes only what has changed, for slow connections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import events
from textual.drivers.linux_driver import LinuxDriver

from engine.app.screen_buffer import ScreenBuffer

if TYPE_CHECKING:
    from textual.message import Message


class DiffDriver(LinuxDriver):
    """Textual's driver for a terminal, which writes only the cells that have changed."""

    def __init__(self, *arguments: Any, **named: Any) -> None:  # noqa: ANN401  (Textual's own)
        super().__init__(*arguments, **named)
        self._buffer = ScreenBuffer()
        self._painted_at = self._app.size

    def write(self, data: str) -> None:
        """Write what is new in it; in a window of another size, everything is.

        A no-break space has done its work by now: what a reader copies has common ones.
        """
        if self._app.size != self._painted_at:
            self._painted_at = self._app.size
            self.forget()
        needed = self._buffer.needed(data.replace("\u00a0", " "))
        if needed:
            super().write(needed)

    def process_message(self, message: Message) -> None:
        """Pass a message on; in a window that changes, nothing is sure to be shown still."""
        if isinstance(message, events.Resize):
            self.forget()
        super().process_message(message)

    def forget(self) -> None:
        """Write everything with the next picture, whatever was shown."""
        self._buffer.forget()
