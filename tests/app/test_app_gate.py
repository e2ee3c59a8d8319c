"""The gate has no way round it: read from the app's own source.

Only what takes no text may be brought in from Textual; each module that brings in something
that does is named here, with what it may bring.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import engine.app

ROOT = Path(engine.app.__file__).parent
MODULES = sorted(ROOT.rglob("*.py"))

HARMLESS = {
    "textual.actions.parse", "textual.app.App", "textual.app.ComposeResult",
    "textual.app.SuspendNotSupported", "textual.binding.Binding",
    "textual.containers.Container", "textual.containers.VerticalGroup",
    "textual.containers.VerticalScroll", "textual.geometry.Region", "textual.keys.Keys",
    "textual.keys._character_to_key", "textual.keys.key_to_character", "textual.message.Message",
    "textual.geometry.Size", "textual.reactive.Reactive",
    "textual.reactive.reactive", "textual.screen.Screen", "textual.theme.BUILTIN_THEMES",
    "textual.theme.Theme", "textual.widget.Widget", "textual.events", "textual.on",
}  # fmt: skip
TRUSTED = {
    "text.py": {
        "rich._wrap", "rich.segment.Segment", "textual.content.Content", "textual.strip.Strip",
        "textual.style.Style", "textual.visual.RenderOptions", "textual.visual.Visual",
    },
    "widgets/leaf.py": {
        "rich.segment.Segment", "rich.segment.Segments", "rich.style.Style",
        "textual.scrollbar.ScrollBar", "textual.scrollbar.ScrollBarRender",
    },
    "widgets/words.py": {"textual.widgets.Static"},
    "widgets/line_input.py": {"textual.widgets.Input"},
    "driver.py": {"textual.drivers.linux_driver.LinuxDriver"},
    "widgets/options.py": {"textual.widgets.OptionList", "textual.widgets.option_list.Option"},
}  # fmt: skip
CALLS = {
    "notify", "with_tooltip", "from_markup", "mount_all", "add_option", "add_options",
    "set_options", "replace_option_prompt", "replace_option_prompt_at_index", "update", "bell",
    "set_window_title", "copy_to_clipboard", "open_url", "write", "print",
}  # fmt: skip
"""What takes plain text, or acts on the terminal or beyond it."""
CALLERS = {
    "widgets/words.py": {"update"},
    "widgets/options.py": {"set_options"},
    "app.py": {"copy_to_clipboard"},
    "files.py": {"write"},
    "driver.py": {"write"},
}
ATTRIBUTES = {"border_title", "border_subtitle", "tooltip", "title", "sub_title", "placeholder"}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def for_typing_only(tree: ast.Module) -> set[ast.AST]:
    """What stands under ``if TYPE_CHECKING``: it makes nothing."""
    blocks = (
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.If)
        and isinstance(node.test, ast.Name)
        and node.test.id == "TYPE_CHECKING"
    )
    return {inner for block in blocks for inner in ast.walk(block)}


def brought_in(tree: ast.Module) -> set[str]:
    skipped = for_typing_only(tree)
    found: set[str] = set()
    for node in ast.walk(tree):
        if node in skipped:
            continue
        if isinstance(node, ast.ImportFrom):
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
    return {name for name in found if name.partition(".")[0] in {"textual", "rich"}}


def called(tree: ast.Module) -> set[str]:
    functions = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {
        f.attr if isinstance(f, ast.Attribute) else f.id
        for f in functions
        if isinstance(f, (ast.Attribute, ast.Name))
    }


def assigned(tree: ast.Module) -> set[str]:
    targets = {node for node in ast.walk(tree) if isinstance(getattr(node, "ctx", None), ast.Store)}
    keywords = {k.arg for c in ast.walk(tree) if isinstance(c, ast.Call) for k in c.keywords}
    attributes = {node.attr for node in targets if isinstance(node, ast.Attribute)}
    return attributes | (keywords & {"tooltip", "placeholder"})


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_the_gate_makes_text(path: Path) -> None:
    brought = brought_in(ast.parse(path.read_text(encoding="utf-8")))
    assert brought <= HARMLESS | TRUSTED.get(name_of(path), set())


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_nothing_is_called_that_takes_a_plain_string(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not (called(tree) & CALLS) - CALLERS.get(name_of(path), set())
    assert not assigned(tree) & ATTRIBUTES


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_what_is_shown_is_never_a_literal(path: Path) -> None:
    """`Words`, `Item` and `show` get what the gate made: mypy proves it, this says it early."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        called_by = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        called_by = called_by or (node.func.id if isinstance(node.func, ast.Name) else "")
        if called_by in {"Words", "Item", "show", "block", "lines", "line"}:
            shown = node.args[:1]
            assert not any(isinstance(a, (ast.JoinedStr, ast.Constant)) and a for a in shown), (
                f"line {node.lineno}"
            )


def test_the_lint_sees_what_it_should() -> None:
    bad = ast.parse("from textual.widgets import Label\nx.tooltip = 'a'\napp.notify('b')\n")
    assert brought_in(bad) - HARMLESS == {"textual.widgets.Label"}
    assert assigned(bad) & ATTRIBUTES == {"tooltip"}
    assert called(bad) & CALLS == {"notify"}
