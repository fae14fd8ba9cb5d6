"""How long a key takes in a long list until what it changes is on the screen: the table of machine types, and the line.

    python benchmarks/pickers.py [ROWS]

The machine types are made up and come from a settings file, 5,000 unless told otherwise. Times are taken inside the
app, from the key event to the end of the next repaint.
"""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from itertools import product
from pathlib import Path

COLUMNS, ROWS = 120, 36
IN_BOTH = {
    "a letter of the search": tuple("gn77 a10 24 c1"),
    "a letter taken back": ("backspace",) * 14,
    "down": ("down",) * 30,
    "a page down": ("pagedown",) * 20,
}
IN_TABLE = {
    "the last row, the first": ("ctrl+end", "ctrl+home") * 5,
    "another condition": ("ctrl+g",) * 12,
    "another order": ("ctrl+o",) * 9,
}
_CARDS = (("", 0), ("T4", 1), ("A10", 1), ("A10", 4), ("H20", 8))

Strike = Callable[[str], Awaitable[float]]


def machine_types(count: int) -> Iterator[str]:
    """Tables of a settings file, each a machine type that nobody sells."""
    sizes = product(range(count), (2, 4, 8, 16, 32), (2, 4, 8), _CARDS)
    for _, (number, cores, ratio, (model, cards)) in zip(range(count), sizes, strict=False):
        card = f'gpu-model = "{model}"\ngpu-count = {cards}\n' if model else ""
        name = f"ecs.gn{number}-c{cores}m{cores * ratio}-{cards}{model.lower()}.large"
        yield f'[instance-types."{name}"]\nvcpu = {cores}\nmemory-gib = {cores * ratio}\n{card}'


async def measure(path: Path) -> dict[str, list[float]]:
    """Seconds of each key, by what it does."""
    from textual import events
    from textual.keys import _character_to_key

    from easui.tui.app import EasuiApp
    from easui.tui.editor.screen import EditorScreen
    from easui.workspace import Session

    app = EasuiApp(Session.open(str(path)))
    took: dict[str, list[float]] = {}
    async with app.run_test(size=(COLUMNS, ROWS)) as pilot:

        async def strike(key: str) -> float:
            name = _character_to_key(key) if len(key) == 1 else key
            painted = asyncio.Event()
            start = time.perf_counter()
            app.post_message(events.Key(name, key if len(key) == 1 else None))
            await asyncio.sleep(0)
            await app.keys.all_settled()
            app.screen.call_after_refresh(painted.set)
            await painted.wait()
            return time.perf_counter() - start

        await pilot.pause(1)
        screen = app.screen
        assert isinstance(screen, EditorScreen)
        screen.go_to_path(("cloud", "computing", "instances", 0, "type"))
        await pilot.pause(1)
        took["table: opened"] = [await strike("ctrl+e")]
        for what, keys in {**IN_BOTH, **IN_TABLE}.items():
            took[f"table: {what}"] = [await strike(key) for key in keys]
        await strike("escape")
        took["line: opened"] = [await strike("enter")]
        for what, keys in IN_BOTH.items():
            took[f"line: {what}"] = [await strike(key) for key in keys]
    return took


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    config = {"metadata": {"name": "demo"}, "cloud": {"computing": {"instances": [{"type": "ecs.c7a.large"}]}}}
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = os.environ["XDG_CONFIG_HOME"] = folder
        path = Path(folder) / "service.json"
        path.write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
        (Path(folder) / "easui.toml").write_text("\n".join(machine_types(count)), encoding="utf-8")
        took = asyncio.run(measure(path))
    print(f"{count:,} machine types{'':20} median    worst   (ms)")
    for what, seconds in took.items():
        print(f"{what:36}{statistics.median(seconds) * 1000:9.1f}{max(seconds) * 1000:9.1f}")


if __name__ == "__main__":
    main()
