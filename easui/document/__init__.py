"""Text and its tree.

`parse` turns JSON, JSON with comments and YAML into one `Document` that knows the place of everything; `TextEdit`s are
the only way in which it changes. Also the words in which anything is said about a text. Nothing here knows what the
text is about.
"""

from easui.document.change import insert_item, move_item, remove, rename_key, render, replace_node, set_value
from easui.document.diagnostic import Diagnostic, Fix, Related, Severity, Span
from easui.document.document import LANGUAGES, Document, Language, parse, to_python
from easui.document.edit import EditRefused, Edits, OverlappingEdits, TextEdit, apply_edits, invert_edits
from easui.document.fault import Fault
from easui.document.node import ABSENT, Array, Comment, Key, Member, Node, Object, Scalar
from easui.document.path import EACH, BadPath, Path, format_path, parse_path
from easui.document.position import Lines, Position, Unit

__all__ = [
    "ABSENT", "EACH", "LANGUAGES", "Array", "BadPath", "Comment", "Diagnostic", "Document", "EditRefused", "Edits",
    "Fault", "Fix", "Key", "Language", "Lines", "Member", "Node", "Object", "OverlappingEdits", "Path", "Position",
    "Related", "Scalar", "Severity", "Span", "TextEdit", "Unit", "apply_edits", "format_path", "insert_item",
    "invert_edits", "move_item", "parse", "parse_path", "remove", "rename_key", "render", "replace_node",
    "set_value", "to_python",
]  # fmt: skip
