"""The picture in the language of Mermaid, which GitHub and many editors draw."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from engine.author.graph.labels import label_of, legend_notes, legend_tones, lines_of
from engine.author.graph.tones import TONES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.author.graph.picture import Edge, Node, Picture

MOST_EDGES = 500
"""Mermaid draws no more arrows than this, unless its page is told otherwise."""
_PLAIN = re.compile(r"[\w .,:;’‘“”…–—()/?!'-]")
_BORDERS = {
    "solid": "stroke-width:1px",
    "bold": "stroke-width:3px",
    "dashed": "stroke-width:1px,stroke-dasharray:6 3",
    "dotted": "stroke-width:1px,stroke-dasharray:1 3",
}


def as_mermaid(picture: Picture) -> str:
    """The picture as a Mermaid flowchart."""
    return "".join(f"{line}\n" for line in _lines(picture))


def quoted(text: str) -> str:
    """Words as a Mermaid string: all that is not plain becomes the number of its character.

    Mermaid reads directives, markup and HTML inside its strings.
    """
    return f'"{"".join(map(_character, text))}"'


def _character(character: str) -> str:
    return character if _PLAIN.fullmatch(character) else f"#{ord(character)};"


def _lines(picture: Picture) -> Iterator[str]:
    yield "flowchart TD"
    for cluster in picture.clusters:
        yield f"  subgraph {cluster.id}[{quoted(f'{cluster.title} ({cluster.name})')}]"
        for node in cluster.nodes:
            yield f"    {_node(node)}"
        yield "  end"
    for node in picture.nodes:
        yield f"  {_node(node)}"
    for edge in picture.edges:
        yield f"  {_edge(edge, labelled=picture.labelled)}"
    yield from _legend(picture)
    yield from _classes(picture)


def _node(node: Node) -> str:
    label = _label(lines_of(node))
    return f"{node.id}([{label}])" if node.kind == "ending" else f"{node.id}[{label}]"


def _label(lines: Iterator[str]) -> str:
    """Several lines; only the line ends between them are ours."""
    return f'"{"<br/>".join(quoted(line)[1:-1] for line in lines)}"'


def _edge(edge: Edge, *, labelled: bool) -> str:
    arrow = "-.->" if edge.way == "detour" else "-->"
    label = label_of(edge) if labelled else ""
    return f"{edge.here} {arrow}{f'|{quoted(label)}|' if label else ''} {edge.there}"


def _legend(picture: Picture) -> Iterator[str]:
    yield f"  subgraph legend[{quoted(picture.title)}]"
    for tone, meaning in legend_tones(picture):
        yield f"    legend_{tone.name}[{quoted(f'{tone.name}: {meaning}')}]:::{tone.name}"
    # Its arrows are all of one width.
    notes = [note for note in legend_notes(picture) if not note.startswith("thick")]
    for number, note in enumerate(notes):
        yield f"    legend_{number}[{quoted(note)}]:::plain"
    yield "    legend_ending([" + quoted("a rounded box: an ending") + "]):::plain"
    yield "  end"


def _classes(picture: Picture) -> Iterator[str]:
    yield "  classDef plain fill:#ffffff,stroke:#999999,color:#000000"
    yield "  classDef hub stroke-width:4px"
    yield "  classDef alarm stroke:#a3201d,color:#a3201d"
    for tone in TONES[picture.by]:
        border = _BORDERS[tone.border]
        yield f"  classDef {tone.name} fill:{tone.fill},stroke:#333333,color:#000000,{border}"
    named: dict[str, list[str]] = {}
    for node in picture.places:
        for name in _class_names(node):
            named.setdefault(name, []).append(node.id)
    for name, nodes in named.items():
        yield f"  class {','.join(nodes)} {name}"


def _class_names(node: Node) -> Iterator[str]:
    """A scene has the tone that most of its moments have; its box says how many."""
    if node.tones:
        yield max(node.tones, key=lambda pair: pair[1])[0].name
    else:
        yield "plain"
    if "hub" in node.notes:
        yield "hub"
    if {"unreachable", "goes no further"} & set(node.notes):
        yield "alarm"
