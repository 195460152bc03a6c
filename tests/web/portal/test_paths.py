# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Career paths on the pages: from work to work, told without a name, stated by a company."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from hcat.foundation import limits
from hcat.foundation.api import form_stamp
from hcat.portal.api import classify, hand_claim
from hcat.portal.concepts.own import own_concepts
from hcat.portal.models import Label, StatedStep, ToldStep, Vacancy
from tests.portal.conftest import BY
from tests.portal.test_claims import token
from tests.web.conftest import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("polder")]
Make = Callable[..., Any]
WELDING = "<p>TIG-lassen en technische tekeningen lezen. MBO 3.</p>"
PLANNING = "<p>Technische tekeningen lezen en SolidWorks. MBO 4.</p>"


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SOONEST", timedelta(0))
    cache.clear()


def see(path: str, status: int = 200, client: Client | None = None) -> str:
    response = (client or Client()).get(path)
    assert response.status_code == status
    return text(response)  # type: ignore[arg-type]


@pytest.fixture
def two(vacancy: Make) -> None:
    made = [vacancy("Lasser", body=WELDING), vacancy("Werkvoorbereider", body=PLANNING)]
    classify([one.pk for one in made], by=BY)


def test_nothing_is_known_yet() -> None:
    assert "No career path is known yet" in see("/en/paths")
    assert "no step can be drawn from it" in see("/en/paths/welder")
    see("/en/paths/none", 404)


@pytest.mark.usefixtures("two")
def test_from_a_welder_to_a_work_planner_at_a_company_nearby() -> None:
    assert "2 occupations, and where they lead" in see("/en/paths")
    assert "1 occupation fits" in see("/en/paths?q=lasser")
    assert "A shorter word may help" in see("/en/paths?q=zzz")
    page = see("/en/paths/welder")
    assert "You bring along: technical drawing" in page
    assert "To learn: SolidWorks" in page
    assert "Voorbeeld Machines" in page
    assert "Experience asked not stated" in page
    assert "1 vacancy open for this work" in page
    assert "Too few people told a step" in page
    for language in ("", "/de"):
        see(f"{language}/paths")
        see(f"{language}/paths/welder")


@pytest.mark.usefixtures("two")
def test_figures_of_a_demonstration_say_so_until_there_is_a_real_one(company: Make) -> None:
    for path in ("/en/paths", "/en/paths/welder"):
        assert "demonstration" not in see(path)
    Vacancy.objects.update(is_demo=True)
    page = see("/en/paths")
    assert "These figures are invented, for the demonstration." in page
    assert "asked in 1 vacancy in three years (demonstration)" in page
    page = see("/en/paths/welder")
    assert "enough told so. (demonstration)" in page
    assert "1 vacancy open (demonstration)" in page
    assert "1 vacancy open for this work (demonstration)" in page
    real = Vacancy.objects.create(organisation=company("Echt Bedrijf"))
    Label.objects.create(
        vacancy=real, aspect="occupation", value="hcat:cnc-machinist", confidence=1
    )
    assert "1 occupation, and where it leads" in see("/en/paths")
    page = see("/en/paths/welder")
    assert "No vacancy is open for this work now" in page
    assert "demonstration" not in page


def test_a_vacancy_leads_to_what_follows_and_says_what_experience_is_asked(vacancy: Make) -> None:
    made = vacancy("Senior lasser", body=WELDING)
    bare = vacancy("Iets anders", body="<p>Niets.</p>")
    classify([made.pk, bare.pk], by=BY)
    assert "Where this work leads" in see(f"/en/vacancies/{made.key}")
    assert "Where this work leads" not in see(f"/en/vacancies/{bare.key}")
    assert "Experience asked senior: 1" in see("/en/paths/welder")


def test_many_occupations_come_in_pages(vacancy: Make) -> None:
    company = vacancy("Lasser").organisation
    own = [value for value, one in own_concepts().items() if one.kind == "occupation"]
    for value in own[:60]:
        one = Vacancy.objects.create(organisation=company)
        Label.objects.create(vacancy=one, aspect="occupation", value=value, confidence=0.9)
    assert "60 occupations" in see("/en/paths")
    first = Client().get("/en/paths").content.decode()
    assert first.count("<h3>") == 50
    assert Client().get("/en/paths?page=2").content.decode().count("<h3>") == 10
    assert len(first) < 100_000


