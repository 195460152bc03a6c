# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A company tells what it makes: kept at the desk, shown to everybody, found by what it offers."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hcat.parties.api import known_places
from hcat.portal.api import ProfileDraft, save_profile
from hcat.portal.models import Label, Profile, Sponsor, SponsorList
from tests.portal.conftest import BY
from tests.portal.test_profiles import png
from tests.web.conftest import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("polder")]
Make = Callable[..., Any]
SENT = {
    "makes_nl": "Meetmachines",
    "makes_en": "Measuring machines",
    "words": "optica, fijnmechanica",
    "languages": ["en"],
    "offers": ["housing"],
    "edition": 0,
}


def see(path: str, status: int = 200) -> str:
    response = Client().get(path)
    assert response.status_code == status
    return text(response)  # type: ignore[arg-type]


@pytest.fixture
def known(company: Make) -> Any:
    return company("Voorbeeld Machines", place="Enschede", sbi=("2611",), employees=12)


def test_a_profile_is_written_at_the_desk_and_read_by_everybody(manager: Any, known: Any) -> None:
    at = f"/en/desk/vacancies/companies/{known.key}"
    assert manager.client.get(at).status_code == 200
    logo = SimpleUploadedFile("evil.svg", png(), content_type="image/svg+xml")
    assert manager.client.post(at, {**SENT, "logo": logo}).status_code == 302
    seen = see("/en/companies/voorbeeld-machines")
    assert "Measuring machines" in seen
    assert "optica, fijnmechanica" in seen
    assert "Help with finding a home" in seen
    assert "Visits by pupils and students not told yet" in seen
    assert "Meetmachines" in see("/companies/voorbeeld-machines")
    kept = Profile.objects.get().logo
    picture = Client().get(f"/companies/voorbeeld-machines/logo/{kept.fingerprint}")
    assert picture["Content-Type"] == "image/png"
    assert picture["X-Content-Type-Options"] == "nosniff"
    assert picture.content == png()
    assert Client().get("/companies/voorbeeld-machines/logo/0000").status_code == 404
    assert (
        Client().post(f"/companies/voorbeeld-machines/logo/{kept.fingerprint}").status_code == 405
    )


def test_without_a_profile_each_field_says_so(known: Any) -> None:
    seen = see(f"/en/companies/{known.key}")
    assert "What it makes not told yet" in seen
    assert seen.count("not told yet") == 5


def test_a_key_leads_to_the_address_of_the_profile(known: Any) -> None:
    save_profile(by=BY, organisation=known.key, edition=0, draft=ProfileDraft())
    answer = Client().get(f"/en/companies/{known.key}")
    assert answer.status_code == 301
    assert answer["Location"] == "/en/companies/voorbeeld-machines"


def test_the_list_tells_what_it_makes_and_is_filtered_by_offer(company: Make, known: Any) -> None:
    company("Andere Machines", place="Enschede", sbi=("2611",), employees=12)
    save_profile(
        by=BY, organisation=known.key, edition=0,
        draft=ProfileDraft(makes={"en": "Measuring machines"}, offers=("housing",)),
    )  # fmt: skip
    assert "Measuring machines" in see("/en/companies")
    found = see("/en/companies?offer=housing")
    assert "1 company fits" in found
    assert "Andere Machines" not in found
    assert "2 high-tech companies" in see("/en/companies?offer=nonsense")


def test_the_list_is_filtered_by_field_language_sponsor_and_what_is_open(
    company: Make, known: Any, vacancy: Make
) -> None:
    other = company("Andere Machines", place="Enschede", sbi=("2611",), employees=12, kvk="1" * 8)
    company("Derde", place="Enschede", sbi=("2611",), employees=12)
    open_one = vacancy("Lasser", index=False)
    Label.objects.create(vacancy=open_one, aspect="field", value="mechanical", confidence=0.9)
    save_profile(
        by=BY, organisation=other.key, edition=0,
        draft=ProfileDraft(
            makes={"en": "Ölpumpen and valves"}, disciplines=("field:mechanical", "optics"),
            languages=("en",),
        ),
    )  # fmt: skip
    assert "4 high-tech companies" in see("/en/companies?field=nonsense&language=xx&open=no")
    assert "Recognised sponsor" not in see("/en/companies"), "no register was read"
    SponsorList.objects.create(as_of="2026-06-01", file="sponsors.csv", rows=1)
    Sponsor.objects.create(name="Andere", name_key="andere", kvk="1" * 8)
    assert "Recognised sponsor (IND) all yes (1)" in see("/en/companies")
    for question, names in {
        "field=mechanical": ["Andere Machines", "Voorbeeld Machines"],
        "language=en": ["Andere Machines"],
        "sponsor=yes": ["Andere Machines"],
        "open=yes": ["Voorbeeld Machines"],
        "field=mechanical&open=yes": ["Voorbeeld Machines"],
        "language=en&open=yes": [],
        "text=valves+ölp": ["Andere Machines"],
        "text=OPTICS": ["Andere Machines"],
        "text=field": [],
        "text=der": ["Andere Machines", "Derde"],
    }.items():
        page = Client().get(f"/en/companies?{question}").content.decode()
        assert re.findall(r"<h2><a [^>]*>([^<]*)</a></h2>", page) == names, question


