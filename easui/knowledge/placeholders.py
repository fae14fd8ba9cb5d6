"""Recognising texts that stand for a value which somebody still has to fill in."""

from __future__ import annotations

import re

_PLACEHOLDER = (
    r"\*\*"  # masked, as in vpc-bp1oll****
    r"|\b(?:[Yy]our|YOUR)[-_]"
    r"|(?<![A-Za-z0-9])(?:x{2,}|X{2,})(?![A-Za-z0-9])"  # eas-r-xxxx
    r"|<[A-Za-z][\w .:/-]*>"
    r"|\$\{[^{}]*\}"
)


def is_placeholder(text: str) -> bool:
    """Whether a text, or a part of it, is a placeholder, such as `vsw-****`, `your-bucket`, `xxx` or `<region>`."""
    return re.search(_PLACEHOLDER, text) is not None
