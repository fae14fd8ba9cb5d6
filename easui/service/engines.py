"""Inference engines: which server a service runs, judged by its image and its start command, and for what."""

from __future__ import annotations

from typing import NamedTuple

from easui.service.commands import SimpleCommand, StartCommand, start_commands
from easui.service.service import Service, Value


class Engine(NamedTuple):
    """A server that is known, and what it makes: `text`, `image`, or `any` for those that run whatever model."""

    name: str
    makes: str


class Running(NamedTuple):
    """An engine and the value that gives it away."""

    engine: Engine
    value: Value


_ENGINES = (
    (Engine("vLLM", "text"), ("vllm",)),
    (Engine("SGLang", "text"), ("sglang",)),
    (Engine("BladeLLM", "text"), ("blade-llm", "blade_llm")),
    (Engine("LMDeploy", "text"), ("lmdeploy",)),
    (Engine("TensorRT-LLM", "text"), ("trtllm", "tensorrt-llm", "tensorrt_llm")),
    (Engine("TGI", "text"), ("text-generation-launcher", "text-generation-inference")),
    (Engine("llama.cpp", "text"), ("llama-server", "llama.cpp")),
    (Engine("Ollama", "text"), ("ollama",)),
    (Engine("Xinference", "text"), ("xinference",)),
    (Engine("LLM web page", "text"), ("chat-llm-webui",)),
    (Engine("Stable Diffusion", "image"), ("stable-diffusion", "sd-webui")),
    (Engine("ComfyUI", "image"), ("comfyui",)),
    (Engine("Diffusers", "image"), ("diffuser-inference", "diffusers-inference")),
    (Engine("Triton", "any"), ("tritonserver", "triton")),
)
"""Engines by the words in images and commands that give them away, the likelier first."""


def engines(service: Service) -> list[Running]:
    """The engines that a service runs, one a container, the start command before the image."""
    commands = {command.container.path: command for command in start_commands(service)}
    found: list[Running] = []
    for container in service.each("containers[]"):
        command, image = commands.get(container.path), container.get("image")
        started = _started(command) if command else None
        named = recognise(image.as_string or "") if image else None
        if command and started:
            found.append(Running(started, command.value))
        elif image and named:
            found.append(Running(named, image))
    return found


def recognise(text: str) -> Engine | None:
    """The engine that an image name or the beginning of a command names."""
    lower = text.lower()
    return next((engine for engine, words in _ENGINES if any(_holds(lower, word) for word in words)), None)


def _started(command: StartCommand) -> Engine | None:
    """The first engine that a start command runs."""
    return next((engine for part in command.parts if (engine := recognise(_beginning(part)))), None)


def _beginning(command: SimpleCommand) -> str:
    """The words of a command that say what is run, such as `python3 -m vllm.entrypoints.openai.api_server`."""
    return " ".join(command[:4])


def _holds(text: str, word: str) -> bool:
    """Whether a text holds a word that no letter or digit continues. (Patterns would take longer to build.)"""
    at = text.find(word)
    while at >= 0:
        around = text[at - 1 : at] + text[at + len(word) : at + len(word) + 1]
        if not any(character.isalnum() for character in around):
            return True
        at = text.find(word, at + 1)
    return False
