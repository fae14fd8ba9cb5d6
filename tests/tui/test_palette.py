"""The palette's list under the arrows."""

from __future__ import annotations


async def test_enter_does_what_the_arrows_chose(write, open_editor):
    write()
    async with open_editor() as driven:
        await driven.press("ctrl+p")
        await driven.type("go to the")
        await driven.press("down", "enter")
        assert driven.screen.panes.active == "text"
