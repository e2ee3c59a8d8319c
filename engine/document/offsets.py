"""From an offset in a value to the exact characters of the file.

A value's text is what remains after YAML has taken away quotes, escapes, indentation and folded
line breaks. Going over the source once more with the same rules gives, for every character of the
text, the characters of the file that it came from.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

from engine.document.places import index_at, span_between

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.document.span import Span
    from engine.document.tree import Scalar

Place: TypeAlias = tuple[int, int]
"""Where one character of a text comes from: an index in the file and the index after its end."""

_PLAIN: Final = re.compile(r"(?P<white>[ \t\r\n]+)|(?P<run>[^ \t\r\n]+)")
_SINGLE: Final = re.compile(r"(?P<white>[ \t\r\n]+)|(?P<one>'')|(?P<run>[^ \t\r\n']+)")
_DOUBLE: Final = re.compile(
    r"(?P<white>[ \t\r\n]+)|(?P<joined>\\\r?\n[ \t\r\n]*)"
    r"|(?P<one>\\(?:x.{2}|u.{4}|U.{8}|.))|(?P<run>[^ \t\r\n\\]+)"
)
_BREAK: Final = re.compile(r"\r?\n")


def locate(text: str, scalar: Scalar, start: int, end: int) -> Span:
    """Find where ``scalar.text[start:end]`` stands in the file.

    Args:
        text: The whole file that the scalar was read from.
        scalar: A scalar of any style.
        start: Offset in its text, in code points.
        end: Offset just after the last character, at least `start`.

    Returns:
        The exact span. A folded or kept line break has no width: it stands at the end of its line.
        The scalar's own span where the two do not fit together.
    """
    places = places_of(text, scalar)
    if len(places) != len(scalar.text) or not 0 <= start <= end <= len(places):
        return scalar.span
    if start < end:
        return span_between(scalar.source.path, text, places[start][0], places[end - 1][1])
    point = places[start][0] if start < len(places) else _after(text, scalar, places)
    return span_between(scalar.source.path, text, point, point)


def _after(text: str, scalar: Scalar, places: list[Place]) -> int:
    """The index after the last character of a value, within its quotes."""
    if places:
        return places[-1][1]
    first = index_at(text, scalar.line, scalar.column)
    return first + 1 if scalar.style in {"'", '"'} else first


def places_of(text: str, scalar: Scalar) -> list[Place]:
    """Find the place of every character of a scalar's text.

    Args:
        text: The whole file that the scalar was read from.
        scalar: A scalar of any style.

    Returns:
        One place for each, in order; none at all if the two do not fit together.
    """
    first = index_at(text, scalar.line, scalar.column)
    last = index_at(text, scalar.end_line, scalar.end_column)
    places = _written(text, first, last, scalar)
    return places if len(places) == len(scalar.text) else []


def _written(text: str, first: int, last: int, scalar: Scalar) -> list[Place]:
    """Go over ``text[first:last]`` by the rules of its style."""
    if scalar.style in {"|", ">"}:
        return _block_places(text, first, scalar)
    if scalar.style == "":
        return list(_flow_places(text, first, last, _PLAIN))
    pattern = _SINGLE if scalar.style == "'" else _DOUBLE
    return list(_flow_places(text, first + 1, last - 1, pattern))


def _flow_places(text: str, first: int, last: int, pattern: re.Pattern[str]) -> Iterator[Place]:
    """Plain and quoted styles, without their quotes: escapes and folded lines."""
    for match in pattern.finditer(text, first, last):
        start, end = match.span()
        if match.lastgroup == "run":
            yield from ((i, i + 1) for i in range(start, end))
        elif match.lastgroup == "one":
            yield start, end
        elif match.lastgroup == "white":
            yield from _white_places(text, start, end)
        else:
            breaks = [m.start() for m in _BREAK.finditer(text, start, end)]
            yield from ((i, i) for i in breaks[1:])


def _white_places(text: str, start: int, end: int) -> Iterator[Place]:
    """White space: as it is within a line; a single break is a space, of more the first is lost."""
    breaks = [m.start() for m in _BREAK.finditer(text, start, end)]
    if breaks:
        yield from ((i, i) for i in breaks[1:] or breaks)
    else:
        yield from ((i, i + 1) for i in range(start, end))


def _block_places(text: str, first: int, scalar: Scalar) -> list[Place]:
    """Literal and folded styles: indentation, folding, and as much of the end as was kept."""
    wanted = len(scalar.text)
    body = text.find("\n", first) + 1
    if not body:
        return []
    indent = _indentation(text, body, scalar.text)
    places: list[Place] = []
    for place in _block_characters(text, body, indent, folded=scalar.style == ">"):
        if len(places) == wanted:
            break
        places.append(place)
    return places


def _block_characters(text: str, body: int, indent: int, *, folded: bool) -> Iterator[Place]:
    """Every character of a block, and every line break after it whether it was kept or not."""
    kept: int | None = None  # the break after the last line with text, if there was such a line
    blank: list[int] = []  # the breaks of the empty lines since
    indented = False  # whether that last line began with white space
    for start, end in _lines(text, body):
        if end - start <= indent and not text[start:end].strip(" "):
            blank.append(end)
            continue
        start += indent  # noqa: PLW2901  (the text of a line begins after its indentation)
        if text[start - indent : start].strip(" "):
            break
        more = text[start] in " \t"
        if kept is not None and (not folded or indented or more or not blank):
            yield kept, kept
        yield from ((i, i) for i in blank)
        yield from ((i, i + 1) for i in range(start, end))
        kept, blank, indented = end, [], more
    yield from ((i, i) for i in ([] if kept is None else [kept]) + blank)


def _lines(text: str, start: int) -> Iterator[Place]:
    """The lines from an index on, without their breaks; the last only if it is not empty."""
    for match in _BREAK.finditer(text, start):
        yield start, match.start()
        start = match.end()
    if start < len(text):
        yield start, len(text)


def _indentation(text: str, body: int, value: str) -> int:
    """How many spaces stand before every line of a block.

    An indicator such as ``|2`` counts from the parent, which a scalar does not know. But the first
    line with text tells: the spaces it has in the file, less the spaces it has in the value.
    """
    content = value.lstrip("\n")
    if not content:
        return len(text)  # only empty lines, whatever their spaces
    empty = len(value) - len(content)
    for number, (start, end) in enumerate(_lines(text, body)):
        if number == empty:
            extra = _spaces(content.split("\n", 1)[0])
            return max(_spaces(text[start:end]) - extra, 0)
    return 0


def _spaces(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
