"""照现在的样子读：各家软件的套子里的字都读到，看不见的不读。"""

from __future__ import annotations

import pytest

from reportgen.document.standing import HOLE, GridAt, Outside, Standing
from reportgen.finding import Unreadable
from tests.document.standing.documents import (
    OTHER,
    OWN,
    bookmark,
    cell,
    document,
    field,
    gone,
    ins,
    members,
    p,
    packed,
    r,
    seen,
    tbl,
    tc,
    tr,
)

TEXT_BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>'
    "<w:p><w:r><w:t>框里的字</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>框里的字</w:t></w:r></w:p>"
    "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)

CASES = {
    "split-by-rsid": (
        p(r("预算", more=' w:rsidR="00A1"'), r("500", more=' w:rsidR="00B2"')),
        ["预算500"],
    ),
    "proof-marks": (
        p(r("甲"), '<w:proofErr w:type="spellStart"/>', r("乙"), '<w:proofErr w:type="spellEnd"/>'),
        ["甲乙"],
    ),
    "page-break-mark": (
        p("<w:r><w:t>甲</w:t><w:lastRenderedPageBreak/><w:t>乙</w:t></w:r>"),
        ["甲乙"],
    ),
    "inserted": (p(r("甲"), ins(1, r("乙")), r("丙")), ["甲乙丙"]),
    "deleted": (p(r("甲"), gone(1, "乙"), r("丙")), ["甲丙"]),
    "deleted-within-inserted": (p(ins(1, r("甲"), gone(2, "乙"), r("丙"))), ["甲丙"]),
    "moved": (
        p(
            '<w:moveFromRangeStart w:id="1" w:name="m" w:author="张三"/>'
            f'<w:moveFrom w:id="2" {OTHER}>{r("移")}</w:moveFrom><w:moveFromRangeEnd w:id="1"/>',
            r("甲"),
        )
        + p(
            '<w:moveToRangeStart w:id="3" w:name="m" w:author="张三"/>'
            f'<w:moveTo w:id="4" {OTHER}>{r("移")}</w:moveTo><w:moveToRangeEnd w:id="3"/>'
        ),
        ["甲", "移"],
    ),
    "moved-paragraph": (
        p(
            f'<w:moveFrom w:id="2" {OTHER}>{r("移")}</w:moveFrom>',
            mark=f'<w:moveFrom w:id="5" {OTHER}/>',
        )
        + p(r("甲")),
        ["甲"],
    ),
    "hyperlink": (p(r("见"), f'<w:hyperlink w:anchor="a">{r("附件")}</w:hyperlink>'), ["见附件"]),
    "smart-tag": (
        p(
            f'<w:smartTag w:uri="u" w:element="date"><w:smartTagPr/>{r("2020年")}</w:smartTag>',
            r("底"),
        ),
        ["2020年底"],
    ),
    "custom-xml": (p(f'<w:customXml w:element="e">{r("甲")}</w:customXml>'), ["甲"]),
    "inline-control": (
        p(f"<w:sdt><w:sdtPr/><w:sdtContent>{r('甲')}</w:sdtContent></w:sdt>"),
        ["甲"],
    ),
    "block-control": (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{p(r('甲'))}</w:sdtContent></w:sdt>",
        ["甲"],
    ),
    "simple-field": (p(f'<w:fldSimple w:instr="DATE">{r("2020")}</w:fldSimple>'), ["2020"]),
    "field": (p(r("第"), field("PAGE", r("3")), r("页")), ["第3页"]),
    "nested-field": (
        p(
            field(
                "IF " + '"</w:instrText></w:r>' + field("REF x", r("内")) + '<w:r><w:instrText>"',
                r("外"),
            )
        ),
        ["外"],
    ),
    "mark-deleted": (
        p(r("甲"), mark=f'<w:del w:id="1" {OTHER}/>') + p(r("乙")) + p(r("丙")),
        ["甲乙", "丙"],
    ),
    "paragraph-deleted": (
        p(gone(1, "甲"), mark=f'<w:del w:id="2" {OTHER}/>') + p(r("乙")),
        ["乙"],
    ),
    "paragraph-deleted-before-table": (
        p(gone(1, "甲"), mark=f'<w:del w:id="2" {OTHER}/>') + tbl(tr(cell("1"), cell("2"))) + p(),
        ["1", "2", ""],
    ),
    "mark-deleted-before-table": (
        p(r("甲"), mark=f'<w:del w:id="2" {OTHER}/>') + tbl(tr(cell("1"), cell("2"))) + p(),
        ["甲", "1", "2", ""],
    ),
    "last-mark-deleted": (
        tbl(tr(tc(p(mark=f'<w:del w:id="2" {OTHER}/>')), cell("2"))) + p(),
        ["", "2", ""],
    ),
    "row-deleted": (
        tbl(
            tr(cell("1"), cell("2"), properties=f'<w:del w:id="1" {OTHER}/>'),
            tr(cell("3"), cell("4")),
        )
        + p(),
        ["3", "4", ""],
    ),
    "table-deleted": (
        p(r("甲"), mark=f'<w:del w:id="2" {OTHER}/>')
        + tbl(tr(cell("1"), cell("2"), properties=f'<w:del w:id="1" {OTHER}/>'))
        + p(r("乙")),
        ["甲乙"],
    ),
    "holes": (
        p(
            '<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:footnoteReference w:id="2"/></w:r>',
            "<m:oMath/>",
        ),
        [f"甲{HOLE}乙{HOLE}{HOLE}{HOLE}"],
    ),
    "text-box": (p(r("甲"), TEXT_BOX, r("乙")), [f"甲{HOLE}乙"]),
    "hyphens": (
        p("<w:r><w:t>2020</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>2021</w:t></w:r>"),
        ["2020-2021"],
    ),
    "symbol": (p('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>是</w:t></w:r>'), ["☑是"]),
    "nested-table": (
        tbl(tr(tc(p(r("外")), tbl(tr(cell("内"), cell("里"))), p()), cell("旁"))) + p(),
        ["外", "内", "里", "", "旁", ""],
    ),
    "empty": ("", []),
}


