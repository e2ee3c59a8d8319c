"""Playing: `begin`, `take` and `view`, pure functions over an immutable playthrough."""

from engine.play.book import Book, NotPlayableError, make_book
from engine.play.page import CONTINUE, Gauge, Offer, Page
from engine.play.playthrough import Playthrough, Step
from engine.play.runtime import NotOfferedError, begin, play_on, replay, take, view

__all__ = [
    "CONTINUE",
    "Book",
    "Gauge",
    "NotOfferedError",
    "NotPlayableError",
    "Offer",
    "Page",
    "Playthrough",
    "Step",
    "begin",
    "make_book",
    "play_on",
    "replay",
    "take",
    "view",
]
