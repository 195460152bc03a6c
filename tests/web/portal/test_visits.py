# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What of a request is counted, what never is, and that nothing else of it is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from hcat.foundation.api import today
from hcat.portal.api import Vacancy, make_referral, write_visits
from hcat.portal.models import Advert, AskedWords, Referral, Tally
from hcat.portal.visits import counting, naming
from tests.portal.conftest import BY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("polder")]
PERSON = {
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "Accept-Language": "nl,en;q=0.5",
    "Sec-Fetch-Site": "none",
    "Sec-Fetch-Mode": "navigate",
    "Sec-Fetch-Dest": "document",
}
HERE = {**PERSON, "Sec-Fetch-Site": "same-origin", "Referer": "http://testserver/vacancies"}
Make = Callable[..., Any]


def _forget() -> None:
    counting._counts.clear()
    counting._words.clear()
    naming.CAMPAIGNS.forget()
    naming.SITES.forget()


@pytest.fixture(autouse=True)
def _by_hand(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[None]:
    """Written when a test says so; nobody is asked where they live unless a test says so."""
    monkeypatch.setattr(counting, "EVERY", 3600.0)
    settings.PORTAL_ASKS_ONE_IN = 0
    cache.clear()
    _forget()
    yield
    _forget()


@pytest.fixture
def see() -> Callable[..., Any]:
    def get(path: str, headers: dict[str, str] | None = None, **more: str) -> Any:
        told = {**(PERSON if headers is None else headers), **more}
        return Client().get(path, headers=told)

    return get


def counted() -> Counter[tuple[str, ...]]:
    """Written and read: kind, and what of place, campaign and origin is known, to how often."""
    write_visits()
    return Counter(
        {
            tuple(
                part for part in (one.kind, one.place, one.campaign, one.origin) if part
            ): one.number
            for one in Tally.objects.all()
        }
    )


def test_a_visit_is_the_first_page_and_no_further_one(see: Make) -> None:
    see("/vacancies")
    see("/companies", HERE)
    see("/vacancies", {**HERE, "Referer": "http://testserver/en/companies?size=10-49"})
    see("/en/companies", PERSON)
    assert counted() == {("visit", "vacancies"): 1, ("visit", "companies"): 1}


def test_the_same_is_told_by_the_page_before_where_a_browser_says_no_more(see: Make) -> None:
    old = {name: PERSON[name] for name in ("User-Agent", "Accept-Language")}
    see("/vacancies", {**old, "Referer": "https://www.zoek.example/"})
    see("/vacancies", {**old, "Referer": "http://testserver/companies"})
    see("/vacancies", {**old, "Referer": "http://["})
    assert counted() == {("visit", "vacancies"): 2, ("referrer", "zoek.example"): 1}


def test_who_comes_from_another_part_of_the_site_begins_a_visit(see: Make) -> None:
    see("/vacancies", {**HERE, "Referer": "http://testserver/en/agenda/transparency"})
    assert counted() == {("visit", "vacancies"): 1}


def test_who_comes_by_a_list_on_another_site_begins_a_visit(
    see: Make, vacancy: Callable[..., Vacancy]
) -> None:
    made = vacancy("Lasser")
    listed = see("/en/embed/vacancies?q=lasser", {**PERSON, "Sec-Fetch-Dest": "iframe"})
    assert listed["Referrer-Policy"] == "same-origin"  # so that our own pages hear of it
    before = {**HERE, "Referer": "http://testserver/en/embed/vacancies?q=lasser"}
    one = f"/en/vacancies/{made.key}"
    see(f"{one}?from=embed", before)
    see("/en/vacancies?from=embed", {**HERE, "Referer": f"http://testserver{one}?from=embed"})
    assert counted() == {("visit", "vacancy", "embed"): 1}


@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"User-Agent": "curl/8.5.0"},
        {"User-Agent": ""},
        {"Accept-Language": ""},
        {"Sec-Purpose": "prefetch;prerender"},
        {"HX-Request": "true"},
        {"Sec-Fetch-Dest": "iframe"},
        {"Sec-Fetch-Mode": "cors"},
        {"Cache-Control": "max-age=0"},
    ],
)
def test_programs_and_what_nobody_looks_at_do_not_count(see: Make, headers: dict[str, str]) -> None:
    assert see("/vacancies", {**PERSON, **headers}).status_code == 200
    assert not counted()


