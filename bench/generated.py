"""One generated story in the dialects of several engines.

    python bench/generated.py FOLDER [SCENES]

Scenes of three paragraphs, about eighty words, and three choices: one free, one that is
there only while a condition holds, one that changes the state. The first choice leads to the
next scene, so that every scene can be reached; the others lead anywhere, and some to one of
the endings. No two scenes have the same words. The same count gives the same story, to the
letter, in every dialect: what differs is only how each writes it.

`write(folder, count)` writes ours and gives its folder; `WRITERS` names the other dialects.
"""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from chance import Chance

if TYPE_CHECKING:
    from collections.abc import Callable

SEED = 1917
ORDERS = 7
"""`order` goes round through so many values, so that no engine has to clamp it."""
GRAINS = 6

WHO = ("The clerk", "A guard", "The typist", "An old porter", "The courier", "A sailor", "The cook")
WHO_ELSE = ("the delegate", "a stoker", "the night nurse", "her brother", "the foreman", "a boy")
DOES = ("counts", "carries", "hides", "mends", "sorts", "burns", "weighs", "forgets")
WHAT = ("the ledgers", "nine crates", "a sack of meal", "the wet coats", "two lamps", "the keys")
WHERE = (
    "by the stove",
    "under the stairs",
    "in the yard",
    "behind the counter",
    "along the fence",
    "at the gate",
    "near the tracks",
)
WHEN = ("before dawn", "after the bell", "while it snows", "at noon", "until the lamp fails")
MOOD = (
    "and nobody has slept",
    "and the wires are silent",
    "because the train is late",
    "though it was forbidden on Tuesday",
    "as if the war were over",
)
DO = ("Ask", "Follow", "Warn", "Believe", "Pay", "Send away")
TOWNS = ("Moscow", "Petrograd", "Tsaritsyn", "Samara", "Kazan", "Vologda")


class Scene(NamedTuple):
    """One scene, in no dialect.

    Attributes:
        number: Its number, from 0.
        town: Where it is.
        plain: A paragraph that is always the same.
        counting: A paragraph that prints `grain`, as two halves around the number.
        strict: The last paragraph, where `order` is 3 or more.
        slack: The last paragraph, where it is not.
        choices: What each of the three choices says; none in an ending.
        ways: The number of the scene that each leads to.
        least: How much `grain` the second choice asks for.
        sets: What the third choice sets `grain` to; nothing where it moves `order` on.
        ending: Which ending it is, from 0; nothing where the story goes on.
    """

    number: int
    town: str
    plain: str
    counting: tuple[str, str]
    strict: str
    slack: str
    choices: tuple[str, ...]
    ways: tuple[int, ...]
    least: int
    sets: int | None
    ending: int | None


