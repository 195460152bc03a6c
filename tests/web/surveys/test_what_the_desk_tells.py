# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages of a wave say fits how it asks, and leads on to what has to be done."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hcat.foundation.api import now
from hcat.surveys.api import DrawPlan, draw_sample, drop_wave, retire_survey
from hcat.surveys.models import AnswerSheet, Code, Coding
from hcat.surveys.operations.preparing import bring_list
from hcat.web.surveys import result_words
from tests.surveys import field, releasing
from tests.surveys.field import csv
from tests.web.desk.conftest import BY, Visitor, text_of

from .test_desk_editing import PANEL, press, send
from .test_desk_waves import WAVE, a_wave, company, panel

__all__ = ["panel"]
pytestmark = pytest.mark.usefixtures("polder")


def test_groups_of_the_frame_are_called_by_words_and_stand_by_size(panel: Visitor) -> None:
    company("Middel", "50-249")
    company("Onbekend", "")
    a_wave(panel)
    press(panel, f"{WAVE}/frame")
    page = panel.open(WAVE)
    names = re.findall(r'<tr><th scope="row">([^<]+)</th>', page.content.decode())
    *names, together = names
    assert (names, together) == (["10–49", "50–249", "250+", "size not known"], "Together")
    choices = panel.open(f"{WAVE}/draw").context["form"].fields["all_of"].choices
    assert [label for _value, label in choices] == names


def test_who_was_drawn_and_has_no_address_is_one_link_away(panel: Visitor) -> None:
    a_wave(panel)
    press(panel, f"{WAVE}/frame")
    send(panel, f"{WAVE}/draw", how="census")
    assert "See who they are" in text_of(panel.open(WAVE))
    assert "Groot" in text_of(panel.open(f"{WAVE}/people?outcome=no_address"))


def test_drawing_anew_begins_with_how_it_was_drawn(panel: Visitor) -> None:
    a_wave(panel)
    press(panel, f"{WAVE}/frame")
    send(panel, f"{WAVE}/draw", how="sample", total="4", all_of=["250+"])
    form = panel.open(f"{WAVE}/draw").context["form"]
    assert [form[name].value() for name in ("how", "total", "all_of")] == ["sample", 4, ["250+"]]


def test_the_latest_edition_is_offered_where_it_is_another_one(panel: Visitor) -> None:
    a_wave(panel)
    assert "Ask the latest edition" not in text_of(panel.open(WAVE))
    press(panel, f"{PANEL}/edit/begin")
    send(panel, f"{PANEL}/edit/questions/short", label_en="Do you lack people?", is_required="on")
    press(panel, f"{PANEL}/edit/save", breaks="yes", seen="yes")
    assert "Ask the latest edition" in text_of(panel.open(WAVE))


def test_a_wave_with_tickets_speaks_of_no_mail(manager: Visitor, tmp_path: Path) -> None:
    field.company("De Brug", "", mail=False, kind="education")
    field.survey("pupils", population="people")
    found = field.wave(of="pupils")
    bring_list(by=BY, wave_id=found.pk, path=csv(tmp_path, "school;pupils", "De Brug;3"))
    draw_sample(by=BY, wave_id=found.pk, plan=DrawPlan())
    here = "/desk/surveys/pupils/first"
    page = text_of(manager.open(here))
    assert "each with a ticket that a school hands out" in page
    assert "leave from" not in page
    page = press(manager, f"{here}/open")
    assert "Schools can hand tickets out from now on." in page
    assert "mails left" not in page
    assert "Bring contacts" not in page


def test_a_wave_that_was_called_off_has_nothing_to_code(panel: Visitor) -> None:
    field.survey("open")
    field.company("Een")
    made = field.opened(of="open")
    assert "Open answers to code" in text_of(panel.open("/desk/surveys/open/first"))
    drop_wave(by=BY, wave_id=made.pk, reason="A mistake.")
    assert "Open answers to code" not in text_of(panel.open("/desk/surveys/open/first"))


def test_a_survey_that_is_asked_no_more_is_still_found(panel: Visitor) -> None:
    assert "not asked any more" not in text_of(panel.open("/desk/surveys"))
    retire_survey(by=BY, survey="panel", reason="Asked long enough.")
    assert f'href="/en{PANEL}"' not in panel.open("/desk/surveys").content.decode()
    assert "Surveys that are not asked any more" in text_of(panel.open("/desk/surveys"))
    assert f'href="/en{PANEL}"' in panel.open("/desk/surveys?ended=1").content.decode()


def test_a_list_that_is_refused_is_called_as_its_file(panel: Visitor) -> None:
    a_wave(panel)
    press(panel, f"{WAVE}/frame")
    send(panel, f"{WAVE}/draw", how="census")
    for name in ("onze lijst.csv", "../../onze lijst.csv"):
        file = SimpleUploadedFile(name, b"organisation;name;mail\nNobody;Kim;k@x.example\n")
        told = panel.client.post(f"/en{WAVE}/contacts", {"file": file})
        assert "onze_lijst.csv was not taken over" in text_of(told)


def test_a_name_that_cannot_be_is_told_in_plain_words(panel: Visitor) -> None:
    page = send(
        panel, "/desk/surveys/new", 422, key="Our panel", population="companies",
        title_nl="Panel", purpose_nl="Weten.", kept_years="5",
    )  # fmt: skip
    assert page.context["form"].errors["key"] == ["Use small letters, digits and hyphens only."]


def test_answers_are_read_once_for_a_page_of_coding(manager: Visitor) -> None:
    made = releasing.wave(releasing.survey(), state="closed")
    Code.objects.create(survey=made.survey, concept="other", name="together", titles={"nl": "S"})
    sheet = AnswerSheet.objects.create(
        wave=made, code="c", answers={"other": "Samen."}, completed_at=now()
    )
    Coding.objects.create(
        sheet=sheet, concept="other", turn="first", codes=["together"], coded_by_user=0
    )
    with CaptureQueriesContext(connection) as asked_of_it:
        page = manager.open(f"/desk/surveys/panel/{made.key}/code/other")
    assert "Samen." in text_of(page)
    read = [one["sql"] for one in asked_of_it if '"surveys_coding"."turn" AS "turn"' in one["sql"]]
    assert len(read) == 1


def test_sizes_come_first_and_rise_among_groups() -> None:
    groups = [("municipality", "GM0002"), ("sector", "C"), ("size", "50-249"), ("size", "10-49"),
              ("size", "250+"), ("size", "1-9")]  # fmt: skip
    found = sorted(groups, key=lambda one: result_words.group_order(*one))
    assert [name for _dimension, name in found] == [
        "1-9", "10-49", "50-249", "250+", "C", "GM0002",
    ]  # fmt: skip
