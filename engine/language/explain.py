"""What to tell an author about a name or a type that does not fit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from engine.document.nearest import nearest
from engine.language import codes
from engine.language.meaning import Constant, Read, type_of
from engine.language.problem import Problem
from engine.language.show import show
from engine.language.tree import Comparison, Text, Word
from engine.language.types import comparable, describe, one_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from engine.document.finding import Code
    from engine.language.meaning import Meaning
    from engine.language.names import Names
    from engine.language.tree import Call, Effect, Expression, Logic, Membership
    from engine.language.types import Type

_TRUTHS = {"yes": "true", "on": "true", "no": "false", "off": "false"}
_CALLS = {
    "visited": "visited(scene)",
    "visits": "visits(scene)",
    "chosen": "chosen(choice)",
    "turns": "turns()",
    "turns_since": "turns_since(scene)",
    "random": "random(1, 6)",
}
_ELSEWHERE = {
    **dict.fromkeys(("has", "contains", "includes"), "write value in set"),
    **dict.fromkeys(("seen", "been", "once"), "write visited(scene)"),
    **dict.fromkeys(("len", "count", "size"), "how many a set holds is not counted: count along"),
    **dict.fromkeys(("dice", "rand", "roll", "randint"), "write random(1, 6), in an effect"),
}
"""What other systems call, and what stands for it here."""
_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_PARTS = re.compile(r"[-/]")
_ORDERED = frozenset({"<", "<=", ">", ">="})


class _Placed(Protocol):
    """Something that knows where it stands."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class Explainer:
    """Puts problems of names and types into words."""

    __slots__ = ("names", "problems")

    def __init__(self, names: Names, problems: list[Problem]) -> None:
        self.names = names
        self.problems = problems

    def say(self, code: Code, message: str, node: _Placed, help: str | None = None) -> None:  # noqa: A002
        """Report a problem at a node."""
        self.problems.append(Problem(code, message, node.start, node.end, help))

    # Words that nobody knows.

    def unknown(self, node: Word, want: Type | None) -> None:
        """Say that a word is neither a variable nor a value."""
        if self._joined(node):
            return
        if want is not None and want.values:
            self.unknown_value(node, want)
            return
        said = f'no variable named "{node.text}"'
        self.say(codes.UNKNOWN_NAME, said, node, self._known_otherwise(node, want))

    def unknown_value(self, node: Word | Text, want: Type) -> None:
        """Say that a word is not among the values that can stand here."""
        said = f'expected {one_of(want.values)}, not "{node.text}"'
        self.say(codes.UNKNOWN_VALUE, said, node, _meant(node.text, want.values))

    def _known_otherwise(self, node: Word, want: Type | None) -> str | None:
        """Help with a word that means something, only not here."""
        if want is not None and want.kind == "boolean" and node.text in _TRUTHS:
            return f"write {_TRUTHS[node.text]}"
        if want is not None and want.kind == "integer" and node.text in _NUMBERS:
            return f"write {_NUMBERS.index(node.text)}"
        if node.text in _CALLS:
            return f"write {_CALLS[node.text]}"
        meant = _meant(node.text, self.names.variable_names())
        if meant is None and want is not None and want.kind == "boolean":
            return self._owner(node.text) or self._visited(node.text)
        return meant

    def _visited(self, place: str) -> str | None:
        return f"write visited({place})" if place in self.names.places() else None

    def _owner(self, value: str) -> str | None:
        """Help with a value that stands as a condition, if just one variable can have it."""
        known = [self.names.variable(name) for name in self.names.variable_names()]
        owners = [variable for variable in known if variable and value in variable.values]
        if len(owners) != 1:
            return None
        name = owners[0].name
        return f"write {value} in {name}" if owners[0].kind == "set" else f"write {name} == {value}"

    def _joined(self, node: Word) -> bool:
        """Report a subtraction or a division that was read as one word."""
        parts = _PARTS.split(node.text)
        operator = "-" if "/" not in node.text else "//"
        if len(parts) == 1 or (operator == "//" and "-" in node.text):
            return False
        first = self.names.variable(parts[0])
        if first is None or first.kind != "integer" or not all(map(self._counts, parts)):
            return False
        spaced = f" {operator} ".join(parts)
        what = "put spaces around the minus" if operator == "-" else "division is written //"
        said = f'"{node.text}" is read as one word: {what}'
        self.say(codes.UNSPACED_OPERATOR, said, node, f"write {spaced}")
        return True

    def _counts(self, part: str) -> bool:
        variable = self.names.variable(part)
        return part.isdigit() or (variable is not None and variable.kind == "integer")

    def unknown_place(self, node: Word | Text, *, or_choice: bool = False) -> None:
        """Say that there is no such scene or moment, or choice where one can stand here."""
        known = self.names.places()
        said = f'no scene or moment named "{node.text}"'
        if or_choice:
            known = {*known, *self.names.choices()}
            said = f'no scene, moment or choice named "{node.text}"'
        meant = _meant(node.text, known)
        if not or_choice and self.names.choice(node.text):
            meant = f"it is a choice: write chosen({node.text})"
        self.say(codes.UNKNOWN_PLACE, said, node, meant)

    def unknown_choice(self, node: Word | Text) -> None:
        """Say that there is no such choice."""
        known = self.names.choices()
        said, help_ = f'no choice named "{node.text}"', _meant(node.text, known)
        if place := self.names.place(node.text):
            kind = "moment" if "/" in place else "scene"
            help_ = f"it is a {kind}: write visited({node.text})"
        elif "/" not in node.text and node.text in known:
            said = f'several choices of this scene are named "{node.text}": name the moment too'
            help_ = None
        elif "/" not in node.text:
            said = f'no choice of this scene is named "{node.text}"'
            elsewhere = [name for name in known if name.endswith(f"/{node.text}")]
            if help_ is None and len(elsewhere) == 1:
                help_ = f'did you mean "{elsewhere[0]}"?'
        self.say(codes.UNKNOWN_CHOICE, said, node, help_)

    def unknown_function(self, node: Call[Expression], known: tuple[str, ...]) -> None:
        """Say that there is no such function."""
        said = f'no function named "{node.function}": expected {one_of(known)}'
        help_ = _meant(node.function, known) or _ELSEWHERE.get(node.function.lower())
        self.say(codes.UNKNOWN_FUNCTION, said, node, help_)

    # Types that do not fit.

    def incomparable(
        self,
        node: Comparison[Expression],
        pair: tuple[Meaning, Meaning],
        kinds: tuple[Type, Type],
    ) -> bool:
        """Report two values that cannot be compared; returns whether they cannot."""
        one, other = kinds
        left, right = (show(part) for part in pair)
        ordered = node.operator in _ORDERED
        help_ = None
        if "set" in {one.kind, other.kind}:
            group, item = (left, right) if one.kind == "set" else (right, left)
            said = f"{group} is a set, which is looked into with in"
            if node.operator in {"==", "!="} and one.kind != other.kind:
                help_ = f"write {item} {'in' if node.operator == '==' else 'not in'} {group}"
        elif one.kind != other.kind:
            said = f"{left} is {describe(one)}, and {right} is {describe(other)}"
        elif one.kind == "text":
            said = "words in quotes are only shown, and not compared"
        elif ordered and one.kind != "integer":
            said = f"{node.operator} compares whole numbers, and {left} is {describe(one)}"
        elif not comparable(one, other):
            said = f"{left} and {right} have no value in common"
        else:
            return False
        self.say(codes.TYPE_MISMATCH, said, node, help_)
        return True

    def unwanted(self, node: Expression, found: Meaning, want: Type) -> None:
        """Say that something is no condition, or no number, and what makes a condition of it."""
        kind, help_ = type_of(found), None
        wanted = "only whole numbers can be counted with"
        if want.kind == "boolean":
            wanted = "a condition is true or false"
            if isinstance(found, Read) and kind.kind in {"integer", "enum"}:
                compared = f"== {kind.values[0]}" if kind.values else "> 0"
                help_ = f"compare it, as in {show(found)} {compared}"
        said = f"{wanted}, and {show(found)} is {describe(kind)}"
        self.say(codes.TYPE_MISMATCH, said, node, help_)

    def not_a_set(self, node: Membership[Expression], group: Meaning, kind: Type) -> None:
        """Say that only a set is looked into."""
        said = f"in looks into a set, and {show(group)} is {describe(kind)}"
        help_ = None
        if isinstance(group, Read) and isinstance(node.item, Word | Text):
            operator = "!=" if node.negated else "=="
            if node.item.text in kind.values:
                help_ = f"write {show(group)} {operator} {show(node.item)}"
        self.say(codes.TYPE_MISMATCH, said, node, help_)

    def repeated_value(
        self, node: Logic[Expression], part: Expression, before: Meaning | None
    ) -> bool:
        """Report ``figures == honest or rounded``; returns whether that is what stands here."""
        if not isinstance(part, Word) or self.names.variable(part.text) is not None:
            return False
        if self.names.definition(part.text) is not None:
            return False
        if not isinstance(before, Comparison) or not isinstance(before.right, Constant):
            return False
        if part.text not in type_of(before.left).values:
            return False
        left = show(before.left)
        said = f"each side of {node.operator} is a whole condition"
        help_ = f"write {left} {before.operator} {part.text}"
        self.say(codes.TYPE_MISMATCH, said, part, help_)
        return True

    # Effects that do not fit.

    def wrong_operator(self, node: Effect, kind: Type) -> bool:
        """Report an effect that its variable cannot undergo; returns whether it cannot."""
        name, operator = node.target.text, node.operator
        help_ = None
        if kind.kind == "set" and operator == "=":
            said = f"{name} is a set: += puts a value into it, and -= takes one out"
        elif kind.kind in {"boolean", "enum"} and operator != "=":
            said = f"{operator} counts or fills a set, and {name} is {describe(kind)}"
            value = show(node.value)
            fits = value in (kind.values or ("true", "false"))
            help_ = f"write {name} = {value}" if operator == "+=" and fits else None
        else:
            return False
        self.say(codes.TYPE_MISMATCH, said, node, help_)
        return True

    def unfit(self, node: Effect, kind: Type, value: Meaning) -> None:
        """Say that a variable cannot take a value."""
        known = one_of(kind.values) if kind.values else describe(kind)
        given = f"and {show(value)} is {describe(type_of(value))}"
        if isinstance(value, Constant):
            given = f"not {show(value)}"
        said = f"{node.target.text} takes {known}, {given}"
        self.say(codes.TYPE_MISMATCH, said, node.value)


def _meant(word: str, candidates: Collection[str]) -> str | None:
    found = nearest(word, candidates)
    return f'did you mean "{found}"?' if found is not None else None
