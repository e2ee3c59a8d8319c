"""What an author's command answers where it cannot run."""

from __future__ import annotations


class CannotError(Exception):
    """A command cannot run; the message is one plain sentence without a full stop."""
