"""Stars in prose, paired into emphasis and strong."""

from __future__ import annotations

from itertools import groupby
from typing import TypeAlias

from engine.document.frozen import frozen
from engine.language.tree import Expression, Mark, Slot, Words

Piece: TypeAlias = Words | Slot[Expression] | Mark

_EMPHASIS, _STRONG = 1, 2
_MOST = 3


@frozen()
class Stars:
    """A run of stars: one is emphasis, two are strong, three are both, more are only stars.

    Attributes:
        count: How many.
        opens: Whether a word begins after them.
        closes: Whether a word ends before them.
        start: Where they begin.
        end: Where they end.
    """

    count: int
    opens: bool
    closes: bool
    start: int
    end: int

    @property
    def styles(self) -> tuple[int, ...]:
        """The styles that these stars may turn on or off."""
        if self.count > _MOST:
            return ()
        return tuple(style for style in (_EMPHASIS, _STRONG) if self.count & style)


def pair_stars(pieces: list[Piece | Stars]) -> tuple[Piece, ...]:
    """Set the style of every piece, and turn stars without a partner into words.

    Emphasis and strong are paired apart from each other. A closing run takes the nearest
    opening run before it.
    """
    if not any(isinstance(piece, Stars) for piece in pieces):
        return _merged(pieces)
    paired = _paired(pieces)
    styled: list[Piece | Stars] = []
    on = 0
    for index, piece in enumerate(pieces):
        if isinstance(piece, Stars):
            turning = sum(style for style in piece.styles if (index, style) in paired)
            said = "*" * (piece.count - turning)
            # Stars that are left over stand outside the style that the others turn on or off.
            outside = on & (on ^ turning)
            styled.append(_styled(Words(said, start=piece.start, end=piece.end), outside))
            on ^= turning
        else:
            styled.append(_styled(piece, on))
    return _merged(styled)


def _paired(pieces: list[Piece | Stars]) -> set[tuple[int, int]]:
    """Find the runs that have a partner: their place in the list, and the style."""
    paired: set[tuple[int, int]] = set()
    opened: dict[int, int] = {}
    for index, piece in enumerate(pieces):
        if not isinstance(piece, Stars):
            continue
        for style in piece.styles:
            if piece.closes and style in opened:
                paired |= {(opened.pop(style), style), (index, style)}
            elif piece.opens:
                opened[style] = index
    return paired


def _styled(piece: Piece, style: int) -> Piece:
    if not style:
        return piece
    emphasis, strong = bool(style & _EMPHASIS), bool(style & _STRONG)
    if isinstance(piece, Words):
        return Words(piece.text, emphasis, strong, piece.start, piece.end)
    if isinstance(piece, Slot):
        return Slot(piece.value, emphasis, strong, piece.start, piece.end)
    return piece


def _merged(pieces: list[Piece | Stars]) -> tuple[Piece, ...]:
    """Join neighbouring words of one style, and drop words that say nothing."""
    merged: list[Piece] = []
    telling = [piece for piece in pieces if not isinstance(piece, Words) or piece.text]
    for style, group in groupby(telling, _style):
        if style is None:
            merged.extend(piece for piece in group if not isinstance(piece, Stars))
        else:
            merged.append(_joined([piece for piece in group if isinstance(piece, Words)]))
    return tuple(merged)


def _style(piece: Piece | Stars) -> tuple[bool, bool] | None:
    return (piece.emphasis, piece.strong) if isinstance(piece, Words) else None


def _joined(said: list[Words]) -> Words:
    first, last = said[0], said[-1]
    if first is last:
        return first
    text = "".join(words.text for words in said)
    return Words(text, first.emphasis, first.strong, first.start, last.end)
