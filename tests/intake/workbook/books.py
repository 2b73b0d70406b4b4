"""工作簿测试共用的：数据 → 节点 → 工作簿 → 数据；用 openpyxl 改一改再读。"""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from reportgen.finding import Finding, Origin
from reportgen.intake.workbook.blank import make_workbook
from reportgen.intake.workbook.choices import Choices, Section
from reportgen.intake.workbook.file import read_workbook_file
from reportgen.reading.node import Document, Node
from reportgen.reading.yaml_file import read_yaml

DATA = Path(__file__).parents[3] / "data" / "2020"
CHOICES = Choices(
    {"项目属性": ("持续性项目", "新增性项目"), "一级指标": ("产出指标", "效益指标")},
    {"武汉东湖2020": Decimal(20), "中央2020": Decimal(10)},
    (
        Section("附件2", "自评结论/存在的问题和原因", "要由单位写"),
        Section("附件3", "佐证材料/基本情况/部门支出情况以及当年重点工作", "要由单位写"),
    ),
)
Change = Callable[[Workbook], None]


def node_of(value: Any) -> Node:
    """平常的值成为节点。"""
    place = Origin("甲.yaml", 1, 1)
    if isinstance(value, dict):
        return Node({key: node_of(inner) for key, inner in value.items()}, place)
    if isinstance(value, list):
        return Node([node_of(inner) for inner in value], place)
    return Node(value, place)


def value_of(node: Node) -> Any:
    """节点成为平常的值；空的不算，只有“详”的文字材料就是那段文字。"""
    value = node.value
    if isinstance(value, list):
        return [value_of(inner) for inner in value]
    if isinstance(value, str):
        return value
    found = {key: value_of(inner) for key, inner in value.items()}
    found = {key: inner for key, inner in found.items() if inner not in ("", [], {})}
    return found["详"] if list(found) == ["详"] else found


def real() -> dict[str, Node]:
    """data/2020 的全部数据。"""
    found = {}
    for path in sorted(DATA.glob("*.yaml")):
        [found[path.stem]] = read_yaml(path.read_bytes(), path.name)[0]
    assert len(found) == 24
    return found


def book_of(*data: Any) -> bytes:
    """几份数据的工作簿；数据是平常的值。"""
    return make_workbook([node_of(each) for each in data], CHOICES)


def read(data: bytes) -> tuple[list[Document], list[Finding]]:
    """读回来的数据和全部发现。"""
    documents, findings = read_workbook_file(data, "甲.xlsx")
    return documents, [*findings, *(each for one in documents for each in one.findings)]


def values(data: bytes) -> list[Any]:
    """读回来的各份数据；没有发现。"""
    documents, findings = read(data)
    assert findings == []
    return [value_of(each.node) for each in documents if each.node is not None]


def told(data: bytes) -> list[str]:
    """全部发现，``出处 消息``。"""
    return [
        f"{'、'.join(map(str, each.origins))} {each.message}".replace("甲.xlsx", "")
        for each in read(data)[1]
    ]


def opened(data: bytes) -> Workbook:
    """用 openpyxl 打开；它不认得会变的打印区域，提醒不算。"""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Print area cannot be set")
        return load_workbook(io.BytesIO(data), rich_text=True)


def changed(data: bytes, *changes: Change) -> bytes:
    """用 openpyxl 打开，改，另存（存着的公式结果都没有了）。"""
    book = opened(data)
    for change in changes:
        change(book)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def put(sheet: str, **cells: Any) -> Change:
    """改几格。"""

    def change(book: Workbook) -> None:
        for place, value in cells.items():
            book[sheet][place] = value

    return change


def column_of(page: Worksheet, title: str) -> str:
    """叫这个名称的栏在哪一列。"""
    for cell in page[1]:
        if str(cell.value or "").split("\n")[0] == title:
            return str(cell.column_letter)
    raise AssertionError(title)


def cell(data: bytes, sheet: str, title: str, row: int) -> str:
    """一格的地址。"""
    return f"{column_of(opened(data)[sheet], title)}{row}"


def row_of(sequence: Sequence[Any]) -> list[Any]:
    """一行里填了的值。"""
    return [each.value for each in sequence if each.value is not None]
