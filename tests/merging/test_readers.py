"""读法自己的测试：与真的接受、拒绝互相印证；批注、修订、别处的字都读得到。"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.merging import edits, reading
from tests.merging.desk import Desk
from tests.merging.package import TOOL, ZHANG
from tests.merging.test_kit import EXECUTED, FORM, ONE, THREE, TWO, openable, same_faults


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    made = Desk(tmp_path_factory.mktemp("桌"))
    assert made.write().code == 0
    return made


def test_readers_agree_with_accepting_and_rejecting(desk: Desk) -> None:
    original = desk.read()
    data = original
    data = edits.replace_tracked(data, EXECUTED, "1628.06", "1640.06", TOOL)
    data = edits.insert_tracked(data, "不可抗力因素影响", "（含上年结转）", ZHANG)
    data = edits.replace_tracked(data, "（含上年结转）", "上年", "历年", TOOL)
    for author, at in ((ZHANG, TWO), (TOOL, THREE)):
        data = edits.insert_paragraph_tracked(data, at, f"{author}加的一段。", author)
    data = edits.delete_paragraph_tracked(data, "大额支出由部务会集体研究", ZHANG)
    data = edits.delete_paragraph_tracked(data, "专款专用、单独核算", TOOL)
    data = edits.delete_row_tracked(data, "效益指标", TOOL)
    data = edits.bold_tracked(data, "无。", ZHANG)
    assert same_faults(data, original) == []
    every = reading.seen(data)
    for text in ("实际执行1640.06万元", "（含历年结转）", "张三加的一段。", f"{TOOL}加的一段。"):
        assert any(text in each for each in every), text
    assert not any("部务会集体研究" in each or "单独核算" in each for each in every)
    assert reading.seen(edits.accept(data)) == every
    assert reading.seen(edits.accept(edits.accept(data, TOOL))) == every
    assert reading.seen(edits.reject(data)) == reading.seen(original)
    mine = reading.without(data, TOOL)
    assert reading.seen(edits.reject(data, TOOL)) == mine
    assert any("（含上年结转）" in each for each in mine)
    assert any("单独核算" in each for each in mine)
    theirs = reading.without(data, ZHANG)
    assert reading.seen(edits.reject(data, ZHANG)) == theirs
    for settled in (edits.accept(data), edits.reject(data), edits.reject(data, TOOL)):
        openable(settled)
        assert same_faults(settled, original) == []
    assert reading.tracked(edits.accept(data)) == []
    assert {each.author for each in reading.tracked(edits.accept(data, TOOL))} == {ZHANG}


def test_tracked_lists_who_did_what(desk: Desk) -> None:
    data = edits.replace_tracked(edits.as_word(desk.read(), 2), EXECUTED, "1628.06", "1630.5")
    assert reading.tracked(data) == [(ZHANG, "删除", "1628.06"), (ZHANG, "插入", "1630.5")]
    data = edits.delete_paragraph_tracked(desk.read(), EXECUTED)
    kinds = [each.kind for each in reading.tracked(data)]
    assert kinds == ["段落删除", "删除"]
    assert [each.kind for each in reading.tracked(edits.bold_tracked(desk.read(), "无。"))] == [
        "格式"
    ]
    rows = edits.delete_row_tracked(desk.read(), "效益指标")
    assert [each.kind for each in reading.tracked(rows)].count("行删除") == 1


def test_the_own_insertion_is_edited_not_stacked(desk: Desk) -> None:
    data = edits.insert_tracked(desk.read(), EXECUTED, "（含结转）")
    data = edits.replace_tracked(data, "（含结转）", "结转", "结余")
    assert reading.tracked(data) == [(ZHANG, "插入", "（含结余）")]


def test_comments_are_read_with_their_paragraph(desk: Desk) -> None:
    hints = reading.comments(desk.read())
    assert len(hints) == 2
    assert all("【请填写" in each.paragraph for each in hints)
    data = edits.insert_comment(desk.read(), EXECUTED, "请核对")
    found = [each for each in reading.comments(data) if each.author == ZHANG]
    assert [each.text for each in found] == ["请核对"]
    assert found[0].paragraph.startswith(EXECUTED)
    assert reading.of_tool(data) == []
    data = edits.insert_comment(data, ONE, "原值1，新值2", TOOL)
    assert [each.text for each in reading.of_tool(data)] == ["原值1，新值2"]
    gone = edits.delete_paragraph(data, EXECUTED)
    assert [each for each in reading.comments(gone) if each.author == ZHANG] == []
    assert same_faults(gone, desk.read()) == []


def test_the_other_stories_are_read(desk: Desk) -> None:
    data = edits.put_in_footer(edits.put_in_header(desk.read(), "执行1628.06"), "宣传部")
    assert "执行1628.06" in reading.headers_footers(data)
    assert sum("宣传部" in each for each in reading.headers_footers(data)) == 2
    data = edits.insert_box(edits.insert_footnote(data, EXECUTED, "另含结转"), ONE, "框里的话")
    assert reading.footnotes(data) == ["另含结转"]
    assert reading.boxes(data) == ["框里的话"]
    assert reading.occurrences(data, "框里的话") == 1
    openable(data)


def test_untouched_paragraphs_are_told_from_marked_ones(desk: Desk) -> None:
    before = desk.read()
    after = edits.replace_tracked(before, EXECUTED, "1628.06", "1640.06", TOOL)
    count = sum(reading.every(before).values())
    assert len(reading.untouched(after)) == count - 3  # 两处“请填写”有提示
    assert not set(reading.untouched(after)) - set(reading.every(before))
    after = edits.change_words(after, "无。", "没有。")
    assert len(set(reading.untouched(after)) - set(reading.every(before))) == 1
    stripped = edits.strip_bookmarks(before)
    assert reading.every(stripped) == reading.every(before)


def test_an_edit_that_misses_says_so(desk: Desk) -> None:
    for edit in (
        lambda d: edits.change_words(d, "没有的话", "别的"),
        lambda d: edits.edit_cell(d, "效益指标", "31", "32"),
        lambda d: edits.delete_row(d, "没有的行"),
        lambda d: edits.split_paragraph(d, "无。", "无。"),
    ):
        with pytest.raises(edits.NotThere):
            edit(desk.read())


def test_the_desk_corrects_and_writes(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "甲", "党政办公室")
    assert desk.write().code == 0
    before = desk.files()
    other = desk.copy(tmp_path / "乙")
    other.correct(("497", "512"))
    assert other.write().code == 0
    assert desk.files() == before
    assert "512" in reading.text_of(other.read(FORM))
    assert other.files().keys() == before.keys()
