"""Checking: that a story holds together and that every citation stands."""

from engine.check.run import Report, check, findings

__all__ = ["Report", "check", "findings"]
