"""Settings from the client and from files, and what happens when they change or break."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

TEXT = '{"metadata": {"instnce": 1, "qos": "besteffort"}}'
CONFIGURATION = {"workspace": {"configuration": True}}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "service.json"
    path.write_text(TEXT, encoding="utf-8")
    return path


def codes(diagnostics: list[dict[str, Any]]) -> dict[str, int]:
    return {diagnostic["code"]: diagnostic["severity"] for diagnostic in diagnostics}


def answer_configuration(client: Any, settings: object) -> None:
    """Answer the server's question for its section."""
    asked = client.wait(lambda message: message.get("method") == "workspace/configuration")
    assert asked["params"]["items"] == [{"section": "easui"}]
    client.message({"jsonrpc": "2.0", "id": asked["id"], "result": [settings]})


def latest(client: Any, uri: str, wanted: Any) -> dict[str, int]:
    """The codes of the first pushed diagnostics that are as wanted."""
    while True:
        found = codes(client.published(uri))
        if wanted(found):
            return found


def test_start_options(raw: Any, file: Path) -> None:
    options = {"select": ["EAS0"], "severity": {"EAS001": "hint"}, "ignore": None, "region": 5, "odd": True}
    raw.initialize(initializationOptions=options)
    raw.open(TEXT, file.as_uri())
    found = codes(raw.published(file.as_uri()))
    assert found["EAS001"] == 4
    assert all(code.startswith("EAS0") for code in found)
    assert "easui.region" in raw.wait_for("window/logMessage")["message"]


def test_configuration_wins_key_by_key_and_forgets_earlier_answers(raw: Any, file: Path) -> None:
    (file.parent / "easui.toml").write_text('ignore = ["EAS001"]\nselect = ["EAS0", "EAS1"]\n', encoding="utf-8")
    raw.initialize(CONFIGURATION, initializationOptions={"ignore": ["EAS140"], "select": None})
    answer_configuration(raw, {"ignore": ["EAS0"], "severity": {"EAS140": "error"}})
    raw.open(TEXT, file.as_uri())
    found = latest(raw, file.as_uri(), lambda found: "EAS140" in found)
    assert found["EAS140"] == 1
    assert "EAS001" not in found

    raw.notify("workspace/didChangeConfiguration", {"settings": None})
    answer_configuration(raw, {"ignore": None})
    found = latest(raw, file.as_uri(), lambda found: "EAS140" not in found)
    assert "EAS001" in found


def test_first_diagnostics_wait_for_the_answer(raw: Any, file: Path) -> None:
    raw.initialize(CONFIGURATION)
    raw.open(TEXT, file.as_uri())
    asked = raw.wait(lambda message: message.get("method") == "workspace/configuration")
    time.sleep(0.2)
    assert raw.seen("textDocument/publishDiagnostics") == []
    raw.message({"jsonrpc": "2.0", "id": asked["id"], "result": [{"ignore": ["EAS001"]}]})
    assert "EAS001" not in codes(raw.published(file.as_uri()))


def test_client_that_never_answers(raw: Any, file: Path) -> None:
    raw.initialize(CONFIGURATION)
    raw.open(TEXT, file.as_uri())
    assert "EAS001" in codes(raw.published(file.as_uri()))


def test_notified_settings_of_clients_that_cannot_be_asked(raw: Any, file: Path) -> None:
    raw.initialize()
    raw.open(TEXT, file.as_uri())
    assert "EAS001" in codes(raw.published(file.as_uri()))
    raw.notify("workspace/didChangeConfiguration", {"settings": {"easui": {"ignore": ["EAS0"]}}})
    latest(raw, file.as_uri(), lambda found: "EAS001" not in found)


