"""随意改、改几轮：真实的报告和各家写法混在一起的文稿，每一轮都收得回、定得稿、没有新毛病。"""

from __future__ import annotations

import itertools
import random
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportgen.cli import main
from reportgen.document.check import check_document
from reportgen.document.comments import AUTHOR
from reportgen.document.standing import (
    HOLE,
    GridAt,
    Standing,
    Untouchable,
    texts_as_seen,
    texts_without,
)
from reportgen.report import Cell, Row, Table
from tests.document.standing import test_blocks, test_editing, test_reading
from tests.document.standing.documents import document, members, p, r

DATA = Path(__file__).resolve().parents[3] / "data" / "2020"
BODIES = [
    case[0]
    for cases in (
        test_editing.CASES,
        test_editing.REFUSED,
        test_blocks.CASES,
        test_reading.CASES,
    )
    for case in cases.values()
]  # type: ignore[attr-defined]
TABLE = Table((1, 2), (Row((Cell(("甲",)), Cell(("乙",)))),))


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    folder = tmp_path_factory.mktemp("输出")
    source = sorted(DATA.glob("*.yaml"))[0]
    CliRunner().invoke(main, ["write", str(source), "-o", str(folder)])
    found = [path.read_bytes() for path in sorted(folder.rglob("*.docx"))]
    assert len(found) == 3
    return found


def mixed(chosen: random.Random) -> bytes:
    """十几种写法混在一份文稿里，编号、名称错开。"""
    numbers = itertools.count(100)
    parts = []
    for body in chosen.sample(BODIES, 12):
        renewed: dict[str, int] = {}
        body = re.sub(
            r'w:id="(\d+)"',
            lambda found, known=renewed: f'w:id="{known.setdefault(found[1], next(numbers))}"',
            body,
        )
        turn = next(numbers)
        parts.append(re.sub(r'w:name="([^"]+)"', rf'w:name="\g<1>{turn}"', body))
    return document("".join(parts) + p(r("末段")))


def step(standing: Standing, chosen: random.Random, tracked: bool) -> bool:
    """随意改一处；不能改的不动。返回改了没有。"""
    line = chosen.choice(standing.lines)
    grids = [unit for unit in standing.units if isinstance(unit, GridAt)]
    kind = chosen.random()
    try:
        if kind < 0.55:
            start = chosen.randint(0, line.length)
            end = min(line.length, start + chosen.choice((0, 0, 1, 2, 5, 20)))
            old = line.text
            new = chosen.choice(("", "甲", "3.14 万", "x y ", old[start:end][::-1]))
            new = new.replace(HOLE, "")
            standing.edit(line.number, [(start, end, new)], tracked)
            assert line.text == old[:start] + new + old[end:]
        elif kind < 0.65:
            standing.remove_lines([line.number], tracked)
        elif kind < 0.75:
            texts = ["新一段", "【请填写：乙】丙"]
            standing.insert_paragraphs(line.number, texts, "公文正文", "_rgnew", tracked)
        elif kind < 0.8:
            standing.comment(line.number, line.number, ["批 注", "二"])
        elif kind < 0.85:
            standing.insert_table(line.number, TABLE, "_rgtable", tracked)
        elif grids:
            grid = chosen.choice(grids)
            row = chosen.randrange(len(grid.rows))
            shape = grid.rows[row].cells
            made = Row(tuple(Cell((f"格{each.column}",), span=each.span) for each in shape))
            if kind < 0.9:
                standing.remove_rows(grid, [row], tracked)
            elif kind < 0.98:
                standing.insert_row(grid, row, made, tracked)
            else:
                standing.remove_grid(grid, tracked)
    except Untouchable:
        return False
    return True


def rounds(data: bytes, chosen: random.Random, tracked: bool) -> int:
    """改三轮，每轮存了再读；返回改成了几处。"""
    carrier, before, done = data, texts_without(data, AUTHOR), 0
    for _ in range(3):
        standing = Standing(data, "甲")
        done += sum(step(standing, chosen, tracked) for _ in range(chosen.randint(1, 8)))
        data = standing.written()
        assert check_document(data, "甲", carrier=carrier) == ()
        assert not tracked or texts_without(data, AUTHOR) == before
        seen = texts_as_seen(data)
        again = Standing(data, "甲")
        assert [line.text for line in again.lines] == seen
        again.strip()
        final = again.written()
        assert check_document(final, "甲", carrier=carrier) == ()
        assert texts_as_seen(final) == texts_without(final, AUTHOR) == seen
        assert b"_rg" not in members(final)["word/document.xml"]
    return done


@pytest.mark.parametrize("tracked", [True, False], ids=["tracked", "direct"])
@pytest.mark.parametrize("seed", range(6))
def test_reports(seed: int, tracked: bool, reports: list[bytes]) -> None:
    chosen = random.Random(seed)
    assert rounds(reports[seed % len(reports)], chosen, tracked) > 1


@pytest.mark.parametrize("tracked", [True, False], ids=["tracked", "direct"])
@pytest.mark.parametrize("seed", range(12))
def test_ways_of_writing_mixed(seed: int, tracked: bool) -> None:
    chosen = random.Random(seed)
    assert rounds(mixed(chosen), chosen, tracked) > 1
