"""What the proof tells: one kind a file, each with its `CODE` and `check(proved)`.

They speak only of what holds however the story is played; see `engine.explore`.
"""
