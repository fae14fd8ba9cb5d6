"""What may come into a slot, before it is written there."""

from __future__ import annotations

from typing import Any, NamedTuple

from easui.assist.completion.item import ItemKind


class Proposal(NamedTuple):
    """A key with its value, a value, or a block of several; `shape` may have blanks.

    `key` is None where a value alone is proposed. `rank` orders the list, `words` are further texts that find it.
    `note` is Markdown about it, in place of a `topic`. What is `for_blank` is a mere example, which would be in the way
    of somebody who types something else: it is proposed while nothing is typed.
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
    note: str = ""
    for_blank: bool = False
