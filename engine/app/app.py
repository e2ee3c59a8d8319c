"""The app: which screen is shown, and what every screen can do."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, ClassVar

from textual.app import App, SystemCommand

from engine.app import themes
from engine.app.commands.table import commands, common
from engine.app.settings import THEME, Forgetful, Settings
from engine.app.sitting import Sitting

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.screen import Screen

    from engine.app.shelf import Opened, Shelf, ShelfBook


class Reader(App[None]):
    """The reader over a shelf of books."""

    TITLE = "Marginalia"
    BINDINGS: ClassVar = common()
    ENABLE_COMMAND_PALETTE = True

    def __init__(self, shelf: Shelf, settings: Settings | None = None) -> None:
        super().__init__()
        self.shelf = shelf
        self.settings = settings or Forgetful()
        self.animation_level = "none"
        for theme in themes.THEMES:
            self.register_theme(theme)
        chosen = self.settings.get(THEME)
        self.theme = chosen if chosen in self.available_themes else themes.INK.name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The app's own words for colours, for themes that do not know them."""
        return themes.DEFAULTS

    def on_mount(self) -> None:
        """Open the library, and over it the book that was asked for."""
        from engine.app.screens.library import Library  # noqa: PLC0415  (when first opened)

        self.push_screen(Library())
        if self.shelf.open_at is not None:
            self.open_book(self.shelf.open_at)

    def notices(self) -> str:
        """What there is to tell of the files of saves and settings, once."""
        return " ".join((*self.shelf.saves.notices(), *self.settings.notices()))

    def open_book(self, shelved: ShelfBook) -> None:
        """Open a book at its title page, or say why it cannot be opened."""
        opened = self.shelf.open(shelved.folder)
        gc.freeze()  # a book stays: the collector need not look through it at every page
        if opened.book is None:
            from engine.app.screens.findings import Findings  # noqa: PLC0415  (rarely opened)

            self.push_screen(Findings(shelved.title, opened.findings, opened.texts))
        elif self.shelf.start is not None and shelved == self.shelf.open_at:
            self.read(Sitting(self.shelf.start(opened.book), opened.library, self.shelf.saves))
        else:
            self._show_title(shelved, opened)

    def _show_title(self, shelved: ShelfBook, opened: Opened) -> None:
        from engine.app.screens.title import TitlePage  # noqa: PLC0415  (when first opened)

        if opened.book is not None:
            self.push_screen(TitlePage(shelved, opened.book, opened.library))

    def read(self, sitting: Sitting, notices: tuple[str, ...] = ()) -> None:
        """Read on, with what there is to tell beforehand."""
        from engine.app.screens.reading import Reading  # noqa: PLC0415  (when first opened)

        self.push_screen(Reading(sitting, notices))

    def action_library(self) -> None:
        """Go back to the library."""
        while len(self.screen_stack) > 2:  # noqa: PLR2004  (Textual's own screen, then the library)
            self.pop_screen()

    def back_to(self, name: str) -> None:
        """Close what lies over a screen."""
        if any(getattr(screen, "NAME", "") == name for screen in self.screen_stack):
            while getattr(self.screen, "NAME", "") != name:
                self.pop_screen()

    def action_help(self) -> None:
        """Show the keys of this screen."""
        from engine.app.screens.help import Help  # noqa: PLC0415  (when first opened)

        name = getattr(self.screen, "NAME", "")
        if name != Help.NAME:
            self.push_screen(Help(name))

    def action_turn_theme(self) -> None:
        """Change to the next colours."""
        self.theme = themes.after(self.theme)
        self.settings.put(THEME, self.theme)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette offers what the table offers, and nothing else."""
        for command in commands(getattr(screen, "NAME", "")):
            if command.label:
                yield SystemCommand(
                    command.label.capitalize(),
                    command.says,
                    lambda action=command.action: self.call_later(self.run_action, action),
                )
