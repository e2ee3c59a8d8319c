"""Small stories drawn at random, and the slow truth about them: play them every way there is."""

from __future__ import annotations

import json
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from unittest.mock import patch

import folders

from engine.explore.watch import watches
from engine.language.compile import compile_condition
from engine.load import load
from engine.model import walk
from engine.play import CONTINUE, begin, make_book, take, view

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from typing import TypeAlias

    from engine.document.span import Span
    from engine.model.state import Value
    from engine.model.story import Story, Target
    from engine.play import Playthrough
    from engine.play.book import Beat, Test

    Key: TypeAlias = tuple[str, tuple[object, ...], tuple[str, ...]]

MOMENTS = 7
MOST = 600
STORYLETS = ("stove", "letter", "walk")
WAYS_ON = ("choices", "draw", "goto", "ending")
ASKED = 5
FEW = 8
LOTS = range(40)
"""So many seeds are tried where something is drawn: every lot is among them."""


def story_of(rng: random.Random, folder: Path, *, rich: bool = False) -> Story:
    """A story without errors.

    Args:
        rng: What it is drawn from.
        folder: Where it is written.
        rich: Whether to draw from the whole of the format; else there is no more in it than
            most stories have, so that more of it can be proved in parts.
    """
    drawing = _Rich(rng) if rich else _Plain(rng)
    found = load(folders.write(folder, story=_head(), **drawing.scenes()))
    errors = [f for f in found.findings if f.code.severity == "error"]
    assert not errors, errors
    assert found.story is not None
    return found.story


def _head() -> str:
    return """\
        format: 1
        story: hall
        title: The Hall
        summary: A hall with a door.
        start: hall
        library: seeds
        state:
          a: {type: integer, minimum: 0, maximum: 4, default: 1}
          b: {type: integer, minimum: -2, maximum: 2, default: 0}
          flag: {type: boolean}
          door: {type: enum, values: [shut, ajar, open]}
          owed: {type: set, values: [coal, vote]}
        endings:
          out: {title: Out}
          lost: {title: Lost}
        """


