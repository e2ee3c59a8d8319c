"""The record: citations resolved, for the margin and for the pages behind it."""
