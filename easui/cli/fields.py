"""Understanding the path of a parameter as somebody typed it."""

from __future__ import annotations

from easui.cli.failure import Failure
from easui.cli.near import near, question
from easui.document import BadPath, Path, format_path, parse_path
from easui.knowledge import EACH, Field, all_fields, called, field_at, find, named

_SUGGESTIONS = 3
# Paths share their beginnings, so that only very similar ones are meant.
_LIKENESS = 0.85
# Names are short: at less, `nothing` would be like `batching`.
_NAME_LIKENESS = 0.7


def read_path(text: str) -> Path:
    """The path that a text means, in whatever spelling. Raises `Failure` where it is none."""
    try:
        return parse_path(text)
    except BadPath as error:
        # Such as `autoscaler.strategies.gpu[util]`, which only the schema understands.
        field = find(text)
        if field is None:
            raise Failure(str(error), suggestion(text) or "a path looks like `containers[0].image`") from error
        return field.path


def knows(path: Path) -> bool:
    """Whether a value may stand at a path: the schema knows it, or lets users name what they like there."""
    for length in range(len(path), -1, -1):
        field = field_at(path[:length])
        if field is not None:
            return length == len(path) or (field.free_form and _holds_anything(field))
    return False


def suggestion(text: str) -> str:
    """`did you mean …?` for a path that is unknown; the empty text where nothing is near."""
    return question(_candidates(text))


def written(field: Field) -> str:
    """The path of a field as people write it."""
    return format_path(field.path)


def _holds_anything(field: Field) -> bool:
    return not field.types or not {"object", "array"}.isdisjoint(field.types)


def _candidates(text: str) -> list[str]:
    """Parameters of that name elsewhere, by another tool's word, and by their look."""
    word = text.replace("[", ".").replace("]", "").split(".")[-1]
    found = [written(field) for field in (*named(word), *called(word))]
    if not found:
        known = [written(field) for field in all_fields() if field.path[-1] != EACH]
        found = near(text, known, _SUGGESTIONS, _LIKENESS)
    if not found:
        names = {field.name: written(field) for field in all_fields()}
        found = [names[name] for name in near(word, names, _SUGGESTIONS, _NAME_LIKENESS)]
    return list(dict.fromkeys(found))[:_SUGGESTIONS]
