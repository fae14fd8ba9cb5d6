"""Text from a file made fit to be shown: what is invisible or acts on a terminal becomes visible, secrets get short."""

from __future__ import annotations

import re

_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e007f]"
)

_DELETE_PICTURE = "␡"


def visible(text: str, *, keep: str = "") -> str:
    """Text in which nothing is hidden and nothing acts on a terminal.

    Control characters become their pictures (`␛`, `␊`), C1 controls, joiners and marks of direction `<U+202E>`, lone
    surrogates `\\ud800`. The characters in `keep` (such as a newline) stay as they are.

    >>> visible("\\x1b[31mred")
    '␛[31mred'
    """
    if not _HIDDEN.search(text):
        return text
    return _HIDDEN.sub(lambda match: match[0] if match[0] in keep else _picture(match[0]), text)


def shortened(secret: str) -> str:
    """A secret with enough left to recognise it: at most a third and four characters, none of a short one.

    >>> shortened("abcdef123456")
    'abcd…'
    """
    return secret[: shown_of_secret(len(secret))] + "…"


def shown_of_secret(length: int) -> int:
    """How many of a secret's characters may be shown."""
    return min(4, length // 3) if length >= 8 else 0


def _picture(char: str) -> str:
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return _DELETE_PICTURE
    if 0xD800 <= code <= 0xDFFF:
        return f"\\u{code:04x}"
    return f"<U+{code:04X}>"
