"""Taking times: medians of many runs, and rows of a table."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence


def of_call(call: Callable[[], object], times: int) -> float:
    """Median seconds of a call, after one that is not counted."""
    call()
    return statistics.median(_once(call) for _ in range(times))


def of_command(command: Sequence[str], times: int = 25) -> float:
    """Median seconds of a whole process, after one that fills the caches."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return of_call(
        lambda: subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, env=env, check=False), times
    )


def row(name: str, measured: str, wanted: str = "") -> None:
    """Print one line of the table."""
    print(f"{name:52} {measured:>22}   {wanted}".rstrip(), flush=True)


def _once(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start
