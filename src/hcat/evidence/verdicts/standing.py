# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How results stand: what a page, a table in the terminal and the API show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.utils.functional import Promise

from hcat.agenda.api import Condition, Item, Result, Source, Target
from hcat.foundation.api import Translated
from hcat.numerics.api import Estimate, Judgement, Need, TargetSpec, Verdict

Text = Translated | Promise | str


class Role(StrEnum):
    """What a figure is to a target."""

    DIRECT = "direct"
    """It speaks of what the target speaks of."""

    PROXY = "proxy"
    """It comes near; alone it proves nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedFigure:
    """An observation as it serves one target. It names no person."""

    id: int
    estimate: Estimate
    measure: str
    named: str
    """What the target names: the measure, or the series in which it stands."""
    title: Text
    """What was counted: the series, the measure, or the target's indicator."""
    role: Role
    condition: str = ""
    group: str = ""
    part: Text = ""
    """What that group is called."""
    leaves_out: Text | None = None
    """Of a proxy: what it leaves out."""
    method: Text = ""
    source: Item[Source] | None = None
    """The source's sheet; `estimate.source` is the text that was stored."""
    note: str = ""
    is_demo: bool = False
    recorded_at: datetime
    code_version: str = ""
    supersedes: int | None = None
    published: RecordedFigure | None = None
    """Of a measured figure: what was published of the same part and period, and is not shown."""

    def sentence(self) -> str:
        """The figure with its counts, what, when and by whom, in the reader's language."""
        from hcat.evidence.words.phrases import figure_sentence

        return figure_sentence(self)

    def otherwise(self) -> str:
        """Which other figure was published of the same; empty where none was."""
        from hcat.evidence.words.phrases import published_otherwise, source_line

        other = self.published
        if other is None:
            return ""
        return published_otherwise(self.estimate, other.estimate, source=source_line(other))


