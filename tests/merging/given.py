"""情形是怎样一个东西；各情形共用的更正，和报告里的几句话。"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

from tests.merging import edits
from tests.merging.materials import EARLIER

Edit: TypeAlias = Callable[[bytes], bytes]
Corrections: TypeAlias = tuple[tuple[str, str], ...]

REPORT, FORM = "附件4-缩略版", "附件2"
# 执行数更正了，由它算的也随着改：数据里的旧值和新值
EXECUTED: Final[Corrections] = (
    ("1628.06", "1640.06"),
    ("93.57%", "94.26%"),
    ("执行得分: 18.71", "执行得分: 18.85"),
    ("总分: 96.67", "总分: 96.81"),
)
AGAIN: Final[Corrections] = (
    ("1640.06", "1652.36"),
    ("94.26%", "94.96%"),
    ("执行得分: 18.85", "执行得分: 18.99"),
    ("总分: 96.81", "总分: 96.95"),
)
LOW: Final[Corrections] = (
    ("1628.06", "1301.06"),
    ("93.57%", "74.77%"),
    ("执行得分: 18.71", "执行得分: 14.95"),
    ("总分: 96.67", "总分: 92.91"),
)
COPIES: Final[Corrections] = (("6674", "6700"),)
MORE_WORK: Final[Corrections] = (
    (
        "报部务会审定后提交财政部门。",
        "报部务会审定后提交财政部门。\n    四是整改阶段，对照问题清单逐条落实，年底前回头看。",
    ),
)
SWAPPED: Final[Corrections] = (
    ("项目资金全部为区级", "暂记"),
    ("宣传部制定了项目资金管理办法，", "项目资金全部为区级"),
    ("暂记", "宣传部制定了项目资金管理办法，"),
)
RESULT = "    2019年度自评结果显示内刊编印进度偏慢，2020年已提前签订印刷合同。"
RESULTS: Final[Corrections] = (
    (
        "  佐证材料/部门自评工作开展情况",
        f"  {EARLIER}: |-\n{RESULT}\n  佐证材料/部门自评工作开展情况",
    ),
)
_ADVERT = (
    "      - {一级指标: 产出指标(40分), 二级指标: 数量指标, 三级指标: 公益广告设置数量, "
    "年初目标值: ≥30%, 实际完成值: ≥30%, 分值: 3, 得分: 3}\n"
)
_TRAINING = (
    "      - {一级指标: 产出指标(40分), 二级指标: 数量指标, 三级指标: 宣传培训次数, "
    "年初目标值: 2次, 实际完成值: 2次, 分值: 3, 得分: 3}\n"
)
_BOOK = _TRAINING.replace("宣传培训次数", "文明手册编印批次")
# 去掉一项的，分值加到别的项上；添一项的，从别的项里分：满分、总分都不变
DROPPED: Final[Corrections] = (
    (_ADVERT, ""),
    (_TRAINING, _TRAINING.replace("分值: 3, 得分: 3", "分值: 6, 得分: 6")),
)
ADDED: Final[Corrections] = (
    (
        _TRAINING,
        _TRAINING.replace("分值: 3, 得分: 3", "分值: 2, 得分: 2")
        + _BOOK.replace("分值: 3, 得分: 3", "分值: 1, 得分: 1"),
    ),
)

RUN = "2020年宣传经费项目预算数为1740万元，实际执行1628.06万元"
RUN_NOW = (
    "2020年宣传经费项目预算数为1740万元，实际执行1640.06万元，"
    "预算执行率为94.26%，预算执行得分18.85分。"
)
REASON = "2020年宣传经费项目预算资金为1740万元，2020年实际执行金额1628.06万元"
MONEY = "2020年宣传经费项目预算数（调整后）为1740万元，实际支出1628.06万元，结余111.94万元。"
MONEY_NOW = "2020年宣传经费项目预算数（调整后）为1740万元，实际支出1640.06万元，结余99.94万元。"
ANALYSIS = "2020年宣传经费项目预算执行率为93.57%，执行情况较好"
ANALYSIS_NOW = (
    "2020年宣传经费项目预算执行率为94.26%，执行情况较好，预算执行得分18.85分（满分20分）。"
    "未执行99.94万元。"
)
ONE, TWO, THREE = "一是准备阶段，成立", "二是实施阶段，逐项", "三是总结阶段，汇总"
GOAL = "项目的长期目标是巩固"
EARLIER_HINT = "上年度部门自评结果应用情况"


@dataclass(frozen=True)
class Scenario:
    """一种情形。

    ``there``、``gone``：全文里有的、没有的（“\\n”是段落之间）；``conflicts``：每一组值要在本工具的
    一条批注（或它插入的文字）里同时出现，终端上也有；``either``：话已经改好，或这些值在批注里；``told``：终端上有的话；``silent``：不必有批注；
    ``faint``：没有书签就认不准的，只要求终端上说。
    """

    name: str
    edit: Edit
    change: Corrections = EXECUTED
    there: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    conflicts: tuple[tuple[str, ...], ...] = ()
    either: tuple[tuple[str, tuple[str, ...]], ...] = ()
    told: tuple[str, ...] = ()
    silent: bool = False
    code: int | None = None
    faint: bool = False
    document: str = REPORT

    def __str__(self) -> str:
        return self.name


def managed(data: bytes) -> bytes:
    """一句话里添几个字。"""
    return edits.change_words(data, "统一归口管理", "统一归口管理、统一核算")


def long(data: bytes) -> bytes:
    """加很长的一段。"""
    return edits.insert_paragraph(data, THREE, "另：" + "宣传工作成效明显。" * 500)


def elsewhere(data: bytes) -> bytes:
    """别处加一句，文件就是人改过的。"""
    return edits.append_words(data, GOAL, "这一句是张三加的。")


def stale(data: bytes) -> bytes:
    """旧数写在自己的段落、页眉、脚注里。"""
    data = edits.insert_paragraph(data, ONE, "全年共支付1628.06万元，明细附后。")
    data = edits.put_in_header(data, "执行数1628.06万元")
    return edits.insert_footnote(data, "走访合作媒体", "合计支付1628.06万元")
