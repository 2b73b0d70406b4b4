"""两版的核查：同一节文字的缩略版和摘要版，说的是不是一回事。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from reportgen.assessment import Assessment
from reportgen.audit.check import Code, check
from reportgen.audit.texts.claims import link_before
from reportgen.audit.texts.mentions import PERIOD
from reportgen.audit.texts.scope import GENERIC, LEAD_IN, PART, Scope
from reportgen.audit.texts.sections import UNCOMPLETED
from reportgen.audit.texts.sentences import SENTENCE_END
from reportgen.audit.texts.vocabulary import PAIR
from reportgen.finding import Finding, Severity
from reportgen.model import Project
from reportgen.wording import listed

SHORTEST = 3  # 数前面的话至少这么多字，才看得出说的是什么
CLAUSE = re.compile(r"[^，,：:]+")
SHORT_OF = re.compile(
    r"未能|未达|未完成|未实现|没有达|没有完成|不足|不到|低于|下降|减少|滞后|延期|推迟"
)
NONE_SHORT = re.compile(r"(?:无|没有|不存在)(?:其他|其它)?(?:尚)?未")  # 没有未完成的
ALIKE = 0.5  # 相同的两字占到这么多，说的是一件事
MOST = 200  # 两版要两两比，列了更多的不比


class _Figure(NamedTuple):
    """一个数：写的数，和连着前面的话的引文。"""

    written: str
    quoted: str


@check(Code("versions-differ", "缩略版和摘要版说的不一样", "E04", "report_vs_report"))
def versions_agree(assessment: Assessment) -> Iterator[Finding]:
    """缩略版（详）和摘要版（简）里同一件事的数一样，未完成的目标列得一样（规则 E04）。"""
    project = assessment.project
    both = {key: each for key, each in project.materials.items() if each.full and each.brief}
    if not both:
        return
    known: dict[tuple[str, str], list[_Figure]] = {}
    for material in project.materials.values():
        for thing, figures in _figures(material.full, project).items():
            known.setdefault(thing, []).extend(figures)
    parted = {(name[place:], unit) for name, unit in known for place in range(1, len(name))}
    for key, material in both.items():
        told = list(_differing(_figures(material.brief, project), known, parted))
        if key.rsplit("/", 1)[-1] == UNCOMPLETED:
            told += _unlisted(material.full, material.brief)
        for stated, expected, message in told:
            yield Finding(
                "versions-differ",
                Severity.WARNING,
                f"“{key}”两版不一致：{message}",
                "两版改成一致",
                material.origin("简") or project.origin("文字材料"),
                field=f"文字材料/{key}/简",
                stated=stated,
                expected=expected,
                rule="E04",
            )


def _figures(text: str, project: Project) -> dict[tuple[str, str], list[_Figure]]:
    """文字里的数，按说的是什么（数前面的话）和单位；一部分、一段时间、别的年度的不算。"""
    scope = Scope(text, project)
    found: dict[tuple[str, str], list[_Figure]] = {}
    for figure in scope.figures:
        position = figure.start()
        start = scope.clause(position)
        before = scope.text[start:position]
        if PART.search(before) or PERIOD.search(before) or scope.other_year(position):
            continue
        said = before[: link_before(before).start()]
        thing = GENERIC.sub("", LEAD_IN.split(said)[-1])
        unit = figure["unit"][0]
        if len(thing) >= SHORTEST:
            written = figure["figure"].replace(",", "")
            quoted = before.lstrip("，、 ") + figure["figure"] + unit
            found.setdefault((thing, unit), []).append(_Figure(written, quoted))
    return found


def _differing(
    brief: dict[tuple[str, str], list[_Figure]],
    full: dict[tuple[str, str], list[_Figure]],
    parted: set[tuple[str, str]],
) -> Iterator[tuple[str, str, str]]:
    """两版各只有一个数的，数不一样。

    ``parted`` 是缩略版的各个说法去掉前面的字：缩略版分着说（东片……人，西片……人）的看不准。
    """
    for thing, figures in brief.items():
        if thing in parted:
            continue
        ours = {figure.written for figure in figures}
        theirs = {figure.written for figure in full.get(thing, ())}
        if len(ours) == len(theirs) == 1 and ours != theirs:
            stated, expected = figures[0].quoted, full[thing][0].quoted
            yield stated, expected, f"摘要版写“{stated}”，缩略版写“{expected}”"


def _unlisted(full: str, brief: str) -> list[tuple[str, str, str]]:
    """只在一版里列为未完成的。"""
    told = []
    left, added = _absent(full, brief), _absent(brief, full)
    if left:
        named = listed(f"“{each}”" for each in left)
        told.append(("", listed(left), f"缩略版列为未完成的{named}，摘要版没有列"))
    if added:
        named = listed(f"“{each}”" for each in added)
        told.append((added[0], "", f"摘要版列为未完成的{named}，缩略版没有列"))
    return told


def _absent(text: str, other: str) -> list[str]:
    """一版里说没有做到的话，另一版没有像的。"""
    # 原因也会说“减少”，一句里最后说的才是没有做到的目标
    ours = [said[-1] for said in map(_short_of, SENTENCE_END.split(text)) if said]
    theirs = [
        set(PAIR.findall(said))
        for sentence in SENTENCE_END.split(other)
        for said in _short_of(sentence)
    ]
    if max(len(ours), len(theirs)) > MOST:
        return []
    pairs = ((said, set(PAIR.findall(said))) for said in ours)
    return [said for said, own in pairs if not any(_alike(own, each) for each in theirs)]


def _short_of(sentence: str) -> list[str]:
    """一句里说没有做到的各个分句。"""
    return [
        clause.strip()
        for clause in CLAUSE.findall(sentence)
        if SHORT_OF.search(clause) and not NONE_SHORT.search(clause)
    ]


def _alike(ours: set[str], theirs: set[str]) -> bool:
    small = min(len(ours), len(theirs))
    return small > 0 and len(ours & theirs) >= small * ALIKE
