# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the portal tells and forgets about a person, and how long it keeps what it knows."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet

from hcat.correspondence.api import anybody_may_have_asked
from hcat.foundation.api import Term, end_of, keeps_no_longer, now
from hcat.parties.api import holds_personal_data

from .models import (
    Alert,
    AskedWords,
    Claim,
    Correction,
    Entry,
    Host,
    HostQuestion,
    HostRefusal,
    ToldStep,
)
from .operations import alerts, host_questions, hosts
from .operations.host_limits import KEPT, refusals_of


def _export(person: Any) -> dict[str, Any]:
    corrected = Correction.objects.filter(corrected_by=person.user_id).select_related("vacancy")
    return {
        "profiles_of_companies": [
            {
                "company": one.organisation.key,
                "given_by": one.given_by,
                "asked_at": one.asked_at.isoformat(),
                "used_at": one.used_at and one.used_at.isoformat(),
                "ended_at": one.ended_at and one.ended_at.isoformat(),
            }
            for one in Claim.objects.filter(person=person).select_related("organisation")
        ],
        "vacancies_entered": [
            {
                "vacancy": one.advert.vacancy.key,
                "title": one.advert.title,
                "said_at": one.said_at.isoformat(),
            }
            for one in Entry.objects.filter(person=person).select_related("advert__vacancy")
        ],
        "alerts": [
            {
                "words": one.words,
                "filters": one.filters,
                "rhythm": one.rhythm,
                "asked_at": one.asked_at.isoformat(),
                "confirmed_at": one.confirmed_at and one.confirmed_at.isoformat(),
            }
            for one in Alert.objects.filter(person_id=person.pk)
        ],
        "shown_as_somebody_to_ask": [
            {
                "company": one.organisation.key,
                "name": one.name,
                "function": one.function,
                "may_ask": one.may_ask,
                "languages": one.languages,
                "named_at": one.named_at.isoformat(),
                "confirmed_at": one.confirmed_at and one.confirmed_at.isoformat(),
            }
            for one in Host.objects.filter(person_id=person.pk).select_related("organisation")
        ],
        "said_no_to_being_shown": []
        if not person.mail
        else [
            {"company": one.organisation.key, "on": one.refused_at.isoformat()}
            for one in refusals_of(person.mail)
        ],
        "questions_to_people": [
            {"name": one.name, "text": one.text, "asked_at": one.asked_at.isoformat()}
            for one in HostQuestion.objects.filter(person_id=person.pk)
        ],
        "corrections": []
        if person.user_id is None
        else [
            {
                "vacancy": one.vacancy.key,
                "about": one.aspect,
                "on": one.corrected_at.isoformat(),
                "reason": one.reason,
            }
            for one in corrected.order_by("pk")
        ],
    }


def _erase(person: Any) -> None:
    Alert.objects.filter(person_id=person.pk).delete()
    HostQuestion.objects.filter(person_id=person.pk).delete()
    Host.objects.filter(person_id=person.pk).delete()
    Claim.objects.filter(person=person, ended_at__isnull=True).update(ended_at=now())
    Entry.objects.filter(person=person).update(person=None)
    if person.user_id is not None:
        Correction.objects.filter(corrected_by=person.user_id).update(corrected_by=None)


holds_personal_data("portal", export=_export, erase=_erase)
anybody_may_have_asked(alerts.CONFIRM, host_questions.CONFIRM, hosts.CONFIRM)


def _never_confirmed(day: date) -> QuerySet[Alert]:
    return Alert.objects.filter(confirmed_at__isnull=True, asked_at__lt=end_of(day))


keeps_no_longer(
    "searches that nobody confirmed", of=Alert, term=Term(days=30), past=_never_confirmed
)
keeps_no_longer(
    "who wrote the profile of a company",
    of=Claim,
    term=Term(years=1),
    past=lambda day: Claim.objects.filter(ended_at__lt=end_of(day)),
)
keeps_no_longer(
    "who asked for the profile of a company and never wrote it",
    of=Claim,
    term=Term(days=183),
    past=lambda day: Claim.objects.filter(used_at__isnull=True, asked_at__lt=end_of(day)),
)
keeps_no_longer(
    "fingerprints of words that few searched for",
    of=AskedWords,
    term=Term(days=7),
    past=lambda day: AskedWords.objects.filter(words="", week__lte=day),
)
keeps_no_longer(
    "words that were searched for",
    of=AskedWords,
    term=Term(years=1),
    past=lambda day: AskedWords.objects.filter(week__lte=day),
)
keeps_no_longer(
    "who entered a vacancy by hand",
    of=Entry,
    term=Term(years=1),
    past=lambda day: Entry.objects.filter(advert__closed_at__lt=end_of(day)),
)


def _marked(day: date) -> QuerySet[ToldStep]:
    return ToldStep.objects.filter(network_on__lte=day)


def _without_mark(rows: QuerySet[ToldStep]) -> None:
    rows.update(network="", network_on=None)


keeps_no_longer(
    "from which network a step in a career was told",
    of=ToldStep,
    term=Term(days=30),
    past=_marked,
    forget=_without_mark,
)


def _unconfirmed(day: date) -> QuerySet[Host]:
    return Host.objects.filter(confirmed_at__isnull=True, named_at__lt=end_of(day))


keeps_no_longer(
    "who was named as somebody to ask and did not say yes",
    of=Host,
    term=Term(days=30),
    past=_unconfirmed,
)
keeps_no_longer(
    "who is shown as somebody to ask",
    of=Host,
    term=Term(years=2),
    past=lambda day: Host.objects.filter(confirmed_at__lt=end_of(day)),
)
keeps_no_longer(
    "that somebody said no to being shown",
    of=HostRefusal,
    term=KEPT,
    past=lambda day: HostRefusal.objects.filter(refused_at__lt=end_of(day)),
)
keeps_no_longer(
    "questions to people that nobody confirmed",
    of=HostQuestion,
    term=Term(days=7),
    past=lambda day: HostQuestion.objects.filter(asked_at__lt=end_of(day)),
)
