"""Makes the pictures of the README from the running editor: SVG, and PNG where Chromium and Fira Code are installed.

python screenshots/make.py [NAME...]
"""

from __future__ import annotations

import asyncio
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from easui.tui.app import EasuiApp
from easui.tui.editor.screen import EditorScreen
from easui.workspace import Session

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
WIDE, NARROW = (120, 36), (80, 24)
FONT = "Fira Code"


class Picture(NamedTuple):
    """What is shown: a file, the size of the terminal, and the keys that lead there."""

    name: str
    file: str | None
    size: tuple[int, int]
    keys: tuple[str, ...] = ()
    pane: str | None = None
    theme: str = ""


TYPING_A_TYPE = ("enter", "down", "enter", *"gn7i")

PICTURES = (
    Picture("editor", "examples/llm-chat.json", WIDE, ("down",)),
    Picture("editor-narrow", "examples/llm-chat.json", NARROW, ("down",)),
    Picture("problems", "examples/broken.json", WIDE, ("f8", "f8"), "form"),
    Picture("problems-narrow", "examples/broken.json", NARROW, ("f8", "f8"), "form"),
    Picture("text-narrow", "examples/broken.json", NARROW, ("f8", "f8", "f8"), "text"),
    Picture("editing", "examples/llm-chat.json", WIDE, ("slash", *"instances type", *TYPING_A_TYPE), "form"),
    Picture("why", "examples/broken.json", WIDE, ("f8", "f8", "f5"), "form"),
    Picture("diff", "examples/broken.json", WIDE, ("f8", "f4", "f8", "f4", "f8", "f4", "ctrl+d"), "form"),
    Picture("palette", "examples/llm-chat.json", WIDE, ("ctrl+p", *"keep")),
    Picture("help", "examples/llm-chat.json", WIDE, ("f1",)),
    Picture("start", None, WIDE, ("down",)),
    Picture("light", "examples/broken.json", WIDE, ("f8", "f8"), "form", "textual-light"),
)


async def draw(picture: Picture) -> str:
    """The picture as SVG."""
    session = Session.open(picture.file) if picture.file else None
    app = EasuiApp(session, missing=None if session else "service.json")
    async with app.run_test(size=picture.size) as pilot:
        if picture.theme:
            app.theme = picture.theme
        await settle(app)
        if picture.pane and isinstance(app.screen, EditorScreen):
            app.screen.action_show_pane(picture.pane)
        for key in picture.keys:
            await pilot.press("space" if key == " " else key)
            await settle(app)
        return app.export_screenshot(title="easui")


async def settle(app: EasuiApp) -> None:
    """Wait until the text on the screen has been examined."""
    for _ in range(200):
        await asyncio.sleep(0.02)
        editors = [screen for screen in app.screen_stack if isinstance(screen, EditorScreen)]
        if not editors or editors[0].editor.checked:
            break
    await asyncio.sleep(0.1)


def png(svg: Path, browser: str) -> None:
    """The picture as PNG beside its SVG; a browser alone keeps the grid of the characters."""
    box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)', svg.read_text(encoding="utf-8"))
    assert box is not None
    size = ",".join(str(math.ceil(float(side))) for side in box.groups())
    with tempfile.TemporaryDirectory() as profile:
        command = [
            browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars",
            "--disable-background-networking", f"--user-data-dir={profile}", f"--window-size={size}",
            f"--screenshot={svg.with_suffix('.png')}", svg.as_uri(),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=60)


def browser_with_font() -> str | None:
    """The browser that draws PNGs, or None with a word about what is missing."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    lister = shutil.which("fc-list")
    fonts = subprocess.run([lister], capture_output=True, text=True, check=False).stdout if lister else ""
    if browser and FONT.lower() in fonts.lower():
        return browser
    print(f"SVG only: PNG needs Chromium and the font {FONT}", file=sys.stderr)
    return None


def main() -> None:
    os.chdir(ROOT)
    wanted = sys.argv[1:] or [picture.name for picture in PICTURES]
    browser = browser_with_font()
    for picture in PICTURES:
        if picture.name in wanted:
            svg = HERE / f"{picture.name}.svg"
            svg.write_text(asyncio.run(draw(picture)) + "\n", encoding="utf-8")
            if browser:
                png(svg, browser)
            print(svg.relative_to(ROOT))


if __name__ == "__main__":
    main()
