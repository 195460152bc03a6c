# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""An initiative that ends while it is weighed gets no go, and does not keep its round waiting."""

from __future__ import annotations

import pytest

from hcat.agenda.api import merge, stop
from hcat.foundation.api import Refused, today
from hcat.weighing.api import (
    Round,
    Ruled,
    State,
    decide_round,
    entries_with_rulings,
    finish_round,
    letters,
    round_called,
    waiting_for_information,
)

from .making import (
    BY,
    closed,
    in_days,
    post_all,
    said,
)
from .test_beside_the_rounds import matters

pytestmark = pytest.mark.django_db


def ends(key: str) -> None:
    stop(by=BY, kind="initiative", key=key, on=today(), reason="Its money ran out.")


def decide(found: Round, **what: str) -> None:
    """On initiatives by number, such as n1="go"."""
    more = {"needed": said("A budget."), "by_when": today()}
    decide_round(
        by=BY, round=found.key, edition=found.edition, taken_on=today(), is_choice=True,
        rulings=[
            Ruled(int(name[1:]), one, said("Why."), **(more if one == "more_information" else {}))  # type: ignore[arg-type]
            for name, one in what.items()
        ],
    )  # fmt: skip


@pytest.mark.parametrize("what", ["go", "more_information"])
def test_what_was_stopped_gets_no_go(people: list[int], what: str) -> None:
    found = closed(people)
    ends("lab-east")
    with pytest.raises(Refused, match="is beëindigd"):
        decide(found, n1=what)
    decide(found, n1="no_go")


def test_what_was_merged_gets_no_go(people: list[int]) -> None:
    found = closed(people)
    merge(
        by=BY, kind="initiative", sources=["lab-east"], into="club", on=today(), reason="The same."
    )
    with pytest.raises(Refused, match="is beëindigd"):
        decide(found, n1="go")


def test_a_round_is_decided_without_what_ended(people: list[int]) -> None:
    found = closed(people)
    ends("lab-east")
    decide(found, n2="go", n10="no_go")
    post_all(found)
    assert round_called(found.key).state == State.DECIDED
    assert entries_with_rulings(found)[0][1] is None


def test_a_round_that_waits_for_nothing_but_what_ended_is_finished(people: list[int]) -> None:
    found = closed(people)
    decide(found, n2="go", n10="no_go")
    post_all(found)
    with pytest.raises(Refused):
        finish_round(by=BY, round=found.key)
    assert list(matters()) == ["weighing/decide"]
    ends("lab-east")
    assert list(matters()) == ["weighing/finish"]
    assert finish_round(by=BY, round=found.key).decided_on == today()
    assert matters() == {}


def test_no_owner_is_told_that_something_goes_on_which_ended(people: list[int]) -> None:
    found = closed(people)
    decide(found, n1="go", n2="no_go")
    ends("lab-east")
    with pytest.raises(Refused, match="beëindigd nadat"):
        post_all(found)
    decide(found, n1="no_go")
    post_all(found)
    assert not letters(found, waiting=True).exists()


def test_what_ended_takes_no_place_and_owes_no_information(people: list[int]) -> None:
    found = closed(people)
    decide(found, n1="go")
    ends("lab-east")
    decide_round(
        by=BY, round=found.key, edition=found.edition, taken_on=today(),
        rulings=[Ruled(2, "go", said("It fits now."))],
    )  # fmt: skip
    decide(found, n10="more_information")
    assert [one.entry.number for one in waiting_for_information()] == [10]
    ends(found.entries.get(number=10).initiative)
    assert waiting_for_information(until=in_days(10)) == []
