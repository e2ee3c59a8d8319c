"""Statistics of a book: words, roads, how it stands to the record, what is still to do."""

from engine.author.stats.figures import Figures, figures
from engine.author.stats.report import as_json, as_text

__all__ = ["Figures", "as_json", "as_text", "figures"]
