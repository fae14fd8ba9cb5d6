"""Entries written as YAML in blocks, with their notes as comments and texts of several lines under `|`."""

from __future__ import annotations

from typing import NamedTuple

from easui.assist.comment_text import yaml_comment
from easui.assist.entry import Entry, Notes, spaced
from easui.assist.refusal import Refused
from easui.assist.scalar_text import yaml_scalar_value
from easui.document import Document, Key, Object
from easui.document.yaml_scalars import block_header, write_scalar

_STEP = 2
_LONGEST_KEY = 1024
"""YAML reads no longer keys, with their quotes, unless they are marked."""


class _Task(NamedTuple):
    """An entry that is still to be written. `lead` is what its first line begins with: blanks, and `- ` for items.

    One that is `inline` stands behind the `- ` of its parent; the notes above it are written above that.
    """

    entry: Entry
    lead: str
    is_first: bool
    inline: bool


def yaml_lines(document: Document, root: Entry) -> list[str]:
    """The lines of a document. Raises `Refused` for what YAML cannot hold."""
    return _Writer(document).write(root)


class _Writer:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.lines: list[str] = []
        self.beside: dict[int, str] = {}

    def write(self, root: Entry) -> list[str]:
        stack: list[_Task | list[str]] = [_Task(root, "", True, False)]
        while stack:
            task = stack.pop()
            if isinstance(task, list):
                self.lines += task
            else:
                stack += reversed(self._entry(task))
        for line, note in self.beside.items():
            self.lines[line] += " " + yaml_comment(note)
        return self.lines

    def _entry(self, task: _Task) -> list[_Task | list[str]]:
        """Write the first lines of an entry; gives what is left of it, in the order of the text."""
        entry, lead = task.entry, task.lead
        is_item = entry.key is None and lead != ""
        margin = " " * (len(lead) - (len("- ") if is_item else 0))
        if not task.inline:
            self.lines += _notes(_notes_above(entry), margin, at_edge=task.is_first)
        behind = self._behind(entry, is_item)
        if entry.key:
            lead += self._key(entry.key)
        inner = len(task.lead) + (0 if is_item else _STEP)
        if not entry.children:
            first, *rest = self._value(entry, inner)
            self.lines += (lead + first, *rest, *_notes([*entry.closing, *behind], margin))
            return []
        if entry.key:
            if entry.opening is not None:
                self.beside[len(self.lines)] = entry.opening
            self.lines.append(lead.rstrip())
            lead = " " * inner
        mark = "" if isinstance(entry.node, Object) else "- "
        first_child, *others = entry.children
        column = " " * len(lead)
        children = [_Task(first_child, lead + mark, True, entry.key is None)]
        children += (_Task(child, column + mark, False, False) for child in others)
        return [*children, [*_notes(entry.closing, column), *_notes(behind, margin)]]

    def _behind(self, entry: Entry, is_item: bool) -> Notes:
        """Put the note behind a value on its first line where all that stands there is its own; the notes below it."""
        if entry.trailing is None:
            return entry.after
        if entry.holds_notes() or (entry.children and entry.key is None and not is_item):
            return [entry.trailing, *entry.after]
        self.beside[len(self.lines)] = entry.trailing
        return entry.after

    def _key(self, key: Key) -> str:
        text = write_scalar(key.name)
        if len(text) > _LONGEST_KEY:
            raise Refused(f"this key has more than {_LONGEST_KEY} characters: too many for YAML", key.start)
        return text + ": "

    def _value(self, entry: Entry, column: int) -> list[str]:
        """The lines of a value without entries in it, those behind the first with their indentation."""
        if entry.scalar is None:
            return ["{}" if isinstance(entry.node, Object) else "[]"]
        text = yaml_scalar_value(self.document, entry.scalar)
        return [text] if text is not None else _text_lines(str(entry.scalar.value), column)


def _text_lines(text: str, column: int) -> list[str]:
    """A text on one line, or as it is under `|` where it has several and reads back the same."""
    header = block_header(text)
    if not header:
        return [write_scalar(text)]
    return [header, *(" " * column + line if line else "" for line in text.removesuffix("\n").split("\n"))]


def _notes_above(entry: Entry) -> Notes:
    """The notes above an entry, and those that cannot stand between its `-` and the first thing in it."""
    notes = list(entry.leading)
    while entry.key is None and entry.children:
        first = entry.children[0]
        notes += (note for note in (entry.opening, *first.leading) if note is not None)
        entry = first
    return notes


def _notes(notes: Notes, pad: str, *, at_edge: bool = False) -> list[str]:
    """Notes on lines of their own."""
    return ["" if note is None else pad + yaml_comment(note) for note in spaced(notes, at_edge=at_edge)]
