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
from hcat.numerics.estimate import PERCENT, SHARE, SHARE_SCALE, Estimate, Quality
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
        survival_estimate,
        survival_ratio,
    )
    from hcat.numerics.interval import Interval
    from hcat.numerics.judgement import TOLERANCE, judge
    from hcat.numerics.judging_levels import OFF_COURSE_BELOW, ON_COURSE_FROM
    from hcat.numerics.labour.axes import FIRST_AGE, LAST_AGE, Axes, Education
    from hcat.numerics.labour.backtest import Card, Trial, backtest, origins, scorecards
    from hcat.numerics.labour.balance import BOUNDS, Cause, Prospects, balance
    from hcat.numerics.labour.calibration import Pooled, pooled_rates, raked
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
    from hcat.numerics.labour.graduates import forecast_graduates
    from hcat.numerics.labour.levers import RETIREMENT_FROM, Lever, LeverKind, moved
    from hcat.numerics.labour.market import Market, Spread
    from hcat.numerics.labour.pathways import Journeys, Schooling, Way, expected, follow
    from hcat.numerics.labour.persons import Crowd, Lives, simulate
    from hcat.numerics.labour.population import Census, Customs, People, project_people
    from hcat.numerics.labour.reference import COMPONENTS
    from hcat.numerics.labour.rivals import RIVALS, Method
    from hcat.numerics.labour.scores import (
        Score,
        class_probabilities,
        covered,
        crps,
        difference,
        direction_hits,
        mean_score,
        pit,
        ranked_probability,
        skill,
        summed_bias,
    )
    from hcat.numerics.labour.sensitivity import Origin, Variance, VarianceShare, variances
    from hcat.numerics.labour.shapley import Effect, effect
    from hcat.numerics.labour.summary import INTERVALS, Outcome
    from hcat.numerics.labour.vintages import Figures, History, Programmes, history, known_at
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
    from hcat.numerics.proof import further_answers_needed, settled_by, smallest_yes_to_prove
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

_MODULES = {
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
        "survival_estimate",
        "survival_ratio",
    ),
    "hcat.numerics.interval": ("Interval",),
    "hcat.numerics.judgement": (
        "TOLERANCE",
        "judge",
    ),
    "hcat.numerics.judging_levels": (
        "OFF_COURSE_BELOW",
        "ON_COURSE_FROM",
    ),
    "hcat.numerics.labour.axes": (
        "Axes",
        "Education",
        "FIRST_AGE",
        "LAST_AGE",
    ),
    "hcat.numerics.labour.backtest": (
        "Card",
        "Trial",
        "backtest",
        "origins",
        "scorecards",
    ),
    "hcat.numerics.labour.balance": (
        "BOUNDS",
        "Cause",
        "Prospects",
        "balance",
    ),
    "hcat.numerics.labour.calibration": (
        "Pooled",
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
    "hcat.numerics.labour.graduates": ("forecast_graduates",),
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
    "hcat.numerics.labour.pathways": (
        "Journeys",
        "Schooling",
        "Way",
        "expected",
        "follow",
    ),
    "hcat.numerics.labour.persons": (
        "Crowd",
        "Lives",
        "simulate",
    ),
    "hcat.numerics.labour.population": (
        "Census",
        "Customs",
        "People",
        "project_people",
    ),
    "hcat.numerics.labour.reference": ("COMPONENTS",),
    "hcat.numerics.labour.rivals": (
        "Method",
        "RIVALS",
    ),
    "hcat.numerics.labour.scores": (
        "Score",
        "class_probabilities",
        "covered",
        "crps",
        "difference",
        "direction_hits",
        "mean_score",
        "pit",
        "ranked_probability",
        "skill",
        "summed_bias",
    ),
    "hcat.numerics.labour.sensitivity": (
        "Origin",
        "Variance",
        "VarianceShare",
        "variances",
    ),
    "hcat.numerics.labour.shapley": (
        "Effect",
        "effect",
    ),
    "hcat.numerics.labour.summary": (
        "INTERVALS",
        "Outcome",
    ),
    "hcat.numerics.labour.vintages": (
        "Figures",
        "History",
        "Programmes",
        "history",
        "known_at",
    ),
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
    "hcat.numerics.proof": ("further_answers_needed", "settled_by", "smallest_yes_to_prove"),
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
}
_LAZY = {name: module for module, names in _MODULES.items() for name in names}

__all__ = [
    "BOUNDS",
    "COMPONENTS",
    "FIRST_AGE",
    "INTERVALS",
    "LAST_AGE",
    "NEEDS_BASELINE",
    "OFF_COURSE_BELOW",
    "ON_COURSE_FROM",
    "PERCENT",
    "QUANTITIES",
    "RETIREMENT_FROM",
    "RIVALS",
    "SHARE",
    "SHARE_SCALE",
    "TOLERANCE",
    "AssessorJudgement",
    "Axes",
    "Card",
    "Cause",
    "Census",
    "Contrast",
    "CountBounds",
    "Crowd",
    "Customs",
    "Direction",
    "Education",
    "Effect",
    "Estimate",
    "Exactness",
    "Figures",
    "Forecast",
    "History",
    "Interval",
    "Journeys",
    "Judgement",
    "Lever",
    "LeverKind",
    "Lives",
    "Market",
    "Method",
    "Need",
    "NeedKind",
    "NumericsError",
    "Origin",
    "Outcome",
    "People",
    "Period",
    "Pooled",
    "Programmes",
    "Projection",
    "Prospects",
    "Quality",
    "Ratio",
    "Reading",
    "Reason",
    "RestrictedMean",
    "Run",
    "Schooling",
    "Score",
    "Slice",
    "Spread",
    "SurveyDesign",
    "SurveyFigure",
    "SurvivalCurve",
    "TargetKind",
    "TargetSpec",
    "Told",
    "Trial",
    "Variance",
    "VarianceShare",
    "Verdict",
    "Wave",
    "WaveContrast",
    "Way",
    "backtest",
    "balance",
    "benjamini_hochberg",
    "class_probabilities",
    "clopper_pearson",
    "clopper_pearson_bounds",
    "covered",
    "crps",
    "design",
    "difference",
    "direction_hits",
    "effect",
    "expected",
    "follow",
    "forecast",
    "forecast_graduates",
    "frechet_bounds",
    "further_answers_needed",
    "history",
    "holm",
    "hypergeometric_bounds",
    "hypergeometric_interval",
    "intersection_union",
    "is_rising",
    "is_significantly_rising",
    "judge",
    "kaplan_meier",
    "known_at",
    "korn_graubard",
    "log_ratio",
    "log_ratio_power",
    "mcnemar_exact",
    "mean_score",
    "moved",
    "number_spread",
    "origins",
    "pit",
    "poisson_ratio",
    "pooled_rates",
    "post_stratify",
    "project",
    "project_people",
    "rake",
    "raked",
    "ranked_probability",
    "rate_spread",
    "read",
    "region_flows",
    "restricted_mean",
    "rising_power",
    "scorecards",
    "settled_by",
    "share_estimate",
    "share_ratio",
    "simulate",
    "skill",
    "slices",
    "smallest_yes_to_prove",
    "summed_bias",
    "survey_mean",
    "survey_ratio",
    "survey_total",
    "survival_estimate",
    "survival_ratio",
    "variances",
    "wave_contrast",
    "weighted_share",
    "weighted_share_estimate",
    "wilcoxon_signed_rank",
    "wilson",
    "wilson_finite",
]


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