def test_what_is_no_page_does_not_count(see: Make, manager: Any) -> None:
    Client().head("/vacancies", headers=PERSON)
    see("/feeds/vacancies.json")
    see("/vacancies/there-is-none")
    see("/agenda")
    manager.client.get("/vacancies", headers=PERSON)
    assert not counted()


@pytest.mark.parametrize("signal", ["DNT", "Sec-GPC"])
def test_of_who_asks_not_to_be_measured_only_the_number_is_kept(see: Make, signal: str) -> None:
    see("/vacancies?q=lasser&from=beurs", **{signal: "1", "Referer": "https://zoek.example/"})
    see("/vacancies?q=draaier", {**HERE, signal: "1"})
    assert counted() == {("unmeasured",): 1}
    assert not AskedWords.objects.exists()


def test_no_cookie_is_set_and_nothing_of_who_reads_is_kept(see: Make, settings: Any) -> None:
    settings.PORTAL_ASKS_ONE_IN = 1
    answer = see("/vacancies")
    assert "woont u in" in answer.content.decode()
    assert not answer.cookies
    write_visits()
    fields = {field.name for field in Tally._meta.get_fields()}
    assert fields == {"id", "day", "kind", "place", "campaign", "origin", "number", "is_demo"}


def test_a_search_counts_once_with_its_filters_and_pages(see: Make, vacancy: Make) -> None:
    vacancy("Lasser")
    see("/vacancies?q=lasser", HERE)
    again = {**HERE, "Referer": "http://testserver/vacancies?q=lasser"}
    see("/vacancies?q=lasser&level=hbo", again)
    see("/vacancies?q=lasser&page=2", HERE)
    see("/vacancies?q=las&typing=1", HERE)
    see("/vacancies?q=lasser", {**HERE, "Referer": "http://testserver/vacancies/where"})
    see("/vacancies?q=helikopterpiloot", again)
    assert counted() == {("search",): 2, ("empty",): 1}


IN_PLACE = {
    **HERE,
    "Sec-Fetch-Mode": "cors",
    "Sec-Fetch-Dest": "empty",
    "HX-Request": "true",
    "HX-Boosted": "true",
}
"""As a browser sends the form of a page whose answer is put into that page."""


def test_a_search_sent_in_place_counts_and_begins_no_visit(see: Make, vacancy: Make) -> None:
    vacancy("Lasser")
    see("/vacancies?q=lasser", IN_PLACE)
    see("/vacancies?q=las&typing=1", IN_PLACE)
    see("/vacancies?q=las&typing=1", {**IN_PLACE, "HX-Boosted": ""})
    see("/vacancies?q=draaier", {**IN_PLACE, "Sec-Fetch-Site": "cross-site"})
    see("/vacancies?q=draaier", {**IN_PLACE, "Referer": "http://testserver/en/agenda"})
    assert counted() == {("search",): 2, ("empty",): 1}


def test_typing_that_changed_the_address_hides_no_search(see: Make, vacancy: Make) -> None:
    vacancy("Lasser")
    before = see("/vacancies?q=draaier é", HERE).content.decode()
    assert '{"HCAT-Searched": "draaier%20%C3%A9"}' in before
    typed = {**IN_PLACE, "Referer": "http://testserver/vacancies?q=lasser"}
    see("/vacancies?q=lasser", {**typed, "HCAT-Searched": "draaier%20%C3%A9"})
    see("/vacancies?q=lasser&level=hbo", {**typed, "HCAT-Searched": "lasser"})
    see("/vacancies?q=draaier é", {**typed, "HCAT-Searched": "draaier%20%C3%A9"})
    assert counted() == {("search",): 2, ("empty",): 1}


