"""错别字和重复：错的要说，碰巧相连的、本来就对的不说。"""

from __future__ import annotations

import pytest

from reportgen.audit.texts.language import IN_CONTEXT, TYPOS, typos_in, typos_told
from reportgen.audit.texts.repeats import texts_repeated, words_doubled
from reportgen.finding import Severity
from tests.assess.projects import assessed, goal, project, row
from tests.audit.passages import told


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("失效指标按时完成。", "失效指标", "时效指标"),
        ("目标已无法反应项目的真实情况。", "反应", "反映"),
        ("如实反应群众诉求。", "反应", "反映"),
        ("截止2020年底已完成。", "截止", "截至"),
        ("截止 2020 年 12 月。", "截止", "截至"),
        ("截止目前已完成。", "截止", "截至"),
        ("通过好差评、表扬信、旌旗等渠道。", "旌旗", "锦旗"),
        ("收到旌旗3面。", "旌旗", "锦旗"),
        ("规范帐务处理。", "帐", "账"),
        ("建立工作台帐。", "帐", "账"),
        ("项目以经完成。", "以经", "已经"),
        ("将绩效结果做为重要依据。", "做为", "作为"),
        ("采购通迅设备。", "通迅", "通讯"),
        ("大副提升服务能力。", "大副", "大幅"),
        ("做好防犯工作。", "防犯", "防范"),
        ("办公楼座落于城东。", "座落", "坐落"),
        ("财政拔款到位。", "财政拔款", "财政拨款"),
    ],
)
def test_typos(text: str, wrong: str, right: str) -> None:
    (finding,) = told(typos_told, text)
    assert (finding.stated, finding.expected) == (wrong, right)
    assert finding.severity is Severity.WARNING


@pytest.mark.parametrize(
    "text",
    [
        "群众反应迅速，应急反应及时，化学反应充分，不良反应率低。",
        "遇突发情况无法反应过来。",
        "报名截止日期为6月30日，到期截止。",
        "截至2020年底已完成。",
        "旌旗招展。",
        "采购帐篷20顶，搭建营帐。",
        "以经济效益为先，以经费保障为本，以经验推广为要。",
        "由企业自己经营、自己经历。",
        "按排名发放，按排放标准执行，按排查结果整改。",
        "叫做为民服务，做为民办实事的好事。",
        "交通迅速发展，沟通迅速，流通迅捷。",
        "解决择校问题，解决择优录取的难题。",
        "防犯罪宣传10场。",
        "每一座落后产能都已关停，讲座落在实处。",
        "好象征意义。",
        "不能竟争取资金。",
        "既使群众满意，又使企业受益。",
        "坚持一贯切实的作风。",
        "学习《关于银行帐户管理的通知》。",
        "投资询价，申请拨付，及时划拨。",
    ],
)
def test_right_words_that_look_like_typos(text: str) -> None:
    assert told(typos_told, text) == []


def test_several_typos_in_one_text_are_told_once() -> None:
    (finding,) = told(typos_told, "部暑工作，惯彻落实，倍训到位，协凋各方，接侍来访，报消费用。")
    assert "另有3处" in finding.message
    assert finding.message.count("应为") == 3


def test_the_table_is_read_too() -> None:
    made = project(
        goal(
            row("甲", "10个", "10个", 二级指标="失效指标"), row("乙", "1", "1", 二级指标="失效指标")
        )
    )
    (finding,) = typos_told.find(assessed(made))
    assert finding.field == "甲/二级指标"


def test_words_of_the_user() -> None:
    made = assessed(project(改进措施="加强河常制。", 偏差原因分析="河常制没有落实。"))
    found = list(typos_in(made, {"河常制": "河长制", "落实": "落实", "": "空"}))
    assert [finding.field for finding in found] == ["偏差原因分析", "改进措施"]
    assert {finding.expected for finding in found} == {"河长制"}
    assert list(typos_in(made, {})) == []


def test_the_list_is_worth_its_place() -> None:
    assert len(TYPOS) + len(IN_CONTEXT) >= 40
    for wrong, right in TYPOS.items():
        assert wrong != right
        assert not any(other in right for other in TYPOS), f"“{right}”自己也成了错的"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("产业产业集聚效应加强。", "产业产业"),
        ("专业档案档案48077卷。", "档案档案"),
        ("由管理局管理局负责。", "管理局管理局"),
        ("提高绩效绩效水平。", "绩效绩效"),
    ],
)
def test_doubled_words(text: str, printed: str) -> None:
    (finding,) = told(words_doubled, text)
    assert finding.stated == printed


@pytest.mark.parametrize(
    "text",
    [
        "认认真真，一步步推进，人人参与，常常检查，天天巡查，方方面面。",
        "大家研究研究，再讨论讨论。",
        "一个一个解决，一户一户走访，逐项逐项核对。",
        "二零二零年，二〇二〇年。",
        "组织学习学习强国平台。",
        "加强管理管理人员，做好服务服务对象的工作。",
        "开展培训培训师活动。",
        "该项目项目资金已到位，本项目项目单位。",
        "村村通、户户通。",
        "哈哈哈哈。",
    ],
)
def test_words_that_may_stand_twice(text: str) -> None:
    assert told(words_doubled, text) == []


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("2020年共支付费用共计180万元。", "共支付费用共计"),
        ("共支付房租、物业费及水电费共计2903.5万元。", "共支付房租、物业费及水电费共计"),
        ("在项目实施过程中，因项目实施过程中受影响。", "项目实施过程中"),
        ("提升预算管理水平和项目预算管理水平。", "预算管理水平"),
        (
            "2.做好预算编制，提高编制的科学性。\n3.加强沟通。做好预算编制，提高编制的科学性。",
            "做好预算编制，提高编制的科学性",
        ),
        ("加强项目资金监督管理，做好测算，加强项目资金监督管理。", "加强项目资金监督管理"),
    ],
)
def test_repeated_texts(text: str, part: str) -> None:
    (finding,) = told(texts_repeated, text)
    assert part in finding.message
    assert finding.severity is Severity.NOTE


@pytest.mark.parametrize(
    "text",
    [
        "公共支出共计30万元，共有5个项目共计20人。",
        "共支付3笔，费用共计180万元。",
        "产出指标完成情况和效益指标完成情况良好。",
        "提高部门预算绩效管理和项目预算绩效管理水平。",
        "提高财政资金使用效率和财政资金使用效益。",
        "政务服务和大数据管理局负责建设，政务服务和大数据管理局所属中心负责运行。",
        "已完成。\n已完成。",
        "年度目标已完成，年度任务已完成。",
        "一是做好测算。二是做好测算。",
    ],
)
def test_parallel_texts_are_no_repetition(text: str) -> None:
    assert told(texts_repeated, text) == []
