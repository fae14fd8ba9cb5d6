"""Finding service files in folders, and recognising a service by its name or by what it holds."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator

from easui.document import Document, Object
from easui.workspace.files import Unreadable, quoted, why_unread
from easui.workspace.gitignore import Ignored

_SERVICE_NAME = re.compile(r"(?:service|.*\.(?:service|eas))\.(?:jsonc?|ya?ml)", re.DOTALL)
_SKIPPED = frozenset((".git", "node_modules", ".venv"))
_WILDCARDS = re.compile(r"[*?\[]")
_BESIDE_METADATA = frozenset(("containers", "processor", "processor_path", "cloud", "model_path"))
_OF_OTHERS = frozenset(("apiVersion", "kind"))

OnUnreadable = Callable[[Unreadable], None]
Excluded = Callable[[str, bool], bool]
"""Whether a path is left out of a search; the second argument says that it is a folder."""


def find_services(
    paths: Iterable[str], on_unreadable: OnUnreadable | None = None, excluded: Excluded | None = None
) -> Iterator[str]:
    """The files that `paths` name, each once, in the order of `paths`.

    A file is taken as it is; a folder is searched for service files, sorted, without what git ignores and without
    following links to folders; a text with `*`, `?` or `[` that names no file is a glob. A folder inside a searched
    one that cannot be looked into is told to `on_unreadable` and passed over; so is, without a word, what `excluded`
    leaves out.

    Raises `Unreadable`, before the first file is given, when one of `paths` does not exist.
    """
    seen: set[str] = set()
    for start in [found for path in paths for found in _existing(path)]:
        files = (
            sorted(_search(start, on_unreadable, excluded))
            if os.path.isdir(start)
            else [(start, os.path.realpath(start))]
        )
        for file, real in files:
            if real not in seen:
                seen.add(real)
                yield file


def is_service(document: Document, name: str) -> bool:
    """Whether a document describes a service: by its file's name, or by what its root holds."""
    if has_service_name(os.path.basename(name)):
        return True
    if not isinstance(document.root, Object):
        return False
    written = {member.key.name for member in document.root.members}
    # A dotted key is written for the section that it begins with.
    sections = {key.partition(".")[0] for key in written}
    return "metadata" in sections and not sections.isdisjoint(_BESIDE_METADATA) and written.isdisjoint(_OF_OTHERS)


def has_service_name(name: str) -> bool:
    """Whether a file of that name, without its folder, is a service file wherever it lies."""
    return _SERVICE_NAME.fullmatch(name) is not None


def _existing(path: str) -> list[str]:
    """What a path on the command line stands for. Raises `Unreadable` when it is nothing."""
    try:
        os.stat(path)
    except (OSError, ValueError) as error:
        if not _WILDCARDS.search(path):
            raise Unreadable(why_unread(path, error)) from error
        matches = _glob(path)
        if not matches:
            raise Unreadable(f"{quoted(path)} matches no file; check the pattern and the folder") from error
        return matches
    return [path]


def _glob(pattern: str) -> list[str]:
    from glob import glob

    named = set(pattern.split(os.sep))
    return sorted(
        path for path in glob(pattern, recursive=True) if not (_SKIPPED.intersection(path.split(os.sep)) - named)
    )


def _search(top: str, on_unreadable: OnUnreadable | None, excluded: Excluded | None) -> Iterator[tuple[str, str]]:
    """The service files under a folder, each with its real path."""
    stack = [("" if top == os.curdir else top, os.path.realpath(top), Ignored.above(top))]
    while stack:
        folder, real_folder, ignored = stack.pop()
        try:
            with os.scandir(real_folder) as iterator:
                entries = list(iterator)
        except OSError as error:
            shown = folder or os.curdir
            problem = Unreadable(why_unread(shown, error))
            if shown == top:
                raise problem from error
            if on_unreadable:
                on_unreadable(problem)
            continue
        if any(entry.name == ".gitignore" for entry in entries):
            ignored = ignored.with_file_in(real_folder)
        for entry in entries:
            path = os.path.join(folder, entry.name)
            if entry.is_dir(follow_symlinks=False):
                if entry.name in _SKIPPED or (excluded and excluded(path, True)):
                    continue
                if not ignored.covers(entry.path, is_folder=True):
                    stack.append((path, entry.path, ignored))
            elif has_service_name(entry.name) and os.path.isfile(entry.path) and not ignored.covers(entry.path):
                if excluded and excluded(path, False):
                    continue
                yield path, os.path.realpath(entry.path) if entry.is_symlink() else entry.path
