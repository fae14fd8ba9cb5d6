"""What an editor gets: items to choose from, each with the edit that accepts it."""

from __future__ import annotations

from typing import Literal, NamedTuple

from easui.document import Edits, TextEdit

ItemKind = Literal["property", "value", "snippet"]


class Item(NamedTuple):
    """One choice.

    `edit` replaces what is half-typed, on one line around the cursor, by text that is complete as it is. `snippet` is
    the same text with places to fill in, in the notation of language servers (`${1:name}`); empty where there are none.
    Later lines of both come with their indentation. `others` are edits elsewhere that belong to the choice.
    `filter_text` is what typed letters are compared with and begins as `edit` does, `sort_text` orders the list.
    `topic` names the `documentation`, which is empty until `resolve` fills it in. `asks_again` says that there are
    choices for the first place of the snippet as well.
    """

    label: str
    kind: ItemKind
    edit: TextEdit
    snippet: str = ""
    others: Edits = ()
    detail: str = ""
    sort_text: str = ""
    filter_text: str = ""
    topic: str = ""
    documentation: str = ""
    deprecated: bool = False
    asks_again: bool = False


class Completions(NamedTuple):
    """All choices at a place, the best first.

    `indent` is the white space at the beginning of the cursor's line: a client that indents later lines of what it
    inserts by itself gets them without it. `is_partial` says that the list is another one once more is typed.
    """

    items: tuple[Item, ...] = ()
    indent: str = ""
    is_partial: bool = False


NOTHING = Completions()
