"""The documentation of choices as Markdown, made when somebody asks for it: a topic names what it is about."""

from __future__ import annotations

import json

from easui.assist.completion.blocks import block
from easui.assist.completion.item import Item
from easui.assist.completion.shape import filled, stand_ins
from easui.assist.field_docs import document_field
from easui.assist.machines import size_words
from easui.assist.markdown import bullets, code, paragraphs
from easui.knowledge import find, gpu_models, instance_type


def resolve(item: Item) -> Item:
    """The item with its documentation."""
    return item._replace(documentation=item.documentation or documentation(item.topic))


def documentation(topic: str) -> str:
    """The Markdown of a topic; empty for one that does not exist."""
    kind, _, name = topic.partition(" ")
    if kind == "field":
        field = find(name)
        return document_field(field) if field else ""
    if kind == "machine":
        return _machine(name)
    return _block(name) if kind == "block" else ""


def _machine(name: str) -> str:
    kind = instance_type(name)
    if kind is None:
        return ""
    model = gpu_models().get(kind.gpu_model)
    lines = [f"family {code(kind.family)}"] if kind.family else []
    if model:
        lines.append(f"{model.name}: {model.memory_gib:g} GiB{f', {model.architecture}' if model.architecture else ''}")
    return paragraphs(
        f"**{code(name)}**", size_words(kind), bullets(lines), f"*Source: {kind.source}*" if kind.source else ""
    )


def _block(name: str) -> str:
    found = block(name)
    if found is None:
        return ""
    shape = found.shape if found.key is None else {found.key: found.shape}
    value, blanks = stand_ins(shape)
    example = filled(json.dumps(value, indent=2, ensure_ascii=False), blanks, yaml=False).text
    purpose = found.purpose[:1].upper() + found.purpose[1:]
    return paragraphs(f"**{found.label}**", f"{purpose}.", f"```json\n{example}\n```")
