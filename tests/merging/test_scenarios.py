"""docx.md 的三十四种情形，各在几种处境里：照改的样子、没有书签、底子少了几样、各软件的存法。"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from tests.merging import edits, reading
from tests.merging.desk import Desk
from tests.merging.given import EXECUTED, MONEY_NOW, REPORT, RUN, RUN_NOW, Edit, Scenario
from tests.merging.judge import judge, nothing_of_theirs_changed, words_are_there
from tests.merging.scenarios import SCENARIOS

Strip = Callable[[bytes], bytes]


def _only(*kept: str) -> Strip:
    """文件里的底子只留几样。"""

    def strip(data: bytes) -> bytes:
        data = data if "部件" in kept else edits.strip_part(data)
        data = data if "属性" in kept else edits.strip_properties(data)
        return data if "书签" in kept else edits.strip_bookmarks(data)

    return strip


# 处境：文件里留哪几样，旁边的记忆还在不在
PLIGHTS: dict[str, tuple[Strip, bool]] = {
    "照改的样子": (lambda data: data, True),
    "没有书签": (edits.strip_bookmarks, True),
    "少一半书签": (lambda data: edits.strip_bookmarks(data, 0.5, 7), True),
    "没有记忆": (lambda data: data, False),
    "没有部件": (edits.strip_part, True),
    "没有属性": (edits.strip_properties, True),
    "只有记忆": (_only(), True),
    "只有部件": (_only("部件"), False),
    "只有属性": (_only("属性"), False),
}
WRITERS: dict[str, Edit] = {
    "Word": lambda data: edits.as_word(data, 11),
    "WPS": lambda data: edits.as_wps(data, 11),
    "书签挪动": lambda data: edits.move_bookmarks(data, 11),
    "Word再挪动": lambda data: edits.move_bookmarks(edits.as_word(data, 12), 12),
}


EVERY = 8


def _shared(ways: Iterable[str], first: bool = False) -> list[ParameterSet]:
    """情形 × 处境：头一种处境（``first``）全有，别的轮着来；其余的 ``pytest -m whole`` 才跑。"""
    return [
        pytest.param(
            scenario,
            way,
            id=f"{scenario}-{way}",
            marks=() if (first and not j) or (i + j) % EVERY == 0 else pytest.mark.whole,
        )
        for i, scenario in enumerate(SCENARIOS)
        for j, way in enumerate(ways)
    ]


SOME = [
    pytest.param(each, id=str(each), marks=() if i % EVERY == 0 else pytest.mark.whole)
    for i, each in enumerate(SCENARIOS)
]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """写好的一份，各种情形照着铺。"""
    made = Desk(tmp_path_factory.mktemp("写好"))
    assert made.write().code == 0
    return made


@pytest.fixture
def desk(written: Desk, tmp_path: Path) -> Iterator[Desk]:
    yield written.copy(tmp_path)


def test_the_base_is_carried(written: Desk) -> None:
    """不然下面的处境都是空的。"""
    assert edits.carried(written.read(REPORT)) == {"书签", "部件", "属性"}
    assert (written.output / ".reportgen").is_dir()


@pytest.mark.parametrize(("scenario", "plight"), _shared(PLIGHTS, first=True))
def test_scenario(scenario: Scenario, plight: str, desk: Desk) -> None:
    strip, memory = PLIGHTS[plight]
    edited = desk.edit(scenario.edit, document=scenario.document)
    person = desk.edit(strip, document=scenario.document)
    if not memory:
        edits.strip_sidecar(desk.output)
    desk.correct(*scenario.change)
    run = desk.write()
    judge(scenario, person, desk, run, anchored=edits.anchors(person) == edits.anchors(edited))


@pytest.mark.parametrize(("scenario", "writer"), _shared(WRITERS))
def test_scenario_as_saved_by(scenario: Scenario, writer: str, desk: Desk) -> None:
    """软件的存法，一半是改以前就有的，一半是改以后存的。"""
    save = WRITERS[writer]
    person = desk.edit(lambda data: save(scenario.edit(save(data))), document=scenario.document)
    desk.correct(*scenario.change)
    run = desk.write()
    judge(scenario, person, desk, run)


@pytest.mark.parametrize("scenario", SOME)
def test_scenario_clean(scenario: Scenario, desk: Desk) -> None:
    """``--clean``：没有本工具的修订，文字与接受了全部修订一样。"""
    desk.edit(scenario.edit, document=scenario.document)
    desk.correct(*scenario.change)
    other = desk.copy(desk.root / "另一张")
    run, clean = desk.write(), other.write("--clean")
    tracked, direct = desk.read(scenario.document), other.read(scenario.document)
    assert reading.seen(direct) == reading.seen(tracked)
    assert not [each for each in reading.tracked(direct) if each.author == edits.TOOL]
    assert clean.code == run.code
    assert len(reading.of_tool(direct)) == len(reading.of_tool(tracked))


@pytest.mark.parametrize("scenario", SOME)
def test_scenario_dry_run(scenario: Scenario, desk: Desk) -> None:
    """``--dry-run``：什么也不写，话照说。"""
    desk.edit(scenario.edit, document=scenario.document)
    desk.correct(*scenario.change)
    before = desk.files()
    run = desk.write("--dry-run")
    assert desk.files() == before
    for values in scenario.conflicts:
        assert all(value in run.text for value in values)


@pytest.mark.parametrize("scenario", SOME)
def test_scenario_twice_from_the_start(scenario: Scenario, desk: Desk) -> None:
    """同样的输入，同样的字节（批注里的出处带着路径，所以在原地从头来一次）。"""
    desk.edit(scenario.edit, document=scenario.document)
    desk.correct(*scenario.change)
    kept = desk.root / "留底"
    shutil.copytree(desk.output, kept)
    desk.write()
    once = desk.files()
    shutil.rmtree(desk.output)
    shutil.copytree(kept, desk.output)
    desk.write()
    assert desk.files() == once


def test_29_without_any_base_nothing_is_patched(desk: Desk) -> None:
    """书签、底子都没有了：不动文件，说出差在哪里。"""
    person = desk.edit(lambda data: _only()(edits.append_words(data, RUN, "资金使用规范。")))
    edits.strip_sidecar(desk.output)
    desk.correct(*EXECUTED)
    run = desk.write()
    assert desk.read() == person
    assert run.code != 0
    assert "1628.06" in run.text
    assert "1640.06" in run.text


def test_29_bookmarks_alone_are_no_base(desk: Desk) -> None:
    """只有书签，不知道上一稿写的什么：也不动。"""
    person = desk.edit(lambda data: _only("书签")(edits.append_words(data, RUN, "资金使用规范。")))
    edits.strip_sidecar(desk.output)
    desk.correct(*EXECUTED)
    run = desk.write()
    assert reading.seen(desk.read()) == reading.seen(person)
    assert run.code != 0
    assert "1640.06" in run.text


def test_other_documents_follow_when_one_was_edited(desk: Desk) -> None:
    """改过的并，没有改过的重写。"""
    person = desk.edit(edits.append_words, RUN, "资金使用规范。")
    desk.correct(*EXECUTED)
    assert desk.write().code == 0
    after = desk.read()
    nothing_of_theirs_changed(person, after)
    words_are_there(after, [RUN_NOW + "资金使用规范。", MONEY_NOW])
    for document in ("附件2", "附件4-摘要版"):
        fresh = desk.read(document)
        words_are_there(fresh, ["1640.06"], ["1628.06"])
        assert reading.tracked(fresh) == []
