"""The small pieces of JSON text: white space, strings, numbers and words, read leniently.

Each reader takes the text and an offset and says where its piece ends, what it means, and what was wrong with it.
"""

from __future__ import annotations

import re
from json import dumps, loads

from easui.document.diagnostic import Span
from easui.document.fault import Fault, cure
from easui.document.node import Scalar

SPACE = re.compile(r"[ \t\r\n]*")
LINE_COMMENT = re.compile(r"//[^\n\r]*")
BLOCK_COMMENT = re.compile(r"/\*.*?\*/", re.S)
HASH_COMMENT = re.compile(r"#[^\n\r]*")
WORD = re.compile(r"[^\s,;:{}\[\]\"'/]+(?:/[^\s,;:{}\[\]\"'/*]+)*")

_PLAIN_STRING = re.compile(r'"([^"\\\x00-\x1f]*)"')
STRING = re.compile(r'"[^"\\\n\r]*+(?:\\[^\n\r][^"\\\n\r]*+)*+"')
# What ends at a quote that no separator follows is not this string: there the next one begins.
_OVER_LINES = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"(?=[ \t]*(?:[,}\]\r\n]|\Z))', re.S)
_LINE_BREAK = re.compile(r"(\\?)(?:\r\n|\r|\n)")
_SINGLE_QUOTED = re.compile(r"'(?:[^'\\\n\r]|\\[^\n\r])*'")
_OUTSIDE = " \t,}]"
_REST_OF_LINE = re.compile(r"[^\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_LOOSE_NUMBER = re.compile(r"([+-]?)(?:0[xX]([0-9a-fA-F]+)|([0-9]*)(?:\.([0-9]*))?([eE][+-]?[0-9]+)?)")
_BAD_IN_STRING = re.compile(r'\\u(?![0-9a-fA-F]{4})|\\(?!["\\/bfnrtu])|[\x00-\x1f]')
_WORDS = {"true": True, "false": False, "null": None}
_CONSTANTS = {"NaN": float("nan"), "Infinity": float("inf"), "-Infinity": float("-inf")}
_FOREIGN_WORDS = {
    "True": "true", "TRUE": "true", "yes": "true", "False": "false", "FALSE": "false", "no": "false",
    "None": "null", "NULL": "null", "Null": "null", "nil": "null", "undefined": "null",
}  # fmt: skip


def read_string(text: str, at: int) -> tuple[str, int, list[Fault]]:
    """Read the double-quoted string at `at`: its value, its end, and what is wrong with it.

    A string that is not closed on its line, but evidently on a later one, holds line breaks. One that is not closed at
    all ends with its line, without the separators there that evidently stood outside it.
    """
    if match := _PLAIN_STRING.match(text, at):
        return match[1], match.end(), []
    if match := STRING.match(text, at):
        value, faults = _decode(match[0], at)
        return value, match.end(), faults
    return _read_over_lines(text, at) or _read_unclosed(text, at)


def _read_over_lines(text: str, at: int) -> tuple[str, int, list[Fault]] | None:
    match = _OVER_LINES.match(text, at)
    if not match:
        return None
    # A backslash before the line's end is the shell's, which goes on in the next line.
    good = re.sub(r"[\x00-\x1f]", lambda bad: dumps(bad[0])[1:-1], _LINE_BREAK.sub(r"\1\1\\n", match[0]))
    line = _REST_OF_LINE.match(text, at)
    fix = cure("Write the line breaks as `\\n`", at, match.end(), good)
    span = Span(at, line.end() if line else match.end())
    # What else is wrong in it can be told when its places in the text are those of its value.
    value, _ = _decode(good, at)
    return value, match.end(), [Fault("syntax", "this string goes on over the line's end", span, "write `\\n`", fix)]


def _read_unclosed(text: str, at: int) -> tuple[str, int, list[Fault]]:
    line = _REST_OF_LINE.match(text, at + 1)
    rest = line[0] if line else ""
    end = at + 1 + len(rest.rstrip(_OUTSIDE))
    value, faults = _decode(text[at:end] + '"', at)
    fix = cure('Add the closing `"`', end, end, '"')
    fault = Fault("syntax", 'this string has no closing `"`', Span(at, end), 'end it with `"`', fix)
    return value, end, [*faults, fault]


def read_single_quoted(text: str, at: int) -> tuple[str, int, list[Fault]] | None:
    """Read a string in single quotes, which JSON does not know; `None` where it is not closed on its line."""
    match = _SINGLE_QUOTED.match(text, at)
    if not match:
        return None
    inner = match[0][1:-1].replace("\\'", "'")
    value, faults = _decode('"' + re.sub(r'(?<!\\)"', '\\"', inner) + '"', at)
    fix = cure("Use double quotes", at, match.end(), dumps(value, ensure_ascii=False))
    message = "JSON writes strings in double quotes, not in single ones"
    return value, match.end(), [*faults, Fault("syntax", message, Span(at, match.end()), "use double quotes", fix)]


def _decode(literal: str, at: int) -> tuple[str, list[Fault]]:
    """The value of a string literal that is closed; escapes that JSON does not know are kept as they stand."""
    try:
        return loads(literal), []
    except ValueError:
        pass
    faults: list[Fault] = []
    repaired: list[str] = []
    done = 0
    for match in re.finditer(r"\\\\|" + _BAD_IN_STRING.pattern, literal):
        bad = match[0]
        if bad == "\\\\":
            continue
        good = "\\\\" + bad[1:] if bad[0] == "\\" else dumps(bad)[1:-1]
        repaired += (literal[done : match.start()], good)
        done = match.end()
        start, end = at + match.start(), at + match.end()
        if bad[0] == "\\":
            message, title = (
                "a backslash stands before a character that JSON does not escape",
                "Write a double backslash",
            )
        else:
            message, title = f"a control character (U+{ord(bad):04X}) stands in a string", f"Write it as `{good}`"
        faults.append(Fault("syntax", message, Span(start, end), f"write `{good}`", cure(title, start, end, good)))
    repaired.append(literal[done:])
    try:
        return loads("".join(repaired)), faults
    except ValueError:
        return literal[1:-1], faults


def read_number(text: str, at: int) -> tuple[Scalar, list[Fault]] | None:
    """Read a number, also in forms that other languages allow; `None` where there is none."""
    word = WORD.match(text, at)
    if not word:
        return None
    end = word.end()
    strict = _NUMBER.fullmatch(word[0])
    if strict:
        return Scalar("number", at, end, to_number(word[0], bool(strict[1] or strict[2]))), []
    loose = _LOOSE_NUMBER.fullmatch(word[0])
    if not loose or not (loose[2] or loose[3] or loose[4]):
        return None
    sign, hexadecimal, whole, fraction, exponent = loose.groups()
    minus = "-" if sign == "-" else ""
    if hexadecimal:
        good = minus + str(int(hexadecimal, 16))
    else:
        good = f"{minus}{(whole or '').lstrip('0') or '0'}{'.' + fraction if fraction else ''}{exponent or ''}"
    fix = cure(f"Write `{good}`", at, end, good)
    message = f"`{word[0]}` is not how JSON writes a number"
    value = to_number(good, bool(fraction or exponent))
    return Scalar("number", at, end, value), [Fault("syntax", message, Span(at, end), f"write `{good}`", fix)]


def to_number(literal: str, fractional: bool) -> int | float:
    """The value of a JSON number; integers of more digits than Python converts become infinite."""
    if not fractional:
        try:
            return int(literal)
        except ValueError:
            pass
    return float(literal)


def read_word(text: str, at: int) -> tuple[Scalar, list[Fault]]:
    """Read `true`, `false`, `null`, or any other bare word as the value that was meant."""
    match = WORD.match(text, at)
    end = match.end() if match else at + 1
    word = text[at:end]
    span = Span(at, end)
    if word in _WORDS:
        value = _WORDS[word]
        return Scalar("null" if value is None else "boolean", at, end, value), []
    if word in _CONSTANTS:
        message = f"`{word}` is not a value of JSON"
        return Scalar("number", at, end, _CONSTANTS[word]), [Fault("syntax", message, span, "write a finite number")]
    if word in _FOREIGN_WORDS:
        good = _FOREIGN_WORDS[word]
        value = _WORDS[good]
        fault = Fault("syntax", f"JSON writes `{good}`, not `{word}`", span, "", cure(f"Write `{good}`", at, end, good))
        return Scalar("null" if value is None else "boolean", at, end, value), [fault]
    quoted = dumps(word, ensure_ascii=False)
    fault = Fault("syntax", f"`{word}` is a string without quotes", span, f"write {quoted}",
                  cure("Add double quotes", at, end, quoted))  # fmt: skip
    return Scalar("string", at, end, word), [fault]
