"""The server as an editor meets it: a process on standard input and output."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient

SERVER = Path(sys.executable).with_name("easui-lsp")
URI = "file:///demo/service.json"
BROKEN = '{\n  "metadata": {"name": "😀", "instnce": 1}\n}\n'


@pytest_lsp.fixture(config=ClientServerConfig(server_command=[str(SERVER)]))
async def client(lsp_client: LanguageClient) -> AsyncIterator[None]:
    await lsp_client.initialize_session(types.InitializeParams(capabilities=types.ClientCapabilities()))
    yield
    await lsp_client.shutdown_session()


def open_text(client: LanguageClient, text: str, uri: str = URI, language: str = "json") -> None:
    item = types.TextDocumentItem(uri, language, 0, text)
    client.text_document_did_open(types.DidOpenTextDocumentParams(item))


async def published(client: LanguageClient, uri: str = URI) -> list[types.Diagnostic]:
    await asyncio.wait_for(client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS), 10)
    return list(client.diagnostics[uri])


async def test_misspelt_key_is_published_at_its_place(client: LanguageClient) -> None:
    open_text(client, BROKEN)
    found = await published(client)
    unknown = next(diagnostic for diagnostic in found if diagnostic.code == "EAS001")
    assert unknown.source == "easui"
    assert unknown.severity == types.DiagnosticSeverity.Error
    assert unknown.code_description is not None
    start = types.Position(1, 29)  # the emoji counts twice in UTF-16
    assert unknown.range == types.Range(start, types.Position(1, 38))


async def test_findings_follow_edits_and_leave_with_the_document(client: LanguageClient) -> None:
    open_text(client, BROKEN)
    assert any(diagnostic.code == "EAS001" for diagnostic in await published(client))
    where = types.Range(types.Position(1, 30), types.Position(1, 37))
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(
            types.VersionedTextDocumentIdentifier(1, URI),
            [types.TextDocumentContentChangePartial(where, "instance")],
        )
    )
    assert not any(diagnostic.code == "EAS001" for diagnostic in await published(client))
    client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(URI)))
    assert await published(client) == []


async def test_other_files_get_nothing(client: LanguageClient) -> None:
    uri = "file:///demo/package.json"
    open_text(client, '{"metadata": {"instnce": 1}}', uri)
    assert await published(client, uri) == []


async def test_service_is_recognised_by_what_it_holds(client: LanguageClient) -> None:
    uri = "file:///demo/chat.json"
    open_text(client, '{"metadata": {"instnce": 1}, "containers": []}', uri)
    assert any(diagnostic.code == "EAS001" for diagnostic in await published(client, uri))


async def test_line_separator_ends_no_line(client: LanguageClient) -> None:
    open_text(client, '{\n  "labels": {"a": "x\u2028y"},\n  "metadata": {"name": "demo", "instnce": 1}\n}\n')
    unknown = next(diagnostic for diagnostic in await published(client) if diagnostic.code == "EAS001")
    assert unknown.range.start.line == 2
