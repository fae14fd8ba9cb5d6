"""The result as one page of HTML that needs nothing else: style, script and charts are in it.

The charts are drawn here, so that the page reads without its script, which adds the cursor alone.
"""

from __future__ import annotations

import os
from typing import Any

from easui.simulate.report.page.charts import events_part, timeline_part
from easui.simulate.report.page.machines import placement_part
from easui.simulate.report.page.markup import element, escaped, prose
from easui.simulate.report.page.tables import advice_part, assumptions_part, cost_part, rollout_part
from easui.simulate.report.page.tiles import tiles
from easui.simulate.report.verdict import is_well, name_of, verdict, warnings_of

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"


def render_page(result: dict[str, Any]) -> str:
    """The whole page, the same bytes for the same result."""
    name = name_of(result)
    parts = (
        _head(result),
        element("main", tiles(result), placement_part(result), timeline_part(result), events_part(result),
                rollout_part(result), cost_part(result), advice_part(result), assumptions_part(result)),
        element("footer", element("p", "A dry run by easui: nothing was deployed, and this page asks no network.")),
    )  # fmt: skip
    return (
        "<!doctype html>\n"
        '<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escaped(name)}: {escaped(verdict(result))} – easui dry run</title>\n"
        f"<style>\n{_file('page.css')}</style>\n</head>\n<body>\n"
        f"{chr(10).join(parts)}\n<script>\n{_file('page.js')}</script>\n</body>\n</html>\n"
    )


def _head(result: dict[str, Any]) -> str:
    well = is_well(result)
    said = f"{'✔' if well else '✖'} {verdict(result)}"
    title = element("h1", escaped(name_of(result)), element("span", escaped(said), kind="good" if well else "bad"))
    warnings = "".join(element("p", f"▲ {prose(warning)}", kind="warning") for warning in warnings_of(result))
    return element("header", title, warnings)


def _file(name: str) -> str:
    with open(os.path.join(os.path.dirname(__file__), name), encoding="utf-8") as file:
        return file.read()
