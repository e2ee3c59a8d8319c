"""The margin: what the record shows beside the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from engine.app import text, wording
from engine.app.widgets.leaf import Leaf
from engine.app.widgets.options import SPACE, Item, Options
from engine.app.widgets.words import Words
from engine.document.english import plural
from engine.document.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from textual.content import Content

    from engine.app.text import Sheet
    from engine.record.margin import Card, Margin

HANG = text.plain("  ")
"""The room that a numeral has."""
LATER = "what was said after this day waits for the ending, and stands in the notebook."


@frozen()
class Phrase:
    """The words in the prose that are being looked at, where the margin covers them."""

    mark: str
    words: str


class Record(Leaf):
    """The standing first, then the claims by bearing, then what is not a claim.

    Its place is kept empty until there is something to show, so that no page waits for it.
    """

    class Opened(Message):
        """The reader opened a claim."""

        def __init__(self, card: Card) -> None:
            super().__init__()
            self.card = card

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (Textual's name for it)
        super().__init__(id=id)
        self.visible = False
        self._cards: tuple[Card, ...] = ()
        self._shown: tuple[Margin, Mapping[str, int], Phrase | None, bool] | None = None

    @property
    def count(self) -> int:
        """How many claims there are."""
        return len(self._cards)

    def show(
        self,
        margin: Margin,
        marks: Mapping[str, int],
        phrase: Phrase | None = None,
        *,
        new_first: bool = False,
    ) -> None:
        """Follow the page, or the choice that is highlighted.

        Args:
            margin: What the record says.
            marks: The numbers of the marks in the prose.
            phrase: The words that are being looked at, where the margin covers them.
            new_first: Whether New Style comes first in its dates.
        """
        if self._shown == (margin, marks, phrase, new_first):
            return
        if self._shown is None:
            self.mount(Words(id="standing"), Options(id="cards"))
            self.visible = True
        self._shown = (margin, marks, phrase, new_first)
        self._cards = margin.cards
        standing = text.remark(margin.standing)
        self.query_one("#standing", Words).show(standing)
        self.query_one("#cards", Options).show(_items(margin, marks, phrase, new_first=new_first))
        self.go(0)

    def go_to(self, mark: str) -> bool:
        """Highlight the card of a mark, or the first; false where there is none."""
        of_mark = (n for n, card in enumerate(self._cards) if card.citation.mark == mark)
        wanted = str(next(of_mark, 0))
        cards = self.query_one("#cards", Options)
        found = next((n for n, item in enumerate(cards.items) if item.id == wanted), None)
        if found is None:
            return False
        cards.highlighted = found
        cards.focus()
        self.call_after_refresh(cards.bring_into_sight)
        return True

    @property
    def marks(self) -> set[str]:
        """The marks that have a card."""
        return {card.citation.mark for card in self._cards if card.citation.mark}

    def on_option_list_option_selected(self, event: Options.OptionSelected) -> None:
        """Open the claim that was chosen."""
        event.stop()
        item = self.query_one("#cards", Options).items[event.option_index]
        if item.id:
            self.post_message(self.Opened(self._cards[int(item.id)]))


def _items(
    margin: Margin, marks: Mapping[str, int], phrase: Phrase | None, *, new_first: bool
) -> Iterator[Item]:
    number = 0
    for group in margin.groups:
        yield SPACE
        yield _beside(text.plain(group.heading.upper(), text.SOFT))
        for nth, card in enumerate(group.cards):
            if nth:
                yield SPACE
            quoted = phrase if phrase and card.citation.mark == phrase.mark else None
            yield Item(_card(card, marks, quoted, new_first=new_first), str(number))
            number += 1
    for said in filter(None, (_silence(margin), _kept_back(margin), _note(margin))):
        yield SPACE
        yield _beside(said)


def _beside(said: Content) -> Item:
    """What is no claim, at the edge of those: the numerals hang before it."""
    return Item(text.Sheet([text.block(said, HANG)]), enabled=False)


def _card(card: Card, marks: Mapping[str, int], phrase: Phrase | None, *, new_first: bool) -> Sheet:
    number = marks.get(card.citation.mark or "")
    lead = text.plain(f"{text.superscript(number)} ", text.MARK_STRONG) if number else HANG
    quoted = text.plain(f"“{phrase.words}”", text.SOFT) if phrase else None
    return text.Sheet([text.block(text.lines(quoted, _says(card, new_first=new_first)), lead)])


def _says(card: Card, *, new_first: bool) -> Content:
    claim = card.claim
    lag = f"; {wording.whole(card.lag)}" if card.lag else ""
    otherwise = wording.otherwise(claim, card.clashes)
    return text.lines(
        text.remark(claim.says),
        text.remark(f"{wording.spoken(claim, new_first=new_first)}{lag}", text.SOFT),
        text.remark(f"{wording.where(claim, card.source)} ({card.kind})", text.SOFT),
        text.remark(card.citation.note, text.ASIDE),
        text.remark(wording.warned(claim), text.MARK),
        text.plain(f"{otherwise}." if otherwise else "", text.MARK),
    )


def _silence(margin: Margin) -> Content | None:
    return text.remark(margin.silence, text.ASIDE) if margin.silence else None


def _kept_back(margin: Margin) -> Content | None:
    if not margin.kept_back:
        return None
    many = margin.kept_back > 1
    said = f"{plural(margin.kept_back, 'claim')} {'are' if many else 'is'} kept back: {LATER}"
    return text.plain(said, text.ASIDE)


def _note(margin: Margin) -> Content | None:
    if not margin.note:
        return None
    return text.lines(text.plain("EDITOR’S NOTE", text.SOFT), text.remark(margin.note))
