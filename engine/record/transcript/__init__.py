"""The transcript: a playthrough as a document with notes and a bibliography.

A playthrough becomes a `Document` (`document.py`), which is written as Markdown or as a page of
HTML that stands alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.writing import write_new
from engine.record.transcript.html import html
from engine.record.transcript.markdown import markdown
from engine.record.transcript.transcribe import transcribe

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from engine.model.record import Library
    from engine.play import Playthrough
    from engine.record.transcript.document import Document

__all__ = ["FORMS", "html", "markdown", "save", "transcribe"]

FORMS: dict[str, Callable[[Document], str]] = {".md": markdown, ".html": html}
"""How a transcript is written, by the end of the file's name."""


def save(
    path: Path, playthrough: Playthrough, library: Library, *, new_first: bool = False
) -> Path:
    """Write a transcript to a file that is not there yet: all of it, or nothing.

    Args:
        path: Where; the end of its name says what is written: `.md` or `.html`.
        playthrough: The reading, to its last page.
        library: The sources.
        new_first: Whether New Style comes first in its dates.

    Returns:
        Where it was written: another name if the one asked for is taken.

    Raises:
        ValueError: The name ends otherwise.
        OSError: It cannot be written.
    """
    form = FORMS.get(path.suffix.lower())
    if form is None:
        raise ValueError(f"a transcript is written as {' or '.join(FORMS)}, not as {path.name}")
    return write_new(path, form(transcribe(playthrough, library, new_first=new_first)))
