"""文字里的数：同一件事的，和表内不一致要说；别的事、别的年度、表内已有的数，不说。"""

from __future__ import annotations

from typing import Any

import pytest

from reportgen.audit.texts.figures import text_figures_agree
from reportgen.finding import Finding, Severity
from reportgen.model import Project
from tests.assess.projects import ROOT, assessed, form, goal, project, row

ERROR, WARNING = Severity.ERROR, Severity.WARNING
RESULTS = "自评结论/绩效目标完成情况/完成的绩效目标"
ELSEWHERE = "自评结论/存在的问题和原因"


def with_text(text: str, key: str = ELSEWHERE, **fields: Any) -> Project:
    """河道管护经费：预算480万元，执行374.42万元（78.00%），得分15.6+72。"""
    rows = [
        row("清淤河道长度", "30公里", "33公里", "20", "20"),
        row("志愿者护河培训会", "6场", "6场", "20", "20", 二级指标="质量指标"),
        row("水质达标率", "≥90%", "81%", "20", "18", 二级指标="时效指标"),
        row("新增护河站点(含共建)", "200个", "240个(其中自建60个)", "10", "10"),
        row("沿岸居民满意度", "≥95%", "100%", "10", "10", 一级指标="满意度指标"),
    ]
    filled = {
        "项目名称": "河道管护经费",
        "单位名称": "水务和环境保护局",
        "资金": {
            "预算数": "480",
            "执行数": "374.42",
            "批复数": "600",
            "年初预算": "400",
            "上年结转": "50",
            "追加": "30",
            "来源": [{"名称": "中央补助", "预算数": "110", "执行数": "90.5"}],
        },
        "文字材料": {key: text},
    }
    return project(goal(*rows), **(filled | fields))


def told(found: Project) -> list[Finding]:
    return list(text_figures_agree.find(assessed(found)))


