"""The reading screen: one page of the story, and the record beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Container

from engine.app import text
from engine.app.commands.table import bindings
from engine.app.screens.page import WIDE
from engine.app.screens.with_record import WithRecord
from engine.app.widgets.gauges import Gauges, flow
from engine.app.widgets.keys import Keys
from engine.app.widgets.margin import Phrase, Record
from engine.app.widgets.options import SPACE, Item, Options
from engine.app.widgets.prose import Prose
from engine.app.widgets.words import Words
from engine.app.wording import dated, opening
from engine.play.page import CONTINUE
from engine.settings import CALENDAR, MARGIN, MARGIN_SIDE, PARAGRAPHS, SPOILERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual import events
    from textual.app import ComposeResult
    from textual.content import Content
    from textual.timer import Timer

    from engine.app.sitting import Sitting
    from engine.app.walk import Walk
    from engine.app.widgets.leaf import Leaf
    from engine.play.page import Offer
    from engine.play.page import Page as StoryPage

IDLE = 0.12
"""Seconds that a choice is highlighted before the margin follows it."""

FORMS = (
    (".html", "A page for the browser or the printer, the record in its margin"),
    (".md", "Markdown, with footnotes"),
)
"""How a transcript is written, by the end of the file's name."""

AFTER_ENDING = (
    ("beside", "See what you did beside the record"),
    ("undo", "Go one choice back"),
    ("anew", "Begin anew"),
    ("history", "Read again what you have read"),
    ("transcript", "Write it to a file, with notes and a bibliography"),
    ("library", "Return to the library"),
)
TAKEN = "✓\u00a0taken\u00a0before"
TURN = "Turn the page"
NO_CHOICE = "There is nothing to choose here: enter turns the page."
UNDECIDED = "Highlight a choice with the arrows, or press its number."
NO_CLAIM = "The record is silent here: there is no claim to go to."
NO_ENDING = "What you did is set beside the record at an ending."


