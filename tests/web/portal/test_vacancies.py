# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a technician sees: vacancies searched, whole, closed; companies with what they have open."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hcat.foundation.api import now, today
from hcat.parties.api import record_event
from hcat.portal.api import Source, Vacancy, bring_up_to_date
from hcat.portal.models import Advert, Closed, Label
from hcat.portal.operations.ended_companies import end_with_companies
from hcat.portal.operations.labels import classify
from hcat.portal.syncing.freshness import hide_what_is_stale
from hcat.portal.syncing.keeping import columns_of
from hcat.postings.api import Posting
from tests.portal.conftest import BY
from tests.web.conftest import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("polder")]
Make = Callable[..., Vacancy]


def see(path: str, status: int = 200) -> str:
    response = Client().get(path)
    assert response.status_code == status
    return text(response)  # type: ignore[arg-type]


def test_nothing_yet_says_how_vacancies_come() -> None:
    assert "being put in order" in see("/en/vacancies")
    bring_up_to_date()
    assert "No vacancy is open now" in see("/en/vacancies")
    assert "come from the companies’ own sites" in see("/en/vacancies")


def test_the_list_tells_company_place_and_freshness(vacancy: Make) -> None:
    vacancy("Lasser", place="Hengelo")
    seen = see("/en/vacancies")
    assert "1 vacancy for technicians" in seen
    assert "Lasser Voorbeeld Machines, Hengelo" in seen
    assert "checked" in seen


def test_a_search_stands_in_its_address(vacancy: Make) -> None:
    vacancy("Lasser", place="Hengelo")
    vacancy("Software developer", language="en")
    assert "1 vacancy fits" in see("/en/vacancies?q=lassers")
    assert "1 vacancy fits" in see("/en/vacancies?place=Hengelo")
    assert "No vacancy fits" in see("/en/vacancies?q=timmerman")
    assert "1 vacature past" in see("/vacancies?q=develper")


def test_who_reads_no_dutch_finds_what_asks_none(vacancy: Make) -> None:
    for title, language, asked in (
        ("Software developer", "en", ["en"]),
        ("Embedded developer", "en", ["en", "nl"]),
        ("Test engineer", "en", []),
        ("Programmeur", "nl", ["en"]),
    ):
        made = vacancy(title, language=language, index=False)
        for one in asked:
            Label.objects.create(vacancy=made, aspect="language", value=one, confidence=0.9)
    bring_up_to_date()
    page = see("/en/vacancies?language=no-nl")
    assert "1 vacancy fits" in page
    assert "Software developer" in page
    assert "no Dutch asked, and the advert is not in Dutch only" in page
    assert "3 vacancies fit" in see("/en/vacancies?language=en")
    assert "?language=no-nl" in Client().get("/en/region").content.decode()


@pytest.mark.parametrize(
    "query", ["q=%22(", "page=0", "page=99999", "page=x", "place=%00", "since=7", "since=-1",
              "level=nonsense", "q=" + "x" * 5000]
)  # fmt: skip
def test_nothing_in_an_address_breaks_the_page(vacancy: Make, query: str) -> None:
    vacancy()
    see(f"/en/vacancies?{query}")


def test_a_long_list_has_pages(vacancy: Make) -> None:
    for number in range(45):
        vacancy(f"Lasser {number}", index=False)
    bring_up_to_date()
    assert "45 vacancies" in see("/en/vacancies")
    first = Client().get("/en/vacancies").content.decode()
    last = Client().get("/en/vacancies?page=3").content.decode()
    assert len(re.findall(r"<li>\s*<h2>", first)) == 20
    assert len(re.findall(r"<li>\s*<h2>", last)) == 5


