# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Operations: revise, stop, resume, move, widen, decide. Dated, reasoned, never overwriting."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from hcat.agenda import api
from hcat.agenda.models import Change, Descent, Element, Reference, Version
from hcat.foundation.api import NotFound, Refused
from hcat.foundation.models import AuditEvent
from tests.agenda.region_folder import ADOPTED, BY, DAY, all_rows

WHY: dict[str, Any] = {"by": BY, "on": DAY, "reason": "The board wished it."}
BEFORE = date(2022, 4, 30)

pytestmark = pytest.mark.usefixtures("waterkant")


def test_a_revision_keeps_what_stood_before() -> None:
    item = api.revise(kind="initiative", key="sailing", fields={"status": "running"}, **WHY)
    assert item.valid_from == DAY
    assert api.item("initiative", "sailing", as_of=DAY).sheet.status == "running"
    assert api.item("initiative", "sailing", as_of=BEFORE).sheet.status == "idea"


def test_a_revision_leaves_its_audit_event() -> None:
    api.revise(kind="initiative", key="sailing", fields={"status": "running"}, **WHY)
    event = AuditEvent.objects.get(action="agenda.revise")
    assert (event.actor, event.subject) == ("A test", "initiative:sailing")
    assert event.details["fields"] == ["status"]


def test_two_revisions_on_one_day_both_stand_in_the_history() -> None:
    api.revise(kind="initiative", key="sailing", fields={"owner": "A"}, **WHY)
    api.revise(kind="initiative", key="sailing", fields={"owner": "B"}, **WHY)
    assert api.item("initiative", "sailing", as_of=DAY).sheet.owner == "B"
    owners = [entry.item.sheet.owner for entry in api.history("initiative", "sailing")]
    assert owners == ["B", "A", ""]


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_revision_without_a_reason_is_refused(reason: str) -> None:
    before = all_rows()
    with pytest.raises(Refused):
        api.revise(by=BY, kind="initiative", key="sailing", fields={"owner": "A"}, on=DAY,
                   reason=reason)  # fmt: skip
    assert all_rows() == before


def test_a_revision_before_the_open_version_is_refused() -> None:
    with pytest.raises(Refused, match=r"1 (maart|March) 2020"):
        api.revise(by=BY, kind="initiative", key="sailing", fields={"owner": "A"},
                   on=date(2020, 2, 29), reason="Too early.")  # fmt: skip
    api.revise(by=BY, kind="initiative", key="sailing", fields={"owner": "A"}, on=ADOPTED,
               reason="On the day itself.")  # fmt: skip


def test_a_revision_that_changes_nothing_is_refused() -> None:
    with pytest.raises(Refused):
        api.revise(kind="initiative", key="sailing", fields={"status": "idea"}, **WHY)


def test_the_key_never_changes() -> None:
    with pytest.raises(Refused, match="key"):
        api.revise(kind="initiative", key="sailing", fields={"key": "boating"}, **WHY)


def test_an_edit_on_what_somebody_else_changed_meanwhile_is_refused() -> None:
    seen = api.item("initiative", "sailing").version_id
    api.revise(kind="initiative", key="sailing", fields={"owner": "A"}, based_on=seen, **WHY)
    with pytest.raises(Refused, match="Somebody else"):
        api.revise(kind="initiative", key="sailing", fields={"owner": "B"}, based_on=seen, **WHY)


def test_bad_fields_are_refused_with_a_sentence_for_each() -> None:
    with pytest.raises(api.SheetRefused) as refusal:
        api.revise(
            kind="initiative", key="sailing", fields={"status": "dreaming", "placements": []}, **WHY
        )
    assert set(refusal.value.fields) == {"status", "placements"}


def test_an_unknown_element_is_not_found() -> None:
    with pytest.raises(NotFound):
        api.revise(kind="initiative", key="flying", fields={"owner": "A"}, **WHY)


def test_a_municipality_outside_the_agenda_is_refused() -> None:
    with pytest.raises(api.SheetRefused):
        api.revise(kind="initiative", key="sailing", fields={"places": ["WK09"]}, **WHY)
    api.revise(kind="initiative", key="sailing", fields={"places": ["WK02"]}, **WHY)


