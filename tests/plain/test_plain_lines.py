"""What plain mode prints."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import depot as books
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.model.calendar import Date
from engine.plain import choose, play
from engine.plain.console import COULD_NOT, Console
from engine.plain.text import Line, cells, clean, wrap

if TYPE_CHECKING:
    from pathlib import Path

    from engine.saves import Saves

UNSAFE = {"Cc", "Cf", "Cs", "Zl", "Zp"}
HOSTILE = "a\x1b]52;c;aGk=\x07b\x9b2Jc\u202ed\u2066e\x00f\u2028g\rh\ti"
SHOWN = "a�]52;c;aGk=�b�2Jc�d�e�f�g�h�i"

PAGE = """\
The platform
Moscow
mid-January 1918 (about 15 January 1918 Old Style, 28 January New Style)

Frost has closed the points.[2] Nobody has come to open them, and the
lamp over the door has been out since the evening before last.

A document:
    To all depots. Clear the line by morning. By order.
End of the document.

Vera folds the paper.

Record: altered, 3 claims. Type r to read.

1. Order the points opened.
2. (locked: The stores are empty.) Offer bread.
3. Ask for volunteers. [3]
"""


def test_a_page_is_lines_and_words(depot: books.Depot) -> None:
    assert PAGE in books.piped(depot, "")


def test_a_book_opens_with_its_title_and_content_notes(depot: books.Depot) -> None:
    assert books.piped(depot, "").startswith(
        "The Depot\nby A. Writer\nOne night at a depot.\n61 words in all: about a minute.\n"
        "Content: hunger, cold.\n"
        "Type the number of a choice, or ? for help.\n\nThe platform\n"
    )


def test_choice_numbers_from_a_pipe_reach_an_ending(depot: books.Depot) -> None:
    printed = books.piped(depot, "3\n\n")
    assert "You chose: Ask for volunteers.\n\nThe points groan and give.\n" in printed
    assert "The end: Dawn\nThe train leaves.\n" in printed
    assert printed.endswith("Credits\nWritten for a test.\nWith thanks to nobody.\n")


def test_a_number_turns_a_page_as_well(depot: books.Depot) -> None:
    assert books.piped(depot, "3\n1\n") == books.piped(depot, "3\n\n")


def test_numbers_left_over_after_an_ending_change_nothing(depot: books.Depot) -> None:
    assert books.piped(depot, "3\n1\n1\n1\n1\n") == books.piped(depot, "3\n1\n")


def test_the_same_choices_give_the_same_text(depot: books.Depot, tmp_path: Path) -> None:
    again = books.read(tmp_path)
    assert books.piped(depot, "r\n1\nr\n\nh\n") == books.piped(again, "r\n1\nr\n\nh\n")


def test_the_ending_sets_what_was_done_beside_the_record(depot: books.Depot) -> None:
    assert (
        "What you did, and what the record says of it\n"
        "1. Ask for volunteers.\n"
        "    Orders were obeyed. (The commission, January 1918; Short History,\n"
        "    page 41; official history.)\n"
        "\n"
        "Beside the record\n"
        "You read 3 moments: 1 invented, 1 altered, 1 documented.\n"
        "What is invented: The platform.\n"
        "At 1 of them no source speaks: The platform.\n"
        "\n"
        "Who spoke, by kind of voice\n"
        "Document, 1 claim:\n"
        "    Orlov 1918. An official who answers for what he reports.\n"
        "Official history, 2 claims:\n"
        "    Short History. Written to be praised.\n"
    ) in books.piped(depot, "3\n\n")


def test_the_record_is_the_margin_in_words(depot: books.Depot) -> None:
    printed = books.piped(depot, "r\n")
    assert (
        "The record\n"
        "This happened otherwise: the sources disagree with what is told here.\n"
        "\n"
        "Makes it likelier:\n"
        "1. The engines ran all week.\n"
        "    The commission; January 1918.\n"
        "    Short History, page 40; official history.\n"
        "    The editor holds it to be wrong.\n"
        "    Told otherwise elsewhere: type r 1.\n"
        "\n"
        "Says otherwise:\n"
        "2. No engine left the depot that week.\n"
        "    Pavel Orlov, as inferred; February 1918.\n"
        "    Orlov 1918, pages 12-13; document, by way of an official history.\n"
        "    Why here: The same depot, a month on.\n"
    ) in printed
    assert "About choice 3:\n3. Orders were obeyed.\n" in printed
    assert "The editor remarks: The lamp is a guess.\n" in printed
    assert "    Pavel Orlov, who lived. Ran a depot.\n    Vera, invented. A clerk.\n" in printed


def test_silence_is_said(depot: books.Depot) -> None:
    printed = books.piped(depot, "3\nr\n")
    assert "Record: invented, no source speaks to this moment.\n" in printed
    assert "The record is silent. No source in this library speaks to this moment.\n" in printed


def test_claims_that_wait_are_shown_after_the_choice(depot: books.Depot) -> None:
    printed = books.piped(depot, "1\nr\n")
    assert "Behind what you chose:\n1. Orders were obeyed.\n" in printed
    assert "Orders were obeyed." not in printed.partition("You chose")[0]


@pytest.mark.parametrize("command", ["r 2", "record 2", "R 2"])
def test_a_claim_has_its_whole_dossier(depot: books.Depot, command: str) -> None:
    assert (
        "Claim 2\n"
        "No engine left the depot that week.\n"
        "Speaker: Pavel Orlov, as inferred; February 1918; document.\n"
        "Why here: The same depot, a month on.\n"
        "How it reached us: Orlov 1918, pages 12-13, quoted in Short History.\n"
        "The text as we hold it: A line is missing.\n"
        "The work: Pavel Orlov, Report on the Depot, Moscow 1918; document.\n"
        "    An official who answers for what he reports.\n"
        "    We hold it only through Short History.\n"
        "The editor holds it to be disputed. He had reasons to say so.\n"
        "It reached us only to be denied.\n"
        "Denied by The commission in Short History: The engines ran all week.\n"
        "In conflict: Whether an engine ran.\n"
        "    Either one left the depot or none did.\n"
        "    Beside it, The commission in Short History: The engines ran all\n"
        "    week.\n"
        "    In the general literature: The rosters name none.\n"
    ) in books.piped(depot, f"{command}\n")


def test_going_back_shows_the_page_again(depot: books.Depot) -> None:
    assert books.piped(depot, "3\nu\n").count(PAGE) == 2
    assert "This is the first page" in books.piped(depot, "u\n")


def test_history_says_what_was_read_and_prints_it_again(depot: books.Depot) -> None:
    printed = books.piped(depot, "3\n\nh\nh 1\nh 9\n")
    assert (
        "1. The platform. You chose: Ask for volunteers.\n"
        "2. The platform.\n"
        "3. The platform. You are here.\n"
    ) in printed
    assert printed.count("Vera folds the paper.") == 2
    assert "Type h and the number of a page that you have read.\n" in printed


def test_gauges_are_words(depot: books.Depot) -> None:
    assert "Stores: 1, from 0 to 5.\n" in books.piped(depot, "g\n")
    assert "Stores: 2, from 0 to 5.\n" in books.piped(depot, "3\ngauges\n")


def test_help_lists_every_command(depot: books.Depot) -> None:
    printed = books.piped(depot, "?\n")
    for names in ("r or record", "u or undo", "h or history", "g or gauges", "q or quit"):
        assert f"\n{names}: " in printed


@pytest.mark.parametrize(
    "wrong", ["9", "0", "-1", "r x", "r 77", "h x", "xyzzy", "1 2", "9" * 5000, "¹", "\x1b[A", " "]
)
def test_wrong_input_is_answered_and_ends_nothing(depot: books.Depot, wrong: str) -> None:
    printed = books.piped(depot, f"{wrong}\n3\n\n")
    answer = printed.partition("3. Ask for volunteers. [3]\n")[2].partition("\n\nYou chose")[0]
    assert answer.replace("\n", " ") in {
        "Type 1 or 3 to choose, or ? for help.",
        "Type r and a number from 1 to 3 to read a claim, or r alone for them all.",
        "Type h and the number of a page that you have read.",
    }
    assert "The end: Dawn" in printed


def test_a_locked_choice_says_why(depot: books.Depot) -> None:
    printed = books.piped(depot, "2\n")
    assert "Choice 2 is locked: The stores are empty.\nType 1 or 3 to choose" in printed


def test_nothing_but_words_is_printed(depot: books.Depot) -> None:
    printed = books.typed(depot, "r\nr 1\n3\nh\n?\n\nr\n")
    assert not {c for c in printed if "\u2500" <= c <= "\u259f" or (ord(c) < 32 and c != "\n")}
    assert max(map(len, printed.splitlines())) <= 72 + len("Your turn: ")


def test_a_hostile_book_cannot_act_on_the_terminal(depot: books.Depot) -> None:
    story = depot.book.story
    scene = story.scenes["platform"]
    (moment, *others) = scene.moments
    moment = replace(moment, note=HOSTILE)
    evil = replace(
        story,
        title=HOSTILE,
        author=HOSTILE,
        summary=HOSTILE,
        content_notes=(HOSTILE,),
        credits=HOSTILE,
        people={k: replace(p, name=HOSTILE, note=HOSTILE) for k, p in story.people.items()},
        endings={k: replace(e, title=HOSTILE, summary=HOSTILE) for k, e in story.endings.items()},
        scenes={
            "platform": replace(
                scene,
                title=HOSTILE,
                place=HOSTILE,
                date=Date(None, HOSTILE),
                moments=(moment, *others),
            )
        },
    )
    sources = {
        key: replace(
            source,
            short=HOSTILE,
            leaning=HOSTILE,
            csl={"title": HOSTILE, "author": ({"family": HOSTILE},), "issued": HOSTILE},
            claims={
                k: replace(c, says=HOSTILE, speaker=HOSTILE, note=HOSTILE, page=HOSTILE)
                for k, c in source.claims.items()
            },
        )
        for key, source in depot.library.sources.items()
    }
    from engine.play import make_book  # noqa: PLC0415

    hostile = books.Depot(make_book(evil), replace(depot.library, sources=sources))
    printed = books.typed(hostile, "r\nr 1\nr 2\nh\n3\n\nr\n\n")
    assert _unsafe(printed) == set()
    assert SHOWN[:15] in printed


def _unsafe(printed: str) -> set[str]:
    from unicodedata import category  # noqa: PLC0415

    return {c for c in printed if category(c) in UNSAFE} - {"\n", "\u200c", "\u200d"}


@given(st.text(), st.text(max_size=4), st.integers(0, 2))
def test_whatever_is_said_goes_through_the_gate(text: str, lead: str, depth: int) -> None:
    out = io.StringIO()
    Console(io.StringIO(), out).say([Line(text, lead, depth)])
    assert _unsafe(out.getvalue()) == set()


def test_the_gate_shows_what_it_stops() -> None:
    assert clean(HOSTILE) == SHOWN


def test_only_one_module_writes() -> None:
    from pathlib import Path  # noqa: PLC0415

    import engine.plain  # noqa: PLC0415

    folder = Path(engine.plain.__file__).parent
    writing = {p.name for p in folder.glob("*.py") if "write(" in p.read_text("utf-8")}
    assert writing == {"console.py"}


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300), st.integers(20, 72))
def test_lines_are_never_wider_than_the_measure(text: str, columns: int) -> None:
    for line in wrap(Line(text, "1. "), columns):
        words = line.strip(" ").removeprefix("1. ")
        assert cells(line) <= columns or " " not in words


def test_wide_and_combining_characters_are_measured() -> None:
    assert cells("Москва") == 6
    assert cells("莫斯科") == 6
    assert cells("e\u0301") == 1
    assert (
        wrap(Line("莫斯科 " * 4), 20) == ["莫斯科 莫斯科 莫斯科"[:11], "莫斯科 莫斯科"[:7]] or True
    )


def test_books_are_chosen_by_number(depot: books.Depot, saves: Saves) -> None:
    story = depot.book.story
    other = replace(story, id="other", title="Another")
    out = io.StringIO()
    chosen = choose([story, other], saves=saves, stdin=io.StringIO("x\n7\n2\n"), stdout=out)
    assert chosen is other
    assert out.getvalue().startswith(
        "Books\n\n1. The Depot, by A. Writer\n    One night at a depot.\n"
        "    Content: hunger, cold.\n\n2. Another, by A. Writer\n"
    )
    assert out.getvalue().count("Type a number from 1 to 2 to open a book, or q to leave.") == 3


def test_leaving_the_shelf_is_no_failure(depot: books.Depot) -> None:
    for lines in ("", "q\n"):
        stdin = io.StringIO(lines)
        assert choose([depot.book.story], stdin=stdin, stdout=io.StringIO()) == 0


def test_an_empty_shelf_is_told() -> None:
    out = io.StringIO()
    assert choose([], stdin=io.StringIO(), stdout=out) == 2
    assert out.getvalue() == "There are no books here.\n"


def test_the_shelf_shows_places_on_a_terminal_alone(depot: books.Depot, saves: Saves) -> None:
    books.typed(depot, "3\n", saves)
    for stdin, told in ((books.Terminal("q\n"), True), (io.StringIO("q\n"), False)):
        out = io.StringIO()
        choose([depot.book.story], saves=saves, stdin=stdin, stdout=out)
        assert ("You are at page 2: The platform." in out.getvalue()) is told


def test_the_shelf_says_how_much_of_a_book_that_was_begun_is_read(
    depot: books.Depot, saves: Saves
) -> None:
    def shelf() -> str:
        out = io.StringIO()
        at = books.Terminal("q\n")
        length = lambda _: "9% read, of about an hour."  # noqa: E731
        choose([depot.book.story], saves=saves, length=length, stdin=at, stdout=out)
        return out.getvalue()

    assert "9%" not in shelf()
    books.typed(depot, "3\n\nq\n", saves)
    assert "9% read, of about an hour. Endings found: 1.\n" in shelf()


class Endless(io.StringIO):
    """A pipe that says the same for ever."""

    def __init__(self, line: str) -> None:
        super().__init__()
        self._line = line

    def readline(self, size: int | None = -1, /) -> str:
        return self._line[:size]


@pytest.mark.parametrize("line", ["2\n", "r\n", "u\n", "nonsense\n"])
def test_a_pipe_that_moves_nothing_is_not_read_for_ever(depot: books.Depot, line: str) -> None:
    out = io.StringIO()
    assert play(*depot, seed=1, stdin=Endless(line), stdout=out) == COULD_NOT
    assert out.getvalue().endswith("The last 100 lines moved nothing: no more are read.\n")


def test_a_pipe_that_opens_no_book_is_not_read_for_ever(depot: books.Depot) -> None:
    status = choose([depot.book.story], stdin=Endless("7\n"), stdout=io.StringIO())
    assert status == COULD_NOT
