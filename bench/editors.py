"""What an editor shows of a new story: ask yaml-language-server over its real protocol.

    .venv/bin/python bench/editors.py [--json]

Installs the server from npm by name into `bench/.peers` the first time. `engine new` makes a
story, a scene and a source in an empty folder; each file is opened as an editor opens it, once
with the schema that its first line names, and once without that line, with the settings that
`.vscode/settings.json` gives. Printed is what was seen: the completions at an empty line, the
explanation of a word, and what is said of a key that does not belong. Ends with status 1 where
anything of that is missing.
"""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from agreement import PEERS, install
from lsprotocol import types
from pygls.lsp.client import LanguageClient

SERVER = "node_modules/yaml-language-server/bin/yaml-language-server"
PATIENCE = 10.0
MODELINE = re.compile(r"\A# yaml-language-server:[^\n]*\n")


@dataclass(frozen=True)
class Place:
    """Where a file is looked at.

    Attributes:
        file: The file.
        at: The line above which an empty one is completed.
        offers: A key that the completion must offer.
        word: A word to rest on.
        instead: Whether the empty line takes the place of the other.
    """

    file: str
    at: str
    offers: str
    word: str
    instead: bool = False


PLACES = (
    Place("story.yaml", "author:", "credits", "summary"),
    Place("scenes/the-letter.yaml", "    record: silent", "enter", "standing"),
    Place("scenes/quay.yaml", "        goto: departure", "requires", "record"),
    Place("sources/ledger.yaml", "    verdict:", "date", "chain"),
    Place("playthroughs/road.yaml", "seed:", "seed", "story", instead=True),
)


@dataclass(frozen=True)
class Seen:
    """What an editor showed of a file, and by what it knew the schema."""

    file: str
    by: str
    completion: list[str]
    hover: str
    error: str


def make(folder: Path) -> Path:
    """A new story with a new scene and a new source, as the commands make them."""
    home = folder / "salt-harbour"

    def engine(*words: str, cwd: Path) -> None:
        subprocess.run([sys.executable, "-m", "engine", *words], cwd=cwd, check=True,
                       capture_output=True)  # fmt: skip

    engine("new", "story", "salt-harbour", cwd=folder)
    engine("new", "scene", "quay", cwd=home)
    engine("new", "source", "ledger", cwd=home)
    engine("replay", "--record", ".", "--choose", "read,open", "--to", "playthroughs/road.yaml",
           cwd=home)  # fmt: skip
    return home


class Editor:
    """An editor with a folder open.

    Attributes:
        client: The connection.
        told: What the server said last of each file.
    """

    def __init__(self, home: Path, *, settings: bool) -> None:
        self.home = home
        self.client = LanguageClient("bench", "1")
        self.told: dict[str, list[str]] = {}
        own = json.loads((home / ".vscode" / "settings.json").read_text("utf-8"))
        schemas = own["yaml.schemas"] if settings else {}
        yaml = {"validate": True, "hover": True, "completion": True, "schemas": schemas,
                "schemaStore": {"enable": False}}  # fmt: skip

        @self.client.feature(types.WORKSPACE_CONFIGURATION)
        def _(asked: types.ConfigurationParams) -> list[Any]:
            return [yaml if item.section == "yaml" else None for item in asked.items]

        @self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def _(said: types.PublishDiagnosticsParams) -> None:
            self.told[said.uri] = [diagnostic.message for diagnostic in said.diagnostics]

    async def start(self) -> None:
        """Start the server, and open the folder."""
        await self.client.start_io("node", str(PEERS / SERVER), "--stdio")
        able = types.ClientCapabilities(
            workspace=types.WorkspaceClientCapabilities(configuration=True, workspace_folders=True)
        )
        folder = types.WorkspaceFolder(self.home.as_uri(), self.home.name)
        await self.client.initialize_async(
            types.InitializeParams(
                capabilities=able, root_uri=self.home.as_uri(), workspace_folders=[folder]
            )
        )
        self.client.initialized(types.InitializedParams())
        await asyncio.sleep(1)  # it asks for its settings before it is asked

    async def refused(self, uri: str, key: str) -> str:
        """What is said of a key, once it is."""
        for _ in range(round(PATIENCE / 0.1)):
            if found := next((said for said in self.told.get(uri, ()) if key in said), ""):
                return found
            await asyncio.sleep(0.1)
        return ""

    async def look(self, place: Place, text: str, by: str) -> Seen:
        """Open a file with an empty line, rest on a word, and write a wrong key."""
        lines = text.split("\n")
        at = next(n for n, line in enumerate(lines) if line.startswith(place.at))
        indent = len(place.at) - len(place.at.lstrip())
        lines[at : at + place.instead] = [" " * indent]
        uri = (self.home / place.file).as_uri()
        known = types.TextDocumentIdentifier(uri)
        item = types.TextDocumentItem(uri, "yaml", 1, "\n".join(lines))
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        found = await self.client.text_document_completion_async(
            types.CompletionParams(known, types.Position(at, indent))
        )
        row = next(n for n, line in enumerate(lines) if line.strip().startswith(f"{place.word}:"))
        over = types.Position(row, lines[row].index(place.word) + 1)
        hover = await self.client.text_document_hover_async(types.HoverParams(known, over))
        lines[at] = " " * indent + "nonsense: 1"
        changed = types.TextDocumentContentChangeWholeDocument("\n".join(lines))
        version = types.VersionedTextDocumentIdentifier(2, uri)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(version, [changed]))
        return Seen(
            place.file,
            by,
            [item.label for item in getattr(found, "items", found) or []],
            str(getattr(getattr(hover, "contents", None), "value", "")),
            await self.refused(uri, "nonsense"),
        )


async def see(home: Path, *, settings: bool) -> list[Seen]:
    """Look at every file, with the first line that names its schema or without."""
    editor = Editor(home, settings=settings)
    await editor.start()
    found = []
    for place in PLACES:
        text = (home / place.file).read_text("utf-8")
        text = MODELINE.sub("#\n", text) if settings else text
        by = "settings" if settings else "first line"
        found.append(await editor.look(place, text, by))
    await editor.client.shutdown_async(None)
    editor.client.exit(None)
    await editor.client.stop()
    return found


def told(seen: Seen) -> str:
    """What was seen of one file, for people."""
    hover = " ".join(seen.hover.split())[:100]
    return (
        f"{seen.file}, by its {seen.by}\n"
        f"  completes: {', '.join(seen.completion) or 'nothing'}\n"
        f"  explains:  {hover or 'nothing'}\n"
        f"  refuses:   {seen.error or 'nothing'}\n"
    )


def main(words: list[str]) -> int:
    """Look, print, and say whether anything is missing."""
    install()
    with tempfile.TemporaryDirectory() as folder:
        home = make(Path(folder))
        found = asyncio.run(see(home, settings=False)) + asyncio.run(see(home, settings=True))
    if "--json" in words:
        print(json.dumps({"version": 1, "seen": [asdict(seen) for seen in found]}))
    else:
        print("\n".join(map(told, found)))
    missing = [
        seen.file
        for seen, place in zip(found, PLACES * 2, strict=True)
        if not (place.offers in seen.completion and seen.hover and seen.error)
    ]
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