def test_settings_file_that_breaks_while_running(raw: Any, file: Path) -> None:
    toml = file.parent / "easui.toml"
    toml.write_text('ignore = ["EAS001"]\n', encoding="utf-8")
    raw.initialize()
    raw.open(TEXT, file.as_uri())
    assert "EAS001" not in codes(raw.published(file.as_uri()))

    toml.write_text('ignore = ["EAS001"]\nregoin = "x"\n', encoding="utf-8")
    changed = {"changes": [{"uri": toml.as_uri(), "type": 2}]}
    raw.notify("workspace/didChangeWatchedFiles", changed)
    assert "regoin" in raw.wait_for("window/showMessage")["message"]
    fault = raw.published(toml.as_uri())[0]
    assert fault["source"] == "easui"
    assert fault["severity"] == 1
    assert fault["range"] == {"start": {"line": 1, "character": 0}, "end": {"line": 1, "character": 6}}
    assert "EAS001" not in codes(raw.published(file.as_uri()))

    raw.notify("workspace/didChangeWatchedFiles", changed)
    raw.published(file.as_uri())
    assert raw.seen("window/showMessage") == []

    toml.write_text("", encoding="utf-8")
    raw.notify("workspace/didChangeWatchedFiles", changed)
    assert raw.published(toml.as_uri()) == []
    assert "EAS001" in codes(raw.published(file.as_uri()))


def test_settings_are_read_again_without_being_told(raw: Any, file: Path) -> None:
    raw.initialize()
    raw.open(TEXT, file.as_uri())
    assert "EAS001" in codes(raw.published(file.as_uri()))
    (file.parent / "easui.toml").write_text('ignore = ["EAS001"]\n', encoding="utf-8")
    document = {"uri": file.as_uri(), "version": 1}
    raw.notify("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": f"{TEXT}\n"}]})
    assert "EAS001" not in codes(raw.published(file.as_uri()))


def test_a_client_that_asks_gets_faults_of_settings_along(raw: Any, file: Path) -> None:
    toml = file.parent / "easui.toml"
    toml.write_text("ignore = 5\n", encoding="utf-8")
    capabilities = {
        "textDocument": {"diagnostic": {"relatedDocumentSupport": True}},
        "workspace": {"diagnostics": {"refreshSupport": True}},
    }
    raw.initialize(capabilities)
    raw.open(TEXT, file.as_uri())
    report = raw.request("textDocument/diagnostic", {"textDocument": {"uri": file.as_uri()}})["result"]
    assert report["relatedDocuments"][toml.as_uri()]["items"][0]["range"]["start"]["line"] == 0
    assert "ignore" in raw.wait_for("window/showMessage")["message"]
    direct = raw.request("textDocument/diagnostic", {"textDocument": {"uri": toml.as_uri()}})["result"]
    assert direct["items"]
    raw.notify("textDocument/didSave", {"textDocument": {"uri": toml.as_uri()}})
    raw.wait(lambda message: message.get("method") == "workspace/diagnostic/refresh")
    assert raw.seen("textDocument/publishDiagnostics") == []


def test_files_are_watched_where_the_client_can(raw: Any) -> None:
    raw.initialize({"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": True}}})
    asked = raw.wait(lambda message: message.get("method") == "client/registerCapability")
    watchers = asked["params"]["registrations"][0]["registerOptions"]["watchers"]
    assert "**/easui.toml" in [watcher["globPattern"] for watcher in watchers]
    raw.message({"jsonrpc": "2.0", "id": asked["id"], "error": {"code": 1, "message": "no"}})
    assert raw.request("shutdown")["result"] is None


def test_client_that_refuses_to_give_its_settings(raw: Any) -> None:
    raw.initialize(CONFIGURATION)
    asked = raw.wait(lambda message: message.get("method") == "workspace/configuration")
    raw.message({"jsonrpc": "2.0", "id": asked["id"], "error": {"code": -32601, "message": "no"}})
    assert "settings" in raw.wait_for("window/logMessage")["message"]
    raw.open(TEXT)
    assert "EAS001" in codes(raw.published())
