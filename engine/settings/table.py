"""The table of settings: their values and defaults."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping


@frozen()
class Setting:
    """Something that a reader can choose.

    Attributes:
        name: What the file calls it.
        title: What the screen calls it.
        values: What can be chosen, each with its words; numbers between them are good as well.
        default: What is chosen where nobody has.
        span: The least and the most, where it is a number.
    """

    name: str
    title: str
    values: Mapping[str, str]
    default: str
    span: tuple[int, int] | None = None

    def takes(self, value: str) -> bool:
        """Whether a value can be chosen."""
        if self.span is None:
            return value in self.values
        least, most = self.span
        return value.isascii() and value.isdecimal() and least <= int(value) <= most

    @property
    def expected(self) -> str:
        """What can be chosen, in words."""
        from engine.document.english import listed  # noqa: PLC0415  (only a mistake needs it)

        if self.span is None:
            return listed(self.values)
        return f"a number from {self.span[0]} to {self.span[1]}"

    def words(self, value: str) -> str:
        """A value in words."""
        return self.values.get(value, value)

    def beside(self, value: str, step: int) -> str:
        """The value some steps after another, round and round."""
        names = list(self.values)
        if value in names:
            return names[(names.index(value) + step) % len(names)]
        higher = [name for name in names if int(name) > int(value)]
        lower = [name for name in names if int(name) < int(value)]
        return (higher or names)[0] if step > 0 else (lower or names)[-1]


def _numbers(numbers: tuple[int, ...], unit: str) -> dict[str, str]:
    return {str(number): f"{number} {unit}" for number in numbers}


THEME, MEASURE, PARAGRAPHS = "theme", "measure", "paragraphs"
MARGIN, MARGIN_SIDE, MARGIN_WIDTH = "margin", "margin-side", "margin-width"
SPOILERS, CALENDAR, MOTION, PACE = "spoilers", "calendar", "motion", "pace"

SETTINGS = {
    setting.name: setting
    for setting in (
        Setting(
            THEME, "Colours",
            {
                "ink": "ink: light on dark", "paper": "paper: dark on light",
                "contrast": "high contrast", "terminal": "the terminal’s own",
            }, "ink",
        ),
        Setting(
            MEASURE, "Longest line", _numbers((48, 56, 62, 68, 74, 80), "characters"), "68",
            (40, 80),
        ),
        Setting(
            PARAGRAPHS, "Paragraphs",
            {"spaced": "with an empty line between", "indented": "indented, as in a book"},
            "spaced",
        ),
        Setting(
            MARGIN, "Margin", {"shown": "shown beside the page", "hidden": "hidden until called"},
            "shown",
        ),
        Setting(MARGIN_SIDE, "Side of the margin", {"right": "right", "left": "left"}, "right"),
        Setting(
            MARGIN_WIDTH, "Width of the margin",
            _numbers((30, 35, 40, 45, 50), "of 100 columns"), "40", (25, 60),
        ),
        Setting(
            SPOILERS, "What the margin gives away",
            {
                "shown": "all that it knows",
                "kept-back": "nothing later than the page, and nothing of a choice before it",
            }, "shown",
        ),
        Setting(
            CALENDAR, "Dates before February 1918",
            {"old-first": "Old Style first", "new-first": "New Style first"}, "old-first",
        ),
        Setting(
            MOTION, "Motion", {"none": "none", "smooth": "a screenful glides by"}, "none",
        ),
        Setting(
            PACE, "Reading pace", _numbers((120, 160, 200, 230, 260, 300, 400), "words a minute"),
            "230", (40, 1200),
        ),
    )
}  # fmt: skip
"""Every setting, by its name, in the order in which the screen shows them."""
