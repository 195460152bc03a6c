# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A wave at the desk: prepared, opened, followed, closed, released; and what asks for somebody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from hcat.foundation.api import Actor, NotAllowed, now, today
from hcat.parties.api import FactsDraft, add_person, invite, register_organisation
from hcat.surveys.api import (
    Claim,
    EditionDraft,
    Invitation,
    Outcome,
    Survey,
    Wave,
    as_markdown,
    note_outcome,
    prepare_wave,
)
from hcat.web.surveys.views import desk_fieldwork
from tests.web.desk.conftest import BY, SCOPES, Visitor, text_of

from .test_desk_editing import PANEL, a_survey, asked, press, send

pytestmark = pytest.mark.usefixtures("polder")
WAVE = f"{PANEL}/2026"


def company(name: str, size: str = "10-49", *, mail: bool = True) -> None:
    made = register_organisation(
        kind="company", by=BY, source="test", valid_from=date(2020, 1, 1),
        facts=FactsDraft(name=name, size_class=size, sbi=("2611",)),
    )  # fmt: skip
    if mail:
        person = f"{name.lower().replace(' ', '')}@voorbeeld.example"
        add_person(name=f"Mens {name}", mail=person, by=BY, organisation=made)


@pytest.fixture
def panel(manager: Visitor) -> Visitor:
    a_survey()
    for number in range(6):
        company(f"Klein {number}")
    company("Groot", "250+", mail=False)
    return manager


def a_wave(visitor: Visitor) -> Wave:
    day = today()
    return prepare_wave(
        by=BY, survey="panel", key="2026", reference_day=day, opens_on=day,
        closes_on=day + timedelta(days=28),
    )  # fmt: skip


def opened(visitor: Visitor) -> Wave:
    made = a_wave(visitor)
    press(visitor, f"{WAVE}/frame")
    send(visitor, f"{WAVE}/draw", how="census")
    assert "It is open." in press(visitor, f"{WAVE}/open")
    return Wave.objects.get(pk=made.pk)


def test_there_is_nothing_yet_and_the_page_says_how_to_begin(manager: Visitor) -> None:
    page = text_of(manager.open("/desk/surveys"))
    assert "No survey was made yet." in page
    assert "Make a survey of your own" in page


def test_a_survey_of_ones_own_is_made_and_refused_at_its_fields(manager: Visitor) -> None:
    page = send(
        manager, "/desk/surveys/new", 422, key="new", population="companies", asks_minors="on",
        title_nl="Panel", purpose_nl="Weten.",
    )  # fmt: skip
    assert {"key", "asks_minors", "kept_years"} <= set(page.context["form"].errors)
    send(
        manager, "/desk/surveys/new", key="panel", population="companies", title_nl="Panel",
        purpose_nl="Weten.", kept_years="5",
    )  # fmt: skip
    assert Survey.objects.get().titles == {"nl": "Panel"}
    assert "It has no questionnaire yet." in text_of(manager.open(PANEL))
    assert "Panel" in text_of(manager.open("/desk/surveys"))


def test_a_file_is_read_and_waits_as_a_draft(panel: Visitor) -> None:
    text = as_markdown(asked()).replace("Are you short of people? |", "Do you lack people? |", 1)
    response = panel.client.post(
        f"/en{PANEL}/upload", {"file": SimpleUploadedFile("panel.md", text.encode())}
    )
    assert response.status_code == 302, text_of(response)
    assert EditionDraft.objects.get().origin == "panel.md"
    again = panel.client.post(
        f"/en{PANEL}/upload", {"file": SimpleUploadedFile("panel.md", text.encode())}
    )
    assert "There is a draft of this questionnaire already." in text_of(again)


