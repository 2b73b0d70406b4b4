"""改表格：改格、清格，删、加、移一行，加一栏。"""

from __future__ import annotations

from tests.merging.package import Element, Package, W, clone, drop, ensure, make, unwrap
from tests.merging.paragraphs import take_out
from tests.merging.spots import NotThere, put, words


def edit_cell(data: bytes, row: str, old: str, new: str) -> bytes:
    """在有 ``row`` 的一行里，内容是 ``old`` 的一格改成 ``new``；有几个的，最右边的一个。"""
    package = Package(data)
    for cell in reversed(cells(find_row(package, row))):
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        continued = merge is not None and merge.get(f"{W}val") != "restart"
        if _text(cell) == old and not continued:
            paragraphs = cell.findall(f"{W}p")
            for extra in paragraphs[1:]:
                take_out(package, extra)
            put(paragraphs[0], 0, len(words(paragraphs[0])), new)
            return package.save()
    raise NotThere(f"“{row}”一行里没有“{old}”一格")


def clear_cell(data: bytes, row: str, old: str) -> bytes:
    """清空一格。"""
    return edit_cell(data, row, old, "")


def append_to_cell(data: bytes, row: str, old: str, text: str) -> bytes:
    """一格后面加几个字。"""
    return edit_cell(data, row, old, old + text)


def delete_row(data: bytes, row: str) -> bytes:
    """删一行；向下合并的起格在这一行的，下一行的续格成为起格。"""
    package = Package(data)
    gone = find_row(package, row)
    following = gone.getnext()
    for column, cell in placed(gone):
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        if merge is None or merge.get(f"{W}val") != "restart" or following is None:
            continue
        for other, below in placed(following):
            next_merge = below.find(f"{W}tcPr/{W}vMerge")
            if other != column or next_merge is None or next_merge.get(f"{W}val") == "restart":
                continue
            next_merge.set(f"{W}val", "restart")
            _move_content(cell, below)
    take_out(package, gone)
    return package.save()


def insert_row(data: bytes, row: str, texts: list[str], before: bool = False) -> bytes:
    """在一行后面（前面）加一行，样子照它；``texts`` 从右往左填，其余的格空着。"""
    package = Package(data)
    beside = find_row(package, row)
    made = clone(beside)
    for mark in list(made.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        mark.getparent().remove(mark)
    _plain(made)
    made_cells = cells(made)
    for cell in made_cells:
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        if merge is not None and not before:
            merge.attrib.pop(f"{W}val", None)
        elif merge is not None and merge.get(f"{W}val") == "restart":
            merge.getparent().remove(merge)
        for extra in cell.findall(f"{W}p")[1:]:
            cell.remove(extra)
        first = cell.find(f"{W}p")
        put(first, 0, len(words(first)), "")
    for cell, text in zip(made_cells[-len(texts) :], texts, strict=True):
        put(cell.find(f"{W}p"), 0, 0, text)
    if before:
        beside.addprevious(made)
    else:
        beside.addnext(made)
    return package.save()


def move_row(data: bytes, row: str, after: str) -> bytes:
    """一行移到另一行后面。"""
    package = Package(data)
    moved, target = find_row(package, row), find_row(package, after)
    target.addnext(moved)
    return package.save()


def add_column(data: bytes, row: str, texts: list[str]) -> bytes:
    """有 ``row`` 的表格最右边加一栏；``texts`` 从上往下填。"""
    package = Package(data)
    table = next(find_row(package, row).iterancestors(f"{W}tbl"))
    grid = table.find(f"{W}tblGrid")
    width = int(grid[-1].get(f"{W}w")) // 2
    grid[-1].set(f"{W}w", str(width))
    grid.append(make("gridCol", w=width))
    for number, line in enumerate(table.iterchildren(f"{W}tr")):
        last = cells(line)[-1]
        span = last.find(f"{W}tcPr/{W}gridSpan")
        if span is None:
            last.find(f"{W}tcPr/{W}tcW").set(f"{W}w", str(width))
        made = make("tc", make("tcPr", make("tcW", w=width, type="dxa")), make("p"))
        properties = last.find(f"{W}p/{W}pPr")
        if properties is not None:
            made.find(f"{W}p").append(clone(properties))
        if number < len(texts):
            put(made.find(f"{W}p"), 0, 0, texts[number])
        last.addnext(made)
    return package.save()


def find_row(package: Package, row: str) -> Element:
    """有一格正是这几个字的一行；没有的，有一格里有这几个字的。"""
    lines = list(package.body.iter(f"{W}tr"))
    for exact in (True, False):
        for line in lines:
            texts = [_text(cell) for cell in cells(line)]
            if row in texts if exact else any(row in text for text in texts):
                return line
    raise NotThere(f"表格里没有“{row}”一行")


def cells(row: Element) -> list[Element]:
    """一行的各格；内容控件里的也算。"""
    return list(row.iter(f"{W}tc"))


def placed(row: Element) -> list[tuple[int, Element]]:
    """一行的各格和各在第几栏。"""
    found, column = [], 0
    for cell in cells(row):
        found.append((column, cell))
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        column += 1 if span is None else int(span.get(f"{W}val"))
    return found


def _plain(row: Element) -> None:
    """新加的一行没有修订、批注：照抄来的去掉。"""
    drop(row.iter(f"{W}del", f"{W}moveFrom", f"{W}rPrChange", f"{W}pPrChange"))
    for change in list(row.iter(f"{W}ins", f"{W}moveTo")):
        unwrap(change)
    drop(row.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference"))


def _text(cell: Element) -> str:
    return "／".join(words(each) for each in cell.iter(f"{W}p"))


def _move_content(source: Element, target: Element) -> None:
    for child in [each for each in target if each.tag != f"{W}tcPr"]:
        target.remove(child)
    for child in [each for each in source if each.tag != f"{W}tcPr"]:
        target.append(clone(child) if child.tag == f"{W}p" else child)
    for mark in list(source.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        mark.getparent().remove(mark)
    ensure(target, "tcPr")
