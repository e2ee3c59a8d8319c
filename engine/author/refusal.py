"""The error of an author's command that cannot run."""

from __future__ import annotations


class CannotError(Exception):
    """A command cannot run; the message is one plain sentence without a full stop."""
