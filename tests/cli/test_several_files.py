"""`easui FILE FILE` without a terminal: the lint report of all of them."""

from __future__ import annotations


def test_without_a_terminal_all_files_are_linted(easui, write, quick_start):
    write("a.json", quick_start)
    quick_start["metadata"]["instnce"] = 2
    write("b.json", quick_start)
    done = easui("a.json", "b.json")
    assert done.returncode == 1
    assert "instnce" in done.stdout
    assert easui("a.json", "a.json").returncode == 0


def test_a_folder_among_them_is_refused(easui, write, quick_start, tmp_path):
    write("a.json", quick_start)
    done = easui("a.json", tmp_path)
    assert done.returncode == 2
    assert "is a directory" in done.stderr
