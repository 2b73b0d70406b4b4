"""标注 Excel 工作簿：格上了色、有批注，别的一概不变。"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from typing import Any

import openpyxl
import pytest
from lxml import etree
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from reportgen.document.comments import AUTHOR
from reportgen.finding import Severity, Unreadable
from reportgen.marking import Note, mark_workbook
from tests.marking.packages import canonical, changed, members, packed

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
V, X = "{urn:schemas-microsoft-com:vml}", "{urn:schemas-microsoft-com:office:excel}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
TITLE = "【绩效自评工具】"
TYPES, STYLES = "[Content_Types].xml", "xl/styles.xml"
SHEET, SECOND = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"
PLAIN, ODD = "资金", "指标 '2020' \"甲\"!乙"
ERROR = Note(Severity.ERROR, "执行率 <A> 与“预算数”不符")
WARNING = Note(Severity.WARNING, "多半要改")
HINT = Note(Severity.NOTE, "供参考")
RED, YELLOW, BLUE = "FFFFC7CE", "FFFFEB9C", "FFDDEBF7"
GREY = PatternFill("solid", fgColor="FFD9D9D9")


def workbook(*, noted: bool = False) -> bytes:
    """两张表：公式、合并、条件格式、有效性、图、表格、名称、富文本；``noted`` 有别人的批注。"""
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = PLAIN
    first["A1"] = "资金情况"
    first.merge_cells("A1:E2")
    for row, values in enumerate((("名称", "预算", "执行", "率"), ("甲", 100, 98, None)), 3):
        for column, value in enumerate(values, 1):
            cell = first.cell(row, column, value)
            cell.border = Border(left=Side("thin"), top=Side("thin"))
    first["B4"].number_format = "#,##0.00"
    first["B4"].fill = GREY
    first["B4"].font = Font(name="仿宋", size=14, bold=True, color="FF0000FF")
    first["B4"].alignment = Alignment(wrap_text=True, horizontal="center")
    first["D4"] = "=C4/B4"
    first["D9"] = "  两头有空格  "
    first.column_dimensions["G"].width = 30
    first.column_dimensions["G"].fill = GREY
    first.column_dimensions["G"].font = Font(italic=True)
    first.row_dimensions[4].height = 40
    first.conditional_formatting.add("D4:D9", CellIsRule("lessThan", ["0.8"], fill=GREY))
    rule = DataValidation("list", formula1='"是,否"')
    rule.add("C9")
    first.add_data_validation(rule)
    first.add_table(Table(displayName="资金表", ref="A3:D4"))
    chart = BarChart()
    chart.add_data(Reference(first, min_col=2, min_row=3, max_row=4), titles_from_data=True)
    first.add_chart(chart, "H1")
    second = book.create_sheet(ODD)
    second["C3"] = "乙"
    book.defined_names["预算数"] = DefinedName("预算数", attr_text=f"{PLAIN}!$B$4")
    if noted:
        for spot in ("B4", "C4"):
            first[spot].comment = Comment("请核对", "甲", height=20)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return packed(members(out.getvalue()))  # 不要时间


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data), rich_text=True)


def remarks(data: bytes) -> dict[str, str]:
    """位置 → 批注。"""
    return {
        f"{sheet.title}!{cell.coordinate}": cell.comment.text
        for sheet in opened(data)
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }


def fill(data: bytes, spot: str) -> str | None:
    """一格的底色。"""
    name, _, reference = spot.rpartition("!")
    look = opened(data)[name][reference].fill
    return look.fgColor.rgb if look.patternType == "solid" else None


def shapes(data: bytes, part: str = "xl/drawings/vmlDrawing.vml") -> dict[tuple[int, int], Any]:
    """批注框：行列 → 图形。"""
    raw = members(data)[part]
    assert raw.startswith(b"<xml"), "旧式图形不写声明"
    root = etree.fromstring(raw)
    found = {
        tuple(int(shape.findtext(f"{X}ClientData/{X}{name}")) for name in ("Row", "Column")): shape
        for shape in root.iter(f"{V}shape")
    }
    ids = [shape.get("id") for shape in root.iter(f"{V}shape")]
    assert len(ids) == len(found) == len(set(ids))
    return found


def stripped(sheet: bytes, places: Iterable[str]) -> bytes:
    """工作表去掉标注：标了的格的式样、添的空格空行、批注的引用。"""
    root = etree.fromstring(sheet)
    for cell in list(root.iter(f"{S}c")):
        if cell.get("r") in places:
            cell.attrib.pop("s", None)
            row = cell.getparent()
            if not len(cell):
                row.remove(cell)
            if not len(row) and row.keys() == ["r"]:
                row.getparent().remove(row)
    for legacy in root.findall(f"{S}legacyDrawing"):
        root.remove(legacy)
    return canonical(root)


def check(before: bytes, after: bytes, places: dict[str, set[str]]) -> None:
    """只有该变的变了；``places`` 是工作表的部件 → 标了的格。"""
    old, new = members(before), members(after)
    touched = {TYPES, STYLES, *places}
    for name, data in old.items():
        if name in places:
            assert stripped(new[name], places[name]) == stripped(data, places[name])
        elif name not in touched and "comment" not in name and "sheets/_rels" not in name:
            assert new[name] == data, name
    added = new.keys() - old.keys()
    assert all(re.search(r"comments|vmlDrawing|sheets/_rels", name) for name in added)
    styles = [etree.fromstring(parts[STYLES]) for parts in (old, new)]
    for name in ("fills", "cellXfs"):
        first, second = (root.find(f"{S}{name}") for root in styles)
        assert second.get("count") == str(len(second))
        assert len(second) > len(first)
        for extra in second[len(first) :]:
            second.remove(extra)
        second.set("count", first.get("count"))
    assert canonical(styles[0]) == canonical(styles[1])


def test_cells_are_coloured_and_noted() -> None:
    before = workbook()
    notes = {
        f"{PLAIN}!B4": [HINT, ERROR, WARNING],
        f"{PLAIN}!D4": [HINT],
        f"{ODD}!C3": [WARNING],
    }
    after = mark_workbook(before, notes)
    check(before, after, {SHEET: {"B4", "D4"}, SECOND: {"C3"}})
    assert remarks(after) == {
        f"{PLAIN}!B4": f"{TITLE}\n1. 说明：供参考\n2. 错误：{ERROR.text}\n3. 提醒：多半要改",
        f"{PLAIN}!D4": f"{TITLE}\n说明：供参考",
        f"{ODD}!C3": f"{TITLE}\n提醒：多半要改",
    }
    assert [fill(after, spot) for spot in notes] == [RED, BLUE, YELLOW]
    assert opened(after)[PLAIN]["B4"].comment.author == AUTHOR
    assert mark_workbook(before, dict(reversed(notes.items()))) == after


def test_everything_else_of_the_cell_stays() -> None:
    before = workbook()
    after = mark_workbook(before, {f"{PLAIN}!{spot}": [ERROR] for spot in ("B4", "C4", "D4", "D9")})
    for spot in ("B4", "C4", "D4", "D9"):
        old, new = (opened(data)[PLAIN][spot] for data in (before, after))
        assert new.value == old.value
        for name in ("font", "border", "alignment", "number_format", "protection"):
            assert repr(getattr(new, name)) == repr(getattr(old, name)), (spot, name)
    book = opened(after)
    sheet = book[PLAIN]
    assert str(sheet.merged_cells) == "A1:E2"
    assert [str(each.sqref) for each in sheet.conditional_formatting] == ["D4:D9"]
    assert [str(each.sqref) for each in sheet.data_validations.dataValidation] == ["C9"]
    assert len(sheet._charts) == 1
    assert list(sheet.tables) == ["资金表"]
    assert book.defined_names["预算数"].attr_text == f"{PLAIN}!$B$4"
    # C4 和 D4 原来一样，标注以后也用同一个式样
    cells = styles_of(after)
    assert cells["C4"] == cells["D4"] != cells["B4"]


def sheet_of(data: bytes, part: str = SHEET) -> Any:
    return etree.fromstring(members(data)[part])


def test_the_legacy_drawing_stands_where_the_schema_wants_it() -> None:
    names = [
        etree.QName(each).localname
        for each in sheet_of(mark_workbook(workbook(), {f"{PLAIN}!B4": [ERROR]}))
    ]
    assert names[-3:] == ["drawing", "legacyDrawing", "tableParts"]


def test_blank_cells_are_made_in_order() -> None:
    before = workbook()
    places = {"A4", "E4", "G4", "A7", "Z7", "B12", "AA1048576"}
    places |= {"G6", "XFD20"}
    after = mark_workbook(before, {f"{PLAIN}!{place}": [ERROR] for place in places})
    check(before, after, {SHEET: places})
    rows = [int(row.get("r")) for row in sheet_of(after).iter(f"{S}row")]
    assert rows == sorted(set(rows))
    assert {6, 7, 12, 20, 1048576} <= set(rows)
    for row in sheet_of(after).iter(f"{S}row"):
        columns = [openpyxl.utils.cell.coordinate_from_string(c.get("r"))[0] for c in row]
        numbers = [openpyxl.utils.column_index_from_string(each) for each in columns]
        assert numbers == sorted(set(numbers))
    assert remarks(mark_workbook(before, {f"{PLAIN}!G6": [ERROR]})) == {
        f"{PLAIN}!G6": f"{TITLE}\n错误：{ERROR.text}"
    }


def styles_of(data: bytes) -> dict[str, int]:
    """各格的式样。"""
    return {each.get("r"): int(each.get("s", "0")) for each in sheet_of(data).iter(f"{S}c")}


def test_a_blank_cell_looks_like_its_row_or_column() -> None:
    """整行的式样要写明了才算；没有的照整列的。"""
    plain = workbook()
    bold = styles_of(plain)["B4"]

    def style_rows(root: Any) -> None:
        for row in root.iter(f"{S}row"):
            row.set("spans", "1:4")
            row.set("s", str(bold))
            if row.get("r") == "9":
                row.set("customFormat", "1")

    before = changed(plain, SHEET, style_rows)
    places = {"G4", "G6", "G9", "F4"}
    after = mark_workbook(before, {f"{PLAIN}!{place}": [ERROR] for place in places})
    cells = styles_of(after)
    formats = etree.fromstring(members(after)[STYLES]).find(f"{S}cellXfs")
    column = int(sheet_of(before).find(f"{S}cols/{S}col").get("style"))
    assert len({column, bold, 0}) == 3
    for place, base in (("G4", column), ("G6", column), ("G9", bold), ("F4", 0)):
        marked, original = (dict(formats[number].attrib) for number in (cells[place], base))
        assert marked.pop("fillId") != original.pop("fillId")
        marked.pop("applyFill")
        original.pop("applyFill", None)
        assert marked == original, place
    spans = {row.get("r"): row.get("spans") for row in sheet_of(after).iter(f"{S}row")}
    assert spans == {"1": "1:4", "2": "1:4", "3": "1:4", "4": None, "6": None, "9": None}


def test_a_merged_cell_is_marked_at_its_corner() -> None:
    before = workbook()
    after = mark_workbook(before, {f"{PLAIN}!C2": [ERROR], f"{PLAIN}!A1": [HINT]})
    check(before, after, {SHEET: {"A1"}})
    text = f"{TITLE}\n1. 说明：供参考\n2. 错误：{ERROR.text}"
    assert remarks(after) == {f"{PLAIN}!A1": text}
    [shape] = shapes(after).values()
    assert shape.findtext(f"{X}ClientData/{X}Anchor").startswith("5, "), "批注框盖住了格"


def test_somebodys_note_survives() -> None:
    before = workbook(noted=True)
    spots = {f"{PLAIN}!B4": [ERROR], f"{PLAIN}!D4": [ERROR]}
    after = mark_workbook(before, spots)
    own = f"{TITLE}\n错误：{ERROR.text}"
    assert remarks(after) == {
        f"{PLAIN}!B4": f"请核对\n{own}",
        f"{PLAIN}!C4": "请核对",
        f"{PLAIN}!D4": own,
    }
    assert opened(after)[PLAIN]["B4"].comment.author == "甲"
    assert not any("vmlDrawing" in name for name in members(after)), "接在已有的图形后面"
    [part] = (name for name in members(after) if name.endswith(".vml"))
    assert shapes(after, part).keys() == {(3, 1), (3, 2), (3, 3)}
    for text in etree.fromstring(members(after)["xl/comments/comment1.xml"]).iter(f"{S}text"):
        assert len({each.tag for each in text}) == 1, "有格式的字和没有格式的不能并排"
    assert mark_workbook(after, spots) == after
    assert remarks(mark_workbook(after, {})) == remarks(before)


def test_marking_again_replaces() -> None:
    before = workbook()
    once = mark_workbook(before, {f"{PLAIN}!{spot}": [ERROR] for spot in ("B4", "C4", "E8")})
    assert mark_workbook(once, {f"{PLAIN}!{s}": [ERROR] for s in ("B4", "C4", "E8")}) == once
    notes = {f"{PLAIN}!B4": [WARNING]}
    again = mark_workbook(once, notes)
    assert remarks(again) == {f"{PLAIN}!B4": f"{TITLE}\n提醒：多半要改"}
    assert shapes(again).keys() == {(3, 1)}
    assert [fill(again, f"{PLAIN}!{spot}") for spot in ("B4", "C4", "E8")] == [YELLOW, None, None]
    cleared = mark_workbook(again, {})
    assert remarks(cleared) == {}
    # 原来的灰底回来了，式样还是原来那一个
    cells = [
        {each.get("r"): each.get("s") for each in sheet_of(data).iter(f"{S}c") if len(each)}
        for data in (before, cleared)
    ]
    assert cells[0] == cells[1]
    assert fill(cleared, f"{PLAIN}!B4") == "FFD9D9D9"
    # 来回几次，式样不越堆越多
    assert members(mark_workbook(cleared, notes))[STYLES] == members(again)[STYLES]


def test_what_a_person_adds_to_our_note_survives() -> None:
    book = opened(mark_workbook(workbook(), {f"{PLAIN}!B4": [ERROR, HINT]}))
    cell = book[PLAIN]["B4"]
    cell.comment = Comment(f"{cell.comment.text}\n已经改了", AUTHOR)
    cell.fill = GREY
    typed = saved(book)
    assert remarks(mark_workbook(typed, {})) == {f"{PLAIN}!B4": "已经改了"}
    after = mark_workbook(typed, {f"{PLAIN}!B4": [WARNING]})
    assert remarks(after) == {f"{PLAIN}!B4": f"已经改了\n{TITLE}\n提醒：多半要改"}
    assert fill(mark_workbook(typed, {}), f"{PLAIN}!B4") == "FFD9D9D9"


@pytest.mark.parametrize(("author", "left"), [("", {}), ("甲", {f"{PLAIN}!B4": ""})])
def test_an_empty_note_is_kept_when_it_is_somebodys(author: str, left: dict[str, str]) -> None:
    """LibreOffice 存过的批注没有作者，是本工具的也不知道：没有字了就不留。"""
    book = opened(mark_workbook(workbook(), {f"{PLAIN}!B4": [ERROR]}))
    cell = book[PLAIN]["B4"]
    cell.comment = Comment(cell.comment.text, author)
    assert remarks(mark_workbook(saved(book), {})) == left


def test_the_note_is_big_enough() -> None:
    def height(data: bytes) -> int:
        """框占的高，像素；这张表的行除了第四行都是 20。"""
        [shape] = shapes(data).values()
        anchor = [int(each) for each in shape.findtext(f"{X}ClientData/{X}Anchor").split(",")]
        sizes = {3: 53}
        return sum(sizes.get(at, 20) for at in range(anchor[2], anchor[6])) + anchor[7] - anchor[3]

    long = Note(Severity.ERROR, "这里的数和那里的数对不上。" * 20)
    for spot in ("B4", "B3", "B30", "B1048576"):
        short, tall = (
            height(mark_workbook(workbook(), {f"{PLAIN}!{spot}": notes}))
            for notes in ([ERROR], [long] * 3)
        )
        assert 30 <= short <= 80
        # 八百来字，一行二十四个字，一行至少 15 像素
        assert 3 * 260 / 24 * 15 <= tall <= 3 * 260 / 24 * 30


def test_hidden_columns_do_not_swallow_the_note() -> None:
    def hide(root: Any) -> None:
        columns = root.find(f"{S}cols")
        attributes = {"min": "8", "max": "16384", "width": "9", "hidden": "1"}
        etree.SubElement(columns, f"{S}col", attributes)

    after = mark_workbook(changed(workbook(), SHEET, hide), {f"{PLAIN}!G4": [ERROR]})
    [shape] = shapes(after).values()
    anchor = shape.findtext(f"{X}ClientData/{X}Anchor").split(",")
    assert int(anchor[0]) < 6


def test_somebodys_box_grows_once() -> None:
    before = workbook(noted=True)
    [part] = (name for name in members(before) if name.endswith(".vml"))

    def place(root: Any) -> None:
        data = next(root.iter(f"{X}ClientData"))
        etree.SubElement(data, f"{X}Anchor").text = "2, 15, 3, 2, 4, 31, 4, 9"
        # Excel 在旧式图形里写的换行没有收尾
        next(root.iter(f"{V}textbox")).append(etree.Element("br"))

    excel = changed(before, part, place)
    parts = members(excel)
    parts[part] = parts[part].replace(b"<br/>", b"<br>")
    assert b"<br>" in parts[part]
    notes = {f"{PLAIN}!B4": [ERROR] * 8}
    after = mark_workbook(packed(parts), notes)
    anchor = shapes(after, part)[3, 1].findtext(f"{X}ClientData/{X}Anchor")
    # C 列起，一列 64 像素：宽 312 像素，到 G 列（宽 210）；高够九行字
    assert anchor.startswith("2, 15, 3, 2, 6, ")
    assert 6 <= int(anchor.split(",")[6]) <= 20
    assert mark_workbook(after, notes) == after


# ── 别家的写法 ──────────────────────────────────────────────────────────────────


def test_prefixed_sheets() -> None:
    parts = members(workbook())
    for name in (SHEET, SECOND):
        text = re.sub(r"<(/?)(?=[A-Za-z])", r"<\1x:", parts[name].decode())
        parts[name] = text.replace("xmlns=", "xmlns:x=").encode()
    before = packed(parts)
    assert b"<x:sheetData>" in members(before)[SHEET]
    notes = {f"{PLAIN}!B4": [ERROR], f"{PLAIN}!F6": [ERROR], f"{ODD}!C3": [HINT]}
    after = mark_workbook(before, notes)
    check(before, after, {SHEET: {"B4", "F6"}, SECOND: {"C3"}})
    assert remarks(after).keys() == notes.keys()
    assert b'<x:c r="F6" s=' in members(after)[SHEET]


def test_cells_without_references() -> None:
    def bare(root: Any) -> None:
        for each in root.iter(f"{S}row", f"{S}c"):
            if not (each.tag == f"{S}row" and each.get("r") == "9") and each.get("r") != "D9":
                del each.attrib["r"]

    before = changed(workbook(), SHEET, bare)
    after = mark_workbook(before, {f"{PLAIN}!C4": [ERROR], f"{PLAIN}!B7": [HINT]})
    rows = list(sheet_of(after).iter(f"{S}row"))
    assert [row.get("r") for row in rows] == [None, None, None, None, "7", "9"]
    assert fill(after, f"{PLAIN}!C4") == RED
    assert opened(after)[PLAIN]["C4"].value == 98
    assert opened(after)[PLAIN]["D9"].value == "  两头有空格  "


RICH = '<r><rPr><b/></rPr><t>甲</t></r><r><t xml:space="preserve"> 乙</t></r>'
TEXTS = {
    "inlineStr": f'<c r="A4" s="2" t="inlineStr"><is>{RICH}</is></c>',
    "s": '<c r="A4" s="2" t="s"><v>0</v></c>',
}


@pytest.mark.parametrize("kind", TEXTS)
def test_rich_text_stays(kind: str) -> None:
    parts = members(workbook())
    cell = re.compile(rb'<c r="A4".*?</c>')
    parts[SHEET] = cell.sub(TEXTS[kind].encode(), parts[SHEET])
    strings = f'<sst xmlns="{S[1:-1]}" count="1" uniqueCount="1"><si>{RICH}</si></sst>'
    parts["xl/sharedStrings.xml"] = strings.encode()
    kind_of = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind_of}"/></Types>'
    parts[TYPES] = parts[TYPES].replace(b"</Types>", override.encode())
    before = packed(parts)
    after = mark_workbook(before, {f"{PLAIN}!A4": [ERROR]})
    check(before, after, {SHEET: {"A4"}})
    assert str(opened(after)[PLAIN]["A4"].value) == "甲 乙"


@pytest.mark.parametrize("noted", [False, True])
def test_relative_targets(noted: bool) -> None:
    parts = members(workbook(noted=noted))
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace(
        b'"/xl/', b'"'
    )
    relations = "xl/worksheets/_rels/sheet1.xml.rels"
    parts[relations] = parts[relations].replace(b'"/xl/', b'"../')
    assert b'"/xl' not in parts[relations]
    before = packed(parts)
    after = mark_workbook(before, {f"{PLAIN}!B4": [ERROR]})
    check(before, after, {SHEET: {"B4"}})
    assert remarks(after)[f"{PLAIN}!B4"].endswith(f"{TITLE}\n错误：{ERROR.text}")


def test_macros_and_pictures_stay() -> None:
    parts = members(workbook())
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    assert kind in parts[TYPES]
    parts[TYPES] = parts[TYPES].replace(
        kind, b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    )
    parts |= {"xl/vbaProject.bin": b"\x00\x01", "xl/media/image1.png": b"\x89PNG", "文件夹/": b""}
    parts["xl/threadedComments/threadedComment1.xml"] = b"<ThreadedComments/>"
    before = packed(parts)
    after = mark_workbook(before, {f"{PLAIN}!B4": [ERROR]})
    check(before, after, {SHEET: {"B4"}})
    assert b"macroEnabled" in members(after)[TYPES]


def test_each_sheet_has_its_block_of_shape_numbers() -> None:
    after = mark_workbook(workbook(), {f"{PLAIN}!B4": [ERROR], f"{ODD}!C3": [HINT]})
    first, second = (
        shapes(after, f"xl/drawings/vmlDrawing{number}.vml").values() for number in ("", 1)
    )
    assert [each.get("id") for each in first] == ["_x0000_s1025"]
    assert [each.get("id") for each in second] == ["_x0000_s2049"]


def test_a_chart_sheet_has_no_cells() -> None:
    book = opened(workbook())
    chart = BarChart()
    chart.add_data(Reference(book[PLAIN], min_col=2, min_row=3, max_row=4))
    book.create_chartsheet("图").add_chart(chart)
    before = saved(book)
    assert mark_workbook(before, {"图!A1": [ERROR]}) == before


def test_a_drawing_that_is_not_there_is_made_anew() -> None:
    parts = members(workbook(noted=True))
    relations = "xl/worksheets/_rels/sheet1.xml.rels"
    assert b'"anysvml"' in parts[relations]
    parts[relations] = parts[relations].replace(b"commentsDrawing1", b"gone")
    after = mark_workbook(packed(parts), {f"{PLAIN}!B4": [ERROR]})
    [legacy] = sheet_of(after).iter(f"{S}legacyDrawing")
    assert legacy.get(f"{R}id") != "anysvml"
    assert shapes(after).keys() == {(3, 1)}


def test_a_workbook_without_styles() -> None:
    parts = members(workbook())
    del parts[STYLES]
    relations = etree.fromstring(parts["xl/_rels/workbook.xml.rels"])
    for each in relations:
        if each.get("Type", "").endswith("/styles"):
            relations.remove(each)
    parts["xl/_rels/workbook.xml.rels"] = etree.tostring(relations)
    types = etree.fromstring(parts[TYPES])
    for each in types:
        if each.get("PartName") == f"/{STYLES}":
            types.remove(each)
    parts[TYPES] = etree.tostring(types)
    # 没有样式表，指着样式的也都没有
    styled = rb' (s|style)="\d+"|<conditionalFormatting.*</conditionalFormatting>'
    parts[SHEET] = re.sub(styled, b"", parts[SHEET])
    after = mark_workbook(packed(parts), {f"{PLAIN}!B4": [ERROR]})
    assert fill(after, f"{PLAIN}!B4") == RED


def test_nothing_to_say_changes_nothing() -> None:
    for before in (workbook(), workbook(noted=True)):
        assert mark_workbook(before, {}) == before
        unknown = {"没有!A1": [ERROR], f"{PLAIN}!第3行": [ERROR], PLAIN: [ERROR]}
        assert mark_workbook(before, unknown | {f"{PLAIN}!A1": []}) == before


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04", "解不开"),
        (packed({"a": b"a"}), "不是 Excel 工作簿"),
        (packed({"xl/workbook.xml": b"<!DOCTYPE a [<!ENTITY b 'b'>]><a>&b;</a>"}), "外来的声明"),
        (packed({"xl/workbook.xml": b"<workbook/>"}), "严格格式"),
    ],
    ids=["半截", "没有正文", "实体", "严格"],
)
def test_what_is_no_workbook(data: bytes, message: str) -> None:
    with pytest.raises(Unreadable, match=message):
        mark_workbook(data, {f"{PLAIN}!A1": [ERROR]})
