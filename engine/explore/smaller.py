"""A failing playthrough made smaller, until no choice can be left out of it.

This is delta debugging (Zeller and Hildebrandt, 2002): halves of the choices are left out,
then quarters, and so on. A choice that is then no longer there is passed over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from engine.play import CONTINUE, begin, take, view

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from engine.play import Book, Page, Playthrough

TRIES = 3_000
"""So many shorter playthroughs are tried at most."""
LONGEST = 2_000
"""A story that goes on for so many pages does not fail."""


class Failed(NamedTuple):
    """How a playthrough fails.

    Attributes:
        moment: The moment on its last page.
        error: What went wrong; empty where nothing is left to do.
        choices: The choices that led there.
        pages: How many pages that took.
    """

    moment: str
    error: str
    choices: tuple[str, ...]
    pages: int


def smaller(book: Book, seed: int, failed: Failed) -> Failed:
    """Find a smaller playthrough with the same seed that fails at the same moment, as it did."""
    size, tries = max(len(failed.choices) // 2, 1), TRIES
    while failed.choices and tries > 0:
        found = None
        for start in range(0, len(failed.choices), size):
            tries -= 1
            rest = (*failed.choices[:start], *failed.choices[start + size :])
            other = play(book, seed, rest)
            if other and other[:2] == failed[:2] and len(other.choices) < len(failed.choices):
                found = other
                break
        if found:
            failed = found
            size = min(size, max(len(failed.choices) // 2, 1))
        elif size == 1:
            break
        else:
            size = size // 2
    return failed


def play(book: Book, seed: int, choices: Iterable[str]) -> Failed | None:
    """Make those choices, in order, that are there; see whether the story fails.

    Returns:
        How it fails; nothing where it ends, or only waits for another choice.
    """
    made: list[str] = []
    player = _Player(book, seed)
    try:
        player.turn_pages()
        for choice in choices:
            if choice in player.open:
                made.append(choice)
                player.take(choice)
                player.turn_pages()
    except Exception as error:  # noqa: BLE001  (whatever it is, it is what is looked for)
        return Failed(player.moment, f"{type(error).__name__}: {error}", tuple(made), player.pages)
    if player.open or player.page.ending:
        return None
    return Failed(player.moment, "", tuple(made), player.pages)


class _Player:
    """Plays a book, and shows every page of it."""

    def __init__(self, book: Book, seed: int) -> None:
        self.moment = book.story.start
        self.pages = 1
        self.at: Playthrough = begin(book, seed)
        self.page: Page = view(self.at)

    @property
    def open(self) -> Sequence[str]:
        return [offer.id for offer in self.page.offers if offer.locked is None]

    def take(self, choice: str) -> None:
        self.at = take(self.at, choice)
        self.moment = self.at.moment
        self.pages += 1
        self.page = view(self.at)

    def turn_pages(self) -> None:
        while self.open == [CONTINUE] and self.pages < LONGEST:
            self.take(CONTINUE)
