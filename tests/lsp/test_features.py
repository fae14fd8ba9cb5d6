"""What an editor is offered, in valid, broken and empty documents, as a protocol client sees it."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from itertools import pairwise
from pathlib import Path

import pytest
import pytest_lsp
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

SERVER = Path(sys.executable).with_name("easui-lsp")
VALID = """\
{
  "metadata": {
    "name": "chat",
    "instance": 15,
    "workspace_id": "140523",
    "rpc": {
      "keepalive": 600000
    }
  },
  "cloud": {
    "computing": {
      "instances": [
        {"type": "ecs.gn7i-c16g1.4xlarge", "capacity": "20%"}
      ]
    }
  },
  "containers": [
    {
      "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/vllm:0.14.0-gpu",
      "script": "vllm serve /model_dir --port 8000",
      "port": 8000
    }
  ],
  "storage": [{"mount_path": "/model_dir", "oss": {"path": "oss://acme/qwen/"}}]
}
"""
BROKEN = '{"metadata": {"name": "chat" "instnce": 2, "rpc.keepalive": 5,\n "memory": 16'
YAML = "metadata:\n  name: chat\n  instnce: 2\n  memory: 16000\n  rpc:\n    keepalive: 600000\n"
JSONC = '{\n  // why\n  // not\n  "metadata": {"name": "Chat", "instnce": 2}\n}\n'
TEXTS = {"valid": VALID, "broken": BROKEN, "empty": "", "yaml": YAML, "jsonc": JSONC, "list": "[]", "odd": "{{]: 'x"}


def language_of(name: str) -> str:
    return name if name in ("yaml", "jsonc") else "json"


def uri_of(name: str) -> str:
    return f"file:///features/{name}/service.{language_of(name)}"


@pytest_lsp.fixture(config=ClientServerConfig(server_command=[str(SERVER)]), scope="module")
async def client(lsp_client: LanguageClient) -> AsyncIterator[None]:
    @lsp_client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def register(params: types.RegistrationParams) -> None:
        """Take what the server wants to be told about."""

    capabilities = client_capabilities("visual-studio-code")
    await lsp_client.initialize_session(types.InitializeParams(capabilities=capabilities))
    for name, text in TEXTS.items():
        item = types.TextDocumentItem(uri_of(name), language_of(name), 1, text)
        lsp_client.text_document_did_open(types.DidOpenTextDocumentParams(item))
    yield
    await lsp_client.shutdown_session()


pytestmark = pytest.mark.asyncio(loop_scope="module")


def document(name: str) -> types.TextDocumentIdentifier:
    return types.TextDocumentIdentifier(uri_of(name))


def position(name: str, word: str, inside: int = 1) -> types.Position:
    """A place in a text, so many characters into the first occurrence of a word."""
    at = TEXTS[name].index(word) + inside
    before = TEXTS[name][:at]
    return types.Position(before.count("\n"), at - (before.rfind("\n") + 1))


def everything(name: str) -> types.Range:
    return types.Range(types.Position(0, 0), types.Position(TEXTS[name].count("\n") + 1, 0))


def applied(name: str, edits: list[types.TextEdit]) -> str:
    """A text after edits; these texts count the same in every unit."""
    text = TEXTS[name]
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    spans = [(starts[e.range.start.line] + e.range.start.character, e) for e in edits]
    for start, edit in sorted(spans, key=lambda pair: pair[0], reverse=True):
        end = starts[edit.range.end.line] + edit.range.end.character
        text = text[:start] + edit.new_text + text[end:]
    return text


def edits_of(edit: types.WorkspaceEdit | None, name: str) -> list[types.TextEdit]:
    assert edit is not None
    if edit.changes:
        return list(edit.changes[uri_of(name)])
    assert edit.document_changes
    change = edit.document_changes[0]
    assert isinstance(change, types.TextDocumentEdit)
    assert change.text_document.version == 1
    return [each for each in change.edits if isinstance(each, types.TextEdit)]


async def hover(client: LanguageClient, name: str, word: str) -> str:
    found = await client.text_document_hover_async(types.HoverParams(document(name), position(name, word)))
    if found is None:
        return ""
    assert isinstance(found.contents, types.MarkupContent)
    return found.contents.value


async def actions(
    client: LanguageClient, name: str, word: str, only: list[str] | None = None
) -> list[types.CodeAction]:
    at = position(name, word)
    context = types.CodeActionContext([], only)
    params = types.CodeActionParams(document(name), types.Range(at, at), context)
    found = await client.text_document_code_action_async(params) or []
    return [action for action in found if isinstance(action, types.CodeAction)]


class TestHover:
    async def test_a_key_has_its_documentation(self, client: LanguageClient) -> None:
        text = await hover(client, "valid", '"keepalive"')
        assert "metadata.rpc.keepalive" in text
        assert "in ms" in text
        assert "default" in text
        assert "Source" in text

    async def test_a_value_has_its_meaning(self, client: LanguageClient) -> None:
        assert "10 min" in await hover(client, "valid", "600000")
        assert "16 vCPU · 60 GiB · 1 × A10 24 GiB" in await hover(client, "valid", '"ecs.gn7i')
        assert "3 of 15 replicas" in await hover(client, "valid", '"20%"')
        assert "cn-hangzhou" in await hover(client, "valid", '"eas-registry')
        assert "15.6 GiB" in await hover(client, "yaml", "16000")

    async def test_one_token_is_covered(self, client: LanguageClient) -> None:
        found = await client.text_document_hover_async(
            types.HoverParams(document("valid"), position("valid", '"keepalive"'))
        )
        assert found is not None
        start = position("valid", '"keepalive"', 0)
        assert found.range == types.Range(start, types.Position(start.line, start.character + 11))

    async def test_marks_and_blanks_have_nothing(self, client: LanguageClient) -> None:
        assert await hover(client, "valid", ': "chat"') == ""
        assert await hover(client, "valid", ', "capacity"') == ""
        assert await hover(client, "valid", "  {") == ""
        for mark in ("{", "}", ":"):
            assert (
                await client.text_document_hover_async(types.HoverParams(document("valid"), position("valid", mark, 0)))
                is None
            )

    async def test_broken_and_empty_texts(self, client: LanguageClient) -> None:
        assert "metadata.rpc.keepalive" in await hover(client, "broken", '"rpc.keep')
        assert await hover(client, "broken", '"instnce') == ""
        for name in ("empty", "list", "odd"):
            params = types.HoverParams(document(name), types.Position(0, 1))
            assert await client.text_document_hover_async(params) is None


class TestCodeActions:
    async def test_fix_with_the_preferred_mark(self, client: LanguageClient) -> None:
        found = await actions(client, "yaml", "instnce")
        fix = next(action for action in found if action.title == "Rename to `instance`")
        assert fix.kind == types.CodeActionKind.QuickFix
        assert fix.is_preferred
        assert fix.diagnostics
        assert fix.diagnostics[0].code == "EAS001"
        assert "  instance: 2\n" in applied("yaml", edits_of(fix.edit, "yaml"))

    async def test_fix_all_is_worked_out_when_asked_for(self, client: LanguageClient) -> None:
        for only in (None, ["source"], ["source.fixAll"], ["source.fixAll.easui"]):
            found = await actions(client, "jsonc", '"name"', only)
            everything = next(action for action in found if action.kind == "source.fixAll.easui")
            resolved = await client.code_action_resolve_async(everything)
            assert '"instance": 2' in applied("jsonc", edits_of(resolved.edit, "jsonc"))
        assert await actions(client, "jsonc", '"name"', ["source.organizeImports"]) == []

    async def test_accepting_a_finding_needs_comments(self, client: LanguageClient) -> None:
        found = await actions(client, "jsonc", '"Chat"')
        accept = next(action for action in found if action.title.startswith("Accept EAS102"))
        assert "\n  // easui: ignore EAS102\n" in applied("jsonc", edits_of(accept.edit, "jsonc"))
        assert not any(action.title.startswith("Accept") for action in await actions(client, "broken", '"instnce'))

    async def test_other_spellings(self, client: LanguageClient) -> None:
        for word in ('"rpc"', '"keepalive"'):
            found = await actions(client, "valid", word, ["refactor"])
            dotted = next(action for action in found if "`rpc` as dotted" in action.title)
            assert dotted.kind == types.CodeActionKind.RefactorRewrite
            assert '\n    "rpc.keepalive": 600000\n' in applied("valid", edits_of(dotted.edit, "valid"))

    async def test_missing_parameters(self, client: LanguageClient) -> None:
        found = await actions(client, "valid", '"image"')
        assert not any("required" in action.title for action in found)

    async def test_broken_and_empty_texts(self, client: LanguageClient) -> None:
        assert any(action.title == "Rename to `instance`" for action in await actions(client, "broken", '"instnce'))
        for name in ("empty", "list", "odd"):
            params = types.CodeActionParams(document(name), everything(name), types.CodeActionContext([]))
            assert await client.text_document_code_action_async(params) is not None


class TestStructure:
    async def test_symbols(self, client: LanguageClient) -> None:
        found = await client.text_document_document_symbol_async(types.DocumentSymbolParams(document("valid")))
        assert found
        assert [symbol.name for symbol in found] == ["metadata", "cloud", "containers", "storage"]
        metadata = found[0]
        assert isinstance(metadata, types.DocumentSymbol)
        assert metadata.children
        assert [(child.name, child.detail) for child in metadata.children][:2] == [("name", "chat"), ("instance", "15")]

    async def test_folds(self, client: LanguageClient) -> None:
        found = await client.text_document_folding_range_async(types.FoldingRangeParams(document("valid")))
        assert found
        assert (1, 7) in [(fold.start_line, fold.end_line) for fold in found]
        comments = await client.text_document_folding_range_async(types.FoldingRangeParams(document("jsonc")))
        assert comments
        assert any(fold.kind == types.FoldingRangeKind.Comment for fold in comments)

    async def test_selections_grow(self, client: LanguageClient) -> None:
        at = position("valid", "600000")
        params = types.SelectionRangeParams(document("valid"), [at])
        selection = (await client.text_document_selection_range_async(params) or [None])[0]
        ranges = []
        while selection is not None:
            ranges.append(selection.range)
            selection = selection.parent
        assert len(ranges) > 5
        assert ranges[-1].start == types.Position(0, 0)
        for inner, outer in pairwise(ranges):
            assert (outer.start.line, outer.start.character) <= (inner.start.line, inner.start.character)
            assert (inner.end.line, inner.end.character) <= (outer.end.line, outer.end.character)

    @pytest.mark.parametrize("name", ["broken", "empty", "yaml", "list", "odd"])
    async def test_other_texts(self, client: LanguageClient, name: str) -> None:
        symbols = await client.text_document_document_symbol_async(types.DocumentSymbolParams(document(name)))
        assert bool(symbols) == (name in ("broken", "yaml", "odd")) or name == "odd"
        assert await client.text_document_folding_range_async(types.FoldingRangeParams(document(name))) is not None
        params = types.SelectionRangeParams(document(name), [types.Position(0, 0), types.Position(9, 9)])
        selections = await client.text_document_selection_range_async(params)
        assert selections is not None
        assert len(selections) == 2


class TestLayout:
    OPTIONS = types.FormattingOptions(tab_size=2, insert_spaces=True)

    async def test_formatting(self, client: LanguageClient) -> None:
        params = types.DocumentFormattingParams(document("valid"), self.OPTIONS)
        found = await client.text_document_formatting_async(params)
        assert found
        assert '\n      "mount_path": "/model_dir"' in applied("valid", list(found))

    async def test_range_formatting(self, client: LanguageClient) -> None:
        at = position("valid", "storage")
        params = types.DocumentRangeFormattingParams(document("valid"), types.Range(at, at), self.OPTIONS)
        found = await client.text_document_range_formatting_async(params)
        text = applied("valid", list(found or []))
        assert '\n      "mount_path": "/model_dir"' in text
        assert text.splitlines()[:20] == VALID.splitlines()[:20]

    @pytest.mark.parametrize("name", ["broken", "empty", "odd"])
    async def test_broken_texts_stay_as_they_are(self, client: LanguageClient, name: str) -> None:
        params = types.DocumentFormattingParams(document(name), self.OPTIONS)
        assert not await client.text_document_formatting_async(params)


class TestLinksAndHints:
    async def test_links(self, client: LanguageClient) -> None:
        found = await client.text_document_document_link_async(types.DocumentLinkParams(document("valid")))
        targets = [link.target or "" for link in found or []]
        assert any("oss.console.aliyun.com/bucket/oss-cn-hangzhou/acme/object?path=qwen%2F" in link for link in targets)
        assert any("help" in link for link in targets)

    async def test_hints(self, client: LanguageClient) -> None:
        params = types.InlayHintParams(document("valid"), everything("valid"))
        labels = [hint.label for hint in await client.text_document_inlay_hint_async(params) or []]
        assert "10 min" in labels
        assert "3 of 15 replicas" in labels
        params = types.InlayHintParams(document("yaml"), everything("yaml"))
        found = await client.text_document_inlay_hint_async(params) or []
        memory = next(hint for hint in found if hint.label == "15.6 GiB")
        assert memory.position == types.Position(3, 15)
        above = types.Range(types.Position(0, 0), types.Position(1, 0))
        assert not await client.text_document_inlay_hint_async(types.InlayHintParams(document("yaml"), above))

    @pytest.mark.parametrize("name", ["broken", "empty", "list", "odd"])
    async def test_other_texts(self, client: LanguageClient, name: str) -> None:
        assert await client.text_document_document_link_async(types.DocumentLinkParams(document(name))) is not None
        params = types.InlayHintParams(document(name), everything(name))
        assert await client.text_document_inlay_hint_async(params) is not None


class TestRename:
    async def test_to_another_spelling(self, client: LanguageClient) -> None:
        at = position("yaml", "instnce")
        prepared = await client.text_document_prepare_rename_async(types.PrepareRenameParams(document("yaml"), at))
        assert isinstance(prepared, types.PrepareRenamePlaceholder)
        assert prepared.placeholder == "instnce"
        edit = await client.text_document_rename_async(types.RenameParams(document("yaml"), at, "instance"))
        assert "  instance: 2\n" in applied("yaml", edits_of(edit, "yaml"))

    async def test_another_parameter_is_refused(self, client: LanguageClient) -> None:
        for name in ("cpu", "nonsense", "", "name"):
            params = types.RenameParams(document("valid"), position("valid", '"keepalive"'), name)
            with pytest.raises(JsonRpcException) as failure:
                await client.text_document_rename_async(params)
            assert failure.value.code == -32803

    async def test_values_have_no_name(self, client: LanguageClient) -> None:
        params = types.PrepareRenameParams(document("valid"), position("valid", '"chat"'))
        assert await client.text_document_prepare_rename_async(params) is None
        empty = types.PrepareRenameParams(document("empty"), types.Position(0, 0))
        assert await client.text_document_prepare_rename_async(empty) is None


class TestCommands:
    async def run(self, client: LanguageClient, command: str, *arguments: object) -> object:
        return await client.workspace_execute_command_async(types.ExecuteCommandParams(command, list(arguments)))

    async def test_explain(self, client: LanguageClient) -> None:
        for path in ("metadata.rpc.batching", 'metadata["rpc.batching"]', "containers[0].image", ""):
            text = await self.run(client, "easui.explain", {"path": path})
            assert isinstance(text, str)
            assert text.startswith("**`")

    async def test_convert(self, client: LanguageClient) -> None:
        for to, begin in (("yaml", "metadata:\n"), ("json", "{\n"), ("jsonc", "{\n")):
            text = await self.run(client, "easui.convert", {"uri": uri_of("valid"), "to": to})
            assert isinstance(text, str)
            assert text.startswith(begin)

    @pytest.mark.parametrize(
        ("command", "arguments"),
        [
            ("easui.explain", [{"path": "metadata.nonsense"}]),
            ("easui.explain", [{"path": 5}]),
            ("easui.explain", [{}]),
            ("easui.explain", []),
            ("easui.explain", ["metadata", "name"]),
            ("easui.convert", [{"uri": "file:///nowhere/service.json", "to": "yaml"}]),
            ("easui.convert", [{"uri": "file:///features/valid/service.json", "to": "toml"}]),
            ("easui.convert", [{"uri": "file:///features/valid/service.json"}]),
            ("easui.nonsense", [{}]),
        ],
    )
    async def test_wrong_arguments(self, client: LanguageClient, command: str, arguments: list[object]) -> None:
        with pytest.raises(JsonRpcException) as failure:
            await self.run(client, command, *arguments)
        assert failure.value.code == -32602
        assert failure.value.message

    async def test_what_cannot_be_converted_says_why(self, client: LanguageClient) -> None:
        with pytest.raises(JsonRpcException, match="line 1, column") as failure:
            await self.run(client, "easui.convert", {"uri": uri_of("broken"), "to": "yaml"})
        assert failure.value.code == -32803
