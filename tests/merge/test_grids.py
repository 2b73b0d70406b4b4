"""表格的三样对着看：行、栏、格，数据改的、人改的。"""

from __future__ import annotations

from reportgen.merge.grids import GridChange, change_grid, find_grids
from reportgen.merge.previous import Piece
from reportgen.merge.story import Line
from tests.merge.stories import Table, Texts, grid, story

HEAD = ("三级指标", "年初目标值", "实际完成值", "得分")
LAMPS = ("路灯维护数量", "≥100盏", "120盏", "10")
RATE = ("路灯完好率", "≥95%", "97%", "10")
TIME = ("故障修复时间", "≤24小时", "20小时", "8")
HAPPY = ("群众满意度", "≥90%", "92%", "10")
ROWS = (HEAD, LAMPS, RATE, TIME)


def piece(*rows: tuple[str, ...], id: str = "表") -> Piece:
    return Piece(id, "generated", "表格文字", (), rows)


def change(old: Texts, standing: Texts, new: Texts) -> GridChange:
    """上一稿、现稿、新稿的各行。"""
    lines: list[Line] = []
    made = grid(Table(standing), lines)
    return change_grid(piece(*map(tuple, old)), piece(*map(tuple, new)), made, lines)


def cells(made: GridChange) -> set[tuple[str, str, int]]:
    """数据改了的各格：上一稿的、新稿的、现稿的第几段。"""
    return {(cell.base, cell.new, cell.lines[0]) for cell in made.cells if cell.base != cell.new}


def pairs(made: GridChange) -> dict[str, int]:
    """各格在现稿的第几段，照上一稿的文字。"""
    return {cell.base: cell.lines[0] for cell in made.cells}


def quiet(made: GridChange) -> bool:
    """没有添、去、留、说的。"""
    return not (made.added or made.removed or made.kept or made.deleted or made.reordered)


# ── 哪一张 ──


def test_by_anchor() -> None:
    """书签在哪张里就是哪张，写的什么不管。"""
    made = story(Table(ROWS), Table([("甲", "乙")], "表"))
    assert find_grids([piece(*ROWS)], made.grids, made.lines) == {"表": 1}


def test_by_text() -> None:
    """没有书签：写的像的；数改了也认得。"""
    other = [("姓名", "电话"), ("张三", "123")]
    new = (HEAD, ("路灯维护数量", "≥200盏", "888盏", "9"), RATE, TIME)
    made = story("甲", Table(other), "乙", Table(new))
    assert find_grids([piece(*ROWS)], made.grids, made.lines) == {"表": 1}


def test_none_is_alike() -> None:
    made = story(Table([("姓名", "电话"), ("张三", "123")]))
    assert find_grids([piece(*ROWS)], made.grids, made.lines) == {}


def test_a_grid_has_one_piece() -> None:
    """两个文段的表格差不多，只剩一张：归更像的那个。"""
    near = (HEAD, LAMPS, RATE, ("故障修复时限", "≤12小时", "9小时", "8"))
    made = story(Table(ROWS))
    found = find_grids([piece(*near, id="甲"), piece(*ROWS, id="乙")], made.grids, made.lines)
    assert found == {"乙": 0}


def test_a_copied_anchor_does_not_decide() -> None:
    """两张都有书签（抄了一份）：看写的。"""
    made = story(Table([("姓名", "电话")], "表"), Table(ROWS, "表"))
    assert find_grids([piece(*ROWS)], made.grids, made.lines) == {"表": 1}


# ── 数据改的 ──


def test_nothing_changed() -> None:
    made = change(ROWS, ROWS, ROWS)
    assert quiet(made)
    assert len(made.cells) == 16
    assert all(cell.base == cell.new for cell in made.cells)


def test_a_cell_changed() -> None:
    made = change(ROWS, ROWS, (HEAD, (*LAMPS[:2], "150盏", "10"), RATE, TIME))
    assert quiet(made)
    assert cells(made) == {("120盏", "150盏", 6)}


def test_a_row_inserted() -> None:
    """插在前一行的后面；头一行在最前面。"""
    assert change(ROWS, ROWS, (HEAD, LAMPS, HAPPY, RATE, TIME)).added == [(1, 2)]
    assert change(ROWS, ROWS, (*ROWS, HAPPY)).added == [(3, 4)]
    assert change(ROWS, ROWS, (("标题", "", "", ""), *ROWS)).added == [(-1, 0)]


def test_two_rows_inserted_at_one_place() -> None:
    more = ("投诉办结率", "100%", "99%", "5")
    made = change(ROWS, ROWS, (HEAD, LAMPS, HAPPY, more, RATE, TIME))
    assert made.added == [(1, 2), (1, 3)]


def test_a_row_dropped() -> None:
    made = change(ROWS, ROWS, (HEAD, LAMPS, TIME))
    assert made.removed == [2]
    assert pairs(made)["故障修复时间"] == 12


def test_a_row_dropped_that_somebody_edited() -> None:
    """人改过的留着。"""
    theirs = (HEAD, LAMPS, (*RATE[:2], "97%（抽查）", "10"), TIME)
    made = change(ROWS, theirs, (HEAD, LAMPS, TIME))
    assert (made.removed, made.kept) == ([], [2])


def test_a_row_dropped_from_cells_of_two_paragraphs() -> None:
    """格里有几段，不算人改过。"""
    two = (*RATE[:2], "97%\n（抽查）", "10")
    assert change((HEAD, LAMPS, two), (HEAD, LAMPS, two), (HEAD, LAMPS)).removed == [2]


