"""样式文档：程序所依靠的事实。样子可以在 Word 里改，这些不能改没了。"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from docx import Document
from lxml import etree

from reportgen.document.check import check_document
from reportgen.document.part import R_URI, VAL, W_URI, W
from reportgen.document.style import load_style

FOLDER = Path(__file__).parents[2] / "templates/zh"
NS = {"w": W_URI, "r": R_URI}
PARAGRAPH = {
    *("Normal", "heading 1", "heading 2", "heading 3", "heading 4", "footer", "annotation text"),
    *("公文正文", "附件标签", "公文标题", "版本标记", "主送机关", "结束语", "落款"),
    *("表格题名", "表头", "表格文字", "表格左文", "备注", "填报信息"),
}
NAMES = {
    "paragraph": PARAGRAPH,
    "character": {"Default Paragraph Font", "annotation reference", "待填写"},
    "table": {"Normal Table", "表格网格"},
    "numbering": {"No List"},
}
SLOTS = ("ascii", "hAnsi", "eastAsia", "cs")
# 一毫米合多少缇；一缇是二十分之一磅，毫米化成整缇，差不到一缇
MILLIMETRE = 1440 / 25.4


@pytest.fixture(params=["style-report", "style-form"])
def path(request: pytest.FixtureRequest) -> Path:
    return FOLDER / f"{request.param}.docx"


def part(path: Path, name: str) -> etree._Element:
    with zipfile.ZipFile(path) as archive:
        return etree.fromstring(archive.read(name))


def styles(path: Path) -> dict[tuple[str, str], etree._Element]:
    return {
        (style.get(f"{W}type"), style.find(f"{W}name").get(VAL)): style
        for style in part(path, "word/styles.xml").iterchildren(f"{W}style")
    }


def resolve(path: Path, name: str, expression: str) -> str:
    """样式沿“基于”推出的属性值，最后看文档默认值。"""
    root = part(path, "word/styles.xml")
    by_id = {style.get(f"{W}styleId"): style for style in root.iterchildren(f"{W}style")}
    style = styles(path)["paragraph", name]
    while style is not None:
        if found := style.xpath(expression, namespaces=NS):
            return str(found[0])
        based = style.find(f"{W}basedOn")
        style = None if based is None else by_id[based.get(VAL)]
    found = root.xpath(f"w:docDefaults/*/{expression}", namespaces=NS)
    return str(found[0]) if found else ""


def test_vocabulary(path: Path) -> None:
    assert set(styles(path)) == {(kind, name) for kind, names in NAMES.items() for name in names}


def test_ids_are_unique_and_the_same_in_both() -> None:
    ids = [
        {key: style.get(f"{W}styleId") for key, style in styles(FOLDER / f"{stem}.docx").items()}
        for stem in ("style-report", "style-form")
    ]
    assert ids[0] == ids[1]
    assert len(set(ids[0].values())) == len(ids[0])


@pytest.mark.parametrize("name", sorted(PARAGRAPH))
def test_four_font_slots(path: Path, name: str) -> None:
    fonts = {resolve(path, name, f"w:rPr/w:rFonts/@w:{slot}") for slot in SLOTS}
    assert len(fonts) == 1
    assert fonts <= {"仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "方正小标宋简体"}


def test_every_font_has_a_stand_in(path: Path) -> None:
    table = part(path, "word/fontTable.xml")
    fonts = {font.get(f"{W}name"): font for font in table.iterchildren(f"{W}font")}
    used = set(part(path, "word/styles.xml").xpath("//w:rFonts/@w:eastAsia", namespaces=NS))
    assert used == set(fonts)
    for font in fonts.values():
        assert font.find(f"{W}altName").get(VAL)
        assert font.find(f"{W}panose1") is not None


@pytest.mark.parametrize(
    ("name", "font", "size", "level"),
    [
        ("公文正文", "仿宋_GB2312", "32", ""),
        ("附件标签", "黑体", "32", ""),
        ("版本标记", "楷体_GB2312", "32", ""),
        ("heading 1", "黑体", "32", "0"),
        ("heading 2", "楷体_GB2312", "32", "1"),
        ("heading 3", "仿宋_GB2312", "32", "2"),
        ("heading 4", "仿宋_GB2312", "32", "3"),
        ("表头", "仿宋_GB2312", "24 21", ""),
        ("footer", "宋体", "28", ""),
    ],
)
def test_look(path: Path, name: str, font: str, size: str, level: str) -> None:
    assert resolve(path, name, "w:rPr/w:rFonts/@w:eastAsia") == font
    # 表里的格多，用五号；报告里的表用小四
    sizes = size.split()
    wanted = sizes[-1] if path.stem == "style-form" else sizes[0]
    assert resolve(path, name, "w:rPr/w:sz/@w:val") == wanted
    assert resolve(path, name, "w:pPr/w:outlineLvl/@w:val") == level
    if level or name == "公文正文":
        assert resolve(path, name, "w:pPr/w:ind/@w:firstLineChars") == "200"
        assert resolve(path, name, "w:pPr/w:spacing/@w:line") == "560"
        assert resolve(path, name, "w:pPr/w:spacing/@w:lineRule") == "exact"


@pytest.mark.parametrize(
    ("stem", "margins"), [("style-report", (37, 35, 28, 26)), ("style-form", (20, 20, 20, 20))]
)
def test_page(stem: str, margins: tuple[int, ...]) -> None:
    section = part(FOLDER / f"{stem}.docx", "word/document.xml").find(f"{W}body")[-1]
    size, margin = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    assert (size.get(f"{W}w"), size.get(f"{W}h")) == ("11906", "16838")
    for side, millimetres in zip(("top", "bottom", "left", "right"), margins, strict=True):
        assert abs(int(margin.get(f"{W}{side}")) - millimetres * MILLIMETRE) <= 1


def test_22_lines_of_28_characters() -> None:
    path = FOLDER / "style-report.docx"
    section = part(path, "word/document.xml").find(f"{W}body")[-1]
    size, margin = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")

    def twips(element: etree._Element, key: str) -> int:
        return int(element.get(f"{W}{key}"))

    width = twips(size, "w") - twips(margin, "left") - twips(margin, "right")
    height = twips(size, "h") - twips(margin, "top") - twips(margin, "bottom")
    character = 320 + int(resolve(path, "公文正文", "w:rPr/w:spacing/@w:val"))
    assert width // character == 28
    assert height // 560 == 22
    # 字符网格（linesAndChars）在 LibreOffice 里每字占两格，所以用字距，不用字符网格
    grid = section.find(f"{W}docGrid")
    assert grid.get(f"{W}type") == "lines"
    assert height // twips(grid, "linePitch") == 22


def test_page_numbers(path: Path) -> None:
    assert part(path, "word/settings.xml").find(f"{W}evenAndOddHeaders") is not None
    section = part(path, "word/document.xml").find(f"{W}body")[-1]
    links = part(path, "word/_rels/document.xml.rels")
    targets = {link.get("Id"): link.get("Target") for link in links}
    seen = {}
    for reference in section.iterchildren(f"{W}footerReference"):
        footer = part(path, f"word/{targets[reference.get(f'{{{R_URI}}}id')]}")
        assert footer.xpath("string(//w:instrText)", namespaces=NS).strip() == "PAGE"
        assert re.fullmatch(r"— \d —", footer.xpath("string()").replace(" PAGE ", ""))
        seen[reference.get(f"{W}type")] = footer.xpath(
            "concat(//w:jc/@w:val, //w:ind/@w:leftChars, ' ', //w:ind/@w:rightChars)",
            namespaces=NS,
        )
    assert seen == {"default": "right 100", "even": "left100 "}


def test_compatibility(path: Path) -> None:
    settings = part(path, "word/settings.xml")
    mode = "//w:compatSetting[@w:name='compatibilityMode']/@w:val"
    assert settings.xpath(mode, namespaces=NS) == ["15"]
    assert settings.find(f"{W}themeFontLang").get(f"{W}eastAsia") == "zh-CN"
    lang = part(path, "word/styles.xml").find(f"{W}docDefaults//{W}lang")
    assert lang.get(f"{W}eastAsia") == "zh-CN"


def test_no_theme_and_nothing_superfluous(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        text = b"".join(archive.read(name) for name in names)
        assert {info.date_time[:3] for info in archive.infolist()} == {(1980, 1, 1)}
    assert not [name for name in names if "theme" in name or "custom" in name]
    assert not re.search(rb"(ascii|hAnsi|eastAsia|cs)[Tt]heme=", text)


def test_clean(path: Path) -> None:
    assert check_document(path.read_bytes(), path.name) == ()


def test_sample_shows_each_style(path: Path) -> None:
    shown = {paragraph.style.name for paragraph in Document(path).paragraphs}
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        text = archive.read("word/document.xml").decode()
    for (kind, name), style in styles(path).items():
        if kind == "paragraph" and not name.startswith(("annotation", "footer")):
            assert f'w:val="{style.get(f"{W}styleId")}"' in text, name
    assert "公文正文" in shown


def test_turned_the_page_is_as_wide_as_it_was_high() -> None:
    style = load_style(FOLDER / "style-report.docx")
    turned = style.turned
    assert turned.text_width == 16838 - 2098 - 1984  # 纸长减去原来的上下边距
    assert 'w:w="16838"' in turned.section
    assert 'w:h="11906"' in turned.section
    assert 'w:orient="landscape"' in turned.section
    assert style.section != turned.section
    assert turned.parts == style.parts


def test_a_style_that_lies_down_already_is_not_turned_back() -> None:
    turned = load_style(FOLDER / "style-form.docx").turned
    assert turned.turned is turned
