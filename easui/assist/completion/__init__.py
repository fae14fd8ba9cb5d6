"""Completion: what may be written at a cursor, in whole and in half-typed files, as a pure function.

`complete` finds the slots at the cursor (`context` and, for brackets and indentation, the modules beside it), asks what
may come into them (`keys`, `values`, `blocks`), and writes each choice in the style of the file (`placement`).
`resolve` adds the documentation of one choice.
"""

from easui.assist.completion.complete import complete
from easui.assist.completion.documentation import documentation, resolve
from easui.assist.completion.item import NOTHING, Completions, Item
from easui.assist.completion.starters import Starter

__all__ = ["NOTHING", "Completions", "Item", "Starter", "complete", "documentation", "resolve"]