def test_a_file_with_errors_tells_each_with_its_row(panel: Visitor) -> None:
    text = as_markdown(asked()).replace("select_one", "select_won")
    response = panel.client.post(
        f"/en{PANEL}/upload", {"file": SimpleUploadedFile("panel.md", text.encode())}
    )
    assert response.status_code == 422
    assert "What is wrong" in text_of(response)
    assert "survey" in text_of(response)
    assert not EditionDraft.objects.exists()


@pytest.mark.parametrize("kind", ["md", "xlsx"])
def test_an_edition_is_downloaded_as_it_was_saved(panel: Visitor, kind: str) -> None:
    response = panel.open(f"{PANEL}/editions/1.{kind}")
    assert response.status_code == 200
    assert "attachment" in response["Content-Disposition"]
    assert panel.open(f"{PANEL}/editions/9.{kind}").status_code == 404


def test_a_wave_is_prepared_step_by_step_and_opened(panel: Visitor) -> None:
    send(panel, f"{PANEL}/new-wave", key="2026")
    page = text_of(panel.open(WAVE))
    assert "Nobody is in its frame yet." in page
    assert "yet" in press(panel, f"{WAVE}/open")
    assert Wave.objects.get().state == "draft"
    assert "Nobody was drawn yet." in press(panel, f"{WAVE}/frame")
    send(panel, f"{WAVE}/draw", how="sample", total="5", all_of=["250+"])
    page = text_of(panel.open(WAVE))
    assert "5 of" in page
    assert "What this can prove" in page
    send(panel, f"{WAVE}/claims/new", what="shortage_now/yes", kind="share_at_least", bound="50")
    assert Claim.objects.get().bound == 0.5
    assert "At least 50% say" in text_of(panel.open(WAVE))
    press(panel, f"{WAVE}/claims/{Claim.objects.get().pk}/withdraw")
    assert not Claim.objects.exists()
    assert "It is open." in press(panel, f"{WAVE}/open")
    assert Wave.objects.get().state == "open"


def test_what_cannot_be_is_refused_at_its_field(panel: Visitor) -> None:
    page = send(panel, f"{PANEL}/new-wave", 422, key="edit", reminders="a week")
    assert {"key", "reminders"} <= set(page.context["form"].errors)
    a_wave(panel)
    press(panel, f"{WAVE}/frame")
    page = send(panel, f"{WAVE}/draw", 422, how="sample", total="")
    assert "total" in page.context["form"].errors
    page = send(panel, f"{WAVE}/draw", 422, how="sample", total="9999")
    assert "cannot be drawn" in text_of(page)
    page = send(
        panel, f"{WAVE}/claims/new", 422, what="shortage_now/yes", kind="share_at_least",
        bound="150",
    )  # fmt: skip
    assert "bound" in page.context["form"].errors
    page = send(
        panel, f"{WAVE}/claims/new", 422, what="shortage_now/yes", kind="share_at_least",
        bound="1,000",
    )  # fmt: skip
    assert "between 0 and 100" in page.context["form"].errors["bound"][0]
    for kind in ("better", "rising"):
        page = send(panel, f"{WAVE}/claims/new", 422, what="shortage_now/yes", kind=kind)
        assert "There has to be an earlier wave" in text_of(page)


def test_a_list_with_errors_tells_each_row(panel: Visitor) -> None:
    opened(panel)
    file = SimpleUploadedFile("people.csv", b"organisation;name;mail\nNobody;Kim;kim\n")
    response = panel.client.post(f"/en{WAVE}/contacts", {"file": file})
    assert response.status_code == 422
    assert "What is wrong in the list" in text_of(response)


def test_field_work_shows_who_answered_by_group_and_who_needs_a_call(panel: Visitor) -> None:
    wave = opened(panel)
    first = Invitation.objects.filter(wave=wave, unit__size_class="10-49").first()
    assert first is not None
    first.outcome, first.outcome_at = Outcome.COMPLETED, timezone.now()
    first.save()
    page = text_of(panel.open(WAVE))
    assert "1 of" in page
    assert "250+" in page
    people = text_of(panel.open(f"{WAVE}/people"))
    assert "Groot" in people
    assert "Groot" not in text_of(panel.open(f"{WAVE}/people?outcome=completed"))
    assert "Groot" in text_of(panel.open(f"{WAVE}/people?outcome=no_address"))


