"""What an author does to a story under a reader's place, each under its name."""

from __future__ import annotations

import yard

PROMISE = """\
      - id: promise
        text: Promise him bread.
        effects: [owed += promise]
        detour: hut
        goto: yard
"""
SHOUT = """\
      - id: shout
        text: Shout.
        goto: cold
"""
LAMP = """\
  lamp:
    standing: invented
    text: A lamp.
    record: silent
    goto: rails
"""
SMOKE = """\
      - if: visited(hut)
        text: Smoke hangs over the hut.
"""
BREAD = "text: Promise him bread.\n"
FIGURES = "  figures:   {type: enum, values: [unsent, honest, rounded], default: unsent}\n"
OWED = "owed:      {type: set, values: [promise, vote]}"
TRACKS = ("goto: rails", "goto: tracks")

WAYS: dict[str, tuple[tuple[str, str], ...]] = {
    "a word is mended": (("Snow lies on", "Snow lay on"),),
    "a choice is put before the others": (("      - id: knock\n", f"{SHOUT}      - id: knock\n"),),
    "a choice is deleted": ((PROMISE, ""),),
    "a choice gets another id": (("id: promise", "id: swear"),),
    "a choice is renamed": (("- id: promise\n", "- id: swear\n        renamed_from: promise\n"),),
    "a choice is locked": ((BREAD, f"{BREAD}        requires: order >= 9\n        locked: No.\n"),),
    "a choice is hidden": ((BREAD, f"{BREAD}        if: order >= 9\n"),),
    "a choice can be taken once only": (("text: Knock.\n", "text: Knock.\n        once: true\n"),),
    "a choice leads elsewhere": (("detour: hut\n        goto: yard", "goto: yard"),),
    "two choices change their ids": (
        ("id: papers", "id: swap"),
        ("id: promise", "id: papers"),
        ("id: swap", "id: promise"),
    ),
    "choices change their order": (
        (PROMISE, ""),
        ("      - id: papers\n", f"{PROMISE}      - id: papers\n"),
    ),
    "a moment is deleted": (("  rails:\n", "  tracks:\n"), TRACKS),
    "a moment is renamed": (("  rails:\n", "  tracks:\n    renamed_from: rails\n"), TRACKS),
    "a moment is put before the others": (("  rails:\n", f"{LAMP}  rails:\n"),),
    "a scene is deleted": ((yard.HUT, ""), ("detour: hut\n        ", ""), (SMOKE, "")),
    "the story starts elsewhere": (("start: gate", "start: yard"),),
    "a variable is deleted": ((FIGURES, ""), ("        effects: [figures = honest]\n", "")),
    "a variable is added": (("  grain: ", "  rye: {type: boolean, default: true}\n  grain: "),),
    "a variable changes its type": (
        (OWED, "owed: {type: boolean, default: false}"),
        ("owed += promise", "owed = true"),
    ),
    "a range is narrowed": (("maximum: 10, default: 3", "maximum: 4, default: 3"),),
    "a value is dropped": (
        ("values: [promise, vote]", "values: [bread, vote]"),
        ("owed += promise", "owed += bread"),
    ),
    "an effect changes": (("effects: [order += 1]", "effects: [order -= 1]"),),
    "an ending is dropped": (
        ("  quiet: {title: Quiet, summary: Nothing moves.}\n", ""),
        ("    ending: quiet\n", "    ending: moving\n"),
    ),
}
NEAREST = {"a moment is deleted": 4}
"""The page that is left to go on from, where it is not the one that the reader was on."""
