# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The own page of a company: itself beside released figures, and whom it can ask."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from hcat.correspondence.api import make_link
from hcat.foundation.api import Actor, now
from hcat.parties.api import FactsDraft, person_with_mail, register_organisation
from hcat.surveys.models import (
    Adviser,
    AnswerSheet,
    FrameUnit,
    Invitation,
    Key,
    ReleasedFigure,
    Wave,
)
from tests.sharing.making import practice
from tests.surveys.releasing import (
    MEAN,
    figure,
    release,
    released_panel,
    released_talent,
    survey,
    wave,
)
from tests.web.conftest import text

pytestmark = pytest.mark.usefixtures("polder")
BY = Actor.system("test")
OWN = {"knows_agenda": "no", "satisfaction": 4, "development": 1, "measures_taken": ["pay"]}


def company(name: str) -> Any:
    return register_organisation(
        kind="company", facts=FactsDraft(name=name, place="Eiland", sbi=("2611",), employees=12),
        valid_from=date(2020, 1, 1), source="a test", by=BY,
    )  # fmt: skip


def unit_of(
    of: Wave, organisation: Any, answers: dict[str, Any] | None = None, *, is_sent_in: bool = True
) -> FrameUnit:
    made = FrameUnit.objects.create(
        wave=of, organisation=organisation, size_class="10-49", stratum="10-49", is_drawn=True,
        chance=1.0,
    )  # fmt: skip
    if answers is not None:
        key = Key.objects.create(
            unit=made, code=f"c{made.pk}", panel=f"p{getattr(organisation, 'pk', 0)}"
        )
        AnswerSheet.objects.create(
            wave=of, code=key.code, panel=key.panel, answers=answers,
            completed_at=now() if is_sent_in else None,
        )  # fmt: skip
    return made


def link_to(unit: FrameUnit) -> str:
    """The address of the own page, behind a new link."""
    person = person_with_mail(name="Kim", mail="kim@example.org", by=BY)
    Invitation.objects.update_or_create(
        unit=unit, defaults={"wave": unit.wave, "person": person, "outcome": "waiting"}
    )
    token = make_link(
        person_id=person.pk, scope="surveys.answer", subject=f"survey-unit:{unit.pk}",
        lasts=timedelta(days=30), by=BY,
    )  # fmt: skip
    return f"/link/surveys/{token}/beside"


def own_page(unit: FrameUnit, prefix: str = "/en") -> Any:
    response = Client().get(f"{prefix}{link_to(unit)}")
    assert response.status_code == 200
    return response


def adviser(name: str, *factors: str, **given: Any) -> Adviser:
    return Adviser.objects.create(**{
        "name": name, "organisation": "Advies", "about": {"nl": "Vraag maar."},
        "factors": list(factors), "mail": "vraag@example.org", "since": date(2020, 1, 1), **given,
    })  # fmt: skip


def test_before_the_first_release_it_says_when_the_page_comes() -> None:
    made = wave(survey(), state="open", closes_on=date(2099, 6, 1))
    page = text(own_page(unit_of(made, company("Smid"))))
    assert "comes after this wave has closed" in page
    assert "1 June 2099" in page


def test_of_a_wave_that_is_closed_it_does_not_say_that_one_can_answer() -> None:
    made = wave(survey(), state="closed")
    page = text(own_page(unit_of(made, company("Smid"))))
    assert "This wave is closed" in page
    assert "You can answer until" not in page


@pytest.mark.parametrize("prefix", ["", "/en", "/de"])
def test_a_company_sees_its_own_answer_beside_those_of_its_size(prefix: str) -> None:
    made = released_panel()
    response = own_page(unit_of(made, company("Smid"), OWN), prefix)
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert "private" in response["Cache-Control"]
    if prefix == "/en":
        page = text(response)
        assert "You: No" in page
        assert "Your size, 132 answers:" in page
        assert "Yes: 62.0%" in page


def test_its_own_answer_does_not_help_to_reach_the_least_number() -> None:
    made = released_panel()
    ReleasedFigure.objects.filter(dimension="size", group="10-49").update(n=5)
    ReleasedFigure.objects.filter(dimension="", concept="satisfaction").update(n=5)
    page = text(own_page(unit_of(made, company("Smid"), OWN)))
    assert "Your size, 5 answers" not in page.split("Technical basis")[0]
    assert "All together, 132 answers:" in page
    satisfied = page[page.index("How satisfied") :]
    assert "Others are not shown: too few answers." in satisfied[:200]


def test_who_did_not_answer_sees_the_others_and_nothing_as_its_own() -> None:
    made = released_panel()
    page = text(own_page(unit_of(made, company("Smid"))))
    assert "You did not answer in 2026" in page
    assert "You: " not in page


