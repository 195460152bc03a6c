# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading rounds: which there are, how far each assessor is, and what a closed one came to.

While a round is open, nothing here gives a score to anybody but the assessor who gave it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Min, Q, QuerySet
from django.utils.translation import gettext as _

from hcat.foundation.api import NotFound, Refused, today

from .criteria import CriteriaSheet
from .ended import ended
from .models import Assessor, Conflict, Criteria, Entry, Letter, Round, Ruling, Score, State, What
from .outcome import EntryOutcome, RoundOutcome, from_json, sheet_in


def rounds(*, state: str = "") -> QuerySet[Round]:
    """Every round, the last deadline first, with how many initiatives and assessors it has."""
    found = Round.objects.annotate(
        initiatives=Count("entries", distinct=True),
        scoring_people=Count("assessors", filter=Q(assessors__left_on__isnull=True), distinct=True),
    )
    ordered = found.order_by("-deadline", "-pk")
    return ordered.filter(state=state) if state else ordered


def public_rounds() -> QuerySet[Round]:
    """What everybody may read: rounds that were decided."""
    return rounds(state=State.DECIDED)


def round_called(key: str) -> Round:
    """One round by its key. Raises NotFound."""
    found = Round.objects.select_related("criteria").filter(key=key).first()
    if found is None:
        raise NotFound(
            _("There is no round called %(key)s.") % {"key": key},
            mend=_("Choose one from the list of rounds."),
        )
    return found


def versions() -> QuerySet[Criteria]:
    """The versions of the criteria, the newest first."""
    return Criteria.objects.all()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one assessor is: how many initiatives, never what was given."""

    assessor: Assessor
    done: int
    of: int
    """Those in which they have no interest; 0 before they said so."""

    @property
    def has_declared(self) -> bool:
        return self.assessor.declared_at is not None

    @property
    def is_done(self) -> bool:
        return self.has_declared and self.done == self.of

    @property
    def left(self) -> int:
        return self.of - self.done


def progress(found: Round) -> list[Progress]:
    """Of every assessor who takes part. Four queries."""
    criteria = len(sheet_in(found).criteria)
    whole = found.entries.count()
    done: Counter[int] = Counter()
    rows = Score.objects.filter(entry__round=found).values_list("assessor", "entry")
    for who, _entry, number in (
        rows.annotate(number=Count("pk")).order_by().values_list("assessor", "entry", "number")
    ):
        done[who] += number == criteria
    aside = Counter(
        Conflict.objects.filter(assessor__round=found).values_list("assessor", flat=True)
    )
    return [
        Progress(one, done[one.pk], whole - aside[one.pk])
        for one in found.assessors.filter(left_on__isnull=True).select_related("person")
    ]


@dataclass(frozen=True, slots=True)
class Task:
    """One initiative as its assessor sees it: their own scores, and nobody else's."""

    entry: Entry
    interest: str | None
    """Why they are left out of it; None where they are not."""
    scores: dict[str, Score]
    is_done: bool


def tasks(found: Round, person_id: int) -> tuple[Assessor, list[Task]]:
    """What this person has to score in a round. NotFound for who is no assessor of it."""
    row = found.assessors.filter(person_id=person_id, left_on__isnull=True).first()
    if row is None:
        raise NotFound(
            _("You are not among the assessors of this round."),
            mend=_("Ask the programme manager."),
        )
    number = len(sheet_in(found).criteria)
    interests = {one.entry_id: one.reason for one in row.conflicts.all()}
    mine: dict[int, dict[str, Score]] = {}
    for score in row.scores.all():
        mine.setdefault(score.entry_id, {})[score.criterion] = score
    return row, [
        Task(one, interests.get(one.pk), given := mine.get(one.pk, {}), len(given) == number)
        for one in found.entries.all()
    ]


def scored_by(user_id: int) -> list[tuple[Round, Any]]:
    """Rounds under way in which the holder of this account scores, with the number of that
    person."""
    mine = Q(assessors__person__user_id=user_id, assessors__left_on__isnull=True)
    found: Any = Round.objects.filter(mine, state=State.SCORING)
    return [(one, one.person) for one in found.annotate(person=F("assessors__person"))]


