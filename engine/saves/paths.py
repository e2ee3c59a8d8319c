"""Where the file of saves is."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = "MARGINALIA_DATA"
"""The environment variable that names another folder."""

NAME = "saves.sqlite3"

NOWHERE = Path(":memory:")
"""SQLite's name for no file: what is kept there is gone when it is closed."""


def default_path() -> Path:
    """The file of saves in the platform's folder for a user's data, or in `FOLDER`."""
    chosen = os.environ.get(FOLDER)
    if chosen:
        return Path(chosen).expanduser() / NAME
    import platformdirs  # noqa: PLC0415  (only asked where nothing was chosen)

    return platformdirs.user_data_path("marginalia", appauthor=False) / NAME
