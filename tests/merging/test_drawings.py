"""并稿里的图：新要的图作修订添上，收回去就是人的文件；重画只换数，人改的样子留着。"""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.document.part import DOCUMENT
from tests.merging import edits, reading
from tests.merging.desk import Desk, data_text
from tests.merging.given import EXECUTED, RUN
from tests.merging.judge import nothing_of_theirs_changed
from tests.merging.package import TOOL, Package, W

PLAIN = data_text("宣传经费")
DRAWN = f"图表: 是\n{PLAIN}"


def pictures(data: bytes) -> int:
    return len(list(Package(data).tree(DOCUMENT).iter(f"{W}drawing")))


@pytest.mark.parametrize("options", [(), ("--clean",)])
def test_a_chart_asked_for_after_edits(tmp_path: Path, options: tuple[str, ...]) -> None:
    desk = Desk(tmp_path, text=PLAIN)
    desk.write()
    person = desk.edit(edits.append_words, RUN, "资金使用规范。")
    assert pictures(person) == 0
    desk.data.write_text(DRAWN, encoding="utf-8")
    run = desk.write(*options)
    assert "merge-unproved" not in run.text
    after = desk.read()
    assert pictures(after) > 0
    if not options:
        nothing_of_theirs_changed(person, after)
        for drawing in Package(after).tree(DOCUMENT).iter(f"{W}drawing"):
            [change] = drawing.iterancestors(f"{W}ins")
            assert change.get(f"{W}author") == TOOL
        assert pictures(edits.reject(after, TOOL)) == 0
    accepted = edits.accept(after, TOOL)
    assert pictures(accepted) == pictures(after)
    before = desk.files()
    assert desk.write(*options).code == run.code
    assert desk.files() == before
    desk.correct(*EXECUTED)
    desk.write(*options)
    assert "1640.06" in reading.text_of(desk.read())
    assert pictures(desk.read()) == pictures(after)
