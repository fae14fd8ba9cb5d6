"""What `assist` says in Markdown, as the passages that the panes show."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from easui.tui.model.prose import Passage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

BULLET = "· "


@cache
def _reader() -> MarkdownIt:
    # Not before somebody asks: most sessions begin without a hover.
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark")


def passages_of(markdown: str) -> list[Passage]:
    """Paragraphs, lists and code blocks as passages; the first line is the title, a line in italics quiet."""
    passages: list[Passage] = []
    in_item = False
    for token in _reader().parse(markdown):
        if token.type == "list_item_open":
            in_item = True
        elif token.type == "list_item_close":
            in_item = False
        elif token.type == "inline":
            passages.append(_passage(token, in_item, is_first=not passages))
        elif token.type in ("fence", "code_block"):
            passages.append(Passage("code", token.content.rstrip()))
    return _lists_together(passages)


def _passage(token: Token, in_item: bool, *, is_first: bool) -> Passage:
    children: Sequence[Token] = token.children or ()
    text = "".join("\n" if child.type in ("softbreak", "hardbreak") else child.content for child in children)
    if in_item:
        return Passage("text", BULLET + text)
    if is_first and children and children[0].type in ("strong_open", "code_inline", "text"):
        return Passage("title", text)
    return Passage("quiet" if children and children[0].type == "em_open" else "text", text)


def _lists_together(passages: list[Passage]) -> list[Passage]:
    """The items of a list as one passage, so that no empty lines part them."""
    joined: list[Passage] = []
    for passage in passages:
        if passage.text.startswith(BULLET) and joined and joined[-1].text.startswith(BULLET):
            joined[-1] = joined[-1]._replace(text=f"{joined[-1].text}\n{passage.text}")
        else:
            joined.append(passage)
    return joined
