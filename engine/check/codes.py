"""What the checker finds about itself."""

from engine.document.finding import Code

UNUSED_ALLOW = Code("W0601", "unused-allow")
