"""A claim in a few words: its speaker, its page and the editor's verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.record.dossier import VERDICTS

if TYPE_CHECKING:
    from engine.model.record import Claim


def verdict(claim: Claim) -> str:
    """The editor's verdict in a word, and why; many a note begins with that word itself."""
    word = VERDICTS[claim.verdict].partition(":")[0]
    if claim.note.lower().startswith(word.lower()):
        return claim.note
    return f"{word}. {claim.note}".rstrip()


def speaker(claim: Claim) -> str:
    """Who says a claim, and whether that is a reading of ours."""
    return f"{claim.speaker}, as inferred" if claim.inferred else claim.speaker


def page(claim: Claim) -> str:
    """The page of a claim in words; empty where there is none."""
    if not claim.page:
        return ""
    return f"{'pages' if any(sign in claim.page for sign in '-–,') else 'page'} {claim.page}"
