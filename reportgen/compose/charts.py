"""画图：提纲里的一幅图，照一个列表里的数画出。"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NamedTuple

from reportgen.compose.faults import Faults, fault
from reportgen.compose.lines import Lines
from reportgen.compose.outline import ChartOutline, SeriesOutline
from reportgen.compose.placing import records
from reportgen.report import Chart, Point, Series

# 竖着画，项数再多，名称和数就挤在一起
UPRIGHT_ITEMS = 6


class _Item(NamedTuple):
    """图上的一项：名称和各组的数，还没有封顶；末一组的数一定有。"""

    label: str
    points: tuple[Point | None, ...]
    main: Point


def draw(
    outline: ChartOutline, names: dict[str, Any], lines: Lines, faults: Faults
) -> Chart | None:
    """一幅图；没有数可画为 ``None``。"""
    items = []
    for record in records(outline.rows, names, outline.origin("行"), faults):
        within = {**names, "项": record}
        points = tuple(_point(series, record, within, lines, faults) for series in outline.series)
        if (main := points[-1]) is not None:
            items.append(_Item(lines.render(outline.label_line, within), points, main))
    if not items:
        return None
    shown, notes = _lowest(items, outline)
    cap = _mark(outline.cap, outline, names, lines)
    if cap and any(point and point.drawn > cap.drawn for item in shown for point in item.points):
        notes.append(f"超过{cap.shown}的画到{cap.shown}为止")
    drawn = ([_capped(point, cap) for point in item.points] for item in shown)
    columns = zip(outline.series, zip(*drawn, strict=True), strict=True)
    series = (Series(each.name, column) for each, column in columns)
    return Chart(
        upright=outline.kind == "柱形" and len(shown) <= UPRIGHT_ITEMS,
        caption=outline.caption,
        labels=tuple(item.label for item in shown),
        series=tuple(each for each in series if any(each.points)),
        line=_mark(outline.line, outline, names, lines),
        note="；".join(notes),
    )


def _lowest(items: list[_Item], outline: ChartOutline) -> tuple[list[_Item], list[str]]:
    """放得下照原来的次序；放不下的，画最低的几项，其余的在注里说。"""
    most = outline.most
    if len(items) <= most:
        return items, []
    ranked = sorted(items, key=lambda item: item.main.drawn)
    told = (
        f"共{len(items)}项，图中是{outline.series[-1].name}最低的{most}项，"
        f"其余{len(items) - most}项都不低于{ranked[most].main.shown}"
    )
    return ranked[:most], [told]


def _point(
    series: SeriesOutline,
    record: dict[str, Any],
    names: dict[str, Any],
    lines: Lines,
    faults: Faults,
) -> Point | None:
    """一个数；没有数为 ``None``。"""
    value = record.get(series.value)
    if isinstance(value, Decimal):
        return Point(value, lines.render(series.line, names))
    if series.value not in record:
        lines.render(series.line, names)  # 没有这个名称，由模板说
    elif value is not None:
        message = f"图里的“{series.name}”画的是数，“{series.value}”不是数"
        remedy = "换成分值、得分、达成率一类的名称"
        faults.add([fault("template-name", message, remedy, *series.origin("值"))])
    return None


def _capped(point: Point | None, cap: Point | None) -> Point | None:
    """画到封顶的数为止，印的字照实。"""
    if point is None or cap is None or point.drawn <= cap.drawn:
        return point
    return point._replace(drawn=cap.drawn)


def _mark(
    value: Decimal | None, outline: ChartOutline, names: dict[str, Any], lines: Lines
) -> Point | None:
    """参照线、封顶的数，印法同末一组。"""
    if value is None:
        return None
    main = outline.series[-1]
    return Point(value, lines.render(main.line, {**names, "项": {main.value: value}}))
