"""项目：自评表上填报的内容，原样保存，不作计算。

金额为 ``Decimal``，单位万元；分值、得分、执行率按填报的文字保存（``3.00``、``16分``），
由测算去读。字段的中文名称同时是数据文件的键、表头和模板用名。
"""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator

from reportgen.located import Record, titled

PROJECT_FORM = "附件2"
DEPARTMENT_FORM = "附件3"


class Source(Record):
    """资金来源：一行“其中：……”，金额单位万元。"""

    amounts: ClassVar[bool] = True

    name: str = titled("名称")
    budget: Decimal | None = titled("预算数", None)
    executed: Decimal | None = titled("执行数", None)
    initial: Decimal | None = titled("年初预算", None)


class Funds(Record):
    """资金，单位万元。

    预算数是调整后的财政资金总额（含上年结转），执行数是实际支出；
    ``原文`` 保存预算数格里数字以外还有的话。
    """

    amounts: ClassVar[bool] = True

    budget: Decimal | None = titled("预算数", None)
    executed: Decimal | None = titled("执行数", None)
    budget_text: str = titled("原文", "")
    initial: Decimal | None = titled("年初预算", None)
    approved: Decimal | None = titled("批复数", None)
    reduction: Decimal | None = titled("压减", None)
    carried_over: Decimal | None = titled("上年结转", None)
    added: Decimal | None = titled("追加", None)
    reduction_basis: str = titled("压减依据", "")
    sources: tuple[Source, ...] = titled("来源", ())
    basic: Decimal | None = titled("基本支出总额", None)
    project: Decimal | None = titled("项目支出总额", None)


class SelfRating(Record):
    """自评：表上填的执行率、执行得分和总分，对错都照原样。"""

    rate: str = titled("执行率", "")
    execution_score: str = titled("执行得分", "")
    total: str = titled("总分", "")


class Indicator(Record):
    """绩效指标：指标表的一行；``其他`` 是表上多出来的栏，照录，不印。"""

    family: str = titled("一级指标", "")
    category: str = titled("二级指标", "")
    name: str = titled("三级指标", "")
    target: str = titled("年初目标值", "")
    actual: str = titled("实际完成值", "")
    weight: str = titled("分值", "")
    score: str = titled("得分", "")
    reason: str = titled("偏差原因", "")
    others: dict[str, str] = titled("其他", default_factory=dict)

    @property
    def blank(self) -> bool:
        """空行：模板里没有填的行，或只有占位点的行。"""
        filled = self.name + self.target + self.actual + self.score
        return not re.sub(r"[.…·*\s]+", "", filled)

    @property
    def label(self) -> str:
        """在句子里的名称：三级指标；没有三级指标的表用二级指标。"""
        return self.name or self.category or self.family


class Goal(Record):
    """年度绩效目标：有自己的分值、目标表述和指标；``完成情况`` 是有的表上目标完成得怎样的话。"""

    name: str = titled("名称", "")
    points: str = titled("分值", "")
    statement: str = titled("内容", "")
    outcome: str = titled("完成情况", "")
    indicators: tuple[Indicator, ...] = titled("指标", ())


class Material(Record):
    """文字材料的一段：``详`` 是全文，``简`` 是摘要版用的较短说法（可不给）。"""

    full: str = titled("详", "")
    brief: str = titled("简", "")


class Signature(Record):
    """落款：报告末尾右侧的单位和日期。"""

    unit: str = titled("单位", "")
    date: str = titled("日期", "")


class Printed(Record):
    """原表：Word、Excel 表上印着的附件号和备注条数，录入时记下，不印；自己写的数据没有。"""

    annex: str = titled("附件号", "")
    notes: int = titled("备注条数", 0, ge=0)


def _material(value: object) -> object:
    return {"详": value} if isinstance(value, str) else value


