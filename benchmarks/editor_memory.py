"""Whether the editor's memory stays flat over a long session.

    python benchmarks/editor_memory.py [EDITS]

Types, corrects, undoes, goes from problem to problem and through the form, as an hour of work would, and prints what
the process holds after each tenth of it. The history keeps every step, so that a text grows the process by what was
typed; anything beyond that is a leak.
"""

from __future__ import annotations

import asyncio
import gc
import sys
import tempfile
from pathlib import Path

from editor import COLUMNS, ROWS, as_the_first, service

EDITS = 6_000
"""About what fast typing makes in an hour, with pauses to think."""

STEP = ("x", "y", "backspace", "backspace", "ctrl+z", "f8", "down", "up", "shift+f8")


def resident_kib() -> int:
    """Memory of this process, in KiB."""
    for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1])
    raise OSError("this system does not tell")


async def work(path: Path, edits: int) -> None:
    """Edit and print as it goes."""
    from textual import events

    from easui.tui.app import EasuiApp
    from easui.tui.editor.screen import EditorScreen
    from easui.workspace import Session

    app = EasuiApp(Session.open(str(path)), pane="text")
    async with app.run_test(size=(COLUMNS, ROWS)) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, EditorScreen)
        screen.text.go_to(screen.session.text.index('"demo"') + 1)
        for number in range(edits):
            key = STEP[number % len(STEP)]
            app.post_message(events.Key(key, key if len(key) == 1 else None))
            await asyncio.sleep(0)
            await app.keys.all_settled()
            if number % max(1, edits // 10) == 0:
                gc.collect()
                print(f"{number:9,} {resident_kib():12,} {screen.session.version:9,}", flush=True)


def main() -> None:
    edits = int(sys.argv[1]) if len(sys.argv) > 1 else EDITS
    print("     keys    memory KiB  changes")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "service.json"
        path.write_text(service(12_500), encoding="utf-8")
        as_the_first(lambda: asyncio.run(work(path, edits)))


if __name__ == "__main__":
    main()
