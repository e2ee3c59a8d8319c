"""Finding books: in the current folder, or among those that came with the program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

PACKAGE = Path(__file__).resolve().parent.parent


def find_stories(folder: Path) -> list[Path]:
    """The folders of stories at or directly below a folder, by name."""
    if (folder / "story.yaml").is_file():
        return [folder]
    try:
        return sorted(p for p in folder.iterdir() if (p / "story.yaml").is_file())
    except OSError:
        return []


def bundled() -> Path:
    """The folder of the books that came with the program.

    An installed package carries them inside; a checkout has them beside the package.
    """
    inside = PACKAGE / "books" / "story"
    return inside if inside.is_dir() else PACKAGE.parent / "story"


def here() -> list[Path]:
    """The stories at hand: this folder, those in the folder `story`, or those in this folder."""
    at_hand = Path()
    if (at_hand / "story.yaml").is_file():
        return [at_hand]
    return find_stories(at_hand / "story") or find_stories(at_hand)


def shelf() -> list[Path]:
    """The folders of the books to choose from: those at hand, else those that came along."""
    return here() or find_stories(bundled())


def every() -> list[Path]:
    """The folders of all books that can be named: those at hand, then those that came along."""
    return [*here(), *find_stories(bundled())]


def named(name: str, folders: Iterable[Path]) -> Path:
    """The folder of a book: a path, else the name of a book on the shelf or that came along."""
    path = Path(name)
    if path.exists() or "/" in name or "\\" in name:
        return path
    known = (*folders, *find_stories(bundled()))
    return next((folder for folder in known if folder.name == name), path)


def no_story(at: Path) -> str:
    """Why nothing can be opened there; a name that comes near to a book's is taken for a slip."""
    from engine.document.nearest import did_you_mean  # noqa: PLC0415  (only a mistake needs it)

    meant = did_you_mean(str(at), {folder.name for folder in every()})
    why = meant or ": a story is a folder with a story.yaml"
    return f"there is no story at {at}{why}"
