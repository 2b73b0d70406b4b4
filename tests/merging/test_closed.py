"""改不了的字（域的结果、锁着的控件）：别处照改，这里的说出来，人定以前一直说。"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.merging import reading
from tests.merging.desk import Desk
from tests.merging.given import AGAIN, EXECUTED, MONEY_NOW, RUN, THREE
from tests.merging.judge import nothing_of_theirs_changed
from tests.merging.package import Package, W, clone, make

DONE = "1628.06"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path)
    assert made.write().code == 0
    return made


def as_field(data: bytes) -> bytes:
    """执行数成了一个算出来的域。"""
    package = Package(data)
    for paragraph in package.body.iter(f"{W}p"):
        if not reading.paragraph_text(paragraph).startswith(RUN[:20]):
            continue
        [run] = paragraph.findall(f"{W}r")
        parts = [clone(run) for _ in range(3)]
        head, tail = reading.paragraph_text(paragraph).split(DONE, 1)
        for part, text in zip(parts, (head, DONE, tail), strict=True):
            [node] = part.iter(f"{W}t")
            node.text = text
        field = make("fldSimple", parts[1], instr=" =B2 ")
        for each in (parts[0], field, parts[2]):
            run.addprevious(each)
        paragraph.remove(run)
    return package.save()


def test_one_field_does_not_stop_the_file(desk: Desk) -> None:
    person = desk.edit(as_field)
    desk.correct(*EXECUTED)
    run = desk.write()
    assert run.code == 1
    assert run.text.count("merge-conflict") == 1
    assert "1640.06" in run.text
    nothing_of_theirs_changed(person, desk.read())
    text = reading.text_of(desk.read())
    assert MONEY_NOW in text, "别处没有改"
    [sentence] = [each for each in reading.seen(desk.read()) if each.startswith(RUN[:20])]
    assert DONE in sentence
    assert "94.26" in sentence, "同一段别的数没有改"
    [remark] = reading.of_tool(desk.read())
    assert "1640.06" in remark.text


def test_it_is_told_until_answered(desk: Desk) -> None:
    desk.edit(as_field)
    desk.correct(*EXECUTED)
    assert desk.write().text.count("merge-conflict") == 1
    before = desk.files()
    again = desk.write()
    assert (again.code, again.text.count("merge-conflict")) == (1, 1)
    assert desk.files() == before
    desk.correct(*AGAIN)
    run = desk.write()
    assert run.text.count("merge-conflict") == 1
    [remark] = reading.of_tool(desk.read())
    assert "1652.36" in remark.text


def locked(data: bytes, start: str = RUN[:20]) -> bytes:
    """``start`` 开头的一段锁在控件里。"""
    package = Package(data)
    for paragraph in list(package.body.iterchildren(f"{W}p")):
        if reading.paragraph_text(paragraph).startswith(start):
            content = make("sdtContent")
            lock = make("lock", val="sdtContentLocked")
            paragraph.addprevious(make("sdt", make("sdtPr", lock), content))
            content.append(paragraph)
    return package.save()


def test_a_locked_paragraph_is_told_and_kept(desk: Desk) -> None:
    person = desk.edit(locked)
    desk.correct(*EXECUTED)
    run = desk.write()
    assert run.code == 1
    assert "merge-deleted" not in run.text, "没有删去，只是锁着"
    assert "merge-conflict" in run.text
    nothing_of_theirs_changed(person, desk.read())
    text = reading.text_of(desk.read())
    assert MONEY_NOW in text
    [sentence] = [each for each in reading.seen(desk.read()) if each.startswith(RUN[:20])]
    assert sentence.startswith(RUN)
    assert any("1640.06" in each.text for each in reading.of_tool(desk.read()))
    before = desk.files()
    assert desk.write().code == 1
    assert desk.files() == before


def test_a_locked_paragraph_no_longer_in_the_data_stays(desk: Desk) -> None:
    desk.edit(locked, THREE)
    lines = desk.data.read_text(encoding="utf-8").splitlines(keepends=True)
    [dropped] = [line for line in lines if THREE in line]
    desk.data.write_text("".join(line for line in lines if line is not dropped), encoding="utf-8")
    run = desk.write()
    assert "merge-unproved" not in run.text
    assert "merge-dropped" in run.text
    assert THREE in reading.text_of(desk.read())
