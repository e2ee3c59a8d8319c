"""What there is to draw: places, ways between them, and what an author should notice."""

from __future__ import annotations

from collections import Counter
from dataclasses import field, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from engine.author.graph.readers import shares_of
from engine.author.graph.tones import tone_of, tone_of_share, tones_of
from engine.author.todos import unfinished
from engine.check.graph import graph_of, reachable
from engine.document.frozen import frozen
from engine.document.visible import visible_line
from engine.model import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.author.graph.tones import By, Tone
    from engine.load import Loaded
    from engine.model.story import Moment, Scene, Story

Note: TypeAlias = Literal["start", "hub", "unreachable", "unfinished", "goes no further"]
Way: TypeAlias = Literal["goto", "detour"]

HUB = 3
"""A place with so many ways in, and so many out, is a hub."""
LONGEST = 60
"""A title is cut after so many characters."""
LABELLED = 90
"""Ways are named by their choices where there are at most so many: more would hide the picture."""


@frozen()
class Node:
    """A place: a scene, a moment or an ending.

    Attributes:
        id: Its id in the picture: a letter and a number, whatever the story calls it.
        kind: What it is.
        name: The story's id for it.
        title: What it is called; empty for a moment.
        tones: Its tones, each with how many of its moments have it.
        notes: What there is to notice.
        share: How many readers come here, in words, where it is coloured by that.
    """

    id: str
    kind: Literal["scene", "moment", "ending"]
    name: str
    title: str
    tones: tuple[tuple[Tone, int], ...] = ()
    notes: tuple[Note, ...] = ()
    share: str = ""


@frozen()
class Edge:
    """A way from one place to another.

    Attributes:
        here: The id of the place it leaves.
        there: The id of the place it comes to.
        way: Whether it is a detour, from which the story comes back.
        many: How many choices and page turns it stands for.
        labels: The choices it stands for.
    """

    here: str
    there: str
    way: Way
    many: int
    labels: tuple[str, ...]


@frozen()
class Cluster:
    """A scene that is opened: its title and its moments."""

    id: str
    name: str
    title: str
    nodes: tuple[Node, ...]


@frozen()
class Picture:
    """A story's branches.

    Attributes:
        title: The story's title.
        by: What the places are coloured by.
        nodes: The places that stand alone: endings, and scenes where these are folded.
        clusters: The scenes, where these are opened.
        edges: The ways.
        labelled: Whether the ways are few enough to be named.
    """

    title: str
    by: By
    nodes: tuple[Node, ...]
    clusters: tuple[Cluster, ...]
    edges: tuple[Edge, ...]
    labelled: bool = False

    @property
    def places(self) -> Iterator[Node]:
        """Every place."""
        for cluster in self.clusters:
            yield from cluster.nodes
        yield from self.nodes

    @property
    def notes(self) -> set[Note]:
        """Everything that some place is noted for."""
        return {note for node in self.places for note in node.notes}


def picture(loaded: Loaded, story: Story, *, by: By = "standing", opened: bool = False) -> Picture:
    """Make out what there is to draw.

    Args:
        loaded: The story as loaded, findings and all.
        story: The story.
        by: What to colour the places by.
        opened: Whether each moment is a place; else each scene is.

    Raises:
        CannotError: It is to be coloured by coverage, and cannot be played.
    """
    drawer = _Drawer(loaded, story, by, opened=opened)
    edges = tuple(drawer.edges())
    return Picture(
        title=cut(story.title),
        by=by,
        nodes=_noticed((*(() if opened else drawer.scenes()), *drawer.endings()), edges),
        clusters=tuple(
            replace(cluster, nodes=_noticed(cluster.nodes, edges))
            for cluster in (drawer.clusters() if opened else ())
        ),
        edges=edges,
        labelled=opened and len(edges) <= LABELLED,
    )


def cut(text: str) -> str:
    """A title that can do nothing, on one line, not too long."""
    shown = visible_line(text.strip())
    return shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 1]}…"


@frozen()
class _Ids:
    """An id of the picture for each place of the story, by its kind and its name."""

    given: dict[tuple[str, str], str] = field(default_factory=dict)

    def __getitem__(self, place: tuple[str, str]) -> str:
        return self.given.setdefault(place, f"n{len(self.given)}")


