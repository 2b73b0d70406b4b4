"""核查清单：按主题排列的全部检查。"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from reportgen.assessment import Assessment
from reportgen.audit.identity import blank_rows, head_filled, one_tick_each, title_year
from reportgen.audit.money import (
    budget_usable,
    execution_score_agrees,
    nothing_executed,
    over_budget,
    parts_add_up,
    rate_agrees,
    rate_written,
)
from reportgen.audit.points import (
    families_fit_profile,
    goals_filled,
    labels_add_up,
    points_fit_profile,
    stated_figures_readable,
    weights_inferred,
)
from reportgen.audit.scores import (
    indicator_scores_agree,
    met_without_full_marks,
    quality_in_band,
    score_within_weight,
    total_agrees,
)
from reportgen.audit.sections import indicators_filled, sections_agree
from reportgen.audit.targets import (
    notation_clear,
    target_exceeded,
    threshold_strict,
    values_comparable,
    values_filled,
)
from reportgen.audit.texts import marks_mended, text_figures_agree
from reportgen.finding import Finding

CHECKS: tuple[Callable[[Assessment], Iterator[Finding]], ...] = (
    head_filled,
    title_year,
    one_tick_each,
    blank_rows,
    budget_usable,
    nothing_executed,
    parts_add_up,
    rate_agrees,
    rate_written,
    over_budget,
    execution_score_agrees,
    stated_figures_readable,
    indicators_filled,
    goals_filled,
    points_fit_profile,
    labels_add_up,
    families_fit_profile,
    weights_inferred,
    values_filled,
    values_comparable,
    notation_clear,
    threshold_strict,
    target_exceeded,
    indicator_scores_agree,
    score_within_weight,
    quality_in_band,
    met_without_full_marks,
    total_agrees,
    text_figures_agree,
    sections_agree,
    marks_mended,
)


def audit(assessment: Assessment) -> tuple[Finding, ...]:
    """核查：全部检查的发现，按清单的次序。"""
    return tuple(finding for check in CHECKS for finding in check(assessment))
