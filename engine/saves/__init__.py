"""Saves: a reader's places, kept so that nothing shown is ever lost."""

from engine.saves.error import KeptApart, NameTakenError, SaveError
from engine.saves.paths import NOWHERE, default_path
from engine.saves.progress import Progress, Resumed
from engine.saves.saves import Saves

__all__ = [
    "NOWHERE",
    "KeptApart",
    "NameTakenError",
    "Progress",
    "Resumed",
    "SaveError",
    "Saves",
    "default_path",
]
