"""A book: a story whose conditions, effects and prose are compiled, ready to play."""

from __future__ import annotations

from dataclasses import field
from functools import cache
from typing import TYPE_CHECKING

from engine.document.frozen import frozen
from engine.language.compile import compile_condition, compile_effect, compile_prose
from engine.model.prose import Paragraph
from engine.model.story import Passage
from engine.play.dice import Dice, key
from engine.play.layout import layout_of
from engine.play.page import Gauge, Offer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import TypeAlias, TypeVar

    from engine.language.layout import Layout
    from engine.language.meaning import Change, Meaning
    from engine.language.tree import Prose
    from engine.model.state import State, Value, Variable
    from engine.model.story import Block, Choice, Citation, Code, Moment, Scene, Story, Target

    Tree = TypeVar("Tree")
    Words: TypeAlias = Callable[[State], tuple[Paragraph, ...]]
    Render: TypeAlias = Callable[[State, int], tuple[Paragraph, ...]]
    Test: TypeAlias = Callable[[Sequence[Value]], bool]
    Apply: TypeAlias = Callable[[list[Value], Dice], None]
    Way: TypeAlias = tuple[Test | None, Target]
    Showing: TypeAlias = Callable[[Value], Gauge]

NOTHING = Paragraph(())


class NotPlayableError(Exception):
    """The story has errors: `engine check` names them."""


@frozen()
class Option:
    """A choice, compiled.

    Attributes:
        choice: The choice.
        offered: What the reader is offered; nothing where the words of it vary.
        barred: The same, while it is locked.
        words: What it says.
        visible: Whether it is there; nothing if it always is.
        open: Whether it can be taken; nothing if it always can.
        effects: What taking it changes.
        ways: Where it leads: the first whose test holds.
        counter: The place that counts how often it was taken; nothing if nobody asks.
        clock: The place that counts the turns since it was taken; nothing if nobody asks.
        after: The claims that are shown only when it has been taken.
    """

    choice: Choice
    offered: Offer | None
    barred: Offer | None
    words: Words
    visible: Test | None
    open: Test | None
    effects: tuple[Apply, ...]
    ways: tuple[Way, ...]
    counter: int | None
    clock: int | None
    after: tuple[Citation, ...]


@frozen()
class Beat:
    """A moment, compiled.

    Attributes:
        moment: The moment.
        scene: Its scene.
        within: What the id of every moment of its scene begins with.
        enter: What arriving changes.
        prose: What it says.
        options: Its choices, by id.
        plain: Those that are there on their own account.
        drawn: Those that are drawn, those of the highest priority first.
        fallbacks: Those that are there only when no other can be taken.
        ways: Where the story goes when the page is turned: the first whose test holds.
        counter: The place that counts its visits; nothing if nobody asks.
        scene_counter: The place that counts its scene's visits; nothing if nobody asks.
        clocks: The places that count the turns since it, or its scene, was visited.
    """

    moment: Moment
    scene: Scene
    within: str
    enter: tuple[Apply, ...]
    prose: Render
    options: dict[str, Option]
    plain: tuple[Option, ...]
    drawn: tuple[Option, ...]
    fallbacks: tuple[Option, ...]
    ways: tuple[Way, ...]
    counter: int | None
    scene_counter: int | None
    clocks: tuple[int, ...]


class Beats(dict[str, Beat]):
    """The moments of a story, each compiled when it is first met."""

    def __init__(self, story: Story, layout: Layout) -> None:
        super().__init__()
        self._story = story
        self._layout = layout

    def __missing__(self, moment: str) -> Beat:
        scene = self._story.scenes[moment.partition("/")[0]]
        self[moment] = beat = _beat(self._story.moment(moment), scene, self._layout)
        return beat

    def __contains__(self, moment: object) -> bool:
        """Whether the story has this moment, met or not."""
        scene = self._story.scenes.get(str(moment).partition("/")[0])
        return scene is not None and any(known.id == moment for known in scene.moments)


