"""Reading inventories: sizes, counts, others' use, prices, and everything that can be wrong."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from easui.document import parse
from easui.knowledge import load_schema
from easui.simulate.inputs.inventory import Cards, Inventory
from easui.simulate.inputs.node_list import read_node_list
from easui.simulate.inputs.problem import BadInput, InputProblem
from easui.simulate.inputs.read_inventory import read_inventory
from easui.workspace.templates import template

GROUP = "resource_groups: [{id: eas-r-a, nodes: [%s]}]"


def read(text: str) -> Inventory:
    return read_inventory(parse(text, "yaml"), "inventory.yaml")


def problems(text: str) -> list[str]:
    with pytest.raises(BadInput) as caught:
        read(text)
    assert all(problem.start for problem in caught.value.problems)
    return [str(problem) for problem in caught.value.problems]


def test_the_template_shows_every_part() -> None:
    inventory = read(template("inventory").text)
    assert [node.name for node in inventory.groups[0].nodes] == ["gpu-1", "gpu-2", "gpu-3", "large"]
    first = inventory.groups[0].nodes[0]
    assert (first.size.cpu, first.size.memory, first.size.cards) == (32_000, 188 * 1024, Cards("A10", 1, 24 * 1024))
    assert (first.use.cpu, first.use.memory, first.use.disk) == (4000, 8192, 20 * 1024)
    assert (first.use.cards[0].memory, first.use.cards[0].milli, first.use.cards[0].whole) == (8 * 1024, 300, False)
    assert inventory.public[0].spot is not None
    assert [inventory.public[0].spot.price_at(time) for time in (0, 7_199_999, 7_200_000)] == [3.2, 3.2, 6.0]
    assert inventory.vswitches[0].free == 256 - 4 - 20


def test_stated_sizes_win_over_the_type() -> None:
    node = "{name: n, instance_type: ecs.gn7i-c32g1.8xlarge, memory_mib: 100000, gpu: {count: 2}, zone: z}"
    inventory = read(GROUP % node)
    size = inventory.groups[0].nodes[0].size
    assert (size.cpu, size.memory, size.cards, size.disk) == (32_000, 100_000, Cards("A10", 2, 24 * 1024), 200 * 1024)
    assert any(assumption.path.endswith("disk_gib") for assumption in inventory.assumptions)


def test_a_card_of_a_known_model_needs_no_memory() -> None:
    node = read(GROUP % "{name: n, cpu: 8, memory_mib: 32768, gpu: {model: T4, count: 2}}").groups[0].nodes[0]
    assert node.size.cards == Cards("T4", 2, 16 * 1024)


def test_a_whole_card_of_others() -> None:
    node = "{name: n, cpu: 8, memory_mib: 32768, gpu: {model: T4, count: 2}, used: {gpus: [{index: 1}]}}"
    assert read(GROUP % node).groups[0].nodes[0].use.cards[0].whole


def test_without_public_nothing_can_be_bought() -> None:
    assert read("version: 1").public == ()


def test_prices_of_the_catalog_are_assumed_in_its_currency_alone() -> None:
    assert read("public: [{instance_type: ecs.gn7i-c8g1.2xlarge}]").public[0].price == 15
    other = read("{currency: USD, public: [{instance_type: ecs.gn7i-c8g1.2xlarge}]}")
    assert other.public[0].price is None


@pytest.mark.parametrize(
    ("text", "marked", "says"),
    [
        (GROUP % "{name: n}", "n}", "has no size"),
        (GROUP % "{name: n, instance_type: ecs.made-up.large}", "ecs.made", "is not a type whose size easui knows"),
        (GROUP % "{name: n, cpu: 0, memory_mib: 1}", "0, mem", "above 0"),
        (GROUP % "{name: n, cpu: 2, memory_mib: -1}", "-1", "above 0"),
        (GROUP % "{name: n, cpu: 2, memory_mib: 9, cores: 4}", "cores: 4", "cores"),
        (GROUP % "{name: n, cpu: 2, memory_mib: 9, count: 0}", "0}]", "at least one node"),
        (
            GROUP % "{name: n, cpu: 2, memory_mib: 9}, {name: n, cpu: 2, memory_mib: 9}",
            "n, cpu: 2, memory_mib: 9}]",
            "twice",
        ),
        (GROUP % "{name: n, cpu: 2, memory_mib: 9, used: {cpu: 3}}", "3}", "others hold 3 cores"),
        (GROUP % "{name: n, cpu: 2, memory_mib: 9, used: {gpus: [{index: 0}]}}", "0}]}", "it has 0"),
        (GROUP % "{name: n, cpu: 2, memory_mib: 9, gpu: {model: Z9}}", "{model", "memory of a `Z9` is not known"),
        ("resource_groups: [{id: a}, {id: a}]", "a}]", "twice"),
        ("resource_groups: [{nodes: []}]", "{nodes", "does not say its `id`"),
        ("public: [{instance_type: a, stock: -1}]", "-1", "stock"),
        ("public: [{instance_type: a, spot: {price_per_hour: [[1h, 3], [0s, 2]]}}]", "0s", "not after"),
        ("public: [{instance_type: a, spot: {price_per_hour: [[soon, 3]]}}]", "soon", "is no time"),
        ("vswitches: [{id: v, cidr: 10.0.0.0/33}]", "10.0", "no range of addresses"),
        ("vswitches: [{id: v, cidr: 10.0.0.0/28, used: 13}]", "13", "has 12 beside the four"),
        ("machines: []", "machines", "machines"),
        ("[1, 2]", "[", "not an object"),
    ],
)
def test_each_mistake_has_a_place(text: str, marked: str, says: str) -> None:
    (found,) = problems(text)
    assert found.startswith(f"inventory.yaml:1:{text.rindex(marked) + 1}: error:")
    assert says in found


def test_shares_of_others_must_fit_on_the_card() -> None:
    node = "{name: n, cpu: 2, memory_mib: 9, gpu: {model: T4}, used: {gpus: [%s]}}"
    for shares, says in (
        ("{index: 0, memory_gib: 9}, {index: 0, memory_gib: 8}", "16 GiB"),
        ("{index: 0, core_percent: 60}, {index: 0, core_percent: 50}", "100 percent"),
        ("{index: 0}, {index: 0, core_percent: 50}", "as a whole"),
        ("{index: 1}", "no card 1"),
    ):
        assert says in problems(GROUP % (node % shares))[0]


HEADER = "resource_group,name,instance_type,cpu,memory_mib,gpu_model,gpu_count,gpu_memory_gib,disk_gib,zone\n"


def test_a_table_of_nodes() -> None:
    text = HEADER + "eas-r-a,n-1,,8,32768,T4,2,,,z\neas-r-a,n-2,ecs.c7.xlarge,,,,,,100,\neas-r-b,n-3,,2,9,,,,,\n"
    inventory = read_node_list(text, "nodes.csv")
    assert [(group.id, [node.name for node in group.nodes]) for group in inventory.groups] == [
        ("eas-r-a", ["n-1", "n-2"]),
        ("eas-r-b", ["n-3"]),
    ]
    first, second = inventory.groups[0].nodes
    assert (first.size.cards, first.zone) == (Cards("T4", 2, 16 * 1024), "z")
    assert (second.size.cpu, second.size.disk) == (4000, 100 * 1024)
    assert inventory.public == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "nodes.csv:1:1: error: the table is empty"),
        ("name,cpu\n", "nodes.csv:1:1: error: the column `resource_group` is missing"),
        (HEADER.replace("zone", "color"), "nodes.csv:1:1: error: `color` is not a column"),
        (HEADER + "g,n,,-2,9,,,,,\n", "nodes.csv:2:6: error: cpu: `-2` is not a number above 0"),
        (HEADER + "g,n,,2,x,,,,,\n", "nodes.csv:2:8: error: memory_mib: `x` is not a whole number"),
        (HEADER + "g,n,,2,9,,,,,\ng,n,,2,9,,,,,\n", "nodes.csv:3:3: error: name: the node `n` stands here twice"),
        (HEADER + "g,n\n", "nodes.csv:2:1: error: the line has 2 cells, the header 10"),
        (HEADER + "g,n,,,,,,,,\n", "nodes.csv:2:3: error: name: the node `n` has no size"),
        (HEADER + "g,,,2,9,,,,,\n", "nodes.csv:2:3: error: name: the `name` of a node is empty"),
    ],
)
def test_mistakes_in_a_table(text: str, says: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_node_list(text, "nodes.csv")
    assert str(caught.value.problems[0]).startswith(says)


def test_other_tools_can_use_the_schema() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = load_schema("inventory")
    validator = jsonschema.Draft202012Validator(schema)
    validator.check_schema(schema)
    assert validator.is_valid(parse(template("inventory").text, "yaml").value())
    assert not validator.is_valid({"resource_groups": [{"id": "a", "nodes": [{"name": "n", "cpu": 0}]}]})
    assert not validator.is_valid({"machines": []})


def test_empty_values_are_absent() -> None:
    node = (
        '{name: n, cpu: 2, memory_mib: 9, zone: "", gpu: null, used: {gpus: null}, count: null, price_per_hour: null}'
    )
    found = read(GROUP % node).groups[0].nodes[0]
    assert (found.zone, found.size.cards.number, found.price) == ("", 0, None)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        yield (*path, key)
        yield from places(child, (*path, key))


EXAMPLE = parse(template("inventory").text, "yaml").value()
ODD = [None, "", 0, -1, 1.5, True, [], {}, "x", [None], {"a": 1}, 10**30, 1e308, [[1]], [["0s", True]], [["2h", -1]]]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(list(places(EXAMPLE))), st.sampled_from(ODD))
def test_whatever_stands_there_is_read_or_refused(path: tuple[Any, ...], value: Any) -> None:
    data = copy.deepcopy(EXAMPLE)
    around = data
    for key in path[:-1]:
        around = around[key]
    around[path[-1]] = value
    found: tuple[InputProblem, ...] = ()
    try:
        read_inventory(parse(json.dumps(data)), "inventory.json")
    except BadInput as error:
        found = error.problems
    assert all(problem.start and problem.message for problem in found)
