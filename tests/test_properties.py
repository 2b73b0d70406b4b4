"""编出各种项目来写：总能写成，文件完好，数字有来历、加得起来、处处一样，篇幅不超。"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from reportgen.assessment import Assessment
from reportgen.document.check import check_document
from reportgen.length import count_all
from reportgen.pipeline import Workshop, assess_project, make_reports
from reportgen.report import Block, Kind, Report
from reportgen.wording import percent, plain
from reportgen.writing import make_document
from tests import texts
from tests.projects import Data, read

NOTATIONS = json.loads((Path(__file__).parent / "facts" / "notations.json").read_text("utf-8"))
TARGETS = sorted({each["raw"] for each in NOTATIONS if each["role"] == "target"})
ACTUALS = sorted({each["raw"] for each in NOTATIONS if each["role"] == "actual"})
NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
# 乱七八糟的话：标点、模板和 XML 的记号、换行、表情、生僻字、字母数字
SIGNS = "路灯维护经费，。；：、（）(),“”\"‘…·—~-{}%#=<>&'|/\\\n\t 😀𠮷é０1234567890.aZ"
WORKSHOP = Workshop()

odd = st.text(SIGNS, max_size=25)
phrase = st.builds("项{}".format, odd)
amount = st.decimals(0, 999_999, places=2).map(plain)
small = st.sampled_from(["0", "0.5", "1", "2", "3.33", "5", "10", "12.5", "20", "40", "80", "100"])
target = st.one_of(st.sampled_from(TARGETS), odd, st.integers(0, 5000).map("≥{}件".format))
actual = st.one_of(st.sampled_from(ACTUALS), odd, st.integers(0, 5000).map("{}件".format))
family = st.sampled_from(
    ["产出指标", "效益指标", "满意度指标", "成本指标", "投入", "产出指标(40分)", ""]
)


def some(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """几项，缺哪项都可以。"""
    return st.fixed_dictionaries({}, optional=fields)


indicator = st.fixed_dictionaries(
    {"一级指标": family, "三级指标": phrase},
    optional={
        "二级指标": st.sampled_from(["数量指标", "质量指标 (12分)", "时效指标"]),
        "年初目标值": target,
        "实际完成值": actual,
        "分值": small,
        "得分": small,
        "偏差原因": odd,
    },
)
# 整齐的指标：分值、得分齐全，总能算出总分
neat = st.builds(
    lambda name, goal, done, weight: {
        "一级指标": "产出指标" if goal % 2 else "效益指标",
        "三级指标": name,
        "年初目标值": f"≥{goal}件",
        "实际完成值": f"{done}件",
        "分值": weight,
        "得分": weight,
    },
    phrase,
    st.integers(1, 500),
    st.integers(0, 500),
    st.sampled_from(["0.5", "3.33", "8", "10", "20", "45"]),
)
indicators = st.one_of(
    st.lists(indicator, min_size=1, max_size=8),
    st.lists(neat, min_size=1, max_size=8),
    st.lists(neat, min_size=50, max_size=60),
)
goal = st.builds(
    lambda more, rows: {**more, "指标": rows},
    some(名称=phrase, 分值=small, 内容=odd),
    indicators,
)
long_text = st.builds(lambda text, times: f"事{text}情" * times, odd, st.sampled_from([1, 3, 200]))
materials = st.dictionaries(
    st.sampled_from(
        [
            "自评结论/存在的问题和原因",
            "自评结论/绩效目标完成情况/完成的绩效目标",
            "自评结论/绩效目标完成情况/未完成的绩效目标",
            "拟与预算安排相结合情况",
            "其他佐证材料",
            "没有这一节",
        ]
    ),
    st.one_of(long_text, st.fixed_dictionaries({"详": long_text, "简": odd})),
    max_size=4,
)
funds = some(
    预算数=amount,
    执行数=amount,
    批复数=amount,
    年初预算=amount,
    上年结转=amount,
    追加=amount,
    压减依据=phrase,
    基本支出总额=amount,
    项目支出总额=amount,
    来源=st.lists(some(预算数=amount, 执行数=amount).map(lambda more: {"名称": "市级", **more})),
)
anything = st.builds(
    lambda fixed, more: {**fixed, **more},
    st.fixed_dictionaries(
        {
            "表": st.sampled_from(["附件2", "附件3"]),
            "年度": st.just("2020"),
            "项目名称": st.one_of(phrase, st.just("很长的名称" * 60)),
            "单位名称": phrase,
            "计分口径": st.sampled_from(sorted(WORKSHOP.profiles)),
            "采用": st.sampled_from(["测算", "填报"]),
            "资金": funds,
            "年度绩效目标": st.lists(goal, max_size=3),
        }
    ),
    some(
        标题=odd,
        填报日期=odd,
        主管部门=odd,
        项目实施单位=odd,
        项目类别=st.lists(phrase, max_size=2),
        项目属性=st.sampled_from([["新增性项目"], ["持续性项目"]]),
        自评=some(执行率=st.sampled_from(["99.1%", "0.94", "67"]), 执行得分=small, 总分=small),
        偏差原因分析=odd,
        改进措施=odd,
        文字材料=materials,
        落款=some(单位=odd, 日期=odd),
    ),
)

# 整齐的项目：预算数、执行数和各项得分都在，有分项、有得分表
tidy = st.builds(
    lambda whole, spent, rows: {
        **whole,
        "资金": {"预算数": "1000", "执行数": spent},
        "年度绩效目标": [{"指标": rows}],
    },
    anything,
    amount,
    st.lists(neat, min_size=1, max_size=8),
)
project = st.one_of(anything, tidy)


def stated(value: Any) -> Iterator[str]:
    """数据里的全部文字；几行的，成文时会接成一行。"""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from stated(item)
    else:
        yield value
        yield "".join(line.strip() for line in value.split("\n"))


def followed(assessment: Assessment) -> Iterator[str]:
    """由数据得出的全部数，照印出的样子。"""
    yield from (percent(rate) for rate in (assessment.rate,) if rate is not None)
    spent, budget = assessment.project.funds.executed, assessment.project.funds.budget
    profile = assessment.profile
    numbers = [
        *(profile.execution_points, profile.indicator_points, profile.full_marks),
        *(assessment.execution_score, assessment.indicator_score, assessment.total),
        *(assessment.indicator_full, assessment.indicator_sum),
    ]
    if spent is not None and budget is not None:
        numbers.append(abs(spent - budget))
    funds_ = assessment.project.funds
    numbers += [value for value in dict(funds_).values() if isinstance(value, Decimal)]
    numbers += [value for each in funds_.sources for value in (each.budget, each.executed)]
    for each in (*assessment.families, *assessment.results):
        numbers += [each.weight, each.score]
    for result in assessment.results:
        if result.ratio is not None:
            yield percent(result.ratio)
        if result.deviation is not None:
            numbers.append(abs(result.deviation))
    yield from (plain(number) for number in numbers if number is not None)


def counts(assessment: Assessment) -> Iterator[str]:
    """指标的项数：全部的、各种完成情况的、各一级指标的、各二级指标的。"""
    for results in (assessment.results, *(each.results for each in assessment.families)):
        yield str(len(results))
        yield from map(str, Counter(result.status for result in results).values())
        yield from map(str, Counter(result.category for result in results).values())


def said(blocks: list[Block]) -> str:
    return "\n".join(
        text
        for block in blocks
        for text in (
            *block.wording.paragraphs,
            *(block.wording.table.texts() if block.wording.table else ()),
        )
    )


def generated(report: Report) -> list[Block]:
    return [block for block in report.blocks if block.kind is Kind.GENERATED]


def block(report: Report, id_: str) -> str:
    return said([each for each in report.blocks if each.id == id_])


def check_figures(made: Data, assessment: Assessment, reports: list[Report]) -> None:
    known = {number for text in stated(made) for number in NUMBER.findall(text)}
    known |= {number for text in followed(assessment) for number in NUMBER.findall(text)}
    known |= set(counts(assessment))
    for report in reports:
        found = set(NUMBER.findall(said(generated(report))))
        assert found <= known, f"{report.name}里的{found - known}没有来历"


def check_sums(report: Report) -> None:
    score = block(report, "自评结论/自评得分#自评得分")
    parts = re.search(r"自评得分([\d.]+)分.*预算执行得分([\d.]+)分，绩效目标得分([\d.]+)分", score)
    if parts:
        event("有分项")
        total, execution, indicators_ = map(Decimal, parts.groups())
        assert execution + indicators_ == total
    for each in report.blocks:
        if each.id == "自评结论/自评得分#表格 得分表":
            assert each.wording.table is not None
            rows = [[cell.paragraphs[0] for cell in row.cells] for row in each.wording.table.rows]
            converted = [row for row in rows if row[0] == "绩效指标折算后"]
            added = [rows[1], *converted] if converted else rows[1:-1]
            assert sum(Decimal(row[2]) for row in added) == Decimal(rows[-1][2])
            event("有得分表")


def check_agreement(form: bytes, reports: list[Report]) -> None:
    """表和两份报告印的执行率、执行得分、总分一样。"""
    rows = [row for table in texts.tables(form) for row in table]
    lines = [[texts.cell(cell) for cell in row] for row in rows]
    at = next(at for at, line in enumerate(lines) if line[2:3] == ["预算数（A）"])
    _, _, rate, score = lines[at + 1][2:]
    (total,) = (line[1] for line in lines if line[0] == "总分")
    for report in reports:
        whole = block(report, "自评结论/绩效目标完成情况/执行率情况#执行率情况")
        assert set(re.findall(r"，预算执行率为([\d.]+%)", whole)) <= {rate}
        assert set(re.findall(r"，预算执行得分([\d.]+)分", whole)) <= {score}
        whole = block(report, "自评结论/自评得分#自评得分")
        assert f"自评得分{total}分" in whole or "【请填写：总分】" in whole + total


def check_length(report: Report, document: bytes, told: set[str]) -> None:
    if report.limit is None:
        return
    counted = count_all(texts.paragraphs(document)).upper
    if counted > report.limit:
        event("超长")
        assert any(report.name in message for message in told)


@settings(
    max_examples=120,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(project)
def test_whatever_the_project_its_documents_are_sound(made: Data) -> None:
    assessment = assess_project(read(made), WORKSHOP)
    made_reports, findings = make_reports(assessment, WORKSHOP)
    form, *reports = made_reports
    assert len(reports) == 2
    told = {finding.message for finding in findings if finding.code == "too-long"}
    written = [make_document(report, WORKSHOP) for report in made_reports]
    for report, document in zip(made_reports, written, strict=True):
        assert check_document(document, report.name) == ()
        check_length(report, document, told)
    check_figures(made, assessment, reports)
    for report in reports:
        check_sums(report)
    check_agreement(written[0], reports)
    assert form.name == made["表"]
    unplaced = [finding.field for finding in findings if finding.code == "material-unplaced"]
    assert unplaced == [key for key in made.get("文字材料", {}) if key == "没有这一节"]
