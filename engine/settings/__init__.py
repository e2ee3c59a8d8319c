"""Settings: what a reader has chosen about reading, in a file that they may edit."""

from engine.settings.kept import Forgetful, Kept, Settings, new_first, number
from engine.settings.paths import default_path, keys_path
from engine.settings.table import (
    CALENDAR,
    MARGIN,
    MARGIN_SIDE,
    MARGIN_WIDTH,
    MEASURE,
    MOTION,
    PACE,
    PARAGRAPHS,
    SETTINGS,
    SPOILERS,
    THEME,
    Setting,
)

__all__ = [
    "CALENDAR",
    "MARGIN",
    "MARGIN_SIDE",
    "MARGIN_WIDTH",
    "MEASURE",
    "MOTION",
    "PACE",
    "PARAGRAPHS",
    "SETTINGS",
    "SPOILERS",
    "THEME",
    "Forgetful",
    "Kept",
    "Setting",
    "Settings",
    "default_path",
    "keys_path",
    "new_first",
    "number",
]
