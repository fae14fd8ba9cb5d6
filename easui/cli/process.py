"""The process around the command line: what the installed command `easui` runs."""

from __future__ import annotations

import gc
import os
import sys

from easui.cli import main

YOUNG_OBJECTS = 200_000
"""How many new objects wait before the collector looks for circles among them: syntax trees have none, and looking
through those of a large file again and again costs as much as examining it."""


def run() -> None:
    """Run easui, write out what it printed, and end the process at once.

    An interpreter that ends in the ordinary way first takes down every module and object one by one, which is a sixth
    of the time that linting one file takes. Nothing here waits for that: files are closed when they have been written.
    """
    gc.set_threshold(YOUNG_OBJECTS)
    code = main()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        code = code or 1  # whoever read the output has gone
    os._exit(code)
