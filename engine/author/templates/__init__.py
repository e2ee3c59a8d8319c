"""The templates of a new story, scene and source."""
