"""The model: stories and the record as frozen values."""
