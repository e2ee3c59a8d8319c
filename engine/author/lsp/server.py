"""The language server: requests of the protocol, answered from the stories of the workspace.

Whole files are taken, not their changes: a line of the protocol ends where a line of ours
does, and a scene is small. Answers are given at once, from what was read last; findings come
a moment after the typing pauses, and the proof, which takes a second or two, after a longer
pause and in a thread of its own.
"""

from __future__ import annotations

import asyncio
import logging
from importlib import metadata
from itertools import chain, groupby, islice
from typing import TYPE_CHECKING, Final, Protocol

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from engine.author.lsp import pointing, protocol
from engine.author.lsp.columns import index_of
from engine.author.lsp.complete import MOST, complete
from engine.author.lsp.creating import beginnings
from engine.author.lsp.fixes import fix
from engine.author.lsp.hover import hover, of_code, of_function
from engine.author.lsp.outline import named, outline
from engine.author.lsp.project import Project
from engine.author.lsp.rename import RefusedError, plan
from engine.author.lsp.symbols import Kind, Symbol
from engine.document.places import index_at

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from engine.author.lsp.creating import Beginning
    from engine.author.lsp.project import OpenStory
    from engine.author.lsp.rename import Plan
    from engine.author.lsp.symbols import Use
    from engine.document.finding import Finding

PAUSE: Final = 0.01
"""Seconds without a change before findings are told."""
REST: Final = 1.0
"""Seconds without a change before the story is proved."""
REFUSED: Final = types.LSPErrorCodes.RequestFailed
SHARED: Final = frozenset((Kind.SOURCE, Kind.CLAIM, Kind.PERSON))
"""What several stories may name, because it lies in the library."""


class PositionParams(Protocol):
    """A request that asks about a place."""

    text_document: types.TextDocumentIdentifier
    position: types.Position


class At:
    """A place in a file of a story.

    Attributes:
        path: The file.
        text: What it says now.
        index: The place.
        story: The story it belongs to; the first, where several share it.
    """

    def __init__(self, path: Path, text: str, index: int, story: OpenStory) -> None:
        self.path = str(path)
        self.text = text
        self.index = index
        self.story = story

    @property
    def schema(self) -> str:
        """The name of the schema that the file is written by."""
        return self.story.kind(self.path)

    @property
    def uses(self) -> tuple[Use, ...]:
        """The names there."""
        return pointing.pointed_at(self.text, self.index, self.path, self.story)


