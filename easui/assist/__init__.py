"""What an editor asks about a document, as pure functions: no protocol types, no widgets, no files.

Formatting answers with the edits of white space that make a layout canonical, conversion with the same meaning in
another syntax. What is asked about a place has a module a question, loaded by who asks: `completion`, `hover`,
`outline`, `folding`, `selection`, `links`, `hints`, `actions`, `rename`.
"""

from easui.assist.conversion import convert
from easui.assist.formatting import format_document, format_range
from easui.assist.refusal import Refused

__all__ = ["Refused", "convert", "format_document", "format_range"]
