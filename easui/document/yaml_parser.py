"""A tolerant parser for YAML on top of ruamel.yaml, into the tree that JSON has too.

Where ruamel.yaml stops, the mistake is explained in the user's words, covered in a working copy of the same length, and
the copy is read again; so the rest of a half-typed file is still understood.
"""

from __future__ import annotations

from easui.document.diagnostic import Span
from easui.document.fault import Fault
from easui.document.json_parser import Tree
from easui.document.node import Comment, Node, Scalar
from easui.document.yaml_events import (
    GAP,
    MAX_DEPTH,
    Event,
    StandIn,
    TooDeep,
    forbidden_characters,
    read_events,
    readable,
)
from easui.document.yaml_mistakes import explain
from easui.document.yaml_tree import TreeBuilder

MAX_RETRIES = 20
"""After so many mistakes a text is hardly YAML."""

_MAX_TAB_RETRIES = 200


def parse_yaml(text: str) -> Tree:
    """Parse YAML, whatever the text holds; the tree has the meaning that the text has when converted to JSON."""
    faults = forbidden_characters(text)
    stand_in = readable(text)
    try:
        events, working = _read(stand_in, faults)
    except TooDeep as error:
        message = f"this nests deeper than {MAX_DEPTH} levels"
        return Tree(None, (Fault("syntax", message, Span(error.offset, error.offset + 1)),), ())
    if events is None:
        return Tree(None, tuple(faults[:1]), ())
    builder = TreeBuilder(text, events, stand_in)
    root = builder.build()
    faults += builder.faults
    comments = tuple(_comments(working, events))
    if root is None or _is_nothing(root):
        root = None
        if not faults:
            message = "the file holds nothing but comments" if comments else "the file is empty"
            faults.append(Fault("empty", message, Span(0, 0), "start with a key and its value: `name: value`"))
    return Tree(root, tuple(sorted(faults, key=lambda fault: fault.span.start)), comments)


def _read(stand_in: StandIn, faults: list[Fault]) -> tuple[list[Event] | None, str]:
    """The events of the text with its mistakes covered, and that text; no events where nothing helps."""
    text = stand_in.text
    mistakes = silent = 0
    while mistakes <= MAX_RETRIES and silent <= _MAX_TAB_RETRIES:
        try:
            events, more = read_events(text)
        except TooDeep:
            raise
        except Exception as error:  # ruamel.yaml raises many things for strange texts, AttributeError among them
            mistake = explain(text, error)
            if mistake.fault is None:
                silent += 1
                if silent > _MAX_TAB_RETRIES:
                    faults.append(_too_many_tabs(text, mistake.text))
            else:
                mistakes += 1
                faults.append(_restored(mistake.fault, stand_in.back))
            if mistake.text == text:
                break
            text = mistake.text
        else:
            faults += more
            return events, text[: more[0].span.start] if more else text
    return None, text


def _too_many_tabs(text: str, covered: str) -> Fault:
    """The fault at the first tab that was not read as blanks any more."""
    at = next(index for index, pair in enumerate(zip(text, covered, strict=True)) if pair[0] != pair[1])
    message = f"a tab stands before a value, as in {_MAX_TAB_RETRIES} places before"
    return Fault("syntax", message, Span(at, at + 1), "write blanks instead of tabs")


def _restored(fault: Fault, back: dict[int, str]) -> Fault:
    """The fault with the characters of the user's text."""
    if not back:
        return fault
    fix = fault.fix
    if fix:
        fix = fix._replace(edits=tuple(edit._replace(text=edit.text.translate(back)) for edit in fix.edits))
    return fault._replace(message=fault.message.translate(back), help=fault.help.translate(back), fix=fix)


def _is_nothing(root: Node) -> bool:
    return isinstance(root, Scalar) and root.kind == "null" and root.start == root.end


def _comments(text: str, events: list[Event]) -> list[Comment]:
    """Comments stand between scalars and aliases, and behind the indicator of a block of text."""
    comments: list[Comment] = []
    at = 0
    for event in events:
        if event.kind not in ("scalar", "alias"):
            continue
        comments += _comments_between(text, at, event.start)
        at = event.end
        if event.style in ("|", ">"):
            header = len(text[event.start : event.end].replace("\r", "\n").partition("\n")[0])
            comments += _comments_between(text, event.start, event.start + header)
    return comments + _comments_between(text, at, len(text))


def _comments_between(text: str, start: int, end: int) -> list[Comment]:
    if text.find("#", start, end) < 0:
        return []
    return [Comment(*found.span()) for found in GAP.finditer(text, start, end) if found.lastgroup == "comment"]
