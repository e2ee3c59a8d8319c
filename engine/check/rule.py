"""What a rule is: a module with its `CODE` and `check`, which its file alone makes known."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from engine.document.finding import Code, Finding


class Rule(Protocol):
    """What a rule's module holds."""

    CODE: Code

    def check(self, about: Any, /) -> Iterator[Finding]:  # noqa: ANN401  (a story, or its proof)
        """Everything that breaks the rule."""


def rules_of(package: ModuleType) -> Iterator[Rule]:
    """Every rule of a package, in the order of the file names."""
    for module in iter_modules(package.__path__):
        yield import_module(f"{package.__name__}.{module.name}")
