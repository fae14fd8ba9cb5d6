"""Every offset of the examples, in every layout: what is offered parses, and stands where the cursor was."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from easui.assist.completion import Item, complete
from easui.document import Document, Language, parse
from easui.document.yaml_render import Style, render_yaml
from easui.workspace.templates import templates

EXAMPLES = Path(__file__).parents[3] / "examples"
FILES = sorted([*EXAMPLES.glob("*.json"), *EXAMPLES.glob("*.jsonc")])


def layouts(file: Path) -> Iterator[tuple[Language, str]]:
    """A file as it is, on one line, with wide and with narrow marks."""
    text = file.read_text(encoding="utf-8")
    yield ("jsonc" if file.suffix == ".jsonc" else "json"), text
    value = parse(text, "jsonc").value()
    yield "json", json.dumps(value)
    yield "json", json.dumps(value, indent="\t", separators=(",", ":"))


def different(items: tuple[Item, ...]) -> list[Item]:
    """One item of each form: others differ in their words alone."""
    forms = {}
    for item in items:
        text = item.edit.text
        forms[item.kind, text[:2], text[-2:], "\n" in text, item.edit[:2]] = item
    return list(forms.values())


def check(document: Document, offset: int) -> None:
    for item in different(complete(document, offset, starters=templates()).items):
        where = (
            f"{item.label!r} at {document.text[max(0, offset - 40) : offset]!r}|{document.text[offset : offset + 20]!r}"
        )
        assert item.edit.start <= offset <= item.edit.end, where
        assert "\n" not in document.text[item.edit.start : item.edit.end], where
        after = document.apply((*item.others, item.edit))
        assert len(after.faults) <= len(document.faults), (where, after.faults)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_each_offset_of_an_example(file):
    for number, (language, text) in enumerate(layouts(file)):
        document = parse(text, language)
        for offset in range(0, len(text) + 1, 5 if number else 1):
            check(document, offset)


@pytest.mark.parametrize("file", [file for file in FILES if file.stem != "broken"], ids=lambda file: file.name)
def test_offsets_of_an_example_in_yaml(file):
    value = parse(file.read_text(encoding="utf-8"), "jsonc").value()
    for style in (Style(), Style(4, 0)):
        document = parse(render_yaml(value, style), "yaml")
        for offset in range(0, len(document.text) + 1, 43):
            check(document, offset)


@pytest.mark.parametrize("offset", [-1, 3, 10**9])
def test_offsets_outside_of_the_text(offset):
    assert complete(parse("{}"), offset).items == ()