@dataclass(frozen=True, slots=True, kw_only=True)
class BaselineStanding:
    """Where the measurement started, or why nobody knows."""

    estimate: Estimate | None
    source: Item[Source] | None = None
    note: Text | None = None
    missing_reason: Text | None = None
    to_collect: Text | None = None
    is_needed: bool = False
    """Whether the target can be judged at all without it."""

    @property
    def is_missing(self) -> bool:
        """Whether there should be one and nobody measured it."""
        return self.estimate is None and (self.missing_reason is not None or self.is_needed)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionStanding:
    """One condition or criterion of a target."""

    title: Text
    spec: TargetSpec
    judgement: Judgement
    condition: Condition | None = None
    assessor: Text | None = None
    """Who judges it, where it is a criterion."""
    figures: tuple[RecordedFigure, ...] = ()

    @property
    def verdict(self) -> Verdict:
        return self.judgement.verdict

    def sentence(self) -> str:
        """The verdict on this condition and why."""
        from hcat.evidence.words.wording import reason_sentence

        names = {"assessor": str(self.assessor)} if self.assessor else None
        return reason_sentence(self.judgement, self.spec, names)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of the table behind a sentence."""

    label: str
    value: str
    source: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetStanding:
    """A target, what is known about it, and what follows."""

    item: Item[Result]
    target: Target
    spec: TargetSpec | None
    """None where the target contradicts itself, so that nobody could judge it."""
    as_of: date
    judgement: Judgement
    figures: tuple[RecordedFigure, ...] = ()
    """Direct figures in order of time, missing ones included."""
    proxies: tuple[RecordedFigure, ...] = ()
    """By series in the agenda's order, then in order of time."""
    parts: tuple[RecordedFigure, ...] = ()
    """Direct figures about a part of the whole in order of time; they decide nothing about the
    whole."""
    baseline: BaselineStanding
    conditions: tuple[ConditionStanding, ...] = ()
    assessor: Text | None = None
    next_due: date | None = None
    """When the next figure is due; None when nothing more has to be measured."""
    in_force: bool = False
    """Whether it decides about the result on this day; the others are steps."""
    rests_on_demo: bool = False

    @property
    def verdict(self) -> Verdict:
        return self.judgement.verdict

    @property
    def needed(self) -> tuple[Need, ...]:
        return self.judgement.needed

    @property
    def latest(self) -> RecordedFigure | None:
        """The last direct figure that is not missing."""
        return next((one for one in reversed(self.figures) if not one.estimate.is_missing), None)

    @property
    def is_due(self) -> bool:
        """Whether the next figure should be there by now."""
        return self.next_due is not None and self.next_due <= self.as_of

    @property
    def best_proxies(self) -> tuple[RecordedFigure, ...]:
        """Of each proxy series the figure about the deadline, and the last one."""
        return best_proxies(self.proxies, self.target.deadline)

    def sentence(self) -> str:
        """The verdict with its reason in one sentence, in the reader's language."""
        from hcat.evidence.words.wording import target_sentence

        return target_sentence(self)

    def to_settle(self) -> str:
        """What would settle the verdict; empty when it is settled."""
        from hcat.evidence.words.wording import settle_sentence

        return settle_sentence(self)

    def rows(self) -> list[Row]:
        """The table behind the sentence."""
        from hcat.evidence.words.tables import rows_of

        return rows_of(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultStanding:
    """A result and how its targets stand."""

    item: Item[Result]
    as_of: date
    verdict: Verdict
    targets: tuple[TargetStanding, ...]

    @property
    def key(self) -> str:
        return self.item.key

    @property
    def in_force(self) -> tuple[TargetStanding, ...]:
        """The targets that decide on this day."""
        return tuple(one for one in self.targets if one.in_force)

    @property
    def leading(self) -> TargetStanding:
        """The target in force that gives the result its verdict. Where none has that very verdict,
        one was never measured beside others that were, and it is why the whole cannot be told."""
        same = [one for one in self.in_force if one.verdict is self.verdict] or [
            one for one in self.in_force if one.verdict is Verdict.NEVER_MEASURED
        ]
        return min(same, key=lambda one: one.target.deadline or date.max)

    @property
    def steps(self) -> tuple[TargetStanding, ...]:
        """Earlier and later targets."""
        return tuple(one for one in self.targets if not one.in_force)

    @property
    def rests_on_demo(self) -> bool:
        return any(one.rests_on_demo for one in self.in_force)

    def sentence(self) -> str:
        from hcat.evidence.words.wording import result_sentence

        return result_sentence(self)


def best_proxies(
    proxies: tuple[RecordedFigure, ...], deadline: date | None
) -> tuple[RecordedFigure, ...]:
    """Of each series the figure about the deadline (or the year before it), and the last one.

    A series that has figures about the whole stands for itself; its parts are left to the table.
    """
    rows: dict[tuple[str, str], list[RecordedFigure]] = {}
    for one in proxies:
        if not one.estimate.is_missing:
            rows.setdefault((one.named, one.group), []).append(one)
    found: list[RecordedFigure] = []
    for (named, group), figures in rows.items():
        if group and (named, "") in rows:
            continue
        about = _about(figures, deadline)
        if about is not None and about is not figures[-1]:
            found.append(about)
        found.append(figures[-1])
    return tuple(found)


def _about(figures: list[RecordedFigure], deadline: date | None) -> RecordedFigure | None:
    if deadline is None:
        return None
    for one in figures:
        if one.estimate.period.contains(deadline):
            return one
    year = timedelta(days=366)
    before = [one for one in figures if deadline - year <= one.estimate.period.end < deadline]
    return before[-1] if before else None


def overall(verdicts: list[Verdict]) -> Verdict:
    """The verdict of several promises that must all hold: as good as the worst of them.

    One missed is missed; then off course, then at risk. Otherwise one that cannot be told, or was
    never measured beside others that were, leaves the whole untold. Never measured only when none
    was; reached only when all are.

    >>> overall([Verdict.REACHED, Verdict.ON_COURSE]).value
    'on_course'
    >>> overall([Verdict.REACHED, Verdict.NEVER_MEASURED]).value
    'cannot_tell'
    """
    for worst in (Verdict.MISSED, Verdict.OFF_COURSE, Verdict.AT_RISK):
        if worst in verdicts:
            return worst
    if all(one is Verdict.NEVER_MEASURED for one in verdicts):
        return Verdict.NEVER_MEASURED
    if Verdict.CANNOT_TELL in verdicts or Verdict.NEVER_MEASURED in verdicts:
        return Verdict.CANNOT_TELL
    return Verdict.ON_COURSE if Verdict.ON_COURSE in verdicts else Verdict.REACHED