def test_a_vacancy_is_read_whole(vacancy: Make) -> None:
    made = vacancy("Lasser", body="<p>Je last <b>frames</b>.</p>", hours_low=32.0, hours_high=40.0)
    response = Client().get(f"/en/vacancies/{made.key}")
    html = response.content.decode()
    assert "<p>Je last <b>frames</b>.</p>" in html
    assert 'lang="nl"' in html
    seen = text(response)  # type: ignore[arg-type]
    assert "Hours a week 32–40" in seen
    assert "Salary not stated" in seen
    assert "To the vacancy at Voorbeeld Machines" in seen


def test_a_closed_vacancy_says_so_and_is_gone_for_search_engines(vacancy: Make) -> None:
    made = vacancy()
    Vacancy.objects.filter(pk=made.pk).update(
        closed_at=now(), seen_at=now(), closed_because=Closed.GONE, changed_at=now()
    )
    bring_up_to_date()
    response = Client().get(f"/en/vacancies/{made.key}")
    assert response.status_code == 410
    assert "no longer open" in text(response)  # type: ignore[arg-type]
    assert 'name="robots" content="noindex"' in response.content.decode()
    assert "No vacancy is open now" in see("/en/vacancies")


def test_a_merged_vacancy_leads_to_what_it_became(vacancy: Make) -> None:
    first, second = vacancy("Lasser"), vacancy("Welder", language="en")
    Vacancy.objects.filter(pk=second.pk).update(
        closed_at=now(), seen_at=now(), closed_because=Closed.MERGED, merged_into=first
    )
    response = Client().get(f"/en/vacancies/{second.key}")
    assert (response.status_code, response["Location"]) == (302, f"/en/vacancies/{first.key}")


def test_the_page_of_a_company_reads_no_more_vacancies_than_it_shows(
    vacancy: Make,
) -> None:
    made = [vacancy(f"Frezer {number}", index=False) for number in range(23)]
    with CaptureQueriesContext(connection) as asked:
        assert "Frezer 22" in see(f"/en/companies/{made[0].organisation.key}")
    bodies = [one["sql"] for one in asked if '"portal_advert"."body"' in one["sql"]]
    assert len(bodies) == 1
    assert bodies[0].partition(" IN (")[2].count(",") < 20


def test_what_is_not_there_is_told(vacancy: Make) -> None:
    assert "There is no vacancy at this address" in see("/en/vacancies/zzzzzzzz", 404)
    assert "There is no company at this address" in see("/en/companies/nobody", 404)


def test_nothing_is_shown_that_was_last_seen_longer_ago_than_promised(
    vacancy: Make, source: Source
) -> None:
    vacancy()
    Source.objects.filter(pk=source.pk).update(read_at=now() - timedelta(hours=49))
    assert hide_what_is_stale() == 1
    bring_up_to_date()
    assert "No vacancy is open now" in see("/en/vacancies")


def test_companies_stand_here_with_what_they_have_open(
    vacancy: Make, company: Callable[..., Any]
) -> None:
    vacancy()
    company("Ander Voorbeeld", sbi=("2611",))
    seen = see("/en/companies")
    assert "Voorbeeld Machines" in seen
    assert "1 vacancy open" in seen
    assert "its vacancies are not followed yet" in seen


def test_a_company_shows_its_vacancies(vacancy: Make, source: Source) -> None:
    vacancy("Lasser")
    seen = see(f"/en/companies/{source.organisation.key}")
    assert "Voorbeeld Machines" in seen
    assert "1 vacancy open Lasser" in seen
    assert "People who work there 12" in seen


def test_what_was_not_seen_for_longer_than_promised_is_not_shown_as_open(
    vacancy: Callable[..., Vacancy], source: Source
) -> None:
    made = vacancy()
    Source.objects.filter(pk=source.pk).update(
        read_at=now() - timedelta(days=9), hidden_at=now() - timedelta(days=1)
    )
    told = Client().get(f"/en/vacancies/{made.key}")
    text = told.content.decode()
    assert told.status_code == 200
    assert "whether this vacancy is still open is not known" in text
    assert '<meta name="robots" content="noindex">' in text
    assert "application/ld+json" not in text
    assert Client().get(f"/en/vacancies/{made.key}/to").status_code == 302


