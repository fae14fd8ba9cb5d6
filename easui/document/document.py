"""A parsed text: its tree, its comments, what is wrong with it, and ways to find a place in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Any, Literal

from easui.document.edit import TextEdit, apply_edits
from easui.document.fault import Fault
from easui.document.json_parser import Tree, parse_json
from easui.document.node import Array, Comment, Key, Member, Node, Object, Scalar
from easui.document.path import EACH, Path
from easui.document.position import Lines

Language = Literal["json", "jsonc", "yaml"]

LANGUAGES: tuple[Language, ...] = ("json", "jsonc", "yaml")


class Document:
    """An immutable text with its tree; make one with `parse`.

    `text` is what was decoded, without the byte order mark that `bom` remembers. `faults` are in the order of the text.
    """

    __slots__ = ("_lines", "bom", "comments", "faults", "language", "root", "text")

    def __init__(self, text: str, language: Language, tree: Tree, bom: bool) -> None:
        self.text = text
        self.language = language
        self.root: Node | None = tree.root
        self.faults: tuple[Fault, ...] = tree.faults
        self.comments: tuple[Comment, ...] = tree.comments
        self.bom = bom
        self._lines: Lines | None = None

    @property
    def lines(self) -> Lines:
        """Lines and columns of the text, computed when first asked for."""
        if self._lines is None:
            self._lines = Lines(self.text)
        return self._lines

    def source(self, node: Node | Key) -> str:
        """The text of a node as it stands in the file."""
        return self.text[node.start : node.end]

    def member(self, path: Path) -> Member | None:
        """The member that a path into the file ends with, if it ends with a key and is there."""
        if not path or not isinstance(path[-1], str):
            return None
        parent = self.node(path[:-1])
        return parent.get(path[-1]) if isinstance(parent, Object) else None

    def node(self, path: Path) -> Node | None:
        """The node at a path into the file, spelt as in the file; the last one where a key is written twice."""
        node = self.root
        for step in path:
            if isinstance(node, Object) and isinstance(step, str):
                member = node.get(step)
                node = member.value if member else None
            elif isinstance(node, Array) and isinstance(step, int) and EACH < step < len(node.items):
                node = node.items[step]
            else:
                return None
        return node

    def path_at(self, offset: int) -> Path:
        """The path of the innermost key or value at an offset, as the file spells it.

        A place between a key and its value belongs to the key; a place between members belongs to their object.
        """
        path: list[str | int] = []
        node = self.root
        while node is not None:
            step = _step_at(node, offset)
            if step is None:
                break
            path.append(step[0])
            node = step[1]
        return tuple(path)

    def walk(self) -> Iterator[tuple[Key | None, Node]]:
        """Every node in the order of the text with the key that names it; items and the root have none."""
        return iter(()) if self.root is None else walk(self.root)

    def value(self) -> Any:
        """The whole document as Python values."""
        return None if self.root is None else to_python(self.root)

    def apply(self, edits: Iterable[TextEdit]) -> Document:
        """The document after some edits."""
        return parse(apply_edits(self.text, edits), self.language, bom=self.bom)


def parse(text: str, language: Language = "json", *, bom: bool = False) -> Document:
    """Parse a text, whatever it holds; what is wrong with it stands in `faults`.

    `bom` says that a byte order mark stood before the text; one that still stands in it is stepped over.
    """
    bom = bom or text.startswith("\ufeff")
    if language == "yaml":
        from easui.document.yaml_parser import parse_yaml

        return Document(text, language, parse_yaml(text), bom)
    return Document(text, language, parse_json(text, trailing_commas=language == "jsonc"), bom)


def walk(root: Node) -> Iterator[tuple[Key | None, Node]]:
    """A node and all nodes in it in the order of the text, each with the key that names it below `root`."""
    stack: list[tuple[Key | None, Node]] = [(None, root)]
    while stack:
        key, node = stack.pop()
        yield key, node
        if isinstance(node, Object):
            stack.extend((member.key, member.value) for member in reversed(node.members))
        elif isinstance(node, Array):
            stack.extend((None, item) for item in reversed(node.items))


def to_python(node: Node) -> Any:
    """A node as Python values: dicts (the last of equal keys wins), lists and scalars; missing values are None."""
    if isinstance(node, Scalar):
        return node.value
    result: dict[str, Any] | list[Any] = {} if isinstance(node, Object) else []
    stack: list[tuple[Node, Any]] = [(node, result)]
    while stack:
        current, target = stack.pop()
        if isinstance(current, Object):
            for member in current.members:
                target[member.key.name] = _shell(member.value, stack)
        elif isinstance(current, Array):
            for item in current.items:
                target.append(_shell(item, stack))
    return result


def _shell(node: Node, stack: list[tuple[Node, Any]]) -> Any:
    """The value of a scalar, or an empty container that is filled later."""
    if isinstance(node, Scalar):
        return node.value
    shell: Any = {} if isinstance(node, Object) else []
    stack.append((node, shell))
    return shell


def _step_at(node: Node, offset: int) -> tuple[str | int, Node] | None:
    """The first child that an offset touches; children begin in the order of the text, so most need no look."""
    if isinstance(node, Object):
        index = bisect_right(node.members, offset, key=lambda member: member.key.start) - 1
        while index > 0 and offset <= _end_of(node.members[index - 1]):
            index -= 1
        if index >= 0 and offset <= _end_of(node.members[index]):
            member = node.members[index]
            inside = offset >= member.value.start and offset > member.key.end
            return member.key.name, member.value if inside else _nothing(member)
    elif isinstance(node, Array):
        index = bisect_right(node.items, offset, key=lambda item: item.start) - 1
        while index > 0 and offset <= node.items[index - 1].end:
            index -= 1
        if index >= 0 and offset <= node.items[index].end:
            return index, node.items[index]
    return None


def _end_of(member: Member) -> int:
    return max(member.value.end, member.key.end)


def _nothing(member: Member) -> Scalar:
    """A place inside a key leads no deeper."""
    return Scalar("missing", member.key.end, member.key.end, None)
