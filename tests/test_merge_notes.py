"""并稿的话：每一种话读得通，指得出哪里、怎么办；合起来是一份合并说明。"""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.codes import ENTRIES
from reportgen.document.check import check_document
from reportgen.document.render import render
from reportgen.finding import Finding, Origin, Severity
from reportgen.merge.plan import Told, Topic
from reportgen.merge_notes import LONGEST, NAME, findings_of, note, too_long
from reportgen.pipeline import assess_project
from reportgen.report import Block, Kind, Properties, Report, Wording
from reportgen.sources import Sources
from reportgen.workshop import Workshop
from tests import projects
from tests.conftest import TEMPLATES

PATH = Path("output/路灯/附件4-缩略版.docx")
PIECE = "佐证材料/基本情况/项目资金情况#资金情况"
WHERE = "“佐证材料/基本情况/项目资金情况”一节："


@pytest.fixture
def sources(workshop: Workshop) -> Sources:
    return Sources(assess_project(projects.read(projects.data()), workshop))


def told(topic: Topic, stands: str = "", was: str = "", now: str = "", piece: str = "") -> Told:
    return Told(topic, piece, stands, was, now)


def finding(each: Told, sources: Sources) -> Finding:
    (found,) = findings_of([each], PATH, sources)
    return found


SAID = [
    (
        told(Topic.CONFLICT, "140万元", "130万元", "150万元"),
        "数据由“130万元”改为“150万元”，这里人写的是“140万元”，没有改",
    ),
    (
        told(Topic.CONFLICT, "岗位9人", "岗位8人", ""),
        "数据由“岗位8人”改为“（没有了）”，这里人写的是“岗位9人”，没有改",
    ),
    (
        told(Topic.CONFLICT, "", "24", "26"),
        "数据由“24”改为“26”，这里人写的是“（没有）”，没有改",
    ),
    (
        told(Topic.DIFFERS, "140万元", "140万元", "150万元"),
        "人写的是“140万元”，数据是“150万元”，留着人写的",
    ),
    (
        told(Topic.DELETED, "", "共执行130万元。", "共执行150万元。"),
        "人删去的“共执行130万元。”，数据变了：“130” → “150”；没有再写",
    ),
    (
        told(Topic.DELETED, "", "", "新有的一段。"),
        "人删去的“（没有）”，数据变了：现在是“新有的一段。”；没有再写",
    ),
    (
        told(Topic.DROPPED, "检查12家（抽查）", "检查12家", ""),
        "数据里没有了，这里人改过，留着：“检查12家（抽查）”",
    ),
    (
        told(Topic.DOUBTFUL, "执行过半", "共执行130万元。", "共执行150万元。"),
        "拿不准“共执行130万元。”是不是这里的“执行过半”，没有改；数据变了：“130” → “150”",
    ),
    (
        told(Topic.DOUBTFUL, "执行过半", "共执行130万元。", ""),
        "拿不准“共执行130万元。”是不是这里的“执行过半”，没有改；数据变了：现在没有了",
    ),
    (
        told(Topic.STALE, "页眉", "130万元", "150万元"),
        "“页眉”里还有“130万元”，数据已经改为“150万元”；不是本工具写的，没有动",
    ),
    (
        told(Topic.UNADDED, "", "", "走访｜36户"),
        "数据里新有的一行“走访｜36户”，表格的栏人改过，没有添",
    ),
    (
        told(Topic.PENDING, "3 处"),
        "定稿里还有3 处没有接受或拒绝的修订，是人留下的，没有动",
    ),
    (
        told(Topic.DECLINED, "2段"),
        "有2段的改动人没有接受，照人的意思留着旧的，和数据不一致",
    ),
    (told(Topic.ORDER), "表格各行的次序和数据不同，照文件里的次序留着"),
]


@pytest.mark.parametrize(("each", "message"), SAID, ids=lambda each: str(each)[:20])
def test_message(each: Told, message: str, sources: Sources) -> None:
    assert finding(each, sources).message == message
    assert finding(each._replace(piece=PIECE), sources).message == WHERE + message


def test_every_topic_is_told(sources: Sources) -> None:
    """每一种话都有代码、怎么办；只有冲突是错误。"""
    assert {each.topic for each, _ in SAID} == set(Topic)
    found = {each.topic: finding(each, sources) for each, _ in SAID}
    assert len({each.code for each in found.values()}) == len(Topic)
    assert {each.code for each in found.values()} <= set(ENTRIES)
    assert all(each.remedy and not each.remedy.endswith("。") for each in found.values())
    errors = {topic for topic, each in found.items() if each.severity is Severity.ERROR}
    assert errors == {Topic.CONFLICT}
    notes = {topic for topic, each in found.items() if each.severity is Severity.NOTE}
    assert notes == {Topic.DELETED, Topic.ORDER, Topic.DECLINED}


