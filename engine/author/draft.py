"""A draft: a story that is played while it is written.

What its author has and a reader has not: a beginning anywhere, pages that change as files are
saved, the way from a page to its line, and a playthrough written down as a test. No place of
a draft is kept, and no reader's place is touched by it.
"""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

from engine.author.editor import editor_at
from engine.author.golden_writer import keep
from engine.author.refusal import CannotError
from engine.check.report.text import summary
from engine.check.run import findings
from engine.check.watching import Watcher
from engine.document.finding import Severity
from engine.document.frozen import frozen
from engine.load import load
from engine.load.load_cache import LoadCache
from engine.play import begin, make_book
from engine.saves.resume import EDITED, ON_FILE, carry

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from contextlib import AbstractContextManager

    from engine.author.start import Start
    from engine.document.finding import Finding
    from engine.document.span import Span
    from engine.load.validation_cache import ValidationCache
    from engine.model.record import Library
    from engine.play import Book, Playthrough
    from engine.saves import Saves


MOST_NAMED = 3
"""Changed files that are named; of more, only how many there are."""


@frozen()
class Edition:
    """A story as it lay in its folder at one time.

    Attributes:
        book: The story, ready to play; nothing where errors forbid it.
        library: Its sources.
        findings: What is wrong with it, as far as that is found without a proof.
        texts: What each file says, by its path, to show the words at fault.
        changed: The files that are not as they were in the edition before.
    """

    book: Book | None
    library: Library
    findings: tuple[Finding, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    changed: tuple[str, ...] = ()

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that are errors."""
        return tuple(f for f in self.findings if f.code.severity is Severity.ERROR)

    @property
    def summary(self) -> str:
        """How much is wrong with it, in words."""
        return summary(self.findings)

    @property
    def news(self) -> str:
        """Which files were saved, and how much is wrong with the story, in a line."""
        named = ", ".join(Path(path).name for path in self.changed[:MOST_NAMED])
        more = len(self.changed) - MOST_NAMED
        read = f"Read again: {named}{f' and {more} more' if more > 0 else ''}" if named else ""
        return "; ".join(filter(None, (read or "Read again", self.summary))) + "."


class Draft:
    """A story that is played while it is written.

    Attributes:
        saves: Where places are kept for as long as it is played.
        start: Where a playthrough begins.
        watched: Whether it is read again when its files change.
        edition: The story as it was read last.
    """

    def __init__(
        self,
        folder: Path,
        saves: Saves,
        start: Start,
        validated: ValidationCache | None = None,
        *,
        watched: bool = False,
    ) -> None:
        self.saves = saves
        self.start = start
        self.watched = watched
        self._folder = folder
        self._validated = validated
        self._remembered = LoadCache()
        self._watcher = Watcher([folder])
        self.edition = self._read({})

    @property
    def pause(self) -> float:
        """Seconds until the next look is worth while."""
        return self._watcher.pause

    def look(self) -> Edition | None:
        """The next edition; nothing where no file has changed, or one still changes."""
        if not self.watched or not self._watcher.changed():
            return None
        self.edition = self._read(self.edition.texts)
        return self.edition

    def _read(self, before: Mapping[str, str]) -> Edition:
        loaded = load(self._folder, self._validated, self._remembered)
        texts = loaded.texts
        self._watcher.widen(Path(path).parent for path in texts)
        stops = any(f.code.severity is Severity.ERROR for f in loaded.findings)
        book = make_book(loaded.story) if loaded.story and not stops else None
        changed = (path for path in {**before, **texts} if before.get(path) != texts.get(path))
        found = sorted(findings(loaded), key=lambda finding: finding.sort_key)
        return Edition(book, loaded.library, tuple(found), texts, tuple(changed))

    def begin(self, book: Book) -> Playthrough:
        """Begin where the author asked for; at the story's start where that is no more."""
        try:
            return self.start.begin(book)
        except CannotError:
            return begin(book, self.start.seed)

    def carry(self, at: Playthrough, book: Book) -> tuple[Playthrough, tuple[str, ...]]:
        """A place in one edition as it is in the next, and what was lost on the way."""
        way = carry(at, self.begin(book))
        lost = tuple(notice for notice in way.notices if notice not in (EDITED, ON_FILE))
        return way.playthrough, lost

    def place(self, at: Playthrough) -> Span:
        """What to mend first: what is wrong with the story, else the moment on the page."""
        wrong = (f.span for f in self.edition.errors if Path(f.span.path).is_file())
        return next(wrong, at.book.story.moment(at.moment).span)

    def edit(
        self, place: Span, lent: Callable[[], AbstractContextManager[None]] = nullcontext
    ) -> str:
        """Open a place in the author's editor.

        Args:
            place: The place.
            lent: Lends the terminal to an editor that takes it, for as long as it is open.

        Returns:
            Why it could not be opened, in a sentence; nothing if it was.
        """
        if not Path(place.path).is_file():
            return f"{place.path} is no longer there."
        try:
            editor = editor_at(place)
        except CannotError as error:
            return _sentence(error)
        with lent() if editor.in_terminal else nullcontext():
            return editor.open()

    def record(self, at: Playthrough) -> str:
        """Write a playthrough down as a golden one, and say where, or why that was not possible."""
        try:
            return f"Written to {keep(at, self.start)}: engine replay plays it again."
        except CannotError as error:
            return _sentence(error)
        except OSError as error:
            return f"This playthrough could not be written: {error.strerror or error}."


def _sentence(error: CannotError) -> str:
    said = str(error)
    return f"{said[:1].upper()}{said[1:]}."
