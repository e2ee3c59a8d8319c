"""The table of commands."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.keys import key_to_character

from engine.document.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from textual.binding import BindingType

CHOICES = 9
"""How many choices have a digit of their own."""

SIGNS = {"slash": "/", "backslash": "\\", "at": "@", "minus": "-", "plus": "+", "underscore": "_"}
"""Textual's own names for some signs; the others have Unicode's."""


@frozen()
class Command:
    """Something the reader can do with a key.

    Attributes:
        id: Its stable name, for a key map.
        keys: The keys, by Textual's names, separated by commas.
        action: The action, as a screen or the app names it.
        says: What it does, in a sentence for the help page.
        where: The screens that have it; every screen if there are none.
        label: What the footer calls it; the footer leaves it out without one.
        shown: What the help page calls the keys, where Textual's names would puzzle.
        named: What the palette calls it, where the sentence is too long for a name.
    """

    id: str
    keys: str
    action: str
    says: str
    where: tuple[str, ...] = ()
    label: str = ""
    shown: str = ""
    named: str = ""

    @property
    def typed(self) -> bool:
        """Whether its keys are letters or signs, which a line of words would take for itself."""
        return any(map(_writes, self.keys.split(",")))

    @property
    def name(self) -> str:
        """What the palette calls it."""
        return self.named or self.says.rstrip(".")

    @property
    def caption(self) -> str:
        """The keys as a person would name them."""
        return self.shown or self.keys


def _writes(key: str) -> bool:
    """Whether a key writes something where words are typed."""
    return key in SIGNS or (key_to_character(key) or "\0").isprintable()


RECORD = ("claim", "source", "search", "timeline", "notebook", "beside")
"""The screens of the record."""
GONE_BY = ("history", "map", "branches", "saves")
"""The screens of what was read and kept, which lead back to a page of it."""
TAKING = ("reading", "title", "library")
"""The screens where a digit makes a choice."""
OVER = (
    *RECORD,
    *GONE_BY,
    "palette",
    "pick",
    "name",
    "help",
    "findings",
    "settings",
    "gallery",
    "find",
    "past",
)
PAGED = ("library", "title", "reading", *OVER)
WALKED = ("reading", "claim", "source", "timeline", "notebook", "beside")
"""The screens from which the record can be asked; a search asks it already."""


EXTENDS = {"draft": "reading"}
"""Screens that have the commands of another as well."""

WITH_THE_PAGE = frozenset((
    "margin", "claim", "close", "undo", "history", "notebook", "help", "quit",
))  # fmt: skip
"""What the foot of a page of the story tells, since it is read with every page."""
WHEREVER = frozenset(("settings", "quit"))
"""What can be done on every screen, and is told where a reader comes in."""
ENTRANCES = frozenset(("library", "title", "help"))
"""Where a reader comes in."""


def besides(name: str) -> tuple[str, ...]:
    """The screens from which another one can be opened: all that there are but itself."""
    return tuple(screen for screen in WALKED if screen != name)


COMMANDS = (
    *(
        Command(f"take-{n}", str(n), f"screen.take({n})", "", where=TAKING)
        for n in range(1, CHOICES + 1)
    ),
    Command(
        "inspect", "i", "screen.inspect",
        "What is behind this page: the state, and why a choice is hidden or locked.", ("draft",),
        "inspect",
        named="See what is behind this page",
    ),
    Command(
        "edit", "e", "screen.edit", "Open this moment, or what is wrong, in your editor.",
        ("draft",), "edit",
        named="Open this moment in your editor",
    ),
    Command(
        "findings", "x", "screen.findings", "What is wrong with the story, all of it.", ("draft",),
        "findings",
        named="See what is wrong with the story",
    ),
    Command(
        "golden", "W", "screen.golden", "Write this playthrough down as a golden one, a test.",
        ("draft",), "golden", "shift w", "Write this playthrough down as a test",
    ),
    Command(
        "again", "a", "screen.again", "Begin again where you began.", ("draft",), "begin again"
    ),
    Command(
        "margin", "m", "screen.margin", "Show or hide the margin.", ("reading",), "margin"
    ),
    Command(
        "claim", "c", "screen.claim(1)",
        "Go to the next marked phrase and its claim, which enter opens.",
        ("reading",), "claims",
        named="Go to the next claim",
    ),
    Command(
        "claim-before", "C", "screen.claim(-1)", "Go to the marked phrase before.", ("reading",),
        "", "shift c", "Go to the claim before",
    ),
    Command(
        "undo", "u", "screen.undo", "Go back one choice.", ("reading",), "undo"
    ),
    Command(
        "redo", "U", "screen.redo", "Go forward again to where you were.", ("reading",), "",
        "shift u", "Go forward again",
    ),
    Command(
        "choose", "enter", "screen.choose", "Go to the page that is highlighted. Nothing is lost.",
        ("history", "map", "branches"), "go there",
        named="Go to the highlighted page",
    ),
    Command(
        "open", "enter", "screen.choose", "Open what is highlighted.",
        ("library", "saves", "find", *RECORD),
        "open",
    ),
    Command(
        "answer", "enter", "screen.choose", "Choose what is highlighted.", ("pick",), "choose",
    ),
    Command(
        "history", "h", "screen.history", "Read again all that has been read, and go back to any "
        "page of it.", ("reading", "map", "branches"), "history",
        named="Read again what you have read",
    ),
    Command(
        "rename", "r", "screen.rename", "Give the place that is highlighted another name.",
        ("saves",), "rename",
        named="Rename the highlighted place",
    ),
    Command(
        "delete", "x,delete", "screen.delete", "Delete the place that is highlighted; its pages "
        "stay among the branches.", ("saves",), "delete", "x", "Delete the highlighted place",
    ),
    Command(
        "save-export", "e", "screen.export", "Write the place that is highlighted to a file.",
        ("saves",), "export",
        named="Write the highlighted place to a file",
    ),
    Command(
        "import", "i", "screen.import", "Take a place from a file that was exported.",
        ("saves",), "import",
        named="Take a place from a file",
    ),
    Command(
        "filter", "f", "screen.filter", "Show only one source, one person, or what was opened.",
        ("notebook",), "filter",
        named="Choose what the notebook shows",
    ),
    Command(
        "export", "e", "screen.export", "Write the notebook to a file, with its bibliography.",
        ("notebook",), "export",
        named="Write the notebook to a file",
    ),
    Command(
        "transcript", "w", "screen.transcript",
        "Write what you have read to a file, with notes and a bibliography.", ("reading",), "",
        named="Write what you have read to a file",
    ),
    Command(
        "find", "f", "screen.find", "Find words in what you have read.", ("reading",), "find",
    ),
    Command(
        "leaf-on", "right", "screen.leaf(1)", "The next page that you have read.", ("past",),
        "next page", "right", "Go to the next page",
    ),
    Command(
        "leaf-back", "left", "screen.leaf(-1)", "The page before.", ("past",), "page before",
        "left", "Go to the page before",
    ),
    Command(
        "next-value", "right", "screen.turn(1)", "The next value of what is highlighted.",
        ("settings",), "change", "right", "Change it to the next value",
    ),
    Command(
        "value-before", "left", "screen.turn(-1)", "The value before.", ("settings",), "", "left",
        named="Change it to the value before",
    ),
    Command(
        "back", "escape", "screen.back", "Go back to where you were.", ("title", *OVER), "back",
        "esc",
    ),
    Command(
        "help", "question_mark", "app.help", "Show this page.", (), "help", "?", "See the keys",
    ),
    Command(
        "page", "p", "screen.page", "Go straight back to the page that you are reading.", RECORD,
        "page",
        named="Go back to the page you are reading",
    ),
    Command(
        "list", "down", "screen.list", "From the words to what is found.", ("search", "find"),
        "results", "down", "Go to what is found",
    ),
    Command(
        "ask", "slash", "screen.ask", "Change the words that are looked for.", ("search", "find"),
        "words", "/", "Look for other words",
    ),
    Command(
        "close", "escape", "screen.close", "Leave the claims, or close the margin.", ("reading",),
        "", "esc",
    ),
    Command(
        "notebook", "n", "screen.notebook", "What you have met of the record, and opened.",
        besides("notebook"), "notebook",
        named="Open the notebook",
    ),
    Command(
        "search", "slash", "screen.search", "Search every claim of the record.", WALKED,
        "search", "/", "Search the record",
    ),
    Command(
        "map", "v", "screen.map", "The map: what you visited, where the roads not taken begin, "
        "the endings found.", ("reading", "branches", "history"), "map",
        named="See the map",
    ),
    Command(
        "timeline", "d", "screen.timeline", "The dates: what you read, and what the claims "
        "beside it speak of, on one scale.", besides("timeline"), "dates",
        named="See the dates",
    ),
    Command(
        "branches", "b", "screen.branches", "The branches: all that you tried, as a tree.",
        ("reading", "map", "history"), "branches",
        named="See the branches",
    ),
    Command(
        "saves", "k", "screen.saves", "Keep this page under a name; open, rename, delete, export "
        "and import what you kept.", ("reading", "title"), "places",
        named="Keep this page, or open one you kept",
    ),
    Command(
        "library", "l", "app.library", "Go to the library.", ("title", "reading"), "library"
    ),
    Command(
        "gallery", "g", "screen.gallery", "The endings you have found, and how much you have "
        "read.", ("title", "reading"),
        named="See the endings you have found",
    ),
    Command(
        "copy", "y", "screen.copy", "Copy this page, or the phrase that is lit, and write it to "
        "a file as well.", ("reading",),
        named="Copy this page",
    ),
    Command(
        "beside", "r", "screen.beside", "At an ending: what you did, beside the record.",
        ("reading",), "",
        named="See what you did beside the record",
    ),
    Command(
        "theme", "t", "app.turn_theme",
        "Change the colours: ink, paper, high contrast, the terminal’s own.",
        named="Change the colours",
    ),
    Command(
        "settings", "comma", "app.settings", "How the page looks and what the margin tells.", (),
        "settings", ",", "Change the settings",
    ),
    Command("do", "enter", "screen.do", "", ("palette",), "do it"),
    Command("palette", "ctrl+p", "app.palette", "Every command by its name."),
    Command(
        "redraw", "ctrl+l", "app.redraw", "Draw the screen anew, if something else wrote on it.",
        named="Draw the screen anew",
    ),
    Command(
        "suspend", "ctrl+z", "app.suspend_process", "To the shell; “fg” there comes back here.",
        named="Go to the shell",
    ),
    Command("quit", "q", "app.quit", "Leave. Your place is kept.", (), "quit", named="Leave"),
    Command("interrupt", "ctrl+c", "app.quit", ""),
    Command(
        "onward", "space,right", "screen.onward", "Read on: down the page, then the next page.",
        ("reading",), "", "space", "Read on",
    ),
    Command(
        "further", "space", "screen.page_down", "On, by a screenful.",
        tuple(name for name in PAGED if name != "reading"),
    ),
    Command("page-down", "pagedown", "screen.page_down", "Down by a screenful.", PAGED, "",
            "page down"),
    Command("page-up", "pageup", "screen.page_up", "Up by a screenful.", PAGED, "", "page up"),
    Command("top", "home", "screen.top", "To the top of the page.", PAGED, "", "home"),
    Command("bottom", "end", "screen.bottom", "To the foot of the page.", PAGED, "", "end"),
)  # fmt: skip


@frozen()
class KeyMap:
    """The commands with the keys that they have.

    Attributes:
        commands: Every command, in the order of the table.
        chosen: The keys that the reader chose, by the command's id, for Textual.
        mistakes: What is wrong with the file of keys, each mistake a sentence with its place.
    """

    commands: tuple[Command, ...] = COMMANDS
    chosen: Mapping[str, str] = field(default_factory=dict)
    mistakes: tuple[str, ...] = ()


OTHERWISE = {("draft", "quit"): "Leave. No place is kept of a draft."}
"""What a command does on a screen where it does not do what the table says."""

HERE = "Here"
"""The heading of the help page for what has no other."""

HEADINGS: Mapping[str, frozenset[str]] = {
    "The record": frozenset((
        "margin", "claim", "claim-before", "close", "beside", "notebook", "search", "timeline",
    )),
    "What you have read": frozenset((
        "history", "map", "branches", "saves", "find", "gallery", "transcript", "copy",
    )),
    "Everywhere": frozenset((
        "library", "page", "theme", "settings", "palette", "redraw", "suspend", "help", "quit",
    )),
}  # fmt: skip
"""The other headings of the help page, with the commands under them."""

WIDGET_HELP = (
    ("1 to 9", "Make that choice.", TAKING),
    ("up, down", "Through what there is to read and to choose.", ()),
    ("enter", "Take what is highlighted; open a claim or a source.", ()),
    ("tab", "From the page to the margin and back.", ("reading",)),
)
"""What the keys of a list do, for the help page, and where if not everywhere."""


def commands(screen: str, among: Iterable[Command] = COMMANDS) -> Iterable[Command]:
    """The commands of a screen, in the order of the table.

    Args:
        screen: The screen's name.
        among: Every command, with the keys that the reader chose.
    """
    return (c for c in among if not c.where or belongs(screen, c.where))


def belongs(screen: str, where: Iterable[str]) -> bool:
    """Whether a screen, or the one that it extends, is among some."""
    return not {screen, EXTENDS.get(screen, screen)}.isdisjoint(where)


def label(command: Command, screen: str) -> str:
    """What the foot of a screen calls a command; nothing where that is left to the help page."""
    if belongs(screen, ("reading",)):
        told = command.id in WITH_THE_PAGE or "draft" in command.where
    else:
        told = command.id not in WHEREVER or screen in ENTRANCES
    return command.label if told else ""


def bindings(screen: str) -> list[BindingType]:
    """A screen's keys."""
    return [
        Binding(command.keys, command.action, command.label, show=False, id=command.id)
        for command in COMMANDS
        if screen in command.where
    ]


def common() -> list[BindingType]:
    """The keys of every screen."""
    return [
        Binding(command.keys, command.action, command.label, show=False, id=command.id)
        for command in COMMANDS
        if not command.where
    ]
