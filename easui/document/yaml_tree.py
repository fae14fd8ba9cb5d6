"""From YAML's events to the tree: the meaning that JSON would give to what stands in the text.

An alias is read by going through the events of its anchor again, with the place of the alias for all that comes out;
so is what `<<` merges in. What a text of aliases would be when written out is bounded.
"""

from __future__ import annotations

import re

from easui.document.diagnostic import Span
from easui.document.fault import Fault
from easui.document.node import ABSENT, Array, Key, Member, Node, Object, Scalar
from easui.document.yaml_events import Event, StandIn
from easui.document.yaml_scalars import STANDARD_TAGS, read_scalar

MAX_ALIASED = 50_000
"""How many nodes aliases may stand for; without a bound, ten lines can stand for billions."""

_KNOWN_TAGS = frozenset(
    ("!", *(STANDARD_TAGS + name for name in ("str", "int", "float", "bool", "null", "map", "seq")))
)
_BETWEEN = re.compile(r"(?:[ \t\r\n]+|#[^\r\n]*)*")


class _Targets:
    """Where each node ends, and which events each alias stands for; `refused` holds the reason where it can't."""

    def __init__(self, events: list[Event]) -> None:
        self.stops = [0] * len(events)
        self.of: dict[int, range] = {}
        self.refused: dict[int, str] = {}
        anchors: dict[str, int] = {}
        weights = [0]
        opened: list[int] = []
        for index, event in enumerate(events):
            if event.kind in ("object", "array"):
                opened.append(index)
            else:
                self.stops[opened.pop() if event.kind == "end" else index] = index + 1
            weight = self._alias(index, event.value, anchors, weights) if event.kind == "alias" else 1
            weights.append(weights[-1] + weight)
            if event.anchor is not None:
                anchors[event.anchor] = index

    def _alias(self, index: int, name: str, anchors: dict[str, int], weights: list[int]) -> int:
        """Find what an alias stands for; how many nodes that is."""
        start = anchors.get(name)
        if start is None:
            self.refused[index] = f"no `&{name}` stands before this `*{name}`"
            return 1
        stop = self.stops[start]
        if not stop:
            self.refused[index] = f"`*{name}` stands inside of `&{name}`, so that it would hold itself"
            return 1
        weight = weights[stop] - weights[start]
        if weights[-1] - index + weight > MAX_ALIASED:
            said = f"the aliases of this file stand for more than {MAX_ALIASED} values"
            self.refused[index] = "" if said in self.refused.values() else said
            return 1
        self.of[index] = range(start, stop)
        return weight


class _Frame:
    """A collection whose end has not been seen yet; `span` is set where it stands for an alias."""

    __slots__ = ("colon", "commas", "end", "event", "items", "key", "members", "merge_at", "merges", "span")

    def __init__(self, event: Event, span: Span | None) -> None:
        self.event = event
        self.span = span
        self.members: list[Member] = []
        self.items: list[Node] = []
        self.commas: list[int] = []
        self.merges: list[tuple[int, Node]] = []
        self.key: Key | None = None
        self.colon = ABSENT
        self.merge_at = ABSENT
        self.end = event.end

    @property
    def wants_key(self) -> bool:
        return self.event.kind == "object" and self.key is None


class _Cursor:
    """Events still to be read, and the place that stands for all of them."""

    __slots__ = ("at", "span", "stop")

    def __init__(self, events: range, span: Span | None) -> None:
        self.at = events.start
        self.stop = events.stop
        self.span = span


