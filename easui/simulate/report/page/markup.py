"""Writing HTML in which nothing from a file is markup."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from easui.document.display import visible

_CODE = re.compile("`([^`\n]+)`")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}
_ESCAPES = str.maketrans(_ENTITIES)
_SCRIPT_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def escaped(text: object) -> str:
    """Text that is shown as it is; what is invisible in it becomes visible."""
    return visible(str(text)).translate(_ESCAPES)


def prose(text: object) -> str:
    """A sentence in which what stands between backquotes is code."""
    parts = _CODE.split(str(text))
    return "".join(element("code", escaped(part)) if at % 2 else escaped(part) for at, part in enumerate(parts))


def element(tag: str, *content: str, kind: str = "", **attributes: object) -> str:
    """An element around markup; `kind` is its class, and attributes that are empty are left out.

    Underscores in the names of attributes stand for hyphens.
    """
    named = {"class": kind, **{name.strip("_").replace("_", "-"): value for name, value in attributes.items()}}
    written = "".join(f' {name}="{escaped(value)}"' for name, value in named.items() if value not in ("", None))
    return f"<{tag}{written}>{''.join(content)}</{tag}>"


def section(title: str, *content: str, words: str = "") -> str:
    """A part of the page under a heading, its gist beside it."""
    gist = element("p", escaped(words), kind="gist") if words else ""
    name = "part-" + title.lower().replace(" ", "-")
    return element("section", element("h2", escaped(title), id=name), gist, *content, aria_labelledby=name)


def data_table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: Sequence[int] = ()) -> str:
    """A table of cells that are markup already; `numbers` are the columns that are aligned to the right."""
    kinds = ["number" if at in numbers else "" for at in range(len(heads))]
    head = "".join(
        element("th", escaped(text), kind=kind, scope="col") for text, kind in zip(heads, kinds, strict=True)
    )
    body = "\n".join(
        element("tr", *(element("td", text, kind=kind) for text, kind in zip(row, kinds, strict=True))) for row in rows
    )
    table = element("table", element("thead", element("tr", head)), element("tbody", body))
    return element("div", table, kind="scroll")


def script_data(name: str, value: Any) -> str:
    """Data for the script, in which nothing ends the element early."""
    text = json.dumps(value, separators=(",", ":")).translate(_SCRIPT_ESCAPES)
    return f'<script type="application/json" id="{name}">{text}</script>'


def width(share: float) -> str:
    """A share of one as a style; the whole never overflows."""
    return f"width:{min(max(share, 0.0), 1.0) * 100:.2f}%"
