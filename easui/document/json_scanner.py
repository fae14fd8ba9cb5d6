"""Moving through JSON text: white space, comments and stray characters, and a list of what was wrong on the way."""

from __future__ import annotations

from easui.document import json_tokens as tokens
from easui.document.diagnostic import Fix, Span
from easui.document.edit import TextEdit
from easui.document.fault import Fault, cure
from easui.document.node import Comment

MAX_FAULTS = 100
"""After so many faults a text is hardly JSON; more of them would tell nobody more."""

_INVISIBLE = "\ufeff\u00a0\u200b\u2028\u2029\u3000\x0b\x0c\x85"


class Scanner:
    """A place `at` in a text, with the comments and faults that were met before it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.faults: list[Fault] = []
        self.comments: list[Comment] = []

    def next(self) -> str:
        return self.text[self.at : self.at + 1]

    def end_of_content(self) -> int:
        """The end of the last thing before here that is neither white space nor a comment."""
        at = self.at
        comments = len(self.comments)
        while True:
            while at and self.text[at - 1] in " \t\r\n":
                at -= 1
            if not comments or self.comments[comments - 1].end < at:
                return at
            comments -= 1
            at = min(at, self.comments[comments].start)

    def skip(self) -> None:
        """Step over white space and comments."""
        text = self.text
        while True:
            space = tokens.SPACE.match(text, self.at)
            self.at = start = space.end() if space else self.at
            char = text[start : start + 1]
            if char == "/":
                self._comment(start)
            elif char == "#":
                match = tokens.HASH_COMMENT.match(text, start)
                self.at = match.end() if match else start + 1
                self.comments.append(Comment(start, self.at))
                fix = cure("Write `//`", start, start + 1, "//")
                self.fault_at(start, 1, "comments begin with `//`, not with `#`", fix)
            elif char and char in _INVISIBLE:
                self.at += 1
                if start or char != "\ufeff":
                    fix = cure("Write a blank", start, start + 1, " ")
                    self.fault_at(start, 1, f"an invisible character (U+{ord(char):04X}) stands here", fix)
            else:
                return

    def _comment(self, start: int) -> None:
        match = tokens.LINE_COMMENT.match(self.text, start) or tokens.BLOCK_COMMENT.match(self.text, start)
        if match:
            self.at = match.end()
        elif self.text.startswith("/*", start):
            self.at = len(self.text)
            self.fault_at(start, 2, "this comment has no closing `*/`", cure("Add `*/`", self.at, self.at, "*/"))
        else:
            self.stray("`/` stands here alone", 1)
            return
        self.comments.append(Comment(start, self.at))

    def stray(self, message: str, length: int) -> None:
        """Report text that belongs to nothing, and step over it."""
        start = self.at
        self.at += length
        if self.faults and self.faults[-1].span.end == start and self.faults[-1].kind == "syntax":
            self.faults[-1] = _longer(self.faults[-1], self.at)  # one run of strange characters is one mistake
            return
        self.fault_at(start, length, message, cure("Remove it", start, self.at, "", safe=False))

    def fault_at(self, start: int, length: int, message: str, fix: Fix) -> None:
        self.add_fault(Fault("syntax", message, Span(start, start + length), "", fix))

    def add_faults(self, faults: list[Fault]) -> None:
        for fault in faults:
            self.add_fault(fault)

    def add_fault(self, fault: Fault) -> None:
        if len(self.faults) < MAX_FAULTS:
            self.faults.append(fault)


def _longer(fault: Fault, end: int) -> Fault:
    """The fault of a stray text that goes on up to `end`; others stay as they are."""
    start = fault.span.start
    if fault.fix is None or fault.fix.edits != (TextEdit(start, fault.span.end, ""),):
        return fault
    return fault._replace(span=Span(start, end), fix=cure(fault.fix.title, start, end, "", safe=False))
