"""核查清单：按主题排列的全部检查。"""

from __future__ import annotations

import reportgen.audit.completeness as completeness
import reportgen.audit.design as design
import reportgen.audit.layout as layout
import reportgen.audit.money as money
import reportgen.audit.points as points
import reportgen.audit.scores as scores
import reportgen.audit.targets as targets
import reportgen.audit.texts.figures as figures
import reportgen.audit.texts.foreign as foreign
import reportgen.audit.texts.goals as goals
import reportgen.audit.texts.reasons as reasons
import reportgen.audit.texts.sections as sections
import reportgen.audit.texts.statements as statements
import reportgen.audit.texts.sums as sums
import reportgen.audit.texts.unexplained as unexplained
from reportgen.assessment import Assessment
from reportgen.audit.check import Check
from reportgen.finding import Finding

SUBJECTS: dict[str, tuple[Check, ...]] = {
    "完整性": (
        completeness.head_filled,
        completeness.one_tick_each,
        completeness.indicators_filled,
        completeness.goals_filled,
        completeness.blank_rows,
        completeness.values_filled,
        completeness.stated_figures_readable,
    ),
    "预算执行": (
        money.budget_usable,
        money.nothing_executed,
        money.parts_add_up,
        money.rate_agrees,
        money.over_budget,
        money.execution_score_agrees,
    ),
    "分值": (
        points.points_fit_profile,
        points.labels_add_up,
        points.families_fit_profile,
        points.weights_inferred,
    ),
    "得分": (
        targets.values_comparable,
        targets.notation_clear,
        targets.threshold_strict,
        targets.target_exceeded,
        scores.indicator_scores_agree,
        scores.score_within_weight,
        scores.quality_in_band,
        scores.met_without_full_marks,
        scores.total_agrees,
        design.rate_counted_once,
        design.satisfaction_surveyed,
    ),
    "表文一致": (
        figures.text_figures_agree,
        sections.sections_agree,
        reasons.deviation_told,
        reasons.deviation_complete,
        reasons.reasons_say_something,
        reasons.measures_beside_reasons,
        unexplained.overshoot_explained,
        unexplained.low_rate_explained,
        unexplained.adjustment_explained,
        statements.completion_agrees,
        statements.full_marks_finished,
        statements.full_marks_without_problems,
        statements.improvement_told,
        sums.parts_add_up,
        goals.goals_have_indicators,
        foreign.text_is_own,
    ),
    "格式": (
        layout.title_year,
        layout.rate_written,
        layout.marks_mended,
    ),
}
CHECKS: tuple[Check, ...] = tuple(each for checks in SUBJECTS.values() for each in checks)


def audit(assessment: Assessment) -> tuple[Finding, ...]:
    """核查：全部检查的发现，按清单的次序。"""
    return tuple(finding for check in CHECKS for finding in check.find(assessment))
