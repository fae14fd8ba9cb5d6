"""One check in progress: the document, its schema, and what parts of the check share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from easui.document import Document, Path, Severity
from easui.knowledge import Field
from easui.structure.shape import Shape

if TYPE_CHECKING:
    from easui.structure.fixes import Fixer
    from easui.structure.survey import Survey

MOST_GUESSES = 256
"""For how many unknown keys of one document it is worked out what they may mean."""


class Review:
    """What the parts of a check need to know; the costly things are made when first asked for.

    `doubled` collects the identities of the objects with keys that are written twice.
    """

    def __init__(self, document: Document, root: Shape, *, with_fixes: bool = True) -> None:
        self.document = document
        self.root = root
        self.guesses_left = MOST_GUESSES
        self.doubled: set[int] = set()
        self._fixes: Fixer | None = None
        self._survey: Survey | None = None

    @property
    def fixes(self) -> Fixer:
        """The maker of fixes."""
        from easui.structure.fixes import Fixer

        if self._fixes is None:
            self._fixes = Fixer(self.document)
        return self._fixes

    @property
    def survey(self) -> Survey:
        """Where each parameter is set."""
        from easui.structure.survey import Survey

        if self._survey is None:
            self._survey = Survey(self.document, self.root)
        return self._survey

    def canonical(self, path: Path) -> Path:
        """The canonical path of a place: older places, and what lies below them, at their usual place."""
        from easui.structure.survey import canonical_path

        shape: Shape | None = self.root
        canonical: Path = ()
        for depth, step in enumerate(path):
            if shape is None:
                return canonical + path[depth:]
            if isinstance(step, int):
                canonical, shape = (*canonical, step), shape.item
                continue
            canonical = canonical_path(shape, (step,), canonical, path[:depth])
            way = shape.way(step)
            shape = way.shape if way else None
        return canonical

    def resolved(self, file_path: Path) -> Path:
        """A path in the file with its dotted keys taken apart; older places stay what they are."""
        shape: Shape | None = self.root
        path: Path = ()
        for step in file_path:
            if isinstance(step, int):
                path, shape = (*path, step), shape.item if shape else None
                continue
            way = shape.way(step) if shape else None
            path, shape = (*path, *(way.steps if way else (step,))), way.shape if way else None
        return path

    def is_set(self, path: Path) -> bool:
        """Whether a parameter is set, at whatever place and in whatever spelling."""
        return self.survey.is_set(self.canonical(path))

    def order_in(self, parent: Path) -> tuple[str, ...]:
        """The keys of the object at a canonical path in the order in which people write them."""
        shape: Shape | None = self.root
        for step in parent:
            way = shape.way(step) if shape and isinstance(step, str) else None
            shape = way.shape if way else shape.item if shape else None
        return tuple(shape.field.schema.get("properties", ())) if shape else ()


def severity_of(field: Field, keyword: str, usual: Severity = Severity.ERROR) -> Severity:
    """How much breaking a keyword matters: what the schema says of it, else as usual."""
    own = field.schema.get("x-easui-severity", {}).get(keyword)
    return Severity[own.upper()] if own else usual
