"""Loading: from files to the model, collecting findings instead of stopping at the first.

What reads files is imported when it is first asked for: a book that was read before is opened
from its copy, and no page turned waits for a parser of YAML.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.load.books import find_stories
    from engine.load.library import load_library
    from engine.load.story import Loaded, load, load_head

__all__ = ["Loaded", "find_stories", "load", "load_head", "load_library"]

_HOMES = {
    "Loaded": "story",
    "find_stories": "books",
    "load": "story",
    "load_head": "story",
    "load_library": "library",
}


def __getattr__(name: str) -> object:
    """Import what is asked for."""
    if name not in _HOMES:
        raise AttributeError(name)
    found: object = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found
