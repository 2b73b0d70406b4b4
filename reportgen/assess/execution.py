"""预算执行：执行率和执行得分。"""

from __future__ import annotations

from decimal import Decimal

from reportgen.assessment import Parts
from reportgen.model import Funds, Profile

# 万元后面再有十几个零的，一定是填错了（多半是指数写法），不当金额、也不当执行率用。
MOST_DIGITS = 15


def execution_rate(funds: Funds) -> Decimal | None:
    """预算执行率 = 执行数 ÷ 预算数（调整后），1 为 100%，不封顶。

    来源：附件2备注1，规则 B01；预算数不是正数、执行数为负时没有执行率（规则 B06）。
    """
    budget, executed = funds.budget, funds.executed
    if budget is None or executed is None or budget <= 0 or executed < 0:
        return None
    if not (plausible(budget) and plausible(executed)):
        return None
    return executed / budget


def execution_score(funds: Funds, profile: Profile) -> Decimal | None:
    """预算执行得分 = 执行分值 × 执行率，不超过执行分值，取整一次（附件2备注1，规则 B03、B04）。

    从金额直接算，先乘后除：印出的执行率取过整，不作计算的依据（口径的约定）。
    """
    budget, executed = funds.budget, funds.executed
    if execution_rate(funds) is None or budget is None or executed is None:
        return None
    return profile.rounded(profile.execution_points * min(executed, budget) / budget)


def parts_total(funds: Funds) -> Parts:
    """分项合计是哪个数：年初预算、上年结转、追加加起来，是预算数、批复数，还是压减以前的预算数
    （规则 B07）；没有分项的不是哪个数。
    """
    parts = [part for part in (funds.initial, funds.carried_over, funds.added) if part is not None]
    whole = sum(parts, Decimal(0))
    if not parts or funds.budget is None:
        return Parts.NONE
    # 没有年初预算的，批复数加上结转、追加是预算数
    if funds.budget in (whole, whole + (funds.approved or 0) if funds.initial is None else whole):
        return Parts.BUDGET
    if whole == funds.approved:
        return Parts.APPROVED
    return Parts.BEFORE_CUT if whole - (funds.reduction or 0) == funds.budget else Parts.NONE


def plausible(value: Decimal) -> bool:
    """像个金额或比率：位数没有多得离谱。"""
    return not value or abs(value.adjusted()) < MOST_DIGITS
