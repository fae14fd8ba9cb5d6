"""The axes of a sweep as they are written: `autoscaler.max=4..20`, `metadata.instance=1,2,4`."""

from __future__ import annotations

import re

from easui.cli.failure import Failure
from easui.cli.fields import knows, read_path, suggestion
from easui.cli.values import read_value
from easui.document import EACH, format_path
from easui.document.display import visible
from easui.knowledge import Field, field_at
from easui.simulate.sweep import Axis
from easui.workspace.spelling import canonical

MOST_VALUES = 10_000
_RANGE = re.compile(r"(-?\d{1,12})\.\.(-?\d{1,12})(?:\.\.(\d{1,12}))?")
_COMMAND = "easui sweep"


def read_axis(text: str) -> Axis:
    """The axis that `PATH=VALUES` means. Raises `Failure`.

    Values stand between commas; `4..20` are all whole numbers from 4 to 20, `4..20..4` every fourth of them.
    """
    path_text, divider, values_text = text.partition("=")
    if not divider or not values_text:
        raise Failure(f"`--set {visible(text)}` has no values", "write `--set autoscaler.max=4..20`", _COMMAND)
    path = canonical(read_path(path_text))
    if not path or EACH in path or not knows(path):
        hint = suggestion(path_text) or "a path looks like `containers[0].port`"
        raise Failure(f"`{visible(path_text)}` is not a parameter of EAS", hint, _COMMAND)
    name = format_path(path)
    values = [value for part in _parts(values_text) for value in _values(part, field_at(path), name)]
    unique = tuple(value for at, value in enumerate(values) if value not in values[:at])
    return Axis(name, path, unique)


def _parts(text: str) -> list[str]:
    """What stands between commas; a list or object of JSON is one value."""
    return [text] if text[0] in "[{" else text.split(",")


def _values(text: str, field: Field | None, name: str) -> list[object]:
    found = _RANGE.fullmatch(text)
    if found is None:
        return [read_value(text, field, name)]
    first, last, step = int(found[1]), int(found[2]), int(found[3] or 1)
    if last < first or not step:
        raise Failure(f"`{text}` counts nothing", "write the smaller number first", _COMMAND)
    if (last - first) // step >= MOST_VALUES:
        raise Failure(f"`{text}` are more than {MOST_VALUES:,} values", "count in larger steps: 1..1000..50", _COMMAND)
    return [read_value(str(number), field, name) for number in range(first, last + 1, step)]
