"""Strict Story YAML: from any file to a tree with places, and to findings."""