class _Plain:
    """Draws scenes."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng

    def scenes(self) -> dict[str, str]:
        return {"hall": self.hall(), "yard": self.yard()}

    def hall(self) -> str:
        names = [f"m{n}" for n in range(MOMENTS)]
        moments = {name: self.moment([*names, "yard"]) for name in names}
        return self.scene("hall", moments)

    def yard(self) -> str:
        moments = {"y0": self.moment(["hall", "y1"]), "y1": self.moment(["hall", "y0"])}
        for key in WAYS_ON:
            moments["y1"].pop(key, None)
        moments["y1"]["return"] = True
        return self.scene("yard", moments)

    def scene(self, name: str, moments: dict[str, dict[str, object]], **more: object) -> str:
        made = {"scene": name, "title": name, "date": {"text": "now"}, "place": "here"}
        return json.dumps({**made, **more, "moments": moments}, ensure_ascii=False)

    def moment(self, places: list[str]) -> dict[str, object]:
        rng = self.rng
        text: list[object] = ["Text."]
        if rng.random() < 0.4:
            text.append({"if": self.condition(), "text": "Some.", "else": "Other."})
        if rng.random() < 0.2:
            text.append({"vary": ["One.", "Two."]})
        made: dict[str, object] = {"standing": "invented", "text": text, "record": "silent"}
        if rng.random() < 0.3:
            made["enter"] = [_effect(rng)]
        return made | self.way_on(places)

    def way_on(self, places: list[str]) -> dict[str, object]:
        kind = self.rng.random()
        if kind < 0.15:
            return {"ending": self.rng.choice(["out", "lost"])}
        if kind < 0.35:
            return {"goto": self.goto(places)}
        return {"choices": [self.choice(n, places) for n in range(self.rng.randint(1, 3))]}

    def choice(self, number: int, places: list[str]) -> dict[str, object]:
        rng = self.rng
        made: dict[str, object] = {"id": f"c{number}", "text": "Go.", "goto": self.goto(places)}
        if rng.random() < 0.4:
            made["if"] = self.condition()
        if rng.random() < 0.3:
            made |= {"requires": self.condition(), "locked": "No."}
        if rng.random() < 0.2:
            made["once"] = True
        if rng.random() < 0.15:
            made["fallback"] = True
        if isinstance(made["goto"], str) and rng.random() < 0.15:
            made["detour"] = "yard"
        made["effects"] = [_effect(rng) for _ in range(rng.randint(0, 2))]
        return made

    def goto(self, places: list[str]) -> str | list[object]:
        return self.rng.choice(places)

    def condition(self) -> str:
        return _condition(self.rng)


class _Rich(_Plain):
    """Draws scenes in which everything is met that the format has."""

    def scenes(self) -> dict[str, str]:
        return super().scenes() | {name: self.storylet(name) for name in STORYLETS}

    def hall(self) -> str:
        names = [f"m{n}" for n in range(MOMENTS)]
        moments = {name: self.moment([*names, "yard"]) for name in names}
        asides = [self.choice(n, ["here", *names]) for n in range(8, 10)]
        return self.scene("hall", moments, shared={"asides": asides})

    def storylet(self, name: str) -> str:
        rng = self.rng
        made: dict[str, object] = {"deck": "evenings", "offer": "Go."}
        if rng.random() < 0.5:
            made["if"] = self.condition()
        if rng.random() < 0.3:
            made["once"] = True
        made |= {"priority": rng.choice([0, 0, 1]), "weight": rng.choice([1, 1, 3])}
        moment = self.moment(["hall", "yard"])
        if rng.random() < 0.5:
            moment = {key: value for key, value in moment.items() if key not in WAYS_ON}
            moment["return"] = True
        return self.scene(name, {"only": moment}, storylet=made)

    def way_on(self, places: list[str]) -> dict[str, object]:
        made = super().way_on(places)
        if "ending" in made or "goto" in made:
            return made
        choices = made["choices"]
        assert isinstance(choices, list)
        if "m1" in places and self.rng.random() < 0.3:
            choices.insert(self.rng.randint(0, len(choices)), {"include": "asides"})
        if self.rng.random() < 0.3:
            draw: dict[str, object] = {"deck": "evenings"}
            if self.rng.random() < 0.7:
                draw["count"] = self.rng.randint(1, 2)
            if self.rng.random() < 0.6:
                draw["back"] = self.rng.choice(["here", *places])
            made["draw"] = draw
            if self.rng.random() < 0.3:
                del made["choices"]
        return made

    def goto(self, places: list[str]) -> str | list[object]:
        if self.rng.random() < 0.7:
            return super().goto(places)
        ways: list[object] = [self.way(places) for _ in range(self.rng.randint(1, 2))]
        return [*ways, self.rng.choice(places)]

    def condition(self) -> str:
        if self.rng.random() < 0.8:
            return super().condition()
        what = self.rng.choice(["yard", "hall/m1", "hall/m2", "hall/asides/c8"])
        since = f"turns_since({what}) {_sign(self.rng)} {self.rng.randint(0, 3)}"
        return since if self.rng.random() < 0.5 else f"({since}) and ({super().condition()})"

    def way(self, places: list[str]) -> dict[str, object]:
        made: dict[str, object] = {"if": self.condition(), "goto": self.rng.choice(places)}
        return made | {"detour": "yard"} if self.rng.random() < 0.1 else made


def _condition(rng: random.Random, deep: int = 0) -> str:
    if deep < 2 and rng.random() < 0.3:
        one, other = _condition(rng, deep + 1), _condition(rng, deep + 1)
        return rng.choice([f"({one}) and ({other})", f"({one}) or ({other})", f"not ({one})"])
    return rng.choice(
        [
            f"a {_sign(rng)} {rng.randint(0, 4)}",
            f"b {_sign(rng)} {rng.randint(-2, 2)}",
            f"{rng.randint(0, 4)} {_sign(rng)} a",
            "a + b > 2",
            "a > b",
            "a % 2 == 0",
            "flag",
            f"door == {rng.choice(['shut', 'ajar', 'open'])}",
            f"door != {rng.choice(['shut', 'ajar', 'open'])}",
            "coal in owed",
            "vote not in owed",
            f"visited({rng.choice(['yard', 'hall/m1', 'hall/m2'])})",
            f"visits({rng.choice(['yard', 'hall/m3'])}) {_sign(rng)} {rng.randint(0, 3)}",
            "turns() > 3",
            "(a if flag else b) >= 1",
        ]
    )


def _sign(rng: random.Random) -> str:
    return rng.choice(["==", "!=", "<", "<=", ">", ">="])


def _effect(rng: random.Random) -> str:
    return rng.choice(
        [
            f"a {rng.choice(['+=', '-=', '='])} {rng.randint(0, 3)}",
            f"b {rng.choice(['+=', '-='])} {rng.randint(1, 2)}",
            "a += b",
            "b = a - 2",
            "flag = true",
            "flag = false",
            "flag = a > 2",
            f"door = {rng.choice(['shut', 'ajar', 'open'])}",
            f"owed {rng.choice(['+=', '-='])} {rng.choice(['coal', 'vote'])}",
        ]
    )


@dataclass
class Truth:
    """What is met when every way is played, with nothing left out and nothing merged."""

    reached: set[str] = field(default_factory=set)
    shown: set[str] = field(default_factory=set)
    taken: set[str] = field(default_factory=set)
    stuck: set[str] = field(default_factory=set)
    endings: set[str] = field(default_factory=set)
    doomed: bool = False
    states: int = 0
    ways: set[Span] = field(default_factory=set)
    back: set[tuple[str, Span]] = field(default_factory=set)
    begun: dict[tuple[str, Span], set[Key]] = field(default_factory=dict)
    answers: dict[tuple[str, int], set[bool]] = field(default_factory=dict)


def truth_of(story: Story) -> Truth | None:
    """Everything there is to meet; nothing where there is too much of it."""
    book, truth = make_book(story), Truth()
    tests = [
        (watch.moment.id, number, compile_condition(watch.tree, book.layout))
        for number, watch in enumerate(w for m in walk.moments(story) for w in watches(m))
    ]
    first = begin(book, 0)
    seen, todo, after = {key_of(first)}, [first], {}
    while todo:
        at = todo.pop()
        truth.reached.add(at.moment)
        for moment, number, test in tests:
            if moment == at.moment:
                truth.answers.setdefault((moment, number), set()).add(bool(test(at.state)))
        following = _following(at, truth)
        after[key_of(at)] = {key_of(then) for then in following}
        for then in following:
            if key_of(then) not in seen:
                if len(seen) > MOST:
                    return None
                seen.add(key_of(then))
                todo.append(then)
    truth.doomed = _doomed(after)
    for detour, keys in truth.begun.items():
        # Of very many under way the oldest is forgotten: then fewer says nothing.
        if any(_comes_back(key, after) for key in keys if len(key[2]) < FEW):
            truth.back.add(detour)
    truth.states = len(seen)
    return truth


def lots_of(at: Playthrough) -> list[Playthrough]:
    """The same point, with every lot that can fall there."""
    drawn = at.book.story.moment(at.moment).draw
    return [replace(at, seed=seed) for seed in LOTS] if drawn else [at]


def _following(at: Playthrough, truth: Truth) -> list[Playthrough]:
    page = view(at)
    if page.ending:
        truth.endings.add(page.ending.id)
        return []
    open_: dict[str, Playthrough] = {}
    for lot in lots_of(at):
        offers = view(lot).offers
        truth.shown |= {f"{at.moment}/{offer.id}" for offer in offers if offer.id != CONTINUE}
        open_ |= {offer.id: lot for offer in offers if offer.locked is None}
    truth.taken |= {f"{at.moment}/{name}" for name in open_ if name != CONTINUE}
    if not open_:
        truth.stuck.add(at.moment)
    noted: list[Target] = []
    with _noting(at.beat, noted):
        following = [take(lot, name) for name, lot in open_.items()]
    truth.ways |= {target.span for target in noted}
    for target, then in zip(noted, following, strict=False):
        if target.back:
            truth.begun.setdefault((at.moment, target.span), set()).add(key_of(then))
    return following


@contextmanager
def _noting(beat: Beat, noted: list[Target]) -> Iterator[None]:
    """Note the ways that are taken from a moment."""
    choices = {choice.id: choice for choice in beat.moment.choices}
    told = [(beat.ways, beat.moment), *((one.ways, choices[one.id]) for one in beat.options)]
    with ExitStack() as stack:
        for ways, declared in told:
            for way, target in zip(ways, declared.targets, strict=True):
                test = _noted(noted, target, way.test)
                stack.enter_context(patch.object(way, "test", test))
        yield


def _noted(noted: list[Target], target: Target, test: Test | None) -> Test:
    """The test of a way, which is taken where it holds: no way after it is asked."""

    def asked(state: Sequence[Value]) -> bool:
        holds = test is None or test(state)
        noted.extend([target] * holds)
        return holds

    return asked


def _comes_back(begun: Key, after: dict[Key, set[Key]]) -> bool:
    """Whether a detour that was just begun can end: then fewer are under way."""
    seen, todo = {begun}, [begun]
    while todo:
        key = todo.pop()
        if len(key[2]) < len(begun[2]):
            return True
        more = after.get(key, set()) - seen
        seen |= more
        todo += more
    return False


def _doomed(after: dict[Key, set[Key]]) -> bool:
    """Whether some state leads neither to an ending nor to a stop."""
    good = {key for key, out in after.items() if not out}
    while True:
        more = {key for key, out in after.items() if key not in good and out & good}
        if not more:
            return len(good) < len(after)
        good |= more


def key_of(at: Playthrough) -> Key:
    """What a state is known by: no condition drawn here asks for more than `ASKED` of a counter."""
    variables = at.book.layout.variables.values()
    state = (v if n in variables else min(v, ASKED) for n, v in enumerate(at.state))
    return at.moment, tuple(state), at.detours
