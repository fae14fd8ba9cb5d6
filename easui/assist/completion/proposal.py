"""What may come into a slot, before it is written there."""

from __future__ import annotations

from typing import Any, NamedTuple

from easui.assist.completion.item import ItemKind


class Proposal(NamedTuple):
    """A key with its value, a value, or a block of several; `shape` may have blanks.

    `key` is None where a value alone is proposed. `rank` orders the list, `words` are further texts that find it.
    """

    label: str
    kind: ItemKind
    rank: str
    detail: str = ""
    key: str | None = None
    shape: Any = None
    words: str = ""
    topic: str = ""
    deprecated: bool = False
    asks_again: bool = False
