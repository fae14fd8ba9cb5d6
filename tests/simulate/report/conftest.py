"""A result of a dry run with something of everything, made by hand."""

from __future__ import annotations

import math
from typing import Any

import pytest

STEP = 15
STEPS = 960


def node(name: str, *, cards: list[dict[str, Any]] | None = None, **facts: Any) -> dict[str, Any]:
    """A machine; what is not said is usual."""
    gpus = cards or []
    whole = {"cpu": 32, "memory_mib": 192512, "gpu": len(gpus), "disk_gib": 200}
    return {
        "name": name,
        "instance_type": "ecs.gn7i-c32g1.8xlarge",
        "resource_group": "eas-r-9lkbl2jvdm0puv1234",
        "zone": "cn-hangzhou-i",
        "spot": False,
        "capacity": whole,
        "used": {"cpu": 20, "memory_mib": 65536, "gpu": 0.67, "disk_gib": 40},
        "gpus": gpus,
        "replicas": [],
        **facts,
    }


def card(index: int, *shares: tuple[str | None, float, int]) -> dict[str, Any]:
    """A card of 24 GiB with (replica, GiB, percent) on it."""
    held = [{"replica": name, "memory_gib": memory, "core_percent": percent} for name, memory, percent in shares]
    return {"index": index, "model": "A10", "memory_gib": 24, "shares": held}


def step(number: int) -> dict[str, Any]:
    """A step of a day's hump that the autoscaler follows until it has no room."""
    load = math.sin(number / STEPS * math.pi)
    rate = round(20 + 380 * load**3, 3)
    desired = min(2 + int(rate / 30), 14)
    replicas = min(desired, 12)
    ready = max(replicas - (1 if 200 < number < 300 else 0), 2)
    full = rate > 375
    return {
        "t": number * STEP,
        "rate": rate,
        "desired": desired,
        "replicas": replicas,
        "ready": ready,
        "utilization": round(min(rate / (ready * 33), 1), 4),
        "queue": 40.5 if full else 0.2,
        "p50_ms": 180.0 + rate / 10,
        "p99_ms": 2100.0 if full else 400.0 + rate,
        "rejected": 12 if full else 0,
    }


@pytest.fixture
def result() -> dict[str, Any]:
    """The result."""
    series = [step(number) for number in range(STEPS)]
    rejected = sum(each["rejected"] for each in series)
    requests = round(sum(each["rate"] for each in series) * STEP)
    return {
        "version": 1,
        "feasible": False,
        "service": {"name": "qwen_chat", "replicas": 7},
        "placement": {
            "nodes": [
                node("gpu-1", cards=[card(0, (None, 8, 30), ("r-0", 8, 30)), card(1, ("r-1", 8, 30), ("r-2", 8, 30))],
                     replicas=["r-0", "r-1", "r-2"]),
                node("gpu-2", cards=[card(0, ("r-3", 7.5, 30)), card(1)], replicas=["r-3"],
                     used={"cpu": 8, "memory_mib": 8192, "gpu": 0.31, "disk_gib": 20}),
                *(
                    node(f"ecs.gn6i-c8g1.2xlarge-{number}", instance_type="ecs.gn6i-c8g1.2xlarge", resource_group=None,
                         zone="", spot=True, capacity={"cpu": 8, "memory_mib": 31744, "gpu": 1, "disk_gib": 30},
                         used={"cpu": 8, "memory_mib": 31744, "gpu": 1, "disk_gib": 30},
                         cards=[{"index": 0, "model": "T4", "memory_gib": 16,
                                 "shares": [{"replica": f"r-{number + 3}", "memory_gib": 16, "core_percent": 100}]}],
                         replicas=[f"r-{number + 3}"])
                    for number in (1, 2)
                ),
            ],
            "pending": [
                {
                    "replica": "r-6",
                    "unit": 0,
                    "reason": "card-memory",
                    "explanation": "0/4 nodes fit: 2 insufficient memory, 1 insufficient GPU memory on any one card, "
                    "1 host already holds a replica (spread)",
                    "nearest": "7 GB of gpu_memory fits on gpu-2, card 0",
                }
            ],
            "summary": {
                "replicas": 7, "placed": 6, "pending": 1, "gpu_allocation": 0.71, "cpu_allocation": 0.5625,
                "memory_allocation": 0.33, "fragmentation": 0.12,
            },
        },
        "rollout": {
            "max_total": 8,
            "min_available": 7,
            "duration_s": 440,
            "steps": [
                {"t": 0, "old": 7, "new": 0, "ready": 7, "pending": 0},
                {"t": 0, "old": 7, "new": 1, "ready": 7, "pending": 0},
                {"t": 130, "old": 6, "new": 1, "ready": 7, "pending": 0},
                {"t": 260, "old": 3, "new": 4, "ready": 7, "pending": 1},
                {"t": 440, "old": 0, "new": 7, "ready": 7, "pending": 0},
            ],
            "gap_s": 0,
        },
        "autoscaling": {
            "series": series,
            "events": [
                {"t": 3000, "kind": "scale_up", "from": 2, "to": 6, "reason": "qps 23 against 10"},
                {"t": 3600, "kind": "spot_reclaimed", "from": 6, "to": 5, "reason": "the market price rose to 6.00"},
                {"t": 6000, "kind": "no_room", "from": 12, "to": 12, "reason": "wants 14, has room for 12"},
            ],
            "summary": {
                "requests": requests, "served": requests - rejected - 3, "waiting": 3, "rejected": rejected,
                "rejected_by_code": {"408": 0, "429": 0, "450": rejected, "503": 0},
                "slo_attainment": 0.9713, "slo_met": False,
                "peak_replicas": 12, "mean_replicas": 7.3, "scale_ups": 9, "scale_downs": 8, "time_at_max_s": 2400,
            },
        },
        "cost": {
            "currency": "CNY",
            "total": 412.5,
            "per_hour": 103.125,
            "by_instance_type": {"ecs.gn7i-c32g1.8xlarge": 300.25, "ecs.gn6i-c8g1.2xlarge": 112.25},
            "by_billing": {"dedicated": 0.0, "on_demand": 300.25, "spot": 112.25},
            "unpriced": ["ecs.gn7i-c16g1.4xlarge"],
            "per_1000_requests": 0.158115,
            "idle_share": 0.412,
        },
        "advice": [
            {
                "path": "autoscaler.max", "current": 12, "suggested": 15, "reason": "the service stays at its maximum",
                "effect": "SLO attainment 97.1 % → 99.9 %, ¥1.70 more an hour",
                "edits": [{"start": 1, "end": 3, "text": "15"}],
            },
            {
                "path": "metadata.gpu_memory", "current": 8, "suggested": 7, "reason": "three shares then fit a card",
                "effect": "one node less", "edits": [{"start": 5, "end": 6, "text": "7"}],
            },
        ],
        "assumptions": [
            {"path": "scenario.startup.pull", "value": "60s", "reason": "the scenario does not say"},
            {"path": "metadata.gpu_memory", "value": "8 GiB", "reason": "GB of a card's memory are taken as GiB"},
        ],
        "warnings": ["the autoscaler wants 14 replicas, there is room for 12"],
    }  # fmt: skip
