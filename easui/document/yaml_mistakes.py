"""Mistakes in YAML in the words of the person who made them, and how to read on behind them.

ruamel.yaml speaks of tokens and block ends; what it complains of is often not the line that is wrong. Each kind of
complaint has a function here that finds the line and says what is the matter.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import NamedTuple

from easui.document.diagnostic import Fix, Related, Span
from easui.document.edit import TextEdit
from easui.document.fault import Fault, cure

_LINE_BREAK = re.compile(r"\r\n|\n|\r")
_NOT_BREAKS = re.compile(r"[^\r\n]")
_LIST_MARKS = re.compile(r"(?:- +)*")
_BLANK_START = re.compile(r"[ \t]*")
_TAB_INDENTATION = re.compile(r"(?:^|(?<=\r))([ ]*\t[ \t]*)", re.M)
_COLON_WITHOUT_BLANK = re.compile(r"""[ ]*(?:- +)*[^\s:#"'\[\]{}]+(:)(?=[^\s:/])""")
_VALUE_ON_LINE = re.compile(r"""(?:"[^"]*"|'[^']*'|[^:"']|:(?=\S))+:[ \t]+(?P<value>[^\s#])""")
_KEY_LINE = re.compile(r"""[ ]*(?:- +)*["']?[\w./-]+["']?[ ]*:(?:\s|$)""")


class Mistake(NamedTuple):
    """What is wrong, and the text, of the same length, with the mistake covered; `fault` is None where nothing is."""

    fault: Fault | None
    text: str


class _Complaint(NamedTuple):
    """Where ruamel.yaml stopped (`at`), where what it was reading began (`opened`), and its own words."""

    text: str
    at: int
    opened: int
    problem: str


def explain(text: str, error: Exception) -> Mistake:
    """Say what is wrong where ruamel.yaml gave up, and cover it."""
    complaint = _complaint(text, error)
    for words, handler in _HANDLERS:
        if words in complaint.problem:
            return handler(complaint)
    return _on_line(complaint, "this line cannot be read as YAML")


def _complaint(text: str, error: Exception) -> _Complaint:
    problem_mark = getattr(error, "problem_mark", None)
    context_mark = getattr(error, "context_mark", None)
    first = problem_mark or context_mark
    at = min(first.index, len(text)) if first else _last_content(text, len(text))
    opened = min(context_mark.index, len(text)) if context_mark else at
    words = f"{getattr(error, 'context', None) or ''}: {getattr(error, 'problem', None) or ''}"
    return _Complaint(text, at, opened, words)


# -- lines


class _Line(NamedTuple):
    start: int
    end: int
    text: str

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip(" \t"))

    @property
    def content(self) -> Span:
        """Where it holds something, without a comment."""
        start = self.start + self.indent
        body = re.sub(r"(?:^|[ \t])#.*", "", self.text[self.indent :]).rstrip()
        return Span(start, start + max(len(body), 1 if self.text.strip() else 0))


def _line(text: str, at: int) -> _Line:
    if text[at - 1 : at + 1] == "\r\n":
        at -= 1
    start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    end = _LINE_BREAK.search(text, at)
    stop = end.start() if end else len(text)
    return _Line(start, stop, text[start:stop])


def _next_line(text: str, line: _Line) -> _Line | None:
    end = _LINE_BREAK.match(text, line.end)
    return _line(text, end.end()) if end else None


def _last_content(text: str, before: int) -> int:
    """The offset of the last character that is not blank before an offset."""
    return max(len(text[:before].rstrip()) - 1, 0)


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + _NOT_BREAKS.sub(" ", text[start:end]) + text[end:]


def _blank_lines(complaint: _Complaint, first: _Line, last: _Line | None = None, *, deeper: bool = False) -> str:
    """Blank lines, with those below that are indented `deeper`; where that changes nothing, the last line before."""
    text, end = complaint.text, (last or first).end
    if deeper:
        below = _next_line(text, last or first)
        while below and (not below.text.strip() or below.indent > first.indent):
            end = below.end
            below = _next_line(text, below)
    covered = _blank(text, first.start, end)
    if covered == text:
        before = _line(text, _last_content(text, max(complaint.at, first.start)))
        covered = _blank(text, before.start, before.end)
    return covered


