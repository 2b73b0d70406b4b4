"""勾选：各种勾，勾在前、在后、在框旁边，Word 的符号和复选框。"""

from __future__ import annotations

import pytest

from reportgen.intake.form.ticks import ticked
from tests.intake.form.made import run, word
from tests.intake.form.test_central import plain, read
from tests.intake.form.test_layouts import FORM, HEAD, INFO, TITLE

A, B, C = "常年性项目", "延续性项目", "一次性项目"


@pytest.mark.parametrize(
    "text",
    [
        f"1、{A}□  2、{B}☑  3、{C}□",
        f"1、{A}□  2、{B}☒  3、{C}□",
        f"1、{A}  2、{B}√  3、{C}",
        f"1、{A}  2、{B}✓  3、{C}",
        f"1.{A}□2.{B}■3.{C}□",
        f"(1){A}□(2){B}√(3){C}□",
        f"①{A}□ ②{B}✔ ③{C}□",
        f"□1、{A} ☑2、{B} □3、{C}",
        f"□{A} ☑{B} □{C}",
        f"□{A}√{B}□{C}",
        f"{A}□ {B}☑ {C}□",
        f"{A}（ ） {B}（√） {C}（ ）",
        f"1、{A}（ ）  2、{B}（√）  3、{C}（ ）",
        f"□ {A}\n☑ {B}\n□ {C}",
        f"{A}□\n{B}☑\n{C}□",
        f"1、{A}□  2、{B}□✔  3、{C}□",
        f"1、{A}□  2、{B}✔□  3、{C}□",
        f"□{A} ✔□{B} □{C}",
        f"□{A} □✔{B} □{C}",
        f"{A}○ {B}● {C}○",
        f"{A}  {B}√  {C}",
    ],
)
def test_one_of_three(text: str) -> None:
    chosen, others = ticked(text)
    assert chosen == [B]
    assert others == [A, C]


def test_several_and_none() -> None:
    assert ticked(f"1、{A}☑ 2、{B}☑") == ([A, B], [])
    assert ticked(f"1、{A}□ 2、{B}□") == ([], [A, B])
    assert ticked(A) == ([A], [])
    assert ticked("") == ([], [])


def symbol(font: str, code: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


def lettered(font: str, letter: str) -> str:
    look = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>'
    return f"<w:r>{look}<w:t>{letter}</w:t></w:r>"


def box(checked: str) -> str:
    """Word 的复选框。"""
    w14 = "http://schemas.microsoft.com/office/word/2010/wordml"
    state = f'<w14:checkbox xmlns:w14="{w14}"><w14:checked w14:val="{checked}"/></w14:checkbox>'
    shown = "☒" if checked == "1" else "☐"
    content = f"<w:sdtContent>{run(shown)}</w:sdtContent>"
    return f"<w:sdt><w:sdtPr>{state}</w:sdtPr>{content}</w:sdt>"


def old_box(checked: str) -> str:
    """旧式窗体的复选框：一个域。"""
    value = f'<w:checkBox><w:default w:val="0"/><w:checked w:val="{checked}"/></w:checkBox>'
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{value}</w:ffData></w:fldChar></w:r>'
        "<w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


@pytest.mark.parametrize(
    ("off", "on"),
    [
        (symbol("Wingdings", "F0A8"), symbol("Wingdings", "F0FE")),
        (symbol("Wingdings", "00A8"), symbol("Wingdings", "00FE")),
        (symbol("Wingdings", "F06F"), symbol("Wingdings", "F0FC")),
        (symbol("Wingdings 2", "F0A3"), symbol("Wingdings 2", "F052")),
        (run("\uf0a8"), run("\uf0fe")),
        (lettered("Wingdings 2", "£"), lettered("Wingdings 2", "R")),
        (box("0"), box("1")),
        (old_box("0"), old_box("1")),
    ],
    ids=[
        "框",
        "不加 F0",
        "方框和勾",
        "Wingdings 2",
        "私用区的字",
        "换了字体的字母",
        "复选框",
        "旧式复选框",
    ],
)
@pytest.mark.parametrize("before", [True, False], ids=["在前", "在后"])
def test_the_ticks_of_word(off: str, on: str, before: bool) -> None:
    parts = [
        f"{mark}{run(name)}" if before else f"{run(name)}{mark}"
        for name, mark in ((A, off), (B, on), (C, off))
    ]
    cell = "<w:p>" + run("  ").join(parts) + "</w:p>"
    rows = [*HEAD, [("项目类型", 2), (cell, 5)], *FORM[3:]]
    document = read(word(TITLE, INFO, rows))
    assert plain(document.node)["项目类型"] == [B]
    assert document.findings == ()
