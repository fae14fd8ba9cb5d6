"""Names of files as programs outside want them."""

from __future__ import annotations

import os


def relative(name: str) -> str:
    """A file's name from the current folder, with slashes, where it lies below it; else as it was given."""
    if os.path.isabs(name):
        below = os.path.relpath(name)
        name = name if below.startswith(os.pardir) else below
    return os.path.normpath(name).replace(os.sep, "/") if name else name


def uri(name: str) -> str:
    """A relative reference for a file below the current folder, a `file:` address for any other."""
    from urllib.parse import quote

    path = relative(name)
    if path.startswith(("/", "../")):
        path = os.path.abspath(name).replace(os.sep, "/")
        return "file://" + quote(path, errors="surrogatepass")
    return quote(path, errors="surrogatepass")
