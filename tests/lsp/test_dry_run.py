"""Dry runs for a client: as a command with its result, and at a glance as a code lens."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SERVICE = """\
{
  "metadata": {"name": "chat", "instance": 3, "cpu": 4, "memory": 8000},
  "cloud": {"computing": {"instances": [{"type": "ecs.c7.2xlarge"}]}},
  "containers": [{"image": "registry.example.com/team/chat:1.2", "port": 8000}]
}
"""
INVENTORY = """\
version: 1
public:
  - {{instance_type: ecs.c7.2xlarge, stock: {stock}, price_per_hour: 2.1}}
"""
SHORT = "version: 1\nduration: 10m\ntraffic:\n  - {shape: constant, rate: 5}\n"
LONG = "version: 1\nduration: 365d\narrivals: poisson\ntraffic:\n  - {shape: diurnal, mean: 50, amplitude: 40}\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "service.json"
    path.write_text(SERVICE, encoding="utf-8")
    for stock in (1, 2, 3, 4):
        (tmp_path / f"stock-{stock}.yaml").write_text(INVENTORY.format(stock=stock), encoding="utf-8")
    (tmp_path / "short.yaml").write_text(SHORT, encoding="utf-8")
    (tmp_path / "long.yaml").write_text(LONG, encoding="utf-8")
    return path


def execute(file: Path, **more: Any) -> dict[str, Any]:
    return {"command": "easui.simulate", "arguments": [{"uri": file.as_uri(), **more}]}


def simulate(client: Any, file: Path, **more: Any) -> dict[str, Any]:
    answer: dict[str, Any] = client.request("workspace/executeCommand", execute(file, **more))
    return answer


def begin(client: Any, file: Path, number: int, **more: Any) -> None:
    """Ask for a dry run, and do not wait for it."""
    params = {**execute(file, scenario="long.yaml"), **more}
    client.message({"jsonrpc": "2.0", "id": number, "method": "workspace/executeCommand", "params": params})


def answer_to(client: Any, number: int) -> dict[str, Any]:
    answer: dict[str, Any] = client.wait(lambda message: message.get("id") == number and "method" not in message)
    return answer


def placed(answer: dict[str, Any]) -> int:
    count: int = answer["result"]["placement"]["summary"]["placed"]
    return count


def lenses(client: Any, file: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.request("textDocument/codeLens", {"textDocument": {"uri": file.as_uri()}})[
        "result"
    ]
    return found


def title(client: Any, file: Path) -> str:
    (lens,) = lenses(client, file)
    words: str = lens["command"]["title"]
    return words


def change(client: Any, file: Path, text: str, version: int) -> None:
    document = {"uri": file.as_uri(), "version": version}
    client.notify("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})


class TestCommand:
    def test_it_is_offered(self, raw: Any) -> None:
        offered = raw.initialize()["capabilities"]
        assert "easui.simulate" in offered["executeCommandProvider"]["commands"]
        assert offered["executeCommandProvider"]["workDoneProgress"] is True
        assert offered["codeLensProvider"] == {"resolveProvider": False}

    def test_the_result_is_that_of_the_command_line(self, raw: Any, file: Path) -> None:
        raw.initialize()
        raw.open(SERVICE, file.as_uri())
        command = [sys.executable, "-m", "easui.cli", "simulate", str(file), "--output-format", "json"]
        for files in (
            {},
            {"inventory": str(file.parent / "stock-2.yaml"), "scenario": str(file.parent / "short.yaml")},
        ):
            options = [word for name, value in files.items() for word in (f"--{name}", value)]
            told = subprocess.run([*command, *options], capture_output=True, check=False, text=True, encoding="utf-8")
            assert simulate(raw, file, **files)["result"] == json.loads(told.stdout)

    def test_the_text_counts_that_the_client_has(self, raw: Any, file: Path) -> None:
        raw.initialize()
        raw.open(SERVICE, file.as_uri())
        change(raw, file, SERVICE.replace('"instance": 3', '"instance": 5'), 1)
        assert placed(simulate(raw, file, inventory=None)) == 5

    def test_inputs_by_argument_then_client_then_settings_file(self, raw: Any, file: Path) -> None:
        raw.initialize()
        raw.open(SERVICE, file.as_uri())
        assert placed(simulate(raw, file)) == 3
        (file.parent / "easui.toml").write_text('inventory = "stock-1.yaml"\nscenario = "short.yaml"\n')
        answer = simulate(raw, file)
        assert placed(answer) == 1
        assert len(answer["result"]["autoscaling"]["series"]) == 40
        raw.notify("workspace/didChangeConfiguration", {"settings": {"easui": {"inventory": "stock-2.yaml"}}})
        assert placed(simulate(raw, file)) == 2
        assert placed(simulate(raw, file, inventory=(file.parent / "stock-3.yaml").as_uri())) == 3

    def test_files_of_the_client_are_relative_to_its_workspace(self, raw: Any, file: Path) -> None:
        folder = file.parent / "team"
        folder.mkdir()
        moved = file.rename(folder / "service.json")
        raw.initialize(rootUri=file.parent.as_uri(), initializationOptions={"inventory": "stock-1.yaml"})
        raw.open(SERVICE, moved.as_uri())
        assert placed(simulate(raw, moved)) == 1
        assert placed(simulate(raw, moved, inventory="stock-2.yaml")) == 2

    def test_what_is_wrong_with_inputs_is_told_with_places(self, raw: Any, file: Path) -> None:
        raw.initialize()
        raw.open(SERVICE, file.as_uri())
        (file.parent / "odd.yaml").write_text("version: 1\npulic: []\nnodes: 5\n", encoding="utf-8")
        error = simulate(raw, file, inventory="odd.yaml")["error"]
        assert error["code"] == -32803
        first, second = error["message"].splitlines()
        assert "odd.yaml:2:1: error:" in first
        assert "odd.yaml:3:1: error:" in second
        error = simulate(raw, file, scenario="missing.yaml")["error"]
        assert error["code"] == -32803
        assert "missing.yaml" in error["message"]

    def test_a_service_with_errors_is_not_run(self, raw: Any, file: Path) -> None:
        raw.initialize()
        raw.open(SERVICE.replace("instance", "instnce", 1), file.as_uri())
        error = simulate(raw, file)["error"]
        assert error["code"] == -32803
        assert "service.json:2:32: error: metadata.instnce:" in error["message"]
        assert "[EAS001]" in error["message"]

    def test_wrong_arguments(self, raw: Any, file: Path) -> None:
        raw.initialize()
        assert simulate(raw, file)["error"]["code"] == -32602
        raw.open("{}", "file:///demo/other.json")
        other = {"command": "easui.simulate", "arguments": [{"uri": "file:///demo/other.json"}]}
        assert raw.request("workspace/executeCommand", other)["error"]["code"] == -32602
        raw.open(SERVICE, file.as_uri())
        assert simulate(raw, file, scenario=5)["error"]["code"] == -32602
        wrong: list[object] = [[], ["x"], [{}], [{"uri": 5}], None]
        for arguments in wrong:
            params = {"command": "easui.simulate", "arguments": arguments}
            assert raw.request("workspace/executeCommand", params)["error"]["code"] == -32602


class TestLongRuns:
    def test_others_are_answered_in_the_meantime_and_the_client_may_cancel(self, raw: Any, file: Path) -> None:
        raw.initialize()
        raw.open(SERVICE, file.as_uri())
        begin(raw, file, 1001)
        place = {"textDocument": {"uri": file.as_uri()}, "position": {"line": 1, "character": 4}}
        assert raw.request("textDocument/hover", place)["result"]
        assert title(raw, file).startswith("fits on 3 nodes")
        raw.notify("$/cancelRequest", {"id": 1001})
        assert answer_to(raw, 1001)["error"]["code"] == -32800
        assert placed(simulate(raw, file)) == 3

    def test_progress(self, raw: Any, file: Path) -> None:
        raw.initialize()
        raw.open(SERVICE, file.as_uri())
        day = file.with_name("day.yaml")
        day.write_text(SHORT.replace("10m", "24h"), encoding="utf-8")
        raw.request("workspace/executeCommand", {**execute(file, scenario=str(day)), "workDoneToken": "mine"})
        told = raw.seen("$/progress")
        assert {each["token"] for each in told} == {"mine"}
        values = [each["value"] for each in told]
        assert values[0]["kind"] == "begin"
        assert values[0]["title"] == "Dry run"
        assert [value["kind"] for value in values].count("end") == 1
        assert values[-1]["kind"] == "end"
        percents = [value["percentage"] for value in values if "percentage" in value]
        assert percents == sorted(percents)
        assert len(percents) > 1

    def test_the_client_may_cancel_by_the_progress(self, raw: Any, file: Path) -> None:
        raw.initialize()
        raw.open(SERVICE, file.as_uri())
        begin(raw, file, 1002, workDoneToken=7)
        assert raw.wait_for("$/progress")["value"]["kind"] == "begin"
        raw.notify("window/workDoneProgress/cancel", {"token": 7})
        assert answer_to(raw, 1002)["error"]["code"] == -32800
        assert raw.seen("$/progress")[-1]["value"]["kind"] == "end"

    def test_the_server_ends_in_the_middle_of_runs(self, raw: Any, file: Path) -> None:
        raw.initialize()
        raw.open(SERVICE, file.as_uri())
        for number in range(5):
            begin(raw, file, 2000 + number)
        assert raw.request("shutdown")["result"] is None
        raw.notify("exit")
        assert raw.process.wait(10) == 0


class TestLens:
    def test_it_stands_at_the_metadata_and_starts_the_dry_run(self, raw: Any, file: Path) -> None:
        raw.initialize(initializationOptions={"inventory": "stock-4.yaml"})
        raw.open(SERVICE, file.as_uri())
        (lens,) = lenses(raw, file)
        assert lens["range"] == {"start": {"line": 1, "character": 2}, "end": {"line": 1, "character": 12}}
        assert lens["command"]["title"] == "fits on 3 nodes · ¥6.3/h"
        command = {"command": lens["command"]["command"], "arguments": lens["command"]["arguments"]}
        assert placed(raw.request("workspace/executeCommand", command)) == 3

    def test_it_follows_the_text(self, raw: Any, file: Path) -> None:
        raw.initialize(initializationOptions={"inventory": "stock-3.yaml"})
        raw.open(SERVICE, file.as_uri())
        for version, count in enumerate((4, 1, 5), 1):
            change(raw, file, SERVICE.replace('"instance": 3', f'"instance": {count}'), version)
        assert title(raw, file) == "2 of 5 replicas find no place"
        change(raw, file, SERVICE, 4)
        assert title(raw, file) == "fits on 3 nodes · ¥6.3/h · an update cannot end"
        change(raw, file, SERVICE.replace('"instance": 3', '"instnce": 3'), 5)
        assert lenses(raw, file) == []
        change(raw, file, SERVICE.replace("{", "", 1), 6)
        assert lenses(raw, file) == []
        change(raw, file, f"\n{SERVICE}", 7)
        (lens,) = lenses(raw, file)
        assert lens["range"]["start"]["line"] == 2

    def test_a_schedule_that_fires_at_the_start_does_not_change_it(self, raw: Any, file: Path) -> None:
        job = '"cronscaler": {"ScaleJobs": [{"Name": "night", "Schedule": "0 0 0 * * *", "TargetSize": 1}]}'
        raw.initialize(initializationOptions={"inventory": "stock-4.yaml"})
        raw.open(f"{SERVICE.rstrip()[:-1]}, {job}}}", file.as_uri())
        assert title(raw, file) == "fits on 3 nodes · ¥6.3/h"

    def test_other_documents_have_none(self, raw: Any, file: Path) -> None:
        raw.initialize()
        assert lenses(raw, file) == []
        other = file.with_name("package.json")
        raw.open('{"name": "a"}', other.as_uri())
        assert lenses(raw, other) == []
        raw.open("", file.as_uri())
        assert lenses(raw, file) == []

    def test_an_inventory_that_cannot_be_used(self, raw: Any, file: Path) -> None:
        raw.initialize(initializationOptions={"inventory": "missing.yaml"})
        raw.open(SERVICE, file.as_uri())
        assert title(raw, file) == "the inventory cannot be used"

    def test_clients_ask_again_when_inputs_change(self, raw: Any, file: Path) -> None:
        raw.initialize({"workspace": {"codeLens": {"refreshSupport": True}}})
        settings, inventory = file.with_name("easui.toml"), file.with_name("stock-2.yaml")
        raw.notify("workspace/didChangeConfiguration", {"settings": {"easui": {"region": "cn-hangzhou"}}})
        raw.open(SERVICE, file.as_uri())
        assert title(raw, file).startswith("fits on 3 nodes")
        settings.write_text('inventory = "stock-2.yaml"\n', encoding="utf-8")
        raw.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": settings.as_uri(), "type": 1}]})
        raw.wait(lambda message: message.get("method") == "workspace/codeLens/refresh")
        assert raw.seen("workspace/codeLens/refresh") == []
        assert title(raw, file) == "1 of 3 replicas finds no place"
        inventory.write_text(INVENTORY.format(stock=30), encoding="utf-8")
        raw.notify("textDocument/didSave", {"textDocument": {"uri": inventory.as_uri()}})
        raw.wait(lambda message: message.get("method") == "workspace/codeLens/refresh")
        assert title(raw, file) == "fits on 3 nodes · ¥6.3/h"

    def test_fifty_documents_at_once(self, raw: Any, file: Path) -> None:
        raw.initialize()
        files = [file.with_name(f"n{number}.service.json") for number in range(50)]
        for number, each in enumerate(files):
            raw.open(SERVICE.replace('"instance": 3', f'"instance": {number + 1}'), each.as_uri())
            params = {"textDocument": {"uri": each.as_uri()}}
            raw.message({"jsonrpc": "2.0", "id": 3000 + number, "method": "textDocument/codeLens", "params": params})
        for number in range(50):
            (lens,) = answer_to(raw, 3000 + number)["result"]
            assert lens["command"]["title"].startswith(f"fits on {number + 1} node")
