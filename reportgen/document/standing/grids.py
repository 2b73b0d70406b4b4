"""表格：添一行照邻行的样子，删行时向下合并的格把话留给下一行。"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from lxml import etree

from reportgen.document.part import VAL, Element, W
from reportgen.document.remarks import detach
from reportgen.document.standing.insertion import as_inserted, written
from reportgen.document.standing.marks import (
    CELL_CHANGE,
    DEL,
    INS,
    P_PR,
    R_PR,
    ROW_CHANGE,
    TBL,
    TC,
    TC_PR,
    TEXT_BOX,
    TR,
    TR_PR,
    P,
    Pen,
    R,
    Untouchable,
    flag_mark,
    flag_row,
    inside,
    mark_gone,
    opened,
    own,
    row_gone,
    rows_of,
    runs_of,
)
from reportgen.document.standing.removal import evacuate, strike_content
from reportgen.document.standing.runs import look_like
from reportgen.document.standing.story import merge_continued, number_of
from reportgen.document.standing.styles import Styles
from reportgen.report import Cell, Merge, Row


def cells_of(row: Element) -> dict[int, tuple[Element, int]]:
    """一行的格：从第几栏起 → 格和占几栏。"""
    column = number_of(row, f"{TR_PR}/{W}gridBefore") or 0
    found = {}
    for cell in opened(row):
        if cell.tag == TC:
            span = number_of(cell, f"{TC_PR}/{W}gridSpan") or 1
            found[column] = (cell, span)
            column += span
    return found


def paragraphs_of(cell: Element) -> list[Element]:
    """格里的段落。"""
    return [each for each in opened(cell) if each.tag == P]


def strike_row(row: Element, pen: Pen) -> None:
    """修订着删去一行；自己插入的，直接去掉。"""
    if own(row.find(f"{TR_PR}/{INS}"), INS):
        remove_row(row)
        return
    hand_down(row, pen)
    for cell, _ in cells_of(row).values():
        for paragraph in cell.iter(P):
            if next(paragraph.iterancestors(TEXT_BOX, R), None) is not None:
                continue  # 文本框随着装它的那截字删去
            strike_content(paragraph, pen)
            if not mark_gone(paragraph):
                flag_mark(paragraph, pen.change(DEL))
    flag_row(row, pen.change(DEL))


def remove_row(row: Element) -> None:
    """直接去掉一行；最后一行，连表去掉。"""
    hand_down(row, None)
    table = row.getparent()
    while table is not None and table.tag != TBL:
        table = table.getparent()
    evacuate(row)
    detach(row)
    if table is not None and not rows_of(table):
        detach(table)


def hand_down(row: Element, pen: Pen | None) -> None:
    """向下合并的起格要去掉了：它的话留给下一行的续格。"""
    below = beside_row(row, True)
    under = {} if below is None else cells_of(below)
    for column, (cell, span) in cells_of(row).items():
        heir, heir_span = under.get(column, (None, 0))
        merge = cell.find(f"{TC_PR}/{W}vMerge")
        if heir is None or heir_span != span or merge is None or merge_continued(cell):
            continue
        if not merge_continued(heir):
            continue
        said = any(True for each in paragraphs_of(heir) for _ in runs_of(each))
        if pen is not None and not said:
            _repeat(cell, paragraphs_of(heir)[0], pen)
        elif pen is None:
            [own_merge] = heir.iterfind(f"{TC_PR}/{W}vMerge")
            own_merge.set(VAL, "restart")
            _forget(heir)
            if not said:
                for each in paragraphs_of(heir):
                    detach(each)
                heir.extend(paragraphs_of(cell))


def _forget(cell: Element) -> None:
    """又成了起格：原来就是起格的，不用再记着接上去过。"""
    record = cell.find(f"{TC_PR}/{CELL_CHANGE}")
    merge = None if record is None else record.find(f"{TC_PR}/{W}vMerge")
    if own(record, CELL_CHANGE) and merge is not None and merge.get(VAL) == "restart":
        detach(record)  # type: ignore[arg-type]


def _headed(row: Row, following: Row) -> Iterator[int]:
    """第几格是起格，下一行接着它。"""
    below = dict(_placed(following))
    for number, (start, cell) in enumerate(_placed(row)):
        under = below.get(start)
        joined = under is not None and under.merge is Merge.CONTINUE and under.span == cell.span
        if joined and cell.merge is Merge.START:
            yield number


def _placed(row: Row) -> Iterator[tuple[int, Cell]]:
    starts = accumulate((cell.span for cell in row.cells), initial=0)
    return zip(starts, row.cells, strict=False)


def join_up(row: Element, wanted: Row, pen: Pen, tracked: bool) -> None:
    """一行里照数据接着上一格的：上面添了新的起格，话已经在那里，空着的就接上去。

    修订着接的，记下原来的样子。
    """
    above = beside_row(row, False)
    over = {} if above is None else cells_of(above)
    cells = cells_of(row)
    if len(cells) != len(wanted.cells):
        return
    fresh = own(row.find(f"{TR_PR}/{INS}"), INS)
    for (column, (cell, span)), said in zip(cells.items(), wanted.cells, strict=True):
        upper, width = over.get(column, (None, 0))
        if said.merge is not Merge.CONTINUE or merge_continued(cell) or width != span:
            continue
        if upper is None or upper.find(f"{TC_PR}/{W}vMerge") is None:
            continue
        if any(True for each in paragraphs_of(cell) for _ in runs_of(each)):
            continue
        _continue(cell, pen if tracked and not fresh else None)


def _continue(cell: Element, pen: Pen | None) -> None:
    properties = cell.find(TC_PR)
    if properties is None:
        properties = etree.Element(TC_PR)
        cell.insert(0, properties)
    if pen is not None and properties.find(CELL_CHANGE) is None:
        change = pen.change(CELL_CHANGE)
        was = etree.SubElement(change, TC_PR)
        was.extend([pen.copied(each) for each in properties if each.tag not in _CELL_MARKS])
        properties.append(change)
    merge = properties.find(f"{W}vMerge")
    if merge is None:
        ahead = [each for each in properties if each.tag in _BEFORE_MERGE]
        merge = etree.Element(f"{W}vMerge")
        properties.insert(len(ahead), merge)
    if merge.get(VAL) is not None:
        del merge.attrib[VAL]


# 格的属性里的修订；合并以前的各项
_CELL_MARKS = frozenset(
    (CELL_CHANGE, *(f"{W}{tag}" for tag in ("cellIns", "cellDel", "cellMerge")))
)
_BEFORE_MERGE = frozenset(f"{W}{tag}" for tag in ("cnfStyle", "tcW", "gridSpan", "hMerge"))


def _repeat(cell: Element, target: Element, pen: Pen) -> None:
    """续格里修订着插入起格的话；合并着的时候看不见，上一行真删了才露出来。"""
    change = pen.change(INS)
    for number, paragraph in enumerate(paragraphs_of(cell)):
        if number:
            etree.SubElement(etree.SubElement(change, f"{W}r"), f"{W}br")
        for run in runs_of(paragraph):
            twin = pen.copied(run)
            if inside(run, DEL) is None and twin.find(f"{W}commentReference") is None:
                change.append(twin)
    if len(change):
        target.append(change)


def beside_row(row: Element, forward: bool) -> Element | None:
    """上面、下面一行，删去了的不算。"""
    beside = row.itersiblings(TR, preceding=not forward)
    return next((each for each in beside if not row_gone(each)), None)


def new_row(
    table: Element,
    after: Element | None,
    row: Row,
    styles: Styles,
    pen: Pen,
    tracked: bool,
    following: Row | None = None,
) -> Element:
    """照邻行的样子写一行，放在 ``after`` 后面；``after`` 为空放在最前。

    ``following`` 是数据里的下一行。
    """
    grid = table.find(f"{W}tblGrid")
    widths = [] if grid is None else [int(each.get(f"{W}w", "0")) for each in grid]
    rows = rows_of(table)
    if sum(cell.span for cell in row.cells) != len(widths):
        row = _shaped(row, [after, *rows] if after is not None else rows)
    below = rows[0] if after is None else beside_row(after, True)
    model = after if after is not None else rows[0]
    # 标题行后面的第一行，样子照下面的
    if below is not None and not row.heading and _heads(model):
        model = below
    made = etree.Element(TR)
    _copy_row_look(model, made, pen)
    edges = (0, *accumulate(widths))
    column = 0
    heads = frozenset(() if following is None else _headed(row, following))
    above_cells = {} if after is None else cells_of(after)
    below_cells = {} if below is None else cells_of(below)
    for number, cell in enumerate(row.cells):
        end = column + cell.span
        merge = _merge(cell, above_cells.get(column), below_cells.get(column))
        if number in heads:
            merge = Merge.START
        source = _source(model, column)
        made.append(_new_cell(cell, source, (edges[end] - edges[column], merge), styles, pen))
        column = end
    if tracked:
        flag_row(made, pen.change(INS))
        for paragraph in made.iter(P):
            as_inserted(paragraph, pen)
    if after is None:
        rows[0].addprevious(made)
    else:
        after.addnext(made)
    return made


def _shaped(row: Row, models: Sequence[Element]) -> Row:
    """栏重新分过的表格（LibreOffice 存过的）：照格数相同的一行占栏。"""
    for model in models:
        spans = [span for _, span in cells_of(model).values()]
        if len(spans) == len(row.cells):
            pairs = zip(row.cells, spans, strict=True)
            return row._replace(cells=tuple(cell._replace(span=span) for cell, span in pairs))
    raise Untouchable(f"新的一行有{len(row.cells)}格，与表格各行对不上")


def _heads(row: Element) -> bool:
    return row.find(f"{TR_PR}/{W}tblHeader") is not None


def _copy_row_look(model: Element, made: Element, pen: Pen) -> None:
    extra, properties = model.find(f"{W}tblPrEx"), model.find(TR_PR)
    if extra is not None:
        made.append(pen.copied(extra))
    if properties is not None:
        twin = pen.copied(properties)
        for tag in (INS, DEL, ROW_CHANGE, f"{W}gridBefore", f"{W}gridAfter", f"{W}wBefore"):
            for each in twin.findall(tag):
                twin.remove(each)
        made.append(twin)


def _merge(
    cell: Cell, above: tuple[Element, int] | None, below: tuple[Element, int] | None
) -> Merge:
    """合并照数据；插在合并着的几行中间的，接上一格；上面没有可接的，不接。"""
    if above is not None and below is not None and merge_continued(below[0]):
        return Merge.CONTINUE
    joinable = (
        above is not None
        and above[1] == cell.span
        and above[0].find(f"{TC_PR}/{W}vMerge") is not None
    )
    if cell.merge is Merge.CONTINUE and not joinable:
        return Merge.NONE
    return cell.merge


def _source(model: Element, column: int) -> Element | None:
    """邻行里盖着这一栏的格。"""
    found = None
    for start, (cell, _) in cells_of(model).items():
        if start <= column:
            found = cell
    return found


def _new_cell(
    cell: Cell, source: Element | None, shape: tuple[int, Merge], styles: Styles, pen: Pen
) -> Element:
    width, merge = shape
    made = etree.Element(TC)
    look = None if source is None else source.find(TC_PR)
    properties = etree.SubElement(made, TC_PR)
    etree.SubElement(properties, f"{W}tcW", {f"{W}w": str(width), f"{W}type": "dxa"})
    if cell.span > 1:
        etree.SubElement(properties, f"{W}gridSpan", {VAL: str(cell.span)})
    if merge is Merge.START:
        etree.SubElement(properties, f"{W}vMerge", {VAL: "restart"})
    elif merge is Merge.CONTINUE:
        etree.SubElement(properties, f"{W}vMerge")
    for each in () if look is None else look:
        if each.tag in _CELL_LOOK:
            properties.append(pen.copied(each))
    texts: Iterable[str] = cell.paragraphs or ("",)
    models = [] if source is None else paragraphs_of(source)
    for text in texts if merge is not Merge.CONTINUE else ("",):
        made.append(_new_paragraph(text, models, cell.style, styles, pen))
    return made


# 格的样子：在合并之后的各项，照它们在文件里的次序
_CELL_LOOK = frozenset(
    f"{W}{tag}"
    for tag in ("tcBorders", "shd", "noWrap", "tcMar", "textDirection", "tcFitText", "vAlign")
)


def _new_paragraph(
    text: str, models: Sequence[Element], style: str, styles: Styles, pen: Pen
) -> Element:
    """格里的一段，照邻行同一栏的样子；邻行空着的照段落标记的。"""
    if not models:
        return written(text, style, styles)
    model = models[0]
    made = etree.Element(P)
    properties = model.find(P_PR)
    if properties is not None:
        twin = pen.copied(properties)
        for tag in (f"{W}sectPr", f"{W}pPrChange", R_PR):
            for each in twin.findall(tag):
                twin.remove(each)
        mark = look_like(properties.find(R_PR), "", "")
        if mark is not None:
            twin.append(mark)
        made.append(twin)
    run = next(runs_of(model), None)
    source = run if run is not None else model.find(f"{P_PR}/{R_PR}")
    for each in written(text, "", styles, lambda: look_like(source, text, styles["待填写"])):
        made.append(each)
    return made
