"""Inference engines: which server a service runs, judged by its image and its start command, and for what."""

from __future__ import annotations

import re
from typing import NamedTuple

from easui.service.commands import SimpleCommand, StartCommand, start_commands
from easui.service.service import Service, Value


class Engine(NamedTuple):
    """A server that is known, and what it makes: `text`, `image`, or `any` for those that run whatever model."""

    name: str
    makes: str


_ENGINES = (
    ("vLLM", "text", r"vllm"),
    ("SGLang", "text", r"sglang"),
    ("BladeLLM", "text", r"blade[-_]llm"),
    ("LMDeploy", "text", r"lmdeploy"),
    ("TensorRT-LLM", "text", r"trtllm|tensorrt[-_]llm"),
    ("TGI", "text", r"text-generation-(?:launcher|inference)"),
    ("llama.cpp", "text", r"llama-server|llama\.cpp"),
    ("Ollama", "text", r"ollama"),
    ("Xinference", "text", r"xinference"),
    ("LLM web page", "text", r"chat-llm-webui"),
    ("Stable Diffusion", "image", r"stable-diffusion|sd-webui"),
    ("ComfyUI", "image", r"comfyui"),
    ("Diffusers", "image", r"diffusers?-inference"),
    ("Triton", "any", r"tritonserver|triton"),
)


class Running(NamedTuple):
    """An engine and the value that gives it away."""

    engine: Engine
    value: Value


def engines(service: Service) -> list[Running]:
    """The engines that a service runs, one a container, the start command before the image."""
    commands = {command.container.path: command for command in start_commands(service)}
    found: list[Running] = []
    for container in service.each("containers[]"):
        command, image = commands.get(container.path), container.get("image")
        started = (
            next((engine for part in command.parts if (engine := recognise(_beginning(part)))), None)
            if command
            else None
        )
        named = recognise(image.as_string or "") if image else None
        if command and started:
            found.append(Running(started, command.value))
        elif image and named:
            found.append(Running(named, image))
    return found


def _started(command: StartCommand) -> Engine | None:
    """The first engine that a start command runs."""
    return next((engine for part in command.parts if (engine := recognise(_beginning(part)))), None)


def _beginning(command: SimpleCommand) -> str:
    """The words of a command that say what is run, such as `python3 -m vllm.entrypoints.openai.api_server`."""
    return " ".join(command[:4])


def recognise(text: str) -> Engine | None:
    """The engine that an image name or the beginning of a command names."""
    for name, makes, pattern in _ENGINES:
        if re.search(rf"(?<![a-z0-9])(?:{pattern})(?![a-z0-9])", text.lower()):
            return Engine(name, makes)
    return None
