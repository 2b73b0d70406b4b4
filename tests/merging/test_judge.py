"""判法自己的测试：照理想做成的并稿判得过，各种做坏的都判不过。"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.merging import edits, reading
from tests.merging.desk import Desk, Run
from tests.merging.given import MONEY, RUN, RUN_NOW, THREE
from tests.merging.judge import conflicts_are_told, nothing_of_theirs_changed, words_are_there
from tests.merging.package import TOOL, ZHANG, Package, W

WORDS = "资金使用规范。"
Break = Callable[[bytes], bytes]


@pytest.fixture(scope="module")
def person(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """人改过的：加一句，改一个数，修订、批注、页眉。"""
    desk = Desk(tmp_path_factory.mktemp("桌"))
    assert desk.write().code == 0
    data = edits.append_words(desk.read(), RUN, WORDS)
    data = edits.retype(data, MONEY, "1628.06", "1630.5")
    data = edits.insert_tracked(data, THREE, "（张三加的）")
    data = edits.insert_comment(data, "走访合作媒体", "请核对")
    return edits.put_in_header(data, "内部资料")


@pytest.fixture(scope="module")
def merged(person: bytes) -> bytes:
    """理想的并稿：放得下的数是修订，冲突是批注。"""
    data = edits.replace_tracked(person, RUN, "1628.06", "1640.06", TOOL)
    data = edits.replace_tracked(data, "预算执行率为93.57%，预算", "93.57", "94.26", TOOL)
    data = edits.replace_tracked(data, "预算执行得分18.71分。资金", "18.71", "18.85", TOOL)
    return edits.insert_comment(data, "1630.5", "实际支出：原值 1628.06，新值 1640.06", author=TOOL)


def test_the_ideal_merge_passes(person: bytes, merged: bytes) -> None:
    nothing_of_theirs_changed(person, merged)
    words_are_there(merged, [RUN_NOW + WORDS, "1630.5"], [RUN])
    told = Run(1, "1628.06 1640.06")
    conflicts_are_told(merged, told, [("1628.06", "1640.06")], labels=("原值", "新值"))


def _formatting(data: bytes) -> bytes:
    return edits.bold(data, "大额支出由部务会")


def _style(data: bytes) -> bytes:
    package = Package(data)
    for paragraph in package.body.iterchildren(f"{W}p"):
        for style in paragraph.iter(f"{W}pStyle"):
            if style.get(f"{W}val") == "Heading2":
                style.set(f"{W}val", "OfficialBody")
                return package.save()
    raise AssertionError("没有标题")


def _duplicate_id(data: bytes) -> bytes:
    package = Package(data)
    for change in package.body.iter(f"{W}ins"):
        change.set(f"{W}id", "900001")
    return package.save()


BREAKS: dict[str, Break] = {
    "人的话没有了": lambda d: edits.change_words(d, WORDS, ""),
    "人的段落没有了": lambda d: edits.delete_paragraph(d, "大额支出由部务会"),
    "直接换了数，没有留修订": lambda d: edits.change_words(edits.accept(d, TOOL), "1740", "1745"),
    "用了人的名字": lambda d: edits.replace_tracked(d, "走访合作媒体", "合作", "协作", ZHANG),
    "接受了人的修订": lambda d: edits.accept(d, ZHANG),
    "拒绝了人的修订": lambda d: edits.reject(d, ZHANG),
    "人的批注没有了": lambda d: edits.delete_paragraph(d, "走访合作媒体"),
    "动了页眉": lambda d: edits.put_in_header(d, "别的"),
    "动了没有改的段落的样子": _formatting,
    "动了样式": _style,
    "修订编号重复": _duplicate_id,
    "多了一段": lambda d: edits.insert_paragraph(d, THREE, "多出来的。"),
    "移了一段": lambda d: edits.move_paragraph(d, THREE, RUN_NOW),
}


@pytest.mark.parametrize("name", BREAKS)
def test_every_breakage_is_noticed(name: str, person: bytes, merged: bytes) -> None:
    with pytest.raises(AssertionError):
        nothing_of_theirs_changed(person, BREAKS[name](merged))


def test_a_conflict_not_told_is_noticed(person: bytes, merged: bytes) -> None:
    values = [("1628.06", "1640.06")]
    silent = edits.reject(person, TOOL)
    for data, text, labels in (
        (merged, "什么也没有说", ()),
        (silent, "1628.06 1640.06", ()),
        (merged, "1628.06 1640.06", ("原值", "新值", "出处")),
    ):
        with pytest.raises(AssertionError):
            conflicts_are_told(data, Run(1, text), values, labels=labels)


def test_a_figure_that_did_not_arrive_is_noticed(person: bytes) -> None:
    with pytest.raises(AssertionError):
        words_are_there(person, [RUN_NOW])
    with pytest.raises(AssertionError):
        words_are_there(person, [], ["1628.06"])
    assert "1628.06" in reading.text_of(person)
