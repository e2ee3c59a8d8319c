"""The files that a new story, scene or source begins as."""