def test_words_are_written_down_once_several_asked_them_on_two_days(
    see: Make, manager: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import date

    from hcat.portal.visits import words

    monday = date(2026, 3, 2)
    words.add_words({(monday, "helikopterpiloot"): (4, 4), (monday, "lasser"): (9, 0)})
    assert not AskedWords.objects.exclude(words="").exists()
    words.add_words({(date(2026, 3, 3), "helikopterpiloot"): (1, 1)})
    kept = AskedWords.objects.exclude(words="").get()
    assert (kept.words, kept.number, kept.empty) == ("helikopterpiloot", 5, 5)
    cache.clear()  # the salt is gone: counting begins anew, and nothing comes out sooner
    words.add_words({(date(2026, 3, 4), "lasser"): (1, 0)})
    assert AskedWords.objects.filter(words="").count() == 2


@pytest.mark.parametrize(
    "typed",
    ["jan@voorbeeld.example", "06 1234 5678", "7500 AE Enschede", "https://x.example/a",
     "a b c d e f g", "x" * 61],
)  # fmt: skip
def test_words_that_may_name_somebody_are_not_counted(typed: str) -> None:
    counting.count_search(typed, found=0)
    assert counted() == {("search",): 1, ("empty",): 1}
    assert not AskedWords.objects.exists()


def test_going_on_to_a_company_leads_to_its_own_advert_and_counts(see: Make, vacancy: Make) -> None:
    made: Vacancy = vacancy("Lasser")
    at = f"/vacancies/{made.key}"
    page = see(f"{at}?from=beurs", HERE).content.decode()
    assert f'href="{at}/to?from=beurs"' in page
    gone = see(f"{at}/to?from=beurs", {**HERE, "Referer": f"http://testserver{at}"})
    assert gone.status_code == 302
    assert gone["Location"] == "https://voorbeeld.example/1"
    assert "noindex" in gone["X-Robots-Tag"]
    assert counted() == {("click", str(made.organisation_id), "beurs"): 1}


def test_a_way_on_that_was_not_taken_from_our_page_leads_there_uncounted(
    see: Make, vacancy: Make
) -> None:
    at = f"/vacancies/{vacancy('Lasser').key}/to"
    assert see(at).status_code == 302
    assert see(at, {}).status_code == 302
    assert not counted()


def test_a_way_on_is_no_way_to_anywhere_else(see: Make, vacancy: Make) -> None:
    made: Vacancy = vacancy("Lasser")
    other: Vacancy = vacancy("Draaier")
    at = f"/vacancies/{made.key}/to"
    told = see(f"{at}?url=https://elders.example&next=https://elders.example", HERE)
    assert told["Location"] == "https://voorbeeld.example/1"
    assert see(f"{at}/{other.adverts.get().pk}", HERE).status_code == 404
    Advert.objects.filter(vacancy=made).update(address="javascript:alert(1)")
    assert see(at, HERE)["Location"] == f"/vacancies/{made.key}"
    assert see("/vacancies/there-is-none/to", HERE).status_code == 404


def test_on_to_the_site_of_a_company(see: Make, company: Make) -> None:
    known = company("Voorbeeld Machines", sbi=("2611",), website="https://machines.example")
    assert see(f"/companies/{known.key}/to", HERE)["Location"] == "https://machines.example"
    assert counted() == {("click", str(known.pk)): 1}
    bare = company("Zonder Site", sbi=("2611",))
    assert see(f"/companies/{bare.key}/to", HERE)["Location"] == f"/companies/{bare.key}"


def test_a_link_of_ours_leads_to_its_page_and_takes_its_name_along(
    see: Make, vacancy: Make
) -> None:
    made = vacancy("Lasser")
    make_referral(by=BY, code="beurs", title="Beurs", path="/en/vacancies?q=lasser")
    came = see("/r/beurs")
    assert came["Location"] == "/en/vacancies?q=lasser&from=beurs"
    for typed in ("/r/Beurs", "/r/BEURS/"):  # as people type it from a poster
        assert see(typed)["Location"] == came["Location"]
    page = see(came["Location"]).content.decode()
    assert f"/en/vacancies/{made.key}?from=beurs" in page
    assert '<input type="hidden" name="from" value="beurs">' in page
    assert counted()["visit", "vacancies", "beurs"] == 1
    Referral.objects.update(ended_at=Referral.objects.get().made_at)
    assert see("/r/beurs")["Location"] == "/en/vacancies?q=lasser"
    assert see("/r/nooit-gemaakt").status_code == 404


def test_a_campaign_of_others_counts_unless_it_may_be_that_of_one_reader(see: Make) -> None:
    see("/vacancies?utm_campaign=Voorjaar")
    see("/vacancies?utm_campaign=mail-4711981")
    see("/vacancies?utm_campaign=<script>")
    assert counted() == {("visit", "vacancies", "voorjaar"): 1, ("visit", "vacancies"): 2}


def test_a_link_of_ours_may_have_a_date_in_its_code(see: Make) -> None:
    make_referral(by=BY, code="beurs-20261201", title="Beurs", path="/en/vacancies")
    see(see("/r/beurs-20261201")["Location"])
    see("/companies?from=beurs-20261202")
    assert counted() == {
        ("visit", "vacancies", "beurs-20261201"): 1,
        ("visit", "companies"): 1,
    }


def test_invented_names_do_not_fill_the_tables(see: Make, monkeypatch: Any) -> None:
    monkeypatch.setattr(naming, "NEW_A_DAY", 3)
    for number in range(6):
        see(
            f"/vacancies?from=naam{number}", {**PERSON, "Referer": f"https://zoek{number}.example/"}
        )
    found = counted()
    assert found["visit", "vacancies", "other"] == 3
    assert found["referrer", "other"] == 3
    see("/vacancies?from=naam9")
    assert counted()["visit", "vacancies", "other"] == 4, "over all of the day"


@pytest.mark.parametrize("written_between", [True, False])
def test_invented_names_do_not_take_the_place_of_real_ones(
    see: Make, monkeypatch: Any, written_between: bool
) -> None:
    monkeypatch.setattr(naming, "NEW_A_DAY", 3)
    before = today() - timedelta(days=3)
    for kind, told in (
        ("visit", {"campaign": "nieuwsbrief"}),
        ("referrer", {"place": "krant.example"}),
    ):
        Tally.objects.create(day=before, kind=kind, number=5, **told)
    Tally.objects.create(day=before, kind="visit", number=4, campaign="zelden")
    Referral.objects.create(code="beurs-2026", title="x", path="/vacancies")
    for number in range(6):
        see(
            f"/vacancies?from=naam{number}", {**PERSON, "Referer": f"https://zoek{number}.example/"}
        )
    if written_between:
        counted()
    for name in ("beurs-2026", "nieuwsbrief", "zelden"):
        see(f"/vacancies?from={name}", {**PERSON, "Referer": "https://krant.example/"})
    write_visits()
    found = Tally.objects.filter(day=today(), kind="visit").values_list("campaign", flat=True)
    assert {"beurs-2026", "nieuwsbrief"} <= set(found)
    assert "zelden" not in found, "few came by it: it may be invented too"
    assert Tally.objects.get(day=today(), place="krant.example").number == 3


def test_a_flood_of_names_stays_small_in_memory(see: Make, monkeypatch: Any) -> None:
    monkeypatch.setattr(naming, "MOST_WAITING", 4)
    for number in range(9):
        see(f"/vacancies?from=naam{number}")
    assert len(counting._counts) == 5
    assert counted()["visit", "vacancies", "other"] == 5


def test_the_question_is_answered_once_from_our_own_page(see: Make, settings: Any) -> None:
    settings.PORTAL_ASKS_ONE_IN = 1
    page = see("/vacancies").content.decode()
    assert "woont u in" not in see("/companies", HERE).content.decode()
    stamp = page.split('name="stamp" value="')[1].split('"')[0]
    own = {"headers": HERE}
    given = {"stamp": stamp, "answer": "outside"}
    assert (
        Client(enforce_csrf_checks=True).post("/vacancies/where", given, **own).status_code == 200
    )
    assert Client().post("/vacancies/where", given, **own).status_code == 422
    forged = {"stamp": f"{stamp}x", "answer": "outside"}
    assert Client().post("/vacancies/where", forged, **own).status_code == 422
    assert Client().get("/vacancies/where").status_code == 405
    assert counted() == {("visit", "vacancies"): 1, ("asked",): 1, ("answer", "outside"): 1}


def test_an_answer_sent_from_another_site_does_not_count(see: Make, settings: Any) -> None:
    settings.PORTAL_ASKS_ONE_IN = 1
    page = see("/vacancies").content.decode()
    stamp = page.split('name="stamp" value="')[1].split('"')[0]
    given = {"stamp": stamp, "answer": "inside"}
    away = {"headers": {**PERSON, "Sec-Fetch-Site": "cross-site"}}
    assert Client().post("/vacancies/where", given, **away).status_code == 422
    assert ("answer", "inside") not in counted()


def test_a_count_that_fails_is_never_seen_by_who_reads(
    see: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*given: Any, **more: Any) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("hcat.web.portal.counting.count", breaks)
    assert see("/vacancies").status_code == 200
    monkeypatch.undo()
    monkeypatch.setattr(counting, "add", breaks)
    monkeypatch.setattr(counting, "EVERY", 3600.0)
    see("/vacancies")
    write_visits()
    monkeypatch.undo()
    assert counted() == {("visit", "vacancies"): 1}, "it waited for the next time"


def test_totals_add_up_over_processes() -> None:
    from datetime import date

    key = counting.Counted(date(2026, 3, 2), "visit", "vacancies")
    other = counting.Counted(date(2026, 3, 2), "visit", "companies")
    counting.add({key: 2})
    counting.add({key: 3, other: 1})
    assert counted() == {("visit", "vacancies"): 5, ("visit", "companies"): 1}
