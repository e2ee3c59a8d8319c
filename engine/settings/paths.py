"""Where the files of settings and keys are."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = "MARGINALIA_CONFIG"
"""The environment variable that names another folder."""
NAME = "settings.yaml"
KEYS = "keys.yaml"


def default_path() -> Path:
    """The file of settings in the platform's folder for a user's choices, or in `FOLDER`."""
    chosen = os.environ.get(FOLDER)
    if chosen:
        return Path(chosen).expanduser() / NAME
    import platformdirs  # noqa: PLC0415  (only asked where nothing was chosen)

    return platformdirs.user_config_path("marginalia", appauthor=False) / NAME


def keys_path() -> Path:
    """The file of keys, beside the settings."""
    return default_path().with_name(KEYS)
