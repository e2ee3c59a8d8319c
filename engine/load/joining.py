"""Adding to each moment the choices it takes from elsewhere: shared ones, and storylets.

Each scene is read by itself. Once all are, the choices of its moments are made whole, so that
whoever walks a story meets every choice where a reader meets it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from engine.document.finding import Finding, Related
from engine.document.nearest import suggestion
from engine.language.meaning import Logic, Not, Visited
from engine.load import codes
from engine.load.targets import HERE
from engine.model.story import Choice, Code, Target

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from engine.document.span import Span
    from engine.language.meaning import Meaning
    from engine.model.story import Include, Moment, Scene, Storylet


MOST = 50_000
"""So many choices can moments take from elsewhere, all together: more than any book needs."""


class Joining:
    """Makes the moments of a story whole; `findings` gathers what is missing or stands twice.

    Attributes:
        findings: What is wrong.
        loose: Whether something that a moment takes cannot be found.
    """

    def __init__(self, scenes: Mapping[str, Scene], broken: frozenset[str]) -> None:
        self.findings: list[Finding] = []
        self.loose = False
        self._scenes = scenes
        self._broken = broken
        self._left = MOST
        self._shared = {s.id: s for scene in scenes.values() for s in scene.shared}
        self._decks: dict[str, list[Scene]] = defaultdict(list)
        for scene in scenes.values():
            if scene.storylet and scene.moments:
                self._decks[scene.storylet.deck].append(scene)

    def joined(self) -> dict[str, Scene]:
        """The scenes, each moment with every choice that it can offer."""
        return {name: self._scene(scene) for name, scene in self._scenes.items()}

    def _scene(self, scene: Scene) -> Scene:
        if not any(moment.includes or moment.draw for moment in scene.moments):
            return scene
        return replace(scene, moments=tuple(self._moment(moment) for moment in scene.moments))

    def _moment(self, moment: Moment) -> Moment:
        if not (moment.includes or moment.draw):
            return moment
        choices: list[Choice] = []
        taken = {choice.id: choice.span for choice in moment.choices}
        for number in range(len(moment.choices) + 1):
            for include in moment.includes:
                if include.before == number:
                    found = self._included(moment, include)
                    choices += self._added(found, include.span, taken)
            choices += moment.choices[number : number + 1]
        if moment.draw:
            choices += self._added(self._drawn(moment), moment.draw.span, taken)
        return replace(moment, choices=tuple(choices))

    def _added(
        self, found: Iterator[Choice], where: Span, taken: dict[str, Span]
    ) -> Iterator[Choice]:
        """The choices; those whose ids the moment has already are told."""
        for choice in found:
            if not self._spend(where):
                return
            if choice.id in taken:
                message = f'this moment has another choice "{choice.id}"'
                spans = (taken[choice.id], "one is here"), (choice.span, "the other is here")
                related = tuple(Related(*span) for span in spans)
                self.findings.append(
                    Finding(codes.DUPLICATE_CHOICE, message, where, related=related)
                )
            taken.setdefault(choice.id, choice.span)
            yield choice

    def _spend(self, where: Span) -> bool:
        """Whether one more choice can be taken; told once, where the first one cannot."""
        if self._left == 0:
            self.loose = True
            message = f"the moments of this story take more than {MOST:,} choices from elsewhere"
            self.findings.append(Finding(codes.TOO_MANY_CHOICES, message, where))
        self._left -= 1
        return self._left >= 0

    def _included(self, moment: Moment, include: Include) -> Iterator[Choice]:
        shared = self._shared.get(include.set)
        if shared is None:
            self._unknown_set(moment, include)
            return
        for choice in shared.choices:
            yield replace(choice, targets=tuple(_from(moment, t) for t in choice.targets))

    def _unknown_set(self, moment: Moment, include: Include) -> None:
        self.loose = True
        scene, _, name = include.set.partition("/")
        if scene in self._broken:
            return
        own = scene == moment.scene
        known = {s.id.partition("/")[2] for s in self._scenes[scene].shared} if own else set()
        written, among = (name, known) if own else (include.set, self._shared)
        message = f'no shared choices are named "{written}"'
        hint = suggestion(written, among)
        self.findings.append(Finding(codes.UNKNOWN_SET, message, include.span, hint))

    def _drawn(self, moment: Moment) -> Iterator[Choice]:
        draw = moment.draw
        scenes = self._decks.get(draw.deck, []) if draw else []
        if draw and not scenes and not self._broken:
            message = f'no storylet belongs to the deck "{draw.deck}"'
            hint = suggestion(draw.deck, self._decks) or _join(draw.deck)
            self.findings.append(Finding(codes.UNKNOWN_DECK, message, draw.span, hint))
        self.loose = self.loose or bool(draw and not scenes)
        for scene in scenes:
            if draw and scene.storylet:
                yield _drawn(scene, scene.storylet, draw.back)


def _from(moment: Moment, target: Target) -> Target:
    """A target of a shared choice, seen from the moment that includes it."""
    there = moment.id if target.moment == HERE else target.moment
    back = moment.id if target.back == HERE else target.back
    return replace(target, moment=there, back=back)


def _join(deck: str) -> str:
    offer = "What the reader is offered."
    return f"a scene joins it with `storylet: {{deck: {deck}, offer: {offer}}}`"


def _drawn(scene: Scene, storylet: Storylet, back: str | None) -> Choice:
    """The choice that leads into a storylet."""
    return Choice(
        id=scene.id,
        full=f"{scene.id}/{storylet.deck}/{scene.id}",
        text=storylet.offer,
        targets=(Target(scene.moments[0].id, storylet.span, back),),
        span=storylet.span,
        visible=_while(scene, storylet),
        storylet=storylet,
        renamed_from=scene.renamed_from,
    )


def _while(scene: Scene, storylet: Storylet) -> Code[Meaning] | None:
    """The condition of a storylet, the one of `once` with it."""
    condition = storylet.condition
    if not storylet.once:
        return condition
    unseen: Meaning = Not(Visited(scene.id))
    if condition is None:
        return Code("once", unseen, storylet.offer.place)
    if condition.tree is None:
        return condition
    return replace(condition, tree=Logic("and", (condition.tree, unseen)))
