"""A story made ready to be explored: numbers for moments, tables for changes, and no prose."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

from engine.explore.chance import Chance, draws
from engine.explore.noticed import Noticed
from engine.explore.places import EVERY, NOTHING, Places, edges, only, places_of
from engine.explore.relevance import relevance
from engine.explore.sight import Sight
from engine.explore.ways import (
    Begin,
    Count,
    Crossing,
    Deed,
    Way,
    WayFinder,
    before,
    changed,
    mattering,
)
from engine.language.compile import compile_condition, compile_effect
from engine.language.form import form_of
from engine.language.layout import Layout
from engine.language.meaning import Change, Constant
from engine.model import walk
from engine.play.lots import drawn, visit_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from engine.explore.places import Tokens
    from engine.explore.watch import Watch
    from engine.language.compile import Action, Condition
    from engine.language.meaning import Meaning
    from engine.model.state import Value
    from engine.model.story import Choice, Code, Moment, Story

    Compiled: TypeAlias = tuple[Watch, Condition]

WIDE = 4
"""Where more places than this change on a way, it takes longer to go."""

Values: TypeAlias = tuple["Value | tuple[int, ...]", ...]
"""Each place's value, and last where the detours under way come back to."""


class Table(dict["Value", "Value"]):
    """What becomes of each value of a place on one way; worked out when it is first met."""

    def __init__(self, change: Callable[[Value], Value]) -> None:
        super().__init__()
        self._change = change

    def __missing__(self, value: Value) -> Value:
        self[value] = found = self._change(value)
        return found


@dataclass(slots=True)
class Road:
    """A way, compiled.

    Attributes:
        way: The way.
        actions: Changes that read other places, or draw numbers, with all that stand between
            them; empty on most ways.
        chances: By the number of each action that draws, all that can come of it.
        tables: What becomes of each place on which something changes, or stops to matter.
        taken: Whether any reader can take it.
    """

    way: Way
    actions: tuple[Action, ...]
    chances: Mapping[int, Chance]
    tables: tuple[tuple[int, Table], ...]
    taken: bool = False


@dataclass(slots=True)
class Option:
    """A choice, compiled.

    Attributes:
        choice: The choice.
        once: The place that counts its takings, where it is gone once it has been taken.
        visible: Whether it is there.
        open: Whether it can be taken.
        road: Where it leads.
        certain: Whether its condition is the whole truth, so that it is there if that holds.
        shown: Whether any reader sees it.
    """

    choice: Choice
    once: int | None
    visible: Condition | None
    open: Condition | None
    road: Road
    certain: bool = True
    shown: bool = False

    @property
    def id(self) -> str:
        """The id of the choice."""
        return self.choice.id

    @property
    def lot(self) -> tuple[int, int] | None:
        """Of a storylet, its priority and its weight."""
        storylet = self.choice.storylet
        return (storylet.priority, storylet.weight) if storylet else None

    @property
    def priority(self) -> int:
        """Of a storylet, its priority."""
        return self.lot[0] if self.lot else 0


@dataclass(slots=True)
class Fork:
    """One way out of a crossing.

    Attributes:
        test: What must hold; nothing where it is always open.
        certain: Whether the test is the whole truth, so that no way below can be taken as well.
        road: The way.
    """

    test: Condition | None
    certain: bool
    road: Road


