"""The small typed language of conditions, effects and prose.

A text goes through three steps, each a function of the one before: `parser` and `prose` read
it into a tree of what is written, `check` finds what is meant, `compile` makes a function of
the state. `observed` says what a tree looks at, which is what a `layout` is made from.
"""
