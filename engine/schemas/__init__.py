"""The published shape of every file, as JSON Schema."""
