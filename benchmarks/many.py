"""How many files one run of `easui lint` takes a second."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import samples
import timing

FILES = 1_000


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        for number in range(FILES):
            Path(folder, f"s{number}.eas.json").write_text(samples.config(3_000, f"demo_{number}"), encoding="utf-8")
        command = [str(Path(sys.executable).parent / "easui"), "lint", "--output-format", "json", "--exit-zero", folder]
        took = timing.of_command(command, times=3)
        timing.row(f"{FILES:,} files of 3 KB in one run", f"{FILES / took:,.0f} files/s", "at least 150 files/s")


if __name__ == "__main__":
    main()
