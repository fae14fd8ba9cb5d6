"""Keys one after the other, however fast they arrive.

A key may move the focus, open a line for typing or another screen, each through messages that take a moment. Textual
sends the keys behind it to whatever had the focus when they arrived, so that a quick typist's (or a script's) text ends
in the wrong place. Here a key waits until all that the one before it set off has been dealt with.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Protocol, runtime_checkable

from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.message_pump import MessagePump

ROUNDS = 8
"""A key sets off chains of messages; each round lets every one of them go a step further."""

PATIENCE = 1.0
"""Seconds after which the next key is let through whatever happens."""

_MOMENT = 0.01

Input = events.Key | events.Paste
Deliver = Callable[[Input], Awaitable[None]]


class KeyQueue:
    """Delivers keys to an app in order, each after the one before has settled."""

    def __init__(self, app: App[None], deliver: Deliver, is_waiting: Callable[[], bool]) -> None:
        """`is_waiting` says whether what a key asked for can only be done later, and keys behind it have to wait."""
        self._app = app
        self._deliver = deliver
        self._is_waiting = is_waiting
        self._keys: asyncio.Queue[Input] = asyncio.Queue()

    def put(self, key: Input) -> None:
        """Take a key, or a text that was pasted."""
        self._keys.put_nowait(key)

    @property
    def is_behind(self) -> bool:
        """Whether keys wait that nobody has begun to deal with."""
        return not self._keys.empty()

    async def all_settled(self) -> None:
        """Wait until every key that arrived has been dealt with."""
        await self._keys.join()

    async def run(self) -> None:
        """Deliver keys until the app ends; the first one waits until what is shown has its focus."""
        first = await self._keys.get()
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                while self._app.focused is None:
                    await asyncio.sleep(_MOMENT)
        await self._settle()
        await self._deal_with(first)
        while True:
            await self._deal_with(await self._keys.get())

    async def _deal_with(self, key: Input) -> None:
        await self._deliver(key)
        await self._settle()
        self._keys.task_done()

    async def _settle(self) -> None:
        await self._settle_messages()
        if self._is_waiting():
            while self._is_waiting():
                await asyncio.sleep(_MOMENT)
            await self._settle_messages()

    async def _settle_messages(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await self._drain()

    async def _drain(self) -> None:
        while not self._app.screen.is_mounted:
            await asyncio.sleep(_MOMENT)
        for _ in range(ROUNDS):
            for node in self._concerned():
                await _drained(node)
            if not any(node.message_queue_size for node in self._concerned()):
                return

    def _concerned(self) -> list[MessagePump]:
        """What has the focus, all that it stands in, and the app itself."""
        node: DOMNode | None = self._app.focused or self._app.screen
        nodes: list[MessagePump] = []
        while node is not None:
            nodes.append(node)
            node = node.parent
        return nodes


def as_meant(key: Input) -> Input:
    """A line feed is Enter: terminals send it for that key until the editor has taken them over."""
    if isinstance(key, events.Key) and key.key == "ctrl+j":
        return events.Key("enter", "\r")
    return key


@runtime_checkable
class HasKeyQueue(Protocol):
    """An app that deals with its keys one after the other."""

    keys: KeyQueue


def more_keys_wait(node: DOMNode) -> bool:
    """Whether the user is ahead of the app in which a widget stands."""
    app = node.app
    return isinstance(app, HasKeyQueue) and app.keys.is_behind


async def _drained(node: MessagePump) -> None:
    """Wait until a node has dealt with the messages that it has now."""
    done = asyncio.Event()
    if node.is_running and node.call_later(done.set):
        await done.wait()
