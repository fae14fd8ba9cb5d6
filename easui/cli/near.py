"""What somebody may have meant."""

from __future__ import annotations

from collections.abc import Iterable

_ABOUT = 0.08


def near(word: str, known: Iterable[str], count: int = 3, likeness: float = 0.6) -> list[str]:
    """The known words that look most like one, whatever its case, those alone that are about as near as the nearest.

    `likeness` is the least that counts, from 0 for anything to 1 for the same word.
    """
    from difflib import SequenceMatcher, get_close_matches

    spelt = {candidate.lower(): candidate for candidate in known}
    matches = get_close_matches(word.lower(), spelt, count, likeness)
    ratios = {match: SequenceMatcher(None, word.lower(), match).ratio() for match in matches}
    least = max(ratios.values(), default=0.0) - _ABOUT
    return [spelt[match] for match, ratio in ratios.items() if ratio >= least]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A question that names the nearest words, or the empty text where nothing is near."""
    return question(near(word, known))


def question(candidates: list[str]) -> str:
    """`did you mean …?` for some candidates, the empty text for none."""
    quoted = [f"`{candidate}`" for candidate in candidates]
    if not quoted:
        return ""
    listed = quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"
    return f"did you mean {listed}?"
