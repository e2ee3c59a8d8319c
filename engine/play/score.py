"""Scores: all that it takes to play a moment, as JSON can say it.

A score is made of a moment once, and can be kept: where a book is opened from its copy, a scene
is played from its scores alone, and what only an author, a margin or a map asks of it is not
even read. Every condition and every effect in it is the text of a form (`engine.language.form`),
so that two that say the same, anywhere in a story, become one function. What is as it mostly is
is left out.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from engine.language.form import effect_form, form_of, prose_form, written
from engine.model.story import Passage
from engine.play.book import NotPlayableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from engine.language.form import Form
    from engine.language.layout import Layout
    from engine.language.meaning import Change, Meaning
    from engine.language.tree import Prose
    from engine.model.story import Block, Choice, Code, Moment, Scene, Target

    Tree = TypeVar("Tree")

Score: TypeAlias = "dict[str, Any]"


def scores_of(scene: Scene, layout: Layout) -> list[Score]:
    """The scores of a scene's moments.

    Raises:
        NotPlayableError: Something in it could not be made out.
    """
    return [score_of(moment, layout) for moment in scene.moments]


def score_of(moment: Moment, layout: Layout) -> Score:
    """The score of a moment.

    Raises:
        NotPlayableError: Something in it could not be made out.
    """
    return _told(
        id=moment.id,
        says=list(_blocks(moment, layout)),
        plain=[_choice(choice, layout) for choice in moment.choices if _is_plain(choice)],
        other=[_choice(choice, layout) for choice in moment.choices if not _is_plain(choice)],
        goto=_ways(moment.targets, layout),
        arrival=_arrival(moment, layout),
        draw=moment.draw.count if moment.draw else None,
        returns=moment.returns,
        ending=moment.ending,
    )


def _told(**parts: object) -> Score:
    """Of some parts those that say something."""
    return {name: part for name, part in parts.items() if part}


def _arrival(moment: Moment, layout: Layout) -> Score:
    """What is counted, begun and changed when a moment is come to."""
    return _told(
        counter=layout.moments.get(moment.id),
        scene=layout.scenes.get(moment.scene),
        clocks=[layout.since[w] for w in (moment.id, moment.scene) if w in layout.since],
        effects=_effects(moment.enter, layout),
    )


def _is_plain(choice: Choice) -> bool:
    """Whether a choice is there on its own account, whatever others are."""
    return not choice.fallback and choice.storylet is None


def _choice(choice: Choice, layout: Layout) -> Score:
    storylet, counter = choice.storylet, layout.choices.get(choice.full)
    return _told(
        id=choice.id,
        says=_prose(choice.text, layout),
        visible=_visible(choice, counter, layout),
        open=_test(choice.requires, layout),
        locked=choice.locked,
        effects=_effects(choice.effects, layout),
        goto=_ways(choice.targets, layout),
        counter=counter,
        clock=layout.since.get(choice.full),
        fallback=choice.fallback,
        lot=[storylet.priority, storylet.weight] if storylet else None,
    )


def _visible(choice: Choice, counter: int | None, layout: Layout) -> str | None:
    """Whether a choice is there; one that is there once goes when it has been taken."""
    if not choice.once or counter is None:
        return _test(choice.visible, layout)
    untaken = ["not", ["begun", counter]]
    if choice.visible is None:
        return written(untaken)
    return written(["and", untaken, form_of(_tree(choice.visible), layout)])


def _tree(code: Code[Tree]) -> Tree:
    if code.tree is None:
        raise NotPlayableError(f"this cannot be played as it stands: {code.text}")
    return code.tree


def _test(code: Code[Meaning] | None, layout: Layout) -> str | None:
    return written(form_of(_tree(code), layout)) if code else None


def _prose(code: Code[Prose[Meaning]] | None, layout: Layout) -> Form:
    return prose_form(_tree(code), layout) if code else []


def _effects(codes: Iterable[Code[Change]], layout: Layout) -> list[str]:
    return [written(effect_form(_tree(code), layout)) for code in codes]


def _ways(targets: tuple[Target, ...], layout: Layout) -> str | Form:
    """The ways out: the moment, mostly; else of each what must hold and what is come back to."""
    if len(targets) == 1 and not (targets[0].condition or targets[0].back):
        return targets[0].moment
    return [[target.moment, _test(target.condition, layout), target.back] for target in targets]


def _blocks(moment: Moment, layout: Layout) -> Iterator[Form]:
    """What a moment says, all that is said in any case together."""
    blocks = [_block(block, moment.id, n, layout) for n, block in enumerate(moment.text)]
    for word, group in groupby(blocks, key=lambda block: block[0]):
        if word == "prose":
            yield ["prose", *(paragraph for block in group for paragraph in block[1:])]
        else:
            yield from group


def _block(block: Block, moment: str, number: int, layout: Layout) -> Form:
    if not isinstance(block, Passage):
        texts = [_prose(code, layout) for code in block.texts]
        return ["vary", block.how, layout.moments[moment], f"{moment}#{number}", *texts]
    said, test = _prose(block.prose, layout), _test(block.condition, layout)
    return ["prose", *said] if test is None else ["if", test, said, _prose(block.otherwise, layout)]
