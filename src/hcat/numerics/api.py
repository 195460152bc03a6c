# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The only door to :mod:`hcat.numerics`.

The types (what other rooms store and show) are loaded with this module and cost nothing. What
computes is loaded at its first use, because it may bring NumPy and SciPy.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from hcat.numerics.errors import NumericsError
from hcat.numerics.estimate import PERCENT, ROUNDING, SHARE, SHARE_SCALE, Estimate, Quality
from hcat.numerics.period import Period
from hcat.numerics.target import NEEDS_BASELINE, Direction, TargetKind, TargetSpec
from hcat.numerics.verdict import (
    AssessorJudgement,
    Contrast,
    Judgement,
    Need,
    NeedKind,
    Reason,
    Verdict,
)

if TYPE_CHECKING:
    from hcat.numerics.agreement import Kappa, WithoutKappa, cohens_kappa, kappa_per_code
    from hcat.numerics.changes import (
        Wave,
        WaveContrast,
        is_rising,
        is_significantly_rising,
        mcnemar_exact,
        rising_power,
        wave_contrast,
        wilcoxon_signed_rank,
    )
    from hcat.numerics.designs import SurveyDesign, design, post_stratify, rake
    from hcat.numerics.durations import (
        RestrictedMean,
        SurvivalCurve,
        kaplan_meier,
        restricted_mean,
        surplus_log_variance,
        survival_estimate,
        survival_ratio,
    )
    from hcat.numerics.grouped import GroupedFigures, grouped_means
    from hcat.numerics.interval import Interval
    from hcat.numerics.judgement import TOLERANCE, judge
    from hcat.numerics.judging_levels import OFF_COURSE_BELOW, ON_COURSE_FROM
    from hcat.numerics.labour.ahead import TESTED_AHEAD, USUAL_MOVE, years_ahead
    from hcat.numerics.labour.axes import FIRST_AGE, LAST_AGE, Axes, Education
    from hcat.numerics.labour.balance import Cause, Prospects, balance
    from hcat.numerics.labour.calibration import pooled_rates, raked
    from hcat.numerics.labour.ensemble import (
        QUANTITIES,
        Projection,
        Run,
        Slice,
        Told,
        project,
        region_flows,
        slices,
    )
    from hcat.numerics.labour.levers import RETIREMENT_FROM, Lever, LeverKind, moved
    from hcat.numerics.labour.market import Market, Spread
    from hcat.numerics.labour.reference import COMPONENTS
    from hcat.numerics.labour.sensitivity import Origin, Variance, variances
    from hcat.numerics.labour.shapley import Effect, effect
    from hcat.numerics.labour.summary import Outcome
    from hcat.numerics.labour.vintages import History
    from hcat.numerics.labour.widths import number_spread, rate_spread
    from hcat.numerics.means import (
        SurveyFigure,
        survey_mean,
        survey_ratio,
        survey_total,
        weighted_share,
        weighted_share_estimate,
    )
    from hcat.numerics.multiplicity import benjamini_hochberg, holm, intersection_union
    from hcat.numerics.overlap.features import COMMON, COMMON_FROM, FEATURES, Descriptions
    from hcat.numerics.overlap.grouping import groups
    from hcat.numerics.overlap.quality import average_precision, log_loss
    from hcat.numerics.overlap.scoring import (
        START_WEIGHTS,
        Pairs,
        chances,
        named_weights,
        overlap_of,
        overlaps,
        refitted,
        weights_of,
    )
    from hcat.numerics.planning import (
        ContrastPlan,
        MeanPlan,
        ProofPlan,
        RisingPlan,
        contrast_plan,
        mean_plan,
        proof_plan,
        rising_plan,
    )
    from hcat.numerics.proof import further_answers_needed, settled_by, smallest_yes_to_prove
    from hcat.numerics.raised import raised_count
    from hcat.numerics.ratios import Ratio, log_ratio, log_ratio_power, poisson_ratio, share_ratio
    from hcat.numerics.reading import Exactness, Reading, read
    from hcat.numerics.shares import (
        CountBounds,
        clopper_pearson,
        clopper_pearson_bounds,
        frechet_bounds,
        hypergeometric_bounds,
        hypergeometric_interval,
        korn_graubard,
        share_estimate,
        wilson,
        wilson_finite,
    )
    from hcat.numerics.trend import Forecast, forecast
    from hcat.numerics.turning import turning
    from hcat.numerics.weighing import (
        among_first,
        cells,
        fails,
        firmness,
        ranks,
        sharing,
        totals,
        without_each,
    )

