"""审核意见的用名：哪些合成一条说，共同的话怎样找。"""

from __future__ import annotations

import pytest

from reportgen.compose.letter_names import Letter, Reviewed, letter_names
from reportgen.finding import Finding, Severity

TITLES = {"甲": "几处不一致"}


def points(*messages: str, remedies: tuple[str, ...] = (), code: str = "甲") -> list[dict]:
    given = remedies or ("核对",) * len(messages)
    findings = tuple(
        Finding(code, Severity.ERROR, message, remedy, field=message[:1])
        for message, remedy in zip(messages, given, strict=True)
    )
    names = letter_names(Letter("局", "2020", (Reviewed("项目", findings),), TITLES))
    return names["项目"][0]["需更正"]


@pytest.mark.parametrize(
    ("messages", "said", "places"),
    [
        (("一：没有填", "二：没有填", "三：没有填"), "没有填", ["一", "二", "三"]),
        (("一，多，错", "二，多，错", "三，少，错"), "错", ["一，多", "二，多", "三，少"]),
        (("一甲", "二乙", "三丙"), "几处不一致", ["一甲", "二乙", "三丙"]),
        # 引号、括号里的逗号不是分句
        (("一“是，对”", "二“是，对”", "三“是，对”"), "几处不一致", None),
        (("一（是，对）", "二（是，对）", "三（是，对）"), "几处不一致", None),
        # 共同的话就是其中一处的全部：不拿掉
        (("，错", "二，错", "三，错"), "几处不一致", ["，错", "二，错", "三，错"]),
    ],
)
def test_what_all_have_in_common_is_said_once(
    messages: tuple[str, ...], said: str, places: list[str] | None
) -> None:
    (point,) = points(*messages)
    assert point["内容"] == said
    assert point["各处"] == (places or list(messages))
    assert point["怎么办"] == "核对"


def test_remedies_that_differ_stand_beside_their_places() -> None:
    (point,) = points("一填 1", "二填 2", "三填 3", remedies=("改为 4", "改为 5", ""))
    assert point["各处"] == ["一填1（改为4）", "二填2（改为5）", "三填3"]
    assert point["怎么办"] == ""


@pytest.mark.parametrize(
    ("messages", "code"), [(("一", "二"), "甲"), (("一", "二", "三"), "没有登记的")]
)
def test_few_or_unknown_kinds_stay_separate(messages: tuple[str, ...], code: str) -> None:
    found = points(*messages, code=code)
    assert [point["内容"] for point in found] == list(messages)
    assert all(point["各处"] == [] for point in found)
