# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A vacancy that was gone and came back is one spell, and was not open in between for who asks
what was known then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from hcat.agenda.api import load_folder
from hcat.evidence.api import Scope
from hcat.foundation.api import now
from hcat.numerics.api import Period
from hcat.portal.measures import open_over_75_days, share_open_over_75_days
from hcat.portal.models import Advert, Gap, Label, Source, Vacancy
from hcat.portal.operations.twins import part
from hcat.portal.syncing.reading import Read
from hcat.portal.syncing.spells import write
from hcat.postings.api import Posting
from tests.portal.conftest import BY
from tests.web.desk.conftest import POLDER

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _base(db: None) -> None:
    assert load_folder(POLDER, by=BY).ok


@pytest.fixture
def source(at: Any, company: Callable[..., Any]) -> Source:
    return Source.objects.create(
        organisation=company("Voorbeeld", sbi=("2611",)),
        system="mapping",
        address="https://voorbeeld.example/jobs.json",
    )


def posting(number: int, **given: Any) -> Posting:
    return Posting(key=str(number), title=f"Werktuigbouwkundige {number}", language="nl", **given)


def shows(source: Source, *postings: Posting) -> None:
    """What the source shows at this moment, beside two that never change."""
    shown = (*postings, posting(8), posting(9))
    write(source, Read(
        postings={(one.key, one.language): one for one in shown},
        seen={one.key for one in shown},
    ), by=BY)  # fmt: skip
    for vacancy in Vacancy.objects.exclude(labels__aspect="field"):
        Label.objects.create(vacancy=vacancy, aspect="field", value="mechanical", confidence=0.9)
    Label.objects.filter(aspect="field").update(value="mechanical")
    Label.objects.filter(aspect="level").delete()


def counted(day: date, known: datetime | None) -> float | None:
    return open_over_75_days(Period(day, day), Scope(known_on=known)).value


def test_a_day_in_the_gap_keeps_its_figures(source: Source, at: Any) -> None:
    shows(source, posting(1))
    at.shift(timedelta(days=80))
    shows(source, posting(1))
    before, day_before = now(), now().date()
    assert counted(day_before, before) == 3.0
    at.shift(timedelta(days=1))
    shows(source)  # gone
    at.shift(timedelta(days=10))
    shows(source)
    in_gap, day_in_gap = now(), now().date()
    known_then = counted(day_in_gap, in_gap), counted(day_before, in_gap)
    share_then = share_open_over_75_days(Period(day_in_gap, day_in_gap), Scope(known_on=in_gap))
    assert known_then == (2.0, 3.0)
    at.shift(timedelta(days=5))
    shows(source, posting(1))  # back: the same spell
    assert Vacancy.objects.filter(adverts__key="1").count() == 1
    assert (counted(day_in_gap, in_gap), counted(day_before, in_gap)) == known_then
    share_now = share_open_over_75_days(Period(day_in_gap, day_in_gap), Scope(known_on=in_gap))
    assert (share_now.value, share_now.n) == (share_then.value, share_then.n)
    assert counted(day_before, before) == 3.0
    # As is known today it was open all the time.
    assert counted(now().date(), None) == 3.0
    assert counted(day_in_gap, now()) == 3.0


def test_each_gap_is_kept(source: Source, at: Any) -> None:
    for _round in range(3):
        shows(source, posting(1))
        at.shift(timedelta(days=2))
        shows(source)
        at.shift(timedelta(days=2))
    shows(source, posting(1))
    gaps = list(Gap.objects.filter(vacancy__adverts__key="1"))
    assert [(one.reopened_at - one.closed_at).days for one in gaps] == [2, 2, 2]
    assert {one.closed_because for one in gaps} == {"gone"}
    at.shift(timedelta(days=2))
    shows(source)
    at.shift(timedelta(days=32))
    shows(source, posting(1))  # another spell
    assert Gap.objects.count() == 3
    assert Vacancy.objects.filter(adverts__key="1").count() == 2


def test_a_last_day_that_is_put_off_goes_on_with_the_spell(source: Source, at: Any) -> None:
    today = now().date()
    shows(source, posting(1, closes=today + timedelta(days=1)))
    at.shift(timedelta(days=5))
    shows(source, posting(1, closes=today + timedelta(days=1)))
    assert Vacancy.objects.get(adverts__key="1").closed_because == "expired"
    shows(source, posting(1, closes=today + timedelta(days=30)))
    back = Vacancy.objects.get(adverts__key="1")
    assert (back.closed_at, back.closes) == (None, today + timedelta(days=30))
    assert Gap.objects.get().closed_because == "expired"


def test_what_stood_under_another_did_not_count_until_it_was_taken_apart(
    source: Source, at: Any
) -> None:
    shows(source, posting(1))
    at.shift(timedelta(days=80))
    shows(source, posting(1))
    before, day = now(), now().date()
    at.shift(timedelta(days=1))
    one = Vacancy.objects.get(adverts__key="1")
    under = Vacancy.objects.get(adverts__key="8")
    Advert.objects.filter(vacancy=one).update(vacancy=under, joined_from=one)
    Vacancy.objects.filter(pk=one.pk).update(
        closed_at=now(), seen_at=now(), closed_because="merged", merged_into=under
    )
    at.shift(timedelta(days=3))
    merged = now()
    assert counted(day, merged) == 2.0
    assert counted(day, before) == 3.0
    at.shift(timedelta(days=3))
    part(by=BY, vacancy=under, advert=Advert.objects.get(key="1"))
    assert counted(day, now()) == 3.0
    assert counted(day, merged) == 2.0
    assert Gap.objects.get().closed_because == "merged"


def test_a_gap_does_not_end_before_it_began(source: Source) -> None:
    shows(source)
    with pytest.raises(IntegrityError), transaction.atomic():
        Gap.objects.create(
            vacancy=Vacancy.objects.first(), closed_at=now(), closed_because="gone",
            reopened_at=now() - timedelta(days=1),
        )  # fmt: skip
