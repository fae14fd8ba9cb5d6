"""Results of dry runs for people and for programs: one small module a format, imported when it is asked for.

Everything is made from the JSON that the contract describes, as `easui.simulate.result` gives it: whoever has kept one
can render it again. What comes from files is made visible before it is shown.
"""

from __future__ import annotations

from typing import Any

FORMATS = ("text", "json", "csv", "markdown")
"""Names of the formats, as `--output-format` takes them."""

__all__ = ["FORMATS", "html", "render"]


def render(format: str, result: dict[str, Any], *, color: bool = False, width: int = 100) -> str:
    """The result in one of `FORMATS`, with a final newline; `color` and `width` concern the text format alone."""
    if format == "text":
        from easui.simulate.report.text import render_text

        return render_text(result, color=color, width=width)
    if format == "markdown":
        from easui.simulate.report.markdown import render_markdown

        return render_markdown(result)
    if format == "csv":
        from easui.simulate.report.csv_report import render_csv

        return render_csv(result)
    if format == "json":
        from easui.simulate.report.json_report import render_json

        return render_json(result)
    raise ValueError(f"there is no report format {format!r}")


def html(result: dict[str, Any]) -> str:
    """One page with everything in it that asks the network for nothing."""
    from easui.simulate.report.page import render_page

    return render_page(result)