def test_a_conflict_says_where_and_what_follows(sources: Sources) -> None:
    """先是报告自己，再是数据的哪一行；由它算出的要一并核对。"""
    found = finding(told(Topic.CONFLICT, "140万元", "130万元", "150万元", PIECE), sources)
    assert found.origins[0] == Origin(str(PATH))
    assert [str(each) for each in found.origins[1:]] == ["编.yaml:20:10"]
    assert found.consequences == ("预算执行率、预算执行得分、总分由它算出，一并核对",)
    assert (found.stated, found.expected) == ("140万元", "150万元")
    assert found.field == "佐证材料/基本情况/项目资金情况"


def test_only_a_conflict_has_consequences(sources: Sources) -> None:
    found = finding(told(Topic.DIFFERS, "140万元", "140万元", "150万元"), sources)
    assert found.origins[1:]
    assert found.consequences == ()


def test_long_texts_are_cut(sources: Sources) -> None:
    """长的只写头尾，刚好的不裁。"""
    text = "".join(chr(0x4E00 + number) for number in range(LONGEST))
    message = finding(told(Topic.DROPPED, text), sources).message
    assert text in message
    message = finding(told(Topic.DROPPED, text + "尾巴"), sources).message
    assert text not in message
    assert f"“{text[: LONGEST - 15]}……{text[-12:]}尾巴”" in message


# ── 太长 ──

PROPERTIES = Properties("题", "城市管理局", "主题")


def report(limit: int | None, text: str = "一二三四五") -> Report:
    block = Block("甲", Kind.GENERATED, "公文正文", Wording((text,)))
    return Report("附件4-缩略版", "style-report.docx", PROPERTIES, (block,), limit)


def test_too_long() -> None:
    (found,) = too_long(report(8), ["一二三四五", "六七八九十"], PATH)
    assert found.message == "连人写的共 10 字，超出 8 字的上限 2 字；人写的没有裁减"
    assert (found.code, found.severity) == ("merged-too-long", Severity.ERROR)
    assert (found.stated, found.expected) == ("10", "不超过 8")


@pytest.mark.parametrize("limit", [None, 10, 4])
def test_not_too_long(limit: int | None) -> None:
    """没有上限、没有超、生成的自己就超（另有发现），不说。"""
    assert list(too_long(report(limit), ["一二三四五", "六七八九十"], PATH)) == []


# ── 合并说明 ──


def texts(made: Report) -> list[str]:
    return list(made.texts())


def test_note(sources: Sources) -> None:
    """一份文件一节，一条一行：序号、轻重、说明、出处、怎么办。"""
    each = told(Topic.CONFLICT, "140万元", "130万元", "150万元")
    found = tuple(findings_of([each, told(Topic.ORDER)], PATH, sources))
    made = note({"附件4-缩略版": found, "附件4-摘要版": ()}, report(None))
    assert made.name == NAME
    assert made.properties == Properties(NAME, "城市管理局", NAME)
    assert (made.style_document, made.landscape) == ("style-report.docx", True)
    assert [block.id for block in made.blocks] == [
        "标题",
        "导语",
        "附件4-缩略版#标题",
        "附件4-缩略版",
    ]
    table = made.blocks[-1].wording.table
    assert table is not None
    assert table.rows[0].heading
    rows = [["".join(cell.paragraphs) for cell in row.cells] for row in table.rows]
    assert rows[0] == ["序号", "轻重", "说明", "出处", "怎么办"]
    assert rows[1] == ["1", "错误", found[0].message, "编.yaml:20:10", found[0].remedy]
    assert rows[2] == ["2", "说明", found[1].message, "", found[1].remedy]
    assert all(len(row.cells) == len(table.widths) for row in table.rows)


def test_note_shows_only_the_name_of_a_file(sources: Sources) -> None:
    found = finding(told(Topic.ORDER), sources)
    found = found._replace(origins=(Origin("x"), Origin("/家/数据/甲.yaml", 3, 4)))
    made = note({"附件4": (found,)}, report(None))
    assert "甲.yaml:3:4" in texts(made)
    assert not any("/家" in text for text in texts(made))


@pytest.mark.parametrize("findings", [{}, {"附件4": ()}])
def test_note_of_nothing(findings: dict[str, tuple[Finding, ...]]) -> None:
    made = note(findings, report(None))
    assert texts(made)[-1] == "现在没有要定的。"
    assert len(made.blocks) == 3


def test_note_can_be_written(sources: Sources, workshop: Workshop) -> None:
    """用到的样式都有。"""
    found = finding(SAID[0][0], sources)
    made = note({"附件4": (found,)}, report(None))
    style = workshop.style(str(TEMPLATES / made.style_document))
    assert check_document(render(made, style), NAME) == ()


def test_a_locked_spot_is_not_called_edited(sources: Sources) -> None:
    told = Told(Topic.CONFLICT, "资金#执行", "1628.06万元", "1628.06万元", "1640.06万元", 1)
    [finding] = findings_of([told], Path("甲.docx"), sources)
    assert "锁着的内容，改不了" in finding.message
    assert "人写的是" not in finding.message
