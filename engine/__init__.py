"""Marginalia: branching historical fiction that keeps the record in the margin."""
