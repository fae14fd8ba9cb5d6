"""Writing keys and values into slots: in the file's own style, with the commas, quotes and indentation of the place."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from easui.assist.completion.shape import Blank, Written, filled, stand_ins
from easui.assist.completion.slot import Slot
from easui.document import Document
from easui.document.layout import Layout, layout_of, quote, render
from easui.document.yaml_render import Style, block_lines, child_column, flow_text, is_block, member_lines, style_of
from easui.document.yaml_scalars import write_scalar

Scalars = (str, int, float, bool)


class Writer:
    """Writes what may come into one slot."""

    def __init__(self, document: Document, slot: Slot) -> None:
        self.document = document
        self.slot = slot
        self._layout = Layout() if slot.notation == "block" or slot.container is None else _layout(document, slot)
        self._style = _style(document) if document.language == "yaml" else Style()

    def name(self, name: str) -> Written:
        """A key whose value is there already."""
        return Written(self._key(name)).wrapped(self.slot.before, self.slot.after)

    def member(self, name: str, shape: Any) -> Written:
        """A key with its value."""
        slot = self.slot
        value, blanks = stand_ins(shape)
        if slot.notation == "block":
            first, *rest = member_lines(name, value, slot.column, self._style)
            if slot.quote:
                first = self._key(name) + first[len(write_scalar(name)) :]
            written = filled(self._style.newline.join((first, *rest)), blanks, yaml=True)
        elif slot.notation == "flow":
            written = filled(f"{self._key(name)}: {flow_text(value)}", blanks, yaml=True)
        else:
            text = render(value, self._layout, slot.indent, one_line=slot.one_line)
            written = filled(self._key(name) + self._layout.colon + text, blanks, yaml=False)
        return written.wrapped(slot.before, slot.after)

    def value(self, shape: Any) -> Written:
        """A value behind a key, an item of an array, or a whole document."""
        slot = self.slot
        if isinstance(shape, Scalars) and not isinstance(shape, Blank):
            return Written(slot.before + self.scalar(shape) + slot.after)
        value, blanks = stand_ins(shape)
        if slot.notation == "block":
            return self._block(value, blanks)
        if slot.notation == "flow":
            return filled(flow_text(value), blanks, yaml=True).wrapped(slot.before, slot.after)
        text = render(value, self._layout, slot.indent, one_line=slot.one_line)
        return filled(text, blanks, yaml=False).wrapped(slot.before, slot.after)

    def scalar(self, value: str | int | float | bool) -> str:
        """A scalar alone."""
        if self.slot.notation != "json":
            mark = self.slot.quote if isinstance(value, str) else ""
            return write_scalar(value, quote=mark, flow=self.slot.notation == "flow")
        return quote(value) if isinstance(value, str) else render(value, self._layout)

    def _block(self, value: Any, blanks: list[Blank]) -> Written:
        slot, style = self.slot, self._style
        if slot.kind != "value" or not is_block(value):
            column = slot.column + len(slot.before) if slot.kind == "item" else slot.column
            lines = block_lines(value, column, style)
            return filled(style.newline.join(lines), blanks, yaml=True).wrapped(slot.before, slot.after)
        column = child_column(value, slot.column, style)
        first, *rest = block_lines(value, column, style)
        text = style.newline.join(("", " " * column + first, *rest))
        return filled(text, blanks, yaml=True).wrapped("", slot.after)

    def _key(self, name: str) -> str:
        if self.slot.notation == "json":
            return quote(name)
        return write_scalar(name, quote=self.slot.quote or self._usual_quote(), flow=self.slot.notation == "flow")

    def _usual_quote(self) -> str:
        """The quote that keys have in the brackets around."""
        container = self.slot.container
        members = getattr(container, "members", ())
        first = self.document.text[members[0].key.start] if members else ""
        return first if first in ("'", '"') else ""


def _layout(document: Document, slot: Slot) -> Layout:
    """The layout of the place; in an empty file the cursor's own line is all that shows how wide people indent."""
    layout = layout_of(document, slot.container)
    is_first = slot.container is document.root and not getattr(slot.container, "members", ())
    return layout._replace(indent=slot.indent) if is_first and slot.indent else layout


@lru_cache(maxsize=2)
def _style(document: Document) -> Style:
    return style_of(document)
