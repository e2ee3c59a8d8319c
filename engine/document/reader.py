"""Reading Story YAML: from bytes to a tree and findings."""

from __future__ import annotations

import os
import re
import stat
from typing import TYPE_CHECKING, Final

import yaml

from engine.document import codes
from engine.document.builder import Builder
from engine.document.characters import refuse_characters
from engine.document.decoding import decode
from engine.document.finding import Finding
from engine.document.frozen import frozen
from engine.document.gather import Findings, StopReading
from engine.document.places import line_around, span_between
from engine.document.span import Span
from engine.document.tabs import refuse_tabs
from engine.document.tree import Node, Source

if TYPE_CHECKING:
    from pathlib import Path

    from engine.document.finding import Code

LIMIT: Final = 1024 * 1024
"""How many bytes a scene may hold: some hundred thousand words."""

_BYTES_PER_VALUE: Final = 16  # a scene has 20 and more: the largest is bounded at what it needs
_FEW_VALUES: Final = 100
_DIRECTIVES: Final = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*%")


class LibyamlMissingError(ImportError):
    """PyYAML is installed without its C parser, whose reading of YAML is the one promised here."""

    def __rich__(self) -> str:
        """What Textual tells of it, rather than where it was raised."""
        return f"engine: {self}"


@frozen()
class Document:
    """What was read from one file.

    Attributes:
        path: The file, as it should be shown to a person.
        text: What it says, without a byte order mark; empty if that could not be decoded.
        root: Its tree, or nothing if there is nothing to work on.
        findings: What is wrong with it, in the order of the file.
    """

    path: str
    text: str
    root: Node | None
    findings: tuple[Finding, ...]


def read(data: bytes, path: str, *, limit: int = LIMIT) -> Document:
    """Read Story YAML.

    Args:
        data: What the file holds.
        path: The file, as it should be shown to a person.
        limit: The most bytes it may hold. The number of values is bounded in proportion.

    Returns:
        The tree with everything that is wrong. A file that is not YAML has findings and no tree.

    Raises:
        LibyamlMissingError: PyYAML has no C parser on this machine.
    """
    findings = Findings()
    text = ""
    root = None
    if len(data) > limit:
        findings.add(codes.LARGE_FILE, _too_large(len(data), limit), Span(path))
    else:
        decoded = decode(data, path, findings)
        text = decoded or ""
        root = None if decoded is None else _parse(text, path, findings, limit)
    return Document(path, text, root, findings.in_order())


def read_file(file: Path, path: str, *, limit: int = LIMIT) -> Document:
    """Read a file of Story YAML, never more of it than one byte over the limit.

    Args:
        file: Where it is.
        path: The same, as it should be shown to a person.
        limit: The most bytes it may hold.

    Returns:
        What `read` returns; a file that is missing, unreadable, too large or not a regular file is
        a finding. A pipe or a device is never opened, so nothing can block.

    Raises:
        LibyamlMissingError: PyYAML has no C parser on this machine.
    """
    try:
        data = _bytes_of(file, limit)
    except _RefusedError as refused:
        return _unread(path, refused.code, str(refused))
    except FileNotFoundError:
        return _unread(path, codes.MISSING_FILE, "there is no such file")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        message = f"this file cannot be read: {reason[:1].lower()}{reason[1:]}"
        return _unread(path, codes.UNREADABLE_FILE, message)
    return read(data, path, limit=limit)


class _RefusedError(Exception):
    """A file that is not opened, or not read."""

    def __init__(self, code: Code, message: str) -> None:
        super().__init__(message)
        self.code = code


def _unread(path: str, code: Code, message: str) -> Document:
    return Document(path, "", None, (Finding(code, message, Span(path)),))


def _bytes_of(file: Path, limit: int) -> bytes:
    """Read a regular file of at most `limit` bytes, or one byte more if it has grown meanwhile."""
    _require_regular(file.stat(), limit)
    # It may be another file by the time it is opened: opening must not block, and is looked at.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    opened = os.open(file, flags)
    try:
        status = os.fstat(opened)
        _require_regular(status, limit)
        # No more room is made than is needed; one byte more tells whether it has grown.
        data = os.read(opened, status.st_size + 1)
        return (
            data if len(data) <= status.st_size else data + os.read(opened, limit + 1 - len(data))
        )
    finally:
        os.close(opened)


def _require_regular(status: os.stat_result, limit: int) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise _RefusedError(codes.SPECIAL_FILE, "this is a folder, not a file")
    if not stat.S_ISREG(status.st_mode):
        raise _RefusedError(codes.SPECIAL_FILE, "this is a pipe or a device, not a file")
    if status.st_size > limit:
        raise _RefusedError(codes.LARGE_FILE, _too_large(status.st_size, limit))


def _too_large(size: int, limit: int) -> str:
    return f"this file holds {size:,} bytes; at most {limit:,} are read"


def _parse(text: str, path: str, findings: Findings, limit: int) -> Node | None:
    """Parse a decoded file."""
    try:
        clean = refuse_characters(text, path, findings)
        source = Source(path, _without_directives(clean, path, findings))
        root = _build(source, findings, limit)
        if root is not None:
            refuse_tabs(root, source, findings)
        elif not findings:
            findings.add(codes.EMPTY_FILE, "this file is empty", Span(path))
    except StopReading:
        return None
    return root


def _build(source: Source, findings: Findings, limit: int) -> Node | None:
    values = max(limit // _BYTES_PER_VALUE, _FEW_VALUES)
    builder = Builder(_parser(source.text), source, findings, values)
    try:
        return builder.document()
    except yaml.YAMLError as error:
        from engine.document.syntax import report_syntax  # noqa: PLC0415  (a sound file needs none)

        report_syntax(error, builder, source, findings)
        return None


def _parser(text: str) -> yaml.CSafeLoader:
    if not yaml.__with_libyaml__:
        raise LibyamlMissingError(
            "PyYAML is installed here without libyaml, which reading stories needs; "
            "install a PyYAML wheel, or libyaml's headers before building it"
        )
    return yaml.CSafeLoader(text)


def _without_directives(text: str, path: str, findings: Findings) -> str:
    """Report the lines before the document that begin with %, and make comments of them.

    They are kept from the parser because a %TAG can make every tag of the file as long as it likes.
    """
    starts: list[int] = []
    place = 0
    while match := _DIRECTIVES.match(text, place):
        start, place = match.end() - 1, line_around(text, match.end())[1]
        message = "a line that begins with % is a directive, which a story does not need"
        findings.add(codes.DIRECTIVE, message, span_between(path, text, start, place))
        starts.append(start)
    for start in starts:
        text = f"{text[:start]}#{text[start + 1 :]}"
    return text
