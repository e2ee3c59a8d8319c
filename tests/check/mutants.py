"""Faults planted in a story at random, one at a time, as authors make them.

A fault that is not reported must take nothing away that a reader can see: no moment, choice,
text or ending that could be met before. `bench/check_mutants.py` does it to a whole book.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.check import check
from engine.check.proving import QUICK
from engine.explore import prove
from engine.explore.watch import watches
from engine.load import load
from engine.model import walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from engine.check.run import Memory
    from engine.model.story import Story

    Change = Callable[[re.Match[str], random.Random, str], str]


def _spoilt(word: str, rng: random.Random) -> str:
    """A word with one letter too many, too few, or two letters exchanged."""
    at = rng.randrange(1, len(word)) if len(word) > 1 else 0
    made = (
        word[:at] + "x" + word[at:],
        word[:at] + word[at + 1 :],
        word[:at] + "q" + word[at + 1 :],
    )
    return rng.choice([one for one in made if one and one != word])


def _misspell(match: re.Match[str], rng: random.Random, _: str) -> str:
    return match[1] + _spoilt(match[2], rng)


def _drop(_match: re.Match[str], _rng: random.Random, _text: str) -> str:
    return ""


def _twice(match: re.Match[str], _rng: random.Random, _text: str) -> str:
    return match[0] + match[0]


def _elsewhere(match: re.Match[str], rng: random.Random, text: str) -> str:
    moments = re.findall(r"^  ([a-z][a-z0-9-]*):$", text, re.MULTILINE)
    return match[1] + rng.choice(moments or [match[2]])


def _with(template: str) -> Change:
    return lambda match, _rng, _text: match.expand(template)


SCENE, STORY = "scenes/*.yaml", "story.yaml"
KINDS: dict[str, tuple[str, str, Change]] = {
    "target misspelt": (SCENE, r"^( +goto: )(\S+)$", _misspell),
    "target elsewhere": (SCENE, r"^( +goto: )(\S+)$", _elsewhere),
    "target dropped": (SCENE, r"^ +goto: \S+\n", _drop),
    "key misspelt": (SCENE, r"^( +)(standing|text|record|choices|goto|id)(?=:)", _misspell),
    "key doubled": (SCENE, r"^ +(?:standing|goto|requires|locked): .*\n", _twice),
    "key dropped": (SCENE, r"^ +(?:standing|record: silent|text: \S|id|locked).*\n", _drop),
    "claim misspelt": (SCENE, r"(claim: )([a-z0-9-]+/[a-z0-9-]+)", _misspell),
    "citation dropped": (SCENE, r"^ +- claim: .*\n", _drop),
    "mark dropped": (SCENE, r"\[\^[a-z0-9-]+\]", _drop),
    "mark misspelt": (SCENE, r"(\[\^)([a-z0-9-]+)", _misspell),
    "bearing misspelt": (SCENE, r"(bearing: )([a-z]+)", _misspell),
    "condition misspelt": (SCENE, r"^( +(?:- )?(?:if|requires): )([a-z][a-z0-9_.]+)", _misspell),
    "condition never true": (
        SCENE,
        r"^( +(?:- )?(?:if|requires): )(.+)$",
        _with(r"\1(\2) and turns() < 0"),
    ),
    "condition contradicted": (
        SCENE,
        r"^( +(?:- )?(?:if|requires): )(.+)$",
        _with(r"\1(\2) and not (\2)"),
    ),
    "condition doubled": (SCENE, r"^( +(?:- )?(?:if|requires): )(.+)$", _with(r"\1\2 = true")),
    "number far too large": (SCENE, r"^( +(?:- )?(?:if|requires): .*>=) \d+", _with(r"\1 99")),
    "effect misspelt": (SCENE, r"(effects: \[)([a-z][a-z0-9_.]+)", _misspell),
    "effect compares": (SCENE, r"(effects: \[[a-z0-9_.]+) (?:\+=|-=|=)", _with(r"\1 ==")),
    "condition negated": (
        SCENE,
        r"^( +(?:- )?(?:if|requires): )(.+)$",
        _with(r"\1not (\2)"),
    ),
    "condition dropped": (SCENE, r"^ +if: .+\n(?= +(?:text|effects|goto|record))", _drop),
    "effects dropped": (SCENE, r"^ +(?:effects|enter): \[.*\n", _drop),
    "effect reversed": (SCENE, r"(effects: \[[a-z0-9_.]+) \+=", _with(r"\1 -=")),
    "once added": (SCENE, r"^( +)(goto: \S+)$", _with(r"\1\2\n\1once: true")),
    "line indented": (SCENE, r"^ +(?:standing|goto|record): ", _with(r" \g<0>")),
    "line outdented": (SCENE, r"^ ( +(?:standing|goto|record): )", _with(r"\1")),
    "tab indents": (SCENE, r"^ {4}(?=standing)", _with("\t")),
    "quote opened": (SCENE, r"^(title: )", _with(r"\1'")),
    "bracket opened": (SCENE, r"^( +effects: \[.*)\]", _with(r"\1")),
    "ending misspelt": (SCENE, r"^( +ending: )(\S+)", _misspell),
    "ending dropped": (SCENE, r"^ +ending: \S+\n", _drop),
    "day that never was": (SCENE, r"((?:os|ns): \d{4}-)\d\d-\d\d", _with(r"\g<1>02-31")),
    "person misspelt": (SCENE, r"^(people: \[)([a-z-]+)", _misspell),
    "scene renamed": (SCENE, r"^(scene: )(\S+)", _misspell),
    "start misspelt": (STORY, r"^(start: )(\S+)", _misspell),
    "variable dropped": (STORY, r"^  [a-z][a-z0-9_.]*: \{type: .*\n", _drop),
    "range narrowed": (
        STORY,
        r"maximum: \d+, default: (-?\d+)",
        _with(r"maximum: \1, default: \1"),
    ),
    "default too large": (STORY, r"default: \d+", _with("default: 99")),
    "value dropped": (STORY, r"(values: \[)[a-z-]+, ", _with(r"\1")),
    "ending undeclared": (STORY, r"^  [a-z-]+: \{title: .*\n", _drop),
    "library elsewhere": (STORY, r"^(library: )(\S+)", _with(r"\1../nowhere")),
}
"""Each kind: the files it befalls, where in them, and what becomes of the words there."""


@dataclass(frozen=True)
class Planted:
    """A fault, and whether it was told.

    Attributes:
        codes: What the check reported.
        proved: Whether it said that the story was proved; where not, it vouches for nothing.
        visible: Whether something can be met no more that could be met before.
    """

    kind: str
    file: str
    before: str
    after: str
    codes: tuple[str, ...]
    proved: bool
    visible: bool

    @property
    def missed(self) -> bool:
        return self.visible and self.proved and not self.codes


def plant(home: Path, kind: str, rng: random.Random) -> tuple[Path, str, str] | None:
    """Plant a fault of a kind in a story.

    Returns:
        The file, what it said before, and what it says now; nothing where there is no place.
    """
    pattern, where, change = KINDS[kind]
    files = sorted(home.glob(pattern))
    rng.shuffle(files)
    for file in files:
        text = file.read_text("utf-8")
        places = list(re.finditer(where, text, re.MULTILINE))
        if places:
            match = rng.choice(places)
            changed = text[: match.start()] + change(match, rng, text) + text[match.end() :]
            if changed != text:
                return file, text, changed
    return None


def faults(home: Path, count: int, seed: int) -> Iterator[Planted]:
    """Plant faults one after the other, every kind in turn, and check each."""
    rng, kinds = random.Random(seed), list(KINDS)
    memory: Memory = {}
    assert not check([home], QUICK, memory).findings, "the story has findings of its own"
    story = load(home).story
    assert story is not None
    seen = sights(story)
    done = 0
    for number in range(4 * count):
        kind = kinds[number % len(kinds)]
        if done < count and (planted := plant(home, kind, rng)):
            file, before, after = planted
            file.write_text(after, "utf-8")
            try:
                yield _judged(home, kind, planted, seen, memory)
            finally:
                file.write_text(before, "utf-8")
            done += 1


def _judged(
    home: Path, kind: str, planted: tuple[Path, str, str], seen: set[str], memory: Memory
) -> Planted:
    file, before, after = planted
    report = check([home], None, memory)
    if not report.findings:
        report = check([home], QUICK, memory)
    visible = False
    if not report.findings:
        story = load(home).story
        visible = story is None or bool(seen - sights(story))
    codes = tuple(sorted({finding.code.code for finding in report.findings}))
    proved = all(proof.finished for proof in report.proofs)
    return Planted(kind, file.name, *_difference(before, after), codes, proved, visible)


def _difference(before: str, after: str) -> tuple[str, str]:
    old, new = before.split("\n"), after.split("\n")
    number = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), 0)
    return old[number].strip(), new[number].strip()


def sights(story: Story) -> set[str]:
    """Everything of a story that some reader can meet."""
    proof = prove(story)
    made = {f"moment {name}" for name in proof.reached} | {f"end {name}" for name in proof.endings}
    for spot, option in proof.options():
        made |= {f"shown {spot.moment.id}/{option.choice.id}"} if option.shown else set()
        made |= {f"taken {spot.moment.id}/{option.choice.id}"} if option.road.taken else set()
    fixed = {id(constant.watch.tree): constant.answer for constant in proof.constant}
    for moment in walk.moments(story):
        for number, watch in enumerate(watches(moment) if moment.id in proof.reached else ()):
            constant = fixed.get(id(watch.tree))
            has_other = watch.block is None or watch.block.otherwise is not None
            for answer in (True, False) if constant is None else (constant,):
                made |= {f"text {moment.id} {number} {answer}"} if answer or has_other else set()
    return made
