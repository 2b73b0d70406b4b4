"""并稿：打开人改过的文件，定方案，照方案改，改完自己查两遍；查不过的不写。

第一遍：拿掉本工具的改动，和人的文件一字不差。第二遍：照方案在文字上另改一遍，和写好的一字不差。
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum
from functools import partial
from typing import NamedTuple

from reportgen import faults
from reportgen.document.carriers import carried, put_base, remove_base
from reportgen.document.check import check_document
from reportgen.document.comments import AUTHOR
from reportgen.document.patch import expected_texts, patch, story_of
from reportgen.document.standing import Standing, Untouchable, texts_as_seen, texts_without
from reportgen.document.store import Present
from reportgen.document.style import StyleDocument
from reportgen.finding import Unreadable
from reportgen.merge.differences import differences
from reportgen.merge.locating import section_of
from reportgen.merge.matching import bare
from reportgen.merge.plan import Change, Remark, Told, Topic, changes_of
from reportgen.merge.planner import make_plan
from reportgen.merge.previous import Previous, unpacked
from reportgen.merge.questions import values
from reportgen.merge.story import QUESTION
from reportgen.report import Report
from reportgen.sources import Sources

# 版本的记号（“（摘要版）”）在头几段里
HEAD_LINES = 10
# 这么长的段落，别的项目里不会碰巧一样；一样的不到这么多，多半是别的项目的
LONG, FAMILIAR = 20, 0.3
_EDITION = re.compile(r"[（(].{1,4}版[）)]$")
MOST_SOURCES = 3
_WHY = {
    Topic.CONFLICT: "数据有变，这里人改过，没有改。",
    Topic.DIFFERS: "这里写的数和数据不一致，没有改。",
    Topic.STALE: "这里还有旧的数，不是本工具写的，没有改。",
}


class Manner(Enum):
    """写法：改动作修订、直接改、定稿（直接改，去掉锚、底子和本工具的批注）。"""

    TRACKED = "修订"
    CLEAN = "直接"
    FINAL = "定稿"


class Merged(NamedTuple):
    """并好的：``data`` 是新的字节，``previous`` 是并好以后的上一稿。

    ``told`` 是要说的话，``changes`` 是改了的各处，``texts`` 是并好以后全文各段；没有动的，``data``
    就是原来的。
    """

    data: bytes
    previous: Previous
    told: tuple[Told, ...]
    changes: tuple[Change, ...]
    texts: tuple[str, ...]


class Work(NamedTuple):
    """并一份稿要用的：新稿、样式、名称、出处、写法。"""

    report: Report
    new: Previous
    style: StyleDocument
    sources: Sources
    manner: Manner


def merge(present: Present, work: Work) -> Merged:
    """并一份稿。

    读不了的、没有锚也没有上一稿的、改完自己查不过的，抛出 ``Unreadable``。
    """
    standing = Standing(present.data, work.report.name)
    settled = standing.drop_orphans()
    if work.manner is not Manner.TRACKED:
        settled |= standing.accept_own()
    previous = _previous(standing, present.known, work.new)
    if previous is None:
        raise Unreadable([faults.unknown_origin(_unlike(standing, work.new))])
    ids = [piece.id for piece in (*previous.pieces, *work.new.pieces)]
    story = story_of(standing, ids)
    explain = partial(_words, sources=work.sources)
    names = {*previous.names, *work.new.names}
    plan = make_plan(previous, work.new, story, names)
    later = previous.followed_by(work.new, plan.questions, plan.held)
    texts = expected_texts(story, plan, work.report)
    data = present.data
    if work.manner is Manner.FINAL:
        later = replace(later, final=True)
    if not plan.idle or settled or work.manner is Manner.FINAL:
        tracked = work.manner is Manner.TRACKED
        try:
            patch(standing, plan, work.report, work.style, explain, tracked)
        except Untouchable as fault:
            raise Unreadable([faults.unproved(str(fault))]) from None
        data = _finished(standing, later, work.manner)
        _prove(present.data, data, texts, tracked)
        if wrong := check_document(data, work.report.name, carrier=present.data):
            raise Unreadable(wrong)
    if work.manner is Manner.FINAL and (pending := sum(standing.other_authors.values())):
        plan.told.append(Told(Topic.PENDING, "", f"{pending}处"))
    told, changes = tuple(plan.told), tuple(changes_of(plan, story, work.new))
    return Merged(data, later, told, changes, tuple(texts))


def _finished(standing: Standing, later: Previous, manner: Manner) -> bytes:
    """存上新的底子；定稿的去掉本工具的一切。"""
    if manner is Manner.FINAL:
        standing.strip()
        remove_base(standing.parts)
    else:
        put_base(standing.parts, later.packed())
    return standing.written()


def finished(data: bytes, name: str) -> bytes:
    """新写的定稿：去掉锚、底子和本工具的批注。"""
    standing = Standing(data, name)
    standing.strip()
    remove_base(standing.parts)
    return standing.written()


def _previous(standing: Standing, known: Sequence[Previous], new: Previous) -> Previous | None:
    """上一稿：文件里存着的认得是哪一稿；没有的取记着的最近一稿。

    存着的、写着的是别的报告、别的项目的，这份文件放错了地方，抛出 ``Unreadable``。
    """
    found = [each for text in carried(standing.parts) if (each := unpacked(text)) is not None]
    for each in found:
        if each.name != new.name:
            raise Unreadable([faults.misplaced(each.name)])
        if each.stem != new.stem and each.title != new.title:
            raise Unreadable([faults.misplaced(each.title)])
        return next((one for one in known if one.mark == each.mark), each)
    marks = {bare(line.text) for line in standing.lines[:HEAD_LINES] if _EDITION.match(line.text)}
    if known and marks and not marks & {bare(text) for text in known[0].head}:
        raise Unreadable([faults.misplaced("、".join(sorted(marks)))])
    if known and _strange(known[0], [bare(line.text) for line in standing.lines]):
        raise Unreadable([faults.misplaced()])
    return known[0] if known else None


def _strange(known: Previous, stands: Sequence[str]) -> bool:
    """没有底子的文件多半不是这个项目的：标题不是，长的段落一字不差的也没有几段。"""
    if bare(known.title) in stands[:HEAD_LINES]:
        return False
    texts = [text for piece in known.pieces for text in piece.paragraphs if len(text) >= LONG]
    return sum(bare(text) in stands for text in texts) < len(texts) * FAMILIAR


def _unlike(standing: Standing, new: Previous) -> list[Change]:
    """现稿和新稿哪里不同。"""
    texts = [text for piece in new.pieces for cell in piece.texts for text in cell.split("\n")]
    return list(differences([line.text for line in standing.lines], texts))


def _words(remark: Remark, sources: Sources) -> str:
    """旁边的批注。"""
    found = sources.of(remark.now, section_of(remark.piece))
    lines = [f"{QUESTION}{_WHY[remark.topic]}", *values(remark)]
    if found:
        named = [source.told() for source in found]
        more = f"等 {len(named)} 处" if len(named) > MOST_SOURCES else ""
        lines.append(f"出处：{'；'.join(named[:MOST_SOURCES])}{more}")
    derived = dict.fromkeys(name for source in found for name in source.derived)
    if derived and remark.topic is Topic.CONFLICT:
        lines.append(f"由它算出的有{'、'.join(derived)}，一并核对。")
    lines.append("改好；或删去这条批注（表示不用改），下次就不再提。")
    return "\n".join(lines)


def _prove(before: bytes, after: bytes, expected: list[str], tracked: bool) -> None:
    """两遍自查。"""
    if tracked and texts_without(before, AUTHOR) != texts_without(after, AUTHOR):
        raise Unreadable([faults.unproved("拿掉本工具的改动，和原来的文件不一样")])
    if [text for text in texts_as_seen(after) if text] != [text for text in expected if text]:
        raise Unreadable([faults.unproved("写好的文字和方案不一样")])