_MODULES = {
    "hcat.numerics.agreement": ("Kappa", "WithoutKappa", "cohens_kappa", "kappa_per_code"),
    "hcat.numerics.changes": (
        "Wave",
        "WaveContrast",
        "is_rising",
        "is_significantly_rising",
        "mcnemar_exact",
        "rising_power",
        "wave_contrast",
        "wilcoxon_signed_rank",
    ),
    "hcat.numerics.designs": (
        "SurveyDesign",
        "design",
        "post_stratify",
        "rake",
    ),
    "hcat.numerics.durations": (
        "RestrictedMean",
        "SurvivalCurve",
        "kaplan_meier",
        "restricted_mean",
        "surplus_log_variance",
        "survival_estimate",
        "survival_ratio",
    ),
    "hcat.numerics.grouped": ("GroupedFigures", "grouped_means"),
    "hcat.numerics.interval": ("Interval",),
    "hcat.numerics.judgement": (
        "TOLERANCE",
        "judge",
    ),
    "hcat.numerics.judging_levels": (
        "OFF_COURSE_BELOW",
        "ON_COURSE_FROM",
    ),
    "hcat.numerics.labour.ahead": (
        "TESTED_AHEAD",
        "USUAL_MOVE",
        "years_ahead",
    ),
    "hcat.numerics.labour.axes": (
        "Axes",
        "Education",
        "FIRST_AGE",
        "LAST_AGE",
    ),
    "hcat.numerics.labour.balance": (
        "Cause",
        "Prospects",
        "balance",
    ),
    "hcat.numerics.labour.calibration": (
        "pooled_rates",
        "raked",
    ),
    "hcat.numerics.labour.ensemble": (
        "Projection",
        "QUANTITIES",
        "Run",
        "Slice",
        "Told",
        "project",
        "region_flows",
        "slices",
    ),
    "hcat.numerics.labour.levers": (
        "Lever",
        "LeverKind",
        "RETIREMENT_FROM",
        "moved",
    ),
    "hcat.numerics.labour.market": (
        "Market",
        "Spread",
    ),
    "hcat.numerics.labour.reference": ("COMPONENTS",),
    "hcat.numerics.labour.sensitivity": (
        "Origin",
        "Variance",
        "variances",
    ),
    "hcat.numerics.labour.shapley": (
        "Effect",
        "effect",
    ),
    "hcat.numerics.labour.summary": ("Outcome",),
    "hcat.numerics.labour.vintages": ("History",),
    "hcat.numerics.labour.widths": (
        "number_spread",
        "rate_spread",
    ),
    "hcat.numerics.means": (
        "SurveyFigure",
        "survey_mean",
        "survey_ratio",
        "survey_total",
        "weighted_share",
        "weighted_share_estimate",
    ),
    "hcat.numerics.multiplicity": (
        "benjamini_hochberg",
        "holm",
        "intersection_union",
    ),
    "hcat.numerics.overlap.features": ("COMMON", "COMMON_FROM", "FEATURES", "Descriptions"),
    "hcat.numerics.overlap.grouping": ("groups",),
    "hcat.numerics.overlap.quality": ("average_precision", "log_loss"),
    "hcat.numerics.overlap.scoring": (
        "START_WEIGHTS",
        "Pairs",
        "chances",
        "named_weights",
        "overlap_of",
        "overlaps",
        "refitted",
        "weights_of",
    ),
    "hcat.numerics.planning": (
        "ContrastPlan",
        "MeanPlan",
        "ProofPlan",
        "RisingPlan",
        "contrast_plan",
        "mean_plan",
        "proof_plan",
        "rising_plan",
    ),
    "hcat.numerics.proof": ("further_answers_needed", "settled_by", "smallest_yes_to_prove"),
    "hcat.numerics.raised": ("raised_count",),
    "hcat.numerics.ratios": (
        "Ratio",
        "log_ratio",
        "log_ratio_power",
        "poisson_ratio",
        "share_ratio",
    ),
    "hcat.numerics.reading": (
        "Exactness",
        "Reading",
        "read",
    ),
    "hcat.numerics.shares": (
        "CountBounds",
        "clopper_pearson",
        "clopper_pearson_bounds",
        "frechet_bounds",
        "hypergeometric_bounds",
        "hypergeometric_interval",
        "korn_graubard",
        "share_estimate",
        "wilson",
        "wilson_finite",
    ),
    "hcat.numerics.trend": (
        "Forecast",
        "forecast",
    ),
    "hcat.numerics.turning": ("turning",),
    "hcat.numerics.weighing": (
        "among_first",
        "cells",
        "fails",
        "firmness",
        "ranks",
        "sharing",
        "totals",
        "without_each",
    ),
}
_LAZY = {name: module for module, names in _MODULES.items() for name in names}

