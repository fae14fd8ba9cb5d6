"""Saving files so that nothing is lost: the new bytes are whole on the disk before they take the place of the old.

Usually a temporary file in the same folder is written, synced and renamed over the old one. The file is written in
place instead, beside a synced backup of its old bytes, where a new file could not stand for the old one: when it has
several names (hard links would be torn apart), when it belongs to somebody else and its owner could not be kept, and
when it is a mount point.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress

from easui.workspace.files import quoted
from easui.workspace.stamp import Stamp, stamp

_NOT_ALLOWED = "this user may not write there; change the permissions of its folder, or save it elsewhere"
_REASONS = {
    errno.ENOSPC: "the disk is full; make room, or save it elsewhere",
    errno.EDQUOT: "the disk quota is used up; make room, or save it elsewhere",
    errno.EROFS: "the file system is read-only; save it elsewhere",
    errno.EACCES: _NOT_ALLOWED,
    errno.EPERM: _NOT_ALLOWED,
    errno.ENOENT: "its folder does not exist (any more); make the folder, or save it elsewhere",
    errno.ENOTDIR: "a part of its path is a file, not a folder; save it elsewhere",
    errno.ENAMETOOLONG: "its name is too long; save it under another name",
    errno.ELOOP: "it is a link that leads to itself; save it under another name",
    errno.EIO: "the disk reports an error; save it on another disk",
}


class SaveFailed(Exception):
    """A file that could not be saved, its old bytes untouched; `str()` is one line: which file, why, what to do."""


def save_text(path: str, text: str, *, bom: bool = False, backup: bool = False) -> Stamp:
    """Write a text as UTF-8 so that a reader finds the old bytes or the new ones, never a part.

    Mode, owner, group and extended attributes stay as they were where the system allows; a symbolic link stays and
    its target is written. With `backup` the old bytes stay beside it as `NAME~`. Raises `SaveFailed`.
    """
    data = _encoded(path, text, bom)
    try:
        target = os.path.realpath(path)
        info = _existing(path, target)
        if backup and info is not None:
            _back_up(target, info)
        if info is not None and info.st_nlink > 1:
            return _write_in_place(target, data)
        return _replace(target, data, info)
    except (OSError, ValueError) as error:
        raise _failed(path, _reason(error)) from error


def refuse_no_name(path: str) -> None:
    """Raise `SaveFailed` for what can be no file's name."""
    try:
        os.path.realpath(path)
    except ValueError as error:
        raise _failed(path, _reason(error)) from error


def _encoded(path: str, text: str, bom: bool) -> bytes:
    try:
        return (b"\xef\xbb\xbf" if bom else b"") + text.encode("utf-8")
    except UnicodeEncodeError as error:
        from easui.document import Lines

        line, column = Lines(text).position(error.start)
        raise _failed(
            path,
            f"line {line}, column {column} holds half a character (U+{ord(text[error.start]):04X}), "
            "which UTF-8 cannot hold; delete it",
        ) from error


def _existing(path: str, target: str) -> os.stat_result | None:
    """What stands where the file is to be, if anything. Raises `SaveFailed` where it may not be replaced."""
    try:
        info = os.stat(target)
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(info.st_mode):
        raise _failed(path, "a directory has that name; save it under another name")
    if not stat.S_ISREG(info.st_mode):
        raise _failed(path, "what has that name is not a regular file; save it under another name")
    if not os.access(target, os.W_OK):
        # A rename would go through all the same: who took the permission away meant the content.
        raise _failed(path, "it is read-only; save it under another name, or change its permissions")
    return info


def _replace(target: str, data: bytes, old: os.stat_result | None) -> Stamp:
    # The mode of an existing file is set once its owner is; until then nobody else may look into the new one.
    temporary, file = _create_beside(target, 0o666 if old is None else 0o600)
    try:
        try:
            _write_all(file, data)
            kept = old is None or _keep_attributes(target, temporary, old)
            os.fsync(file)
            written = stamp(os.fstat(file), data)
        finally:
            os.close(file)
        replaced = kept and _rename(temporary, target)
    except BaseException:
        _remove(temporary)
        raise
    if not replaced:
        _remove(temporary)
        return _write_in_place(target, data)
    _sync_folder(target)
    return written


