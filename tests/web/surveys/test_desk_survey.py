# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A survey at the desk is changed, retired, and taken along by analysts; and what waits is told."""

from __future__ import annotations

import csv
import io
import json
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from hcat.correspondence.models import OutboxMessage
from hcat.foundation.api import now, today
from hcat.foundation.models import AuditEvent
from hcat.surveys.api import Code, Survey, Wave, release_wave
from hcat.surveys.models import AnswerSheet, Invitation
from hcat.web.desk.register import uploads
from tests.surveys.field import company, opened, survey
from tests.surveys.field import wave as field_wave
from tests.surveys.region import fill, region
from tests.surveys.region import survey as panel_survey
from tests.surveys.region import wave as panel_wave
from tests.web.desk.conftest import BY, Visitor, text_of

from .test_desk_editing import press, send

pytestmark = pytest.mark.usefixtures("polder")
PANEL = "/desk/surveys/panel"


def test_a_survey_is_changed_and_what_was_promised_stands(manager: Visitor) -> None:
    company("Smid")
    survey()
    send(manager, f"{PANEL}/revise", title_en="Panel of companies", kept_years="6")
    row = Survey.objects.get()
    assert (row.titles["en"], row.kept_years) == ("Panel of companies", 6)
    opened()
    page = send(manager, f"{PANEL}/revise", 422, kept_years="8")
    assert "cannot be kept longer than was promised" in text_of(page)
    send(manager, f"{PANEL}/revise", kept_years="3")
    assert Survey.objects.get().kept_years == 3


def test_a_survey_is_retired_with_a_reason_once_no_wave_is_under_way(manager: Visitor) -> None:
    company("Smid")
    survey()
    made = field_wave()
    send(manager, f"{PANEL}/retire", 422, reason="")
    page = send(manager, f"{PANEL}/retire", 422, reason="Another one comes instead")
    assert "prepared or open" in text_of(page)
    Wave.objects.filter(pk=made.pk).update(state="dropped", ended_reason="Not now")
    send(manager, f"{PANEL}/retire", reason="Another one comes instead")
    page = text_of(manager.open(PANEL))
    assert "It is not asked any more" in page
    assert "Prepare a wave" not in page


def bring(visitor: Visitor, text: str, **given: str) -> Any:
    """What comes of a file with answers of 2015."""
    days = {"reference_day": "1-1-2015", "opened_on": "1-2-2015", "closed_on": "1-3-2015"}
    data = visitor.fill(f"{PANEL}/earlier", key="2015", **days, **given)
    data["file"] = SimpleUploadedFile("old.csv", text.encode())  # type: ignore[assignment]
    return visitor.client.post(f"/en{PANEL}/earlier", data, follow=True)


BY_SIZE = {
    "population_1-9": "0", "population_10-49": "1.300", "population_50-249": "0",
    "population_250+": "0",
}  # fmt: skip


def waiting() -> list[Path]:
    folder = Path(settings.VAR_DIR) / "imports"
    return [one for one in folder.iterdir() if one.is_dir()] if folder.is_dir() else []


@pytest.fixture(autouse=True)
def nothing_waits() -> None:
    """The folder stands longer than a test."""
    for one in waiting():
        shutil.rmtree(one)


def test_an_earlier_wave_is_looked_at_and_then_brought_in(manager: Visitor) -> None:
    survey()
    assert "/earlier" in manager.open(PANEL).content.decode()
    lines = "\n".join(f"10-49;{'yes' if at % 2 else 'no'};{at % 9 + 1}" for at in range(12))
    page = bring(manager, f"size;short;happy\n{lines}\n", population="1.300", **BY_SIZE)
    said = text_of(page)
    assert "12 answers can be brought in" in said
    assert "10 to 49 people: 1,300" in said
    assert "The term of these answers is over" in said
    assert not Wave.objects.exists()
    [look] = [one for one, _status in page.redirect_chain]
    assert manager.client.get(look.replace("panel", "other")).status_code == 404
    page = manager.client.post(f"{look}/write", follow=True)
    assert "12 answers were brought in" in text_of(page)
    made = Wave.objects.get()
    assert (made.state, made.draw["population"]) == (
        "closed", {"1-9": 0, "10-49": 1300, "50-249": 0, "250+": 0},
    )  # fmt: skip
    assert "was held elsewhere; its figures are not released yet" in text_of(manager.open(PANEL))
    [left] = waiting()
    assert [one.name for one in left.iterdir()] == ["about.json"]
    assert manager.client.get(look).status_code == 404
    page = manager.client.post(f"{look}/write", follow=True)
    assert page.redirect_chain[-1][0].endswith(f"{PANEL}/2015")
    assert "The wave is brought in" in text_of(page)
    assert Wave.objects.count() == 1


