# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answering as it is seen: behind a link, with a code, entered at the desk, previewed."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hcat.foundation.api import now, today
from hcat.parties.api import people_who_agreed
from hcat.surveys.api import shipped_called, ticket_code
from hcat.surveys.models import AnswerSheet, Wave
from hcat.surveys.models.fieldwork import OBJECTION
from tests.surveys.answering import (
    answer,
    answer_all,
    at,
    link_of,
    open_wave,
    person_asked,
    ticket_of,
)
from tests.web.conftest import text
from tests.web.desk.conftest import Visitor, text_of

pytestmark = pytest.mark.usefixtures("polder")
FIRST = {"q-short_now": "yes", "q-short_mbo4": "3", "q-growth": "1,5"}
SHOWN = "short_now short_mbo4 growth"


def get(path: str, status: int = 200) -> Any:
    response = Client().get(path)
    assert response.status_code == status, f"{path}: {response.status_code} {text(response)[:600]}"
    return response


def send(path: str, status: int = 302, **data: Any) -> Any:
    """Without a cookie: none is asked for."""
    given = {name.replace("__", "-"): value for name, value in data.items()}
    response = Client(enforce_csrf_checks=True).post(path, given)
    assert response.status_code == status, text(response)[:900]
    return response


def seen(path: str) -> str:
    found = get(path).content.decode().split('name="seen" value="')[1]
    return found.partition('"')[0]


def save(path: str, status: int = 302, **data: Any) -> Any:
    return send(path, status, seen=seen(path), **data)


@pytest.fixture
def wave() -> Wave:
    return open_wave()


def test_the_first_page_says_who_asks_what_for_how_long_and_how_to_say_no(wave: Wave) -> None:
    here = f"/en/link/surveys/{link_of(person_asked(wave))}"
    response = get(here)
    page = text(response)
    for said in ("Company panel", "To know the shortage.", "minutes", "under a code", "5 years",
                 "I do not take part"):  # fmt: skip
        assert said in page
    assert response.content.decode().count("<h1") == 1
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert "private" in response["Cache-Control"]
    assert not response.cookies
    assert f'href="{here.replace("/en", "/de")}"' in response.content.decode()


def test_a_questionnaire_is_answered_page_by_page_and_sent_in(wave: Wave) -> None:
    asked = person_asked(wave)
    here = f"/en/link/surveys/{link_of(asked)}"
    first = f"{here}/page/shortage"
    page = text(get(first))
    assert "Page 2 of about 3" in page
    assert "How many vacancies?" not in page, "it is asked only after a yes"
    more = save(first, shown="short_now growth", **{"q-short_now": "yes"})
    assert more["Location"] == f"{first}?more=1#q-short_mbo4-box"
    assert "one more question" in text(get(f"{first}?more=1"))
    assert save(first, shown=SHOWN, **FIRST)["Location"].endswith("/page/wishes")
    wishes = f"{here}/page/wishes"
    data: Any = {"q-measures_taken": ["pay"], "q-factors": ["pay", "building"]}
    saved = save(wishes, shown="measures_taken factors", **data)
    assert saved["Location"].endswith("page/wishes?more=1#q-which_pay-box")
    data["q-which_pay"] = "Meer"
    save(wishes, shown="measures_taken which_pay factors", **data)
    last = save(f"{here}/page/satisfied", shown="satisfied", **{"q-satisfied": "7"})
    assert last["Location"] == f"{here}/check"
    page = text(get(f"{here}/check"))
    assert "Are you short now?" in page
    assert "Building" in page
    sheet = at(asked).sheet
    assert sheet is not None
    done = send(f"{here}/check", revision=str(sheet.revision))
    assert done["Location"] == f"{here}/done"
    assert "Thank you" in text(get(f"{here}/done"))
    assert "You have answered" in text(get(here))
    assert at(asked).is_done


def test_what_is_wrong_is_said_at_the_field_and_nothing_typed_is_lost(wave: Wave) -> None:
    asked = person_asked(wave)
    first = f"/en/link/surveys/{link_of(asked)}/page/shortage"
    page = send(first, 422, shown=SHOWN, **(FIRST | {"q-growth": "a lot"})).content.decode()
    assert 'href="#q-growth"' in page
    assert 'id="q-growth-error"' in page
    assert 'value="a lot"' in page
    assert 'aria-invalid="true"' in page
    assert 'value="yes" checked' in page
    assert at(asked).sheet is None


