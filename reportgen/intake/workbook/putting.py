"""填格：文字总是文字，数是数；写成的工作簿里没有时间，同样的数据得到同样的字节。"""

from __future__ import annotations

import io
import re
import zipfile
from decimal import Decimal
from typing import Final

from openpyxl.cell.cell import Cell

from reportgen.reading.number_format import GENERAL, shown

TEXT_FORMAT: Final = "@"
PLAIN: Final = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.(\d{1,14}))?")
# Excel 会把 _x000D_ 这样的字当作一个字符
_ESCAPE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_QUIET: Final = (
    b'<ignoredErrors><ignoredError sqref="A1:Z2000" numberStoredAsText="1"/></ignoredErrors>'
)
_STAMP: Final = re.compile(rb"<dcterms:(created|modified)([^>]*)>[^<]*<")
_FIXED: Final = rb"<dcterms:\1\2>2020-01-01T00:00:00Z<"


def put_text(cell: Cell, text: str) -> None:
    """文字：等号、加减号开头的也是文字，不是公式。"""
    if text:
        cell.value = _ESCAPE.sub("_x005F_", text)
        cell.data_type = "s"
        if text[0] in "=+-@":
            cell.quotePrefix = True


def put_number(cell: Cell, text: str) -> None:
    """数：写成数，末尾的零由格式留着；别的写法（16分、/）照样是文字。"""
    found = PLAIN.fullmatch(text)
    code = GENERAL
    if found and found[1] and found[1].endswith("0"):
        code = "0." + "0" * len(found[1])
    if found and shown(Decimal(text), code) == text:
        cell.value, cell.number_format = Decimal(text), code
    elif text:
        cell.number_format = TEXT_FORMAT
        put_text(cell, text)


def settled(data: bytes) -> bytes:
    """时间都固定，同样的数据得到同样的字节；当文字存的数不标绿角，行高填了字会自己变。"""
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(content, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/core.xml":
                part = _STAMP.sub(_FIXED, part)
            elif name.startswith("xl/worksheets/sheet"):
                part = part.replace(b"</headerFooter>", b"</headerFooter>" + _QUIET)
                part = part.replace(b' customHeight="1"', b"")
            info = zipfile.ZipInfo(name)
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 0
            target.writestr(info, part)
    return content.getvalue()
