"""Clients that do not keep to the protocol, and those that leave."""

from __future__ import annotations

import json
import socket
import time
from typing import Any

import pytest

URI = "file:///demo/service.json"
AT = {"textDocument": {"uri": URI}, "position": {"line": 0, "character": 0}}


def code_of(answer: dict[str, Any]) -> int:
    assert "result" not in answer
    assert answer["error"]["message"]
    code: int = answer["error"]["code"]
    return code


def test_requests_out_of_order_get_the_errors_of_the_protocol(raw: Any) -> None:
    assert code_of(raw.request("textDocument/hover", AT)) == -32002
    assert code_of(raw.request("shutdown")) == -32002
    raw.open("{}")  # a notification that comes too early is dropped
    raw.initialize()
    assert code_of(raw.request("initialize", {"processId": None, "rootUri": None, "capabilities": {}})) == -32600
    assert raw.request("textDocument/hover", AT)["result"] is None
    assert raw.request("shutdown")["result"] is None
    assert code_of(raw.request("textDocument/hover", AT)) == -32600
    assert code_of(raw.request("shutdown")) == -32600
    raw.notify("exit")
    assert raw.process.wait(10) == 0


def test_leaving_without_goodbye_is_an_error(start: Any) -> None:
    client = start()
    client.initialize()
    client.notify("exit")
    assert client.process.wait(10) == 1
    assert start().leave() == 1


def test_server_ends_when_its_client_dies(start: Any) -> None:
    client = start()
    client.initialize()
    client.open('{"metadata": {}}')
    client.published()
    assert client.leave() == 1


@pytest.mark.parametrize(
    "params",
    [
        None,
        [],
        {},
        {"textDocument": {"uri": URI}},
        {"textDocument": {"uri": 5}, "position": {"line": 0, "character": 0}},
        {"textDocument": {"uri": URI}, "position": {"line": "0", "character": 0}},
        {"textDocument": {"uri": URI}, "position": {"line": 1.5, "character": 0}},
        {"textDocument": {"uri": URI}, "position": {"line": -1, "character": 0}},
        {"textDocument": {"uri": URI}, "position": {"line": True, "character": 0}},
        {"textDocument": None, "position": None},
    ],
)
def test_wrong_parameters(session: Any, params: object) -> None:
    assert code_of(session.request("textDocument/hover", params)) == -32602


def test_unknown_methods_are_refused_and_unknown_notifications_ignored(session: Any) -> None:
    assert code_of(session.request("textDocument/fly", {})) == -32601
    assert code_of(session.request("$/unknown", {})) == -32601
    session.notify("$/unknown", {})
    session.notify("textDocument/unknown", {})
    session.notify("textDocument/didOpen", {"textDocument": 5})
    session.notify("textDocument/didChange", None)
    session.notify("$/cancelRequest", {"id": 12345})
    assert session.request("textDocument/hover", AT)["result"] is None


