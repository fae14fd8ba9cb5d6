"""Where easui keeps what it remembers between runs: a folder of the user's own, which nobody else may look into.

Nothing that is kept there is needed for editing: whoever uses it catches `OSError` and goes on without.
"""

from __future__ import annotations

import hashlib
import os
import time
from contextlib import suppress

from easui.workspace.files import quoted


def state_folder(part: str = "") -> str:
    """The folder of the state, or a part of it, made where it is missing. Raises `OSError`."""
    from platformdirs import user_state_path

    folder = str(user_state_path("easui"))
    os.makedirs(os.path.dirname(folder), exist_ok=True)
    for made in (folder, os.path.join(folder, part)):
        with suppress(FileExistsError):
            os.mkdir(made, 0o700)
    return os.path.join(folder, part) if part else folder


def file_key(path: str) -> str:
    """A short name for a file, the same by whatever path or link it is reached."""
    real = os.path.realpath(path).encode("utf-8", "surrogateescape")
    return hashlib.sha256(real, usedforsecurity=False).hexdigest()[:24]


def write_private(path: str, data: bytes, *, sync: bool = False) -> None:
    """Write a file that only its user may read, whole or not at all; `sync` waits for the disk. Raises `OSError`."""
    temporary = f"{path}.{os.urandom(4).hex()}.tmp"
    try:
        with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
            if sync:
                file.flush()
                os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def why_unkept(error: OSError) -> str:
    """Why the state cannot be kept, for people: the place and the system's word for it."""
    reason = (error.strerror or str(error)).lower()
    return f"{quoted(os.fsdecode(error.filename))}: {reason}" if error.filename is not None else reason


def time_of_day(seconds: float) -> str:
    """A time (in seconds since 1970) in words, with its day when that is not today."""
    when = time.localtime(seconds)
    return time.strftime("%H:%M" if when[:3] == time.localtime()[:3] else "%Y-%m-%d %H:%M", when)
