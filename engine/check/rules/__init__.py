"""The rules: one a file, each with its `CODE` and `check(subject)`.

To add a rule is to add a file here and a page of its own in `docs/checks/`.
"""
