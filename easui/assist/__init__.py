"""What an editor asks about a document, as pure functions: no protocol types, no widgets, no files.

Formatting answers with the edits of white space that make a layout canonical, conversion with the same meaning in
another syntax.
"""

from easui.assist.conversion import convert
from easui.assist.formatting import format_document, format_range
from easui.assist.refusal import Refused

__all__ = ["Refused", "convert", "format_document", "format_range"]
