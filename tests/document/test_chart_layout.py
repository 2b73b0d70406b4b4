"""排图：名称折行，数印得下，一页放得下。"""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from reportgen.document.chart_layout import CLOSING, POINT, ems, lay_out, wrap
from reportgen.document.style import Lettering
from reportgen.report import Chart, Point, Series

LETTERING = Lettering("仿宋", 10.5)
WIDTH, PAGE = 156.0, 225.0
EM = LETTERING.size * POINT
LONG = "加强重点领域关键环节资金使用监督管理并持续提升专项资金绩效评价结果应用水平（含ABC-2020版）"


def bars(*values: str, labels: tuple[str, ...] = (), upright: bool = False) -> Chart:
    points = tuple(Point(Decimal(value), f"{Decimal(value) * 100:f}%") for value in values)
    names = labels or tuple(f"指标{number}" for number in range(len(values)))
    return Chart(upright, "图", names, (Series("完成率", points),), Point(Decimal(1), "100%"))


def test_lines_are_filled_one_after_the_other() -> None:
    assert wrap("机关党委培训参与人数", 6, 3) == ("机关党委培训", "参与人数")
    assert wrap("机关党委，培训", 4, 3) == ("机关党委，", "培训")
    assert wrap("完成2020年的1234家", 4, 3) == ("完成2020", "年的1234", "家")
    assert wrap("abcdefghij", 2, 3) == ("abcd", "efgh", "ij")
    assert wrap("机关党委培训参与人数", 3, 2) == ("机关党", "委培…")
    assert wrap("", 3, 2) == ("",)


@given(st.text(max_size=80), st.integers(3, 30), st.integers(1, 3))
def test_nothing_is_lost_but_what_the_dots_stand_for(text: str, room: int, most: int) -> None:
    lines = wrap(text, room, most)
    assert len(lines) <= most
    solid = "".join(text.split())
    whole = "".join("".join(lines).split())
    if whole != solid:
        assert whole.endswith("…")
        assert solid.startswith(whole[:-1])
    for line in lines:
        assert ems(line.rstrip("".join(CLOSING))) <= room


def test_the_longest_bar_leaves_room_for_its_number() -> None:
    for upright in (False, True):
        layout = lay_out(bars("1.5", "1", "0", upright=upright), LETTERING, WIDTH)
        plot = layout.plot.height if upright else layout.plot.width
        free = plot * (1 - 1.5 / float(layout.axis_end))
        assert free >= (EM if upright else ems("150.0%") * EM)
        assert free < plot / 2


def test_nothing_done_still_has_an_axis() -> None:
    lineless = bars("0")._replace(line=None)
    assert lay_out(lineless, LETTERING, WIDTH).axis_end == 1
    assert lay_out(bars("0"), LETTERING, WIDTH).axis_end > 1  # 参照线在轴上


def test_labels_stand_beside_the_bars() -> None:
    short = lay_out(bars("1", "1"), LETTERING, WIDTH)
    long = lay_out(bars("1", "1", labels=(LONG, "乙")), LETTERING, WIDTH)
    assert short.plot.x < long.plot.x < WIDTH / 2
    assert len(long.labels[0]) == 2
    assert long.height > short.height
    for layout in (short, long):
        assert max(ems(line) for label in layout.labels for line in label) * EM < layout.plot.x
        assert layout.plot.x + layout.plot.width < WIDTH


@given(
    st.lists(st.tuples(st.text(max_size=70), st.decimals(0, 5, places=2)), min_size=1, max_size=20),
    st.booleans(),
    st.integers(1, 3),
    st.text(max_size=80),
)
def test_every_chart_fits_its_page(
    items: list[tuple[str, Decimal]], upright: bool, several: int, note: str
) -> None:
    points = tuple(Point(value, f"{value}") for _, value in items)
    chart = Chart(
        upright, "题", tuple(name for name, _ in items), (Series("甲", points),) * several
    )
    layout = lay_out(chart._replace(note=note), LETTERING, WIDTH)
    assert layout.height < PAGE
    assert 0 < layout.plot.x < layout.plot.x + layout.plot.width <= WIDTH
    assert layout.plot.y + layout.plot.height <= layout.note_at[1] < layout.height
    assert layout.axis_end >= max(point.drawn for point in points)
    assert 0.6 <= layout.space <= 5
    assert 0 <= layout.note_at[0] < WIDTH / 2 + 1
