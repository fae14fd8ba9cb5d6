"""Somebody types a file from its first to its last character: each key and listed value is offered on the way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from easui.assist.completion import complete
from easui.document import Document, Key, Language, Scalar, parse
from easui.document.yaml_render import render_yaml
from easui.knowledge import field_at

EXAMPLES = Path(__file__).parents[3] / "examples"
FILES = [file for file in sorted(EXAMPLES.glob("*.json*")) if file.stem != "broken"]


def typed(document: Document) -> Iterator[tuple[int, str]]:
    """An offset within each key that the schema knows and each value of a closed list, with the label to be offered."""
    for key, node in document.walk():
        if isinstance(key, Key):
            field = field_at(document.path_at(key.start + 1))
            above = field.parent if field and not field.moved_to else None
            if above and key.name in above.properties:
                yield key.start + 2, key.name
        if isinstance(node, Scalar) and isinstance(node.value, str):
            field = field_at(document.path_at(node.start + 1)) if node.end - node.start > 2 else None
            if field and node.value in field.enum:
                yield node.start + 2, node.value


def labels(text: str, language: Language, offset: int) -> set[str]:
    return {item.label for item in complete(parse(text, language), offset).items}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_typing_at_the_end_of_a_file(file):
    text = file.read_text(encoding="utf-8")
    for offset, label in typed(parse(text, "jsonc")):
        assert label in labels(text[:offset], "jsonc", offset), text[:offset][-60:]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_typing_a_key_in_front_of_what_follows(file):
    """The rest of the line is not there yet; the lines below are."""
    text = file.read_text(encoding="utf-8")
    for offset, label in typed(parse(text, "jsonc")):
        end = text.find("\n", offset)
        if text[text.rfind("\n", 0, offset) + 1 : offset - 2].strip() == "":
            half = text[:offset] + text[end:]
            assert label in labels(half, "jsonc", offset), half[offset - 60 : offset + 40]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_typing_yaml(file):
    text = render_yaml(parse(file.read_text(encoding="utf-8"), "jsonc").value())
    for offset, label in typed(parse(text, "yaml")):
        assert label in labels(text[:offset], "yaml", offset), text[:offset][-60:]
