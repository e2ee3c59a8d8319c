"""The picture in the language of Graphviz."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from engine.author.graph.labels import label_of, legend_notes, legend_tones, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.author.graph.picture import Edge, Node, Picture

FONT = "Helvetica,Arial,sans-serif"
ALARM = "#a3201d"
"""The colour of what an author should mend; it is told in words as well."""
MANY = 250
"""With more arrows than this, Graphviz is to look less long for the best place of each."""
WIDEST = 4.0
"""How thick the arrow of many choices is."""


def as_dot(picture: Picture) -> str:
    """The picture as DOT."""
    return "".join(f"{line}\n" for line in _lines(picture))


def quoted(text: str) -> str:
    """Words as a DOT string in which nothing is an escape or an entity.

    Graphviz reads backslash escapes, and HTML entities, in every quoted label.
    """
    plain = text.replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')
    return f'"{plain}"'


def _lines(picture: Picture) -> Iterator[str]:
    opened = bool(picture.clusters)
    yield "digraph story {"
    yield f'  graph [fontname="{FONT}", labelloc=t, fontsize=14, newrank=true, compound=true,'
    yield f"    nodesep={0.25 if opened else 0.35}, ranksep={0.45 if opened else 0.55}, pad=0.3];"
    if len(picture.edges) > MANY:
        yield "  graph [nslimit=2, nslimit1=2, mclimit=0.5];"
    yield f'  node [fontname="{FONT}", fontsize=11, shape=box, margin="0.12,0.07",'
    yield '    style=filled, fillcolor="#ffffff", color="#333333"];'
    yield f'  edge [fontname="{FONT}", fontsize=9, color="#444444", arrowsize=0.7];'
    yield f"  label={_legend(picture)};"
    for cluster in picture.clusters:
        yield f"  subgraph cluster_{cluster.id} {{"
        yield f"    label={quoted(f'{cluster.title} ({cluster.name})')};"
        yield '    style="rounded,filled"; fillcolor="#f6f6f4"; color="#999999";'
        yield "    fontsize=12; labeljust=l; margin=10;"
        for node in cluster.nodes:
            yield f"    {_node(node)}"
        yield "  }"
    for node in picture.nodes:
        yield f"  {_node(node)}"
    for edge in picture.edges:
        yield f"  {_edge(edge, labelled=picture.labelled)}"
    yield "}"


def _node(node: Node) -> str:
    # Each line is escaped by itself: only the line ends between them are ours.
    label = "\\n".join(quoted(line)[1:-1] for line in lines_of(node))
    given = {"label": f'"{label}"', "tooltip": quoted(node.name)} | _shape(node)
    if {"unreachable", "goes no further"} & set(node.notes):
        given |= {"color": f'"{ALARM}"', "fontcolor": f'"{ALARM}"'}
    if "unfinished" in node.notes:
        given["shape"] = "note" if len(node.tones) < 2 else "box"  # noqa: PLR2004  (stripes)
    if "hub" in node.notes:
        given["penwidth"] = "3"
    return f"{node.id} [{', '.join(f'{key}={value}' for key, value in given.items())}];"


def _shape(node: Node) -> dict[str, str]:
    if node.kind == "ending":
        shape = {"shape": "box", "style": '"rounded,filled"', "peripheries": "2"}
        return shape | ({"fillcolor": f'"{node.tones[0][0].fill}"'} if node.tones else {})
    if not node.tones:
        return {}
    if len(node.tones) == 1:
        tone = node.tones[0][0]
        return {"style": f'"filled,{tone.border}"', "fillcolor": f'"{tone.fill}"'}
    whole = sum(many for _, many in node.tones)
    stripes = ":".join(f"{tone.fill};{many / whole:.3f}" for tone, many in node.tones)
    return {"style": "striped", "fillcolor": f'"{stripes}"'}


def _edge(edge: Edge, *, labelled: bool) -> str:
    given: dict[str, str] = {}
    if edge.way == "detour":
        given |= {"style": "dashed", "arrowhead": "empty", "weight": "0"}
    if edge.many > 1:
        given["penwidth"] = f"{min(0.75 + 0.45 * edge.many, WIDEST):.2f}"
    if label := label_of(edge):
        given["tooltip"] = quoted(label)
        if labelled:
            given["label"] = quoted(label)
    listed = ", ".join(f"{key}={value}" for key, value in given.items())
    attributes = f" [{listed}]" if given else ""
    return f"{edge.here} -> {edge.there}{attributes};"


def _legend(picture: Picture) -> str:
    """A table: the title, each tone in its colour and border, and what the notes mean."""
    rows = [f'<TD COLSPAN="2"><FONT POINT-SIZE="20">{html.escape(picture.title)}</FONT></TD>']
    for tone, meaning in legend_tones(picture):
        style = "" if tone.border in ("bold", "solid") else f' STYLE="{tone.border}"'
        width = 3 if tone.border == "bold" else 1
        swatch = f'<TD BORDER="{width}"{style} BGCOLOR="{tone.fill}">{tone.name}</TD>'
        rows.append(f'{swatch}<TD ALIGN="LEFT">{html.escape(meaning)}</TD>')
    rows += [
        f'<TD COLSPAN="2" ALIGN="LEFT">{html.escape(note)}</TD>' for note in legend_notes(picture)
    ]
    made = "".join(f"<TR>{row}</TR>" for row in rows)
    return f'<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="3">{made}</TABLE>>'
