"""并稿：打开人改过的文件，定方案，照方案改，改完自己查两遍；查不过的不写。

第一遍：拿掉本工具的改动，和人的文件一字不差。第二遍：照方案在文字上另改一遍，和写好的一字不差。
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from reportgen import faults
from reportgen.document.carriers import carried, put_base, remove_base
from reportgen.document.check import check_document
from reportgen.document.patch import expected_texts, patch, story_of
from reportgen.document.standing import Standing, seen, without_own
from reportgen.document.store import Present
from reportgen.document.style import StyleDocument
from reportgen.finding import Finding, Unreadable
from reportgen.merge.plan import Plan, Remark, Rewrite, Told, Topic
from reportgen.merge.planner import make_plan
from reportgen.merge.previous import Previous, unpacked
from reportgen.merge.story import QUESTION, Story
from reportgen.report import Report
from reportgen.sources import Sources


class Manner(Enum):
    """写法：改动作修订、直接改、定稿（直接改，去掉锚、底子和本工具的批注）。"""

    TRACKED = "修订"
    CLEAN = "直接"
    FINAL = "定稿"


class Change(NamedTuple):
    """改了的一处：在哪一节，原来的、新的；``was`` 为空是添的，``now`` 为空是去掉的。"""

    section: str
    was: str
    now: str


class Merged(NamedTuple):
    """并好的：``data`` 是新的字节，``previous`` 是并好以后的上一稿。

    ``told`` 是要说的话，``changes`` 是改了的各处；没有动的，``data`` 就是原来的。
    """

    data: bytes
    previous: Previous
    told: tuple[Told, ...]
    changes: tuple[Change, ...]


class Work(NamedTuple):
    """并一份稿要用的：新稿、样式、名称、出处、写法。"""

    report: Report
    new: Previous
    style: StyleDocument
    names: Collection[str]
    sources: Sources
    manner: Manner


def merge(present: Present, work: Work) -> Merged:
    """并一份稿。

    读不了的、没有锚也没有上一稿的、改完自己查不过的，抛出 ``Unreadable``。
    """
    standing = Standing(present.data, work.report.name)
    previous = _previous(standing, present.known, work.new)
    if previous is None:
        raise Unreadable([_unknown(present.data, work.new)])
    ids = [piece.id for piece in (*previous.pieces, *work.new.pieces)]
    story = story_of(standing, ids)
    plan = make_plan(previous, work.new, story, work.names, lambda each: _words(each, work))
    later = previous.followed_by(work.new.pieces, plan.agreed, plan.questions)
    changes = tuple(_changes(plan, story, work.new))
    final = work.manner is Manner.FINAL
    if plan.idle and not final:
        return Merged(present.data, later, tuple(plan.told), ())
    tracked = work.manner is Manner.TRACKED
    patch(standing, plan, work.report, work.style, lambda each: _words(each, work), tracked)
    if final:
        standing.strip()
        remove_base(standing.parts)
    else:
        put_base(standing.parts, later.packed())
    data = standing.written()
    if not final:
        _prove(present.data, data, expected_texts(story, plan, work.report), tracked)
    if wrong := check_document(data, work.report.name, carrier=present.data):
        raise Unreadable(wrong)
    return Merged(data, later, tuple(plan.told), changes)


def _previous(
    standing: Standing, known: Sequence[Previous], new: Previous
) -> Previous | None:
    """上一稿：文件里存着的认得是哪一稿；没有的取记着的最近一稿。"""
    for text in carried(standing.parts):
        found = unpacked(text)
        if found is not None and found.name == new.name:
            same = (each for each in known if each.mark == found.mark)
            return next(same, found)
    return known[0] if known else None


def _words(remark: Remark, work: Work) -> str:
    """冲突旁边的批注。"""
    section = remark.piece.partition("#")[0]
    sources = work.sources.of(remark.now, section)
    lines = [QUESTION, f"原值：{remark.was or '（没有）'}", f"新值：{remark.now or '（去掉）'}"]
    lines += [f"出处：{'；'.join(source.told() for source in sources)}"] if sources else []
    derived = dict.fromkeys(name for source in sources for name in source.derived)
    if derived:
        lines.append(f"由它算出的{'、'.join(derived)}已照数据改。")
    lines.append("照新值改，或删去这条批注（表示不用改），下次就不再提。")
    return "\n".join(lines)


def _prove(before: bytes, after: bytes, expected: list[str], tracked: bool) -> None:
    """两遍自查。"""
    if tracked and without_own(before) != without_own(after):
        raise Unreadable([faults.unproved("拿掉本工具的改动，和原来的文件不一样")])
    if [text for text in seen(after) if text] != [text for text in expected if text]:
        raise Unreadable([faults.unproved("写好的文字和方案不一样")])


def _changes(plan: Plan, story: Story, new: Previous) -> Iterator[Change]:
    """改了的各处，给人看。"""