def _back_up(target: str, info: os.stat_result) -> None:
    """Keep the bytes of a file under its name with `~`; as a file of its own, whatever has that name."""
    with open(target, "rb") as reader:
        temporary = _copy_beside(target, reader.read())
    try:
        with suppress(OSError):
            os.chmod(temporary, stat.S_IMODE(info.st_mode))
        os.replace(temporary, f"{target}~")
    except BaseException:
        _remove(temporary)
        raise


def _copy_beside(target: str, data: bytes) -> str:
    """A new file beside a target that holds some bytes, for the user's eyes only; nothing is left when that fails."""
    path, file = _create_beside(target, 0o600)
    try:
        try:
            _write_all(file, data)
            os.fsync(file)
        finally:
            os.close(file)
    except BaseException:
        _remove(path)
        raise
    return path


def _write_in_place(target: str, data: bytes) -> Stamp:
    with open(target, "rb") as reader:
        old = reader.read()
    backup = _copy_beside(target, old)
    try:
        _sync_folder(backup)
        written = _overwrite(target, data)
    except BaseException:
        # The backup goes only when the old bytes are known to be back.
        if not _holds(target, old):
            with suppress(OSError):
                _overwrite(target, old)
        if _holds(target, old):
            _remove(backup)
        else:
            raise _failed(target, f"writing broke off; its old content is in {quoted(backup)}") from None
        raise
    _remove(backup)
    return written


def _overwrite(target: str, data: bytes) -> Stamp:
    file = os.open(target, os.O_WRONLY | getattr(os, "O_BINARY", 0))
    try:
        _write_all(file, data)
        os.ftruncate(file, len(data))
        os.fsync(file)
        return stamp(os.fstat(file), data)
    finally:
        os.close(file)


def _create_beside(target: str, mode: int) -> tuple[str, int]:
    """A new file in the folder of `target`: its path and descriptor. The name is short whatever the target's is."""
    folder = os.path.dirname(target)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    while True:
        path = os.path.join(folder, f".easui-{os.urandom(6).hex()}.tmp")
        with suppress(FileExistsError):
            return path, os.open(path, flags, mode)


def _write_all(file: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(file, left) :]


def _keep_attributes(source: str, target: str, old: os.stat_result) -> bool:
    """Give `target` the owner, mode and extended attributes of `source`; False where the owner cannot be kept."""
    new = os.stat(target)
    if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
        try:
            os.chown(target, old.st_uid, old.st_gid)
        except OSError:
            return False
    with suppress(OSError):
        os.chmod(target, stat.S_IMODE(old.st_mode))
    if hasattr(os, "listxattr"):
        with suppress(OSError):
            for name in os.listxattr(source):
                with suppress(OSError):
                    os.setxattr(target, name, os.getxattr(source, name))
    return True


def _rename(temporary: str, target: str) -> bool:
    """Put the temporary file in place; False where the target is a mount point, which cannot be replaced."""
    try:
        os.replace(temporary, target)
    except OSError as error:
        if error.errno != errno.EBUSY:
            raise
        return False
    return True


def _sync_folder(path: str) -> None:
    """Make a rename in a file's folder last; some systems cannot sync folders, and the file itself is safe by then."""
    with suppress(OSError):
        folder = os.open(os.path.dirname(path), os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _holds(path: str, data: bytes) -> bool:
    try:
        with open(path, "rb") as file:
            return file.read() == data
    except OSError:
        return False


def _remove(path: str) -> None:
    with suppress(OSError):
        os.unlink(path)


def _failed(path: str, reason: str) -> SaveFailed:
    return SaveFailed(f"{quoted(path)} was not saved: {reason}")


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, OSError):
        known = _REASONS.get(error.errno or 0)
        return known or f"{(error.strerror or str(error)).lower()}; save it elsewhere"
    return "that is no file name; save it under another name"