def test_what_is_wrong_with_an_earlier_wave_is_told_and_what_was_typed_stays(
    manager: Visitor, signed_in: Callable[[str], Visitor]
) -> None:
    survey()
    page = bring(manager, "short;happy\nperhaps;11\n")
    assert page.status_code == 422
    said = text_of(page)
    assert "2 things are wrong in the file" in said
    assert "row 2" in said
    assert page.context["form"]["key"].value() == "2015"
    assert f'action="/en{PANEL}/earlier"' in page.content.decode()
    page = bring(manager, "short;happy\nyes;7\nno;7\n", population="1")
    assert "More answered than there were" in text_of(page)
    for given in ({"key": "edit"}, {"population": "5", **BY_SIZE}):
        data = manager.fill(f"{PANEL}/earlier", **given)
        refused = manager.client.post(f"/en{PANEL}/earlier", data)
        assert refused.status_code == 422
        assert {"file", next(iter(given))} <= set(refused.context["form"].errors)
    data = manager.fill(f"{PANEL}/earlier", **{"population_1-9": "5", "population_250+": "0"})
    errors = manager.client.post(f"/en{PANEL}/earlier", data).context["form"].errors
    assert {"population_10-49", "population_50-249"} <= set(errors)
    assert not {"population", "population_1-9", "population_250+"} & set(errors)
    page = bring(manager, "short;happy\nyes;7\n")
    [look] = [one for one, _status in page.redirect_chain]
    page = manager.client.post(f"{look}/drop", follow=True)
    assert "nothing was written" in page.content.decode()
    assert look.rsplit("/", 1)[-1] not in {one.name for one in waiting()}
    assert not Wave.objects.exists()
    board = signed_in("board")
    assert board.open(f"{PANEL}/earlier").status_code == 403
    assert "/earlier" not in board.open(PANEL).content.decode()


def test_a_refused_file_stays_until_another_comes_or_it_is_called_off(manager: Visitor) -> None:
    survey()
    page = bring(manager, "short;happy\nperhaps;11\n", population="1.540")
    [look] = [one for one, _status in page.redirect_chain]
    for address in (look, look, look.replace("/en/", "/")):
        again = manager.client.get(address)
        assert again.status_code == 422
        assert again.context["form"]["population"].value() == 1540
        assert len(again.context["problems"]) == 2
    [first] = waiting()
    token = page.context["form"]["instead_of"].value()
    assert first.name == token
    page = bring(manager, "short;happy\nperhaps;7\n", instead_of=token)
    [second] = waiting()
    assert second != first
    token = page.context["form"]["instead_of"].value()
    manager.client.post(f"/en{PANEL}/earlier/{token}/drop")
    assert not waiting()


def test_while_a_file_is_brought_in_nobody_brings_it_in_or_removes_it(manager: Visitor) -> None:
    survey()
    page = bring(manager, "short;happy\nyes;7\n")
    [look] = [one for one, _status in page.redirect_chain]
    kept = uploads.standing(look.rsplit("/", 1)[-1])
    assert kept is not None
    mine = uploads.claim(kept)
    assert mine is not None
    assert uploads.claim(kept) is None
    page = manager.client.post(f"{look}/write", follow=True)
    assert "is being brought in" in text_of(page)
    assert manager.client.post(f"{look}/drop").status_code == 404
    assert mine.path.is_file()
    assert not Wave.objects.exists()
    uploads.give_back(mine)
    field_wave("2015")
    page = manager.client.post(f"{look}/write", follow=True)
    assert page.status_code == 422
    assert "has a wave 2015 already" in text_of(page)
    assert kept.path.is_file()
    Wave.objects.all().delete()
    manager.client.post(f"{look}/write")
    assert Wave.objects.get().is_imported


