"""随机的编辑和更正，几轮；每轮以后查：一句话不丢，更正的数到了或说了，文件没有新的毛病。

``python -m tests.merging.test_random 500`` 跑五百串，报出各数。
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from tests.merging import chance, edits, reading
from tests.merging.desk import Desk
from tests.merging.judge import nothing_of_theirs_changed, settled
from tests.merging.package import TOOL

SEQUENCES = 12
UNITS = "万元%分个件卷"
COUNTED = ("轮", "试过的编辑", "留着的话", "丢了的话", "到了的数", "说了的数", "修订", "冲突")


def plain(text: str) -> str:
    """比数用的写法：全角成半角，去掉千分位。"""
    return unicodedata.normalize("NFKC", text).replace(",", "")


def sequence(seed: int, root: Path) -> Counter[str]:
    """一串编辑和更正；得各数。守不住的抛 ``AssertionError``。"""
    hand = chance.Hand(random.Random(seed))
    project = hand.chance.choice(sorted(chance.DIALS))
    desk = Desk(root, project)
    desk.write()
    places = [0] * len(chance.DIALS[project])
    counts: Counter[str] = Counter()
    for turn in range(hand.chance.randrange(2, 5)):
        document = hand.chance.choice(chance.DOCUMENTS)
        data = hand.chance.choice(chance.SETTLES)(hand, desk.read(document))
        data = scribbled(hand, data)
        desk.put(data, document)
        if hand.chance.random() < 0.15:
            edits.strip_sidecar(desk.output)
        changed = correct(hand, desk, places)
        person = desk.read(document)
        run = desk.write()
        assert run.code in (0, 1), f"第{turn + 1}轮没有写成：{run.text}"
        after = desk.read(document)
        fresh = Desk(root / f"新{turn}", project, desk.data.read_text(encoding="utf-8"))
        fresh.write()
        expected = printed(reading.text_of(fresh.read(document)), changed)
        counts += inspect(hand, person, after, run.text, expected)
        settled(desk, run, document)
    counts["试过的编辑"] = hand.tried
    return counts


def scribbled(hand: chance.Hand, data: bytes) -> bytes:
    """改几处，照某个软件的样子存，也许去掉几样锚点、底子。"""
    data = chance.scribble(hand, data, hand.chance.randrange(1, 6))
    data = hand.chance.choice(chance.SAVES)(hand, data)
    return hand.chance.choice(chance.STRIPS)(hand, data)


def correct(hand: chance.Hand, desk: Desk, places: list[int]) -> list[tuple[str, str]]:
    """更正几组数；得报告里印的旧值和新值。"""
    changed = []
    for number, dial in enumerate(chance.DIALS[desk.project]):
        if hand.chance.random() < 0.3:
            continue
        old = places[number]
        new = (old + hand.chance.randrange(1, len(dial.states))) % len(dial.states)
        desk.correct(*zip(dial.states[old], dial.states[new], strict=True))
        changed += zip(dial.printed[old], dial.printed[new], strict=True)
        places[number] = new
    return changed


def printed(fresh: str, changed: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """这份文稿里印的旧值和新值：新写的一份里有的才算；格里的数不带单位。"""
    found = []
    for old, new in changed:
        for each in ((old, new), (old.rstrip(UNITS), new.rstrip(UNITS))):
            if has(fresh, each[1]) and not has(fresh, each[0]):
                found.append(each)
                break
    return found


def has(text: str, figure: str) -> bool:
    """有这个数，不是别的数的一截；1,188.30 也是 1188.3。"""
    number, unit = re.fullmatch(r"([\d.]+)(.*)", plain(figure)).groups()
    zeros = "0*" if "." in number else r"(?:\.0+)?"
    pattern = rf"(?<![\d.]){re.escape(number)}{zeros}(?!\d|\.\d){re.escape(unit)}"
    return bool(re.search(pattern, plain(text)))


def inspect(
    hand: chance.Hand, person: bytes, after: bytes, said: str, changed: list[tuple[str, str]]
) -> Counter[str]:
    """一轮以后的各条；得各数。"""
    nothing_of_theirs_changed(person, after)
    before, now = reading.text_of(person), reading.text_of(after)
    notes = "\n".join(each.text for each in reading.comments(after))
    counts: Counter[str] = Counter()
    theirs = [each.text for each in reading.comments(person) if each.author != TOOL]
    others = reading.footnotes(person) + theirs
    standing = before + "\n".join(others)
    remaining = now + notes + "\n".join(reading.footnotes(after))
    for mark in hand.marks:
        if mark in standing:
            counts["留着的话"] += 1
            if mark not in remaining:
                counts["丢了的话"] += 1
                raise AssertionError(f"丢了“{mark}”")
    told = said + notes
    for old, new in changed:
        if has(now, new):
            counts["到了的数"] += 1
        else:
            counts["说了的数"] += 1
            assert has(told, new.rstrip(UNITS)), f"“{old}”改成的“{new}”没有到，也没有说"
        if has(now, old):
            assert has(told, old.rstrip(UNITS)), f"旧值“{old}”还在，没有说"
    counts["冲突"] += len(reading.of_tool(after))
    counts["修订"] += sum(each.author == TOOL for each in reading.tracked(after))
    counts["轮"] += 1
    return counts


@pytest.mark.parametrize("seed", range(SEQUENCES))
def test_random_edits_and_corrections(seed: int, tmp_path: Path) -> None:
    counts = sequence(seed, tmp_path)
    assert counts["丢了的话"] == 0
    assert counts["试过的编辑"] > 0


def main(count: int) -> int:
    """跑许多串，报出各数；守不住的列出种子。"""
    total: Counter[str] = Counter()
    broken = []
    for seed in range(count):
        with tempfile.TemporaryDirectory() as folder:
            try:
                total += sequence(seed, Path(folder))
            except Exception as fault:
                broken.append(f"种子 {seed}：{type(fault).__name__} {str(fault)[:160]}")
    print(f"{count} 串，守不住的 {len(broken)} 串")
    for name in (
        "轮",
        "试过的编辑",
        "留着的话",
        "丢了的话",
        "到了的数",
        "说了的数",
        "修订",
        "冲突",
    ):
        print(f"  {name}：{total[name]}")
    print("\n".join(broken))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 500))
