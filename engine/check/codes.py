"""The codes of findings about the check itself."""

from engine.document.finding import Code

UNUSED_ALLOW = Code("W0601", "unused-allow")
