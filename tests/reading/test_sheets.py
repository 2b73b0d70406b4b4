"""读 Excel：看到的文字、公式、合并的格；坏的和不怀好意的文件各有一句话，读得快。"""

from __future__ import annotations

import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from reportgen.finding import Unreadable
from reportgen.reading import sheet_parts, sheet_xml, sheets
from reportgen.reading.sheets import Sheet, read_sheets
from tests.reading.books import cells, formula, number, packed, parts_of, text

STYLES = (
    '<numFmts><numFmt numFmtId="200" formatCode="0.00%"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="200"/><xf numFmtId="31"/><xf numFmtId="9999"/>'
    "</cellXfs>"
)


def sheet(xml: str, **more: str) -> Sheet:
    [found] = read_sheets(packed(parts_of({"表": xml}, **more)), "甲.xlsx")  # type: ignore[arg-type]
    return found


def saved(book: Workbook) -> list[Sheet]:
    content = io.BytesIO()
    book.save(content)
    return read_sheets(content.getvalue(), "甲.xlsx")


def refused(data: bytes) -> str:
    with pytest.raises(Unreadable) as stopped:
        read_sheets(data, "甲.xlsx")
    [finding] = stopped.value.findings
    assert finding.remedy
    assert str(finding.origins[0]) == "甲.xlsx"
    return finding.message


# ── 看到的文字 ────────────────────────────────────────────────────────────────


def test_cells_are_what_the_clerk_sees() -> None:
    row = (
        text(" 前后有空格 ")
        + number("0.9911", 1)
        + number("44364", 2)
        + number("5", 3)
        + number("7", 99)
        + '<c t="b"><v>1</v></c><c t="s"><v>0</v></c><c t="s"><v>99</v></c>'
        + '<c t="d"><v>2021-06-17T00:00:00</v></c><c t="str"><v>a_x000D_\nb_x005F_x0041_</v></c>'
        + "<c/><c s='1'/>"
    )
    strings = (
        '<si><r><t>甲</t></r><r><t xml:space="preserve"> 乙</t></r><rPh><t>注音</t></rPh></si>'
    )
    found = sheet(cells(row), strings=strings, styles=STYLES)
    seen = [found.text((1, column)) for column in range(1, 13)]
    assert seen[:8] == [" 前后有空格 ", "99.11%", "2021-06-17", "5", "7", "是", "甲 乙", ""]
    assert seen[8:] == ["2021-06-17", "a\nb_x0041_", "", ""]
    assert found.spot((1, 28)) == "表!AB1"
    assert str(found.origin((7, 4))) == "甲.xlsx[表!D7]"


def test_invisible_characters_are_dropped_and_known() -> None:
    found = sheet(cells(text("甲\u200b乙") + text("丙")))
    assert found.text((1, 1)) == "甲乙"
    assert [str(origin) for origin in found.odd()] == ["甲.xlsx[表!A1]"]


def test_what_openpyxl_writes() -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "数"
    page["A1"], page["A2"] = 2903.5, "≥90%"
    page["B1"] = CellRichText("甲", TextBlock(InlineFont(b=True), "乙"))
    page["C3"], page["C3"].number_format = 0.1 + 0.2, "General"
    page.row_dimensions[2].hidden = True
    page.column_dimensions["B"].hidden = True
    hidden = book.create_sheet("藏")
    hidden["A1"], hidden.sheet_state = "在", "veryHidden"
    first, second = saved(book)
    assert [first.text(at) for at in ((1, 1), (2, 1), (1, 2), (3, 3))] == [
        *("2903.5", "≥90%", "甲乙", "0.3")
    ]
    assert second.text((1, 1)) == "在"


def test_the_1904_calendar_and_strict_files() -> None:
    found = sheet(cells(number("42902", 2)), styles=STYLES, properties='<workbookPr date1904="1"/>')
    assert found.text((1, 1)) == "2021-06-17"
    [strict] = read_sheets(packed(parts_of({"表": cells(text("甲"))}, strict=True)), "甲")
    assert strict.text((1, 1)) == "甲"


# ── 公式 ──────────────────────────────────────────────────────────────────────


def test_formulas_are_computed_and_never_taken_from_the_cache() -> None:
    other = cells(number("2903.5") + number("3219"))
    mine = cells(
        formula("资金!A1/资金!B1", "999", 1) + formula("SUM(资金!A1:B1)", "1") + formula("A1*100")
    )
    _, found = read_sheets(packed(parts_of({"资金": other, "表": mine}, styles=STYLES)), "甲")
    assert [found.text((1, column)) for column in (1, 2, 3)] == [
        *("90.20%", "6122.5", "90.1988195091643")
    ]


