"""The formats in which findings are told."""
