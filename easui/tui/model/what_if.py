"""What setting a field would bring, found by setting it in a copy of the text and examining that."""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

from easui.document import Diagnostic, Document, EditRefused, Path, Severity, format_path
from easui.document.display import visible
from easui.knowledge import Field, field_at
from easui.lint import Settings
from easui.tui.model.entries import entries_for, first_value, kinds_of
from easui.tui.model.places import Places
from easui.tui.model.problems import MARKS, in_order
from easui.tui.model.prose import Passage

_SOME_TEXT = "example"
"""Tried where the schema has no example of a text."""


class WhatIf(NamedTuple):
    """What would be found, and what no longer, if a field had a value; `refused` says why it cannot be set at all.

    `asks` are findings about other fields that would be missing then.
    """

    path: Path
    value: Any
    brings: tuple[Diagnostic, ...] = ()
    asks: tuple[Diagnostic, ...] = ()
    cures: tuple[Diagnostic, ...] = ()
    refused: str = ""

    @property
    def against(self) -> Diagnostic | None:
        """The worst that speaks against setting it; None where there are but hints."""
        return next((each for each in self.brings if each.severity >= Severity.WARNING), None)


def what_if(document: Document, path: Path, settings: Settings) -> WhatIf | None:
    """Try a usual value of a field that is not set; None where the schema knows no value to try."""
    from easui.lint import lint
    from easui.workspace.spelling import edits_to_set

    field = field_at(path)
    value = None if field is None else _trial(path, field)
    if value is None:
        return None
    try:
        changed = document.apply(edits_to_set(document, path, value))
    except EditRefused as reason:
        return WhatIf(path, value, refused=str(reason))
    before, after = lint(document, settings), lint(changed, settings)
    new, places = _only_in(after, before), Places(changed)
    brings = tuple(each for each in new if not each.path or places.has(each.path))
    asks = tuple(each for each in new if each not in brings)
    return WhatIf(path, value, brings, asks, tuple(_only_in(before, after)))


def said(found: WhatIf) -> list[Passage]:
    """What was found in words."""
    name = format_path(found.path)
    passages = [Passage("title", f"What if {visible(name)} were set?")]
    if found.refused:
        return [*passages, Passage("error", visible(found.refused))]
    passages.append(Passage("quiet", f"tried with {_shown(found.value)}, in a copy of the text"))
    if found.brings:
        passages.append(Passage("heading", "It would bring"))
        passages += [passage for each in found.brings for passage in _reasons(each)]
    else:
        passages.append(Passage("text", "Nothing speaks against it."))
    if found.asks:
        passages.append(Passage("heading", "It would ask for"))
        passages += [_line(each) for each in found.asks]
    if found.cures:
        passages.append(Passage("heading", "It would end"))
        passages += [_line(each) for each in found.cures]
    return passages


def _reasons(diagnostic: Diagnostic) -> list[Passage]:
    """A finding with what helps, and why the rule minds."""
    from easui.lint import documentation, find_rule

    passages = [_line(diagnostic)]
    if diagnostic.help:
        passages.append(Passage("text", visible(diagnostic.help)))
    rule = find_rule(diagnostic.code)
    if rule is not None:
        passages.append(Passage("quiet", documentation(rule).why))
    return passages


def _trial(path: Path, field: Field) -> Any:
    """A usual value: a whole entry, an example, or else one put together from such values; None where there is none."""
    if field.types == ("boolean",):
        return not field.default
    if field.types[:1] not in (("object",), ("array",)):
        value = first_value(field)
        return _SOME_TEXT if value == "" else value
    if kinds_of(path):
        return entries_for(path)[0].value
    if field.examples:
        return field.examples[0]
    if field.item is not None:
        item = _trial((*path, 0), field.item)
        return None if item is None else [item]
    names = field.required or tuple(field.properties)[:1]
    members = {name: _trial((*path, name), child) for name in names if (child := field.child(name))}
    return {name: value for name, value in members.items() if value is not None} or None


def _only_in(these: list[Diagnostic], others: list[Diagnostic]) -> list[Diagnostic]:
    """Findings that the others lack, whatever their places in the text; errors first."""
    left = Counter(_key(each) for each in others)
    found: list[Diagnostic] = []
    for each in in_order(these):
        if left[_key(each)]:
            left[_key(each)] -= 1
        else:
            found.append(each)
    return found


def _key(diagnostic: Diagnostic) -> tuple[str, Path, str]:
    return diagnostic.code, diagnostic.path, diagnostic.message


def _line(diagnostic: Diagnostic) -> Passage:
    word = diagnostic.severity.word
    words = f"{MARKS[diagnostic.severity]} {visible(diagnostic.message)} ({diagnostic.code})"
    return Passage("error" if word == "error" else "warning" if word == "warning" else "info", words)


def _shown(value: Any) -> str:
    import json

    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return visible(text if len(text) <= 80 else text[:79] + "…")
