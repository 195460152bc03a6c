# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Invented profiles and vacancies of the invented companies: enough to walk the portal."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from django.db import transaction
from django.db.models import Q

from hcat.foundation.api import Actor, now, record
from hcat.foundation.demo import demonstration
from hcat.parties.api import population, require

from .demo_profiles import write_profiles, write_steps
from .demo_texts import WORK, text_of
from .models import (
    Advert,
    Claim,
    Closed,
    Contribution,
    Correction,
    Host,
    Profile,
    Source,
    SponsorCheck,
    StatedStep,
    ToldStep,
    Vacancy,
)
from .operations.labels import classify
from .syncing.keeping import columns_of
from .twins.titles import title_key
from .visits import demo as visits

COMPANIES, MOST_EACH = 60, 6
DAYS = 400
"""How far back the invented spells go."""
A_YEAR = 24 * 365
"""Hours: nobody reads these sources again, and they should not be hidden for it."""


@transaction.atomic
def load(random: Random, by: Actor) -> None:
    """Spells over the last year and a bit, about half of them open, some in two languages."""
    require(by, "demo.load")
    made = 0
    companies = [
        row
        for row in population(kind="company").order_by("pk")
        if row.organisation.is_demo and row.sbi
    ]
    for row in random.sample(companies, min(COMPANIES, len(companies))):
        source = Source.objects.create(
            organisation=row.organisation,
            system="mapping",
            address=f"{row.website or 'https://voorbeeld.example'}/vacatures.json",
            state=Source.State.PAUSED,
            promise_hours=A_YEAR,
            read_at=now(),
            asked_at=now(),
            is_demo=True,
        )
        made += _spells(random, source, row.place or "Voorbeeldstad")
    classify(Vacancy.objects.filter(is_demo=True).values_list("pk", flat=True), by=by)
    visits.load(random)
    profiles = write_profiles(random, companies)
    write_steps(random, companies)
    record(
        by=by, action="portal.load_demo", subject="demo:vacancies", vacancies=made,
        profiles=profiles,
    )  # fmt: skip


def _spells(random: Random, source: Source, place: str) -> int:
    used: set[str] = set()
    for number in range(1, random.randint(1, MOST_EACH) + 1):
        work = random.choice(WORK)
        if title_key(work.titles["nl"]) in used:
            continue
        used.add(title_key(work.titles["nl"]))
        opened = now() - timedelta(days=random.randint(1, DAYS), hours=random.randint(0, 20))
        lasts = timedelta(days=max(3, round(random.expovariate(1 / work.days))))
        closed = opened + lasts if opened + lasts < now() else None
        _spell(random, source, f"demo-{number}", work.key, place, opened, closed)
    return len(used)


def _spell(
    random: Random,
    source: Source,
    key: str,
    work: str,
    place: str,
    opened: datetime,
    closed: datetime | None,
) -> None:
    over = Closed.GONE if closed else ""
    vacancy = Vacancy.objects.create(
        organisation_id=source.organisation_id,
        opened_at=opened,
        published=opened.date(),
        seen_at=closed,
        closed_at=closed,
        closed_because=over,
        is_demo=True,
    )
    languages = ("nl", "en") if random.random() < 0.25 else (random.choice(("nl", "nl", "en")),)
    for language in languages:
        Advert.objects.create(
            vacancy=vacancy,
            source=source,
            key=key,
            opened_at=opened,
            seen_at=closed,
            closed_at=closed,
            closed_because=over,
            **columns_of(text_of(work, language, place, key, opened.date())),
        )


@transaction.atomic
def clear(by: Actor) -> None:
    """Remove exactly the invented ones, and what was written about invented companies."""
    require(by, "demo.load")
    StatedStep.objects.filter(other__is_demo=True).delete()
    ToldStep.objects.filter(
        Q(is_demo=True) | Q(from_organisation__is_demo=True) | Q(to_organisation__is_demo=True)
    ).delete()
    for written in (Profile, Claim, Contribution, SponsorCheck, StatedStep, Host):
        written._default_manager.filter(organisation__is_demo=True).delete()
    Advert.objects.filter(vacancy__is_demo=True).delete()
    Correction.objects.filter(vacancy__is_demo=True).delete()
    Vacancy.objects.filter(is_demo=True).update(merged_into=None)
    Vacancy.objects.filter(is_demo=True).delete()
    visits.clear()
    Source.objects.filter(is_demo=True).delete()
    record(by=by, action="portal.clear_demo", subject="demo:vacancies")


def count() -> int:
    return Vacancy.objects.filter(is_demo=True).count()


demonstration("vacancies", load=load, clear=clear, count=count, after=("organisations",))
