"""Which values are secrets, and that none of them is shown."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from easui.document import parse
from easui.knowledge import all_fields
from easui.lint.report.veil import MASK, Veil, names_secret

SECRET = "a1b2c3d4e5f6g7h8"


@pytest.mark.parametrize(
    "name",
    [
        "token",
        "dockerAuth",
        "API_KEY",
        "access_key_secret",
        "accessKeySecret",
        "DB_PASSWORD",
        "OSS_ACCESS_KEY_ID",
        "pwd",
    ],
)
def test_names_of_secrets(name: str) -> None:
    assert names_secret(name)


@pytest.mark.parametrize(
    "name", ["keepalive", "TOKENIZERS_PARALLELISM", "MAX_NEW_TOKENS", "monkey", "author", "name", "", "keyboard"]
)
def test_names_of_no_secrets(name: str) -> None:
    assert not names_secret(name)


def test_every_secret_of_the_schema_is_known_by_name() -> None:
    assert [field for field in all_fields() if field.secret and not names_secret(field.name)] == []


@pytest.mark.parametrize(
    "value",
    [
        {"token": SECRET},
        {"metadata": {"token": SECRET}},
        {"token": [SECRET, {"deep": SECRET}]},
        {"containers": [{"env": [{"value": SECRET, "name": "MY_API_KEY"}]}]},
        {"model_config": {"access_key_secret": SECRET}},
        {"storage": [{"git": {"password": 1234567890123456}}]},
        {"containers": [{"script": f"curl https://me:{SECRET}@host/x"}]},
        {"containers": [{"script": "export A=LTAI5tQ9w8e7r6t5y4u3i2o1"}]},
        {"containers": [{"script": "run --api-key sk-a1b2c3d4e5f6g7h8i9"}]},
        {"containers": [{"script": f"run --db-password {SECRET} --port 8000"}]},
        {"containers": [{"script": f'run --token="{SECRET}"'}]},
        {"containers": [{"script": f"DB_PASSWORD={SECRET} run"}]},
        {"containers": [{"script": f'curl -H "Authorization: Bearer {SECRET}" host'}]},
        {"tokn": SECRET},
        {"storage": [{"git": {"pasword": SECRET}}]},
        {"containers": [{"env": [{"name": "MY_API_KEY", "valu": SECRET}]}]},
        {"containers": [{"env": [{"Name": "MY_API_KEY", "Value": SECRET}]}]},
    ],
)
def test_secrets_are_masked_wherever_they_stand(value: object) -> None:
    document = parse(json.dumps(value))
    veil = Veil(document)
    assert len(veil.text) == len(document.text)
    assert MASK in veil.text
    for secret in (SECRET, "1234567890123456", "LTAI5tQ9w8e7r6t5y4u3i2o1", "sk-a1b2c3d4e5f6g7h8i9"):
        assert secret not in veil.text
        assert secret not in veil.say(f"`token` is {document.text}")


def test_nothing_else_is_masked() -> None:
    script = "run --max-new-tokens 100000 --tokenizer /models/qwen --token $TOKEN --api-key-file /run/secret"
    container = {"name": "auth", "image": "a/b:1", "script": script}
    text = json.dumps({"metadata": {"name": "demo", "rpc": {"keepalive": 5000}}, "containers": [container]})
    veil = Veil(parse(text))
    assert veil.text == text
    assert veil.say("`metadata.name` is demo") == "`metadata.name` is demo"


def test_a_short_secret_is_hidden_where_it_is_quoted() -> None:
    veil = Veil(parse('{"token": "abc"}'))
    assert veil.text == '{"token": "•••"}'
    assert veil.say('`token` is "abc", abcdef') == '`token` is "…", abcdef'


def test_a_secret_in_a_broken_text_is_masked() -> None:
    assert SECRET not in Veil(parse('{"metadata": {"token": "' + SECRET)).text


def test_words_that_nobody_reads_to_the_end_are_cut() -> None:
    assert len(Veil(parse("{}")).say("x" * 100_000)) < 700


@given(st.text(min_size=8, max_size=40))
def test_no_secret_survives(secret: str) -> None:
    document = parse(json.dumps({"token": secret, "other": 1}, ensure_ascii=False))
    source = json.dumps(secret, ensure_ascii=False)[1:-1]
    assert source not in Veil(document).text