def test_what_cannot_be_computed_is_told_with_its_cell() -> None:
    found = sheet(
        cells(
            formula("A2", "1") + formula("VLOOKUP(1,A1:B2,2)", "3") + '<c t="e"><v>#DIV/0!</v></c>',
            formula("A1", "1") + formula("C1+1", "2"),
        )
    )
    faults = [found.fault((1, 1)), found.fault((1, 2)), found.fault((1, 3)), found.fault((2, 2))]
    assert [fault and (fault.message, str(fault.origins[0])) for fault in faults] == [
        ("单元格里是公式 =A2，读不出", "甲.xlsx[表!A1]"),
        ("单元格里是公式 =VLOOKUP(1,A1:B2,2)，读不出", "甲.xlsx[表!B1]"),
        ("单元格里是错误值 #DIV/0!，读不出", "甲.xlsx[表!C1]"),
        ("单元格里是公式 =C1+1，读不出", "甲.xlsx[表!B2]"),
    ]
    assert faults[0] is not None
    assert faults[0].remedy == "在 Excel 里复制这一格，选择性粘贴为“数值”"
    assert found.text((1, 2)) == ""


def test_shared_formulas_move_with_their_cells() -> None:
    rows = [
        f'{number(str(value))}<c><f t="shared" si="0"{ref}>{words}</f></c>'
        for value, ref, words in ((3, ' ref="B1:B2"', "A1*2"), (5, "", ""))
    ]
    found = sheet(cells(*rows))
    assert (found.text((1, 2)), found.text((2, 2))) == ("6", "10")


def test_a_running_total_of_many_rows() -> None:
    rows = [number("1") + number("1")]
    rows += [number("1") + formula(f"B{row - 1}+A{row}") for row in range(2, 400)]
    found = sheet(cells(*rows))
    assert [found.text((row, 2)) for row in (399, 2, 50)] == ["399", "2", "50"]


def test_a_long_chain_and_a_circle() -> None:
    rows = [formula(f"A{row + 1}") for row in range(1, 3000)]
    assert sheet(cells(*rows, number("7"))).text((1, 1)) == "7"
    circle = sheet(cells(*rows, formula("A1")))
    assert circle.fault((1, 1)) is not None
    assert circle.fault((2990, 1)) is not None


def test_what_needs_the_same_cell_twice_is_no_circle() -> None:
    found = sheet(cells(formula("SUM(B1:C1)") + formula("C1+C1") + formula("D1") + number("2")))
    assert found.text((1, 1)) == "6"


def test_looking_at_too_many_cells_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_LOOKS", 3)
    found = sheet(cells(formula("SUM(B1:C1)") + number("1") + number("1"), formula("SUM(B1:C1)")))
    assert found.text((1, 1)) == "2"
    assert found.fault((2, 1)) is not None


# ── 当作表格看 ────────────────────────────────────────────────────────────────


def test_a_sheet_as_a_table_with_merged_cells() -> None:
    xml = cells(
        text("标题", "A1"),
        text("资金", "A2") + text("总额", "B2") + text("5", "D2"),
        text("6", "D3"),
        "",
        text("末", "A5"),
    )
    xml += '<mergeCells><mergeCell ref="A1:D1"/><mergeCell ref="A2:A3"/>'
    xml += '<mergeCell ref="B2:C3"/></mergeCells>'
    table, findings = sheet(xml).table()
    assert findings == ()
    assert [[(c.text, c.spot, c.start, c.end, c.above) for c in row] for row in table.rows] == [
        [("标题", "表!A1", 1, 5, False)],
        [
            ("资金", "表!A2", 1, 2, False),
            ("总额", "表!B2", 2, 4, False),
            ("5", "表!D2", 4, 5, False),
        ],
        [
            ("资金", "表!A3", 1, 2, True),
            ("总额", "表!B3", 2, 4, True),
            ("6", "表!D3", 4, 5, False),
        ],
        [("末", "表!A5", 1, 2, False), ("", "表!B5", 2, 3, False), ("", "表!D5", 4, 5, False)],
    ]
    assert sheet(xml).anchor((3, 1)) == (2, 1)
    assert sheet(xml).anchor((4, 1)) == (4, 1)


def test_a_cell_far_away_makes_no_huge_table() -> None:
    table, _ = sheet(
        '<sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData>'
    ).table()
    assert [[cell.text for cell in row] for row in table.rows] == [["1", ""], ["", "2"]]


# ── 坏的和不怀好意的文件 ──────────────────────────────────────────────────────


