"""写 Word：打开来和报告逐字对照；书签、表格、特殊字符、属性。"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reportgen.document.check import check_document, check_parts
from reportgen.document.comments import AUTHOR
from reportgen.document.part import ILLEGAL, W
from reportgen.document.render import anchor, render, write_parts
from reportgen.document.style import load_style
from reportgen.report import (
    Block,
    Cell,
    Kind,
    Merge,
    Properties,
    Report,
    Row,
    Table,
    Wording,
)

FOLDER = Path(__file__).parents[2] / "templates/zh"
STYLE = load_style(FOLDER / "style-report.docx")
NOTHING = Properties("题", "人", "主题")
TABLE = Table(
    (3, 3, 4),
    (
        Row((Cell(("甲",), "表头"), Cell(("乙",), "表头"), Cell(("丙",), "表头")), heading=True),
        Row((Cell(("合",), merge=Merge.START), Cell(("跨两栏",), span=2))),
        Row((Cell(("合",), merge=Merge.CONTINUE), Cell(("一", "二"), "表格左文"), Cell(()))),
        Row((Cell(("末行",), span=3),), splits=True),
    ),
)


def report(*blocks: Block, properties: Properties = NOTHING) -> Report:
    return Report("附件4", "style-report.docx", properties, blocks)


def block(
    *texts: str, id: str = "甲", kind: Kind = Kind.GENERATED, table: Table | None = None
) -> Block:
    return Block(id, kind, "公文正文", Wording(texts, table))


def made(*blocks: Block) -> bytes:
    """写出并验过的文稿。"""
    data = render(report(*blocks), STYLE)
    assert check_document(data, "甲") == ()
    return data


def body(data: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read("word/document.xml"))[0]


def shown(data: bytes) -> list[str]:
    """用 python-docx 打开，正文里的各段文字，表格里的也在内，续格不算。"""
    texts = []
    for element in Document(io.BytesIO(data)).element.body.iter(qn("w:p")):
        merge = element.getparent().find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
        if merge is None or merge.get(qn("w:val")) == "restart":
            texts.append("".join(run.text for run in element.iter(qn("w:t"))))
    return texts


def test_same_report_same_bytes() -> None:
    assert made(block("甲", table=TABLE)) == made(block("甲", table=TABLE))


def test_text_equals_the_report() -> None:
    blocks = (block("一段", "又一段"), block("题名", id="乙", table=TABLE), block("末", id="丙"))
    texts = list(report(*blocks).texts())
    assert [text for text in shown(made(*blocks)) if text] == texts


SPECIAL = {
    "和号尖括号引号": "a & b < c > d \"e\" 'f' “g” &amp; &#9;",
    "模板的记号": "{{ 项目 }} {% if %} {# #}",
    "CDATA 的结尾": "]]> <![CDATA[ <!-- -->",
    "表情": "好😀👨‍👩‍👧",
    "扩展区汉字": "𠮷野家㐀",
    "首尾的空格": "  甲 乙  ",
    "全角空格": "　　甲",
    "很长": "长" * 100_000,
    "零宽": "甲\u200b乙\ufeff丙",
}


@pytest.mark.parametrize("text", SPECIAL.values(), ids=SPECIAL.keys())
def test_special_characters_survive(text: str) -> None:
    data = made(block(text, text), block(id="乙", table=Table((1,), (Row((Cell((text,)),)),))))
    assert [each for each in shown(data) if each] == [text, text, text]


def test_characters_that_xml_forbids_are_left_out() -> None:
    assert shown(made(block("甲\x00\x0b\x1f\ufffe\ud800乙\t丙\r丁"))) == ["甲乙 丙 丁"]


def test_a_title_of_two_lines_is_one_paragraph_with_a_break() -> None:
    data = made(Block("题", Kind.FIXED, "公文标题", Wording(("第一行\n第二行",))))
    (paragraph,) = Document(io.BytesIO(data)).paragraphs
    assert paragraph.text == "第一行\n第二行"
    assert len(body(data).findall(f"{W}p/{W}r/{W}br")) == 1
    assert shown(made(block("\x00"))) == [""]


@given(st.lists(st.text(max_size=30), min_size=1, max_size=4))
def test_any_text(texts: list[str]) -> None:
    expected = [re.sub(r"[\t\n\r]", " ", ILLEGAL.sub("", text)) for text in texts]
    assert shown(made(block(*texts))) == expected


def test_one_bookmark_a_block_around_its_text() -> None:
    data = made(
        block("一", "二", "三"),
        block(id="表", table=TABLE),
        block("题名", id="有题名的表", table=TABLE),
        block("末", id="丙/丁#标题"),
    )
    root = body(data)
    starts = list(root.iter(f"{W}bookmarkStart"))
    ends = list(root.iter(f"{W}bookmarkEnd"))
    names = [start.get(f"{W}name") for start in starts]
    assert names == [anchor(id_) for id_ in ("甲", "表", "有题名的表", "丙/丁#标题")]
    assert [start.get(f"{W}id") for start in starts] == [end.get(f"{W}id") for end in ends]
    assert len({start.get(f"{W}id") for start in starts}) == len(starts)
    # 起在第一段的字前面，止在末一段的字后面
    first, last = starts[0].getparent(), ends[0].getparent()
    assert "".join(first.itertext()) == "一"
    assert "".join(last.itertext()) == "三"
    assert starts[0].getnext().tag == f"{W}r"
    assert ends[0].getnext() is None
    assert starts[1].getparent().getparent().tag == f"{W}tc"


@given(st.text(max_size=200))
def test_anchor_names_are_legal(id_: str) -> None:
    assert re.fullmatch(r"_[A-Za-z0-9_]{1,39}", anchor(id_))


def test_anchors_of_a_whole_report_differ() -> None:
    ids = [f"佐证材料/基本情况/{number}#标题" for number in range(5000)]
    assert len({anchor(id_) for id_ in ids}) == len(ids)


def test_places_to_fill_are_marked() -> None:
    text = "得分【请填写：总分】，等级【请填写：等级】。"
    root = body(made(block(text)))
    runs = [
        ("".join(run.itertext()), run.find(f"{W}rPr/{W}rStyle") is not None)
        for run in root.iter(f"{W}r")
    ]
    assert runs == [
        ("得分", False),
        ("【请填写：总分】", True),
        ("，等级", False),
        ("【请填写：等级】", True),
        ("。", False),
    ]
    style = next(root.iter(f"{W}rStyle")).get(f"{W}val")
    assert style == STYLE.styles["待填写"]


def test_fixed_text_is_never_marked() -> None:
    root = body(made(block("【请填写：总分】", kind=Kind.FIXED)))
    assert not list(root.iter(f"{W}rStyle"))


def test_table_grid_merges_and_rows() -> None:
    (table,) = Document(io.BytesIO(made(block(table=TABLE)))).tables
    assert [len(row.cells) for row in table.rows] == [3, 3, 3, 3]
    assert table.cell(1, 0)._tc is table.cell(2, 0)._tc
    assert table.cell(1, 1)._tc is table.cell(1, 2)._tc
    assert table.cell(3, 0)._tc is table.cell(3, 2)._tc
    assert [paragraph.text for paragraph in table.cell(2, 1).paragraphs] == ["一", "二"]
    rows = list(table._tbl.iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [
        True,
        False,
        False,
        False,
    ]
    assert [row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows] == [
        True,
        True,
        True,
        False,
    ]


def test_widths_fill_the_text_area() -> None:
    uneven = Table((1, 1, 1), (Row((Cell(("甲",)), Cell(("乙",)), Cell(("丙",)))),))
    root = body(made(block(table=uneven)))
    grid = [int(column.get(f"{W}w")) for column in root.iter(f"{W}gridCol")]
    assert sum(grid) == STYLE.text_width
    assert [int(width.get(f"{W}w")) for width in root.iter(f"{W}tcW")] == grid


def test_spanning_cell_is_as_wide_as_its_columns() -> None:
    root = body(made(block(table=TABLE)))
    grid = [int(column.get(f"{W}w")) for column in root.iter(f"{W}gridCol")]
    widths = [
        [int(cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w")) for cell in row.iter(f"{W}tc")]
        for row in root.iter(f"{W}tr")
    ]
    assert widths == [grid, [grid[0], grid[1] + grid[2]], grid, [sum(grid)]]


def test_paragraph_after_a_table_at_the_end() -> None:
    elements = list(body(made(block("甲"), block(id="乙", table=TABLE))))
    assert [element.tag for element in elements[1:]] == [f"{W}tbl", f"{W}p", f"{W}sectPr"]
    assert "".join(elements[2].itertext()) == ""


def test_paragraph_between_tables() -> None:
    data = made(block(id="一", table=TABLE), block(id="二", table=TABLE), block("末", id="三"))
    assert [element.tag for element in body(data)] == [
        f"{W}{tag}" for tag in ("tbl", "p", "tbl", "p", "sectPr")
    ]
    titled = made(block(id="一", table=TABLE), block("题名", id="二", table=TABLE))
    assert [element.tag for element in body(titled)] == [
        f"{W}{tag}" for tag in ("tbl", "p", "tbl", "p", "sectPr")
    ]


def test_empty_report_is_a_good_document() -> None:
    assert shown(made()) == []


def test_properties() -> None:
    properties = Properties("题 <1> & {0}", "单位 “甲”", "主题")
    data = render(report(block("甲"), properties=properties), STYLE)
    core = Document(io.BytesIO(data)).core_properties
    assert (core.title, core.author, core.subject) == ("题 <1> & {0}", "单位 “甲”", "主题")
    assert core.language == "zh-CN"


def test_looks_come_from_the_style_document() -> None:
    data = made(
        Block("甲", Kind.FIXED, "公文标题", Wording(("题",))),
        Block("乙", Kind.FIXED, "heading 2", Wording(("节",))),
        block("题名", id="丙", table=TABLE),
    )
    looks = [each.style.name for each in Document(io.BytesIO(data)).paragraphs]
    assert looks[:3] == ["公文标题", "Heading 2", "表格题名"]


@pytest.mark.parametrize("name", ["style-report", "style-form"])
def test_package_is_sound(name: str) -> None:
    style = load_style(FOLDER / f"{name}.docx")
    parts = {**style.parts, **write_parts(report(block("甲", table=TABLE)), style).parts}
    data = render(report(block("甲", table=TABLE)), style)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        assert {each.filename: package.read(each) for each in package.infolist()} == parts
        assert {each.date_time for each in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        with zipfile.ZipFile(FOLDER / f"{name}.docx") as source:
            assert package.namelist()[0] == source.namelist()[0]
    assert check_parts(parts, "甲") == ()


def test_a_hint_is_a_comment_on_the_place_to_fill() -> None:
    hint = "包括原因 <1> & 措施。\n写在这里。"
    made_ = made(
        block("甲", id="一"),
        Block("二", Kind.BLANK, "公文正文", Wording(("【请填写：原因】",)), hint=hint),
        Block("三", Kind.BLANK, "公文正文", Wording(("【请填写：措施】",)), hint="写措施"),
    )
    document = Document(io.BytesIO(made_))
    assert [(each.author, each.text) for each in document.comments] == [
        (AUTHOR, hint),
        (AUTHOR, "写措施"),
    ]
    assert shown(made_) == ["甲", "【请填写：原因】", "【请填写：措施】"]
    assert {each.paragraphs[0].style.name for each in document.comments} == {"annotation text"}
    (start, end) = body(made_).findall(f"{W}p/{W}commentRangeStart")
    assert (start.get(f"{W}id"), end.get(f"{W}id")) == ("0", "1")
    assert made(block("甲")) == render(report(block("甲")), STYLE)  # 没有批注的照旧
    assert not list(Document(io.BytesIO(made(block("甲")))).comments)
