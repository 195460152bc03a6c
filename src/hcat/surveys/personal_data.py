# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What this room tells and forgets about a person, and how long it keeps what it knows.

Terms depend on what a survey promised, which is looked up for each row: its rule stands for what
began its term on the day that the wave closed, in years of the survey. Released figures are of
groups, hold nobody, and are not worked out again: an erasure leaves them as they are.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import TruncDay

from hcat.foundation.api import Term, end_of, keeps_no_longer
from hcat.parties.api import holds_personal_data

from .models import (
    Adviser,
    AnswerSheet,
    Coding,
    Edition,
    EditionDraft,
    FrameUnit,
    Invitation,
    Key,
    NamedContact,
    Outcome,
    Survey,
)
from .operations.rules import share_wave


def _export(person: Any) -> dict[str, Any]:
    units = FrameUnit.objects.filter(person_id=person.pk).select_related("wave__survey", "key_row")
    asked = Invitation.objects.filter(person_id=person.pk).select_related(
        "wave__survey", "unit__organisation"
    )
    codes = {one.key_row.code: one for one in units if hasattr(one, "key_row")}
    sheets = AnswerSheet.objects.filter(code__in=codes)
    return {
        "in_the_frame_of": [
            {"survey": one.wave.survey.key, "wave": one.wave.key, "drawn": one.is_drawn,
             "list": one.source}
            for one in units
        ],
        "asked": [
            {
                "survey": one.wave.survey.key,
                "wave": one.wave.key,
                "organisation": one.unit.organisation and one.unit.organisation.key,
                "outcome": one.outcome,
                "invited_at": one.invited_at and one.invited_at.isoformat(),
                "reminded": one.reminded,
                "note": one.note,
            }
            for one in asked
        ],
        "to_be_written_to_for": [
            {"survey": one.wave.survey.key, "wave": one.wave.key,
             "organisation": one.organisation.key}
            for one in NamedContact.objects.filter(person_id=person.pk).select_related(
                "wave__survey", "organisation"
            )
        ],
        "answers": [
            {
                "survey": codes[one.code].wave.survey.key,
                "wave": codes[one.code].wave.key,
                "answers": one.answers,
                "completed_at": one.completed_at and one.completed_at.isoformat(),
            }
            for one in sheets
        ],
        "editions": []
        if person.user_id is None
        else [str(one) for one in Edition.objects.filter(made_by_user=person.user_id)],
        "drafts": []
        if person.user_id is None
        else [str(one) for one in EditionDraft.objects.filter(changed_by_user=person.user_id)],
    }  # fmt: skip


