"""每条规则一份只坏一处的文稿：恰好报出那一条，不报别的。"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from reportgen.document.check import CHECKS, check_document
from reportgen.document.part import R_URI
from reportgen.document.render import render
from reportgen.document.style import load_style
from reportgen.finding import Severity
from reportgen.report import Block, Chart, Kind, Point, Properties, Report, Series, Wording

STYLES = sorted((Path(__file__).parents[2] / "templates/zh").glob("style-*.docx"))
REPORT = next(path for path in STYLES if path.stem == "style-report")
DOCUMENT = "word/document.xml"
RELATIONS = "word/_rels/document.xml.rels"
TYPES = "[Content_Types].xml"
Change = Callable[[str], str]


def unpack(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def pack(parts: list[tuple[str, str]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts:
            archive.writestr(name, text)
    return buffer.getvalue()


def rewrite(**changes: Change) -> bytes:
    """样式文档改几个部件；参数名是部件文件名的主干。"""
    parts = unpack(REPORT.read_bytes())
    for name, text in parts.items():
        stem = {TYPES: "types", RELATIONS: "relations", "_rels/.rels": "root"}.get(
            name, Path(name).stem
        )
        if stem in changes:
            parts[name] = changes.pop(stem)(text)
            assert parts[name] != text, "什么也没有改"
    assert not changes, f"没有这些部件：{changes}"
    return pack(list(parts.items()))


def body(xml: str) -> Change:
    """把一段内容放在正文开头。"""
    return lambda text: text.replace("<w:body>", f"<w:body>{xml}", 1)


def swap(old: str, new: str) -> Change:
    return lambda text: text.replace(old, new, 1)


def p(xml: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="Normal"/></w:pPr>{xml}</w:p>'


def tbl(*rows: str, columns: int = 2) -> str:
    grid = '<w:gridCol w:w="1000"/>' * columns
    body_rows = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{body_rows}</w:tbl>"


def tc(properties: str = "", content: str = "<w:p/>") -> str:
    return f"<w:tc>{f'<w:tcPr>{properties}</w:tcPr>' if properties else ''}{content}</w:tc>"


def with_comments(xml: str, ids: str = "7") -> bytes:
    """加一个批注部件。"""
    comments = "".join(f'<w:comment w:id="{i}" w:author="甲">{p("")}</w:comment>' for i in ids)
    data = rewrite(
        document=body(xml),
        relations=swap(
            "</Relationships>",
            '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            'relationships/comments" Target="comments.xml"/></Relationships>',
        ),
        types=swap(
            "</Types>",
            '<Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-'
            'officedocument.wordprocessingml.comments+xml"/></Types>',
        ),
    )
    uri = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    part = f'<w:comments xmlns:w="{uri}">{comments}</w:comments>'
    return pack([*unpack(data).items(), ("word/comments.xml", part)])


def with_chart(*changes: tuple[str, str]) -> bytes:
    """一份有图的文稿，改坏图的部件。"""
    points = (Point(Decimal(5), "5"),)
    chart = Chart(True, "得分", ("甲",), (Series("得分", points),))
    blocks = (Block("图", Kind.GENERATED, "公文正文", Wording(chart=chart)),)
    parts = unpack(
        render(Report("甲", REPORT.name, Properties("", "", ""), blocks), load_style(REPORT))
    )
    for old, new in changes:
        broken = {name: text.replace(old, new) for name, text in parts.items()}
        assert broken != parts, "什么也没有改"
        parts = broken
    return pack(list(parts.items()))


def drawing(identity: int) -> str:
    uri = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{uri}"><wp:docPr id="{identity}" name=""/>'
        "</wp:inline></w:drawing></w:r>"
    )


def without(name: str) -> bytes:
    return pack([(n, text) for n, text in unpack(REPORT.read_bytes()).items() if n != name])


def duplicated() -> bytes:
    parts = list(unpack(REPORT.read_bytes()).items())
    with pytest.warns(UserWarning, match="Duplicate name"):
        return pack([*parts, parts[-1]])


def mark(kind: str, identity: int, name: str = "") -> str:
    return f'<w:{kind} w:id="{identity}"{f" w:name={chr(34)}{name}{chr(34)}" if name else ""}/>'


def bookmark(identity: int, name: str) -> str:
    return mark("bookmarkStart", identity, name) + mark("bookmarkEnd", identity)


def comment(identity: int) -> str:
    return (
        f'<w:commentRangeStart w:id="{identity}"/><w:r><w:t>甲</w:t></w:r>'
        f'<w:commentRangeEnd w:id="{identity}"/><w:r><w:commentReference w:id="{identity}"/></w:r>'
    )


def change(kind: str, identity: int, content: str) -> str:
    return f'<w:{kind} w:id="{identity}" w:author="甲"><w:r>{content}</w:r></w:{kind}>'


def field(*kinds: str) -> str:
    return "".join(f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in kinds)


def no_fonts(text: str) -> str:
    return re.sub(r' w:eastAsia="[^"]*"', "", text.replace('w:lang w:val="en-US"', "w:lang"))


RESTART, CONTINUE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
SPAN = '<w:gridSpan w:val="2"/>'
EMPTY = "<w:tblPr/><w:tblGrid/>"

BROKEN: list[tuple[str, str, Callable[[], bytes]]] = [
    (code, label, lambda change=change: rewrite(document=change))
    for code, label, change in (
        ("relation-id", "用到没有的关系", swap('r:id="rId4"', 'r:id="rId99"')),
        ("character", "换行符", body(p("<w:r><w:t>甲\n乙</w:t></w:r>"))),
        ("character", "制表符的代码", body(p("<w:r><w:t>甲&#9;乙</w:t></w:r>"))),
        ("blank", "首有空格", body(p("<w:r><w:t> 甲</w:t></w:r>"))),
        ("blank", "尾有空格", body(p("<w:r><w:t>甲 </w:t></w:r>"))),
        ("blank", "只有空格", body(p("<w:r><w:t> </w:t></w:r>"))),
        ("text-placement", "删除里的文字", body(p(change("del", 1, "<w:t>甲</w:t>")))),
        ("text-placement", "删除外的删除文字", body(p("<w:r><w:delText>甲</w:delText></w:r>"))),
        ("text-placement", "插入里的删除", body(p(change("ins", 1, "<w:delText>甲</w:delText>")))),
        ("bookmark-pair", "有起无止", body(p(mark("bookmarkStart", 1, "甲")))),
        ("bookmark-pair", "有止无起", body(p(mark("bookmarkEnd", 1)))),
        (
            "bookmark-pair",
            "先止后起",
            body(p(mark("bookmarkEnd", 1) + bookmark(2, "乙") + mark("bookmarkStart", 1, "甲"))),
        ),
        ("bookmark-pair", "编号重复", body(p(bookmark(1, "a") + mark("bookmarkStart", 1, "b")))),
        ("bookmark-name", "重名", body(p(bookmark(1, "rg_a") + bookmark(2, "RG_A")))),
        ("bookmark-name", "太长", body(p(bookmark(1, "a" * 41)))),
        ("bookmark-name", "有横线", body(p(bookmark(1, "rg-a")))),
        ("bookmark-name", "数字开头", body(p(bookmark(1, "1a")))),
        (
            "revision-id",
            "编号重复",
            body(
                p(change("ins", 1, "<w:t>甲</w:t>") + change("del", 1, "<w:delText>乙</w:delText>"))
            ),
        ),
        ("cell-end", "空单元格", body(tbl("<w:tc/>", columns=1))),
        ("cell-end", "只有属性", body(tbl(tc("<w:noWrap/>", ""), columns=1))),
        ("cell-end", "以表格结尾", body(tbl(tc("", "<w:p/>" + tbl()), columns=1))),
        ("table-grid", "少一格", body(tbl(tc()))),
        ("table-grid", "多跨一列", body(tbl(tc(SPAN) + tc()))),
        ("vertical-merge", "没有起格", body(tbl(tc() + tc(), tc(CONTINUE) + tc()))),
        ("vertical-merge", "隔了一行", body(tbl(tc(RESTART), tc(), tc(CONTINUE), columns=1))),
        (
            "vertical-merge",
            "跨列不同",
            body(tbl(tc(SPAN + RESTART), tc(CONTINUE) + tc())),
        ),
        ("style", "没有的段落样式", swap('pStyle w:val="Normal"', 'pStyle w:val="Nowhere"')),
        ("style", "没有的字符样式", swap('rStyle w:val="ToFill"', 'rStyle w:val="Normal"')),
        ("style", "没有的表格样式", swap('tblStyle w:val="FormGrid"', 'tblStyle w:val="x"')),
        ("section", "不在最后", swap("</w:body>", "<w:p/></w:body>")),
        ("section", "中间还有", body("<w:sectPr/>")),
        ("order", "段落属性在后", body("<w:p><w:r/><w:pPr/></w:p>")),
        ("order", "文字属性在后", body("<w:p><w:r><w:t>甲</w:t><w:rPr/></w:r></w:p>")),
        (
            "order",
            "单元格属性在后",
            body(tbl("<w:tc><w:p/><w:tcPr/><w:p/></w:tc>", columns=1)),
        ),
        ("order", "行属性在后", body(tbl(tc() + "<w:trPr/>", columns=1))),
        ("order", "表格缺少属性", body("<w:tbl><w:tblGrid/></w:tbl>")),
        ("order", "表格属性颠倒", body("<w:tbl><w:tblGrid/><w:tblPr/></w:tbl>")),
        ("order", "列宽在行后", body("<w:tbl><w:tblPr/><w:tr/><w:tblGrid/></w:tbl>")),
        (
            "theme-font",
            "文字用主题字体",
            body(p('<w:r><w:rPr><w:rFonts w:eastAsiaTheme="minorEastAsia"/></w:rPr></w:r>')),
        ),
        (
            "content-control",
            "内容控件",
            body(f"<w:sdt><w:sdtContent>{p('')}</w:sdtContent></w:sdt>"),
        ),
        ("field", "没有止", body(p(field("begin", "separate")))),
        ("field", "没有起", body(p(field("end")))),
        ("field", "两个分隔", body(p(field("begin", "separate", "separate", "end")))),
        ("field", "代码在域外", body(p("<w:r><w:instrText>PAGE</w:instrText></w:r>"))),
        ("xml", "不完好", swap("</w:body>", "")),
        ("xml", "非法字符", body(p("<w:r><w:t>甲\x0b</w:t></w:r>"))),
        (
            "xml",
            "文档类型声明",
            swap("<w:document", "<!DOCTYPE w:document [<!ENTITY a 'b'>]><w:document"),
        ),
    )
]
BROKEN += [
    ("zip", "不是压缩包", lambda: b"PK\x03\x04 not a zip"),
    ("zip", "截断", lambda: REPORT.read_bytes()[:-200]),
    (
        "zip",
        "内容损坏",
        lambda: REPORT.read_bytes().replace(b"word/styles.xml", b"word/stylez.xml", 1),
    ),
    ("part-missing", "缺样式表", lambda: without("word/styles.xml")),
    ("part-missing", "缺正文", lambda: without(DOCUMENT)),
    ("part-missing", "缺内容类型", lambda: without(TYPES)),
    ("member-duplicate", "重名", duplicated),
    (
        "content-type",
        "没有登记",
        lambda: pack([*unpack(REPORT.read_bytes()).items(), ("a.bin", "甲")]),
    ),
    (
        "content-type",
        "登记的部件不存在",
        lambda: rewrite(
            types=swap("</Types>", '<Override PartName="/a.xml" ContentType="a/b"/></Types>')
        ),
    ),
    (
        "content-type",
        "正文不是文稿",
        lambda: rewrite(types=swap("document.main+xml", "template.main+xml")),
    ),
    (
        "relationship",
        "指向的部件不存在",
        lambda: rewrite(relations=swap('"fontTable.xml"', '"fonts.xml"')),
    ),
    (
        "relationship",
        "编号重复",
        lambda: rewrite(relations=swap('Id="rId3"', 'Id="rId2"')),
    ),
    ("xml", "页脚不完好", lambda: rewrite(footer1=swap("</w:ftr>", ""))),
    ("xml", "样式表不完好", lambda: rewrite(styles=swap("</w:styles>", ""))),
    ("xml", "属性部件不完好", lambda: rewrite(core=swap("</dc:language>", ""))),
    ("xml", "关系表不完好", lambda: rewrite(relations=swap("</Relationships>", ""))),
    ("style", "页脚的样式", lambda: rewrite(footer1=swap('"Footer"', '"Nowhere"'))),
    ("field", "页脚的域", lambda: rewrite(footer1=swap('"end"', '"separate"'))),
    (
        "relation-id",
        "页脚没有关系表",
        lambda: rewrite(
            footer1=swap(
                "<w:r>",
                f'<w:r xmlns:r="{R_URI}" r:id="rId1">',
            )
        ),
    ),
    (
        "theme-font",
        "样式用主题字体",
        lambda: rewrite(styles=swap("<w:rFonts ", '<w:rFonts w:asciiTheme="minorHAnsi" ')),
    ),
    ("east-asian-font", "没有中文字体", lambda: rewrite(styles=no_fonts)),
    ("comment", "引用的不存在", lambda: rewrite(document=body(p(comment(7))))),
    ("comment", "没有引用", lambda: with_comments(p(""))),
    (
        "comment",
        "引用两次",
        lambda: with_comments(p(comment(7) + '<w:r><w:commentReference w:id="7"/></w:r>')),
    ),
    (
        "comment",
        "有起无止",
        lambda: with_comments(p(comment(7).replace('<w:commentRangeEnd w:id="7"/>', ""))),
    ),
    (
        "comment",
        "有止无起",
        lambda: with_comments(p(comment(7).replace('<w:commentRangeStart w:id="7"/>', ""))),
    ),
    (
        "comment",
        "有范围无引用",
        lambda: rewrite(
            document=body(p(mark("commentRangeStart", 7) + mark("commentRangeEnd", 7)))
        ),
    ),
    ("comment", "编号重复", lambda: with_comments(p(comment(7)), "77")),
    ("drawing-id", "编号重复", lambda: rewrite(document=body(p(drawing(1) * 2)))),
    ("drawing-description", "空的", lambda: with_chart(('descr="得分。甲：5。"', 'descr="　"'))),
    ("drawing-description", "没有", lambda: with_chart((' descr="得分。甲：5。"', ""))),
    ("relation-id", "图没有部件", lambda: with_chart(('r:id="rgChart1"', 'r:id="rgChart2"'))),
    (
        "chart-axis",
        "没有数轴",
        lambda: with_chart(('<c:valAx><c:axId val="2"', '<c:valAx><c:axId val="3"')),
    ),
    ("chart-font", "没有中文字体", lambda: with_chart(("<a:ea ", "<a:sym "))),
    (
        "chart-font",
        "用主题字体",
        lambda: with_chart(('<a:ea typeface="仿宋_GB2312"', '<a:ea typeface="+mn-ea"')),
    ),
    ("xml", "图不完好", lambda: with_chart(("</c:chartSpace>", ""))),
]


@pytest.mark.parametrize(
    ("code", "make"),
    [pytest.param(f"document-{code}", make, id=f"{code}-{label}") for code, label, make in BROKEN],
)
def test_one_fault_one_finding(code: str, make: Callable[[], bytes]) -> None:
    findings = check_document(make(), "甲.docx")
    assert {finding.code for finding in findings} == {code}
    for finding in findings:
        assert finding.severity is Severity.ERROR
        assert finding.origins[0].file == "甲.docx"
        assert finding.message
        assert finding.remedy


def test_every_rule_is_tried() -> None:
    tried = {f"document-{code}" for code, _, _ in BROKEN}
    assert {check.code for check in CHECKS} <= tried


def test_charts_are_clean_and_pictures_of_people_are_left_alone() -> None:
    assert check_document(with_chart(), "甲.docx") == ()
    pictures = rewrite(document=body(p(drawing(1) + drawing(2))))
    assert check_document(pictures, "甲.docx") == ()


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.stem)
def test_style_documents_are_clean(path: Path) -> None:
    assert check_document(path.read_bytes(), path.name) == ()


CLEAN = {
    "批注": lambda: with_comments(p(comment(7)) + p(comment(8)), "78"),
    "无范围的批注": lambda: with_comments(p('<w:r><w:commentReference w:id="7"/></w:r>')),
    "修订": lambda: rewrite(
        document=body(
            p(change("ins", 1, "<w:t>甲</w:t>") + change("del", 2, "<w:delText>乙</w:delText>"))
        )
    ),
    "书签跨段": lambda: rewrite(
        document=body(mark("bookmarkStart", 1, "_rg_甲1") + p("") + mark("bookmarkEnd", 1))
    ),
    "书签在单元格末": lambda: rewrite(
        document=body(
            mark("bookmarkStart", 1, "a" * 40)
            + tbl(tc("", p("") + mark("bookmarkEnd", 1)), columns=1)
        )
    ),
    "合并的表格": lambda: rewrite(
        document=body(
            tbl(
                tc(SPAN + RESTART) + tc(),
                tc(SPAN + CONTINUE) + tc(),
                tc() + tc() + tc("", tbl(tc(), columns=1) + "<w:p/>"),
                '<w:trPr><w:gridBefore w:val="1"/></w:trPr>' + tc() + tc(),
                columns=3,
            )
        )
    ),
    "保留空格": lambda: rewrite(
        document=body(
            p('<w:r><w:t xml:space="preserve"> 甲 </w:t></w:r><w:r><w:t>　乙</w:t></w:r>')
        )
    ),
    "链接和图片的关系": lambda: rewrite(
        document=body(p('<w:hyperlink r:id="rId8"/>')),
        relations=swap(
            "</Relationships>",
            '<Relationship Id="rId8" Type="a" Target="http://a.cn/" TargetMode="External"/>'
            "</Relationships>",
        ),
    ),
    "排过版的XML": lambda: rewrite(document=lambda text: text.replace("><w:p>", ">\n  <w:p>")),
    "别的前缀": lambda: rewrite(
        document=lambda text: re.sub(r"(</?|\s|xmlns:)w(?=[:=])", r"\1ns0", text)
    ),
    "尖括号和和号": lambda: rewrite(
        document=body(p("<w:r><w:t>&lt;90% &amp; {{甲}} {%</w:t></w:r>"))
    ),
}


@pytest.mark.parametrize("make", CLEAN.values(), ids=CLEAN.keys())
def test_clean_documents_have_no_findings(make: Callable[[], bytes]) -> None:
    assert check_document(make(), "甲.docx") == ()


def test_other_prefix_is_checked_too() -> None:
    data = rewrite(
        document=lambda text: re.sub(
            r"(</?|\s|xmlns:)w(?=[:=])",
            r"\1ns0",
            body(p("<w:r><w:t> 甲</w:t></w:r>") + tbl(tc("", ""), columns=1))(text),
        )
    )
    assert {finding.code for finding in check_document(data, "甲.docx")} == {
        "document-blank",
        "document-cell-end",
    }


def test_message_names_part_and_place() -> None:
    data = rewrite(document=body(p("") + p("<w:r><w:t>预算数2903.5万元 </w:t></w:r>")))
    (finding,) = check_document(data, "甲.docx")
    assert finding.message == (
        "word/document.xml 第2段“预算数2903.5万元”：文字首尾有空格而没有标明保留"
    )
    assert str(finding.origins[0]) == "甲.docx[word/document.xml 第2段“预算数2903.5万元”]"


def test_faults_of_the_carrier_are_not_ours() -> None:
    control = f"<w:sdt><w:sdtContent>{p('')}</w:sdtContent></w:sdt>"
    carrier = rewrite(document=body(control))
    assert check_document(carrier, "甲.docx", carrier) == ()
    worse = rewrite(document=body(control + control + p("<w:r><w:t>甲 </w:t></w:r>")))
    codes = [finding.code for finding in check_document(worse, "甲.docx", carrier)]
    assert codes == ["document-blank", "document-content-control"]