class Server(LanguageServer):
    """The server, with the stories that an editor has open."""

    def __init__(self) -> None:
        super().__init__(
            "marginalia",
            metadata.version("marginalia"),
            text_document_sync_kind=types.TextDocumentSyncKind.Full,
        )
        self.project = Project()
        self.versions: dict[str, int] = {}
        self._published: dict[str, list[Finding]] = {}
        self._changed = asyncio.Event()
        self._work: asyncio.Task[None] | None = None

    # What the editor holds.

    def put(self, uri: str, text: str, version: int) -> None:
        """Take what the editor holds of a file."""
        path = protocol.path_of(uri)
        if path and path.suffix == ".yaml":
            self.project.put(path, text)
            self.versions[str(path)] = version
            self.look()

    def take_back(self, uri: str) -> None:
        """The editor has closed a file."""
        path = protocol.path_of(uri)
        if path:
            self.project.take_back(path)
            self.versions.pop(str(path), None)
            self.look()

    def look(self) -> None:
        """Something has changed: look again, soon."""
        self._changed.set()
        if self._work is None or self._work.done():
            self._work = asyncio.ensure_future(self._working())

    async def _working(self) -> None:
        """Tell the findings after each pause, and prove after each rest, for ever."""
        while True:
            await self._changed.wait()
            await asyncio.sleep(PAUSE)
            self._changed.clear()
            try:
                self.tell()
                if await self._rested():
                    await self._read_on()
                    await self._prove()
            except Exception:
                logging.getLogger(__name__).exception("the check failed")

    async def _rested(self) -> bool:
        try:
            await asyncio.wait_for(self._changed.wait(), REST)
        except TimeoutError:
            return True
        return False

    async def _read_on(self) -> None:
        """Find every name before somebody asks for them all, between two requests each file."""
        for story in self._open():
            for path in list(story.paths()):
                if self._changed.is_set():
                    return
                story.uses(path)
                await asyncio.sleep(0)

    async def _prove(self) -> None:
        for story in () if self._changed.is_set() else self._open():
            loaded = story.loaded
            story.take_proof(loaded, await asyncio.to_thread(story.prove, loaded))
            if self._changed.is_set():
                return
        self.tell()

    def _open(self) -> list[OpenStory]:
        """The stories of which the editor holds some file."""
        held = list(self.project.unsaved)
        return [s for s in self.project.stories.values() if any(s.holds(path) for path in held)]

    def tell(self) -> None:
        """Send the findings of each file of which there are others than before."""
        now: dict[str, dict[tuple[object, ...], Finding]] = {}
        texts: dict[str, str] = {}
        for story in self._open():
            for finding in story.findings():
                now.setdefault(finding.span.path, {})[finding.sort_key] = finding
            texts |= story.texts
        for path in {*now, *self._published}:
            found = list(now.get(path, {}).values())
            if found != self._published.get(path, []):
                self._publish(path, found, texts)
        self._published = {path: list(found.values()) for path, found in now.items()}

    def _publish(self, path: str, found: Iterable[Finding], texts: dict[str, str]) -> None:
        diagnostics = [protocol.diagnostic(f, lambda p: texts.get(p, "")) for f in found]
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(
                protocol.uri_of(path), diagnostics, self.versions.get(path)
            )
        )

    def codes_at(self, at: At) -> list[str]:
        """The codes of what was told of a place."""
        published = self._published.get(at.path, ())
        found = (f.code.code for f in published if pointing.holds(at.text, f.span, at.index))
        return list(dict.fromkeys(found))

    # What is asked.

    def story_of(self, uri: str) -> tuple[Path, OpenStory] | None:
        """The file and the story of an address; nothing if it is no file of a story."""
        path = protocol.path_of(uri)
        stories = self.project.of(path) if path else []
        return (path, stories[0]) if path and stories else None

    def at(self, params: PositionParams) -> At | None:
        """The place that is asked about; nothing if it is in no file of a story."""
        found = self.story_of(params.text_document.uri)
        if found is None:
            return None
        path, story = found
        text = story.text(str(path))
        where = params.position
        return At(path, text, index_of(text, where.line, where.character), story)

    def sharing(self, symbol: Symbol, story: OpenStory) -> list[OpenStory]:
        """The stories that know a symbol: for what lies in a library, all that share it."""
        if symbol.kind not in SHARED:
            return [story]
        declared = {use.span.path for use in story.uses_of(symbol) if use.declares}
        known = self.project.stories.values()
        return [s for s in known if s is story or declared & s.loaded.texts.keys()]

    def uses_of(self, uses: Iterable[Use], story: OpenStory) -> list[Use]:
        """Every place that names what some uses name, in every story that knows it."""
        found: dict[object, Use] = {}
        for symbol in dict.fromkeys(use.symbol for use in uses):
            for sharer in self.sharing(symbol, story):
                found |= {use.span: use for use in sharer.uses_of(symbol)}
        return list(found.values())

    def text_of(self, path: str) -> str:
        """What a file of any story says."""
        found = (story.text(path) for story in self.project.stories.values() if story.holds(path))
        return next(found, "")

    def rename(self, at: At, new: str) -> types.WorkspaceEdit:
        """The edits that give a symbol another name.

        Raises:
            JsonRpcException: It is refused; the message says why.
        """
        use = renamable(at)
        try:
            made = plan(use.symbol, new, self.sharing(use.symbol, at.story))
        except RefusedError as refused:
            raise JsonRpcException(str(refused), REFUSED) from refused
        return self._edit(made, new)

    def beginning(self, begun: Beginning) -> types.WorkspaceEdit | None:
        """The edit that begins something; nothing where this editor cannot make a file."""
        uri = protocol.uri_of(begun.path)
        if begun.index is not None:
            where = protocol.index_range(self.text_of(begun.path), begun.index, begun.index)
            return types.WorkspaceEdit(changes={uri: [types.TextEdit(where, begun.text)]})
        if types.ResourceOperationKind.Create not in self._operations():
            return None
        start = types.Position(0, 0)
        document = types.OptionalVersionedTextDocumentIdentifier(uri, None)
        text = types.TextEdit(types.Range(start, start), begun.text)
        made = types.CreateFile(uri)
        return types.WorkspaceEdit(
            document_changes=[made, types.TextDocumentEdit(document, [text])]
        )

    def _operations(self) -> Collection[types.ResourceOperationKind]:
        """What this editor can do to files."""
        able = self.client_capabilities.workspace
        edits = able.workspace_edit if able else None
        return (edits.resource_operations if edits else None) or ()

    def _edit(self, made: Plan, new: str) -> types.WorkspaceEdit:
        able = self.client_capabilities.workspace
        edits = able.workspace_edit if able else None
        by_file: dict[str, list[types.TextEdit]] = {}
        for path, spans in groupby(made.spans, lambda span: span.path):
            text = self.text_of(path)
            by_file[path] = [types.TextEdit(protocol.span_range(text, s), new) for s in spans]
        if made.moved and types.ResourceOperationKind.Rename not in self._operations():
            said = "this editor cannot rename a file, and the file bears the name"
            raise JsonRpcException(said, REFUSED)
        # Some say that they rename files, and not that they take what only then can say so.
        if not made.moved and not (edits and edits.document_changes):
            changes = {protocol.uri_of(path): found for path, found in by_file.items()}
            return types.WorkspaceEdit(changes=changes)
        documents: list[types.TextDocumentEdit | types.RenameFile] = [
            types.TextDocumentEdit(
                types.OptionalVersionedTextDocumentIdentifier(
                    protocol.uri_of(path), self.versions.get(path)
                ),
                list(found),
            )
            for path, found in by_file.items()
        ]
        if made.moved:
            old, there = map(protocol.uri_of, made.moved)
            documents.append(types.RenameFile(old, there))
        return types.WorkspaceEdit(document_changes=list(documents))