def test_of_a_hundred_things_that_are_shown_it_is_told_how_many_there_are(
    manager: Visitor,
) -> None:
    survey()
    wrong = "perhaps;11\n"
    said = text_of(bring(manager, "short;happy\n" + wrong * 120))
    assert "240 things are wrong in the file" in said
    assert "The first 100 are shown" in said
    assert "500 or more things are wrong" in text_of(bring(manager, "short;happy\n" + wrong * 260))


@pytest.fixture
def released() -> Wave:
    made = panel_wave(panel_survey())
    fill(made, region(1, 120))
    release_wave(by=BY, wave=made.pk, uncoded=True)
    return made


def test_answers_of_a_released_wave_are_taken_along_and_that_is_recorded(
    manager: Visitor, released: Wave
) -> None:
    here = f"/desk/surveys/{released.survey.key}/{released.key}"
    assert "Answers for analysts" in text_of(manager.open(here))
    assert "codebook" in text_of(manager.open(f"{here}/export"))
    response = manager.open(f"{here}/export/answers.csv")
    assert "attachment" in response["Content-Disposition"]
    text = b"".join(response.streaming_content).decode()
    assert len(list(csv.DictReader(io.StringIO(text)))) == AnswerSheet.objects.count()
    assert AuditEvent.objects.filter(action="surveys.export_answers").count() == 1
    plain = json.loads(manager.open(f"{here}/export/codebook.json").content)
    assert plain["wave"] == released.key
    root = ET.fromstring(manager.open(f"{here}/export/codebook.xml").content)
    assert root.tag.endswith("codeBook")


def test_before_the_release_nothing_is_taken_along(
    manager: Visitor, released: Wave, signed_in: Callable[[str], Visitor]
) -> None:
    here = f"/desk/surveys/{released.survey.key}/{released.key}"
    Wave.objects.filter(pk=released.pk).update(state="closed")
    assert "is not released" in text_of(manager.open(f"{here}/export"))
    for file in ("answers.csv", "codebook.json", "codebook.xml"):
        response = manager.client.get(f"/en{here}/export/{file}", follow=True)
        assert "was not released yet" in text_of(response)
    board = signed_in("board")
    for file in ("", "/answers.csv", "/codebook.json"):
        assert board.open(f"{here}/export{file}").status_code == 403


def test_before_opening_it_is_told_who_gets_the_invitation_later(manager: Visitor) -> None:
    for number in range(6):
        company(f"Klein {number}")
    survey()
    made = field_wave()
    press(manager, f"{PANEL}/first/frame")
    send(manager, f"{PANEL}/first/draw", how="census")
    page = text_of(manager.open(f"{PANEL}/first"))
    assert "As it stands now that is nobody." in page
    assert "A mean that rises by 0.2 from one wave to the next" in page
    one = Invitation.objects.filter(wave=made).first()
    assert one is not None
    for number in range(4):
        OutboxMessage.objects.create(
            person_id=one.person_id, kind="test", is_transactional=False, language="nl",
            subject="Mail", body="Mail", state="sent",
            left_at=now() - timedelta(days=number + 1), dedupe_key=f"test:{number}",
        )  # fmt: skip
    assert "As it stands now that is 1 of them." in text_of(manager.open(f"{PANEL}/first"))


def test_open_answers_that_wait_to_be_coded_stand_on_the_first_page(manager: Visitor) -> None:
    company("Smid")
    made = survey()
    found = opened()
    Wave.objects.filter(pk=found.pk).update(state="closed", closed_at=now())
    AnswerSheet.objects.create(wave=found, code="c", answers={"why": "Samen."}, completed_at=now())
    Code.objects.create(survey=made, concept="why", name="together", titles={"nl": "Samen"})
    response = manager.open("/desk/week")
    assert "1 open answer of “why” waits to be coded" in text_of(response)
    assert "/desk/surveys/panel/first/code/why" in response.content.decode()
    assert found.closes_on > today()
    assert "Waarom?: 1 open answer waits" in text_of(manager.open(f"{PANEL}/first/release"))
