"""Values as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from easui.document import parse
from easui.knowledge import find
from easui.tui.model import values
from easui.tui.model.places import Places

SCALARS = st.none() | st.booleans() | st.integers(-(10**12), 10**12) | st.floats(allow_nan=False, allow_infinity=False)
KINDS = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}
TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs"]))


def field_and_found(path: str, value: object):
    import json

    *parents, last = path.split(".")
    config: object = {last: value}
    for step in reversed(parents):
        config = {step: config}
    document = parse(json.dumps(config))
    places = Places(document)
    found = places.get(tuple(path.split(".")))
    return document, found, find(path)


@given(SCALARS | TEXTS)
@pytest.mark.parametrize("path", ["metadata.name", "metadata.disk", "metadata.memory", "metadata.unheard_of"])
def test_what_is_offered_for_editing_is_read_back_as_the_same_value(path, value):
    document, found, field = field_and_found(path, value)
    if field is None or KINDS[type(value)] in field.types:
        assert values.typed(values.editable(document, found, field), field) == value


@pytest.mark.parametrize(
    ("path", "text", "value"),
    [
        ("metadata.instance", "3", 3),
        ("metadata.memory", "16 GB", 16384),
        ("metadata.memory", "1.5g", 1536),
        ("metadata.memory", "512 MB", 512),
        ("metadata.gpu_memory", "8GiB", 8),
        ("metadata.name", "123", "123"),
        ("metadata.name", '"123"', "123"),
        ("metadata.enable_grpc", "true", True),
        ("metadata.disk", "30", 30),
        ("metadata.disk", "30Gi", 30),
        ("autoscaler.strategies.qps", "2.5", 2.5),
        ("metadata.rpc.mirror.target", '["a"]', ["a"]),
    ],
)
def test_typed_values(path, text, value):
    assert values.typed(text, find(path)) == value


@pytest.mark.parametrize(
    ("path", "text"),
    [("metadata.instance", "many"), ("metadata.instance", "1.5"), ("metadata.memory", "1 KB"),
     ("metadata.enable_grpc", "1"), ("metadata.rpc", "fast"), ("metadata.instance", "null")],
)  # fmt: skip
def test_what_is_no_value_is_refused_with_a_reason(path, text):
    with pytest.raises(values.NotAValue) as refused:
        values.typed(text, find(path))
    assert str(refused.value)


def test_secrets_are_shortened_and_hidden_characters_visible():
    document, found, field = field_and_found("token", "abcdefghijklmnop")
    assert values.shown(document, found, field) == "abcd…"
    document, found, field = field_and_found("metadata.name", "a\x1b[31m")
    assert "\x1b" not in values.shown(document, found, field)
