"""并稿的话：没有改的、拿不准的、留着的，各成一条发现；全部写成一份“合并说明”。"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from reportgen.finding import Finding, Origin, Severity
from reportgen.merge.plan import Told, Topic
from reportgen.sources import Sources

NAME: Final = "合并说明"
LONGEST: Final = 60


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
        "人删去的“{was}”，数据现在是“{now}”，没有再写",
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
        "拿不准“{was}”是不是这里的“{stands}”，没有改；数据现在是“{now}”",
        "核对这一段，照新的数自己改",
    ),
    Topic.STALE: _Telling(
        "merge-stale",
        Severity.WARNING,
        "“{stands}”里还有“{was}”，数据已经改为“{now}”；不是本工具写的，没有动",
        "核对是不是同一个数，是的自己改",
    ),
    Topic.ORDER: _Telling(
        "merge-order",
        Severity.NOTE,
        "表格各行的次序和数据不同，照文件里的次序留着",
        "要照数据的次序，自己调整",
    ),
}


def findings_of(told: Iterable[Told], path: Path, sources: Sources) -> Iterator[Finding]:
    """一份文件并稿要说的话，各成一条发现。"""
    for each in told:
        telling = _TELLINGS[each.topic]
        section = each.piece.partition("#")[0]
        words = {
            "was": _short(each.was) or "（没有）",
            "now": _short(each.now) or "（没有了）",
            "stands": _short(each.stands) or "（没有）",
        }
        where = f"“{section}”一节：" if section else ""
        found = sources.of(each.now, section)
        origins = tuple(origin for source in found for origin in source.origins)
        derived = dict.fromkeys(name for source in found for name in source.derived)
        yield Finding(
            telling.code,
            telling.severity,
            where + telling.message.format(**words),
            telling.remedy,
            (Origin(str(path)), *dict.fromkeys(origins)),
            field=section,
            stated=each.stands,
            expected=each.now,
            consequences=tuple(f"{name}已照数据改" for name in derived)
            if each.topic is Topic.CONFLICT
            else (),
        )


def _short(text: str) -> str:
    """长的只写头尾。"""
    if len(text) <= LONGEST:
        return text
    return f"{text[: LONGEST - 15]}……{text[-14:]}"
