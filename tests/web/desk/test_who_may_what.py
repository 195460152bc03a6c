# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may come in, and who may change what: both sides of every rule."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from hcat.agenda.api import adopt, decide, item, merge, move, revise, stop
from hcat.evidence.api import Finding, criterion_id, record_figure, record_judgement
from hcat.foundation.api import Actor, NotAllowed, today
from hcat.numerics.api import Estimate, Period, Quality
from hcat.parties.api import invite
from hcat.web.dates import as_typed

from .conftest import BY, ROLES, SCOPES, Visitor, fields_of, text_of

EVERYWHERE = "/desk"
PAGES = {
    # page: who may open it
    "/desk": ROLES,
    "/desk/agenda": ("programme_manager", "project_leader", "initiative_owner", "steering_group",
                     "board"),
    "/desk/agenda/initiative": ("programme_manager", "project_leader", "initiative_owner",
                                "steering_group", "board"),
    "/desk/initiatives/1/edit": ("programme_manager", "project_leader", "initiative_owner"),
    "/desk/initiatives/3/edit": ("programme_manager",),
    "/desk/agenda/goal/learn-more/edit": ("programme_manager", "project_leader"),
    "/desk/agenda/goal/stay-longer/edit": ("programme_manager",),
    "/desk/results/choice/targets/by-2020/edit": ("programme_manager", "project_leader"),
    "/desk/results/choice/targets/by-2020/follow": ("programme_manager", "project_leader"),
    "/desk/results/choice/targets/by-2020/figure": ("programme_manager", "project_leader"),
    "/desk/results/known/targets/by-2022/judgement": ("programme_manager", "steering_group",
                                                      "board"),
    "/desk/series/choice/figures/new": ("programme_manager",),
    "/desk/agenda/point/learn/stop": ("programme_manager",),
    "/desk/agenda/goal/learn-more/move": ("programme_manager",),
    "/desk/agenda/initiative/lab-east/widen": ("programme_manager",),
    "/desk/agenda/initiative/lab-east/merge": ("programme_manager",),
    "/desk/agenda/initiative/lab-east/split": ("programme_manager",),
    "/desk/initiatives/new": ("programme_manager",),
    "/desk/new/goal": ("programme_manager",),
    "/desk/decisions": ("programme_manager", "project_leader", "steering_group"),
    "/desk/decisions/new": ("programme_manager", "steering_group"),
}  # fmt: skip


@pytest.mark.parametrize("role", ROLES)
def test_each_role_opens_its_own_pages_and_no_others(
    role: str, signed_in: Callable[[str], Visitor]
) -> None:
    visitor = signed_in(role)
    for path, roles in PAGES.items():
        response = visitor.open(path)
        assert response.status_code == (200 if role in roles else 403), path
        if role not in roles:
            assert "Ask one who may" in text_of(response), path


def test_a_stranger_is_sent_to_sign_in_and_back(polder: None) -> None:
    for path in PAGES:
        response = Client().get(f"/en{path}?x=1")
        assert response.status_code == 302
        assert response["Location"].startswith("/en/sign-in?next=/en/desk"), path


def test_an_account_without_a_role_learns_whom_to_ask(polder: None) -> None:
    person = invite(name="Gone", mail="gone@example.org", role="board", by=BY)
    client = Client()
    assert person.user is not None
    client.force_login(person.user, backend="django.contrib.auth.backends.ModelBackend")
    person.roles.all().delete()
    response = client.get("/en/desk")
    assert response.status_code == 403
    assert "You have no role here" in text_of(response)


def test_what_may_not_be_opened_may_not_be_sent_either(
    signed_in: Callable[[str], Visitor], manager: Visitor
) -> None:
    path = "/desk/initiatives/3/edit"
    data = manager.fill(path, status="stopped", when__reason="No longer needed")
    owner = signed_in("initiative_owner")
    for step in ("preview", "confirm", "edit"):
        assert owner.send(path, data, step).status_code == 403
    assert item("initiative", "house").sheet.status == "done"


