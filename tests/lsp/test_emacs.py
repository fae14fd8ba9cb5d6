"""The recipe for Emacs, tried in a real one with eglot: diagnostics, completion, hover, a code action, YAML."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "lsp" / "emacs" / "test" / "try.el"
SERVER = Path(sys.executable).with_name("easui-lsp")
EMACS = shutil.which("emacs")
_PATIENCE = 120


def has_eglot(home: Path) -> bool:
    asked = [str(EMACS), "--batch", "--eval", "(progn (package-initialize) (require 'eglot))"]
    environment = {**os.environ, "HOME": str(home)}
    return subprocess.run(asked, env=environment, capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(EMACS is None, reason="Emacs is not installed")
def test_server_works_in_emacs(tmp_path: Path) -> None:
    if not has_eglot(tmp_path):
        pytest.skip("eglot is not installed")
    folder = tmp_path / "services"
    folder.mkdir()
    finished = subprocess.run(
        [str(EMACS), "--batch", "-l", str(SCRIPT), "--", str(SERVER), f"{folder}/"],
        env={**os.environ, "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=_PATIENCE,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    assert "the server works in Emacs" in finished.stderr
