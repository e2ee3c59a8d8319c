"""The app: which screen is shown, and what every screen can do."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, ClassVar

from textual.app import App

from engine.app import terminal, themes
from engine.app.commands.table import KeyMap, commands, common
from engine.app.sitting import Sitting
from engine.settings import MARGIN_WIDTH, MEASURE, MOTION, THEME, Forgetful, Settings, number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from textual.actions import ActionParseResult
    from textual.content import Content
    from textual.dom import DOMNode
    from textual.driver import Driver
    from textual.screen import Screen

    from engine.app.commands.table import Command
    from engine.app.screens.page import Page
    from engine.app.shelf import Shelf, ShelfBook
    from engine.model.story import Story


BESIDE_PROSE = 8
"""Columns of a leaf that are not prose."""
MOST_MARGIN = 135
"""Columns of a window beyond which the margin grows no wider."""


LOST = (
    "What you read since your place was last kept is lost if you leave now: "
    "the same key again leaves."
)
NEVER_KEPT = "Nothing of this reading is kept if you leave now: the same key again leaves."


def _read_keys(path: Path | None) -> tuple[KeyMap, tuple[str, ...]]:
    """The reader's keys, and what there is to tell of their file."""
    if path is None or not path.exists():
        return KeyMap(), ()
    from engine.app.commands.keymap import in_brief, read_keys  # noqa: PLC0415  (rarely there)

    found = read_keys(path, path.name)
    return found, in_brief(found.mistakes) if found.mistakes else ()


