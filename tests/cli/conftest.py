"""Running the installed command as users do, in a folder of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

COMMAND = Path(sys.executable).parent / "easui"

Run = Callable[..., subprocess.CompletedProcess[str]]

IMAGE = "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004"
QUICK_START: dict[str, Any] = {
    "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
    "cloud": {"computing": {"instances": [{"type": "ecs.c7a.large"}]}},
    "containers": [{"image": IMAGE, "script": "python app.py", "port": 8000}],
}


@pytest.fixture
def quick_start() -> dict[str, Any]:
    """A small service without anything to say about it."""
    value: dict[str, Any] = json.loads(json.dumps(QUICK_START))
    return value


@pytest.fixture
def easui(tmp_path: Path) -> Run:
    """Runs `easui` with some arguments in `tmp_path`, without a terminal; output is UTF-8."""

    def run(*arguments: object, stdin: str | bytes = b"", **environment: str) -> subprocess.CompletedProcess[str]:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        plain = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR")}
        done = subprocess.run(
            [COMMAND, *map(str, arguments)],
            input=data,
            capture_output=True,
            cwd=tmp_path,
            env={**plain, **environment},
            timeout=60,
            check=False,
        )
        return subprocess.CompletedProcess(
            done.args, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
        )

    return run


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes a file below `tmp_path`: a text as it is, anything else as JSON."""

    def write_file(name: str, content: Any, **layout: Any) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            text = content if isinstance(content, str) else json.dumps(content, **(layout or {"indent": 2})) + "\n"
            path.write_bytes(text.encode())
        return path

    return write_file
