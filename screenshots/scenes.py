"""The screens of the editor, one by one, and how to get there: what the pictures show and the snapshot tests hold."""

from __future__ import annotations

from typing import NamedTuple

from textual.pilot import Pilot

from easui.tui.app import EasuiApp
from easui.tui.editor.panes import Pane
from easui.tui.editor.screen import EditorScreen
from easui.workspace import Session

WIDE, NARROW = (120, 36), (80, 24)
LIGHT, DARK = "easui-light", "easui-dark"

NOBODYS_FOLDER = "/home/you/.config"
"""Where the settings of a user would be that has none; the settings screen names it."""


class Scene(NamedTuple):
    """A screen: the file that is edited (None: the start), the pane in focus, and the keys that lead there.

    A step of `type WORDS` is typed letter by letter. `inputs` are the inventory and the scenario of the dry run.
    """

    name: str
    file: str | None
    keys: tuple[str, ...] = ()
    pane: Pane | None = "form"
    inputs: tuple[str | None, str | None] = (None, None)


LLM, BROKEN = "examples/llm-chat.json", "examples/broken.json"
SHARED = "examples/shared-gpu.jsonc"
INVENTORY, BLACK_FRIDAY = "examples/inventory.yaml", "examples/black-friday.yaml"

TO_THE_MACHINE = ("slash", "type instances type", "enter", "down")

SCENES = (
    Scene("editor", LLM, ("down",)),
    Scene("problems", BROKEN, ("f8", "f8")),
    Scene("text", BROKEN, ("f8", "f8", "f8"), "text"),
    Scene("completion", LLM, ("f6", "ctrl+g", "type metadata.shm_size", "enter", "end", "enter", 'type "re'), "form"),
    Scene("machines", LLM, (*TO_THE_MACHINE, "ctrl+e", "type a10 gpu>=2")),
    Scene("line", LLM, (*TO_THE_MACHINE, "enter", "type a10")),
    Scene("images", LLM, ("slash", "type containers image", "enter", "ctrl+e")),
    Scene("script", LLM, ("slash", "type script", "enter", "ctrl+e")),
    Scene("kinds", LLM, ("slash", "type storage", "escape", "ctrl+p", "type storage", "enter", "a")),
    Scene("what-if", LLM, ("slash", "type gpu_memory", "enter", "f5")),
    Scene("dry-run", SHARED, (), "dry-run", (INVENTORY, BLACK_FRIDAY)),
    Scene("advice", LLM, (), "dry-run", (INVENTORY, BLACK_FRIDAY)),
    Scene("dry-run-why", SHARED, ("f5",), "dry-run", (INVENTORY, BLACK_FRIDAY)),
    Scene("why", BROKEN, ("f8", "f8", "f5")),
    Scene("cures", BROKEN, ("f8", "f8", "shift+f4")),
    Scene("fix-all", BROKEN, ("ctrl+p", "type fix all", "enter", "down")),
    Scene("diff", BROKEN, ("f8", "f4", "f8", "f4", "f8", "f4", "ctrl+d")),
    Scene("parameters", BROKEN, ("f8", "f4", "f8", "f4", "f8", "f4", "ctrl+d", "tab")),
    Scene("replace", LLM, ("f6", "alt+r", "type name")),
    Scene("go-to", LLM, ("ctrl+g", "type ima")),
    Scene("palette", LLM, ("ctrl+p", "type keep")),
    Scene("filter", LLM, ("slash", "type gpu")),
    Scene("jump", LLM, ("ctrl+o",)),
    Scene("layout", BROKEN, ("f9", "right", "right", "2")),
    Scene("settings", LLM, ("ctrl+p", "type settings", "enter")),
    Scene("help", LLM, ("f1",)),
    Scene("docs", LLM, ("down", "f3")),
    Scene("quit", LLM, ("down", "plus", "ctrl+q")),
    Scene("start", None, ("down",)),
    Scene("wizard", None, ("end", "enter", "enter", "down", "down", "down")),
)
"""In the order in which somebody would meet them; the first key waits for the form or the pane that is named."""


def app_of(scene: Scene, theme: str) -> EasuiApp:
    """The app as it starts in a scene."""
    session = Session.open(scene.file) if scene.file else None
    missing = None if session else "service.json"
    app = EasuiApp(session, missing=missing, pane=scene.pane, dry_run_files=scene.inputs)
    app.theme = theme
    return app


async def act(scene: Scene, pilot: Pilot[None]) -> None:
    """Press the keys that lead to a scene, and wait until it is complete."""
    await _settle(pilot)
    for step in scene.keys:
        kind, _, text = step.partition(" ")
        for key in [" " if letter == " " else letter for letter in text] if kind == "type" else [step]:
            await pilot.press("space" if key == " " else key)
        await _settle(pilot)


async def _settle(pilot: Pilot[None]) -> None:
    """Wait until the text on the screen has been examined and run."""
    for _ in range(10_000):
        await pilot.pause(0.01)
        editors = [screen for screen in pilot.app.screen_stack if isinstance(screen, EditorScreen)]
        if all(each.editor.checked and each.is_dry_run_shown for each in editors):
            break
    await pilot.pause()
