"""What comments say, without the marks of the language that they are written in."""

from __future__ import annotations

import re

from easui.document import Comment, Document

_LINE_END = re.compile(r"\r\n|\n|\r")
_UNWRITABLE_IN_YAML = re.compile(
    "[^\t\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


def notes_of(document: Document, comment: Comment) -> list[str]:
    """The lines of a comment, each with the blanks behind its mark as they are; at least one."""
    source = document.text[comment.start : comment.end]
    if source.startswith("#"):
        return [source[1:].rstrip()]
    if source.startswith("//"):
        return [source[2:].rstrip()]
    lines = [line.strip().removeprefix("*").strip() for line in _LINE_END.split(source[2:-2])]
    while len(lines) > 1 and not lines[0]:
        del lines[0]
    while len(lines) > 1 and not lines[-1]:
        del lines[-1]
    return [f" {line}" if line else "" for line in lines]


def yaml_comment(note: str) -> str:
    """A note as a comment of YAML; what YAML does not allow to stand in a text is written as an escape."""
    return "#" + _UNWRITABLE_IN_YAML.sub(lambda match: f"\\u{ord(match[0]):04x}", note)


def json_comment(note: str) -> str:
    """A note as a comment of JSON; half a character, which no file can hold, is written as an escape."""
    return "//" + re.sub("[\ud800-\udfff]", lambda match: f"\\u{ord(match[0]):04x}", note)
