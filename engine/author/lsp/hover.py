"""Hover: what is known about the name at the cursor, as Markdown.

What a story or a source says is escaped, so that nothing in it can act as markup or as a link.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.author.lsp.complete import FUNCTIONS, described
from engine.author.lsp.symbols import Kind, Symbol
from engine.check.catalogue import UnknownCodeError, named
from engine.check.pages import page as page_of
from engine.language.show import show
from engine.model.calendar import Date, describe, when
from engine.model.story import Passage
from engine.record.claims import page, speaker, verdict
from engine.record.markdown import escape
from engine.settings import Kept, default_path, new_first

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from engine.author.lsp.project import OpenStory
    from engine.model.record import Period
    from engine.model.story import Choice, Moment, Scene

LONGEST = 240
"""How many characters of prose are shown."""


def hover(symbol: Symbol, story: OpenStory) -> str | None:
    """What there is to know about a symbol; nothing where it is not known."""
    about = list(_ABOUT[symbol.kind](symbol, story)) if symbol.kind in _ABOUT else []
    return "\n\n".join(about) or None


def of_function(name: str) -> str | None:
    """What a function of the language does."""
    return f"`{FUNCTIONS[name]}`" if name in FUNCTIONS else None


def of_code(word: str) -> str | None:
    """What a code of the check means, by its number or its name: the sentence of its page."""
    try:
        codes = named(word)
    except UnknownCodeError:
        return None
    if len(codes) != 1:
        return None
    _, *paragraphs = (page_of(codes[0]) or "").split("\n\n")
    return f"**{codes[0].code}** {codes[0].name}\n\n{paragraphs[0]}" if paragraphs else None


def _scene(symbol: Symbol, story: OpenStory) -> Iterator[str]:
    scene = _scenes(story).get(symbol.id)
    if scene is None:
        return
    yield f"**{escape(scene.title)}**  \n{escape(_where(scene))}"
    if scene.moments:
        yield escape(_first_words(scene.moments[0]))


def _where(scene: Scene) -> str:
    return ". ".join(part for part in (_dated(scene.date), scene.place) if part)


def _dated(date: Date | Period) -> str:
    """A date in both calendars, the one first that whoever asks chose in the settings."""
    new = new_first(Kept(default_path()))
    return describe(date, new_first=new) if isinstance(date, Date) else when(date, new_first=new)


def _moment(symbol: Symbol, story: OpenStory) -> Iterator[str]:
    moment = _moments(story).get(symbol.id)
    if moment is None:
        return
    title = _scenes(story)[symbol.home].title
    yield f"**{escape(symbol.id)}**, {moment.standing}, in {escape(title)}"
    yield escape(_first_words(moment))


def _first_words(moment: Moment) -> str:
    for block in moment.text:
        code = block.prose if isinstance(block, Passage) else block.texts[0]
        said = " ".join(code.text.strip().split("\n\n")[0].split())
        return said if len(said) <= LONGEST else f"{said[:LONGEST].rsplit(' ', 1)[0]} …"
    return ""


def _choice(symbol: Symbol, story: OpenStory) -> Iterator[str]:
    declared = (choice for moment in _moments(story).values() for choice in moment.choices)
    choice = next((choice for choice in declared if choice.full == symbol.id), None)
    if choice:
        yield escape(choice.text.text.strip())
        yield "  \n".join(_terms(choice))


def _terms(choice: Choice) -> Iterator[str]:
    if choice.visible:
        yield f"hidden unless {_code(choice.visible.text)}"
    if choice.requires:
        yield f"locked unless {_code(choice.requires.text)}"
    yield from (_code(effect.text) for effect in choice.effects)
    yield f"goes to {' or '.join(_code(target.moment) for target in choice.targets)}"


def _shared(symbol: Symbol, story: OpenStory) -> Iterator[str]:
    scene = _scenes(story).get(symbol.home)
    for shared in scene.shared if scene else ():
        if shared.id == symbol.id:
            yield f"**{escape(symbol.id)}**, shared choices"
            yield "\n".join(f"- {escape(choice.text.text.strip())}" for choice in shared.choices)


def _deck(symbol: Symbol, story: OpenStory) -> Iterator[str]:
    yield f"**{escape(symbol.id)}**, a deck"
    storylets = [s for s in _scenes(story).values() if s.storylet and s.storylet.deck == symbol.id]
    yield "\n".join(f"- {escape(scene.title)}" for scene in storylets)


def _variable(symbol: Symbol, story: OpenStory) -> Iterator[str]:
    variable = story.loaded.index.variables.get(symbol.id)
    if variable is None:
        return
    label = f": {escape(variable.label)}" if variable.label != variable.name else ""
    gauge = ", shown as a gauge" if variable.gauge else ""
    yield f"**{escape(variable.name)}**{label}  \n{escape(described(variable))}{gauge}"
    yield _named(symbol, story)


def _named(symbol: Symbol, story: OpenStory) -> str:
    uses = [use for use in story.uses_of(symbol) if not use.declares]
    files = len({use.span.path for use in uses})
    return f"named {_times(len(uses))} in {_files(files)}" if uses else "named nowhere else"


def _definition(symbol: Symbol, story: OpenStory) -> Iterator[str]:
    definition = story.loaded.index.definitions.get(symbol.id)
    if definition:
        yield f"**{escape(definition.name)}**"
        if definition.tree:
            yield _code(show(definition.tree))
        yield _named(symbol, story)


def _value(symbol: Symbol, story: OpenStory) -> Iterator[str]:
    return _variable(Symbol(Kind.VARIABLE, symbol.home), story)


def _person(symbol: Symbol, story: OpenStory) -> Iterator[str]:
    loaded = story.loaded
    person = (loaded.story.people.get(symbol.id) if loaded.story else None) or (
        loaded.library.people.get(symbol.id)
    )
    if person:
        yield f"**{escape(person.name)}**, {'a real person' if person.real else 'invented'}"
        yield escape(person.note)


def _ending(symbol: Symbol, story: OpenStory) -> Iterator[str]:
    ending = story.loaded.story.endings.get(symbol.id) if story.loaded.story else None
    if ending:
        yield f"**{escape(ending.title)}**, an ending"
        yield escape(ending.summary)


def _source(symbol: Symbol, story: OpenStory) -> Iterator[str]:
    source = story.loaded.library.sources.get(symbol.id)
    if source:
        yield f"**{escape(source.short)}**, {escape(source.kind)}"
        yield escape(source.leaning)


def _claim(symbol: Symbol, story: OpenStory) -> Iterator[str]:
    library = story.loaded.library
    claim = library.claim(symbol.id)
    if claim is None:
        return
    said = ", ".join(part for part in (_dated(claim.date), page(claim)) if part)
    yield f"**{escape(speaker(claim))}**{f', {escape(said)}' if said else ''}"
    yield escape(claim.says)
    chain = (
        library.sources[name].short if name in library.sources else name for name in claim.chain
    )
    yield f"How it reached us: {escape(', in '.join(chain))}"
    yield escape(verdict(claim))
    for conflict in library.conflicts:
        if claim.id in conflict.claims:
            yield f"In conflict: {escape(conflict.title)}"


_ABOUT: dict[Kind, Callable[[Symbol, OpenStory], Iterator[str]]] = {
    Kind.SCENE: _scene,
    Kind.MOMENT: _moment,
    Kind.CHOICE: _choice,
    Kind.SHARED: _shared,
    Kind.DECK: _deck,
    Kind.VARIABLE: _variable,
    Kind.VALUE: _value,
    Kind.DEFINITION: _definition,
    Kind.PERSON: _person,
    Kind.ENDING: _ending,
    Kind.SOURCE: _source,
    Kind.CLAIM: _claim,
}


def _scenes(story: OpenStory) -> dict[str, Scene]:
    return dict(story.loaded.story.scenes) if story.loaded.story else {}


def _moments(story: OpenStory) -> dict[str, Moment]:
    return {m.id: m for scene in _scenes(story).values() for m in scene.moments}


def _code(text: str) -> str:
    return f"`{' '.join(text.split()).replace('`', '')}`"


def _times(number: int) -> str:
    return ("once", "twice")[number - 1] if number <= 2 else f"{number:,} times"  # noqa: PLR2004


def _files(number: int) -> str:
    return "1 file" if number == 1 else f"{number:,} files"
