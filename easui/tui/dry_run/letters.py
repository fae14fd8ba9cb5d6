"""The keys of the first pieces of advice."""

from __future__ import annotations

LETTERS = "abcdef"
"""They mean nothing else in the dry run; later pieces are applied with Enter alone."""
