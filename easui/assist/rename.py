"""Renaming a key to another spelling of the same parameter, or a key that easui does not know, or a user's own one."""

from __future__ import annotations

from typing import NamedTuple

from easui.assist.cursor import Level, Token, member_level, token_at
from easui.document import Document, EditRefused, Edits, Key, Member, Object, Scalar, Span, format_path, rename_key
from easui.document.display import visible


class Renamable(NamedTuple):
    """A key that can be renamed, and its name now."""

    span: Span
    name: str


def renamable(document: Document, offset: int) -> Renamable | None:
    """The key at an offset; None on anything else."""
    token = _key_at(document, offset)
    key = token.level.key if token else None
    return Renamable(Span(key.start, key.end), key.name) if key else None


def rename(document: Document, offset: int, name: str) -> Edits:
    """The edits that rename the key at an offset. Raises `EditRefused` where that would change the meaning."""
    token = _key_at(document, offset)
    if token is None:
        raise EditRefused("there is no key here")
    level, parent = token.level, token.levels[-2]
    if level.key is not None and name == level.key.name:
        return ()
    if not name:
        raise EditRefused("a key may not be empty")
    if _is_known(parent, level):
        other = _level_named(parent, name)
        if other.field is None:
            raise EditRefused(f"`{visible(name)}` is not a parameter of {_place(parent)}")
        if other.path != level.path:
            was = format_path(level.path)
            raise EditRefused(f"`{visible(name)}` is `{format_path(other.path)}`, not another spelling of `{was}`")
    return rename_key(document, level.file_path, name)


def _key_at(document: Document, offset: int) -> Token | None:
    # The cursor of an editor stands behind a key as often as in it.
    for at in (offset, offset - 1):
        token = token_at(document, at) if at >= 0 else None
        if token and token.kind == "key" and isinstance(token.levels[-2].node, Object):
            return token
    return None


def _is_known(parent: Level, level: Level) -> bool:
    """Whether the schema gives the key its name; the keys of labels and the like are the user's."""
    return level.field is not None and not _is_own_name(parent, level)


def _is_own_name(parent: Level, level: Level) -> bool:
    name = level.path[-1]
    return parent.field is None or (parent.field.free_form and name not in parent.field.properties)


def _level_named(parent: Level, name: str) -> Level:
    """The level that a member of that name would have."""
    nothing = Scalar("missing", 0, 0, None)
    return member_level(parent, Member(Key(name, 0, 0), -1, nothing, -1))


def _place(parent: Level) -> str:
    return f"`{format_path(parent.path)}`" if parent.path else "the root"