def test_of_two_sources_the_one_that_keeps_its_promise_is_read(
    vacancy: Make, source: Source
) -> None:
    made = vacancy("Lasser", language="nl", body="<p>Je last frames.</p>")
    late = Source.objects.create(
        organisation=source.organisation, system="mapping", address="https://late.example/",
        read_at=now() - timedelta(days=20), hidden_at=now() - timedelta(days=18),
    )  # fmt: skip
    posting = Posting(
        key="en", title="Welder", address="https://late.example/en", language="en",
        body="<p>You weld frames, and more than that.</p>",
    )  # fmt: skip
    Advert.objects.create(vacancy=made, source=late, key="en", **columns_of(posting))
    page = Client().get(f"/en/vacancies/{made.key}").content.decode()
    assert "Je last frames." in page
    assert "Welder" not in page
    assert '"inLanguage": "nl"' in page
    Source.objects.update(hidden_at=now(), read_at=now() - timedelta(days=9))
    Source.objects.filter(pk=late.pk).update(hidden_at=None, read_at=now())
    page = Client().get(f"/vacancies/{made.key}").content.decode()
    assert "You weld frames" in page
    assert "Je last frames." not in page


@pytest.mark.parametrize(
    "query", ["page=²", "since=²", "near=x&within=²", "page=٣", f"page={'9' * 5000}"]
)
def test_signs_that_look_like_numbers_break_nothing(vacancy: Make, query: str) -> None:
    vacancy()
    for path in ("/vacancies", "/vacancies/embed", "/embed/vacancies", "/feeds/vacancies.json"):
        assert Client().get(f"{path}?{query}&number=²").status_code == 200


def test_a_page_beyond_the_last_is_the_last(vacancy: Make) -> None:
    vacancy()
    assert "Lasser" in see("/en/vacancies?page=9999")
    assert "Lasser" in see("/en/vacancies?page=9999&q=lasser")


def test_where_nothing_fits_what_comes_near_is_shown(vacancy: Make) -> None:
    vacancy("Werktuigbouwkundig constructeur", body="<p>Je tekent machines.</p>")
    seen = see("/en/vacancies?q=constructeur helikopters")
    assert "No vacancy holds all of these words" in seen
    assert "1 vacancy holds some of them" in seen
    classify([one.pk for one in Vacancy.objects.all()], by=BY)
    bring_up_to_date()
    seen = see("/en/vacancies?q=Werkzeugmechaniker")
    assert "Nobody seeks this occupation now" in seen
    assert "1 vacancy is in the same technical field" in seen
    assert "No vacancy fits" in see("/en/vacancies?q=xyzzyx")


@pytest.mark.parametrize("query", ["place=Hengelo", "since=1", "language=de", "hours=part_time"])
def test_what_a_filter_leaves_out_is_not_called_sought_by_nobody(vacancy: Make, query: str) -> None:
    vacancy("Lasser", place="Enschede", opened_at=now() - timedelta(days=5), index=False)
    vacancy("Servicemonteur", place="Hengelo", opened_at=now(), index=False)
    classify([one.pk for one in Vacancy.objects.all()], by=BY)
    bring_up_to_date()
    page = Client().get(f"/en/vacancies?q=lasser&{query}&from=fair").content.decode()
    assert "Nobody seeks" not in page
    assert "Servicemonteur" not in page
    assert "No vacancy fits these filters" in page
    link = re.search(r'<a href="([^"]*)">1 vacancy fits without filters', page)
    assert link is not None
    assert html.unescape(link[1]) == "/en/vacancies?q=lasser&from=fair"


def test_what_an_address_ticks_twice_is_kept(vacancy: Make) -> None:
    vacancy()
    page = Client().get("/en/vacancies?level=hbo&level=wo").content.decode()
    assert '<input type="checkbox" name="level" value="wo" checked>' in page, "and can be left out"
    assert "higher professional" in page.lower() or "hbo" in page