@frozen(eq=False)
class Book:
    """A story that can be played.

    Attributes:
        story: The story.
        layout: Where each variable and counter has its place in the state.
        initial: The state before the first moment.
        beats: The moments, by id.
        clocks: What each turn moves on: a place in the state, and how far it counts.
        gauges: What the reader sees of the state: a place in it, and the gauge of its value.
    """

    story: Story
    layout: Layout
    initial: State
    beats: Beats = field(repr=False)
    gauges: tuple[tuple[int, Showing], ...] = field(repr=False)
    clocks: tuple[tuple[int, int], ...] = ()

    def scene(self, moment: str) -> Scene:
        """The scene of a moment."""
        return self.story.scenes[moment.partition("/")[0]]

    def __contains__(self, moment: str) -> bool:
        """Whether the story has this moment."""
        return moment in self.beats


def make_book(story: Story, layout: Layout | None = None) -> Book:
    """Make a story ready to play.

    Args:
        story: The story.
        layout: Its layout, where that is known already.

    Raises:
        NotPlayableError: The story has no first moment.
    """
    layout = layout or layout_of(story)
    beats = Beats(story, layout)
    if story.start not in beats:
        raise NotPlayableError(f"{story.id} has nowhere to begin")
    counters = len(layout.scenes) + len(layout.moments) + len(layout.choices)
    defaults = (variable.default for variable in story.variables)
    initial = (0, *defaults, *([0] * counters), *(most for _, most in layout.clocks))
    gauges = tuple((layout.variables[v.name], _gauge(v)) for v in story.variables if v.gauge)
    return Book(story, layout, initial, beats, gauges, layout.clocks)


def _gauge(variable: Variable) -> Showing:
    """The gauge of each value, made when it is first shown."""
    name, label, low, high = variable.name, variable.label, variable.minimum, variable.maximum
    return cache(lambda value: Gauge(name, label, int(value), low, high))


def _beat(moment: Moment, scene: Scene, layout: Layout) -> Beat:
    options = {choice.id: _option(choice, layout) for choice in moment.choices}
    asked = [option for option in options.values() if not option.choice.storylet]
    return Beat(
        moment=moment,
        scene=scene,
        within=f"{scene.id}/",
        enter=_effects(moment.enter, layout),
        prose=_prose(moment, layout),
        options=options,
        plain=tuple(option for option in asked if not option.choice.fallback),
        drawn=_drawn(options.values()),
        fallbacks=tuple(option for option in asked if option.choice.fallback),
        ways=_ways(moment.targets, layout),
        counter=layout.moments.get(moment.id),
        scene_counter=layout.scenes.get(moment.scene),
        clocks=tuple(layout.since[what] for what in (moment.id, scene.id) if what in layout.since),
    )


def _drawn(options: Iterable[Option]) -> tuple[Option, ...]:
    """Those that are drawn, those of the highest priority first."""
    drawn = [(o.choice.storylet.priority, o) for o in options if o.choice.storylet]
    return tuple(option for _, option in sorted(drawn, key=lambda pair: -pair[0]))


def _option(choice: Choice, layout: Layout) -> Option:
    words, varies = _words(choice.text, layout), _varies(choice.text)
    counter, visible = layout.choices.get(choice.full), _test(choice.visible, layout)
    return Option(
        choice=choice,
        offered=None if varies else offer_of(choice, words(()), locked=False),
        barred=None if varies or not choice.requires else offer_of(choice, words(()), locked=True),
        words=words,
        visible=_until_taken(visible, counter) if choice.once and counter is not None else visible,
        open=_test(choice.requires, layout),
        effects=_effects(choice.effects, layout),
        ways=_ways(choice.targets, layout),
        counter=counter,
        clock=layout.since.get(choice.full),
        after=tuple(citation for citation in choice.citations if citation.after),
    )


