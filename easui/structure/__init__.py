"""Does a document say what its schema knows? One check for services and for every other bundled schema.

`check` walks the syntax tree along the schema and reports `Violation`s with their place, their words and their fixes.
"""

from easui.structure.check import check
from easui.structure.violation import Kind, Violation

__all__ = ["Kind", "Violation", "check"]
