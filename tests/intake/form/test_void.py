"""没有一格不声不响地丢掉：二十四份真实的表，格里换上、添上一个别处没有的词，它不在数据里就在发现里。"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reportgen.intake import data_file
from reportgen.intake.form_file import read_forms
from reportgen.reading.word import Block, Table, read_blocks

FORMS = sorted((Path(__file__).resolve().parents[2] / "facts" / "forms").glob("*.docx"))
TOKEN = "怪词甲乙"
# 换上词、换上词和数、添在原来的话后面
CHANGES = (lambda text: TOKEN, lambda text: f"{TOKEN}12.5", lambda text: f"{text}\n{TOKEN}")


def variants(blocks: list[Block]) -> Iterator[tuple[str, list[Block]]]:
    """每一格换过的表，三种换法轮着来；并在一起的格一起换。"""
    count = 0
    for at, block in enumerate(blocks):
        if not isinstance(block, Table):
            continue
        for row in block.rows:
            for cell in row:
                if cell.above:
                    continue
                text = CHANGES[count % len(CHANGES)](cell.text)
                count += 1
                yield cell.spot, [*blocks[:at], replaced(block, cell.spot, text), *blocks[at + 1 :]]


def replaced(table: Table, spot: str, text: str) -> Table:
    rows, merged = [], None
    for row in table.rows:
        cells = []
        for cell in row:
            if cell.spot == spot or (merged and cell.above and cell.start == merged.start):
                merged = cell
                cell = cell._replace(text=text)
            elif merged and cell.start == merged.start:
                merged = None
            cells.append(cell)
        rows.append(tuple(cells))
    return Table(tuple(rows))


@pytest.mark.parametrize("path", FORMS, ids=[path.stem for path in FORMS])
def test_every_cell_is_in_the_data_or_in_the_findings(path: Path) -> None:
    lost, tried, read = [], 0, 0
    for spot, blocks in variants(read_blocks(path.read_bytes(), path.name)):
        tried += 1
        documents = read_forms(blocks, path.name)
        told = "".join(
            data_file(document.node) + "".join(f"{each}" for each in document.findings)
            for document in documents
            if document.node
        )
        read += bool(documents)  # 表头换没了的，不再是自评表
        if documents and TOKEN not in told:
            lost.append(spot)
    assert lost == []
    assert tried - 3 <= read
    assert tried > 40