__all__ = [
    "COMMON", "COMMON_FROM", "COMPONENTS", "FEATURES", "FIRST_AGE", "LAST_AGE",
    "NEEDS_BASELINE", "OFF_COURSE_BELOW", "ON_COURSE_FROM", "PERCENT", "QUANTITIES",
    "RETIREMENT_FROM", "ROUNDING", "SHARE", "SHARE_SCALE", "START_WEIGHTS", "TESTED_AHEAD",
    "TOLERANCE", "USUAL_MOVE", "AssessorJudgement", "Axes", "Cause", "Contrast",
    "ContrastPlan", "CountBounds", "Descriptions", "Direction",
    "Education", "Effect", "Estimate", "Exactness", "Forecast", "GroupedFigures",
    "History", "Interval", "Judgement", "Kappa", "Lever", "LeverKind", "Market", "MeanPlan",
    "Need", "NeedKind",
    "NumericsError", "Origin", "Outcome", "Pairs", "Period", "Projection", "ProofPlan",
    "Prospects", "Quality", "Ratio", "Reading", "Reason", "RestrictedMean", "RisingPlan", "Run",
    "Slice", "Spread", "SurveyDesign", "SurveyFigure", "SurvivalCurve", "TargetKind", "TargetSpec",
    "Told", "Variance", "Verdict", "Wave", "WaveContrast", "WithoutKappa", "among_first",
    "average_precision", "balance", "benjamini_hochberg", "cells",
    "chances", "clopper_pearson", "clopper_pearson_bounds", "cohens_kappa", "contrast_plan",
    "design", "effect", "fails", "firmness", "forecast", "frechet_bounds",
    "further_answers_needed", "grouped_means", "groups", "holm", "hypergeometric_bounds",
    "hypergeometric_interval", "intersection_union", "is_rising", "is_significantly_rising",
    "judge", "kaplan_meier", "kappa_per_code", "korn_graubard", "log_loss", "log_ratio",
    "log_ratio_power", "mcnemar_exact", "mean_plan", "moved", "named_weights", "number_spread",
    "overlap_of", "overlaps", "poisson_ratio", "pooled_rates", "post_stratify", "project",
    "proof_plan", "raised_count", "rake", "raked", "ranks", "rate_spread", "read",
    "refitted", "region_flows", "restricted_mean", "rising_plan", "rising_power",
    "settled_by", "share_estimate", "share_ratio", "sharing", "slices", "smallest_yes_to_prove",
    "surplus_log_variance", "survey_mean", "survey_ratio", "survey_total", "survival_estimate",
    "survival_ratio", "totals", "turning", "variances", "wave_contrast", "weighted_share",
    "weighted_share_estimate", "weights_of", "wilcoxon_signed_rank", "wilson", "wilson_finite",
    "without_each", "years_ahead",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Load what computes at its first use (PEP 562)."""
    module = _LAZY.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(module), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Also what is not loaded yet."""
    return sorted({*globals(), *__all__})
