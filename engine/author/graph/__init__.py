"""A picture of a story's branches, for Mermaid, for Graphviz, and drawn."""

from engine.author.graph.dot import as_dot
from engine.author.graph.mermaid import as_mermaid
from engine.author.graph.picture import Picture, picture
from engine.author.graph.svg import as_svg

__all__ = ["Picture", "as_dot", "as_mermaid", "as_svg", "picture"]
