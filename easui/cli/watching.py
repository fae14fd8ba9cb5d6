"""Linting again whenever a file changes, until somebody presses Ctrl-C."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable

from easui.cli.failure import INTERRUPTED, Failure
from easui.cli.output import is_terminal, notice
from easui.workspace.settings import NAMES

_CLEAR = "\x1b[2J\x1b[3J\x1b[H"
_ENDINGS = (".json", ".jsonc", ".yaml", ".yml", ".toml")
_SKIPPED = frozenset((".git", "node_modules", ".venv", "__pycache__"))


def watch(paths: Iterable[str], config: str, lint: Callable[[], int]) -> int:
    """Lint, and lint again after each change of a file that may matter; gives the exit code of Ctrl-C."""
    try:
        import watchfiles
    except ImportError as error:
        raise Failure(
            "`--watch` needs the library watchfiles", "install it: pip install 'easui[watch]'", "easui lint"
        ) from error
    _redraw(lint)
    try:
        for _ in watchfiles.watch(*_places(paths, config), watch_filter=_matters, raise_interrupt=True):
            _redraw(lint)
    except FileNotFoundError as error:
        raise Failure(f"there is nothing to watch: {error}", "check the paths", "easui lint") from error
    return INTERRUPTED


def _redraw(lint: Callable[[], int]) -> None:
    if is_terminal(sys.stdout):
        sys.stdout.write(_CLEAR)
        sys.stdout.flush()
    lint()
    notice("easui lint: waiting for changes; Ctrl-C ends")


def _matters(_change: object, path: str) -> bool:
    """Whether a file may be a service, or something that settings name."""
    steps = path.split(os.sep)
    return steps[-1].lower().endswith(_ENDINGS) and not _SKIPPED.intersection(steps)


def _places(paths: Iterable[str], config: str) -> list[str]:
    """The folders to watch: those of the files, since a file that is saved is often another one of the same name.

    The folders above them may hold settings; of those only the settings files themselves are watched.
    """
    folders = [path if os.path.isdir(path) else os.path.dirname(os.path.abspath(path)) for path in paths]
    folders = [os.path.abspath(folder) for folder in folders if os.path.isdir(folder)]
    found = {config} if config else set()
    for folder in folders:
        above = os.path.dirname(folder)
        while above != os.path.dirname(above):
            found.update(os.path.join(above, name) for name in NAMES if os.path.isfile(os.path.join(above, name)))
            above = os.path.dirname(above)
    return [*folders, *sorted(found)]
