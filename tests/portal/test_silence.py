# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What nobody looks at is not counted: sources that fell silent, or were never read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from hcat.agenda.api import load_folder
from hcat.evidence.api import Scope
from hcat.foundation.api import now, today
from hcat.numerics.api import Period
from hcat.portal.entering.drafts import Draft
from hcat.portal.long_open import Spell, followed_in, old_at
from hcat.portal.measures import coverage, open_over_75_days, share_open_over_75_days
from hcat.portal.models import Label, Silence, Source, Vacancy
from hcat.portal.operations.entries import enter_vacancy
from hcat.portal.operations.sources import end_source
from hcat.portal.syncing.reading import Read
from hcat.portal.syncing.spells import expire, write
from hcat.postings.api import Posting
from tests.portal.conftest import BY
from tests.web.desk.conftest import POLDER

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)


@pytest.fixture(autouse=True)
def _base(db: None, at: Any) -> None:
    assert load_folder(POLDER, by=BY).ok


@pytest.fixture
def source(company: Callable[..., Any]) -> Callable[..., Source]:
    def make(name: str = "Voorbeeld", part: str = "jobs") -> Source:
        return Source.objects.create(
            organisation=_company(name, company), system="mapping",
            address=f"https://{name.lower()}.example/{part}.json",
        )  # fmt: skip

    return make


def _company(name: str, company: Callable[..., Any]) -> Any:
    found = Source.objects.filter(address__contains=name.lower()).first()
    return found.organisation if found else company(name, sbi=("2611",))


def shows(source: Source, *keys: str) -> None:
    shown = [Posting(key=k, title=f"Werktuigbouwkundige {k}", language="nl") for k in keys]
    write(source, Read(
        postings={(one.key, one.language): one for one in shown}, seen={*keys},
    ), by=BY)  # fmt: skip
    technical()


def fails(source: Source) -> None:
    write(source, Read(is_whole=False, failure="404"), by=BY)


def technical() -> None:
    for vacancy in Vacancy.objects.exclude(labels__aspect="field"):
        Label.objects.create(vacancy=vacancy, aspect="field", value="mechanical", confidence=0.9)
    Label.objects.filter(aspect="field").update(value="mechanical")
    Label.objects.filter(aspect="level").delete()


def figures(day: date | None = None, known: datetime | None = None) -> tuple[Any, Any]:
    """Open for long, and how many companies are followed."""
    period = Period(day or today(), day or today())
    return (
        open_over_75_days(period, Scope(known_on=known)).value,
        coverage(period, Scope(known_on=known)).numerator,
    )


def test_a_source_that_was_never_read_is_not_followed(source: Any, at: Any) -> None:
    read = source("Gelezen")
    shows(read, "1", "2", "3")
    never = source("Nooit")
    fails(never)
    at.shift(timedelta(days=80))
    shows(read, "1", "2", "3")
    fails(never)
    assert figures()[1] == 1
    shows(never, "9")
    assert figures()[1] == 2
    assert figures(today() - timedelta(days=1))[1] == 0  # the other one was silent then


def test_what_was_not_seen_since_the_promise_passed_leaves_the_stock(source: Any, at: Any) -> None:
    one, other = source("Stil"), source("Gelezen")
    for name in (one, other):
        shows(name, "1", "2", "3")
    at.shift(timedelta(days=80))
    for name in (one, other):
        shows(name, "1", "2", "3")
    assert figures() == (6.0, 2)
    at.shift(timedelta(hours=47))
    fails(one)
    shows(other, "1", "2", "3")
    assert figures() == (6.0, 2)
    at.shift(timedelta(hours=2))
    assert figures()[1] == 1
    assert open_over_75_days(Period(today(), today()), Scope()).n in (1, None)
    at.shift(timedelta(days=300))
    shows(other, "1", "2", "3")
    assert figures()[1] == 1


def test_a_vacancy_is_lost_once_its_own_sources_are_silent(source: Any, at: Any) -> None:
    one, other = source("Een", "a"), source("Een", "b")
    shows(one, "1", "2", "3")
    shows(other, "7", "8", "9")
    at.shift(timedelta(days=80))
    shows(other, "7", "8", "9")
    assert figures() == (3.0, 1)
    at.shift(timedelta(days=4))
    assert figures() == (None, 0)
    told = open_over_75_days(Period(today(), today()), Scope())
    assert "read within its promise" in (told.missing_reason or "")


