"""样式文件：页面和字体的唯一来源；打开一次，各部件压好备用，只等换上正文。"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from reportgen.finding import Finding, Origin, Severity, Unreadable

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DOCUMENT_PART = "word/document.xml"
CORE_PART = "docProps/core.xml"
FIXED_DATE = (1980, 1, 1, 0, 0, 0)
# 正文里用到的样式；样式文件少了哪个，先说清楚，不到写的时候才错。
REQUIRED = (
    "公文正文",
    "公文标题",
    "附件标签",
    "版本标记",
    "填报信息",
    "备注",
    "落款",
    "表格题名",
    "表头",
    "表格文字",
    "表格左文",
    "待填写",
    "表格网格",
    "heading 1",
    "heading 2",
    "heading 3",
    "heading 4",
)


@dataclass(frozen=True, slots=True)
class StyleDocument:
    """样式文件：``shell`` 是没有正文和属性的压缩包，``section`` 是页面设置，``styles`` 是
    样式名称到标识的对照，``text_width`` 是版心宽度（twip，1/20 磅）。
    """

    shell: bytes
    section: str
    styles: dict[str, str]
    text_width: int


def load_style(path: Path) -> StyleDocument:
    """读样式文件；打不开或缺样式抛出 ``Unreadable``。"""
    try:
        with zipfile.ZipFile(path) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        body = etree.fromstring(parts[DOCUMENT_PART]).find(f"{{{W}}}body")
        styles = _styles(parts["word/styles.xml"])
        section = body[-1] if body is not None and len(body) else None
    except (OSError, zipfile.BadZipFile, KeyError, etree.XMLSyntaxError):
        raise Unreadable(
            [_fault(path, "样式文件打不开", "用 Word 打开确认，另存为 .docx；或换回原来的样式文件")]
        ) from None
    missing = [name for name in REQUIRED if name not in styles]
    if missing:
        named = "、".join(f"“{name}”" for name in missing)
        raise Unreadable([_fault(path, f"样式文件缺少样式{named}", "在 Word 里按这些名称建立样式")])
    if section is None or section.tag != f"{{{W}}}sectPr":
        raise Unreadable([_fault(path, "样式文件没有页面设置", "换回原来的样式文件再改")])
    return StyleDocument(
        shell=_shell(parts),
        section=etree.tostring(section, encoding="unicode"),
        styles=styles,
        text_width=_text_width(section),
    )


def _styles(data: bytes) -> dict[str, str]:
    """名称 → 标识；Word 存盘会改标识，名称不变。"""
    root = etree.fromstring(data)
    found = {}
    for style in root.iter(f"{{{W}}}style"):
        name = style.find(f"{{{W}}}name")
        if name is not None:
            found[str(name.get(f"{{{W}}}val"))] = str(style.get(f"{{{W}}}styleId"))
    return found


def _shell(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, data in parts.items():
            if name not in (DOCUMENT_PART, CORE_PART):
                package.writestr(member(name), data, compresslevel=9)
    return buffer.getvalue()


def member(name: str) -> zipfile.ZipInfo:
    """压缩包的一个成员：时间固定，同样的内容得到同样的字节。"""
    info = zipfile.ZipInfo(name, FIXED_DATE)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 0
    return info


def _text_width(section: etree._Element) -> int:
    size, margin = section.find(f"{{{W}}}pgSz"), section.find(f"{{{W}}}pgMar")
    if size is None or margin is None:
        return 8845  # GB/T 9704 的版心宽 156 毫米
    width, left, right = (
        int(float(str(element.get(f"{{{W}}}{name}", "0"))))
        for element, name in ((size, "w"), (margin, "left"), (margin, "right"))
    )
    return width - left - right


def _fault(path: Path, message: str, remedy: str) -> Finding:
    return Finding("style-unusable", Severity.ERROR, message, remedy, (Origin(path.name),))
