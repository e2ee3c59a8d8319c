"""Exploring a book: every ending with a walkthrough, dead ends, coverage, random readers."""

from engine.author.explore.exhaustive import explore
from engine.author.explore.exploration import Exploration
from engine.author.explore.json import as_json
from engine.author.explore.report import as_text
from engine.author.explore.sampling import read
from engine.author.explore.walkthroughs import write

__all__ = ["Exploration", "as_json", "as_text", "explore", "read", "write"]
