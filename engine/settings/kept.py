"""Settings in memory, and in the reader's own file."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Protocol

from engine.document.frozen import frozen
from engine.document.writing import write_whole
from engine.settings.table import CALENDAR, SETTINGS

if TYPE_CHECKING:
    from pathlib import Path

    from engine.document.reader import Document
    from engine.document.span import Span

MOST_BYTES = 64 * 1024
"""A file longer than this is none of ours."""
MOST_TOLD = 3
"""So many mistakes are told at once."""


class Settings(Protocol):
    """Choices that outlive a page; an implementation may keep them in a file."""

    def get(self, name: str) -> str:
        """What was chosen, or what stands where nobody has chosen."""

    def put(self, name: str, value: str) -> None:
        """Remember a choice."""

    def notices(self) -> tuple[str, ...]:
        """What the reader should be told of the settings, each sentence once."""


def number(settings: Settings, name: str) -> int:
    """A setting that is a number."""
    return int(settings.get(name))


def new_first(settings: Settings) -> bool:
    """Whether New Style comes first in a date before the reform."""
    return settings.get(CALENDAR) == "new-first"


class Forgetful:
    """Settings that last until the app is closed."""

    def __init__(self, **chosen: str) -> None:
        self._chosen = {name.replace("_", "-"): value for name, value in chosen.items()}

    def get(self, name: str) -> str:
        """What was chosen while the app ran."""
        return self._chosen.get(name, SETTINGS[name].default)

    def put(self, name: str, value: str) -> None:
        """Remember until the app is closed."""
        self._chosen[name] = value

    def notices(self) -> tuple[str, ...]:
        """There is nothing to tell."""
        return ()


@frozen()
class _Read:
    """What a file of settings says.

    Attributes:
        text: Its text.
        chosen: The choices in it that can be followed.
        places: Where each value stands.
        mistakes: What is wrong with it.
        whole: Whether it is a list of settings at all.
    """

    text: str
    chosen: dict[str, str]
    places: dict[str, Span]
    mistakes: tuple[str, ...] = ()
    whole: bool = True


class Kept:
    """Settings in the reader's file, of which no more is ever changed than one value.

    Nothing that is wrong with the file keeps the app from opening: it is told, with its place.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._notices: list[str] = []
        read = _read(path)
        self._chosen = read.chosen
        self._notices += read.mistakes[:MOST_TOLD]

    def get(self, name: str) -> str:
        """What was chosen, in this reading or an earlier one."""
        return self._chosen.get(name, SETTINGS[name].default)

    def put(self, name: str, value: str) -> None:
        """Remember, and write it down beside what another window may have written since."""
        if self._chosen.get(name) == value:
            return
        self._chosen[name] = value
        try:
            self._keep(name, value)
        except OSError as error:
            self._tell(f"Your settings could not be kept: {error.strerror or error}.")

    def notices(self) -> tuple[str, ...]:
        """What the reader should be told, each sentence once."""
        mistakes = tuple(self._notices)
        self._notices.clear()
        return mistakes

    def _tell(self, sentence: str) -> None:
        if sentence not in self._notices:
            self._notices.append(sentence)

    def _keep(self, name: str, value: str) -> None:
        read = _read(self.path)
        wanted = {**read.chosen, name: value}
        text = _changed(read, name, value)
        if not read.whole or _parse(text, self.path).chosen != wanted:
            self._set_aside()
            text = "".join(f"{one}: {chosen}\n" for one, chosen in wanted.items())
        # A link to the file stays a link.
        write_whole(self.path.resolve(), lambda file: file.write(text.encode()))

    def _set_aside(self) -> None:
        """Keep a file that no setting can be written into, under a name of its own."""
        if not self.path.exists():
            return
        names = (self.path.with_name(f"settings-damaged-{n}.yaml") for n in count(1))
        aside = next(name for name in names if not name.exists())
        self.path.rename(aside)
        self._tell(f"Your settings were damaged; the file is kept as {aside}.")


def _read(path: Path) -> _Read:
    if not path.exists():
        return _Read("", {}, {})
    from engine.document.reader import read_file  # noqa: PLC0415  (most readers have no file)

    return _made(read_file(path, str(path), limit=MOST_BYTES))


def _parse(text: str, path: Path) -> _Read:
    from engine.document.reader import read  # noqa: PLC0415  (the same)

    return _made(read(text.encode(), str(path), limit=MOST_BYTES))


def _made(document: Document) -> _Read:
    """The settings in a document, and what is wrong with it, each thing at its place."""
    from engine.document.codes import EMPTY_FILE  # noqa: PLC0415  (the same)
    from engine.document.tree import Mapping, Scalar  # noqa: PLC0415  (the same)

    mistakes = [
        sentence_at(finding.span, finding.message)
        for finding in document.findings
        if finding.code is not EMPTY_FILE
    ]
    root = document.root
    if not isinstance(root, Mapping):
        if root is not None:
            mistakes.append(sentence_at(root.span, "expected a setting, such as theme: paper"))
        return _Read(document.text, {}, {}, tuple(mistakes), whole=not mistakes)
    chosen, places = {}, {}
    for entry in root:
        name, value = entry.key.text, entry.value
        said = value.text if isinstance(value, Scalar) else ""
        places[name] = value.span
        wrong = _wrong(name, said)
        if wrong:
            mistakes.append(
                sentence_at(entry.key.span if name not in SETTINGS else value.span, wrong)
            )
        else:
            chosen[name] = said
    return _Read(document.text, chosen, places, tuple(mistakes))


def _wrong(name: str, value: str) -> str:
    """What is wrong with a setting; nothing if it can be followed."""
    from engine.document.nearest import nearest  # noqa: PLC0415  (only a mistake needs it)

    setting = SETTINGS.get(name)
    if setting is None:
        meant = nearest(name, SETTINGS)
        hint = f"did you mean “{meant}”?" if meant else f"there are {', '.join(SETTINGS)}"
        return f"there is no setting “{name}”: {hint}"
    if not setting.takes(value):
        return f"{name} is “{value}”: expected {setting.expected}"
    return ""


def sentence_at(span: Span, message: str) -> str:
    """A mistake in a file as a sentence, with its place."""
    stop = "?" if message.endswith("?") else "."
    return f"{span}: {message.rstrip('.?')}{stop}"


def _changed(read: _Read, name: str, value: str) -> str:
    """The text of a file with one value changed, or one line added."""
    place = read.places.get(name)
    if place is None:
        gap = "" if not read.text or read.text.endswith("\n") else "\n"
        return f"{read.text}{gap}{name}: {value}\n"
    lines = read.text.split("\n")
    start = _offset(lines, place.line, place.column)
    end = _offset(lines, place.end_line, place.end_column)
    space = " " if start == end else ""  # an empty value follows its colon at once
    return f"{read.text[:start]}{space}{value}{read.text[end:]}"


def _offset(lines: list[str], line: int, column: int) -> int:
    return sum(len(one) + 1 for one in lines[: line - 1]) + column - 1
