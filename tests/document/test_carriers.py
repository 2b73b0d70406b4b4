"""底子：写得进、读得出、换得下、去得掉；别人的部件和属性一个也不少。"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from docx import Document
from lxml import etree

from reportgen.document.carriers import (
    CHUNK,
    NAMESPACE,
    PROPERTIES,
    carried,
    fresh_carriers,
    put_base,
    remove_base,
)
from reportgen.document.check import check_document
from reportgen.document.part import DOCUMENT, RELATIONS, TYPES
from reportgen.document.parts import Parts
from reportgen.document.render import render
from reportgen.document.style import StyleDocument, load_style
from reportgen.reading.package import WORD
from reportgen.report import Block, Kind, Properties, Report, Wording

Members = dict[str, bytes]

STYLE = load_style(Path(__file__).parents[2] / "templates/zh/style-report.docx")
PACKAGE = "_rels/.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
VT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
LONG = "".join(Random(1).choices("abcdefgABCDEFG0123456789+/", k=CHUNK * 3 + 7))
SHORT = "c2hvcnQ="
REPORT = Report(
    "附件4",
    "style-report.docx",
    Properties("题", "人", "主题"),
    (Block("甲", Kind.FIXED, "公文正文", Wording(("一",))),),
)
THEIR_ITEM = b'<?xml version="1.0" encoding="UTF-8"?><b:Sources xmlns:b="urn:bibliography"/>'
THEIR_PROPERTIES = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="{CUSTOM}" '
    f'xmlns:vt="{VT}"><property fmtid="{FORMAT}" pid="2" name="KSOProductBuildVer">'
    f'<vt:lpwstr>2052-11.1.0</vt:lpwstr></property><property fmtid="{FORMAT}" pid="7" '
    'name="部门"><vt:lpwstr>宣传部&amp;网信办</vt:lpwstr></property></Properties>'
).encode()


def members(data: bytes) -> Members:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert len(set(package.namelist())) == len(package.namelist())
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: Members) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


def opened(data: bytes) -> Parts:
    return Parts(data, WORD, "附件4")


def registered(parts: Members, name: str, kind: str, source: str, relation: str) -> None:
    """登记一个部件的类型和关系。"""
    override = f'<Override PartName="/{name}" ContentType="{kind}"/></Types>'
    parts[TYPES] = parts[TYPES].replace(b"</Types>", override.encode())
    target = name if source == PACKAGE else f"../{name}"
    each = f'<Relationship Id="rId90" Type="{OFFICE}/{relation}" Target="{target}"/>'
    parts[source] = parts[source].replace(
        b"</Relationships>", f"{each}</Relationships>".encode(), 1
    )


def others(properties: bytes = THEIR_PROPERTIES, number: int = 1) -> StyleDocument:
    """样式文件里有别人的自定义属性和自定义 XML 部件。"""
    parts = dict(STYLE.parts)
    item = f"customXml/item{number}.xml"
    parts[item], parts[PROPERTIES] = THEIR_ITEM, properties
    registered(parts, item, "application/xml", RELATIONS, "customXml")
    kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    registered(parts, PROPERTIES, kind, PACKAGE, "custom-properties")
    return replace(STYLE, parts=parts)


def properties(data: bytes) -> dict[str, str]:
    """自定义属性：名称和值；编号不能重。"""
    parts = members(data)
    if PROPERTIES not in parts:
        return {}
    root = etree.fromstring(parts[PROPERTIES])
    numbers = [int(str(each.get("pid"))) for each in root]
    assert len(set(numbers)) == len(numbers)
    assert min(numbers, default=2) >= 2
    assert all(each.get("fmtid") == FORMAT for each in root)
    names = [str(each.get("name")) for each in root]
    assert len(set(names)) == len(names)
    return {str(each.get("name")): "".join(map(str, each.itertext())) for each in root}


def theirs(data: bytes) -> dict[str, str]:
    return {
        name: value
        for name, value in properties(data).items()
        if not re.fullmatch(r"reportgen-\d+", name)
    }


def sound(data: bytes, carrier: bytes | None = None) -> bytes:
    """完好，python-docx 也打得开。"""
    assert check_document(data, "附件4", carrier) == ()
    Document(io.BytesIO(data))
    return data


def put(data: bytes, base: str) -> bytes:
    parts = opened(data)
    put_base(parts, base)
    return sound(parts.written(), data)


def removed(data: bytes) -> bytes:
    parts = opened(data)
    remove_base(parts)
    return sound(parts.written(), data)


def bases(data: bytes) -> list[str]:
    return list(carried(opened(data)))


STYLES = pytest.mark.parametrize("style", [STYLE, others()], ids=["干净的", "有别人的"])


# ── 新写的 ──


@STYLES
@pytest.mark.parametrize("base", [SHORT, LONG, "=" * CHUNK], ids=["短", "长", "正好一条"])
def test_written(style: StyleDocument, base: str) -> None:
    """两处都有，读出来一样；先部件，后属性。"""
    data = sound(render(REPORT, style, base))
    assert bases(data) == [base, base]
    chunks = [each for name, each in properties(data).items() if name.startswith("reportgen-")]
    assert len(chunks) == -(-len(base) // CHUNK)
    assert max(map(len, chunks)) <= CHUNK


def test_written_without_a_base() -> None:
    data = sound(render(REPORT, STYLE))
    assert bases(data) == []
    assert not any(name.startswith("customXml") for name in members(data))


def test_the_others_stay_when_written() -> None:
    data = render(REPORT, others(), LONG)
    assert members(data)["customXml/item1.xml"] == THEIR_ITEM
    assert theirs(data) == {"KSOProductBuildVer": "2052-11.1.0", "部门": "宣传部&网信办"}


def test_the_next_free_item_is_taken() -> None:
    parts, attachments = fresh_carriers(others(), SHORT)
    assert {"customXml/item2.xml", "customXml/itemProps2.xml"} < set(parts)
    assert [each.part for each in attachments] == [
        "customXml/item2.xml",
        "customXml/itemProps2.xml",
    ]


def test_an_empty_list_of_properties() -> None:
    empty = f'<Properties xmlns="{CUSTOM}" xmlns:vt="{VT}"/>'.encode()
    assert bases(sound(render(REPORT, others(empty), LONG))) == [LONG, LONG]


PREFIXED = (
    THEIR_PROPERTIES.replace(b"<Properties xmlns=", b"<op:Properties xmlns:op=")
    .replace(b"</Properties>", b"</op:Properties>")
    .replace(b"<property ", b"<op:property ")
    .replace(b"</property>", b"</op:property>")
)
QUOTED = re.sub(rb'"', b"'", THEIR_PROPERTIES)
WIDE = THEIR_PROPERTIES.decode().replace("UTF-8", "UTF-16").encode("utf-16")


@pytest.mark.parametrize("written", [PREFIXED, QUOTED, WIDE], ids=["带前缀", "单引号", "UTF-16"])
def test_properties_written_in_other_ways(written: bytes) -> None:
    """属性部件别的写法：一样认得，别人的一条也不少。"""
    style = others(written)
    data = sound(render(REPORT, style, LONG))
    assert bases(data) == [LONG, LONG]
    assert theirs(data) == {"KSOProductBuildVer": "2052-11.1.0", "部门": "宣传部&网信办"}
    assert theirs(put(render(REPORT, style), SHORT)) == theirs(data)
    assert theirs(put(data, SHORT)) == theirs(data)
    assert bases(put(data, SHORT)) == [SHORT, SHORT]


def test_a_style_document_that_was_a_report() -> None:
    """拿写出的报告改成样式文件：里面的旧底子换掉，不重复登记。"""
    first = members(render(REPORT, others(), LONG))
    rest = {name: data for name, data in first.items() if name in STYLE.parts or "ustom" in name}
    again = render(REPORT, replace(STYLE, parts=rest), SHORT)
    assert bases(sound(again)) == [SHORT, SHORT]
    assert theirs(again) == {"KSOProductBuildVer": "2052-11.1.0", "部门": "宣传部&网信办"}
    assert members(again)["customXml/item1.xml"] == THEIR_ITEM
    assert set(members(again)) == set(first)


# ── 换、去 ──


@STYLES
def test_put_over(style: StyleDocument) -> None:
    """换上短的，长的一条不剩；别的部件一个字节不变。"""
    data = render(REPORT, style, LONG)
    after = put(data, SHORT)
    assert bases(after) == [SHORT, SHORT]
    assert theirs(after) == theirs(data)
    assert list(members(after)) == list(members(data))
    changed = [name for name, part in members(data).items() if members(after)[name] != part]
    assert all(name.startswith(("customXml/", "docProps/custom")) for name in changed)
    assert bases(put(after, LONG)) == [LONG, LONG]


@STYLES
def test_put_into_a_file_without_any(style: StyleDocument) -> None:
    data = render(REPORT, style)
    after = put(data, LONG)
    assert bases(after) == [LONG, LONG]
    assert theirs(after) == theirs(data)
    if style is not STYLE:
        assert members(after)["customXml/item1.xml"] == THEIR_ITEM


@STYLES
def test_removed(style: StyleDocument) -> None:
    """去掉以后，和没有写过一样：登记、关系、空了的部件都不剩。"""
    data = removed(render(REPORT, style, LONG))
    assert bases(data) == []
    assert theirs(data) == theirs(render(REPORT, style))
    assert set(members(data)) == set(members(render(REPORT, style)))
    assert not any(NAMESPACE.encode() in part for part in members(data).values())
    assert not any(b"reportgen-" in part for part in members(data).values())
    assert bases(put(data, SHORT)) == [SHORT, SHORT]


def test_remove_twice() -> None:
    data = removed(render(REPORT, others(), LONG))
    parts = opened(data)
    remove_base(parts)
    assert not parts.changed


def test_put_twice_is_the_same() -> None:
    once = put(render(REPORT, others(), LONG), SHORT)
    assert members(put(once, SHORT)) == members(once)


# ── 各软件存过的 ──


def renamed(parts: Members) -> Members:
    """Word：部件重排了编号。"""
    swaps = {
        "customXml/item1.xml": "customXml/item7.xml",
        "customXml/itemProps1.xml": "customXml/itemProps7.xml",
        "customXml/_rels/item1.xml.rels": "customXml/_rels/item7.xml.rels",
    }
    text = ((b"item1.xml", b"item7.xml"), (b"itemProps1.xml", b"itemProps7.xml"))
    found = {}
    for name, data in parts.items():
        if name.endswith(".rels") or name == TYPES:
            for old, new in text:
                data = data.replace(old, new)
        found[swaps.get(name, name)] = data
    return found


def absolute(parts: Members) -> Members:
    """关系从根写起。"""
    relations = parts[RELATIONS].replace(b'"../customXml/', b'"/customXml/')
    assert relations != parts[RELATIONS]
    return parts | {RELATIONS: relations}


def without(parts: Members, *names: str) -> Members:
    """去掉几个部件，连同登记。"""
    found = {name: data for name, data in parts.items() if name not in names}
    for name in names:
        tail = re.escape(name.rpartition("/")[2]).encode()
        for listing in (TYPES, RELATIONS, PACKAGE):
            pattern = rb"<(?:Override|Relationship)\b[^<>]*[/\"]" + tail + rb"\"[^<>]*/>"
            found[listing] = re.sub(pattern, b"", found[listing])
    return found


def no_properties(parts: Members) -> Members:
    return without(parts, PROPERTIES)


def no_item(parts: Members) -> Members:
    """LibreOffice 转成 odt：部件没有了。"""
    names = ("item1.xml", "itemProps1.xml", "_rels/item1.xml.rels")
    return without(parts, *(f"customXml/{name}" for name in names))


def no_description(parts: Members) -> Members:
    """部件的说明没有了。"""
    return without(parts, "customXml/itemProps1.xml", "customXml/_rels/item1.xml.rels")


def libreoffice(parts: Members) -> Members:
    """LibreOffice：属性重排了次序、重编了号，部件的声明变了。"""
    root = etree.fromstring(parts[PROPERTIES])
    for number, each in enumerate(reversed(list(root)), 2):
        each.set("pid", str(number))
        root.append(each)
    item = parts["customXml/item1.xml"].partition(b"\n")[2]
    return parts | {PROPERTIES: etree.tostring(root), "customXml/item1.xml": b"\n" + item + b"\n"}


def wrapped(parts: Members) -> Members:
    """美化过的 XML：长的折了行。"""
    item = parts["customXml/item1.xml"].decode().replace(LONG, "\n  ".join(("", *pieces(), "")))
    return parts | {"customXml/item1.xml": item.encode()}


def pieces() -> list[str]:
    return [LONG[start : start + 76] for start in range(0, len(LONG), 76)]


@pytest.mark.parametrize(
    ("save", "found"),
    [
        (renamed, 2),
        (absolute, 2),
        (libreoffice, 2),
        (wrapped, 2),
        (no_description, 2),
        (no_properties, 1),
        (no_item, 1),
        (lambda parts: no_item(no_properties(parts)), 0),
    ],
    ids=["改号", "从根写起", "LibreOffice", "折行", "没有说明", "没有属性", "没有部件", "都没有"],
)
def test_saved_by_others(save: Callable[[Members], Members], found: int) -> None:
    """剩下的读得出；再换，两处都有；去掉，一点不剩。"""
    data = sound(packed(save(members(render(REPORT, STYLE, LONG)))))
    assert bases(data) == [LONG] * found
    after = put(data, SHORT)
    assert bases(after) == [SHORT, SHORT]
    for each in (removed(data), removed(after)):
        assert bases(each) == []
        assert not any(NAMESPACE.encode() in part for part in members(each).values())


def test_many_chunks_in_order() -> None:
    """过了一千条，也照数的次序接。"""
    base = "".join(Random(2).choices("abcdef", k=CHUNK * 1003))
    assert bases(packed(no_item(members(render(REPORT, STYLE, base))))) == [base]


def test_properties_with_a_name_like_ours() -> None:
    """别人的属性也叫 reportgen-什么：不是底子，不动。"""
    named = THEIR_PROPERTIES.replace("部门".encode(), b"reportgen-note")
    data = render(REPORT, others(named), LONG)
    assert bases(data) == [LONG, LONG]
    assert theirs(removed(data))["reportgen-note"] == "宣传部&网信办"
    assert theirs(put(data, SHORT))["reportgen-note"] == "宣传部&网信办"


def test_damaged_bases_are_still_yielded() -> None:
    """坏了没有，由读的人看。"""
    parts = members(render(REPORT, STYLE, LONG))
    parts["customXml/item1.xml"] = parts["customXml/item1.xml"].replace(LONG.encode(), b"?")
    assert bases(packed(parts)) == ["?", LONG]


def test_the_body_is_not_touched() -> None:
    data = render(REPORT, STYLE, LONG)
    assert members(put(data, SHORT))[DOCUMENT] == members(data)[DOCUMENT]
    assert members(removed(data))[DOCUMENT] == members(data)[DOCUMENT]
