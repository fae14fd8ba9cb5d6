"""Start commands, taken apart into simple commands and their words."""

from __future__ import annotations

import json

import pytest

from easui.document import parse
from easui.service import Service, read
from easui.service.commands import option, simple_commands, start_commands, whole_number
from easui.service.engines import engines, recognise
from easui.service.model_size import model_size
from easui.service.parallelism import parallelism


def service(script: str, **container: object) -> Service:
    return read(parse(json.dumps({"containers": [{"image": "img:1", "script": script, **container}]}), "json"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("python app.py", (("python", "app.py"),)),
        ("cd /app && python app.py; sleep 1", (("cd", "/app"), ("python", "app.py"), ("sleep", "1"))),
        ("a \\\n  --b 1\nc", (("a", "--b", "1"), ("c",))),
        ("echo 'a && b' \"c;d\"", (("echo", "a && b", "c;d"),)),
        ("sh -c 'cd /a && b'", (("cd", "/a"), ("b",))),
        ('/bin/bash -lc "x --y"', (("x", "--y"),)),
        ("a # b; c\nd", (("a",), ("d",))),
        ("say 'it", (("say", "it"),)),
    ],
)
def test_simple_commands(text: str, expected: tuple[tuple[str, ...], ...]) -> None:
    assert simple_commands(text) == expected


def test_option_takes_both_forms_and_the_last_one() -> None:
    words = ("x", "--tp", "2", "--port=8000", "--tp=4")
    assert option(words, "--tp") == "4"
    assert option(words, "--port") == "8000"
    assert option(words, "--host") is None


def test_only_digits_are_a_number() -> None:
    assert [whole_number(text) for text in ("8", "$TP", "", None, "1.5", "²")] == [8, None, None, None, None, None]


def test_args_continue_the_command() -> None:
    started = start_commands(service("vllm serve /m", args=["--tensor-parallel-size", "2"]))
    assert started[0].parts == (("vllm", "serve", "/m", "--tensor-parallel-size", "2"),)


def test_engine_by_command_before_image() -> None:
    found = engines(service("python -m sglang.launch_server --model-path /m", image="acme/vllm:1"))
    assert [running.engine.name for running in found] == ["SGLang"]
    assert recognise("acme/myvllmfork") is None


@pytest.mark.parametrize(
    ("script", "cards"),
    [
        ("vllm serve /m -tp 4", 4),
        ("vllm serve /m --tensor-parallel-size=4 --pipeline-parallel-size 2", 8),
        ("vllm serve /m -tp 2 --data-parallel-size 4", 8),
        ("python -m sglang.launch_server --tp 8 --dp 8 --enable-dp-attention", 8),
        ("vllm serve /m -tp $TP", None),
        ("vllm serve /m -tp 1 & vllm serve /n -tp 1", None),
        ("CUDA_VISIBLE_DEVICES=0,1 vllm serve /m -tp 2", None),
        ("vllm serve /m", None),
    ],
)
def test_cards_that_a_command_needs(script: str, cards: int | None) -> None:
    found = parallelism(service(script))
    assert (found.cards if found else None) == cards


@pytest.mark.parametrize(
    ("name", "gigabytes"),
    [
        ("Qwen2-7B-Instruct", 14),
        ("Mixtral-8x7B", 112),
        ("Qwen3-30B-A3B", 60),
        ("Qwen2.5-7B-Instruct-AWQ", 3.5),
        ("Llama-3.1-8B-FP8", 8),
        ("deepseek-r1-distill-qwen-1.5b", 3),
        ("bge-m3", None),
    ],
)
def test_memory_of_weights_by_name(name: str, gigabytes: float | None) -> None:
    found = model_size(service(f"vllm serve /models/{name}"))
    assert (found.gigabytes if found else None) == gigabytes


def test_short_names_count_for_engines_alone() -> None:
    assert parallelism(service("python app.py -dp 3")) is None
    found = parallelism(service("vllm serve /m -dp 3"))
    assert found is not None
    assert found.cards == 3
