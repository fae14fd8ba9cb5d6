"""How soon the editor paints, and how long a key takes until what it changed is on the screen.

    python benchmarks/editor.py [KEYS]

Times are taken inside the app, from the key event to the end of the next repaint and to the repaint of the problems of
the new text; the first paint is that of a whole process on a pseudo terminal, from its start to the first full frame.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import pty
import re
import select
import statistics
import struct
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

Result = TypeVar("Result")

SIZES = (3_000, 12_500, 225_000, 860_000)
"""About 3 KB, 14 KB, 256 KB and 1 MB, once the lines are indented."""
COLUMNS, ROWS = 120, 36


def service(size: int) -> str:
    """A config of `size` bytes, before it is indented."""
    variables = [{"name": f"VAR_{number}", "value": "x" * 20} for number in range(max(1, size // 80))]
    image = "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004"
    config = {
        "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
        "cloud": {"computing": {"instances": [{"type": "ecs.c7a.large"}]}},
        "containers": [{"image": image, "script": "python app.py", "port": 8000, "env": variables}],
    }
    return json.dumps(config, indent=2) + "\n"


def first_paint(path: Path) -> float:
    """Seconds from starting the process until the service's name stands on the screen."""
    start = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        import fcntl
        import termios

        fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        code = f"import sys; from easui.tui import run; sys.exit(run({str(path)!r}))"
        os.execve(sys.executable, [sys.executable, "-c", code], {**os.environ, "TERM": "xterm-256color"})
    seen = b""
    took = float("nan")
    while time.perf_counter() - start < 20:
        if select.select([terminal], [], [], 0.05)[0]:
            seen += os.read(terminal, 65536)
            if b"workspace_id" in re.sub(rb"\x1b\[[0-9;?<>=]*[a-zA-Z]", b"", seen):
                took = time.perf_counter() - start
                break
    os.kill(pid, 9)
    os.waitpid(pid, 0)
    os.close(terminal)
    return took


async def key_to_paint(path: Path, keys: int) -> tuple[list[float], list[float]]:
    """Seconds from each key to the repaint of the text, and to that of the problems."""
    from textual import events

    from easui.tui.app import EasuiApp
    from easui.tui.editor.screen import EditorScreen
    from easui.workspace import Session

    app = EasuiApp(Session.open(str(path)))
    to_text: list[float] = []
    to_problems: list[float] = []
    async with app.run_test(size=(COLUMNS, ROWS)) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, EditorScreen)
        screen.action_show_pane("text")
        screen.text.go_to(screen.session.text.index('"demo"') + 1)
        while not screen.editor.checked:
            await asyncio.sleep(0.01)
        gc.freeze()  # as the editor does on a terminal, once it has started
        for number in range(keys):
            painted = asyncio.Event()
            start = time.perf_counter()
            letter = "x" if number % 2 else "y"
            screen.text.post_message(events.Key(letter, letter))
            while screen.session.version <= number:
                await asyncio.sleep(0)
            screen.call_after_refresh(painted.set)
            await painted.wait()
            to_text.append(time.perf_counter() - start)
            while not screen.editor.checked:
                await asyncio.sleep(0.001)
            painted.clear()
            screen.call_after_refresh(painted.set)
            await painted.wait()
            to_problems.append(time.perf_counter() - start)
    return to_text, to_problems


def pressed(path: Path, keys: int) -> tuple[list[float], list[float]]:
    """`key_to_paint`, in an event loop of its own."""
    return asyncio.run(key_to_paint(path, keys))


def as_the_first(measure: Callable[[], Result]) -> Result:
    """Measure where nothing was left behind: an editor that was ended at once leaves its work, which is asked about."""
    with tempfile.TemporaryDirectory() as state:
        os.environ["XDG_STATE_HOME"] = state
        return measure()


def row(values: list[float]) -> str:
    """Median and 95th percentile in milliseconds."""
    ordered = sorted(values)
    p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return f"{statistics.median(ordered) * 1000:8.1f} {p95 * 1000:8.1f}"


def main() -> None:
    keys = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    print("     size   first paint      key → text          key → problems   (ms)")
    print("                 median   median      p95     median      p95")
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            path = Path(folder) / "service.json"
            path.write_text(service(size), encoding="utf-8")
            paint = statistics.median(as_the_first(partial(first_paint, path)) for _ in range(5))
            presses = keys if size < 200_000 else max(20, keys // 5)
            text, problems = as_the_first(partial(pressed, path, presses))
            print(f"{path.stat().st_size:9,} {paint * 1000:13.0f} {row(text)}  {row(problems)}")


if __name__ == "__main__":
    main()
