# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Advisers and lists of employers at the desk: kept, refused at the field, taken out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from hcat.foundation.api import Actor
from hcat.parties.api import FactsDraft, register_organisation
from hcat.surveys.models import Adviser, Place, RankingList
from tests.web.desk.conftest import Visitor, text_of

pytestmark = pytest.mark.usefixtures("polder")
BY = Actor.system("test")
DESK = "/desk/surveys"
ADVISER = {
    "name": "An Advies", "organisation": "Raad", "about_nl": "Vraag naar beloning.",
    "factors": ["pay"], "mail": "vraag@example.org", "since": "1-1-2024",
}  # fmt: skip
LIST = {"name": "Beste werkgevers", "year": "2024", "publisher": "Blad", "length": "100",
        "published_on": "1-2-2024"}  # fmt: skip


def send(visitor: Visitor, page: str, status: int = 302, /, **answers: Any) -> Any:
    """Fill in the form of a page and send it."""
    response = visitor.client.post(f"/en{page}", visitor.answered(visitor.fill(page), **answers))
    assert response.status_code == status, text_of(response)
    return response


def press(visitor: Visitor, path: str) -> str:
    response = visitor.client.post(f"/en{path}", follow=True)
    assert response.status_code == 200
    return text_of(response)


def company(name: str = "Smid") -> Any:
    return register_organisation(
        kind="company", facts=FactsDraft(name=name, place="Eiland", sbi=("2611",), employees=12),
        valid_from=date(2020, 1, 1), source="a test", by=BY,
    )  # fmt: skip


@pytest.mark.parametrize("path", ["advisers", "advisers/new", "rankings", "rankings/new"])
def test_who_may_not_run_surveys_does_not_come_in(
    signed_in: Callable[[str], Visitor], path: str
) -> None:
    response = signed_in("board").open(f"{DESK}/{path}")
    assert response.status_code == 403
    assert signed_in("programme_manager").open(f"{DESK}/{path}").status_code == 200


def test_nobody_and_nothing_yet_says_what_to_do_first(manager: Visitor) -> None:
    assert "No adviser is named" in text_of(manager.open(f"{DESK}/advisers"))
    assert "No list of employers is followed" in text_of(manager.open(f"{DESK}/rankings"))


def test_an_adviser_is_named_changed_and_taken_out(manager: Visitor) -> None:
    send(manager, f"{DESK}/advisers/new", **ADVISER)
    made = Adviser.objects.get()
    assert (made.factors, made.about) == (["pay"], {"nl": "Vraag naar beloning."})
    page = text_of(manager.open(f"{DESK}/advisers"))
    assert "1 adviser for companies" in page
    assert "Pay" in page
    send(manager, f"{DESK}/advisers/{made.pk}", until="1-1-2025")
    made.refresh_from_db()
    assert made.until == date(2025, 1, 1)
    assert "nothing of it is kept" in press(manager, f"{DESK}/advisers/{made.pk}/drop")
    assert not Adviser.objects.exists()
    assert manager.open(f"{DESK}/advisers/{made.pk}").status_code == 404


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ({"mail": ""}, "Nobody can reach this adviser"),
        ({"mail": "no mail"}, "is not complete"),
        ({"web": "javascript:alert(1)"}, "is not complete"),
        ({"until": "1-1-2020"}, "end before it begins"),
        ({"name": ""}, "required"),
    ],
)
def test_an_adviser_is_refused_with_what_to_mend(
    manager: Visitor, answers: dict[str, str], why: str
) -> None:
    page = text_of(send(manager, f"{DESK}/advisers/new", 422, **{**ADVISER, **answers}))
    assert why in page
    assert not Adviser.objects.exists()


def test_a_list_is_followed_with_who_is_on_it(manager: Visitor) -> None:
    smid = company()
    send(manager, f"{DESK}/rankings/new", **LIST)
    made = RankingList.objects.get()
    here = f"{DESK}/rankings/{made.pk}"
    assert "Nobody has looked yet" in text_of(manager.open(here))
    assert "nobody looked yet" in text_of(manager.open(f"{DESK}/rankings"))
    assert "no company of the region is on it" in press(manager, f"{here}/nobody")
    send(manager, here, organisation="Smid", first="51", last="100")
    page = text_of(manager.open(here))
    assert "1 company of the region is on it." in page
    assert "51 –100" in page or "51–100" in page
    assert "Companies have a place on this list." in press(manager, f"{here}/nobody")
    assert "The place is taken off." in press(manager, f"{here}/take/{smid.key}")
    assert not Place.objects.exists()
    send(manager, f"{here}/edit", year="2023")
    assert RankingList.objects.get().year == 2023
    assert "taken away" in press(manager, f"{here}/drop")
    assert manager.open(here).status_code == 404


def test_a_place_beyond_the_list_or_of_nobody_is_refused_at_the_field(manager: Visitor) -> None:
    company()
    send(manager, f"{DESK}/rankings/new", **LIST)
    here = f"{DESK}/rankings/{RankingList.objects.get().pk}"
    assert "Places go from 1" in text_of(send(manager, here, 422, organisation="Smid", first="101"))
    send(manager, here, 422, organisation="Niemand", first="1")
    send(manager, f"{DESK}/rankings/new", 422, **LIST)
    assert not Place.objects.exists()


def test_the_years_of_a_list_stand_beside_each_other(manager: Visitor) -> None:
    company()
    for year, first in (("2023", "40"), ("2024", "20")):
        send(
            manager, f"{DESK}/rankings/new", **{**LIST, "year": year, "published_on": f"1-2-{year}"}
        )
        made = RankingList.objects.get(year=int(year))
        send(manager, f"{DESK}/rankings/{made.pk}", organisation="Smid", first=first)
    assert "Year by year" in text_of(manager.open(f"{DESK}/rankings/{made.pk}"))


def test_the_desk_leads_to_lists_advisers_and_what_everybody_sees(manager: Visitor) -> None:
    page = manager.open(DESK).content.decode()
    for path in ("/en/desk/surveys/rankings", "/en/desk/surveys/advisers", "/en/surveys"):
        assert f'href="{path}"' in page