def scenes(count: int) -> list[Scene]:
    """The story, scene by scene; the endings come last."""
    chance = Chance(SEED)
    endings = max(2, count // 100)
    return [_scene(number, count - endings, endings, chance) for number in range(count)]


def _scene(number: int, last: int, endings: int, chance: Chance) -> Scene:
    ends = number - last if number >= last else None
    half, rest = _sentence(chance).rsplit(" ", 1)
    return Scene(
        number=number,
        town=chance.one(TOWNS),
        plain=f"{_sentence(chance)}, {chance.one(MOOD)}. {_sentence(chance)}.",
        counting=(f"{half} {rest}. There are ", f" sacks left, {chance.one(MOOD)}."),
        strict=f"{_sentence(chance)}, {chance.one(MOOD)}. {_sentence(chance)}.",
        slack=f"{_sentence(chance)}.",
        choices=() if ends is not None else tuple(_deed(chance) for _ in range(3)),
        ways=() if ends is not None else (*_ways(number, last, endings, chance),),
        least=1 + chance.below(GRAINS - 2),
        sets=None if number % 2 else chance.below(GRAINS),
        ending=ends,
    )


def _ways(number: int, last: int, endings: int, chance: Chance) -> tuple[int, int, int]:
    anywhere, elsewhere = chance.below(last), chance.below(last)
    if number % 40 == 39:  # noqa: PLR2004  (so that a walk lasts some hundred choices)
        elsewhere = last + number // 40 % endings
    return number + 1, anywhere, elsewhere


def _sentence(chance: Chance) -> str:
    told = f"{chance.one(WHO)} {chance.one(DOES)} {chance.one(WHAT)} {chance.one(WHERE)}"
    return f"{told} with {chance.one(WHO_ELSE)} {chance.one(WHEN)}"


def _deed(chance: Chance) -> str:
    return f"{chance.one(DO)} {chance.one(WHO_ELSE)} {chance.one(WHERE)} {chance.one(WHEN)}."


# Ours: a folder with a file for each scene.

STORY = """\
format: 1
story: generated
title: A Generated Story
summary: Scenes without end.
start: s0
state:
  order: {{type: integer, minimum: 0, maximum: {orders}, default: 3, label: Order, show: gauge}}
  grain: {{type: integer, minimum: 0, maximum: {grains}, default: 2, label: Grain, show: gauge}}
endings:
{endings}"""


def write(folder: Path, count: int) -> Path:
    """Write our dialect into a folder of its own, and give that folder."""
    home = folder / "generated"
    (home / "scenes").mkdir(parents=True)
    told = scenes(count)
    names = [f"  end-{scene.ending}: {{title: Out}}\n" for scene in told if scene.choices == ()]
    head = STORY.format(orders=ORDERS - 1, grains=GRAINS - 1, endings="".join(names))
    (home / "story.yaml").write_text(head, "utf-8")
    for scene in told:
        (home / "scenes" / f"s{scene.number}.yaml").write_text(_yaml(scene), "utf-8")
    return home


def _yaml(scene: Scene) -> str:
    before, after = scene.counting
    return (
        f"scene: s{scene.number}\n"
        f"title: Asleep at the key, {scene.number}\n"
        "date: {ns: 1918-03-01}\n"
        f"place: {scene.town}, central rail offices\n"
        "moments:\n"
        "  page:\n"
        "    standing: invented\n"
        "    text:\n"
        f"      - |\n{_wrapped(scene.plain)}\n{_wrapped(f'{before}{{grain}}{after}')}"
        "      - if: order >= 3\n"
        f"        text: |\n{_wrapped(scene.strict, 10)}"
        f"        else: |\n{_wrapped(scene.slack, 10)}"
        "    record: silent\n"
    ) + (_yaml_choices(scene) if scene.choices else f"    ending: end-{scene.ending}\n")


def _yaml_choices(scene: Scene) -> str:
    free, dare, work = scene.choices
    goes, leaps, leads = scene.ways
    effect = "order = (order + 1) % 7" if scene.sets is None else f"grain = {scene.sets}"
    return (
        "    choices:\n"
        f"      - id: go\n        text: {free}\n        goto: s{goes}\n"
        f"      - id: dare\n        text: {dare}\n"
        f"        if: grain >= {scene.least} and order % 2 == 0\n        goto: s{leaps}\n"
        f"      - id: work\n        text: {work}\n"
        f"        effects: [{effect}]\n        goto: s{leads}\n"
    )


def _wrapped(text: str, indent: int = 8) -> str:
    return (
        textwrap.fill(text, 88, initial_indent=" " * indent, subsequent_indent=" " * indent) + "\n"
    )


# The others: one file for the whole story, which is the quickest that they read.


def ink(count: int) -> str:
    """Ink, for inkjs and for bink."""
    return "VAR order = 3\nVAR grain = 2\n-> s0\n" + "".join(map(_knot, scenes(count)))


def _knot(scene: Scene) -> str:
    before, after = scene.counting
    told = (
        f"=== s{scene.number} ===\n{scene.plain}\n{before}{{grain}}{after}\n"
        f"{{order >= 3:{scene.strict}|{scene.slack}}}\n"
    )
    if not scene.choices:
        return f"{told}-> END\n"
    free, dare, work = scene.choices
    goes, leaps, leads = scene.ways
    effect = "order = (order + 1) % 7" if scene.sets is None else f"grain = {scene.sets}"
    return (
        f"{told}+ [{free}] -> s{goes}\n"
        f"+ {{grain >= {scene.least} and order % 2 == 0}} [{dare}] -> s{leaps}\n"
        f"+ [{work}]\n  ~ {effect}\n  -> s{leads}\n"
    )


def bardic(count: int) -> str:
    """Bardic; a choice there changes nothing, so a passage between does."""
    begin = ":: Start\n~ order = 3\n~ grain = 2\n-> s0\n\n"
    return begin + "".join(map(_passage, scenes(count)))


def _passage(scene: Scene) -> str:
    before, after = scene.counting
    told = (
        f":: s{scene.number}\n{scene.plain}\n\n{before}{{grain}}{after}\n\n"
        f"{{order >= 3 ? {scene.strict} | {scene.slack}}}\n\n"
    )
    if not scene.choices:
        return told
    free, dare, work = scene.choices
    goes, leaps, leads = scene.ways
    effect = "order = (order + 1) % 7" if scene.sets is None else f"grain = {scene.sets}"
    return (
        f"{told}+ [{free}] -> s{goes}\n"
        f"+ {{grain >= {scene.least} and order % 2 == 0}} [{dare}] -> s{leaps}\n"
        f"+ [{work}] -> w{scene.number}\n\n"
        f":: w{scene.number}\n~ {effect}\n-> s{leads}\n\n"
    )


def twee(count: int) -> str:
    """Twee 3 with the macros of SugarCube; it is only read."""
    begin = "<<set $order to 3>><<set $grain to 2>>[[s0]]"
    return f":: StoryTitle\nA Generated Story\n\n:: Start\n{begin}\n\n" + "".join(
        map(_twee, scenes(count))
    )


def _twee(scene: Scene) -> str:
    before, after = scene.counting
    told = (
        f":: s{scene.number}\n{scene.plain}\n\n{before}<<print $grain>>{after}\n\n"
        f"<<if $order gte 3>>{scene.strict}<<else>>{scene.slack}<</if>>\n\n"
    )
    if not scene.choices:
        return told
    free, dare, work = scene.choices
    goes, leaps, leads = scene.ways
    effect = (
        "<<set $order to ($order + 1) % 7>>"
        if scene.sets is None
        else f"<<set $grain to {scene.sets}>>"
    )
    return (
        f"{told}[[{free}|s{goes}]]\n"
        f"<<if $grain gte {scene.least} and $order % 2 is 0>>[[{dare}|s{leaps}]]<</if>>\n"
        f"<<link [[{work}|s{leads}]]>>{effect}<</link>>\n\n"
    )


WRITERS: dict[str, Callable[[int], str]] = {"ink": ink, "bard": bardic, "twee": twee}
"""The other dialects, by the suffix of their files."""


def main(words: list[str]) -> None:
    """Write every dialect of a story into a folder."""
    folder, count = Path(words[0]), int(words[1]) if len(words) > 1 else 100
    write(folder, count)
    for suffix, told in WRITERS.items():
        (folder / f"generated.{suffix}").write_text(told(count), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