class TreeBuilder:
    """Builds the tree of one document; `source` is the text as it is, whose separators count.

    `faults` collects what cannot be had in JSON.
    """

    def __init__(self, source: str, events: list[Event], stand_in: StandIn) -> None:
        self.source = source
        self.events = events
        self.back = stand_in.back
        self.faults: list[Fault] = []
        self.targets = _Targets(events)
        self.frames: list[_Frame] = []
        self.cursors = [_Cursor(range(len(events)), None)]
        self.root: Node | None = None

    def build(self) -> Node | None:
        while self.cursors:
            cursor = self.cursors[-1]
            if cursor.at == cursor.stop:
                self.cursors.pop()
                continue
            index = cursor.at
            cursor.at += 1
            self._read(index, self.events[index], cursor.span)
        return self.root

    def _read(self, index: int, event: Event, span: Span | None) -> None:
        if event.kind == "end":
            frame = self.frames.pop()
            self._add(self._close(frame, event), span)
        elif event.kind == "alias":
            self._alias(index, event, span)
        else:
            self._check_tag(event, span)
            if event.kind != "scalar":
                self.frames.append(_Frame(event, span))
            elif self.frames and self.frames[-1].wants_key:
                self._key(index, event, span)
            else:
                self._add(self._scalar(event, span), span)

    def _alias(self, index: int, event: Event, span: Span | None) -> None:
        place = span or Span(event.start, event.end)
        target = self.targets.of.get(index)
        if target is not None:
            self.cursors.append(_Cursor(target, place))
            return
        if reason := self.targets.refused[index]:
            self._fault(span, reason, place)
        self._add(Scalar("invalid", *place, None), span)

    # -- keys and scalars

    def _key(self, index: int, event: Event, span: Span | None) -> None:
        name = event.value.translate(self.back) if self.back else event.value
        frame = self.frames[-1]
        if event.value == "<<" and not event.style and event.tag is None:
            frame.merge_at = index + 1
        self._set_key(frame, Key(name, *(span or (event.start, event.end))))

    def _set_key(self, frame: _Frame, key: Key) -> None:
        frame.key = key
        frame.end = key.end
        frame.colon = ABSENT if frame.span else self._separator(":", key.end)

    def _complex_key(self, frame: _Frame, node: Node, span: Span | None) -> None:
        self._set_key(frame, Key(self.source[node.start : node.end], node.start, node.end))
        message = "an object or a list stands where a key is expected"
        self._fault(span, message, Span(node.start, node.end), "put it in double quotes where the brackets are text")

    def _scalar(self, event: Event, span: Span | None) -> Scalar:
        reading = read_scalar(event.value, plain=not event.style, tag=event.tag)
        start, end = span or (event.start, event.end)
        if event.start == event.end and span is None and event.node_start == event.start:
            start = end = self._place_of_nothing(start)
        if reading.problem:
            self._fault(span, reading.problem, Span(start, end))
        value = reading.value
        if self.back and isinstance(value, str):
            value = value.translate(self.back)
        return Scalar(reading.kind, start, end, value)

    def _place_of_nothing(self, start: int) -> int:
        """Where the value of a key would begin that has none: behind its colon, or behind the key."""
        frame = self.frames[-1] if self.frames else None
        if frame is None or frame.key is None:
            return start
        return frame.key.end if frame.colon == ABSENT else frame.colon + 1

    def _check_tag(self, event: Event, span: Span | None) -> None:
        if event.tag is not None and event.tag not in _KNOWN_TAGS:
            written = re.match(r"(?:&\S*\s+)?(!<[^>\s]*>|![^\s,\[\]{}]*)", self.source[event.node_start : event.start])
            tag = written[1] if written else event.tag
            start = event.node_start + (written.start(1) if written else 0)
            message = f"the tag `{tag}` has no meaning in JSON"
            self._fault(span, message, Span(start, start + len(tag)), "remove it")

    # -- collections

    def _add(self, node: Node, span: Span | None) -> None:
        """Put a finished node where it belongs; `span` is the place of the alias that it was read for."""
        if not self.frames:
            self.root = node
            return
        frame = self.frames[-1]
        if frame.wants_key:
            if isinstance(node, Scalar):
                name = node.value if isinstance(node.value, str) else self.source[node.start : node.end]
                self._set_key(frame, Key(name, node.start, node.end))
            else:
                self._complex_key(frame, node, span)
            return
        if frame.key is None:
            frame.items.append(node)
            frame.commas.append(self._comma(frame, node))
        elif frame.merge_at == ABSENT:
            frame.members.append(Member(frame.key, frame.colon, node, self._comma(frame, node)))
            frame.key = None
        elif span is None and self.events[frame.merge_at].kind != "alias":
            merged = range(frame.merge_at, self.targets.stops[frame.merge_at])
            self.cursors.append(_Cursor(merged, Span(node.start, node.end)))
            return
        else:
            frame.merges.append((len(frame.members), node))
            frame.key, frame.merge_at = None, ABSENT
        frame.end = max(frame.end, node.end)

    def _close(self, frame: _Frame, end: Event) -> Node:
        if frame.merges:
            self._merge(frame)
        start, stop = frame.span or (frame.event.start, end.end if end.end > end.start else frame.end)
        if frame.event.kind == "object":
            return Object(start, stop, tuple(frame.members))
        return Array(start, stop, tuple(frame.items), tuple(frame.commas))

    def _merge(self, frame: _Frame) -> None:
        """Put merged members where `<<` stands; what the object says itself wins, then what is merged first."""
        own = {member.key.name for member in frame.members}
        for position, source in reversed(frame.merges):
            merged: dict[str, Member] = {}
            place = Span(source.start, source.end)
            for part in source.items if isinstance(source, Array) else (source,):
                if not isinstance(part, Object):
                    self._fault(frame.span, "`<<` can merge only objects", place, "give it an alias of an object")
                    continue
                for name in dict.fromkeys(member.key.name for member in part.members):
                    found = part.get(name)
                    if found and name not in own:
                        merged.setdefault(name, Member(Key(name, *place), ABSENT, found.value, ABSENT))
            own.update(merged)
            frame.members[position:position] = merged.values()

    # -- separators

    def _comma(self, frame: _Frame, node: Node) -> int:
        return self._separator(",", node.end) if frame.event.flow and not frame.span else ABSENT

    def _separator(self, mark: str, at: int) -> int:
        """The offset of a mark after blanks and comments, or `ABSENT`."""
        match = _BETWEEN.match(self.source, at)
        place = match.end() if match else at
        return place if self.source[place : place + 1] == mark else ABSENT

    def _fault(self, span: Span | None, message: str, place: Span, help_: str = "") -> None:
        if span is None:  # what an alias stands for has been reported at its own place
            self.faults.append(Fault("syntax", message, place, help_))
