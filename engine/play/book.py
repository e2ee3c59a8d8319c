"""A book: a story ready to play. A moment is made ready, from its score, when it is first met."""

from __future__ import annotations

from dataclasses import field
from sys import intern
from typing import TYPE_CHECKING

from engine.document.frozen import changing, frozen
from engine.language.actions import action_of, draws
from engine.language.closures import closure_of
from engine.language.telling import tell, text_of, texts_of
from engine.model.prose import Paragraph
from engine.play.page import Offer
from engine.play.varying import PICK, Either, Varying

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import TypeAlias

    from engine.language.actions import Action
    from engine.language.form import Form
    from engine.language.layout import Layout
    from engine.language.telling import Text
    from engine.model.state import State, Value, Variable
    from engine.model.story import Moment, Scene, Story
    from engine.play.score import Score

    Test: TypeAlias = Callable[[Sequence[Value]], bool]
    Scores: TypeAlias = Callable[[str], list[Score] | None]

NOTHING = Paragraph("")


class NotPlayableError(Exception):
    """The story has errors: `engine check` names them."""


@changing
class Way:
    """Where something leads.

    Attributes:
        moment: The moment.
        test: What must hold; nothing if nothing must.
        back: The moment after the detour, if it is one.
        beat: The moment, ready to play, once somebody has gone there.
    """

    moment: str
    test: Test | None = None
    back: str | None = None
    beat: Beat | None = field(default=None, repr=False)

    def meet(self, beats: Beats) -> Beat:
        """The moment that it leads to, made ready."""
        self.beat = beats[self.moment]
        return self.beat


@changing
class Option:
    """A choice, ready to be offered and taken.

    Attributes:
        id: Its id.
        visible: Whether it is there; nothing if it always is.
        offered: What the reader is offered; nothing where that hangs on the state.
        effects: What taking it changes.
        draws: Whether they draw random numbers.
        ways: Where it leads: the first whose test holds.
        beat: The moment that offers it.
        text: What it says; without words where it is always offered as it is.
        open: Whether it can be taken; nothing if it always can.
        locked: What is said while it is locked.
        counter: The place that counts how often it was taken; nothing if nobody asks.
        clock: The place that counts the turns since it was taken; nothing if nobody asks.
        fallback: Whether it is there only when no other can be taken.
        lot: Where it is drawn, its priority and how likely it is.
        always: Whether it can be taken whatever the state is.
    """

    id: str
    visible: Test | None
    offered: Offer | None
    effects: tuple[Action, ...]
    draws: bool
    ways: tuple[Way, ...]
    beat: Beat = field(repr=False)
    text: Text
    open: Test | None
    locked: str
    counter: int | None
    clock: int | None
    fallback: bool
    lot: tuple[int, int] | None
    always: bool

    def __init__(self, score: Score, beat: Beat) -> None:
        """Made from its score, for the moment that offers it."""
        told = score.get
        self.id, self.beat, self.locked = intern(score["id"]), beat, told("locked", "")
        self.visible, self.open = _test(told("visible")), _test(told("open"))
        self.text, self.offered = text_of(told("says", ())), None
        if self.open is None and isinstance(self.text, tuple):
            self.offered, self.text = Offer(self.id, _first(self.text), None, beat), ()
        self.effects, self.draws = (), False
        if effects := told("effects"):
            self.effects, self.draws = _effects(effects), any(map(draws, effects))
        self.ways, self.fallback = _ways(told("goto", ())), "fallback" in score
        self.counter, self.clock, self.lot = told("counter"), told("clock"), told("lot")
        free = self.visible is None and self.open is None
        self.always = free and not self.fallback and not self.lot

    def opens(self, state: State) -> bool:
        """Whether it is there and not locked, where it is not drawn and no fallback."""
        there = self.visible is None or self.visible(state)
        return there and (self.open is None or self.open(state))

    def now(self, state: State) -> Offer:
        """What the reader is offered of it now, if it is there."""
        locked = None if self.open is None or self.open(state) else self.locked
        return Offer(self.id, _first(tell(self.text, state, 0)), locked, self.beat)


@changing
class Arrival:
    """What happens when a moment is come to.

    Attributes:
        counter: The place that counts its visits; nothing if nobody asks.
        scene: The place that counts its scene's visits; nothing if nobody asks.
        clocks: The places that count the turns since it, or its scene, was visited.
        effects: What is changed.
        draws: Whether that draws random numbers.
    """

    counter: int | None
    scene: int | None
    clocks: tuple[int, ...]
    effects: tuple[Action, ...]
    draws: bool

    def __init__(self, score: Score) -> None:
        """Made from its part of a moment's score."""
        self.counter, self.scene = score.get("counter"), score.get("scene")
        self.clocks = tuple(score.get("clocks", ()))
        effects = score.get("effects", ())
        self.effects, self.draws = _effects(effects), any(map(draws, effects))


