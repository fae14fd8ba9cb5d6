"""The first row holds the file's name and the counts, whatever else there is to say and however little room."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

SIZES = [(60, 15), (80, 24), (100, 30), (120, 36), (300, 100)]


def first_row(driven) -> str:
    return driven.shown().splitlines()[0]


@pytest.mark.parametrize("size", SIZES)
async def test_the_name_and_the_counts_outlive_folders_notes_and_a_long_service_name(
    tmp_path: Path, open_editor, quick, size
):
    quick["metadata"]["name"] = "n" * 63
    folder = tmp_path / "a_folder_with_a_long_name" / "and_another_one_that_is_longer_still" / "and_the_last"
    folder.mkdir(parents=True)
    path = folder / "service.json"
    path.write_text(json.dumps(quick, indent=2))
    async with open_editor(str(path), size=size, read_only=True) as driven:
        assert "service.json" in first_row(driven)
        assert "read-only" in first_row(driven)
        path.write_text(path.read_text().replace("8000", "8001"))
        driven.screen.look_at_disk()
        await driven.pilot.pause()
        row = first_row(driven)
        assert "service.json ●" in row
        assert "changed on disk" in row
        assert "✖ 0" in row
        assert "▲ 0" in row


async def test_a_name_longer_than_the_row_gives_way_at_its_end(tmp_path: Path, open_editor, quick):
    name = "a_service_" * 9 + ".json"
    (tmp_path / name).write_text(json.dumps(quick, indent=2))
    async with open_editor(name, size=(60, 15)) as driven:
        await driven.press("down", "plus")
        row = first_row(driven)
        assert row.startswith(" a_service_a_service_")
        assert "… ●" in row
        assert "✖ 0" in row
        assert "▲ 0" in row
