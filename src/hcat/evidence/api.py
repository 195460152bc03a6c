# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The door of evidence: measures, figures, verdicts and their words."""

from hcat.agenda.api import PUBLISHED

from .append_only import NeverChanged
from .entering.attachments import attach, file_by_number, is_open_to_all, opened, show_to, take_away
from .entering.batch_checking import (
    approve_batch,
    approve_batch_alone,
    check_and_approve_batch,
    check_batch,
    hand_back_batch,
    withdraw_batch,
)
from .entering.batches import BatchRow, BroughtFile, batch_refusals, enter_batch, open_batch_of
from .entering.checking import (
    approve,
    approve_alone,
    check,
    check_and_approve,
    hand_back,
    withdraw,
)
from .entering.drafts import (
    batch_by_number,
    enter_correction,
    enter_figure,
    is_own,
    results_of,
)
from .entering.drafts import known as draft_by_number
from .entering.file_contents import jpeg_misfit, png_misfit
from .entering.file_kinds import ACCEPT, LARGEST_MB, check_announced, kind_of, let_in, safe_name
from .entering.looking import (
    History,
    Passage,
    drafts,
    history_of,
    passages,
    returned_to,
    standings_with,
    waiting,
)
from .entering.looking_at_batches import (
    BatchHistory,
    BesideNow,
    batches,
    batches_returned_to,
    beside_now,
    drafts_in,
    history_of_batch,
    left_in,
    waiting_batches,
)
from .entering.models import OPEN, WAITING, Batch, DraftFigure, DraftStep, EvidenceFile, State
from .entering.steps import may_approve, others_for
from .expected_parts import DIMENSIONS, expected_parts, part_title_now
from .fitting import FigureRefused
from .many_figures import Entry, refusals
from .measuring.evaluation import (
    EvaluationReport,
    FigureStored,
    Problem,
    Step,
    VerdictMoved,
    evaluate,
)
from .measuring.published import series_of
from .measuring.registry import Measure, Scope, Takes, WrongMeasure, measure, measures
from .measuring.reproducing import Outcome, Reproduction, reproduce
from .models import ENTERED, AssessorFinding, Observation, Snapshot
from .operations import Finding, correct, record_figure, record_judgement
from .queries import (
    BaselineToCollect,
    Summary,
    baselines_to_collect,
    earlier_values,
    measured_in_series,
    standing,
    standing_of,
    summarise,
)
from .showing.listing import Places, Use, observations, places_in_series, uses
from .showing.naming import Named, named
from .showing.parts import DimensionStanding, PartStanding, missing_reason, parts_of
from .snapshots.again import SnapshotReproduction, VerdictAgain, reproduce_snapshot
from .snapshots.changes import (
    Changes,
    FigureChanged,
    FigureStep,
    ResultChanged,
    TargetRevised,
    VerdictTurned,
    difference,
    part_words,
)
from .snapshots.taking import draft_snapshot, take_snapshot
from .verdicts.one_series import in_one_series
from .verdicts.specs import criteria_by_text, criterion_id
from .verdicts.standing import (
    BaselineStanding,
    ConditionStanding,
    RecordedFigure,
    ResultStanding,
    Role,
    Row,
    TargetStanding,
)
from .words.charted import bound_text, bounds, course
from .words.charted import deadline as deadline_words
from .words.phrases import amount, amounts, published_otherwise
from .words.phrases import period as period_words
from .words.wording import verdict_word

__all__ = [
    "ACCEPT",
    "DIMENSIONS",
    "ENTERED",
    "LARGEST_MB",
    "OPEN",
    "PUBLISHED",
    "WAITING",
    "AssessorFinding",
    "BaselineStanding",
    "BaselineToCollect",
    "Batch",
    "BatchHistory",
    "BatchRow",
    "BesideNow",
    "BroughtFile",
    "Changes",
    "ConditionStanding",
    "DimensionStanding",
    "DraftFigure",
    "DraftStep",
    "Entry",
    "EvaluationReport",
    "EvidenceFile",
    "FigureChanged",
    "FigureRefused",
    "FigureStep",
    "FigureStored",
    "Finding",
    "History",
    "Measure",
    "Named",
    "NeverChanged",
    "Observation",
    "Outcome",
    "PartStanding",
    "Passage",
    "Places",
    "Problem",
    "RecordedFigure",
    "Reproduction",
    "ResultChanged",
    "ResultStanding",
    "Role",
    "Row",
    "Scope",
    "Snapshot",
    "SnapshotReproduction",
    "State",
    "Step",
    "Summary",
    "Takes",
    "TargetRevised",
    "TargetStanding",
    "Use",
    "VerdictAgain",
    "VerdictMoved",
    "VerdictTurned",
    "WrongMeasure",
    "amount",
    "amounts",
    "approve",
    "approve_alone",
    "approve_batch",
    "approve_batch_alone",
    "attach",
    "baselines_to_collect",
    "batch_by_number",
    "batch_refusals",
    "batches",
    "batches_returned_to",
    "beside_now",
    "bound_text",
    "bounds",
    "check",
    "check_and_approve",
    "check_and_approve_batch",
    "check_announced",
    "check_batch",
    "correct",
    "course",
    "criteria_by_text",
    "criterion_id",
    "deadline_words",
    "difference",
    "draft_by_number",
    "draft_snapshot",
    "drafts",
    "drafts_in",
    "earlier_values",
    "enter_batch",
    "enter_correction",
    "enter_figure",
    "evaluate",
    "expected_parts",
    "file_by_number",
    "hand_back",
    "hand_back_batch",
    "history_of",
    "history_of_batch",
    "in_one_series",
    "is_open_to_all",
    "is_own",
    "jpeg_misfit",
    "kind_of",
    "left_in",
    "let_in",
    "may_approve",
    "measure",
    "measured_in_series",
    "measures",
    "missing_reason",
    "named",
    "observations",
    "open_batch_of",
    "opened",
    "others_for",
    "part_title_now",
    "part_words",
    "parts_of",
    "passages",
    "period_words",
    "places_in_series",
    "png_misfit",
    "published_otherwise",
    "record_figure",
    "record_judgement",
    "refusals",
    "reproduce",
    "reproduce_snapshot",
    "results_of",
    "returned_to",
    "safe_name",
    "series_of",
    "show_to",
    "standing",
    "standing_of",
    "standings_with",
    "summarise",
    "take_away",
    "take_snapshot",
    "uses",
    "verdict_word",
    "waiting",
    "waiting_batches",
    "withdraw",
    "withdraw_batch",
]
