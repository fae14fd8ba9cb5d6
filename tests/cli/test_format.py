"""`easui format` as users and CI run it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Write = Callable[..., Path]

UNTIDY = '{"a":1, // one\n"b":[1,2,],}'
TIDY = '{\n  "a": 1, // one\n  "b": [1, 2]\n}\n'
BROKEN = '{\n  "a": 1\n  "token": "abcdefghijklmnop" "b"\n}\n'


def test_files_and_folders_are_laid_out(easui: Run, write: Write) -> None:
    untidy = write("deploy/service.jsonc", UNTIDY)
    tidy = write("deploy/x.service.jsonc", TIDY)
    other = write("deploy/package.json", UNTIDY)
    before = tidy.stat().st_mtime_ns
    done = easui("format", "deploy")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "Changed 1 of 2 file(s).\n"
    assert untidy.read_text() == TIDY
    assert tidy.stat().st_mtime_ns == before
    assert other.read_text() == UNTIDY
    assert easui("format", "--quiet").stderr == ""


def test_globs_and_files_of_any_name(easui: Run, write: Write) -> None:
    paths = [write(f"{name}.jsonc", UNTIDY) for name in "ab"]
    assert easui("format", "*.jsonc", "a.jsonc").returncode == 0
    assert [path.read_text() for path in paths] == [TIDY, TIDY]


def test_check_names_what_would_change(easui: Run, write: Write) -> None:
    path = write("service.jsonc", UNTIDY)
    write("x.service.jsonc", TIDY)
    done = easui("format", "--check")
    assert (done.returncode, done.stdout) == (1, "service.jsonc\n")
    assert done.stderr == "Would change 1 of 2 file(s).\n"
    assert path.read_text() == UNTIDY
    assert easui("format").returncode == 0
    assert easui("format", "--check").returncode == 0


def test_diff_shows_what_would_change(easui: Run, write: Write) -> None:
    path = write("service.json", '{\n "token": "abcdefghijklmnop"\n}\n')
    done = easui("format", "--diff", path)
    assert done.returncode == 1
    assert '- "token": "abcd••••••••••••"\n+  "token": "abcd' in done.stdout
    assert path.read_text() == '{\n "token": "abcdefghijklmnop"\n}\n'
    assert easui("format", "--diff", write("tidy.jsonc", TIDY)).returncode == 0


def test_standard_input_goes_to_standard_output(easui: Run) -> None:
    done = easui("format", "-", "--stdin-filename", "service.jsonc", "--quiet", stdin=UNTIDY)
    assert (done.returncode, done.stdout, done.stderr) == (0, TIDY, "")
    assert easui("format", "-", stdin=TIDY).stdout == TIDY
    checked = easui("format", "-", "--check", "--stdin-filename", "service.jsonc", stdin=UNTIDY)
    assert (checked.returncode, checked.stdout) == (1, "service.jsonc\n")


def test_a_broken_file_is_left_alone_and_the_others_are_done(easui: Run, write: Write) -> None:
    broken = write("a.service.json", BROKEN)
    untidy = write("b.service.jsonc", UNTIDY)
    done = easui("format", ".")
    assert done.returncode == 1
    assert done.stderr == (
        "easui format: a.service.json:2:8: `,` is missing here\nChanged 1 of 2 file(s); 1 left as they are.\n"
    )
    assert broken.read_text() == BROKEN
    assert untidy.read_text() == TIDY


def test_an_unreadable_file_gives_2_and_the_others_are_done(easui: Run, write: Write) -> None:
    write("a.service.json", b"{\x00\x01\x02}")
    untidy = write("b.service.jsonc", UNTIDY)
    done = easui("format", ".", "missing.json")
    assert done.returncode == 2
    assert "a.service.json` is binary" in done.stderr
    assert "missing.json" in done.stderr
    assert untidy.read_text() == TIDY


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_file_that_may_not_be_written_gives_2(easui: Run, write: Write) -> None:
    path = write("service.jsonc", UNTIDY)
    path.chmod(0o444)
    done = easui("format", path)
    assert done.returncode == 2
    assert "read-only" in done.stderr


def test_bytes_around_the_text_are_kept(easui: Run, write: Write) -> None:
    path = write("service.json", b'\xef\xbb\xbf{\r\n"a": 1}')
    assert easui("format", path).returncode == 0
    assert path.read_bytes() == b'\xef\xbb\xbf{\r\n  "a": 1\r\n}\r\n'


def test_yaml_keeps_its_layout(easui: Run, write: Write) -> None:
    path = write("service.yaml", "a:   1  \nb: [1,2]\n\n\n")
    assert easui("format", path).returncode == 0
    assert path.read_text() == "a:   1\nb: [1,2]\n"


def test_a_folder_without_services(easui: Run) -> None:
    done = easui("format")
    assert done.returncode == 0
    assert "no service files found in `.`" in done.stderr


def test_help_has_examples(easui: Run) -> None:
    done = easui("format", "--help")
    assert done.returncode == 0
    assert "easui format --check ." in done.stdout
    assert easui("format", "--chekc").returncode == 2