@dataclass(slots=True)
class Spot:
    """A moment or a crossing, compiled.

    Attributes:
        moment: The moment; of a crossing, the one before it.
        watched: The conditions of its prose that have not yet given both answers.
        plain: Its choices.
        drawn: The storylets that can be drawn, those of the highest priority first.
        count: How many are drawn at most; all, if nothing is given.
        visits: The place that counts its visits, where that is kept.
        fallbacks: Its choices that are there only when no other can be taken.
        onward: Where it goes on without a choice.
        returning: By the moment to come back to, where a detour ends here.
        forks: The ways out, where this is a crossing and no page.
        reached: Whether any reader comes here.
    """

    moment: Moment
    watched: list[Compiled]
    plain: tuple[Option, ...] = ()
    drawn: tuple[Option, ...] = ()
    count: int | None = None
    visits: int | None = None
    fallbacks: tuple[Option, ...] = ()
    onward: Road | None = None
    returning: Mapping[int, Road] | None = None
    forks: tuple[Fork, ...] = ()
    reached: bool = False

    def offers(self, state: Values, seed: int | None = None) -> list[Option]:
        """The choices that can be taken now; notes those that are only shown.

        Args:
            state: The state.
            seed: What the lots grow from; if nothing is given, every storylet is there that
                some lot can draw.
        """
        found = _offers(self.plain, state)
        if self.drawn:
            found += self._drawn(state) if seed is None else self._by_lot(state, seed)
        return found or _offers(self.fallbacks, state)

    def _drawn(self, state: Values) -> list[Option]:
        """Of each priority all that can be drawn, until those of higher ones are enough."""
        found: list[Option] = []
        for _, group in groupby(self.drawn, key=lambda option: option.priority):
            found += _offers(group, state)
            if self.count is not None and sum(o.certain for o in found) >= self.count:
                break
        return found

    def _by_lot(self, state: Values, seed: int) -> list[Option]:
        """What a playthrough of that seed draws, in a machine that keeps every place."""
        there = [option for option in self.drawn if _is_there(option, state)]
        visits = 0 if self.visits is None else int(state[self.visits])  # type: ignore[arg-type]
        return _offers(drawn(there, self.count, seed, visit_of(self.moment.id, visits)), state)

    @property
    def has_choices(self) -> bool:
        """Whether it is left by a choice."""
        return bool(self.plain or self.drawn or self.fallbacks)

    @property
    def options(self) -> tuple[Option, ...]:
        """Every choice."""
        return (*self.plain, *self.drawn, *self.fallbacks)

    def across(self, state: Values) -> Iterator[Road]:
        """The ways that may be taken from a crossing; in a story that is seen whole, one."""
        for fork in self.forks:
            if fork.test is None or fork.test(state):  # type: ignore[arg-type]
                yield fork.road
                if fork.certain:
                    return


def _is_there(option: Option, state: Values) -> bool:
    if option.once is not None and state[option.once]:
        return False
    return option.visible is None or option.visible(state)  # type: ignore[arg-type]


def _offers(options: Iterable[Option], state: Values) -> list[Option]:
    found = []
    for option in options:
        if option.once is not None and state[option.once]:
            continue
        if option.visible is not None and not option.visible(state):  # type: ignore[arg-type]
            continue
        option.shown = True
        if option.open is None or option.open(state):  # type: ignore[arg-type]
            found.append(option)
    return found


