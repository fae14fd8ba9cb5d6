"""LLM routers, and replicas of several machines."""

from __future__ import annotations

from collections.abc import Iterator

from easui.document import Severity
from easui.knowledge.placeholders import is_placeholder
from easui.lint.finding import Finding, on_contradiction, on_key, on_missing, on_value, remove_fix, set_fix
from easui.lint.registry import rule
from easui.service import Service
from easui.service.engines import engines
from easui.service.kinds import is_asynchronous, is_router, least_replicas

ADVISED_ROUTERS = 2
BACKENDS = ("vllm", "sglang")
OLDER_BACKENDS = ("bladellm", "blade_llm", "blade-llm")


@rule("EAS790", "router-without-group", Severity.ERROR, covers=(163,))
def router_without_group(service: Service) -> Iterator[Finding]:
    """An LLM router names no service group.

    Why: A router finds its inference services by the group that they share, and a group can't be set later.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 2, "workspace_id": "140523", "type": "LLMGatewayService",
            "scheduling": {"spread": {"policy": "host"}}
          },
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "llm_gateway": {"infer_backend": "vllm"}
        }

    Good:
        {
          "metadata": {
            "name": "demo", "instance": 2, "workspace_id": "140523", "type": "LLMGatewayService", "group": "llm",
            "scheduling": {"spread": {"policy": "host"}}
          },
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "llm_gateway": {"infer_backend": "vllm"}
        }

    Source: LLM intelligent router (help page)
    """
    if is_router(service) and not service.has("metadata.group"):
        message = "`metadata.group` is missing; a router serves the LLM services of its group"
        yield on_missing(service, "metadata.group", message, "add the group of the inference services")


@rule("EAS791", "router-and-queue", Severity.ERROR, covers=(164,))
def router_and_queue(service: Service) -> Iterator[Finding]:
    """A service has settings of an LLM router and of a queue.

    Why: A router and a queue may not be in one group.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 2, "workspace_id": "140523", "type": "LLMGatewayService", "group": "llm",
            "scheduling": {"spread": {"policy": "host"}}
          },
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "llm_gateway": {"infer_backend": "vllm"},
          "queue": {"memory": 8000}
        }

    Good:
        {
          "metadata": {
            "name": "demo", "instance": 2, "workspace_id": "140523", "type": "LLMGatewayService", "group": "llm",
            "scheduling": {"spread": {"policy": "host"}}
          },
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "llm_gateway": {"infer_backend": "vllm"}
        }

    Source: LLM intelligent router (help page)
    """
    kind, queue = service.get("metadata.type"), service.get("queue")
    router = service.get("llm_gateway") or service.get("llm_scheduler")
    message = "a router and a queue may not be in one group"
    if kind and is_router(service) and queue and queue.length:
        yield on_contradiction(kind, queue, message, "remove `queue`", note="the router is here")
    elif kind and is_asynchronous(service) and router and router.length:
        yield on_contradiction(kind, router, message, f"remove `{router.name}`", note="the queue comes with this")


@rule("EAS792", "router-with-nlb-or-nacos", Severity.ERROR, fix="unsafe", covers=(165,))
def router_with_nlb_or_nacos(service: Service) -> Iterator[Finding]:
    """An LLM router is bound to a load balancer (NLB) or a Nacos registry.

    Why: Both send requests past the router, straight to its replicas; EAS does not support that.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 2, "workspace_id": "140523", "type": "LLMGatewayService", "group": "llm",
            "scheduling": {"spread": {"policy": "host"}}
          },
          "cloud": {
            "computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]},
            "networking": {
              "vpc_id": "vpc-bp1oll7xawovg9t8", "vswitch_id": "vsw-bp1jjgkw51nsca1e",
              "security_group_id": "sg-bp1ej061cnyfn0b"
            }
          },
          "networking": {"nlb": [{"id": "nlb-3c8v1k9q2m7x5z", "listener_port": 9000}]}
        }

    Good:
        {
          "metadata": {
            "name": "demo", "instance": 2, "workspace_id": "140523", "type": "LLMGatewayService", "group": "llm",
            "scheduling": {"spread": {"policy": "host"}}
          },
          "cloud": {
            "computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]},
            "networking": {
              "vpc_id": "vpc-bp1oll7xawovg9t8", "vswitch_id": "vsw-bp1jjgkw51nsca1e",
              "security_group_id": "sg-bp1ej061cnyfn0b"
            }
          },
          "networking": {"gateway": "gw-m2vkzbpixm7mo"}
        }

    Source: LLM intelligent router, NLB and Nacos (help pages)
    """
    if not is_router(service):
        return
    for name, called in (("nlb", "a load balancer"), ("nacos", "a Nacos registry")):
        binding = service.get(f"networking.{name}")
        if binding and binding.length:
            message = f"`{binding.text}` binds {called} to an LLM router, which EAS does not support"
            yield on_key(binding, message, "remove it", remove_fix(binding, f"Remove `{name}`"))