def test_a_link_to_nothing_or_to_what_has_ended_is_refused() -> None:
    with pytest.raises(api.SheetRefused):
        api.revise(kind="initiative", key="sailing", fields={"ways": ["dreams"]}, **WHY)
    api.stop(kind="way", key="houses", **WHY)
    with pytest.raises(api.SheetRefused):
        api.revise(kind="initiative", key="sailing", fields={"ways": ["houses"]}, **WHY)


def test_a_link_that_stood_before_its_target_ended_may_stay() -> None:
    api.stop(kind="way", key="visits", **WHY)
    item = api.revise(kind="initiative", key="open-day", fields={"owner": "A"}, **WHY)
    assert item.sheet.ways == ["visits"]


def test_a_new_element_is_adopted_and_its_key_is_taken_for_good() -> None:
    fields = {"number": 9, "name": "Nieuw", "status": "idea", "placements": ["stay-home"]}
    api.adopt(kind="initiative", key="new", fields=fields, **WHY)
    assert api.initiative_by_number(9, as_of=DAY).key == "new"
    with pytest.raises(Refused):
        api.adopt(kind="initiative", key="new", fields={**fields, "number": 10}, **WHY)
    with pytest.raises(api.SheetRefused):
        api.adopt(kind="initiative", key="newer", fields=fields, **WHY)


def test_a_number_belongs_to_one_initiative_even_after_it_ended() -> None:
    api.stop(kind="initiative", key="sailing", **WHY)
    fields = {"number": 2, "name": "Nieuw", "status": "idea", "placements": ["stay-home"]}
    with pytest.raises(api.SheetRefused):
        api.adopt(kind="initiative", key="new", fields=fields, **WHY)


def test_there_is_one_agenda() -> None:
    with pytest.raises(Refused):
        api.stop(kind="agenda", key="waterkant", **WHY)
    sheet = api.the_agenda()
    assert sheet is not None
    fields = sheet.sheet.model_dump(mode="json", exclude={"key"})
    with pytest.raises(Refused):
        api.adopt(kind="agenda", key="second", fields=fields, **WHY)


# --- Stopping and resuming ------------------------------------------------------------------


def test_what_stopped_keeps_its_last_sheet_and_cannot_be_revised() -> None:
    api.stop(kind="initiative", key="sailing", **WHY)
    item = api.item("initiative", "sailing", as_of=DAY)
    assert (item.ended_as, str(item.sheet.name)) == ("stopped", "Zeilmee")
    assert "sailing" not in [i.key for i in api.items("initiative", as_of=DAY)]
    assert "sailing" in [i.key for i in api.items("initiative", as_of=DAY, ended=True)]
    assert "sailing" in [i.key for i in api.items("initiative", as_of=BEFORE)]
    with pytest.raises(Refused):
        api.revise(kind="initiative", key="sailing", fields={"owner": "A"}, **WHY)


def test_what_stopped_can_be_resumed_as_it_read() -> None:
    api.stop(kind="initiative", key="sailing", **WHY)
    api.resume(by=BY, kind="initiative", key="sailing", on=date(2023, 1, 1), reason="Wind.")
    assert api.item("initiative", "sailing", as_of=date(2022, 12, 31)).ended_as == "stopped"
    assert api.item("initiative", "sailing", as_of=date(2023, 1, 1)).ended_as == ""
    with pytest.raises(Refused):
        api.resume(by=BY, kind="initiative", key="sailing", on=date(2023, 1, 2), reason="Again.")


def test_a_point_does_not_stop_under_its_goals_unless_they_stop_along() -> None:
    with pytest.raises(Refused, match=r"more-pupils \(goal\)"):
        api.stop(kind="point", key="schools", **WHY)
    api.stop(kind="point", key="schools", with_parts=True, **WHY)
    for kind, key in (("goal", "more-pupils"), ("result", "welders"), ("project", "school-yard")):
        assert api.item(kind, key, as_of=DAY).ended_as == "stopped"
    assert api.item("goal", "good-work", as_of=DAY).ended_as == ""
    with pytest.raises(Refused, match=r"schools \(agenda point\)"):
        api.resume(kind="goal", key="more-pupils", **WHY)


# --- Moving, widening, targets, decisions ---------------------------------------------------


