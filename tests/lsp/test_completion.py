"""What a client gets when it asks for choices: in valid, broken and empty documents, and by what it can do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

SNIPPETS = {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}}
DEFAULTS = {**SNIPPETS, "completionList": {"itemDefaults": ["editRange", "insertTextFormat", "data"]}}
MACHINE = "cloud:\n  computing:\n    instances:\n      - type: a10 |\n"
ASKED, TYPED = 1, 2


class Editor:
    """A client that opens texts with a `|` where its cursor is."""

    def __init__(self, client: Any, completion: dict[str, Any]) -> None:
        client.initialize({"textDocument": {"completion": completion}})
        self.client = client
        self.opened = 0

    def ask(
        self, text: str, language: str = "json", character: str = "", name: str = "service"
    ) -> dict[str, Any] | None:
        """The answer at the cursor, asked for by hand or by a character that was typed."""
        self.opened += 1
        before, after = text.split("|")
        uri = f"file:///completion/{self.opened}/{name}.{language}"
        self.client.open(before + after, uri, language)
        context = {"triggerKind": TYPED, "triggerCharacter": character} if character else {"triggerKind": ASKED}
        place = {"line": before.count("\n"), "character": len(before) - (before.rfind("\n") + 1)}
        params = {"textDocument": {"uri": uri}, "position": place, "context": context}
        result: dict[str, Any] | None = self.client.request("textDocument/completion", params)["result"]
        return result

    def labels(self, text: str, language: str = "json", character: str = "") -> list[str]:
        """The labels at the cursor, in the order of the list."""
        found = self.ask(text, language, character)
        return [item["label"] for item in sorted(found["items"], key=lambda item: item["sortText"])] if found else []

    def item(self, text: str, label: str) -> dict[str, Any]:
        """The choice with a label."""
        found = self.ask(text)
        assert found
        return next(item for item in found["items"] if item["label"] == label)


@pytest.fixture(scope="class")
def editor(start_for_class: Callable[[], Any]) -> Editor:
    return Editor(start_for_class(), SNIPPETS)


class TestChoices:
    def test_a_valid_document(self, editor: Editor) -> None:
        item = editor.item('{"metadata": {"name": "a", |}}', "cpu")
        assert item["textEdit"]["newText"] == '"cpu": ${1:2}'
        assert item["insertTextFormat"] == 2
        documented = editor.client.request("completionItem/resolve", item)["result"]["documentation"]
        assert "metadata.cpu" in documented["value"]

    def test_a_broken_document(self, editor: Editor) -> None:
        item = editor.item('{"metadata": {"name": "a"\n|', "cpu")
        place = {"line": 0, "character": 25}
        assert item["additionalTextEdits"] == [{"range": {"start": place, "end": place}, "newText": ","}]

    @pytest.mark.parametrize("language", ["json", "jsonc", "yaml"])
    def test_an_empty_document_gets_whole_services(self, editor: Editor, language: str) -> None:
        found = editor.ask("|", language)
        assert found
        whole = [item for item in found["items"] if item.get("detail") == "a whole service"]
        assert len(whole) >= 6
        assert f"```{language}" in whole[0]["documentation"]["value"]

    def test_yaml(self, editor: Editor) -> None:
        assert "cpu" in editor.labels("metadata:\n  name: a\n  |\n", "yaml")

    def test_other_files_are_left_alone(self, editor: Editor) -> None:
        assert editor.ask('{"a": {|}}', name="package") is None

    def test_packages_beside_the_server_learn_that_choices_wait(self, editor: Editor) -> None:
        assert editor.item("{|}", "cloud")["data"]["asksAgain"] is True
        assert "asksAgain" not in editor.item('{"metadata": {|}}', "cpu")["data"]
        assert "command" not in editor.item("{|}", "cloud")

    def test_a_list_of_examples_is_asked_for_again(self, editor: Editor) -> None:
        found = editor.ask('{"metadata": {"name": "|"}}')
        assert found
        assert found["isIncomplete"] is True


class TestTriggers:
    """Enter takes the first choice of an open list: none opens by itself where people end a line."""

    @pytest.mark.parametrize(
        ("text", "character"),
        [
            ('{"|"}', '"'),
            ('{"metadata": {"qos":|}}', ":"),
            ('{"metadata": {"qos": |}}', " "),
            ('{"metadata": {"qos": "|"}}', '"'),
            ('{"metadata": {"qos": "|}}', '"'),
            ('{"metadata": {"rpc.|"}}', "."),
            ('{"cloud": {"computing": {"instances": [{"type": "a10 |"}]}}}', " "),
        ],
    )
    def test_a_place_opens(self, editor: Editor, text: str, character: str) -> None:
        assert editor.labels(text, character=character)

    @pytest.mark.parametrize("text", ["metadata:\n  qos: |\n", "containers:\n  - |\n", MACHINE])
    def test_a_place_opens_in_yaml(self, editor: Editor, text: str) -> None:
        assert editor.labels(text, "yaml", " ")

    @pytest.mark.parametrize(
        ("text", "character"),
        [
            ("{ |}", " "),
            ('{"metadata": {\n |}}', " "),
            ('{"metadata": {"qos": "a", |}}', " "),
            ('{"containers": [{"script": "run |"}], "storage": [{"mount_path": "/a"}]}', " "),
            ('{"metadata": {"qos"|}}', '"'),
            ('{"metadata": {"qos": "Best"|}}', '"'),
            ('{"metadata": {"scheduling": {"spread": {"policy": "host"|}}}}', '"'),
        ],
    )
    def test_an_end_stays_quiet(self, editor: Editor, text: str, character: str) -> None:
        assert editor.ask(text, character=character) is None
        assert editor.ask(text)

    @pytest.mark.parametrize(
        ("text", "character"), [("metadata:|\n", ":"), ("metadata:\n  |\n", " "), ("metadata:\n  qos:|\n", ":")]
    )
    def test_an_end_stays_quiet_in_yaml(self, editor: Editor, text: str, character: str) -> None:
        assert editor.ask(text, "yaml", character) is None
        assert editor.ask(text, "yaml")

    def test_what_ends_a_line_is_no_trigger(self, start: Callable[[], Any]) -> None:
        offered = start().initialize()["capabilities"]["completionProvider"]["triggerCharacters"]
        assert set(offered).isdisjoint({"{", "[", ",", "\n"})


class TestClients:
    def test_one_without_snippets_gets_texts_that_are_good_as_they_stand(self, start: Callable[[], Any]) -> None:
        item = Editor(start(), {}).item('{"metadata": {|}}', "cpu")
        assert item["textEdit"]["newText"] == '"cpu": 2'
        assert item["insertTextFormat"] == 1

    def test_one_that_knows_defaults_is_told_once(self, start: Callable[[], Any]) -> None:
        editor = Editor(start(), DEFAULTS)
        found = editor.ask('{"cloud": {"computing": {"instances": [{"type": "ecs|"}]}}}')
        assert found
        begin, end = {"line": 0, "character": 49}, {"line": 0, "character": 52}
        assert found["itemDefaults"] == {"editRange": {"start": begin, "end": end}, "insertTextFormat": 1}
        item = next(item for item in found["items"] if item["label"] == "ecs.gn7i-c8g1.2xlarge")
        assert item["textEditText"] == "ecs.gn7i-c8g1.2xlarge"
        assert not {"textEdit", "insertTextFormat"} & set(item)
        assert editor.item('{"metadata": {|}}', "cpu")["insertTextFormat"] == 2