def test_stopping_and_going_back_save_what_is_there(wave: Wave) -> None:
    asked = person_asked(wave)
    here = f"/en/link/surveys/{link_of(asked)}"
    away = save(f"{here}/page/shortage", shown="short_now growth", do="stop", **{"q-growth": "2"})
    assert away["Location"] == f"{here}/later"
    assert "link in your mail" in text(get(f"{here}/later"))
    assert at(asked).answers == {"growth": 2}
    answer(asked, "shortage", {"short_now": "no"})
    back = save(f"{here}/page/wishes", shown="", do="back")
    assert back["Location"] == f"{here}/page/shortage"
    assert "You go on where you stopped" in text(get(here))


def test_two_devices_are_shown_both_answers(wave: Wave) -> None:
    asked = person_asked(wave)
    first = f"/en/link/surveys/{link_of(asked)}/page/shortage"
    old = seen(first)
    save(first, shown=SHOWN, **FIRST)
    clash = send(first, 409, seen=old, shown=SHOWN, **(FIRST | {"q-growth": "9"}))
    page = text(clash)
    assert "on another device" in page
    assert "1.5" in page
    assert 'value="9"' in clash.content.decode()
    now_seen = clash.content.decode().split('name="seen" value="')[1].partition('"')[0]
    send(first, seen=now_seen, shown=SHOWN, **(FIRST | {"q-growth": "9"}))
    assert at(asked).answers["growth"] == 9


def test_what_falls_away_by_a_change_is_told(wave: Wave) -> None:
    asked = person_asked(wave)
    here = f"/en/link/surveys/{link_of(asked)}"
    answer_all(asked)
    saved = save(f"{here}/page/shortage?from=check".partition("?")[0], shown="short_now",
                 **{"q-short_now": "dont_know"})  # fmt: skip
    assert "fell=3" in saved["Location"]
    assert "3 answers that you gave before" in text(get(saved["Location"]))


def test_sending_in_says_what_still_has_to_be_answered(wave: Wave) -> None:
    asked = person_asked(wave)
    here = f"/en/link/surveys/{link_of(asked)}"
    answer(asked, "satisfied", {"satisfied": "7"})
    page = send(f"{here}/check", 409, revision="1").content.decode()
    assert "page/shortage?from=check#q-short_now-box" in page


@pytest.mark.parametrize("prefix", ["", "/en", "/de"])
def test_a_closed_wave_says_so_and_shows_own_answers(wave: Wave, prefix: str) -> None:
    asked = person_asked(wave)
    here = f"{prefix}/link/surveys/{link_of(asked)}"
    answer_all(asked)
    first = seen(f"{here}/page/shortage")
    Wave.objects.update(state="closed", closed_at=now())
    page = get(here).content.decode()
    assert page.count("<h1") == 1
    assert "answers.csv" in page
    assert get(f"{here}/page/shortage", 302)["Location"] == here
    said = send(
        f"{here}/page/wishes", 409, seen=first, **{"q-which_pay": "Een lang verhaal over geld"}
    )
    assert "Een lang verhaal over geld" in text(said)


def test_saying_no_and_taking_part_after_all(wave: Wave) -> None:
    asked = person_asked(wave)
    here = f"/en/link/surveys/{link_of(asked)}"
    assert "Why not?" in text(get(f"{here}/refuse"))
    send(f"{here}/refuse", reason="Geen tijd", never="1")
    assert "You said no" in text(get(here))
    assert get(f"{here}/page/shortage", 302)["Location"] == here
    asked.refresh_from_db()
    assert (asked.outcome, asked.note) == ("refused", "Geen tijd")
    assert people_who_agreed(OBJECTION).get().pk == asked.person_id
    send(f"{here}/refuse", do="reconsider")
    assert "Begin" in text(get(here))


def test_own_answers_are_taken_along_and_taken_back(wave: Wave) -> None:
    asked = person_asked(wave)
    here = f"/en/link/surveys/{link_of(asked)}"
    get(f"{here}/answers.csv", 404)
    answer(asked, "shortage", {"short_now": "yes", "short_mbo4": "3"})
    answer(asked, "wishes", {"measures_taken": ["pay"], "which_pay": "=1+1", "factors": []})
    told = json.loads(get(f"{here}/answers.json").content)
    assert told["answers"][0]["question"] == "Are you short now?"
    answer(asked, "shortage", {"short_now": "yes", "short_mbo4": "3", "growth": "-1,5"})
    told = list(csv.DictReader(get(f"{here}/answers.csv").content.decode("utf-8-sig").splitlines()))
    said = {row["name"]: row["answer"] for row in told}
    assert said["which_pay"] == "'=1+1"
    assert float(said["growth"]) == -1.5
    assert said["factors"] == ""
    assert "cannot be undone" in text(get(f"{here}/take-back"))
    send(f"{here}/take-back")
    assert not AnswerSheet.objects.exists()
    assert "You took your answers back" in text(get(here))
    send(f"{here}/take-back", 409)


