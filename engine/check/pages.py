"""The page of each code: what triggers it, why it matters, how to mend it, how to allow it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.document.finding import Code

PACKAGE = Path(__file__).resolve().parent


def folder() -> Path:
    """Where the pages lie: inside an installed package, beside the package in a checkout."""
    inside = PACKAGE / "pages"
    return inside if inside.is_dir() else PACKAGE.parent.parent / "docs" / "checks"


def page(code: Code) -> str | None:
    """The page of a code, as Markdown."""
    try:
        return (folder() / f"{code.code}.md").read_text("utf-8")
    except OSError:
        return None
