"""部门整体的核查：一张附件3上的基本支出和项目支出。"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.assessment import Assessment
from reportgen.audit.check import Code, check
from reportgen.audit.compare import close_sum
from reportgen.finding import Finding, Severity
from reportgen.wording import plain


@check(Code("basic-and-project", "基本支出加项目支出不是部门整体的支出", "B12"))
def basic_and_projects(assessment: Assessment) -> Iterator[Finding]:
    """基本支出总额加项目支出总额是部门整体的支出，按预算数或按执行数（规则 B12）。

    各数取整的零头不算；比两个数都多的一定不对；少的可能还有别的支出，请人说明。
    """
    funds = assessment.project.funds
    basic, projects, budget, executed = funds.basic, funds.project, funds.budget, funds.executed
    if basic is None or projects is None or budget is None or executed is None:
        return
    total = basic + projects
    if any(close_sum(whole, (basic, projects)) for whole in (budget, executed)):
        return
    more = total > max(budget, executed)
    yield Finding(
        "basic-and-project",
        Severity.ERROR if more else Severity.WARNING,
        f"基本支出总额 {plain(basic)} ＋ 项目支出总额 {plain(projects)} ＝ {plain(total)}，"
        f"不等于预算数 {plain(budget)}，也不等于执行数 {plain(executed)}"
        + ("，比两个数都多" if more else ""),
        "核对这几个数，使两项支出合计等于部门整体的支出" + ("" if more else "；还有别的支出的说明"),
        funds.origin("基本支出总额"),
        field="资金/基本支出总额",
        stated=plain(basic),
        rule="B12",
    )
