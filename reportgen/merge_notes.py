"""并稿的话：没有改的、拿不准的、留着的，各成一条发现；全部写成一份“合并说明”。"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from reportgen.finding import Finding, Origin, Severity
from reportgen.length import count_all
from reportgen.merge.locating import section_of
from reportgen.merge.plan import Told, Topic
from reportgen.merge.words.revise import revise
from reportgen.report import Block, Cell, Kind, Properties, Report, Row, Table, Wording
from reportgen.sources import Sources

NAME: Final = "合并说明"
LONGEST: Final = 60
MOST_ORIGINS: Final = 3
_INTRODUCTION: Final = (
    "数据改了以后重新生成，人改过的文件里，下面这些没有改成，或要人看一看。定好了，再生成一次，"
    "这里就没有了。"
)
_HEAD: Final = Row(
    tuple(Cell((text,), "表头") for text in ("序号", "轻重", "说明", "出处", "怎么办")),
    heading=True,
)
_WIDTHS: Final = (4, 5, 40, 16, 20)


class _Telling(NamedTuple):
    """一种话：代码、轻重、怎样说、怎么办。"""

    code: str
    severity: Severity
    message: str
    remedy: str


_TELLINGS: Final = {
    Topic.CONFLICT: _Telling(
        "merge-conflict",
        Severity.ERROR,
        "数据由“{was}”改为“{now}”，这里人写的是“{stands}”，没有改",
        "照新值改这一句；不用改的，删去旁边的批注，下次就不再提",
    ),
    Topic.DIFFERS: _Telling(
        "merge-figure-differs",
        Severity.WARNING,
        "人写的是“{stands}”，数据是“{now}”，留着人写的",
        "核对哪个对：数据错的改数据，文字错的改文字",
    ),
    Topic.DELETED: _Telling(
        "merge-deleted",
        Severity.NOTE,
        "人删去的“{was}”，数据变了：{changes}；没有再写",
        "要写的，自己补上；不要的不用管",
    ),
    Topic.DROPPED: _Telling(
        "merge-dropped",
        Severity.WARNING,
        "数据里没有了，这里人改过，留着：“{stands}”",
        "不要的，自己删去",
    ),
    Topic.DOUBTFUL: _Telling(
        "merge-doubtful",
        Severity.WARNING,
        "拿不准“{was}”是不是这里的“{stands}”，没有改；数据变了：{changes}",
        "核对这一段，照新的数自己改",
    ),
    Topic.STALE: _Telling(
        "merge-stale",
        Severity.WARNING,
        "“{stands}”里还有“{was}”，数据已经改为“{now}”；不是本工具写的，没有动",
        "核对是不是同一个数，是的自己改",
    ),
    Topic.UNADDED: _Telling(
        "merge-row-unadded",
        Severity.WARNING,
        "数据里新有的一行“{now}”，表格的栏人改过，没有添",
        "自己在表格里添上",
    ),
    Topic.DECLINED: _Telling(
        "merge-declined",
        Severity.NOTE,
        "有{stands}的改动人没有接受，照人的意思留着旧的，和数据不一致",
        "要照数据的，自己改",
    ),
    Topic.PENDING: _Telling(
        "merge-pending",
        Severity.WARNING,
        "定稿里还有{stands}没有接受或拒绝的修订，是人留下的，没有动",
        "在 Word 里接受或拒绝，再送出去",
    ),
    Topic.ORDER: _Telling(
        "merge-order",
        Severity.NOTE,
        "表格各行的次序和数据不同，照文件里的次序留着",
        "要照数据的次序，自己调整",
    ),
}


# 人没有改，是改不了：在域、锁着的内容控件里，或跨着几段
_LOCKED: Final = "数据由“{was}”改为“{now}”，这里是域或锁着的内容，改不了，没有改"


def _untouched(told: Told) -> bool:
    return told.topic is Topic.CONFLICT and bool(told.was) and told.stands == told.was


def findings_of(told: Iterable[Told], path: Path, sources: Sources) -> Iterator[Finding]:
    """一份文件并稿要说的话，各成一条发现。"""
    for each in told:
        telling = _TELLINGS[each.topic]
        section = section_of(each.piece)
        words = {
            "was": _short(each.was) or "（没有）",
            "now": _short(each.now) or "（没有了）",
            "stands": _short(each.stands) or "（没有）",
            "changes": _changes(each.was, each.now),
        }
        where = f"“{section}”一节：" if section else ""
        found = sources.of(each.now, section)
        origins = [origin for source in found for origin in source.origins][:MOST_ORIGINS]
        derived = dict.fromkeys(name for source in found for name in source.derived)
        yield Finding(
            telling.code,
            telling.severity,
            where + (_LOCKED if _untouched(each) else telling.message).format(**words),
            telling.remedy,
            (Origin(str(path)), *dict.fromkeys(origins)),
            field=section,
            stated=each.stands,
            expected=each.now,
            consequences=(f"{'、'.join(derived)}由它算出，一并核对",)
            if derived and each.topic is Topic.CONFLICT
            else (),
        )


def too_long(report: Report, texts: Iterable[str], path: Path) -> Iterator[Finding]:
    """并好以后，连人写的超过了字数上限；人写的不裁。"""
    length = count_all(texts).upper
    if report.limit is not None and length > report.limit >= report.length.upper:
        excess = length - report.limit
        yield Finding(
            "merged-too-long",
            Severity.ERROR,
            f"连人写的共 {length} 字，超出 {report.limit} 字的上限 {excess} 字；人写的没有裁减",
            "在文件里把自己写的改短",
            (Origin(str(path)),),
            stated=str(length),
            expected=f"不超过 {report.limit}",
            rule="A09",
        )


def note(told: Mapping[str, Sequence[Finding]], like: Report) -> Report:
    """合并说明：一份文件一节，要人定的一条一行；样式照 ``like`` 的。"""
    blocks = [
        Block("标题", Kind.FIXED, "公文标题", Wording((NAME,))),
        Block("导语", Kind.FIXED, "公文正文", Wording((_INTRODUCTION,))),
    ]
    for name, findings in told.items():
        if findings:
            heading = Wording((f"{name}.docx",))
            blocks.append(Block(f"{name}#标题", Kind.FIXED, "heading 1", heading, level=1))
            table = Table(_WIDTHS, (_HEAD, *map(_row, enumerate(findings, 1))))
            blocks.append(Block(name, Kind.FIXED, "表格文字", Wording(table=table)))
    if not any(told.values()):
        blocks.append(Block("没有", Kind.FIXED, "公文正文", Wording(("现在没有要定的。",))))
    properties = Properties(NAME, like.properties.author, NAME)
    return Report(NAME, like.style_document, properties, tuple(blocks), landscape=True)


def _row(numbered: tuple[int, Finding]) -> Row:
    number, finding = numbered
    named = (each._replace(file=Path(each.file).name) for each in finding.origins[1:])
    places = "、".join(map(str, named))
    texts = (str(number), finding.severity.label, finding.message, places, finding.remedy)
    return Row(tuple(Cell((text,), "表格左文") for text in texts))


def _changes(was: str, now: str) -> str:
    """整段里变了的几处：6674 → 6700。"""
    if not was or not now:
        return f"现在是“{_short(now)}”" if now else "现在没有了"
    edits = revise(was, now)
    told = (f"“{_short(was[e.start : e.end])}” → “{_short(e.text)}”" for e in edits)
    return "、".join(told)


def _short(text: str) -> str:
    """长的只写头尾。"""
    if len(text) <= LONGEST:
        return text
    return f"{text[: LONGEST - 15]}……{text[-14:]}"
