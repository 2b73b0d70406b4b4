"""向下合并的一组添了新的头一行：原来的起格接上去，不留空格子，收回去还是人的文件。"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.merging import edits, reading
from tests.merging.desk import Desk, data_text
from tests.merging.judge import nothing_of_theirs_changed
from tests.merging.package import TOOL, Package, W
from tests.merging.tables import cells

FORM = "附件2"
TEXT = data_text("宣传经费")
[FIRST] = [line for line in TEXT.splitlines(True) if "三级指标: 宣传方式多样性" in line]
ADDED = (
    "      - {一级指标: 效益指标(30分), 二级指标: 经济效益指标, 三级指标: 带动消费额, "
    "年初目标值: 100万元, 实际完成值: 120万元, 分值: 5, 得分: 5}\n"
)
MORE = ADDED.replace("带动消费额", "带动就业数").replace("分值: 5, 得分: 5", "分值: 2, 得分: 2")
SHARED = FIRST.replace("分值: 10, 得分: 10", "分值: 5, 得分: 5")
ONE = TEXT.replace(FIRST, ADDED + SHARED)
TWO = TEXT.replace(
    FIRST, ADDED.replace("分值: 5, 得分: 5", "分值: 3, 得分: 3") + MORE + SHARED
)  # fmt: skip


def shape(data: bytes) -> list[list[tuple[str, str | None]]]:
    """各行各格的字和合并。"""
    found = []
    for row in Package(data).body.iter(f"{W}tr"):
        line = []
        for cell in cells(row):
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            state = None if merge is None else merge.get(f"{W}val", "continue")
            line.append((reading.paragraph_text(cell), state))
        found.append(line)
    return found


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path / "改过的", text=TEXT)
    made.write()
    made.put(edits.append_to_cell(made.read(FORM), "社会满意度", "≥90%", "（问卷）"), FORM)
    return made


def fresh(tmp_path: Path, text: str) -> bytes:
    other = Desk(tmp_path / "新写的", text=text)
    other.write()
    return edits.append_to_cell(other.read(FORM), "社会满意度", "≥90%", "（问卷）")


@pytest.mark.parametrize("options", [(), ("--clean",)], ids=["tracked", "clean"])
@pytest.mark.parametrize("text", [ONE, TWO], ids=["one", "two"])
def test_a_new_head_of_a_merged_group(
    desk: Desk, tmp_path: Path, text: str, options: tuple[str, ...]
) -> None:
    person = desk.read(FORM)
    desk.data.write_text(text, encoding="utf-8")
    desk.write(*options)
    after = desk.read(FORM)
    accepted = edits.accept(after, TOOL)
    assert shape(accepted) == shape(fresh(tmp_path, text))
    if not options:
        nothing_of_theirs_changed(person, after)
        assert shape(edits.reject(after, TOOL)) == shape(person)
    before = desk.files()
    desk.write(*options)
    assert desk.files() == before
    desk.write("--final")
    assert shape(desk.read(FORM)) == shape(accepted)
    assert b"PrChange" not in Package(desk.read(FORM)).parts["word/document.xml"]


def test_a_new_head_taken_back(desk: Desk) -> None:
    """数据又改了回去：表格还是原来的样子，不留修订。"""
    person = desk.read(FORM)
    desk.data.write_text(ONE, encoding="utf-8")
    desk.write()
    desk.data.write_text(TEXT, encoding="utf-8")
    desk.write()
    after = desk.read(FORM)
    assert shape(after) == shape(person)
    assert reading.tracked(after) == []
    assert b"tcPrChange" not in Package(after).parts["word/document.xml"]
