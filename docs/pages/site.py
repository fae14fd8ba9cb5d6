"""Puts the source of the site into a folder: all pages, what they show, the style, and settings with the contents."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from easui.cli.fields import written
from pages.guides import DECISIONS, Guides
from pages.page import Page, parameter_file, rule_file
from pages.parameters import INDEX as PARAMETERS
from pages.parameters import parameter_pages, sections
from pages.rules import INDEX as RULES
from pages.rules import families, rule_pages

THEME = Path(__file__).parents[1] / "theme"


def write_source(root: Path, folder: Path) -> Path:
    """Write the source of the site of a repository into a folder, which is emptied before; gives its settings file.

    Raises `BrokenLink` where a guide links to what is not there.
    """
    shutil.rmtree(folder, ignore_errors=True)
    guides = Guides(root)
    pages: list[Page] = [*guides.pages, *rule_pages(), *parameter_pages()]
    for page in pages:
        _write(folder / "pages" / page.file, page.text)
    for file in sorted(guides.attachments):
        target = folder / "pages" / file
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(root / file, target)
    shutil.copy(THEME / "style.css", folder / "pages" / "style.css")
    settings = folder / "zensical.toml"
    contents = f"nav = {_toml(_contents(guides))}\n"
    settings.write_text((THEME / "zensical.toml").read_text(encoding="utf-8").replace("nav = []\n", contents), "utf-8")
    return settings


def _contents(guides: Guides) -> list[Any]:
    """The contents of the site: names of pages, or of groups of pages."""
    rules = [{family: [rule_file(rule.code) for rule in found]} for family, found in families().items()]
    parameters = [
        {name or "At the root": [{_below(name, path): parameter_file(path)} for path in map(written, fields)]}
        for name, fields in sections().items()
    ]
    decisions = [{title: file} for title, file in guides.titles("decisions")]
    return [
        {"Home": "index.md"},
        {
            "Guides": [{title: file} for title, file in guides.titles("guides")]
            + [{"Decisions": [DECISIONS, *decisions]}]
        },
        {"Rules": [RULES, *rules]},
        {"Parameters": [PARAMETERS, *parameters]},
    ]


def _below(section: str, path: str) -> str:
    """A path as it reads below the name of its section; what stands in angle brackets is no markup."""
    return (path.removeprefix(section).lstrip(".") or path).replace("<", "&lt;")


def _toml(value: Any) -> str:
    """Lists, texts and objects of one member as TOML, which differs from JSON in the sign between key and value."""
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{json.dumps(key)} = {_toml(item)}' for key, item in value.items())}}}"
    return json.dumps(value)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
