"""Reading a table of nodes in CSV: the short form of an inventory."""

from __future__ import annotations

from typing import Any

from easui.document import Path, Position
from easui.document.display import visible
from easui.knowledge import instance_type
from easui.simulate.assumption import Assumption
from easui.simulate.inputs.inventory import Group, Inventory, InventoryNode
from easui.simulate.inputs.machine_size import CATALOG_CURRENCY, Types, node_size
from easui.simulate.inputs.problem import BadInput, InputProblem

COLUMNS = (
    "resource_group", "name", "instance_type", "cpu", "memory_mib", "gpu_model", "gpu_count", "gpu_memory_gib",
    "disk_gib", "zone",
)  # fmt: skip
_REQUIRED = ("resource_group", "name")
_WHOLE_NUMBERS = ("memory_mib", "gpu_count")
_NUMBERS = ("cpu", "gpu_memory_gib", "disk_gib")
_GPU_KEYS = {"gpu_model": "model", "gpu_count": "count", "gpu_memory_gib": "memory_gib"}
_COLUMN_OF_PATH: dict[Path, str] = {("gpu",): "gpu_model", ("instance_type",): "instance_type", ("name",): "name"}


def read_node_list(text: str, name: str, types: Types = instance_type) -> Inventory:
    """Read a table of nodes with a header; `name` is its file. Raises `BadInput` with everything that is wrong."""
    table = _Table(text, name)
    nodes: dict[str, list[InventoryNode]] = {}
    seen: dict[str, int] = {}
    for line, row in table.rows:
        node = _node(table, line, row, types)
        if node is None:
            continue
        if node.name in seen:
            message = f"the node `{visible(node.name)}` stands here twice, first in line {seen[node.name]}"
            table.problem(line, "name", message, "keep one of them")
        seen.setdefault(node.name, line)
        nodes.setdefault(row["resource_group"], []).append(node)
    if table.problems:
        raise BadInput(*table.problems)
    groups = tuple(Group(id, "dedicated", tuple(members)) for id, members in nodes.items())
    return Inventory(CATALOG_CURRENCY, groups, (), (), _assumptions(groups))


class _Table:
    """The rows of a table by column, and its problems."""

    def __init__(self, text: str, file: str) -> None:
        import csv

        self.file = file
        self.problems: list[InputProblem] = []
        self.rows: list[tuple[int, dict[str, str]]] = []
        self.header: list[str] = []
        reader = csv.reader(text.removeprefix("\ufeff").splitlines(keepends=True))
        try:
            for fields in reader:
                if any(field.strip() for field in fields):
                    self._add(reader.line_num, [field.strip() for field in fields])
        except csv.Error as error:
            self.problem(reader.line_num, "", f"this is no table: {error}", "write one node a line")
        if not self.header:
            self.problem(1, "", "the table is empty", f"begin with the header `{','.join(COLUMNS)}`")

    def problem(self, line: int, column: str, message: str, help: str = "") -> None:
        """Note a problem at a line; `column` names the cell."""
        cells = dict(self.rows).get(line) if column else None
        at = 1
        if cells and column in self.header:
            at += sum(len(cells.get(name, "")) + 1 for name in self.header[: self.header.index(column)])
        self.problems.append(InputProblem(self.file, column, Position(line, at), message, help, len(self.problems)))

    def _add(self, line: int, fields: list[str]) -> None:
        if not self.header:
            self.header = fields
            for field in fields:
                if field not in COLUMNS:
                    message = f"`{visible(field)}` is not a column of a table of nodes"
                    self.problem(line, "", message, f"the columns are {', '.join(COLUMNS)}")
            for field in _REQUIRED:
                if field not in fields:
                    self.problem(line, "", f"the column `{field}` is missing", f"add `{field}` to the header")
        elif len(fields) != len(self.header):
            message = f"the line has {len(fields)} cells, the header {len(self.header)}"
            self.problem(line, "", message, "leave cells without a value empty")
        else:
            self.rows.append((line, dict(zip(self.header, fields, strict=True))))


def _node(table: _Table, line: int, row: dict[str, str], types: Types) -> InventoryNode | None:
    before = len(table.problems)
    for column in _REQUIRED:
        if column in table.header and not row[column]:
            table.problem(line, column, f"the `{column}` of a node is empty", "write one")
    entry: dict[str, Any] = {"name": row.get("name", ""), "instance_type": row.get("instance_type", "")}
    for column in (*_WHOLE_NUMBERS, *_NUMBERS):
        if row.get(column):
            entry[column] = _number(table, line, column, row[column])
    gpu = {key: entry.pop(column, None) for column, key in _GPU_KEYS.items()} | {"model": row.get("gpu_model")}
    if any(value is not None and value != "" for value in gpu.values()):
        entry["gpu"] = gpu
    if len(table.problems) > before or not table.header:
        return None
    kind = entry["instance_type"]
    known = types(kind) if kind else None

    def report(path: Path, message: str, help: str) -> None:
        table.problem(line, _COLUMN_OF_PATH.get(path, "name"), message, help)

    size = node_size(entry, known, report)
    if size is None:
        return None
    price = known.price if known else None
    return InventoryNode(entry["name"], kind, row.get("zone", ""), size, price)


def _number(table: _Table, line: int, column: str, text: str) -> int | float | None:
    whole = column in _WHOLE_NUMBERS
    try:
        number = int(text) if whole else float(text)
    except ValueError:
        number = float("nan")
    may_be_zero = column == "gpu_count"
    if not (0 < number < float("inf") or (may_be_zero and number == 0)):
        kind = "a whole number" if whole else "a number"
        table.problem(line, column, f"`{visible(text)}` is not {kind} above 0", "write one, or leave the cell empty")
        return None
    return number


def _assumptions(groups: tuple[Group, ...]) -> tuple[Assumption, ...]:
    made = [Assumption("inventory.public", "nothing", "a table of nodes says nothing of machines that can be bought")]
    priced = sorted(
        {(node.instance_type, node.price) for group in groups for node in group.nodes if node.price is not None}
    )
    for kind, price in priced:
        path = f'inventory.price_per_hour["{kind}"]'
        made.append(Assumption(path, f"{price:g}", f"price of {kind} in the catalog"))
    return tuple(made)
