"""A list keeps the heights of its rows and what is drawn of them in step, whatever changes its width."""

from __future__ import annotations

from rich.text import Text
from textual.app import App, ComposeResult

from easui.tui.widgets.row_list import RowList

WIDTH, HEIGHT = 20, 6


class Wrapped(RowList[str]):
    """Rows of as many lines as the width makes them."""

    SINGLE_LINES = False

    def lines_of(self, row: str, width: int) -> list[Text]:
        return [Text(row[start : start + width]) for start in range(0, len(row), width)]


class Host(App[None]):
    """Just the list."""

    CSS = f"Wrapped {{ width: {WIDTH}; height: {HEIGHT}; scrollbar-size-vertical: 2; }}"

    def compose(self) -> ComposeResult:
        yield Wrapped()


def drawn(rows: Wrapped) -> list[str]:
    """All lines of a list, also those that are not in sight."""
    lines = (line - round(rows.scroll_y) for line in range(rows.virtual_size.height))
    return [rows.render_line(line).text.rstrip() for line in lines]


async def test_rows_are_laid_out_anew_when_a_scrollbar_comes_and_goes() -> None:
    app = Host()
    async with app.run_test() as pilot:
        rows = app.query_one(Wrapped)
        rows.show(["x" * WIDTH] * 3)
        await pilot.pause()
        assert drawn(rows) == ["x" * WIDTH] * 3

        rows.show(["x" * WIDTH] * 8)
        await pilot.pause()
        await pilot.pause()
        assert drawn(rows) == ["x" * (WIDTH - 2), "xx"] * 8

        rows.show(["x" * WIDTH] * 2)
        await pilot.pause()
        await pilot.pause()
        assert drawn(rows) == ["x" * WIDTH] * 2


async def test_rows_drawn_anew_are_as_high_as_they_were_laid_out() -> None:
    app = Host()
    async with app.run_test() as pilot:
        rows = app.query_one(Wrapped)
        rows.styles.width = WIDTH // 2
        await pilot.pause()
        rows.show(["x" * WIDTH] * 2)
        rows.styles.width = WIDTH
        rows.draw_anew()
        await pilot.pause()
        assert drawn(rows) == ["x" * WIDTH] * 2
