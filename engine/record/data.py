"""JSON output, for other programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from unicodedata import category

from engine.document.visible import KEPT, UNSAFE

if TYPE_CHECKING:
    from engine.model.record import Claim

VERSION = 1
"""Of the shape of the answers: it grows when a key goes or changes its meaning."""


def answer(**fields: object) -> str:
    """An answer as JSON, with the version of its shape."""
    return dump({"version": VERSION, **fields})


def dump(value: object) -> str:
    r"""JSON that can do nothing to a terminal and loses nothing: what is unsafe is spelt ``\u``.

    >>> dump("\u202e")
    '"\\u202e"'
    """
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return "".join(map(_safe, text))


def _safe(character: str) -> str:
    # Outside strings JSON holds nothing unsafe but line ends, which are kept.
    if character in KEPT or category(character) not in UNSAFE:
        return character
    return json.dumps(character)[1:-1]


def claim_data(claim: Claim) -> dict[str, object]:
    """A claim as plain values: what its card says, without where it is written."""
    return {
        "id": claim.id,
        "number": claim.number,
        "says": claim.says,
        "speaker": claim.speaker,
        "kind": claim.kind.value,
        "page": claim.page,
        "chain": list(claim.chain),
        "inferred": claim.inferred,
        "date": {"text": claim.date.text, "from": claim.date.first, "to": claim.date.last},
        "people": list(claim.people),
        "verdict": claim.verdict.value,
        "note": claim.note,
        "quoted_to_rebut": claim.quoted_to_rebut,
        "rebutted_by": list(claim.rebutted_by),
        "damage": claim.damage,
    }
