"""几轮改和更正：上一轮的修订接受、拒绝、放着；模板改了；文件改名、挪走；连着十轮。"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.merging import edits, reading
from tests.merging.desk import Desk
from tests.merging.given import (
    AGAIN,
    EXECUTED,
    MONEY,
    MONEY_NOW,
    REPORT,
    RUN,
    RUN_NOW,
    THREE,
    Corrections,
)
from tests.merging.judge import nothing_of_theirs_changed, settled, words_are_there
from tests.merging.package import TOOL

TEMPLATES = Path(__file__).parents[2] / "templates" / "zh"
RUN_THEN = RUN_NOW.replace("1640.06", "1652.36").replace("94.26", "94.96").replace("18.85", "18.99")
WORDS = "资金使用规范。"
# 执行数一轮一轮地改：执行数、执行率、执行得分、总分、结余
TURNS = (
    ("1628.06", "93.57", "18.71", "96.67", "111.94"),
    ("1640.06", "94.26", "18.85", "96.81", "99.94"),
    ("1652.36", "94.96", "18.99", "96.95", "87.64"),
    ("1660.55", "95.43", "19.09", "97.05", "79.45"),
)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    made = Desk(tmp_path_factory.mktemp("写好"))
    assert made.write().code == 0
    return made


@pytest.fixture
def desk(written: Desk, tmp_path: Path) -> Iterator[Desk]:
    yield written.copy(tmp_path)


@pytest.fixture
def merged(desk: Desk) -> Desk:
    """人加了一句，执行数更正了一次，并好了。"""
    desk.edit(edits.append_words, RUN, WORDS)
    desk.correct(*EXECUTED)
    assert desk.write().code == 0
    return desk


def turn(old: tuple[str, ...], new: tuple[str, ...]) -> Corrections:
    """从一轮的数据改到另一轮。"""
    return (
        (old[0], new[0]),
        (f"{old[1]}%", f"{new[1]}%"),
        (f"执行得分: {old[2]}", f"执行得分: {new[2]}"),
        (f"总分: {old[3]}", f"总分: {new[3]}"),
    )


def test_26_unedited_is_written_anew_and_the_same(desk: Desk) -> None:
    before = desk.files()
    assert desk.write().code == 0
    assert desk.files() == before
    desk.correct(*EXECUTED)
    desk.write()
    fresh = desk.read()
    words_are_there(fresh, [RUN_NOW, MONEY_NOW], ["1628.06"])
    assert reading.tracked(fresh) == []
    desk.write()
    assert desk.read() == fresh
    assert not list(desk.output.rglob("*.bak*")), "没有人改过的不必留旧稿"


def test_27_after_accepting_everything(merged: Desk) -> None:
    person = merged.edit(lambda data: edits.accept(data, TOOL))
    run = merged.write()
    assert run.code == 0
    assert reading.seen(merged.read()) == reading.seen(person)
    assert not [each for each in reading.tracked(merged.read()) if each.author == TOOL]
    merged.correct(*AGAIN)
    person = merged.read()
    merged.write()
    nothing_of_theirs_changed(person, merged.read())
    words_are_there(merged.read(), [RUN_THEN + WORDS], ["1640.06"])


def test_27_after_rejecting_everything(merged: Desk) -> None:
    person = merged.edit(lambda data: edits.reject(data, TOOL))
    words_are_there(person, [RUN, MONEY])
    merged.write()
    again = merged.read()
    assert reading.seen(again) == reading.seen(person), "拒绝了的又提了一次"
    assert not [each for each in reading.tracked(again) if each.author == TOOL]
    person = merged.read()
    merged.correct(*AGAIN)
    merged.write()
    nothing_of_theirs_changed(person, merged.read())
    words_are_there(merged.read(), [RUN_THEN + WORDS])
    assert "1640.06" not in reading.text_of(merged.read())


def test_27_while_pending(merged: Desk) -> None:
    first = merged.read()
    merged.correct(*AGAIN)
    assert merged.write().code == 0
    after = merged.read()
    assert reading.without(after, TOOL) == reading.without(first, TOOL)
    words_are_there(after, [RUN_THEN + WORDS], ["1640.06"])
    gone = [each.text for each in reading.tracked(after) if each[:2] == (TOOL, "删除")]
    assert not any("1640.06" in each for each in gone), "自己没有定的修订叠了一层"
    settled(merged, merged.write(), REPORT)


def test_27_back_to_the_old_value_while_pending(merged: Desk) -> None:
    """数据改回去了：没有定的修订撤回，人的话还在。"""
    merged.correct(*((new, old) for old, new in EXECUTED))
    merged.write()
    after = merged.read()
    words_are_there(after, [RUN, WORDS, MONEY], ["1640.06"])
    assert not [each for each in reading.tracked(after) if each.author == TOOL]


def test_27_some_accepted_some_rejected_and_edited(merged: Desk) -> None:
    """接受了一处，别的放着，又加了字。"""
    data = merged.read()
    person = edits.append_words(data, THREE, "底稿归档。")
    merged.put(person)
    merged.correct(*AGAIN)
    merged.write()
    words_are_there(merged.read(), [RUN_THEN + WORDS, "底稿归档。"], ["1640.06"])


def test_a_conflict_stays_told_until_it_is_resolved(desk: Desk) -> None:
    desk.edit(edits.retype, RUN, "1628.06", "1630.5")
    desk.correct(*EXECUTED)
    assert desk.write().code == 1
    count = len(reading.of_tool(desk.read()))
    assert count >= 1
    desk.correct(*AGAIN)
    assert desk.write().code == 1
    notes = [each.text for each in reading.of_tool(desk.read())]
    assert len(notes) == count, "批注越写越多"
    assert any("1652.36" in each for each in notes)
    assert not any("1640.06" in each for each in notes), "旧的批注没有换"
    data = edits.retype(desk.read(), "实际执行1630.5万元", "1630.5", "1652.36")
    desk.put(data)
    run = desk.write()
    assert run.code == 0
    assert reading.of_tool(desk.read()) == [], "解决了，批注还在"


def test_a_persons_comment_on_the_tools_comment_stays(desk: Desk) -> None:
    desk.edit(edits.retype, RUN, "1628.06", "1630.5")
    desk.correct(*EXECUTED)
    desk.write()
    desk.edit(edits.insert_comment, "实际执行1630.5万元", "以财务决算为准")
    desk.write()
    told = [each.text for each in reading.comments(desk.read()) if each.author == edits.ZHANG]
    assert told == ["以财务决算为准"]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """自己的一份模板。"""
    return Path(shutil.copytree(TEMPLATES, tmp_path / "模板"))


def test_31_the_wording_of_the_template_changed(own: Path, tmp_path: Path) -> None:
    desk = Desk(tmp_path / "桌")
    assert desk.write("--templates", str(own)).code == 0
    person = desk.edit(edits.append_words, "预算执行率为93.57%，执行情况较好", WORDS)
    phrases = own / "共用" / "phrases.yaml"
    text = phrases.read_text(encoding="utf-8")
    assert "执行情况较好" in text
    phrases.write_text(text.replace("执行情况较好", "总体执行良好"), encoding="utf-8")
    desk.correct(*EXECUTED)
    desk.write("--templates", str(own))
    after = desk.read()
    nothing_of_theirs_changed(person, after)
    words_are_there(after, [WORDS, RUN_NOW, "预算执行率为94.26%，总体执行良好，"], ["执行情况较好"])


def test_33_a_renamed_file_is_let_be(desk: Desk) -> None:
    """改了名的文件不动；原来的名称下另写一份。"""
    person = desk.edit(edits.append_words, RUN, WORDS)
    renamed = desk.path().rename(desk.path("附件4-缩略版（张三改）"))
    desk.correct(*EXECUTED)
    assert desk.write().code == 0
    assert renamed.read_bytes() == person
    words_are_there(desk.read(), [RUN_NOW], [WORDS])


def test_33_a_renamed_file_comes_back(desk: Desk) -> None:
    """改了名的文件又换了回来：底子在它自己身上，照样并。"""
    person = desk.edit(edits.append_words, RUN, WORDS)
    renamed = desk.path().rename(desk.path("暂存"))
    desk.correct(*EXECUTED)
    desk.write()
    desk.correct(*AGAIN)
    desk.write()
    renamed.replace(desk.path())
    assert desk.write().code == 0
    after = desk.read()
    nothing_of_theirs_changed(person, after)
    words_are_there(after, [RUN_THEN + WORDS], ["1628.06", "1640.06"])


def test_33_a_file_moved_with_its_folder(desk: Desk) -> None:
    """写到的文件夹整个挪了地方，接着在新的地方写。"""
    person = desk.edit(edits.append_words, RUN, WORDS)
    desk.output = desk.output.rename(desk.root / "交稿")
    desk.correct(*EXECUTED)
    assert desk.write().code == 0
    nothing_of_theirs_changed(person, desk.read())
    words_are_there(desk.read(), [RUN_NOW + WORDS])


def test_33_a_file_moved_without_the_memory(desk: Desk, tmp_path: Path) -> None:
    """只把文件拷到别处，记忆没有跟着：底子在文件里。"""
    person = desk.edit(edits.append_words, RUN, WORDS)
    shutil.copytree(desk.output / desk.project, tmp_path / "别处" / desk.project)
    desk.output = tmp_path / "别处"
    desk.correct(*EXECUTED)
    assert desk.write().code == 0
    nothing_of_theirs_changed(person, desk.read())
    words_are_there(desk.read(), [RUN_NOW + WORDS])


@pytest.mark.parametrize("ending", ["接受", "放着", "交替"])
def test_34_ten_rounds(desk: Desk, ending: str) -> None:
    """每轮人加一句、数据改一次；人的话一句不少，数总是最新的，批注不添。"""
    told = []
    current = TURNS[0]
    for number in range(10):
        sentence = f"第{number + 1}轮张三补充说明。"
        data = desk.read()
        if ending == "接受" or (ending == "交替" and number % 2):
            data = edits.accept(data, TOOL)
        anchor = ("一是准备阶段", "项目的长期目标", "大额支出由部务会", "预算执行得分")[number % 4]
        desk.put(edits.append_words(data, anchor, sentence, nth=0 if number % 4 < 3 else 1))
        told.append(sentence)
        person = desk.read()
        following = TURNS[(number + 1) % len(TURNS)]
        desk.correct(*turn(current, following))
        run = desk.write()
        assert run.code == 0, run.text
        after = desk.read()
        if ending == "接受":
            nothing_of_theirs_changed(edits.accept(person, TOOL), after)
        else:
            assert reading.without(after, TOOL) == reading.without(person, TOOL)
        words_are_there(after, told)
        words_are_there(
            after,
            [f"实际执行{following[0]}万元，预算执行率为{following[1]}%", f"结余{following[4]}万元"],
            [f"{current[0]}万元"],
        )
        assert reading.of_tool(after) == []
        current = following


def test_what_is_left_of_a_proposal_is_withdrawn(desk: Desk) -> None:
    """李四的修订里有我们的改动，人拒绝了李四的：只剩插入的数，收回，不留在句子里。"""
    phrase, other = "实际执行1628.06万元，预算执行率为93.57%", "实际执行数1628.06万元，执行率93.57%"
    desk.put(edits.replace_tracked(desk.read(), RUN, phrase, other, "李四"))
    desk.correct(*EXECUTED)
    desk.write()
    desk.put(edits.reject(desk.read(), "李四"))
    assert "1640.0694.26" in reading.text_of(desk.read())
    desk.write()
    words_are_there(desk.read(), [phrase], ["1640.0694.26"])
    desk.correct(*AGAIN)
    desk.write()
    words_are_there(desk.read(), ["实际执行1652.36万元，预算执行率为94.96%"], ["1640.0694.26"])
