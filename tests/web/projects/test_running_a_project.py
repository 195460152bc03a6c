# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a charter of six questions to the decision at a gate, on the pages of the desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from hcat.agenda.api import decisions, item
from hcat.foundation.api import Translated
from hcat.projects import api
from hcat.web.elements import heading_of
from tests.web.desk.conftest import BY, SCOPES, Visitor, fields_of, text_of
from tests.web.projects.conftest import PAGE, SUBJECT, answers, in_days


def typed(days: int) -> str:
    return in_days(days).isoformat()


def send(visitor: Visitor, path: str, *, to: str = "", **given: Any) -> Any:
    """The form of a page with some answers, sent."""
    return visitor.client.post(f"/en{to or path}", visitor.fill(path, **given))


def test_the_first_charter_begins_with_what_the_sheet_tells(manager: Visitor) -> None:
    asked = fields_of(manager.open(f"{PAGE}/charter"))
    assert asked["lead"] == ["School Oost"]
    sent = send(
        manager, f"{PAGE}/charter", yields="Forty pupils", for_whom="Pupils", by_when=typed(300),
        report_first_on=typed(60), report_to="The board", steering="directing",
        steering_means="The school chooses how", criteria="Twenty came\n\nIt fits\n",
    )  # fmt: skip
    assert sent.status_code == 302
    waiting = api.method_of(SUBJECT).waiting
    assert waiting is not None
    assert waiting.criteria == ["Twenty came", "It fits"]
    page = text_of(manager.open(PAGE))
    assert "Edition 1 waits until the programme manager accepts it" in page
    assert send(manager, f"{PAGE}/charter/accept").status_code == 302
    assert "edition 1, accepted on" in text_of(manager.open(PAGE))


def test_what_is_missing_is_said_and_nothing_typed_is_lost(manager: Visitor) -> None:
    sent = send(
        manager, f"{PAGE}/charter", yields="Forty pupils", for_whom="", steering="directing"
    )
    assert sent.status_code == 422
    assert "Forty pupils" in text_of(sent)
    assert api.method_of(SUBJECT).is_empty


def test_the_second_of_two_authors_sees_both_and_overwrites_nothing(
    manager: Visitor, agreed: api.Charter
) -> None:
    mine = manager.fill(f"{PAGE}/charter", lead="What I typed", steering="directing")
    api.write_charter(by=BY, subject=SUBJECT, answers=answers(lead="The other"), based_on=1)
    sent = manager.client.post(f"/en{PAGE}/charter", mine)
    assert sent.status_code == 409
    page = text_of(sent)
    assert "What the other wrote" in page
    assert "The other" in page
    assert fields_of(sent)["lead"] == ["What I typed"]
    assert api.method_of(SUBJECT).edition == 2
    again = {**fields_of(sent), "steering": ["directing"]}
    assert manager.client.post(f"/en{PAGE}/charter", again).status_code == 302
    assert [one.lead for one in api.method_of(SUBJECT).charters] == [
        "What I typed", "The other", "School East",
    ]  # fmt: skip


def test_accepting_shows_what_is_otherwise(manager: Visitor, agreed: api.Charter) -> None:
    api.write_charter(by=BY, subject=SUBJECT, answers=answers(means="Two days"), based_on=1)
    page = text_of(manager.open(f"{PAGE}/charter/accept"))
    assert "What is otherwise than in edition 1" in page
    assert "Two days" in page


def test_a_milestone_is_planned_moved_and_reached(manager: Visitor, agreed: api.Charter) -> None:
    assert (
        send(manager, f"{PAGE}/milestones/new", title="First class", due=typed(5)).status_code
        == 302
    )
    [one] = api.method_of(SUBJECT).milestones
    path = f"/desk/projects/milestones/{one.pk}"
    assert send(manager, path, what="moved", on="", words="Ill").status_code == 422
    assert (
        send(manager, path, what="moved", on=typed(9), words="The teacher is ill").status_code
        == 302
    )
    assert "The teacher is ill" in text_of(manager.open(PAGE))
    assert send(manager, path, what="reached", on=typed(0), words="The list").status_code == 302
    assert "Reached on" in text_of(manager.open(PAGE))


