# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""While a round is open, nobody gets at scores: by no page, query, audit, export, count or mail."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver

from hcat.correspondence.api import outbox
from hcat.foundation.api import Refused, audit_events, today
from hcat.parties.api import invite, person_by_key, personal_data_of
from hcat.weighing.api import (
    Round,
    change_capacity,
    close_round,
    decide_round,
    outcome_of,
    progress,
    reasons,
    remind,
    round_called,
    rounds,
    tasks,
    weighed,
)

from .making import BY, address, no_interests, opened, scores

SECRET = "because goals of 1"
"""The reason that goes with the scores that are looked for."""
OTHERS = ("desk", "desk/audit", "desk/outbox", "desk/people", "initiatives/1", "privacy")
"""Pages of other rooms that tell of this one."""
ROLES = ("administrator", "programme_manager", "steering_group", "board", "project_leader")
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def under_way(people: list[int]) -> Round:
    """One assessor gave everything, with reasons; a second one a part; a third one nothing."""
    found = opened(people)
    no_interests(found, *people)
    for number in (1, 2, 10):
        scores(found, people[0], number, 5, 1, 5)
    scores(found, people[1], 1, 2, None, None)
    return found


def addresses(key: str) -> list[str]:
    """Every address of this room, of a round, an initiative and a letter, as the site resolves
    them."""
    made = set()
    for resolver in get_resolver().url_patterns:
        _prefix, inner = getattr(resolver, "namespace_dict", {}).get("weighing", ("", None))
        names = [] if inner is None else [one for one in inner.reverse_dict if isinstance(one, str)]
        for name in names:
            path = inner.reverse_dict[name][0][0][0]
            for part, value in {"key": key, "number": "1", "assessor": "1"}.items():
                path = path.replace(f"%({part})s", value)
            if "%(" not in path:
                made.add(path)
    return sorted(made)


def test_every_page_of_the_room_is_tried() -> None:
    assert len(addresses("voorjaar-2026")) >= 20


@pytest.mark.parametrize("role", ROLES)
def test_no_page_tells_anybody_a_score(under_way: Round, role: str) -> None:
    client = Client()
    person = invite(
        name="Nosy", mail="nosy@example.org", role=role, by=BY,
        scope="initiative:lab-east" if role == "project_leader" else "",
    )  # fmt: skip
    client.force_login(person.user, backend=BACKEND)
    read = 0
    for path in [*addresses(under_way.key), *OTHERS]:
        for prefix in ("/", "/en/"):
            response = client.get(f"{prefix}{path}")
            read += response.status_code == 200
            assert SECRET not in response.content.decode(errors="replace"), path
            assert "dots__one" not in response.content.decode(errors="replace"), path
    assert read >= (20 if role == "programme_manager" else 2), "what is refused tells nothing"


def test_an_assessor_sees_their_own_scores_and_no_others(
    under_way: Round, people: list[int]
) -> None:
    for person, values in ((people[0], [5, 1, 5]), (people[1], [2]), (people[2], [])):
        _row, mine = tasks(under_way, person)
        assert [one.value for one in mine[0].scores.values()] == values
    body = outbox().filter(person_id=people[2]).first().body
    page = "/link/weighing/" + body.split("/link/weighing/")[1].split()[0]
    for path in (page, f"{page}/1", f"{page}/2", f"{page}/interests"):
        shown = Client().get(f"/en{path}").content.decode()
        assert SECRET not in shown
        assert "checked" not in shown


def test_no_query_gives_what_a_round_comes_to_while_it_is_open(under_way: Round) -> None:
    found = round_called(under_way.key)
    for look in (
        lambda: outcome_of(found),
        lambda: reasons(found.entries.get(number=1)),
        lambda: change_capacity(by=BY, round=found.key, capacity=2),
        lambda: decide_round(
            by=BY, round=found.key, edition=found.edition, rulings=[], taken_on=today()
        ),
    ):
        with pytest.raises(Refused):
            look()
    assert weighed("lab-east") == []


def test_progress_is_told_in_whole_initiatives_only(under_way: Round) -> None:
    told = progress(under_way)
    assert [(one.done, one.of) for one in told] == [(3, 3), (0, 3), (0, 3)]
    assert not hasattr(rounds().get(), "scores"), "no list carries scores along"


def test_the_audit_says_that_somebody_scored_and_never_what(under_way: Round) -> None:
    events = audit_events().filter(action__startswith="weighing.")
    told = [one.details for one in events if one.action == "weighing.give_scores"]
    assert len(told) == 4
    assert all(set(one) == {"row"} for one in told)
    assert SECRET not in json.dumps([one.details for one in events])


def test_no_mail_tells_a_score(under_way: Round) -> None:
    remind(by=BY, round=under_way.key, address=address)
    assert not any(SECRET in one.body or SECRET in one.subject for one in outbox())


def test_an_export_of_somebodys_data_leaves_scores_out_until_the_round_closes(
    at: Any, under_way: Round, close_late: Callable[[Round], None]
) -> None:
    who = person_by_key("assessor0@example.org")
    assert SECRET not in json.dumps(personal_data_of(who))
    close_late(under_way)
    assert SECRET in json.dumps(personal_data_of(who))


@pytest.fixture
def close_late(at: Any) -> Callable[[Round], None]:
    def close(found: Round) -> None:
        at.move_to("2026-03-20T09:00+01:00")
        close_round(by=BY, round=found.key)

    return close


def test_whoever_manages_cannot_score_for_another(under_way: Round) -> None:
    client = Client()
    person = invite(name="M", mail="m@example.org", role="programme_manager", by=BY)
    client.force_login(person.user, backend=BACKEND)
    for path in ("score", "score/interests", "score/1"):
        response = client.get(f"/en/desk/weighing/rounds/{under_way.key}/{path}")
        assert response.status_code == 404, path
