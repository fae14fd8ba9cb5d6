"""What parsing and linting cost in a process that is warm, and how the cost grows with the size of the text."""

from __future__ import annotations

import gc
import math

import samples
import timing

from easui.cli.process import YOUNG_OBJECTS
from easui.document import parse
from easui.lint import lint

SIZES = (14_000, 100_000, 1_000_000, 5_000_000)
WANTED = {14_000: "at most 10 ms", 1_000_000: "at most 500 ms"}


def main() -> None:
    """Print the table; garbage is collected as seldom as in the command, the editor and the server."""
    gc.set_threshold(YOUNG_OBJECTS)
    took: dict[int, float] = {}
    for size in SIZES:
        text = samples.config(size)
        times = max(3, 1_000_000 // size)
        parsing = timing.of_call(lambda text=text: parse(text), times)
        took[size] = timing.of_call(lambda text=text: lint(parse(text)), times)
        measured = f"{took[size] * 1000:.1f} ms"
        timing.row(f"parse and lint {size:,} bytes (parse {parsing * 1000:.1f} ms)", measured, WANTED.get(size, ""))
    small, large = SIZES[1], SIZES[-1]
    exponent = math.log(took[large] / took[small]) / math.log(large / small)
    timing.row(f"exponent of growth, {small:,} to {large:,} bytes", f"{exponent:.2f}", "about 1")


if __name__ == "__main__":
    main()
