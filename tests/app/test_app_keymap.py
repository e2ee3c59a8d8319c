"""One table of commands feeds the keys, the footer, the palette, the help and the key map."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from desk import Desk
from textual.binding import Binding

import engine.app
from engine.app.app import Reader
from engine.app.commands.keymap import read_keys, said
from engine.app.commands.table import COMMANDS, EXTENDS, bindings, commands, common, label
from engine.settings import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk import Sit

    from engine.app.shelf import Shelf

SCREENS = sorted({name for command in COMMANDS for name in command.where})


@pytest.fixture
def keys(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        path = tmp_path / "keys.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize("screen", SCREENS)
def test_no_key_does_two_things_on_one_screen(screen: str) -> None:
    keys = [key for command in commands(screen) for key in command.keys.split(",")]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("screen", SCREENS)
def test_every_binding_of_a_screen_is_a_command(screen: str) -> None:
    own = (*bindings(screen), *bindings(EXTENDS.get(screen, screen)), *common())
    bound = {b.id: b for b in own if isinstance(b, Binding)}
    assert {c.id: (c.keys, c.action) for c in commands(screen)} == {
        id_: (b.key, b.action) for id_, b in bound.items()
    }


def test_a_screen_that_binds_keys_takes_them_from_the_table() -> None:
    for path in Path(engine.app.__file__).parent.rglob("screens/*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.AnnAssign) and getattr(node.target, "id", "") == "BINDINGS":
                assert ast.unparse(node.value or node) == "bindings(NAME)", path.name


async def test_the_footer_the_help_and_the_palette_show_the_same_commands(sit: Sit) -> None:
    async with sit((200, 70)) as desk:
        page = list(commands("reading"))
        foot = desk.text.splitlines()[-1]
        for command in page:
            named = label(command, "reading")
            assert not named or f"{command.caption} {named}" in foot
        await desk.press("question_mark")
        for command in page:
            if command.says:
                assert desk.shows(command.says)
        await desk.press("escape", "ctrl+p")
        for command in page:
            if command.says and command.id != "palette":
                assert desk.shows(f"{command.caption} {command.name}")


@pytest.mark.parametrize("key", ["r", "k", "c", "n", "b"])
async def test_the_way_out_and_the_help_are_offered_however_narrow(sit: Sit, key: str) -> None:
    async with sit((40, 15)) as desk:
        assert desk.shows("? help")
        await desk.press(key)
        assert "? help" in desk.text.splitlines()[-1]
        assert "esc " in desk.text.splitlines()[-1] or desk.app.screen.NAME == "reading"


async def test_the_foot_offers_no_key_that_does_nothing(sit: Sit) -> None:
    def foot() -> str:
        return desk.text.splitlines()[-1]

    async with sit((80, 24)) as desk:
        assert "u undo" in foot()
        assert "esc close" not in foot()
        await desk.press("m")
        assert "u undo" not in foot()
        assert "esc close" in foot()
        await desk.press("escape", "question_mark")
        assert "? help" not in foot()
        assert ", settings" in foot()
        await desk.press("escape", "comma")
        assert ", settings" not in foot()
        await desk.press("escape", "slash")
        assert foot().split() == ["esc", "back"]
        await desk.go("'river WAIT")
        assert foot().split() == ["esc", "back", "down", "results"]
        await desk.press("tab")
        assert "down results" not in foot()


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 15)])
async def test_the_foot_offers_the_claim_that_one_has_come_to(
    sit: Sit, size: tuple[int, int]
) -> None:
    def foot() -> str:
        return desk.text.splitlines()[-1]

    async with sit(size) as desk:
        assert "enter open" not in foot()
        await desk.press("c")
        assert "enter open" in foot()
        assert "esc close" in foot()
        await desk.app.run_action("screen.open")
        await desk.settle()
        assert desk.app.screen.NAME == "claim"
        await desk.press("escape", "escape")
        assert "enter open" not in foot()


async def test_the_help_names_only_keys_of_its_screen(sit: Sit) -> None:
    async with sit((120, 60)) as desk:
        await desk.press("question_mark")
        for words in ("1 to 9", "tab", "Take what is highlighted"):
            assert desk.shows(words), words
        await desk.press("escape", "b", "question_mark")
        for words in ("1 to 9", "tab", "Take what is highlighted"):
            assert not desk.shows(words), words


async def test_a_key_of_ones_own_works_and_is_shown(
    make_shelf: Callable[..., Shelf], keys: Callable[[str], Path]
) -> None:
    app = Reader(make_shelf(), keys=keys("help: [f1, '?']\nsettings: Z\ntheme: ctrl+t\n"))
    async with app.run_test(size=(120, 40)) as pilot:
        foot = app.screen.query_one("Keys").render().plain
        assert "f1 help" in foot
        assert "shift z settings" in foot
        await pilot.press("t")
        assert app.theme == "ink"
        await pilot.press("ctrl+t")
        assert app.theme == "paper"
        await pilot.press("f1")
        assert app.screen.NAME == "help"
        await pilot.press("escape", "Z")
        assert app.screen.NAME == "settings"


def test_two_commands_can_change_their_keys(keys: Callable[[str], Path]) -> None:
    assert read_keys(keys("margin: c\nclaim: m\n")).mistakes == ()


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("\nmargn: b\n", ":2:1: there is no command “margn”: did you mean “margin”?"),
        ("margin: escap\n", ":1:9: there is no key “escap”: did you mean “escape”?"),
        ("margin: ctrl+nothing\n", ":1:9: there is no key “ctrl+nothing”"),
        ("margin: enter\n", ":1:9: “enter” belongs to the lists of every screen."),
        ("margin: u\n", ":1:9: “u” cannot be “margin”: it is “undo” on a screen that has both"),
        ("margin: [b, u]\n", ":1:13: “u” cannot be “margin”"),
        ("help: b\nmargin: b\n", "“b” cannot be “help”: it is “margin” on a screen"),
        ("margin: {a: b}\n", ":1:9: expected a key for “margin”, or a list of keys."),
        ("- margin\n", ":1:1: expected a command and its key, such as margin: b."),
        ("margin: 'b\n", ":1:9:"),
    ],
)
def test_a_bad_key_map_is_told_with_its_place_and_changes_nothing(
    keys: Callable[[str], Path], written: str, told: str
) -> None:
    found = read_keys(keys(written))
    assert told in found.mistakes[0]
    assert found.mistakes[0].startswith(str(keys(written)))
    assert found.commands == COMMANDS
    assert not found.chosen


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("/", "slash"), ("slash", "slash"), ("minus", "minus"),
        ("'?'", "question_mark"), ("F", "F"), ("shift+f", "F"), ("esc", "escape"),
        ("ctrl+g", "ctrl+g"), ("f5", "f5"), ("Page Down", "pagedown"), ("é", "é"), ("5", "5"),
        ("' '", "space"), ("question_mark", "question_mark"), ("alt+left", "alt+left"),
    ],
)  # fmt: skip
def test_a_key_is_known_by_what_people_call_it(
    keys: Callable[[str], Path], written: str, key: str
) -> None:
    found = read_keys(keys(f"beside: {written}\n"))
    assert found.chosen.get("beside") == key or "cannot be “beside”" in found.mistakes[0]


async def test_the_app_opens_with_its_own_keys_and_says_what_is_wrong(
    make_shelf: Callable[..., Shelf], keys: Callable[[str], Path]
) -> None:
    app = Reader(make_shelf(), keys=keys("margn: b\n"))
    async with app.run_test(size=(160, 40)) as pilot:
        told = app.screen.query_one("#status").visual.plain
        assert "did you mean “margin”?" in told
        await pilot.press("t")
        assert app.theme == "paper"


async def test_each_of_several_mistakes_has_a_line_of_its_own(
    make_shelf: Callable[..., Shelf], keys: Callable[[str], Path]
) -> None:
    path = keys("margn: b\nundo: escap\nhelp: enter\nlibrry: l\n")
    app = Reader(make_shelf(), keys=path)
    async with app.run_test(size=(80, 40)) as pilot:
        desk = Desk(app, pilot)
        await desk.settle()
        told = [line for line in desk.text.splitlines() if line.startswith(" ▸")]
        assert [line.split()[1] for line in told[:4]] == [
            "keys.yaml:1:1:", "keys.yaml:2:7:", "keys.yaml:3:7:", "1",
        ]  # fmt: skip
        assert desk.shows("1 more: “engine play --config” tells every one.")
        assert desk.shows(f"Your keys are not used until {path.parent}")
    whole = read_keys(path).mistakes
    assert [line.partition(": ")[0] for line in whole[:-1]] == [
        f"{path}:1:1", f"{path}:2:7", f"{path}:3:7", f"{path}:4:1",
    ]  # fmt: skip


def test_no_file_and_an_empty_one_change_nothing(
    keys: Callable[[str], Path], tmp_path: Path
) -> None:
    assert read_keys(None) == read_keys(tmp_path / "none.yaml") == read_keys(keys("# later\n"))


def test_the_page_on_reading_names_every_command_and_setting() -> None:
    page = (Path(engine.app.__file__).parents[2] / "docs" / "playing.md").read_text("utf-8")
    for command in COMMANDS:
        keys = ", ".join(f"`{said(key)}`" for key in command.keys.split(","))
        row = f"| `{command.id}` | {keys} | {command.says} |"
        assert not command.says or row in page, f"docs/playing.md lacks: {row}"
    for setting in SETTINGS.values():
        assert f"| `{setting.name}` |" in page


async def test_no_sentence_names_a_key_that_was_changed(
    make_shelf: Callable[..., Shelf], keys: Callable[[str], Path]
) -> None:
    path = keys(
        "back: f1\nclose: f2\nlist: f3\nnext-value: f4\nvalue-before: f5\nask: f6\nclaim: f7\n"
    )
    app = Reader(make_shelf(), keys=path)
    async with app.run_test(size=(120, 60)) as pilot:
        desk = Desk(app, pilot)
        await desk.press("enter", "enter")
        for opened in ("question_mark", "comma", "f", "slash", "k enter", "m"):
            await desk.press(*opened.split())
            words = set(re.findall(r"[a-z0-9]+", desk.flat.lower()))
            assert not words & {"esc", "escape"}, opened
            assert not re.search("(?i)down goes|left and right", desk.flat), opened
            await desk.press("f1", "f1")
