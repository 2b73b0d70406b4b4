"""随机的编辑和更正：有种子，同一个种子总是同一串；打上的每句话里有一个编出来的词。"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, NamedTuple, TypeAlias

from tests.merging import edits
from tests.merging.package import TOOL, Package
from tests.merging.spots import NotThere, paragraphs, words
from tests.merging.tables import cells

SYLLABLES = "鑫淼焱垚犇骉羴猋麤矗磊赑飍"
FIGURE = re.compile(r"\d+\.\d+|\d{3,}")


class Dial(NamedTuple):
    """一组一起变的数：``states`` 是数据里的各种写法，``printed`` 是报告里印的。"""

    states: tuple[tuple[str, ...], ...]
    printed: tuple[tuple[str, ...], ...]


def _money(*turns: tuple[str, str, str, str, str]) -> Dial:
    return Dial(
        tuple((a, f"{b}%", f"执行得分: {c}", f"总分: {d}") for a, b, c, d, _ in turns),
        tuple((f"{a}万元", f"{b}%", f"{c}分", f"{d}分") for a, b, c, d, _ in turns),
    )


def _plain(*values: str) -> Dial:
    return Dial(tuple((each,) for each in values), tuple((each,) for each in values))


DIALS: Final[dict[str, tuple[Dial, ...]]] = {
    "宣传经费": (
        _money(
            ("1628.06", "93.57", "18.71", "96.67", "111.94"),
            ("1640.06", "94.26", "18.85", "96.81", "99.94"),
            ("1652.36", "94.96", "18.99", "96.95", "87.64"),
            ("1660.55", "95.43", "19.09", "97.05", "79.45"),
        ),
        _plain("6674", "6700", "6688"),
    ),
    "党政办公室": (
        _money(
            ("1918.63", "73.07", "14.61", "88.61", "707.02"),
            ("1981.36", "75.46", "15.09", "89.09", "644.29"),
            ("2010.5", "76.57", "15.31", "89.31", "615.15"),
        ),
        _plain("497", "512", "505"),
    ),
    "购买人员服务": (
        _plain("316个", "318个", "321个"),
        _plain("218.61万件", "219.15万件", "220.08万件"),
        _plain("48216卷", "48316卷", "48420卷"),
    ),
}
DOCUMENTS = ("附件4-缩略版", "附件4-缩略版", "附件4-缩略版", "附件4-摘要版", "附件2")


@dataclass
class Hand:
    """改文稿的人：随机数，打过的词，试过几处编辑。"""

    chance: random.Random
    marks: list[str] = field(default_factory=list)
    tried: int = 0

    def word(self) -> str:
        """一个别处没有的词。"""
        number = len(self.marks)
        base = len(SYLLABLES)
        made = "".join(SYLLABLES[number // base**power % base] for power in (2, 1, 0))
        self.marks.append(f"张{made}")
        return self.marks[-1]

    def figure(self) -> str:
        """一个别处没有的数。"""
        made = f"{7000 + len(self.marks)}.{self.chance.randrange(11, 99)}"
        self.marks.append(made)
        return made

    def text(self, data: bytes, least: int = 12) -> str:
        """随便一段的全文，标题和空段除外。"""
        found = [text for p in paragraphs(Package(data)) if len(text := words(p)) >= least]
        if not found:
            raise NotThere("没有够长的段落")
        return self.chance.choice(found)

    def part(self, text: str, most: int = 6) -> str:
        """一段里的几个汉字，不带数。"""
        spans = [m.group() for m in re.finditer(r"[\u4e00-\u9fa5]{3,}", text)]
        if not spans:
            raise NotThere("没有汉字")
        span = self.chance.choice(spans)
        start = self.chance.randrange(len(span) - 2)
        return span[start : start + self.chance.randrange(2, most)]

    def cell(self, data: bytes) -> tuple[str, str]:
        """随便一行的几个字，和里面一格的全文。"""
        lines = []
        for row in Package(data).body.iter("{*}tr"):
            texts = ["／".join(words(p) for p in cell.iter("{*}p")) for cell in cells(row)]
            names = [text for text in texts if len(text) > 3 and not FIGURE.search(text)]
            if names and len(texts) > 2:
                lines.append((names[-1], texts))
        if not lines:
            raise NotThere("没有表格")
        name, texts = self.chance.choice(lines)
        return name, self.chance.choice([each for each in texts if each != name])


Kind: TypeAlias = Callable[[Hand, bytes], bytes]


def _append(hand: Hand, data: bytes) -> bytes:
    return edits.append_words(data, hand.text(data), f"另有{hand.word()}一事。")


def _amid(hand: Hand, data: bytes) -> bytes:
    return edits.type_at(data, hand.part(hand.text(data)), f"（{hand.word()}）")


def _reword(hand: Hand, data: bytes) -> bytes:
    part = hand.part(hand.text(data))
    return edits.change_words(data, part, hand.word())


def _by_figure(hand: Hand, data: bytes) -> bytes:
    return edits.type_at(data, _figure(hand, data)[1], hand.word(), before=True)


def _retype(hand: Hand, data: bytes) -> bytes:
    text, figure = _figure(hand, data)
    return edits.retype(data, text, figure, hand.figure())


def _format(hand: Hand, data: bytes) -> bytes:
    text, figure = _figure(hand, data)
    return edits.format_number(data, text, figure)


def _figure(hand: Hand, data: bytes) -> tuple[str, str]:
    """随便一段有数的，和其中一个数；年份不算。"""
    texts = [words(each) for each in paragraphs(Package(data))]
    found = [
        (text, m.group())
        for text in texts
        for m in FIGURE.finditer(text)
        if not re.fullmatch("20[12][0-9]", m.group())
    ]
    if not found:
        raise NotThere("没有数")
    return hand.chance.choice(found)


def _rewrite(hand: Hand, data: bytes) -> bytes:
    return edits.rewrite(data, hand.text(data), f"这一段由{hand.word()}重新写过。")


def _delete(hand: Hand, data: bytes) -> bytes:
    return edits.delete_paragraph(data, hand.text(data))


def _move(hand: Hand, data: bytes) -> bytes:
    return edits.move_paragraph(data, hand.text(data), hand.text(data))


def _split(hand: Hand, data: bytes) -> bytes:
    text = hand.text(data, 30)
    stops = [m.end() for m in re.finditer("[，。；]", text[:-4])]
    if not stops:
        raise NotThere("没有断句的地方")
    return edits.split_paragraph(data, text, text[: hand.chance.choice(stops)])


def _join(hand: Hand, data: bytes) -> bytes:
    return edits.join_paragraphs(data, hand.text(data))


def _insert(hand: Hand, data: bytes) -> bytes:
    look = hand.chance.choice(("同样", "无样式", "加粗", "编号"))
    where, before = hand.text(data), hand.chance.random() < 0.5
    within = not before and hand.chance.random() < 0.5
    text = f"补充：{hand.word()}的情况见附件。"
    return edits.insert_paragraph(data, where, text, before, look, within)


def _cell(hand: Hand, data: bytes) -> bytes:
    row, old = hand.cell(data)
    return edits.append_to_cell(data, row, old, hand.word())


def _clear(hand: Hand, data: bytes) -> bytes:
    return edits.clear_cell(data, *hand.cell(data))


def _row(hand: Hand, data: bytes) -> bytes:
    row = hand.cell(data)[0]
    return hand.chance.choice((edits.delete_row, edits.delete_row_tracked))(data, row)


def _new_row(hand: Hand, data: bytes) -> bytes:
    return edits.insert_row(data, hand.cell(data)[0], [hand.word()])


def _tracked(hand: Hand, data: bytes) -> bytes:
    return edits.insert_tracked(data, hand.part(hand.text(data)), f"（{hand.word()}）")


def _tracked_over(hand: Hand, data: bytes) -> bytes:
    text = hand.text(data)
    return edits.replace_tracked(data, text, hand.part(text), hand.word())


def _tracked_figure(hand: Hand, data: bytes) -> bytes:
    text, figure = _figure(hand, data)
    return edits.replace_tracked(data, text, figure, hand.figure())


def _tracked_gone(hand: Hand, data: bytes) -> bytes:
    return edits.delete_paragraph_tracked(data, hand.text(data))


def _tracked_new(hand: Hand, data: bytes) -> bytes:
    return edits.insert_paragraph_tracked(data, hand.text(data), f"修订加的{hand.word()}一段。")


def _look(hand: Hand, data: bytes) -> bytes:
    change = hand.chance.choice((edits.bold, edits.colour, edits.bold_tracked))
    return change(data, hand.part(hand.text(data)))


def _width(hand: Hand, data: bytes) -> bytes:
    return edits.widths(data, hand.text(data), hand.chance.random() < 0.5)


def _note(hand: Hand, data: bytes) -> bytes:
    change = hand.chance.choice((edits.insert_comment, edits.insert_footnote))
    return change(data, hand.part(hand.text(data)), f"{hand.word()}核对")


def _object(hand: Hand, data: bytes) -> bytes:
    text = hand.text(data)
    if hand.chance.random() < 0.5:
        return edits.insert_picture(data, text)
    return edits.insert_table(data, text, [["项", "数"], [hand.word(), "1"]])


KINDS: Final[dict[str, Kind]] = {
    "段末加一句": _append,
    "句中打字": _amid,
    "换词": _reword,
    "数前打字": _by_figure,
    "重打数": _retype,
    "数的写法": _format,
    "重写": _rewrite,
    "删段": _delete,
    "移段": _move,
    "分段": _split,
    "并段": _join,
    "加段": _insert,
    "改格": _cell,
    "清格": _clear,
    "删行": _row,
    "加行": _new_row,
    "修订插入": _tracked,
    "修订替换": _tracked_over,
    "修订换数": _tracked_figure,
    "修订删段": _tracked_gone,
    "修订加段": _tracked_new,
    "字的样子": _look,
    "标点": _width,
    "批注脚注": _note,
    "图表": _object,
}
SETTLES: Final[tuple[Kind, ...]] = (
    lambda hand, data: data,
    lambda hand, data: edits.accept(data, TOOL),
    lambda hand, data: edits.reject(data, TOOL),
    lambda hand, data: edits.accept(data),
)
SAVES: Final[tuple[Kind, ...]] = (
    lambda hand, data: data,
    lambda hand, data: data,
    lambda hand, data: edits.as_word(data, hand.chance.randrange(1000)),
    lambda hand, data: edits.as_wps(data, hand.chance.randrange(1000)),
    lambda hand, data: edits.move_bookmarks(data, hand.chance.randrange(1000)),
)
STRIPS: Final[tuple[Kind, ...]] = (
    *[lambda hand, data: data] * 4,
    lambda hand, data: edits.strip_bookmarks(data),
    lambda hand, data: edits.strip_bookmarks(data, 0.5, hand.chance.randrange(1000)),
    lambda hand, data: edits.strip_part(data),
    lambda hand, data: edits.strip_properties(data),
)


def scribble(hand: Hand, data: bytes, count: int) -> bytes:
    """随便改几处；落空的换一种再试。"""
    done = attempts = 0
    while done < count and attempts < 40:
        attempts += 1
        known = len(hand.marks)
        try:
            data = KINDS[hand.chance.choice(sorted(KINDS))](hand, data)
        except NotThere:
            del hand.marks[known:]
            continue
        done += 1
    hand.tried += done
    return data
