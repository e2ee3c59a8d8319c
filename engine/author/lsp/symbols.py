"""Symbols: the named things of a story, and the places where their names are written."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from engine.document.frozen import frozen

if TYPE_CHECKING:
    from engine.document.span import Span


class Kind(StrEnum):
    """What kind of thing has a name."""

    SCENE = "scene"
    MOMENT = "moment"
    CHOICE = "choice"
    SHARED = "set of shared choices"
    DECK = "deck"
    VARIABLE = "variable"
    VALUE = "value"
    DEFINITION = "definition"
    PERSON = "person"
    ENDING = "ending"
    SOURCE = "source"
    CLAIM = "claim"
    MARK = "mark"


@frozen()
class Symbol:
    """Something that has a name.

    Attributes:
        kind: What it is.
        id: Its full id: ``scene/moment/choice``, ``source/claim``, ``variable/value``.
    """

    kind: Kind
    id: str

    @property
    def name(self) -> str:
        """Its own name, the last part of its id: what is written, and what a rename changes."""
        return self.id.rpartition("/")[2]

    @property
    def home(self) -> str:
        """The id of what it belongs to: a moment's scene, a value's variable."""
        return self.id.rpartition("/")[0]


@frozen()
class Use:
    """A place where a name is written.

    Attributes:
        symbol: What is named.
        span: The very characters of the name.
        declares: Whether the thing is declared here, and not only referred to.
        bare: Whether the name stands alone, without the names of what it belongs to.
    """

    symbol: Symbol
    span: Span
    declares: bool = False
    bare: bool = False
