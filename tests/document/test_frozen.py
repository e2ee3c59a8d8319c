"""Classes that are quick to declare, and what they share with Python's own dataclasses."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields, replace

import pytest

from engine.document.frozen import changing, frozen
from engine.document.setters import SETTERS


@frozen()
class Quick:
    """Every kind of field."""

    name: str
    count: int = 2
    words: list[str] = field(default_factory=list)
    aside: str = field(default="", compare=False, repr=False)
    length: int = field(init=False, compare=False)

    def __post_init__(self) -> None:
        self.length = len(self.name)  # type: ignore[misc]


@dataclass
class Slow:
    """The same, by Python's own decorator."""

    name: str
    count: int = 2
    words: list[str] = field(default_factory=list)
    aside: str = field(default="", compare=False, repr=False)
    length: int = field(init=False, compare=False)

    def __post_init__(self) -> None:
        self.length = len(self.name)


@frozen(order=True)
class Place:
    """One that has an order, and a word of its own."""

    line: int
    column: int = 1

    def __repr__(self) -> str:
        return f"{self.line}:{self.column}"


@frozen()
class Nothing:
    """No field."""


@changing
class Mark:
    """One that may change."""

    at: int = 0


@pytest.mark.parametrize(
    ("given", "named"), [(("a",), {}), (("a", 3, ["b"]), {"aside": "c"}), ((), {"name": "abc"})]
)
def test_it_is_made_and_said_as_a_dataclass_is(
    given: tuple[object, ...], named: dict[str, object]
) -> None:
    quick, slow = Quick(*given, **named), Slow(*given, **named)  # type: ignore[arg-type]
    assert asdict(quick) == asdict(slow)
    assert repr(quick) == repr(slow).replace("Slow", "Quick")
    assert Quick.__match_args__ == Slow.__match_args__
    assert replace(quick, count=9).count == 9
    assert [one.name for one in fields(Quick)] == [one.name for one in fields(Slow)]


def test_each_has_its_own_of_what_is_made_anew() -> None:
    assert Quick("a").words is not Quick("a").words


@pytest.mark.parametrize(("given", "named"), [((), {}), (("a",), {"nothing": 1}), (("a",) * 5, {})])
def test_wrong_arguments_are_refused(given: tuple[str, ...], named: dict[str, object]) -> None:
    with pytest.raises(TypeError):
        Quick(*given, **named)  # type: ignore[arg-type]


@pytest.mark.parametrize("count", range(len(SETTERS)))
def test_each_field_gets_what_is_given_for_it(count: int) -> None:
    names = [f"field_{number}" for number in range(count)]
    bare = type("Many", (), {"__annotations__": dict.fromkeys(names, "int")})
    many = frozen()(bare)
    made = many(*range(count))
    assert [getattr(made, name) for name in names] == list(range(count))
    assert many(**{name: number for number, name in enumerate(names)}) == made
    assert asdict(made) == {name: number for number, name in enumerate(names)}


def test_a_class_made_from_one_keeps_its_own_ways() -> None:
    class Away(Place):
        def __init__(self) -> None:
            super().__init__(7)

    assert (Away().column, Away().line) == (1, 7)
    assert [one.name for one in fields(Away)] == ["line", "column"]
    assert replace(Place(1), column=4) == Place(1, 4)


def test_what_is_wrong_with_arguments_is_said_of_the_class() -> None:
    with pytest.raises(TypeError, match=r"Place.__init__\(\) missing"):
        Place()  # type: ignore[call-arg]


def test_equal_and_hashed_by_what_counts() -> None:
    assert Quick("a", aside="b") == Quick("a", aside="c")
    assert Quick("a") != Quick("b")
    assert Place(1, 2) == Place(1, 2)
    assert Place(1, 2) != (1, 2)  # type: ignore[comparison-overlap]
    assert hash(Place(1, 2)) == hash(Place(1, 2))
    assert {Nothing(), Nothing()} == {Nothing()}
    assert Nothing() != Place(1)  # type: ignore[comparison-overlap]


def test_in_the_order_of_what_counts() -> None:
    assert sorted([Place(2), Place(1, 5), Place(1)]) == [Place(1), Place(1, 5), Place(2)]
    with pytest.raises(TypeError):
        sorted([Place(1), Nothing()])  # type: ignore[type-var]


def test_a_method_of_its_own_stays() -> None:
    assert repr(Place(3, 4)) == "3:4"


def test_there_is_no_room_for_what_is_no_field() -> None:
    with pytest.raises(AttributeError):
        Place(1).row = 2  # type: ignore[attr-defined]


def test_one_that_changes_equals_only_itself() -> None:
    mark = Mark()
    mark.at = 3
    assert mark == mark != Mark(3)  # noqa: PLR0124
    assert hash(mark) == hash(mark)
    assert repr(mark) == "Mark(at=3)"
