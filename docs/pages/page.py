"""A page of the site, and the addresses of those that other pages point at."""

from __future__ import annotations

import os
import re
from typing import NamedTuple


class Page(NamedTuple):
    """A page as Markdown; `file` is its place in the source of the site, such as `rules/EAS001.md`."""

    file: str
    text: str


def rule_file(code: str) -> str:
    """The page of a rule."""
    return f"rules/{code}.md"


def parameter_file(path: str) -> str:
    """The page of a parameter, by its path; brackets, quotes and the like do not belong in an address."""
    name = re.sub(r'\["([^"]*)"\]', r".\1", path).replace("[]", "")
    steps = [re.sub(r"[^A-Za-z0-9_-]+", "-", step).strip("-") for step in name.split(".")]
    return f"parameters/{'.'.join(steps)}.md"


def relative(target: str, page: str) -> str:
    """The address of a file of the site as a page writes it in a link."""
    return os.path.relpath(target, os.path.dirname(page) or ".").replace(os.sep, "/")
