"""Stamps: how a file on the disk was when it was last read or written, to see whether somebody else changed it."""

from __future__ import annotations

import os
from typing import NamedTuple


class Stamp(NamedTuple):
    """A file at one moment: its time in nanoseconds, size in bytes, inode, and the digest of its bytes."""

    mtime_ns: int
    size: int
    inode: int
    digest: str


def stamp(info: os.stat_result, data: bytes) -> Stamp:
    """The stamp of a file that was found to hold `data`."""
    return Stamp(info.st_mtime_ns, info.st_size, info.st_ino, _digest(data))


def differs(path: str, known: Stamp, *, exact: bool = False) -> bool:
    """Whether a file that is there holds other bytes than when it was stamped; a missing file does not differ.

    Without `exact`, an equal time, size and inode is believed; it costs no reading, so that a view may ask often.
    """
    try:
        info = os.stat(path)
        if not exact and (info.st_mtime_ns, info.st_size, info.st_ino) == known[:3]:
            return False
        if info.st_size != known.size:
            return True
        with open(path, "rb") as file:
            return _digest(file.read(known.size + 1)) != known.digest
    except FileNotFoundError:
        return False
    except OSError:
        # What cannot be looked at may hold anything: better to ask than to overwrite.
        return True


def _digest(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(data, usedforsecurity=False).hexdigest()
