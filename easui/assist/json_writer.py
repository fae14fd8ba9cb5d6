"""Entries written as JSON, or as JSON with their notes as comments, in the canonical layout."""

from __future__ import annotations

from typing import NamedTuple

from easui.assist.comment_text import json_comment
from easui.assist.entry import Entry, Notes, spaced
from easui.assist.json_tokens import INDENT
from easui.assist.scalar_text import json_key, json_scalar
from easui.document import Document, Object
from easui.document.layout import WIDTH, has_line_end


class _Task(NamedTuple):
    """An entry that is still to be written."""

    entry: Entry
    depth: int
    is_first: bool
    is_last: bool


def json_lines(document: Document, root: Entry, *, comments: bool) -> list[str]:
    """The lines of a document; without `comments` its notes are left out. Raises `Refused` for what JSON has not."""
    return _Writer(document, comments).write(root)


class _Writer:
    def __init__(self, document: Document, comments: bool) -> None:
        self.document = document
        self.comments = comments
        self.lines: list[str] = []

    def write(self, root: Entry) -> list[str]:
        stack: list[_Task | list[str]] = [_Task(root, 0, True, True)]
        while stack:
            task = stack.pop()
            if isinstance(task, list):
                self.lines += task
            else:
                self.lines += self._above(task)
                stack += reversed(self._entry(task))
        return self.lines

    def _entry(self, task: _Task) -> list[_Task | list[str]]:
        """What an entry is made of, in the order of the text: lines, and entries that are still to be written."""
        entry, indent = task.entry, INDENT * task.depth
        head = indent + (json_key(self.document, entry.key) + ": " if entry.key else "")
        tail = ("" if task.is_last else ",") + self._beside(entry.trailing)
        after = self._notes(entry.after, task.depth)
        closing = self._notes(entry.closing, task.depth + 1, at_edge=not entry.children)
        whole = self._on_one_line(entry, head, closing)
        if whole is not None:
            return [[head + whole + tail], after]
        mark, end_mark = _marks_of(entry)
        last = len(entry.children) - 1
        children = (
            _Task(child, task.depth + 1, index == 0, index == last) for index, child in enumerate(entry.children)
        )
        return [[head + mark + self._beside(entry.opening)], *children, [*closing, indent + end_mark + tail], after]

    def _on_one_line(self, entry: Entry, head: str, closing: list[str]) -> str | None:
        """A value that is written on one line: a scalar, one with nothing in it, or a short one that stood on one."""
        if entry.scalar:
            return json_scalar(self.document, entry.scalar)
        if not entry.children:
            return None if closing else "".join(_marks_of(entry))
        is_list_of_leaves = head != "" and all(not child.children for child in entry.children)
        if not is_list_of_leaves or not self._stood_on_one_line(entry) or (self.comments and entry.holds_notes()):
            return None
        mark, end_mark = _marks_of(entry)
        whole = mark + ", ".join(self._leaf(child) for child in entry.children) + end_mark
        return whole if len(head) + len(whole) + len(",") <= WIDTH else None

    def _stood_on_one_line(self, entry: Entry) -> bool:
        text, node = self.document.text, entry.node
        return text[node.start] in ("{", "[") and not has_line_end(text, node.start, node.end)

    def _leaf(self, entry: Entry) -> str:
        name = json_key(self.document, entry.key) + ": " if entry.key else ""
        return name + (json_scalar(self.document, entry.scalar) if entry.scalar else "".join(_marks_of(entry)))

    def _above(self, task: _Task) -> list[str]:
        """The notes and the blank line above an entry."""
        if self.comments:
            return self._notes(task.entry.leading, task.depth, at_edge=task.is_first)
        return [""] if None in task.entry.leading and not task.is_first else []

    def _notes(self, notes: Notes, depth: int, *, at_edge: bool = False) -> list[str]:
        """Notes on lines of their own."""
        if not self.comments:
            return []
        pad = INDENT * depth
        return ["" if note is None else pad + json_comment(note) for note in spaced(notes, at_edge=at_edge)]

    def _beside(self, note: str | None) -> str:
        """A note behind something on its line."""
        return "" if note is None or not self.comments else " " + json_comment(note)


def _marks_of(entry: Entry) -> tuple[str, str]:
    return ("{", "}") if isinstance(entry.node, Object) else ("[", "]")
