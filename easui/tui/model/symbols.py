"""Characters that cannot be drawn, each replaced by exactly one that can, so that columns stay what they are."""

from __future__ import annotations

_UNDRAWABLE = (
    *range(0x80, 0xA0), 0xAD, 0x61C, 0x180E, *range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0x2060, 0x2070),
    0xFEFF, *range(0xFFF9, 0xFFFC), *range(0xD800, 0xE000), *range(0xE0000, 0xE0080),
)  # fmt: skip

_TABLE = {
    **{code: 0x2400 + code for code in range(0x20) if code != 0x09},
    0x7F: 0x2421,
    **dict.fromkeys(_UNDRAWABLE, 0xFFFD),
}


def drawable(text: str) -> str:
    """The text with control characters as their pictures and other hidden ones as `�`; tabs stay."""
    return text if text.isascii() and text.isprintable() else text.translate(_TABLE)