class Reader(App[None], inherit_css=False):
    """The reader over a shelf of books.

    Attributes:
        opened: The folder of the book that was opened last.
        measured: The stories that were opened to tell how long they are, by their folders, each
            with how its files looked then.
    """

    DEFAULT_CSS = "Reader { background: $background; color: $foreground; }"
    TITLE = "Marginalia"
    BINDINGS: ClassVar = common()
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self, shelf: Shelf, settings: Settings | None = None, keys: Path | None = None
    ) -> None:
        """Takes the books, what the reader chose before, and the file of the reader's keys."""
        self.settings = settings or Forgetful()
        self._has_themes = False
        super().__init__()
        self._disable_tooltips = self._disable_notifications = True  # two widgets for each screen
        self.shelf = shelf
        self.keymap, self._untold = _read_keys(keys)
        self.set_keymap(dict(self.keymap.chosen))
        self._warned: object | None = None
        self.opened: Path | None = None
        self.measured: dict[Path, tuple[str, Story | None]] = {}
        self._set_motion()
        for theme in themes.THEMES:
            self.register_theme(theme)
        self._has_themes = True
        self.theme = self.settings.get(THEME)

    def get_driver_class(self) -> type[Driver]:
        """What writes to the terminal: where it is Textual's for Unix, one that writes less."""
        found = super().get_driver_class()
        if found.__name__ != "LinuxDriver":
            return found
        from engine.app.driver import DiffDriver  # noqa: PLC0415  (there is none on Windows)

        return DiffDriver

    def get_css_variables(self) -> dict[str, str]:
        """The colours of the theme, and the measures that the reader chose.

        Textual asks for them before it knows the theme, and again as soon as it does.
        """
        if not self._has_themes:
            return {}
        width = number(self.settings, MARGIN_WIDTH)
        return super().get_css_variables() | {
            "column": str(number(self.settings, MEASURE) + BESIDE_PROSE),
            "margin-width": f"{width}%",
            "margin-most": str(width * MOST_MARGIN // 100),
        }

    def refresh_css(self, animate: bool = True) -> None:  # noqa: FBT001, FBT002  (Textual's own)
        """Style what is shown anew; before the first screen, only the colours are new."""
        if self.screen_stack:
            super().refresh_css(animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The app's own words for colours, for themes that do not know them."""
        return themes.DEFAULTS

    def get_default_screen(self) -> Screen[None]:
        """The first screen: the draft or the book that was asked for, else the library."""
        first = self._first()
        self.stylesheet.read_all(first.css_path)
        first.styled = True
        return first

    def _first(self) -> Page:
        if self.shelf.draft is not None:
            from engine.app.screens.draft import DraftPage  # noqa: PLC0415  (only for authors)

            return DraftPage(self.shelf.draft)
        asked = self.shelf.open_at
        return self._opened(asked) if asked else self._library()

    def on_ready(self) -> None:
        """Collect garbage from the first page on, and look through nothing that was there then.

        From then on the reader leaves when the terminal is closed: the place is kept; and what
        was shown before the reader went to the shell is shown again after it.
        """
        gc.freeze()
        gc.enable()
        self.app_resume_signal.subscribe(self, lambda _: self.action_redraw())
        if not self.is_headless:
            self.set_interval(terminal.LOOK, self._leave_with_terminal)

    def _leave_with_terminal(self) -> None:
        if terminal.is_gone():
            self.exit()

    def notices(self) -> tuple[str, ...]:
        """What there is to tell of the files of saves, settings and keys, once."""
        untold, self._untold = self._untold, ()
        return (*self.shelf.saves.notices(), *self.settings.notices(), *untold)

    def commands(self, screen: str) -> Iterable[Command]:
        """The commands of a screen, with the keys that they have for this reader."""
        return commands(screen, self.keymap.commands)

    def open_book(self, shelved: ShelfBook) -> None:
        """Open a book at its title page, or say why it cannot be opened."""
        self.push_screen(self._opened(shelved))

    def _opened(self, shelved: ShelfBook) -> Page:
        self.opened = shelved.folder
        opened = self.shelf.open(shelved.folder)
        gc.freeze()  # a book stays: the collector need not look through it at every page
        if opened.book is None:
            from engine.app.screens.findings import Findings  # noqa: PLC0415  (rarely opened)

            heading = f"“{opened.title or shelved.title}” cannot be opened"
            return Findings(heading, opened.findings, opened.texts)
        if self.shelf.start is not None and shelved == self.shelf.open_at:
            sitting = Sitting(self.shelf.start(opened.book), opened.library, self.shelf.saves)
            sitting.keep_meanwhile()
            return self._reading(sitting)
        from engine.app.screens.title import TitlePage  # noqa: PLC0415  (when first opened)

        return TitlePage(opened.book, opened.library)

    def read(self, sitting: Sitting, notices: tuple[str, ...] = ()) -> None:
        """Read on, with what there is to tell beforehand."""
        self.push_screen(self._reading(sitting, notices))

    def _reading(self, sitting: Sitting, notices: tuple[str, ...] = ()) -> Page:
        from engine.app.screens.reading import Reading  # noqa: PLC0415  (when first opened)

        return Reading(sitting, notices)

    def _library(self) -> Page:
        from engine.app.screens.library import Library  # noqa: PLC0415  (when first opened)

        return Library()

    def action_library(self) -> None:
        """Go to the library, which lies below if it was open before."""
        if not self._may_leave():
            return
        if any(getattr(screen, "NAME", "") == "library" for screen in self.screen_stack):
            self.back_to("library")
        else:
            self.push_screen(self._library())

    async def action_quit(self) -> None:
        """Leave; a place that could not be kept is tried once more, and told before it is lost."""
        if self._may_leave():
            self.exit()

    def _may_leave(self) -> bool:
        sittings = (getattr(screen, "sitting", None) for screen in reversed(self.screen_stack))
        sitting = next(filter(None, sittings), None)
        if sitting is None or not sitting.trouble:
            return True
        sitting.keep()
        screen = self._page
        if not sitting.trouble or screen is None or self._warned is (screen.said or self):
            return True
        screen.say(f"{sitting.trouble} {LOST if sitting.was_kept else NEVER_KEPT}")
        self._warned = screen.said
        return False

    @property
    def _page(self) -> Page | None:
        """The screen in front, if it is one of ours: the palette is not."""
        from engine.app.screens.page import Page  # noqa: PLC0415  (the screens know the app)

        return self.screen if isinstance(self.screen, Page) else None

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do something; what was said before it goes with it."""
        page = self._page if self.screen_stack else None
        said = page.said if page else None
        done = await super().run_action(action, default_namespace, namespaces)
        if page is not None and done:
            page.hush(said)
        return done

    def back_to(self, *names: str) -> None:
        """Close what lies over a screen."""
        if any(getattr(screen, "NAME", "") in names for screen in self.screen_stack):
            while getattr(self.screen, "NAME", "") not in names:
                self.pop_screen()

    def action_help(self) -> None:
        """Show the keys of this screen."""
        from engine.app.screens.help import Help  # noqa: PLC0415  (when first opened)

        name = getattr(self.screen, "NAME", "")
        if name != Help.NAME:
            self.push_screen(Help(name))

    def action_palette(self) -> None:
        """Show every command of this screen by its name."""
        from engine.app.screens.palette import Palette  # noqa: PLC0415  (when first opened)

        below = self._page
        if below is not None and below.NAME != Palette.NAME:
            self.push_screen(Palette(below))

    def action_redraw(self) -> None:
        """Write all that is shown again, whatever the terminal was made to show."""
        forget = getattr(self._driver, "forget", None)
        if forget is not None:
            forget()
        self.refresh()

    def action_settings(self) -> None:
        """Show what can be chosen."""
        from engine.app.screens.settings import SettingsPage  # noqa: PLC0415  (when first opened)

        if getattr(self.screen, "NAME", "") != SettingsPage.NAME:
            self.push_screen(SettingsPage())

    def action_turn_theme(self) -> None:
        """Change to the next colours."""
        self.choose(THEME, themes.after(self.theme))

    def choose(self, name: str, value: str) -> None:
        """Remember a setting, and let it be seen."""
        self.settings.put(name, value)
        if name == THEME:
            self.theme = value
        elif name == MOTION:
            self._set_motion()
        elif name in {MEASURE, MARGIN_WIDTH}:
            self.refresh_css(animate=False)

    def _set_motion(self) -> None:
        self.animation_level = "full" if self.settings.get(MOTION) == "smooth" else "none"

    def copy(self, passage: Content, story: str) -> str:
        """Copy a passage, and say where it was written: a clipboard can fail without a word."""
        from engine.app.files import keep_passage  # noqa: PLC0415  (when first asked)

        self.copy_to_clipboard(passage.plain)
        return keep_passage(story, passage.plain)