def test_the_company_that_rings_is_found_by_part_of_a_name(
    panel: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    wave = opened(panel)
    monkeypatch.setattr(desk_fieldwork, "PER_PAGE", 1)
    people = f"{WAVE}/people?outcome=all&text="
    found = text_of(panel.open(f"{people}KLEIN"))
    assert "1–1 of 6" in found
    assert "Groot" not in found
    assert "text=KLEIN" in panel.open(f"{people}KLEIN").context["pages"].next_url
    assert "Klein 3" in text_of(panel.open(f"{people}mens klein 3"))  # who is written to
    assert "Fewer letters may help" in text_of(panel.open(f"{people}nobody"))
    Invitation.objects.filter(wave=wave, person__name="Mens Klein 3").update(outcome="completed")
    found = text_of(panel.open(f"{WAVE}/people?text=klein+3"))
    assert "Fewer letters may help" in found  # of who needs a call
    page = panel.open(f"{WAVE}/people?outcome=no_address&text=klein&page=1").content.decode()
    assert f'{WAVE}/people?outcome=no_address">Show all</a>' in page
    assert "1 with this name among everybody" in found


def test_field_work_leads_to_coding_each_open_question(panel: Visitor) -> None:
    wave = opened(panel)
    edition = wave.edition
    edition.questionnaire["pages"][0]["questions"].append(
        {**edition.questionnaire["pages"][0]["questions"][0], "name": "why", "concept": "why",
         "kind": "open", "choices": [], "limits": None}
    )  # fmt: skip
    edition.save()
    assert f'{WAVE}/code/why"' in panel.open(WAVE).content.decode()


def test_a_call_is_noted_and_another_contact_named(panel: Visitor) -> None:
    wave = opened(panel)
    one = Invitation.objects.get(wave=wave, outcome=Outcome.NO_ADDRESS)
    page = f"{WAVE}/people/{one.pk}"
    answer = send(panel, page, 422, outcome="refused", note="")
    assert "note" in answer.context["form"].errors
    send(panel, f"{page}/contact", name="Kim", mail="kim@voorbeeld.example")
    one.refresh_from_db()
    assert one.outcome == Outcome.WAITING
    send(panel, page, outcome="refused", note="No time")
    one.refresh_from_db()
    assert (one.outcome, one.note) == ("refused", "No time")


def test_a_wave_is_extended_closed_with_a_reason_or_called_off(panel: Visitor) -> None:
    wave = opened(panel)
    page = send(panel, f"{WAVE}/extend", 422, closes_on="1-1-2020", reason="Few answers")
    assert page.context["form"].errors
    send(panel, f"{WAVE}/close", 422, reason="")
    send(panel, f"{WAVE}/close", reason="All have answered")
    wave.refresh_from_db()
    assert wave.state == "closed"
    assert "Releasing works the figures out once" in text_of(panel.open(WAVE))


def test_releasing_asks_whether_one_knows_and_is_done_once(panel: Visitor) -> None:
    wave = opened(panel)
    send(panel, f"{WAVE}/close", reason="All have answered")
    page = send(panel, f"{WAVE}/release", 422)
    assert "sure" in page.context["form"].errors
    send(panel, f"{WAVE}/release", sure="on")
    wave.refresh_from_db()
    assert wave.state == "released"
    again = send(panel, f"{WAVE}/release", 422, sure="on")
    assert again.context["form"].non_field_errors()


def test_what_waits_stands_on_the_first_page_of_the_desk(panel: Visitor) -> None:
    wave = opened(panel)
    Wave.objects.filter(pk=wave.pk).update(opens_on=today() - timedelta(days=25), closes_on=today())
    page = text_of(panel.open("/desk/week"))
    assert "See who did not answer" in page
    assert "few answered in" in page
    assert "Find somebody to write to" in page
    Wave.objects.filter(pk=wave.pk).update(
        state="closed",
        closed_at=timezone.now() - timedelta(days=40),
        reference_day=today() - timedelta(days=370),
    )
    page = text_of(panel.open("/desk/week"))
    assert "Look at it and release it" in page
    assert "Prepare the next wave" in page


def test_who_may_only_read_sees_field_work_and_does_nothing(
    panel: Visitor, signed_in: Callable[[str], Visitor]
) -> None:
    opened(panel)
    board = signed_in("board")
    assert board.open(WAVE).status_code == 200
    assert "Close the wave" not in text_of(board.open(WAVE))
    assert "/people" not in board.open(WAVE).content.decode()
    for path in ("/close", "/extend", "/drop", "/contacts", "/draw", "/claims/new", "/people"):
        assert board.open(f"{WAVE}{path}").status_code == 403
    owner = signed_in("initiative_owner")
    assert owner.open("/desk/surveys").status_code == 403


def test_who_enters_for_one_survey_calls_and_notes_there_and_releases_nothing(
    panel: Visitor, signed_in: Callable[[str], Visitor], monkeypatch: pytest.MonkeyPatch
) -> None:
    wave = opened(panel)
    form = panel.open("/desk/people/invite").content.decode()
    assert '<option value="survey:panel">' in form
    assert '<optgroup label="Surveys, for a project leader who calls and enters answers">' in form
    elsewhere = signed_in("project_leader")
    assert elsewhere.open(WAVE).status_code == 200
    assert elsewhere.open(f"{WAVE}/people").status_code == 403
    monkeypatch.setitem(SCOPES, "project_leader", "survey:panel")
    caller = signed_in("project_leader")
    assert "Groot" in text_of(caller.open(f"{WAVE}/people"))
    assert "Who needs a call" in text_of(caller.open(WAVE))
    Wave.objects.filter(pk=wave.pk).update(closes_on=today())
    week = text_of(caller.open("/desk/week"))
    assert "See who did not answer" in week
    assert "no address that works" in week
    assert "Find somebody to write to" not in week, "only who runs surveys names somebody"
    one = Invitation.objects.filter(wave=wave, outcome=Outcome.NO_ADDRESS)[0]
    assert caller.open(f"{WAVE}/enter/{one.pk}").status_code == 200
    send(caller, f"{WAVE}/people/{one.pk}", outcome="refused", note="No time")
    one.refresh_from_db()
    assert one.outcome == "refused"
    for path in ("/close", "/release", f"/people/{one.pk}/contact"):
        assert caller.open(f"{WAVE}{path}").status_code == 403
    told = text_of(caller.open(f"{WAVE}/close"))
    assert "programme manager" in told
    assert "project leader." not in told.split("Ask one who may")[1]
    with pytest.raises(NotAllowed):
        note_outcome(
            by=Actor("nobody", user_id=0), invitation_id=one.pk, outcome="waiting", note="x"
        )


def test_a_role_over_a_survey_that_is_not_asked_any_more_keeps_its_name(panel: Visitor) -> None:
    survey = Survey.objects.get(key="panel")
    survey.titles = {"nl": "Bedrijvenpanel", "en": "Company panel"}
    survey.retired_at = now()
    survey.save()
    person = invite(name="Bo", mail="bo@voorbeeld.example", role="project_leader",
                    scope="survey:panel", by=Actor.system("test"))  # fmt: skip
    assert "Company panel" in text_of(panel.open(f"/desk/people/{person.key}"))
    assert "Company panel" in text_of(panel.open("/desk/people?text=Bo"))
    assert "survey:panel" not in panel.open("/desk/people/invite").content.decode()
