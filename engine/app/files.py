"""Writing notebooks, transcripts, places and passages to files that the reader can find."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from engine.model.record import Library
    from engine.play.playthrough import Playthrough
    from engine.record.notebook import Notebook

NAMES = {".md": "notebook", ".json": "sources", ".bib": "sources"}


def keep_notebook(book: Notebook, library: Library, form: str) -> str:
    """Write a notebook where it can be written, and say in a sentence where that was.

    Args:
        book: What to write.
        library: Its sources.
        form: How, as the end of the file's name: `.md`, `.json` or `.bib`.
    """
    from engine.record.export import save  # noqa: PLC0415  (the citation processor takes its time)

    name = f"{book.story.id}-{NAMES[form]}{form}"
    return _keep("notebook", name, lambda path: save(path, book, library))


def keep_transcript(
    playthrough: Playthrough, library: Library, form: str, *, new_first: bool = False
) -> str:
    """Write a transcript where it can be written, and say in a sentence where that was.

    Args:
        playthrough: What to write down.
        library: Its sources.
        form: How, as the end of the file's name: `.md` or `.html`.
        new_first: Whether New Style comes first in its dates.
    """
    from engine.record.transcript import save  # noqa: PLC0415  (the same)

    name = f"{playthrough.book.story.id}-transcript{form}"
    return _keep(
        "transcript", name, lambda path: save(path, playthrough, library, new_first=new_first)
    )


def keep_place(story: str, name: str, text: str) -> str:
    """Write a place kept where it can be written, and say in a sentence where that was."""
    from engine.document.writing import write_new  # noqa: PLC0415  (when first asked)

    spoken = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    return _keep("place", f"{story}-{spoken or 'place'}.json", lambda path: write_new(path, text))


def _keep(what: str, name: str, put: Callable[[Path], Path]) -> str:
    why = ""
    for folder in _folders():
        try:
            path = put(folder / name)
        except OSError as error:
            why = why or f": {error.strerror}" if error.strerror else why
        else:
            return f"Written to {path}"
    return f"The {what} could not be written{why}."


def keep_passage(story: str, passage: str) -> str:
    """Add a passage to the reader's own collection from a book; where that is, in a sentence."""
    why = ""
    for folder in _folders():
        path = folder / f"{story}-passages.txt"
        try:
            if path.exists() and not path.is_file():
                continue  # a pipe would wait for somebody to read it
            with path.open("a", encoding="utf-8") as file:
                file.write(f"{passage}\n\n")
        except OSError as error:
            why = why or (f": {error.strerror}" if error.strerror else "")
        else:
            return f"Sent to the clipboard, and written to {path}"
    return f"Sent to the clipboard; it could not be written to a file{why}."


def _folders() -> Iterator[Path]:
    """The folder that the reader started from, else that of the user's documents."""
    yield Path.cwd()
    from platformdirs import user_documents_path  # noqa: PLC0415  (only where the first is no use)

    yield user_documents_path()
