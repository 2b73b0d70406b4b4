"""录自评表：24 份真实的 Word 表，录出来的和 data/2020 里照原表录的每一格都相同（不计空白）。"""

from __future__ import annotations

import copy
import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree

from reportgen.finding import Unreadable
from reportgen.intake import data_file, load, read_file
from reportgen.intake.form_file import read_form_file

FORMS = Path(__file__).resolve().parents[1] / "facts" / "forms"
DATA = Path(__file__).resolve().parents[2] / "data" / "2020"
STEMS: dict[str, str] = {
    form["id"]: form["stem"]
    for form in json.loads((FORMS.parent / "forms.json").read_text(encoding="utf-8"))
}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOCUMENT = "word/document.xml"
PLAIN = {f"{W}rPr", f"{W}t"}

# 录出来的和 data/2020 不同的格：data/2020 里由人拆开、改正了的，和 Word 表与原扫描件不同的
CUT = {f"/资金/{field}" for field in ("批复数", "压减依据")}
SPELLED = {"/资金/预算数", "/资金/执行数"}  # 千分位、单位照格里写的录
OPTION = {"/项目类别/0"}  # 选项的名称在扫描件里印得不同


def weights(count: int) -> set[str]:
    return {f"/年度绩效目标/0/指标/{row}/分值" for row in range(count)}


DIFFERENT = {
    "t02_agency_service": CUT,
    "t04_building1_rent": CUT,
    "t06_service_operation": {"/年度"},  # 标题印着 2021
    "t07_staff_purchase": CUT,
    "t14_exhibition_centre": SPELLED | {"/资金/年初预算", "/资金/上年结转", "/资金/追加"},
    "t16_finance_bureau": {"/偏差原因分析"},  # m² 在 Word 表里是 m2
    "t18_investment": weights(10),  # 名称里写着分值，录成分值
    "t22_publicity": SPELLED | OPTION,
    "t23_online_tv": OPTION,
    "t24_overseas_media": OPTION,
    "t25_wuhan_broadcast": OPTION,
    "t26_tech_innovation": {"/资金/执行数"},
    "t30_safety": {"/年度"} | weights(6),
    "t32_gov_service_overall": CUT,
}
each_form = pytest.mark.parametrize("id_", sorted(STEMS))


def flat(value: Any, path: str = "") -> dict[str, str]:
    """每格一条：路径 → 文字，空白不计。"""
    if isinstance(value, dict):
        items = [(f"{path}/{key}", inner) for key, inner in value.items()]
    elif isinstance(value, list):
        items = [(f"{path}/{number}", inner) for number, inner in enumerate(value)]
    else:
        text = re.sub(r"\s+", "", value or "")
        return {path: text} if text else {}
    return {key: text for place, inner in items for key, text in flat(inner, place).items()}


def read(path: Path) -> dict[str, str]:
    [form] = read_all(path)
    return form


def read_all(path: Path) -> list[dict[str, str]]:
    """一份文件里的各份表填的；表上印的另有测试。"""
    return [
        {key: text for key, text in form.items() if not key.startswith("/原表")}
        for form in forms_in(path)
    ]


def forms_in(path: Path) -> list[dict[str, str]]:
    """一份文件里的各份表，连同表上印的。"""
    texts = [data_file(document.node) for _, document in read_file(path) if document.node]
    return [flat(yaml.load(text, Loader=yaml.BaseLoader)) for text in texts]


def test_what_the_form_prints_is_kept(tmp_path: Path) -> None:
    """附件号和备注条数；删掉了的没有，一个文件里几份的不记。"""
    printed = {"/原表/附件号": "附件2", "/原表/备注条数": "4"}
    [form] = forms_in(FORMS / "t01_review_consulting.docx")
    assert printed.items() <= form.items()

    def strip(body: Any) -> None:
        for paragraph in body.findall(f"{W}p"):
            text = "".join(paragraph.itertext())
            if text.startswith(("附件", "附 件", "4")):
                body.remove(paragraph)

    path = tmp_path / "删过.docx"
    path.write_bytes(changed("t01_review_consulting", strip))
    [stripped] = forms_in(path)
    assert "/原表/附件号" not in stripped
    assert stripped["/原表/备注条数"] == "3"


