"""The source of the site: a page for each rule and parameter at the address that easui prints, and no dead link."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from pages.guides import BrokenLink, Guides
from pages.markdown import prose
from pages.page import Page, parameter_file, rule_file
from pages.parameters import parameter_pages, parameters
from pages.rules import rule_pages
from pages.site import write_source

from easui.cli.fields import written
from easui.document import parse
from easui.lint import all_rules, lint, rule_url

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the pages."""
    folder = tmp_path_factory.mktemp("site")
    assert write_source(ROOT, folder / "source").is_file()
    return folder / "source" / "pages"


def test_rules_have_pages_where_easui_says_so(source: Path) -> None:
    for rule in all_rules():
        address = urlsplit(rule_url(rule.code)).path.strip("/")
        assert address == rule_file(rule.code).removesuffix(".md")
        text = (source / rule_file(rule.code)).read_text(encoding="utf-8")
        assert all(part in text for part in (f"# {rule.code} {rule.name}", "## Why", "## Bad", "## Good"))


def test_parameters_have_pages_of_their_own(source: Path) -> None:
    paths = [written(field) for field in parameters()]
    assert len({parameter_file(path) for path in paths}) == len(paths)
    for path in paths:
        assert f"# `{path}`" in (source / parameter_file(path)).read_text(encoding="utf-8")


def test_all_links_between_pages_lead_somewhere(source: Path) -> None:
    dead = [
        (page.relative_to(source), target)
        for page in source.rglob("*.md")
        for target in re.findall(r"\]\(([^)\s:#]+)(?:#[^)]*)?\)", without_code(page.read_text(encoding="utf-8")))
        if not (page.parent / target).exists()
    ]
    assert not dead


def test_pages_of_rules_and_parameters_point_at_each_other() -> None:
    rule = page_text(rule_pages(), "rules/EAS131.md")
    parameter = page_text(parameter_pages(), "parameters/metadata.memory.md")
    assert "](../parameters/metadata.memory.md)" in rule
    assert "](../rules/EAS131.md)" in parameter
    assert 'hl_lines="4"' in rule


def test_older_places_point_at_the_usual_ones() -> None:
    text = page_text(parameter_pages(), "parameters/rpc.keepalive.md")
    assert "Write [`metadata.rpc.keepalive`](metadata.rpc.keepalive.md) instead" in text


def test_examples_of_parameters_break_no_rule_of_the_schema() -> None:
    of_values = {"EAS001", "EAS004", "EAS006", "EAS007", "EAS008", "EAS009"}
    examples = {
        page.file: example
        for page in parameter_pages()
        for example in re.findall(r"^```json\n(.*?)^```", page.text, re.M | re.S)
    }
    assert len(examples) > 100
    wrong = {file for file, text in examples.items() if of_values & {found.code for found in lint(parse(text, "json"))}}
    assert not wrong


def test_a_dead_link_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "README.md").write_text("# Read\n\n`[a](code.md)` [guide](docs/guide.md)\n", encoding="utf-8")
    (tmp_path / "docs" / "guide.md").write_text("# Guide\n\n```\n[b](code.md)\n```\n", encoding="utf-8")
    assert {page.file for page in Guides(tmp_path).pages} >= {"index.md", os.path.join("guides", "guide.md")}
    (tmp_path / "docs" / "guide.md").write_text("# Guide\n\n[c](gone.md)\n", encoding="utf-8")
    with pytest.raises(BrokenLink, match=r"guide\.md:3: `gone\.md` leads nowhere"):
        Guides(tmp_path)


def test_texts_of_the_schema_are_no_markup() -> None:
    assert prose("a <b> *c* `<d> *e*`") == "a &lt;b> \\*c\\* `<d> *e*`"


def page_text(pages: Iterable[Page], file: str) -> str:
    """The text of one of some pages."""
    return next(page.text for page in pages if page.file == file)


def without_code(text: str) -> str:
    """A page without its blocks of code."""
    return re.sub(r"^```.*?^```", "", text, flags=re.M | re.S)
