"""Machine types in words, for hovers and lists."""

from __future__ import annotations

from easui.knowledge import InstanceType


def size_words(kind: InstanceType) -> str:
    """The size and price of a machine: `16 vCPU · 60 GiB · 1 × A10 24 GiB · ¥9.9/h`."""
    parts: list[str] = []
    if kind.vcpu:
        parts.append(f"{kind.vcpu} vCPU")
    if kind.memory_gib:
        parts.append(f"{kind.memory_gib:g} GiB")
    if kind.gpu_count:
        card = f" {kind.gpu_memory_gib:g} GiB" if kind.gpu_memory_gib else ""
        parts.append(f"{kind.gpu_count} × {kind.gpu_model}{card}")
    if kind.price is not None:
        parts.append(f"¥{kind.price:g}/h")
    return " · ".join(parts) or "size unknown"