def _blank_value(complaint: _Complaint, start: int) -> str:
    """Blank a line from where its value begins, so that its key remains; all of it where that changes nothing."""
    line = _line(complaint.text, start)
    covered = _blank(complaint.text, start, line.end)
    return covered if covered != complaint.text else _blank_lines(complaint, line)


def _fault(
    message: str, span: Span, help_: str = "", fix: Fix | None = None, related: tuple[Related, ...] = ()
) -> Fault:
    return Fault("syntax", message, Span(span.start, max(span)), help_, fix, related)


def _on_line(complaint: _Complaint, message: str, help_: str = "", span: Span | None = None) -> Mistake:
    """Report the place of the complaint, or a given one, and cover its line."""
    at = span.start if span else complaint.at
    if not span and not complaint.text[at : at + 1].strip():
        at = _last_content(complaint.text, at)
    line = _line(complaint.text, at)
    return Mistake(_fault(message, span or Span(at, line.content.end if at < line.content.end else at + 1), help_),
                   _blank_lines(complaint, line))  # fmt: skip


def _shown(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


# -- kinds of complaints


def _missing_colon(complaint: _Complaint) -> Mistake:
    return _missing_colon_on(complaint, _line(complaint.text, complaint.opened))


def _missing_colon_on(complaint: _Complaint, line: _Line) -> Mistake:
    if glued := _COLON_WITHOUT_BLANK.match(line.text):
        place = line.start + glued.end(1)
        fault = _fault("a blank is missing after this `:`", Span(place - 1, place), "",
                       cure("Add the missing blank", place, place, " "))  # fmt: skip
        return Mistake(fault, _blank_lines(complaint, line, deeper=True))
    start, end = line.content
    marks = _LIST_MARKS.match(complaint.text, start, end)
    start = marks.end() if marks and marks.end() < end else start
    name = complaint.text[start:end]
    fix = cure("Add the missing `:`", end, end, ":", safe=False)
    fault = _fault(f"`:` is missing after the key `{_shown(name)}`", Span(start, end), "", fix)
    return Mistake(fault, _blank_lines(complaint, line, deeper=True))


def _colon_in_value(complaint: _Complaint) -> Mistake:
    """A second `: ` on a line, a key below a value, or a key below a word that lacks its own colon."""
    text, line = complaint.text, _line(complaint.text, complaint.at)
    before = text[line.start : complaint.at]
    value = _VALUE_ON_LINE.match(line.text)
    if value and value.start("value") < len(before):
        span = Span(line.start + value.start("value"), line.content.end)
        quoted = json.dumps(text[span.start : span.end], ensure_ascii=False)
        fix = cure("Put the value in double quotes", *span, quoted, safe=False)
        message = "a second `:` on this line, in a value without quotes"
        return Mistake(
            _fault(message, span, "put the value in double quotes", fix), _blank_value(complaint, span.start)
        )
    above = _line(text, _last_content(text, line.start))
    if above.start < line.start and not re.search(r":(?:\s|$)", above.text):
        return _missing_colon_on(complaint, above)
    covered, below = line, _next_line(text, line)
    while below and below.text.strip() and below.indent >= line.indent:
        covered, below = below, _next_line(text, below)
    message = "this line is indented as if it belonged to the line above, which has a value already"
    return Mistake(_fault(message, line.content, "indent it as much as the keys beside it"),
                   _blank_lines(complaint, line, covered))  # fmt: skip


def _bad_start(complaint: _Complaint) -> Mistake:
    text, at = complaint.text, complaint.at
    line, char = _line(text, at), text[at : at + 1]
    if char != "\t":
        rest = Span(at, max(line.content.end, at + 1))
        fix = cure(
            "Put it in double quotes", *rest, json.dumps(text[rest.start : rest.end], ensure_ascii=False), safe=False
        )
        fault = _fault(
            f"`{char}` cannot begin a value without quotes", Span(at, at + 1), "put the value in double quotes", fix
        )
        return Mistake(fault, _blank_value(complaint, at))
    run = _BLANK_START.match(text, at)
    end = run.end() if run else at + 1
    if text[line.start : at].strip():  # YAML allows a tab between a mark and a value; ruamel.yaml does not
        return Mistake(None, text[:at] + " " * (end - at) + text[end:])
    edits = [TextEdit(*tab.span(1), tab[1].replace("\t", "  ")) for tab in _TAB_INDENTATION.finditer(text)]
    fix = Fix("Indent with blanks", tuple(edits), False)
    fault = _fault("this line is indented with a tab; YAML allows only blanks", Span(line.start, end), "", fix)
    return Mistake(fault, _TAB_INDENTATION.sub(lambda tab: " " * len(tab[0]), text))


def _list_beside_key(complaint: _Complaint) -> Mistake:
    line = _line(complaint.text, complaint.at)
    return _on_line(complaint, "a list item cannot stand here", "begin the list on a line of its own below its key",
                    Span(complaint.at, line.content.end))  # fmt: skip


def _unclosed_quote(complaint: _Complaint) -> Mistake:
    line = _line(complaint.text, complaint.opened)
    return _unclosed_quote_on(complaint, line, complaint.opened)


def _unclosed_quote_on(complaint: _Complaint, line: _Line, opened: int) -> Mistake:
    quote = complaint.text[opened : opened + 1]
    end = max(line.content.end, opened + 1)
    fix = cure(f"Add the closing `{quote}`", end, end, quote, safe=False)
    fault = _fault(f"this `{quote}` is never closed", Span(opened, end), "", fix)
    return Mistake(fault, _blank_value(complaint, opened))


def _bad_escape(complaint: _Complaint) -> Mistake:
    text, at = complaint.text, complaint.at
    start = max(text.rfind("\\", 0, at), complaint.opened)
    help_ = "write `\\\\` for a backslash, or put the value in single quotes"
    escape = text[start : start + 2]
    fault = _fault(f"`{escape}` is no escape that YAML knows", Span(start, start + len(escape)), help_)
    return Mistake(fault, _blank_lines(complaint, _line(text, complaint.opened), _line(text, at)))


def _bad_block_text(complaint: _Complaint) -> Mistake:
    mark = complaint.text[complaint.opened : complaint.opened + 1]
    line, message = _line(complaint.text, complaint.at), f"nothing may follow `{mark}` on its line"
    fault = _fault(message, Span(complaint.at, line.content.end), "begin the text on the next line, indented")
    return Mistake(fault, _blank_lines(complaint, line, deeper=True))


def _uneven_block_text(complaint: _Complaint) -> Mistake:
    line = _line(complaint.text, complaint.opened)
    message = "this text begins with a blank line that is indented less than what follows"
    return Mistake(_fault(message, line.content), _blank_lines(complaint, line, deeper=True))


def _bad_name(complaint: _Complaint) -> Mistake:
    start = complaint.opened
    mark = complaint.text[start : start + 1]
    what = {"*": "stands for an anchored value", "&": "anchors a value", "!": "tags a value"}.get(mark, "has a meaning")
    end = max(_line(complaint.text, start).content.end, start + 1)
    return _on_line(complaint, f"in YAML `{mark}` {what}; what follows is no name for one",
                    "put the value in double quotes where it is text", Span(start, end))  # fmt: skip


def _bad_directive(complaint: _Complaint) -> Mistake:
    return _on_line(complaint, "a line that begins with `%` is for YAML itself, and this one means nothing to it",
                    "remove it, or put the text in double quotes")  # fmt: skip


def _in_flow(complaint: _Complaint) -> Mistake:
    """A list or object in brackets that goes on without a comma, or is never closed."""
    text, at, opened = complaint.text, complaint.at, complaint.opened
    first, line = _line(text, opened), _line(text, at)
    mark = text[opened : opened + 1]
    fits_outside = line.indent <= first.indent or mark == "["
    looks_like_block = line.start > first.start and fits_outside and _KEY_LINE.match(line.text)
    if "stream end" in complaint.problem or "document" in complaint.problem or looks_like_block:
        closer = {"[": "]", "{": "}"}.get(mark, mark)
        end = max(first.content.end, opened + 1)
        fix = cure(f"Add the missing `{closer}`", end, end, closer, safe=False)
        fault = _fault(f"this `{mark}` is never closed", Span(opened, opened + 1), "", fix)
        last = _line(text, _last_content(text, line.start)) if looks_like_block else first
        return Mistake(fault, _blank_lines(complaint, first, last))
    related = (Related("opened here", Span(opened, opened + 1)),)
    if text[at : at + 1] == ":" and line.start > first.start and text[line.start : at].strip():
        at = line.start  # the value of the line before was read together with this key
    if text[at - 1 : at].isspace() and text[at : at + 1] not in (":", "]", "}"):
        end = _last_content(text, at) + 1
        fault = _fault(
            "`,` is missing here", Span(end - 1, end), "", cure("Add the missing `,`", end, end, ","), related
        )
        return Mistake(fault, text[: at - 1] + "," + text[at:])
    fault = _fault(f"`{text[at : at + 1].strip() or mark}` does not fit here", Span(at, at + 1), "", None, related)
    return Mistake(fault, _blank_lines(complaint, line))


def _missing_value(complaint: _Complaint) -> Mistake:
    char = complaint.text[complaint.at : complaint.at + 1].strip()
    if char in ("]", "}"):
        return _on_line(complaint, f"`{char}` closes nothing", "", Span(complaint.at, complaint.at + 1))
    return _on_line(complaint, f"`{char}` stands where a value is expected" if char else "a value is missing here")


def _misplaced(complaint: _Complaint) -> Mistake:
    """Something that belongs to nothing above: by its indentation, or because a value on its line has ended."""
    text, at = complaint.text, complaint.at
    directive = re.search(r"^%", text[:at], re.M)
    if "<document start>" in complaint.problem and directive:
        return _bad_directive(complaint._replace(at=directive.start()))
    line = _line(text, at)
    before = text[line.start : at]
    if not before.strip():
        if text[at : at + 1] in ("]", "}"):
            return _missing_value(complaint)
        message = f"this line is indented by {line.indent}, which fits nothing above it"
        if line.text[line.indent :].startswith("- ") and line.start > 0:
            message = "this list item fits nothing above it"
        covered = _blank_lines(complaint, line, deeper=True)
        return Mistake(_fault(message, line.content, "indent it as much as what it belongs beside"), covered)
    quote = before.rstrip()[-1]
    if quote in "\"'":
        if before.count(quote) % 2:
            opened = text.rfind(quote, 0, line.start)
            if opened >= 0:
                return _unclosed_quote_on(complaint, _line(text, opened), opened)
        escaped = '\\"' if quote == '"' else "''"
        help_ = f"put all of it in quotes, and write `{escaped}` for a quote inside"
        return _on_line(complaint, f"text follows the closing `{quote}`", help_)
    if text[at : at + 1] in ("]", "}"):
        return _missing_value(complaint)
    return _on_line(complaint, "this follows a value that has ended", "put it on a line of its own, or use quotes")


_HANDLERS: tuple[tuple[str, Callable[[_Complaint], Mistake]], ...] = (
    ("could not find expected ':'", _missing_colon),
    ("mapping values are not allowed", _colon_in_value),
    ("cannot start any token", _bad_start),
    ("sequence entries are not allowed", _list_beside_key),
    ("scanning a quoted scalar", _unclosed_quote),
    ("double-quoted scalar", _bad_escape),
    ("scanning a block scalar", _bad_block_text),
    ("more indented follow up line", _uneven_block_text),
    ("scanning an alias", _bad_name),
    ("scanning an anchor", _bad_name),
    ("a tag", _bad_name),
    ("undefined tag handle", _bad_name),
    ("directive", _bad_directive),
    ("expected ',' or", _in_flow),
    ("expected the node content", _missing_value),
    ("expected <block end>", _misplaced),
    ("<document start>", _misplaced),
)
