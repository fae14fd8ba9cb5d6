"""The terminal's keys, whatever bytes arrive: Textual's driver gives up on bytes that are no UTF-8."""

from __future__ import annotations

import os
import sys
from functools import partial
from typing import Any

from textual.driver import Driver


def tolerant_driver() -> type[Driver] | None:
    """A driver that reads strange bytes as `�`; None where another one was asked for or is needed."""
    if sys.platform == "win32" or os.environ.get("TEXTUAL_DRIVER"):
        return None
    from textual.drivers import linux_driver

    module: Any = linux_driver
    strict = module.getincrementaldecoder

    class TolerantDriver(linux_driver.LinuxDriver):
        """Decodes leniently; everything else is as it was."""

        def run_input_thread(self) -> None:
            module.getincrementaldecoder = lambda encoding: partial(strict(encoding), errors="replace")
            try:
                super().run_input_thread()
            finally:
                module.getincrementaldecoder = strict

    return TolerantDriver