def changed(part: str, content: str | bytes | None) -> bytes:
    parts = parts_of({"表": cells(text("甲"))})
    if content is None:
        del parts[part]
    else:
        parts[part] = content
    return packed(parts)


DAMAGED = "文件坏了，或者不是 Excel 工作簿"
ENTITY = (
    '<!DOCTYPE worksheet [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "<sheetData><row><c t='str'><v>&x;</v></c></row></sheetData></worksheet>"
)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "文件解不开：坏了，或者不是 Excel 工作簿"),
        (b"PK\x03\x04", "文件解不开：坏了，或者不是 Excel 工作簿"),
        (b"\xd0\xcf\x11\xe0 EncryptedPackage", "文件加了密码，或是旧版的，只是扩展名成了 .xlsx"),
        (packed({"a.txt": "甲"}), "这不是 Excel 工作簿（.xlsx），里面没有工作表"),
        (changed("xl/workbook.xml", None), "这不是 Excel 工作簿（.xlsx），里面没有工作表"),
        (changed("xl/workbook.xml", "<document/>"), "这不是 Excel 工作簿（.xlsx）"),
        (
            changed("xl/workbook.xml", "<workbook"),
            f"{DAMAGED}：xl/workbook.xml 读不出来",
        ),
        (changed("xl/_rels/workbook.xml.rels", None), "工作簿里没有工作表"),
        (
            changed("xl/worksheets/sheet1.xml", None),
            f"{DAMAGED}：xl/worksheets/sheet1.xml",
        ),
        (
            changed("xl/worksheets/sheet1.xml", "<worksheet><row></worksheet>"),
            DAMAGED,
        ),
        (changed("xl/worksheets/sheet1.xml", ENTITY), "文件里有外来的声明，不读"),
        (changed("xl/sharedStrings.xml", ENTITY.replace("row", "si")), "文件里有外来的声明"),
        (changed("xl/styles.xml", ENTITY), "文件里有外来的声明"),
    ],
)
def test_a_bad_file_has_one_clear_message(data: bytes, message: str) -> None:
    assert refused(data).startswith(message)


def test_a_locked_member_and_a_damaged_one() -> None:
    data = bytearray(changed("xl/styles.xml", b"<styleSheet/>" * 50))
    at = data.index(b"xl/worksheets/sheet1.xml") + 40
    data[at : at + 8] = b"\0" * 8
    assert refused(bytes(data)).startswith(DAMAGED)


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_parts, "LARGEST", 100_000)
    assert refused(changed("xl/sharedStrings.xml", b" " * 100_001)) == (
        "文件解开后太大，不像自评表"
    )


def test_formatted_rows_without_words_take_no_room() -> None:
    rows = "".join(
        f'<row r="{row}" ht="15" s="3"><c r="A{row}" s="1"/></row>' for row in range(2, 100_000)
    )
    found = sheet(f"<sheetData><row>{text('甲')}</row>{rows}</sheetData>")
    assert (found.rows, found.text((1, 1))) == ([1], "甲")
    assert len(found.grid.cells) == 1


def test_too_many_filled_cells_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_xml, "MOST_CELLS", 100)
    row = "<row>" + "<c><v>1</v></c>" * 51 + "</row>"
    assert refused(packed(parts_of({"表": f"<sheetData>{row * 2}</sheetData>"}))) == (
        "工作表里有字的格太多，不像自评数据"
    )


def test_a_sheet_too_large_for_a_form() -> None:
    xml = "".join(f'<row r="{n}"><c r="{column(n)}{n}"><v>1</v></c></row>' for n in range(1, 3000))
    with pytest.raises(Unreadable, match="太大，不像自评表"):
        sheet(f"<sheetData>{xml}</sheetData>").table()


def column(number_: int) -> str:
    from openpyxl.utils.cell import get_column_letter

    return get_column_letter(number_)


def test_macros_and_odd_names_do_no_harm() -> None:
    parts = parts_of({"表": cells(text("甲"))})
    parts = {name.replace("/", "\\") if "sheet1" in name else name: p for name, p in parts.items()}
    parts["xl/vbaProject.bin"] = b"\0\1\2"
    [found] = read_sheets(packed(parts), "甲.xlsm")
    assert found.text((1, 1)) == "甲"


def test_a_file_openpyxl_wrote_reads_the_same_after_it_is_saved_again() -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page["A1"], page["B1"] = "=1+2", "_x0041_"
    content = io.BytesIO()
    book.save(content)
    again = io.BytesIO()
    load_workbook(io.BytesIO(content.getvalue())).save(again)
    [found] = read_sheets(again.getvalue(), "甲")
    assert found.text((1, 1)) == "3"
    assert zipfile.is_zipfile(io.BytesIO(content.getvalue()))