@changing
class Beat:
    """A moment, ready to play.

    Attributes:
        story: Its story.
        id: Its full id, ``scene/moment``.
        scene: Its scene's id.
        texts: What it says.
        options: Its choices.
        plain: Those that are there on their own account.
        drawn: Those that are drawn, those of the highest priority first.
        fallbacks: Those that are there only when no other can be taken.
        ways: Where the story goes when the page is turned: the first whose test holds.
        arrival: What happens when it is come to; nothing if nothing does.
        draw: How many choices are drawn at most; all, if nothing is given.
        returns: Whether a detour ends here.
        ending: The ending's id, where the story ends here.
    """

    story: Story = field(repr=False)
    id: str
    scene: str
    texts: tuple[Text, ...]
    options: tuple[Option, ...]
    plain: tuple[Option, ...]
    drawn: tuple[Option, ...]
    fallbacks: tuple[Option, ...]
    ways: tuple[Way, ...]
    arrival: Arrival | None
    draw: int | None
    returns: bool
    ending: str | None

    def __init__(self, score: Score, story: Story) -> None:
        """Made from its score."""
        told = score.get
        self.story, self.id = story, score["id"]
        self.scene = self.id.partition("/")[0]
        self.texts, self.ways = _texts(told("says", ())), _ways(told("goto", ()))
        self.arrival = Arrival(score["arrival"]) if "arrival" in score else None
        self.draw, self.returns, self.ending = told("draw"), "returns" in score, told("ending")
        self.plain = self.options = tuple([Option(one, self) for one in told("plain", ())])
        self.drawn = self.fallbacks = ()
        if "other" in score:
            other = tuple([Option(one, self) for one in score["other"]])
            self.options += other
            self.drawn = _drawn(other)
            self.fallbacks = tuple([option for option in other if not option.lot])

    @property
    def moment(self) -> Moment:
        """The moment as declared."""
        return self.story.moment(self.id)


class Beats(dict[str, Beat]):
    """The moments of a story, each made ready when it is first met."""

    def __init__(self, story: Story, layout: Layout, scores: Scores) -> None:
        """Takes the scores of a scene, where they are known already."""
        super().__init__()
        self._story = story
        self._layout = layout
        self._scores = scores

    def __missing__(self, moment: str) -> Beat:
        if not self._meet(moment.partition("/")[0]):
            from engine.play.score import score_of  # noqa: PLC0415  (not where scores were kept)

            self._add([score_of(self._story.moment(moment), self._layout)])
        if not dict.__contains__(self, moment):
            raise KeyError(moment)
        return self[moment]

    def __contains__(self, moment: object) -> bool:
        """Whether the story has this moment, met or not."""
        scene = str(moment).partition("/")[0]
        if dict.__contains__(self, moment) or scene not in self._story.scenes:
            return dict.__contains__(self, moment)
        if self._meet(scene):
            return dict.__contains__(self, moment)
        return any(one.id == moment for one in self._story.scenes[scene].moments)

    def _meet(self, scene: str) -> bool:
        """Make every moment of a scene ready, if the scores are known."""
        scores = self._scores(scene)
        self._add(scores or ())
        return scores is not None

    def _add(self, scores: Iterable[Score]) -> None:
        for score in scores:
            self.setdefault(score["id"], Beat(score, self._story))


@frozen(eq=False)
class Book:
    """A story that can be played.

    Attributes:
        story: The story.
        layout: Where each variable and counter has its place in the state.
        initial: The state before the first moment.
        beats: The moments, by id.
        clocks: What each turn moves on: a place in the state, and how far it counts.
        gauges: The variables that the reader sees, each with its place in the state.
    """

    story: Story
    layout: Layout
    initial: State
    beats: Beats = field(repr=False)
    gauges: tuple[tuple[int, Variable], ...] = field(repr=False)
    clocks: tuple[tuple[int, int], ...] = ()

    def scene(self, moment: str) -> Scene:
        """The scene of a moment."""
        return self.story.scenes[moment.partition("/")[0]]

    def __contains__(self, moment: str) -> bool:
        """Whether the story has this moment."""
        return moment in self.beats


def _unknown(_: str) -> None:
    """No scores were kept."""


def make_book(story: Story, layout: Layout | None = None, scores: Scores = _unknown) -> Book:
    """Make a story ready to play.

    Args:
        story: The story.
        layout: Its layout, where that is known already.
        scores: The scores of a scene, where they are known already.

    Raises:
        NotPlayableError: The story has no first moment.
    """
    if layout is None:
        from engine.play.layout import layout_of  # noqa: PLC0415  (a copy holds it)

        layout = layout_of(story)
    beats = Beats(story, layout, scores)
    if story.start not in beats:
        raise NotPlayableError(f"{story.id} has nowhere to begin")
    counters = len(layout.scenes) + len(layout.moments) + len(layout.choices)
    defaults = (variable.default for variable in story.variables)
    initial = (0, *defaults, *([0] * counters), *(most for _, most in layout.clocks))
    gauges = tuple((layout.variables[v.name], v) for v in story.variables if v.gauge)
    return Book(story, layout, initial, beats, gauges, layout.clocks)


def _drawn(options: Iterable[Option]) -> tuple[Option, ...]:
    """Those of some that are drawn, those of the highest priority first."""
    drawn = [(option.lot[0], option) for option in options if option.lot]
    return tuple(option for _, option in sorted(drawn, key=lambda pair: -pair[0]))


def _test(text: str | None) -> Test | None:
    return closure_of(text) if text else None


def _effects(texts: Iterable[str]) -> tuple[Action, ...]:
    return tuple([action_of(text) for text in texts])


def _first(words: Sequence[Paragraph]) -> Paragraph:
    return words[0] if words else NOTHING


def _ways(form: str | Form) -> tuple[Way, ...]:
    if isinstance(form, str):
        return (Way(form),)
    return tuple([Way(moment, _test(test), back) for moment, test, back in form])


def _texts(blocks: Iterable[Form]) -> tuple[Text, ...]:
    texts: list[Text] = []
    for word, *parts in blocks:
        if word == "prose":
            texts += texts_of(parts)
        elif word == "if":
            test, said, otherwise = parts
            texts.append(Either(closure_of(test), text_of(said), text_of(otherwise)))
        else:
            how, visits, name, *varied = parts
            texts.append(Varying(PICK[how], visits, name, tuple(map(text_of, varied))))
    return tuple(texts)