@pytest.mark.usefixtures("two")
def test_the_page_of_a_company_tells_where_its_work_leads(source: Any, company: Make) -> None:
    other = company("Andere Machines")
    StatedStep.objects.create(
        organisation=other, other=source.organisation, direction="from", about={"en": "to lead"}
    )
    page = see(f"/en/companies/{source.organisation.key}")
    assert "Where its work leads:" in page
    assert "Andere Machines" not in page, "another company writes nothing on this page"
    assert "people came from Voorbeeld Machines (to lead)" in see(f"/en/companies/{other.key}")


def tell(**given: Any) -> Any:
    sent = {"from_work": "hcat:welder", "to_work": "hcat:work-planner", "agrees": "on"}
    return Client().post("/en/paths/tell", {**sent, "stamp": form_stamp(), **given})


def test_a_step_is_told_without_a_name(company: Make) -> None:
    company("Voorbeeld Machines")
    page = Client().get("/en/paths/tell")
    assert not page.cookies
    assert "Your name is not asked" in page.content.decode()
    assert "your step counts" in tell(to_company="voorbeeld machines").content.decode()
    kept = ToldStep.objects.get()
    assert kept.from_organisation is None
    assert kept.to_organisation is not None


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"agrees": ""}, "You did not say that your step may be counted."),
        ({"to_company": "Nergens"}, "No company of the region is called exactly so."),
        ({"to_work": "hcat:welder"}, "This is no step."),
        ({"from_work": ""}, "What was your work before?"),
        ({"stamp": "made up"}, "Send it once more."),
    ],
)
def test_a_telling_is_refused_and_stays_filled_in(given: dict[str, Any], said: str) -> None:
    page = tell(**given)
    assert page.status_code == 422
    assert said in page.content.decode()
    assert not ToldStep.objects.exists()


def test_programs_are_not_counted_and_too_often_waits() -> None:
    assert tell(website="https://spam.example").status_code == 200
    assert not ToldStep.objects.exists()
    assert [tell().status_code for _ in range(11)][-1] == 429
    assert ToldStep.objects.count() == 1


def test_a_company_states_its_steps_behind_its_link(company: Make) -> None:
    known, other = company("Voorbeeld Machines"), company("Andere Machines")
    hand_claim(by=BY, organisation=known.key, mail="an@example.org", name="An", language="en")
    at = f"/en/link/company/{token()}/steps"
    assert "No step is stated yet" in see(at)
    sent = {"direction": "to", "other": "Andere Machines", "about_en": "from welding to planning"}
    assert "The step is saved." in Client().post(at, sent).content.decode()
    assert Client().post(at, {**sent, "other": "Voorbeeld Machines"}).status_code == 422
    assert "people went to Andere Machines" in see(f"/en/companies/{known.key}")
    assert "Voorbeeld Machines" not in see(f"/en/companies/{other.key}")
    number = StatedStep.objects.get().pk
    assert Client().get(f"{at}/{number}/remove").status_code == 405
    assert Client().post(f"{at}/{number}/remove").status_code == 302
    assert Client().post(f"{at}/{number}/remove").status_code == 404


def test_staff_state_them_too(manager: Any, signed_in: Make, company: Make) -> None:
    known = company("Voorbeeld Machines")
    company("Andere Machines")
    at = f"/en/desk/vacancies/companies/{known.key}/steps"
    assert "No step is stated yet" in manager.client.get(at).content.decode()
    sent = {"direction": "from", "other": "Andere Machines"}
    assert manager.client.post(at, sent).status_code == 302
    assert manager.client.post(at, {"direction": "from", "other": ""}).status_code == 422
    number = StatedStep.objects.get().pk
    assert manager.client.post(f"{at}/{number}/remove").status_code == 302
    assert signed_in("board").client.get(at).status_code == 403
