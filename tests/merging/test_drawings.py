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


def chart_names(package: Package) -> list[str]:
    return sorted(name for name in package.parts if "charts/rgChart" in name)


def reds(data: bytes) -> int:
    package = Package(data)
    return sum(package.parts[name].count(b"FF0000") for name in chart_names(package))


def words_in_charts(data: bytes) -> list[str]:
    package = Package(data)
    return [
        text
        for name in chart_names(package)
        for each in package.tree(name).iter()
        if isinstance(each.tag, str) and each.tag.endswith(("}v", "}t")) and (text := each.text)
    ]


def descriptions(data: bytes) -> list[str]:
    root = Package(data).tree(DOCUMENT)
    return [each.get("descr", "") for each in root.iter() if str(each.tag).endswith("}docPr")]


def in_red(data: bytes) -> bytes:
    """人把图改成红的。"""
    package = Package(data)
    for name in chart_names(package):
        for each in package.tree(name).iter():
            if isinstance(each.tag, str) and each.tag.endswith("}srgbClr"):
                each.set("val", "FF0000")
    return package.save()


@pytest.fixture
def drawn(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path / "改过的", text=DRAWN)
    desk.write()
    return desk


def fresh(tmp_path: Path, desk: Desk) -> bytes:
    """照现在的数据新写的一份。"""
    other = Desk(tmp_path / "新写的", text=desk.data.read_text(encoding="utf-8"))
    other.write()
    return other.read()


@pytest.mark.parametrize("options", [(), ("--clean",)])
def test_a_redrawn_chart_keeps_its_look(
    drawn: Desk, tmp_path: Path, options: tuple[str, ...]
) -> None:
    person = drawn.edit(in_red)
    drawn.correct(*EXECUTED)
    drawn.write(*options)
    after = drawn.read()
    assert reds(after) == reds(person) > 0
    wanted = fresh(tmp_path, drawn)
    assert words_in_charts(after) == words_in_charts(wanted) != words_in_charts(person)
    assert descriptions(after) == descriptions(wanted) != descriptions(person)
    before = drawn.files()
    drawn.write(*options)
    assert drawn.files() == before


def test_a_description_typed_by_hand_stays(drawn: Desk) -> None:
    def described(data: bytes) -> bytes:
        package = Package(data)
        for each in package.tree(DOCUMENT).iter():
            if str(each.tag).endswith("}docPr"):
                each.set("descr", "各部分得分图，详见正文")
        return package.save()

    drawn.edit(described)
    drawn.correct(*EXECUTED)
    drawn.write()
    assert set(descriptions(drawn.read())) == {"各部分得分图，详见正文"}
