"""`easui convert` as users run it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]
Write = Callable[..., Path]

JSONC = '{\n  // how many\n  "instance": 2, // two\n  "script": "a\\nb\\n"\n}\n'
YAML = "# how many\ninstance: 2 # two\nscript: |\n  a\n  b\n"


def test_comments_go_to_yaml_and_back(easui: Run, write: Write) -> None:
    there = easui("convert", write("service.jsonc", JSONC), "--to", "yaml")
    assert (there.returncode, there.stdout, there.stderr) == (0, YAML, "")
    back = easui("convert", "-", "--stdin-filename", "service.yaml", "--to", "jsonc", stdin=there.stdout)
    assert json.loads(easui("convert", "-", "--to", "json", stdin=back.stdout).stdout) == {
        "instance": 2,
        "script": "a\nb\n",
    }
    assert "// how many\n" in back.stdout
    assert "// two\n" in back.stdout


def test_comments_that_are_left_out_are_counted(easui: Run, write: Write) -> None:
    path = write("service.yaml", YAML)
    done = easui("convert", path, "--to", "json")
    assert done.stdout == '{\n  "instance": 2,\n  "script": "a\\nb\\n"\n}\n'
    assert done.stderr == "easui convert: left out 2 comment(s), which JSON has not\n"
    assert easui("convert", path, "--to", "json", "--quiet").stderr == ""


def test_the_result_goes_to_a_file(easui: Run, write: Write, tmp_path: Path) -> None:
    done = easui("convert", write("service.jsonc", JSONC), "--to", "yaml", "--output", "service.yaml")
    assert (done.returncode, done.stdout) == (0, "")
    assert (tmp_path / "service.yaml").read_text() == YAML
    assert easui("convert", "service.jsonc", "--to", "yaml", "--output", "no/such/folder").returncode == 2


def test_what_cannot_be_converted_is_named_with_its_place(easui: Run, write: Write) -> None:
    write("twice.json", '{"a": 1,\n "a": 2}')
    twice = easui("convert", "twice.json", "--to", "yaml")
    assert (twice.returncode, twice.stdout) == (1, "")
    assert twice.stderr == (
        "easui convert: twice.json:2:2: the key `a` is written twice, first on line 1\n"
        "  help: keep the one that is meant\n"
    )
    broken = easui("convert", "-", "--stdin-filename", "in.yaml", "--to", "json", stdin="a: .nan")
    assert (broken.returncode, broken.stdout) == (1, "")
    assert broken.stderr.startswith("easui convert: in.yaml:1:4: JSON has no number like `.nan`\n")
    assert easui("convert", write("empty.json", ""), "--to", "yaml").returncode == 1


def test_what_cannot_be_read_gives_2(easui: Run, write: Write) -> None:
    assert easui("convert", "missing.json", "--to", "yaml").returncode == 2
    assert easui("convert", write("binary.json", b"\x00"), "--to", "yaml").returncode == 2
    assert easui("convert", "missing.json").returncode == 2
    assert easui("convert", "missing.json", "--to", "toml").returncode == 2


def test_help_has_examples(easui: Run) -> None:
    done = easui("convert", "--help")
    assert done.returncode == 0
    assert "easui convert service.json --to yaml" in done.stdout