SAME = [
    # 一致，或取整后一致
    "预算执行率为78.00%。",
    "预算执行率78%。",
    "全年预算执行率达７８％。",
    "预算数480万元，执行数374.42万元。",
    "实际支出3744200元。",
    "实际执行金额374.4万元。",
    "自评得分93.6分，其中预算执行得分15.6分，绩效目标得分78分。",
    # 说法对
    "预算执行率未达到80%。",
    "预算执行率不足80%。",
    "预算执行率超过75%。",
    "预算执行率约为80%。",
    # 表内的其他金额
    "2020年批复预算600万元，压减后预算480万元。",
    "年初预算为400万元，上年结转预算50万元，追加预算30万元。",
    "中央补助预算110万元，实际支出90.5万元。",
    "预算安排120万元。",  # 600 压减到 480 的差额
    "结余资金105.58万元。",
    "年初预算结余25.58万元。",
    # 别的事
    "其中设备费结余12万元。",
    "一是堤防维修执行率96%。",
    "上年结余资金30万元。",
    "堤防维修服务执行率未达到100%。",
    "堤防维修项目预算执行率为95%。",
    "堤防维修项目预算50万元，实际支出48万元，执行率96%。",
    "共支付费用共计374万元。",
    "堤防维修方面，执行率96%。",
    "其中堤防维修实际支出48万元，执行率96%。",
    "护栏（预算20万元，执行率50%）已完工。",
    "2020年河道政府采购预算金额共计220.76万元，实际中标金额153.79万元。",
    "合同金额的10%留作质保金。",
    "发放补贴199.95万元。",
    "产出指标自评得分40分。",
    # 别的年度
    "2019年预算执行率为65%。",
    "上年度预算执行率为65%。",
    "2021年预算资金500万元。",
    "去年实际支出300万元，执行率60%。",
    # 指标
    "清淤河道33公里。",
    "清淤河道长度达到33公里，目标30公里。",
    "清淤河道长度超过30公里。",
    "召开6场志愿者护河培训会。",
    "新增护河站点240个，其中自建60个。",
    "新增护河站点60个由村里自建。",
    "水质达标率81%，未达到90%。",
    "水质达标率较上年提高5%。",
    "沿岸居民投诉率5%。",  # 只有一半像
    "计划清淤河道长度40公里。",
    "其中清淤河道长度5公里在支流。",
    "上半年清淤河道长度10公里。",
    "2021年计划清淤河道长度40公里。",
    "沿岸居民满意度达100%。",
    "清淤河道长度已完成90%。",  # 单位不同
    "护河志愿者活动5场。",  # 不是培训会
    "志愿者参加3场护河会议。",
]
DIFFERENT = [
    ("预算执行率为79.1%。", ERROR, "执行率为79.1%", "78.00%"),
    ("2020年河道管护项目预算执行率为79.1%。", ERROR, "执行率为79.1%", "78.00%"),
    ("水务局预算执行率仅为79.1%。", ERROR, "执行率仅为79.1%", "78.00%"),
    ("由于天气影响预算执行率为79.1%。", ERROR, "执行率为79.1%", "78.00%"),
    ("2019年执行率65%，2020年执行率79.1%。", ERROR, "执行率79.1%", "78.00%"),
    ("堤防维修执行率95%。项目执行率79.1%。", ERROR, "执行率79.1%", "78.00%"),
    ("一是进度较快。二是执行率为79.1%。", ERROR, "执行率为79.1%", "78.00%"),
    ("首先，预算执行率为79.1%。", ERROR, "执行率为79.1%", "78.00%"),
    ("其次项目执行率为79.1%。", ERROR, "执行率为79.1%", "78.00%"),
    ("年末结余资金115.58万元。", WARNING, "结余资金115.58万元", "105.58万元"),
    ("预算执行率为77%。", ERROR, "执行率为77%", "78.00%"),
    ("预算执行率达到90%以上。", WARNING, "执行率达到90%", "78.00%"),
    ("预算执行率未达到75%。", WARNING, "执行率未达到75%", "78.00%"),
    ("预算执行率接近78%。", WARNING, "执行率接近78%", "78.00%"),
    ("与上年相比有所下降，预算执行率为79.1%。", ERROR, "执行率为79.1%", "78.00%"),
    ("2019年完成招标。预算执行率为79.1%。", ERROR, "执行率为79.1%", "78.00%"),
    ("预算执行率为７９．１％。", ERROR, "执行率为79.1%", "78.00%"),
    ("自评得分20分。", ERROR, "自评得分20分", "93.6分"),
    ("预算执行得分20分。", ERROR, "预算执行得分20分", "15.6分"),
    ("绩效目标得分80分。", WARNING, "绩效目标得分80分", "78分"),
    ("2020年实际执行数375万元。", ERROR, "实际执行数375万元", "374.42万元"),
    ("2020年共支付费用共计370万元。", ERROR, "共支付费用共计370万元", "374.42万元"),
    (
        "2020年共支付费用共计374.4万元，实际执行374.41万元。",
        ERROR,
        "实际执行374.41万元",
        "374.42万元",
    ),
    ("项目预算资金为490万元。", WARNING, "预算资金为490万元", "480万元"),
    ("清淤河道长度35公里。", WARNING, "清淤河道长度35公里", "目标 30公里、实际 33公里"),
    ("全年清淤河道35公里。", WARNING, "全年清淤河道35公里", "目标 30公里、实际 33公里"),
    ("举办志愿者培训会5场。", WARNING, "举办志愿者培训会5场", "目标 6场、实际 6场"),
    ("召开5场志愿者护河培训会。", WARNING, "召开5场志愿者护河培训会", "目标 6场、实际 6场"),
    ("质量指标完成5场。", WARNING, "质量指标完成5场", "目标 6场、实际 6场"),
    ("水质达标率未达到100%。", WARNING, "水质达标率未达到100%", "目标 ≥90%、实际 81%"),
    ("志愿者护河培训会接近6场。", WARNING, "志愿者护河培训会接近6场", "目标 6场、实际 6场"),
    ("沿岸居民满意度接近100%。", WARNING, "沿岸居民满意度接近100%", "目标 ≥95%、实际 100%"),
    (
        "新增护河站点240个，完成年初目标值220个。",
        WARNING,
        "完成年初目标值220个",
        "目标 200个、实际 240个(其中自建60个)",
    ),
]


