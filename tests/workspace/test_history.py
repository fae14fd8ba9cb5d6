"""History: undoing all gives the first text back, redoing all the last; typing that goes together is one step."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from easui.document import OverlappingEdits, TextEdit
from easui.workspace import Session


class Clock:
    """A clock that is set by hand, in seconds."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def session(clock: Clock) -> Session:
    return Session.new(None, "", "json", clock=clock)


def typed(session: Session, text: str, at: int) -> None:
    for offset, char in enumerate(text):
        assert session.edit([TextEdit(at + offset, at + offset, char)], "Type", cursor=at + offset, typing=True)


def steps(session: Session) -> list[str]:
    """The texts that undo leads through, the present one first."""
    texts = [session.text]
    while session.undo():
        texts.append(session.text)
    return texts


@st.composite
def edits_of(draw: st.DrawFn, length: int) -> tuple[TextEdit, ...]:
    """One to three edits of a text of that length that do not overlap."""
    places = sorted(draw(st.lists(st.integers(0, length), min_size=2, max_size=6)))
    pairs = zip(places[::2], places[1::2], strict=False)
    return tuple(TextEdit(start, end, draw(st.text('{}[]:,"a1 \n', max_size=4))) for start, end in pairs)


@given(st.data())
def test_undo_and_redo_lead_through_the_same_texts(data: Any) -> None:
    clock = Clock()
    session = Session.new(None, data.draw(st.text('{}":,a1 \n')), "json", clock=clock)
    first = session.text
    for _ in range(data.draw(st.integers(1, 8))):
        clock.now += data.draw(st.sampled_from([0.1, 2.0]))
        match data.draw(st.sampled_from(["edit", "type", "undo", "redo"])):
            case "undo":
                session.undo()
            case "redo":
                session.redo()
            case kind:
                session.edit(data.draw(edits_of(len(session.text))), "Edit", typing=kind == "type")
        assert session.dirty == (session.text != "")
    while session.redo():
        pass
    last = session.text
    backwards = steps(session)
    assert backwards[-1] == first
    forwards = [session.text]
    while step := session.redo():
        forwards.append(session.text)
        assert 0 <= step.cursor <= len(session.text)
    assert forwards == backwards[::-1]
    assert session.text == last


@given(st.data())
def test_a_step_tells_what_was_done_to_the_text(data: Any) -> None:
    session = Session.new(None, "{}", "json")
    for _ in range(4):
        session.edit(data.draw(edits_of(len(session.text))), "Edit")
    for act in (session.undo, session.redo):
        before = session.document
        while step := act():
            assert before.apply(step.edits).text == session.text
            before = session.document


def test_typing_is_one_step_and_undo_puts_the_cursor_back(session: Session) -> None:
    typed(session, "abc", 0)
    step = session.undo()
    assert step is not None
    assert (session.text, step.cursor, step.title) == ("", 0, "Type")
    step = session.redo()
    assert step is not None
    assert (session.text, step.cursor) == ("abc", 3)


def test_a_pause_begins_a_step(session: Session, clock: Clock) -> None:
    typed(session, "ab", 0)
    clock.now += 0.75
    typed(session, "c", 2)
    clock.now += 1.0
    typed(session, "d", 3)
    assert steps(session) == ["abcd", "abc", ""]


def test_going_elsewhere_begins_a_step(session: Session) -> None:
    typed(session, "ab", 0)
    typed(session, "c", 1)
    assert steps(session) == ["acb", "ab", ""]


def test_a_new_line_is_a_step(session: Session) -> None:
    typed(session, "ab\ncd", 0)
    assert steps(session) == ["ab\ncd", "ab\n", "ab", ""]


def test_a_change_by_hand_in_between_is_a_step(session: Session) -> None:
    typed(session, "a", 0)
    session.edit([TextEdit(1, 1, "b")], "Fix")
    typed(session, "c", 2)
    assert steps(session) == ["abc", "ab", "a", ""]


@pytest.mark.parametrize(
    "deletions",
    [
        [TextEdit(5, 6, ""), TextEdit(4, 5, ""), TextEdit(3, 4, "")],
        [TextEdit(3, 4, ""), TextEdit(3, 4, ""), TextEdit(3, 4, "")],
    ],
    ids=["backwards", "forwards"],
)
def test_deleting_one_by_one_is_one_step(session: Session, deletions: list[TextEdit]) -> None:
    session.edit([TextEdit(0, 0, "abcdef")], "Paste")
    for edit in deletions:
        session.edit([edit], "Delete", cursor=6, typing=True)
    assert session.text == "abc"
    step = session.undo()
    assert step is not None
    assert (session.text, step.cursor) == ("abcdef", 6)
    session.redo()
    assert session.text == "abc"


def test_deleting_and_typing_are_two_steps(session: Session) -> None:
    typed(session, "abc", 0)
    session.edit([TextEdit(2, 3, "")], "Delete", typing=True)
    typed(session, "d", 2)
    assert steps(session) == ["abd", "ab", "abc", ""]


def test_typing_over_a_selection_is_one_step_with_what_is_typed_next(session: Session) -> None:
    session.edit([TextEdit(0, 0, "one two")], "Paste")
    session.edit([TextEdit(4, 7, "t")], "Type", typing=True)
    typed(session, "en", 5)
    assert steps(session) == ["one ten", "one two", ""]


def test_an_edit_after_undo_forgets_what_was_undone(session: Session) -> None:
    typed(session, "a", 0)
    session.undo()
    typed(session, "b", 0)
    assert session.redo() is None
    assert session.undo_title == "Type"
    assert session.redo_title is None


def test_what_changes_nothing_is_no_step(session: Session) -> None:
    assert not session.edit([], "Nothing")
    session.edit([TextEdit(0, 0, "{}")], "Paste")
    assert not session.edit([TextEdit(0, 1, "{")], "The same")
    assert session.version == 1
    assert steps(session) == ["{}", ""]


def test_edits_that_do_not_fit_change_nothing(session: Session) -> None:
    with pytest.raises(IndexError):
        session.edit([TextEdit(5, 6, "")], "Too far")
    session.edit([TextEdit(0, 0, "abc")], "Paste")
    with pytest.raises(OverlappingEdits):
        session.edit([TextEdit(0, 2, ""), TextEdit(1, 3, "")], "Twice")
    assert (session.text, session.version) == ("abc", 1)