def test_what_is_no_message(session: Any) -> None:
    for body in (b"{", b"\xff\xfe", b"[1, 2", b"NaN x", b"[" * 100_000):
        session.bytes(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        answer = session.wait(lambda message: "error" in message)
        assert answer["id"] is None
        assert answer["error"]["code"] == -32700
    for message in ([], 5, {}, {"jsonrpc": "1.0", "id": 1, "method": "x"}, {"jsonrpc": "2.0", "id": 3, "method": 5}):
        session.message(message)
        assert session.wait(lambda message: "error" in message)["error"]["code"] == -32600
    session.message({"jsonrpc": "2.0", "id": [1], "method": "shutdown"})
    assert session.wait(lambda message: "error" in message)["id"] is None
    session.message({"jsonrpc": "2.0", "id": 99, "result": None})  # an answer to a request that nobody made
    assert session.request("textDocument/hover", AT)["result"] is None


def test_header_block_without_length_is_skipped(session: Any) -> None:
    session.bytes(b"Content-Type: x\r\n\r\n")
    session.bytes(b"Content-Length: many\r\n\r\n")
    session.bytes(b"garbage\r\n\r\n\r\n")
    body = json.dumps({"jsonrpc": "2.0", "id": "mine", "method": "textDocument/hover", "params": AT}).encode()
    session.bytes(b"content-length: %d\r\nContent-Type: application/json\r\n\r\n" % len(body) + body)
    assert session.wait(lambda message: message.get("id") == "mine")["result"] is None


def test_a_message_may_come_in_pieces(session: Any) -> None:
    body = json.dumps({"jsonrpc": "2.0", "id": "slow", "method": "textDocument/hover", "params": AT}).encode()
    data = b"Content-Length: %d\r\n\r\n" % len(body) + body
    for at in range(0, len(data), 40):
        session.bytes(data[at : at + 40])
        time.sleep(0.002)
    assert session.wait(lambda message: message.get("id") == "slow")["result"] is None


def test_documents_that_are_not_open_have_nothing(session: Any) -> None:
    uri = "file:///nowhere/service.json"
    place = {"start": {"line": 0, "character": 0}, "end": {"line": 9, "character": 9}}
    document, at = {"textDocument": {"uri": uri}}, {"line": 0, "character": 0}
    options = {"tabSize": 2, "insertSpaces": True}
    for method, params in {
        "hover": {"position": at}, "completion": {"position": at}, "documentSymbol": {}, "foldingRange": {},
        "selectionRange": {"positions": [at]}, "formatting": {"options": options},
        "rangeFormatting": {"range": place, "options": options}, "documentLink": {}, "codeLens": {},
        "inlayHint": {"range": place},
        "codeAction": {"range": place, "context": {"diagnostics": []}}, "prepareRename": {"position": at},
        "rename": {"position": at, "newName": "x"},
    }.items():  # fmt: skip
        assert session.request(f"textDocument/{method}", {**document, **params})["result"] in (None, [])
    session.notify("textDocument/didChange", {"textDocument": {"uri": uri, "version": 2}, "contentChanges": []})
    session.notify("textDocument/didClose", document)
    assert session.request("textDocument/hover", {**document, "position": at})["result"] is None


def test_positions_outside_of_the_text_move_inside(session: Any) -> None:
    uri = "untitled:service.json"
    session.open('{"metadata": {"name": "a"}}', uri)
    for position in ({"line": 999, "character": 3}, {"line": 0, "character": 2**31 - 1}):
        session.request("textDocument/hover", {"textDocument": {"uri": uri}, "position": position})
    here = {"line": 7, "character": 7}
    change = {"range": {"start": here, "end": {"line": 0, "character": 0}}, "text": "{}"}
    session.notify("textDocument/didChange", {"textDocument": {"uri": uri, "version": 1}, "contentChanges": [change]})
    symbols = session.request("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
    assert symbols["result"] == []


def test_edits_of_a_past_version_are_left_out(session: Any) -> None:
    uri = "file:///stale/service.json"
    session.open("{}", uri, version=5)
    session.notify(
        "textDocument/didChange", {"textDocument": {"uri": uri, "version": 3}, "contentChanges": [{"text": "[]"}]}
    )
    session.wait(lambda message: "version 3 is past" in str(message.get("params")))
    session.notify(
        "textDocument/didChange",
        {"textDocument": {"uri": uri, "version": 6}, "contentChanges": [{"text": '{"labels": {}}'}]},
    )
    symbols = session.request("textDocument/documentSymbol", {"textDocument": {"uri": uri}})["result"]
    assert [symbol["name"] for symbol in symbols] == ["labels"]


def test_odd_uris(session: Any) -> None:
    for uri in ("http://[bad/service.json", "", "service.json", "file:///a%00b/service.json", "git:/x/service.json?{}"):
        session.open('{"metadata": {"nam": "x"}}', uri)
        document = {"textDocument": {"uri": uri}}
        assert isinstance(session.request("textDocument/documentSymbol", document)["result"], list)
        session.notify("textDocument/didClose", document)


def test_fifty_documents_at_once(session: Any) -> None:
    uris = [f"file:///many/{number}/service.json" for number in range(50)]
    for uri in uris:
        session.open('{"metadata": {"instnce": 1}}', uri)
    for uri in uris:
        assert any(diagnostic["code"] == "EAS001" for diagnostic in session.published(uri))
    for uri in uris:
        session.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
        assert session.published(uri) == []


def test_deep_nesting_does_no_harm(session: Any) -> None:
    uri = "file:///deep/service.json"
    session.open('{"metadata": ' + "[" * 5_000, uri)
    document = {"textDocument": {"uri": uri}}
    assert session.request("textDocument/documentSymbol", document)["result"]
    positions = [{"line": 0, "character": 4_000}]
    assert session.request("textDocument/selectionRange", {**document, "positions": positions})["result"]
    assert session.request("textDocument/foldingRange", document)["result"] == []


def test_trace_follows_what_the_client_sets(session: Any) -> None:
    session.notify("$/setTrace", {"value": "verbose"})
    session.request("textDocument/hover", AT)
    trace = session.wait_for("$/logTrace")
    assert "textDocument/hover" in trace["message"]
    assert URI in trace["verbose"]
    session.notify("$/setTrace", {"value": "off"})


def test_choices_come_back_as_they_went(session: Any) -> None:
    uri = "file:///choices/service.json"
    session.open('{"metadata": {"name": "chat", } }', uri)
    params = {"textDocument": {"uri": uri}, "position": {"line": 0, "character": 29}}
    chosen = session.request("textDocument/completion", params)["result"]["items"][0]
    resolved = session.request("completionItem/resolve", chosen)["result"]
    assert {key: value for key, value in resolved.items() if key != "documentation"} == chosen
    assert resolved["documentation"]["kind"] == "markdown"
    later = session.request("completionItem/resolve", {"label": "later", "insertTextFormat": 99})
    assert later["result"] == {"label": "later", "insertTextFormat": 99}


def test_cancelled_request_is_answered(session: Any) -> None:
    uri = "file:///cancel/service.json"
    session.open('{"metadata": {"instnce": 1}}', uri)
    place = {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 20}}
    params = {"textDocument": {"uri": uri}, "range": place, "context": {"diagnostics": []}}
    session.message({"jsonrpc": "2.0", "id": "c", "method": "textDocument/codeAction", "params": params})
    session.notify("$/cancelRequest", {"id": "c"})
    answer = session.wait(lambda message: message.get("id") == "c")
    assert answer.get("error", {}).get("code", -32800) == -32800


def test_port_serves_one_client(start: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = start("--tcp", f"127.0.0.1:{port}")
    assert b"listening" in server.process.stderr.readline()
    with socket.create_connection(("127.0.0.1", port), 10) as connection:
        body = b'{"jsonrpc": "2.0", "id": 1, "method": "shutdown"}'
        connection.sendall(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        assert b"-32002" in connection.recv(65_536)
    assert server.process.wait(10) == 1