def _erase(person: Any) -> None:
    """The answers of a person go with the key. Those that a contact gave are the organisation's:
    they stay, and only the name leaves. Waves are shared first, as whoever answers does, then
    invitations are held, then answers (`operations.rules`)."""
    waves = {
        *FrameUnit.objects.filter(person_id=person.pk).values_list("wave_id", flat=True),
        *Invitation.objects.filter(person_id=person.pk).values_list("wave_id", flat=True),
        *NamedContact.objects.filter(person_id=person.pk).values_list("wave_id", flat=True),
    }
    for wave_id in sorted(waves):
        share_wave(wave_id)
    asked = Invitation.objects.filter(Q(unit__person=person.pk) | Q(person_id=person.pk))
    list(asked.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    mine = FrameUnit.objects.filter(person_id=person.pk)
    keys = Key.objects.filter(unit__in=mine)
    for wave, code in list(keys.values_list("unit__wave_id", "code")):
        AnswerSheet.objects.filter(wave_id=wave, code=code).delete()
    Invitation.objects.filter(unit__in=mine, outcome=Outcome.COMPLETED).update(
        outcome=Outcome.WITHDRAWN
    )
    Invitation.objects.filter(Q(unit__in=mine) | Q(person_id=person.pk)).update(note="")
    keys.delete()
    Invitation.objects.filter(person_id=person.pk).update(person=None)
    NamedContact.objects.filter(person_id=person.pk).delete()
    mine.update(person=None)
    if person.user_id is not None:
        Edition.objects.filter(made_by_user=person.user_id).update(made_by_user=None)
        Coding.objects.filter(coded_by_user=person.user_id).update(coded_by_user=None)
        EditionDraft.objects.filter(changed_by_user=person.user_id).update(changed_by_user=None)


holds_personal_data("surveys", export=_export, erase=_erase)


def _ended(day: date, path: str, less: int) -> Q:
    """What belongs to a wave that ended so long before a day as its survey keeps answers, `less`
    so many years. A wave that was called off ends on its last day; one that was prepared and not
    opened is called off by the clock (`operations.waves.close_due`)."""
    found = Q(pk__in=[])
    for years in Survey.objects.order_by().values_list("kept_years", flat=True).distinct():
        limit = end_of(Term(years=years - less).over_since(day))
        last = Term(years=years - less).over_since(day)
        of_survey = Q(**{f"{path}survey__kept_years": years})
        over = Q(**{f"{path}closed_at__lt": limit}) | Q(
            **{f"{path}state": "dropped", f"{path}closes_on__lte": last}
        )
        found |= of_survey & over
    return found


def _keys_of(day: date) -> QuerySet[Key]:
    return Key.objects.filter(_ended(day, "unit__wave__", 1))


def _sheets_of(day: date) -> QuerySet[AnswerSheet]:
    return AnswerSheet.objects.filter(_ended(day, "wave__", 0))


def _units_of(day: date) -> QuerySet[FrameUnit]:
    return FrameUnit.objects.filter(_ended(day, "wave__", 1), person__isnull=False)


def _invitations_of(day: date) -> QuerySet[Invitation]:
    """Those that still say who was written to, or what was heard."""
    named = Q(person__isnull=False) | ~Q(note="")
    return Invitation.objects.filter(_ended(day, "wave__", 1)).filter(named)


def _all_invitations_of(day: date) -> QuerySet[Invitation]:
    return Invitation.objects.filter(_ended(day, "wave__", 0))


SAYS = Term(told="as long as the survey says")
LESS = Term(told="until the year before the answers go")


def _nameless_units(rows: QuerySet[FrameUnit]) -> None:
    rows.update(person=None)


def _nameless(rows: QuerySet[Invitation]) -> None:
    rows.update(person=None, note="")


def _forget_keys(rows: QuerySet[Key]) -> None:
    """What stays on both sides keeps its day alone: two moments that are the same to the second
    would join a sheet and an invitation again. The panel leaves the sheet: the key of a later wave
    has the same, and would say whose the answers are."""
    codes, units = zip(*rows.values_list("code", "unit_id"), strict=True)
    AnswerSheet.objects.filter(code__in=codes).update(panel="")
    for name in ("started_at", "changed_at", "completed_at"):
        AnswerSheet.objects.filter(code__in=codes).update(**{name: TruncDay(name)})
    Invitation.objects.filter(unit_id__in=units).update(outcome_at=TruncDay("outcome_at"))
    rows.delete()


keeps_no_longer("keys of surveys", of=Key, term=LESS, past=_keys_of, forget=_forget_keys)
keeps_no_longer(
    "people in the frames of surveys", of=FrameUnit, term=LESS, past=_units_of,
    forget=_nameless_units,
)  # fmt: skip
keeps_no_longer(
    "people invited to surveys", of=Invitation, term=LESS, past=_invitations_of, forget=_nameless
)
keeps_no_longer("invitations to surveys", of=Invitation, term=SAYS, past=_all_invitations_of)
keeps_no_longer("survey answers", of=AnswerSheet, term=SAYS, past=_sheets_of)
keeps_no_longer(
    "advisers of companies", of=Adviser, term=Term(years=1),
    past=lambda day: Adviser.objects.filter(until__lte=day),
)  # fmt: skip
