"""A place as a file: written whole, read from a stranger with care."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import yard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.load.shape import published
from engine.play import begin, take
from engine.saves import NameTakenError, SaveError, Saves
from engine.saves.exported import NotASaveError, read_exported

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from engine.play import Book

WAY = ("knock", "promise", "continue", "continue", "count")


@pytest.fixture
def file(tmp_path: Path, saves: Saves, book: Book) -> Path:
    """A place in a file."""
    saves.save(yard.play(book, *WAY), "on the rails")
    text = saves.export("the-yard", "on the rails")
    assert text is not None
    path = tmp_path / "rails.json"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Saves]:
    """Another reader's saves."""
    with Saves(tmp_path / "other" / "saves.sqlite3") as kept:
        yield kept


def change(file: Path, **fields: Any) -> Path:  # noqa: ANN401  (any JSON)
    file.write_text(json.dumps({**json.loads(file.read_text("utf-8")), **fields}), "utf-8")
    return file


def test_a_file_follows_its_published_schema(file: Path) -> None:
    schema = json.loads(published("save"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(file.read_text("utf-8")), schema)


def test_a_place_comes_whole_to_another_reader(file: Path, other: Saves, book: Book) -> None:
    taken = other.take_in(book, read_exported(file))
    at = yard.play(book, *WAY)
    assert (taken.slot, taken.notices) == ("on the rails", ())
    found = other.open(book, "on the rails")
    assert found is not None
    assert found.playthrough == taken.playthrough == at
    assert found.playthrough.steps() == at.steps()


def test_any_place_comes_back_from_its_file(
    tmp_path: Path, other: Saves, saves: Saves, book: Book
) -> None:
    for number, way in enumerate(((), ("climb",), ("knock", "promise"), ("wait",) * 300)):
        at = yard.play(book, *way, seed=number)
        saves.keep(at)
        path = tmp_path / f"{number}.json"
        path.write_text(saves.export("the-yard") or "", "utf-8")
        taken = other.take_in(book, read_exported(path))
        assert taken.playthrough == at
        assert taken.slot == f"{book.scene(at.moment).title}, page {at.number}"


def test_a_seed_of_any_size_plays_alike(
    tmp_path: Path, saves: Saves, other: Saves, book: Book
) -> None:
    at = yard.play(book, "climb", seed=-(2**90) + 5)
    saves.keep(at)
    (tmp_path / "s.json").write_text(saves.export("the-yard") or "", "utf-8")
    assert other.take_in(book, read_exported(tmp_path / "s.json")).playthrough.state == at.state


def test_what_is_not_kept_is_not_exported(saves: Saves, book: Book) -> None:
    assert saves.export("the-yard") is None
    saves.keep(begin(book, 1))
    assert saves.export("the-yard", "nothing") is None


def test_a_name_that_is_taken_gets_a_number(file: Path, saves: Saves, book: Book) -> None:
    save = read_exported(file)
    assert saves.take_in(book, save).slot == "on the rails 2"
    assert saves.take_in(book, save).slot == "on the rails 3"
    with pytest.raises(NameTakenError):
        saves.take_in(book, save, "on the rails")
    assert saves.take_in(book, save, "mine").slot == "mine"


def test_an_edited_story_takes_what_it_can_and_says_so(
    tmp_path: Path, file: Path, other: Saves
) -> None:
    book = yard.read(tmp_path, ("id: promise", "id: swear"))
    taken = other.take_in(book, read_exported(file))
    assert taken.playthrough.moment == "yard/rails"
    assert taken.notices[0] == "The story has been edited since you were last here."


def test_a_story_that_has_nothing_of_it_takes_nothing(
    tmp_path: Path, file: Path, other: Saves
) -> None:
    book = yard.read(
        tmp_path,
        ("  cold:\n", "  frost:\n"), ("goto: cold", "goto: frost"),
        ("  rails:\n", "  tracks:\n"), ("goto: rails", "goto: tracks"),
    )  # fmt: skip
    with pytest.raises(NotASaveError, match="Nothing of the way"):
        other.take_in(book, read_exported(file))
    assert other.places("the-yard") == ()


def test_steps_that_lead_elsewhere_are_told(file: Path, other: Saves, book: Book) -> None:
    steps = json.loads(file.read_text("utf-8"))["steps"]
    steps[1]["choice"] = "papers"
    taken = other.take_in(book, read_exported(change(file, steps=steps)))
    assert taken.playthrough.moment == "yard/rails"
    assert "Not all of the way there can be played again" in taken.notices[0]


def test_another_story_s_file_is_refused(file: Path, other: Saves, book: Book) -> None:
    with pytest.raises(NotASaveError, match="a save of “else”, not of “the-yard”"):
        other.take_in(book, read_exported(change(file, story="else")))


def test_a_newer_file_is_refused_with_its_place(file: Path) -> None:
    with pytest.raises(NotASaveError, match=r"rails.json:2:\d+: .* newer version of Marginalia"):
        read_exported(_lines(change(file, version=3, more={"what": "ever"})))


def _lines(file: Path) -> Path:
    file.write_text(json.dumps(json.loads(file.read_text("utf-8")), indent=1), "utf-8")
    return file


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"seed": "1"}, '"seed" must be a whole number, not text'),
        ({"seed": -1}, '"seed" cannot be less than 0'),
        ({"steps": [{"moment": "gate", "choice": "knock"}]}, '"gate" is not a moment'),
        ({"steps": [{"moment": "gate/cold"}]}, '"choice"'),
        ({"steps": [{"moment": "gate/cold", "choice": "x", "more": 1}]}, '"more"'),
        ({"page": {}}, "a page needs the key"),
        ({"name": "x" * 61}, "longer than 60"),
        ({"hash": "../../etc"}, "a hash of 64"),
        ({"extra": 1}, '"extra"'),
        ({"kept": "yesterday"}, "a time"),
        ({"version": 0}, '"version" must be'),
        ({"branches": []}, '"version" must be 2'),
        ({"version": 2}, '"version" must be 1'),
        ({"version": 2, "branches": {}}, "a list of branches' pages"),
        ({"version": 2, "branches": [{"after": 0, "choice": "knock"}]}, 'the key "moment"'),
        (
            {"version": 2, "branches": [{"after": -1, "choice": "x", "moment": "a/b"}]},
            "less than 0",
        ),
        (
            {"version": 2, "branches": [{"after": True, "choice": "x", "moment": "a/b"}]},
            "a whole number",
        ),
        ({"version": 2, "branches": [{"after": 0, "choice": "X y", "moment": "a/b"}]}, "id"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    file: Path, fields: dict[str, Any], told: str
) -> None:
    with pytest.raises(NotASaveError) as caught:
        read_exported(_lines(change(file, **fields)))
    assert told in str(caught.value)
    assert all(finding.span.line > 1 for finding in caught.value.findings)


