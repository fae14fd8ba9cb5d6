"""Where many runs are worked out: in this process, in several, or on a cluster; all through one interface.

Each is a context that gives an executor as `concurrent.futures` knows it, with the number of batches that keep it busy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from importlib import import_module
from typing import Any, NamedTuple

from easui.cli.failure import Failure

_PATIENCE_S = 10


class Crew(NamedTuple):
    """An executor, and how many can work at once."""

    executor: Executor
    size: int


class _Here(Executor):
    """Works at once, in this process."""

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(function(*arguments, **named))
        return future


@contextmanager
def local_crew(jobs: int) -> Iterator[Crew]:
    """`jobs` processes, or this one; what has begun is ended when the context is left early."""
    if jobs <= 1:
        yield Crew(_Here(), 1)
        return
    from concurrent.futures import ProcessPoolExecutor

    from easui.cli.workers import become_worker, end_workers

    executor = ProcessPoolExecutor(jobs, initializer=become_worker)
    finished = False
    try:
        yield Crew(executor, jobs)
        finished = True
    finally:
        executor.shutdown(wait=finished, cancel_futures=True)
        if not finished:
            end_workers()


@contextmanager
def dask_crew(address: str) -> Iterator[Crew]:
    """The workers of a Dask cluster, which need easui installed. Raises `Failure` when it can't be reached."""
    try:
        distributed: Any = import_module("distributed")
    except ImportError as error:
        raise Failure("`--dask` needs the package `distributed`", "pip install 'easui[dask]'", "easui sweep") from error
    try:
        client = distributed.Client(address, timeout=_PATIENCE_S)
    except (OSError, ValueError, TimeoutError) as error:
        raise Failure(
            f"no Dask scheduler answers at `{address}`", "it looks like tcp://host:8786", "easui sweep"
        ) from error
    try:
        yield Crew(client.get_executor(pure=False), max(sum(client.ncores().values()), 1))
    finally:
        client.close()
