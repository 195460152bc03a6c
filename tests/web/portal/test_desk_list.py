# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The desk goes through all vacancies, the least sure first; it takes twins apart, joins others."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from hcat.foundation.api import Refused, now
from hcat.foundation.models import AuditEvent
from hcat.portal.models import Advert, Apart, Correction, Label, Source, Vacancy
from hcat.portal.operations.twins import join, join_twins
from hcat.portal.queries.desk_list import DeskWanted, desk_list
from hcat.portal.syncing.reading import Read
from hcat.portal.syncing.spells import close_adverts, write
from hcat.postings.api import Place, Posting
from tests.portal.conftest import BY, in_english
from tests.web.desk.conftest import text_of

__all__ = ["in_english"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("polder")]
Make = Callable[..., Any]
LIST = "/en/desk/vacancies/list"


@pytest.fixture
def some(vacancy: Make) -> list[Vacancy]:
    """Four with a technical field: unsure, sure, unknown, and half sure."""
    made = []
    for number, confidence in enumerate((0.4, 0.9, None, 0.55)):
        one = vacancy(f"Vacature {number}", index=False)
        if confidence is not None:
            Label.objects.create(
                vacancy=one, aspect="field", value="mechanical", confidence=confidence
            )
        made.append(one)
    return made


def titles(page: Any) -> list[str]:
    found = re.findall(r'<th scope="row"><a [^>]*>([^<]+)</a>', page.content.decode())
    return [str(one) for one in found]


def test_least_sure_first_and_what_fits_the_filters(manager: Any, some: list[Vacancy]) -> None:
    page = manager.client.get(f"{LIST}?sort=sure")
    assert titles(page) == ["Vacature 2", "Vacature 0", "Vacature 3", "Vacature 1"]
    assert titles(manager.client.get(f"{LIST}?sure=missing")) == ["Vacature 2"]
    assert set(titles(manager.client.get(f"{LIST}?sure=unsure"))) == {"Vacature 0", "Vacature 3"}
    assert titles(manager.client.get(f"{LIST}?text=ture+1")) == ["Vacature 1"]
    assert len(titles(manager.client.get(f"{LIST}?text=voorbeeld+mach"))) == 4
    assert "No vacancy fits" in text_of(manager.client.get(f"{LIST}?text=elders"))
    assert len(titles(manager.client.get(f"{LIST}?system=mapping"))) == 4
    assert titles(manager.client.get(f"{LIST}?system=by_hand")) == []
    number = Source.objects.get().pk
    assert len(titles(manager.client.get(f"{LIST}?source={number}"))) == 4
    assert titles(manager.client.get(f"{LIST}?source={number + 1}")) == []
    assert len(titles(manager.client.get(f"{LIST}?source=x"))) == 4
    close_adverts(Advert.objects.filter(vacancy=some[0]), "gone", now())
    assert titles(manager.client.get(f"{LIST}?state=closed")) == ["Vacature 0"]
    assert len(titles(manager.client.get(f"{LIST}?state=all"))) == 4
    assert len(titles(manager.client.get(f"{LIST}?sort=up&sure=maybe&state=x&aspect=y"))) == 3


def test_correcting_one_leads_to_the_next_until_the_end(manager: Any, some: list[Vacancy]) -> None:
    page = manager.client.get(f"{LIST}?sort=sure&sure=unsure").content.decode()
    found = re.findall(r'href="(/en/desk/vacancies/\w+/field\?[^"]+)"', page)
    first = found[0].replace("&amp;", "&")
    assert len(found) == 2
    skip = manager.client.get(first).content.decode()
    assert "Next vacancy" in skip
    told = manager.client.post(first, {"values": "electrical", "edition": some[0].edition})
    assert told.status_code == 302
    assert f"/{some[3].key}/field?" in told.url
    assert "at=0" in told.url
    last = manager.client.post(told.url, {"values": "electrical", "edition": some[3].edition})
    assert last.url.startswith(LIST)
    assert Correction.objects.count() == 2
    assert "No vacancy fits" in text_of(manager.client.get(f"{LIST}?sure=unsure"))


def test_next_skips_to_the_one_below_and_remembers_the_question(
    manager: Any, some: list[Vacancy]
) -> None:
    page = manager.client.get(f"/en/desk/vacancies/{some[2].key}?sort=sure&at=0")
    text = page.content.decode()
    assert f'href="/en/desk/vacancies/{some[0].key}?sort=sure&amp;at=1"' in text
    assert 'href="/en/desk/vacancies/list?sort=sure"' in text
    end = manager.client.get(f"/en/desk/vacancies/{some[1].key}?sort=sure&at=3").content.decode()
    assert "Next vacancy" not in end
    assert "Back to the list" in end
    for strange in ("at=-1", "at=x", "at=99999999999"):
        plain = manager.client.get(f"/en/desk/vacancies/{some[1].key}?{strange}")
        assert "Back to the list" not in text_of(plain)


def test_what_a_person_decided_is_sure(some: list[Vacancy]) -> None:
    Correction.objects.create(vacancy=some[2], aspect="field", title="x")
    assert some[2] not in list(desk_list(DeskWanted(sure="missing")))
    assert list(desk_list(DeskWanted(by_sureness=True)))[-1] == some[2]


