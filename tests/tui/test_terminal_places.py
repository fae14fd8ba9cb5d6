"""Where the editor begins, and keys that come before it has taken the terminal over."""

from __future__ import annotations

import shutil

import pytest

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")


@pytest.mark.parametrize(
    ("place", "shown"),
    [("1:1", " 1:1 "), ("4:15", " metadata.instance  4:15 "), ("2", " 2:1 "), ("999:9", " 27:1 ")],
)
def test_the_cursor_stands_before_the_character_that_was_named(write, terminal, place, shown):
    write()
    terminal.run(f"service.json:{place}")
    terminal.wait_for(shown)


def test_enter_is_enter_even_before_the_first_paint(tmp_path, terminal):
    terminal.run("new.json")
    terminal.press("Enter")
    terminal.wait_for("●")
    terminal.press("C-s")
    terminal.wait_for("Saved new.json")
    assert (tmp_path / "new.json").exists()


def test_a_file_that_may_only_be_read_is_saved_elsewhere(write, tmp_path, terminal):
    path = write()
    before = path.read_bytes()
    terminal.run("--read-only", "service.json")
    terminal.wait_for("read-only")
    terminal.press("C-s")
    terminal.wait_for("Save as")
    terminal.press("Enter")
    terminal.wait_for("open for reading only")
    terminal.press("a")
    terminal.wait_for("Save as")
    terminal.press("C-u")
    terminal.type("other.json")
    terminal.press("Enter")
    terminal.wait_for("Saved other.json")
    terminal.press("Down", "+", "C-s")
    terminal.wait_for('"instance": 2')
    terminal.wait_for("Saved other.json")
    assert path.read_bytes() == before
    assert b'"instance": 2' in (tmp_path / "other.json").read_bytes()
