"""Strict Story YAML: any file in, a tree that knows its places and everything wrong with it out."""
