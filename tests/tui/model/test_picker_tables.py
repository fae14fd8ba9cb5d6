"""The tables to pick from: what a search line means, and which rows it leaves in which order."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest

from easui.assist.completion.surroundings import Surroundings
from easui.document import parse, parse_path
from easui.knowledge import Additions, InstanceType, find, images, processors, regions
from easui.lint import Settings
from easui.tui.model.field_widgets import WITH_SCREEN, widget_of
from easui.tui.pickers import Request
from easui.tui.pickers.catalogs import TABLES
from easui.tui.pickers.layout import places
from easui.tui.pickers.search import ANY, Facts, Filter, Term, chosen, holds, stepped, understood
from easui.tui.pickers.table import Column, Order, Table

GPU = Filter("gpu", "GPU", ":", ("none", "A10", "T4"))
MEMORY = Filter("mem", "RAM", ">=", ("16", "32"))


def table_of(path: str, config: object = None, text: str = "", settings: Settings | None = None) -> Table:
    field = find(path)
    assert field is not None
    around = Surroundings(parse(json.dumps(config or {})), settings or Settings(), parse_path(path))
    return TABLES[widget_of(field)](Request(field, text, "", around))


def names(table: Table, line: str, order: Order | None = None) -> list[str]:
    found = table.find(line, order) if order else table.find(line)
    return [row.value for row in found.rows]


# -- the search line


def test_a_line_is_words_and_conditions_and_half_typed_ones_ask_nothing():
    query = understood("A10 mem>=64 gpu: colour:red vcpu<8", ("mem", "gpu", "cpu"))
    assert query.words == ("a10", "colour:red")
    assert query.terms == (Term("mem", ">=", "64"), Term("cpu", "<", "8"))


@pytest.mark.parametrize(
    ("term", "answer"),
    [
        (Term("mem", ">=", "64"), True),
        (Term("mem", ">", "64GiB"), False),
        (Term("mem", "=", "64"), True),
        (Term("mem", ">=", "much"), None),
        (Term("price", "<", "¥20"), None),
        (Term("gpu", ":", "a10"), True),
        (Term("gpu", ":", "A100"), False),
        (Term("gpu", ":", "none"), False),
        (Term("gpu", ">=", "2"), True),
    ],
)
def test_conditions_are_true_false_or_unknown(term, answer):
    assert holds(term, Facts({"mem": 64, "price": None, "gpu": 2}, {"gpu": ("A10",)})) is answer


def test_a_key_steps_through_the_choices_of_a_condition_and_leaves_the_rest_of_the_line():
    line = "gn7i mem>=64"
    steps = []
    for _ in range(4):
        line = stepped(line, GPU)
        steps.append(chosen(line, GPU))
        assert set(line.split()) >= {"gn7i", "mem>=64"}
    assert steps == ["none", "A10", "T4", ANY]
    assert chosen("mem>=16", MEMORY) == "16"
    assert stepped("mem>=16 a", MEMORY) == "a mem>=32"


# -- machine types


def test_words_find_machines_in_any_order():
    table = table_of("cloud.computing.instances[].type")
    found = names(table, "24 a10")
    assert "ecs.gn7i-c8g1.2xlarge" in found
    assert found == names(table, "a10 24")
    assert all("gn" in name or "gu" in name or "ml" in name for name in found)


def test_conditions_leave_out_what_is_too_small_too_dear_or_of_another_kind():
    table = table_of("cloud.computing.instances[].type")
    large = table.find("gpu:A10 mem>=100 gpu>=2").rows
    assert large
    assert all(row.facts.texts["gpu"] == ("A10",) for row in large)
    assert all((row.facts.numbers["mem"] or 0) >= 100 and (row.facts.numbers["gpu"] or 0) >= 2 for row in large)
    assert all(not row.facts.texts["gpu"] for row in table.find("gpu:none").rows)


def test_what_has_no_known_price_is_left_out_by_a_price_and_counted():
    table = table_of("cloud.computing.instances[].type")
    cheap = table.find("gpu:A10 price<=20")
    assert all((row.facts.numbers["price"] or 99) <= 20 for row in cheap.rows)
    assert cheap.unknown > 0
    assert table.find("gpu:A10").unknown == 0


def test_machines_that_suit_the_service_come_first_and_others_are_marked():
    config = {
        "metadata": {"gpu": 1},
        "cloud": {"computing": {"instances": [{"type": "ecs.gn7i-c16g1.4xlarge"}, {"type": "ecs.gn6i-c4g1.xlarge"}]}},
    }
    table = table_of("cloud.computing.instances[].type", config, "ecs.gn7i-c16g1.4xlarge")
    marks = {row.value: row.mark for row in table.choices if row.mark}
    assert marks == {"ecs.gn7i-c16g1.4xlarge": "current", "ecs.gn6i-c4g1.xlarge": "used"}
    assert {row.value for row in table.choices[:2]} == set(marks)
    first_misfit = next(index for index, row in enumerate(table.choices) if not row.suits)
    assert all(row.facts.texts["gpu"] for row in table.choices[:first_misfit])


def test_machines_of_the_users_own_are_there_also_when_nothing_but_the_name_is_known():
    own = InstanceType("acme.big", "acme", 64, 512.0, "A10", 4, 24.0, 40.0, "", "high")
    settings = Settings(additions=Additions({"acme.big": own, "acme.secret\x1b": None}))
    table = table_of("cloud.computing.instances[].type", settings=settings)
    assert names(table, "acme gpu:A10") == ["acme.big"]
    assert names(table, "acme.secret") == ["acme.secret\x1b"]
    row = table.find("acme.secret").rows[0]
    assert "\x1b" not in "".join(row.cells) + row.about


def test_a_column_sorts_both_ways_and_what_is_not_known_comes_last():
    table = table_of("cloud.computing.instances[].type")
    price = next(index for index, column in enumerate(table.columns) if column.title == "Price")
    for reverse in (False, True):
        prices = [row.keys[price] for row in table.find("", Order(price, reverse)).rows]
        known = [each for each in prices if each is not None]
        assert known == sorted(known, reverse=reverse)
        assert prices[: len(known)] == known


# -- the smaller tables


@pytest.mark.parametrize(
    ("path", "count"),
    [
        ("containers[].image", len(images())),
        ("processor", len(processors())),
        ("metadata.region", len(regions())),
        ("storage[].oss.endpoint", None),
        ("metadata.gpu_model", None),
    ],
)
def test_every_catalog_has_a_table_whose_rows_are_whole(path, count):
    table = table_of(path)
    assert count is None or len(table.choices) == count
    assert table.choices
    assert all(len(row.cells) == len(row.keys) == len(table.columns) for row in table.choices)
    assert all(table.find(row.value).rows for row in table.choices)


def test_images_come_from_the_registry_of_the_services_region():
    table = table_of("containers[].image", {"metadata": {"region": "cn-shanghai"}})
    assert all(row.value.startswith("eas-registry-vpc.cn-shanghai.") for row in table.choices)


def test_processors_for_either_device_are_found_by_both():
    table = table_of("processor")
    either = {row.value for row in table.choices if row.facts.texts["device"] == ("cpu", "gpu")}
    assert either
    assert either <= set(names(table, "device:cpu"))
    assert either <= set(names(table, "device:gpu"))


def test_every_kind_with_a_table_opens_a_screen():
    assert set(TABLES) <= WITH_SCREEN


# -- the columns


def test_columns_are_cut_and_left_out_until_the_rest_has_room():
    table = table_of("containers[].image")
    for width in (40, 60, 80, 120, 300):
        columns = places(table, width)
        assert columns[0].column == 0
        assert all(before.start + before.width < after.start for before, after in pairwise(columns))
        assert columns[-1].start + columns[-1].width <= max(width, 60)
    assert len(places(table, 300)) == len(table.columns)


def test_a_table_without_rows_has_columns_too():
    table = Table("Nothing", (Column("Name"), Column("Size", is_number=True)), [])
    assert [place.column for place in places(table, 80)] == [0, 1]
    assert table.find("a mem>3").rows == []


def test_whole_words_come_before_parts_of_longer_ones():
    table = table_of("cloud.computing.instances[0].type", {"metadata": {"name": "demo"}})
    cards = [row.cells[3].split(" × ")[1] for row in table.find("a10 gpu>=1").rows]
    assert cards.index("A100-40") > max(at for at, card in enumerate(cards) if card == "A10")
