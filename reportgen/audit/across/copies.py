"""照抄：别的项目的指标、别的项目的话。"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.audit.across.digest import Digest, Sentence
from reportgen.audit.across.naming import indicator_name, pairs, project_topic, specific
from reportgen.audit.across.run import Run
from reportgen.audit.check import Code, check_across
from reportgen.finding import Finding, Severity
from reportgen.wording import enumerated

FEWEST = 3  # 专说一件事的指标至少这么多项


@check_across(Code("indicators-copied", "指标和另一个项目的完全一样", "E12", "indicator_copied"))
def own_indicators(run: Run) -> Iterator[Finding]:
    """两个不同的项目，专说一件事的指标一项不差：像是照抄了另一个项目的（规则 E12）。

    同一类项目用同一套指标的不算：指标说的事要在另一个项目的名称里，而不在这个项目的名称里。
    """
    sets: dict[frozenset[str], list[Digest]] = {}
    for project in run.projects:
        names = {indicator_name(row.name) for row in project.rows if row.name}
        if sum(1 for name in names if specific(name)) >= FEWEST:
            sets.setdefault(frozenset(names), []).append(project)
    for shared, group in sets.items():
        topic = {pair for name in shared for pair in pairs(specific(name))}
        topics = [project_topic(project.name, project.units) for project in group]
        about = [bool(topic & pairs(each)) for each in topics]
        if not any(about):
            continue
        source = group[about.index(True)]
        for project, own, said in zip(group, about, topics, strict=True):
            if own or not said:
                continue
            rows = [row for row in project.rows if row.name]
            yield Finding(
                "indicators-copied",
                Severity.WARNING,
                f"{len(rows)} 个指标的名称和“{source.called}”的完全一样："
                f"{enumerated([f'“{row.name}”' for row in rows])}，说的不是“{project.name}”的事，"
                "像是照抄的",
                "按本项目的内容设指标；确实适用的，把名称写清楚",
                rows[0].origin,
                project.stem,
                f"{rows[0].name}/三级指标",
                rows[0].name,
                rule="E12",
            )


@check_across(Code("text-copied", "原因、措施和另一个项目的一字不差", "E12", "boilerplate"))
def own_words(run: Run) -> Iterator[Finding]:
    """原因和措施里的长句，和另一个项目的一字不差（规则 E12）；部门整体照录它的项目的不算。"""
    first: dict[bytes, Digest] = {}
    homes = {digest.stem: run.unit(digest) for digest in (*run.projects, *run.departments)}
    for digest in (*run.projects, *run.departments):
        copied: dict[str, list[Sentence]] = {}
        sources: dict[str, Digest] = {}
        for sentence in digest.sentences:
            source = first.setdefault(sentence.fingerprint, digest)
            related = digest.departmental and homes[source.stem] == homes[digest.stem]
            if source is not digest and not related:
                copied.setdefault(source.stem, []).append(sentence)
                sources[source.stem] = source
        for stem, sentences in copied.items():
            leading = sentences[0]
            yield Finding(
                "text-copied",
                Severity.NOTE,
                f"“{leading.field}”里的“{leading.opening}……”"
                + (f"等 {len(sentences)} 句" if len(sentences) > 1 else "这一句")
                + f"，和“{sources[stem].called}”的一字不差",
                "写本项目自己的原因和措施",
                leading.origins,
                digest.stem,
                leading.field,
                leading.opening,
                rule="E12",
            )
