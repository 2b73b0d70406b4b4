"""核查清单：按主题排列的全部检查。"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import reportgen.audit.across.copies as copies
import reportgen.audit.across.indicators as indicators
import reportgen.audit.across.rollup as rollup
import reportgen.audit.across.twins as twins
import reportgen.audit.completeness as completeness
import reportgen.audit.departments as departments
import reportgen.audit.design as design
import reportgen.audit.execution as execution
import reportgen.audit.figures as figures
import reportgen.audit.layout as layout
import reportgen.audit.money as money
import reportgen.audit.names as names
import reportgen.audit.points as points
import reportgen.audit.scores as scores
import reportgen.audit.signs as signs
import reportgen.audit.structure as structure
import reportgen.audit.targets as targets
import reportgen.audit.texts.calendar_dates as calendar_dates
import reportgen.audit.texts.figures as text_figures
import reportgen.audit.texts.foreign as foreign
import reportgen.audit.texts.goals as goals
import reportgen.audit.texts.language as language
import reportgen.audit.texts.leftovers as leftovers
import reportgen.audit.texts.marks as marks
import reportgen.audit.texts.ordering as ordering
import reportgen.audit.texts.reasons as reasons
import reportgen.audit.texts.repeats as repeats
import reportgen.audit.texts.sections as sections
import reportgen.audit.texts.statements as statements
import reportgen.audit.texts.sums as sums
import reportgen.audit.texts.unexplained as unexplained
import reportgen.audit.texts.units as text_units
import reportgen.audit.texts.versions as versions
import reportgen.audit.total as total
import reportgen.audit.units as units
from reportgen.assessment import Assessment
from reportgen.audit.across.digest import Digest
from reportgen.audit.across.run import Run
from reportgen.audit.check import Check, CheckAcross
from reportgen.audit.folding import fold
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
        money.unit_of_amounts,
        money.nothing_executed,
        money.parts_add_up,
        money.over_budget,
        execution.rate_agrees,
        execution.execution_score_agrees,
        execution.execution_filled,
        departments.basic_and_projects,
    ),
    "分值": (
        points.points_fit_profile,
        points.labels_add_up,
        points.families_fit_profile,
        points.weights_filled,
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
        scores.scores_filled,
        scores.indicator_scores_agree,
        scores.likely_scores_agree,
        scores.score_within_weight,
        scores.quality_in_band,
        scores.met_without_full_marks,
        total.total_agrees,
        design.rate_counted_once,
        design.satisfaction_surveyed,
        figures.coefficients_follow,
    ),
    "表文一致": (
        text_figures.text_figures_agree,
        sections.sections_agree,
        versions.versions_agree,
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
        layout.year_plausible,
        names.title_names_project,
        names.title_as_prescribed,
        names.units_agree,
        layout.form_as_prescribed,
        layout.rate_written,
        figures.figures_bare,
        figures.scores_rounded,
        layout.marks_mended,
        calendar_dates.dates_written,
        calendar_dates.dates_exist,
        leftovers.hints_left,
        leftovers.placeholders_left,
        ordering.numbering_runs,
        language.typos_told,
        repeats.words_doubled,
        repeats.texts_repeated,
        text_units.ranges_written,
        text_units.amounts_have_units,
        marks.marks_right,
        marks.paragraphs_end,
    ),
}
CHECKS: tuple[Check, ...] = tuple(each for checks in SUBJECTS.values() for each in checks)

ACROSS: tuple[CheckAcross, ...] = (
    twins.told_twice,
    rollup.wholes_add_up,
    rollup.basic_is_basic,
    indicators.targets_agree,
    indicators.actuals_agree,
    copies.own_indicators,
    copies.own_words,
)
LISTED: dict[str, tuple[Check | CheckAcross, ...]] = {**SUBJECTS, "跨表": ACROSS}


def audit(assessment: Assessment, typos: Mapping[str, str] | None = None) -> tuple[Finding, ...]:
    """核查：全部检查的发现，按清单的次序；一处错引起的收在起因下面。

    ``typos`` 是使用者自己的错别字（错的 → 对的），和程序带的一起查。
    """
    findings = [finding for check in CHECKS for finding in check.find(assessment)]
    if typos:
        findings += language.typos_in(assessment, typos)
    return fold(assessment, findings)


def audit_across(digests: Iterable[Digest]) -> tuple[Finding, ...]:
    """跨表的核查：全部发现，每个写着是哪个项目的（``project``）。"""
    run = Run(digests)
    return tuple(finding for check in ACROSS for finding in check.find(run))
