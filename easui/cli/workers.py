"""Processes that work for a run: they leave Ctrl-C to their parent, do not outlive it, and can be ended at any time."""

from __future__ import annotations

import os


def become_worker() -> None:
    """Make a process ready to work for its parent."""
    import signal
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, name="easui-parent", daemon=True).start()


def end_workers() -> None:
    """End the processes that work for this one, whatever they are at."""
    from multiprocessing import active_children

    for process in active_children():
        process.kill()
    for process in active_children():
        process.join()


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
