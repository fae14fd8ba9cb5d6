"""Diagnostics, pushed to clients that take them so and given to those that ask."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

URI = "file:///demo/service.json"
BROKEN = '{\n  "metadata": {"name": "😀", "instnce": 1}\n}\n'
PULLS = {"textDocument": {"diagnostic": {"relatedDocumentSupport": True}}}


def of_code(diagnostics: list[dict[str, Any]], code: str) -> dict[str, Any]:
    return next(diagnostic for diagnostic in diagnostics if diagnostic["code"] == code)


def close(client: Any, uri: str) -> None:
    client.notify("textDocument/didClose", {"textDocument": {"uri": uri}})


def change(client: Any, uri: str, version: int, *changes: dict[str, Any]) -> None:
    document = {"uri": uri, "version": version}
    client.notify("textDocument/didChange", {"textDocument": document, "contentChanges": list(changes)})


class TestPush:
    """A client that says nothing of diagnostics."""

    def test_a_finding_is_complete(self, session: Any) -> None:
        session.open(BROKEN)
        unknown = of_code(session.published(), "EAS001")
        assert unknown["source"] == "easui"
        assert unknown["severity"] == 1
        assert "EAS001" in unknown["codeDescription"]["href"]
        assert "instance" in unknown["message"]
        # The emoji counts twice in UTF-16.
        assert unknown["range"] == {"start": {"line": 1, "character": 29}, "end": {"line": 1, "character": 38}}
        fix = unknown["data"]["fixes"][0]
        assert (fix["title"], fix["safe"]) == ("Rename to `instance`", True)
        assert fix["edits"][0]["range"]["start"]["line"] == 1
        close(session, URI)
        assert session.published() == []

    def test_related_places_and_tags(self, session: Any) -> None:
        session.open('{"rpc": {}, "metadata": {"name": "a", "name": "b", "qos": ""}}')
        found = session.published()
        duplicate = of_code(found, "EAS003")
        assert duplicate["relatedInformation"][0]["location"]["uri"] == URI
        assert {tag for diagnostic in found for tag in diagnostic.get("tags", [])} == {1, 2}
        close(session, URI)
        session.published()

    def test_findings_follow_edits(self, session: Any) -> None:
        session.open(BROKEN)
        assert of_code(session.published(), "EAS001")
        place = {"start": {"line": 1, "character": 30}, "end": {"line": 1, "character": 37}}
        change(session, URI, 1, {"range": place, "text": "instance"})
        assert not any(diagnostic["code"] == "EAS001" for diagnostic in session.published())
        close(session, URI)
        session.published()

    def test_several_changes_each_refer_to_the_text_before(self, session: Any) -> None:
        session.open("")
        session.published()
        at = {"line": 0, "character": 0}
        insertions = [{"range": {"start": at, "end": at}, "text": text} for text in ("}\n", '"labels": 1', "{")]
        change(session, URI, 1, *insertions, {"text": "{}"}, *insertions[:1])
        symbols = session.request("textDocument/documentSymbol", {"textDocument": {"uri": URI}})
        assert symbols["result"] == []
        close(session, URI)

    def test_line_separator_ends_no_line(self, session: Any) -> None:
        uri = "file:///lines/service.json"
        session.open('{\n  "labels": {"a": "x\u2028y"},\n  "metadata": {"name": "demo", "instnce": 1}\n}\n', uri)
        assert of_code(session.published(uri), "EAS001")["range"]["start"]["line"] == 2

    def test_hidden_characters_of_a_file_are_shown(self, session: Any) -> None:
        uri = "file:///hidden/service.json"
        session.open('{"metadata": {"na\\u001b[31mme\\ud800": 1}}', uri)
        message = of_code(session.published(uri), "EAS001")["message"]
        assert "31m" in message
        assert "\x1b" not in message


class TestRecognition:
    """Files that are no services are left alone."""

    @pytest.mark.parametrize(
        ("name", "text", "language"),
        [
            ("package.json", '{"metadata": {"instnce": 1}}', "json"),
            ("deployment.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {}\ncontainers: []\n", "yaml"),
            ("list.json", "[1, 2]", "json"),
            ("empty.json", "", "json"),
            ("service.json", '{"metadata": {"instnce": 1}}', "plaintext"),
        ],
    )
    def test_other_files_get_nothing(self, session: Any, name: str, text: str, language: str) -> None:
        uri = f"file:///other/{name}"
        session.open(text, uri, language)
        document, at = {"textDocument": {"uri": uri}}, {"line": 0, "character": 3}
        place = {"start": {"line": 0, "character": 0}, "end": {"line": 5, "character": 0}}
        options = {"tabSize": 2, "insertSpaces": True}
        for method, params in {
            "hover": {"position": at}, "completion": {"position": at}, "documentSymbol": {},
            "formatting": {"options": options}, "documentLink": {}, "inlayHint": {"range": place},
            "codeAction": {"range": place, "context": {"diagnostics": []}}, "foldingRange": {},
        }.items():  # fmt: skip
            assert session.request(f"textDocument/{method}", {**document, **params})["result"] in (None, [])
        close(session, uri)
        session.request("textDocument/hover", {**document, "position": at})
        assert not any(sent["uri"] == uri for sent in session.seen("textDocument/publishDiagnostics"))

    def test_a_text_becomes_a_service_and_stops_being_one(self, session: Any) -> None:
        uri = "file:///demo/chat.json"
        session.open('{"metadata": {"instnce": 1}}', uri)
        change(session, uri, 1, {"text": '{"metadata": {"instnce": 1}, "containers": []}'})
        assert of_code(session.published(uri), "EAS001")
        change(session, uri, 2, {"text": '{"metadata": {"instnce": 1}}'})
        assert session.published(uri) == []

    @pytest.mark.parametrize("name", ["chat.service.yaml", "a.eas.yml", "service.yaml"])
    def test_yaml_by_name(self, session: Any, name: str) -> None:
        session.open("metadata:\n  instnce: 1\n", f"file:///yaml/{name}", "yaml")
        found = of_code(session.published(f"file:///yaml/{name}"), "EAS001")
        assert found["range"] == {"start": {"line": 1, "character": 2}, "end": {"line": 1, "character": 9}}

    def test_comments_are_fine_in_jsonc_alone(self, session: Any) -> None:
        for name, language, expected in (
            ("a/service.jsonc", "jsonc", False),
            ("b/service.jsonc", "json", False),
            ("c/service.json", "json", True),
        ):
            session.open('{"metadata": {} // why\n}', f"file:///{name}", language)
            messages = [diagnostic["message"] for diagnostic in session.published(f"file:///{name}")]
            assert any("comment" in message for message in messages) == expected


@pytest.mark.parametrize(
    ("encodings", "agreed", "character"),
    [
        (["utf-8", "utf-16"], "utf-8", 31),
        (["utf-32"], "utf-32", 28),
        (["utf-7", "utf-16"], "utf-16", 29),
        (None, "utf-16", 29),
    ],
)
def test_positions_count_in_the_unit_agreed(raw: Any, encodings: list[str] | None, agreed: str, character: int) -> None:
    result = raw.initialize({"general": {"positionEncodings": encodings}} if encodings else {})
    assert result["capabilities"]["positionEncoding"] == agreed
    raw.open(BROKEN)
    assert of_code(raw.published(), "EAS001")["range"]["start"]["character"] == character
    hover = raw.request(
        "textDocument/hover",
        {"textDocument": {"uri": URI}, "position": {"line": 1, "character": character - 20}},
    )
    assert hover["result"] is not None


class TestPull:
    """A client that asks for diagnostics."""

    @pytest.fixture(scope="class")
    def folder(self, tmp_path_factory: pytest.TempPathFactory) -> Path:
        folder = tmp_path_factory.mktemp("workspace")
        (folder / "one").mkdir()
        (folder / "one" / "service.json").write_text('{"metadata": {"instnce": 1}}', encoding="utf-8")
        (folder / "two.eas.yaml").write_text("metadata:\n  instnce: 1\n", encoding="utf-8")
        (folder / "other.json").write_text("{", encoding="utf-8")
        (folder / "bad.service.json").write_bytes(b"\xff")
        return folder

    @pytest.fixture(scope="class")
    def client(self, folder: Path, start_for_class: Callable[[], Any]) -> Any:
        client = start_for_class()
        result = client.initialize(PULLS, workspaceFolders=[{"uri": folder.as_uri(), "name": "demo"}])
        provider = result["capabilities"]["diagnosticProvider"]
        assert provider["workspaceDiagnostics"] is True
        return client

    def test_document(self, client: Any) -> None:
        client.open(BROKEN)
        report = client.request("textDocument/diagnostic", {"textDocument": {"uri": URI}})["result"]
        assert report["kind"] == "full"
        assert of_code(report["items"], "EAS001")
        change(client, URI, 1, {"text": "{}"})
        report = client.request("textDocument/diagnostic", {"textDocument": {"uri": URI}})["result"]
        assert not any(diagnostic["code"] == "EAS001" for diagnostic in report["items"])
        close(client, URI)
        assert client.seen("textDocument/publishDiagnostics") == []

    def test_unknown_document(self, client: Any) -> None:
        report = client.request("textDocument/diagnostic", {"textDocument": {"uri": "file:///no/service.json"}})
        assert report["result"]["items"] == []

    def test_workspace(self, client: Any, folder: Path) -> None:
        open_uri = (folder / "one" / "service.json").as_uri()
        client.open('{"metadata": {"cpus": 1}}', open_uri, version=7)
        params = {"previousResultIds": [], "workDoneToken": "work"}
        items = client.request("workspace/diagnostic", params)["result"]["items"]
        assert [Path(item["uri"]).name for item in items] == ["bad.service.json", "service.json", "two.eas.yaml"]
        assert of_code(items[0]["items"], "unreadable")
        assert items[1]["version"] == 7
        assert of_code(items[2]["items"], "EAS001")
        progress = [sent["value"]["kind"] for sent in client.seen("$/progress")]
        assert (progress[0], progress[-1]) == ("begin", "end")

        known = [{"uri": item["uri"], "value": item["resultId"]} for item in items]
        gone = {"uri": (folder / "gone.service.json").as_uri(), "value": "old"}
        again = client.request("workspace/diagnostic", {"previousResultIds": [*known, gone]})["result"]["items"]
        assert [item["kind"] for item in again] == ["unchanged", "unchanged", "unchanged", "full"]
        assert again[-1]["items"] == []
        close(client, open_uri)

    def test_workspace_in_parts_waits_for_news(self, client: Any, folder: Path) -> None:
        first = client.request("workspace/diagnostic", {"previousResultIds": [], "partialResultToken": "parts"})
        assert first["result"]["items"] == []
        items = [item for sent in client.seen("$/progress") for item in sent["value"].get("items", [])]
        known = [{"uri": item["uri"], "value": item["resultId"]} for item in items]
        params = {"previousResultIds": known, "partialResultToken": "news"}
        client.message({"jsonrpc": "2.0", "id": "later", "method": "workspace/diagnostic", "params": params})
        time.sleep(0.2)
        client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": folder.as_uri(), "type": 2}]})
        assert client.wait(lambda message: message.get("id") == "later")["result"]["items"] == []


def test_stale_versions_are_never_published(raw: Any) -> None:
    raw.initialize()
    text = {"metadata": {"name": "x"}, "containers": [{"env": [{"name": f"V{n}", "value": "x"} for n in range(2000)]}]}
    raw.open(json.dumps(text))
    for version in range(1, 12):
        change(raw, URI, version, {"text": json.dumps({**text, f"odd{version}": 1})})
    versions = []
    while not versions or versions[-1] < 11:
        versions.append(raw.wait_for("textDocument/publishDiagnostics")["version"])
    assert versions == sorted(versions)
