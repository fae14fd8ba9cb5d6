"""The view of a text whose lines are never wrapped: nothing is computed for lines that nobody looks at."""

from __future__ import annotations

from textual._cells import cell_len, cell_width_to_column_index
from textual.document._document import Location
from textual.document._wrapped_document import WrappedDocument
from textual.expand_tabs import expand_tabs_inline, get_tab_widths
from textual.geometry import Offset

from easui.tui.text.line_document import LineDocument, Rows


class UnwrappedDocument(WrappedDocument):
    """Stands in for Textual's wrapped document, which visits every line whenever the text changes."""

    document: LineDocument

    def __init__(self, document: LineDocument, tab_width: int) -> None:
        self._count = document.line_count
        super().__init__(document, 0, tab_width)

    def wrap(self, width: int, tab_width: int | None = None) -> None:
        self._width = 0
        self._tab_width = tab_width or self._tab_width
        self._offset_to_line_info = Rows(self._count)  # type: ignore[assignment]

    def wrap_range(self, start: Location, old_end: Location, new_end: Location) -> None:
        """Nothing to do: an edit makes another document."""

    @property
    def wrapped(self) -> bool:
        return False

    @property
    def height(self) -> int:
        return self._count

    def offset_to_location(self, offset: Offset) -> Location:
        row = min(max(offset.y, 0), self._count - 1)
        return row, cell_width_to_column_index(self.document.get_line(row), max(offset.x, 0), self._tab_width)

    def location_to_offset(self, location: Location) -> Offset:
        row = min(max(location[0], 0), self._count - 1)
        before = self.document.get_line(row)[: location[1]]
        return Offset(cell_len(expand_tabs_inline(before, self._tab_width)), row)

    def get_target_document_column(self, line_index: int, x_offset: int, y_offset: int) -> int:
        row = line_index if line_index >= 0 else self._count + line_index
        return cell_width_to_column_index(self.document.get_line(row), x_offset, self._tab_width)

    def get_sections(self, line_index: int) -> list[str]:
        return [self.document.get_line(line_index)]

    def get_offsets(self, line_index: int) -> list[int]:
        if not 0 <= line_index < self._count:
            raise ValueError(f"line {line_index} of {self._count}")
        return []

    def get_tab_widths(self, line_index: int) -> list[int]:
        return [width for _, width in get_tab_widths(self.document.get_line(line_index), self._tab_width)]