def test_rows_reordered_by_the_data() -> None:
    made = change(ROWS, ROWS, (HEAD, TIME, LAMPS, RATE))
    assert made.reordered
    assert (made.added, made.removed, cells(made)) == ([], [], set())


# ── 人改的 ──


def test_rows_reordered_by_the_person() -> None:
    """照人的次序：格还在原来那一行，添的跟着前一行。"""
    new = (HEAD, LAMPS, RATE, (*TIME[:2], "18小时", "8"), HAPPY)
    made = change(ROWS, (HEAD, TIME, RATE, LAMPS), new)
    assert not made.reordered
    assert cells(made) == {("20小时", "18小时", 6)}
    assert made.added == [(1, 4)]


def test_a_row_deleted_by_the_person() -> None:
    """数据没有变的不提，变了的说。"""
    theirs = (HEAD, LAMPS, TIME)
    assert quiet(change(ROWS, theirs, ROWS))
    made = change(ROWS, theirs, (HEAD, LAMPS, (*RATE[:2], "98%", "10"), TIME))
    assert made.deleted == [("路灯完好率｜≥95%｜97%｜10", "路灯完好率｜≥95%｜98%｜10")]
    assert made.added == []


def test_a_row_deleted_by_both() -> None:
    assert quiet(change(ROWS, (HEAD, LAMPS, TIME), (HEAD, LAMPS, TIME)))


def test_a_row_added_by_the_person() -> None:
    """人加的一行不归谁，后面的各行错开一行。"""
    own = ("其他工作", "完成", "完成", "—")
    made = change(ROWS, (HEAD, own, LAMPS, RATE, TIME), (HEAD, LAMPS, RATE, (*TIME[:3], "10")))
    assert quiet(made)
    assert cells(made) == {("8", "10", 19)}


def test_added_after_a_row_the_person_deleted() -> None:
    """前一行人删了：插在再前一行的后面。"""
    made = change(ROWS, (HEAD, LAMPS, TIME), (HEAD, LAMPS, RATE, HAPPY, TIME))
    assert made.added == [(1, 3)]


def test_a_column_added_by_the_person() -> None:
    """中间加了一栏：照表头找各栏。"""
    theirs = [(*row[:2], note, *row[2:]) for row, note in zip(ROWS, "备甲乙丙", strict=True)]
    new = (HEAD, (*LAMPS[:2], "150盏", "9"), RATE, TIME)
    made = change(ROWS, theirs, new)
    assert quiet(made)
    assert cells(made) == {("120盏", "150盏", 8), ("10", "9", 9)}


def test_a_column_added_where_all_cells_look_alike() -> None:
    """各格都一样，只有表头说得清。"""
    old = (("名称", "计划", "实际"), ("甲", "5", "5"), ("乙", "5", "5"))
    theirs = [("名称", "上年", "计划", "实际"), ("甲", "5", "5", "5"), ("乙", "5", "5", "5")]
    made = change(old, theirs, (*old[:2], ("乙", "5", "6")))
    assert cells(made) == {("5", "6", 11)}


def test_a_column_deleted_by_the_person() -> None:
    """删了的一栏没有格，别的照旧。"""
    theirs = [(row[0], *row[2:]) for row in ROWS]
    made = change(ROWS, theirs, (HEAD, (LAMPS[0], "≥150盏", "150盏", "10"), RATE, TIME))
    assert cells(made) == {("120盏", "150盏", 4)}


def test_a_cell_edited_by_the_person() -> None:
    """人改了的格还是那一格。"""
    theirs = (HEAD, (LAMPS[0], LAMPS[1], "约120盏（含备用）", LAMPS[3]), RATE, TIME)
    made = change(ROWS, theirs, (HEAD, (*LAMPS[:2], "150盏", "10"), RATE, TIME))
    assert cells(made) == {("120盏", "150盏", 6)}


def test_a_cell_of_two_paragraphs() -> None:
    old = (("甲", "一\n二"),)
    made = change(old, old, (("甲", "一\n三"),))
    assert [cell.lines for cell in made.cells] == [(0,), (1, 2)]
    assert made.cells[1].base == "一\n二"


# ── 认行 ──


def test_rows_with_the_same_label() -> None:
    """名称一样的两行，各认各的。"""
    old = (HEAD, ("培训次数", "≥4次", "5次", "10"), ("培训次数", "≥12次", "12次", "10"))
    new = (HEAD, old[1], ("培训次数", "≥12次", "13次", "10"))
    made = change(old, old, new)
    assert quiet(made)
    assert cells(made) == {("12次", "13次", 10)}


def test_one_of_two_equal_rows_deleted() -> None:
    """一样的两行删了一行：数据没变，不提。"""
    old = (HEAD, LAMPS, RATE, LAMPS)
    assert quiet(change(old, (HEAD, LAMPS, RATE), old))


def test_all_figures_changed() -> None:
    """各行的数都改了：照名称认，次序变了也认得。"""
    new = (HEAD, ("故障修复时间", "≤12小时", "9小时", "9"), ("路灯维护数量", "≥1盏", "2盏", "3"))
    made = change((HEAD, LAMPS, TIME), (HEAD, LAMPS, TIME), new)
    assert made.reordered
    assert ("120盏", "2盏", 6) in cells(made)
    assert ("20小时", "9小时", 10) in cells(made)


def test_a_renamed_row_is_still_the_row() -> None:
    theirs = (HEAD, ("路灯维护数量（盏）", *LAMPS[1:]), RATE, TIME)
    made = change(ROWS, theirs, (HEAD, (*LAMPS[:2], "150盏", "10"), RATE, TIME))
    assert quiet(made)
    assert cells(made) == {("120盏", "150盏", 6)}