def stated(id_: str) -> dict[str, str]:
    """data/2020 里照原表录的；文字材料不在表里。"""
    text = (DATA / f"{STEMS[id_]}.yaml").read_text(encoding="utf-8")
    data = flat(yaml.load(text, Loader=yaml.BaseLoader))
    return {key: value for key, value in data.items() if not key.startswith("/文字材料")}


@each_form
def test_every_cell_arrives(id_: str) -> None:
    got, wanted = read(FORMS / f"{id_}.docx"), stated(id_)
    assert len(wanted) > 20
    different = {key for key in got.keys() | wanted.keys() if got.get(key) != wanted.get(key)}
    assert different == DIFFERENT.get(id_, set())


def test_nothing_goes_into_the_void() -> None:
    told = {
        id_: document.findings
        for id_ in STEMS
        for _, document in read_file(FORMS / f"{id_}.docx")
        if document.findings
    }
    assert told == {}


@pytest.mark.parametrize(
    ("id_", "field", "place"),
    [
        ("t08_ndrc_work", "主管部门", "表1 第2行第1列"),
        ("t22_publicity", "项目类型", "表1 第5行第2列"),
        ("t22_publicity", "填报日期", None),
    ],
)
def test_what_stands_empty_has_a_place_and_what_is_absent_has_none(
    id_: str, field: str, place: str | None
) -> None:
    [loaded] = load(FORMS / f"{id_}.docx")
    assert loaded.project is not None
    origin = loaded.project.places.get(field)
    assert (origin.spot if origin else None) == place
    assert not loaded.project.model_dump(by_alias=True)[field]


@each_form
def test_a_form_is_a_project(id_: str) -> None:
    [loaded] = load(FORMS / f"{id_}.docx")
    assert loaded.project is not None
    assert loaded.stem == id_
    place = loaded.project.goals[0].indicators[0].origin("年初目标值")[0]
    assert re.fullmatch(r"表\d+ 第\d+行第\d+列", place.spot)


def strange(body: Any) -> None:
    """表头后面添一行，成不了对的三格。"""
    row = next(body.iter(f"{W}tbl")).findall(f"{W}tr")[0]
    added = copy.deepcopy(row)
    cells = added.findall(f"{W}tc")
    cells[-1].addnext(copy.deepcopy(cells[-1]))
    for number, cell in enumerate(added.findall(f"{W}tc")):
        next(cell.iter(f"{W}t")).text = f"奇怪{number}"
    row.addnext(added)


def test_what_cannot_be_placed_is_told(tmp_path: Path) -> None:
    path = tmp_path / "甲.docx"
    path.write_bytes(changed("t01_review_consulting", strange))
    [(_, document)] = read_file(path)
    told = [(each.code, each.stated) for each in document.findings]
    assert told == [("cell-unplaced", f"奇怪{number}") for number in range(3)]
    assert str(document.findings[0].origins[0]) == f"{path}[表1 第2行第1列]"
    assert read(path) == read(FORMS / "t01_review_consulting.docx")


# ── 别样的表：由真实的表改成 ────────────────────────────────────────────────────


def split_at_a_page(body: Any) -> None:
    """指标中间断成两张表，后一张没有表头。"""
    table = next(body.iter(f"{W}tbl"))
    rows = table.findall(f"{W}tr")
    second = copy.deepcopy(table)
    for row in second.findall(f"{W}tr")[:13]:
        second.remove(row)
    for row in rows[13:]:
        table.remove(row)
    table.addnext(second)
    table.addnext(etree.Element(f"{W}p"))


def tracked(body: Any) -> None:
    """每格的字都是新插入的，后面跟着删去的旧字。"""
    for number, run in enumerate(list(body.iter(f"{W}r"))):
        inserted = etree.Element(f"{W}ins", {f"{W}id": str(number)})
        run.getparent().replace(run, inserted)
        inserted.append(run)
        deleted = etree.SubElement(etree.Element(f"{W}del", {f"{W}id": f"9{number}"}), f"{W}r")
        etree.SubElement(deleted, f"{W}delText").text = "旧"
        inserted.addnext(deleted.getparent())


