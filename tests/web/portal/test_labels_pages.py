# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a vacancy is taken to be about: shown with its words, corrected at the desk."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from hcat.portal.models import Advert, Correction, Source, Vacancy
from hcat.portal.operations.labels import classify
from hcat.web.portal.label_words import choices, field_title
from tests.portal.conftest import BY, company
from tests.web.desk.conftest import Visitor, _loaded, fields_of, manager, polder, signed_in, text_of

__all__ = ["_loaded", "company", "manager", "polder", "signed_in"]
pytestmark = pytest.mark.usefixtures("polder")


@pytest.fixture
def vacancy(polder: None, company: Any) -> Vacancy:
    source = Source.objects.create(
        organisation=company(), system="mapping", address="https://voorbeeld.example/jobs.json"
    )
    made = Vacancy.objects.create(organisation=source.organisation)
    Advert.objects.create(
        vacancy=made, source=source, key="1", digest="1", title="CNC-frezer", language="nl",
        body="<p>Je hebt mbo 4 en kent Heidenhain &amp; &lt;b&gt;.</p>",
    )  # fmt: skip
    classify([made.pk], by=BY)
    made.refresh_from_db()
    return made


def test_everybody_sees_what_it_is_about_and_by_which_words(vacancy: Vacancy) -> None:
    page = Client().get(f"/en/vacancies/{vacancy.key}")
    text = text_of(page)
    assert "How this was found" in text
    assert "Mechanical engineering (sure)" in text
    assert "“mbo 4”" in text
    assert "cnc miller" in text.lower()
    assert "Correct what is wrong" not in text
    assert "Frezen" not in text


def test_in_german_the_answers_are_german(vacancy: Vacancy) -> None:
    text = text_of(Client().get(f"/de/vacancies/{vacancy.key}"))
    assert "Maschinenbau und Metall" in text
    assert "CNC-Fräser" in text


def test_a_vacancy_of_which_nothing_is_known_shows_no_empty_part(vacancy: Vacancy) -> None:
    vacancy.labels.all().delete()
    assert "How this was found" not in text_of(Client().get(f"/en/vacancies/{vacancy.key}"))


def test_the_desk_corrects_level_field_and_skills(manager: Visitor, vacancy: Vacancy) -> None:
    page = f"/desk/vacancies/{vacancy.key}"
    assert "CNC miller (sure)".lower() in text_of(manager.open(page)).lower()
    for aspect, answer in (("level", ["hbo"]), ("field", "software"), ("skill", "Python\nc++")):
        data = manager.fill(f"{page}/{aspect}", values=answer, reason="The employer told.")
        sent = manager.client.post(f"/en{page}/{aspect}", data, follow=True)
        assert "vacancies alike learn from it" in sent.content.decode()
    text = text_of(manager.open(page))
    assert "HBO (corrected by the programme)" in text
    assert "Software and ICT (corrected by the programme)" in text
    assert "C++ (corrected by the programme)" in text
    assert Correction.objects.filter(corrected_by=None).count() == 0
    assert "Correct what is wrong" in text_of(manager.open(f"/vacancies/{vacancy.key}"))


def test_an_unknown_name_is_refused_with_what_is_alike(manager: Visitor, vacancy: Vacancy) -> None:
    page = f"/desk/vacancies/{vacancy.key}/occupation"
    data = manager.fill(page, values="frezer met baard")
    told = manager.client.post(f"/en{page}", data)
    assert told.status_code == 422
    assert "is not known" in text_of(told)
    assert "frezer met baard" in told.content.decode()
    alike = manager.client.post(f"/en{page}", manager.fill(page, values="lasro"))
    assert "Perhaps you mean: lasrobotoperator" in text_of(alike)
    assert not Correction.objects.exists()


def test_who_comes_second_sees_what_stands_and_may_overrule(
    manager: Visitor, vacancy: Vacancy
) -> None:
    page = f"/desk/vacancies/{vacancy.key}/level"
    data = manager.fill(page, values=["hbo"])
    Vacancy.objects.filter(pk=vacancy.pk).update(edition=99)
    refused = manager.client.post(f"/en{page}", data)
    assert refused.status_code == 422
    assert "in the meantime" in text_of(refused)
    again = manager.client.post(f"/en{page}", fields_of(refused))
    assert again.status_code == 302


def test_only_who_may_comes_in(signed_in: Any, vacancy: Vacancy) -> None:
    page = f"/en/desk/vacancies/{vacancy.key}"
    assert Client().get(page).status_code == 302
    assert signed_in("board").open(page.removeprefix("/en")).status_code == 403
    assert signed_in("programme_manager").open(f"{page[3:]}/colour").status_code == 404


def test_every_answer_has_words_in_three_languages() -> None:
    for aspect in ("field", "level", "seniority", "hours", "language", "sponsor", "remote"):
        said = {}
        for language in ("nl", "en", "de"):
            with override(language):
                said[language] = dict(choices(aspect))
        for value, title in said["nl"].items():
            assert title, value
            assert said["de"][value], value
        assert said["nl"] != said["en"] or aspect == "level"
    with override("de"):
        assert field_title("none") == "nicht technisch"
