"""From the parser's events to the tree, reporting what Story YAML does not allow.

Events are read one at a time with a limit on depth and number, so that no file can exhaust the
program; PyYAML's own ``load`` and ``compose`` have no such limits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from engine.document import codes
from engine.document.characters import holds_refused, refuse_in_value
from engine.document.finding import Related
from engine.document.gather import StopReading, shown
from engine.document.hazards import (
    BLANK,
    check_entry,
    check_lines,
    check_plain,
    is_nothing,
)
from engine.document.offsets import places_of
from engine.document.places import place_between, span_between
from engine.document.properties import refuse_properties
from engine.document.span import Span
from engine.document.tree import Entry, Mapping, Node, Scalar, Sequence, Source
from engine.document.values import DIGITS, LongNumberError, Value, value_of

if TYPE_CHECKING:
    from yaml import CSafeLoader

    from engine.document.finding import Code
    from engine.document.gather import Findings
    from engine.document.places import Place

Event: TypeAlias = Any
"""An event of the parser; the stubs give it marks that may be missing, which they never are."""

DEEPEST: Final = 32
"""How many mappings and lists may stand within one another."""


class Builder:
    """Builds the tree of one file.

    Attributes:
        event: The event read last; after a syntax error, what stands before it.
        brackets: Where the lists and mappings in brackets begin that are open now.
    """

    __slots__ = (
        "_findings",
        "_left",
        "_most",
        "_next",
        "_path",
        "_source",
        "_text",
        "brackets",
        "event",
    )

    def __init__(
        self, parser: CSafeLoader, source: Source, findings: Findings, values: int
    ) -> None:
        self._next = parser.get_event
        self._source = source
        self._path = source.path
        self._text = source.text
        self._findings = findings
        self._left = self._most = values
        self.event: Event = None
        self.brackets: list[int] = []

    def document(self) -> Node | None:
        """Read the whole file.

        Returns:
            The first document, or nothing if there is none.

        Raises:
            StopReading: The tree is too deep or too large, or there are too many findings.
            yaml.YAMLError: The file is not YAML from somewhere on.
        """
        self._read()
        if type(self._read()) is StreamEndEvent:
            return None
        root = self._node(self._read(), 0)
        self._read()
        self._refuse_second(self._read())
        return None if is_nothing(root) else root

    def _read(self) -> Event:
        self.event = event = self._next()
        return event

    def _refuse_second(self, event: Event) -> None:
        kind = type(event)  # compared apart, so that the type checker keeps the event as it is
        if kind is not DocumentStartEvent:
            return
        message = "a second document begins here; a file holds one"
        span = self._span(event.start_mark.index, event.end_mark.index)
        self._findings.add(codes.SECOND_DOCUMENT, message, span)

    def _span(self, start: int, end: int) -> Span:
        return span_between(self._path, self._text, start, end)

    def _node(self, event: Event, depth: int) -> Node:
        """Build the value that begins with an event, ``depth`` levels down."""
        self._left -= 1
        if self._left < 0:
            self._stop(codes.MANY_VALUES, f"this file holds more than {self._most:,} values")
        kind = type(event)
        if kind is ScalarEvent:
            return self._scalar(event)
        if kind is AliasEvent:
            return self._alias(event)
        if depth >= DEEPEST:
            message = f"this is nested more than {DEEPEST} levels deep"
            self._stop(codes.DEEP_NESTING, message)
        if event.anchor is not None or event.tag is not None:
            refuse_properties(self._text, event.start_mark.index, self._path, self._findings)
        build = self._mapping if kind is MappingStartEvent else self._sequence
        if not event.flow_style:
            return build(event, depth + 1)
        self.brackets.append(event.end_mark.index - 1)
        node = build(event, depth + 1)
        self.brackets.pop()
        return node

    def _stop(self, code: Code, message: str) -> None:
        start = self.event.start_mark.index
        self._findings.add(code, message, self._span(start, start + 1))
        raise StopReading

    def _alias(self, event: Event) -> Scalar:
        """Report an alias; what it says stands in the tree, so that nothing else seems missing."""
        start, end = event.start_mark.index, event.end_mark.index
        message = 'a value that begins with "*" needs quotes or a | block'
        place = place_between(self._text, start, end)
        self._findings.add(codes.ALIAS, message, Span(self._path, *place))
        text = self._text[start:end]
        return Scalar(text, text, *place, "", self._source)

    def _scalar(self, event: Event, *, is_key: bool = False) -> Scalar:
        """Build a scalar. Most of a file are these: what is rare is left to other functions."""
        if event.anchor is not None or event.tag is not None:
            return self._scalar_with_properties(event, is_key=is_key)
        start, end, style, text = event.start_mark, event.end_mark, event.style, event.value
        if style:
            return self._quoted(text, style, start.index, end.index)
        place = start.line + 1, start.column + 1, end.line + 1, end.column + 1
        if not text:  # at the end of a file the parser counts one line more than there is
            place = place_between(self._text, start.index, end.index)
        after = end.index
        if self._text[after : after + 1] in BLANK or not text.isascii():
            check_plain(self._source, start.index, after, self._findings)
        if start.line != end.line and not self.brackets:
            check_lines(self._source, start.index, after, self._findings)
        value = text if is_key else self._meaning(text, place)
        return Scalar(value, text, *place, "", self._source)

    def _scalar_with_properties(self, event: Event, *, is_key: bool) -> Scalar:
        """A scalar behind an anchor or a tag, which are reported and left out of its span.

        Where they are all that is written, they are text that was meant: it is not empty as well.
        """
        text = event.value
        start, end = event.start_mark.index, event.end_mark.index
        start = refuse_properties(self._text, start, self._path, self._findings)
        if event.style:
            return self._quoted(event.value, event.style, min(start, end), end)
        if not text and not is_key:
            text = self._text[event.start_mark.index : end].strip("!& \n")
        place = place_between(self._text, min(start, end), end)
        return Scalar(text, text, *place, "", self._source)

    def _meaning(self, text: str, place: Place) -> Value:
        try:
            return value_of(text)
        except LongNumberError:
            message = f"this number has more than {DIGITS} digits; if it is a name, quote it"
            self._findings.add(codes.LONG_NUMBER, message, Span(self._path, *place))
            return text

    def _quoted(self, text: str, style: str, start: int, end: int) -> Scalar:
        """A scalar in quotes or in a block; the empty lines after a block are none of its."""
        last = end
        if style in "|>":
            last = start + len(self._text[start:end].rstrip(" \t\r\n"))
        place = place_between(self._text, start, last)
        scalar = Scalar(text, text, *place, style, self._source)
        if style != '"' or not holds_refused(text):
            return scalar
        # The file itself holds no such character any more: an escape has put it there.
        places = places_of(self._text, scalar) or [(start, end)] * len(text)
        clean = refuse_in_value(text, lambda i: self._span(*places[i]), self._findings)
        return Scalar(clean, clean, *place, style, self._source)

    def _sequence(self, event: Event, depth: int) -> Sequence:
        items: list[Node] = []
        while type(self._read()) is not SequenceEndEvent:
            items.append(self._node(self.event, depth))
        return Sequence(tuple(items), self._container_span(event, items[-1] if items else None))

    def _mapping(self, event: Event, depth: int) -> Mapping:
        entries: dict[str, Entry] = {}
        value: Node | None = None
        while type(self._read()) is not MappingEndEvent:
            key = self._key(self.event, depth)
            value = self._node(self._read(), depth)
            if key is not None:
                self._enter(Entry(key, value), entries, braces=event.flow_style)
        return Mapping(tuple(entries.values()), self._container_span(event, value))

    def _key(self, event: Event, depth: int) -> Scalar | None:
        """Build a key, which is always text; nothing if it may not stand in the tree."""
        is_scalar = type(event) is ScalarEvent
        key = self._scalar(event, is_key=True) if is_scalar else self._node(event, depth)
        if isinstance(key, Scalar) and not is_nothing(key):
            return key
        message = 'a key must be text; text that begins with "[" or "{" needs quotes or a | block'
        self._findings.add(codes.COMPLEX_KEY, message, key.span)
        return None

    def _enter(self, entry: Entry, entries: dict[str, Entry], *, braces: bool) -> None:
        """Put a key and its value among the others, unless it may not stand there."""
        text = entry.key.text
        odd = " " in text or text == "<<" or is_nothing(entry.value)
        if odd and not check_entry(entry, self._findings, braces=braces, first=not entries):
            return
        if entries.setdefault(text, entry) is not entry:
            related = (Related(entries[text].key.span, "the first is here"),)
            message = f"the key {shown(text)} stands here a second time"
            self._findings.add(codes.DUPLICATE_KEY, message, entry.key.span, related=related)

    def _container_span(self, event: Event, last: Node | None) -> Span:
        """From its first character to its bracket, or to the end of its last value."""
        start = event.start_mark
        if event.flow_style or last is None:
            end = self.event.end_mark if event.flow_style else start
            line, column = end.line + 1, end.column + 1
        elif isinstance(last, Scalar):
            line, column = last.end_line, last.end_column
        else:
            line, column = last.span.end_line, last.span.end_column
        return Span(self._path, start.line + 1, start.column + 1, line, column)
