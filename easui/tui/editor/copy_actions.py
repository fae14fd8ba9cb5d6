"""What the clipboard gets: it is the terminal's own, reached with OSC 52, also through SSH."""

from __future__ import annotations

import json

from easui.document import Scalar, format_path, to_python
from easui.tui.editor.form_actions import FormActions


class CopyActions(FormActions):
    """Copies what is selected in the form."""

    def action_copy_path(self) -> None:
        """Copy the path of the selected field, as reports and `easui get` write it."""
        self._copy(format_path(self.editor.path), "the path")

    def action_copy_value(self) -> None:
        """Copy the value of the selected field: a text as it is, anything else as JSON."""
        found = self.editor.places.get(self.editor.path)
        if found is None:
            self.tell(f"{format_path(self.editor.path)} is not set: there is no value to copy")
            return
        node = found.node
        if isinstance(node, Scalar) and isinstance(node.value, str):
            self._copy(node.value, "the value")
        else:
            self._copy(json.dumps(to_python(node), indent=2, ensure_ascii=False), "the value")

    def _copy(self, text: str, what: str) -> None:
        self.app.copy_to_clipboard(text)
        self.tell(f"Copied {what} of {format_path(self.editor.path)}")
