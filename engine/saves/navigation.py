"""Going to a page that was read before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.saves.error import SaveError
from engine.saves.progress import Resumed
from engine.saves.tried import walked

if TYPE_CHECKING:
    from engine.play.playthrough import Playthrough
    from engine.saves.saves import Saves
    from engine.saves.tried import Tree, Tried


def around(saves: Saves | None, at: Playthrough) -> tuple[Tree, Tried | None]:
    """All that was tried in a story, and where in it a page is.

    Where the page is not kept, the way to it is all that is known. The pages on that way are
    those of this playthrough, whatever others came by them.
    """
    step = saves.step_of(at) if saves else None
    if saves is not None and step is not None:
        try:
            tree = saves.tried(at.book.story)
        except SaveError:
            step = None
        else:
            for page in at.pages():
                if (tried := tree.at(saves.step_of(page))) is not None:
                    tried.page = page
            return tree, tree.at(step)
    tree = walked(at)
    return tree, tree.pages[-1]


def reach(saves: Saves | None, at: Playthrough, tried: Tried) -> Resumed | None:
    """A page that was tried, to read on from; nothing where nothing is left of it.

    Raises:
        SaveError: The file cannot be opened or read.
    """
    if tried.page is not None:
        return Resumed(tried.page)
    return saves.at_step(at.book, tried.step) if saves else None


def way_back(left: Playthrough, at: Playthrough, branches: str) -> tuple[str, ...]:
    """What to tell of a page that was left for another.

    Args:
        left: The page that was left.
        at: The page that was gone to.
        branches: How the branches are called for, which lead back; empty where nothing is kept.
    """
    if (left.seed, left.steps()) == (at.seed, at.steps()):
        return ()
    shown = f": {branches} the way back there" if branches else ""
    return (f"You were on page {left.number}{shown}.",)
