"""The settings: what can be chosen, a page to see it on, and the files that keep it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from engine.app import text
from engine.app.commands.table import bindings
from engine.app.screens.page import Page
from engine.app.widgets.options import Item, Options
from engine.app.widgets.prose import Prose
from engine.app.widgets.words import Words
from engine.app.wording import dated
from engine.model.calendar import Date, Day
from engine.model.prose import Paragraph, Run
from engine.settings import PARAGRAPHS, SETTINGS, Kept, keys_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual import events
    from textual.app import ComposeResult
    from textual.content import Content

    from engine.app.text import Block
    from engine.settings import Setting

TITLES = 30
"""Columns for what a setting is called, where there is room for it and its value."""
ROOM = 60
"""Columns of a window from which a setting stands on one line."""
HINT = "change what is highlighted; the page below follows."
DAY = Date(Day(1918, 1, 28))
MEASURED = (
    "A page is set to the longest line that you choose, so that the eye finds its way back. "
    "Where the record speaks of something, a small numeral stands behind it."
)
SAMPLE = (
    Paragraph.of((Run(MEASURED), Run("", mark="record"))),
    Paragraph("TELEGRAMS STAND APART STOP AND KEEP THEIR OWN LINES", "quote"),
    Paragraph("What follows a document begins at the edge again."),
    Paragraph("And this is how a second paragraph is told from the first."),
)
"""A page to see the settings on."""


class SettingsPage(Page):
    """A line a setting; a change is seen at once, and stays."""

    NAME = "settings"
    CSS_PATH: ClassVar = ["page.tcss", "settings.tcss"]
    BINDINGS: ClassVar = bindings(NAME)

    def compose_leaf(self) -> ComposeResult:
        """The settings, a page as they make it, and their files."""
        yield Words(self._heading(), id="title")
        yield Options(id="choices")
        yield Words(id="date")
        yield Prose(id="prose")
        yield Words(text.Sheet(list(self._files())), id="files")

    def on_mount(self) -> None:
        """Show the colours that are chosen, however they are."""
        super().on_mount()
        self.app.theme_changed_signal.subscribe(self, lambda _: self.fill())

    def fill(self) -> None:
        """Show what is chosen."""
        chosen = self.reader.settings
        options = self.options
        with self.app.batch_update():
            options.show(map(self._item, SETTINGS.values()), options.highlighted or 0)
            self.query_one("#date", Words).show(
                text.plain(dated(DAY, new_first=self.new_first), text.SOFT)
            )
            self.query_one(Prose).show(
                SAMPLE, {"record": 1}, indented=chosen.get(PARAGRAPHS) == "indented"
            )
        self.call_after_refresh(self.on_leaf_scrolled)

    def on_resize(self, event: events.Resize) -> None:
        """Set the lines for the new width."""
        super().on_resize(event)
        self._fill_if_whole()

    def _item(self, setting: Setting) -> Item:
        value = self.reader.settings.get(setting.name)
        said = text.plain(f"‹ {setting.words(value)} ›", text.STRONG)
        if self.size.width < ROOM:
            lead = text.plain("  ")
            named = text.block(text.plain(setting.title))
            return Item(text.Sheet([named, text.block(said, lead, lead)]), setting.name)
        return Item(
            text.Sheet([text.block(said, text.plain(setting.title.ljust(TITLES)))]), setting.name
        )

    def on_option_list_option_selected(self, event: Options.OptionSelected) -> None:
        """Enter goes on to the next value, as the right arrow does."""
        event.stop()
        self.action_turn(1)

    def action_turn(self, step: int) -> None:
        """Choose the value before or after."""
        item = self.options.item
        if item is not None:
            setting = SETTINGS[item.id]
            value = setting.beside(self.reader.settings.get(setting.name), step)
            self.reader.choose(setting.name, value)
            self.fill()
            self.tell_notices()

    def _heading(self) -> Content:
        keys = {command.id: command.caption for command in self.reader.commands(self.NAME)}
        hint = f"{keys['value-before'].capitalize()} and {keys['next-value']} {HINT}"
        return text.titled("Settings", hint)

    def _files(self) -> Iterator[Block]:
        kept = self.reader.settings
        path = kept.path if isinstance(kept, Kept) else None
        yield text.block(text.plain("Kept in", text.SOFT))
        yield text.block(text.plain(str(path) if path else "this sitting only"))
        if path is not None:
            yield text.GAP
            yield text.block(
                text.plain("Keys of your own, a line each such as “margin: b”, in", text.SOFT)
            )
            yield text.block(text.plain(str(keys_path())))
