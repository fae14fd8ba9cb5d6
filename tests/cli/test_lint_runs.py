"""Long, repeated and partial runs: baselines, counts, fixes that are shown, many processes, watching."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from easui.cli import main

Run = Callable[..., Any]
Write = Callable[..., Path]
COMMAND = str(Path(sys.executable).parent / "easui")
PATIENCE = 30


@pytest.fixture
def noisy(quick_start: dict[str, Any]) -> dict[str, Any]:
    """A service with an error (EAS006), a warning (EAS009) and an info (EAS205)."""
    quick_start["metadata"].update(instance="1", enable_grpc="false")
    return quick_start


def codes(report: Any) -> list[str]:
    return [diagnostic["code"] for diagnostic in json.loads(report.stdout)["diagnostics"]]


# -- baselines


def test_a_baseline_leaves_out_what_was_there(easui: Run, write: Write, noisy: dict[str, Any]) -> None:
    write("a/service.json", noisy)
    first = easui("lint", "--write-baseline", "known.json")
    assert first.returncode == 0
    assert first.stderr == "wrote 3 findings to `known.json`\n"
    assert first.stdout == "No problems found in 1 file.\n"
    again = easui("lint", "--baseline", "known.json")
    assert again.returncode == 0
    assert again.stderr == "3 findings are left out, as `known.json` says\n"
    noisy["metadata"]["instnce"] = 2
    write("a/service.json", {"containers": noisy.pop("containers"), **noisy}, indent=4)
    moved = easui("lint", "--baseline", "known.json", "--output-format", "json")
    assert moved.returncode == 1
    assert codes(moved) == ["EAS001"]


def test_a_baseline_counts(easui: Run, write: Write, noisy: dict[str, Any]) -> None:
    noisy["containers"][0]["env"] = [{"name": "A", "value": 1}]
    path = write("service.json", noisy)
    easui("lint", "--write-baseline", "known.json", "--select", "EAS006", path)
    noisy["containers"][0]["env"] = [{"name": "B", "value": 1}, {"name": "A", "value": 1}, {"name": "C", "value": 2}]
    write("service.json", noisy)
    report = easui("lint", "--baseline", "known.json", "--select", "EAS006", "--output-format", "json", path)
    assert [found["path"] for found in json.loads(report.stdout)["diagnostics"]] == [
        "containers[0].env[1].value",
        "containers[0].env[2].value",
    ]


def test_stale_findings_are_named_and_dropped(easui: Run, write: Write, noisy: dict[str, Any], tmp_path: Path) -> None:
    write("a.service.json", noisy)
    write("b.service.json", noisy)
    write("c.service.json", noisy)
    easui("lint", "--write-baseline", "known.json")
    noisy["metadata"]["instance"] = 1
    write("a.service.json", noisy)
    (tmp_path / "c.service.json").unlink()
    run = easui("lint", "--baseline", "known.json", "a.service.json")
    assert "known.json: stale: EAS006 at `metadata.instance` of a.service.json is not there any more\n" in run.stderr
    assert "of b.service.json" not in run.stderr
    assert run.stderr.count("of c.service.json") == 3
    assert "--write-baseline known.json" in run.stderr
    easui("lint", "--write-baseline", "known.json", "a.service.json")
    kept = json.loads((tmp_path / "known.json").read_text())
    assert kept["version"] == 1
    assert [(entry["file"], entry["code"]) for entry in kept["findings"]] == [
        ("a.service.json", "EAS009"),
        ("a.service.json", "EAS205"),
        ("b.service.json", "EAS006"),
        ("b.service.json", "EAS009"),
        ("b.service.json", "EAS205"),
    ]


def test_a_baseline_names_files_from_its_own_folder(easui: Run, write: Write, noisy: dict[str, Any]) -> None:
    path = write("team/service.json", noisy)
    write("ci/.keep", "")
    easui("lint", "--write-baseline", "ci/known.json")
    assert easui("lint", "--baseline", "ci/known.json", path).returncode == 0


def test_a_baseline_tells_no_secret(easui: Run, write: Write, noisy: dict[str, Any], tmp_path: Path) -> None:
    noisy["metadata"]["token"] = 12345678
    write("service.json", noisy)
    easui("lint", "--write-baseline", "one.json")
    noisy["metadata"]["token"] = 12349999
    write("service.json", noisy)
    easui("lint", "--write-baseline", "two.json")
    assert (tmp_path / "one.json").read_text() == (tmp_path / "two.json").read_text()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('{"version": 2,\n "findings": []}', "known.json:1:13: error: the baseline has version 2; this easui reads"),
        ('{"version": 1}', "known.json:1:1: error: `findings` is missing"),
        ('{"version": 1, "findings": [{"file": "a"}]}', "known.json:1:29: error: `findings[0]` lacks `code`"),
        ('{"version": 1, "findings": [3]}', "known.json:1:29: error: `findings[0]` is 3; it takes an object"),
        ('{"version": 1,', "known.json:1:"),
        ("", "known.json:1:1: error"),
    ],
)  # fmt: skip
def test_a_baseline_that_cannot_be_read(
    easui: Run, write: Write, noisy: dict[str, Any], text: str, wanted: str
) -> None:
    write("service.json", noisy)
    write("known.json", text)
    run = easui("lint", "--baseline", "known.json")
    assert run.returncode == 2
    assert wanted in run.stderr
    assert run.stdout == ""
    assert easui("lint", "--baseline", "nowhere.json").returncode == 2


def test_a_baseline_that_cannot_be_written(easui: Run, write: Write, noisy: dict[str, Any]) -> None:
    write("service.json", noisy)
    run = easui("lint", "--write-baseline", "no/such/folder/known.json")
    assert run.returncode == 2
    assert "known.json" in run.stderr


# -- what a report shows


def test_statistics(easui: Run, write: Write, noisy: dict[str, Any]) -> None:
    write("a.service.json", noisy)
    write("b.service.json", {**noisy, "metadata": {**noisy["metadata"], "instance": 1}})
    run = easui("lint", "--statistics")
    assert run.returncode == 1
    assert run.stdout == (
        "2  EAS009  boolean-in-quotes  [2 with a fix]\n"
        "2  EAS205  single-machine-type\n"
        "1  EAS006  wrong-type  [1 with a fix]\n"
        "\n"
        "Found 1 error, 2 warnings and 2 info in 2 files. 3 can be fixed with `--fix`.\n"
    )
    data = json.loads(easui("lint", "--statistics", "--output-format", "json").stdout)
    assert data["version"] == 1
    assert data["statistics"][0] == {
        "code": "EAS009", "rule": "boolean-in-quotes", "severity": "warning", "count": 2, "fixable": 2,
    }  # fmt: skip
    assert easui("lint", "--statistics", "--output-format", "sarif").returncode == 2


def test_fixes_are_shown(easui: Run, write: Write, noisy: dict[str, Any]) -> None:
    noisy["metadata"]["token"] = "a-secret-that-is-long"
    write("service.json", json.dumps(noisy))
    run = easui("lint", "--show-fixes", "--select", "EAS006")
    lines = run.stdout.splitlines()
    assert [line[:8] for line in lines if line.startswith(("     - ", "     + "))] == ["     - {", "     + {"]
    assert '"instance": 1,' in next(line for line in lines if line.startswith("     + "))
    assert "   fix: " in run.stdout
    assert "a-secret-that-is-long" not in run.stdout


def test_idle_entries_of_the_settings_are_named(easui: Run, write: Write, noisy: dict[str, Any]) -> None:
    write("a/service.json", noisy)
    write("easui.toml", '[[suppress]]\ncode = "EAS009"\n\n[[suppress]]\ncode = "EAS131"\n')
    told = "easui.toml:4:1: warning: this entry of `suppress` accepts nothing any more; remove it\n"
    assert easui("lint").stderr == told
    assert easui("lint", "a").stderr == "", "other folders may need it"
    assert easui("lint", "--select", "EAS0").stderr == "", "nobody asked that rule"


# -- many processes


@pytest.fixture
def many(write: Write, noisy: dict[str, Any]) -> int:
    """Enough files for several processes, a few of them with something else about them."""
    count = 280
    for number in range(count):
        write(f"s{number:03}.eas.json", {**noisy, "metadata": {**noisy["metadata"], "name": f"demo_{number}"}})
    write("s010.eas.json", b"\xff\xfe\x00")
    write("s020.eas.json", "{")
    write("sub/easui.toml", "selct = 1")
    write("sub/x.eas.json", noisy)
    write("s030.eas.yaml", "metadata: {name: demo, instance: '1', workspace_id: '1'}\n")
    return count + 2


def test_processes_give_the_same_report(easui: Run, many: int) -> None:
    for output in ("json", "text", "junit"):
        one = easui("lint", "--jobs", 1, "--output-format", output)
        two = easui("lint", "--jobs", 2, "--output-format", output)
        assert one.returncode == two.returncode == 2
        assert one.stdout == two.stdout
        assert one.stderr == two.stderr
        assert "s010.eas.json" in one.stderr
        assert "sub/easui.toml:1:1: error: `selct`" in one.stderr
    assert easui("lint", "--jobs", "0").returncode == 2
    assert easui("lint", "--jobs", "x").returncode == 2


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_an_interrupted_run_leaves_nothing_behind(tmp_path: Path, many: int) -> None:
    for number in range(800):
        (tmp_path / f"t{number}.eas.json").write_bytes((tmp_path / "s000.eas.json").read_bytes())
    command = [COMMAND, "lint", "--jobs", "3", "--output-format", "json", "--output", "report.json"]
    run = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, start_new_session=True)
    workers = wait_for(lambda: children(run.pid))
    os.killpg(run.pid, signal.SIGINT)
    _, told = run.communicate(timeout=PATIENCE)
    assert run.returncode == 130
    assert b"Traceback" not in told
    assert not (tmp_path / "report.json").exists()
    wait_for(lambda: not any(alive(worker) for worker in workers))


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_processes_do_not_outlive_a_run_that_is_killed(tmp_path: Path, many: int) -> None:
    for number in range(800):
        (tmp_path / f"t{number}.eas.json").write_bytes((tmp_path / "s000.eas.json").read_bytes())
    run = subprocess.Popen([COMMAND, "lint", "--jobs", "3"], cwd=tmp_path, stdout=subprocess.DEVNULL)
    workers = wait_for(lambda: children(run.pid))
    run.kill()
    run.wait(PATIENCE)
    wait_for(lambda: not any(alive(worker) for worker in workers))


# -- watching


@pytest.fixture
def watched(tmp_path: Path, write: Write, noisy: dict[str, Any]) -> Iterator[tuple[subprocess.Popen[bytes], Path]]:
    """A running `easui lint --watch` with the file to which it writes its reports."""
    pytest.importorskip("watchfiles")
    write("team/service.json", noisy)
    output = tmp_path / "output.txt"
    with output.open("wb") as stream:
        command = [COMMAND, "lint", "--watch", "--output-format", "concise"]
        run = subprocess.Popen(command, cwd=tmp_path, stdout=stream, stderr=stream, start_new_session=True)
        wait_for(lambda: output.read_text().count("waiting for changes") == 1)
        yield run, output
        if run.poll() is None:
            run.kill()
        run.wait(PATIENCE)


def test_watch_lints_on_save(
    watched: tuple[subprocess.Popen[bytes], Path], write: Write, noisy: dict[str, Any]
) -> None:
    run, output = watched
    assert output.read_text().count("EAS006") == 1
    time.sleep(0.5)  # what is saved before the watch has begun is not seen
    noisy["metadata"]["instance"] = "2"
    write("team/service.json", noisy)
    wait_for(lambda: output.read_text().count("EAS006") == 2)
    write("easui.toml", 'ignore = ["EAS006"]')
    wait_for(lambda: output.read_text().count("waiting for changes") == 3)
    assert output.read_text().count("EAS006") == 2
    os.killpg(run.pid, signal.SIGINT)
    assert run.wait(PATIENCE) == 130
    assert "Traceback" not in output.read_text()


def test_watch_refuses_what_it_cannot_do(easui: Run, write: Write, noisy: dict[str, Any]) -> None:
    write("service.json", noisy)
    assert easui("lint", "--watch", "-").returncode == 2
    assert easui("lint", "--watch", "--fix").returncode == 2
    assert easui("lint", "--baseline", "x", "--write-baseline", "y").returncode == 2


def wait_for(condition: Callable[[], Any]) -> Any:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if result := condition():
            return result
        time.sleep(0.02)
    raise AssertionError("it did not come to that")


def children(pid: int) -> list[int]:
    file = Path(f"/proc/{pid}/task/{pid}/children")
    if not file.parent.exists():
        pytest.skip("only /proc tells the children of a process")
    return [int(child) for child in file.read_text().split()]


def alive(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False


# -- fixes that can't be saved


def test_what_could_not_be_saved_is_not_called_fixed(
    write: Write, noisy: dict[str, Any], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    path = write("service.json", noisy)

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    assert main(["lint", "--fix", str(path)]) == 2
    told = capfd.readouterr().err
    assert "was not saved" in told
    assert "fixed" not in told
    assert json.loads(path.read_text()) == noisy
