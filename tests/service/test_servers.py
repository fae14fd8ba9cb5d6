"""What start commands say about servers: ports, models, and whether they serve language models."""

from __future__ import annotations

from typing import Any

import pytest

from easui.document import parse, render
from easui.service import Service, read
from easui.service.commands import simple_commands
from easui.service.servers import by_container, model_argument, named_ports, program_of, serves_language_model


def service(**container: Any) -> Service:
    return read(parse(render(parse("{}"), {"containers": [container]})))


@pytest.mark.parametrize(
    ("script", "ports"),
    [
        ("python app.py --port 8000", (8000,)),
        ("python app.py --port=8000 -p 9000", (9000,)),
        ("serve -p 7860", (7860,)),
        ("PORT=3000 node server.js", (3000,)),
        ("export PORT=3000; node server.js", (3000,)),
        ("sh -c 'python app.py --port 8000'", (8000,)),
        ("ray start --head --port=6379 && python app.py --port 8000", (8000,)),
        ("torchrun --master_port 29500 app.py --metrics-port 9101", ()),
        ("mkdir -p 5", ()),
        ("", ()),
    ],
)
def test_ports_that_a_command_names(script: str, ports: tuple[int, ...]) -> None:
    read_ = service(script=script)
    container = read_.each("containers[]")[0]
    assert named_ports(container, by_container(read_).get(container.path)).numbers == ports


def test_port_left_to_a_variable_is_unclear() -> None:
    read_ = service(script="python app.py --port $PORT")
    ports = named_ports(read_.each("containers[]")[0], by_container(read_).get(("containers", 0)))
    assert ports.unclear
    assert ports.only is None


def test_port_of_the_environment_makes_it_clear() -> None:
    read_ = service(script="python app.py --port $PORT", env=[{"name": "PORT", "value": "8000"}])
    ports = named_ports(read_.each("containers[]")[0], by_container(read_).get(("containers", 0)))
    assert not ports.unclear
    assert ports.only == 8000


@pytest.mark.parametrize(
    ("text", "model"),
    [
        ("vllm serve /model_dir --port 8000", "/model_dir"),
        ("/opt/bin/vllm serve Qwen/Qwen3-8B", "Qwen/Qwen3-8B"),
        ("python -m sglang.launch_server --model-path /mnt/m", "/mnt/m"),
        ("python app.py --model_dir=/mnt/m", "/mnt/m"),
        ("vllm serve --config x.yaml", None),
        ("python app.py", None),
    ],
)
def test_model_arguments(text: str, model: str | None) -> None:
    (command,) = simple_commands(text)
    assert model_argument(command) == model


@pytest.mark.parametrize(
    ("text", "program"),
    [
        ("/usr/bin/python3 app.py", "python3"),
        ("exec env A=1 uvicorn app:app", "uvicorn"),
        ("A=1 B=2 nohup ./run", "run"),
        ("A=1", ""),
    ],
)
def test_program_of_a_command(text: str, program: str) -> None:
    (command,) = simple_commands(text)
    assert program_of(command) == program


@pytest.mark.parametrize(
    ("container", "answer"),
    [
        ({"script": "vllm serve /m"}, True),
        ({"image": "acme/sglang:1"}, True),
        ({"image": "acme/ranker:1", "command": "python app.py"}, False),
        ({}, False),
    ],
)
def test_language_models(container: dict[str, str], answer: bool) -> None:
    read_ = service(**container)
    (found,) = read_.each("containers[]")
    assert serves_language_model(found, by_container(read_).get(found.path)) is answer
