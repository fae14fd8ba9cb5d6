"""A text typed character by character: the server's text is the editor's at every step, and nothing goes wrong."""

from __future__ import annotations

import json
import random
import re
from typing import Any

import pytest

TEXTS = {
    "json": '{\n  "metadata": {\n    "name": "😀\u2028é",\n    "rpc.keepalive": 5000\n  }\n}\n',
    "yaml": "metadata:\n  name: chat\r\n  cpu: 4 # 😀\ncontainers:\n- image: a\n",
}
STRUCTURE = ("documentSymbol", "foldingRange")


class Editor:
    """The client's side: a text, and edits that are sent as the protocol wants them."""

    def __init__(self, client: Any, name: str, language: str) -> None:
        self.client = client
        self.uri = f"file:///typing/{name}/service.{language}"
        self.text = ""
        self.version = 0
        client.open("", self.uri, language)

    def replace(self, start: int, end: int, text: str) -> None:
        """Replace a stretch of the text."""
        self.version += 1
        place = {"start": self.position(start), "end": self.position(end)}
        self.text = self.text[:start] + text + self.text[end:]
        document = {"uri": self.uri, "version": self.version}
        change = {"range": place, "text": text}
        self.client.notify("textDocument/didChange", {"textDocument": document, "contentChanges": [change]})

    def position(self, offset: int) -> dict[str, int]:
        """An offset in lines and UTF-16 units; lines end as JSON and editors end them."""
        before = self.text[:offset]
        ends = list(re.finditer(r"\r\n|\r|\n", self.text))
        line = sum(end.end() <= offset for end in ends)
        start = ends[line - 1].end() if line else 0
        return {"line": line, "character": len(before[start:].encode("utf-16-le")) // 2}

    def outside_line_ends(self, offset: int) -> int:
        """An offset where a cursor can stand: not in the middle of a line end."""
        return offset + 1 if self.text[offset - 1 : offset + 1] == "\r\n" else offset

    def ask(self, method: str, **params: Any) -> Any:
        """The answer to a request about the document."""
        answer = self.client.request(f"textDocument/{method}", {"textDocument": {"uri": self.uri}, **params})
        assert "error" not in answer, answer
        return answer["result"]


def same_as_whole(editor: Editor, language: str) -> None:
    """Whether the server says the same about the text that grew by edits as about the whole text."""
    twin = editor.uri.replace("/typing/", "/whole/")
    editor.client.open(editor.text, twin, language)
    for method in STRUCTURE:
        whole = editor.client.request(f"textDocument/{method}", {"textDocument": {"uri": twin}})["result"]
        told = json.dumps(whole).replace(twin, editor.uri)
        assert json.dumps(editor.ask(method)) == told
    pushed = editor.client.published(twin)
    editor.client.notify("textDocument/didClose", {"textDocument": {"uri": twin}})
    editor.client.published(twin)
    while True:
        message = editor.client.wait(
            lambda message: (
                message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == editor.uri
            )
        )
        if message["params"]["version"] == editor.version:
            break
    assert json.dumps(message["params"]["diagnostics"]) == json.dumps(pushed).replace(twin, editor.uri)


@pytest.mark.parametrize("language", ["json", "yaml"])
def test_typing_a_config(session: Any, language: str) -> None:
    editor = Editor(session, f"whole-{language}", language)
    for char in TEXTS[language]:
        editor.replace(len(editor.text), len(editor.text), char)
        at = editor.position(len(editor.text))
        editor.ask("hover", position=at)
        editor.ask("codeAction", range={"start": at, "end": at}, context={"diagnostics": []})
        same_as_whole(editor, language)
    assert editor.text == TEXTS[language]


@pytest.mark.parametrize("seed", range(3))
def test_edits_anywhere(session: Any, seed: int) -> None:
    chance = random.Random(seed)
    editor = Editor(session, f"seed-{seed}", "json")
    pieces = ['"metadata"', "{", "}", "[", "]", ":", ",", "\n", "\r\n", "\r", "😀", "\u2028", '"', " ", "1", "// x"]
    for _ in range(60):
        start = editor.outside_line_ends(chance.randint(0, len(editor.text)))
        end = editor.outside_line_ends(min(len(editor.text), start + chance.choice((0, 0, 0, 1, 5))))
        editor.replace(start, end, chance.choice(pieces))
        same_as_whole(editor, "json")


def test_completion_offers_the_key_that_is_being_typed(session: Any) -> None:
    editor = Editor(session, "keys", "json")
    start = '{\n  "metadata": {\n    '
    editor.replace(0, 0, f"{start}\n  }}\n}}\n")
    for typed in range(len('"instance"')):
        at = editor.position(len(start) + typed)
        if typed:
            editor.replace(len(start) + typed - 1, len(start) + typed - 1, '"instance'[typed - 1])
            at = editor.position(len(start) + typed)
        found = editor.ask("completion", position=at)
        assert "instance" in {item["label"] for item in found["items"]}, editor.text