@pytest.mark.parametrize(
    "data",
    [b"", b"\x00\xff" * 50, b"{", b"[" * 100_000, b"just words", b'{"version": 1}', b"[1, 2]",
     b'{"version": 1, "version": 2}', b'{"name": "\x1b[2J"}', b'{"seed": ' + b"9" * 5000 + b"}",
     b"a: &x 1\nb: *x\n", b"\xef\xbb\xbf{}", b'{"version": {"a": 1}}'],
    ids=range(13),
)  # fmt: skip
def test_a_file_that_is_none_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "hostile.json"
    path.write_bytes(data)
    with pytest.raises(NotASaveError, match=r"hostile\.json:1:1|hostile\.json:\d+:\d+"):
        read_exported(path)


def test_a_file_that_is_not_there_or_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotASaveError, match="no such file"):
        read_exported(tmp_path / "none.json")
    with pytest.raises(NotASaveError, match="a folder"):
        read_exported(tmp_path)


def test_a_file_without_end_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    with pytest.raises(NotASaveError, match="at most"):
        read_exported(path)


def test_a_stranger_s_state_is_brought_to_the_story_s_bounds(
    file: Path, other: Saves, book: Book
) -> None:
    page = json.loads(file.read_text("utf-8"))["page"]
    page["variables"] = {
        "order": 10**12, "figures": "nonsense", "owed": ["vote", "the-moon"], "inspected": 7,
        "grain": -5, "unknown": True,
    }  # fmt: skip
    page["scenes"] = {"no-such-scene": 5}
    page["detours"] = ["hut/stove"] * 32
    taken = other.take_in(book, read_exported(change(file, page=page, steps=[], hash="0" * 64)))
    layout, state = book.layout, taken.playthrough.state
    assert {name: state[place] for name, place in layout.variables.items()} == {
        "order": 10, "figures": "unsent", "owed": frozenset({"vote"}), "inspected": False,
        "grain": 0,
    }  # fmt: skip


