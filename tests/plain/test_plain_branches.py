"""Going back, forward, keeping places, the branches and the map, in words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import depot as books
import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from engine.saves import Saves

NOWHERE = "Nothing lies ahead: you have not been further from here.\n"


def said(printed: str, *parts: str) -> None:
    """Each part is there, after the one before it, however the lines break."""
    flat, at = " ".join(printed.split()), 0
    for part in parts:
        found = flat.find(part, at)
        assert found >= 0, f"{part!r} is not in {flat[at:]!r}"
        at = found + len(part)


def test_forward_goes_where_one_came_from(depot: books.Depot, saves: Saves) -> None:
    said(books.typed(depot, "1\nu\nf\nf\n", saves), "You go forward again.", "groan", NOWHERE[:-1])


def test_forward_works_in_a_later_reading_and_without_saves(
    depot: books.Depot, saves: Saves
) -> None:
    books.typed(depot, "1\nu\n", saves)
    said(books.typed(depot, "\nf\n", saves), "You go forward again.", "The points groan")
    said(books.piped(depot, "1\nu\nf\n"), "You go forward again.", "The points groan")
    assert NOWHERE in books.piped(depot, "f\n")


def test_a_page_number_goes_back_to_that_page(depot: books.Depot, saves: Saves) -> None:
    said(
        books.typed(depot, "1\n\nu 1\nu 9\n", saves),
        "You go to page 1. You were on page 3: b shows the way back there. The platform",
        "Type u and the number of a page that you have read, or u alone.",
    )


def test_the_branches_are_listed_and_lead_back(depot: books.Depot, saves: Saves) -> None:
    printed = books.typed(depot, "1\n\nu\nu\n3\nb\nb 2\nb 7\nb x\n", saves)
    said(
        printed,
        "The branches: all that you tried",
        "1. Page 1: The platform.",
        "2. A branch that you left. You chose: Order the points opened. Pages 2 to 3: The "
        "platform. An ending: Dawn.",
        "3. You chose: Ask for volunteers. Page 2: The platform. You are here.",
        "You go to page 3. You were on page 2",
        "The end: Dawn",
        "Type b and a number from 1 to 3.",
        "Type b and a number from 1 to 3.",
    )


def test_the_map_tells_roads_and_endings_and_leads_to_a_moment(
    depot: books.Depot, saves: Saves
) -> None:
    said(
        books.typed(depot, "v\n1\nv\nv 1\n3\nb\n", saves),
        "The map: 1 of 3 moments read, 3 roads not taken. Endings found: 0 of 1.",
        "The platform, Moscow 1. Frost has closed the points.",
        "You are here. 3 roads not taken.",
        "You chose: Order the points opened. 2 roads not taken.",
        "2. The points groan and give. You are here. You have not read on from here.",
        "You go to page 1.",
        "A branch that you left. You chose: Order the points opened.",
    )


def test_the_map_names_nothing_that_was_not_met(depot: books.Depot, saves: Saves) -> None:
    printed = books.typed(depot, "v\n", saves).partition("The map:")[2]
    for secret in ("groan", "Order the points", "volunteers", "Dawn"):
        assert secret not in printed


def test_a_pipe_has_a_map_of_its_own_reading(depot: books.Depot, saves: Saves) -> None:
    books.typed(depot, "1\n", saves)
    said(books.piped(depot, "v\nb\nv 1\n", saves), "1 of 3 moments read", "Page 1: The platform.")


def test_a_place_is_kept_opened_renamed_and_deleted(depot: books.Depot, saves: Saves) -> None:
    said(
        books.typed(
            depot,
            "o\nk\n1\nk the points\n\no\no 1\nrename 1 the switch\nrename 1\no the switch\n"
            "delete 1\nno\ndelete 1\nyes\no\no 1\n",
            saves,
        ),
        "You have kept no place under a name.",
        "Type k and a name to keep this page under it.",
        "This page is kept as “the points”.",
        "Places kept.", "1. the points, page 2: The platform.",
        "You go to page 2. You were on page 3",
        "“the points” is now “the switch”.",
        "Type rename, the number of a place, and its new name.",
        "Delete “the switch”, at page 2?", "Nothing is changed.",
        "Type yes to delete it.", "“the switch” is deleted.",
        "You have kept no place under a name.",
        "There is no such place: type o alone for a list of them.",
    )  # fmt: skip


@pytest.mark.parametrize(("answer", "page"), [("yes", 2), ("no", 1), ("", 1), ("p", 1)])
def test_a_name_is_not_taken_away_unasked(
    depot: books.Depot, saves: Saves, answer: str, page: int
) -> None:
    printed = books.typed(depot, f"k here\n1\nk here\n{answer}\n", saves)
    said(printed, "There is a place “here” already, at page 1. Type yes to keep this page in its")
    assert [place.number for place in saves.places("depot") if place.named] == [page]


def test_no_way_back_is_named_where_there_is_none(depot: books.Depot, saves: Saves) -> None:
    assert "b shows the way back" not in books.piped(depot, "1\nb 1\n")
    printed = books.typed(depot, "b 1\n", saves)
    said(printed, "You go to page 1.")
    assert "You were on page" not in printed


def test_without_a_file_nothing_is_kept_and_that_is_said(depot: books.Depot) -> None:
    assert books.piped(depot, "k here\n").count("No place is kept of this reading: ") == 2


def test_a_hostile_name_is_only_words(depot: books.Depot, saves: Saves) -> None:
    printed = books.typed(depot, "k a\x1b[2Jb\no\n", saves)
    assert "\x1b" not in printed
    assert printed.count("a\ufffd[2Jb") >= 2


def test_a_place_leaves_as_a_file_and_comes_back(
    depot: books.Depot, saves: Saves, tmp_path: Path
) -> None:
    said(
        books.typed(
            depot,
            f"1\nk here\nexport\nexport {tmp_path}/a.json\nexport 1 {tmp_path}/b.json\n"
            f"export 7 x.json\nimport {tmp_path}/b.json\nimport {tmp_path}/c.json\nimport\n",
            saves,
        ),
        "Type export and a file’s name",
        "Written to", "a.json", "Written to", "b.json",
        "There is no such place", "Kept as “here 2”", "no such file",
        "Type import and the name of a file",
    )  # fmt: skip


def test_a_whole_reading_leaves_as_a_file(depot: books.Depot, saves: Saves, tmp_path: Path) -> None:
    printed = books.typed(
        depot,
        f"1\nu\n3\nexport-all\nexport {tmp_path}/a.json\nexport-all {tmp_path}/b.json\nq\n",
        saves,
    )
    said(printed, "Type export-all and a file’s name", "a.json", "b.json")
    alone, whole = (json.loads((tmp_path / name).read_text()) for name in ("a.json", "b.json"))
    assert "branches" not in alone
    assert [page["choice"] for page in whole["branches"]] == ["order"]