def _until_taken(visible: Test | None, counter: int) -> Test:
    """Whether a choice is there that goes once it has been taken."""
    if visible is None:
        return lambda state: not state[counter]
    return lambda state: not state[counter] and visible(state)


def offer_of(choice: Choice, words: tuple[Paragraph, ...], *, locked: bool) -> Offer:
    """What the reader is offered of a choice that says these words now."""
    return Offer(
        id=choice.id,
        text=words[0] if words else NOTHING,
        locked=choice.locked if locked else None,
        citations=tuple(citation for citation in choice.citations if not citation.after),
        choice=choice,
    )


def _tree(code: Code[Tree]) -> Tree:
    if code.tree is None:
        raise NotPlayableError(f"this cannot be played as it stands: {code.text}")
    return code.tree


def _words(code: Code[Prose[Meaning]], layout: Layout) -> Words:
    return compile_prose(_tree(code), layout)


def _test(code: Code[Meaning] | None, layout: Layout) -> Test | None:
    return compile_condition(_tree(code), layout) if code else None


def _effects(codes: tuple[Code[Change], ...], layout: Layout) -> tuple[Apply, ...]:
    return tuple(compile_effect(_tree(code), layout) for code in codes)


def _ways(targets: tuple[Target, ...], layout: Layout) -> tuple[Way, ...]:
    return tuple((_test(target.condition, layout), target) for target in targets)


def _prose(moment: Moment, layout: Layout) -> Render:
    """What a moment says, block by block."""
    blocks = tuple(_block(block, moment.id, n, layout) for n, block in enumerate(moment.text))
    if len(blocks) == 1:
        return blocks[0]

    def prose(state: State, seed: int) -> tuple[Paragraph, ...]:
        said: list[Paragraph] = []
        for block in blocks:
            said += block(state, seed)
        return tuple(said)

    return prose


def _block(block: Block, moment: str, number: int, layout: Layout) -> Render:
    if isinstance(block, Passage):
        return _passage(block, layout)
    texts = tuple(_words(code, layout) for code in block.texts)
    visits = layout.moments[moment]
    pick = _PICK[block.how]

    def vary(state: State, seed: int) -> tuple[Paragraph, ...]:
        visit = int(state[visits])  # type: ignore[arg-type]  # a counter
        chosen = pick(visit - 1, len(texts), seed, f"{moment}#{number}")
        return texts[chosen](state) if chosen is not None else ()

    return vary


def _passage(block: Passage, layout: Layout) -> Render:
    words, test = _words(block.prose, layout), _test(block.condition, layout)
    other = _words(block.otherwise, layout) if block.otherwise else _silence
    if _varies(block.prose) or _varies(block.otherwise):
        return lambda state, _: words(state) if test is None or test(state) else other(state)
    said, else_said = words(()), other(())
    if test is None:
        return lambda _state, _seed: said
    return lambda state, _: said if test(state) else else_said


def _silence(_: State) -> tuple[Paragraph, ...]:
    return ()


def _varies(code: Code[Prose[Meaning]] | None) -> bool:
    """Whether there is an expression in the words."""
    return code is not None and bool(_tree(code).values)


def _stop(visit: int, count: int, _: int, __: str) -> int | None:
    return min(visit, count - 1)


def _cycle(visit: int, count: int, _: int, __: str) -> int | None:
    return visit % count


def _once(visit: int, count: int, _: int, __: str) -> int | None:
    return visit if visit < count else None


def _shuffle(visit: int, count: int, seed: int, name: str) -> int | None:
    """Each round takes every text once, in an order of its own."""
    dice = Dice(key(seed, f"{name}#{visit // count}"))
    return dice.shuffled(tuple(range(count)))[visit % count]


_PICK: dict[str, Callable[[int, int, int, str], int | None]] = {
    "stop": _stop,
    "cycle": _cycle,
    "once": _once,
    "shuffle": _shuffle,
}