class _Drawer:
    def __init__(self, loaded: Loaded, story: Story, by: By, *, opened: bool) -> None:
        self._story = story
        self._by = by
        self._opened = opened
        self._ids = _Ids()
        self._unfinished = unfinished(loaded)
        self._shares = shares_of(loaded, story) if by == "coverage" else None
        every = {moment.id for moment in walk.moments(story)}
        known = bool(story.start) and not loaded.loose
        self._reached = reachable(graph_of(story), story.start) if known else every
        self._ended = {m.ending for m in walk.moments(story) if m.id in self._reached}

    def scenes(self) -> Iterator[Node]:
        for scene in self._story.scenes.values():
            yield Node(
                id=self._ids["scene", scene.id],
                kind="scene",
                name=cut(scene.id),
                title=cut(scene.title),
                tones=tones_of(scene.moments, self._by, self._shares),
                notes=tuple(self._scene_notes(scene)),
            )

    def clusters(self) -> Iterator[Cluster]:
        for number, scene in enumerate(self._story.scenes.values()):
            nodes = tuple(self._moment(moment) for moment in scene.moments)
            yield Cluster(f"s{number}", cut(scene.id), cut(scene.title), nodes)

    def endings(self) -> Iterator[Node]:
        for ending in self._story.endings.values():
            notes: tuple[Note, ...] = () if ending.id in self._ended else ("unreachable",)
            share = self._shares.endings[ending.id] if self._shares else None
            yield Node(
                id=self._ids["ending", ending.id],
                kind="ending",
                name=cut(ending.id),
                title=cut(ending.title),
                tones=((tone_of_share(share), 1),) if share else (),
                notes=notes,
                share=share.words if share else "",
            )

    def edges(self) -> Iterator[Edge]:
        found: dict[tuple[str, str, Way], list[str]] = {}
        for moment in walk.moments(self._story):
            here = self._place(moment.id)
            for there, way, label in dict.fromkeys(self._ways(moment)):  # a choice once
                if here != there or self._opened:
                    found.setdefault((here, there, way), []).append(label)
        for (here, there, way), labels in found.items():
            yield Edge(here, there, way, len(labels), tuple(filter(None, labels)))

    def _ways(self, moment: Moment) -> Iterator[tuple[str, Way, str]]:
        if moment.ending:
            yield self._ids["ending", moment.ending], "goto", ""
        named = [(to, cut(choice.id)) for choice in moment.choices for to in choice.targets]
        turned = [(to, "") for to in moment.targets]
        for target, label in (*named, *turned):
            if target.back is None:
                yield self._place(target.moment), "goto", label
            else:
                yield self._place(target.moment), "detour", label
                yield self._place(target.back), "goto", label

    def _place(self, moment: str) -> str:
        scene = moment.partition("/")[0]
        return self._ids["moment", moment] if self._opened else self._ids["scene", scene]

    def _moment(self, moment: Moment) -> Node:
        tone = tone_of(moment, self._by, self._shares)
        share = self._shares.moments[moment.id] if self._shares else None
        return Node(
            id=self._ids["moment", moment.id],
            kind="moment",
            name=cut(moment.id.partition("/")[2]),
            title="",
            tones=((tone, 1),) if tone else (),
            notes=tuple(self._moment_notes(moment)),
            share=share.words if share else "",
        )

    def _moment_notes(self, moment: Moment) -> Iterator[Note]:
        if moment.id == self._story.start:
            yield "start"
        if moment.id not in self._reached:
            yield "unreachable"
        if moment.id in self._unfinished:
            yield "unfinished"
        if not (moment.choices or moment.targets or moment.ending or moment.returns):
            yield "goes no further"

    def _scene_notes(self, scene: Scene) -> list[Note]:
        each = [set(self._moment_notes(moment)) for moment in scene.moments]
        some = set().union(*each)
        if each and not all("unreachable" in notes for notes in each):
            some.discard("unreachable")
        order: tuple[Note, ...] = ("start", "unreachable", "unfinished", "goes no further")
        return [note for note in order if note in some]


def _noticed(nodes: tuple[Node, ...], edges: tuple[Edge, ...]) -> tuple[Node, ...]:
    """The same places, the hubs among them noted."""
    ways = {(edge.here, edge.there) for edge in edges}
    ins, outs = Counter(there for _, there in ways), Counter(here for here, _ in ways)
    return tuple(
        replace(node, notes=(*node.notes, "hub"))
        if ins[node.id] >= HUB and outs[node.id] >= HUB
        else node
        for node in nodes
    )
