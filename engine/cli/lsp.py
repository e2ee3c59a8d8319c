"""`engine lsp`."""

from __future__ import annotations

import click

from engine.cli.streams import fail


@click.command()
def lsp() -> None:
    """Answer an editor while a story is written, on standard input and output.

    It speaks the Language Server Protocol; docs/editors.md says how an editor starts it.
    """
    try:
        from engine.author.lsp.server import serve  # noqa: PLC0415
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        fail("the language server needs pygls: install Marginalia with `pip install '.[lsp]'`")
    serve()
