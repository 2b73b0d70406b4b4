"""所指：文字里的一句话说的是不是本项目、本年度。"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property

from reportgen.audit.texts.sentences import CLAUSE_END, SENTENCE_END
from reportgen.audit.texts.vocabulary import abbreviates
from reportgen.model import Project

# 全角的数字和百分号换成半角，位置不变。
HALF_WIDTH = str.maketrans("０１２３４５６７８９％．", "0123456789%.")
FULL_WIDTH = re.compile("[０-９％]")
# 英文字母、数字后面的不是一个数的开头；先找数字再回看，快得多。
COUNTED = re.compile(
    r"(?P<figure>[0-9](?<![A-Za-z0-9.].)[0-9]*(?:,[0-9]{3})*(?:\.[0-9]+)?)"
    r"\s*(?P<unit>[%‰]|[^\W\d_]{1,5})"
)
CALENDAR = ("年", "月", "日", "号", "时", "点")
WINDOW = 40  # 只看前面这么多字，长文也是线性的

OTHER_TIME = re.compile(
    r"(?<![较比与同和取过])(?:上一?年|去年|前年|往年|历年|以前年度|次年|明年|来年|下一?年)"
)
THIS_TIME = re.compile(r"本年|今年|当年")
YEAR = re.compile(r"(20\d\d)\s*(?=年)")

# 分句里引出原因、条件的话，后面才是主语。
LEAD_IN = re.compile(
    r"由于|因为|因|导致|致使|影响|使得|从而|按照|根据|要求|截至|截止|、|后(?!勤)|其次|其(?!中)"
    r"|[一二三四五六七八九十]是|首先|再次"
)
PART = re.compile(r"其中|分别|每|子项|人均")
# 不指明是哪个项目的话：去掉以后什么也不剩，就没有另外的主语。
GENERIC = re.compile(
    r"年度|年初|年中|年末|年底|全年|当年|本年|今年|年|月份?|日|底|目前|累计|共计|合计|总计|共"
    r"|本|该|我(?:局|委|办|部|单位|部门|中心|区|院|校)|项目|专项|工作|经费|资金|费用|预算|财政"
    r"|支出|执行|整体|部门|单位|全部|总体|综合|绩效|自评|评价|目标|的|最终|调整|压减|压缩|调减"
    r"|调增|追加|核减|批复|下达|安排|实际|申请|申报|完成|情况|上述|此项|各项|所有|[\W\d_]"
)
TOPIC = re.compile(r"(?:方面|项目|工作|经费|资金|费用|中)$")


class Scope:
    """一段文字：带单位的数、句子和分句的边界、各处说的年度、谁是主语。"""

    def __init__(self, text: str, project: Project) -> None:
        self.text = text.translate(HALF_WIDTH) if FULL_WIDTH.search(text) else text
        self.year = project.year
        self._names = own_names(project)
        self._sentence = -1
        self._foreign = False

    @cached_property
    def figures(self) -> list[re.Match[str]]:
        """带单位的数，按先后；日期不算。"""
        return [
            found for found in COUNTED.finditer(self.text) if not found["unit"].startswith(CALENDAR)
        ]

    @cached_property
    def _sentences(self) -> list[int]:
        return [0, *(end.end() for end in SENTENCE_END.finditer(self.text))]

    @cached_property
    def _clauses(self) -> list[int]:
        return [0, *(end.end() for end in CLAUSE_END.finditer(self.text))]

    @cached_property
    def _times(self) -> list[tuple[int, bool]]:
        """说到年度的地方，和是不是别的年度。"""
        marks = [(found.start(), int(found[1]) != self.year) for found in YEAR.finditer(self.text)]
        marks += [(found.start(), True) for found in OTHER_TIME.finditer(self.text)]
        marks += [(found.start(), False) for found in THIS_TIME.finditer(self.text)]
        return sorted(marks)

    def sentence(self, position: int) -> int:
        """句子的开头。"""
        return self._sentences[bisect_right(self._sentences, position) - 1]

    def sentence_end(self, position: int) -> int:
        """句子的结尾，句读以前。"""
        number = bisect_right(self._sentences, position)
        return self._sentences[number] - 1 if number < len(self._sentences) else len(self.text)

    def clause(self, position: int) -> int:
        """分句的开头，不早于 ``WINDOW`` 字以前。"""
        start = self._clauses[bisect_right(self._clauses, position) - 1]
        return max(start, position - WINDOW)

    def clause_end(self, position: int) -> int:
        """分句的结尾，不晚于 ``WINDOW`` 字以后。"""
        number = bisect_right(self._clauses, position)
        end = self._clauses[number] - 1 if number < len(self._clauses) else len(self.text)
        return min(end, position + WINDOW)

    def other_year(self, position: int) -> bool:
        """这一句到此处最近说的年度，是别的年度。"""
        number = bisect_right(self._times, (position, True)) - 1
        if number < 0:
            return False
        place, other = self._times[number]
        return other and place >= self.sentence(position)

    def about_project(self, position: int) -> bool:
        """此处的话说的是本项目：没有另外的主语，或主语是项目、单位的名称（可以是简称）。

        按位置从前往后问：同一句里前面说过别的，后面没有主语的话仍是说它。
        """
        sentence, start = self.sentence(position), self.clause(position)
        if sentence != self._sentence:
            self._sentence, self._foreign = sentence, False
        if PART.search(self.text, start, position):
            self._foreign = True
            return False
        own = self._subject(self.text[start:position])
        if own is None and start > sentence:
            before = self.text[self.clause(start - 1) : start - 1]
            named = self.text[start - 1] in "(（" or TOPIC.search(before)
            own = self._subject(before) if named else None
        if own is not None:
            self._foreign = not own
        return not self._foreign

    def other_subject(self, position: int) -> bool:
        """这个分句到此处为止另有主语，或说的是其中一部分。"""
        start = self.clause(position)
        if PART.search(self.text, start, position):
            return True
        return self._subject(self.text[start:position]) is False

    def _subject(self, before: str) -> bool | None:
        """主语是不是自己；没有主语为 ``None``。"""
        rest = GENERIC.sub("", LEAD_IN.split(before)[-1])
        if not rest:
            return None
        return any(abbreviates(rest, name) for name in self._names)


def own_names(project: Project) -> tuple[str, ...]:
    """自己的名称：项目、单位、部门。"""
    names: Iterable[str] = (
        project.name,
        project.title,
        project.unit,
        project.department,
        project.implementer,
    )
    return tuple(dict.fromkeys(name for name in names if name))
