# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A draft of the newsletter holds what is new on the portal, in few lines for the manager."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hcat.fields.api import field_codes
from hcat.foundation.api import Actor, now, today
from hcat.portal.api import Source, Vacancy, bring_up_to_date
from hcat.portal.models import Label
from hcat.sharing import news
from hcat.sharing.api import draft_issue, gather_again, issue_as_mail, items_of_issue
from hcat.web.portal.news import companies_told, vacancies_told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("polder")]
Make = Callable[..., Vacancy]
BY = Actor.system("test")


@pytest.fixture(autouse=True)
def _only_the_portal(monkeypatch: pytest.MonkeyPatch) -> None:
    assert news._others["vacancies"][1] is vacancies_told
    assert news._others["companies"][1] is companies_told
    kept = {name: news._others[name] for name in ("vacancies", "companies")}
    monkeypatch.setattr(news, "_others", kept)


def field(made: Vacancy, code: str) -> Vacancy:
    Label.objects.create(vacancy=made, aspect="field", value=code, confidence=0.9)
    return made


def test_new_vacancies_come_by_field_the_largest_first_in_each_language(vacancy: Make) -> None:
    one, other = field_codes()[:2]
    for n in range(4):
        field(vacancy(f"Lasser {n}", index=False), other)
    field(vacancy("Frezer", index=False), one)
    vacancy("Planner", index=False)
    field(vacancy("Kok", index=False), "none")
    made = draft_issue(by=BY)
    items = [link for link in items_of_issue(made) if link.kind == "vacancies"]
    assert [link.about for link in items] == [
        f"vacancies:{other}", f"vacancies:{one}", "vacancies:other",
    ]  # fmt: skip
    first, _one, rest = items
    assert first.texts["nl"]["title"].startswith("4 nieuwe vacatures: ")
    assert first.texts["en"]["title"].startswith("4 new vacancies: ")
    assert first.texts["de"]["title"].startswith("4 neue Stellen: ")
    assert first.texts["nl"]["text"] == (
        "Lasser 3 (Voorbeeld Machines); Lasser 2 (Voorbeeld Machines); "
        "Lasser 1 (Voorbeeld Machines); en meer"
    )
    assert rest.texts["nl"]["title"] == "2 nieuwe vacatures: ander werk"


def test_their_links_lead_to_the_search_and_carry_the_name_of_the_campaign(vacancy: Make) -> None:
    code = field_codes()[0]
    made = field(vacancy("Lasser", index=False), code)
    vacancy("Frezer")
    link = next(one for one in items_of_issue(draft_issue(by=BY)) if one.about.endswith(code))
    assert link.path == f"/vacancies?field={code}&from=newsletter-{today():%Y-%m}"
    page = Client().get(link.path).content.decode()
    assert made.key in page
    assert "Frezer" not in page


@pytest.mark.parametrize(("days", "told"), [(2, 1), (6, 1), (20, 2), (60, 2)])
def test_a_link_leads_to_all_that_it_names_for_a_week(
    vacancy: Make, at: Any, days: int, told: int
) -> None:
    made = [vacancy("Lasser", index=False), vacancy("Frezer", index=False)]
    opened = now() - timedelta(days=days, hours=-2)
    Vacancy.objects.update(opened_at=opened, published=today() - timedelta(days=days))
    stood_long = made[1]  # its company was connected not long ago
    Vacancy.objects.filter(pk=stood_long.pk).update(published=today() - timedelta(days=25))
    (item,) = vacancies_told(now() - timedelta(days=days))
    assert item.texts["en"]["title"].startswith(f"{told} new vacanc")
    at.shift(timedelta(days=6))
    Source.objects.update(read_at=now())
    bring_up_to_date()
    page = Client().get(item.path).content.decode()
    assert [one.key in page for one in made][:told] == [True] * told


def test_no_more_than_ten_lines_come_of_it_however_much_is_new(vacancy: Make) -> None:
    codes = field_codes()
    for n in range(40):
        field(vacancy(f"Lasser {n}", index=False), codes[n % len(codes)])
    for code in ("x1", "x2", "x3", "x4", "x5", "x6", "x7"):
        field(vacancy(f"Vak {code}", index=False), code)
    items = list(items_of_issue(draft_issue(by=BY)))
    assert len(items) <= 10
    told = sum(int(one.texts["nl"]["title"].split()[0]) for one in items if one.kind == "vacancies")
    assert told == 47, "none is lost"


def test_what_closed_is_old_or_invented_is_not_told(vacancy: Make, source: Source) -> None:
    Source.objects.update(added_at=now() - timedelta(days=90))
    vacancy("Oud", opened_at=now() - timedelta(days=60), index=False)
    demo, gone = vacancy("Verzonnen", index=False), vacancy("Weg", index=False)
    Vacancy.objects.filter(pk=demo.pk).update(is_demo=True)
    at = now()
    Vacancy.objects.filter(pk=gone.pk).update(closed_at=at, seen_at=at, closed_because="gone")
    assert list(items_of_issue(draft_issue(by=BY))) == []


def test_companies_that_are_new_are_named_once(
    vacancy: Make, company: Callable[..., Any], source: Source
) -> None:
    for n in range(8):
        Source.objects.create(
            organisation=company(f"Bedrijf {n}"), system="mapping", address=f"https://x{n}.test"
        )
    Source.objects.filter(pk=source.pk).update(added_at=now() - timedelta(days=90))
    Source.objects.create(
        organisation_id=source.organisation_id, system="mapping", address="https://more.test"
    )
    (link,) = items_of_issue(draft_issue(by=BY))
    assert link.texts["en"]["title"] == "8 companies are new on the portal"
    assert link.texts["en"]["text"].endswith("Bedrijf 5, and 2 more")
    assert "Voorbeeld Machines" not in link.texts["en"]["text"], "was read before"
    assert Client().get(link.path).status_code == 200


def test_what_came_since_is_added_and_the_mail_holds_it(vacancy: Make) -> None:
    made = draft_issue(by=BY)
    assert gather_again(by=BY, issue=made.key) == 0
    vacancy("Lasser", index=False)
    assert gather_again(by=BY, issue=made.key) == 1
    _subject, body = issue_as_mail(made, list(items_of_issue(made)), "nl")
    assert "1 NIEUWE VACATURE: ANDER WERK" in body
    assert "Lasser (Voorbeeld Machines)" in body


def test_it_asks_few_questions_of_the_database(vacancy: Make) -> None:
    from django.db import connection

    for n in range(30):
        field(vacancy(f"Lasser {n}", index=False), field_codes()[n % len(field_codes())])
    with CaptureQueriesContext(connection) as asked:
        told = list(vacancies_told(now() - timedelta(days=31)))
    assert told
    assert len(asked) <= 25