@pytest.mark.parametrize("text", SAME)
def test_nothing_to_say(text: str) -> None:
    assert told(with_text(text)) == []


@pytest.mark.parametrize(("text", "severity", "stated", "expected"), DIFFERENT)
def test_a_figure_that_differs(text: str, severity: Severity, stated: str, expected: str) -> None:
    (finding,) = told(with_text(text))
    assert (finding.severity, finding.stated, finding.expected) == (severity, stated, expected)
    assert finding.field == f"文字材料/{ELSEWHERE}"
    assert stated in finding.message
    assert finding.remedy


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("沿岸居民满意度达95%。", "沿岸居民满意度达95%"),
        ("清淤河道长度30公里。", "清淤河道长度30公里"),
        ("沿岸居民满意度达95%以上。", None),
        ("沿岸居民满意度目标95%。", None),
        ("沿岸居民满意度达到95%的目标。", None),
    ],
)
def test_the_target_told_as_the_result(text: str, stated: str | None) -> None:
    """专说完成情况的文字里，把目标值当作完成值写。"""
    assert [each.stated for each in told(with_text(text, RESULTS))] == ([stated] if stated else [])
    assert told(with_text(text)) == []


def test_every_place_people_write_is_read() -> None:
    wrong = "预算执行率为79.1%。"
    rows = row("甲", "10个", "10个", "80", "80", 偏差原因=wrong)
    found = project(
        goal(rows, text=wrong),
        偏差原因分析=wrong,
        改进措施=wrong,
        文字材料={ELSEWHERE: {"详": wrong, "简": wrong}},
    )
    assert [each.field for each in told(found)] == [
        "偏差原因分析",
        "改进措施",
        "年度绩效目标1/内容",
        "甲/偏差原因",
        f"文字材料/{ELSEWHERE}",
        f"文字材料/{ELSEWHERE}/简",
    ]


def test_the_same_words_are_told_once() -> None:
    assert (
        len(told(with_text("执行率为79.1%，执行率为79.1%。清淤河道35公里，清淤河道35公里。"))) == 2
    )


def test_texts_follow_what_the_documents_print() -> None:
    """采用填报：文件里印的是填报的执行率，文字要和它一致。"""
    found = with_text("预算执行率为80%。", 采用="填报", 自评={"执行率": "80%"})
    assert told(found) == []
    assert len(told(found.model_copy(update={"adopt": "测算"}))) == 1


def test_a_scaled_score_may_be_told_before_and_after() -> None:
    rows = row("甲", "10个", "9个", "100", "90")
    for text, differs in (
        ("绩效目标得分90分。", 0),
        ("绩效目标得分72分。", 0),
        ("绩效目标得分80分。", 1),
    ):
        found = project(goal(rows, points="100"), 偏差原因分析=text)
        assert len(told(found)) == differs


def test_no_figures_no_work() -> None:
    found = with_text("预算执行率较高。", 资金={"预算数": None, "执行数": None})
    assert told(found) == []
    assert told(with_text("预算执行率为79.1%。", 资金={"预算数": None})) == []


# ── 真数据：核对清单上有的都找到，没有的一个不报 ──────────────────────────────

FOUND_IN_DATA = {
    # 项目、位置的末尾、写的 → 核对清单（defects.json）里的编号
    ("党政办公室", "偏差原因分析", "执行率为79.1%"): "D202",
    ("党政办公室", "存在的问题和原因", "执行率为79.1%"): "D211",
    ("全程帮办代办服务外包", "偏差原因分析", "共支付费用共计180万元"): "D015",
    ("宣传经费", "存在的问题和原因", "执行率为94.00%"): "D431",
    ("组织部", "完成的绩效目标", "举办企业招聘会3场"): "D282 D290",
    ("购买人员服务", "偏差原因分析", "因此购买服务的数量指标未达到100%"): "D072",
    ("购买人员服务", "未完成的绩效目标", "7日购买服务人员数量指标未达到100%"): "D075",
    ("购买人员服务", "满意度指标", "群众满意度接近100%"): "D091",
    ("政务和大数据局整体", "完成的绩效目标", "使得群众满意度达95%"): "D508 D525",
    ("政务和大数据局整体", "产出指标", "使得群众满意度达95%"): "D508",
    ("政务和大数据局整体", "满意度指标", "使得群众满意度达95%"): "D508",
    ("政务和大数据局整体", "效益指标", "完成年初目标值20000家"): "D518",
    ("审计局", "偏差原因分析", "预算和执行金额相差66.97万元"): "D464",
}


