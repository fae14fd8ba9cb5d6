"""Examining a settings file: that it is TOML, that its schema allows what it says, and that its codes mean rules."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from easui.document import BadPath, Document, Key, Node, Object, Scalar, Severity, Span, parse_path, to_python
from easui.document.document import walk
from easui.document.json_parser import Tree
from easui.knowledge import root_field
from easui.lint import all_rules, unknown_codes
from easui.lint.region_name import regions_meant
from easui.structure import check
from easui.structure.names import near
from easui.structure.words import either, quoted
from easui.workspace.files import read_source
from easui.workspace.settings_fault import BadSettings, SettingsFault, fault_at

_TABLE = ("tool", "easui")
# Reading TOML takes longer than to look for the words; `[tool]` alone may stand above `easui = {…}`.
_MAY_HOLD_TABLE = re.compile(r"""\btool\b[^\n]*\beasui\b|^\s*\[\s*["']?tool["']?\s*\]""", re.M)
_LISTS_OF_CODES = ("select", "extend-select", "ignore")


class SettingsText(NamedTuple):
    """A settings file that holds what settings may hold; the root of `document` is the table of easui."""

    document: Document
    data: dict[str, Any]


def holds_settings(file: str) -> bool:
    """Whether a file that is there is one of settings: always, but for a `pyproject.toml` without a table of easui.

    Raises `Unreadable`, and `BadSettings` where a text that speaks of easui is no TOML.
    """
    if os.path.basename(file) != "pyproject.toml":
        return True
    text = read_source(file).text
    return bool(_MAY_HOLD_TABLE.search(text)) and _parsed(file, text).node(_TABLE) is not None


def examined(file: str) -> SettingsText:
    """Read a settings file. Raises `Unreadable`, and `BadSettings` with everything that is wrong."""
    document = _parsed(file, read_source(file).text)
    if os.path.basename(file) == "pyproject.toml":
        table = document.node(_TABLE)
        if not isinstance(table, Object):
            place = Span(table.start, table.end) if table else Span(0, 0)
            message = "`[tool.easui]` is not a table" if table else "there is no table `[tool.easui]`"
            raise BadSettings(fault_at(file, document, place, message))
        document = Document(document.text, "json", Tree(table, (), ()), False)
    faults = sorted(_faults(file, document), key=lambda fault: fault.span)
    if faults:
        raise BadSettings(*faults)
    return SettingsText(document, to_python(document.root) if document.root else {})


def _parsed(file: str, text: str) -> Document:
    from easui.workspace.toml_tree import BadToml, parse_toml

    try:
        return parse_toml(text)
    except BadToml as error:
        document = Document(text, "json", Tree(None, (), ()), False)
        raise BadSettings(fault_at(file, document, error.span, str(error))) from error


def _faults(file: str, document: Document) -> Iterator[SettingsFault]:
    for violation in check(document, root_field("settings"), with_fixes=False):
        if violation.severity >= Severity.WARNING:
            yield fault_at(file, document, violation.span, violation.message, violation.help)
    yield from _odd_values(file, document)
    for code, span in _codes(document):
        if not code:
            yield fault_at(file, document, span, "a code may not be empty")
        elif unknown_codes([code], all_rules()):
            yield fault_at(file, document, span, f"`{code}` is neither a code nor a name of a rule", _meant(code))
    yield from _bad_paths(file, document)
    yield from _bad_patterns(file, document)
    yield from _misspelt_regions(file, document)


def _odd_values(file: str, document: Document) -> Iterator[SettingsFault]:
    """Values of TOML that no setting takes, and that JSON does not have."""
    known = root_field("settings").properties
    for member in document.root.members if isinstance(document.root, Object) else ():
        for _, node in walk(member.value) if member.key.name in known else ():
            if isinstance(node, Scalar) and node.kind == "invalid":
                message = f"`{document.source(node)}` is no value of `{member.key.name}`"
                yield fault_at(file, document, Span(node.start, node.end), message, "settings are texts and numbers")


def _misspelt_regions(file: str, document: Document) -> Iterator[SettingsFault]:
    for name, span in _strings(document.node(("region",))):
        meant = regions_meant(name)
        if meant:
            help_ = f"did you mean {either(quoted(meant))}?"
            yield fault_at(file, document, span, f"`{name}` is not a region that easui knows", help_)


def _codes(document: Document) -> Iterator[tuple[str, Span]]:
    """Every code that a file names, with its place."""
    for name in _LISTS_OF_CODES:
        yield from _strings(document.node((name,)))
    yield from _strings(document.node(("per-file-ignores",)))
    yield from ((key.name, Span(key.start, key.end)) for key in _keys(document.node(("severity",))))
    for entry in _items(document.node(("suppress",))):
        code = entry.get("code") if isinstance(entry, Object) else None
        if code:
            yield from _strings(code.value)


def _bad_paths(file: str, document: Document) -> Iterator[SettingsFault]:
    for entry in _items(document.node(("suppress",))):
        path = entry.get("path") if isinstance(entry, Object) else None
        for text, span in _strings(path.value if path else None):
            try:
                parse_path(text)
            except BadPath as error:
                help_ = "write it as reports do, such as `containers[0].image`"
                yield fault_at(file, document, span, str(error), help_)


def _bad_patterns(file: str, document: Document) -> Iterator[SettingsFault]:
    patterns = [*_strings(document.node(("exclude",)))]
    patterns += [(key.name, Span(key.start, key.end)) for key in _keys(document.node(("per-file-ignores",)))]
    for entry in _items(document.node(("suppress",))):
        files = entry.get("files") if isinstance(entry, Object) else None
        patterns += _strings(files.value if files else None)
    if not patterns:
        return
    from easui.workspace.patterns import is_pattern

    for pattern, span in patterns:
        if not is_pattern(pattern):
            message = f"`{pattern}` is no pattern of files"
            yield fault_at(file, document, span, message, "patterns are those of `.gitignore`")


def _strings(node: Node | None) -> Iterator[tuple[str, Span]]:
    """The strings below a node, with their places."""
    if node is not None:
        for _, value in walk(node):
            if isinstance(value, Scalar) and isinstance(value.value, str):
                yield value.value, Span(value.start, value.end)


def _keys(node: Node | None) -> list[Key]:
    return [member.key for member in node.members] if isinstance(node, Object) else []


def _items(node: Node | None) -> tuple[Node, ...]:
    return node.items if node is not None and not isinstance(node, Object | Scalar) else ()


def _meant(code: str) -> str:
    family = code[:4].upper()
    codes = [rule.code for rule in all_rules() if rule.code.startswith(family)]
    guesses = near(code, codes or [rule.name for rule in all_rules()])[:3]
    return f"did you mean {either(quoted(guesses))}?" if guesses else "`easui rule` lists them"
