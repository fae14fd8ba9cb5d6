"""The editor in a browser: a web server that starts an editor for each page that is opened."""

from __future__ import annotations

import secrets
import shlex
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp_jinja2
from aiohttp import web
from aiohttp.typedefs import Handler
from textual_serve.server import Server

_COOKIE = "easui-key"
_SECONDS_TO_END = 2.0


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens there; port 0 is any free one. Raises `OSError`."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        if sys.platform != "win32":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen()
    except BaseException:
        listener.close()
        raise
    return listener


def serve(arguments: list[str], title: str, listener: socket.socket, tell: Callable[[str], None]) -> None:
    """Serve `easui edit` with some arguments until Ctrl+C; `tell` gets the address, which holds a key.

    Whoever has the address may edit the file as this user, so that no other page and no other user of the machine can.
    """
    host, port = listener.getsockname()[:2]
    key = secrets.token_urlsafe(24)
    shown = f"[{host}]" if ":" in host else host
    server = _Editors(_command(arguments), title, key, lambda: tell(f"http://{shown}:{port}/?key={key}"))
    web.run_app(
        server._make_app(), sock=listener, print=None, access_log=None, shutdown_timeout=_SECONDS_TO_END
    )  # fmt: skip


def _command(arguments: list[str]) -> str:
    """A command for the shell, in which nothing of the arguments means anything."""
    # -P: what lies in the current folder must not be imported in the place of easui's own modules.
    words = [sys.executable, "-P", "-m", "easui.cli", "edit", *arguments]
    return subprocess.list2cmdline(words) if sys.platform == "win32" else f"exec {shlex.join(words)}"


class _Editors(Server):
    """The server of textual-serve, for those who have the key alone, with a page that loads nothing from elsewhere."""

    def __init__(self, command: str, title: str, key: str, started: Callable[[], None]) -> None:
        super().__init__(command, title=title, templates_path=Path(__file__).parent)
        self._key = key
        self._started = started

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(self._admit)
        return app

    async def on_startup(self, app: web.Application) -> None:
        self._started()

    @web.middleware
    async def _admit(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        given = request.query.get("key") or request.cookies.get(_COOKIE, "")
        origin = request.headers.get("Origin")
        if not secrets.compare_digest(given.encode(), self._key.encode()):
            raise web.HTTPForbidden(
                text="Open the address that `easui serve` printed: it holds the key to this page.\n"
            )
        if origin is not None and urlsplit(origin).netloc != request.host:
            raise web.HTTPForbidden(text="Another page may not use this editor.\n")
        return await handler(request)

    async def handle_index(self, request: web.Request) -> web.Response:
        """The page; its cookie lets it load the rest."""
        size = request.query.get("fontsize", "")
        scheme = "wss" if request.secure else "ws"
        context: dict[str, Any] = {
            "title": self.title,
            "websocket": f"{scheme}://{request.host}/ws",
            "font_size": size if size.isdigit() else "16",
        }
        response: web.Response = aiohttp_jinja2.render_template("page.html", request, context)
        response.set_cookie(_COOKIE, self._key, httponly=True, samesite="Strict")
        response.headers["Referrer-Policy"] = "no-referrer"
        return response
