"""What can go wrong with saves, as sentences for the reader."""

from __future__ import annotations


class SaveError(Exception):
    """A place could not be kept, or not be found again.

    Its text is one plain sentence. What had been kept before is as it was.
    """


class NameTakenError(SaveError):
    """Another place has that name already."""


class KeptApart(SaveError):  # noqa: N818  (nothing failed: it says where the place went)
    """Another window has moved the slot: this place is kept, in a slot of its own.

    It is raised once, after the place is safe; the next `keep` goes to the new slot quietly.
    """