@pytest.mark.parametrize("name", CASES)
def test_the_text_as_it_stands(name: str) -> None:
    body, expected = CASES[name]
    assert seen(body) == expected


def test_sealed_lines() -> None:
    toc = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
        f"</w:sdtPr><w:sdtContent>{p(r('目录'))}"
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        "<w:r><w:instrText> TOC </w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r("一、概况")}</w:p>{p(r("二、结论"))}'
        '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:sdtContent></w:sdt>'
    )
    loose = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        "<w:r><w:instrText> TOC </w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r("一")}</w:p>{p(r("二"))}'
        f'<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r>{r("后")}</w:p>'
    )
    nested = tbl(tr(tc(tbl(tr(cell("内"), cell("里"))), p(r("外"))), cell("旁")))
    standing = Standing(document(toc + loose + p(field("PAGE", r("1"))) + nested + p()), "甲")
    found = {line.text: line.sealed for line in standing.lines if line.text}
    assert found == {
        **dict.fromkeys(("目录", "一、概况", "二、结论", "一", "二", "内", "里"), True),
        **dict.fromkeys(("后", "1", "外", "旁"), False),
    }


def test_styles_units_and_grids() -> None:
    body = (
        p(r("一"), style="Heading1")
        + p(r("二"))
        + f"<w:p>{r('三')}</w:p>"
        + tbl(
            tr(cell("甲", '<w:gridSpan w:val="2"/>'), cell("乙", '<w:vMerge w:val="restart"/>')),
            tr(cell("丙"), cell("丁"), cell("", "<w:vMerge/>")),
            columns=3,
        )
        + p()
    )
    standing = Standing(document(body), "甲")
    assert [line.style for line in standing.lines[:3]] == ["heading 1", "公文正文", ""]
    assert [unit if isinstance(unit, int) else "表" for unit in standing.units] == [
        0,
        1,
        2,
        "表",
        8,
    ]
    grid = standing.units[3]
    assert isinstance(grid, GridAt)
    shape = [
        [
            (standing.lines[each.lines[0]].text, each.column, each.span, each.merged)
            for each in row.cells
        ]
        for row in grid.rows
    ]
    assert shape == [
        [("甲", 0, 2, False), ("乙", 2, 1, False)],
        [("丙", 0, 1, False), ("丁", 1, 1, False), ("", 2, 1, True)],
    ]


