"""读 Excel：工作簿的各张表，每格的文字是填表的人看到的样子，并知道自己在哪张表哪一格。

隐藏的表、行、列照样读。公式自己算（见 ``formula``），算不出的说清楚，不用文件里存的结果。
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from functools import cached_property, partial
from typing import Final, TypeAlias

from openpyxl.formula.translate import Translator
from openpyxl.utils.cell import get_column_letter

from reportgen.finding import Finding, Origin, Severity
from reportgen.reading.formula import Area, Uncomputable, Value, compute
from reportgen.reading.number_format import shown
from reportgen.reading.package import EXCEL, unreadable
from reportgen.reading.sheet_parts import TRIM, Parts
from reportgen.reading.sheet_xml import (
    Grid,
    Kind,
    Stored,
    read_formats,
    read_grid,
    read_strings,
)
from reportgen.reading.word import Cell, Table

MAIN: Final = "xl/workbook.xml"
YES_NO: Final = {"1": "是", "true": "是", "0": "否", "false": "否"}
PASTE: Final = "在 Excel 里复制这一格，选择性粘贴为“数值”"
# 算全部公式时看的格数的限度
MOST_LOOKS: Final = 5_000_000
# 当作自评表看时，行数乘栏数（连同合并的块）的限度
MOST_IN_TABLE: Final = 2_000_000
SHOWN: Final = 40

Place = tuple[int, int]
Key: TypeAlias = "tuple[Sheet, Place]"


class Sheet:
    """一张表：按行、列（从 1 数）取看到的文字。"""

    def __init__(self, title: str, grid: Grid, book: Book) -> None:
        self.title = title
        self.grid = grid
        self.book = book

    @cached_property
    def rows(self) -> list[int]:
        """有字的行。"""
        return sorted({row for row, _ in self.grid.cells})

    @cached_property
    def columns(self) -> list[int]:
        """有字的列。"""
        return sorted({column for _, column in self.grid.cells})

    def text(self, place: Place) -> str:
        """看到的文字；空格、读不出的为空。"""
        stored = self.grid.cells.get(place)
        if stored is None or self.fault(place):
            return ""
        if stored.formula is None:
            return _seen(stored, self.book.from_1904)
        value = self.book.value(self, place)
        return shown(value, stored.format) if isinstance(value, Decimal) else value

    def fault(self, place: Place) -> Finding | None:
        """读不出的一格：错误值，或算不出的公式。"""
        stored = self.grid.cells.get(place)
        if stored is None:
            return None
        if stored.formula is None:
            if stored.kind is not Kind.ERROR:
                return None
            message = f"单元格里是错误值 {stored.value}，读不出"
            return self._fault(place, message, "改正这一格，填上文字或数")
        try:
            self.book.value(self, place)
        except Uncomputable:
            message = f"单元格里是公式 {_short(self.formula(place))}，读不出"
            return self._fault(place, message, PASTE)
        return None

    def formula(self, place: Place) -> str:
        """公式，带等号；没有公式为空。共用公式的格，照它离写公式那一格多远改写。"""
        stored = self.grid.cells.get(place)
        if stored is None or stored.formula is None:
            return ""
        if stored.formula or stored.family not in self.grid.families:
            return f"={stored.formula}"
        master, start = self.grid.families[stored.family]
        moved = Translator(f"={master}", origin=_address(start))
        return str(moved.translate_formula(_address(place)))

    def spot(self, place: Place) -> str:
        """位置：``资金!D7``。"""
        return f"{self.title}!{_address(place)}"

    def origin(self, place: Place) -> Origin:
        """出处：``甲.xlsx[资金!D7]``。"""
        return Origin(self.book.name, spot=self.spot(place))

    def odd(self) -> list[Origin]:
        """去掉了看不见的字符的格。"""
        return [self.origin(place) for place, each in self.grid.cells.items() if each.odd]

    def anchor(self, place: Place) -> Place:
        """一列里上下合并的块盖住的格，取块最上面的一格；别的格是它自己。"""
        areas = self._tall.get(place[1], [])
        at = bisect_right(areas, place[0], key=lambda area: area.top) - 1
        inside = at >= 0 and place[0] <= areas[at].bottom
        return (areas[at].top, place[1]) if inside else place

    @cached_property
    def _tall(self) -> dict[int, list[Area]]:
        """列 → 只在这一列里上下合并的块，从上到下。"""
        found: dict[int, list[Area]] = {}
        for area in sorted(self.grid.merges, key=lambda area: area.top):
            if area.left == area.right:
                found.setdefault(area.left, []).append(area)
        return found

    def table(self) -> tuple[Table, tuple[Finding, ...]]:
        """这张表当作自评表的一个表格看；没有字的行和列不算。读不出的格在发现里。"""
        merges = self.grid.merges
        right = max(self.columns, default=0)
        starts = {area.left for area in merges if area.left <= right}
        columns = sorted({*self.columns, *starts})
        if len(self.rows) * (len(columns) + len(merges)) > MOST_IN_TABLE:
            raise unreadable(self.book.name, f"工作表“{self.title}”太大，不像自评表", TRIM)
        rows = tuple(tuple(self._row(row, columns, merges)) for row in self.rows)
        faults = (self.fault(place) for place in sorted(self.grid.cells))
        return Table(rows), tuple(fault for fault in faults if fault)

    def _row(self, row: int, columns: list[int], merges: tuple[Area, ...]) -> Iterator[Cell]:
        here = [area for area in merges if area.top <= row <= area.bottom]
        free = 0
        for column in columns:
            if column < free:
                continue
            area = next((each for each in here if each.left <= column <= each.right), None)
            above = area is not None and area.top < row
            text = _trimmed(self.text((row, column)))
            if above and area is not None and not text:
                text = _trimmed(self.text((area.top, area.left)))
            free = area.right + 1 if area else column + 1
            yield Cell(text, self.spot((row, column)), column, free, above)

    def _fault(self, place: Place, message: str, remedy: str) -> Finding:
        return Finding("cell-unreadable", Severity.ERROR, message, remedy, (self.origin(place),))


class _Needs(Exception):
    """要先算别的格的公式。"""

    def __init__(self, keys: list[Key]) -> None:
        super().__init__()
        self.keys = keys


class Book:
    """工作簿：各张表；公式在这里算，算过的记着。"""

    def __init__(self, name: str, from_1904: bool) -> None:
        self.name = name
        self.from_1904 = from_1904
        self.sheets: list[Sheet] = []
        self._values: dict[Key, Value | None] = {}  # 算不出的为 None
        self._looks = 0

    def value(self, sheet: Sheet, place: Place) -> Value:
        """公式的值；循环引用和别的算不出的，抛出 ``Uncomputable``。

        用到别的公式的，先去算那些，再回来算：公式套得多深都不怕。
        """
        waiting = [(sheet, place)]
        begun: set[Key] = set()
        while waiting:
            key = waiting[-1]
            if key not in self._values:
                begun.add(key)
                try:
                    self._values[key] = compute(
                        key[0].formula(key[1]), partial(self._within, key[0])
                    )
                except Uncomputable:
                    self._values[key] = None
                except _Needs as needs:
                    if begun.isdisjoint(needs.keys):
                        waiting += needs.keys
                        continue
                    self._values[key] = None  # 还没有算完又用到它自己
            waiting.pop()
        found = self._values[sheet, place]
        if found is None:
            raise Uncomputable
        return found

    def _within(self, here: Sheet, area: Area) -> list[Value]:
        """一块里有字的格的值。"""
        sheet = here
        if area.sheet:
            sheet = next((each for each in self.sheets if _same(each.title, area.sheet)), here)
            if not _same(sheet.title, area.sheet):
                raise Uncomputable
        cells = sheet.grid.cells
        places = self._places(cells, area)
        missing = [
            (sheet, place)
            for place in places
            if cells[place].formula is not None and (sheet, place) not in self._values
        ]
        if missing:
            raise _Needs(missing)
        values = [
            _held(cells[place]) if cells[place].formula is None else self._values[sheet, place]
            for place in places
        ]
        if None in values:
            raise Uncomputable
        return [value for value in values if value is not None]

    def _places(self, cells: dict[Place, Stored], area: Area) -> list[Place]:
        """一块里有字的格；看得太多的不算了。"""
        size = (area.bottom - area.top + 1) * (area.right - area.left + 1)
        self._looks += min(size, len(cells))
        if self._looks > MOST_LOOKS:
            raise Uncomputable
        if size > len(cells):
            return sorted(place for place in cells if _inside(place, area))
        rows, columns = range(area.top, area.bottom + 1), range(area.left, area.right + 1)
        return [(row, column) for row in rows for column in columns if (row, column) in cells]


def read_sheets(data: bytes, name: str) -> list[Sheet]:
    """工作簿的各张表；打不开的抛出 ``Unreadable``。"""
    parts = Parts(data, name)
    roots = (part for kind, part in parts.related("").values() if kind == "officeDocument")
    main = next(roots, MAIN)
    if main not in parts:
        raise unreadable(name, "这不是 Excel 工作簿（.xlsx），里面没有工作表", EXCEL.resave)
    root = parts.tree(main)
    if not root.tag.endswith("}workbook"):
        raise unreadable(name, "这不是 Excel 工作簿（.xlsx），里面没有工作表", EXCEL.resave)
    related = parts.related(main)
    properties = root.find("{*}workbookPr")
    from_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    book = Book(name, from_1904)
    kinds = dict(related.values())
    strings = read_strings(parts, kinds.get("sharedStrings", ""))
    formats = read_formats(parts, kinds.get("styles", ""))
    for element in root.iterfind("{*}sheets/{*}sheet"):
        ids = (str(value) for key, value in element.attrib.items() if str(key).endswith("}id"))
        kind, part = related.get(next(ids, ""), ("", ""))
        if kind == "worksheet":
            grid = read_grid(parts, part, strings, formats)
            book.sheets.append(Sheet(element.get("name") or "", grid, book))
    if not book.sheets:
        raise unreadable(name, "工作簿里没有工作表", EXCEL.resave)
    return book.sheets


def _seen(stored: Stored, from_1904: bool) -> str:
    """没有公式的格看到的文字。"""
    match stored.kind:
        case Kind.TEXT:
            return stored.value
        case Kind.BOOL:
            return YES_NO.get(stored.value, stored.value)
        case Kind.DATE:
            return stored.value.split("T")[0]
    number = _decimal(stored.value)
    return stored.value if number is None else shown(number, stored.format, from_1904)


def _held(stored: Stored) -> Value:
    """公式引用一格时取的值；错误值算不下去。"""
    if stored.kind is Kind.ERROR:
        raise Uncomputable
    number = _decimal(stored.value) if stored.kind is Kind.NUMBER else None
    return stored.value if number is None else number


def _decimal(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _trimmed(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if line.strip()).strip()


def _short(formula: str) -> str:
    return formula if len(formula) <= SHOWN else formula[:SHOWN] + "…"


def _same(title: str, other: str) -> bool:
    return title.casefold() == other.casefold()


def _inside(place: Place, area: Area) -> bool:
    return area.top <= place[0] <= area.bottom and area.left <= place[1] <= area.right


def _address(place: Place) -> str:
    return f"{get_column_letter(place[1])}{place[0]}"
