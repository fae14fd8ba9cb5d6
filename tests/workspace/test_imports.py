"""What linting a file loads from this room: only what reading and finding files takes."""

from __future__ import annotations

import subprocess
import sys


def test_reading_a_file_loads_nothing_heavy() -> None:
    script = (
        "import sys; before = set(sys.modules); import easui.workspace; "
        "print(*sorted(set(sys.modules) - before, key=str))"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = set(run.stdout.split())
    heavy = {"pathspec", "threading", "hashlib", "glob", "dataclasses", "pathlib", "ruamel", "jsonschema", "tempfile"}
    assert "easui.workspace.files" in loaded
    assert not loaded & heavy
    assert not loaded & {f"easui.workspace.{room}" for room in ("session", "analysis", "saving", "spelling")}