def test_three_steps_begin_where_it_is_furthest_behind_what_talent_wants() -> None:
    made = released_panel()
    released_talent()
    practice(title="Een leerlijn", topics=(("way", "labs"), ("factor", "development")))
    practice(title="Iets anders", topics=(("way", "labs"), ("factor", "building")))
    for name, factors in (("An", ("pay",)), ("Bo", ("development",)), ("Cas", ()),
                          ("Dirk", ("building",))):  # fmt: skip
        adviser(name, *factors)
    adviser("Eva", "development", until=date(2021, 1, 1))
    page = text(own_page(unit_of(made, company("Smid"), OWN)))
    steps = page[page.index("Three steps") : page.index("Who can help")]
    assert "Een leerlijn" in steps
    assert "Iets anders" not in steps
    assert steps.index("Development") < steps.index("Dialogue")
    assert "Bo, Advies" in page
    assert "Cas, Advies" in page
    assert "Eva" not in page
    assert "Dirk" not in page


def test_only_who_agreed_is_named_and_a_later_no_ends_it_at_once() -> None:
    panel = survey()
    before, now = released_panel(panel, "2024"), released_panel(panel)
    willing, changed, silent = company("Open Deur"), company("Toch Niet"), company("Stil")
    unit_of(now, willing, {"willing_to_share": "yes"})
    unit_of(now, company("Halverwege"), {"willing_to_share": "yes"}, is_sent_in=False)
    unit_of(before, changed, {"willing_to_share": "yes"})
    unit_of(now, changed, {"willing_to_share": "no"})
    unit_of(now, silent, {})
    page = text(own_page(unit_of(now, company("Smid"), {"willing_to_share": "yes"})))
    assert "Open Deur" in page
    assert "Toch Niet" not in page
    assert "Stil" not in page
    assert "Halverwege" not in page
    assert page.count("Smid") == 0


def test_it_is_asked_again_about_what_it_said_it_would_do() -> None:
    panel = survey()
    before, now = released_panel(panel, "2024"), released_panel(panel)
    smid = company("Smid")
    unit_of(before, smid, {"measures_taken": ["pay", "building"]})
    page = text(own_page(unit_of(now, smid, {"measures_taken": ["pay", "development"]})))
    assert "In 2024 you told what you took up" in page
    assert "You still do: Beloning" in page or "You still do: pay" in page
    assert "You do not name any more: building" in page
    assert "You took up since: development" in page


def test_a_link_of_something_else_opens_nothing() -> None:
    made = released_panel()
    unit = unit_of(made, company("Smid"), OWN)
    person = person_with_mail(name="Kim", mail="kim@example.org", by=BY)
    for scope, subject in (("owners.sheet", f"survey-unit:{unit.pk}"), ("surveys.answer", "x:1"),
                           ("surveys.answer", "survey-unit:999999")):  # fmt: skip
        token = make_link(
            person_id=person.pk, scope=scope, subject=subject, lasts=timedelta(days=1), by=BY
        )
        assert Client().get(f"/link/surveys/{token}/beside").status_code == 404


def test_figures_of_a_demonstration_and_of_the_region_do_not_stand_beside_each_other() -> None:
    made = released_panel(survey(is_demo=True))
    released_talent()
    adviser("An", "pay")
    page = text(own_page(unit_of(made, company("Smid"), OWN)))
    assert "What talent wants is not known yet" in page
    assert "An, Advies" not in page


def test_a_release_without_any_figure_says_so() -> None:
    made = wave(survey())
    release(made)
    assert "There is no figure that may be shown" in text(own_page(unit_of(made, company("Smid"))))
    figure(made.release, "satisfaction", None, statistic=MEAN)  # type: ignore[attr-defined]
    page = text(own_page(unit_of(made, company("Smit"), {"satisfaction": 7})))
    assert "Others are not shown: too few answers." in page


def test_the_link_of_somebody_who_is_not_asked_any_more_opens_nothing() -> None:
    unit = unit_of(released_panel(), company("Smid"), OWN)
    link = link_to(unit)
    other = person_with_mail(name="Bo", mail="bo@example.org", by=BY)
    Invitation.objects.filter(unit=unit).update(person=other)
    assert Client().get(link).status_code == 404


def test_who_is_no_company_has_no_page_of_its_own() -> None:
    talent = wave(survey("talent", "people"))
    assert Client().get(link_to(unit_of(talent, None))).status_code == 404
    dropped = wave(survey(), state="dropped", ended_reason="Too few could be asked.")
    assert Client().get(link_to(unit_of(dropped, company("Smid")))).status_code == 404


def test_the_page_of_thanks_leads_to_the_own_page() -> None:
    unit = unit_of(wave(survey(), state="open", closes_on=date(2099, 6, 1)), company("Smid"), OWN)
    AnswerSheet.objects.update(completed_at=now())
    link = link_to(unit)
    page = Client().get(f"/en{link.removesuffix('/beside')}")
    assert f'href="/en{link}"' in page.content.decode()
