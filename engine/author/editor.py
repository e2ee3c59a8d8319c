"""Opening a file at a line, in the editor that its author uses."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from engine.author.refusal import CannotError
from engine.document.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from engine.document.span import Span

AT_HAND = ("nano", "vi", "notepad")
"""What is looked for where neither VISUAL nor EDITOR names an editor."""

IN_TERMINAL = {
    "+{line} {file}": "vi vim nvim view ex elvis pico joe jed mg ne",
    "+{line}:{column} {file}": "emacs emacsclient kak micro",
    "+{line},{column} {file}": "nano",
    "{file}:{line}:{column}": "hx helix",
    "{file}:{line}": "mcedit",
}
"""How each editor is told a place; one that is not known is told the file alone."""
IN_WINDOW = {
    "+{line} {file}": "gvim mvim gedit xed",
    "{file}:{line}:{column}": "subl zed zeditor",
    "--goto {file}:{line}:{column}": "code code-insiders codium vscodium cursor windsurf",
    "-l {line} -c {column} {file}": "kate kwrite",
    "--line {line} {file}": "idea pycharm webstorm",
    "-l {line} {file}": "mate",
    "{file}": "notepad",
}
"""The same for editors with a window of their own, beside which one goes on reading."""


@frozen()
class Editor:
    """An editor and the place that it is to open.

    Attributes:
        words: The program and its arguments; no shell reads them.
        in_terminal: Whether it takes the terminal, and is waited for.
    """

    words: tuple[str, ...]
    in_terminal: bool

    def open(self) -> str:
        """Open the place; why that was not possible, in a sentence, or nothing."""
        try:
            if self.in_terminal:
                with _interrupts_left_to_it():
                    subprocess.run(self.words, check=False)  # noqa: S603  (the author's own)
            else:
                subprocess.Popen(  # noqa: S603  (the same)
                    self.words,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    start_new_session=True,
                )
        except OSError as error:
            return f"{self.words[0]} could not be opened: {error.strerror}."
        return ""


@contextmanager
def _interrupts_left_to_it() -> Iterator[None]:
    """Ctrl-C at a program that has the terminal is meant for that program alone."""
    # A handler, for what is ignored here would be ignored there as well.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def editor_at(place: Span, environment: Mapping[str, str] = os.environ) -> Editor:
    """The author's editor, to be opened at a place.

    Args:
        place: The place.
        environment: What names the editor: VISUAL, else EDITOR.

    Raises:
        CannotError: No editor is named, and none is at hand.
    """
    named = environment.get("VISUAL", "").strip() or environment.get("EDITOR", "").strip()
    words = _split(named) if named else _at_hand()
    name = Path(words[0]).stem.lower()
    window = _form(name, IN_WINDOW)
    form = window or _form(name, IN_TERMINAL) or "{file}"
    # An absolute path can be taken neither for an option nor for a line.
    values = {"file": Path(place.path).absolute(), "line": place.line, "column": place.column}
    arguments = (word.format_map(values) for word in form.split(" "))
    return Editor((*words, *arguments), in_terminal=window is None)


def _form(name: str, forms: Mapping[str, str]) -> str | None:
    return next((form for form, names in forms.items() if name in names.split()), None)


def _split(named: str) -> list[str]:
    try:
        words = shlex.split(named, posix=os.name != "nt")
    except ValueError as error:
        raise CannotError(f"the editor {named} cannot be read: {error}".rstrip(".")) from error
    return words or _at_hand()


def _at_hand() -> list[str]:
    found = next(filter(shutil.which, AT_HAND), None)
    if found is None:
        raise CannotError("no editor is known: set VISUAL or EDITOR to yours")
    return [found]
