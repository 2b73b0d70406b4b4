"""每种情形由 LibreOffice 存过再写：一次；有几种存三次，转成 odt 再转回来（``make office``）。"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from tests.merging import edits, reading
from tests.merging.desk import Desk
from tests.merging.given import EXECUTED, REPORT, Scenario
from tests.merging.judge import judge
from tests.merging.office import resave
from tests.merging.scenarios import SCENARIOS

pytestmark = pytest.mark.office

# 存三次、转 odt 的几种：改字、移、分、并、表格、修订、填写
FEW = ("01-数的前后换词", "03-数也改了", "07-段落移了", "08-分成两段", "09-两段并一段")
FEW += ("16-备注格改了", "17-数的格改了", "19-别人没有定的插入", "22-数的写法", "06-段落删了")
FEW += ("30-人填了，数据又来了", "11-插了一章改了序号")
WAYS: dict[str, tuple[str, ...]] = {
    "存一次": ("docx",),
    "存三次": ("docx", "docx", "docx"),
    "转odt": ("odt", "docx"),
}


class Office(NamedTuple):
    """写好的一张桌子，和各情形存过的文稿：（走法，情形名）→ 文稿。"""

    desk: Desk
    saved: dict[tuple[str, str], bytes]


def _cases(way: str) -> list[Scenario]:
    return [each for each in SCENARIOS if way == "存一次" or each.name in FEW]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """各情形的文稿一批一批地转，启动只几回。"""
    desk = Desk(tmp_path_factory.mktemp("写好"))
    assert desk.write().code == 0
    saved = {}
    for number, (way, formats) in enumerate(WAYS.items()):
        cases = _cases(way)
        edited = [each.edit(desk.read(each.document)) for each in cases]
        made = resave(edited, tmp_path_factory.mktemp(f"转{number}"), *formats)
        saved |= {(way, each.name): data for each, data in zip(cases, made, strict=True)}
    untouched = [desk.read(REPORT), desk.read("附件2")]
    for way, formats in WAYS.items():
        made = resave(untouched, tmp_path_factory.mktemp("原样"), *formats)
        saved |= {(way, REPORT): made[0], (way, "附件2"): made[1]}
    return Office(desk, saved)


@pytest.mark.parametrize(
    ("way", "scenario"),
    [pytest.param(way, each, id=f"{way}-{each}") for way in WAYS for each in _cases(way)],
)
def test_scenario_after_libreoffice(
    way: str, scenario: Scenario, office: Office, tmp_path: Path
) -> None:
    desk = office.desk.copy(tmp_path)
    person = office.saved[way, scenario.name]
    desk.put(person, scenario.document)
    desk.correct(*scenario.change)
    run = desk.write()
    judge(scenario, person, desk, run, anchored="书签" in edits.carried(person))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("document", [REPORT, "附件2"])
@pytest.mark.parametrize("memory", [True, False])
def test_saving_alone_changes_no_text(
    way: str, document: str, memory: bool, office: Office, tmp_path: Path
) -> None:
    """打开、存、再写：字不变。"""
    desk = office.desk.copy(tmp_path)
    person = office.saved[way, document]
    desk.put(person, document)
    if not memory:
        edits.strip_sidecar(desk.output)
    run = desk.write()
    assert run.code == 0, run.text
    assert reading.seen(desk.read(document)) == reading.seen(person)
    assert reading.tracked(desk.read(document)) == []


@pytest.mark.parametrize("way", WAYS)
def test_the_correction_arrives_after_saving_alone(
    way: str, office: Office, tmp_path: Path
) -> None:
    desk = office.desk.copy(tmp_path)
    desk.put(office.saved[way, REPORT])
    desk.correct(*EXECUTED)
    assert desk.write().code == 0
    text = reading.text_of(desk.read())
    assert "1640.06" in text
    assert "1628.06" not in text


@pytest.mark.parametrize("way", WAYS)
def test_merged_and_saved_and_merged_again(way: str, office: Office, tmp_path: Path) -> None:
    """并出来的（带着修订）由 LibreOffice 存过，再写：字不变，修订不叠。"""
    desk = office.desk.copy(tmp_path / "桌")
    desk.edit(edits.retype, "实际执行1628.06万元", "1628.06", "1630.5")
    desk.correct(*EXECUTED)
    assert desk.write().code == 1
    merged = desk.read()
    desk.put(resave([merged], tmp_path / "转", *WAYS[way])[0])
    person = desk.read()
    assert desk.write().code == 1
    after = desk.read()
    assert reading.seen(after) == reading.seen(person)
    assert len(reading.of_tool(after)) == len(reading.of_tool(merged))