def test_what_others_just_asked_is_kept_until_something_changes(
    vacancy: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hcat.foundation.kept.SECONDS", 300.0)
    vacancy("Lasser")
    assert "1 vacancy for technicians" in see("/en/vacancies")
    with CaptureQueriesContext(connection) as asked:
        assert "1 vacancy for technicians" in see("/en/vacancies")
    assert not any("portal_advert" in one["sql"] for one in asked)
    assert "1 vacature voor technici" in see("/vacancies"), "each language has its own"
    assert 'name="from" value="fair"' in Client().get("/en/vacancies?from=fair").content.decode()
    assert 'name="from"' not in Client().get("/en/vacancies").content.decode()
    vacancy("Frezer")
    assert "2 vacancies for technicians" in see("/en/vacancies")


def test_a_vacancy_of_a_company_that_ended_leads_to_no_page_that_is_not_there(
    vacancy: Make, source: Source
) -> None:
    made = vacancy("Lasser")
    record_event(
        kind="exit", before=[source.organisation], after=[], happened_on=today(), reason="x", by=BY
    )
    end_with_companies(by=BY)
    page = Client().get(f"/en/vacancies/{made.key}")
    assert page.status_code == 410
    assert "Voorbeeld Machines" in page.content.decode()
    assert f"/en/companies/{source.organisation.key}" not in page.content.decode()


def test_what_was_found_while_typing_leads_on_as_if_it_was_sent(vacancy: Make) -> None:
    for n in range(21):
        vacancy(f"Lasser {n}", index=n == 20)
    response = Client().get("/en/vacancies?q=lasse&typing=1")
    page = response.content.decode()
    for link in ("/en/vacancies?q=lasse&amp;page=2", "/de/vacancies?q=lasse"):
        assert f'href="{link}"' in page, link
    assert "typing=1" not in page
    assert response["HX-Replace-Url"] == "/en/vacancies?q=lasse"


def test_what_nobody_has_yet_can_be_waited_for(vacancy: Make) -> None:
    assert "Get what is new by mail" not in see("/en/vacancies?q=helikopterpiloot"), "no index yet"
    vacancy("Lasser")
    for question in ("q=helikopterpiloot", "q=lasser&place=Almelo", "place=Almelo"):
        page = Client().get(f"/en/vacancies?{question}").content.decode()
        asked = question.replace("&", "&amp;")
        assert f'href="/en/vacancies/mail?{asked}"' in page, question
        assert f'href="/en/feeds/vacancies.atom?{asked}"' in page, question


def test_a_program_that_looks_first_takes_no_campaign_away(
    vacancy: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hcat.foundation.kept.SECONDS", 300.0)
    made = vacancy("Lasser")
    assert Client().head("/en/vacancies?from=fair").status_code == 200
    page = Client().get("/en/vacancies?from=fair").content.decode()
    assert 'name="from" value="fair"' in page
    assert f'href="/en/vacancies/{made.key}?from=fair"' in page


def test_students_narrow_to_internships_and_others_to_help_from_abroad(vacancy: Make) -> None:
    vacancy("Stage lasrobots", body="<p>Een stage voor een student.</p>", index=False)
    vacancy("Software engineer", body="<p>We offer visa sponsorship.</p>", index=False)
    classify([one.pk for one in Vacancy.objects.all()], by=BY)
    bring_up_to_date()
    page = see("/en/vacancies")
    assert "internship (1)" in page
    assert "offered (1)" in page
    seen = see("/en/vacancies?seniority=intern")
    assert "1 vacancy fits" in seen
    assert "Stage lasrobots" in seen
    assert "Software engineer" in see("/en/vacancies?sponsor=offered")
    assert "Software engineer" not in see("/en/vacancies?q=stage")
    assert "Software engineer" in see("/en/vacancies?q=informatica"), "words of a filter"
