"""Values of the wrong type, out of range, or not among those that a field takes."""

from __future__ import annotations

from easui.document import Node, Scalar, Severity
from easui.knowledge import is_placeholder
from easui.structure.conversion import Conversion, convert, means_boolean
from easui.structure.fixes import Fixes
from easui.structure.names import near
from easui.structure.review import Review, severity_of
from easui.structure.shape import Shape
from easui.structure.violation import Kind, Place, Violation
from easui.structure.words import Words, chosen, either, name_of, quoted, types_of, value_of, written

_RANGES = {
    "minimum": "it must be at least", "maximum": "it may be at most", "exclusiveMinimum": "it must be above",
    "exclusiveMaximum": "it must be below",
}  # fmt: skip


def wrong_value(review: Review, place: Place, shape: Shape, keyword: str) -> Violation | None:
    """The violation of a keyword by a value; None where the value is a placeholder, which is a matter of its own."""
    node = place.node
    if isinstance(node, Scalar) and isinstance(node.value, str) and is_placeholder(node.value):
        return None
    if keyword == "type":
        return _wrong_type(review, place, shape)
    if keyword in ("enum", "case", "forbidden"):
        return _wrong_choice(review, place, shape, keyword)
    kind: Kind = "range"
    if keyword in ("minItems", "maxItems"):
        return _violation(kind, place, keyword, _count_words(place, shape, keyword))
    bound = dict(shape.bounds)[keyword]
    unit = f" {place.field.unit}" if place.field.unit else ""
    general = Words(f"`{name_of(place.path)}` is {_value(place)}; {_RANGES[keyword]} {written(bound)}{unit}")
    return _violation(kind, place, keyword, general)


def _wrong_type(review: Review, place: Place, shape: Shape) -> Violation:
    found = convert(review.document, place.node, shape)
    if means_boolean(place.node, shape):
        words = Words(f"`{name_of(place.path)}` is a boolean in quotes: {_value(place)}", found.help if found else "")
        fixes = _conversion_fixes(review, place.node, found)
        return Violation("boolean-text", Severity.WARNING, words.message, place.span, place.path, words.help, fixes)
    general = Words(f"`{name_of(place.path)}` is {_value(place)}; it takes {types_of(shape.types)}")
    violation = _violation("type", place, "type", general, _conversion_fixes(review, place.node, found))
    return violation._replace(help=found.help) if found and found.help else violation


def _conversion_fixes(review: Review, node: Node, found: Conversion | None) -> Fixes:
    if found is None:
        return ()
    if found.title.startswith("Wrap"):
        return review.fixes.wrap(found.title, node)
    return review.fixes.replace(found.title, node, found.value, safe=found.safe)


def _wrong_choice(review: Review, place: Place, shape: Shape, keyword: str) -> Violation:
    if keyword == "forbidden":
        return _violation("value", place, keyword, Words(f"`{name_of(place.path)}` may not be {_value(place)}"))
    values = [value for value in shape.allowed or shape.caseless if value not in ("", None)]
    node = place.node
    text = node.value if isinstance(node, Scalar) and isinstance(node.value, str) else ""
    guesses = near(text, [value for value in values if isinstance(value, str)])[:3] if text else []
    fixes: Fixes = ()
    for guess in guesses:
        fixes += review.fixes.replace(f"Write `{guess}`", node, guess, safe=guess.lower() == text.lower())
    if keyword == "case":
        words = Words(f"`{name_of(place.path)}` is {_value(place)}; it is usually written {either(quoted(guesses))}")
        return _violation("value", place, keyword, words, fixes, Severity.WARNING)
    words = Words(f"`{name_of(place.path)}` is {_value(place)}; it takes {either(quoted(values))}")
    violation = _violation("value", place, keyword, words, fixes)
    return violation._replace(help=f"did you mean {either(quoted(guesses))}?") if guesses else violation


def _count_words(place: Place, shape: Shape, keyword: str) -> Words:
    least, most = shape.sizes
    count = f"at least {least}" if keyword == "minItems" else f"at most {most}"
    items = "item" if count.endswith(" 1") else "items"
    return Words(f"`{name_of(place.path)}` must have {count} {items}")


def _violation(
    kind: Kind, place: Place, keyword: str, general: Words, fixes: Fixes = (), usual: Severity = Severity.ERROR
) -> Violation:
    words = chosen(place.field, keyword, general, place.path, _value(place))
    severity = severity_of(place.field, keyword, usual)
    return Violation(kind, severity, words.message, place.span, place.path, words.help, fixes)


def _value(place: Place) -> str:
    return value_of(place.node, place.field)
