"""验稿规则：一个部件（正文、页脚、批注、样式等）里要守的规矩。

规则是函数，给出毛病所在的元素和说明；CHECKS 是它们的名单。每份文稿都要查，所以要快：
一条规则先声明它管的元素（``tags``），树上没有就不查；其余先用一次编译好的查询看有没有毛病，
有毛病才逐个去找。
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from reportgen.document import drawing_rules
from reportgen.document.part import (
    DOCUMENT,
    ID,
    NAME,
    R_URI,
    VAL,
    Around,
    Element,
    Part,
    PartCheck,
    Spot,
    W,
    elements,
    strings,
)

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BLANKS = " \t\r\n"
_BOOKMARK_NAME = re.compile(r"[^\W\d]\w{0,39}")

_RELATION_IDS = strings("//@r:*")
_RELATION_USERS = elements("//*[@r:*]")


def relation_ids(part: Part) -> Iterator[Spot]:
    """用到的关系编号都在关系表里：否则页脚、图片、链接落空，Word 要求修复。"""
    if part.around.relations.issuperset(_RELATION_IDS(part.root)):
        return
    for element in _RELATION_USERS(part.root):
        for key, value in element.attrib.items():
            if str(key).startswith(f"{{{R_URI}}}") and value not in part.around.relations:
                yield element, f"用到的关系编号{value!s}不在关系表里"


def characters(part: Part) -> Iterator[Spot]:
    """文字里没有制表符和换行符：Word 把它们当空格，应写成 w:tab、w:br。"""
    # 这三个字符在原文里或是本身，或是写成 &#…;
    if not any(sign in part.raw for sign in (b"\t", b"\r", b"\n", b"&")):
        return
    for text in part.root.iter(f"{W}t", f"{W}delText"):
        if any(char in (text.text or "") for char in "\t\r\n"):
            yield text, "文字里有制表符或换行符"


def blanks_kept(part: Part) -> Iterator[Spot]:
    """首尾有空格的文字标明保留空格：否则 Word 读入时丢掉空格。"""
    # 首尾的空格总是紧挨着标记的尖括号（或写成 &#…;）
    if not any(sign in part.raw for sign in (b"\t", b"\r", b"\n", b"&", b"> ", b" <")):
        return
    for text in part.root.iter(f"{W}t", f"{W}delText", f"{W}instrText"):
        value = text.text or "…"
        if (value[0] in _BLANKS or value[-1] in _BLANKS) and text.get(_SPACE) != "preserve":
            yield text, "文字首尾有空格而没有标明保留"


_TEXT_IN_DELETION = elements("//w:del/w:r/w:t | //w:del/w:r/w:instrText")
_DELETED_TEXT_OUTSIDE = elements(
    "//w:delText[not(ancestor::w:del)] | //w:delInstrText[not(ancestor::w:del)]"
)


def text_placement(part: Part) -> Iterator[Spot]:
    """删除的文字写在 w:delText 里，别处不用它：否则删除的字又显示，或字看不见。"""
    for text in _TEXT_IN_DELETION(part.root):
        yield text, "修订删除里的文字没有写成删除的文字"
    for text in _DELETED_TEXT_OUTSIDE(part.root):
        yield text, "删除的文字不在修订删除里"


def _marks(part: Part, start: str, end: str) -> Iterator[Spot]:
    """起止标记：编号不重复、先起后止、成对。"""
    opened: dict[str, Element] = {}
    closed: set[str] = set()
    for mark in part.root.iter(f"{W}{start}", f"{W}{end}"):
        identity = str(mark.get(ID))
        if mark.tag == f"{W}{start}":
            if identity in opened:
                yield mark, f"起始标记的编号{identity}重复"
            opened[identity] = mark
        elif identity not in opened or identity in closed:
            yield mark, f"终止标记{identity}没有对应的起始标记"
        else:
            closed.add(identity)
    for identity, mark in opened.items():
        if identity not in closed:
            yield mark, f"起始标记{identity}没有对应的终止标记"


def bookmark_pairs(part: Part) -> Iterator[Spot]:
    """书签起止成对、编号不重复：书签是更新文稿时找回文段的凭据。"""
    for element, message in _marks(part, "bookmarkStart", "bookmarkEnd"):
        yield element, f"书签的{message}"


def bookmark_names(part: Part) -> Iterator[Spot]:
    """书签名称不重复（不分大小写）、不超过40字、只用文字数字下划线：否则 Word 改名或丢弃。"""
    seen: set[str] = set()
    for mark in part.root.iter(f"{W}bookmarkStart"):
        name = str(mark.get(NAME) or "")
        if not _BOOKMARK_NAME.fullmatch(name):
            yield mark, f"书签名称“{name}”不合规定"
        if name.lower() in seen:
            yield mark, f"书签名称“{name}”重复"
        seen.add(name.lower())


def comment_marks(part: Part) -> Iterator[Spot]:
    """批注的范围起止成对、有引用，且批注存在：缺一样 Word 就要求修复或不显示。"""
    if not part.around.comments and part.tags.isdisjoint(_COMMENT_TAGS):
        return
    ids = Counter(str(comment.get(ID)) for comment in part.root.iter(f"{W}comment"))
    for identity, times in ids.items():
        if times > 1:
            yield None, f"批注编号{identity}出现了{times}次"
    for element, message in _marks(part, "commentRangeStart", "commentRangeEnd"):
        yield element, f"批注的{message}"
    references: set[str] = set()
    for reference in part.root.iter(f"{W}commentReference"):
        identity = str(reference.get(ID))
        if identity in references:
            yield reference, f"批注{identity}被引用了两次"
        if identity not in part.around.comments:
            yield reference, f"引用的批注{identity}不存在"
        references.add(identity)
    for start in part.root.iter(f"{W}commentRangeStart"):
        if str(start.get(ID)) not in references:
            yield start, f"批注{start.get(ID)!s}有范围而没有引用"
    if part.name == DOCUMENT:
        for identity in sorted(part.around.comments - references):
            yield None, f"批注{identity}在正文里没有引用"


def revision_ids(part: Part) -> Iterator[Spot]:
    """修订编号不重复：重复时 Word 接受或拒绝一处会连带另一处。"""
    seen: set[str] = set()
    for change in part.root.iter(f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo"):
        identity = str(change.get(ID))
        if identity in seen:
            yield change, f"修订编号{identity}重复"
        seen.add(identity)


_BAD_CELLS = elements("//w:tc[not(*[self::w:p or self::w:tbl or self::w:sdt][last()][self::w:p])]")


def cell_ends(part: Part) -> Iterator[Spot]:
    """每个单元格以段落结尾：否则 Word 打不开文件。"""
    # 单元格通常以“段落止、单元格止”收尾，在原文里数一数就够；段落后面有书签等标记的才走树
    cells = part.raw.count(b"</w:tc>")
    if cells and cells == part.raw.count(b"</w:p></w:tc>") and b"<w:tc/>" not in part.raw:
        return
    for cell in _BAD_CELLS(part.root):
        yield cell, "单元格没有以段落结尾"


_PLAIN_ROWS = elements("w:tr[count(w:tc) != $columns]")
_SPANNED_ROWS = elements(
    "w:tr[count(w:tc) - count(w:tc/w:tcPr/w:gridSpan) + sum(w:tc/w:tcPr/w:gridSpan/@w:val)"
    " + sum(w:trPr/w:gridBefore/@w:val) + sum(w:trPr/w:gridAfter/@w:val) != $columns]"
)
_SPANS = frozenset({f"{W}gridSpan", f"{W}gridBefore", f"{W}gridAfter"})


def table_grids(part: Part) -> Iterator[Spot]:
    """每行的列数（合并的按所跨列数算）等于表格的列数：否则列宽错乱。"""
    wrong_rows = _PLAIN_ROWS if part.tags.isdisjoint(_SPANS) else _SPANNED_ROWS
    for table in part.root.iter(f"{W}tbl"):
        grid = table.find(f"{W}tblGrid")
        for row in wrong_rows(table, columns=0 if grid is None else len(grid)):
            yield row, "这一行的列数与表格的列数不等"


_MERGED_TABLES = elements("//w:vMerge/ancestor::w:tbl[1]")


def _number(row_or_cell: Element, path: str) -> int:
    element = row_or_cell.find(path)
    value = None if element is None else element.get(VAL)
    return int(value) if value and value.isdecimal() else 0


def vertical_merges(part: Part) -> Iterator[Spot]:
    """向下合并的续格上面有起格，且跨列相同：否则 Word 把它当成单独的空格。"""
    for table in _MERGED_TABLES(part.root):
        above: dict[int, int] = {}
        for row in table.iterchildren(f"{W}tr"):
            column = _number(row, f"{W}trPr/{W}gridBefore")
            merged: dict[int, int] = {}
            for cell in row.iterchildren(f"{W}tc"):
                span = _number(cell, f"{W}tcPr/{W}gridSpan") or 1
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                if merge is not None:
                    if merge.get(VAL) != "restart" and above.get(column) != span:
                        yield cell, "向下合并的续格上面没有相应的起格"
                    merged[column] = span
                column += span
            above = merged


def styles_exist(part: Part) -> Iterator[Spot]:
    """用到的样式都在样式表里：否则文字悄悄变成默认的样子。"""
    book = part.around.styles
    if book is None:
        return
    for tag, known, kind in (
        ("pStyle", book.paragraph, "段落"),
        ("rStyle", book.character, "字符"),
        ("tblStyle", book.table, "表格"),
    ):
        # 段落样式处处都有，其余的先看有没有
        if tag == "pStyle" or f"{W}{tag}" in part.tags:
            for element in part.root.iter(f"{W}{tag}"):
                if element.get(VAL) not in known:
                    yield element, f"用到的{kind}样式{element.get(VAL)!s}不在样式表里"


_UNSTYLED = elements("(//w:p[not(w:pPr/w:pStyle)])[1]")


def east_asian_fonts(part: Part) -> Iterator[Spot]:
    """用到的段落样式都能推出中文字体：否则汉字用什么字体由各人的机器定。"""
    book = part.around.styles
    if book is None:
        return
    lacking = book.paragraph - book.east_asian
    if not lacking:
        return
    told: set[str] = set()
    for element in part.root.iter(f"{W}pStyle"):
        identity = str(element.get(VAL))
        if identity in lacking and identity not in told:
            told.add(identity)
            yield element, f"段落样式{identity}没有中文字体"
    if book.default in lacking:
        for paragraph in _UNSTYLED(part.root):
            yield paragraph, "默认段落样式没有中文字体"


def section_last(part: Part) -> Iterator[Spot]:
    """页面设置在正文最后，且只有一处：否则页边距、页脚全部失效。"""
    if part.name != DOCUMENT:
        return
    body = part.root.find(f"{W}body")
    if body is None:
        yield None, "没有正文"
    elif len(body) == 0 or body[-1].tag != f"{W}sectPr":
        yield None, "正文最后没有页面设置"
    elif len(body.findall(f"{W}sectPr")) > 1:
        yield None, "正文中间有页面设置"


_AFTER_CONTENT = (
    elements("//w:rPr/preceding-sibling::*[parent::w:r]"),
    elements("//w:pPr/preceding-sibling::*[parent::w:p]"),
)
_AFTER_TABLE_CONTENT = (
    elements("//w:tcPr/preceding-sibling::*"),
    elements("//w:trPr/preceding-sibling::*[parent::w:tr][not(self::w:tblPrEx)]"),
    elements("//w:tbl[not(w:tblPr/following-sibling::w:tblGrid)]"),
    elements("//w:tblGrid/preceding-sibling::w:tr"),
)


def properties_first(part: Part) -> Iterator[Spot]:
    """段落、文字、表格的属性写在最前：写在后面的 Word 不认，或打不开文件。"""
    table = _AFTER_TABLE_CONTENT if f"{W}tbl" in part.tags else ()
    for misplaced in (*_AFTER_CONTENT, *table):
        for element in misplaced(part.root):
            yield element, f"{etree.QName(element).localname}排在属性前面，或缺少属性"


_THEMED = elements("//w:rFonts[@w:asciiTheme or @w:hAnsiTheme or @w:eastAsiaTheme or @w:cstheme]")


def theme_fonts(part: Part) -> Iterator[Spot]:
    """不用主题字体：它压过样式里写明的中文字体。"""
    for element in _THEMED(part.root):
        yield element, "用了主题字体"


def content_controls(part: Part) -> Iterator[Spot]:
    """不用内容控件：LibreOffice 会把其中的文字重复多遍。"""
    for element in part.root.iter(f"{W}sdt"):
        yield element, "有内容控件"


def fields(part: Part) -> Iterator[Spot]:
    """域的起、分、止齐全：否则页码等显示成代码，或后文全被吞掉。"""
    opened: list[tuple[Element, bool]] = []
    for element in part.root.iter(f"{W}fldChar", f"{W}instrText", f"{W}delInstrText"):
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            opened.append((element, False))
        elif not opened:
            yield element, "域代码或域的标记在域外"
        elif kind == "separate":
            if opened[-1][1]:
                yield element, "域有两个分隔标记"
            opened[-1] = (opened[-1][0], True)
        elif kind == "end":
            opened.pop()
    for element, _ in opened:
        yield element, "域没有终止标记"


_COMMENT_TAGS = tuple(
    f"{W}{tag}" for tag in ("comment", "commentRangeStart", "commentRangeEnd", "commentReference")
)

CHECKS: tuple[PartCheck, ...] = (
    PartCheck("document-relation-id", relation_ids),
    PartCheck("document-character", characters),
    PartCheck("document-blank", blanks_kept),
    PartCheck("document-text-placement", text_placement, ("del", "delText", "delInstrText")),
    PartCheck("document-bookmark-pair", bookmark_pairs, ("bookmarkStart", "bookmarkEnd")),
    PartCheck("document-bookmark-name", bookmark_names, ("bookmarkStart",)),
    PartCheck("document-comment", comment_marks),
    PartCheck("document-revision-id", revision_ids, ("ins", "del", "moveFrom", "moveTo")),
    PartCheck("document-cell-end", cell_ends, ("tbl",)),
    PartCheck("document-table-grid", table_grids, ("tbl",)),
    PartCheck("document-vertical-merge", vertical_merges, ("vMerge",)),
    PartCheck("document-style", styles_exist),
    PartCheck("document-east-asian-font", east_asian_fonts),
    PartCheck("document-section", section_last),
    PartCheck("document-order", properties_first),
    PartCheck("document-theme-font", theme_fonts, ("rFonts",)),
    PartCheck("document-content-control", content_controls, ("sdt",)),
    PartCheck("document-field", fields, ("fldChar", "instrText", "delInstrText")),
    *drawing_rules.CHECKS,
)

_WATCHED = (
    *_COMMENT_TAGS,
    *_SPANS,
    f"{W}rStyle",
    f"{W}tblStyle",
    *sorted({f"{W}{tag}" for check in CHECKS for tag in check.tags}),
)


def inspect(name: str, raw: bytes, root: Element, around: Around) -> Iterator[tuple[str, Spot]]:
    """按名单查一个部件，给出规则代号和毛病。"""
    tags = frozenset(str(element.tag) for element in root.iter(*_WATCHED))
    # 声明行后面的换行不属于内容
    text = raw[raw.find(b"?>") + 2 :].lstrip() if raw.startswith(b"<?xml") else raw
    part = Part(name, text, root, around, tags)
    for check in CHECKS:
        if not check.tags or any(f"{W}{tag}" in tags for tag in check.tags):
            for spot in check.find(part):
                yield check.code, spot
