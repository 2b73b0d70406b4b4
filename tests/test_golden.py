"""六个项目的十八份文件，文字与 tests/golden 里存的一字不差。

有意改了措辞，用 ``pytest tests/test_golden.py --update-golden`` 重写，再逐行看改动。
"""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.pipeline import Workshop, write
from reportgen.writing import Order
from tests import texts

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "tests" / "golden"
STEMS = ["1号楼房租", "购买人员服务", "党政办公室", "组织部", "宣传经费", "政务和大数据局整体"]


def test_the_documents_read_as_they_did(
    tmp_path: Path, workshop: Workshop, request: pytest.FixtureRequest
) -> None:
    update = request.config.getoption("--update-golden")
    paths = [ROOT / "data" / "2020" / f"{stem}.yaml" for stem in STEMS]
    outcomes = list(write(paths, Order(tmp_path), workshop))
    compared, changed = 0, []
    for outcome in outcomes:
        for written in outcome.written:
            kept = GOLDEN / outcome.stem / f"{written.report.name}.txt"
            text = "\n".join(texts.lines(written.path.read_bytes())) + "\n"
            if update:
                kept.parent.mkdir(parents=True, exist_ok=True)
                kept.write_text(text, encoding="utf-8")
            if kept.read_text(encoding="utf-8").split("\n") != text.split("\n"):
                changed.append((kept, text))
            compared += 1
    for kept, text in changed[:1]:
        assert text.split("\n") == kept.read_text(encoding="utf-8").split("\n"), kept
    assert compared == len(list(GOLDEN.rglob("*.txt"))) == 18