def test_two_who_settle_one_milestone_at_once(manager: Visitor, agreed: api.Charter) -> None:
    one = api.plan_milestone(by=BY, subject=SUBJECT, title="First class", due=in_days(5))
    path = f"/desk/projects/milestones/{one.pk}"
    mine = manager.fill(path, what="moved", on=typed(20), words="Mine")
    api.move_milestone(by=BY, milestone=one.pk, to=in_days(9), reason="Theirs", edition=1)
    sent = manager.client.post(f"/en{path}", mine)
    assert sent.status_code == 409
    assert "Theirs" in text_of(sent)
    assert fields_of(sent)["words"] == ["Mine"]
    one.refresh_from_db()
    assert one.due == in_days(9)


def test_a_gate_that_stops_leads_to_the_form_that_stops_it(
    manager: Visitor, pilot: api.Phase
) -> None:
    assert "Twenty came" in text_of(manager.open(f"{PAGE}/gate"))
    sent = send(manager, f"{PAGE}/gate", met=["0"], outcome="stop", reason="Nobody came")
    assert sent.status_code == 302
    form = manager.client.get(sent["Location"])
    filled = fields_of(form)
    assert filled["when.reason"] == ["Nobody came"]
    assert filled["when.decision"] == [decisions()[0].key]
    assert "The agenda does not say so yet" in text_of(manager.open(PAGE))
    looked = manager.client.post(sent["Location"], {**filled, "do": "preview"})
    done = manager.client.post(sent["Location"], {**fields_of(looked), "do": "confirm"})
    assert done.status_code == 303
    assert item("initiative", "lab-east").ended_as == "stopped"
    assert "does not say so yet" not in text_of(manager.open(PAGE))


def test_a_gate_that_goes_on_begins_the_next_phase(manager: Visitor, pilot: api.Phase) -> None:
    sent = send(manager, f"{PAGE}/gate", met=["0", "1"], outcome="go_on", reason="All came",
                next_gate_on=typed(90))  # fmt: skip
    assert sent.status_code == 302
    assert "Now: evaluation" in text_of(manager.open(PAGE))
    sent = send(manager, f"{PAGE}/gate", outcome="with_changes", reason="Nearly")
    assert sent.status_code == 422


def test_a_charter_accepted_while_a_gate_is_decided_is_shown_beside_what_was_seen(
    manager: Visitor, pilot: api.Phase
) -> None:
    mine = manager.fill(
        f"{PAGE}/gate", met=["0", "1"], outcome="go_on", reason="All came", next_gate_on=typed(90)
    )
    api.write_charter(
        by=BY, subject=SUBJECT, answers=answers(criteria=("Ten paid", "Twenty came")), based_on=1
    )
    api.accept_charter(by=BY, subject=SUBJECT, edition=2)
    sent = manager.client.post(f"/en{PAGE}/gate", mine)
    assert sent.status_code == 409
    page = text_of(sent)
    assert "The charter as you saw it" in page
    assert "You ticked as met what is no criterion any more: It fits" in page
    again = fields_of(sent)
    assert (again["met"], again["reason"], again["charter"]) == (["1"], ["All came"], ["2"])
    assert manager.client.post(f"/en{PAGE}/gate", again).status_code == 302
    gate = api.method_of(SUBJECT).last_gate
    assert gate is not None
    assert gate.criteria == [["Ten paid", False], ["Twenty came", True]]


def test_a_risk_is_named_looked_at_and_closed(manager: Visitor) -> None:
    send(manager, f"{PAGE}/risks/new", what="Nobody comes", likelihood="3", effect="3",
         measure="Call the parents", owner="School East")  # fmt: skip
    [risk] = api.method_of(SUBJECT).risks
    path = f"/desk/projects/risks/{risk.pk}"
    assert send(manager, path, effect="1").status_code == 302
    assert "small effect" in text_of(manager.open(PAGE))
    assert send(manager, path, is_over="on").status_code == 422
    assert send(manager, path, is_over="on", how="They came").status_code == 302
    assert "They came" in text_of(manager.open(PAGE))


def test_everybody_reads_the_promise_the_phase_and_the_next_milestone_but_no_risk(
    pilot: api.Phase,
) -> None:
    api.plan_milestone(by=BY, subject=SUBJECT, title="First class", due=in_days(5))
    api.add_risk(by=BY, subject=SUBJECT, what="Secretly worried", likelihood=3, effect=3,
                 measure="Call", owner="School")  # fmt: skip
    page = text_of(Client().get("/en/initiatives/1"))
    assert "How it is run" in page
    assert "Forty pupils a year." in page
    assert "First class" in page
    assert "Secretly worried" not in page
    then = Client().get("/en/initiatives/1?as-of=2021-01-01")
    assert "How it is run" not in text_of(then)


