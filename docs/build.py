"""Build the reference site into `site/`: `make docs`.

Any link that leads nowhere ends the build, and leaves the site that was built before.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from pages.guides import BrokenLink
from pages.site import write_source

ROOT = Path(__file__).parents[1]


def main() -> int:
    """Write the source into `build/docs/` and run the generator there; gives the exit code."""
    try:
        settings = write_source(ROOT, ROOT / "build" / "docs")
    except BrokenLink as error:
        print(error, file=sys.stderr)
        return 1
    command = [sys.executable, "-m", "zensical", "build", "--clean", "--strict", "--config-file", str(settings)]
    code = subprocess.run(command, check=False).returncode
    if code == 0:
        shutil.rmtree(ROOT / "site", ignore_errors=True)
        shutil.move(settings.parent / "site", ROOT / "site")
    return code


if __name__ == "__main__":
    sys.exit(main())
