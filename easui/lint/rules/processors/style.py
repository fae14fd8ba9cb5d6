"""Deployment style: containers, a built-in processor, or a processor of one's own."""

from __future__ import annotations

from collections.abc import Iterator

from easui.document import Array, Node, Object, Related, Scalar, Severity
from easui.lint.finding import Finding, on_key, on_missing
from easui.lint.registry import rule
from easui.service import Service, Value
from easui.service.kinds import is_router
from easui.service.unknown import has_unknown_keys

_CUSTOM = ("processor_path", "processor_type", "processor_entry", "processor_mainclass")
_CHECKS = ("startup_check", "liveness_check", "readiness_check", "health_check")
_OTHER_STYLES = ("model", "llm_gateway", "llm_scheduler", "processor_image", "data_image", "meta")
"""Root keys with which a service can run without a container or a processor."""


@rule("EAS501", "several-deployment-styles", Severity.ERROR, covers=(8, 62))
def several_deployment_styles(service: Service) -> Iterator[Finding]:
    """A service has containers and a processor; health checks belong to containers alone, too.

    Why: The two are alternatives; which of them starts is left open.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py", "port": 8000
            }
          ],
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml"
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml"
        }

    Source: Parameters of model services (help page); Health check (help page)
    """
    containers = service.get("containers")
    processor = service.get("processor") or service.get("processor_type") or service.get("processor_path")
    if containers is None or processor is None:
        return
    if any(service.each(f"containers[].{check}") for check in _CHECKS):
        help_ = "keep one of them; health checks work for containers alone"
    else:
        help_ = "keep one of them: `containers` for an image, `processor` for a model that a processor serves"
    yield _contradiction(processor, containers, "the service has containers and a processor", help_)


@rule("EAS502", "no-deployment-style", Severity.ERROR, covers=(9,))
def no_deployment_style(service: Service) -> Iterator[Finding]:
    """A service has neither containers nor a processor.

    Why: Nothing says what to run. Routers for LLM services are the exception.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py", "port": 8000
            }
          ]
        }

    Source: Parameters of model services (help page); agent skill of the vendor (validator)
    """
    if not isinstance(service.document.root, Object) or not service.members():
        return
    named = ("containers", "processor", "processor_path", "processor_type", *_OTHER_STYLES)
    given = [value for key in named if (value := service.get(key)) and not _holds_nothing(value.node)]
    if given or is_router(service) or has_unknown_keys(service):
        return
    yield on_missing(
        service,
        "containers",
        "the service has neither `containers` nor a `processor`; nothing says what to run",
        "add `containers` with an image, or `processor` with a `model_path`",
    )


def _holds_nothing(node: Node) -> bool:
    """Whether a value is a list without items, or with such alone as count as absent."""
    return isinstance(node, Array) and all(isinstance(item, Scalar) and item.kind == "null" for item in node.items)


@rule("EAS503", "built-in-and-custom-processor", Severity.ERROR, covers=(8, 20))
def built_in_and_custom_processor(service: Service) -> Iterator[Finding]:
    """`processor` stands beside keys that describe a processor of one's own.

    Why: A built-in processor and a package of one's own exclude each other.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "processor": "pmml",
          "processor_path": "oss://bucket/processors/echo.tar.gz",
          "model_path": "oss://bucket/model.pmml"
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml"
        }

    Source: Parameters of model services (help page)
    """
    processor = service.get("processor")
    custom = [value for key in _CUSTOM if (value := service.get(key))]
    if processor and custom:
        names = ", ".join(f"`{value.name}`" for value in custom)
        yield _contradiction(
            processor,
            custom[0],
            f"`processor` names a built-in one, {names} a processor of your own",
            "keep `processor`, or the keys of your own processor",
        )


@rule("EAS504", "incomplete-processor", Severity.ERROR, covers=(17, 18, 21))
def incomplete_processor(service: Service) -> Iterator[Finding]:
    """A processor of one's own lacks its package, its entry file, or (in Java) its main class.

    Why: The engine loads the entry file or the class out of the package.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "processor_type": "python",
          "processor_path": "oss://bucket/processors/echo.tar.gz",
          "model_path": "oss://bucket/model.pmml"
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "processor_type": "python",
          "processor_path": "oss://bucket/processors/echo.tar.gz",
          "model_path": "oss://bucket/model.pmml",
          "processor_entry": "app.py"
        }

    Source: Parameters of model services (help page)
    """
    language = service.string("processor_type")
    if service.has("processor") or not service.has("processor_type") or has_unknown_keys(service):
        return
    if not service.has("processor_path"):
        message = "a processor of your own needs its package, and no `processor_path` is given"
        yield on_missing(service, "processor_path", message, "add the address of the package, `oss://…`")
    if language in ("cpp", "python") and not service.has("processor_entry"):
        what = "library" if language == "cpp" else "Python file"
        message = f"`processor_type` is `{language}`, but no `processor_entry` names the {what} to load"
        yield on_missing(service, "processor_entry", message, "add the name of the file inside the package")
    if language == "java" and not service.has("processor_mainclass"):
        message = "`processor_type` is `java`, but no `processor_mainclass` names the class to load"
        yield on_missing(service, "processor_mainclass", message, "add the full name of the class")


def _contradiction(one: Value, other: Value, message: str, help_: str) -> Finding:
    """Two keys that can't stand together, at the later one."""
    first, later = sorted((one, other), key=lambda value: value.key_span)
    related = Related(f"`{first.text}` is here", first.key_span, first.place)
    return on_key(later, message, help_, related=(related,))
