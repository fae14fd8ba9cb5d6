"""What an editor offers to do at a place: cures, accepting a finding, adding what is missing, other spellings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from easui.assist.cursor import Level, levels_at
from easui.assist.required import add_missing
from easui.assist.spelling import rewrites
from easui.assist.suppression import suppress
from easui.document import Diagnostic, Document, Edits, Object, Span
from easui.document.difference import differences
from easui.lint import Settings, fix_all, preferred_fix

ActionKind = Literal["quickfix", "refactor.rewrite", "source.fixAll.easui"]

FIX_ALL = "Apply all safe fixes"
_MISSING = frozenset(("EAS005", "EAS101"))
# A text that does not parse cannot be accepted, nor what is wrong with the comments themselves.
_NOT_ACCEPTED = frozenset(("EAS002", "EAS017", "EAS018"))
DEFAULT = Settings()


class Action(NamedTuple):
    """Something to do: the edits, and the findings that it takes care of; `preferred` is what F4 would do."""

    title: str
    kind: ActionKind
    edits: Edits
    diagnostics: tuple[Diagnostic, ...] = ()
    preferred: bool = False


def actions(document: Document, span: Span, found: Sequence[Diagnostic]) -> list[Action]:
    """The actions for a stretch of text, cures first; `found` are all findings of the document."""
    here = [diagnostic for diagnostic in found if _touch(diagnostic.span, span)]
    levels = levels_at(document, span.start)
    offered = _fixes(here)
    done = {action.edits for action in offered}
    offered += [action for action in _missing(document, levels, found) if action.edits not in done]
    offered += _suppressions(document, here)
    offered += [Action(rewrite.title, "refactor.rewrite", rewrite.edits) for rewrite in rewrites(document, levels)]
    return offered


def fix_everything(document: Document, settings: Settings = DEFAULT) -> Action | None:
    """All safe fixes of a document as one action, repeated until none is left; None where there are none."""
    fixed = fix_all(document, settings)
    if not fixed.applied:
        return None
    return Action(FIX_ALL, "source.fixAll.easui", differences(document.text, fixed.document.text), fixed.applied)


def has_safe_fix(found: Iterable[Diagnostic]) -> bool:
    """Whether `fix_everything` would do something."""
    return any(fix.safe for diagnostic in found for fix in diagnostic.fixes)


def _fixes(here: list[Diagnostic]) -> list[Action]:
    offered: list[Action] = []
    for diagnostic in here:
        preferred = preferred_fix(diagnostic, unsafe=True)
        for fix in diagnostic.fixes:
            offered.append(Action(fix.title, "quickfix", fix.edits, (diagnostic,), fix is preferred))
    return offered


def _missing(document: Document, levels: tuple[Level, ...], found: Sequence[Diagnostic]) -> list[Action]:
    """Adding what the innermost object around a place lacks."""
    for level in reversed(levels):
        if not isinstance(level.node, Object):
            continue
        lacking = [
            diagnostic
            for diagnostic in found
            if diagnostic.code in _MISSING and diagnostic.path[:-1] == level.path and _is_absent(level.node, diagnostic)
        ]
        names = list(dict.fromkeys(str(diagnostic.path[-1]) for diagnostic in lacking))
        edits = add_missing(document, level.path, level.file_path, names) if names else None
        if edits:
            title = f"Add the required {' and '.join(f'`{name}`' for name in names)}"
            return [Action(title, "quickfix", edits, tuple(lacking))]
    return []


def _is_absent(node: Object, diagnostic: Diagnostic) -> bool:
    """Whether a key is not there at all; an empty value is no absence that adding would mend."""
    return bool(diagnostic.path) and node.get(str(diagnostic.path[-1])) is None


def _suppressions(document: Document, here: list[Diagnostic]) -> list[Action]:
    offered: dict[tuple[str, int], Action] = {}
    for diagnostic in here:
        if diagnostic.code in _NOT_ACCEPTED:
            continue
        line = document.lines.position(diagnostic.span.start).line
        edits = suppress(document, diagnostic) if (diagnostic.code, line) not in offered else None
        if edits:
            title = f"Accept {diagnostic.code} ({diagnostic.rule}) here with a comment"
            offered[diagnostic.code, line] = Action(title, "quickfix", edits, (diagnostic,))
    return list(offered.values())


def _touch(one: Span, other: Span) -> bool:
    return one.start <= other.end and other.start <= one.end
