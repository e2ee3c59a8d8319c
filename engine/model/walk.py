"""Walking a story: its moments and what they contain, in the order of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.model.story import Passage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.language.meaning import Change, Meaning
    from engine.language.tree import Prose
    from engine.model.story import Block, Citation, Code, Moment, Story, Target


def moments(story: Story) -> Iterator[Moment]:
    """Every moment."""
    return (moment for scene in story.scenes.values() for moment in scene.moments)


def conditions(moment: Moment) -> Iterator[Code[Meaning]]:
    """Every condition of a moment."""
    for block in moment.text:
        if isinstance(block, Passage) and block.condition:
            yield block.condition
    for choice in moment.choices:
        yield from (code for code in (choice.visible, choice.requires) if code)
    yield from (target.condition for target in targets(moment) if target.condition)


def effects(moment: Moment) -> Iterator[Code[Change]]:
    """Every effect of a moment: on arrival, and of its choices."""
    yield from moment.enter
    for choice in moment.choices:
        yield from choice.effects


def prose(moment: Moment) -> Iterator[Code[Prose[Meaning]]]:
    """Every text of a moment: its blocks and its choices."""
    for block in moment.text:
        yield from block_prose(block)
    for choice in moment.choices:
        yield choice.text


def block_prose(block: Block) -> Iterator[Code[Prose[Meaning]]]:
    """Every text of a block."""
    if isinstance(block, Passage):
        yield block.prose
        if block.otherwise:
            yield block.otherwise
    else:
        yield from block.texts


def code(moment: Moment) -> Iterator[Code[Meaning] | Code[Change] | Code[Prose[Meaning]]]:
    """Every piece of the language in a moment, of whatever kind."""
    yield from conditions(moment)
    yield from effects(moment)
    yield from prose(moment)


def citations(moment: Moment) -> Iterator[Citation]:
    """Every citation of a moment: its own, then those of its choices."""
    yield from moment.citations
    for choice in moment.choices:
        yield from choice.citations


def targets(moment: Moment) -> Iterator[Target]:
    """Every way out of a moment."""
    yield from moment.targets
    for choice in moment.choices:
        yield from choice.targets
