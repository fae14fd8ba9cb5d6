"""How long `easui lint` takes from nothing to its answer, beside bare Python and the peers that are installed."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import samples
import timing

PEERS = {"check-jsonschema": ["--schemafile", "{schema}", "{file}"], "biome": ["lint", "{file}"]}


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "service.json")
        file.write_text(samples.config(3_000), encoding="utf-8")
        bin_folder = Path(sys.executable).parent
        bare = timing.of_command([sys.executable, "-c", "pass"])
        timing.row("python -c pass", f"{bare * 1000:.1f} ms")
        lint = timing.of_command([str(bin_folder / "easui"), "lint", str(file)])
        timing.row("easui lint, one file of 3 KB", f"{lint * 1000:.1f} ms = {lint / bare:.1f} x", "at most 7 x")
        for peer, arguments in PEERS.items():
            command = shutil.which(peer, path=f"{bin_folder}:/usr/local/bin:/usr/bin")
            if command is None:
                timing.row(peer, "not installed")
                continue
            schema = Path(__file__).parents[1] / "schemas" / "service.schema.json"
            took = timing.of_command([command, *(part.format(schema=schema, file=file) for part in arguments)])
            timing.row(f"{peer}, the same file", f"{took * 1000:.1f} ms = {took / bare:.1f} x")


if __name__ == "__main__":
    main()
