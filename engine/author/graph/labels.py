"""The text of the boxes, line by line; each format escapes it for itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.author.graph.tones import MEANINGS, TONES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.author.graph.picture import Edge, Node, Note, Picture
    from engine.author.graph.tones import Tone

NOTES: dict[Note, str] = {
    "start": "where the story begins",
    "hub": "three or more ways in, and three or more out",
    "unreachable": "nothing leads there",
    "unfinished": "says TODO:",
    "goes no further": "has no choice, no goto and no ending",
}
MOST_LABELS = 3


def lines_of(node: Node) -> Iterator[str]:
    """What a box says: its title, its id, how its moments stand, what there is to notice."""
    if node.title:
        yield node.title
    if node.kind == "ending":
        yield "ending"
    else:
        yield node.name
    if node.kind == "scene" and node.tones:
        yield ", ".join(f"{many} {tone.name}" for tone, many in node.tones)
    elif node.tones:
        tone = node.tones[0][0].name
        yield f"{tone}: {node.share}" if node.share else tone
    if node.notes:
        yield f"[{', '.join(node.notes)}]"


def label_of(edge: Edge) -> str:
    """What a way is called: its choices."""
    shown = list(edge.labels[:MOST_LABELS])
    if len(edge.labels) > MOST_LABELS:
        shown.append(f"and {len(edge.labels) - MOST_LABELS} more")
    return ", ".join(shown)


def legend_tones(picture: Picture) -> list[tuple[Tone, str]]:
    """The tones that the picture has, each with what it means."""
    there = {tone for node in picture.places for tone, _ in node.tones}
    return [(tone, MEANINGS[tone.name]) for tone in TONES[picture.by] if tone in there]


def legend_notes(picture: Picture) -> list[str]:
    """What there is to notice in the picture, each with what it means."""
    found = [f"[{note}] {meaning}" for note, meaning in NOTES.items() if note in picture.notes]
    if any(edge.way == "detour" for edge in picture.edges):
        found.append("dashed arrow: a detour, from which the story comes back")
    if any(edge.many > 1 for edge in picture.edges):
        found.append("thick arrow: several choices")
    return found