def test_an_owner_changes_what_is_his_to_tell_and_not_where_the_agenda_puts_it(
    signed_in: Callable[[str], Visitor],
) -> None:
    owner = signed_in("initiative_owner")
    path = "/desk/initiatives/1/edit"
    data = owner.fill(path)
    assert "progress.nl" in data
    assert not {"placements", "number", "owner", "points", "source"} & set(data)
    assert data["reported"] == [as_typed(today())]
    smuggled = {**data, "placements": ["homes"], "owner": ["Somebody else"], "status": ["paused"]}
    shown = owner.send(path, smuggled)
    assert shown.status_code == 200
    assert owner.send(path, fields_of(shown), "confirm").status_code == 303
    sheet = item("initiative", "lab-east").sheet
    assert (sheet.status, sheet.placements, sheet.owner) == ("paused", ["young"], "School Oost")


def test_an_owner_sees_just_his_own_sheets(signed_in: Callable[[str], Visitor]) -> None:
    text = text_of(signed_in("initiative_owner").open("/desk"))
    assert "Lab East" in text
    assert "Lab West" not in text
    assert "Baselines still to collect" not in text


@pytest.mark.parametrize("role", ROLES)
def test_operations_hold_people_to_the_table_whatever_page_they_come_by(
    role: str, polder: None
) -> None:
    person = invite(
        name=role, mail=f"{role}@example.org", role=role, scope=SCOPES.get(role, ""), by=BY
    )
    by = Actor.of(person.user)
    figure = Estimate(
        value=30.0, unit="percent", period=Period.year(2021), method="asked", source="a survey",
        quality=Quality.MEASURED,
    )  # fmt: skip
    target = item("result", "known").sheet.targets[0]
    on = {"by": by, "on": today(), "reason": "because"}
    judge = {"criterion": criterion_id(target.criteria[0]), "met": True}
    works: dict[str, tuple[Callable[[], object], set[str]]] = {
        "bring an initiative up to date": (
            lambda: revise(kind="initiative", key="lab-east", fields={"status": "done"}, **on),
            {"programme_manager", "project_leader", "initiative_owner"},
        ),
        "place an initiative elsewhere": (
            lambda: move(kind="initiative", key="lab-east", to="homes", **on),
            {"programme_manager"},
        ),
        "place it elsewhere by its sheet": (
            lambda: revise(
                kind="initiative", key="lab-west", fields={"placements": ["homes"]}, **on
            ),
            {"programme_manager"},
        ),
        "revise a goal": (
            lambda: revise(kind="goal", key="learn-more", fields={"title": {"nl": "X"}}, **on),
            {"programme_manager", "project_leader"},
        ),
        "add": (
            lambda: adopt(
                kind="goal", key="g", fields={"point": "learn", "order": 9, "title": "G"}, **on
            ),
            {"programme_manager"},
        ),
        "stop": (lambda: stop(kind="goal", key="stay-longer", **on), {"programme_manager"}),
        "merge": (
            lambda: merge(kind="initiative", sources=["lab-west"], into="lab-east", **on),
            {"programme_manager"},
        ),
        "decide": (
            lambda: decide(by=by, taken_on=today(), title="Decided"),
            {"programme_manager", "steering_group"},
        ),
        "record a figure": (
            lambda: record_figure(by=by, result="choice", target="by-2020", estimate=figure),
            {"programme_manager", "project_leader"},
        ),
        "judge": (
            lambda: record_judgement(
                by=by, result="known", target="by-2022", judged_on=today(), source="minutes",
                findings=[Finding(**judge)],
            ),
            {"programme_manager", "steering_group", "board"},
        ),
    }  # fmt: skip
    for name, (work, roles) in works.items():
        if role in roles:
            work()
        else:
            with pytest.raises(NotAllowed):
                work()
                pytest.fail(name)


@pytest.mark.parametrize(
    ("role", "path", "is_shown"),
    [
        ("programme_manager", "/initiatives/1", True),
        ("initiative_owner", "/initiatives/1", True),
        ("initiative_owner", "/initiatives/3", False),
        ("board", "/initiatives/1", False),
        ("project_leader", "/results/choice", True),
        ("project_leader", "/results/known", False),
    ],
)
def test_a_public_page_shows_the_way_in_to_those_who_may(
    role: str, path: str, is_shown: bool, signed_in: Callable[[str], Visitor]
) -> None:
    assert ("Edit this sheet" in text_of(signed_in(role).open(path))) is is_shown
    assert "Edit this sheet" not in Client().get(f"/en{path}").content.decode()
