"""核查清单：按主题排列的全部检查。"""

from __future__ import annotations

import reportgen.audit.completeness as completeness
import reportgen.audit.figures as figures
import reportgen.audit.layout as layout
import reportgen.audit.money as money
import reportgen.audit.names as names
import reportgen.audit.points as points
import reportgen.audit.scores as scores
import reportgen.audit.signs as signs
import reportgen.audit.structure as structure
import reportgen.audit.targets as targets
import reportgen.audit.texts.figures as text_figures
import reportgen.audit.texts.sections as sections
import reportgen.audit.units as units
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
        structure.indicators_apply,
        completeness.stated_figures_readable,
        structure.families_present,
        structure.names_unique,
        structure.levels_standard,
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
        points.points_above_zero,
        points.points_spread,
        points.weights_inferred,
    ),
    "得分": (
        targets.values_comparable,
        targets.notation_clear,
        targets.words_tell_results,
        targets.deadlines_in_year,
        targets.threshold_strict,
        signs.signs_inclusive,
        signs.signs_read,
        signs.directions_fit,
        units.units_given,
        units.units_alike,
        units.counts_counted,
        units.shares_possible,
        targets.target_exceeded,
        scores.indicator_scores_agree,
        scores.score_within_weight,
        scores.quality_in_band,
        scores.met_without_full_marks,
        figures.coefficients_follow,
        scores.total_agrees,
    ),
    "表文一致": (
        text_figures.text_figures_agree,
        sections.sections_agree,
    ),
    "格式": (
        layout.title_year,
        layout.year_plausible,
        names.title_names_project,
        names.title_as_prescribed,
        names.units_agree,
        layout.rate_written,
        figures.figures_bare,
        figures.scores_rounded,
        layout.marks_mended,
    ),
}
CHECKS: tuple[Check, ...] = tuple(each for checks in SUBJECTS.values() for each in checks)


def audit(assessment: Assessment) -> tuple[Finding, ...]:
    """核查：全部检查的发现，按清单的次序。"""
    return tuple(finding for check in CHECKS for finding in check.find(assessment))
