"""`easui serve`: who is let in, and that the editor works in a real browser."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import aiohttp
import pytest

from easui.cli import main

EASUI = Path(sys.executable).parent / "easui"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PATIENCE = 30.0
BROKEN = '{\n  "metadata": {"name": "demo", "instnce": 1}\n}\n'


class Served:
    """A server on a free port."""

    def __init__(self, file: Path) -> None:
        command = [str(EASUI), "serve", str(file), "--port", "0"]
        environment = {**os.environ, "XDG_STATE_HOME": str(file.parent / "state")}
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
        )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        found = re.search(r"http://\S+", line)
        assert found, line
        self.address = found[0]
        self.bare = self.address.partition("?")[0]

    def end(self) -> tuple[int, str]:
        """Ctrl+C: the exit code, and what stood on standard error."""
        self.process.send_signal(signal.SIGINT)
        _, error = self.process.communicate(timeout=20)
        return self.process.returncode, error


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A server for a file with one mistake, whose name holds what a shell would take for its own."""
    file = tmp_path / "it's $(touch x) & y.json"
    file.write_text(BROKEN)
    server = Served(file)
    yield server
    if server.process.poll() is None:
        server.process.kill()
        server.process.communicate()


def test_only_this_machine_can_reach_it_and_ctrl_c_ends_it_quietly(served: Served) -> None:
    assert served.bare.startswith("http://127.0.0.1:")
    assert served.end() == (130, "")


def test_nobody_gets_in_without_the_key(served: Served) -> None:
    assert _status(served.address) == 200
    for path in ("", "ws", "static/js/textual.js", "?key=", "?key=wrong"):
        assert _status(served.bare + path) == 403


def test_no_other_page_can_use_the_editor_of_a_browser_that_has_the_key(served: Served) -> None:
    page = Request(served.address)
    with urlopen(page) as answer:
        cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    ours = {"Cookie": cookie.partition(";")[0], "Origin": served.bare.rstrip("/")}
    assert _status(served.bare + "static/js/textual.js", ours) == 200
    assert _status(served.bare + "ws", ours | {"Origin": "http://evil.example"}) == 403


def test_the_page_loads_nothing_from_elsewhere(served: Served) -> None:
    with urlopen(served.address) as answer:
        page = answer.read().decode()
    assert set(re.findall(r"\w+://[^/\"]+", page)) == {served.bare.replace("http", "ws", 1).rstrip("/")}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["missing/folder", "--port", "70000"], "--port"),
        (["."], "directory"),
        ([], "FILE"),
        (["x.json", "--host", "192.0.2.1"], "cannot listen at 192.0.2.1"),
    ],
)
def test_what_cannot_be_served_is_said_in_a_line(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", *arguments]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert "Traceback" not in error


@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")
def test_a_mistake_is_fixed_and_saved_in_a_browser(served: Served, tmp_path: Path) -> None:
    file = next(tmp_path.glob("*.json"))

    async def work() -> None:
        async with aiohttp.ClientSession() as http:
            page = await _Page.open(http, tmp_path / "profile", served.address)
            try:
                await page.until("document.body.classList.contains('-first-byte')")
                await asyncio.sleep(1)
                for key in ("F8", "F8", "F4"):
                    await page.press(key)
                    await asyncio.sleep(1)
                await page.press("s", ctrl=True)
                for _ in range(100):
                    if '"instance": 1' in file.read_text():
                        break
                    await asyncio.sleep(0.1)
            finally:
                await page.close()

    asyncio.run(asyncio.wait_for(work(), 2 * PATIENCE))
    assert file.read_text() == BROKEN.replace("instnce", "instance")
    assert not (tmp_path / "x").exists()
    assert not Path("x").exists()


class _Page:
    """A page in a headless browser, driven over the DevTools protocol."""

    CODES: ClassVar[dict[str, int]] = {"F8": 119, "F4": 115, "s": 83}

    def __init__(self, browser: subprocess.Popen[bytes], socket: aiohttp.ClientWebSocketResponse) -> None:
        self._browser = browser
        self._socket = socket
        self._number = 0

    @classmethod
    async def open(cls, http: aiohttp.ClientSession, profile: Path, address: str) -> _Page:
        browser = subprocess.Popen(
            [
                str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
                "--disable-background-networking", "--window-size=1300,800", "--remote-debugging-port=0",
                f"--user-data-dir={profile}", address,
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        port_file = profile / "DevToolsActivePort"
        for _ in range(int(PATIENCE / 0.1)):
            if port_file.exists() and "\n" in port_file.read_text():
                break
            await asyncio.sleep(0.1)
        port = port_file.read_text().splitlines()[0]
        for _ in range(int(PATIENCE / 0.1)):
            async with http.get(f"http://127.0.0.1:{port}/json") as answer:
                pages = [each for each in await answer.json() if each["type"] == "page"]
            if pages:
                return cls(browser, await http.ws_connect(pages[0]["webSocketDebuggerUrl"]))
            await asyncio.sleep(0.1)
        raise AssertionError("the browser shows no page")

    async def call(self, method: str, **parameters: object) -> dict[str, object]:
        self._number += 1
        await self._socket.send_json({"id": self._number, "method": method, "params": parameters})
        while True:
            answer: dict[str, object] = json.loads(await self._socket.receive_str())
            if answer.get("id") == self._number:
                return answer

    async def until(self, condition: str) -> None:
        for _ in range(int(PATIENCE / 0.1)):
            answer = await self.call("Runtime.evaluate", expression=condition, returnByValue=True)
            if '"value": true' in json.dumps(answer):
                return
            await asyncio.sleep(0.1)
        raise AssertionError(f"never so: {condition}")

    async def press(self, key: str, ctrl: bool = False) -> None:
        event = {
            "key": key,
            "code": key if len(key) > 1 else f"Key{key.upper()}",
            "windowsVirtualKeyCode": self.CODES[key],
            "modifiers": 2 if ctrl else 0,
        }
        await self.call("Input.dispatchKeyEvent", type="rawKeyDown", **event)
        await self.call("Input.dispatchKeyEvent", type="keyUp", **event)

    async def close(self) -> None:
        await self._socket.close()
        self._browser.terminate()
        await asyncio.to_thread(self._browser.wait, 10)


def _status(address: str, headers: dict[str, str] | None = None) -> int:
    try:
        with urlopen(Request(address, headers=headers or {})) as answer:
            return int(answer.status)
    except HTTPError as error:
        return error.code