def test_a_goal_moves_to_another_point() -> None:
    api.move(kind="goal", key="more-pupils", to="yards", **WHY)
    assert api.item("goal", "more-pupils", as_of=DAY).sheet.point == "yards"
    assert api.history("goal", "more-pupils")[0].change_kind == "moved"
    assert {i.key for i in api.pointing_at("point", "yards", of="goal", as_of=DAY)} == {
        "more-pupils", "good-work",
    }  # fmt: skip


def test_an_initiative_moves_to_other_differentiations() -> None:
    api.move(kind="initiative", key="sailing", to=["learn-yard", "stay-home"], **WHY)
    assert api.item("initiative", "sailing", as_of=DAY).sheet.placements == [
        "learn-yard", "stay-home",
    ]  # fmt: skip
    with pytest.raises(Refused):
        api.move(kind="source", key="plan", to="yards", **WHY)


def test_an_initiative_widens() -> None:
    api.widen(kind="initiative", key="yard-class", add={"places": ["WK01", "WK02"]}, **WHY)
    assert api.item("initiative", "yard-class", as_of=DAY).sheet.places == ["WK01", "WK02"]
    assert api.history("initiative", "yard-class")[0].change_kind == "widened"
    with pytest.raises(Refused):
        api.widen(kind="initiative", key="yard-class", add={"owner": ["A"]}, **WHY)


def test_a_revised_target_keeps_the_old_one_in_the_history() -> None:
    api.revise_target(result="welders", target="end", fields={"value": 25}, **WHY)

    def value(day: date) -> float | None:
        return api.item("result", "welders", as_of=day).sheet.targets[1].value

    assert (value(BEFORE), value(DAY)) == (30, 25)
    with pytest.raises(Refused, match="start, end"):
        api.revise_target(result="welders", target="middle", fields={"value": 25}, **WHY)


def test_a_target_whose_time_has_passed_gets_one_successor() -> None:
    old = api.item("result", "welders").sheet.targets[1].model_dump(mode="json")
    new = old | {"key": "later", "deadline": "2028-12-31", "period": "second"}
    api.succeed_target(result="welders", target="end", successor=new, **WHY)
    targets = api.item("result", "welders", as_of=DAY).sheet.targets
    assert [(t.key, t.succeeds) for t in targets] == [
        ("start", None), ("end", None), ("later", "end"),
    ]  # fmt: skip
    with pytest.raises(Refused, match="later"):
        api.succeed_target(result="welders", target="end", successor=new | {"key": "x"}, **WHY)


def test_a_decision_stands_behind_a_change() -> None:
    decision = api.decide(by=BY, taken_on=date(2022, 4, 1), title="Meer boten", body="board")
    second = api.decide(by=BY, taken_on=date(2022, 4, 1), title="Meer wind")
    assert (decision.key, second.key) == ("2022-04-01-1", "2022-04-01-2")
    api.revise(
        kind="initiative", key="sailing", fields={"owner": "A"}, decision=decision.key, **WHY
    )
    assert api.history("initiative", "sailing")[0].decision == decision
    with pytest.raises(NotFound):
        api.stop(kind="initiative", key="sailing", decision="2022-04-01-9", **WHY)


@pytest.mark.parametrize("title", ["", " ", "x" * 301])
def test_a_decision_needs_a_title_that_fits(title: str) -> None:
    with pytest.raises(Refused):
        api.decide(by=BY, taken_on=DAY, title=title)


# --- What the database itself refuses -------------------------------------------------------


def _refused_by_the_database(**changes: object) -> None:
    version = Version.objects.get(element__key="sailing")
    for name, value in changes.items():
        setattr(version, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        version.save()


def test_the_database_refuses_a_version_that_ends_before_it_starts() -> None:
    _refused_by_the_database(valid_until=date(2020, 2, 29))


def test_the_database_refuses_two_open_versions() -> None:
    _refused_by_the_database(pk=None)


def test_the_database_refuses_a_change_without_a_reason() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Change.objects.create(kind="revised", effective_on=DAY, reason="", recorded_by="A test")


def test_the_database_refuses_descent_from_itself_and_a_second_link() -> None:
    element, change = Element.objects.get(key="sailing"), Change.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Descent.objects.create(change=change, source=element, heir=element)
    link = Reference.objects.first()
    assert link is not None
    link.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        link.save()
