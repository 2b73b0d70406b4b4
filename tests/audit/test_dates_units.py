"""日期和单位：写法不合的、历法里没有的要说；编号、版本、人数不说。"""

from __future__ import annotations

import pytest

from reportgen.audit.texts.calendar_dates import dates_exist, dates_written
from reportgen.audit.texts.units import amounts_have_units, ranges_written
from reportgen.finding import Severity
from tests.audit.passages import told


@pytest.mark.parametrize(
    ("text", "printed", "expected"),
    [
        ("于2021.6.17验收。", "2021.6.17", "2021年6月17日"),
        ("2021-6-17验收。", "2021-6-17", "2021年6月17日"),
        ("2021/06/17验收。", "2021/06/17", "2021年6月17日"),
        ("2020.01.01-2020.12.31执行。", "2020.01.01", "2020年1月1日"),
        ("06月07日验收。", "06月07日", "6月7日"),
        ("2021年6月07日验收。", "2021年6月07日", "2021年6月7日"),
        ("2021年06月验收。", "2021年06月", "2021年6月"),
    ],
)
def test_dates_not_in_the_official_form(text: str, printed: str, expected: str) -> None:
    (finding,) = told(dates_written, text)
    assert (finding.stated, finding.expected) == (printed, expected)
    assert finding.severity is Severity.NOTE


@pytest.mark.parametrize(
    "text",
    [
        "2021年6月17日、2021年10月10日验收。",
        "投入2020.12万元，增长3.6.",
        "合同编号：HT2020-6-17，文号2020-6-17-3，IP为192.168.1.1。",
        "合同号：2020-3-15。",
        "版本2020.1.1.2。",
        "〔2020〕6号。",
    ],
)
def test_no_dates(text: str) -> None:
    assert told(dates_written, text) == []
    assert told(dates_exist, text) == []


@pytest.mark.parametrize(
    ("filled", "code"),
    [
        ("2021.7.2", "date-format"),
        ("2021年07月02日", "date-format"),
        ("2021-6-17", "date-format"),
        ("2021-06-17", None),
        ("2021年6月17日", None),
        ("2021 年 6 月 17 日", None),
        ("", None),
        ("2021年2月30日", "date-impossible"),
        ("2021.13.5", "date-impossible"),
        ("2021-02-30", "date-impossible"),
    ],
)
def test_the_filling_date(filled: str, code: str | None) -> None:
    findings = told(dates_written, "无", 填报日期=filled)
    findings += told(dates_exist, "无", 填报日期=filled)
    assert [(each.code, each.field) for each in findings] == ([(code, "填报日期")] if code else [])


def test_the_date_of_the_signature() -> None:
    (finding,) = told(dates_exist, "无", 落款={"单位": "甲", "日期": "2021年6月31日"})
    assert finding.field == "落款/日期"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("2021年2月29日验收。", "2021年2月29日"),
        ("2月30日验收。", "2月30日"),
        ("4月31日验收。", "4月31日"),
        ("2020年13月验收。", "2020年13月"),
        ("2021 年 6 月 31 日验收。", "2021 年 6 月 31 日"),
        ("于2021.2.30验收。", "2021.2.30"),
    ],
)
def test_days_that_do_not_exist(text: str, printed: str) -> None:
    (finding,) = told(dates_exist, text)
    assert finding.stated == printed
    assert finding.severity is Severity.ERROR


@pytest.mark.parametrize(
    "text",
    [
        "2020年2月29日、2月29日、12月31日验收。",
        "历时13月，购买35日龄雏鸡。",
        "2月1日至28日，1-12月。",
        "2020-15-36号合同。",
    ],
)
def test_days_that_exist(text: str) -> None:
    assert told(dates_exist, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("完成60-70%。", "60%-70%"),
        ("完成60~70%。", "60%~70%"),
        ("投入3-5万元。", "3万元-5万元"),
        ("完成80至90%。", "80%至90%"),
    ],
)
def test_ranges(text: str, expected: str) -> None:
    (finding,) = told(ranges_written, text)
    assert finding.expected == expected


@pytest.mark.parametrize(
    "text",
    ["60%~70%。", "3万元~5万元。", "1-5月完成70%。", "2019-2020年增长5%。", "3-5人。", "P2P-3%"],
)
def test_no_ranges(text: str) -> None:
    assert told(ranges_written, text) == []


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("水电费总计为422.6万，2018年另计。", "422.6万"),
        ("水电费总计为 422.6 万。", "422.6 万"),
        ("上交党费312余万，补助党组织。", "312余万"),
        ("申请的700万安全生产工作经费。", "700万"),
        ("预算资金100万", "100万"),
    ],
)
def test_amounts_without_yuan(text: str, printed: str) -> None:
    (finding,) = told(amounts_have_units, text)
    assert (finding.stated, finding.expected) == (printed, f"{printed}元")


@pytest.mark.parametrize(
    "text",
    [
        "水电费总计为422.6万元，支出3.2亿元。",
        "服务群众10万，粉丝达到20万。",
        "预算绩效宣传覆盖3万，惠及群众5万。",
        "经费惠及3万人，补助20万人，补贴5万户家庭资金。",
        "金额为5万余元。",
    ],
)
def test_counts_are_no_amounts(text: str) -> None:
    assert told(amounts_have_units, text) == []


def test_figures_are_quoted_whole() -> None:
    (finding,) = told(amounts_have_units, "局里2020年申请的700万安全生产工作经费。")
    assert "“2020年申请的700万安全生产工作”" in finding.message
