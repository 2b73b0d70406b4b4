"""Word、WPS、LibreOffice 写的正文片段，装进样式文件成为文稿；一处改动前后要对的几样。"""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from lxml import etree

from reportgen.document.check import check_document
from reportgen.document.comments import AUTHOR
from reportgen.document.part import DOCUMENT, RELATIONS, TYPES, W_URI, W
from reportgen.document.standing import Standing, texts_as_seen, texts_without

STYLE = Path(__file__).parents[3] / "templates" / "zh" / "style-report.docx"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": W_URI,
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
OTHER = 'w:author="张三" w:date="2021-03-01T09:00:00Z"'
OWN = f'w:author="{AUTHOR}"'
Change = Callable[[Standing], object]


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2021, 6, 1, 8, 30, 0)), data)
    return out.getvalue()


def document(body: str, **more: bytes) -> bytes:
    """一份文稿；``more`` 是另外的部件（``word/`` 里的文件名，点写成两个下划线）。"""
    parts = members(STYLE.read_bytes())
    section = etree.fromstring(parts[DOCUMENT]).find(f".//{W}sectPr")
    ending = etree.tostring(section, encoding="unicode")
    parts[DOCUMENT] = (
        f"<w:document {NAMESPACES}><w:body>{body}{ending}</w:body></w:document>".encode()
    )
    for name, data in more.items():
        part = f"{name.replace('__', '.')}"
        parts[f"word/{part}"] = data
        kind = part.partition(".")[0]
        if f"/word/{part}".encode() in parts[TYPES]:
            continue
        parts[TYPES] = parts[TYPES].replace(
            b"</Types>",
            f'<Override PartName="/word/{part}" ContentType="application/vnd.openxmlformats-'
            f'officedocument.wordprocessingml.{kind}+xml"/></Types>'.encode(),
        )
        parts[RELATIONS] = parts[RELATIONS].replace(
            b"</Relationships>",
            f'<Relationship Id="rIdT{kind}" Type="http://schemas.openxmlformats.org/'
            f'officeDocument/2006/relationships/{kind}" Target="{part}"/></Relationships>'.encode(),
        )
    return packed(parts)


def r(text: str, look: str = "", more: str = "") -> str:
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r{more}>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*content: str, style: str = "OfficialBody", mark: str = "", more: str = "") -> str:
    rpr = f"<w:rPr>{mark}</w:rPr>" if mark else ""
    return f'<w:p{more}><w:pPr><w:pStyle w:val="{style}"/>{rpr}</w:pPr>{"".join(content)}</w:p>'


def ins(number: int, *content: str, by: str = OTHER) -> str:
    return f'<w:ins w:id="{number}" {by}>{"".join(content)}</w:ins>'


def gone(number: int, text: str, by: str = OTHER) -> str:
    return (
        f'<w:del w:id="{number}" {by}><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>'
        "</w:del>"
    )


def bookmark(number: int, name: str, *content: str) -> str:
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{"".join(content)}'
        f'<w:bookmarkEnd w:id="{number}"/>'
    )


def field(code: str, *result: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{"".join(result)}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def tc(*content: str, properties: str = "") -> str:
    paragraphs = "".join(content) or p(style="TableText")
    return f'<w:tc><w:tcPr><w:tcW w:w="1000" w:type="dxa"/>{properties}</w:tcPr>{paragraphs}</w:tc>'


def cell(text: str, properties: str = "") -> str:
    return tc(p(r(text), style="TableText"), properties=properties)


def tr(*cells: str, properties: str = "") -> str:
    look = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f"<w:tr>{look}{''.join(cells)}</w:tr>"


def tbl(*rows: str, columns: int = 2) -> str:
    grid = '<w:gridCol w:w="1000"/>' * columns
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="FormGrid"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def seen(body: str) -> list[str]:
    """照现在的样子读，两种读法要相同。"""
    data = document(body)
    lines = [line.text for line in Standing(data, "甲.docx").lines]
    assert lines == texts_as_seen(data)
    return lines


def changed(
    body: str | bytes,
    change: Change,
    expected: Sequence[str],
    touched: Sequence[int] = (),
    tracked: bool = True,
) -> Any:
    """改一处：看见的字、收回以后的字、完好、没碰的段落一字不差；返回改后正文的树。

    ``touched`` 是可以变的段落，按原来文件里的次序（从 0 数）。
    """
    data = document(body) if isinstance(body, str) else body
    standing = Standing(data, "甲.docx")
    change(standing)
    out = standing.written()
    assert texts_as_seen(out) == list(expected)
    if tracked:
        assert texts_without(out, AUTHOR) == texts_without(data, AUTHOR)
    assert check_document(out, "甲.docx", carrier=data) == ()
    assert [line.text for line in Standing(out, "甲.docx").lines] == list(expected)
    before, after = (etree.fromstring(members(each)[DOCUMENT]) for each in (data, out))
    kept = [
        canonical(each) for number, each in enumerate(before.iter(f"{W}p")) if number not in touched
    ]
    missing = Counter(kept) - Counter(canonical(each) for each in after.iter(f"{W}p"))
    assert not missing, f"没有碰的段落变了：{list(missing)[:1]}"
    others = members(out)
    for name, raw in members(data).items():
        told = (b"comments" in others[name]) or "comments" in name or name == "word/styles.xml"
        assert told or name == DOCUMENT or others[name] == raw, f"{name} 变了"
    final = Standing(out, "甲.docx")
    final.strip()
    assert texts_as_seen(final.written()) == list(expected), "接受以后的字不对"
    assert check_document(final.written(), "甲.docx", carrier=data) == ()
    assert texts_without(final.written(), AUTHOR) == list(expected)
    return after


def canonical(element: Any) -> bytes:
    return etree.tostring(element, method="c14n", exclusive=True)


def text_of(element: Any) -> str:
    return "".join(element.itertext(f"{W}t", f"{W}delText"))