def renamable(at: At | None) -> Use:
    """The one name at a place.

    Raises:
        JsonRpcException: There is none, or it stands for several things.
    """
    uses = at.uses if at else ()
    if not uses:
        raise JsonRpcException("there is no name here that can be renamed", REFUSED)
    if at and at.path in at.story.memory.broken:
        raise JsonRpcException("this file cannot be read as it is: mend it first", REFUSED)
    if len(uses) > 1:
        homes = " and ".join(use.symbol.home for use in uses)
        raise JsonRpcException(f"this is a value of {homes}", REFUSED)
    return uses[0]


def make_server() -> Server:  # noqa: C901, PLR0915  (one short answer a request)
    """A server that knows every request it answers."""
    server = Server()

    @server.feature(types.INITIALIZE)
    def _(params: types.InitializeParams) -> None:
        folders = [folder.uri for folder in params.workspace_folders or ()]
        for uri in folders or ([params.root_uri] if params.root_uri else []):
            if path := protocol.path_of(uri):
                server.project.add_root(path)

    @server.feature(types.INITIALIZED)
    def _(_: types.InitializedParams) -> None:
        able = server.client_capabilities.workspace
        watched = able.did_change_watched_files if able else None
        if watched and watched.dynamic_registration:
            watchers = [types.FileSystemWatcher("**/*.yaml")]
            options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
            method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
            made = types.Registration("watch", method, options)
            server.client_register_capability(types.RegistrationParams([made]))

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def _(params: types.DidOpenTextDocumentParams) -> None:
        document = params.text_document
        server.put(document.uri, document.text, document.version)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def _(params: types.DidChangeTextDocumentParams) -> None:
        document = params.text_document
        if params.content_changes:
            server.put(document.uri, params.content_changes[-1].text, document.version)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def _(params: types.DidCloseTextDocumentParams) -> None:
        server.take_back(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def _(_: types.DidSaveTextDocumentParams) -> None:
        server.project.changed()
        server.look()

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def _(_: types.DidChangeWatchedFilesParams) -> None:
        server.project.changed()
        server.look()

    @server.feature(
        types.TEXT_DOCUMENT_COMPLETION,
        types.CompletionOptions(trigger_characters=["/", "{", "(", "^", " "]),
    )
    def _(params: types.CompletionParams) -> types.CompletionList | None:
        at = server.at(params)
        if at is None:
            return None
        return protocol.completion(complete(at.text, at.index, at.path, at.story), at.text)

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def _(params: types.HoverParams) -> types.Hover | None:
        at = server.at(params)
        if at is None:
            return None
        texts = [text for use in at.uses if (text := hover(use.symbol, at.story))]
        texts += [of_code(code) or "" for code in server.codes_at(at)]
        texts = texts or [of_function(pointing.function_at(at.text, at.index)) or ""]
        texts = [*filter(None, texts)] or [pointing.key_at(at.text, at.index, at.schema)]
        texts = [*filter(None, texts)] or [of_code(pointing.allowed_at(at.text, at.index)) or ""]
        if not any(texts):
            return None
        content = types.MarkupContent(types.MarkupKind.Markdown, "\n\n---\n\n".join(texts))
        where = protocol.span_range(at.text, at.uses[0].span) if at.uses else None
        return types.Hover(content, where)

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def _(params: types.DefinitionParams) -> list[types.Location]:
        at = server.at(params)
        found = server.uses_of(at.uses, at.story) if at else []
        return [protocol.location(u.span, server.text_of) for u in found if u.declares]

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    def _(params: types.ReferenceParams) -> list[types.Location]:
        at = server.at(params)
        found = server.uses_of(at.uses, at.story) if at else []
        declared = params.context.include_declaration
        wanted = (use for use in found if declared or not use.declares)
        return [protocol.location(use.span, server.text_of) for use in wanted]

    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    def _(params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
        at = server.at(params)
        use = renamable(at)
        where = protocol.span_range(at.text if at else "", use.span)
        return types.PrepareRenamePlaceholder(where, use.symbol.name)

    @server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    def _(params: types.RenameParams) -> types.WorkspaceEdit | None:
        at = server.at(params)
        return server.rename(at, params.new_name) if at else None

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def _(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        found = server.story_of(params.text_document.uri)
        document = found[1].document(str(found[0])) if found else None
        return protocol.symbols(outline(document), document.text) if document else []

    @server.feature(types.WORKSPACE_SYMBOL)
    def _(params: types.WorkspaceSymbolParams) -> list[types.WorkspaceSymbol]:
        found = (named(story.loaded, params.query) for story in server.project.stories.values())
        some = islice(chain.from_iterable(found), MOST)
        return [protocol.symbol(symbol, span, server.text_of) for symbol, span in some]

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix]),
    )
    def _(params: types.CodeActionParams) -> list[types.CodeAction]:
        return list(_actions(server, params))

    return server


