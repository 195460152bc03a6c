# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading: items on any date, the register with its filters and counts, each in few queries."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import transaction

from hcat.agenda import api
from hcat.agenda.models import Version
from hcat.foundation.api import NotFound
from tests.agenda.region_folder import ADOPTED, BY, DAY, RegionFolder

pytestmark = pytest.mark.usefixtures("waterkant")


EDITION = 1
"""The question whether what is remembered still holds."""


def _found(**filters: Any) -> list[str]:
    return [item.key for item in api.items_of(api.search_initiatives(**filters))]


def test_items_come_in_their_order_with_one_query(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1 + EDITION):
        found = api.items("initiative")
    with django_assert_num_queries(EDITION):
        assert api.items("initiative") == found
    assert [item.sheet.number for item in found] == [1, 2, 4]
    assert [item.key for item in api.items("point")] == ["schools", "yards"]
    assert [item.key for item in api.items("chapter")] == ["learning", "learning-young"]


def test_before_its_adoption_there_is_no_agenda() -> None:
    assert api.the_agenda(date(2020, 2, 29)) is None
    assert api.items("initiative", as_of=date(2020, 2, 29)) == []
    agenda = api.the_agenda(ADOPTED)
    assert agenda is not None
    assert agenda.key == "waterkant"
    assert not api.is_empty()


def test_an_item_that_is_not_there_is_not_found() -> None:
    assert api.item("point", "yards").sheet.number == 2
    for kind, key in (("point", "yard"), ("goal", "yards")):
        with pytest.raises(NotFound):
            api.item(kind, key)


def test_an_initiative_is_found_by_its_number() -> None:
    assert api.initiative_by_number(4).key == "open-day"
    with pytest.raises(NotFound, match="3"):
        api.initiative_by_number(3)


@pytest.mark.parametrize(
    ("filters", "keys"),
    [
        ({}, ["yard-class", "sailing", "open-day"]),
        ({"status": "running"}, ["yard-class", "open-day"]),
        ({"line": "learn"}, ["yard-class", "open-day"]),
        ({"line": "stay"}, ["sailing"]),
        ({"differentiation": "learn-yard"}, ["yard-class"]),
        ({"way": "visits"}, ["open-day"]),
        ({"level": "mbo-4"}, ["yard-class"]),
        ({"level": "mbo"}, []),
        ({"place": "WK01"}, ["yard-class"]),
        ({"owner": "Werf Twee"}, ["open-day"]),
        ({"text": "een"}, ["yard-class", "open-day"]),
        ({"text": "WERF een week"}, ["yard-class"]),
        ({"text": "dag school"}, []),
        ({"text": "a day"}, ["open-day"]),
        ({"text": "100%"}, []),
        ({"line": "learn", "status": "idea"}, []),
    ],
)
def test_the_register_is_filtered(filters: dict[str, str], keys: list[str]) -> None:
    assert _found(**filters) == keys
    assert api.search_initiatives(**filters).count() == len(keys)


def test_a_page_of_the_register_is_one_query(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        page = api.items_of(api.search_initiatives(line="learn", level="mbo-3")[:50])
    assert [item.key for item in page] == ["yard-class"]


def test_the_counts_beside_the_filters_are_four_queries(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(4 + EDITION):
        counts = api.facet_counts()
    assert counts["status"] == {"running": 2, "idea": 1}
    assert counts["line"] == {"learn": 2, "stay": 1}
    assert counts["differentiation"] == {"learn-school": 2, "learn-yard": 1, "stay-home": 1}
    assert counts["way"] == {"lessons": 1, "visits": 1}


def test_the_register_reads_as_it_stood() -> None:
    api.revise(by=BY, kind="initiative", key="sailing", fields={"status": "running"}, on=DAY,
               reason="Wind.")  # fmt: skip
    api.move(by=BY, kind="differentiation", key="stay-home", to="learn", on=DAY, reason="Home.")
    assert _found(status="running", as_of=date(2022, 4, 30)) == ["yard-class", "open-day"]
    assert len(_found(status="running", as_of=DAY)) == 3
    assert _found(line="stay", as_of=date(2022, 4, 30)) == ["sailing"]
    assert _found(line="stay", as_of=DAY) == []
    before = date(2022, 4, 30)
    counts = api.facet_counts(as_of=before)
    assert counts["line"] == {"learn": 2, "stay": 1}
    assert api.facet_counts(as_of=DAY)["line"] == {"learn": 3}


def test_what_ended_is_found_only_when_asked() -> None:
    api.stop(by=BY, kind="initiative", key="sailing", on=DAY, reason="No wind.")
    assert "sailing" not in _found(as_of=DAY)
    assert "sailing" in _found(as_of=DAY, ended=True)


def test_changes_come_newest_first_and_by_date() -> None:
    api.revise(by=BY, kind="initiative", key="sailing", fields={"owner": "A"}, on=DAY, reason="W.")
    assert [change.kind for change in api.changes()] == ["revised", "adopted"]
    assert [change.kind for change in api.changes(since=DAY)] == ["revised"]
    assert [change.kind for change in api.changes(until=date(2022, 4, 30))] == ["adopted"]


def test_decisions_can_be_asked_by_body() -> None:
    api.decide(by=BY, taken_on=DAY, title="Ja", body="board")
    api.decide(by=BY, taken_on=DAY, title="Nee")
    assert [decision.title for decision in api.decisions(body="board")] == ["Ja"]
    assert api.decisions().count() == 2


def test_a_history_is_three_queries(django_assert_num_queries: Any) -> None:
    for owner in "ABC":
        api.revise(by=BY, kind="initiative", key="sailing", fields={"owner": owner}, on=DAY,
                   reason="W.")  # fmt: skip
    with django_assert_num_queries(3 + EDITION):
        assert len(api.history("initiative", "sailing")) == 4
    assert api.history("initiative", "nobody") == []


def test_a_sheet_is_read_again_when_its_version_was_rolled_back() -> None:
    """An id may come back after a rollback; what was read under it before must not."""

    def revised(owner: str) -> str:
        item = api.revise(by=BY, kind="initiative", key="sailing", fields={"owner": owner},
                          on=DAY, reason="W.")  # fmt: skip
        return str(item.sheet.owner)

    with transaction.atomic():
        assert revised("A") == "A"
        transaction.set_rollback(True)
    assert revised("B") == "B"
    assert api.item("initiative", "sailing", as_of=DAY).sheet.owner == "B"


def test_reading_a_kind_twice_parses_it_once(monkeypatch: pytest.MonkeyPatch) -> None:
    first = api.items("result")
    again = api.items("result")
    assert all(one.sheet is other.sheet for one, other in zip(first, again, strict=True))


def test_every_version_says_what_it_refers_to(waterkant: RegionFolder) -> None:
    found = Version.objects.pointing_at("source", "plan")
    assert {str(version.element) for version in found.select_related("element")} >= {
        "series:welding-diplomas", "result:welders", "initiative:yard-class",
    }  # fmt: skip