def test_what_became_known_later_changes_no_figure_of_before(source: Any, at: Any) -> None:
    one = source()
    shows(one, "1", "2", "3")
    at.shift(timedelta(days=1))
    shows(one, "1", "2", "3")
    at.shift(timedelta(days=100))
    silent, day = now(), today()
    told = figures(day, silent)
    period = Period(day, day)
    share = share_open_over_75_days(period, Scope(known_on=silent)).missing_reason
    assert told == (None, 0)
    at.shift(timedelta(days=1))
    shows(one, "1", "2", "3")  # read again: all the time it was there
    assert Silence.objects.filter(source=one).count() == 2
    assert figures() == (3.0, 1)
    assert figures(day, silent) == told
    again = share_open_over_75_days(period, Scope(known_on=silent)).missing_reason
    assert again == share is not None


def test_what_is_gone_after_a_silence_ended_nobody_knows_when(source: Any, at: Any) -> None:
    one = source()
    shows(one, "1", "2", "3", "4")
    for _ in range(40):
        at.shift(timedelta(days=2))
        shows(one, "1", "2", "3", "4")
    share = share_open_over_75_days(Period(today(), today()), Scope())
    assert share.value == 100.0
    last = today()
    at.shift(timedelta(days=60))
    shows(one, "1", "2", "3")
    at.shift(timedelta(days=1))
    shows(one, "1", "2", "3")
    assert Vacancy.objects.get(adverts__key="4").closed_because == "gone"
    scope = Scope()
    assert share_open_over_75_days(Period(today(), today()), scope).value == 100.0
    assert (scope.used["vacancies"], scope.used["ended"]) == (7, 0)  # three of them seen twice
    assert figures(last)[0] == 4.0
    assert figures(last + timedelta(days=1))[0] == 4.0
    assert figures(last + timedelta(days=9))[0] is None


def test_a_source_that_ended_says_nothing_of_its_vacancies(source: Any, at: Any) -> None:
    one = source()
    shows(one, "1", "2")
    for _ in range(40):
        at.shift(timedelta(days=2))
        shows(one, "1", "2")
    at.shift(timedelta(hours=1))
    assert figures() == (2.0, 1)
    end_source(one, by=BY)
    at.shift(timedelta(hours=1))
    assert figures() == (0.0, 1)
    assert share_open_over_75_days(Period(today(), today()), Scope()).value == 100.0


def test_by_hand_is_followed_from_the_first_entry_until_its_last_day_is_long_over(
    company: Any, at: Any
) -> None:
    made = company("Hand", sbi=("2611",))
    assert figures()[1] == 0
    enter_vacancy(by=BY, organisation=made.key, draft=Draft(
        title="Werktuigbouwkundige", place="Enschede",
                text="Wij bouwen machines voor de voedingsindustrie, en zoeken een collega. " * 3,
        apply_at="https://hand.example/1", closes=today() + timedelta(days=90),
    ))  # fmt: skip
    technical()
    at.shift(timedelta(days=80))
    assert figures() == (1.0, 1)
    at.shift(timedelta(days=11))
    expire()
    assert figures() == (0.0, 1)
    assert share_open_over_75_days(Period(today(), today()), Scope()).value == 100.0
    at.shift(timedelta(days=9))
    assert figures() == (None, 0)


def test_where_nobody_looked_a_spell_leaves_view_and_enters_late_again() -> None:
    def day(number: int) -> date:
        return DAY + timedelta(days=number)

    through = Spell(1, day(-100), day(-90), None, ((day(-60), day(-20)),))
    over = Spell(1, day(-100), day(-90), day(-10), ((day(-60), day(-20)),))
    lost = Spell(2, day(-100), day(-100), None, ((day(-60), date.max),), is_lost=True)
    made = followed_in([through, over, lost], DAY)
    assert list(zip(made.entry, made.days, made.ended, strict=True)) == [
        (10, 40, 0), (80, 100, 0),
        (10, 40, 0), (80, 90, 1),
        (0, 40, 0),
    ]  # fmt: skip
    assert old_at([through, over, lost], [1, 2], DAY) == [1, 0]


def test_a_silence_does_not_end_before_it_began(source: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Silence.objects.create(source=source(), since=now(), until=now() - timedelta(days=1))
