"""What the reader chose about the app itself."""

from __future__ import annotations

from typing import Protocol

MARGIN = "margin"
THEME = "theme"


class Settings(Protocol):
    """Choices that outlive a page; an implementation may keep them in a file."""

    def get(self, name: str) -> str | None:
        """What was chosen, or nothing."""

    def put(self, name: str, value: str) -> None:
        """Remember a choice."""


class Forgetful:
    """Settings that last until the app is closed."""

    def __init__(self) -> None:
        self._chosen: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        """What was chosen while the app ran."""
        return self._chosen.get(name)

    def put(self, name: str, value: str) -> None:
        """Remember until the app is closed."""
        self._chosen[name] = value
