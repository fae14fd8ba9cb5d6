"""Run every benchmark and print one table."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPTS = ("start.py", "engine.py", "many.py", "dry_run.py", "editor.py", "server.py")


def main() -> int:
    """Run the scripts one after the other; returns the worst exit code."""
    print(f"{'what':52} {'measured':>22}   wanted")
    here = Path(__file__).parent
    return max(subprocess.run([sys.executable, here / script], check=False).returncode for script in SCRIPTS)


if __name__ == "__main__":
    sys.exit(main())
