"""The dry runs beside an editor, in a process of their own.

Not in a thread: a run is up to seconds of plain Python (a day of traffic 0.1 s, advice for it 1.5 s, a mistyped
100,000 replicas 10 s), in which a thread would take turns with the keys at the interpreter's lock, and which nothing
can end before its time. A process is killed when its run is no longer wanted, and a fresh one is up in 0.2 s.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple, cast

from easui.workspace.child_process import Child, Gone, to_parent
from easui.workspace.live_run import Answer, Fault, Order

PATIENCE_SECONDS = 20.0
"""After so long a run is given up, before it takes the memory of the machine."""

_TOO_LONG = f"the dry run takes longer than {PATIENCE_SECONDS:g} s: `easui simulate` has no such limit"
_NICENESS = 10

Deliver = Callable[[int, Answer], None]


class _Taken(NamedTuple):
    """A process that has an order now; `is_fresh` says that it has had none before."""

    child: Child
    is_fresh: bool


class LiveRuns:
    """Runs the newest order; older ones are broken off. The process begins with the first order.

    `deliver` is called from a thread with the number of the order and each answer to it.
    """

    def __init__(self, deliver: Deliver) -> None:
        self._deliver = deliver
        self._lock = threading.Lock()
        self._newest: int | None = None
        self._idle: Child | None = None
        self._busy: Child | None = None

    @property
    def process_id(self) -> int | None:
        """The process that runs, or waits for an order; None while there is none."""
        child = self._busy or self._idle
        return child.process_id if child else None

    def submit(self, number: int, order: Order) -> None:
        """Run an order in place of what is being run; numbers grow."""
        self.cancel()
        with self._lock:
            self._newest = number
        # A daemon: a run that goes on does not keep the editor from ending.
        threading.Thread(target=self._attempt, args=(number, order), name="easui-dry-run", daemon=True).start()

    def cancel(self) -> None:
        """Break off what is being run; nothing of it is delivered that is not on its way already."""
        with self._lock:
            self._newest = None
            if self._busy is not None:
                self._busy.kill()
                self._busy = None

    def close(self) -> None:
        """Break off what is being run, and end the process."""
        self.cancel()
        with self._lock:
            idle, self._idle = self._idle, None
        if idle is not None:
            idle.close()

    def _attempt(self, number: int, order: Order) -> None:
        try:
            self._run(number, order)
        except OSError as error:
            self._tell(number, Fault(f"the dry run cannot begin: {error.strerror or error}"))

    def _run(self, number: int, order: Order) -> None:
        """Carry out an order, unless there is a newer one. Raises `OSError` where no process can be had."""
        while (taken := self._take(number)) is not None:
            fault = self._carry_out(taken.child, number, order)
            self._give_back(taken.child)
            # One that was idle may have died meanwhile: then the order goes to a fresh one.
            if not fault or taken.is_fresh or fault == _TOO_LONG:
                if fault:
                    self._tell(number, Fault(fault))
                return

    def _carry_out(self, child: Child, number: int, order: Order) -> str:
        """Deliver the answers of a process to an order; what broke them off, in words."""
        patience = threading.Timer(PATIENCE_SECONDS, child.kill)
        patience.daemon = True
        patience.start()
        try:
            child.send(order)
            while (answer := cast(Answer | None, child.receive())) is not None:
                self._tell(number, answer)
        except Gone:
            return "the dry run broke off" if patience.is_alive() else _TOO_LONG
        finally:
            patience.cancel()
        return ""

    def _take(self, number: int) -> _Taken | None:
        """A process for an order; None when a newer one is there already."""
        with self._lock:
            if self._newest != number:
                return None
            idle, self._idle = self._idle, None
            is_fresh = idle is None or not idle.is_alive
            self._busy = Child(__name__) if is_fresh or idle is None else idle
            return _Taken(self._busy, is_fresh)

    def _give_back(self, child: Child) -> None:
        with self._lock:
            is_wanted = self._busy is child and self._idle is None
            if self._busy is child:
                self._busy = None
            if is_wanted and child.is_alive:
                self._idle = child
                return
        child.close()

    def _tell(self, number: int, answer: Answer) -> None:
        with self._lock:
            is_wanted = self._newest == number
        if is_wanted:
            self._deliver(number, answer)


def serve() -> None:
    """Carry out orders of `LiveRuns` at the other end until that is gone; after the answers to each comes None."""
    from easui.workspace.live_run import Inputs, work

    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    parent, inputs = to_parent(), Inputs()
    with suppress(Gone):
        while True:
            for answer in work(cast(Order, parent.receive()), inputs):
                parent.send(answer)
            parent.send(None)
