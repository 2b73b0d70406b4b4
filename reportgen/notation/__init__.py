"""写法：把自评表里的目标值、完成值、金额、执行率和分值，照人们写的样子读出来。

读不出的不猜：``kind`` 为 ``text``、``value`` 为空，或在 ``doubts`` 里说明。任何字符串都不会出错。
认识的符号、量词和说法都在 ``words.py``。
"""

from reportgen.notation.cells import read_amount, read_points, read_rate, split_points
from reportgen.notation.compare import comparable, comparable_parts, same_words
from reportgen.notation.reading import (
    MISREAD,
    RATE_UNITS,
    Amount,
    Direction,
    Kind,
    Quantity,
    Rate,
    Reading,
)
from reportgen.notation.targets import read_actual, read_target

__all__ = [
    "MISREAD",
    "RATE_UNITS",
    "Amount",
    "Direction",
    "Kind",
    "Quantity",
    "Rate",
    "Reading",
    "comparable",
    "comparable_parts",
    "read_actual",
    "read_amount",
    "read_points",
    "read_rate",
    "read_target",
    "same_words",
    "split_points",
]