def test_a_save_that_fails_half_way_leaves_nothing(
    file: Path, other: Saves, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sqlite3  # noqa: PLC0415

    from engine.saves import rows  # noqa: PLC0415

    def fail(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(rows, "move_slot", fail)
    with pytest.raises(SaveError):
        other.take_in(book, read_exported(file))
    monkeypatch.undo()
    assert other.places("the-yard") == ()
    assert other.tried(book.story).pages == ()


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    key=st.sampled_from(["seed", "steps", "page", "name", "story", "hash", "branches", "version"]),
    value=json_values,
)
def test_whatever_a_file_says_it_is_taken_or_refused(
    tmp_path: Path, book: Book, file: Path, key: str, value: object
) -> None:
    path = tmp_path / "any.json"
    path.write_text(json.dumps({**json.loads(file.read_text("utf-8")), key: value}), "utf-8")
    with Saves(tmp_path / "any.sqlite3") as saves:
        try:
            taken = saves.take_in(book, read_exported(path))
        except SaveError:
            return
        found = saves.open(book, taken.slot)
    assert found is not None


# All that was tried


@pytest.fixture
def whole(tmp_path: Path, saves: Saves, book: Book) -> Path:
    """A place in a file, with all that was tried of its reading."""
    at = yard.play(book, *WAY)
    pages = list(at.pages())[::-1]
    for page in (yard.play(book, "climb"), take(take(pages[1], "papers"), "count"), at):
        saves.keep(page)
    saves.save(at, "on the rails")
    saves.keep(yard.play(book, "climb", seed=9))  # another reading
    path = tmp_path / "whole.json"
    path.write_text(saves.export("the-yard", "on the rails", branches=True) or "", "utf-8")
    return path


def shapes(saves: Saves, book: Book) -> set[tuple[str, ...]]:
    return {tuple(page.moment for page in tried.way()) for tried in saves.tried(book.story).pages}


def test_a_whole_reading_comes_to_another_machine(whole: Path, other: Saves, book: Book) -> None:
    jsonschema.validate(json.loads(whole.read_text("utf-8")), json.loads(published("save")))
    taken = other.take_in(book, read_exported(whole))
    assert taken.notices == ()
    found = other.open(book, "on the rails")
    assert found is not None
    assert found.playthrough.steps() == yard.play(book, *WAY).steps()
    assert len(shapes(other, book)) == len(WAY) + 1 + 3
    again = other.export("the-yard", "on the rails", branches=True)
    assert json.loads(again or "")["branches"] == json.loads(whole.read_text("utf-8"))["branches"]


def test_a_reading_taken_in_again_adds_nothing(whole: Path, saves: Saves, book: Book) -> None:
    before = len(saves.tried(book.story).pages)
    assert saves.take_in(book, read_exported(whole)).slot == "on the rails 2"
    assert len(saves.tried(book.story).pages) == before


def test_a_place_alone_is_written_as_before(saves: Saves, whole: Path) -> None:
    alone = json.loads(saves.export("the-yard", "on the rails") or "")
    assert alone["version"] == 1
    fields = json.loads(whole.read_text("utf-8"))
    assert {key: fields[key] for key in alone} == {**alone, "version": 2}


def test_what_is_left_of_the_branches_is_taken_and_the_rest_counted(
    tmp_path: Path, whole: Path, other: Saves
) -> None:
    book = yard.read(tmp_path, ("id: papers", "id: documents"))
    taken = other.take_in(book, read_exported(whole))
    assert taken.notices[-1] == (
        "What else was tried of that reading cannot all be played again: 2 pages are left out."
    )
    assert len(shapes(other, book)) == len(WAY) + 1 + 1


@pytest.mark.parametrize("after", [6, 7, 100_000])
def test_no_page_comes_after_itself(whole: Path, after: int) -> None:
    branches = [{"after": after, "choice": "climb", "moment": "gate/cold"}]
    with pytest.raises(NotASaveError, match=r"whole.json:\d+:\d+: page 6 of this save can only"):
        read_exported(_lines(change(whole, branches=branches)))


def test_branches_that_lead_nowhere_are_left_out(whole: Path, other: Saves, book: Book) -> None:
    branches = [
        {"after": 0, "choice": None, "moment": "gate/cold"},
        {"after": 6, "choice": "climb", "moment": "yard/rails"},
        {"after": 0, "choice": "climb", "moment": "no/where"},
    ]
    taken = other.take_in(book, read_exported(change(whole, branches=branches)))
    assert taken.notices[0].endswith(": 3 pages are left out.")
    assert len(shapes(other, book)) == len(WAY) + 1
