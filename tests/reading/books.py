"""手写的工作簿：测试用的最小的 .xlsx，要怎样的 XML 就写怎样的。"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """压成一个包。"""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return content.getvalue()


def parts_of(
    sheets: Mapping[str, str],
    strings: str = "",
    styles: str = "",
    strict: bool = False,
    properties: str = "",
) -> dict[str, str | bytes]:
    """工作簿的各部件；``sheets`` 是表名 → ``<worksheet>`` 里面的 XML。"""
    main, office = (STRICT, STRICT_OFFICE) if strict else (MAIN, OFFICE)
    names = list(sheets)
    listed = "".join(
        f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(names, 1)
    )
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{office}/worksheet" '
        f'Target="worksheets/sheet{number}.xml"/>'
        for number in range(1, len(names) + 1)
    )
    for kind in ("sharedStrings", "styles"):
        relations += f'<Relationship Id="{kind}" Type="{office}/{kind}" Target="{kind}.xml"/>'
    return {
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}">{properties}'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATIONS}">'
        f"{relations}</Relationships>",
        "xl/sharedStrings.xml": f'<sst xmlns="{main}">{strings}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{main}">{styles}</styleSheet>',
        **{
            f"xl/worksheets/sheet{number}.xml": f'<worksheet xmlns="{main}">{xml}</worksheet>'
            for number, xml in enumerate(sheets.values(), 1)
        },
    }


def cells(*rows: str) -> str:
    """各行的格（XML），从第一行起。"""
    written = "".join(f'<row r="{number}">{row}</row>' for number, row in enumerate(rows, 1))
    return f"<sheetData>{written}</sheetData>"


def text(words: str, place: str = "") -> str:
    """一格文字。"""
    at = f' r="{place}"' if place else ""
    return f'<c{at} t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>'


def number(value: str, style: int = 0) -> str:
    """一格数。"""
    return f'<c s="{style}"><v>{value}</v></c>'


def formula(words: str, cached: str = "", style: int = 0) -> str:
    """一格公式，连同别的软件存的结果。"""
    return f'<c s="{style}"><f>{words}</f><v>{cached}</v></c>'
