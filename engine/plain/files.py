"""Writing a notebook or a transcript to a file, and saying where it is."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from engine.plain.text import Line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from engine.model.record import Library
    from engine.play import Playthrough


def keep(what: str, path: Path, put: Callable[[Path], Path]) -> str:
    """Write something to a file, and say in a sentence where it is, or why it is not.

    Args:
        what: What is written.
        path: Where it was asked for.
        put: Writes it there, or under another name if that one is taken.
    """
    try:
        written = put(path.expanduser())
    except (OSError, RuntimeError) as error:  # the second where there is no home
        reason = error.strerror if isinstance(error, OSError) else str(error)
        return f"The {what} could not be written to {path}: {reason}."
    if written.name == path.name:
        return f"The {what} is written to {written}."
    return f"There is a {path.name} already: the {what} is written to {written}."


def transcript(at: Playthrough, library: Library, asked: str, *, new_first: bool) -> Iterator[Line]:
    """What to print for ``w FILE``."""
    from engine.record.transcript import FORMS, save  # noqa: PLC0415  (when first asked)

    path = Path(asked)
    if path.suffix.lower() in FORMS:
        put = partial(save, playthrough=at, library=library, new_first=new_first)
        yield Line(keep("transcript", path, put))
    else:
        yield Line("Type w and the name of a file that ends in .md or .html.")
