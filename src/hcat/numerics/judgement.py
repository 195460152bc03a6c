# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The door to a verdict: which estimates count, and which kind of promise they are held against."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from hcat.numerics.case import Case
from hcat.numerics.estimate import Estimate
from hcat.numerics.interval import check_level
from hcat.numerics.judging_levels import judge_level
from hcat.numerics.target import TargetKind, TargetSpec
from hcat.numerics.verdict import AssessorJudgement, Contrast, Judgement

TOLERANCE = timedelta(days=366)
"""How long before the deadline the last figure may end and still speak of it: one year."""


def judge(
    spec: TargetSpec,
    estimates: Sequence[Estimate],
    *,
    as_of: date,
    baseline: Estimate | None = None,
    proxies: Sequence[Estimate] = (),
    judgements: Sequence[AssessorJudgement] = (),
    contrasts: Sequence[Contrast] = (),
    tolerance: timedelta = TOLERANCE,
    alpha: float = 0.05,
) -> Judgement:
    check_level("alpha", alpha)
    case = Case.gather(
        spec,
        estimates,
        as_of=as_of,
        tolerance=tolerance,
        alpha=alpha,
        baseline=baseline,
        proxies=proxies,
        contrasts=contrasts,
    )
    if spec.kind in (TargetKind.AT_LEAST, TargetKind.AT_MOST):
        return judge_level(case, spec.value or 0.0)
    raise NotImplementedError(spec.kind)
