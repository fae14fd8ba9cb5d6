"""Settings of processors that have no effect, or point elsewhere than meant."""

from __future__ import annotations

from collections.abc import Iterator

from easui.document import Severity
from easui.knowledge.placeholders import is_placeholder
from easui.lint.finding import Finding, on_key, on_value, remove_fix, set_fix
from easui.lint.registry import rule, subject_rule
from easui.lint.subject import Subject
from easui.service import Service
from easui.service.kinds import is_asynchronous, is_job
from easui.service.region import oss_endpoint, region_of

_PROCESSOR_RPC = ("batching", "max_batch_size", "max_batch_timeout", "worker_threads")


@subject_rule("EAS531", "internal-endpoint-of-another-region", Severity.WARNING, fix="unsafe", covers=(27,))
def internal_endpoint_of_another_region(subject: Subject) -> Iterator[Finding]:
    """`oss_endpoint` is the internal endpoint of another region, or not that of the region in which the bucket is.

    The region of the service comes from the settings, or from the addresses in the file; that of the bucket from a
    mount of it.

    Why: Internal endpoints resolve only inside their own region. A bucket elsewhere is read over the public endpoint of
    its region.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523", "region": "cn-hangzhou"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "oss_endpoint": "oss-cn-beijing-internal.aliyuncs.com"
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523", "region": "cn-hangzhou"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "oss_endpoint": "oss-cn-beijing.aliyuncs.com"
        }

    Source: Parameters of model services (help page), `oss_endpoint`
    """
    value = subject.service.get("oss_endpoint")
    endpoint = oss_endpoint(value.as_string or "") if value else None
    if value is None or endpoint is None:
        return
    region = region_of(subject.service, subject.region)
    bucket = _bucket_region(subject.service)
    if endpoint.is_internal and region.differs(endpoint.region):
        public = f"oss-{endpoint.region}.aliyuncs.com"
        yield on_value(
            value,
            f"`oss_endpoint` is internal to {endpoint.region}, but the service runs in {region.name}",
            f"write `{public}`, or remove it if the bucket is in {region.name}",
            set_fix(value, "", public, "Use the public endpoint"),
            related=region.related(),
        )
    elif bucket and bucket != endpoint.region:
        yield on_value(
            value,
            f"`oss_endpoint` is in {endpoint.region}, but the bucket of the model is in {bucket}",
            "name the endpoint of the bucket's region",
        )


@subject_rule("EAS532", "needless-oss-endpoint", Severity.INFO, fix="unsafe", covers=(28,))
def needless_oss_endpoint(subject: Subject) -> Iterator[Finding]:
    """`oss_endpoint` names the region in which the service runs anyway.

    Why: The internal endpoint of that region is the default. A public one sends the download over the internet.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523", "region": "cn-hangzhou"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "oss_endpoint": "oss-cn-hangzhou.aliyuncs.com"
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523", "region": "cn-hangzhou"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml"
        }

    Source: Parameters of model services (help page), `oss_endpoint`
    """
    value = subject.service.get("oss_endpoint")
    endpoint = oss_endpoint(value.as_string or "") if value else None
    if value is None or endpoint is None:
        return
    region = region_of(subject.service, subject.region)
    others = [proof for proof in region.proofs if proof.region == region.name and proof.value.path != value.path]
    if endpoint.region == region.name and (subject.region or others):
        yield on_key(
            value,
            f"`oss_endpoint` is in {region.name}, where the service runs; its internal endpoint is the default",
            "remove it",
            remove_fix(value, "Remove `oss_endpoint`"),
        )


@rule("EAS541", "processor-setting-with-containers", Severity.WARNING, fix="unsafe", covers=(29,))
def processor_setting_with_containers(service: Service) -> Iterator[Finding]:
    """A setting of batching or worker threads, which act in processors, stands beside containers.

    `worker_threads` of an asynchronous service is something else, and `batching` that is off says nothing.

    Why: A server of your own does its batching and threading itself; the setting has no effect.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523", "rpc": {"batching": true}},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py", "port": 8000
            }
          ]
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523", "rpc": {"keepalive": 60000}},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py", "port": 8000
            }
          ]
        }

    Source: Parameters of model services (help page), `metadata.rpc`
    """
    if not service.has("containers") or service.has("processor") or service.has("processor_type"):
        return
    for key in _PROCESSOR_RPC:
        setting = service.get(f"metadata.rpc.{key}")
        if setting is None or setting.as_boolean is False:
            continue
        if key == "worker_threads" and (is_asynchronous(service) or is_job(service)):
            continue
        yield on_key(
            setting,
            f"`{setting.text}` acts in processors; beside containers it has no effect",
            "remove it, and set this in your server",
            remove_fix(setting, f"Remove `{key}`"),
        )


@rule("EAS542", "warm-up-with-containers", Severity.WARNING, fix="unsafe", confidence="medium", covers=(30,))
def warm_up_with_containers(service: Service) -> Iterator[Finding]:
    """`warm_up_data_path` stands beside containers.

    Why: Warming up replays requests to a processor. A server of your own warms itself up, and a startup check keeps
    traffic away until it has.

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
          "warm_up_data_path": "oss://bucket/warm_up/requests.bin"
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py",
              "port": 8000,
              "startup_check": {"http_get": {"path": "/health", "port": 8000}, "failure_threshold": 30}
            }
          ]
        }

    Source: Warm up model services (help page)
    """
    path = service.get("warm_up_data_path")
    if path and service.has("containers") and not service.has("processor") and not service.has("processor_type"):
        yield on_key(
            path,
            "`warm_up_data_path` warms up processors; beside containers it has no effect",
            "use a `startup_check` that succeeds once the server is warm",
            remove_fix(path, "Remove `warm_up_data_path`"),
        )


def _bucket_region(service: Service) -> str:
    """The region of the bucket that `model_path` names, as a mount of the same bucket proves it."""
    bucket = _bucket(service.string("model_path"))
    for mount in service.each("storage[].oss"):
        endpoint = oss_endpoint(mount.string("endpoint") or "")
        if bucket and endpoint and endpoint.is_internal and _bucket(mount.string("path")) == bucket:
            return endpoint.region
    return ""


def _bucket(path: str | None) -> str:
    if not path or not path.startswith("oss://") or is_placeholder(path):
        return ""
    return path.removeprefix("oss://").partition("/")[0]