@dataclass(slots=True)
class Machine:
    """A story ready to be explored.

    Attributes:
        spots: Its moments, by number, and after them its crossings.
        start: The first moment.
        first: What happens before the first page.
        initial: Every place before that.
        names: What stands at each place, as a condition asks for it.
    """

    spots: list[Spot]
    start: int
    first: Road
    initial: Values
    names: tuple[str, ...]

    def within(self, most: int) -> int:
        """How many ways can be gone in the time for so many on which `WIDE` places change."""
        ways = [option.road for spot in self.spots for option in spot.options]
        changes = sum(len(way.tables) for way in ways)
        return min(most, most * WIDE * len(ways) // max(changes, 1)) if ways else most


def make_machine(
    story: Story, watched: Iterable[Watch] = (), *, slice_of: bool = False, whole: bool = False
) -> Machine:
    """Compile a story that has no error.

    Args:
        story: The story.
        watched: The conditions of its prose to watch; what they look at makes more states.
        slice_of: Whether to keep only what these conditions look at. A choice is then there
            unless that alone rules it out, so that more can happen than in truth: what never
            happens in a slice never happens.
        whole: Whether to keep every place: a state is then the one that play has, and the
            same dice lead to the same place.
    """
    moments, full = list(walk.moments(story)), places_of(story)
    finder = WayFinder(moments, full)
    ways = [finder.ways(moment) for moment in moments]
    ways += [finder.ways_across(crossing) for crossing in finder.crossings]
    start = finder.numbers[story.start]
    opening = Way(start, None, finder.arriving(start, None))
    by_moment: dict[str, list[Watch]] = {}
    for watch in watched:
        by_moment.setdefault(watch.moment.id, []).append(watch)
    seen = [by_moment.get(moment.id, []) for moment in moments]
    within = _looked_at(seen, full) if slice_of else None
    sight = Sight(full, within)
    if within is not None:
        shown = _deciding(within, (*ways, (opening,)), full)
        ways = [tuple(_only_on(shown, way, full) for way in out) for out in ways]
        opening = _only_on(shown, opening, full)
    own = [sight.at(moment, seen[number]) for number, moment in enumerate(moments)]
    own += [sight.across(crossing.targets) for crossing in finder.crossings]
    matters = [_all_of(full)] * len(own) if whole else relevance(own, ways, full)

    def kept_on(way: Way) -> tuple[Deed, ...]:
        # What is overwritten at once may have drawn a number all the same.
        return way.deeds if whole else mattering(way.deeds, matters[way.there], full)

    all_ways = (way for out in (*ways, (opening,)) for way in out)
    # A place may matter only on the way, between two effects.
    passing = {changed(deed, full) for way in all_ways for deed in kept_on(way)}
    kept = frozenset(place for tokens in (*own, *matters) for place in tokens) | passing
    places, moved = only(full, kept)
    tokens = [{moved[place]: found for place, found in at.items()} for at in matters]
    maker = _Maker(moments, finder.crossings, places, moved, tokens, sight, kept_on)
    return maker.machine(opening, ways, seen)


def _deciding(
    within: frozenset[int], ways: Iterable[tuple[Way, ...]], places: Places
) -> frozenset[int]:
    """The places that decide, over any number of effects, what becomes of some places."""
    changes = {id(d): d for out in ways for way in out for d in way.deeds if isinstance(d, Change)}
    read: dict[int, set[int]] = {}
    for change in changes.values():
        if not isinstance(change.value, Constant):
            noticed = Noticed(places)
            noticed.value(change.value)
            read.setdefault(changed(change, places), set()).update(noticed.tokens)
    found = set(within)
    todo = list(within)
    while todo:
        more = read.get(todo.pop(), set()) - found
        found |= more
        todo += more
    return frozenset(found)


def _only_on(shown: frozenset[int], way: Way, places: Places) -> Way:
    """A way without the deeds on places that nothing in view hangs on."""
    return replace(way, deeds=tuple(deed for deed in way.deeds if changed(deed, places) in shown))


def _all_of(places: Places) -> dict[int, Tokens]:
    """Every value of every place matters."""
    return dict.fromkeys(range(places.layout.size), EVERY)


def _looked_at(watched: list[list[Watch]], places: Places) -> frozenset[int]:
    noticed = Noticed(places)
    for watch in (watch for found in watched for watch in found):
        noticed.condition(watch.tree)
    return frozenset(noticed.tokens)


@dataclass(frozen=True, slots=True)
class _Maker:
    """Compiles, given the moments, the places that are kept and what matters at each moment."""

    _moments: list[Moment]
    _crossings: list[Crossing]
    _places: Places
    _moved: dict[int, int]
    _tokens: list[dict[int, Tokens]]
    _sight: Sight
    _kept_on: Callable[[Way], tuple[Deed, ...]]

    def machine(
        self,
        opening: Way,
        ways: list[tuple[Way, ...]],
        watched: list[list[Watch]],
    ) -> Machine:
        spots = [self._spot(number, ways[number], found) for number, found in enumerate(watched)]
        for number, crossing in enumerate(self._crossings, len(spots)):
            forks = tuple(self._fork(way, number) for way in ways[number])
            spots.append(Spot(crossing.moment, [], forks=forks))
        return Machine(
            spots=spots,
            start=opening.there,
            first=self._road(opening, None),
            initial=self._initial(),
            names=self._places.names,
        )

    def _initial(self) -> Values:
        known, layout = self._places.variables, self._places.layout
        # What never was is as long ago as its clock can count.
        clocks = dict(layout.clocks)
        values = [known[n].default if n in known else clocks.get(n, 0) for n in range(layout.size)]
        return (*values, ())

    def _spot(self, number: int, ways: tuple[Way, ...], watched: list[Watch]) -> Spot:
        moment = self._moments[number]
        roads = [self._road(way, number) for way in ways]
        options = [
            self._option(moment.choices[road.way.option], road)
            for road in roads
            if road.way.option is not None
        ]
        lots = [option for option in options if option.choice.storylet]
        asked = [option for option in options if not option.choice.storylet]
        onward = next((r for r in roads if r.way.option is None and not r.way.returns), None)
        return Spot(
            moment=moment,
            watched=[(w, compile_condition(w.tree, self._places.layout)) for w in watched],
            plain=tuple(option for option in asked if not self._falls_back(moment, option)),
            drawn=tuple(sorted(lots, key=lambda option: -option.priority)),
            count=moment.draw.count if moment.draw else None,
            visits=self._places.layout.moments.get(moment.id),
            fallbacks=tuple(option for option in asked if self._falls_back(moment, option)),
            onward=onward,
            returning={r.way.there: r for r in roads} if moment.returns else None,
        )

    def _fork(self, way: Way, source: int) -> Fork:
        condition = way.target.condition if way.target else None
        road = self._road(way, source)
        return Fork(self._test(condition), self._sight.is_whole(condition), road)

    def _option(self, choice: Choice, road: Road) -> Option:
        counter = self._places.layout.choices.get(choice.full)
        return Option(
            choice=choice,
            once=counter if self._sight.counts(choice) else None,
            visible=self._test(choice.visible),
            open=self._test(choice.requires),
            road=road,
            certain=self._sight.is_whole(choice.visible),
        )

    def _falls_back(self, moment: Moment, option: Option) -> bool:
        return option.choice.fallback and self._sight.whole(moment)

    def _test(self, code: Code[Meaning] | None) -> Condition | None:
        tree = self._sight.of(code)
        return compile_condition(tree, self._places.layout) if tree else None

    def _road(self, way: Way, source: int | None) -> Road:
        deeds = tuple(self._kept(way))
        if any(_is_tangled(deed) for deed in deeds):
            actions = tuple(self._action(deed) for deed in deeds)
            chances = dict(self._chances(deeds, way.there))
            return Road(way, actions, chances, tuple(self._settling(way.there)))
        return Road(way, (), {}, tuple(self._tables(way, deeds, source)))

    def _kept(self, way: Way) -> Iterator[Deed]:
        """The deeds on places that are kept, with the new numbers of those places."""
        for deed in self._kept_on(way):
            if isinstance(deed, Change):
                yield deed
            else:
                yield replace(deed, place=self._moved[deed.place])

    def _chances(self, deeds: tuple[Deed, ...], there: int) -> Iterator[tuple[int, Chance]]:
        layout = self._places.layout
        for number, deed in enumerate(deeds):
            if isinstance(deed, Change) and draws(form_of(deed.value, layout)):
                after = before(deeds[number + 1 :], self._tokens[there], self._places)
                yield number, Chance(deed, layout, edges(after.get(self._place(deed), NOTHING)))

    def _action(self, deed: Deed) -> Action:
        if isinstance(deed, Change):
            return compile_effect(deed, self._places.layout)
        place, step = deed.place, _step(deed)

        def count(values: list[Value], _: object) -> None:
            values[place] = step(values[place])

        return count

    def _settling(self, there: int) -> Iterator[tuple[int, Table]]:
        """One table for each place: every value may have come about."""
        for place in range(len(self._initial()) - 1):
            yield place, self._table(place, there, ())

    def _tables(
        self, way: Way, deeds: tuple[Deed, ...], source: int | None
    ) -> Iterator[tuple[int, Table]]:
        by_place: dict[int, list[Deed]] = {}
        for deed in deeds:
            by_place.setdefault(self._place(deed), []).append(deed)
        for place in range(len(self._initial()) - 1):
            own = tuple(by_place.get(place, ()))
            if own or source is None or not self._matters_on(place, source, way.there):
                yield place, self._table(place, way.there, own)

    def _place(self, deed: Deed) -> int:
        return changed(deed, self._places)

    def _matters_on(self, place: int, source: int, there: int) -> bool:
        """Whether all that could be told apart about a place still can, so nothing merges."""
        before = self._tokens[source].get(place, NOTHING)
        after = self._tokens[there].get(place, NOTHING)
        return before <= after or None in after

    def _table(self, place: int, there: int, deeds: tuple[Deed, ...]) -> Table:
        tokens = self._tokens[there].get(place, NOTHING)
        settled = self._places.settling(place, tokens)
        steps = [_step(deed) for deed in deeds] if tokens else []

        def change(value: Value) -> Value:
            for step in steps:
                value = step(value)
            return settled(value)

        return Table(change)


def _is_tangled(deed: Deed) -> bool:
    """Whether what a deed does hangs on more than the place it changes."""
    return isinstance(deed, Change) and not isinstance(deed.value, Constant)


class _NoDice:
    def roll(self, low: int, high: int) -> int:
        """Never asked: of an effect that draws all is followed that can come of it."""
        raise NotImplementedError(low, high)


NO_DICE = _NoDice()


def _step(deed: Deed) -> Callable[[Value], Value]:
    if isinstance(deed, Begin):
        return lambda _: 0
    if isinstance(deed, Count):
        most = deed.most
        if most is None:
            return lambda value: int(value) + 1  # type: ignore[arg-type]  # a counter
        return lambda value: min(int(value) + 1, most)  # type: ignore[arg-type]  # a counter
    action = compile_effect(deed, Layout({deed.variable.name: 0}))

    def step(value: Value) -> Value:
        values = [value]
        action(values, NO_DICE)
        return values[0]

    return step
