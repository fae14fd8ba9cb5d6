"""The files that the arguments of a command name, each once, whatever is wrong with some of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence

from easui.cli.reading import STDIN
from easui.workspace import Unreadable, find_services


def source_files(
    paths: Sequence[str],
    on_problem: Callable[[Unreadable], None],
    on_nothing: Callable[[str], None],
    excluded: Callable[[str, bool], bool] | None = None,
) -> Iterator[str]:
    """The files of some paths; `-` stays as it is.

    What cannot be found or looked into is told to `on_problem`, and does not keep the others from being found; a path
    without service files is told to `on_nothing`. `excluded` leaves files and folders out of searches.
    """
    seen: set[str] = set()
    for path in paths:
        if path == STDIN:
            yield path
            continue
        found = False
        try:
            for file in find_services([path], on_problem, excluded):
                found = True
                real = os.path.realpath(file)
                if real not in seen:
                    seen.add(real)
                    yield file
        except Unreadable as error:
            on_problem(error)
            continue
        if not found:
            on_nothing(path)
