"""改乱了的报告：真实的各段，随机地改字、删、添、挪、拆、并、改数；真正的下落都记着。"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import NamedTuple

from reportgen.merge.matching import Matching, Stands, Was, numbering

FRAGMENTS = (
    "进一步",
    "按照年初计划",
    "经单位研究",
    "总体来看",
    "在有关部门配合下",
    "及时",
    "同时",
    "有力保障了各项任务",
    "据实",
    "全面",
)
WORDS = ("主要", "总体", "有关", "本年度", "及说明")
# 不到这么多字的是标题
SHORT = 18
OWN = (
    "单位领导高度重视本项工作，多次召开专题会议研究部署。",
    "项目实施期间，相关科室加强了与街道、园区的沟通。",
    "受疫情影响，部分线下活动改为线上开展，服务对象反响良好。",
    "后续将结合审计意见，完善合同管理和档案归集。",
    "以上数据由财务人员与业务科室共同核对。",
    "此外，还组织了两次现场踏勘，留存影像资料备查。",
    "具体明细见所附清单，原件由办公室保管。",
    "特此说明。",
    "经与主管部门协商，相关事项顺延至下一年度继续推进。",
    "本部分由张三执笔，李四复核。",
    "建议财政部门适当延长支付窗口期。",
    "服务商按月提交工作台账，验收合格后付款。",
)
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_STOP = re.compile(r"[。；，](?=.{6})")


@dataclass
class Paragraph:
    """现稿的一段：文字，是上一稿第几段的；``pieces`` 是书签的说法。"""

    text: str
    origins: tuple[int, ...] = ()
    pieces: frozenset[str] = frozenset()
    parts: int = 1


class Shuffled(NamedTuple):
    """改乱了的一份：现稿的各段，上一稿各段真正的下落，每种改法改了几次。"""

    stands: list[Stands]
    truth: list[frozenset[int]]
    edits: dict[str, int]


class Marks(NamedTuple):
    """判的结果：一共几段，对的、错了人的、没有对上的、说拿不准的。"""

    total: int = 0
    right: int = 0
    wrong: int = 0
    missed: int = 0
    doubtful: int = 0

    def plus(self, other: Marks) -> Marks:
        return Marks(*(a + b for a, b in zip(self, other, strict=True)))


class Shuffler:
    """一份报告的各段，一次改一处。"""

    def __init__(self, was: Sequence[Was], random: Random) -> None:
        self.was = was
        self.random = random
        self.lines = [
            Paragraph(each.text, (number,), frozenset({each.piece}))
            for number, each in enumerate(was)
        ]
        self.edits: dict[str, int] = {}
        self.ways: dict[str, Callable[[], bool]] = {
            "改字": self.retype,
            "删": self.delete,
            "添": self.insert,
            "挪": self.move,
            "拆": self.split,
            "并": self.join,
            "改数": self.figures,
        }

    def shuffle(self, times: int) -> Shuffled:
        names = list(self.ways)
        done = 0
        while done < times:
            name = self.random.choices(names, (8, 3, 4, 3, 2, 2, 6))[0]
            if any(self.ways[name]() for _ in range(40)):
                self.edits[name] = self.edits.get(name, 0) + 1
                done += 1
        truth = [
            frozenset(line for line, each in enumerate(self.lines) if number in each.origins)
            for number in range(len(self.was))
        ]
        stands = [Stands(each.text, each.pieces) for each in self.lines]
        return Shuffled(stands, truth, self.edits)

    def _blank(self, line: Paragraph) -> bool:
        """等人填写的，填没填都是：只会填。"""
        return any(self.was[number].text.startswith("【请填写") for number in line.origins)

    def retype(self) -> bool:
        """改一两处字：换去几个字，或添一个词；标题只添一个词，占位整个填上。"""
        line = self.random.choice(self.lines)
        if self._blank(line):
            line.text = "".join(self.random.sample(OWN, 2))
            return True
        if len(line.text) < 4:
            return False
        if len(line.text) < SHORT:
            head = len(numbering(line.text))
            start = self.random.randint(head, len(line.text))
            line.text = line.text[:start] + self.random.choice(WORDS) + line.text[start:]
            return True
        for _ in range(self.random.randint(1, 2)):
            start = self.random.randrange(len(line.text))
            gone = self.random.randint(0, max(1, len(line.text) // 6))
            put = self.random.choice(FRAGMENTS)[: max(2, len(line.text) // 4)]
            line.text = line.text[:start] + put + line.text[start + gone :]
        return True

    def delete(self) -> bool:
        """删一段；占位是填，不是删。"""
        line = self.random.choice(self.lines)
        if self._blank(line):
            return False
        self.lines.remove(line)
        return True

    def insert(self) -> bool:
        """添一段自己的话，落在一个文段中间的，书签也盖着。"""
        at = self.random.randrange(len(self.lines) + 1)
        before = self.lines[at - 1].pieces if at else frozenset()
        after = self.lines[at].pieces if at < len(self.lines) else frozenset()
        text = "".join(self.random.sample(OWN, self.random.randint(1, 2)))
        self.lines.insert(at, Paragraph(text, (), before & after))
        return True

    def move(self) -> bool:
        """剪下，贴到别处：只有一段的文段，书签跟着走；几段中的一段，书签留在原处。"""
        line = self.random.choice(self.lines)
        if self._blank(line):
            return False
        self.lines.remove(line)
        at = self.random.randrange(len(self.lines) + 1)
        rest = frozenset().union(*(each.pieces for each in self.lines))
        before = self.lines[at - 1].pieces if at else frozenset()
        after = self.lines[at].pieces if at < len(self.lines) else frozenset()
        line.pieces = (line.pieces - rest) | (before & after)
        self.lines.insert(at, line)
        return True

    def split(self) -> bool:
        """在标点后面分成两段；一段只拆一次。"""
        line = self.random.choice(self.lines)
        spots = [each.end() for each in _STOP.finditer(line.text)]
        if not spots or len(line.origins) != 1 or line.parts > 1 or self._blank(line):
            return False
        at = self.random.choice(spots)
        line.parts = 2
        rest = Paragraph(line.text[at:], line.origins, line.pieces, 2)
        line.text = line.text[:at]
        self.lines.insert(self.lines.index(line) + 1, rest)
        return True

    def join(self) -> bool:
        """和后一段并成一段；标题、拆过的、并过的不并。"""
        at = self.random.randrange(len(self.lines) - 1)
        one, other = self.lines[at : at + 2]
        if not all(
            len(each.origins) == 1
            and each.parts == 1
            and len(each.text) >= SHORT
            and not self._blank(each)
            for each in (one, other)
        ):
            return False
        whole = Paragraph(one.text + other.text, one.origins + other.origins)
        whole.pieces = one.pieces | other.pieces
        self.lines[at : at + 2] = [whole]
        return True

    def figures(self) -> bool:
        """改一段里的数。"""
        line = self.random.choice(self.lines)
        if not _FIGURE.search(line.text[3:]):
            return False
        line.text = line.text[:3] + _FIGURE.sub(
            lambda found: str(self.random.randint(1, 10 ** len(found[0]))), line.text[3:]
        )
        return True


def judged(matching: Matching, shuffled: Shuffled) -> Marks:
    """对上的和真正的下落比：多一段、少一段都不算对；不该有的一段算错了人。"""
    found: dict[int, set[int]] = {}
    for pair in matching.pairs:
        for number in pair.was:
            found.setdefault(number, set()).update(pair.stands)
    marks = Marks(len(shuffled.truth), doubtful=len(matching.doubtful))
    for number, truth in enumerate(shuffled.truth):
        partner = found.get(number, set())
        marks = marks._replace(
            right=marks.right + (partner == truth),
            wrong=marks.wrong + bool(partner - truth),
            missed=marks.missed + (not partner and bool(truth)),
        )
    return marks
