"""A reader at work, with eyes and hands."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import pytest
from contrast import HIGH, READABLE, contrast
from rich.cells import cell_len
from textual import events
from textual.filter import Monochrome

from engine.settings import THEME

if TYPE_CHECKING:
    from pathlib import Path

    from rich.color import Color
    from rich.style import Style
    from syrupy.assertion import SnapshotAssertion
    from textual.pilot import Pilot

    from engine.app.app import Reader
    from engine.author.draft import Draft

SIZES = [(120, 40), (80, 24), (40, 15)]
"""The windows that matter most."""

LOOKS = ("paper", "contrast", "terminal", "NO_COLOR")
"""The ways that a screen can look, besides ink on dark."""

CALM = 3
"""Rounds without a change after which nothing more is expected."""

MOST = 100
"""Rounds after which nobody waits any longer."""

LINES = str.maketrans(dict.fromkeys("│▌▐", " "))
"""Lines, bars and scroll bars, which stand between words."""

INKS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _ink(character: str, style: Style | None) -> str:
    """What a character looks like; of a space only the ground can be seen."""
    if style is None:
        return "nothing"
    ground = f"on {_colour(style.bgcolor)}"
    if character == " " and not (style.reverse or style.underline):
        return f"space {ground}"
    named = ("bold", "dim", "italic", "underline", "reverse")
    shown = (name for name in named if getattr(style, name))
    return " ".join((_colour(style.color), ground, *shown))


def _colour(colour: Color | None) -> str:
    return "default" if colour is None else colour.name


@dataclass
class Desk:
    """The reader, driven without a terminal."""

    app: Reader
    pilot: Pilot[None]

    async def press(self, *keys: str) -> None:
        """Press keys one by one, each seen through to the screen.

        The pilot's own `press` waits for an idle processor, which takes a second on a busy one.
        """
        for key in keys:
            self.app.post_message(events.Key(key, key if len(key) == 1 else None))
            await self.settle()

    async def settle(self) -> None:
        """Wait until every message is answered and every change is drawn."""
        await self.app.workers.wait_for_complete()
        calm = 0
        for _ in range(MOST):
            if calm == CALM or not self.app.is_running:
                return
            await self.pilot._wait_for_screen()
            screen = self.app.screen
            busy = screen._layout_required or screen._dirty_widgets or not screen.is_mounted
            calm = 0 if busy else calm + 1
            screen._on_timer_update()
            await asyncio.sleep(0.001)
        pytest.fail("the screen does not come to rest")

    async def go(self, keys: str) -> None:
        """Press keys, told with spaces between them; what stands behind a quote is pasted.

        At WAIT, wait for what comes by itself.
        """
        for key in keys.split():
            if key == "WAIT":
                await self.rest()
            elif key.startswith("'"):
                self.app.post_message(events.Paste(key[1:]))
                await self.settle()
            else:
                await self.press(key)

    async def wear(self, look: str) -> None:
        """Look otherwise."""
        theme = "ink" if look == "NO_COLOR" else look
        self.app._filters = [f for f in self.app._filters if not isinstance(f, Monochrome)]
        if look == "NO_COLOR":  # what it does where the variable is set
            self.app._filters.append(Monochrome())
        if self.app.theme == theme:
            self.app.refresh_css(animate=False)
        self.app.choose(THEME, theme)
        await self.settle()

    async def in_every_look(self, snapshot: SnapshotAssertion, stop: str) -> None:
        """Compare the screen in every look with how it looked; it is left as the last shows it."""
        for look in LOOKS:
            await self.wear(look)
            assert self.inked == snapshot(name=f"{stop}, {look}")
            assert look in {"terminal", "NO_COLOR"} or not self.faint(look), (stop, look)

    def faint(self, look: str) -> set[tuple[str, str]]:
        """Inks that stand out too little from their ground."""
        styles = {
            part.style
            for strip in self.app.screen._compositor.render_strips()
            for part in strip
            if part.style is not None and any(map(str.isalnum, part.text))
        }
        inks = {(_colour(style.color), _colour(style.bgcolor)) for style in styles}
        least = HIGH if look == "contrast" else READABLE
        return {(ink, ground) for ink, ground in inks if contrast(ink, ground) < least}

    async def rest(self, seconds: float = 0.2) -> None:
        await asyncio.sleep(seconds)
        await self.settle()

    async def resize(self, width: int, height: int) -> None:
        await self.pilot.resize_terminal(width, height)
        await self.settle()

    @property
    def text(self) -> str:
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips) + "\n"

    @property
    def inked(self) -> str:
        """The screen with its colours: a letter under what has one of its own, told below."""
        rows = [
            [(character, _ink(character, part.style)) for part in strip for character in part.text]
            for strip in self.app.screen._compositor.render_strips()
        ]
        inks = Counter(ink for row in rows for character, ink in row if character != " ")
        page = inks.most_common(1)[0][0]
        inks.update(ink for row in rows for _, ink in row)
        own = sorted(set(inks) - {page, f"space {page.partition(' ')[2]}"})
        letters = dict(zip(own, INKS, strict=False))
        lines = []
        for row in rows:
            lines.append("".join(character for character, _ in row).rstrip())
            under = (letters.get(ink, " ") * cell_len(character) for character, ink in row)
            lines += filter(None, ["".join(under).rstrip()])
        told = (f"{letter} {ink}" for ink, letter in letters.items())
        return "\n".join((*lines, f"  {page}", *told))

    @property
    def flat(self) -> str:
        """What is on the screen, without its lines: what a sentence is looked for in."""
        return " ".join(self.text.translate(LINES).split())

    @property
    def margin(self) -> str:
        """What the margin shows beside the page, without its lines."""
        return " ".join(
            " ".join(line.rpartition("│")[2] for line in self.text.splitlines()).split()
        )

    def shows(self, words: str) -> bool:
        return words in self.flat


@dataclass
class Writer(Desk):
    """An author who plays and writes.

    Attributes:
        home: The folder of the story.
        draft: The story as it is being played.
    """

    home: Path
    draft: Draft

    async def save(self, old: str, new: str, scene: str = "hall") -> None:
        file = self.home / "scenes" / f"{scene}.yaml"
        text = file.read_text()
        assert old in text
        file.write_text(text.replace(old, new))
        await self.see()

    async def see(self) -> None:
        """Wait until what was saved has been seen."""
        before = self.draft.edition
        for _ in range(100):
            if self.draft.edition is not before:
                break
            await self.rest(0.02)
        await self.settle()


Sit: TypeAlias = Callable[..., AbstractAsyncContextManager[Desk]]
"""Opens the reader and gives a desk."""

Write: TypeAlias = Callable[..., AbstractAsyncContextManager[Writer]]
"""Opens a draft and gives its author's desk."""
