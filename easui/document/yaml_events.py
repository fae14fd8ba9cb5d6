"""What ruamel.yaml sees in a text, as flat events with exact offsets.

Events are used in place of composed nodes: they need no recursion, and they leave aliases to us, which may be many
times larger when written out than the file is.
"""

from __future__ import annotations

import re
from typing import Any, Literal, NamedTuple

from easui.document.diagnostic import Span
from easui.document.fault import Fault

MAX_DEPTH = 200
"""Deeper than any config that a person wrote; ruamel.yaml's time grows with the square of the depth."""

GAP = re.compile(r"(?P<comment>#[^\r\n]*)|(?P<property>!<[^>\s]*>|[&!][^\s,\[\]{}]*)|(?P<directive>^%[^\r\n]*)", re.M)
"""What may stand between keys and values besides blanks and marks."""

_PROPERTIES = re.compile(r"(?:!<[^>\s]*>|[&!][^\s,\[\]{}]*|[ \t\r\n]+|#[^\r\n]*)+")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EXOTIC = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_PRIVATE_USE = range(0xF0000, 0xFFFFE)
_LINE_BREAK = re.compile(r"\r\n|\n|\r")


class Event(NamedTuple):
    """A scalar, an alias, or the start or end of a collection.

    `start` is where the value itself begins, `node_start` where its anchor or tag does. `value` is the text of a
    scalar without quotes and escapes, or the name of an alias; `style` is a quote, `|`, `>` or "" for plain text.
    An end without width is that of a block.
    """

    kind: Literal["scalar", "alias", "object", "array", "end"]
    start: int
    end: int
    value: str = ""
    style: str = ""
    anchor: str | None = None
    tag: str | None = None
    flow: bool = False
    node_start: int = 0


class TooDeep(Exception):
    """The text nests deeper than `MAX_DEPTH`; `offset` is where."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


class StandIn(NamedTuple):
    """A text in which ruamel.yaml can read everything, and the way back for the values found in it."""

    text: str
    back: dict[int, str]


def readable(text: str) -> StandIn:
    """Put harmless characters in the place of those that ruamel.yaml refuses or takes for line ends.

    U+0085, U+2028 and U+2029 end no line in YAML 1.2; ruamel.yaml treats them as if they did.
    """
    body = text.removeprefix("\ufeff")
    exotic = set(_EXOTIC.findall(body))
    if not exotic:
        return StandIn(text, {})
    free = (code for code in _PRIVATE_USE if chr(code) not in text)
    there = {ord(char): code for char, code in zip(sorted(exotic), free, strict=False)}
    mark = text[: len(text) - len(body)]
    return StandIn(mark + body.translate(there), {code: chr(char) for char, code in there.items()})


def forbidden_characters(text: str) -> list[Fault]:
    """One fault for each kind of character that YAML does not allow."""
    faults: dict[str, Fault] = {}
    for match in _FORBIDDEN.finditer(text):
        if match[0] not in faults:
            message = f"a control character (U+{ord(match[0]):04X}) stands here, which YAML does not allow"
            help_ = f"in double quotes, write it as `\\u{ord(match[0]):04x}`"
            faults[match[0]] = Fault("syntax", message, Span(match.start(), match.end()), help_)
    return list(faults.values())


def read_events(text: str) -> tuple[list[Event], list[Fault]]:
    """The events of the first document in a text, and a fault where there is a second one.

    Raises `TooDeep`, and what ruamel.yaml raises where it cannot read on.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml import events as raw

    events: list[Event] = []
    documents = depth = 0
    for event in YAML(typ="safe", pure=True).parse(text):
        start, end = event.start_mark.index, event.end_mark.index
        if isinstance(event, raw.ScalarEvent):
            events.append(_scalar(text, event, start, end))
        elif isinstance(event, (raw.MappingStartEvent, raw.SequenceStartEvent)):
            depth += 1
            if depth > MAX_DEPTH:
                raise TooDeep(start)
            events.append(_collection(text, event, start, end, isinstance(event, raw.MappingStartEvent)))
        elif isinstance(event, raw.CollectionEndEvent):
            depth -= 1
            events.append(Event("end", start, end))
        elif isinstance(event, raw.AliasEvent):
            events.append(Event("alias", start, end, event.anchor, node_start=start))
        elif isinstance(event, raw.DocumentStartEvent):
            documents += 1
            if documents > 1:
                message = "a second document begins here; a file holds one"
                return events, [
                    Fault("syntax", message, Span(start, max(end, start + 1)), "move it to a file of its own")
                ]
    return events, []


def _scalar(text: str, event: Any, start: int, end: int) -> Event:
    tag = None if event.tag is None else str(event.tag)
    style = event.style or ""
    inner = start
    if event.anchor is not None or tag is not None:
        match = _PROPERTIES.match(text, start, end)
        inner = match.end() if match else start
    if style in ("|", ">"):
        end = _end_of_block_scalar(text, inner, end)
    return Event("scalar", inner, end, event.value, style, event.anchor, tag, False, start)


def _collection(text: str, event: Any, start: int, end: int, is_object: bool) -> Event:
    """`end` is behind the opening mark, or before the first thing of a block; a pair in a list has no mark."""
    marked = start != end and text[end - 1 : end] in ("[", "{") if event.flow_style else text[end : end + 1] != "-"
    inner = end - 1 if marked and (event.flow_style or not is_object) else end
    if event.flow_style and not marked:
        inner = start
    tag = None if event.tag is None else str(event.tag)
    kind: Literal["object", "array"] = "object" if is_object else "array"
    return Event(kind, inner, end, "", "", event.anchor, tag, bool(event.flow_style), start)


def _end_of_block_scalar(text: str, start: int, end: int) -> int:
    """The end of its last line with content; of its last line at all where the indicator keeps blank lines."""
    header = _LINE_BREAK.search(text, start, end)
    if header and "+" in text[start : header.start()].partition("#")[0]:
        last = re.search(r"(?:\r\n|\n|\r)[ \t]*\Z", text[start:end])
        return start + last.start() if last else end
    content = len(text[start:end].rstrip(" \t\r\n"))
    line_end = _LINE_BREAK.search(text, start + content, end)
    return line_end.start() if line_end else end