def controlled(body: Any) -> None:
    """每格的字都在内容控件里。"""
    for paragraph in list(body.iter(f"{W}p")):
        control = etree.Element(f"{W}sdt")
        content = etree.SubElement(control, f"{W}sdtContent")
        content.extend(paragraph.findall(f"{W}r"))
        paragraph.append(control)


def lettered(body: Any) -> None:
    """一字一截。"""
    for run in list(body.iter(f"{W}r")):
        texts = run.findall(f"{W}t")
        if len(texts) == 1 and texts[0].text and {child.tag for child in run} <= PLAIN:
            for letter in texts[0].text[:0:-1]:
                after = copy.deepcopy(run)
                after.find(f"{W}t").text = letter
                run.addnext(after)
            texts[0].text = texts[0].text[0]


def changed(id_: str, change: Callable[[Any], None]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(FORMS / f"{id_}.docx") as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == DOCUMENT:
                root = etree.fromstring(data)
                change(root.find(f"{W}body"))
                altered = etree.tostring(root)
                assert altered != etree.tostring(etree.fromstring(data))
                data = altered
            new.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize("change", [split_at_a_page, tracked, controlled, lettered])
@pytest.mark.parametrize("id_", ["t01_review_consulting", "t07_staff_purchase", "t22_publicity"])
def test_another_layout_reads_the_same(
    id_: str, change: Callable[[Any], None], tmp_path: Path
) -> None:
    path = tmp_path / f"{id_}.docx"
    path.write_bytes(changed(id_, change))
    assert read(path) == read(FORMS / path.name)


def test_two_forms_in_a_file(tmp_path: Path) -> None:
    with zipfile.ZipFile(FORMS / "t07_staff_purchase.docx") as package:
        second = etree.fromstring(package.read(DOCUMENT)).find(f"{W}body")
    path = tmp_path / "两份.docx"
    path.write_bytes(changed("t01_review_consulting", lambda body: body.extend(second[:-1])))
    separate = [
        read(FORMS / f"{id_}.docx") for id_ in ("t01_review_consulting", "t07_staff_purchase")
    ]
    assert read_all(path) == separate
    assert [stem for stem, _ in read_file(path)] == ["两份-1", "两份-2"]


# ── 读不了的 ────────────────────────────────────────────────────────────────────


def docx(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


BOMB = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbb">]><a>&b;</a>'
TABLE = f'<w:tbl xmlns:w="{W[1:-1]}"><w:tr><w:tc/></w:tr></w:tbl>'
OTHER = f'<w:document xmlns:w="{W[1:-1]}"><w:body>{TABLE}</w:body></w:document>'.encode()
LONG = f'<w:document xmlns:w="{W[1:-1]}"><w:tbl>{"<w:tr/>" * 10_000}</w:tbl></w:document>'.encode()
REPORT = f'<w:document xmlns:w="{W[1:-1]}"><w:body><w:p/></w:body></w:document>'.encode()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04", "解不开"),
        (docx(a=b"a"), "document.xml 读不出来"),
        (docx(**{DOCUMENT: b"<a"}), "document.xml 读不出来"),
        (docx(**{DOCUMENT: BOMB}), "外来的声明"),
        (docx(**{DOCUMENT: b" " * 300_000_000}), "太大"),
        (docx(**{DOCUMENT: OTHER}), "没有自评表"),
        (docx(**{DOCUMENT: REPORT}), "没有表格"),
        (docx(**{DOCUMENT: LONG}), "10000 行"),
    ],
    ids=["半截", "没有正文", "正文不全", "实体", "炸弹", "别的表", "没有表", "很多行"],
)
def test_what_is_no_form(data: bytes, message: str) -> None:
    with pytest.raises(Unreadable) as told:
        read_form_file(data, "甲.docx")
    [finding] = told.value.findings
    assert message in finding.message
    assert finding.remedy
    assert str(finding.origins[0]).startswith("甲.docx")
