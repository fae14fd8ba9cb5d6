"""`easui lint` as scripts use it: exit codes, formats, standard input, fixes and diffs."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

Run = Callable[..., Any]
Write = Callable[..., Path]
FORMATS = ("text", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "markdown")


@pytest.fixture
def misspelt(quick_start: dict[str, Any]) -> dict[str, Any]:
    """The quick start with one key misspelt."""
    name, *rest = quick_start["metadata"].items()
    quick_start["metadata"] = dict([name, ("instnce", 1), *rest[1:]])
    return quick_start


def test_exit_codes(easui: Run, write: Write, quick_start: dict[str, Any], misspelt: dict[str, Any]) -> None:
    bad = write("bad.json", misspelt)
    quick_start["metadata"] = {"name": "demo", "instance": 1, "workspace_id": "140523"}
    good = write("good.json", quick_start)
    assert easui("lint", good).returncode == 0
    assert easui("lint", bad).returncode == 1
    assert easui("lint", good, bad).returncode == 1
    assert easui("lint", "--exit-zero", bad).returncode == 0
    assert easui("lint", "nowhere.json").returncode == 2
    assert easui("lint", "--exit-zero", "nowhere.json").returncode == 2
    assert easui("lint", "--no-such-option").returncode == 2
    assert easui("lint", "--output-format", "jsn").returncode == 2


def test_fail_on_sets_the_level(easui: Run, write: Write, quick_start: dict[str, Any]) -> None:
    quick_start["metadata"]["enable_grpc"] = "false"
    path = write("service.json", quick_start)
    assert [easui("lint", "--fail-on", level, path).returncode for level in ("error", "warning", "info")] == [0, 1, 1]


def test_text_report(easui: Run, write: Write, misspelt: dict[str, Any]) -> None:
    write("service.json", misspelt)
    report = easui("lint", "--select", "EAS001", "service.json")
    assert report.stdout == (
        "error EAS001: `metadata.instnce` is not a parameter of EAS (unknown-parameter)\n"
        "  --> service.json:4:5\n"
        "   |\n"
        ' 4 |     "instnce": 1,\n'
        "   |     ^^^^^^^^^\n"
        "   = help: did you mean `instance`? [fix]\n"
        "\n"
        "Found 1 error in 1 file. 1 can be fixed with `--fix`.\n"
    )
    assert report.stderr == ""


def test_nothing_found(easui: Run, write: Write, quick_start: dict[str, Any]) -> None:
    write("service.json", quick_start)
    assert easui("lint", "--fail-on", "warning", "--select", "EAS0").stdout == "No problems found in 1 file.\n"
    assert easui("lint", "--quiet", "--select", "EAS0").stdout == ""


def test_json_report(easui: Run, write: Write, misspelt: dict[str, Any]) -> None:
    path = write("service.json", misspelt)
    text = path.read_text()
    report = json.loads(easui("lint", "--output-format", "json", "--select", "EAS001", "service.json").stdout)
    start = text.index('"instnce"')
    message = report["diagnostics"][0].pop("message")
    assert "`metadata.instnce`" in message
    assert report == {
        "version": 1,
        "summary": {"files": 1, "error": 1, "warning": 0, "info": 0, "hint": 0, "fixable": 1},
        "diagnostics": [
            {
                "file": "service.json",
                "code": "EAS001",
                "rule": "unknown-parameter",
                "severity": "error",
                "path": "metadata.instnce",
                "start": {"line": 4, "column": 5, "offset": start},
                "end": {"line": 4, "column": 14, "offset": start + 9},
                "help": "did you mean `instance`?",
                "url": "https://easui.example/rules/EAS001/",
                "related": [],
                "fixes": [
                    {
                        "title": "Rename to `instance`",
                        "safe": True,
                        "edits": [{"start": start, "end": start + 9, "text": '"instance"'}],
                    }
                ],
            }
        ],
    }


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_is_what_it_says(easui: Run, write: Write, misspelt: dict[str, Any], name: str) -> None:
    path = write("service.json", misspelt)
    done = easui("lint", "--output-format", name, path)
    assert done.returncode == 1
    assert done.stderr == ""
    readers: dict[str, Callable[[str], Any]] = {
        "json": json.loads,
        "jsonl": lambda text: [json.loads(line) for line in text.splitlines()],
        "sarif": lambda text: json.loads(text)["runs"][0]["results"],
        "gitlab": json.loads,
        "junit": ET.fromstring,
    }
    assert readers.get(name, str)(done.stdout)
    assert "EAS001" in done.stdout


def test_output_goes_to_a_file_whole_or_not_at_all(easui: Run, write: Write, misspelt: dict[str, Any]) -> None:
    path = write("service.json", misspelt)
    done = easui("lint", "--output-format", "json", "--output", "report.json", path)
    assert (done.returncode, done.stdout) == (1, "")
    assert json.loads((path.parent / "report.json").read_text())["summary"]["error"] == 1
    missing = easui("lint", "--output", "no/such/folder/report.txt", path)
    assert missing.returncode == 2
    assert "report.txt" in missing.stderr


@pytest.mark.skipif(not os.path.exists("/dev/stdout"), reason="no /dev/stdout here")
def test_output_to_a_device(easui: Run, write: Write, misspelt: dict[str, Any]) -> None:
    path = write("service.json", misspelt)
    assert "EAS001" in easui("lint", "--output", "/dev/stdout", path).stdout
    assert easui("lint", "--output", "/dev/null", path).returncode == 1
    assert not os.path.isfile("/dev/null")


def test_select_and_ignore(easui: Run, write: Write, misspelt: dict[str, Any]) -> None:
    path = write("service.json", misspelt)
    assert "EAS001" not in easui("lint", "--ignore", "EAS0", path).stdout
    assert "EAS001" not in easui("lint", "--ignore", "EAS131,unknown-parameter", path).stdout
    assert "EAS001" in easui("lint", "--select", "EAS0", "--ignore", "EAS002", path).stdout
    unknown = easui("lint", "--select", "unknwn-parameter", path)
    assert unknown.returncode == 2
    assert "unknown-parameter" in unknown.stderr


def test_standard_input(easui: Run, misspelt: dict[str, Any]) -> None:
    text = json.dumps(misspelt)
    done = easui("lint", "-", "--stdin-filename", "a.service.json", "--output-format", "concise", stdin=text)
    assert done.returncode == 1
    assert done.stdout.startswith("a.service.json:1:")
    assert easui("lint", "-", "--stdin-filename", "x.jsonc", stdin='// note\n{"metadata": {},}').returncode == 1
    fixed = easui("lint", "--fix", "-", stdin=text)
    assert json.loads(fixed.stdout)["metadata"]["instance"] == 1
    assert fixed.stdout == text.replace("instnce", "instance")
    assert fixed.stderr


def test_folders_globs_and_git_ignored_files(
    easui: Run, write: Write, misspelt: dict[str, Any], tmp_path: Path
) -> None:
    for name in ("service.json", "a/x.service.json", "a/y.eas.json", "a/other.json", "out/service.json"):
        write(name, misspelt)
    write(".gitignore", "out/\n")
    (tmp_path / ".git").mkdir()

    def files(*arguments: str) -> set[str]:
        report = json.loads(easui("lint", "--output-format", "json", *arguments).stdout)
        return {diagnostic["file"] for diagnostic in report["diagnostics"]}

    assert files() == {"service.json", "a/x.service.json", "a/y.eas.json"}
    assert files("a") == {"a/x.service.json", "a/y.eas.json"}
    assert files("a/*.json") == {"a/x.service.json", "a/y.eas.json", "a/other.json"}
    assert files("service.json", "./service.json", ".", "out/service.json") == files() | {"out/service.json"}


def test_a_folder_without_services_says_so(easui: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = easui("lint", "empty")
    assert done.returncode == 0
    assert "no service files" in done.stderr


def test_an_unreadable_file_does_not_stop_the_others(easui: Run, write: Write, misspelt: dict[str, Any]) -> None:
    bad = write("bad.json", misspelt)
    done = easui("lint", "nowhere.json", bad)
    assert done.returncode == 2
    assert "nowhere.json" in done.stderr
    assert "EAS001" in done.stdout


LAYOUTS: dict[str, Callable[[dict[str, Any]], str]] = {
    "two.json": lambda config: json.dumps(config, indent=2) + "\n",
    "four.json": lambda config: json.dumps(config, indent=4),
    "tabs.json": lambda config: json.dumps(config, indent="\t") + "\n",
    "crlf.json": lambda config: json.dumps(config, indent=2).replace("\n", "\r\n") + "\r\n",
    "one_line.json": json.dumps,
    "dense.json": lambda config: json.dumps(config, separators=(",", ":")),
    "comments.jsonc": lambda config: json.dumps(config, indent=2).replace('"name"', '// the name\n    "name"') + "\n",
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_fix_changes_the_misspelt_key_and_nothing_else(
    easui: Run, write: Write, quick_start: dict[str, Any], name: str
) -> None:
    good = LAYOUTS[name](quick_start)
    path = write(name, good.replace('"instance"', '"instnce"'))
    done = easui("lint", "--fix", path)
    assert done.returncode == 0
    assert path.read_bytes() == good.encode()
    assert f"fixed {path}: EAS001 Rename to `instance`" in done.stdout


def test_fix_leaves_a_clean_file_untouched(easui: Run, write: Write, quick_start: dict[str, Any]) -> None:
    path = write("service.json", quick_start)
    before = os.stat(path)
    easui("lint", "--fix", path)
    assert os.stat(path).st_mtime_ns == before.st_mtime_ns
    assert os.stat(path).st_ino == before.st_ino


def test_notices_of_fixes_stay_out_of_machine_output(easui: Run, write: Write, misspelt: dict[str, Any]) -> None:
    path = write("service.json", misspelt)
    done = easui("lint", "--fix", "--output-format", "json", path)
    assert json.loads(done.stdout)["summary"]["error"] == 0
    assert "EAS001" in done.stderr


def test_unsafe_fixes_are_applied_on_request_only(easui: Run, write: Write, quick_start: dict[str, Any]) -> None:
    quick_start["metadata"]["memory"] = 8
    path = write("service.json", quick_start)
    assert easui("lint", "--fix", path).returncode == 0
    assert json.loads(path.read_text())["metadata"]["memory"] == 8
    easui("lint", "--fix", "--unsafe-fixes", "--select", "EAS131", path)
    assert json.loads(path.read_text())["metadata"]["memory"] == 8192


def test_diff_shows_the_fixes_and_writes_nothing(easui: Run, write: Write, misspelt: dict[str, Any]) -> None:
    path = write("service.json", misspelt)
    before = path.read_bytes()
    done = easui("lint", "--diff", "service.json")
    assert done.returncode == 1
    assert path.read_bytes() == before
    assert done.stdout == (
        "--- service.json\n"
        "+++ service.json\n"
        "@@ -1,7 +1,7 @@\n"
        " {\n"
        '   "metadata": {\n'
        '     "name": "demo",\n'
        '-    "instnce": 1,\n'
        '+    "instance": 1,\n'
        '     "workspace_id": "140523"\n'
        "   },\n"
        '   "cloud": {\n'
    )
    easui("lint", "--fix", path)
    clean = easui("lint", "--diff", "service.json")
    assert (clean.returncode, clean.stdout) == (0, "")


def test_color(easui: Run, write: Write, misspelt: dict[str, Any]) -> None:
    path = write("service.json", misspelt)
    assert "\x1b" not in easui("lint", path).stdout
    assert "\x1b[1;31m" in easui("lint", "--color", "always", path).stdout
    assert "\x1b[1;31m" in easui("lint", path, FORCE_COLOR="1").stdout
    assert "\x1b" not in easui("lint", path, FORCE_COLOR="1", NO_COLOR="1").stdout
    assert "\x1b" not in easui("lint", "--color", "never", path, FORCE_COLOR="1").stdout


def test_verbose_names_the_files(easui: Run, write: Write, quick_start: dict[str, Any]) -> None:
    write("service.json", quick_start)
    assert "service.json" in easui("lint", "--verbose").stderr


def test_a_misspelt_region_is_refused(easui: Run, write: Write, quick_start: dict[str, Any]) -> None:
    done = easui("lint", "--region", "cn-hangzho", write("service.json", quick_start))
    assert done.returncode == 2
    assert "did you mean `cn-hangzhou`?" in done.stderr
