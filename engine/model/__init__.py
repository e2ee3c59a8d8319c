"""The model: stories and the record as frozen values, with no behaviour that needs a screen."""
