"""Characters that a file may not contain, because a reader cannot see what they do.

Control characters can drive a terminal; marks of text direction show words in another order than
the file has them; invisible characters make two names that look alike differ. Unicode's own
categories decide (Cc, Cf, Zl, Zp), except for the joiner and the non-joiner, which Persian, many
Indic scripts and some signs need. A soft hyphen is refused: terminals do not agree on its width.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from engine.document import codes
from engine.document.places import span_between

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.document.finding import Code
    from engine.document.gather import Findings
    from engine.document.span import Span

STAND_IN: Final = "�"
"""What the tree holds where a refused character stands: as long, visible, and no part of YAML."""

_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff"
_DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVISIBLE = (
    "\u00ad\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b\u2060-\u2065\u206a-\u206f"
    "\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f"
)
_BREAK = "\x85\u2028\u2029"
_REFUSED: Final = re.compile(
    f"(?P<control>[{_CONTROL}])|(?P<direction>[{_DIRECTION}])"
    f"|(?P<invisible>[{_INVISIBLE}])|(?P<line>[{_BREAK}]|\r(?!\n))"
)
_HARMLESS: Final = bytes([0x09, 0x0A, 0x0D, *range(0x20, 0x7F)])
_KINDS: Final[dict[str | None, tuple[Code, str]]] = {
    "control": (codes.CONTROL_CHARACTER, "a control character stands here: {}"),
    "direction": (
        codes.TEXT_DIRECTION,
        "an invisible mark here changes the direction of the text: {}",
    ),
    "invisible": (codes.INVISIBLE_CHARACTER, "an invisible character stands here: {}"),
    "line": (codes.ODD_LINE_BREAK, "a line break stands here that most programs do not see: {}"),
}


def holds_refused(text: str) -> bool:
    """Whether a text holds any character that a file may not hold."""
    rest = text.encode().translate(None, _HARMLESS)  # leaves what is not ASCII: little
    if rest and _REFUSED.search(rest.decode()):
        return True
    return "\r" in text and _REFUSED.search(text) is not None


def refuse_characters(text: str, path: str, findings: Findings) -> str:
    """Report the characters that a file may not hold.

    Args:
        text: The whole file.
        path: The file, as it should be shown.
        findings: Receives one finding a character.

    Returns:
        The text with a stand-in for each of them, of the same length, fit to be parsed.
    """
    if not holds_refused(text):
        return text
    for match in _REFUSED.finditer(text):
        refuse(match, span_between(path, text, *match.span()), findings)
    return without_refused(text)


def refuse_in_value(value: str, span_at: Callable[[int], Span], findings: Findings) -> str:
    """Report the refused characters that an escape in double quotes has put into a value.

    Args:
        value: The text of a value.
        span_at: Finds where the character with this offset is written.
        findings: Receives one finding a character.

    Returns:
        The value with a stand-in for each of them.
    """
    for match in _REFUSED.finditer(value):
        refuse(match, span_at(match.start()), findings)
    return without_refused(value)


def refuse(match: re.Match[str], span: Span, findings: Findings) -> None:
    """Report one character."""
    code, message = _KINDS[match.lastgroup]
    findings.add(code, message.format(name_of(match.group())), span)


def without_refused(text: str) -> str:
    """Put a stand-in for every refused character; a space where it broke a line."""
    return _REFUSED.sub(lambda m: " " if m.lastgroup == "line" else STAND_IN, text)


def name_of(character: str) -> str:
    """Name a character as people look it up: its number, and its name where it has one."""
    number = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "")
    return f"{number} ({name.lower()})" if name else number