class Reading(WithRecord):
    """Shows where a sitting is; every step is kept before it is shown."""

    NAME = "reading"
    CSS_PATH: ClassVar = ["page.tcss", "reading.tcss"]
    BINDINGS: ClassVar = bindings(NAME)
    AUTO_FOCUS = "#choices"

    def __init__(self, sitting: Sitting, notices: tuple[str, ...] = ()) -> None:
        super().__init__(sitting)
        self._notices = notices
        self._shown = sitting.playthrough
        self._page: StoryPage = sitting.page()
        self._marks: dict[str, int] = {}
        self._called = False
        self._opening = False
        self._walk: Walk | None = None
        self._follow: Timer | None = None
        self._shown_as: tuple[str, ...] = ()
        for name, on in self._forms():
            self.set_class(on, name, update=False)

    def _forms(self) -> Iterator[tuple[str, bool]]:
        """The classes of this page, and which of them it has now."""
        shown = self.margin_open
        yield "-margin", shown
        yield "-drawer", shown and not self._beside
        yield "-left", self._chose(MARGIN_SIDE, "left")

    def compose_leaf(self) -> ComposeResult:
        """Head, prose, choices, and the gauges where the foot has no room for them."""
        yield self._opened(Words(id="head"))
        yield Prose(id="prose")
        yield Options(id="choices")
        yield Gauges(id="tally")

    def compose_beside(self) -> ComposeResult:
        """The margin."""
        yield Record(id="margin")

    def compose_foot(self) -> ComposeResult:
        """The gauges, under the prose."""
        with Container(id="foot"):
            yield Gauges(id="gauges")

    def fill(self) -> None:
        """Show the first page, with whatever there is to tell about it.

        The prose is there to be read while the margin and the keys are still being drawn.
        """
        self._opening = True
        self.query_one(Keys).visible = False
        self._show()
        self._opening = False
        self.call_later(self.query_one(Prose).stock)

    def on_screen_resume(self) -> None:
        """Show where the reader went from another screen, or how pages were chosen to look."""
        if self._shown is not self.sitting.playthrough:
            self._called = False  # a page that was gone to is not covered
            self._show()
        elif self._shown_as and self._shown_as != self._look:
            self._show(anew=False)

    @property
    def _look(self) -> tuple[str, ...]:
        """What was chosen that changes what a page shows."""
        chosen = (PARAGRAPHS, CALENDAR, SPOILERS, MARGIN_SIDE, MARGIN)
        return tuple(self.reader.settings.get(name) for name in chosen)

    def _chose(self, name: str, value: str) -> bool:
        return self.reader.settings.get(name) == value

    # What is shown

    def _show(self, *, anew: bool = True) -> None:
        """Show the sitting's page, from its top where it is shown anew, once it is kept."""
        self.sitting.wait()
        self._shown = self.sitting.playthrough
        self._page = page = self.sitting.page()
        self._walk = None
        self._shown_as = self._look
        self._marks = self._numerals()
        with self.app.batch_update():
            head = self._opened(self.query_one("#head", Words))
            head.show(_head(page, new_first=self.new_first))
            self._show_prose()
            self._show_ending()
            self._show_choices()
            shown = flow(page.gauges)
            for gauges in self.query(Gauges):
                gauges.tell(shown)
            if self._opening:
                self.call_later(self._follow_choice)
            else:
                self._show_margin()
            if anew:
                self.say(*self._told())
                self.leaf.go(0)
        self.call_after_refresh(self.on_leaf_scrolled)

    def _told(self) -> tuple[str, ...]:
        """What there is to tell of how the reader came here, and of the reader's files."""
        untold, self._notices = self._notices, ()
        return (self.sitting.trouble, *self.reader.notices(), *untold, *self.sitting.notices)

    def _opened(self, head: Words) -> Words:
        """A head that is an opening's where the page opens a scene; nothing else is styled anew."""
        return head.set_class(self._page.opens, "-opens", update=head.is_attached)

    def _numerals(self) -> dict[str, int]:
        """The numbers of the marks, but for those whose claims are all kept back."""
        kept_back: set[str | None] = set()
        if self._chose(SPOILERS, "kept-back"):
            from engine.record.margin import margin, unspoilt  # noqa: PLC0415  (not before that)

            whole = margin(self._page, self.sitting.library)
            shown = {card.citation.mark for card in unspoilt(self._page, whole).cards}
            kept_back = {card.citation.mark for card in whole.cards} - shown
        return text.numerals(self._page.paragraphs, kept_back)

    def _show_prose(self, lit: str = "") -> None:
        indented = self._chose(PARAGRAPHS, "indented")
        self.query_one(Prose).show(self._page.paragraphs, self._marks, lit, indented=indented)

    def _show_ending(self) -> None:
        ending = self._page.ending
        if ending is not None:
            self.part("ending", self.query_one("#choices")).show(
                text.lines(
                    text.plain("An ending", text.SOFT),
                    text.plain(ending.title, text.MARK_STRONG),
                    text.plain(ending.summary, text.EMPHASIS),
                )
            )
        self.query("#ending").set(display=ending is not None)

    def _show_choices(self) -> None:
        items = list(_items(self._page, self.sitting.was_taken))
        turning = len(items) == 1 and items[0].id == CONTINUE
        turning = turning or self._page.ending is not None
        self.options.show(items, 0 if turning else None)

    def _show_margin(self, offer: Offer | None = None) -> None:
        from engine.record.margin import margin, unspoilt  # noqa: PLC0415  (not before the prose)

        record = self.query_one(Record)
        mark = self._walk.mark if self._walk and self._covered else ""
        phrase = self._quoted(mark) if mark else None
        shown = margin(self._page, self.sitting.library, offer)
        if self._chose(SPOILERS, "kept-back"):
            shown = unspoilt(self._page, shown)
        record.show(shown, self._marks, phrase, new_first=self.new_first)
        self._place_margin()

    def _quoted(self, mark: str) -> Phrase:
        from engine.app.walk import quoted  # noqa: PLC0415  (only where one goes from mark to mark)

        return Phrase(mark, quoted(self._page.paragraphs, mark))

    # The margin's place

    @property
    def front(self) -> Leaf:
        """The drawer while it covers the page."""
        return self.query_one(Record) if self._covered else self.leaf

    @property
    def _beside(self) -> bool:
        return self.app.size.width >= WIDE

    @property
    def _covered(self) -> bool:
        """Whether the margin lies over the page."""
        return self._called and not self._beside

    @property
    def _wanted(self) -> bool:
        return self._chose(MARGIN, "shown")

    @property
    def margin_open(self) -> bool:
        """Whether the margin can be seen: called for now, or wanted where it has room."""
        return self._called or (self._beside and self._wanted)

    def _place_margin(self) -> None:
        self.update_classes(dict(self._forms()), animate=False)
        record = self.query_one(Record)
        keys = self.query_one(Keys)
        keys.waiting = 0 if self.margin_open else record.count
        keys.covered = self._covered
        keys.walking = self._walk is not None
        keys.visible = True

    def on_resize(self, event: events.Resize) -> None:
        """Put the margin where the new width has room for it."""
        if event.size.width >= WIDE and self._walk is None:
            self._called = False
        self._place_margin()
        self._focus_what_is_open()
        if self._walk is not None:
            self._light()

    def action_margin(self) -> None:
        """Show or hide the margin; beside the page, the choice is remembered."""
        if self._beside:
            self.reader.choose(MARGIN, "hidden" if self.margin_open else "shown")
            self._shown_as = self._look
            self._called = False
        else:
            self._called = not self._called
        if not self.margin_open:
            self._end_walk()
        self._place_margin()
        self._focus_what_is_open()

    def _focus_what_is_open(self) -> None:
        """A drawer takes the keys while it covers the page; a hidden margin has none."""
        choices = self.options
        if self._covered:
            self.query_one("#cards", Options).focus()
        elif not self.margin_open and self.focused is not choices:
            choices.focus()
        self.call_after_refresh(self.on_leaf_scrolled)

    def action_close(self) -> None:
        """Leave the claims, close a margin that was called, and be where the reader was."""
        self._called = False
        self._end_walk()
        self._place_margin()
        self._focus_what_is_open()
        self.options.focus()

    # From phrase to phrase

    def action_claim(self, direction: int) -> None:
        """Light the next marked phrase and its claim; without marks, go to the first claim."""
        record = self.query_one(Record)
        if not record.count:
            self.say(NO_CLAIM)
            return
        from engine.app.walk import Walk, beyond  # noqa: PLC0415  (when first asked)

        self._called = True
        marks = [mark for mark in self._marks if mark in record.marks]
        mark = beyond(self._walk.mark if self._walk else "", marks, direction)
        self._walk = Walk(mark, self._walk.back if self._walk else self.leaf.scroll_offset.y)
        self._light()

    def _light(self) -> None:
        """Show the phrase that is being looked at, and bring it into sight."""
        mark = self._walk.mark if self._walk else ""
        with self.app.batch_update():
            self._show_prose(mark)
            self._show_margin(self._offer())
        if self._walk is not None:
            self.query_one(Record).go_to(mark)
        self.call_after_refresh(self._bring_phrase_into_sight)

    def _bring_phrase_into_sight(self) -> None:
        prose, leaf = self.query_one(Prose), self.leaf
        line = prose.line_lit()
        if line is not None:
            leaf.bring_into_sight(line + leaf.line_of(prose))
        self.on_leaf_scrolled()

    def action_open(self) -> None:
        """Open the claim that is highlighted."""
        self.query_one("#cards", Options).action_select()

    def _end_walk(self) -> None:
        if self._walk is None:
            return
        back, self._walk = self._walk.back, None
        self._light()
        self.leaf.go(back)

    def on_option_list_option_highlighted(self) -> None:
        """Let the margin follow, once the reader rests on a choice."""
        if self._follow is not None:
            self._follow.stop()
        if self._walk is None:
            self._follow = self.set_timer(IDLE, self._follow_choice)

    def _follow_choice(self) -> None:
        self._show_margin(self._offer())

    def _offer(self) -> Offer | None:
        """The choice that is highlighted."""
        index = self.options.highlighted
        offers = self._page.offers
        return offers[index // 2] if index is not None and index // 2 < len(offers) else None

    def on_record_opened(self, event: Record.Opened) -> None:
        """Open a claim over the page, which stays as it is."""
        self.open_claim(event.card.claim, event.card.citation)

    # What the reader does

    def on_option_list_option_selected(self, event: Options.OptionSelected) -> None:
        """Take a choice, or do what the ending offers."""
        choices = self.options
        item = choices.items[event.option_index]
        if not choices.in_sight(event.option_index):
            self.leaf.page_down()
        elif self._page.ending is not None:
            self._after_ending(item.id)
        else:
            self._take(item.id)

    def help_on(self, options: Options) -> None:
        """Read on to the choices; which of them is highlighted, the reader decides."""
        if options is not self.options:
            super().help_on(options)
        elif not self.leaf.page_down():
            self.say(UNDECIDED)

    def action_take(self, number: int) -> None:
        """Take a choice by its digit; a locked one says why it is locked."""
        offers = self._page.offers
        if self._page.ending is not None and number <= len(AFTER_ENDING):
            self._after_ending(AFTER_ENDING[number - 1][0])
        elif self._page.ending is not None or self._turning:
            super().action_take(number)
        elif number > len(offers):
            self.say(self.choices(len(offers)))
        elif (why := offers[number - 1].locked) is None:
            self._take(offers[number - 1].id)
        else:
            self.say(_locked(why))

    def choices(self, many: int) -> str:
        """How many choices there are, and that a page which only goes on has none."""
        return NO_CHOICE if self._turning else super().choices(many)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a drawer covers the page, no key turns it."""
        if self._covered and action in {"take", "undo", "redo"}:
            return False
        return super().check_action(action, parameters)

    @property
    def _turning(self) -> bool:
        return [offer.id for offer in self._page.offers] == [CONTINUE]

    def action_onward(self) -> None:
        """Read on: down the page, then the next page if nothing is to be decided.

        A drawer that covers the page is read on in, and turns nothing.
        """
        if not self.front.page_down() and self._turning and not self._covered:
            self._take(CONTINUE)

    def action_undo(self) -> None:
        """Go one choice back."""
        if self.sitting.undo():
            self._show()
        else:
            self.say("This is the first page.")

    def action_redo(self) -> None:
        """Go forward again."""
        if self.sitting.redo():
            self._show()
        else:
            self.say("Nothing lies ahead: you have not been further from here.")

    def action_transcript(self) -> None:
        """Ask in which form to write down what has been read."""
        from engine.app.screens.pick import Pick  # noqa: PLC0415  (when first opened)

        self.app.push_screen(Pick("Write what you have read as", FORMS, self._transcribe))

    def _transcribe(self, form: str) -> None:
        from engine.app.files import keep_transcript  # noqa: PLC0415  (when first asked)

        at, library = self.sitting.playthrough, self.sitting.library
        self.say(keep_transcript(at, library, form, new_first=self.new_first))

    def action_beside(self) -> None:
        """At an ending, set what the reader did beside the record."""
        if self._page.ending is None:
            self.say(NO_ENDING)
            return
        from engine.app.screens.beside import Beside  # noqa: PLC0415  (when first opened)

        self.app.push_screen(Beside(self.sitting, self._page.ending))

    def action_find(self) -> None:
        """Find words in what was read."""
        from engine.app.screens.find import Find  # noqa: PLC0415  (when first opened)

        self.app.push_screen(Find(self.sitting))

    def action_gallery(self) -> None:
        """Show the endings that were found."""
        from engine.app.screens.gallery import Gallery  # noqa: PLC0415  (when first opened)

        self.app.push_screen(Gallery(self.sitting.playthrough.book.story))

    def action_copy(self) -> None:
        """Copy the page, or the phrase that is lit; say where it was written as well."""
        from engine.app.passage import passage  # noqa: PLC0415  (when first asked)

        mark = self._walk.mark if self._walk else ""
        said = passage(self._page, mark, new_first=self.new_first)
        self.say(self.reader.copy(said, self._page.story.id))

    def action_history(self) -> None:
        """Read again all that has been read."""
        from engine.app.screens.history import History  # noqa: PLC0415  (when first opened)

        self.app.push_screen(History(self.sitting))

    def action_map(self) -> None:
        """Show the map."""
        from engine.app.screens.map import MapPage  # noqa: PLC0415  (when first opened)

        self.app.push_screen(MapPage(self.sitting))

    def action_branches(self) -> None:
        """Show all that was tried."""
        from engine.app.screens.branches import Branches  # noqa: PLC0415  (when first opened)

        self.app.push_screen(Branches(self.sitting))

    def action_saves(self) -> None:
        """Show the places kept."""
        from engine.app.screens.saves import SavesPage  # noqa: PLC0415  (when first opened)

        self.app.push_screen(SavesPage(self.sitting))

    def _take(self, choice: str) -> None:
        self.sitting.take(choice)
        self._show()

    def _after_ending(self, deed: str) -> None:
        if deed == "beside":
            self.action_beside()
        elif deed == "undo":
            self.action_undo()
        elif deed == "anew":
            self._begin_anew()
        elif deed == "history":
            self.action_history()
        elif deed == "transcript":
            self.action_transcript()
        else:
            self.reader.action_library()

    def _begin_anew(self) -> None:
        self.sitting.begin_anew(self.reader.shelf.seed())
        self._show()


def _head(page: StoryPage, *, new_first: bool) -> Content:
    """A chapter's opening, or a running head."""
    if not page.opens:
        return text.plain(f"{page.scene.title} · {page.number}", text.SOFT)
    said = dated(page.scene.date, new_first=new_first)
    return text.lines(
        text.plain(page.scene.title, text.MARK_STRONG),
        text.plain(page.scene.place),
        text.plain(opening(said).replace(" (", "\n("), text.SOFT),
    )


def _items(page: StoryPage, was_taken: Callable[[str], bool]) -> Iterator[Item]:
    """What can be done, with an empty line between: a choice stands at twice its place."""
    if page.ending is not None:
        entries = [
            _item(n, deed, text.plain(label)) for n, (deed, label) in enumerate(AFTER_ENDING, 1)
        ]
    elif [offer.id for offer in page.offers] == [CONTINUE]:
        entries = [Item(text.plain(f"{TURN}  ›", text.MARK), CONTINUE)]
    else:
        entries = [_choice(n, o, taken=was_taken(o.id)) for n, o in enumerate(page.offers, 1)]
    for number, entry in enumerate(entries):
        if number:
            yield SPACE
        yield entry


def _item(number: int, deed: str, label: Content, *, enabled: bool = True) -> Item:
    lead = text.plain(f"{number}  ", text.MARK_STRONG if enabled else text.SOFT)
    return Item(text.Sheet([text.block(label, lead)]), deed, enabled=enabled)


def _choice(number: int, offer: Offer, *, taken: bool) -> Item:
    said = text.held(text.words(offer.text))
    if taken:
        said = text.line(said, text.plain(f"  {TAKEN}", text.SOFT))
    if offer.locked is None:
        return _item(number, offer.id, said)
    label = text.lines(said, text.remark(_locked(offer.locked)))
    return _item(number, offer.id, label, enabled=False)


def _locked(why: str) -> str:
    return f"Locked: {why}" if why else "Locked for now."
