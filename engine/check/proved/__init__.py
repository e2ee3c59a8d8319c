"""What the proof tells: one kind a file, each with its `CODE` and `check(subject, proof)`.

They speak only of what holds however the story is played; see `engine.explore`.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.check.proving import Proved
    from engine.document.finding import Code, Finding


class ProvedRule(Protocol):
    """What a module here holds."""

    CODE: Code

    def check(self, proved: Proved) -> Iterator[Finding]:
        """Everything that the proof has shown to be so."""


def proved_rules() -> Iterator[ProvedRule]:
    """Every kind, in the order of the file names."""
    for module in iter_modules(__path__):
        yield import_module(f"{__name__}.{module.name}")