def test_ten_thousand_are_paged_with_few_questions(
    manager: Any, source: Source, django_assert_max_num_queries: Any
) -> None:
    Vacancy.objects.bulk_create(
        Vacancy(organisation_id=source.organisation_id, key=f"v{n}", opened_at=now())
        for n in range(10_000)
    )
    rows = list(Vacancy.objects.values_list("pk", "key"))
    Advert.objects.bulk_create(
        Advert(vacancy_id=pk, source=source, key=key, title=f"Vacature {key}", digest=key)
        for pk, key in rows
    )
    Label.objects.bulk_create(
        Label(vacancy_id=pk, aspect="field", value="mechanical", confidence=0.5 + pk % 50 / 100)
        for pk, _key in rows
    )
    with django_assert_max_num_queries(30):
        page = manager.client.get(f"{LIST}?sort=sure&page=150")
    assert "10,000 vacancies" in text_of(page)
    assert len(titles(page)) == 50


def test_who_may_not_comes_not_in(signed_in: Make, some: list[Vacancy]) -> None:
    key = some[0].key
    for address in (LIST, "/en/desk/vacancies/joined", f"/en/desk/vacancies/{key}/adverts"):
        assert Client().get(address).status_code == 302
        assert signed_in("board").client.get(address).status_code == 403
    assert (
        signed_in("board").client.post(f"/en/desk/vacancies/{key}/adverts/join").status_code == 403
    )


# --- twins ------------------------------------------------------------------------------------

TOLD = (
    "Je freest onderdelen op een Hermle C42 met Heidenhain TNC640, in ploegen, voor de vestiging "
    "aan de Kanaalweg 12."
)


@pytest.fixture
def twins(source: Source) -> tuple[Vacancy, Source, Source]:
    """One vacancy in two sources."""
    other = Source.objects.create(
        organisation=source.organisation, system="feeds", address="https://voorbeeld.example/feed"
    )
    one = Posting(
        key="1", title="CNC-frezer", language="nl", body=f"<p>{TOLD}</p>",
        places=(Place(locality="Hengelo"),),
    )  # fmt: skip
    show(source, one)
    show(other, replace(one, key="abc", title="CNC frezer (m/v/x)"))
    return Vacancy.objects.get(), source, other


def show(source: Source, *postings: Posting) -> None:
    read = Read({(one.key, one.language): one for one in postings}, {one.key for one in postings})
    write(source, read, by=BY)


def test_adverts_stand_beside_each_other_with_the_facts(manager: Any, twins: Any) -> None:
    vacancy, _one, _other = twins
    assert "CNC-frezer" in text_of(manager.client.get("/en/desk/vacancies/joined"))
    page = text_of(manager.client.get(f"/en/desk/vacancies/{vacancy.key}/adverts"))
    assert "1. CNC-frezer" in page
    assert "2. CNC frezer (m/v/x)" in page
    assert "the same place (+2.3)" in page
    assert "the texts are nearly the same" in page
    assert "Advert 2 is another vacancy" in page
    assert "start" not in page.split("Why they are taken for one")[1].split("Chance")[0]


def test_taken_apart_never_joined_again_and_joined_by_hand(manager: Any, twins: Any) -> None:
    vacancy, _one, other = twins
    home = f"/en/desk/vacancies/{vacancy.key}/adverts"
    advert = Advert.objects.get(source=other)
    parted = manager.client.post(f"{home}/{advert.pk}/part", follow=True)
    assert "a vacancy of its own now" in text_of(parted)
    assert Vacancy.objects.filter(closed_at=None).count() == 2
    assert join_twins(by=BY) == []
    assert "taken apart before" in text_of(parted)
    assert manager.client.post(f"{home}/{advert.pk}/part").status_code == 404
    only = Advert.objects.get(vacancy=vacancy)
    refused = manager.client.post(f"{home}/{only.pk}/part")
    assert refused.status_code == 422
    assert "nothing to take this advert apart from" in text_of(refused)
    advert.refresh_from_db()
    joined = manager.client.post(f"{home}/join", {"other": advert.vacancy.key}, follow=True)
    assert "They are one vacancy now" in text_of(joined)
    assert Vacancy.objects.filter(closed_at=None).count() == 1
    assert not Apart.objects.exists()
    assert AuditEvent.objects.filter(action="portal.vacancies_joined").exists()
    again = manager.client.post(f"{home}/join", {"other": advert.vacancy.key})
    assert again.status_code == 422


@pytest.mark.usefixtures("in_english")
def test_joining_refuses_what_cannot_be_one(source: Source, vacancy: Make, company: Make) -> None:
    one, two = vacancy("Lasser", index=False), vacancy("Frezer", index=False)
    with pytest.raises(Refused, match="cannot be joined"):
        join(by=BY, vacancy=one.key, other=two.key)  # beside each other in one list
    elsewhere = Vacancy.objects.create(organisation=company("Ander"), opened_at=now())
    with pytest.raises(Refused, match="cannot be joined"):
        join(by=BY, vacancy=one.key, other=elsewhere.key)
    with pytest.raises(Refused, match="cannot be joined"):
        join(by=BY, vacancy=one.key, other=one.key)


def test_joined_by_hand_keeps_what_opened_first(source: Source, vacancy: Make) -> None:
    other = Source.objects.create(
        organisation=source.organisation, system="feeds", address="https://voorbeeld.example/feed"
    )
    late = vacancy("Lasser", index=False)
    early = vacancy("Constructiebankwerker", index=False, opened_at=now() - timedelta(days=90))
    Advert.objects.filter(vacancy=early).update(source=other)
    assert join(by=BY, vacancy=late.key, other=early.key) == early
    late.refresh_from_db()
    assert (late.closed_because, late.merged_into) == ("merged", early)
    assert early.adverts.count() == 2
