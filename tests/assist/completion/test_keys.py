"""Which keys are offered, in which order, and with which values."""

from __future__ import annotations

from easui.assist.completion import resolve


def test_keys_that_are_set_are_left_out(ask):
    labels = ask('{"metadata": {"name": "a", "cpu": 1, |}}').labels
    assert "memory" in labels
    assert not {"name", "cpu"} & set(labels)


def test_required_keys_come_first_then_those_that_most_people_set(ask):
    assert ask("{|}").labels[0] == "metadata"
    assert ask('{"metadata": {|}}').labels[:2] == ["name", "instance"]
    labels = ask('{"containers": [{|}]}').labels
    assert labels[0] == "image"
    assert labels.index("script") < labels.index("resources")


def test_a_key_comes_right_before_its_blocks(ask):
    labels = ask('{"metadata": {|}}').labels
    at = labels.index("rpc")
    assert labels[at : at + 2] == ["rpc", "rpc: long requests"]
    labels = ask('{"containers": [{|}]}').labels
    assert labels.index("startup_check") < labels.index("startup_check: HTTP") < labels.index("resources")


def test_keys_that_another_one_needs_come_first(ask):
    labels = ask('{"cloud": {"networking": {"vpc_id": "vpc-1", |}}}').labels
    assert labels[:2] == ["vswitch_id", "security_group_id"]


def test_keys_that_do_not_go_with_one_that_is_set_come_last(ask):
    labels = ask('{"storage": [{"mount_path": "/a", "oss": {}, |}]}').labels
    assert labels.index("properties") < labels.index("nfs")


def test_older_places_are_offered_to_those_alone_who_type_them(ask):
    assert "rpc" not in ask("{|}").labels
    item = ask('{"rp|"}').item("rpc")
    assert item.deprecated
    assert ask('{"rp|"}').labels[-1] == "rpc"
    # Those who type these letters mean `model_path` and `metadata`.
    assert not any(item.deprecated for item in ask('{"model|"}').completions.items)
    assert not any(item.deprecated for item in ask("{meta|}").completions.items)


def test_dotted_keys_go_on_behind_their_dot(ask):
    asked = ask('{"metadata": {"rpc.ke|"}}')
    assert asked.accepted("rpc.keepalive") == '{"metadata": {"rpc.keepalive": 5000}}'
    assert ask('{"metadata": {"rpc.keepalive": 1, "rpc.|"}}').labels.count("rpc.keepalive") == 0


def test_keys_that_a_dotted_key_outside_sets_are_left_out(ask):
    labels = ask('{"metadata": {"rpc.keepalive": 1, "rpc": {|}}}').labels
    assert "batching" in labels
    assert "keepalive" not in labels


def test_details_name_type_unit_and_default(ask):
    assert ask('{"metadata": {"rpc": {|}}}').item("io_threads").detail == "integer · default 4"
    assert ask('{"metadata": {|}}').item("memory").detail == "integer · MB"


def test_documentation_comes_from_the_field(ask):
    item = resolve(ask('{"metadata": {|}}').item("memory"))
    assert "metadata.memory" in item.documentation
    assert "MB" in item.documentation


def test_every_key_has_documentation(ask):
    for text in ("{|}", '{"metadata": {|}}', '{"autoscaler": {"strategies": {|}}}', '{"features": {|}}'):
        for item in ask(text).completions.items:
            assert resolve(item).documentation, item.label


def test_snippets_put_the_cursor_into_the_value(ask):
    root, metadata = ask('{"labels": {}, |}'), ask('{"metadata": {|}}')
    assert root.item("metadata").snippet == '"metadata": {$0}'
    assert root.item("containers").snippet == '"containers": [{"image": "$1"$0}]'
    assert metadata.item("name").snippet == '"name": "$1"'
    assert metadata.item("enable_grpc").snippet == '"enable_grpc": ${1|false,true|}'
    assert metadata.item("instance").snippet == '"instance": ${1:1}'
    spread = ask('{"metadata": {"scheduling": {"spread": {|}}}}')
    assert spread.item("policy").snippet == '"policy": "${1|host,zone,default|}"'


def test_snippets_end_where_more_is_likely_to_follow(ask):
    """Behind the last key of an item that has others, so that a key can follow; else behind all of it."""
    assert ask('{"storage": [|]}').item("{ }").snippet == '{"mount_path": "$1"$0}'
    assert "$0" not in ask('{"containers": [{|}]}').item("env").snippet
    assert ask("|", "yaml").item("containers").snippet == "containers:\n  - image: $0"


def test_snippets_follow_the_lines_of_the_file(ask):
    asked = ask("{\n\t|\n}")
    assert asked.item("metadata").snippet == '"metadata": {\n\t\t$0\n\t}'
    assert asked.completions.indent == "\t"
    assert ask("|", "yaml").item("metadata").snippet == "metadata:\n  $0"


def test_typed_quotes_are_a_part_of_what_is_compared(ask):
    assert ask('{"me|"}').item("metadata").filter_text == '"metadata'
    assert ask("{me|}").item("metadata").filter_text == "metadata"


def test_choices_that_wait_at_the_cursor_are_asked_for_at_once(ask):
    root, metadata = ask("{|}"), ask('{"metadata": {|}}')
    assert all(root.item(label).asks_again for label in ("metadata", "containers", "storage", "processor", "cloud"))
    assert ask('{"cloud": {"computing": {|}}}').item("instances").asks_again
    assert ask('{"storage": [{|}]}').item("mount_path").asks_again
    assert ask("|").item("{ }").asks_again
    # There is nothing to choose, or the snippet holds the choices itself.
    assert not any(metadata.item(label).asks_again for label in ("name", "cpu", "enable_grpc"))
    assert not root.item("labels").asks_again
    assert not ask('{"containers": [{|}]}').item("command").asks_again


def test_metrics_of_the_service_become_thresholds(ask):
    asked = ask('{"metrics": [{"name": "tokens"}], "autoscaler": {"strategies": {|}}}')
    assert '"custom[tokens]": 20' in asked.accepted("custom[tokens]")


def test_an_empty_file_gets_whole_files(ask):
    from easui.document import parse
    from easui.lint import lint

    for language in ("json", "jsonc", "yaml"):
        asked = ask("|", language)
        whole = [
            item
            for item in asked.completions.items
            if item.kind == "snippet" and "\n" in item.edit.text and not item.topic
        ]
        assert len(whole) >= 6
        for item in whole:
            assert len(item.detail) < 20
            assert item.edit.text in resolve(item).documentation
            assert "${1:" in item.snippet
            document = parse(item.edit.text, language)
            assert [found.message for found in lint(document) if found.severity.word in ("error", "warning")] == []
