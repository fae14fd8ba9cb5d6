"""Ways to begin: files that were edited lately, those of this folder, templates, questions, any other file."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Literal, NamedTuple

from easui.workspace.templates import Template, templates

MOST_RECENT = 8
MOST_FILES = 20

_NAMES = ("service", "eas")
_ENDINGS = (".json", ".jsonc", ".yaml", ".yml")

Kind = Literal["heading", "file", "template", "wizard", "ask"]


class Beginning(NamedTuple):
    """A way to begin, or the heading of some; `path` is that of a file, `template` what a new one begins with."""

    kind: Kind
    title: str
    about: str = ""
    path: str = ""
    template: Template | None = None


def beginnings(new: bool, recent: Iterable[str] = (), folder: str = ".") -> list[Beginning]:
    """All ways to begin; only those with a new text where the name of a new file is known already."""
    texts = [Beginning("template", each.title, each.description, template=each) for each in templates()]
    texts.append(Beginning("wizard", "New, step by step…", "Five questions, and a service that is ready to deploy."))
    if new:
        return texts
    recent = list(recent)[:MOST_RECENT]
    known = {os.path.realpath(path) for path in recent}
    here = [
        name for name in service_files(folder) if os.path.realpath(os.path.join(folder, name)) not in known
    ]  # what was edited lately stands above already
    groups = [
        ("Recent", [Beginning("file", _short(path, folder), path, path=path) for path in recent]),
        ("In this folder", [Beginning("file", name, f"Open {name}", path=name) for name in here]),
        ("From a template", texts),
        ("Elsewhere", [Beginning("ask", "Open a file…", "Any JSON, JSONC or YAML file.")]),
    ]
    return [row for title, rows in groups if rows for row in (Beginning("heading", title), *rows)]


def narrowed(choices: Iterable[Beginning], words: str) -> list[Beginning]:
    """The choices that hold all words, under the headings that have any left."""
    parts = words.lower().split()
    kept: list[Beginning] = []
    for choice in choices:
        if choice.kind == "heading":
            if kept and kept[-1].kind == "heading":
                kept.pop()
            kept.append(choice)
        elif all(part in f"{choice.title} {choice.about}".lower() for part in parts):
            kept.append(choice)
    if kept and kept[-1].kind == "heading":
        kept.pop()
    return kept


def service_files(folder: str) -> list[str]:
    """Names of service files in a folder; none where it cannot be read."""
    found: list[str] = []
    try:
        for entry in os.scandir(folder):
            stem, ending = os.path.splitext(entry.name)
            if ending in _ENDINGS and stem.rsplit(".", 1)[-1] in _NAMES and stem != "eas" and entry.is_file():
                found.append(entry.name)
    except OSError:
        return []
    return sorted(found)[:MOST_FILES]


def _short(path: str, folder: str) -> str:
    """A path as it is shortest: below the folder, below the home folder, or whole."""
    inside = os.path.relpath(path, folder)
    if not inside.startswith(".."):
        return inside
    home = os.path.expanduser("~")
    return f"~{path[len(home) :]}" if home != "/" and path.startswith(f"{home}/") else path
