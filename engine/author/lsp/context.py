"""The context of the cursor, found from the lines alone.

It needs no file that can be read: an author asks for names in the middle of a line that is not
finished. The key is the nearest one to the left or, by indentation, above; the rest of the line
up to the cursor is what has been typed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

from engine.document.frozen import frozen
from engine.document.places import line_around, line_starts

WORD: Final = re.compile(r"[A-Za-z0-9_./\-]*")
_BEFORE: Final = re.compile(r"[A-Za-z0-9_./\-]*\Z")
_HEAD: Final = re.compile(
    r"(?P<space> *)(?P<dashes>(?:-[ ]+)*)(?P<key>[A-Za-z0-9_.\-]+):(?=[ ]|$)(?P<rest>.*)"
)
_ITEM: Final = re.compile(r"(?P<space> *)(?P<dashes>(?:-(?:[ ]+|$))+)(?P<rest>.*)")
_INNER: Final = re.compile(r"\s*(?P<key>[A-Za-z0-9_.\-]+):(?:\s+|$)(?P<rest>.*)", re.DOTALL)
_BLOCK: Final = re.compile(r"\s*[|>][+\-0-9]*\s*(?:#.*)?$")
LONGEST: Final = 2_000
"""How many characters before the cursor are looked at; an expression has at most 500."""
WIDEST: Final = 4_000
"""A line of more characters is nobody's, and nothing is made out in it."""
MOST_LINES: Final = 20_000
"""How many lines above are looked at."""


@frozen()
class Context:
    """What stands at the cursor.

    Attributes:
        key: The key of the value at the cursor; empty where there is none.
        above: The keys above it, the nearest first.
        typed: The value up to the word at the cursor; a value that goes over lines is joined.
        word: The word at the cursor, as far as it goes to the left.
        start: The index in the text where the word begins.
        end: The index where the word ends, to the right of the cursor as well.
        is_key: Whether what is typed may be a key itself: nothing but space stands before it.
    """

    key: str
    above: tuple[str, ...]
    typed: str
    word: str
    start: int
    end: int
    is_key: bool = False


def context_at(text: str, index: int) -> Context:
    """Make out what stands at an index of a text."""
    line_start, line_end = line_around(text, index)
    before = text[line_start:index]
    found = _BEFORE.search(before, max(len(before) - LONGEST, 0))
    word = found[0] if found else ""
    start = index - len(word)
    end = WORD.match(text, index, max(index, line_end)).end()  # type: ignore[union-attr]  # it matches nothing too
    lines = _lines_to(text, line_start)
    line = text[line_start:start]
    key, above, typed, is_key = _value(lines, line if len(line) < WIDEST else "")
    return Context(key, above, typed[-LONGEST:], word, start, end, is_key)


def _lines_to(text: str, index: int) -> list[str]:
    """The lines before an index, the nearest last."""
    starts = line_starts(text)
    number = bisect_right(starts, index) - 1
    first = max(number - MOST_LINES, 0)
    return text[starts[first] : index].split("\n")[: number - first]


def _value(lines: list[str], line: str) -> tuple[str, tuple[str, ...], str, bool]:
    """The key of the value at the end of a line, the keys above, what is typed, whether a key."""
    indent = len(line) - len(line.lstrip(" "))
    if (block := _block_above(lines, indent)) is not None:
        key, above, said = block
        return key, above, f"{said}\n{line}", False
    if head := _HEAD.match(line):
        return _in_line(head, lines)
    item = _ITEM.match(line)
    typed = item["rest"] if item else line.lstrip(" ")
    parents = _parents(lines, indent, is_item=item is not None)
    key = parents[0][0] if parents else ""
    above = tuple(name for name, _ in parents[1:])
    goes_on = parents[0][1].strip() if parents and not item else ""
    inner = _flow(f"{goes_on} {typed}" if goes_on else typed)
    if inner is not None:
        return (
            (inner[0], (key, *above), inner[1], False)
            if inner[0]
            else (key, above, inner[1], False)
        )
    if goes_on:
        return key, above, f"{goes_on} {typed}", False
    return key, above, typed, not typed


def _in_line(head: re.Match[str], lines: list[str]) -> tuple[str, tuple[str, ...], str, bool]:
    column = len(head["space"]) + len(head["dashes"])
    parents = _parents(lines, column, is_item=False)
    if head["dashes"]:
        parents = _parents(lines, len(head["space"]), is_item=True)
    above = tuple(name for name, _ in parents)
    typed = head["rest"].lstrip(" ")
    inner = _flow(typed)
    if inner is None:
        return head["key"], above, typed, False
    key, said = inner
    if key:
        return key, (head["key"], *above), said, False
    return head["key"], above, said, False


def _flow(typed: str) -> tuple[str, str] | None:
    """The key and the value at the end of ``{a: b, c: d`` or ``[a, b``; nothing elsewhere."""
    if typed[:1] not in ("{", "["):
        return None
    keys: list[str] = []
    depth: list[str] = []
    last = 0
    quote = ""
    for number, sign in enumerate(typed):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "'\"" and not typed[last:number].strip():
            quote = sign
        elif sign in "{[":
            inner = _INNER.match(typed, last, number)
            keys.append(inner["key"] if inner else "")
            depth.append(sign)
            last = number + 1
        elif sign in "}]" and depth:
            depth.pop()
            keys.pop()
            last = number + 1
        elif sign == ",":
            last = number + 1
    if not depth:
        return None
    inner = _INNER.match(typed, last)
    if inner and depth[-1] == "{":
        return inner["key"], inner["rest"]
    return keys[-1], typed[last:].lstrip()


def _parents(lines: list[str], column: int, *, is_item: bool) -> list[tuple[str, str]]:
    """The keys above with the rest of their lines, the nearest first.

    Args:
        lines: The lines above.
        column: How far the line is indented.
        is_item: Whether the line begins with a dash, which may stand right under its key.
    """
    found: list[tuple[str, str]] = []
    least, equal = column, is_item
    for line in reversed(lines):
        head = _HEAD.match(line)
        if not head or line.lstrip().startswith("#"):
            continue
        at = len(head["space"]) + len(head["dashes"])
        if at < least or (equal and at == least and not head["dashes"]):
            found.append((head["key"], head["rest"]))
            least, equal = at, False
            if head["dashes"]:
                least, equal = len(head["space"]), True
        if least == 0 and not equal:
            break
    return found


def _block_above(lines: list[str], indent: int) -> tuple[str, tuple[str, ...], str] | None:
    """The block of text that a line with this indentation goes on with, if it does."""
    least = indent
    for number in range(len(lines) - 1, -1, -1):
        line = lines[number]
        if not line.strip():
            continue
        head = _HEAD.match(line)
        at = len(line) - len(line.lstrip(" "))
        column = len(head["space"]) + len(head["dashes"]) if head else at
        if column < least and _opens(line):
            body = "\n".join(lines[number + 1 :])
            if head:
                return head["key"], _in_line(head, lines[:number])[1], body
            names = tuple(name for name, _ in _parents(lines[:number], at, is_item=True))
            return (names[0], names[1:], body) if names else None
        least = min(least, at)
        if least == 0:
            break
    return None


def _opens(line: str) -> bool:
    """Whether a line ends with the sign of a block: its text stands below."""
    head = _HEAD.match(line) or _ITEM.match(line)
    return bool(head and _BLOCK.fullmatch(head["rest"]))
