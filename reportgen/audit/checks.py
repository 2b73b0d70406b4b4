"""核查清单：按主题排列的全部检查。"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from reportgen.assessment import Assessment
from reportgen.audit.money import budget_usable, execution_score_agrees, over_budget, rate_agrees
from reportgen.audit.scores import (
    fulfilment_readable,
    indicator_scores_agree,
    points_fit_profile,
    quality_in_band,
    score_within_weight,
    stated_figures_readable,
    total_agrees,
    weights_inferred,
)
from reportgen.audit.texts import text_figures_agree
from reportgen.finding import Finding

CHECKS: tuple[Callable[[Assessment], Iterator[Finding]], ...] = (
    budget_usable,
    rate_agrees,
    over_budget,
    execution_score_agrees,
    stated_figures_readable,
    points_fit_profile,
    weights_inferred,
    fulfilment_readable,
    indicator_scores_agree,
    score_within_weight,
    quality_in_band,
    total_agrees,
    text_figures_agree,
)


def audit(assessment: Assessment) -> tuple[Finding, ...]:
    """核查：全部检查的发现，按清单的次序。"""
    return tuple(finding for check in CHECKS for finding in check(assessment))
