"""A fast validator: whether a file surely follows its schema.

The published schema is compiled to functions, one for each of its keywords that we use. They
answer as `jsonschema` does, some fifty times as fast, and say nothing about what is wrong:
a file that does not pass is given to `jsonschema`, whose details are told. A keyword that is
not known here makes every file fail the gate, so that it can be slower and never laxer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from engine.load.pattern import pattern_of

if TYPE_CHECKING:
    from collections.abc import Callable

    Check: TypeAlias = Callable[[Any], bool]
    Schema: TypeAlias = dict[str, Any] | bool

SAYING_NOTHING: Final = frozenset(
    ("$schema", "$id", "$defs", "$comment", "title", "description", "then", "else")
)
"""Keywords that refuse nothing by themselves."""

_TYPES: Final[dict[str, Callable[[Any], bool]]] = {
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: (
        (isinstance(value, int) and not isinstance(value, bool))
        or (isinstance(value, float) and value.is_integer())
    ),
    "boolean": lambda value: isinstance(value, bool),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
}


def compile_gate(schema: dict[str, Any]) -> Check:
    """Compile a schema.

    Args:
        schema: A JSON Schema of the dialect 2020-12, whose every `$ref` is ``#/$defs/name``.

    Returns:
        Whether a value is surely right: exactly what `jsonschema` says where every keyword is
        known here, and no otherwise.
    """
    return _Compiler(schema).gate(schema)


class UnknownKeywordError(Exception):
    """The schema asks for something that the gate cannot judge."""


class _Compiler:
    def __init__(self, root: dict[str, Any]) -> None:
        self._definitions = root.get("$defs", {})
        self._made: dict[str, Check] = {}

    def gate(self, schema: dict[str, Any]) -> Check:
        try:
            return self.check(schema)
        except UnknownKeywordError:
            return lambda _: False

    def check(self, schema: Schema) -> Check:
        """The check of a schema: all its keywords, the cheapest kind first."""
        if isinstance(schema, bool):
            return lambda _: schema
        checks = [
            self._keyword(name, wanted, schema)
            for name, wanted in schema.items()
            if name not in SAYING_NOTHING
        ]
        return _all(checks)

    def _keyword(self, name: str, wanted: Any, schema: dict[str, Any]) -> Check:  # noqa: ANN401
        if name == "$ref":
            return self._reference(wanted)
        if name in _COMPARING:
            return _COMPARING[name](wanted)
        make = getattr(self, f"_{name}", None)
        if make is None:
            raise UnknownKeywordError(name)
        made: Check = make(wanted, schema)
        return made

    def _reference(self, name: str) -> Check:
        """A definition, compiled once; the call goes through the table, as it may be its own."""
        key = name.removeprefix("#/$defs/")
        if key not in self._definitions:
            raise UnknownKeywordError(name)
        if key not in self._made:
            made = self._made

            def own(value: Any) -> bool:  # noqa: ANN401
                return made[key](value)

            made[key] = own
            made[key] = self.check(self._definitions[key])
        return self._made[key]

    def _properties(self, wanted: dict[str, Schema], _: Schema) -> Check:
        checks = {name: self.check(schema) for name, schema in wanted.items()}

        def properties(value: Any) -> bool:  # noqa: ANN401
            if not isinstance(value, dict):
                return True
            for name, inner in value.items():  # a generator would cost as much again
                check = checks.get(name)
                if check is not None and not check(inner):
                    return False
            return True

        return properties

    def _additionalProperties(self, wanted: Schema, schema: dict[str, Any]) -> Check:  # noqa: N802
        known, check = frozenset(schema.get("properties", ())), self.check(wanted)

        def additional(value: Any) -> bool:  # noqa: ANN401
            if not isinstance(value, dict):
                return True
            if value.keys() <= known:
                return True
            return all(check(value[name]) for name in value if name not in known)

        return additional

    def _propertyNames(self, wanted: Schema, _: Schema) -> Check:  # noqa: N802
        check = self.check(wanted)
        return lambda value: not isinstance(value, dict) or all(map(check, value))

    def _items(self, wanted: Schema, _: Schema) -> Check:
        check = self.check(wanted)
        return lambda value: not isinstance(value, list) or all(map(check, value))

    def _if(self, wanted: Schema, schema: dict[str, Any]) -> Check:
        condition = self.check(wanted)
        then, otherwise = self.check(schema.get("then", True)), self.check(schema.get("else", True))
        return lambda value: then(value) if condition(value) else otherwise(value)

    def _allOf(self, wanted: list[Schema], _: Schema) -> Check:  # noqa: N802
        return _all([self.check(schema) for schema in wanted])

    def _anyOf(self, wanted: list[Schema], _: Schema) -> Check:  # noqa: N802
        checks = [self.check(schema) for schema in wanted]
        return lambda value: any(check(value) for check in checks)

    def _not(self, wanted: Schema, _: Schema) -> Check:
        check = self.check(wanted)
        return lambda value: not check(value)


def _all(checks: list[Check]) -> Check:
    if len(checks) == 1:
        return checks[0]
    if len(checks) == 2:  # noqa: PLR2004  (the commonest number)
        one, other = checks
        return lambda value: one(value) and other(value)

    def every(value: Any) -> bool:  # noqa: ANN401
        for check in checks:  # noqa: SIM110  (a generator would cost as much again)
            if not check(value):
                return False
        return True

    return every


def _type(wanted: str | list[str]) -> Check:
    names = [wanted] if isinstance(wanted, str) else wanted
    if not _TYPES.keys() >= set(names):
        raise UnknownKeywordError(str(wanted))
    if len(names) == 1:
        return _TYPES[names[0]]
    checks = [_TYPES[name] for name in names]
    return lambda value: any(check(value) for check in checks)


def _same(wanted: Any) -> Check:  # noqa: ANN401
    """Equality as JSON has it: true is not 1, and 1 is 1.0."""
    if isinstance(wanted, bool) or wanted is None:
        return lambda value: value is wanted
    if not isinstance(wanted, str | int):
        raise UnknownKeywordError(str(wanted))
    return lambda value: not isinstance(value, bool) and bool(value == wanted)


def _enum(wanted: list[Any]) -> Check:
    if all(isinstance(one, str) for one in wanted):
        words = frozenset(wanted)
        return lambda value: isinstance(value, str) and value in words
    checks = [_same(one) for one in wanted]
    return lambda value: any(check(value) for check in checks)


def _pattern(wanted: str) -> Check:
    search = pattern_of(wanted).search
    return lambda value: not isinstance(value, str) or search(value) is not None


def _length(kind: type[str | list[Any] | dict[str, Any]], wanted: int, *, least: bool) -> Check:
    if least:
        return lambda value: not isinstance(value, kind) or len(value) >= wanted
    return lambda value: not isinstance(value, kind) or len(value) <= wanted


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _required(wanted: list[str]) -> Check:
    names = frozenset(wanted)
    return lambda value: not isinstance(value, dict) or names <= value.keys()


def _dependent(wanted: dict[str, list[str]]) -> Check:
    needs = {name: frozenset(others) for name, others in wanted.items()}

    def dependent(value: Any) -> bool:  # noqa: ANN401
        if not isinstance(value, dict):
            return True
        return all(others <= value.keys() for name, others in needs.items() if name in value)

    return dependent


_COMPARING: Final[dict[str, Callable[[Any], Check]]] = {
    "type": _type,
    "const": _same,
    "enum": _enum,
    "pattern": _pattern,
    "required": _required,
    "dependentRequired": _dependent,
    "minLength": lambda wanted: _length(str, wanted, least=True),
    "maxLength": lambda wanted: _length(str, wanted, least=False),
    "minItems": lambda wanted: _length(list, wanted, least=True),
    "maxItems": lambda wanted: _length(list, wanted, least=False),
    "minProperties": lambda wanted: _length(dict, wanted, least=True),
    "maxProperties": lambda wanted: _length(dict, wanted, least=False),
    "minimum": lambda wanted: lambda value: not _is_number(value) or value >= wanted,
    "maximum": lambda wanted: lambda value: not _is_number(value) or value <= wanted,
}
