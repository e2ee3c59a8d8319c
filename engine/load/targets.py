"""Where a `goto`, a `detour` or the `start` leads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from engine.document.finding import Finding
from engine.document.nearest import nearest
from engine.document.tree import Mapping, start_span
from engine.load import codes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from engine.document.tree import Node, Scalar
    from engine.load.index import Index

HERE: Final = "here"
"""The moment at which a choice stands; a moment or a scene of that name goes before it."""
_END = "the story ends at a moment with `ending: id`, in place of the goto"
_BACK = "a detour goes back at a moment with `return: true`, in place of the goto"
_INSTEAD = {**dict.fromkeys(("end", "done", "finish"), _END), "return": _BACK, "back": _BACK}
"""What other systems write for a place, and what stands for it here."""


def resolve(
    name: Scalar, index: Index, scene: str = "", here: str | None = None
) -> tuple[str | None, list[Finding]]:
    """Find the moment that a name means.

    Args:
        name: What is written.
        index: The names of the story.
        scene: The scene in which it is written.
        here: What `HERE` means; nothing where it means nothing.

    Returns:
        The full id of the moment and what is wrong with the name. Where the name is wrong,
        the moment is the one that was surely meant, if any: so one slip is one finding.
    """
    text = name.text.rstrip("\n")
    first, slash, second = text.partition("/")
    if first in index.broken:
        return None, []
    if slash and first == first.strip() and second == second.strip() and not _is_file(text):
        return _moment(name, first, second, index)
    if text in index.scenes.get(scene, {}):
        return f"{scene}/{text}", []
    if text in index.scenes:
        return index.first(text), []
    if text == HERE and here:
        return here, []
    return _unknown(name, text, index, scene)


def _moment(
    name: Scalar, scene: str, moment: str, index: Index
) -> tuple[str | None, list[Finding]]:
    if scene not in index.scenes:
        return _unknown(name, scene, index, "")
    moments = index.scenes[scene]
    if moment in moments:
        return f"{scene}/{moment}", []
    message = f'the scene "{scene}" has no moment "{moment}"'
    today, near = index.renamed(f"{scene}/{moment}"), nearest(moment, moments)
    guess = today or (f"{scene}/{near}" if near else None)
    return guess, [Finding(codes.UNKNOWN_MOMENT, message, name.span, _hint(today, guess))]


def _unknown(name: Scalar, text: str, index: Index, scene: str) -> tuple[str | None, list[Finding]]:
    own = index.scenes.get(scene, {})
    known = {*own, *index.scenes}
    today = _today(f"{scene}/{text}", scene, index) or _today(text, scene, index)
    guess = today or _named_by_file(text, known) or nearest(text, known) or _elsewhere(text, index)
    hint = _hint(today, guess) or _INSTEAD.get(text.lower())
    if guess is None and text in index.endings:
        hint = f"it is an ending: a moment ends in it with `ending: {text}`"
    what = "scene, and no moment of this scene, is" if own else "scene is"
    finding = Finding(
        codes.UNKNOWN_SCENE,
        f'no {what} named "{text}"',
        name.span,
        hint,
    )
    if guess is None or "/" in guess:
        return guess, [finding]
    return (f"{scene}/{guess}" if guess in own else index.first(guess)), [finding]


def _is_file(text: str) -> bool:
    return text.endswith((".yaml", ".yml"))


def _named_by_file(text: str, known: Collection[str]) -> str | None:
    """The name that the path of a file holds."""
    stem = text.rpartition("/")[2].rpartition(".")[0]
    return stem if _is_file(text) and stem in known else None


def _hint(today: str | None, guess: str | None) -> str | None:
    if today:
        return f'it is called "{today}" today'
    return f'did you mean "{guess}"?' if guess else None


def _today(place: str, scene: str, index: Index) -> str | None:
    """What somewhere was renamed to, as it is written in this scene."""
    found = index.renamed(place)
    return found.removeprefix(f"{scene}/") if found else None


def _elsewhere(text: str, index: Index) -> str | None:
    """The one moment of any scene that a name without its scene, or joined otherwise, means."""
    every = {f"{scene}/{moment}": moment for scene, own in index.scenes.items() for moment in own}
    found = [place for place, moment in every.items() if moment == text]
    return found[0] if len(found) == 1 else nearest(text, every)


def plain_way_findings(ways: Sequence[Node]) -> Iterator[Finding]:
    """Of a list of ways the last is plain, and only the last: it is taken where none above is."""
    *before, last = ways
    plain = [way for way in before if not isinstance(way, Mapping) or way.get("if") is None]
    for way in plain:
        message = "this way has no `if`, so the ways below it are never taken"
        yield Finding(codes.MISPLACED_WAY, message, start_span(way), "put it last")
    if not plain and isinstance(last, Mapping) and (entry := last.entry("if")):
        message = "where this does not hold, nothing says where the story goes"
        hint = "put a place without `if` below it, as the last way"
        yield Finding(codes.MISPLACED_WAY, message, entry.key.span, hint)
