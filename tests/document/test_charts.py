"""写图：部件里的数、字、字体，正文里的图和图题，登记和编号，替代文字。"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from reportgen.document import check
from reportgen.document.charts import EMU
from reportgen.document.part import A_URI, C_URI, DOCUMENT, NAMESPACES, STYLES, W
from reportgen.document.render import anchor, render, write_parts
from reportgen.document.style import Lettering, load_style
from reportgen.report import Block, Chart, Kind, Point, Series, Wording
from tests.document.test_render import STYLE, TABLE, block, body, report

FOLDER = Path(__file__).parents[2] / "templates/zh"


def points(*values: str | None) -> tuple[Point | None, ...]:
    return tuple(None if value is None else Point(Decimal(value), f"{value}分") for value in values)


CHART = Chart(
    upright=True,
    caption="各部分得分",
    labels=("预算执行", "产出 <1> & “2”"),
    series=(Series("分值", points("20", None)), Series("得分", points("14.61", "50"))),
)
BARS = CHART._replace(
    upright=False,
    series=CHART.series[1:],
    line=Point(Decimal(1), "100%"),
    note="共9项",
    number=2,
)


def charted(chart: Chart, id: str = "图") -> Block:
    return Block(id, Kind.GENERATED, "公文正文", Wording(chart=chart))


def part_of(chart: Chart) -> etree._Element:
    written = write_parts(report(charted(chart)), STYLE).parts
    return etree.fromstring(written["word/charts/rgChart1.xml"])


def found(root: etree._Element, path: str) -> list[str]:
    """查到的属性值或文字。"""
    return [str(each) for each in root.xpath(path, namespaces=NAMESPACES)]


def test_the_numbers_stand_in_the_part() -> None:
    root = part_of(CHART)
    assert found(root, "//c:ser/c:tx/c:v/text()") == ["分值", "得分"]
    assert found(root, "//c:cat/c:strLit/c:pt/c:v/text()")[:2] == ["预算执行", "产出 <1> & “2”"]
    for number, values in ((1, {"0": "20"}), (2, {"0": "14.61", "1": "50"})):
        series = f"//c:ser[{number}]"
        ids = found(root, f"{series}/c:val/c:numLit/c:pt/@idx")
        drawn = dict(zip(ids, found(root, f"{series}//c:numLit/c:pt/c:v/text()"), strict=True))
        assert drawn == values
        assert found(root, f"{series}//c:numLit/c:ptCount/@val") == ["2"]
        assert found(root, f"{series}/c:dLbls/c:dLbl/c:idx/@val") == list(values)
        assert found(root, f"{series}//c:dLbl//a:t/text()") == [f"{v}分" for v in values.values()]
    assert found(root, "//c:barDir/@val") == ["col"]
    assert found(root, "//c:legendPos/@val") == ["b"]
    assert found(root, "//c:majorGridlines") == []


def test_bars_lie_down_with_a_line_and_a_note() -> None:
    root = part_of(BARS)
    assert found(root, "//c:barDir/@val") == ["bar"]
    assert found(root, "//c:catAx/c:scaling/c:orientation/@val") == ["maxMin"]  # 头一项在上
    assert found(root, "//c:legend") == []
    assert found(root, "//c:valAx/c:majorUnit/@val") == ["1"]
    assert found(root, "//c:valAx/c:numFmt/@formatCode") == ["0%"]
    assert found(root, "//c:valAx/c:title//a:t/text()") == ["注：共9项"]
    assert len(root.findall(f".//{{{C_URI}}}majorGridlines")) == 1
    plain = part_of(BARS._replace(line=Point(Decimal(50), "50分")))
    assert found(plain, "//c:valAx/c:numFmt/@formatCode") == ["General"]


def test_every_letter_has_its_fonts() -> None:
    for chart in (CHART, BARS):
        root = part_of(chart)
        letterings = [*root.iter(f"{{{A_URI}}}defRPr"), *root.iter(f"{{{A_URI}}}rPr")]
        assert len(letterings) > 6
        for lettering in letterings:
            assert lettering.get("sz") == "1050"
            fonts = {each.tag: each.get("typeface") for each in lettering if each.get("typeface")}
            assert fonts == {f"{{{A_URI}}}{slot}": "仿宋_GB2312" for slot in ("latin", "ea", "cs")}


def test_series_differ_in_grey() -> None:
    """灰度相差一半以上：黑白打印分得清。"""
    fills = found(part_of(CHART), "//c:ser/c:spPr/a:solidFill/a:srgbClr/@val")
    first, second = (sum(bytes.fromhex(fill)) / (3 * 255) for fill in fills)
    assert abs(first - second) > 0.5


def test_a_chart_is_a_paragraph_with_its_title_below() -> None:
    chart = CHART._replace(caption='甲 <"乙"> & 丙')
    data = render(report(block("前"), charted(chart), block("后", id="后")), STYLE)
    _, drawn, title, last, _ = body(data)
    assert [text.text for text in title.iter(f"{W}t")] == ['图1　甲 <"乙"> & 丙']
    assert [text.text for text in last.iter(f"{W}t")] == ["后"]
    looks = [each.find(f"{W}pPr/{W}pStyle").get(f"{W}val") for each in (drawn, title)]
    assert looks == [STYLE.styles[name] for name in ("表格文字", "表格题名")]
    assert found(drawn, "w:pPr/w:keepNext/@w:val") == ["1"]
    assert found(title, "w:pPr/w:keepNext/@w:val") == ["0"]
    assert found(drawn, "w:pPr/w:spacing/@w:lineRule") == ["auto"]  # 固定行距会把图裁掉
    assert found(drawn, ".//wp:docPr/@descr") == [chart.description]
    (width,) = found(drawn, ".//wp:extent/@cx")
    assert abs(int(width) / EMU - 156) < 0.1
    # 书签从图起，到图题止
    assert found(drawn, "w:bookmarkStart/@w:name") == [anchor("图")]
    assert found(drawn, "w:bookmarkEnd") == []
    assert len(title.findall(f"{W}bookmarkEnd")) == 1


def test_a_chart_without_a_title_is_one_paragraph() -> None:
    drawn, last, _ = body(render(report(charted(CHART._replace(caption="")), block("后")), STYLE))
    assert found(drawn, "w:pPr/w:keepNext/@w:val") == ["0"]
    assert len(drawn.findall(f"{W}bookmarkEnd")) == 1
    assert len(last.findall(f"{W}bookmarkEnd")) == 1


def test_charts_and_comments_are_registered_once_each() -> None:
    hinted = Block("填", Kind.BLANK, "公文正文", Wording(("【请填写：甲】",)), hint="写")
    made = report(
        block("题", id="表", table=TABLE), charted(CHART, "一"), hinted, charted(BARS, "二")
    )
    data = render(made, STYLE)
    assert data == render(made, STYLE)
    assert check.check_document(data, "甲") == ()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
        document = etree.fromstring(package.read(DOCUMENT))
        types = package.read("[Content_Types].xml").decode()
    assert [name for name in names if "chart" in name] == [
        *("word/charts/rgChart1.xml", "word/charts/rgChart2.xml"),
    ]
    assert types.count("drawingml.chart+xml") == 2
    assert found(document, "//wp:docPr/@id") == ["1", "2"]
    assert found(document, "//wp:docPr/@name") == ["图1", "图2"]
    related = Document(io.BytesIO(data)).part.rels
    targets = [str(related[each].target_ref) for each in found(document, "//c:chart/@r:id")]
    assert targets == ["charts/rgChart1.xml", "charts/rgChart2.xml"]
    assert len(list(Document(io.BytesIO(data)).comments)) == 1
    # 表格后面紧接着图，不用垫空段
    tags = [etree.QName(each).localname for each in body(data)]
    assert tags == ["p", "tbl", "p", "p", "p", "p", "p", "sectPr"]


def test_charts_are_proved_without_reading_the_body(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    inspect = check._inspect_part

    def watched(name: str, *rest: object) -> tuple[check.Fault, ...]:
        read.append(name)
        return inspect(name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(check, "_inspect_part", watched)
    written = write_parts(report(charted(CHART), charted(BARS, "二")), STYLE)
    parts = {**STYLE.carrying(written.attachments).parts, **written.parts}
    assert check.check_parts(parts, "甲") == ()
    assert read == ["word/charts/rgChart1.xml", "word/charts/rgChart2.xml"]


def test_the_lettering_comes_from_the_style_document() -> None:
    assert STYLE.lettering == Lettering("仿宋_GB2312", 10.5)
    assert load_style(FOLDER / "style-form.docx").lettering == Lettering("仿宋_GB2312", 10.5)


@pytest.mark.parametrize(
    ("pattern", "new", "lettering"),
    [
        ("", "", Lettering("仿宋_GB2312", 16)),  # 照它基于的样式
        (
            r'(<w:style .{0,40}w:styleId="Normal">.*?)<w:rPr>.*?</w:rPr>',
            r"\1",
            Lettering("楷体", 12),
        ),
        (
            r'(<w:name w:val="备注"/><w:basedOn w:val=)"Normal"',
            r'\1"TableNote"',
            Lettering("楷体", 12),
        ),
        (r"<w:rFonts [^>]*>|<w:sz [^>]*>", "", Lettering("宋体", 10.5)),
    ],
)
def test_the_lettering_is_inherited(pattern: str, new: str, lettering: Lettering) -> None:
    styles = STYLE.parts[STYLES].decode()
    bare = re.sub(r'(<w:name w:val="备注"/>.*?)<w:rPr>.*?</w:rPr>', r"\1", styles, count=1)
    defaults = '<w:rPrDefault><w:rPr><w:rFonts w:eastAsia="楷体"/><w:sz w:val="24"/>'
    bare = re.sub(r"<w:rPrDefault><w:rPr>.*?/><w:kern .*?/><w:sz .*?/>", defaults, bare, count=1)
    changed = re.sub(pattern, new, bare) if pattern else bare
    assert changed != styles
    assert not pattern or changed != bare
    parts = {**STYLE.parts, STYLES: changed.encode()}
    assert replace(STYLE, parts=parts).lettering == lettering


TEXTS = st.text(max_size=60)
SERIES = st.builds(
    lambda name, rows: (name, rows),
    TEXTS,
    st.lists(
        st.one_of(
            st.none(), st.builds(Point, st.decimals(0, 10**6, allow_nan=False, places=4), TEXTS)
        ),
        min_size=1,
        max_size=20,
    ),
)


@settings(max_examples=50)
@given(TEXTS, TEXTS, st.booleans(), st.lists(SERIES, min_size=1, max_size=3), st.data())
def test_any_chart_is_sound(
    caption: str,
    note: str,
    upright: bool,
    several: list[tuple[str, list[Point | None]]],
    more: st.DataObject,
) -> None:
    fewest = min(len(rows) for _, rows in several)
    labels = more.draw(st.lists(TEXTS, min_size=fewest, max_size=fewest))
    series = tuple(Series(name, tuple(rows[:fewest])) for name, rows in several)
    line = more.draw(st.none() | st.builds(Point, st.decimals("0.01", 100, places=2), TEXTS))
    chart = Chart(upright, caption, tuple(labels), series, line, note)
    data = render(report(charted(chart)), STYLE)
    faults = check.check_document(data, "甲")
    assert faults == () or {each.code for each in faults} == {"document-drawing-description"}
    assert faults == () or not chart.description.strip()
