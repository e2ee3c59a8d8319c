"""The commands, each imported when it is run."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import ClassVar

import click

from engine.author.refusal import CannotError
from engine.cli.streams import ABORTED, fail


class Commands(click.Group):
    """The commands, each imported from the module of its name when it is asked for."""

    NAMES: ClassVar = (
        "play",
        "saves",
        "check",
        "new",
        "explore",
        "replay",
        "stats",
        "graph",
        "sources",
        "schema",
        "lsp",
    )

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click's own)
        """The commands, in the order in which they are met."""
        return list(self.NAMES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """A command; nothing if there is none of that name."""
        if cmd_name not in self.NAMES:
            return None
        found: click.Command = getattr(import_module(f"engine.cli.{cmd_name}"), cmd_name)
        return found


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="marginalia", prog_name="engine")
def engine() -> None:
    """Branching historical fiction that keeps the record in the margin."""


def run() -> None:
    """Run the command that was typed."""
    try:
        engine(standalone_mode=False)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except CannotError as error:
        fail(str(error))
    except click.Abort:
        sys.exit(ABORTED)
