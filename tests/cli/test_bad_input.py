"""Whatever a file holds, `easui lint` says something sensible: no traceback, nothing that acts on the terminal."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Write = Callable[..., Path]

UNREADABLE = {
    "binary": b"{\x00\x01\x02}",
    "not UTF-8": b'{"a": "\xff\xfe\xfd"}',
    "UTF-16": '{"metadata": {}}'.encode("utf-16"),
    "UTF-16 without mark": '{"metadata": {}}'.encode("utf-16-le"),
}

FOUND = {
    "empty": b"",
    "blank": b" \n\t\n",
    "truncated": b'{"metadata": {"name": "dem',
    "an array": b'[{"metadata": {}}]',
    "a word": b"service",
    "100,000 brackets": b"[" * 100_000,
    "100,000 objects": b'{"a":' * 100_000,
    "100,000 pairs": b"[" * 100_000 + b"]" * 100_000,
    "a long string": b'{"metadata": {"nme": "' + b"x" * 10_000_000 + b'"}}',
}


def _is_civil(done: Any) -> bool:
    return "Traceback" not in done.stderr + done.stdout and "internal error" not in done.stderr


@pytest.mark.parametrize("kind", UNREADABLE)
def test_what_cannot_be_read_gives_2_and_one_line(easui: Run, write: Write, kind: str) -> None:
    path = write("service.json", UNREADABLE[kind])
    done = easui("lint", path)
    assert done.returncode == 2
    assert _is_civil(done)
    assert "service.json" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert kind.split(maxsplit=1)[0] in done.stderr or kind == "not UTF-8"


@pytest.mark.parametrize("kind", FOUND)
def test_what_is_no_service_is_a_finding(easui: Run, write: Write, kind: str) -> None:
    path = write("service.json", FOUND[kind])
    done = easui("lint", path)
    assert done.returncode == 1
    assert _is_civil(done)
    assert len(done.stdout) < 20_000
    report = json.loads(easui("lint", "--output-format", "json", path).stdout)
    assert report["summary"]["error"] >= 1


def test_a_directory_with_the_name_of_a_file(easui: Run, tmp_path: Path) -> None:
    (tmp_path / "service.json").mkdir()
    assert _is_civil(easui("lint", "service.json"))
    assert easui("get", "service.json", "metadata.name").returncode == 2


def test_a_byte_order_mark_is_kept(easui: Run, write: Write, quick_start: dict[str, Any]) -> None:
    good = "\ufeff" + json.dumps(quick_start)
    path = write("service.json", good.replace("instance", "instnce", 1).encode())
    easui("lint", "--fix", "--ignore", "EAS014", path)
    assert path.read_bytes() == good.encode()


@pytest.mark.parametrize(
    "format", ["text", "concise", "json", "jsonl", "github", "gitlab", "sarif", "junit", "markdown"]
)
def test_nothing_from_a_file_acts_on_the_terminal(easui: Run, write: Write, format: str) -> None:
    hostile = (
        '{"metadata": {"name": "\x1b[31mred\x9b2J\u202e", "a\\u001b]0;x\\u0007b\x1b[2J": 1, "cpu": "\x07\\u001b[0m"}}'
    )
    path = write("evil\x1b[1m.json", hostile)
    done = easui("lint", "--output-format", format, path.name)
    shown = done.stdout + done.stderr
    assert _is_civil(done)
    assert not [char for char in shown if (ord(char) < 0x20 and char != "\n") or 0x7F <= ord(char) < 0xA0]
    assert "\u202e" not in shown


def test_lone_surrogates_are_printed_escaped(easui: Run, write: Write) -> None:
    path = write("service.json", '{"metadata": {"na\\ud800me": 1, "name": "demo", "cpu": "\\udfff"}}')
    report = easui("lint", "--output-format", "json", path)
    assert any("\ud800" in diagnostic["path"] for diagnostic in json.loads(report.stdout)["diagnostics"])
    assert "\\ud800" in report.stdout
    assert _is_civil(easui("lint", path))


SECRETS = {
    "token": ("token", "tok-9f8e7d6c5b4a39281706"),
    "dockerAuth": ("dockerAuth", "ZGVtbzpodW50ZXIyaHVudGVyMg=="),
}


@pytest.mark.parametrize("format", ["text", "concise", "json", "github", "gitlab", "junit", "markdown"])
@pytest.mark.parametrize("kind", SECRETS)
def test_secrets_are_never_shown_whole(
    easui: Run, write: Write, quick_start: dict[str, Any], kind: str, format: str
) -> None:
    key, secret = SECRETS[kind]
    config = {key: [secret], **quick_start, "tokn": 1}
    path = write("service.json", json.dumps(config))
    done = easui("lint", "--output-format", format, path)
    diagnostics = "".join(line for line in done.stdout.splitlines() if '"text":' not in line)
    assert secret not in diagnostics


def test_secret_variables_are_masked_in_excerpts(easui: Run, write: Write, quick_start: dict[str, Any]) -> None:
    secret = "sk-live-0123456789abcdef"
    quick_start["containers"][0]["env"] = [{"name": "API_KEY", "value": secret, "vale": 1}]
    path = write("service.json", json.dumps(quick_start))
    shown = easui("lint", path).stdout + easui("lint", "--diff", path).stdout
    assert "vale" in shown
    assert secret not in shown
    assert "sk-l" in shown


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
def test_a_full_disk_behind_standard_output(write: Write, quick_start: dict[str, Any], tmp_path: Path) -> None:
    import subprocess
    import sys

    path = write("service.json", quick_start)
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [Path(sys.executable).parent / "easui", "lint", path], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 2
    assert b"standard output" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_reader_that_goes_away_is_no_failure(write: Write, quick_start: dict[str, Any]) -> None:
    import subprocess
    import sys

    quick_start["x" * 200_000] = 1
    path = write("service.json", quick_start)
    command = [str(Path(sys.executable).parent / "easui"), "lint", "--output-format", "json", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode in (0, 1)