def test_style_names_as_libreoffice_writes_them() -> None:
    parts = members(document(p(r("一"), style="Heading1")))
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b'"heading 1"', b'"Heading 1"')
    assert Standing(packed(parts), "甲").lines[0].style == "heading 1"


def test_anchors_as_they_stand() -> None:
    body = (
        p(bookmark(1, "_rga", r("甲")))
        + p('<w:bookmarkStart w:id="2" w:name="_rgb"/>', r("乙"))
        + p(r("丙"), '<w:bookmarkEnd w:id="2"/>')
        + p(bookmark(3, "_rga_Copy_1", r("甲")))
        + p(bookmark(4, "_rgempty"), r("丁"))
        + p(r("戊"), '<w:bookmarkStart w:id="5" w:name="_rgc"/>')
        + p(r("己"))
        + p('<w:bookmarkEnd w:id="5"/>', r("庚"))
        + '<w:bookmarkStart w:id="6" w:name="_rgd"/>'
        + tbl(tr(cell("1"), cell("2")))
        + '<w:bookmarkEnd w:id="6"/>'
        + p(bookmark(7, "_rgdel", gone(8, "删")), r("辛"))
    )
    assert Standing(document(body), "甲").anchors == {
        "_rga": (0, 0),
        "_rgb": (1, 2),
        "_rga_Copy_1": (3, 3),
        "_rgc": (6, 6),
        "_rgd": (8, 9),
    }


def test_outside_and_other_authors() -> None:
    notes = (
        f'<w:footnotes xmlns:w="{"http://schemas.openxmlformats.org/wordprocessingml/2006/main"}">'
        '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>'
        "<w:r><w:t>脚注500万元</w:t></w:r></w:p>"
        "</w:footnote></w:footnotes>"
    ).encode()
    body = p(r("甲"), TEXT_BOX, ins(1, r("乙")), gone(2, "丙"), ins(3, r("丁"), by=OWN))
    standing = Standing(document(body, footnotes__xml=notes), "甲")
    assert Outside("脚注", "脚注500万元") in standing.outside
    assert standing.outside.count(Outside("文本框", "框里的字")) == 1
    assert any(each.kind == "页脚" for each in standing.outside)
    assert standing.other_authors == {"张三": 2}


def _settings(protection: str) -> bytes:
    uri = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<w:settings xmlns:w="{uri}">{protection}</w:settings>'.encode()


REFUSED = {
    "old-format": (b"\xd0\xcf\x11\xe0" + b"0" * 600, "加了密码，或是旧版"),
    "not-a-zip": (b"PK\x03\x04 nothing", "解不开"),
    "no-document": (packed({"a.xml": b"<a/>"}), "word/document.xml 读不出来"),
    "broken": (packed({"word/document.xml": b"<w:document"}), "读不出来"),
    "strict": (
        packed(
            {
                "word/document.xml": b'<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'
            }
        ),
        "严格格式",
    ),
    "protected": (
        document(
            p(),
            settings__xml=_settings('<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'),
        ),
        "限制了编辑",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read(name: str) -> None:
    data, message = REFUSED[name]
    with pytest.raises(Unreadable, match=message) as raised:
        Standing(data, "甲.docx")
    assert raised.value.findings[0].origins[0].file == "甲.docx"
    assert raised.value.findings[0].remedy


def test_protection_that_is_not_enforced() -> None:
    loose = _settings('<w:documentProtection w:edit="readOnly" w:enforcement="0"/>')
    assert Standing(document(p(r("甲")), settings__xml=loose), "甲").lines[0].text == "甲"


def test_nothing_done_nothing_changed() -> None:
    data = document(p(r("甲")))
    standing = Standing(data, "甲")
    standing.edit(0, [(0, 1, "甲")], True)
    standing.withdraw(["7"])
    assert Standing(data, "甲").written() == data
    assert members(standing.written()).keys() == members(data).keys()
