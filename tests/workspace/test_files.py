"""Reading files: exact texts, and refusals that say which file, what is wrong and what to do."""

from __future__ import annotations

import builtins
import os
import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from easui.workspace import LARGEST, Source, Unreadable, decode, language_of, open_document, read_source


def refusal(path: Path | str) -> str:
    with pytest.raises(Unreadable) as caught:
        read_source(str(path))
    line = str(caught.value)
    assert line.isprintable(), "one line, and nothing in it that steers a terminal"
    return line


@given(st.text(), st.booleans())
def test_a_text_comes_back_exactly(text: str, bom: bool) -> None:
    text = text.replace("\0", "").removeprefix("\ufeff")
    data = (b"\xef\xbb\xbf" if bom else b"") + text.encode()
    assert decode(data, "service.json") == Source(text, bom, "utf-8")


def test_line_ends_are_not_translated(tmp_path: Path) -> None:
    file = tmp_path / "service.json"
    file.write_bytes(b'{\r\n  "a": 1\r}\n')
    assert read_source(str(file)).text == '{\r\n  "a": 1\r}\n'


def test_a_document_knows_its_language_and_byte_order_mark(tmp_path: Path) -> None:
    file = tmp_path / "service.jsonc"
    file.write_bytes(b"\xef\xbb\xbf{} // empty")
    document = open_document(str(file))
    assert (document.language, document.bom, document.text) == ("jsonc", True, "{} // empty")


@pytest.mark.parametrize(
    ("name", "language"),
    [("a.json", "json"), ("a.JSONC", "jsonc"), ("d/a.yaml", "yaml"), ("a.yml", "yaml"), ("a", "json"), ("-", "json")],
)
def test_the_language_is_told_by_the_name(name: str, language: str) -> None:
    assert language_of(name) == language


def test_an_empty_file_is_a_text(tmp_path: Path) -> None:
    file = tmp_path / "service.json"
    file.touch()
    assert read_source(str(file)).text == ""


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16LE"),
        ("utf-16-be", "UTF-16BE"),
        ("utf-32", "UTF-32"),
        ("utf-32-le", "UTF-32LE"),
        ("utf-32-be", "UTF-32BE"),
    ],
)
def test_wide_encodings_are_recognised_and_refused_with_the_cure(tmp_path: Path, encoding: str, name: str) -> None:
    file = tmp_path / "service.json"
    file.write_bytes('{"metadata": {"name": "chat"}}\n'.encode(encoding))
    assert f"is {name};" in refusal(file)
    assert f"iconv -f {name} -t UTF-8" in refusal(file)


def test_what_is_no_utf8_is_refused_with_the_place(tmp_path: Path) -> None:
    file = tmp_path / "service.json"
    file.write_bytes(b'{\r\n\r "name": "caf\xe9"}')
    assert "is not UTF-8: byte 17 (line 3) holds 0xe9" in refusal(file)


def test_binary_is_refused_with_the_place(tmp_path: Path) -> None:
    file = tmp_path / "service.json"
    file.write_bytes(b"{}\n\x00\x01\x02\x03")
    assert "is binary: byte 3 (line 2) holds NUL" in refusal(file)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    assert "is a directory" in refusal(tmp_path)
    assert "does not exist" in refusal(tmp_path / "nowhere.json")
    (tmp_path / "link.json").symlink_to("nowhere.json")
    assert "is a link to a file that does not exist" in refusal(tmp_path / "link.json")
    (tmp_path / "file").touch()
    assert "a part of its path is a file" in refusal(tmp_path / "file" / "service.json")
    assert "no file name" in refusal("a\0b")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_without_waiting_for_a_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "is a pipe" in refusal(tmp_path / "pipe")


def test_devices_and_sockets_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "is a device" in refusal(os.devnull)
    if not hasattr(socket, "AF_UNIX"):
        pytest.skip("this system has no sockets in folders")
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket")
        assert "is a socket" in refusal("socket")


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "service.json"
    with file.open("wb") as sparse:
        sparse.truncate(LARGEST + 1)
    assert "is larger than 32 MB" in refusal(file)


def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "service.json"
    file.touch()

    # Raised by hand, since root may read everything.
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(builtins, "open", refuse)
    assert "may not be read by this user" in refusal(file)


def test_a_name_cannot_steer_the_terminal(tmp_path: Path) -> None:
    assert "\x1b" not in refusal(tmp_path / "\x1b[2J.json")