@pytest.mark.parametrize(
    ("role", "reads", "runs", "decides"),
    [
        ("programme_manager", 200, 200, 200),
        ("project_leader", 200, 200, 403),
        ("initiative_owner", 200, 200, 403),
        ("steering_group", 200, 403, 200),
        ("board", 200, 403, 403),
    ],
)
def test_who_may_what(
    signed_in: Callable[[str], Visitor], pilot: api.Phase, role: str, reads: int, runs: int,
    decides: int,
) -> None:  # fmt: skip
    visitor = signed_in(role)
    assert visitor.open(PAGE).status_code == reads
    assert visitor.open(f"{PAGE}/charter").status_code == runs
    assert visitor.open(f"{PAGE}/gate").status_code == decides


def test_an_owner_runs_no_other_initiative(signed_in: Callable[[str], Visitor]) -> None:
    owner = signed_in("initiative_owner")
    assert owner.open("/desk/projects/initiative/lab-west/charter").status_code == 403
    assert "Lab West" not in text_of(owner.open("/desk/projects"))


@pytest.mark.parametrize(
    "path",
    ["initiative/nobody", "goal/x", "milestones/99", "risks/99", "initiative/lab-east/gate",
     "initiative/lab-east/charter/accept"],
)  # fmt: skip
def test_what_is_not_there_says_so(manager: Visitor, path: str) -> None:
    assert manager.open(f"/desk/projects/{path}").status_code == 404


def test_the_list_is_filtered_and_says_how_many_are_agreed(
    manager: Visitor, pilot: api.Phase
) -> None:
    page = text_of(manager.open("/desk/projects"))
    assert "1 of 3 projects have an accepted charter" in page
    filtered = text_of(manager.open("/desk/projects?phase=pilot"))
    assert "Lab East" in filtered
    assert "Lab West" not in filtered
    assert "No project fits" in text_of(manager.open("/desk/projects?phase=widen"))


def test_the_steering_group_accepts_and_the_agenda_follows(
    signed_in: Callable[[str], Visitor],
) -> None:
    name, page = "project:school", "/desk/projects/project/school"
    api.write_charter(by=BY, subject=name, answers=answers(steering="hierarchical"), based_on=0)
    assert item("project", "school").sheet.steering == "directing"
    assert send(signed_in("steering_group"), f"{page}/charter/accept").status_code == 302
    assert item("project", "school").sheet.steering == "hierarchical"


def test_two_who_look_at_one_risk_at_once(manager: Visitor) -> None:
    risk = api.add_risk(by=BY, subject=SUBJECT, what="Nobody comes", likelihood=3, effect=3,
                        measure="Call", owner="School")  # fmt: skip
    path = f"/desk/projects/risks/{risk.pk}"
    mine = manager.fill(path, measure="What I typed")
    api.look_at_risk(by=BY, risk=risk.pk, likelihood=1, effect=1, measure="What the other wrote",
                     owner="School", edition=1)  # fmt: skip
    sent = manager.client.post(f"/en{path}", mine)
    assert sent.status_code == 409
    assert "What the other wrote" in text_of(sent)
    assert fields_of(sent)["measure"] == ["What I typed"]
    risk.refresh_from_db()
    assert risk.measure == "What the other wrote"


def test_a_day_of_a_mistyped_year_is_refused_and_what_stands_breaks_no_page(
    manager: Visitor, agreed: api.Charter
) -> None:
    sent = send(manager, f"{PAGE}/milestones/new", title="First class", due="31-12-9999")
    assert sent.status_code == 422
    assert "between 1900 and 2200" in text_of(sent)
    api.Charter.objects.update(by_when=date.max, report_every=1)
    one = api.plan_milestone(by=BY, subject=SUBJECT, title="First class", due=in_days(5))
    api.Milestone.objects.filter(pk=one.pk).update(due=date.max)
    assert "31 December 9999" in text_of(manager.open(PAGE))
    calendar = Client().get("/calendar.ics")
    assert calendar.status_code == 200
    assert b"99991231" in calendar.content