@rule("EAS793", "single-router", Severity.WARNING, fix="unsafe", covers=(166,))
def single_router(service: Service) -> Iterator[Finding]:
    """An LLM router has fewer than two replicas.

    Why: When the only one ends or is renewed, none of the services behind it can be reached.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "type": "LLMGatewayService", "group": "llm"
          },
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "llm_gateway": {"infer_backend": "vllm"}
        }

    Good:
        {
          "metadata": {
            "name": "demo", "instance": 2, "workspace_id": "140523", "type": "LLMGatewayService", "group": "llm",
            "scheduling": {"spread": {"policy": "host"}}
          },
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "llm_gateway": {"infer_backend": "vllm"}
        }

    Source: LLM intelligent router (help page)
    """
    instance = service.get("metadata.instance")
    if not is_router(service) or instance is None or instance.as_integer is None:
        return
    if 0 < least_replicas(service) < ADVISED_ROUTERS:
        place = service.get("autoscaler.min") or instance
        message = "the router has a single replica"
        fix = set_fix(place, "", ADVISED_ROUTERS, f"Keep {ADVISED_ROUTERS} replicas")
        yield on_value(place, message, "write `2` or more", fix)


@rule("EAS794", "router-backend", Severity.WARNING, covers=(168,))
def router_backend(service: Service) -> Iterator[Finding]:
    """The engine behind an LLM router is neither vLLM nor SGLang; an info for BladeLLM, which older pages name.

    Why: The router reads the metrics of these engines to choose among replicas.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 2, "workspace_id": "140523", "type": "LLMGatewayService", "group": "llm",
            "scheduling": {"spread": {"policy": "host"}}
          },
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "llm_gateway": {"infer_backend": "triton"}
        }

    Good:
        {
          "metadata": {
            "name": "demo", "instance": 2, "workspace_id": "140523", "type": "LLMGatewayService", "group": "llm",
            "scheduling": {"spread": {"policy": "host"}}
          },
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "llm_gateway": {"infer_backend": "sglang"}
        }

    Source: LLM intelligent router (help page)
    """
    backend = service.get("llm_gateway.infer_backend")
    name = backend.as_string if backend else None
    help_ = "use vLLM or SGLang"
    if backend and name and name.lower() not in BACKENDS and not is_placeholder(name):
        older = Severity.INFO if name.lower() in OLDER_BACKENDS else None
        yield on_value(backend, f"`{name}` is no engine that the router supports", help_, severity=older)
    if not service.has("llm_agent"):
        return
    for running in engines(service):
        if running.engine.name.lower() not in (*BACKENDS, *OLDER_BACKENDS):
            message = f"the service joins a router, which does not support {running.engine.name}"
            yield on_value(running.value, message, help_)


@rule("EAS795", "unit-of-one", Severity.INFO, fix="unsafe", confidence="medium", covers=(169,))
def unit_of_one(service: Service) -> Iterator[Finding]:
    """A replica is a unit of one machine.

    Why: Units spread a replica over several machines; with one they only add the rules of such replicas.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "unit": {"size": 1}
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Source: Multi-node distributed inference (help page)
    """
    size = service.get("unit.size")
    if size and size.as_integer == 1:
        whole = service.get("unit") or size
        message = f"`{size.text}` is 1: a replica of one machine needs no unit"
        yield on_value(
            size, message, "remove `unit`, or write the number of machines", remove_fix(whole, "Remove `unit`")
        )
