# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Vacancies and companies for programs: in parts without a gap, filtered, as of a day, refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from hcat.foundation.api import now, today
from hcat.portal.api import bring_up_to_date
from hcat.portal.models import Gap, Label, Profile, Source, Vacancy

from .conftest import Ask

pytestmark = pytest.mark.usefixtures("polder")
Make = Callable[..., Vacancy]


@pytest.fixture(autouse=True)
def _own_index(settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path


def keys(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.content
    return [one["key"] for one in answer.json()["items"]]


def walk(ask: Ask, path: str) -> Iterator[list[str]]:
    """All parts, by the links that they give."""
    answer = ask(path)
    while True:
        yield keys(answer)
        onward = answer.json()["_links"]["next"]
        if onward is None:
            return
        assert f'<{onward["href"]}>; rel="next"' in answer["Link"]
        answer = Client().get(onward["href"].removeprefix("http://testserver"))


def closed(made: Vacancy, **given: Any) -> Vacancy:
    made.seen_at = made.closed_at = given.pop("at", now())
    made.closed_because, made.changed_at = "gone", now()
    made.save()
    made.adverts.update(opened_at=made.opened_at, closed_at=made.closed_at, closed_because="gone")
    return made


def test_parts_follow_each_other_without_a_gap_while_others_come_and_go(
    ask: Ask,
    vacancy: Make,
) -> None:
    made = [
        vacancy(f"Lasser {n}", opened_at=now() - timedelta(days=9 - n // 2), index=False)
        for n in range(7)
    ]
    parts = walk(ask, "/vacancies?pageSize=3")
    seen = next(parts)
    vacancy("Erbij", opened_at=now(), index=False)
    closed(made[4])  # was shown already, or stood in the next part: no other may be lost by it
    for part in parts:
        seen += part
    assert seen == [one.key for one in sorted(made, key=lambda m: (m.opened_at, m.pk))[::-1]
                    if one.key != made[4].key or one.key in seen]  # fmt: skip
    assert len(set(seen)) == len(seen)


def test_a_vacancy_says_what_its_page_says(ask: Ask, vacancy: Make) -> None:
    made = vacancy("Lasser", index=False)
    Vacancy.objects.filter(pk=made.pk).update(published=date(2026, 1, 5))
    Label.objects.create(vacancy=made, aspect="level", value="mbo-4", confidence=0.9, words=["mbo"])
    one = ask(f"/vacancies/{made.key}").json()
    assert (one["title"], one["places"], one["levels"]) == ("Lasser", ["Enschede"], ["mbo-4"])
    assert one["company"]["name"] == "Voorbeeld Machines"
    assert one["published"] == "2026-01-05"
    assert one["description"] == "<p>Je last frames.</p>"
    assert one["salary"] is None
    assert one["closedAt"] is None
    assert one["labels"][0]["words"] == ["mbo"]
    assert one["_links"]["self"]["href"].endswith(f"/api/v1/vacancies/{made.key}")
    assert ask(f"/companies/{one['company']['slug']}").json()["openVacancies"] == 1


def test_a_closed_one_is_told_with_why_and_is_not_among_the_open(
    ask: Ask,
    vacancy: Make,
) -> None:
    stays, gone = vacancy("Lasser", index=False), closed(vacancy("Frezer", index=False))
    assert ask(f"/vacancies/{gone.key}").json()["closedBecause"] == "gone"
    assert keys(ask("/vacancies")) == [stays.key]
    assert keys(ask("/vacancies?state=closed")) == [gone.key]
    assert set(keys(ask("/vacancies?state=all"))) == {stays.key, gone.key}


def test_what_no_source_keeps_its_promise_of_is_not_called_open(ask: Ask, vacancy: Make) -> None:
    made, gone = vacancy("Lasser", index=False), closed(vacancy("Frezer", index=False))
    assert ask(f"/vacancies/{made.key}").json()["state"] == "open"
    assert ask(f"/vacancies/{gone.key}").json()["state"] == "closed"
    Source.objects.update(hidden_at=now())
    assert ask(f"/vacancies/{made.key}").json()["state"] == "unknown"
    listed = ask(f"/vacancies?state=all&changedSince={today()}").json()["items"]
    assert {one["key"]: one["state"] for one in listed} == {
        made.key: "unknown", gone.key: "closed"
    }  # fmt: skip
    assert keys(ask("/vacancies")) == []


def test_as_of_tells_what_was_open_at_the_end_of_that_day(
    ask: Ask,
    vacancy: Make,
) -> None:
    old = vacancy("Lasser", opened_at=now() - timedelta(days=30), index=False)
    closed(old, at=now() - timedelta(days=10))
    new = vacancy("Frezer", opened_at=now() - timedelta(days=5), index=False)

    def on(days: int) -> list[str]:
        return keys(ask(f"/vacancies?asOf={today() - timedelta(days=days)}"))

    assert (on(40), on(20), on(7), on(1)) == ([], [old.key], [], [new.key])


def test_what_changed_since_a_day_can_be_kept_up(ask: Ask, vacancy: Make) -> None:
    made = vacancy("Lasser", index=False)
    Vacancy.objects.filter(pk=made.pk).update(changed_at=now() - timedelta(days=5))
    path = "/vacancies?state=all&changedSince="
    assert keys(ask(f"{path}{today() - timedelta(days=2)}")) == []
    assert keys(ask(f"{path}{today() - timedelta(days=6)}")) == [made.key]
    closed(made)
    assert keys(ask(f"{path}{today()}")) == [made.key]


def test_what_was_posted_since_a_day(ask: Ask, vacancy: Make) -> None:
    told = vacancy("Lasser", index=False)
    Vacancy.objects.filter(pk=told.pk).update(published=today() - timedelta(days=20))
    silent = vacancy("Frezer", opened_at=now() - timedelta(days=3), index=False)
    since = today() - timedelta(days=4)
    assert keys(ask(f"/vacancies?postedSince={since}")) == [silent.key]
    assert len(keys(ask(f"/vacancies?postedSince={since - timedelta(days=20)}"))) == 2


def test_as_of_a_day_on_which_it_was_closed_it_was_not_open(ask: Ask, vacancy: Make) -> None:
    made = vacancy("Lasser", opened_at=now() - timedelta(days=60))
    Gap.objects.create(
        vacancy=made, closed_because="gone", closed_at=now() - timedelta(days=20),
        reopened_at=now() - timedelta(days=10),
    )  # fmt: skip
    open_at = [
        bool(keys(ask(f"/vacancies?asOf={today() - timedelta(days=days)}")))
        for days in (70, 30, 20, 15, 11, 10, 5)
    ]
    assert open_at == [False, True, False, False, False, True, True]


@pytest.mark.parametrize("name", ["asOf", "changedSince", "postedSince"])
@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_days_without_end_are_answered(ask: Ask, vacancy: Make, name: str, day: str) -> None:
    made = vacancy("Lasser", index=False)
    finds = (day < "2") != (name == "asOf")
    assert keys(ask(f"/vacancies?{name}={day}")) == ([made.key] if finds else [])


def test_filters_of_the_search_page_and_words(ask: Ask, vacancy: Make) -> None:
    one = vacancy("Lasser", place="Hengelo", index=False)
    other = vacancy("Frezer", place="Almelo")
    Label.objects.create(vacancy=one, aspect="level", value="mbo-4", confidence=0.9)
    Label.objects.create(vacancy=other, aspect="level", value="hbo", confidence=0.9)
    assert keys(ask("/vacancies?level=mbo-4")) == [one.key]
    assert keys(ask("/vacancies?place=Almelo")) == [other.key]
    assert keys(ask("/vacancies?text=lasser")) == [one.key]
    assert keys(ask("/vacancies?text=lasser&level=hbo")) == []
    slug = ask("/vacancies").json()["items"][0]["company"]["slug"]
    assert len(keys(ask(f"/vacancies?company={slug}"))) == 2


def test_words_come_in_parts_too(ask: Ask, vacancy: Make) -> None:
    made = {vacancy(f"Lasser {n}", index=n == 4).key for n in range(5)}
    seen = [key for part in walk(ask, "/vacancies?text=lasser&pageSize=2") for key in part]
    assert len(seen) == 5
    assert set(seen) == made


def test_what_is_ticked_is_sought_beyond_the_best(
    ask: Ask, vacancy: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hcat.portal.queries.listing.MOST_RANKED", 2)
    plain = [vacancy("Lasser", index=False) for _ in range(4)]
    wanted = vacancy("Lasser, en nog veel meer", index=False)
    Label.objects.create(vacancy=wanted, aspect="level", value="hbo", confidence=0.9)
    bring_up_to_date()
    found = ask("/vacancies?text=lasser&level=hbo")
    assert keys(found) == [wanted.key]
    every = ask("/vacancies?text=lasser").json()
    assert every["count"] == len(plain) + 1


@pytest.mark.parametrize(
    ("path", "name", "code"),
    [
        ("/vacancies?level=phd", "level", "not-a-choice"),
        ("/vacancies?field=zzz", "field", "unknown-key"),
        ("/vacancies?company=nobody", "company", "unknown-key"),
        ("/vacancies?after=nothing", "after", "not-usable"),
        ("/vacancies?text=lasser&asOf=2026-01-01", "text", "not-usable"),
        ("/vacancies?text=lasser&state=all", "text", "not-usable"),
        ("/vacancies?q=lasser", "q", "unknown-parameter"),
        ("/vacancies?pageSize=101", "pageSize", "too-large"),
        ("/companies?offer=gold", "offer", "unknown-key"),
        ("/companies?place=GM9999", "place", "unknown-key"),
        ("/companies?size=big", "size", "unknown-key"),
    ],
)
def test_what_cannot_be_used_is_refused(
    ask: Ask,
    vacancy: Make,
    path: str,
    name: str,
    code: str,
) -> None:
    vacancy("Lasser")
    answer = ask(path)
    assert answer.status_code == 400, answer.content
    (error,) = answer.json()["errors"]
    assert (error["location"]["name"], error["code"]) == (name, code)


@pytest.mark.parametrize("path", ["/vacancies/zzzzzzzz", "/vacancies/a%00", "/companies/nobody"])
def test_what_is_not_there_is_a_404(ask: Ask, path: str) -> None:
    answer = ask(path)
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"


def test_companies_come_with_their_profile_paying_or_not(
    ask: Ask,
    company: Callable[..., Any],
) -> None:
    mine = company("Aap Machines", place="Enschede", sbi=("2611",), employees=12)
    company("Bakkerij Noot", place="Enschede", sbi=("1071",), employees=5)
    Profile.objects.create(organisation=mine, slug="aap", makes={"nl": "Machines"})
    (one,) = ask("/companies?text=aap").json()["items"]
    assert (one["slug"], one["makes"]["nl"], one["makes"]["en"]) == ("aap", "Machines", None)
    assert one["openVacancies"] is None, "nobody reads them, which is not none"
    assert ask("/companies/aap").json() == one
    assert "Bakkerij Noot" not in [c["name"] for c in ask("/companies").json()["items"]]


def test_a_page_of_a_hundred_asks_a_fixed_number_of_questions(
    ask: Ask, vacancy: Make, company: Callable[..., Any],
    django_assert_max_num_queries: Any,
) -> None:  # fmt: skip
    for n in range(30):
        vacancy(f"Lasser {n}", index=False)
        company(f"Bedrijf {n}", place="Enschede", sbi=("2611",), employees=12)
    with django_assert_max_num_queries(12):
        assert len(keys(ask("/vacancies?pageSize=100"))) == 30
    with django_assert_max_num_queries(16):
        assert ask("/companies?pageSize=100").json()["count"] >= 30
