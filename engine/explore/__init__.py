"""Exploring: every state a reader can bring about, or an honest word on how far that went."""

from engine.explore.proof import Loop, Proof, Watched, prove
from engine.explore.search import Bound

__all__ = ["Bound", "Loop", "Proof", "Watched", "prove"]
