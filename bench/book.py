"""The book that is read in the benches."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from terminal import ROOT

if TYPE_CHECKING:
    from engine.model.record import Library
    from engine.play.playthrough import Playthrough

BOOK = ROOT / "story" / "the-network"


def beginning() -> tuple[Playthrough, Library]:
    """The first page of the book, and its sources."""
    from engine.app.shelf import open_folder  # noqa: PLC0415  (bench is run from its own folder)
    from engine.play import begin  # noqa: PLC0415

    opened = open_folder(BOOK)
    if opened.book is None:
        raise SystemExit("the book cannot be read")
    return begin(opened.book, 1), opened.library


def prose(at: Playthrough) -> str:
    """The words of a page, without its choices."""
    from engine.play import view  # noqa: PLC0415

    return "\n\n".join(paragraph.text for paragraph in view(at).paragraphs)


def opening(prose: str) -> str:
    """A word at the beginning of a page, by which it is known to be there."""
    return max(re.findall("[A-Za-z]+", prose[:200]), key=len)
