"""Tokens to trees: a Pratt parser that says what to write instead.

A mistake whose meaning is plain (``=`` for ``==``) is reported and read as meant; any other
stops the parser, so that one mistake is reported once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from engine.language import codes
from engine.language.grammar import (
    ASSIGNERS,
    CALCULATORS,
    CHOICE_POWER,
    COMPARATORS,
    COMPARISON_POWER,
    CONNECTIVES,
    MAX_DEPTH,
    MAX_LENGTH,
    NOT_POWER,
    OR_POWER,
    POWERS,
)
from engine.language.lexer import Token, lex
from engine.language.problem import Outcome, Problem, settle
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

if TYPE_CHECKING:
    from engine.document.finding import Code

_ONE_EFFECT = "write each effect as an item of its own in the list"
_LEFT_OVER = {
    ")": (codes.UNOPENED_PARENTHESIS, "this parenthesis closes nothing"),
    "else": (codes.BROKEN_EXPRESSION, "else stands only after a value and an if"),
    "++": (codes.FOREIGN_SPELLING, "write order += 1 in place of order++"),
    "--": (codes.FOREIGN_SPELLING, "put spaces around the minus"),
}
_WORD_OPERATORS = {
    **dict.fromkeys(("is", "equals", "eq"), "=="),
    **dict.fromkeys(("isnt", "neq", "ne"), "!="),
    "gt": ">",
    "gte": ">=",
    "lt": "<",
    "lte": "<=",
    "contains": "in",
    "has": "in",
}

_IN_WORDS = {
    "is at least": ">=",
    "is at most": "<=",
    "is more than": ">",
    "is greater than": ">",
    "is less than": "<",
    "at least": ">=",
    "at most": "<=",
    "more than": ">",
    "less than": "<",
}
_ASKING = ("visited", "visits", "chosen", "turns_since")


class _Stopped(Exception):  # noqa: N818  (it is no error: it carries a problem out)
    """The parser cannot go on."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class _Parser:
    """Reads one expression or effect from its tokens."""

    __slots__ = ("at", "depth", "in_effect", "problems", "tokens")

    def __init__(self, tokens: list[Token], *, in_effect: bool = False) -> None:
        self.tokens = tokens
        self.at = 0
        self.depth = 0
        self.in_effect = in_effect
        self.problems: list[Problem] = []

    # Reading tokens.

    def accept(self, sign: str) -> bool:
        """Step over a sign if it comes next."""
        token = self.tokens[self.at]
        if token.kind == "sign" and token.text == sign:
            self.at += 1
            return True
        return False

    def stop(self, code: Code, message: str, token: Token, help: str | None = None) -> NoReturn:  # noqa: A002
        """Give up at a token; at the end of the text, the word before it is underlined."""
        if token.kind == "end" and self.at:
            token = self.tokens[self.at - 1]
        raise _Stopped(Problem(code, message, token.start, token.end, help))

    def finish(self) -> None:
        """Make sure that nothing is left over."""
        token = self.tokens[self.at]
        if token.kind != "end":
            self.left_over(token)

    def left_over(self, token: Token) -> NoReturn:
        """Say why a token cannot follow a whole expression."""
        if token.kind != "sign" or token.text in {"(", "true", "false"}:
            self.unjoined(token)
        if token.text in {"+=", "-=", ","} and self.in_effect:
            self.stop(codes.BROKEN_EXPRESSION, _ONE_EFFECT, token)
        if token.text in {"+=", "-="}:
            self.stop(codes.BROKEN_EXPRESSION, "only an effect changes something", token)
        if token.text == ",":
            self.stop(codes.BROKEN_EXPRESSION, "a comma joins nothing here", token)
        code, message = _LEFT_OVER.get(
            token.text, (codes.BROKEN_EXPRESSION, f"{token.text} cannot stand here")
        )
        self.stop(code, message, token)

    def unjoined(self, token: Token) -> NoReturn:
        """Say that an operator is missing between two values."""
        before = self.tokens[self.at - 1].text
        said = " ".join(word.text for word in self.tokens[self.at : self.at + 3]) + " "
        if words := next((words for words in _IN_WORDS if said.startswith(f"{words} ")), None):
            last = self.tokens[self.at + words.count(" ")]
            whole = Token("word", words, token.start, last.end)
            message = f"write {_IN_WORDS[words]} in place of {words}"
            self.stop(codes.FOREIGN_SPELLING, message, whole)
        if before in _ASKING and token.kind == "word":
            message = f"what {before} asks about stands in parentheses"
            self.stop(codes.BROKEN_EXPRESSION, message, token, f"write {before}({token.text})")
        ours = _WORD_OPERATORS.get(token.text) if token.kind == "word" else None
        if ours is not None:
            message = f"write {ours} in place of {token.text}"
            if ours == "in":
                message = f"write value in set in place of set {token.text} value"
            self.stop(codes.FOREIGN_SPELLING, message, token)
        message = f'nothing joins "{before}" and "{token.text}": an operator such as and is missing'
        self.stop(codes.BROKEN_EXPRESSION, message, token)

    # Reading expressions.

    def expression(self, least: int) -> Expression:
        """Read an expression whose operators bind at least this tightly."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self.stop(codes.TOO_DEEP, "this is nested too deeply to follow", self.tokens[self.at])
        left = self.operand(least)
        while True:
            token = self.tokens[self.at]
            if token.kind != "sign":
                break
            power = POWERS.get(token.text)
            if power is None or power < least:
                break
            self.at += 1
            left = self.operation(left, token, power)
        self.depth -= 1
        return left

    def operand(self, least: int) -> Expression:
        """Read what may begin an expression."""
        token = self.tokens[self.at]
        kind = token.kind
        self.at += 1
        if kind == "word":
            following = self.tokens[self.at]
            if following.kind == "sign" and following.text == "(":
                return self.call(token)
            return Word(token.text, token.start, token.end)
        if kind == "integer":
            return Integer(int(token.text), token.start, token.end)
        if kind == "text":
            return Text(token.text, token.start, token.end)
        if kind == "sign":
            return self.signed(token, least)
        self.at -= 1
        return self.missing(token)

    def signed(self, token: Token, least: int) -> Expression:
        """Read an operand that begins with a sign."""
        if token.text == "(":
            return self.group(token)
        if token.text in {"true", "false"}:
            return Boolean(token.text == "true", token.start, token.end)
        if token.text == "not":
            if least > NOT_POWER:
                self.stop(codes.BROKEN_EXPRESSION, "put parentheses around not", token)
            operand = self.expression(NOT_POWER)
            return Not(operand, token.start, operand.end)
        if token.text == "-":
            return self.negative(token)
        self.at -= 1
        return self.missing(token)

    def negative(self, minus: Token) -> Expression:
        """Read a number below zero; its minus touches it."""
        token = self.tokens[self.at]
        if token.kind == "integer" and token.start == minus.end:
            self.at += 1
            return Integer(-int(token.text), minus.start, token.end)
        message, help_ = "a minus before a number touches it, as in -1", None
        if token.kind == "word":
            message = "a minus stands before a number, or between two values"
            help_ = f"write (0 - {token.text})"
        return self.stop(codes.BROKEN_EXPRESSION, message, minus, help_)

    def missing(self, token: Token) -> NoReturn:
        """Say that a value is missing before this token."""
        before = self.tokens[self.at - 1] if self.at else None
        if token.kind == "end":
            after = f" after {before.text}" if before else ""
            self.stop(codes.BROKEN_EXPRESSION, f"a value is missing{after}", token)
        if token.text == "if" and before is None:
            message = 'no if stands first: within prose write {"a" if c else "b"}'
        elif token.text == "if":
            message = "the value comes first: write a if c else b"
        elif token.text == "+":
            message = "a number needs no plus before it"
        else:
            message = f"a value is missing before {token.text}"
        self.stop(codes.BROKEN_EXPRESSION, message, token)

    def group(self, opening: Token) -> Expression:
        """Read what stands in parentheses."""
        inner = self.expression(CHOICE_POWER)
        self.close(opening)
        return inner

    def close(self, opening: Token) -> None:
        """Step over the parenthesis that closes this one."""
        if self.accept(")"):
            return
        token = self.tokens[self.at]
        if token.kind == "end":
            message = "this parenthesis is never closed"
            raise _Stopped(Problem(codes.UNCLOSED_PARENTHESIS, message, opening.start, opening.end))
        self.left_over(token)

    def call(self, name: Token) -> Call[Expression]:
        """Read the arguments of a function."""
        opening = self.tokens[self.at]
        self.at += 1
        arguments: list[Expression] = []
        if not self.accept(")"):
            arguments.append(self.expression(CHOICE_POWER))
            while self.accept(","):
                arguments.append(self.expression(CHOICE_POWER))
            self.close(opening)
        return Call(name.text, tuple(arguments), name.start, self.tokens[self.at - 1].end)

    def operation(self, left: Expression, token: Token, power: int) -> Expression:
        """Read the rest of an operation, its operator being read."""
        if power == COMPARISON_POWER:
            return self.comparison(left, token)
        if power == CHOICE_POWER:
            return self.conditional(left, token)
        connective = CONNECTIVES.get(token.text)
        if connective is not None:
            operands = [left, self.expression(power + 1)]
            while self.accept(connective):
                operands.append(self.expression(power + 1))
            return Logic(connective, tuple(operands), left.start, operands[-1].end)
        right = self.expression(power + 1)
        return Arithmetic(CALCULATORS[token.text], left, right, left.start, right.end)

    def comparison(self, left: Expression, token: Token) -> Expression:
        """Read a comparison or a question of membership."""
        if token.text == "=":
            message = "write == to compare"
            self.problems.append(Problem(codes.SINGLE_EQUALS, message, token.start, token.end))
        negated = token.text == "not"
        if negated and not self.accept("in"):
            self.unjoined(token)
        right = self.expression(COMPARISON_POWER + 1)
        operator = COMPARATORS.get(token.text)
        first: Expression
        if operator is None:
            first = Membership(left, right, negated, left.start, right.end)
        else:
            first = Comparison(operator, left, right, left.start, right.end)
        following = self.tokens[self.at]
        if following.kind == "sign" and POWERS.get(following.text) == COMPARISON_POWER:
            self.chained(first, right, following)
        return first

    def chained(self, first: Expression, middle: Expression, token: Token) -> NoReturn:
        """Say that comparisons are not chained, with the words to write if they are plain."""
        self.at += 1
        help_ = None
        operator = COMPARATORS.get(token.text)
        if operator is not None and isinstance(first, Comparison):
            second = Comparison(operator, middle, self.expression(COMPARISON_POWER + 1))
            help_ = f"write {show(first)} and {show(second)}"
        message = "two comparisons in a row need and between them"
        self.stop(codes.CHAINED_COMPARISON, message, token, help_)

    def conditional(self, then: Expression, token: Token) -> Conditional[Expression]:
        """Read the condition and the other value of ``a if c else b``."""
        condition = self.expression(OR_POWER)
        if not self.accept("else"):
            following = self.tokens[self.at]
            if following.kind != "end":
                self.left_over(following)
            message = "a value chosen with if needs an else: write a if c else b"
            self.stop(codes.BROKEN_EXPRESSION, message, token)
        otherwise = self.expression(CHOICE_POWER)
        return Conditional(then, condition, otherwise, then.start, otherwise.end)

    # Reading effects.

    def effect(self) -> Effect:
        """Read a whole effect."""
        target = self.tokens[0]
        operator = self.tokens[1] if target.kind != "end" else target
        assigner = ASSIGNERS.get(operator.text) if operator.kind == "sign" else None
        if assigner is None or target.kind != "word":
            self.not_an_effect(target, operator)
        self.at = 2
        self.glued(operator)
        value = self.expression(CHOICE_POWER)
        self.finish()
        if operator.text == "==":
            message = "an effect changes something, and == compares"
            help_ = f"write {target.text} = {show(value)}"
            self.problems.append(
                Problem(codes.DOUBLE_EQUALS, message, operator.start, operator.end, help_)
            )
        word = Word(target.text, target.start, target.end)
        return Effect(word, assigner, value, target.start, value.end)

    def glued(self, operator: Token) -> None:
        """Refuse ``=+``, which some write for ``+=``."""
        token = self.tokens[self.at]
        if operator.text == "=" and token.text == "+" and token.start == operator.end:
            spelling = Token("sign", "=+", operator.start, token.end)
            self.stop(codes.FOREIGN_SPELLING, "write += in place of =+", spelling)

    def not_an_effect(self, target: Token, operator: Token) -> NoReturn:
        """Say what an effect looks like."""
        if target.kind == "word" and operator.text in {"++", "--"}:
            ours = f"{target.text} {operator.text[0]}= 1"
            message = f"write {ours} in place of {target.text}{operator.text}"
            self.stop(codes.FOREIGN_SPELLING, message, operator)
        if target.kind == "word" and operator.text in {"*=", "/=", "//=", "%="}:
            sign = "//" if operator.text == "/=" else operator.text[:-1]
            message = f"write {target.text} = {target.text} {sign} ... in place of {operator.text}"
            self.stop(codes.FOREIGN_SPELLING, message, operator)
        whole = Token("word", "", target.start, self.tokens[-2:][0].end)
        message = "an effect changes something with =, += or -=, as in order += 1"
        if target.kind != "word":
            message = "an effect begins with the name of what it changes, as in order += 1"
        self.stop(codes.NOT_AN_EFFECT, message, whole, self.as_effect())

    def as_effect(self) -> str | None:
        """What is written as other systems write an effect, as an effect of ours."""
        *parts, _ = self.tokens
        kinds = [token.kind for token in parts]
        if parts and parts[0].text == "set" and kinds[1:2] == ["word"]:
            parts, kinds = parts[1:], kinds[1:]
            if len(parts) == 2 and parts[1].text not in ("+", "-"):  # noqa: PLR2004
                return f"write {parts[0].text} = {parts[1].text}"
        signed = kinds == ["word", "sign", "integer"] and parts[1].text in ("+", "-")
        return f"write {parts[0].text} {parts[1].text}= {parts[2].text}" if signed else None


def _height(tree: Expression) -> int:
    """How deep a tree is, found without recursion."""
    highest = 0
    todo: list[tuple[Expression, int]] = [(tree, 1)]
    while todo:
        node, height = todo.pop()
        highest = max(highest, height)
        todo.extend((child, height + 1) for child in node.children)
    return highest


def _refuse_height(tree: Expression, tokens: list[Token], problems: list[Problem]) -> None:
    # A tree has fewer levels than tokens, so most need no measuring. The parser's own depth
    # does not grow with a chain such as a + b + c, but the depth of the tree does.
    if len(tokens) > MAX_DEPTH and _height(tree) > MAX_DEPTH:
        message = "this is too long a chain to follow: use fewer steps"
        problems.append(Problem(codes.TOO_DEEP, message, tree.start, tree.end))


def _tokens(
    text: str, start: int, end: int, what: str
) -> tuple[list[Token], list[Problem]] | Problem:
    """Split a text into tokens, unless it is empty or too long to be read at all."""
    if end - start > MAX_LENGTH:
        message = f"{what} has at most {MAX_LENGTH} characters, and this has {end - start}"
        return Problem(codes.TOO_LONG, message, start + MAX_LENGTH, end)
    tokens, problems = lex(text, start, end)
    if len(tokens) == 1 and not problems:
        return Problem(codes.EMPTY_EXPRESSION, f"{what} is missing here", start, end)
    return tokens, problems


def parse_expression(
    text: str, start: int = 0, end: int | None = None, what: str = "an expression"
) -> Outcome[Expression]:
    """Read an expression from part of a text.

    Args:
        text: The whole text; offsets count from its beginning.
        start: Where the expression begins.
        end: Where it ends; the end of the text if not given.
        what: What a message calls it.

    Returns:
        The tree of what is written, or the problems. Any text is accepted.
    """
    read = _tokens(text, start, len(text) if end is None else end, what)
    if isinstance(read, Problem):
        return Outcome(None, (read,))
    tokens, problems = read
    parser = _Parser(tokens)
    tree = None
    try:
        tree = parser.expression(CHOICE_POWER)
        parser.finish()
        _refuse_height(tree, tokens, problems)
    except _Stopped as stopped:
        if not problems:  # else it most likely follows from a problem of the tokens
            problems.append(stopped.problem)
    return settle(tree, problems + parser.problems)


def parse_condition(text: str) -> Outcome[Expression]:
    """Read a condition, such as ``order >= 3 and not visited(moscow)``.

    Returns:
        The tree of what is written, or the problems. Any text is accepted.
    """
    return parse_expression(text, what="a condition")


def parse_effect(text: str) -> Outcome[Effect]:
    """Read an effect, such as ``order += 2``.

    Returns:
        The tree of what is written, or the problems. Any text is accepted.
    """
    read = _tokens(text, 0, len(text), "an effect")
    if isinstance(read, Problem):
        return Outcome(None, (read,))
    tokens, problems = read
    parser = _Parser(tokens, in_effect=True)
    tree = None
    try:
        tree = parser.effect()
        _refuse_height(tree.value, tokens, problems)
    except _Stopped as stopped:
        if not problems:
            problems.append(stopped.problem)
    return settle(tree, problems + parser.problems)
