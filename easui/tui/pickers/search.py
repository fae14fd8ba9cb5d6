"""The search line of a table: words in any order, and conditions such as `gpu:A10 mem>=64 price<20`."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

ANY = "any"
"""What a condition that is not there is called."""

NONE = "none"
"""What stands for a row that has no text of a kind, such as a machine without cards."""

_OTHER_NAMES = {"memory": "mem", "ram": "mem", "vcpu": "cpu", "card": "vram", "cost": "price"}
_TERM = re.compile(r"([a-z]+)(<=|>=|[:=<>])(.*)", re.I)
_NUMBER = re.compile(r"¥?([0-9]+(?:\.[0-9]+)?)(?:g|gb|gib)?", re.I)
_COMPARE: dict[str, Callable[[float, float], bool]] = {
    ">=": operator.ge, "<=": operator.le, ">": operator.gt, "<": operator.lt, ":": operator.eq, "=": operator.eq,
}  # fmt: skip


class Term(NamedTuple):
    """A condition on one fact of a row."""

    fact: str
    sign: str
    wanted: str


class Facts(NamedTuple):
    """What conditions ask of a row: its numbers, None where unknown, and its texts, of which it may have several."""

    numbers: Mapping[str, float | None] = {}
    texts: Mapping[str, tuple[str, ...]] = {}

    @property
    def names(self) -> frozenset[str]:
        """What can be asked."""
        return frozenset((*self.numbers, *self.texts))


class Query(NamedTuple):
    """A search line, understood: what a row must hold, and what must be true of it."""

    words: tuple[str, ...]
    terms: tuple[Term, ...]


class Filter(NamedTuple):
    """A condition that a key steps through: without it first, then with each of its choices, `shown` in some words."""

    fact: str
    label: str
    sign: str
    choices: tuple[str, ...]
    shown: str = "{}"


def understood(line: str, facts: Iterable[str]) -> Query:
    """The words and conditions of a line; a condition that is only half typed asks nothing yet."""
    known = set(facts)
    words: list[str] = []
    terms: list[Term] = []
    for part in line.split():
        term = _term(part)
        if term is None or term.fact not in known:
            words.append(part.lower())
        elif term.wanted:
            terms.append(term)
    return Query(tuple(words), tuple(terms))


def holds(term: Term, facts: Facts) -> bool | None:
    """Whether a condition is true of some facts; None where nobody knows."""
    if term.sign in ":=" and term.fact in facts.texts:
        texts = [text.lower() for text in facts.texts[term.fact]]
        return not texts if term.wanted.lower() == NONE else term.wanted.lower() in texts
    fact, number = facts.numbers.get(term.fact), _number(term.wanted)
    return None if fact is None or number is None else _COMPARE[term.sign](fact, number)


def chosen(line: str, filter: Filter) -> str:
    """What a line says about a filter: a value as it is typed, or `any`."""
    wanted = [term.wanted for term in map(_term, line.split()) if term is not None and _is_of(term, filter)]
    return wanted[-1] if wanted and wanted[-1] else ANY


def stepped(line: str, filter: Filter) -> str:
    """The line with the next choice of a filter; after the last one the condition goes."""
    choices = (ANY, *filter.choices)
    now = chosen(line, filter)
    at = next((index for index, choice in enumerate(choices) if choice.lower() == now.lower()), 0)
    following = choices[(at + 1) % len(choices)]
    kept = [part for part in line.split() if not ((term := _term(part)) and _is_of(term, filter))]
    return " ".join(kept + ([] if following == ANY else [f"{filter.fact}{filter.sign}{following}"]))


@lru_cache(maxsize=64)
def _number(wanted: str) -> float | None:
    """What is compared with, asked for each row; None for a text."""
    match = _NUMBER.fullmatch(wanted)
    return float(match[1]) if match else None


def _term(part: str) -> Term | None:
    match = _TERM.fullmatch(part)
    if match is None:
        return None
    name = match[1].lower()
    return Term(_OTHER_NAMES.get(name, name), match[2], match[3])


def _is_of(term: Term, filter: Filter) -> bool:
    """Whether a condition is the one that a filter sets, or tightens it as `>` does `>=`."""
    return term.fact == filter.fact and term.sign[0] == filter.sign[0]