def test_a_link_that_does_not_work_says_so(wave: Wave) -> None:
    person_asked(wave)
    get("/en/link/surveys/none.none", 404)
    get(f"/en/link/surveys/{link_of(person_asked(wave, 2))}/page/zzz", 404)


def test_a_code_on_paper_leads_to_the_same_pages(wave: Wave) -> None:
    asked = ticket_of(wave)
    code = ticket_code(asked.unit)
    assert "Type the code" in text(get("/en/surveys/panel"))
    wrong = send("/en/surveys/panel", 422, code="222-222-222")
    assert "This code is not right" in text(wrong)
    assert 'value="222-222-222"' in wrong.content.decode()
    there = send("/en/surveys/panel", code=code.lower().replace("-", ""))["Location"]
    assert there == f"/en/link/ticket/{code}"
    response = get(there)
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    save(f"{there}/page/shortage", shown="short_now growth", do="stop", **{"q-growth": "2"})
    assert code in text(get(f"{there}/later"))
    get("/en/link/ticket/222-222-222", 404)
    get("/en/surveys/none", 404)


def test_a_survey_of_children_tells_parents_and_says_where_there_is_nothing_to_type() -> None:
    wave = open_wave(population="people", asks_minors=True, kept_years=1)
    assert "at the moment" in text(get("/en/surveys/panel"))
    asked = ticket_of(wave)
    page = text(get("/en/surveys/panel"))
    assert "For parents" in page
    assert "1 year" in page
    assert "A parent has to agree first" in text(get(f"/en/link/ticket/{ticket_code(asked.unit)}"))


def test_a_text_that_is_not_translated_is_marked_with_its_language() -> None:
    from hcat.surveys.instrument.xlsform import read_questionnaire
    from tests.surveys.instrument.making import small

    made = read_questionnaire(small("text | q | Wat vindt {region}?").encode(), "small.md")
    assert made.questionnaire is not None
    asked = person_asked(open_wave(made.questionnaire))
    here = f"/en/link/surveys/{link_of(asked)}"
    assert "not there in this language" in text(get(here))
    page = get(f"{here}/page/q").content.decode()
    assert 'lang="nl">Wat vindt' in page
    assert "{region}" not in page
    save(f"{here}/page/q", shown="q", **{"q-q": "Mooi"})
    page = get(f"{here}/check").content.decode()
    assert '<dt lang="nl">Wat vindt' in page
    assert "Mooi" in page
    assert "<span lang" not in page.partition("Mooi")[0][-40:], "their own words are in no language"


def test_a_page_asks_the_database_little(wave: Wave) -> None:
    asked = person_asked(wave)
    here = f"/en/link/surveys/{link_of(asked)}"
    answer_all(asked)
    get(here)
    for path, most in ((f"{here}/page/shortage", 12), (f"{here}/check", 12), (here, 14)):
        with CaptureQueriesContext(connection) as queries:
            get(path)
        assert len(queries) <= most, (path, [one["sql"][:90] for one in queries])


# --- At the desk ----------------------------------------------------------------------------------


def test_answers_on_paper_are_entered_at_the_desk(manager: Visitor, wave: Wave) -> None:
    asked = person_asked(wave)
    there = f"/desk/surveys/panel/2026/enter/{asked.pk}"
    assert "As they came on paper" in text_of(manager.open(there))
    wrong = manager.client.post(f"/en{there}", FIRST | {"channel": "paper", "q-growth": "veel"})
    assert wrong.status_code == 422
    assert 'value="veel"' in wrong.content.decode()
    right = manager.client.post(f"/en{there}", FIRST | {"channel": "telephone"})
    assert right.url == "/en/desk/surveys/panel/2026/people"
    assert "not kept" not in text_of(manager.client.get(right.url))
    assert at(asked).sheet.channel == "telephone"  # type: ignore[union-attr]
    page = manager.open(there)
    assert "Why do these replace" in text_of(page)
    assert "They are not shown here" in text_of(page)
    assert 'value="1.5"' not in page.content.decode()
    again = manager.client.post(f"/en{there}", FIRST | {"channel": "paper"})
    assert again.status_code == 422
    assert "Give a reason" in text_of(again)
    slip = FIRST | {"channel": "paper", "reason": "Misread.", "q-short_now": "no"}
    sent = manager.client.post(f"/en{there}", slip)
    told = text_of(manager.client.get(sent.url))
    assert "1 answer was not kept" in told
    assert "How many vacancies?" in told
    assert manager.open("/desk/surveys/panel/2026/enter/0").status_code == 404


