"""What the first paint of the editor does not need is imported by the action that needs it."""

from __future__ import annotations

import subprocess
import sys

LATER = (
    "easui.assist", "easui.simulate", "easui.structure.review", "easui.tui.editors", "easui.tui.pickers.table",
    "easui.tui.screens.start", "easui.tui.screens.palette", "easui.tui.screens.help", "easui.tui.screens.diff",
    "easui.workspace.templates", "easui.workspace.wizard", "easui.workspace.live_run", "textual_plotext",
)  # fmt: skip


def test_nothing_is_imported_that_only_some_action_needs() -> None:
    words = "import sys, easui.tui.app; print(*sys.modules, sep='\\n')"
    ran = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True)
    loaded = ran.stdout.split()
    assert "easui.tui.editor.screen" in loaded
    assert not [name for name in loaded if name.startswith(LATER)]
