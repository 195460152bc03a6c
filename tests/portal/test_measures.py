# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long vacancies stay open, measured so that it can be believed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

import pytest
from django.utils import timezone

from hcat.agenda.api import load_folder
from hcat.evidence.api import Scope
from hcat.foundation.api import Actor, now
from hcat.numerics.api import Estimate, Period
from hcat.parties.api import FactsDraft, register_organisation
from hcat.portal.measures import coverage, freshness, open_over_75_days, share_open_over_75_days
from hcat.portal.models import Closed, Label, Source, Vacancy
from hcat.portal.operations.twins import _join as join_rows
from tests.web.desk.conftest import POLDER

BY = Actor.system("test")
DAY = date(2026, 3, 1)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _base(db: None) -> None:
    assert load_folder(POLDER, by=BY).ok


@pytest.fixture
def followed(company: Callable[..., Any]) -> Callable[..., Source]:
    def make(name: str = "Voorbeeld") -> Source:
        made = Source.objects.create(
            organisation=company(name, sbi=("2611",)), system="feeds",
            address=f"https://{name.replace(' ', '')}.example/feed", read_at=now(),
        )  # fmt: skip
        Source.objects.filter(pk=made.pk).update(added_at=_at(DAY - timedelta(days=900)))
        return made

    return make


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def spell(
    source: Source, start: int, lasts: int | None, *, seen: int | None = None,
    field: str = "mechanical", level: str = "hbo", **given: Any,
) -> Vacancy:  # fmt: skip
    """Opened so many days before DAY, closed `lasts` days later (None: still open)."""
    opened = DAY - timedelta(days=start)
    closed = None if lasts is None else _at(opened + timedelta(days=lasts))
    made = Vacancy.objects.create(
        organisation_id=source.organisation_id,
        opened_at=_at(DAY - timedelta(days=start if seen is None else seen)),
        published=opened, closed_at=closed, seen_at=closed,
        closed_because=Closed.GONE if closed else "", **given,
    )  # fmt: skip
    Label.objects.create(vacancy=made, aspect="field", value=field, confidence=0.9)
    Label.objects.create(vacancy=made, aspect="level", value=level, confidence=0.9)
    return made


def ask(measure: Callable[[Period, Scope], Estimate], **scope: Any) -> Estimate:
    return measure(Period(DAY, DAY), Scope(**scope))


def test_what_is_open_longer_than_75_days_is_counted(followed: Any) -> None:
    source = followed()
    spell(source, 80, None)
    spell(source, 75, None)  # not longer
    spell(source, 200, 100)  # over
    spell(source, 90, 89)  # closed yesterday
    spell(source, 100, None, field="none")
    spell(source, 100, None, level="mbo-2")
    spell(source, 100, None, is_demo=True)
    found = ask(open_over_75_days)
    assert (found.value, found.n, found.population) == (1.0, 1, 1)


def test_companies_that_are_not_followed_are_counted_for_with_their_uncertainty(
    followed: Any, company: Any
) -> None:
    for number in range(10):
        source = followed(f"Gevolgd {number}")
        for _ in range(number % 3):
            spell(source, 100, None)
    for number in range(10):
        company(f"Ongevolgd {number}", sbi=("2611",))
    found = ask(open_over_75_days)
    assert found.value == pytest.approx(18.0)
    assert found.low is not None
    assert 9.0 <= found.low < 18.0 < (found.high or 0)
    assert (found.n, found.population) == (10, 20)
    shares = ask(coverage)
    assert (shares.numerator, shares.denominator) == (10, 20)


def test_nothing_followed_is_not_zero(company: Any) -> None:
    company("Ongevolgd", sbi=("2611",))
    for measure in (open_over_75_days, share_open_over_75_days):
        assert ask(measure).is_missing
    assert ask(coverage).value == 0.0


def test_a_source_that_ended_makes_nobody_late(followed: Any) -> None:
    followed("Loopt"), followed("Klaar")
    today = now().date()
    Source.objects.filter(address__contains="Klaar").update(
        state="ended", read_at=now() - timedelta(days=30)
    )
    found = freshness(Period(today, today), Scope())
    assert (found.numerator, found.denominator) == (1, 1)


def test_late_entry_takes_the_bias_of_old_vacancies_away(followed: Any) -> None:
    """True share beyond 75 days: exp(-75/63) = 30.4%. Followed for 120 days only; what was open
    then came into view late. Without late entry the share would come out far too high."""
    source, random, window = followed(), Random(75), 120
    for _ in range(2500):
        start = random.randint(1, 700)
        lasts = max(1, round(random.expovariate(1 / 63.0)))
        if start - lasts > window:
            continue  # gone before anybody looked
        spell(source, start, lasts if lasts < start else None, seen=min(start, window))
    found = ask(share_open_over_75_days)
    assert found.value == pytest.approx(30.2, abs=4.0)  # lasts are whole days
    assert found.low is not None
    assert found.high is not None
    assert found.high - found.low < 12


def test_a_figure_of_before_stays_what_it_was(followed: Any) -> None:
    source = followed()
    one = spell(source, 100, None)
    known = _at(DAY + timedelta(days=3))
    before = ask(open_over_75_days, known_on=known)
    Vacancy.objects.filter(pk=one.pk).update(
        closed_at=known + timedelta(days=5), seen_at=known, closed_because=Closed.GONE
    )
    spell(source, 90, None, seen=-10)  # found ten days later, published long before
    assert ask(open_over_75_days, known_on=known).value == before.value == 1.0


def test_no_old_vacancy_at_some_is_not_none_at_all(followed: Any, company: Any) -> None:
    for number in range(5):
        followed(f"Gevolgd {number}")
    for number in range(5):
        company(f"Ongevolgd {number}", sbi=("2611",))
    found = ask(open_over_75_days)
    assert (found.value, found.low) == (0.0, 0.0)
    assert 2.0 < (found.high or 0) < 6.0


def test_only_companies_of_the_base_count_in_the_share(followed: Any) -> None:
    source = followed()
    for _ in range(5):
        spell(source, 100, 20)
    spell(source, 100, None)
    before = ask(share_open_over_75_days)
    school = register_organisation(
        kind="education", facts=FactsDraft(name="School"), valid_from=date(2020, 1, 1),
        source="a test", by=BY,
    )  # fmt: skip
    other = Source.objects.create(
        organisation=school, system="feeds", address="https://school.example/feed", read_at=now()
    )
    for _ in range(6):
        spell(other, 200, None)
    after = ask(share_open_over_75_days)
    assert before.value == pytest.approx(100 / 6)
    assert (after.value, after.n) == (before.value, before.n)


def test_joining_may_move_when_it_was_published_and_nothing_else(followed: Any) -> None:
    """The one thing of a join that a figure of before follows when it is made again."""
    source = followed()
    keep = spell(source, 50, None)
    known = _at(DAY + timedelta(days=3))
    assert ask(open_over_75_days, known_on=known).value == 0.0
    later = spell(source, 20, None, seen=-20)
    join_rows(keep, later, _at(DAY + timedelta(days=30)))
    assert ask(open_over_75_days, known_on=known).value == 0.0
    early = spell(source, 90, None, seen=-25)
    join_rows(keep, early, _at(DAY + timedelta(days=30)))
    assert ask(open_over_75_days, known_on=known).value == 1.0
