"""A book from a stranger shows as text and does nothing."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

import pytest

from engine import play
from engine.app.commands.table import OVER
from engine.app.shelf import Opened, Shelf, ShelfBook
from engine.app.text import clean
from engine.model.prose import Paragraph, Run
from engine.play import recall
from engine.record import notebook, reckoning
from engine.saves import branches
from engine.saves import map as saves_map

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk import Desk, Sit

    from engine.model.record import Library
    from engine.model.story import Ending, Moment, Scene

SEQUENCES = "\x1b]52;c;aGk=\x07\x1b]8;;http://x\x1b\\\x9b2J\u202e"
MARKUP = "[@click=app.quit]x[/] [sic] [/]"
EVIL = f"{MARKUP}{SEQUENCES}"
KEPT = {"id", "claim", "mark", "chain", "source", "sources", "claims", "moment"}
"""Names that tie things together; a reader never sees them."""


def poison(thing: Any, name: str = "") -> Any:  # noqa: ANN401  (anything at all)
    """The same thing with hostile text added to everything that can be shown."""
    if isinstance(thing, Paragraph):
        return Paragraph.of(poison(thing.runs), thing.kind)
    if isinstance(thing, Run):
        return replace(thing, text=thing.text + EVIL) if thing.mark is None else thing
    if type(thing) is str:
        return thing if name in KEPT else thing + EVIL
    if isinstance(thing, tuple) and type(thing) is tuple:
        return tuple(poison(part, name) for part in thing)
    if isinstance(thing, dict):
        return {key: poison(value) for key, value in thing.items()}
    if is_dataclass(thing) and not isinstance(thing, type):
        changed = {f.name: poison(getattr(thing, f.name), f.name) for f in fields(thing) if f.init}
        return replace(thing, **{k: v for k, v in changed.items() if not k.startswith("_")})
    return thing


class HostilePage(play.Page):
    """A page with hostile text wherever a stranger can put some."""

    @property
    def scene(self) -> Scene:
        date = replace(super().scene.date, text=EVIL)
        return replace(super().scene, title=EVIL, place=EVIL, date=date)

    @property
    def moment(self) -> Moment:
        moment = super().moment
        cited = tuple(replace(citation, note=EVIL) for citation in moment.citations)
        return replace(moment, note=EVIL, citations=cited)

    @property
    def gauges(self) -> tuple[play.Gauge, ...]:
        return tuple(replace(gauge, label=EVIL) for gauge in super().gauges)

    @property
    def ending(self) -> Ending | None:
        ending = super().ending
        return replace(ending, title=EVIL, summary=EVIL) if ending else None


def poison_page(page: play.Page) -> play.Page:
    paragraphs = (*poison(page.paragraphs), Paragraph.of((Run(EVIL, emphasis=True),), "quote"))
    offers = (replace(o, text=poison(o.text), locked=poison(o.locked)) for o in page.offers)
    return HostilePage(page.at, paragraphs, tuple(offers))


def poison_library(library: Library) -> Library:
    sources = {
        name: replace(
            source,
            csl={"title": EVIL, "author": [{"family": EVIL}]},
            short=EVIL,
            leaning=EVIL,
            claims={
                key: replace(
                    claim, says=claim.says + EVIL, speaker=EVIL, note=EVIL, damage=EVIL,
                    page=EVIL, number=EVIL, date=replace(claim.date, text=EVIL),
                )
                for key, claim in source.claims.items()
            },
        )
        for name, source in library.sources.items()
    }  # fmt: skip
    conflicts = tuple(replace(c, title=EVIL, says=EVIL, outside=EVIL) for c in library.conflicts)
    people = {
        name: replace(person, name=EVIL, note=EVIL) for name, person in library.people.items()
    }
    return replace(library, sources=sources, conflicts=conflicts, people=people)


@pytest.fixture
def hostile(make_shelf: Callable[..., Shelf], monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """The small book, with hostile text wherever a stranger can put some."""
    good = make_shelf()
    opened = good.open(good.books[0].folder)
    story = replace(
        opened.book.story,
        title=EVIL,
        author=EVIL,
        summary=EVIL,
        credits=EVIL,
        content_notes=(EVIL,),
        endings={
            name: replace(ending, title=EVIL, summary=EVIL)
            for name, ending in opened.book.story.endings.items()
        },
    )
    book = replace(play.make_book(story))
    view = play.view
    for module in (play, notebook, reckoning, branches, saves_map, recall):
        monkeypatch.setattr(module, "view", lambda playthrough: poison_page(view(playthrough)))
    shelved = ShelfBook(good.books[0].folder, story.id, EVIL, EVIL, EVIL, (EVIL,), 2)
    library = poison_library(opened.library)
    return Shelf((shelved,), good.saves, lambda _: Opened(book, library), seed=lambda: 1)


def inert(desk: Desk) -> None:
    """Nothing on the screen acts, but for the line of keys at its foot."""
    *page, keys = desk.app.screen._compositor.render_strips()
    for strip in (*page, keys):
        assert strip.text == clean(strip.text)
    for style in (segment.style for strip in page for segment in strip if segment.style):
        assert not style.link
        assert "@click" not in style.meta


@pytest.mark.parametrize("size", [(120, 60), (60, 40)])
async def test_a_hostile_book_is_only_text_on_every_screen(
    sit: Sit, hostile: Shelf, size: tuple[int, int]
) -> None:
    seen = set()
    async with sit(size, shelf=hostile, read=False) as desk:
        for keys in (
            [], ["enter"], ["enter"], ["m"], ["tab", "down"], ["enter"], ["down"], ["escape"],
            ["escape"], ["2"], ["1"], ["h"], ["escape"], ["space"], ["question_mark"], ["escape"],
            ["u"], ["u"], ["c"], ["c"], ["enter"], ["down"], ["enter"], ["end"], ["p"], ["escape"],
            ["d"], ["end"], ["n"], ["f"], ["end"], ["down", "down", "down", "enter"], ["e"],
            ["escape"], ["p"], ["slash"], ["x"], ["down"], ["enter"], ["p"], ["4"], ["r"], ["end"],
            ["down"], ["p"], ["v"], ["b"], ["escape"], ["k"], ["enter"], ["escape"], ["escape"],
            ["end"], ["comma"], ["right"], ["escape"],
            ["g"], ["escape"], ["f"], [*"sic"], ["enter"], ["enter"], ["left"], ["escape"],
            ["escape"], ["ctrl+p"], ["down"], ["escape"], ["l"], ["t"], ["t"], ["t"],
        ):  # fmt: skip
            await desk.press(*keys)
            inert(desk)
            seen.add(desk.app.screen.NAME)
            assert desk.app.is_running
        assert "[sic]" in desk.text
    assert seen >= {"library", "title", "reading", *OVER} - {"findings"}


async def test_clicking_on_markup_in_prose_does_nothing(sit: Sit, hostile: Shelf) -> None:
    async with sit(shelf=hostile, read=False) as desk:
        await desk.press("enter", "enter")
        lines = desk.text.splitlines()
        row, line = next((n, t) for n, t in enumerate(lines) if "[@click" in t.partition("│")[0])
        for column in range(line.index("["), line.index("[") + 24, 3):
            await desk.pilot.click(offset=(column, row))
        await desk.settle()
        assert desk.app.is_running
        assert "[@click=app.quit]x[/]" in desk.flat
