"""Cards and what uses them: images and CUDA."""

from __future__ import annotations

from collections.abc import Iterator

from easui.document import Related, Severity
from easui.knowledge.placeholders import is_placeholder
from easui.lint.finding import Finding, on_key, on_value, remove_fix, set_fix
from easui.lint.registry import rule
from easui.service import Service
from easui.service.images import image_address
from easui.service.machines import has_gpu, has_own_machines, public_types


@rule("EAS310", "gpu-image-without-gpu", Severity.WARNING, fix="unsafe", covers=(58,))
def gpu_image_without_gpu(service: Service) -> Iterator[Finding]:
    """An image for GPUs runs in a resource group or quota, and the replica asks for no card.

    Images on public machine types are the matter of `image-for-another-device`.

    Why: A replica in a group gets the cards that it asks for, and none by itself; the server then crashes.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "rpc": {"keepalive": 600000},
            "resource": "eas-r-9lkbl2jvdm0puv1234", "cpu": 16, "memory": 65536
          },
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/vllm:0.14.0-gpu",
              "script": "vllm serve /models/qwen --port 8000", "port": 8000
            }
          ],
          "storage": [{"mount_path": "/models", "oss": {"path": "oss://bucket/models/", "readOnly": true}}]
        }

    Good:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "rpc": {"keepalive": 600000},
            "resource": "eas-r-9lkbl2jvdm0puv1234", "cpu": 16, "memory": 65536, "gpu": 1
          },
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/vllm:0.14.0-gpu",
              "script": "vllm serve /models/qwen --port 8000", "port": 8000
            }
          ],
          "storage": [{"mount_path": "/models", "oss": {"path": "oss://bucket/models/", "readOnly": true}}]
        }

    Source: PAI-EAS deployment skill of the vendor (its matching guide)
    """
    if not has_own_machines(service) or public_types(service) or has_gpu(service) is not False:
        return
    gpu = service.get("metadata.gpu")
    for image in service.each("containers[].image"):
        text = image.as_string or ""
        if not is_placeholder(text) and image_address(text).device == "gpu":
            message = "the image is made for GPUs, but the replica asks for none"
            fix = set_fix(service, "metadata.gpu", 1, "Ask for one GPU")
            related = (Related("this decides", gpu.span, gpu.place),) if gpu else ()
            yield on_value(
                image, message, "set `metadata.gpu` or `gpu_memory`, or use the image for CPUs", fix, related=related
            )
            return


@rule("EAS312", "cuda-beside-image", Severity.INFO, fix="unsafe", confidence="low", covers=(90,))
def cuda_beside_image(service: Service) -> Iterator[Finding]:
    """A CUDA version is mounted into a service that brings its own image.

    Why: Images carry the CUDA that their libraries were built with; another one at /usr/local/cuda can break them.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "rpc": {"keepalive": 600000}, "cuda": "11.2"
          },
          "cloud": {"computing": {"instances": [{"type": "ecs.gn7i-c8g1.2xlarge"}, {"type": "ml.gu7i.c8m30.1-gu30"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/vllm:0.14.0-gpu",
              "script": "vllm serve /models/qwen --port 8000", "port": 8000
            }
          ],
          "storage": [{"mount_path": "/models", "oss": {"path": "oss://bucket/models/", "readOnly": true}}]
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523", "rpc": {"keepalive": 600000}},
          "cloud": {"computing": {"instances": [{"type": "ecs.gn7i-c8g1.2xlarge"}, {"type": "ml.gu7i.c8m30.1-gu30"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/vllm:0.14.0-gpu",
              "script": "vllm serve /models/qwen --port 8000", "port": 8000
            }
          ],
          "storage": [{"mount_path": "/models", "oss": {"path": "oss://bucket/models/", "readOnly": true}}]
        }

    Source: good practice
    """
    cuda = service.get("metadata.cuda")
    if cuda and service.each("containers[].image"):
        message = f"`{cuda.text}` mounts a CUDA of its own over that of the image"
        yield on_key(cuda, message, "remove it to use the CUDA of the image", remove_fix(cuda, "Remove `cuda`"))
