# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the field work of a wave goes: by cell, by day, and who needs a call."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import TruncDate

from hcat.correspondence.api import outbox, waits_for_budget
from hcat.foundation.api import today
from hcat.parties.api import people_who_agreed, search_organisations
from hcat.surveys.mail_names import prefix_of
from hcat.surveys.models import FrameUnit, Invitation, Outcome, Wave
from hcat.surveys.models.fieldwork import OBJECTION

TO_CALL = (Outcome.NO_ADDRESS, Outcome.BOUNCED, Outcome.INVITED, Outcome.STARTED)
LOW = 1 / 3
"""Below this share of answers of those drawn a cell stands out, and asks for calls once half of the
time of its wave is over: an adjustment for nonresponse of more than 3 is not made (see
`weighting`)."""


@dataclass(slots=True)
class Cell:
    """One stratum and size class. `outcomes` has every outcome that there is."""

    stratum: str
    size_class: str
    frame: int = 0
    drawn: int = 0
    outcomes: dict[str, int] = field(default_factory=dict)

    def number(self, *outcomes: str) -> int:
        return sum(self.outcomes.get(one, 0) for one in outcomes)

    @property
    def answered(self) -> int:
        return self.number(Outcome.COMPLETED)

    @property
    def eligible(self) -> int:
        """Drawn, without those who turned out not to belong."""
        return self.drawn - self.number(Outcome.OUT_OF_SCOPE)

    @property
    def rate(self) -> float | None:
        """Answered of those who can; None where nobody can. AAPOR's RR1: who was begun or never
        reached counts as not answering."""
        return self.answered / self.eligible if self.eligible else None


def frame_counts(wave: Wave) -> list[Cell]:
    """How many there are and how many were drawn, per stratum and size. One query."""
    rows = (
        FrameUnit.objects.filter(wave=wave)
        .order_by("stratum", "size_class")
        .values("stratum", "size_class")
        .annotate(frame=Count("pk"), drawn=Count("pk", filter=Q(is_drawn=True)))
    )
    return [Cell(r["stratum"], r["size_class"], r["frame"], r["drawn"]) for r in rows]


def response_by_cell(wave: Wave) -> list[Cell]:
    """The same with outcomes. Two queries, whatever the size of the frame."""
    cells = {(one.stratum, one.size_class): one for one in frame_counts(wave)}
    rows = (
        Invitation.objects.filter(wave=wave)
        .order_by()
        .values_list("unit__stratum", "unit__size_class", "outcome")
        .annotate(number=Count("pk"))
    )
    for stratum, size, outcome, number in rows:
        cells[stratum, size].outcomes[outcome] = number
    return list(cells.values())


def outcome_counts(wave: Wave) -> dict[str, int]:
    """How many invitations per outcome; every outcome is there. One query."""
    rows = (
        Invitation.objects.filter(wave=wave).order_by().values_list("outcome")
        .annotate(number=Count("pk"))
    )  # fmt: skip
    found = dict(rows)
    return {str(one): found.get(one, 0) for one in Outcome.values}


@dataclass(frozen=True, slots=True)
class Pace:
    """Answers by day, and how many days there are yet."""

    by_day: tuple[tuple[date, int], ...]
    """Every day from the first one until today or the last one, those without answers too."""
    days_left: int
    """Today counts; 0 once it is over."""
    last_week: int


def pace(wave: Wave) -> Pace:
    """One query."""
    day = today()
    rows = (
        Invitation.objects.filter(wave=wave, outcome=Outcome.COMPLETED, outcome_at__isnull=False)
        .order_by()
        .annotate(day=TruncDate("outcome_at"))
        .values_list("day")
        .annotate(number=Count("pk"))
    )
    counts = dict(rows)
    last = min(day, wave.closes_on)
    days = [wave.opens_on + timedelta(days=n) for n in range((last - wave.opens_on).days + 1)]
    is_over = wave.closed_at is not None
    return Pace(
        tuple((one, counts.get(one, 0)) for one in days),
        0 if is_over else max((wave.closes_on - max(day, wave.opens_on)).days + 1, 0),
        sum(number for one, number in counts.items() if day - timedelta(days=7) < one <= day),
    )


@dataclass(frozen=True, slots=True)
class Mails:
    """What became of the mails of a wave."""

    queued: int
    waits_for_budget: int
    """Of the queued: their readers were written to often enough of late."""
    left: int
    failed: int
    uncertain: int


def mails_of(wave: Wave) -> Mails:
    """One query."""
    found = outbox().filter(dedupe_key__startswith=prefix_of(wave.pk)).order_by().aggregate(
        queued=Count("pk", filter=Q(state__in=["queued", "sending"])),
        budget=Count("pk", filter=waits_for_budget()),
        left=Count("pk", filter=Q(state="sent")),
        failed=Count("pk", filter=Q(state="failed")),
        uncertain=Count("pk", filter=Q(state="uncertain")),
    )  # fmt: skip
    return Mails(found["queued"], found["budget"], found["left"], found["failed"],
                 found["uncertain"])  # fmt: skip


def to_call(wave: Wave, cells: list[Cell] | None = None) -> QuerySet[Invitation]:
    """Who has not answered, whoever matters most first: of cells with few answers, and of those
    the ones that stand for most others. Not who has begun and does not want to be asked. With unit,
    organisation and person. Lazy; to be paged.

    `cells` of `response_by_cell`, where they are at hand.
    """
    known = response_by_cell(wave) if cells is None else cells
    low = Q(pk__in=[])
    for one in known:
        if one.rate is not None and one.rate < LOW:
            low |= Q(unit__stratum=one.stratum, unit__size_class=one.size_class)
    return (
        Invitation.objects.filter(wave=wave, outcome__in=TO_CALL, unit__ticket=0)
        .exclude(person__in=people_who_agreed(OBJECTION).order_by())
        .select_related("unit", "unit__organisation", "unit__person", "person")
        .annotate(
            is_low=Case(When(low, then=Value(1)), default=Value(0), output_field=IntegerField())
        )
        .order_by("-is_low", "unit__chance", "pk")  # the smaller the chance, the more it stands for
    )


def named(wave: Wave, text: str, rows: QuerySet[Invitation]) -> QuerySet[Invitation]:
    """Of these, the ones with this in a name: of the organisation as it is called now or was on
    the reference day, of the person who was asked, or of whoever is written to. Lazy."""
    if not (words := text.strip()):
        return rows
    asked = Q(unit__person__name__icontains=words) | Q(person__name__icontains=words)
    for day in {today(), wave.reference_day}:
        called = search_organisations(text=words, on=day).order_by().values("organisation_id")
        asked |= Q(unit__organisation__in=called)
    return rows.filter(asked)


def invitations(wave: Wave, *, outcome: str = "") -> QuerySet[Invitation]:
    """All of a wave, or those with one outcome. Lazy; to be paged."""
    rows = Invitation.objects.filter(wave=wave).select_related(
        "unit", "unit__organisation", "unit__person", "person"
    )
    return rows.filter(outcome=outcome) if outcome else rows
