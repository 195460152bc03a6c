# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tickets of schools at the desk: parents first, then handed out, then printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hcat.foundation.api import now
from hcat.parties.models import Organisation
from hcat.surveys.api import (
    DrawPlan,
    FrameUnit,
    Invitation,
    Outcome,
    Wave,
    draw_sample,
    open_wave,
    ticket_code,
)
from hcat.surveys.operations.preparing import bring_list
from hcat.web.surveys.views import desk_tickets
from tests.surveys.field import company, csv, survey, wave
from tests.web.desk.conftest import BY, Visitor, text_of

from .test_desk_editing import press, send

pytestmark = pytest.mark.usefixtures("polder")
TICKETS = "/desk/surveys/pupils/first/tickets"


@pytest.fixture
def school(tmp_path: Path) -> Organisation:
    """With three tickets in a wave of minors that is open; of the first the parents agreed."""
    made = company("De Brug", "", mail=False, kind="education")
    survey("pupils", population="people", asks_minors=True, kept_years=2)
    found = wave(of="pupils")
    lines = ("school;pupils;parents agreed on;parents agreed how", "De Brug;3;;")
    bring_list(by=BY, wave_id=found.pk, path=csv(tmp_path, *lines))
    draw_sample(by=BY, wave_id=found.pk, plan=DrawPlan())
    open_wave(by=BY, wave_id=found.pk)
    return made


def codes() -> list[str]:
    rows = Invitation.objects.select_related("unit").order_by("unit__ticket")
    return [ticket_code(one.unit) for one in rows]


def test_no_ticket_is_handed_out_before_the_parents_agreed(
    manager: Visitor, school: Organisation
) -> None:
    page = text_of(manager.open(TICKETS))
    assert "De Brug" in page
    assert "3 of 3 tickets are drawn." in page
    assert "Of 0 the parents agreed." in page
    told = press(manager, f"{TICKETS}/{school.key}/hand-out")
    assert "cannot be handed out yet" in told
    assert not Invitation.objects.filter(outcome=Outcome.INVITED).exists()


def test_parents_are_noted_and_only_their_tickets_are_printed(
    manager: Visitor, school: Organisation
) -> None:
    parents = f"{TICKETS}/{school.key}/parents"
    page = send(manager, parents, 422, how="", first="2", last="9")
    assert {"how", "last"} <= set(page.context["form"].errors)
    page = send(manager, parents, 422, how="Signed", first="3", last="1")
    assert "last" in page.context["form"].errors
    send(manager, parents, how="Signed at the school", first="1", last="2")
    page = press(manager, f"{TICKETS}/{school.key}/hand-out")
    one, two, three = codes()
    assert "2 tickets." in page
    assert one in page
    assert two in page
    assert three not in page
    assert "/surveys/pupils" in page


def test_what_parents_take_back_is_noted_by_ticket(manager: Visitor, school: Organisation) -> None:
    link = "do not agree any more"
    assert link not in text_of(manager.open(TICKETS))
    send(manager, f"{TICKETS}/{school.key}/parents", how="Signed")
    assert link in text_of(manager.open(TICKETS))
    back = f"{TICKETS}/{school.key}/parents-taken-back"
    page = send(manager, back, 422, why="", first="2", last="9")
    assert {"why", "last"} <= set(page.context["form"].errors)
    send(manager, back, why="A number was typed wrong", first="2", last="3")
    assert "Of 1 the parents agreed." in text_of(manager.open(TICKETS))
    page = send(manager, back, 422, why="Again", first="2", last="3")
    assert "Of none of these tickets" in text_of(page)


def test_a_code_that_was_used_is_not_shown_again(manager: Visitor, school: Organisation) -> None:
    send(manager, f"{TICKETS}/{school.key}/parents", how="Signed")
    press(manager, f"{TICKETS}/{school.key}/hand-out")
    used = Invitation.objects.order_by("unit__ticket").first()
    assert used is not None
    Invitation.objects.filter(pk=used.pk).update(outcome=Outcome.COMPLETED)
    page = text_of(manager.open(f"{TICKETS}/{school.key}/codes"))
    one, two, three = codes()
    assert one not in page
    assert two in page
    assert three in page
    Wave.objects.update(state=Wave.State.CLOSED, closed_at=now())
    assert two not in text_of(manager.open(f"{TICKETS}/{school.key}/codes"))


def test_who_may_only_read_sees_numbers_and_no_code(
    school: Organisation, signed_in: Callable[[str], Visitor]
) -> None:
    board = signed_in("board")
    page = text_of(board.open(TICKETS))
    assert "De Brug" in page
    assert "Hand out" not in page
    for path in ("codes", "parents", "parents-taken-back"):
        assert board.open(f"{TICKETS}/{school.key}/{path}").status_code == 403
    answer = board.client.post(f"/en{TICKETS}/{school.key}/hand-out")
    assert answer.status_code == 403


def test_a_wave_without_tickets_says_how_they_come(manager: Visitor) -> None:
    survey()
    wave()
    assert "has no tickets" in text_of(manager.open("/desk/surveys/panel/first/tickets"))
    assert manager.open("/desk/surveys/panel/first/tickets/nobody/codes").status_code == 404


def test_many_schools_come_in_pages_and_what_is_noted_leads_back_to_its_own(
    manager: Visitor, school: Organisation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_tickets, "PER_PAGE", 1)
    other = company("Zonneberg", "", mail=False, kind="education")
    first = Invitation.objects.select_related("unit").all()[0].unit
    FrameUnit.objects.create(wave_id=first.wave_id, organisation=other, ticket=1, stratum="all")
    page = text_of(manager.open(TICKETS))
    assert "1–1 of 2" in page
    assert "Zonneberg" not in page
    assert "Zonneberg" in text_of(manager.open(f"{TICKETS}?page=2"))
    answer = send(manager, f"{TICKETS}/{other.key}/parents", how="Signed")
    assert answer["Location"].endswith(f"{TICKETS}?page=2#school-{other.key}")
