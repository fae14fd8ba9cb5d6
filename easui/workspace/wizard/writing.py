"""The service that some answers describe, in the order and layout in which people write one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from easui.workspace.wizard.machines import NO_FALLBACK, REGISTRY, cards_of, official_images
from easui.workspace.wizard.prompt import Answers
from easui.workspace.wizard.questions import values

_VLLM = f"{REGISTRY}/pai-eas/vllm:0.14.0-gpu"
_MODEL_FOLDER = "/model_dir"
_SLOW_ANSWER_MS = 600_000
"""How long what a GPU computes may take, a long answer of a language model for one."""

_STARTUP_CHECK = {
    "http_get": {"path": "/health", "port": 8000},
    "initial_delay_seconds": 60,
    "period_seconds": 10,
    "timeout_seconds": 5,
    "failure_threshold": 60,
}
"""Loading a model takes minutes, in which the replica must not count as broken."""


def service_text(answers: Answers) -> str:
    """The service as JSON, with a final newline."""
    return json.dumps(_service(values(answers)), indent=2, ensure_ascii=False) + "\n"


def _service(given: Mapping[str, str]) -> dict[str, Any]:
    service: dict[str, Any] = {"metadata": _metadata(given)}
    if given["program"] == "processor":
        service |= {"processor": given["processor"], "model_path": given["model"]}
    if given["place"] == "public":
        types = [given["type"], *([given["fallback"]] if given["fallback"] != NO_FALLBACK else [])]
        service["cloud"] = {"computing": {"instances": [{"type": name} for name in types]}}
    if given["program"] != "processor":
        service["containers"] = [_container(given)]
    if given["program"] == "vllm":
        oss = {"path": given["model"], "readOnly": True}
        service["storage"] = [{"mount_path": _MODEL_FOLDER, "oss": oss}]
    if given["grows"] != "fixed":
        service["autoscaler"] = {
            "min": _number(given["min"]),
            "max": _number(given["max"]),
            "strategies": {given["grows"]: _number(given["target"])},
        }
    return service


def _metadata(given: Mapping[str, str]) -> dict[str, Any]:
    metadata: dict[str, Any] = {
        "name": given["name"],
        "instance": _number(given["replicas"]),
        "workspace_id": given["workspace"],
    }
    if given["place"] == "group":
        memory = _number(given["memory"])
        metadata |= {"resource": given["group"], "cpu": _number(given["cpu"])}
        metadata["memory"] = memory * 1024 if isinstance(memory, int) else memory
        if "cards" in given:
            metadata["gpu"] = _number(given["cards"])
        if _number(given["replicas"]) != 1:
            metadata["rolling_strategy"] = {"max_surge": 1, "max_unavailable": 1}
    if given["program"] == "vllm":
        metadata["shm_size"] = 16
    if _answers_slowly(given):
        metadata["rpc"] = {"keepalive": _SLOW_ANSWER_MS}
    if any(given.get(key, "1") not in ("0", "1") for key in ("replicas", "max")):
        metadata["scheduling"] = {"spread": {"policy": "host"}}
    return metadata


def _container(given: Mapping[str, str]) -> dict[str, Any]:
    if given["program"] != "vllm":
        return {"image": given[given["program"]], "script": given["script"], "port": _number(given["port"])}
    script = f"vllm serve {_MODEL_FOLDER} --host 0.0.0.0 --port 8000 --max-model-len {given['length']}"
    cards = cards_of(given)
    if cards > 1:
        script += f" --tensor-parallel-size {cards}"
    return {"image": _VLLM, "script": script, "port": 8000, "startup_check": _STARTUP_CHECK}


def _answers_slowly(given: Mapping[str, str]) -> bool:
    """Whether a request may take longer than the time that EAS gives it where nothing is said."""
    generates = given["program"] == "official" and any(
        image.gpu for image in official_images() if image.name == given["official"]
    )
    return generates or given["program"] == "vllm"


def _number(text: str) -> Any:
    """A whole number; what is none stays a text, on which a finding says so."""
    return int(text) if text.isascii() and text.isdigit() else text