def test_many_milestones_come_in_pages(manager: Visitor, agreed: api.Charter) -> None:
    for day in range(60):
        api.plan_milestone(by=BY, subject=SUBJECT, title=f"Step {day:02}", due=in_days(day))
    first, second = (text_of(manager.open(f"{PAGE}{query}")) for query in ("", "?page=2"))
    assert ("Step 49" in first, "Step 50" in first) == (True, False)
    assert ("Step 49" in second, "Step 59" in second) == (False, True)


def test_a_mistyped_day_of_a_decision_is_moved_and_two_at_once_see_it(
    manager: Visitor, pilot: api.Phase
) -> None:
    path = f"{PAGE}/gate/move"
    assert path in manager.open(PAGE).content.decode()
    mine = manager.fill(path, to=in_days(60).isoformat(), reason="The school starts later")
    api.move_gate(by=BY, subject=SUBJECT, phase=pilot.pk, was=pilot.gate_on, to=in_days(30),
                  reason="Mistyped")  # fmt: skip
    sent = manager.client.post(f"/en{path}", mine)
    assert sent.status_code == 409
    assert "Mistyped" in text_of(sent)
    assert manager.client.post(f"/en{path}", fields_of(sent)).status_code == 302
    assert "The school starts later" in text_of(manager.open(PAGE))
    assert api.method_of(SUBJECT).phase.gate_on == in_days(60)


def test_a_gate_is_moved_by_who_runs_the_project(
    signed_in: Callable[[str], Visitor], pilot: api.Phase
) -> None:
    assert signed_in("project_leader").open(f"{PAGE}/gate/move").status_code == 200
    assert signed_in("board").open(f"{PAGE}/gate/move").status_code == 403


def test_where_no_gate_waits_none_is_moved(manager: Visitor, agreed: api.Charter) -> None:
    assert manager.open(f"{PAGE}/gate/move").status_code == 404


@pytest.mark.parametrize("scope", ["", "body:board"])
def test_who_only_decides_finds_the_projects_to_decide_about(
    signed_in: Callable[[str], Visitor],
    pilot: api.Phase,
    scope: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(SCOPES, "steering_group", scope)
    visitor = signed_in("steering_group")
    page = visitor.open("/desk/projects")
    assert page.status_code == 200
    urls = [url for _one, _title, url, _state in page.context["rows"]]
    assert f"/en{PAGE}" in urls
    assert "/en/desk/projects/initiative/lab-west" not in urls, "nothing is decided about it"
    menu = page.context["desk_menu"]
    assert "/en/desk/projects" in [one.url for one in (*menu.groups, *menu.entries)]


def test_who_neither_runs_nor_decides_finds_no_list(signed_in: Callable[[str], Visitor]) -> None:
    assert signed_in("board").open("/desk/projects").status_code == 403


def test_many_risks_and_milestones_stand_in_pages_of_their_own(
    manager: Visitor, agreed: api.Charter
) -> None:
    for number in range(51):
        api.plan_milestone(by=BY, subject=SUBJECT, title=f"Lesson {number:02}", due=in_days(number))
        api.add_risk(by=BY, subject=SUBJECT, what=f"Danger {number:02}", likelihood=1, effect=1,
                     measure="Call", owner="School")  # fmt: skip
    first = manager.open(PAGE)
    assert ("Danger 49" in text_of(first), "Danger 50" in text_of(first)) == (True, False)
    assert 'aria-label="Pages: Risks"' in first.content.decode()
    following = first.context["risks"].next_url
    assert following == f"/en{PAGE}?risks=2#risks"
    second = text_of(manager.open(f"{PAGE}?risks=2"))
    assert "Danger 50" in second
    assert "Danger 49" not in second
    assert "Lesson 00" in second, "the milestones stay where they were"


def test_a_heading_says_in_which_language_it_stands_in(manager: Visitor) -> None:
    """Browsers break the long words of another language where that language does."""
    name = Translated({"nl": "Arbeidsmarktvraagstukken <en>"})
    found = item("initiative", "lab-east")
    found = replace(found, sheet=found.sheet.model_copy(update={"name": name}))
    with translation.override("en"):
        assert heading_of(found) == (
            f'{found.sheet.number}. <span lang="nl">Arbeidsmarktvraagstukken &lt;en&gt;</span>'
        )
    with translation.override("nl"):
        assert "lang=" not in heading_of(found)
    assert "<h1>1. Lab East</h1>" in manager.open(PAGE).content.decode()
