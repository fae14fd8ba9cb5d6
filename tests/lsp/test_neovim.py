"""The set-up for Neovim, tried by keys in a real one: diagnostics, hover, completion, a code action, other files."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "lsp" / "neovim" / "test" / "try.lua"
SERVER = Path(sys.executable).with_name("easui-lsp")
NEOVIM = os.environ.get("EASUI_NVIM") or shutil.which("nvim")
LSPCONFIG = os.environ.get("NVIM_LSPCONFIG")
_PATIENCE = 120

pytestmark = pytest.mark.skipif(NEOVIM is None, reason="Neovim is not installed")


def version() -> tuple[int, int]:
    told = subprocess.run([str(NEOVIM), "--version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"v(\d+)\.(\d+)", told)
    assert found
    return int(found[1]), int(found[2])


@pytest.mark.parametrize("way", ["setup", "enable", "lspconfig"])
def test_server_works_in_neovim(way: str, tmp_path: Path) -> None:
    if way == "enable" and version() < (0, 11):
        pytest.skip("vim.lsp.enable came with Neovim 0.11")
    if way == "lspconfig" and not LSPCONFIG:
        pytest.skip("NVIM_LSPCONFIG does not say where nvim-lspconfig is")
    homes = {f"XDG_{name}_HOME": str(tmp_path / name) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    finished = subprocess.run(
        [str(NEOVIM), "--headless", "--clean", "-c", f"luafile {SCRIPT}"],
        env={**os.environ, **homes, "EASUI_LSP": str(SERVER), "EASUI_INIT": way},
        capture_output=True,
        text=True,
        timeout=_PATIENCE,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    assert "the server works in Neovim" in finished.stderr