def test_a_questionnaire_is_walked_through_and_nothing_is_saved(
    manager: Visitor, wave: Wave
) -> None:
    there = "/en/desk/surveys/panel/2026/preview"
    page = manager.client.get(there)
    assert "Nothing is saved" in text_of(page)
    for data in ({}, {"q-short_now": "yes", "shown": "short_now growth"}):
        page = manager.client.post(there, _hidden(page) | data)
    assert "How many vacancies?" in text_of(page)
    page = manager.client.post(there, _hidden(page) | FIRST | {"q-short_mbo4": "13"})
    assert page.status_code == 422
    page = manager.client.post(there, _hidden(page) | FIRST)
    assert "What counts most?" in text_of(page)
    page = manager.client.post(there, _hidden(page) | {"do": "back"})
    assert 'value="yes" checked' in page.content.decode()
    for data in (FIRST, {}, {}):
        page = manager.client.post(there, _hidden(page) | data)
    assert "This was the last page" in text_of(page)
    assert not AnswerSheet.objects.exists()
    assert manager.client.get("/en/desk/surveys/panel/editions/1/preview").status_code == 200
    assert manager.client.get("/en/desk/surveys/panel/editions/9/preview").status_code == 404
    forged = manager.client.post(there, {"said": "forged", "at": "shortage", "shown": ""})
    assert forged.status_code == 200


def _hidden(page: Any) -> dict[str, str]:
    import re

    found = re.findall(r'type="hidden" name="(said|at|shown)" value="([^"]*)"',
                       page.content.decode())  # fmt: skip
    return dict(found)


def test_entering_is_for_those_who_may(signed_in: Callable[[str], Visitor], wave: Wave) -> None:
    asked = person_asked(wave)
    board = signed_in("board")
    assert board.open(f"/desk/surveys/panel/2026/enter/{asked.pk}").status_code == 403
    assert board.open("/desk/surveys/panel/2026/preview").status_code == 200


def test_a_wave_that_has_not_begun_says_when() -> None:
    wave = open_wave(opens_on=today() + timedelta(3), closes_on=today() + timedelta(30))
    assert "has not begun yet" in text(get(f"/en/link/surveys/{link_of(person_asked(wave))}"))


@pytest.mark.parametrize("prefix", ["", "/de"])
def test_no_page_for_pupils_speaks_to_them_as_to_a_grown_up(prefix: str) -> None:
    questionnaire = shipped_called("enthusiasm-pupils").questionnaire()
    wave = open_wave(questionnaire, population="people", asks_minors=True, kept_years=2)
    asked = ticket_of(wave, parent_agreed_at=now())
    here = f"{prefix}/link/ticket/{ticket_code(asked.unit)}"
    first = questionnaire.pages[0].name
    scale = next(one for one in questionnaire.pages[0].questions if one.kind == "scale")
    sent = {"shown": scale.name, f"q-{scale.name}": "99"}
    pages = [Client().get(here), Client().post(f"{here}/page/{first}", sent)]
    assert pages[-1].status_code == 422
    save(f"{here}/page/{first}", shown=scale.name, do="stop", **{f"q-{scale.name}": "7"})
    steps = ("", f"/page/{first}", "/check", "/later", "/refuse", "/take-back")
    pages += [Client().get(f"{here}{step}") for step in steps]
    AnswerSheet.objects.update(completed_at=now())
    pages += [Client().get(f"{here}{step}") for step in ("", "/done")]
    Client().post(f"{here}/take-back")
    pages.append(Client().get(here))
    for page in pages:
        _before, main, rest = page.content.decode().partition("<main")
        assert main, page.request["PATH_INFO"]
        said = re.sub(r"<[^>]+>", " ", rest.partition("</main>")[0])
        grown_up = re.findall(r"\b(?:[Uu]w?|Sie|Ihr\w*)\b", said)
        assert not grown_up, (page.request["PATH_INFO"], grown_up, said)
