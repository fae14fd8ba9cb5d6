"""Older places, and one parameter in two spellings."""

from __future__ import annotations

from collections.abc import Iterator

from easui.document import Member, Path, Related, Severity, Span
from easui.structure.fixes import Fixes
from easui.structure.review import Review, severity_of
from easui.structure.shape import Shape
from easui.structure.survey import Setting, same, usual_place
from easui.structure.violation import Violation
from easui.structure.words import name_of


def older_place(review: Review, member: Member, older: Shape, path: Path, file_path: Path) -> Violation:
    """The report of a member at an older place; `path` is that of the member."""
    place = path[: len(older.field.path)]
    usual = usual_place(older, place)
    target = review.canonical(path)
    if place[:-1] == usual[:-1]:
        message = f"`{name_of(place)}` is the older spelling of `{name_of(usual)}`"
    else:
        where = f"`{place[0]}` at the root" if len(place) == 1 else f"`{name_of(place)}`"
        message = f"{where} is the older place of `{name_of(usual)}`"
    fixes: Fixes = ()
    if not review.survey.is_set_beside(target, file_path):
        goal = review.survey.file_path(target[:-1]) + target[-1:]
        title = f"Move to `{name_of(target)}`" if goal[:-1] != file_path[:-1] else f"Rename to `{goal[-1]}`"
        fixes = review.fixes.move(member, file_path, goal, title, review.order_in(target[:-1]))
    span = Span(member.key.start, member.key.end)
    help_ = f"write it as `{name_of(target)}`"
    return Violation("moved", Severity.INFO, message, span, path, help_, fixes, (), ("deprecated",))


def repeats(review: Review) -> Iterator[Violation]:
    """Parameters that are set in more than one place or spelling."""
    for pair in review.survey.repeats:
        first, later = sorted(pair, key=lambda setting: setting.member.key.start)
        yield _repeat(review, first, later)


def _repeat(review: Review, first: Setting, later: Setting) -> Violation:
    canonical = name_of(review.canonical(later.path))
    key = later.member.key
    related = (Related("also set here", Span(first.member.key.start, first.member.key.end), first.path),)
    place = Span(key.start, key.end)
    if same(first.member.value, later.member.value):
        message = f"`{canonical}` is set twice, to the same value"
        odd = first if review.canonical(later.path) == later.file_path else later
        fixes = review.fixes.remove(odd.file_path, name_of(odd.file_path), safe=False)
        return Violation("twice", Severity.INFO, message, place, later.path, "keep one of them", fixes, related)
    severity = severity_of(later.shape.field, "conflict", Severity.WARNING)
    message = f"`{canonical}` is set twice, to different values"
    return Violation("conflict", severity, message, place, later.path, "keep one of them", (), related)
