"""`engine lsp` as an editor meets it: a process of its own, asked over its own wire."""

from __future__ import annotations

import asyncio
import re
import shutil
import sys
from collections.abc import AsyncIterator  # noqa: TC003  (read when the fixture is made)
from pathlib import Path

import folders
import pytest
import pytest_lsp
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities, make_test_lsp_client

from engine.author.replaying import PASSED, outcome
from engine.author.shelf import Books
from engine.check import check
from engine.check.proving import QUICK

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 20.0
"""Seconds after which an answer is not waited for any longer."""

pytestmark = pytest.mark.asyncio(loop_scope="module")


def make_client() -> LanguageClient:
    client = make_test_lsp_client()
    client.feature(types.CLIENT_REGISTER_CAPABILITY)(lambda _asked: None)
    return client


@pytest_lsp.fixture(
    scope="module",
    config=ClientServerConfig([sys.executable, "-m", "engine", "lsp"], client_factory=make_client),
)
async def client(lsp_client: LanguageClient) -> AsyncIterator[None]:
    able = client_capabilities("visual-studio-code")
    await lsp_client.initialize_session(types.InitializeParams(able))
    yield
    await lsp_client.shutdown_session()


class Editor:
    """An author's editor, with one story open."""

    def __init__(self, client: LanguageClient, home: Path) -> None:
        self.client = client
        self.home = home
        self.texts: dict[str, str] = {}

    def path(self, name: str) -> Path:
        return next(p for p in self.home.rglob(f"{name}.yaml"))

    def uri(self, name: str) -> str:
        return self.path(name).as_uri()

    def open(self, name: str) -> None:
        self.texts[name] = self.path(name).read_text("utf-8")
        item = types.TextDocumentItem(self.uri(name), "yaml", 1, self.texts[name])
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def type(self, name: str, text: str) -> None:
        """Put another text into the editor, without saving it."""
        if name not in self.texts:
            self.open(name)
        self.texts[name] = text
        identifier = types.VersionedTextDocumentIdentifier(2, self.uri(name))
        change = types.TextDocumentContentChangeWholeDocument(text)
        told = types.DidChangeTextDocumentParams(identifier, [change])
        self.client.text_document_did_change(told)

    def replace(self, name: str, old: str, new: str) -> None:
        text = self.texts.get(name) or self.path(name).read_text("utf-8")
        assert text.count(old) == 1
        self.type(name, text.replace(old, new))

    def at(self, name: str, words: str) -> dict[str, object]:
        """The place of ``|`` in some words of a file."""
        if name not in self.texts:
            self.open(name)
        before, after = words.split("|")
        text = self.texts[name]
        assert text.count(before + after) == 1
        said = text[: text.index(before + after) + len(before)]
        line = said.rpartition("\n")[2]
        where = types.Position(said.count("\n"), len(line.encode("utf-16-le")) // 2)
        return {"text_document": types.TextDocumentIdentifier(self.uri(name)), "position": where}

    async def offered(self, name: str, words: str) -> list[str]:
        asked = types.CompletionParams(**self.at(name, words))
        found = await self.client.text_document_completion_async(asked)
        return [item.label for item in found.items]

    async def hover(self, name: str, words: str) -> str:
        asked = types.HoverParams(**self.at(name, words))
        found = await self.client.text_document_hover_async(asked)
        return found.contents.value if found else ""

    async def definition(self, name: str, words: str) -> list[str]:
        asked = types.DefinitionParams(**self.at(name, words))
        return self._said(await self.client.text_document_definition_async(asked))

    async def references(self, name: str, words: str) -> list[str]:
        context = types.ReferenceContext(include_declaration=False)
        asked = types.ReferenceParams(context=context, **self.at(name, words))
        return self._said(await self.client.text_document_references_async(asked))

    def _said(self, found: list[types.Location]) -> list[str]:
        return sorted(
            f"{Path(p.uri).name}:{p.range.start.line + 1}:{p.range.start.character + 1}"
            for p in found
        )

    async def rename(self, name: str, words: str, new: str) -> types.WorkspaceEdit:
        asked = types.RenameParams(new_name=new, **self.at(name, words))
        return await self.client.text_document_rename_async(asked)

    async def refusal(self, name: str, words: str, new: str) -> str:
        with pytest.raises(JsonRpcException) as refused:
            await self.rename(name, words, new)
        return str(refused.value)

    async def diagnostics(self, name: str, *codes: str) -> list[types.Diagnostic]:
        """What is told of a file, once it has these codes."""
        async with asyncio.timeout(PATIENCE):
            while True:
                found = self.client.diagnostics.get(self.uri(name), ())
                if [str(f.code) for f in found] == list(codes):
                    return list(found)
                await asyncio.sleep(0.02)


def apply(edit: types.WorkspaceEdit) -> None:
    """Do what an edit says, to the files on the disk."""
    for change in edit.document_changes:
        if isinstance(change, types.RenameFile):
            shutil.move(path_of(change.old_uri), path_of(change.new_uri))
            continue
        path = path_of(change.text_document.uri)
        lines = path.read_text("utf-8").split("\n")
        for one in sorted(change.edits, key=lambda e: e.range.start.character, reverse=True):
            start, end = one.range.start, one.range.end
            assert start.line == end.line
            units = lines[start.line].encode("utf-16-le")
            new = one.new_text.encode("utf-16-le")
            units = units[: start.character * 2] + new + units[end.character * 2 :]
            lines[start.line] = units.decode("utf-16-le")
        path.write_text("\n".join(lines), "utf-8")


def path_of(uri: str) -> Path:
    return Path(uri.removeprefix("file://"))


@pytest.fixture
def editor(client: LanguageClient, tmp_path: Path) -> Editor:
    return Editor(client, folders.write(tmp_path))


async def test_findings_come_as_one_types_and_are_those_of_the_check(editor: Editor) -> None:
    editor.replace("hall", "goto: yard", "goto: yrad")
    [told] = await editor.diagnostics("hall", "E0203")
    assert told.message.startswith('no scene, and no moment of this scene, is named "yrad"')
    assert (told.range.start.line, told.range.start.character) == (19, 14)
    assert told.severity == types.DiagnosticSeverity.Error
    assert path_of(told.code_description.href).name == "E0203.md"
    assert path_of(told.code_description.href).is_file()
    assert "A place is named that is not there." in await editor.hover("hall", "goto: yr|ad")
    editor.replace("hall", "goto: yrad", "goto: yard")
    await editor.diagnostics("hall")


async def test_the_proof_follows_when_the_typing_rests(editor: Editor) -> None:
    editor.replace("hall", "requires: lamps >= 2", "requires: lamps == 3 and lamps == 2")
    await editor.diagnostics("hall", "E0422")
    shown = editor.client.diagnostics[editor.uri("hall")]
    editor.path("hall").write_text(editor.texts["hall"])
    checked = check([editor.home], QUICK).findings
    assert [str(d.code) for d in shown] == [f.code.code for f in checked]


async def test_a_half_written_file_tells_only_its_own_mistake_and_still_completes(
    editor: Editor,
) -> None:
    editor.open("yard")
    editor.replace("hall", "goto: yard", "goto: [ya")
    await editor.diagnostics("hall", "E0052")
    await editor.diagnostics("yard")
    assert await editor.offered("hall", "goto: [ya|") == ["yard", "yard/snow"]


async def test_places_are_completed(editor: Editor) -> None:
    editor.replace("hall", "goto: yard", "goto: ")
    assert await editor.offered("hall", "goto: |\n") == [
        "dark", "hall", "yard", "hall/dark", "yard/snow", "here",
    ]  # fmt: skip


async def test_claims_people_endings_and_values_are_completed(editor: Editor) -> None:
    editor.replace("yard", "letters/snow", "letters/")
    assert await editor.offered("yard", "letters/|,") == ["letters/snow"]
    editor.replace("yard", "ending: out", "ending: ")
    assert await editor.offered("yard", "ending: |") == ["out"]
    editor.replace("yard", "place: Moscow", "place: Moscow\npeople: [an")
    assert await editor.offered("yard", "[an|") == ["anna"]
    editor.replace("yard", "door == open", "door == ")
    assert await editor.offered("yard", "door == |") == ["shut", "open"]
    editor.replace("yard", "bearing: context", "bearing: con")
    assert await editor.offered("yard", "bearing: con|}") == ["contradicts", "context"]


async def test_what_a_condition_an_effect_and_a_brace_can_hold_is_completed(
    editor: Editor,
) -> None:
    editor.replace("hall", "lamps >= 2", "not ")
    found = await editor.offered("hall", "requires: not |\n")
    assert found[:2] == ["lamps", "door"]
    assert {"visited", "visits", "chosen", "turns", "and"} <= set(found)
    assert "random" not in found
    editor.replace("hall", "requires: not ", "requires: chosen(")
    assert await editor.offered("hall", "chosen(|\n") == [
        "light", "open", "hall/dark/light", "hall/dark/open",
    ]  # fmt: skip
    editor.replace("hall", "[lamps += 1]", "[la")
    assert await editor.offered("hall", "[la|\n") == ["lamps"]
    editor.replace("hall", "It is dark.", "It is {la")
    assert await editor.offered("hall", "{la|\n") == ["lamps"]
    editor.replace("hall", "It is {la", "It is la")
    assert await editor.offered("hall", "is la|\n") == []


async def test_keys_are_completed_from_the_schema(editor: Editor) -> None:
    editor.replace("hall", "    standing: invented\n", "    sta\n")
    assert await editor.offered("hall", "    sta|\n") == ["standing"]
    editor.replace("hall", "      - id: light\n", "      - re\n")
    found = await editor.offered("hall", "- re|\n")
    assert found[:3] == ["requires", "record", "renamed_from"]
    editor.replace("story", "summary: A hall with a door.\n", "")
    assert "summary" in await editor.offered("story", "|start: hall")


async def test_a_completion_replaces_the_word_it_began_with_also_behind_wide_signs(
    editor: Editor,
) -> None:
    editor.replace("hall", "It is dark.", "𝕯𝖆𝖗𝖐 灯 {lam} 灯")
    asked = types.CompletionParams(**editor.at("hall", "{lam|}"))
    [item] = (await editor.client.text_document_completion_async(asked)).items
    where = item.text_edit.range
    assert (where.start.character, where.end.character) == (22, 25)
    assert item.text_edit.new_text == "lamps"


async def test_hover_tells_a_claim_a_variable_a_scene_and_a_code(editor: Editor) -> None:
    told = await editor.hover("yard", "letters/sn|ow")
    assert "**Anna**, January 1918, page 12" in told
    assert "It snowed." in told
    assert "How it reached us: Letters" in told
    assert "Sound" in told
    told = await editor.hover("hall", "lam|ps += 1")
    assert "a whole number, 0 to 3, at first 1, shown as a gauge" in told
    assert "named twice in 1 file" in told
    told = await editor.hover("hall", "goto: ya|rd")
    assert "**The yard**" in told
    assert "There is snow." in told
    editor.replace("hall", "scene: hall", "scene: hall  # allow: idle-effect")
    told = await editor.hover("hall", "idle|-effect")
    assert told == "**W0427** idle-effect\n\nAn effect never changes anything."
    editor.replace("hall", "lamps >= 2", "visited(yard)")
    assert "whether the reader has been there" in await editor.hover("hall", "visi|ted")


async def test_nothing_that_a_story_says_is_markup_in_a_hover(editor: Editor) -> None:
    editor.replace("yard", "There is snow.", "'[x](http://example.invalid) <b>'")
    told = await editor.hover("hall", "goto: ya|rd")
    assert "\\[x\\](http" in told
    assert "\\<b\\>" in told


async def test_definitions_and_references_cross_files(editor: Editor) -> None:
    assert await editor.definition("hall", "goto: ya|rd") == ["yard.yaml:1:8"]
    assert await editor.definition("hall", "door = op|en") == ["story.yaml:9:37"]
    assert await editor.definition("yard", "letters/sn|ow") == ["letters.yaml:7:3"]
    assert await editor.definition("yard", "lett|ers/snow") == ["letters.yaml:1:9"]
    assert await editor.definition("yard", "ending: o|ut") == ["story.yaml:13:3"]
    assert await editor.references("story", "  do|or:") == ["hall.yaml:19:19", "yard.yaml:10:13"]
    assert await editor.references("letters", "  sn|ow:") == ["yard.yaml:13:25"]


async def test_a_definition_is_found_from_a_file_that_cannot_be_read(editor: Editor) -> None:
    editor.open("yard")
    await editor.hover("yard", "ending: o|ut")
    editor.replace("yard", "- There is snow.", "- [There is snow.")
    assert await editor.definition("yard", "ending: o|ut") == ["story.yaml:13:3"]
    assert await editor.definition("yard", "door == op|en") == ["story.yaml:9:37"]


@pytest.mark.parametrize(
    ("file", "words", "new"),
    [
        ("hall", "goto: ya|rd", "garden"),
        ("hall", "scene: ha|ll", "cellar"),
        ("hall", "  da|rk:", "dusk"),
        ("hall", "id: li|ght", "lantern"),
        ("story", "  lam|ps:", "lights.lit"),
        ("story", "[shut, op|en]", "ajar"),
        ("story", "  an|na:", "anne"),
        ("story", "  ou|t:", "outside"),
        ("yard", "lett|ers/snow", "papers"),
        ("letters", "  sn|ow:", "snowfall"),
    ],
)
async def test_a_rename_leaves_a_story_without_findings_and_its_comments_alone(
    editor: Editor, file: str, words: str, new: str
) -> None:
    for name in ("hall", "yard", "story", "letters"):
        path = editor.path(name)
        path.write_text(f"# 灯: yard, hall, dark, light\n{path.read_text('utf-8')}", "utf-8")
    folder = editor.home / "playthroughs"
    folder.mkdir()
    (folder / "out.yaml").write_text(GOLDEN, "utf-8")
    assert not check([editor.home], QUICK).findings
    before = files(editor.home)
    apply(await editor.rename(file, words, new))
    assert not check([editor.home], QUICK).findings
    done = outcome(folder / "out.yaml", Books())
    assert done.status == PASSED, done
    after = files(editor.home)
    assert after != before
    old = words[: words.index("|")].rpartition(" ")[2] + words[words.index("|") + 1 :]
    old = re.match(r"[a-z.]+", old.rpartition("[")[2])[0]
    for name, text in after.items():
        kept = re.sub(rf"\b{re.escape(new)}\b", old, text)
        assert kept in before.values(), name


async def test_a_rename_to_what_is_no_name_or_is_taken_is_refused_in_a_sentence(
    editor: Editor,
) -> None:
    refusal = editor.refusal
    said = await refusal("hall", "goto: ya|rd", "The Yard")
    assert (
        said == '"The Yard" is not an id of small letters, digits and hyphens, such as rail-offices'
    )
    assert await refusal("hall", "goto: ya|rd", "hall") == 'there is another scene "hall"'
    said = await refusal("hall", "  da|rk:", "yard")
    assert said == '"yard" is a scene, which a moment of that name would hide'
    said = await refusal("hall", "goto: ya|rd", "dark")
    assert said == '"dark" is a moment of the scene "hall", which leads there'
    said = await refusal("hall", "id: li|ght", "open")
    assert said == 'there is another choice "open" in hall/dark'
    assert await refusal("story", "  lam|ps:", "shut") == '"shut" is a value of door'
    assert await refusal("story", "[shut, op|en]", "lamps") == '"lamps" is a name of story.yaml'
    said = await refusal("story", "  lam|ps:", "not")
    assert said == '"not" is a word of the format and cannot be a name'
    assert await refusal("hall", "It is da|rk", "x") == "there is no name here that can be renamed"


async def test_a_rename_is_refused_while_a_file_that_has_the_name_cannot_be_read(
    editor: Editor,
) -> None:
    await editor.hover("hall", "goto: ya|rd")
    editor.replace("yard", "- There is snow.", "- [There is snow.")
    said = await editor.refusal("hall", "goto: ya|rd", "garden")
    assert said == "yard.yaml cannot be read as it is: mend it first"


async def test_the_symbols_of_a_scene_are_its_moments_with_their_choices(editor: Editor) -> None:
    editor.open("hall")
    identifier = types.TextDocumentIdentifier(editor.uri("hall"))
    asked = types.DocumentSymbolParams(identifier)
    [scene] = await editor.client.text_document_document_symbol_async(asked)
    assert (scene.name, scene.detail) == ("hall", "The hall")
    [moment] = scene.children
    assert [choice.name for choice in moment.children] == ["light", "open"]


async def test_scenes_moments_and_claims_are_found_by_their_names(editor: Editor) -> None:
    editor.open("hall")
    await editor.hover("hall", "goto: ya|rd")
    asked = types.WorkspaceSymbolParams("snow")
    found = await editor.client.workspace_symbol_async(asked)
    here = [symbol.name for symbol in found if editor.home.as_uri() in symbol.location.uri]
    assert here == ["yard/snow", "letters/snow"]


async def test_a_sure_fix_is_offered_and_mends(editor: Editor) -> None:
    editor.replace("hall", "goto: yard", "goto: yardd")
    [told] = await editor.diagnostics("hall", "E0203")
    identifier = types.TextDocumentIdentifier(editor.uri("hall"))
    context = types.CodeActionContext([told])
    asked = types.CodeActionParams(identifier, told.range, context)
    [action] = await editor.client.text_document_code_action_async(asked)
    assert action.title == 'Write "yard"'
    [edit] = action.edit.changes[editor.uri("hall")]
    assert (edit.range, edit.new_text) == (told.range, "yard")


async def fixes(editor: Editor, name: str, code: str) -> dict[str, types.CodeAction]:
    [told] = await editor.diagnostics(name, code)
    identifier = types.TextDocumentIdentifier(editor.uri(name))
    asked = types.CodeActionParams(identifier, told.range, types.CodeActionContext([told]))
    found = await editor.client.text_document_code_action_async(asked)
    return {action.title: action for action in found}


def put(text: str, edit: types.TextEdit) -> str:
    lines = text.splitlines(keepends=True)
    assert edit.range.start == edit.range.end
    assert edit.range.start.character == 0
    return "".join(
        [*lines[: edit.range.start.line], edit.new_text, *lines[edit.range.start.line :]]
    )


async def test_a_key_says_what_it_is_for(editor: Editor) -> None:
    assert "locked unless" in await editor.hover("hall", "requi|res: lamps")
    assert "silent" in await editor.offered("hall", "record: |silent")


async def test_a_moment_that_is_named_before_it_is_there_is_begun(editor: Editor) -> None:
    editor.replace("hall", "goto: dark", "goto: cellar")
    found = await fixes(editor, "hall", "E0203")
    assert list(found) == ['Begin the moment "cellar" in this scene', 'Begin the scene "cellar"']
    [edit] = found['Begin the moment "cellar" in this scene'].edit.changes[editor.uri("hall")]
    editor.path("hall").write_text(put(editor.texts["hall"], edit), "utf-8")
    assert check([editor.home]).findings == ()


async def test_a_scene_that_is_named_before_it_is_there_is_begun(editor: Editor) -> None:
    editor.replace("hall", "goto: dark", "goto: cellar")
    found = await fixes(editor, "hall", "E0203")
    created, written = found['Begin the scene "cellar"'].edit.document_changes
    path = editor.home / "scenes" / "cellar.yaml"
    assert (created.kind, created.uri) == ("create", path.as_uri())
    path.write_text(written.edits[0].new_text, "utf-8")
    editor.path("hall").write_text(editor.texts["hall"], "utf-8")
    assert check([editor.home]).findings == ()


async def test_an_ending_that_is_named_before_it_is_there_is_declared(editor: Editor) -> None:
    editor.replace("yard", "ending: out", "ending: snowed-in")
    [(title, action)] = (await fixes(editor, "yard", "E0205")).items()
    assert title == 'Declare the ending "snowed-in"'
    [edit] = action.edit.changes[editor.uri("story")]
    assert "snowed-in: {title: Snowed in}\n" in put(editor.path("story").read_text("utf-8"), edit)


async def test_a_place_that_was_renamed_is_written_as_it_is_called_today(editor: Editor) -> None:
    renamed = (
        editor.path("yard")
        .read_text("utf-8")
        .replace("snow:\n", "snow:\n    renamed_from: ice\n", 1)
    )
    editor.type("yard", renamed)
    editor.replace("hall", "goto: yard", "goto: yard/ice")
    assert 'Write "yard/snow"' in await fixes(editor, "hall", "E0204")


@pytest.mark.parametrize(
    "text",
    [
        "- " * 30_000,
        "{" * 30_000,
        "a: &a [x]\nb: " + "*a " * 2_000,
        "moments:\n" + "  m:\n" * 20_000,
        "text: |\n" + "  {" * 20_000,
        "\x00\ud7ff\u2028scene: \x85hall",
        "a: [" + "'x" * 200_000,
        "x" * 2_000_000,
        "",
    ],
    ids=["deep", "braces", "aliases", "twice", "slots", "controls", "quotes", "large", "empty"],
)
async def test_a_hostile_file_neither_stops_nor_ends_it(editor: Editor, text: str) -> None:
    editor.type("hall", text)
    identifier = types.TextDocumentIdentifier(editor.uri("hall"))
    for line, character in ((0, 3), (2, 60_000), (99_999, 0)):
        asked = types.CompletionParams(identifier, types.Position(line, character))
        async with asyncio.timeout(PATIENCE):
            await editor.client.text_document_completion_async(asked)
            await editor.client.text_document_hover_async(
                types.HoverParams(identifier, types.Position(line, character))
            )
    assert await editor.definition("yard", "ending: o|ut") == ["story.yaml:13:3"]


async def test_a_file_of_no_story_is_answered_with_nothing(editor: Editor, tmp_path: Path) -> None:
    (tmp_path / "other.yaml").write_text("goto: yard\n", "utf-8")
    editor.home = tmp_path
    assert await editor.hover("other", "ya|rd") == ""
    assert await editor.definition("other", "ya|rd") == []


async def test_nothing_outside_the_story_and_its_library_is_read(
    editor: Editor, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("scene: [", "utf-8")
    (editor.home / "scenes" / "secret.yaml").symlink_to(secret)
    editor.replace("story", "library: seeds", "library: ../../..")
    await editor.diagnostics("story", "E0210")
    [told] = await editor.diagnostics("secret", "E0211")
    assert told.message == "this link leads out of the folder and is not followed"


GOLDEN = """\
story: ..
steps:
  - light
  - expect: {moment: hall/dark, state: {lamps: 2, door: shut}, offered: [light, open]}
  - light
  - "open"
  - expect: {moment: yard/snow, claim: letters/snow, ending: out, state: {door: open}}
"""


def files(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in folder.rglob("*.yaml")}
