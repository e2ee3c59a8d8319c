"""`engine lsp`: what an editor asks of a story while it is written.

Only `server` knows the protocol, and imports `pygls`; everything else here answers in the
terms of the check: paths, spans and findings.
"""