def names(question: str) -> list[str]:
    page = Client().get(f"/en/companies?{question}").content.decode()
    return re.findall(r"<h2><a [^>]*>([^<]*)</a></h2>", page)


def test_words_are_forgiven_their_order_signs_and_a_mistake(company: Make) -> None:
    here, there = sorted(known_places())[:2]
    known = company("Demobedrijf Egel 235", sbi=("2611",), municipality=here)
    company("Demobedrijf Krékel 12 B.V.", sbi=("2611",), municipality=there)
    save_profile(
        by=BY, organisation=known.key, edition=0, draft=ProfileDraft(makes={"en": "Robots"})
    )
    for asked in ("robts", "egel demobedrijf", "Egel-235", "235 robots", "demobedijf egel"):
        assert names(f"text={asked}") == ["Demobedrijf Egel 235"], asked
    assert names("text=krekel+bv") == ["Demobedrijf Krékel 12 B.V."]
    assert not names(f"text=robts&place={there}"), "a filter makes no other word of it"
    assert not names("text=zzzzzz")
    assert not names("text=%3F%3F")


def test_each_filter_counts_what_it_leaves_beside_the_others(
    company: Make, vacancy: Make, source: Any
) -> None:
    (one, here), (other, there) = sorted(known_places().items())[:2]
    company("Groot", sbi=("2611",), municipality=one, employees=300)
    company("Klein", sbi=("2611",), municipality=one, employees=12)
    company("Ander Groot", sbi=("2611",), municipality=other, employees=300)
    save_profile(
        by=BY, organisation=source.organisation.key, edition=0,
        draft=ProfileDraft(offers=("housing",)),
    )  # fmt: skip
    vacancy("Lasser")
    seen = see("/en/companies?size=250%2B")
    assert f"{here} (1)" in seen
    assert f"{there} (1)" in seen
    assert "250+ (2)" in seen
    assert "10-49 (2)" in seen
    assert "Has vacancies open" not in seen, "none of these has"
    none = see("/en/companies?size=250%2B&open=yes")
    assert "No company fits" in none
    assert "Has vacancies open all yes (0)" in none, "what was chosen can be seen and undone"
    assert "10-49 (1)" in none
    assert f"{here} (1)" in see("/en/companies?text=klein")


def test_what_a_company_writes_is_text_and_nothing_else(known: Any) -> None:
    save_profile(
        by=BY, organisation=known.key, edition=0,
        draft=ProfileDraft(makes={"nl": "<script>x</script>"}, disciplines=("<b>y</b>",)),
    )  # fmt: skip
    page = Client().get("/en/companies/voorbeeld-machines").content.decode()
    assert "<script>x" not in page
    assert "<b>y" not in page


def test_two_at_once_the_second_sees_both(manager: Any, known: Any) -> None:
    at = f"/en/desk/vacancies/companies/{known.key}"
    manager.client.post(at, SENT)
    second = manager.client.post(at, {**SENT, "makes_en": "Something else"})
    page = second.content.decode()
    assert second.status_code == 422
    assert "changed this profile in the meantime" in page
    assert "What stands now" in page
    assert "Measuring machines" in page
    assert "Something else" in page
    assert 'name="edition" value="1"' in page


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"makes_nl": "x" * 2001}, "is too long"),
        ({"offers": ["free-beer"]}, "Select a valid choice"),
        ({"logo": SimpleUploadedFile("a.png", b"<svg/>")}, "This picture cannot be the logo"),
    ],
)
def test_a_refusal_keeps_what_was_typed(
    manager: Any, known: Any, given: dict[str, Any], said: str
) -> None:
    page = manager.client.post(f"/en/desk/vacancies/companies/{known.key}", {**SENT, **given})
    assert page.status_code == 422
    assert said in page.content.decode()
    assert "fijnmechanica" in page.content.decode()
    assert not Profile.objects.exists()


def test_the_desk_finds_companies_and_who_may_not_write_is_told(
    signed_in: Callable[[str], Any], known: Any
) -> None:
    board = signed_in("board").client
    assert "Voorbeeld Machines" in board.get("/en/desk/vacancies/companies").content.decode()
    assert (
        "No company has this" in board.get("/en/desk/vacancies/companies?text=xyz").content.decode()
    )
    assert board.get(f"/en/desk/vacancies/companies/{known.key}").status_code == 403
    assert board.get("/en/desk/vacancies/companies/org-none").status_code == 403
