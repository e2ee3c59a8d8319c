"""What the reader chose about the app itself."""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Protocol

MARGIN = "margin"
THEME = "theme"

FOLDER = "MARGINALIA_CONFIG"
"""The environment variable that names another folder."""
NAME = "settings.json"
MOST_BYTES = 64 * 1024
"""A file longer than this is none of ours."""


class Settings(Protocol):
    """Choices that outlive a page; an implementation may keep them in a file."""

    def get(self, name: str) -> str | None:
        """What was chosen, or nothing."""

    def put(self, name: str, value: str) -> None:
        """Remember a choice."""

    def notices(self) -> tuple[str, ...]:
        """What the reader should be told of the settings, each sentence once."""


class Forgetful:
    """Settings that last until the app is closed."""

    def __init__(self) -> None:
        self._chosen: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        """What was chosen while the app ran."""
        return self._chosen.get(name)

    def put(self, name: str, value: str) -> None:
        """Remember until the app is closed."""
        self._chosen[name] = value

    def notices(self) -> tuple[str, ...]:
        """There is nothing to tell."""
        return ()


class Kept:
    """Settings in a small file: nothing that is wrong with it keeps the app from opening."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._notices: list[str] = []
        self._told = False
        self._chosen = self._read()

    def get(self, name: str) -> str | None:
        """What was chosen, in this reading or an earlier one."""
        return self._chosen.get(name)

    def put(self, name: str, value: str) -> None:
        """Remember, and write it down beside what another window may have written since."""
        if self._chosen.get(name) == value:
            return
        self._chosen = {**self._chosen, **self._read(), name: value}
        try:
            _write(self.path, json.dumps(self._chosen, indent=2, sort_keys=True) + "\n")
        except OSError as error:
            self._tell_once(f"Your settings could not be kept: {error.strerror or error}.")

    def notices(self) -> tuple[str, ...]:
        """What the reader should be told, each sentence once."""
        told = tuple(self._notices)
        self._notices.clear()
        return told

    def _tell_once(self, sentence: str) -> None:
        if not self._told:
            self._told = True
            self._notices.append(sentence)

    def _read(self) -> dict[str, str]:
        try:
            with self.path.open("rb") as file:
                found = json.loads(file.read(MOST_BYTES))
        except FileNotFoundError:
            return {}
        except OSError as error:
            self._tell_once(f"Your settings could not be read: {error.strerror or error}.")
            return {}
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict):
            self._set_aside()
            return {}
        return {str(name): value for name, value in found.items() if isinstance(value, str)}

    def _set_aside(self) -> None:
        """Keep a damaged file, whatever it was, under a name of its own."""
        names = (self.path.with_name(f"settings-damaged-{n}.json") for n in count(1))
        aside = next(name for name in names if not name.exists())
        try:
            self.path.rename(aside)
        except OSError:
            self._tell_once("Your settings are damaged and were not read.")
        else:
            self._tell_once(f"Your settings were damaged; the file is kept as {aside}.")


def _write(path: Path, text: str) -> None:
    """Write a file, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        os.close(handle)
        Path(name).write_text(text, encoding="utf-8")
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def default_path() -> Path:
    """The file of settings in the platform's folder for a user's choices, or in `FOLDER`."""
    chosen = os.environ.get(FOLDER)
    if chosen:
        return Path(chosen).expanduser() / NAME
    import platformdirs  # noqa: PLC0415  (only asked where nothing was chosen)

    return platformdirs.user_config_path("marginalia", appauthor=False) / NAME
