"""序号：跳号、重号、不从一起的要说；日期、小数、套着的和并列的列举不说。"""

from __future__ import annotations

import pytest

from reportgen.audit.texts.ordering import numbering_runs
from reportgen.finding import Severity
from tests.audit.passages import told


@pytest.mark.parametrize(
    ("text", "printed", "expected"),
    [
        ("一是甲；三是乙。", "三是", "二是"),
        ("一是甲；二是乙；二是丙。", "二是", "三是"),
        ("二是甲；三是乙。", "二是", "一是"),
        ("一、甲。\n三、乙。", "三、", "二、"),
        ("（一）甲。\n（三）乙。", "（三）", "（二）"),
        ("1.甲。\n4.乙。\n5.丙。", "4.", "2."),
        ("1、甲。2、乙。2、丙。", "2、", "3、"),
        ("(1)甲；(3)乙。", "(3)", "(2)"),
        ("1）甲；3）乙。", "3）", "2）"),
        ("①甲；③乙。", "③", "②"),
        ("第一，甲。第三，乙。", "第三，", "第二，"),
        ("1.2020年甲。\n3.2020年乙。", "3.", "2."),
        ("一是甲。1.子。2.丑。三是乙。", "三是", "二是"),
        ("十一是甲；一是乙；三是丙。", "十一是", "一是"),
    ],
)
def test_wrong_numbers(text: str, printed: str, expected: str) -> None:
    (finding,) = told(numbering_runs, text)
    assert (finding.stated, finding.expected) == (printed, expected)
    assert finding.severity is Severity.WARNING


@pytest.mark.parametrize(
    "text",
    [
        "一是甲；二是乙；三是丙。",
        "主要原因一是甲；二是乙；三是丙。",
        "一是一季度停工；二是二季度复工；三是三季度验收。",
        "主要原因系1、新进员工未到位，2、2020年由于疫情，从而影响执行率。",
        "1.2020年共3项。\n2.2020年合同的10%留作质保金。",
        "1.甲。(1)子。(2)丑。\n2.乙。(1)寅。(2)卯。\n3.丙。",
        "1.甲。\n1、子。\n2、丑。\n2.乙。\n3.丙。",
        "（一）问题。1.甲。2.乙。\n（二）措施。1.丙。2.丁。",
        "一是甲；二是乙。下一步：一是丙；二是丁；三是戊。",
        "《今日光谷》出版2、3、4月合刊，1-5月未举行。",
        "第1、2季度停工，第3、4季度复工；一、二季度少，三、四季度多。",
        "2、3月停工（2、3月按照要求未开放）。",
        "1.5万元用于甲，2.5万元用于乙；3.5万元用于丙。",
        "2020.6.17开工；2021.8.20完工。",
        "1.甲完成。\n2.5G基站建成。\n3.丙完成。",
        "二是要加强管理。",
        "第二产业和第三产业，第三，其他。",
        "统一是前提；唯一是目标；十是整数。",
        "一、二、三产业融合，一、二线城市；三、四线城市。",
        "得分：95、96；98、99。",
        "9.甲。\n",
    ],
)
def test_right_numbers(text: str) -> None:
    assert told(numbering_runs, text) == []


def test_a_long_list_of_eleven() -> None:
    text = "\n".join(f"{number}.第{number}件事。" for number in range(1, 12))
    assert told(numbering_runs, text) == []
    assert told(numbering_runs, text.replace("10.", "12."))
