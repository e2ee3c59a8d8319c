"""Frozen dataclasses that are quick to make.

Python's own guards each field of each instance, which makes one of nine fields seven times as
slow to make; and a file, a page and a playthrough are read, shown and taken by making little
else. Here the type checker holds that nothing is set once it is made, and that costs nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar, dataclass_transform

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(*, order: bool = False) -> Callable[[type[T]], type[T]]:
    """Make a class a dataclass with slots, equal and hashed by its fields, that never changes."""
    return dataclass(slots=True, unsafe_hash=True, order=order)
