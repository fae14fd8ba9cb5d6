"""Numbers a step up or down, by amounts that people would choose."""

from __future__ import annotations

import math
from typing import Any

from easui.knowledge import Field

Number = int | float

_STEPS: dict[str, tuple[tuple[int, Number], ...]] = {
    "MB": ((0, 256), (1024, 1024)),
    "KB": ((0, 256), (1024, 1024)),
    "ms": ((0, 10), (100, 100), (1000, 1000), (60_000, 60_000)),
    "s": ((0, 1), (10, 5), (60, 30), (600, 60)),
    "percent": ((0, 5),),
    "requests/s": ((0, 1), (20, 10), (200, 100)),
    "milli-requests/s": ((0, 100),),
    "per hour": ((0, 0.1),),
}
"""By unit: from which size on a number goes by which amount. Others go by one, broken ones by a tenth."""

_DECIMALS = 6
"""So many digits behind the point are meant; what floating point adds is not."""


def stepped(value: Any, field: Field | None, direction: int, times: int = 1) -> Number | None:
    """A number `times` steps up or down, within the limits of its field; None where there is nothing to step.

    Steps lead to multiples of themselves: from 1500 MB up to 2048. What is not set begins with its default, or else
    with a typical value.
    """
    if field is None or not {"integer", "number"} & set(field.types):
        return None
    if value is None and not is_number(field.default):
        return next((example for example in field.examples if is_number(example)), 1)
    number: Number = field.default if value is None else value
    if not is_number(number):
        return None
    for _ in range(times):
        number = _limited(_next(number, field.unit, direction), number, field)
    return number


def is_number(value: Any) -> bool:
    """Whether a value is a number; booleans are none."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def _next(value: Number, unit: str, direction: int) -> Number:
    """The next multiple of the step."""
    size = _size(value, unit, direction) if float(value).is_integer() else 0.1
    count = round(value / size, _DECIMALS)
    count = math.floor(count) + 1 if direction > 0 else math.ceil(count) - 1
    result = round(count * size, _DECIMALS)
    return int(result) if float(result).is_integer() else result


def _size(value: Number, unit: str, direction: int) -> Number:
    sizes = [(0, 1), *_STEPS.get(unit, ())]
    return [size for start, size in sizes if start < value or (start == value and direction > 0) or not start][-1]


def _limited(result: Number, value: Number, field: Field) -> Number:
    """A step that does not leave the limits: at one with the limit itself, or where that is no value, none."""
    schema = field.schema
    if result <= schema.get("exclusiveMinimum", -math.inf) or result >= schema.get("exclusiveMaximum", math.inf):
        return value
    low: Number = schema.get("minimum", -math.inf)
    high: Number = schema.get("maximum", math.inf)
    return min(max(result, low), high)
