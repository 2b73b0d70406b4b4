"""判一次合并：人的话在不在，更正的数到没到，冲突说没说，别的碰没碰。

只看文件和终端，不看程序里面；各条都说出是哪一条没有守住。
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from reportgen.document.check import check_document
from tests.merging import reading
from tests.merging.desk import Desk, Run
from tests.merging.given import Scenario
from tests.merging.package import TOOL


def nothing_of_theirs_changed(person: bytes, after: bytes) -> None:
    """不要本工具的修订，就是人的稿子；人的修订、批注、页眉页脚、没有碰的段落都照旧。

    人的稿子里还有本工具没有定的修订的，两边都不要了再比。
    """
    mine = reading.without(person, TOOL)
    assert reading.without(after, TOOL) == mine, "不要本工具的修订，得不到人的稿子"
    theirs = Counter(each for each in reading.tracked(person) if each.author != TOOL)
    now = Counter(each for each in reading.tracked(after) if each.author != TOOL)
    assert now == theirs, "别人的修订变了"
    assert _people(after) == _people(person), "别人的批注变了"
    assert reading.headers_footers(after) == reading.headers_footers(person), "页眉页脚变了"
    assert reading.footnotes(after) == reading.footnotes(person), "脚注变了"
    assert reading.boxes(after) == reading.boxes(person), "文本框变了"
    if not any(each.author == TOOL for each in reading.tracked(person)):
        strange = Counter(reading.untouched(after)) - reading.every(person)
        assert not strange, f"没有标记的段落也变了：{list(strange)[:2]}"
    faults = check_document(after, "并稿", carrier=person)
    assert not faults, f"新的毛病：{faults}"


def words_are_there(after: bytes, there: Iterable[str], gone: Iterable[str] = ()) -> None:
    """该有的有，不该有的没有。"""
    text = reading.text_of(after)
    for each in there:
        assert each in text, f"并好的稿子里没有“{each}”"
    for each in gone:
        assert each not in text, f"并好的稿子里还有“{each}”"


def conflicts_are_told(
    after: bytes,
    run: Run,
    conflicts: Iterable[tuple[str, ...]],
    in_file: bool = True,
    labels: tuple[str, ...] = (),
) -> None:
    """每处冲突在文件里有批注（有的要写明原值、新值）或本工具插入的文字，终端上也有。"""
    for values in conflicts:
        for value in values:
            assert value in run.text, f"终端上没有说“{value}”"
        if in_file:
            assert told_in_file(after, values, labels), f"文件里没有说{values}"


def told_in_file(after: bytes, values: tuple[str, ...], labels: tuple[str, ...] = ()) -> bool:
    """本工具的一条批注（写着 ``labels`` 的），或它插入的一处文字里，这些值都有。"""
    notes = [
        each.text
        for each in reading.comments(after)
        if each.author == TOOL and all(label in each.text for label in labels)
    ]
    added = [each.text for each in reading.tracked(after) if each[:2] == (TOOL, "插入")]
    return any(all(value in each for value in values) for each in notes + added)


def settled(desk: Desk, first: Run, document: str) -> None:
    """再写一次：一个字节不变，批注不添，没有定的冲突照样说。"""
    before = desk.read(document)
    again = desk.write()
    assert desk.read(document) == before, "再写一次，文件变了"
    assert again.code == first.code, f"再写一次，退出码从 {first.code} 变成 {again.code}"


def judge(scenario: Scenario, person: bytes, desk: Desk, run: Run, anchored: bool = True) -> None:
    """一种情形并好以后的全部要求；``anchored``：书签还在。"""
    after = desk.read(scenario.document)
    nothing_of_theirs_changed(person, after)
    words_are_there(after, scenario.there, scenario.gone)
    in_file = anchored or not scenario.faint
    labels = ("原值", "新值") if scenario.code == 1 else ()
    conflicts_are_told(after, run, scenario.conflicts, in_file, labels)
    for text, values in scenario.either:
        assert text in reading.text_of(after) or told_in_file(after, values), (
            f"没有“{text}”，也没有说"
        )
    for each in scenario.told:
        assert each in run.text, f"终端上没有说“{each}”"
    if scenario.silent:
        assert reading.of_tool(after) == [], "没有冲突却有批注"
    if scenario.code is not None and in_file:
        assert run.code == scenario.code, f"退出码是 {run.code}\n{run.text}"
    before_again = reading.of_tool(after)
    settled(desk, run, scenario.document)
    assert reading.of_tool(desk.read(scenario.document)) == before_again, "批注越写越多"


def _people(data: bytes) -> Counter[tuple[str, str]]:
    return Counter(
        (each.author, each.text) for each in reading.comments(data) if each.author != TOOL
    )
