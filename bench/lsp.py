"""How long `engine lsp` takes to answer an editor.

    .venv/bin/python bench/lsp.py [SCENES] [RUNS] [--json]

A generated story is opened in a real server, over a real pipe. Each kind of answer is timed
from the editor's request to its arrival, one at a time, in milliseconds; an edit is timed from
the new text to the findings of it, which wait for a pause of 10 ms in the typing. The medians
are for the promise that each answers within 100 ms at 1,000 scenes. Opening is what the first
file costs, while everything is read for the first time.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from figures import OURS, Figure, tell
from generated import write
from lsprotocol import types
from pygls.lsp.client import LanguageClient

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

SCENES, RUNS = 1_000, 21
PATIENCE = 60.0


class Editor:
    """An editor with one scene open."""

    def __init__(self, client: LanguageClient, path: Path) -> None:
        self.client = client
        self.uri = path.as_uri()
        self.text = path.read_text("utf-8")
        self.version = 1
        self.told = asyncio.Event()

        @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def _(told: types.PublishDiagnosticsParams) -> None:
            if told.uri == self.uri:
                self.told.set()

    def open(self) -> None:
        """Open the scene."""
        item = types.TextDocumentItem(self.uri, "yaml", self.version, self.text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def type(self, text: str) -> None:
        """Put another text into the editor."""
        self.version += 1
        self.told.clear()
        identifier = types.VersionedTextDocumentIdentifier(self.version, self.uri)
        change = types.TextDocumentContentChangeWholeDocument(text)
        told = types.DidChangeTextDocumentParams(identifier, [change])
        self.client.text_document_did_change(told)

    def at(self, words: str, ahead: int) -> dict[str, object]:
        """A place so far ahead in some words of the scene."""
        before = self.text[: self.text.index(words) + ahead]
        where = types.Position(before.count("\n"), len(before) - before.rfind("\n") - 1)
        return {"text_document": types.TextDocumentIdentifier(self.uri), "position": where}

    async def findings(self, _: int) -> None:
        """Make a mistake in the scene, or mend it, and wait for what is said of it."""
        wrong = self.text.replace("effects: [", "effects: [nothing += 1, ", 1)
        self.type(wrong if self.version % 2 else self.text)
        await asyncio.wait_for(self.told.wait(), PATIENCE)


async def timed(make: Callable[[int], Awaitable[object]], runs: int) -> list[float]:
    """Milliseconds of each run."""
    found = []
    for number in range(runs):
        begun = time.perf_counter()
        await make(number)
        found.append((time.perf_counter() - begun) * 1000)
        await asyncio.sleep(0.02)
    return found


async def measure(home: Path, runs: int) -> dict[str, list[float]]:
    """Start a server, open a scene, and time each kind of answer."""
    client = LanguageClient("bench", "1")
    await client.start_io(sys.executable, "-m", "engine", "lsp")
    able = types.ClientCapabilities(
        workspace=types.WorkspaceClientCapabilities(
            workspace_edit=types.WorkspaceEditClientCapabilities(
                document_changes=True, resource_operations=[types.ResourceOperationKind.Rename]
            )
        )
    )
    folder = types.WorkspaceFolder(home.as_uri(), home.name)
    await client.initialize_async(
        types.InitializeParams(capabilities=able, workspace_folders=[folder])
    )
    client.initialized(types.InitializedParams())
    editor = Editor(client, sorted((home / "scenes").glob("*.yaml"))[7])
    place = editor.at("goto: ", 8)
    name = editor.at("effects: [", 11)
    identifier = types.TextDocumentIdentifier(editor.uri)
    context = types.ReferenceContext(include_declaration=True)

    async def opened(_: int) -> None:
        editor.open()
        await client.text_document_document_symbol_async(types.DocumentSymbolParams(identifier))

    asked: dict[str, Callable[[int], Awaitable[object]]] = {
        "completion of a place": lambda _: client.text_document_completion_async(
            types.CompletionParams(**editor.at("goto: ", 6))
        ),
        "completion in an effect": lambda _: client.text_document_completion_async(
            types.CompletionParams(**editor.at("effects: [", 10))
        ),
        "hover over a scene": lambda _: client.text_document_hover_async(
            types.HoverParams(**place)
        ),
        "hover over a variable": lambda _: client.text_document_hover_async(
            types.HoverParams(**name)
        ),
        "definition": lambda _: client.text_document_definition_async(
            types.DefinitionParams(**place)
        ),
        "references of a scene": lambda _: client.text_document_references_async(
            types.ReferenceParams(context=context, **place)
        ),
        "rename of a scene": lambda number: client.text_document_rename_async(
            types.RenameParams(new_name=f"elsewhere-{number}", **place)
        ),
        "rename of a variable used everywhere": lambda number: client.text_document_rename_async(
            types.RenameParams(new_name=f"elsewhere_{number}", **name)
        ),
        "symbols of a scene": lambda _: client.text_document_document_symbol_async(
            types.DocumentSymbolParams(identifier)
        ),
        "an edit to its findings": editor.findings,  # last: a proof follows it, beside the rest
    }
    found = {"opening the first file": await timed(opened, 1)}
    # The proof of the first reading comes and goes before anything is timed.
    await asyncio.sleep(5)
    for what, make in asked.items():
        await make(1)
        found[what] = await timed(make, runs)
    await client.shutdown_async(None)
    client.exit(None)
    return found


def main(words: list[str]) -> None:
    """Measure and print."""
    count, runs = (*(int(word) for word in words if word.isdigit()), SCENES, RUNS)[:2]
    if sum(word.isdigit() for word in words) == 1:
        runs = RUNS
    with tempfile.TemporaryDirectory() as folder:
        found = asyncio.run(measure(write(Path(folder), count), runs))
    tell([Figure(what, OURS, "ms", times, count) for what, times in found.items()], words)


if __name__ == "__main__":
    main(sys.argv[1:])
