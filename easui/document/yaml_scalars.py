"""YAML scalars: what a text means, and how a value is written so that every reader takes it for the same.

Reading follows the core schema of YAML 1.2, as ruamel.yaml's safe loader does; dates stay text, since JSON has none.
Writing is more careful: a text that older readers would take for a number, a date or a boolean gets quotes.
"""

from __future__ import annotations

import json
import math
import re
from typing import NamedTuple

from easui.document.json_tokens import to_number
from easui.document.node import ScalarKind

Value = str | int | float | bool | None

STANDARD_TAGS = "tag:yaml.org,2002:"

_CORE_WORDS: dict[str, tuple[ScalarKind, bool | None]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), ("null", None)),
    **dict.fromkeys(("true", "True", "TRUE"), ("boolean", True)),
    **dict.fromkeys(("false", "False", "FALSE"), ("boolean", False)),
}
_INTEGER = re.compile(
    r"([-+]?)(?:0b([01_]*[01][01_]*)|0o([0-7_]*[0-7][0-7_]*)|0x([\da-fA-F_]*[\da-fA-F][\da-fA-F_]*)|(\d[\d_]*))", re.A
)
_FLOAT = re.compile(r"[-+]?(?:\d[\d_]*\.[\d_]*(?:[eE][-+]?\d+)?|\d[\d_]*[eE][-+]?\d+|\.\d[\d_]*(?:[eE][-+]\d+)?)", re.A)
_ENDLESS = re.compile(r"([-+]?)\.(?:inf|Inf|INF)")
_NOT_A_NUMBER = (".nan", ".NaN", ".NAN")
_BASES = ((2, 2), (3, 8), (4, 16))

_WORDS_OF_OLD_READERS = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null", "<<", "="))
_CLOCK_OR_DATE = re.compile(r"[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.\d*)?|\d{4}-\d{1,2}-\d{1,2}.*", re.A)
_PLAIN = re.compile(r"(?:[^\W]|[./$(<;+^\\]|[-](?=[^\s-]|-[^\s-]))(?:[^\x00-\x1f:#]|:(?=\S)|(?<=\S)#)*")
_RISKY_IN_FLOW = re.compile(r"[,\[\]{}:?]")
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


class Reading(NamedTuple):
    """What a scalar means; `problem` says what is wrong with it, if anything is."""

    kind: ScalarKind
    value: Value
    problem: str = ""


def read_scalar(text: str, *, plain: bool, tag: str | None) -> Reading:
    """The meaning of a scalar without its quotes; `tag` is the full name of an explicit tag."""
    if tag is None:
        return read_plain(text) if plain else Reading("string", text)
    if tag in ("!", STANDARD_TAGS + "str"):
        return Reading("string", text)
    reading = read_plain(text)
    if not tag.startswith(STANDARD_TAGS):
        return reading if plain else Reading("string", text)
    wanted = tag.removeprefix(STANDARD_TAGS)
    if wanted == "float" and isinstance(reading.value, int) and reading.kind == "number":
        return Reading("number", float(reading.value)) if abs(reading.value) < 1e300 else reading
    kinds = {"int": "number", "float": "number", "bool": "boolean", "null": "null"}
    if wanted not in kinds:
        return Reading("string", text)
    if kinds[wanted] == reading.kind and not (wanted == "int" and isinstance(reading.value, float)):
        return reading
    return Reading("string", text, f"`{text}` is not what its tag `!!{wanted}` says")


def read_plain(text: str) -> Reading:
    """The meaning of a text that stands without quotes."""
    word = _CORE_WORDS.get(text)
    if word:
        return Reading(*word)
    if not text[0].isascii() or text[0] not in "-+.0123456789":
        return Reading("string", text)
    if _FLOAT.fullmatch(text):
        return Reading("number", to_number(text.replace("_", ""), True))
    if match := _INTEGER.fullmatch(text):
        return Reading("number", _integer(match))
    if match := _ENDLESS.fullmatch(text):
        return Reading("number", -math.inf if match[1] == "-" else math.inf, f"JSON has no number like `{text}`")
    if text in _NOT_A_NUMBER:
        return Reading("number", math.nan, f"JSON has no number like `{text}`")
    return Reading("string", text)


def _integer(match: re.Match[str]) -> int | float:
    sign = -1 if match[1] == "-" else 1
    for group, base in _BASES:
        if match[group]:
            return sign * int(match[group].replace("_", ""), base)
    return sign * to_number(match[5].replace("_", ""), False)


def write_scalar(value: Value, *, quote: str = "", flow: bool = False) -> str:
    """The text of a scalar on one line; `quote` is the quote style to keep for texts, where it can hold them."""
    return _write_text(value, quote, flow) if isinstance(value, str) else json.dumps(value)


def _write_text(text: str, quote: str, flow: bool) -> str:
    if quote == "'" and not _UNPRINTABLE.search(text) and not re.search(r"[\t\r\n]", text):
        return "'" + text.replace("'", "''") + "'"
    if quote not in ('"', "'") and is_plain(text, flow=flow):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda match: f"\\U{ord(match[0]):08x}", quoted)


def is_plain(text: str, *, flow: bool = False) -> bool:
    """Whether a text can stand without quotes and is still read as this text, by old readers too."""
    if not _PLAIN.fullmatch(text) or text.endswith((" ", ":")) or _UNPRINTABLE.search(text):
        return False
    if text.startswith("...") or (flow and _RISKY_IN_FLOW.search(text)):
        return False  # three dots at the begin of a line end a document
    if text.lower() in _WORDS_OF_OLD_READERS or _CLOCK_OR_DATE.fullmatch(text):
        return False
    return read_plain(text).kind == "string" and not _is_number_elsewhere(text)


def _is_number_elsewhere(text: str) -> bool:
    try:
        float(text.replace("_", ""))
    except ValueError:
        return re.fullmatch(r"[-+]?0[box_]?[\da-fA-F_]+|[-+.][\d_.]*", text, re.A) is not None
    return True


def block_header(text: str) -> str:
    """The indicator (`|` or `|-`) under which a text of several lines stands as it is, or "" where it cannot."""
    lines = text.removesuffix("\n").split("\n")
    if len(lines) < 2 and not text.endswith("\n"):
        return ""
    if _UNPRINTABLE.search(text) or "\r" in text or "\t" in text or not lines[0].strip() or not lines[-1].strip():
        return ""
    if any(line != line.rstrip(" ") for line in lines) or lines[0].startswith(" "):
        return ""
    return "|" if text.endswith("\n") else "|-"
