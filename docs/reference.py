"""Writes docs/reference.md, every key of every file, from the published schemas.

    make reference

What a key is for is said once, in its schema's description: editors show it, the check quotes
it, and this page lists it. A test compares the page with what this makes.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.load.shape import published

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).with_name("reference.md")
FILES = {
    "story": "story.yaml",
    "scene": "scenes/*.yaml",
    "source": "A source",
    "conflicts": "conflicts.yaml",
    "people": "people.yaml",
    "playthrough": "A golden playthrough",
}
HEAD = (
    "# Reference\n\n"
    "Every key of every file, made from the published schemas, which `engine schema NAME` prints. "
    "How they work together, and what conditions, effects and prose can hold, is in "
    "[the format](format.md). A key in **bold** must be there.\n"
)
EXAMPLE = re.compile(r", (?:such as|as|dotted if you like, such as) [a-z0-9-]*$|:? 1918.*$")
"""What a title says for an example, which a table has no room for."""
LONG = 60
"""A title of more characters is no heading."""
PLAIN = {
    "string": "text",
    "integer": "a whole number",
    "boolean": "true or false",
    "array": "a list",
    "object": "keys with values",
}


class Schema:
    """One schema, told as tables."""

    def __init__(self, name: str) -> None:
        self.root: dict[str, Any] = json.loads(published(name))
        self.tables: dict[str, dict[str, Any]] = {}

    def told(self, heading: str) -> Iterator[str]:
        """The section of the schema: its root, then each thing that has keys of its own."""
        yield from (f"## {heading}", "", str(self.root["description"]), "")
        yield from self._table(self.root)
        done: set[str] = set()
        while left := [title for title in self.tables if title not in done]:
            done.add(left[0])
            yield from (f"### {left[0][:1].upper()}{left[0][1:]}", "")
            yield from self._table(self.tables[left[0]])

    def _table(self, node: dict[str, Any]) -> Iterator[str]:
        yield from ("| key | is | for |", "|---|---|---|")
        required = set(node.get("required", ()))
        for key, inner in _properties(node):
            name = f"**`{key}`**" if key in required else f"`{key}`"
            about = {**self._whole(inner), **inner}.get("description", "")
            yield f"| {name} | {_cell(self._value(inner, key))} | {_cell(about)} |"
        yield ""

    def _whole(self, node: dict[str, Any]) -> dict[str, Any]:
        """A schema with what it refers to."""
        name = str(node.get("$ref", "")).removeprefix("#/$defs/")
        found: dict[str, Any] = {**self.root.get("$defs", {}).get(name, {}), **node}
        return found

    def _value(self, given: dict[str, Any], key: str) -> str:
        """What the value of a key is, in a few words."""
        node = self._whole(given)
        if "enum" in node:
            return ", ".join(f"`{word}`" for word in node["enum"])
        if "const" in node:
            return f"`{json.dumps(node['const'])}`"
        inner = self._inner(node, key)
        title = node.get("title")
        if title:
            return EXAMPLE.sub("", title)
        if node.get("type") == "array":
            return f"a list, each {inner}" if inner else "a list"
        if inner:
            return f"ids, each with {inner}"
        kinds = node.get("type", [])
        kinds = [kinds] if isinstance(kinds, str) else kinds
        return " or ".join(PLAIN[kind] for kind in kinds) or "a value"

    def _inner(self, node: dict[str, Any], key: str) -> str:
        """What is in a list or under ids; a table is made of what has keys of its own."""
        self._remember(node, key)
        held = node.get("items", node.get("additionalProperties"))
        if not isinstance(held, dict):
            return ""
        told = self._whole(held)
        self._remember(told, key)
        return self._value(held, key)

    def _remember(self, node: dict[str, Any], key: str) -> None:
        if any(_properties(node)):
            title = str(node.get("title", key))
            self.tables.setdefault(title if len(title) < LONG else key, node)


def _properties(node: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The keys of a thing, those of its variants as well, each once."""
    found: dict[str, dict[str, Any]] = {}
    todo = [node]
    while todo:
        at = todo.pop(0)
        for key, inner in at.get("properties", {}).items():
            if isinstance(inner, dict):
                found.setdefault(key, inner)
        todo += [at[part] for part in ("then", "else") if isinstance(at.get(part), dict)]
    yield from found.items()


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def page() -> str:
    """The whole page."""
    parts = [HEAD]
    for name, heading in FILES.items():
        parts.append("\n".join(Schema(name).told(heading)))
    return "\n".join(parts).rstrip("\n") + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
