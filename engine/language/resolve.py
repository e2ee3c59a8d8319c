"""From what is written to what is meant: names are looked up and types are checked.

A bare word is a variable or a value, and what stands beside it decides:

- beside an enum or a set, a declared variable that can be compared with it is that variable;
- else a word among the enum's or the set's values is that value;
- else it is a variable, if one is declared, or what it was defined as; else nobody knows it.

So ``figures == honest`` compares with the value ``honest`` even where a whole number is also
called ``honest``. Words in quotes are never a variable. Division by a zero that is written out
is an error; by an expression that turns out to be zero, it gives 0 (see `closures`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from engine.language import codes
from engine.language.explain import Explainer
from engine.language.grammar import CALCULATORS, MAX_DEPTH, MAX_PARTS
from engine.language.intervals import Interval, interval, verdict
from engine.language.meaning import (
    Change,
    Chosen,
    Constant,
    Meaning,
    Random,
    Read,
    Since,
    Turns,
    Visited,
    Visits,
    measure,
    placed,
    type_of,
)
from engine.language.problem import Use
from engine.language.show import show
from engine.language.tree import (
    Arithmetic,
    Boolean,
    Call,
    Comparison,
    Conditional,
    Effect,
    Expression,
    Integer,
    Logic,
    Membership,
    Not,
    Text,
    Word,
)
from engine.language.types import (
    BOOLEAN,
    INTEGER,
    TEXT,
    Type,
    comparable,
    describe,
    element,
    holds,
    one_of,
    type_of_variable,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.language.names import Names
    from engine.language.problem import Problem

Home: TypeAlias = Literal["condition", "effect", "prose"]
"""Where an expression stands: random numbers belong in effects, texts in prose."""

_FUNCTIONS = ("visited", "visits", "chosen", "turns", "turns_since", "random")


class Resolver:
    """Finds the meaning of one tree, and gathers what is wrong on the way.

    A method that finds no meaning has reported why, and returns nothing.
    """

    __slots__ = ("explain", "home", "names", "problems", "since", "uses")

    def __init__(self, names: Names, home: Home) -> None:
        self.names = names
        self.home = home
        self.problems: list[Problem] = []
        self.uses: list[Use] = []
        self.since: list[Since] = []
        self.explain = Explainer(names, self.problems)

    # What a place wants.

    def meaning(self, node: Expression, want: Type | None = None) -> Meaning | None:
        """Find what a node means.

        Args:
            node: What is written.
            want: The type of what it stands beside, which decides what a bare word means;
                whether the result has that type is for the caller to check.
        """
        return _VISITORS[type(node)](self, node, want)

    def of_type(self, node: Expression, want: Type) -> Meaning | None:
        """Find what a node means where only a truth value or only a number will do."""
        found = self.meaning(node, want)
        if found is None:
            return None
        kind = type_of(found)
        if kind.kind != want.kind:
            if not isinstance(found, Since):  # of which `whole` tells what it needs
                self.explain.unwanted(node, found, want)
            return None
        return found

    def truth(self, node: Expression) -> Meaning | None:
        """Find what a condition means."""
        return self.of_type(node, BOOLEAN)

    def number(self, node: Expression) -> Meaning | None:
        """Find what a whole number means."""
        return self.of_type(node, INTEGER)

    def printed(self, node: Expression) -> Meaning | None:
        """Find what a slot of prose prints; its branches may be of different types."""
        if not isinstance(node, Conditional):
            return self.meaning(node)
        then = self.printed(node.then)
        condition = self.truth(node.condition)
        otherwise = self.printed(node.otherwise)
        if then is None or condition is None or otherwise is None:
            return None
        return Conditional(then, condition, otherwise, node.start, node.end)

    def whole(self, tree: Meaning | None) -> Meaning | None:
        """Refuse what cannot stand as it is, once all of it is known.

        That is what has grown too large, its definitions being written out; and turns since
        something that are not compared, and so would have to be counted without an end.
        """
        for since in self.since:
            said = "turns_since is only compared with a number, as in turns_since(wires) > 3"
            self.explain.say(codes.UNCOMPARED_TURNS, said, since)
        self.since.clear()
        if tree is None or not self.uses:
            return tree
        deep, parts = measure(tree)
        if deep > MAX_DEPTH or parts > MAX_PARTS:
            code = codes.TOO_DEEP if deep > MAX_DEPTH else codes.TOO_LONG
            said = "with its definitions written out, this is too large to follow"
            self.explain.say(code, said, tree)
            return None
        return tree

    # Words.

    def word(self, node: Word, want: Type | None) -> Meaning | None:
        """A variable, a definition or a value: see the module's own words on which."""
        variable = self.names.variable(node.text)
        known: Meaning | None = Read(variable, node.start, node.end) if variable else None
        if variable is None and (definition := self.names.definition(node.text)):
            self.uses.append(Use(node.start, node.end, definition))
            if definition.tree is None:
                return None
            known = placed(definition.tree, node.start, node.end)
        is_value = want is not None and node.text in want.values
        if known and not (is_value and want and not comparable(type_of(known), want)):
            return known
        if is_value and want is not None:
            return Constant(node.text, want, node.start, node.end)
        self.explain.unknown(node, want)
        return None

    def text(self, node: Text, want: Type | None) -> Meaning | None:
        """A value in quotes, or words to be shown in prose."""
        if want is not None and want.values:
            if node.text in want.values:
                return Constant(node.text, want, node.start, node.end)
            self.explain.unknown_value(node, want)
            return None
        if self.home == "prose":
            return Constant(node.text, TEXT, node.start, node.end)
        hint = f"write {node.text}" if node.text.isdecimal() else None
        said = "words in quotes are only shown, in prose"
        self.explain.say(codes.TYPE_MISMATCH, said, node, hint)
        return None

    def integer(self, node: Integer, _want: Type | None) -> Meaning:
        """A number means itself."""
        return Constant(node.value, INTEGER, node.start, node.end)

    def boolean(self, node: Boolean, _want: Type | None) -> Meaning:
        """A truth value means itself."""
        return Constant(node.value, BOOLEAN, node.start, node.end)

    # Operators.

    def negation(self, node: Not[Expression], _want: Type | None) -> Meaning | None:
        """``not a``."""
        operand = self.truth(node.operand)
        return None if operand is None else Not(operand, node.start, node.end)

    def logic(self, node: Logic[Expression], _want: Type | None) -> Meaning | None:
        """``a and b``; every operand is looked at, so that each mistake is reported."""
        operands: list[Meaning] = []
        for part in node.operands:
            before = operands[-1] if operands else None
            if self.explain.repeated_value(node, part, before):
                continue
            found = self.truth(part)
            if found is not None:
                operands.append(found)
        if len(operands) < len(node.operands):
            return None
        return Logic(node.operator, tuple(operands), node.start, node.end)

    def comparison(self, node: Comparison[Expression], _want: Type | None) -> Meaning | None:
        """``a >= b``."""
        pair = self.pair(node.left, node.right)
        if pair is None:
            return None
        left, right = self.counted(*pair)
        kinds = type_of(left), type_of(right)
        if kinds[0] is INTEGER and kinds[1] is INTEGER:
            self.judge(node, left, right)
        elif self.explain.incomparable(node, pair, kinds):
            return None
        return Comparison(node.operator, left, right, node.start, node.end)

    def counted(self, left: Meaning, right: Meaning) -> tuple[Meaning, Meaning]:
        """Two values that are compared; of turns since something, as far as need be."""
        if isinstance(right, Since) and isinstance(left, Constant):
            right, left = self.counted(right, left)
        elif isinstance(left, Since) and isinstance(right, Constant) and right.type is INTEGER:
            self.since = [since for since in self.since if since is not left]
            left = replace(left, most=max(int(right.value), 0) + 1)
        return left, right

    def pair(self, one: Expression, other: Expression) -> tuple[Meaning, Meaning] | None:
        """Find what two nodes mean that stand side by side, each in the light of the other."""
        if self.leans(one, other):
            second = self.meaning(other)
            first = None if second is None else self.meaning(one, element(type_of(second)))
        else:
            first = self.meaning(one)
            second = None if first is None else self.meaning(other, element(type_of(first)))
        return None if first is None or second is None else (first, second)

    def leans(self, one: Expression, other: Expression) -> bool:
        """Whether the first of two nodes can only be read in the light of the second."""
        if self.is_loose(one):
            return not self.is_loose(other)
        if not isinstance(one, Word) or not isinstance(other, Word):
            return False
        mine, theirs = self.names.variable(one.text), self.names.variable(other.text)
        if mine is None or theirs is None or one.text not in theirs.values:
            return False
        return not comparable(type_of_variable(mine), element(type_of_variable(theirs)))

    def is_loose(self, node: Expression) -> bool:
        """Whether a node means nothing by itself: a value, bare or in quotes."""
        if isinstance(node, Word):
            known = self.names.variable(node.text) or self.names.definition(node.text)
            return known is None
        if isinstance(node, Conditional):
            return self.is_loose(node.then) and self.is_loose(node.otherwise)
        return isinstance(node, Text)

    def judge(self, node: Comparison[Expression], left: Meaning, right: Meaning) -> None:
        """Warn of a comparison that the declared ranges have decided."""
        bounds = interval(left), interval(right)
        always = verdict(node.operator, *bounds)
        if always is None:
            return
        if isinstance(left, Constant):
            left, right, bounds = right, left, (bounds[1], bounds[0])
        code = codes.ALWAYS_TRUE_COMPARISON if always else codes.NEVER_TRUE_COMPARISON
        said = _bounded(left, right, *bounds)
        self.explain.say(code, f"{said}, so this is {'always' if always else 'never'} true", node)

    def membership(self, node: Membership[Expression], _want: Type | None) -> Meaning | None:
        """``a in b``."""
        group = self.meaning(node.group)
        if group is None:
            return None
        kind = type_of(group)
        if kind.kind != "set":
            self.explain.not_a_set(node, group, kind)
            return None
        item = self.meaning(node.item, element(kind))
        if item is None:
            return None
        if not comparable(type_of(item), element(kind)):
            said = f"{show(group)} holds {one_of(kind.values)}, and never {show(item)}"
            self.explain.say(codes.TYPE_MISMATCH, said, node.item)
            return None
        return Membership(item, group, node.negated, node.start, node.end)

    def arithmetic(self, node: Arithmetic[Expression], _want: Type | None) -> Meaning | None:
        """``a + b``."""
        left, right = self.number(node.left), self.number(node.right)
        if left is None or right is None:
            return None
        if node.operator in {"//", "%"} and interval(right) == Interval(0, 0):
            self.explain.say(codes.DIVISION_BY_ZERO, "nothing can be divided by 0", node.right)
            return None
        return Arithmetic(CALCULATORS[node.operator], left, right, node.start, node.end)

    def conditional(self, node: Conditional[Expression], want: Type | None) -> Meaning | None:
        """``a if c else b``."""
        condition = self.truth(node.condition)
        if want is None:
            pair = self.pair(node.then, node.otherwise)
        else:
            one, other = self.meaning(node.then, want), self.meaning(node.otherwise, want)
            pair = None if one is None or other is None else (one, other)
        if pair is None or condition is None:
            return None
        kinds = type_of(pair[0]), type_of(pair[1])
        if kinds[0].kind != kinds[1].kind:
            said = f"one value is {describe(kinds[0])} and the other {describe(kinds[1])}"
            self.explain.say(codes.TYPE_MISMATCH, said, node)
            return None
        return Conditional(pair[0], condition, pair[1], node.start, node.end)

    # Calls.

    def call(self, node: Call[Expression], _want: Type | None) -> Meaning | None:
        """``visited(engines)`` and the like."""
        if node.function in {"visited", "visits"}:
            return self.visit(node)
        if node.function == "chosen":
            return self.chosen(node)
        if node.function == "turns":
            if not node.arguments:
                return Turns(node.start, node.end)
            self.explain.say(codes.WRONG_ARGUMENTS, "turns() takes nothing", node)
            return None
        if node.function == "turns_since":
            return self.turns_since(node)
        if node.function == "random":
            return self.random(node)
        self.explain.unknown_function(node, _FUNCTIONS)
        return None

    def visit(self, node: Call[Expression]) -> Meaning | None:
        """``visited(scene)`` or ``visits(scene/moment)``."""
        given = self.an_id(node, "the id of one scene or moment")
        if given is None:
            return None
        place = self.names.place(given.text)
        if place is None:
            self.explain.unknown_place(given)
            return None
        kind = Visited if node.function == "visited" else Visits
        return kind(place, node.start, node.end)

    def turns_since(self, node: Call[Expression]) -> Meaning | None:
        """``turns_since(scene)``, or a moment, or a choice; a place goes before a choice."""
        given = self.an_id(node, "the id of one scene, moment or choice")
        if given is None:
            return None
        what = self.names.place(given.text) or self.names.choice(given.text)
        if what is None:
            self.explain.unknown_place(given, or_choice=True)
            return None
        since = Since(what, 0, node.start, node.end)
        self.since.append(since)
        return since

    def chosen(self, node: Call[Expression]) -> Meaning | None:
        """``chosen(choice)``."""
        given = self.an_id(node, "the id of one choice")
        if given is None:
            return None
        choice = self.names.choice(given.text)
        if choice is None:
            self.explain.unknown_choice(given)
            return None
        return Chosen(choice, node.start, node.end)

    def an_id(self, node: Call[Expression], what: str) -> Word | Text | None:
        """Take the one id that a function is given."""
        if len(node.arguments) == 1 and isinstance(node.arguments[0], Word | Text):
            return node.arguments[0]
        self.explain.say(codes.WRONG_ARGUMENTS, f"{node.function} takes {what}", node)
        return None

    def random(self, node: Call[Expression]) -> Meaning | None:
        """``random(1, 6)``: its bounds are written out, so that every outcome is known."""
        if self.home != "effect":
            said = "chance belongs in effects: store a random number, then look at it"
            self.explain.say(codes.RANDOM_OUTSIDE_EFFECT, said, node)
            return None
        bounds = [part.value for part in node.arguments if isinstance(part, Integer)]
        if len(bounds) != 2 or len(node.arguments) != 2 or bounds[0] > bounds[1]:  # noqa: PLR2004
            said = "random takes two whole numbers, the lower first, as in random(1, 6)"
            self.explain.say(codes.WRONG_ARGUMENTS, said, node)
            return None
        return Random(bounds[0], bounds[1], node.start, node.end)

    # Effects.

    def change(self, node: Effect) -> Change | None:
        """Find what an effect changes, and to what."""
        variable = self.names.variable(node.target.text)
        if variable is None:
            if not self.fixed(node.target):
                self.explain.unknown(node.target, None)
            return None
        kind = type_of_variable(variable)
        if self.explain.wrong_operator(node, kind):
            return None
        value = self.whole(self.meaning(node.value, element(kind)))
        if value is None:
            return None
        if not holds(element(kind), type_of(value)):
            self.explain.unfit(node, kind, value)
            return None
        change = Change(variable, node.operator, value, node.start, node.end)
        if variable.kind == "integer" and node.operator == "=":
            self.clamped(change, node)
        return change

    def fixed(self, target: Word) -> bool:
        """Report an effect on a definition; returns whether that is what stands here."""
        definition = self.names.definition(target.text)
        if definition is None:
            return False
        self.uses.append(Use(target.start, target.end, definition))
        said = f"{target.text} is defined and never changes: an effect changes state"
        self.explain.say(codes.CHANGED_DEFINITION, said, target)
        return True

    def clamped(self, change: Change, node: Effect) -> None:
        """Warn of a value that always lies outside the range."""
        variable, bounds = change.variable, interval(change.value)
        if bounds.low > variable.maximum or bounds.high < variable.minimum:
            edge = variable.maximum if bounds.low > variable.maximum else variable.minimum
            said = f"{variable.name} stops at {edge}, so this sets it to {edge}"
            self.explain.say(codes.CLAMPED_VALUE, said, node.value)


def _bounded(left: Meaning, right: Meaning, mine: Interval, theirs: Interval) -> str:
    """Say how far the left side of a decided comparison goes, and the right if it varies."""
    under = theirs.low >= mine.high
    said = f"{show(left)} is never {f'more than {mine.high}' if under else f'less than {mine.low}'}"
    if isinstance(right, Constant):
        return said
    limit = f"less than {theirs.low}" if under else f"more than {theirs.high}"
    return f"{said} and {show(right)} never {limit}"


_VISITORS: dict[type, Callable[[Resolver, Any, Type | None], Meaning | None]] = {
    Word: Resolver.word,
    Text: Resolver.text,
    Integer: Resolver.integer,
    Boolean: Resolver.boolean,
    Not: Resolver.negation,
    Logic: Resolver.logic,
    Comparison: Resolver.comparison,
    Membership: Resolver.membership,
    Arithmetic: Resolver.arithmetic,
    Conditional: Resolver.conditional,
    Call: Resolver.call,
}