def test_real_texts() -> None:
    stems = sorted(path.stem for path in (ROOT / "data" / "2020").glob("*.yaml"))
    assert len(stems) == 24
    found = {
        (stem, finding.field.split("/")[-1], finding.stated): finding.severity
        for stem in stems
        for finding in told(form(stem))
    }
    assert set(found) == set(FOUND_IN_DATA)
    errors = {place for place, severity in found.items() if severity is ERROR}
    assert {stem for stem, *_ in errors} == {"党政办公室", "宣传经费"}


@pytest.mark.parametrize(
    ("stem", "sentence", "stated", "severity"),
    [
        # 报告里由模板写出的句子，照原报告的错写法
        ("党政办公室", "2020年度办公室项目自评得分89.82分。", "自评得分89.82分", ERROR),
        ("组织部", "组织部项目自评得分93.44分，预算执行得分13.44分。", "自评得分93.44分", ERROR),
        ("政务和大数据局整体", "使用预算，自评得分 20 分。", "自评得分 20分", ERROR),
        ("政务和大数据局整体", "实际使用7270万元，预算执行率达 100%。", "执行率达 100%", WARNING),
        (
            "购买人员服务",
            "2020年预算批复3289.5万元，实际执行金额 2744.8 万元，执行率达 100%。",
            "执行率达 100%",
            ERROR,
        ),
        ("宣传经费", "2020年宣传经费项目预算执行率为94.00%。", "执行率为94.00%", ERROR),
    ],
)
def test_sentences_of_the_real_reports(
    stem: str, sentence: str, stated: str, severity: Severity
) -> None:
    found = form(stem).model_copy(
        update={"materials": {}, "deviation": sentence, "goals": form(stem).goals}
    )
    findings = {each.stated: each.severity for each in told(found) if "偏差" in each.field}
    assert findings[stated] is severity


# ── 长 ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "piece",
    [
        "清淤河道长度35公里，执行率79%，",
        "沿岸居民满意度达95%95%95%",
        "1",
        "1,",
        "达到",
        "预算执行率",
        "由于",
        "清淤河道",
        "2020年",
        "（",
    ],
)
def test_a_fault_at_the_end_of_a_very_long_text_is_found(piece: str) -> None:
    """二十万字，什么样的重复都读得完，末尾的错照样找到。"""
    text = (piece * (200_000 // len(piece) + 1))[:200_000] + "。\n项目执行率为5%。"
    findings = told(with_text(text))
    assert any("执行率为5%" in finding.stated for finding in findings)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("年初预算和执行金额相差105.58万元。", None),
        ("设备预算金额20万元，中标12万元，导致预算与实际支出差额为105.58万元。", None),
        ("堤防维修预算和执行金额相差8万元。", None),
        ("年初预算与执行数相差25.58万元。", None),  # 年初预算 400
        ("2019年年初预算和执行金额相差60万元。", None),
        ("年初预算和执行金额相差66.97万元。", "480-374.42=105.58万元"),
        (
            "设备预算金额20万元，中标12万元，导致年初预算和执行金额相差8万元。",
            "480-374.42=105.58万元",
        ),
        ("全年超支12万元。", "没有超支，还结余 105.58万元"),
    ],
)
def test_differences_between_budget_and_execution(text: str, expected: str | None) -> None:
    found = [each for each in told(with_text(text)) if each.code == "difference-wrong"]
    assert [each.expected for each in found] == ([expected] if expected else [])


@pytest.mark.parametrize(("figure", "wrong"), [("20", False), ("12", True)])
def test_overspending(figure: str, wrong: bool) -> None:
    funds = {"预算数": "480", "执行数": "500"}
    found = with_text(f"全年超支{figure}万元，由自有资金支付。", 资金=funds)
    codes = [each.code for each in told(found)]
    assert ("difference-wrong" in codes) is wrong
