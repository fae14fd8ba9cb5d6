"""Makes the pictures of the README from the running editor: SVG, and PNG where Chromium and Fira Code are installed.

python screenshots/make.py [SCENE...]
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

from scenes import DARK, LIGHT, NARROW, NOBODYS_FOLDER, SCENES, WIDE, Scene, act, app_of

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
FONT = "Fira Code"

LOOKS = (("", WIDE, DARK), ("-narrow", NARROW, DARK), ("-light", WIDE, LIGHT))
"""Each scene is shown in these; the name of a picture ends with the first."""


async def draw(scene: Scene, size: tuple[int, int], theme: str) -> str:
    """The picture as SVG."""
    with tempfile.TemporaryDirectory() as state:
        os.environ |= {"XDG_STATE_HOME": state, "XDG_CONFIG_HOME": NOBODYS_FOLDER}
        app = app_of(scene, theme)
        async with app.run_test(size=size) as pilot:
            await act(scene, pilot)
            return app.export_screenshot(title="easui")


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
    wanted = sys.argv[1:] or [scene.name for scene in SCENES]
    browser = browser_with_font()
    for scene in SCENES:
        for ending, size, theme in LOOKS if scene.name in wanted else ():
            svg = HERE / f"{scene.name}{ending}.svg"
            svg.write_text(asyncio.run(draw(scene, size, theme)) + "\n", encoding="utf-8")
            if browser:
                png(svg, browser)
            print(svg.relative_to(ROOT))


if __name__ == "__main__":
    main()
