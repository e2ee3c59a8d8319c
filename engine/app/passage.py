"""A passage of a page as plain text, with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.app import text
from engine.model.calendar import describe

if TYPE_CHECKING:
    from textual.content import Content

    from engine.model.prose import Paragraph
    from engine.play.page import Page


def passage(page: Page, mark: str = "", *, new_first: bool = False) -> Content:
    """The prose of a page, or the phrase behind a mark, then its book, scene, place and date."""
    phrases = (text.phrase(paragraph, mark).strip() for paragraph in page.paragraphs)
    phrase = next(filter(None, phrases), "") if mark else ""
    said = text.plain(phrase) if phrase else _prose(page)
    where = (
        page.story.title,
        page.scene.title,
        page.scene.place,
        describe(page.scene.date, new_first=new_first),
    )
    return text.join((said, text.plain(f"({'; '.join(filter(None, where))})")), "\n\n")


def _prose(page: Page) -> Content:
    return text.join(map(_paragraph, page.paragraphs), "\n\n")


def _paragraph(paragraph: Paragraph) -> Content:
    said = text.words(paragraph)
    if paragraph.kind != "quote":
        return said
    return text.join((text.line(text.plain("> "), one) for one in said.split("\n")), "\n")
