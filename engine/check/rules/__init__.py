"""The rules: one a file, each with its `CODE` and `check(subject)`.

To add a rule is to add a file here and a page of its own in `docs/checks/`.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.check.subject import Subject
    from engine.document.finding import Code, Finding


class Rule(Protocol):
    """What a rule's module holds."""

    CODE: Code

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Everything in a story that breaks the rule."""


def rules() -> Iterator[Rule]:
    """Every rule, in the order of the file names."""
    for module in iter_modules(__path__):
        yield import_module(f"{__name__}.{module.name}")
