"""Loading: from files to the model, gathering findings and never stopping at the first."""

from engine.load.files import find_stories
from engine.load.library import load_library
from engine.load.story import Loaded, load, load_head

__all__ = ["Loaded", "find_stories", "load", "load_head", "load_library"]