class Project(Record):
    """项目：一张附件2或附件3上的全部内容，加上只有人能写的文字材料。

    ``其他`` 是表上多出来的项（联系人、电话……），照录，不印。
    """

    form: Literal["附件2", "附件3"] = titled("表", PROJECT_FORM)
    year: int = titled("年度", ge=1990, le=2100)
    title: str = titled("标题", "")
    unit: str = titled("单位名称", "")
    filled_on: str = titled("填报日期", "")
    name: str = titled("项目名称", "")
    department: str = titled("主管部门", "")
    implementer: str = titled("项目实施单位", "")
    categories: tuple[str, ...] = titled("项目类别", ())
    attributes: tuple[str, ...] = titled("项目属性", ())
    types: tuple[str, ...] = titled("项目类型", ())
    profile: str = titled("计分口径", "武汉东湖2020")
    amount_unit: Literal["万元", "元"] = titled("金额单位", "万元")
    adopt: Literal["测算", "填报"] = titled("采用", "测算")
    with_charts: bool = titled("图表", False)
    funds: Funds = titled("资金", default_factory=Funds.unfilled)
    rating: SelfRating = titled("自评", default_factory=SelfRating.unfilled)
    goals: tuple[Goal, ...] = titled("年度绩效目标", ())
    deviation: str = titled("偏差原因分析", "")
    improvement: str = titled("改进措施", "")
    materials: dict[str, Annotated[Material, BeforeValidator(_material)]] = titled(
        "文字材料", default_factory=dict
    )
    signature: Signature | None = titled("落款", None)
    others: dict[str, str] = titled("其他", default_factory=dict)
    printed: Printed | None = titled("原表", None)

    @property
    def departmental(self) -> bool:
        """部门（单位）整体：附件3，报告为附件5。"""
        return self.form == DEPARTMENT_FORM

    @property
    def responsible(self) -> str:
        """单位：报告里说话的单位，依次取单位名称、项目实施单位、主管部门。"""
        return self.unit or self.implementer or self.department

    @property
    def subject(self) -> str:
        """主语：报告说的是什么，如“1号楼房租项目”“某局整体”。

        去掉名称开头的年度，名称里没有“项目”的补上，免得“2020年度2020年度……项目项目”。
        """
        name = re.sub(rf"^{self.year}\s*年度?", "", self.name or self.unit)
        if self.departmental:
            return name + "整体"
        return name if "项目" in name else name + "项目"


class Profile(Record):
    """计分口径：一个地方、一个年度的计分规则，是数据，不是代码。

    ``表题`` 是附件2标题规定的样子，``备注条数`` 是规定的表末尾印几条备注；
    ``执行分值`` 和 ``指标分值`` 合计为满分；
    ``家族分值`` 是一级指标的标准分值；
    ``档次`` 是定性指标达成、部分达成两档的下限（占分值的百分比）；``等级`` 按总分从高到低。
    ``超额比例`` 是实际做到目标的多少倍要说明原因（广西 130%，有的省 120%）；``执行率线`` 是执行率
    低于百分之几要说明原因（四川 90%）。
    """

    name: str = titled("名称")
    basis: str = titled("依据", "")
    form_title: str = titled("表题", "")
    form_notes: int = titled("备注条数", 0, ge=0)
    execution_points: Decimal = titled("执行分值")
    indicator_points: Decimal = titled("指标分值")
    families: dict[str, Decimal] = titled("家族分值", default_factory=dict)
    bands: tuple[Decimal, Decimal] = titled("档次")
    grades: dict[str, Decimal] = titled("等级", default_factory=dict)
    decimals: int = titled("小数位", 2, ge=0, le=4)
    satisfaction_required: bool = titled("必评满意度", False)
    overshoot: Decimal = titled("超额比例", Decimal("1.3"))
    rate_line: Decimal = titled("执行率线", Decimal(90))

    @property
    def full_marks(self) -> Decimal:
        """满分：执行分值加指标分值。"""
        return self.execution_points + self.indicator_points

    def rounded(self, value: Decimal) -> Decimal:
        """取整：四舍五入到口径的小数位，每个印出的数只取一次。"""
        return value.quantize(Decimal(1).scaleb(-self.decimals), rounding=ROUND_HALF_UP)
