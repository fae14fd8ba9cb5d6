"""Text edits: carried out together, and undone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from easui.document import OverlappingEdits, TextEdit, apply_edits, invert_edits, parse


@st.composite
def changes(draw: st.DrawFn) -> tuple[str, list[TextEdit]]:
    """A text with edits of it that do not overlap, in any order."""
    text = draw(st.text(max_size=20))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    edits = [TextEdit(*cut, draw(st.text(max_size=3))) for cut in zip(cuts[::2], cuts[1::2], strict=False)]
    return text, edits


@given(changes(), st.randoms())
def test_the_inverse_gives_the_text_back(change: tuple[str, list[TextEdit]], random: object) -> None:
    text, edits = change
    changed = apply_edits(text, edits)
    assert apply_edits(changed, invert_edits(text, edits)) == text
    assert len(changed) == len(text) + sum(len(edit.text) - (edit.end - edit.start) for edit in edits)


def test_edits_refer_to_the_text_before_all_of_them() -> None:
    assert apply_edits("abcd", [TextEdit(3, 4, "D"), TextEdit(0, 1, ""), TextEdit(2, 2, "--")]) == "b--cD"


def test_insertions_at_one_place_keep_their_order() -> None:
    assert apply_edits("ab", [TextEdit(1, 1, "1"), TextEdit(1, 1, "2")]) == "a12b"


def test_overlapping_edits_are_refused() -> None:
    with pytest.raises(OverlappingEdits):
        apply_edits("abcd", [TextEdit(0, 2, "x"), TextEdit(1, 3, "y")])


@pytest.mark.parametrize("edit", [TextEdit(-1, 0, ""), TextEdit(2, 1, ""), TextEdit(0, 5, "")])
def test_edits_outside_the_text_are_refused(edit: TextEdit) -> None:
    with pytest.raises(IndexError):
        apply_edits("abcd", [edit])


def test_a_document_is_never_changed_itself() -> None:
    document = parse('{"a": 1}', "jsonc", bom=True)
    after = document.apply([TextEdit(6, 7, "2")])
    assert (document.value(), after.value()) == ({"a": 1}, {"a": 2})
    assert (after.language, after.bom) == ("jsonc", True)
