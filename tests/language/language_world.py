"""A small story's names, and random trees that speak of them."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from engine.document.span import Span
from engine.language import tree
from engine.language.grammar import CALCULATORS, COMPARATORS, KEYWORDS
from engine.language.layout import TURNS, Layout
from engine.language.meaning import (
    Arithmetic,
    Change,
    Chosen,
    Comparison,
    Conditional,
    Constant,
    Logic,
    Meaning,
    Membership,
    Not,
    Random,
    Read,
    Turns,
    Visited,
    Visits,
)
from engine.language.types import BOOLEAN, INTEGER, Type
from engine.model.state import Definition, Variable

if TYPE_CHECKING:
    from collections.abc import Collection

    from engine.model.state import State, Value

HERE = Span("story.yaml")
FIGURES = ("unsent", "honest", "rounded")
OWED = ("promise", "vote", "dry-room")
VARIABLES = {
    variable.name: variable
    for variable in (
        Variable("order", "integer", 3, HERE, 0, 10),
        Variable("fear", "integer", 3, HERE, 0, 10),
        Variable("cold", "integer", -5, HERE, -30, 10),
        Variable("trust.lenin", "integer", 2, HERE, 0, 5),
        Variable("honest", "integer", 0, HERE, 0, 3),
        Variable("figures", "enum", "unsent", HERE, values=FIGURES),
        Variable("ledger", "enum", "unsent", HERE, values=FIGURES[:2]),
        Variable("weather", "enum", "clear", HERE, values=("clear", "light-snow")),
        Variable("debt", "enum", "promise", HERE, values=("promise", "bread")),
        Variable("owed", "set", frozenset(), HERE, values=OWED),
        Variable("inspected", "boolean", False, HERE),  # noqa: FBT003  (a default)
    )
}
DEFINITIONS = {
    "ration": Definition("ration", Constant(2, INTEGER), HERE),
    "starving": Definition(
        "starving", Comparison("<", Read(VARIABLES["order"]), Constant(2, INTEGER)), HERE
    ),
    "unread": Definition("unread", None, HERE),
}
PLACES = {
    "engines": "engines",
    "moscow": "moscow",
    "rail-offices": "rail-offices",
    "wires": "rail-offices/wires",
    "rail-offices/wires": "rail-offices/wires",
}
CHOICES = {
    "bargain": "rail-offices/drifts/bargain",
    "rail-offices/drifts/bargain": "rail-offices/drifts/bargain",
    "engines/yard/outsiders": "engines/yard/outsiders",
}


class World:
    """The names known in the scene rail-offices."""

    def variable(self, name: str) -> Variable | None:
        return VARIABLES.get(name)

    def definition(self, name: str) -> Definition | None:
        return DEFINITIONS.get(name)

    def variable_names(self) -> Collection[str]:
        return VARIABLES.keys() | DEFINITIONS.keys()

    def place(self, word: str) -> str | None:
        return PLACES.get(word)

    def places(self) -> Collection[str]:
        return PLACES.keys()

    def choice(self, word: str) -> str | None:
        return CHOICES.get(word)

    def choices(self) -> Collection[str]:
        return CHOICES.keys()


WORLD = World()
LAYOUT = Layout(
    {name: place for place, name in enumerate(VARIABLES, 1)},
    {"engines": 12, "moscow": 13, "rail-offices": 14},
    {"rail-offices/wires": 15},
    {"rail-offices/drifts/bargain": 16, "engines/yard/outsiders": 17},
)


def state(turns: int = 0, **values: Value) -> State:
    """The state at the start, but for what is given; a dot in a name is written ``__``."""
    slots: list[Any] = [turns, *(each.default for each in VARIABLES.values()), *[0] * 6]
    places = LAYOUT.variables | LAYOUT.scenes | LAYOUT.moments | LAYOUT.choices
    for name, value in values.items():
        slots[places[name.replace("__", ".")]] = value
    return tuple(slots)


class Loaded:
    """Dice that give what they were told to, and then always the lowest."""

    def __init__(self, *numbers: int) -> None:
        self.numbers = list(numbers)
        self.asked: list[tuple[int, int]] = []

    def roll(self, low: int, high: int) -> int:
        self.asked.append((low, high))
        return self.numbers.pop(0) if self.numbers else low


# What may be written.

_inner = st.text(string.ascii_letters + string.digits + "_", min_size=1, max_size=5)
words = st.builds(
    "".join,
    st.lists(st.tuples(_inner, st.sampled_from(".-/")).map("".join), max_size=2).flatmap(
        lambda parts: _inner.map(lambda last: [*parts, last])
    ),
).filter(lambda word: word.lower() not in KEYWORDS and not word.replace(".", "").isdigit())
texts = st.one_of(
    st.text(st.characters(exclude_characters="'\n"), max_size=8),
    st.text(st.characters(exclude_characters='"\n'), max_size=8),
)
_leaves = st.one_of(
    words.map(tree.Word),
    texts.map(tree.Text),
    st.booleans().map(tree.Boolean),
    st.integers(-999_999_999, 999_999_999).map(tree.Integer),
)


def _operations(parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    several = st.lists(parts, min_size=2, max_size=4).map(tuple)
    return st.one_of(
        st.builds(tree.Not, parts),
        st.builds(tree.Logic, st.sampled_from(["and", "or"]), several),
        st.builds(tree.Comparison, st.sampled_from(list(COMPARATORS.values())), parts, parts),
        st.builds(tree.Membership, parts, parts, st.booleans()),
        st.builds(tree.Arithmetic, st.sampled_from(list(CALCULATORS)), parts, parts),
        st.builds(tree.Conditional, parts, parts, parts),
        st.builds(tree.Call, words, st.lists(parts, max_size=3).map(tuple)),
    )


expressions: st.SearchStrategy[tree.Expression] = st.recursive(_leaves, _operations, max_leaves=12)
effects = st.builds(
    tree.Effect, words.map(tree.Word), st.sampled_from(["=", "+=", "-="]), expressions
)

# What may be meant.


def _reads(kind: str) -> st.SearchStrategy[Meaning]:
    return st.sampled_from([Read(each) for each in VARIABLES.values() if each.kind == kind])


_FIGURES = Type("enum", FIGURES)
_OWED = Type("enum", OWED)
_SET = Read(VARIABLES["owed"])


def _of(names: tuple[str, ...], kind: Type) -> st.SearchStrategy[Meaning]:
    return st.sampled_from([Constant(name, kind) for name in names])


def numbers(depth: int = 3, *, chance: bool = False) -> st.SearchStrategy[Meaning]:
    """Meanings of integer type."""
    leaves = [
        st.integers(-40, 40).map(lambda number: Constant(number, INTEGER)),
        _reads("integer"),
        st.just(Turns()),
        st.sampled_from(sorted(set(PLACES.values()))).map(Visits),
    ]
    if chance:
        bounds = st.tuples(st.integers(-9, 9), st.integers(0, 9))
        leaves.append(bounds.map(lambda pair: Random(pair[0], pair[0] + pair[1])))
    if depth == 0:
        return st.one_of(leaves)
    parts = numbers(depth - 1, chance=chance)
    return st.one_of(
        *leaves,
        st.builds(Arithmetic, st.sampled_from(list(CALCULATORS)), parts, parts),
        st.builds(Conditional, parts, truths(depth - 1), parts),
    )


def truths(depth: int = 3) -> st.SearchStrategy[Meaning]:
    """Meanings of boolean type."""
    leaves = [
        st.booleans().map(lambda value: Constant(value, BOOLEAN)),
        _reads("boolean"),
        st.sampled_from(sorted(set(PLACES.values()))).map(Visited),
        st.sampled_from(sorted(set(CHOICES.values()))).map(Chosen),
        st.builds(Membership, _of(OWED, _OWED), st.just(_SET), st.booleans()),
        st.builds(Membership, st.just(Read(VARIABLES["debt"])), st.just(_SET), st.booleans()),
        st.builds(
            Comparison,
            st.sampled_from(["==", "!="]),
            st.just(Read(VARIABLES["figures"])),
            st.one_of(_of(FIGURES, _FIGURES), st.just(Read(VARIABLES["ledger"]))),
        ),
    ]
    if depth == 0:
        return st.one_of(leaves)
    parts, counts = truths(depth - 1), numbers(depth - 1)
    several = st.lists(parts, min_size=2, max_size=4).map(tuple)
    return st.one_of(
        *leaves,
        st.builds(Not, parts),
        st.builds(Logic, st.sampled_from(["and", "or"]), several),
        st.builds(Comparison, st.sampled_from(list(COMPARATORS.values())), counts, counts),
        st.builds(Comparison, st.sampled_from(["==", "!="]), parts, parts),
        st.builds(Conditional, parts, parts, parts),
    )


changes = st.one_of(
    st.builds(
        lambda read, operator, value: Change(read.variable, operator, value),
        _reads("integer"),
        st.sampled_from(["=", "+=", "-="]),
        numbers(2, chance=True),
    ),
    truths(2).map(lambda value: Change(VARIABLES["inspected"], "=", value)),
    _of(FIGURES, _FIGURES).map(lambda value: Change(VARIABLES["figures"], "=", value)),
    st.builds(
        lambda operator, value: Change(VARIABLES["owed"], operator, value),
        st.sampled_from(["+=", "-="]),
        _of(OWED, _OWED),
    ),
)


def _values(variable: Variable) -> st.SearchStrategy[Any]:
    if variable.kind == "integer":
        return st.integers(variable.minimum, variable.maximum)
    if variable.kind == "boolean":
        return st.booleans()
    if variable.kind == "enum":
        return st.sampled_from(variable.values)
    return st.frozensets(st.sampled_from(variable.values))


states: st.SearchStrategy[State] = st.tuples(
    st.integers(0, 9),
    *(_values(variable) for variable in VARIABLES.values()),
    *[st.integers(0, 3)] * 6,
)

# What a meaning comes to, found in the plainest way.


def evaluate(node: Meaning, now: State, rolled: list[int] | None = None) -> Value:
    """Evaluate a meaning as the documentation says; random numbers come from a list."""
    parts = [evaluate(child, now, rolled) for child in node.children]
    match node:
        case Not():
            return not parts[0]
        case Logic():
            return all(parts) if node.operator == "and" else any(parts)
        case Membership():
            return (parts[0] in parts[1]) is not node.negated
        case Conditional():
            return parts[0] if parts[1] else parts[2]
        case Comparison() | Arithmetic():
            return calculate(node.operator, *parts)
        case Random():
            return (rolled or []).pop(0)
    return look(node, now)


def look(node: Meaning, now: State) -> Value:
    """Find the value of a leaf."""
    match node:
        case Constant():
            return node.value
        case Read():
            return now[LAYOUT.variables[node.variable.name]]
        case Visits() | Visited():
            visits = now[(LAYOUT.scenes | LAYOUT.moments)[node.place]]
            return visits > 0 if isinstance(node, Visited) else visits
        case Chosen():
            return now[LAYOUT.choices[node.choice]] > 0
    return now[TURNS]


def calculate(operator: str, left: Value, right: Value) -> Value:
    """Work out one operation; by zero, both kinds of division give zero."""
    if operator in {"//", "%"} and right == 0:
        return 0
    return eval(f"left {operator} right", {"left": left, "right": right})  # noqa: S307
