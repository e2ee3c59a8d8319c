"""What is looked at while exploring: every choice's conditions, or only a slice of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.explore.noticed import Noticed
from engine.language.meaning import Logic

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.explore.places import Places, Tokens
    from engine.explore.watch import Watch
    from engine.language.meaning import Meaning
    from engine.model.story import Choice, Code, Moment, Target


class Sight:
    """Decides which conditions count.

    Args:
        places: The places of the state.
        within: The only places to look at; every place, if nothing is given. Of a condition
            only the parts within them are left, so that it never rules out more than in truth.
    """

    def __init__(self, places: Places, within: frozenset[int] | None) -> None:
        self._places = places
        self._within = within

    def whole(self, moment: Moment) -> bool:
        """Whether all that the choices of a moment look at counts in full.

        Only then is it certain that no other choice is left, and a fallback appears.
        """
        if self._within is None:
            return True
        codes = (code for c in moment.choices for code in (c.visible, c.requires))
        looked_at = (self._looked_at(code.tree) for code in codes if code and code.tree)
        counted = all(self.counts(c) for c in moment.choices if c.once)
        return counted and all(places <= self._within for places in looked_at)

    def at(self, moment: Moment, watched: Iterable[Watch]) -> dict[int, Tokens]:
        """What a moment looks at, in its prose and for its choices."""
        noticed = Noticed(self._places)
        for watch in watched:
            noticed.condition(watch.tree)
        for choice in moment.choices:
            for code in (choice.visible, choice.requires):
                if tree := self.of(code):
                    noticed.condition(tree)
            if self.counts(choice):
                noticed.add(self._once(choice), frozenset((1,)))
        return noticed.tokens

    def across(self, targets: Iterable[Target]) -> dict[int, Tokens]:
        """What decides which of several targets is gone to."""
        noticed = Noticed(self._places)
        for target in targets:
            if tree := self.of(target.condition):
                noticed.condition(tree)
        return noticed.tokens

    def is_whole(self, code: Code[Meaning] | None) -> bool:
        """Whether all that a condition looks at counts."""
        if self._within is None or code is None or code.tree is None:
            return True
        return self._looked_at(code.tree) <= self._within

    def of(self, code: Code[Meaning] | None) -> Meaning | None:
        """What is left of a condition; nothing where it rules nothing out."""
        if code is None or code.tree is None:
            return None
        return self._left(code.tree)

    def counts(self, choice: Choice) -> bool:
        """Whether a choice is gone once it has been taken, as far as can be seen."""
        if not choice.once:
            return False
        return self._within is None or self._once(choice) in self._within

    def _once(self, choice: Choice) -> int:
        return self._places.layout.choices[choice.full]

    def _left(self, tree: Meaning) -> Meaning | None:
        if self._within is None or self._looked_at(tree) <= self._within:
            return tree
        if not isinstance(tree, Logic) or tree.operator != "and":
            return None
        parts = [part for part in tree.operands if self._looked_at(part) <= self._within]
        if len(parts) > 1:
            return Logic("and", tuple(parts))
        return parts[0] if parts else None

    def _looked_at(self, tree: Meaning) -> frozenset[int]:
        noticed = Noticed(self._places)
        noticed.condition(tree)
        return frozenset(noticed.tokens)