def outcome_of(found: Round) -> RoundOutcome:
    """What a round came to. Refused while it is open, to whoever asks."""
    if found.is_open:
        raise Refused(
            _("The outcome of this round is not there yet."),
            why=_("Nobody sees scores while others may still give theirs."),
            mend=_("Close the round first."),
        )
    return from_json(found.outcome.content)


def reasons(entry: Entry) -> dict[str, list[tuple[int, str]]]:
    """Of a closed round: what assessors gave as reasons, by criterion and height, without names.
    Refused while it is open."""
    if entry.round.is_open:
        outcome_of(entry.round)
    found: dict[str, list[tuple[int, str]]] = {}
    rows = Score.objects.filter(entry=entry, assessor__left_on__isnull=True).exclude(reason="")
    for one in rows.order_by("value", "reason"):
        found.setdefault(one.criterion, []).append((one.value, one.reason))
    return found


def entries_with_rulings(found: Round) -> list[tuple[Entry, Ruling | None]]:
    """Every initiative of a round with the ruling that holds."""
    return [
        (one, rows[-1] if (rows := list(one.rulings.all())) else None)
        for one in found.entries.prefetch_related("rulings")
    ]


def can_finish(found: Round) -> bool:
    """Whether everything was decided and told, but for what has ended without a decision."""
    standing = entries_with_rulings(found)
    over = ended(entry for entry, _ruling in standing)
    return all(
        entry.number in over if ruling is None else bool(ruling.decision)
        for entry, ruling in standing
    )


def waiting_for_information(*, until: date | None = None) -> list[Ruling]:
    """Rulings that asked for more information by a day that has come, and hold still; not those of
    an initiative that has ended."""
    rows = Ruling.objects.filter(what=What.MORE, by_when__lte=until or today())
    found = rows.select_related("entry__round").prefetch_related("entry__rulings")
    over = ended(one.entry for one in found)
    return [
        one
        for one in found
        if one.entry.number not in over and list(one.entry.rulings.all())[-1].pk == one.pk
    ]


def letters(found: Round, *, waiting: bool = False) -> QuerySet[Letter]:
    rows = Letter.objects.filter(ruling__entry__round=found).select_related(
        "ruling__entry__round", "person"
    )
    return rows.filter(went_on__isnull=True) if waiting else rows


def rounds_to_write_about() -> list[tuple[Round, int, date]]:
    """Rounds of which letters wait, how many, and when the first of those was decided."""
    path = "entries__rulings__letters"
    waits = Q(**{f"{path}__isnull": False, f"{path}__went_on": None})
    found: Any = Round.objects.filter(waits).annotate(
        waiting=Count(path), since=Min("entries__rulings__taken_on")
    )
    return [(one, one.waiting, one.since) for one in found.order_by("pk")]


def letter_numbered(number: int) -> Letter:
    """One letter. Raises NotFound."""
    rows = Letter.objects.select_related("ruling__entry__round", "person")
    found = rows.filter(pk=number).first()
    if found is None:
        raise NotFound(
            _("There is no letter %(number)s.") % {"number": number},
            mend=_("Choose one from the letters of the round."),
        )
    return found


@dataclass(frozen=True, slots=True)
class Weighed:
    """One initiative in one closed round."""

    round: Round
    entry: Entry
    sheet: CriteriaSheet
    outcome: EntryOutcome
    ruling: Ruling | None

    def cell(self, criterion: str) -> Any:
        return next((one for one in self.outcome.cells if one.criterion == criterion), None)


def weighed(initiative: str) -> list[Weighed]:
    """Every closed round in which an initiative was weighed, the last one first."""
    rows = (
        Entry.objects.filter(initiative=initiative, round__state__in=[State.CLOSED, State.DECIDED])
        .select_related("round__outcome")
        .prefetch_related("rulings")
        .order_by("-round__closed_on", "-round__id")
    )
    return [
        Weighed(
            one.round, one, sheet_in(one.round), outcome_of(one.round).of(one.number),
            rulings[-1] if (rulings := list(one.rulings.all())) else None,
        )
        for one in rows
    ]  # fmt: skip
