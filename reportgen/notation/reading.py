"""读出的值：目标值和完成值、预算格里的金额、执行率。"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

RATE_UNITS = ("%", "‰")
MISREAD = "误识"  # 疑问里说符号像是识别错了的，都有这两个字


class Kind(StrEnum):
    """写法：一格里写的是哪一类值。"""

    PERCENT = "percent"
    PERMILLE = "permille"
    NUMBER = "number"
    MONEY = "money"
    DURATION = "duration"
    DATE = "date"
    RANK = "rank"
    RANGE = "range"
    RELATIVE = "relative"
    TREND = "trend"
    QUALITATIVE = "qualitative"
    BOOL = "bool"
    GRADE = "grade"
    COMPOSITE = "composite"
    FRACTION = "fraction"
    APPROX = "approx"
    PLACEHOLDER = "placeholder"
    TEXT = "text"
    EMPTY = "empty"


class Direction(StrEnum):
    """方向：怎样算达到目标。

    正向（越多越好）、反向（越少越好）、等于、名次、时限、零指标、区间、程度（定性）。
    """

    POSITIVE = "positive"
    NEGATIVE = "negative"
    EQUAL = "equal"
    RANK = "rank"
    DEADLINE = "deadline"
    ZERO = "zero"
    INTERVAL = "interval"
    LEVEL = "level"


class Quantity(NamedTuple):
    """数量：数和单位，没有单位时 ``unit`` 是空串。"""

    value: Decimal
    unit: str


class Reading(NamedTuple):
    """读法：一格目标值或完成值读成了什么。

    ``value`` 只在能定出一个数时才有；“6组共54人”这样并列的几个数和区间的两端在 ``parts``，
    ``value`` 为空，免得只算了一半。``comparator`` 在完成值里说明照抄了门槛。``word`` 是定性
    说法、相对目标的基准、等级，或升降词（“下降”“增长”）；是否类读作“是”“否”。``years`` 与
    ``dates`` 一一对应，没写年份的是 ``None``。``doubts`` 不空就要请人看。
    """

    text: str
    kind: Kind
    comparator: str | None = None
    value: Decimal | None = None
    unit: str | None = None
    direction: Direction | None = None
    parts: tuple[Quantity, ...] = ()
    dates: tuple[str, ...] = ()
    band: int | None = None
    word: str | None = None
    approximate: bool = False
    doubts: tuple[str, ...] = ()
    years: tuple[int | None, ...] = ()

    @property
    def quantitative(self) -> bool:
        """定量：读出了数（一个数、区间或并列的几个数）；日期、程度、是否不算。"""
        return self.value is not None or bool(self.parts)


class Amount(NamedTuple):
    """金额：换算成万元的数，格中其余的话在 ``remark``。"""

    value: Decimal | None
    remark: str = ""
    doubts: tuple[str, ...] = ()


class Rate(NamedTuple):
    """执行率：百分数，和按百分数算印了几位小数。"""

    percent: Decimal | None
    decimals: int = 0
    doubts: tuple[str, ...] = ()
