"""选项：工作簿里各栏可选的几项；由流水线从模板里取来。"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple


class Section(NamedTuple):
    """可以放文字材料的一节：哪种表用、路径、写什么。"""

    form: str
    path: str
    hint: str


class Choices(NamedTuple):
    """选项：栏的名称 → 可选的几项；计分口径的名称 → 执行分值，第一个是缺省的；可放文字的各节。"""

    options: dict[str, tuple[str, ...]]
    profiles: dict[str, Decimal]
    sections: tuple[Section, ...]
