"""The output formats of the check."""
