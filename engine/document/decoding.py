"""From bytes to text: UTF-8, with or without its mark, and nothing else."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, Final

from engine.document import codes
from engine.document.places import span_between
from engine.document.span import Span

if TYPE_CHECKING:
    from engine.document.gather import Findings

# UTF-32 before UTF-16, whose mark is the beginning of the other's.
_OTHER_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_PROBE: Final = 64  # bytes: enough to tell UTF-16 without a mark from a picture


def decode(data: bytes, path: str, findings: Findings) -> str | None:
    """Decode a file.

    Args:
        data: What the file holds.
        path: The file, as it should be shown.
        findings: Receives why it cannot be decoded.

    Returns:
        Its text without the UTF-8 mark, so that columns are those of an editor; nothing if the
        bytes are not text in UTF-8.
    """
    encoding = _other_encoding(data)
    if encoding:
        message = f"this file is written in {encoding}; save it as UTF-8"
        findings.add(codes.OTHER_ENCODING, message, Span(path))
        return None
    body = data.removeprefix(codecs.BOM_UTF8)
    nul = body.find(0)
    if nul >= 0:
        text = body[:nul].decode("utf-8", "replace")
        message = "this is not a text file: it holds a NUL character"
        findings.add(codes.BINARY_FILE, message, span_between(path, text, nul, nul))
        return None
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        _refuse_byte(body, error.start, path, findings)
        return None


def _refuse_byte(body: bytes, place: int, path: str, findings: Findings) -> None:
    text = body[:place].decode("utf-8")
    message = f"the byte 0x{body[place]:02X} here is not UTF-8; save the file as UTF-8"
    span = span_between(path, text, len(text), len(text))
    findings.add(codes.NOT_UTF_8, message, span)


def _other_encoding(data: bytes) -> str | None:
    """Name the encoding if it is one of the wide ones, by its mark or by its NULs."""
    for mark, name in _OTHER_MARKS:
        if data.startswith(mark):
            return name
    halves = data[:_PROBE:2], data[1:_PROBE:2]
    empty = [half for half in halves if half and not any(half)]
    full = [half for half in halves if half.isascii() and all(half)]
    return "UTF-16" if empty and full else None
