"""A document as entries with the comments that belong to them, free of the syntax in which it is written.

A note is one line of a comment without its mark. `None` among notes is a blank line.
"""

from __future__ import annotations

from easui.document import Key, Node, Scalar

Notes = list[str | None]


class Entry:
    """A member, an item or the root, with its notes in the order of the text.

    `leading` notes have lines of their own above it, the `opening` note stands behind the key or mark that opens a
    filled object or array, `closing` notes have lines of their own at its end, the `trailing` note stands behind the
    value, and notes `after` it have lines of their own below it. `column` is that of its children where they stand in a
    block of YAML, else -1.
    """

    __slots__ = ("after", "children", "closing", "column", "key", "leading", "node", "opening", "trailing")

    def __init__(self, key: Key | None, node: Node) -> None:
        self.key = key
        self.node = node
        self.children: list[Entry] = []
        self.column = -1
        self.leading: Notes = []
        self.opening: str | None = None
        self.closing: Notes = []
        self.trailing: str | None = None
        self.after: Notes = []

    @property
    def scalar(self) -> Scalar | None:
        """Its value where that is a scalar."""
        return self.node if isinstance(self.node, Scalar) else None

    def note_opening(self, notes: Notes) -> None:
        """Add notes behind what opens it, on that line where there is room for them."""
        if len(notes) == 1 and self.opening is None and self.children and not self.children[0].leading:
            self.opening = notes[0]
        else:
            self.note_inside(notes)

    def note_inside(self, notes: Notes) -> None:
        """Add notes between what opens it and its first child, on lines of their own; behind a scalar."""
        if self.scalar:
            self.note_behind(notes)
        else:
            (self.children[0].leading if self.children else self.closing).extend(notes)

    def note_behind(self, notes: Notes) -> None:
        """Add notes behind its value; the first stands on its line where it is one alone."""
        if len(notes) == 1 and self.trailing is None and not self.after:
            self.trailing = notes[0]
        else:
            self.after.extend(notes)

    def holds_notes(self) -> bool:
        """Whether any note stands inside of its value."""
        pending = [self]
        while pending:
            entry = pending.pop()
            if entry.opening is not None or _has_notes(entry.closing):
                return True
            if any(_has_notes(child.leading) or child.trailing is not None or child.after for child in entry.children):
                return True
            pending.extend(entry.children)
        return False


def _has_notes(notes: Notes) -> bool:
    return any(note is not None for note in notes)


def spaced(notes: Notes, *, at_edge: bool = False) -> Notes:
    """Notes with one blank line where several follow each other; none before the first `at_edge` of a container."""
    kept: Notes = []
    for note in notes:
        if note is not None or (kept[-1] is not None if kept else not at_edge):
            kept.append(note)
    return kept
