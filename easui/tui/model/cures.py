"""What can be done about the place at the cursor: cures, accepting what is found, other spellings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from easui.document import Diagnostic, Document, Span

if TYPE_CHECKING:
    from easui.assist.actions import Action

_KINDS = {"quickfix": "cures a problem", "refactor.rewrite": "says the same in another way"}


def cures_at(document: Document, offset: int, here: list[Diagnostic], found: tuple[Diagnostic, ...]) -> list[Action]:
    """The actions at a place, cures first; `here` are the problems that the place means, `found` are all."""
    from easui.assist.actions import actions

    spans = [Span(offset, offset), *(problem.span for problem in here)]
    offered = {action.edits: action for span in reversed(spans) for action in actions(document, span, found)}
    order = {"quickfix": 0, "refactor.rewrite": 1}
    return sorted(offered.values(), key=lambda action: (not action.preferred, order.get(action.kind, 2)))


def about_cure(action: Action) -> str:
    """A few words about an action, beside its title."""
    codes = " ".join(dict.fromkeys(diagnostic.code for diagnostic in action.diagnostics))
    words = "F4 does this" if action.preferred else _KINDS.get(action.kind, "")
    return f"{words} ({codes})" if codes else words


def acceptance(document: Document, problem: Diagnostic) -> str:
    """How a problem is accepted where no comment can say so, in words."""
    from easui.document import format_path

    path = f' and path = "{format_path(problem.path)}"' if problem.path else ""
    if document.language == "json":
        return (
            f"JSON has no comments. To accept {problem.code}, write in easui.toml: "
            f'[[suppress]] with code = "{problem.code}"{path}'
        )
    return f"{problem.code} cannot be accepted: it has to be cured"
