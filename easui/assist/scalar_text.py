"""Scalars in another syntax, exactly: a number keeps its digits where it can, a text keeps its escapes in JSON."""

from __future__ import annotations

import re
from json import dumps
from math import isfinite

from easui.assist.refusal import Refused
from easui.document import Document, Key, Scalar
from easui.document.json_tokens import to_number
from easui.document.layout import quote

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


def json_key(document: Document, key: Key) -> str:
    """A key as JSON writes it."""
    return _kept_string(document, key) or quote(key.name)


def json_scalar(document: Document, scalar: Scalar) -> str:
    """A scalar as JSON writes it. Raises `Refused` for a number that JSON has not."""
    if isinstance(scalar.value, str):
        return _kept_string(document, scalar) or quote(scalar.value)
    if scalar.kind == "number":
        return _number(document, scalar)
    return dumps(scalar.value)


def yaml_scalar_value(document: Document, scalar: Scalar) -> str | None:
    """The text of a scalar in YAML where it is no string: `None` for a string, which has more than one form."""
    if isinstance(scalar.value, str):
        return None
    if scalar.kind == "number":
        return _number_for_old_readers(_number(document, scalar))
    return dumps(scalar.value)


def _kept_string(document: Document, node: Scalar | Key) -> str:
    """A string as the source writes it, or nothing where that is not JSON."""
    if document.language == "yaml":
        return ""
    return _HALF_CHARACTER.sub(lambda match: f"\\u{ord(match[0]):04x}", document.source(node))


def _number(document: Document, scalar: Scalar) -> str:
    """A number as the source writes it, or else written anew, with the same value."""
    source = document.source(scalar)
    literal = _NUMBER.fullmatch(source)
    if literal:
        value = to_number(source, bool(literal[1] or literal[2]))
        if type(value) is type(scalar.value) and value == scalar.value:
            return source
    if isinstance(scalar.value, float) and not isfinite(scalar.value):
        raise Refused("this number is too great for JSON", scalar.start)
    try:
        return repr(scalar.value)
    except ValueError as error:  # more digits than Python writes
        raise Refused("this number has too many digits", scalar.start) from error


def _number_for_old_readers(literal: str) -> str:
    """`1e5` as `1.0e+5`: readers of YAML 1.1 take a number with an exponent for text without the point and the sign."""
    mantissa, mark, exponent = literal.replace("E", "e").partition("e")
    if not mark:
        return literal
    point = "" if "." in mantissa else ".0"
    sign = "" if exponent[0] in "+-" else "+"
    return f"{mantissa}{point}e{sign}{exponent}"
