# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The door of evidence: measures, figures, verdicts and their words."""

from hcat.agenda.api import PUBLISHED

from .evaluation import EvaluationReport, Problem, Step, evaluate
from .listing import Use, observations, uses
from .models import ENTERED, AssessorFinding, Observation
from .operations import Finding, correct, erase_name, record_figure, record_judgement
from .over_time import FigureOverTime, Line, Point, TargetLine, figure_over_time, over_time
from .phrases import amount, figure_sentence
from .phrases import period as period_words
from .phrases import value as value_words
from .published import series_of
from .queries import (
    BaselineToCollect,
    Summary,
    baselines_to_collect,
    earlier_values,
    standing,
    standing_of,
    summarise,
    summary,
)
from .registry import Measure, Scope, Takes, WrongMeasure, measure, measures
from .specs import criterion_id, spec_of
from .standing import (
    BaselineStanding,
    ConditionStanding,
    RecordedFigure,
    ResultStanding,
    Role,
    Row,
    TargetStanding,
)
from .wording import summary_sentence, verdict_shape, verdict_word

__all__ = [
    "ENTERED",
    "PUBLISHED",
    "AssessorFinding",
    "BaselineStanding",
    "BaselineToCollect",
    "ConditionStanding",
    "EvaluationReport",
    "FigureOverTime",
    "Finding",
    "Line",
    "Measure",
    "Observation",
    "Point",
    "Problem",
    "RecordedFigure",
    "ResultStanding",
    "Role",
    "Row",
    "Scope",
    "Step",
    "Summary",
    "Takes",
    "TargetLine",
    "TargetStanding",
    "Use",
    "WrongMeasure",
    "amount",
    "baselines_to_collect",
    "correct",
    "criterion_id",
    "earlier_values",
    "erase_name",
    "evaluate",
    "figure_over_time",
    "figure_sentence",
    "measure",
    "measures",
    "observations",
    "over_time",
    "period_words",
    "record_figure",
    "record_judgement",
    "series_of",
    "spec_of",
    "standing",
    "standing_of",
    "summarise",
    "summary",
    "summary_sentence",
    "uses",
    "value_words",
    "verdict_shape",
    "verdict_word",
]