def _actions(server: Server, params: types.CodeActionParams) -> Iterable[types.CodeAction]:
    found = server.story_of(params.text_document.uri)
    if found is None:
        return
    path, story = str(found[0]), found[1]
    text = story.text(path)
    first, last = (
        index_of(text, place.line, place.character)
        for place in (params.range.start, params.range.end)
    )
    for finding in story.findings():
        span = finding.span
        if span.path != path:
            continue
        start = index_at(text, span.line, span.column)
        end = index_at(text, span.end_line, span.end_column)
        if last < start or end < first:
            continue
        for begun in beginnings(finding, text[start:end], story):
            if edit := server.beginning(begun):
                yield types.CodeAction(
                    title=begun.title,
                    kind=types.CodeActionKind.QuickFix,
                    diagnostics=[protocol.diagnostic(finding, server.text_of)],
                    edit=edit,
                )
        if made := fix(finding, text, start, end):
            mended = types.TextEdit(protocol.index_range(text, made.start, made.end), made.text)
            yield types.CodeAction(
                title=made.title,
                kind=types.CodeActionKind.QuickFix,
                is_preferred=True,
                diagnostics=[protocol.diagnostic(finding, server.text_of)],
                edit=types.WorkspaceEdit(changes={params.text_document.uri: [mended]}),
            )


def serve() -> None:
    """Answer an editor on standard input and output, until it says that it is done."""
    make_server().start_io()
