"""The order of the list of machines, which is the order in which they are tried."""

from __future__ import annotations

from collections.abc import Iterator

from easui.document import Related, Severity
from easui.lint.finding import Finding, on_value, remove_fix
from easui.lint.registry import rule
from easui.service import Service
from easui.service.machines import Candidate, candidates


@rule("EAS222", "machine-type-listed-twice", Severity.WARNING, fix="unsafe", confidence="medium", covers=(104,))
def machine_type_listed_twice(service: Service) -> Iterator[Finding]:
    """A machine type is listed again at the same price.

    Why: Entries are tried in order. What the first could not take, its twin can't either.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {
            "computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}
          }
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {
            "computing": {
              "instances": [{"type": "ecs.c7.large", "spot_price_limit": 0.3}, {"type": "ecs.c7.large"}],
              "disable_spot_protection_period": false
            }
          }
        }

    Source: good practice; Parameters of model services (help page)
    """
    seen: dict[tuple[str, object], Candidate] = {}
    for candidate in candidates(service):
        first = seen.setdefault((candidate.name, _price(candidate)), candidate)
        if first is candidate or candidate.entry is None or not _takes_all_that(first, candidate):
            continue
        yield on_value(
            candidate.type,
            f"`{candidate.name}` is listed again; entries are tried in order, so this one never helps",
            "remove one of them, or list another type",
            remove_fix(candidate.entry, "Remove the second entry"),
            related=(Related("first listed here", first.type.span, first.type.place),),
        )


def _price(candidate: Candidate) -> object:
    return candidate.bid.as_number if candidate.bid else "normal"


def _takes_all_that(first: Candidate, second: Candidate) -> bool:
    """Whether an earlier entry of the same type and price leaves nothing to a later one."""
    one, other = (candidate.entry.get("capacity") if candidate.entry else None for candidate in (first, second))
    return one is None or (other is not None and one.data == other.data)


@rule("EAS223", "dedicated-without-group", Severity.ERROR, confidence="medium", covers=(105,))
def dedicated_without_group(service: Service) -> Iterator[Finding]:
    """`dedicated_resource` is listed, but the service names no resource group.

    Why: The word stands for the service's own group; without one the entry means nothing.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "dedicated_resource"}, {"type": "ecs.c7.large"}]}}
        }

    Good:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "resource": "eas-r-9lkbl2jvdm0puv1234", "cpu": 4,
            "memory": 16384
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "dedicated_resource"}, {"type": "ecs.c7.xlarge"}]}}
        }

    Source: Parameters of model services (help page), the long sample
    """
    if service.has("metadata.resource") or service.has("metadata.quota_id"):
        return
    for candidate in candidates(service):
        if candidate.is_dedicated:
            message = "`dedicated_resource` stands for the service's resource group, but `metadata.resource` is missing"
            help_ = "add the id of the group as `metadata.resource`, or name a machine type"
            yield on_value(candidate.type, message, help_)._replace(absence=True)


@rule("EAS224", "dedicated-not-first", Severity.INFO, confidence="medium", covers=(106,))
def dedicated_not_first(service: Service) -> Iterator[Finding]:
    """`dedicated_resource` comes after machines that are paid by use.

    Why: Entries are tried in order, so that public machines are bought while paid ones of the group stand idle.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "resource": "eas-r-9lkbl2jvdm0puv1234", "cpu": 4,
            "memory": 16384
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.xlarge"}, {"type": "dedicated_resource"}]}}
        }

    Good:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "resource": "eas-r-9lkbl2jvdm0puv1234", "cpu": 4,
            "memory": 16384
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "dedicated_resource"}, {"type": "ecs.c7.xlarge"}]}}
        }

    Source: Parameters of model services (help page)
    """
    listed = candidates(service)
    late = next((candidate for candidate in listed[1:] if candidate.is_dedicated), None)
    if late and not listed[0].is_dedicated:
        message = f"`dedicated_resource` is tried after `{listed[0].name}`, though its machines are paid already"
        yield on_value(late.type, message, "list it first")


@rule("EAS225", "dear-before-cheap", Severity.INFO, confidence="low", covers=(107,))
def dear_before_cheap(service: Service) -> Iterator[Finding]:
    """A machine at its normal price is listed before a spot machine, without a capacity that would end it.

    Why: Entries are tried in order, so that the cheaper one is taken only where the dearer one is out of stock.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {
            "computing": {
              "instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c7.large", "spot_price_limit": 0.3}],
              "disable_spot_protection_period": false
            }
          }
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {
            "computing": {
              "instances": [{"type": "ecs.c7.large", "spot_price_limit": 0.3}, {"type": "ecs.c7.large"}],
              "disable_spot_protection_period": false
            }
          }
        }

    Source: Use public resources (help page)
    """
    listed = candidates(service)
    for number, candidate in enumerate(listed):
        dearer = next((earlier for earlier in listed[:number] if _has_no_end(earlier)), None)
        if candidate.bid and not candidate.is_dedicated and dearer:
            message = f"this spot machine is tried after `{dearer.name}` at its normal price"
            related = Related("tried before it", dearer.type.span, dearer.type.place)
            yield on_value(candidate.type, message, "list spot machines first", related=(related,))
            return


def _has_no_end(candidate: Candidate) -> bool:
    """Whether an entry is a public machine at its normal price that takes any number of replicas."""
    is_normal = candidate.bid is None and not candidate.is_dedicated
    return is_normal and candidate.entry is not None and not candidate.entry.has("capacity")
