"""比较号的核查：目标值的“≥、≤、>、<”用得对不对，方向和指标合不合。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.assessment import Assessment, IndicatorResult
from reportgen.audit.check import Code, check
from reportgen.audit.places import ACTUAL, TARGET, on_indicator
from reportgen.audit.structure import BRACKETED
from reportgen.audit.targets import strictly_equal
from reportgen.audit.units import COUNT
from reportgen.finding import Finding, Severity
from reportgen.notation import MISREAD, RATE_UNITS
from reportgen.notation.words import LESS_IS_BETTER, RATE_ENDINGS, SAVING, pattern
from reportgen.wording import enumerated

STRICT_SIGN = re.compile(r"[><＞＜]")
AT_LEAST = re.compile(r"[≥≧>＞]|不[低少小]于|至少|以上|超过|[高大]于")
AT_MOST = re.compile(r"[≤≦<＜]|不[高大多]于|不超过|至多|以[内下]|[低小少]于")
LESS = re.compile(pattern(f"{LESS_IS_BETTER} 降低 下降 减少 压减 控制 未 不"))
THRIFT = re.compile(pattern(f"{SAVING} 降低 下降 减少 压减 控制"))
RATE = re.compile(rf"{pattern(RATE_ENDINGS)}$")
WORK = re.compile(
    r"建设|新建|开展|完成|举办|组织|培训|新增|修建|发放|编制|服务|走访|宣传|检查|巡查"
)
SIZE = re.compile(rf"(?:{COUNT}|面积|里程|长度)$")


@check(Code("target-strict", "目标值用了“>”或“<”", "D01 D02", "target_operator"))
def signs_inclusive(assessment: Assessment) -> Iterator[Finding]:
    """目标值用“≥”“≤”（附件2备注2只有这两个；规则 D01、D02）；“>90%”恰好90%的，另说。"""
    strict = [
        result
        for result in assessment.results
        if result.target.comparator in (">", "<")
        and STRICT_SIGN.search(result.indicator.target)
        and not strictly_equal(result)
    ]
    if strict:
        named = enumerated([f"“{each.label}”{each.indicator.target}" for each in strict])
        first = strict[0].indicator
        yield Finding(
            "target-strict",
            Severity.NOTE,
            f"目标值用了“>”或“<”：{named}；恰好等于时算不算完成，说不清",
            "改用“≥”或“≤”",
            tuple(place for each in strict for place in each.indicator.origin(TARGET)),
            field=f"{strict[0].label}/{TARGET}",
            stated=first.target,
            rule="D01",
        )


@check(Code("sign-misread", "“≥”像是识别成了数字", "D15"))
def signs_read(assessment: Assessment) -> Iterator[Finding]:
    """“295%”“到0次”：“≥”（连同后面的字）识别成了别的字（规则 D15）。"""
    for result in assessment.results:
        for reading, title in ((result.target, TARGET), (result.actual, ACTUAL)):
            for doubt in reading.doubts:
                if MISREAD in doubt:
                    yield on_indicator(
                        result,
                        title,
                        "sign-misread",
                        Severity.WARNING,
                        f"{title}“{reading.text.strip()}”{doubt.partition('”')[2]}",
                        "对照原来的表改正",
                        "D15",
                    )


@check(
    Code("cost-direction", "成本指标的目标写成了“不少于”", "D16"),
    Code("count-direction", "越多越好的数量写成了“不超过”", "D17"),
)
def directions_fit(assessment: Assessment) -> Iterator[Finding]:
    """成本越少越好，建设、开展、完成的数量越多越好（规则 D16、D17）；节约率、事故数一类的除外。"""
    for result in assessment.results:
        name = BRACKETED.sub("", result.label).strip()
        target = result.indicator.target.strip()
        if _costs_more(result, name):
            yield on_indicator(
                result,
                TARGET,
                "cost-direction",
                Severity.WARNING,
                f"是成本指标，目标却是“{target}”：花得越多得分越高",
                "成本的目标用“≤”；不是成本的，换一个二级指标",
                "D16",
            )
        elif (
            result.target.comparator in ("≤", "<")
            and result.target.unit not in RATE_UNITS
            and AT_MOST.search(target)
            and WORK.search(name)
            and SIZE.search(name)
            and not LESS.search(name)
        ):
            yield on_indicator(
                result,
                TARGET,
                "count-direction",
                Severity.WARNING,
                f"目标是“{target}”：做得越多得分越低，像是写反了",
                "越多越好的目标用“≥”；确实要控制数量的，不用改",
                "D17",
            )


def _costs_more(result: IndicatorResult, name: str) -> bool:
    if "成本" not in result.indicator.category + result.indicator.family:
        return False
    target = result.target
    return (
        target.value is not None
        and target.unit not in RATE_UNITS
        and target.comparator in ("≥", ">")
        and AT_LEAST.search(target.text) is not None
        and not THRIFT.search(name)
        and not RATE.search(name)
    )
