"""Reading files: what can be read as a text comes back exactly, what cannot is refused with a line that says why.

The text is never translated: line ends, a missing final newline and odd characters stay as they are.
"""

from __future__ import annotations

import os
import stat
from typing import NamedTuple

from easui.document import Document, Language, parse

LARGEST = 32 * 1024 * 1024
"""Bytes of the largest file that is read."""

_LANGUAGES: dict[str, Language] = {".json": "json", ".jsonc": "jsonc", ".yaml": "yaml", ".yml": "yaml"}

# The longer marks come first: the UTF-32 one begins like the UTF-16 one.
_FOREIGN_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_UTF8_MARK = b"\xef\xbb\xbf"
_SAMPLE = 4096


class Unreadable(Exception):
    """A file that cannot be read as a text; `str()` is one line for people: which file, what is wrong, what to do."""


class Source(NamedTuple):
    """A decoded file: its text without the byte order mark, whether it had one, and how it was encoded."""

    text: str
    bom: bool
    encoding: str


def read_source(path: str) -> Source:
    """Read and decode a file. Raises `Unreadable`."""
    return decode(read_bytes(path)[0], path)


def open_document(path: str) -> Document:
    """Read and parse a file in the language that its name says. Raises `Unreadable`."""
    source = read_source(path)
    return parse(source.text, language_of(path), bom=source.bom)


def language_of(path: str) -> Language:
    """The language that a file's name says; JSON where it says none."""
    return _LANGUAGES.get(os.path.splitext(path)[1].lower(), "json")


def quoted(path: str) -> str:
    """A file's name for a message: nothing in it can steer a terminal."""
    if path.isprintable():
        return f"`{path}`"
    from easui.document.display import visible

    return f"`{visible(path)}`"


def shown(path: str) -> str:
    """A file as one would name it here: relative where it lies below the working folder."""
    try:
        relative = os.path.relpath(path)
    except ValueError:
        return path
    return path if relative.startswith(os.pardir) else relative


def read_bytes(path: str) -> tuple[bytes, os.stat_result]:
    """The bytes of a regular file that is not too large, and how it was just before. Raises `Unreadable`."""
    try:
        # Before opening: a pipe would wait for a writer, and a device may act when it is opened.
        info = os.stat(path)
        _refuse_special(path, info)
        with open(path, "rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise Unreadable(why_unread(path, error)) from error
    if len(data) > LARGEST:
        raise Unreadable(_too_large(path))
    return data, info


def decode(data: bytes, name: str) -> Source:
    """Decode the bytes of a file called `name`: UTF-8 with or without a byte order mark. Raises `Unreadable`."""
    bom = data.startswith(_UTF8_MARK)
    if not bom and (foreign := _foreign_encoding(data)):
        raise Unreadable(
            f"{quoted(name)} is {foreign}; EAS takes UTF-8: convert it with "
            f"`iconv -f {foreign} -t UTF-8 OLD > NEW` and open the new file"
        )
    nul = data.find(b"\0")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if not -1 < nul < error.start:
            raise Unreadable(
                f"{quoted(name)} is not UTF-8: {_place(data, error.start)} holds 0x{data[error.start]:02x}; "
                "convert it to UTF-8, or name another file"
            ) from error
    if nul >= 0:
        raise Unreadable(f"{quoted(name)} is binary: {_place(data, nul)} holds NUL; name a text file")
    return Source(text[1:] if bom else text, bom, "utf-8")


def _refuse_special(path: str, info: os.stat_result) -> None:
    if stat.S_ISREG(info.st_mode):
        if info.st_size > LARGEST:
            raise Unreadable(_too_large(path))
    elif stat.S_ISDIR(info.st_mode):
        raise Unreadable(f"{quoted(path)} is a directory; name a file in it")
    elif stat.S_ISFIFO(info.st_mode):
        raise Unreadable(f"{quoted(path)} is a pipe, not a file; write it to a file first")
    else:
        raise Unreadable(f"{quoted(path)} is a {_special_kind(info.st_mode)}, not a file; name a text file")


def _special_kind(mode: int) -> str:
    return "socket" if stat.S_ISSOCK(mode) else "device"


def _too_large(path: str) -> str:
    return f"{quoted(path)} is larger than {LARGEST // (1024 * 1024)} MB, which no service file is; name another file"


def why_unread(path: str, error: OSError | ValueError) -> str:
    """Why a path cannot be read, and what to do: one line for people."""
    if isinstance(error, FileNotFoundError):
        if os.path.islink(path):
            return f"{quoted(path)} is a link to a file that does not exist; mend the link or name another file"
        return f"{quoted(path)} does not exist; check the name and the folder"
    if isinstance(error, NotADirectoryError):
        return f"{quoted(path)} does not exist: a part of its path is a file, not a folder; check the path"
    if isinstance(error, PermissionError):
        return f"{quoted(path)} may not be read by this user; change its permissions (or those of its folder)"
    if isinstance(error, OSError):
        return f"{quoted(path)} cannot be read: {(error.strerror or str(error)).lower()}; check the disk and the path"
    return f"{quoted(path)} is no file name; check the path"


def _place(data: bytes, offset: int) -> str:
    """Where a byte stands; offsets count from 0, lines from 1."""
    before = data[:offset]
    line = 1 + before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n")
    return f"byte {offset} (line {line})"


def _foreign_encoding(data: bytes) -> str:
    """The name of a UTF-16 or UTF-32 encoding told by a mark or by where the NUL bytes stand; else the empty text."""
    for mark, encoding in _FOREIGN_MARKS:
        if data.startswith(mark):
            return encoding
    sample = data[:_SAMPLE]
    if b"\0" not in sample or len(data) % 2:
        return ""
    # ASCII in a wide encoding has NUL in fixed columns of every 2 or 4 bytes, and in those alone.
    if len(data) % 4 == 0:
        columns = tuple(_mostly_nul(sample[column::4]) for column in range(4))
        if columns == (False, True, True, True):
            return "UTF-32LE"
        if columns == (True, True, True, False):
            return "UTF-32BE"
    even, odd = _mostly_nul(sample[0::2]), _mostly_nul(sample[1::2])
    if odd and b"\0" not in sample[0::2]:
        return "UTF-16LE"
    return "UTF-16BE" if even and b"\0" not in sample[1::2] else ""


def _mostly_nul(column: bytes) -> bool:
    return column.count(0) * 10 > len(column) * 6
