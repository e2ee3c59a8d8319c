"""A book: a story whose conditions, effects and prose are compiled, ready to play."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from engine.language.compile import compile_condition, compile_effect, compile_prose
from engine.model.story import Passage
from engine.play.dice import Dice, key
from engine.play.layout import layout_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeAlias, TypeVar

    from engine.language.layout import Layout
    from engine.language.meaning import Change, Meaning
    from engine.language.tree import Prose
    from engine.model.prose import Paragraph
    from engine.model.state import State, Value
    from engine.model.story import Block, Choice, Code, Moment, Scene, Story, Target

    Tree = TypeVar("Tree")
    Words: TypeAlias = Callable[[State], tuple[Paragraph, ...]]
    Render: TypeAlias = Callable[[State, int], tuple[Paragraph, ...]]
    Test: TypeAlias = Callable[[Sequence[Value]], bool]
    Apply: TypeAlias = Callable[[list[Value], Dice], None]
    Way: TypeAlias = tuple[Test | None, Target]


class NotPlayableError(Exception):
    """The story has errors: `engine check` names them."""


@dataclass(frozen=True, slots=True)
class Option:
    """A choice, compiled.

    Attributes:
        choice: The choice.
        words: What the reader sees.
        visible: Whether it is there.
        open: Whether it can be taken.
        effects: What taking it changes.
        ways: Where it leads: the first whose test holds.
        counter: The place that counts how often it was taken; nothing if nobody asks.
    """

    choice: Choice
    words: Words
    visible: Test | None
    open: Test | None
    effects: tuple[Apply, ...]
    ways: tuple[Way, ...]
    counter: int | None


@dataclass(frozen=True, slots=True)
class Beat:
    """A moment, compiled.

    Attributes:
        moment: The moment.
        enter: What arriving changes.
        blocks: Its prose.
        options: Its choices.
        ways: Where the story goes when the page is turned: the first whose test holds.
        counter: The place that counts its visits; nothing if nobody asks.
        scene_counter: The place that counts its scene's visits; nothing if nobody asks.
    """

    moment: Moment
    enter: tuple[Apply, ...]
    blocks: tuple[Render, ...]
    options: tuple[Option, ...]
    ways: tuple[Way, ...]
    counter: int | None
    scene_counter: int | None

    def option(self, choice_id: str) -> Option | None:
        """The choice of that id."""
        return next((o for o in self.options if o.choice.id == choice_id), None)


@dataclass(frozen=True, slots=True, eq=False)
class Book:
    """A story that can be played.

    Attributes:
        story: The story.
        layout: Where each variable and counter has its place in the state.
        initial: The state before the first moment.
    """

    story: Story
    layout: Layout
    initial: State
    _beats: dict[str, Beat] = field(default_factory=dict, repr=False)

    def beat(self, moment: str) -> Beat:
        """A moment, compiled when it is first met.

        Raises:
            KeyError: There is no such moment.
        """
        found = self._beats.get(moment)
        if found is None:
            found = self._beats[moment] = _beat(self.story.moment(moment), self.layout)
        return found

    def scene(self, moment: str) -> Scene:
        """The scene of a moment."""
        return self.story.scenes[moment.partition("/")[0]]

    def __contains__(self, moment: str) -> bool:
        """Whether the story has this moment."""
        scene = self.story.scenes.get(moment.partition("/")[0])
        return scene is not None and any(known.id == moment for known in scene.moments)


def make_book(story: Story, layout: Layout | None = None) -> Book:
    """Make a story ready to play.

    Args:
        story: The story.
        layout: Its layout, where that is known already.

    Raises:
        NotPlayableError: The story has no first moment.
    """
    layout = layout or layout_of(story)
    counters = len(layout.scenes) + len(layout.moments) + len(layout.choices)
    initial = (0, *(variable.default for variable in story.variables), *([0] * counters))
    book = Book(story, layout, initial)
    if story.start not in book:
        raise NotPlayableError(f"{story.id} has nowhere to begin")
    return book


def _beat(moment: Moment, layout: Layout) -> Beat:
    return Beat(
        moment=moment,
        enter=_effects(moment.enter, layout),
        blocks=tuple(_block(block, moment.id, n, layout) for n, block in enumerate(moment.text)),
        options=tuple(_option(choice, moment.id, layout) for choice in moment.choices),
        ways=_ways(moment.targets, layout),
        counter=layout.moments.get(moment.id),
        scene_counter=layout.scenes.get(moment.scene),
    )


def _option(choice: Choice, moment: str, layout: Layout) -> Option:
    return Option(
        choice=choice,
        words=_words(choice.text, layout),
        visible=_test(choice.visible, layout),
        open=_test(choice.requires, layout),
        effects=_effects(choice.effects, layout),
        ways=_ways(choice.targets, layout),
        counter=layout.choices.get(f"{moment}/{choice.id}"),
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
    if test is None:
        return lambda state, _: words(state)
    if block.otherwise is None:
        return lambda state, _: words(state) if test(state) else ()
    other = _words(block.otherwise, layout)
    return lambda state, _: words(state) if test(state) else other(state)


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
