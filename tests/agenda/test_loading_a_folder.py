# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Loading: the first adopts, later ones merge; people's work is never overwritten unasked."""

from __future__ import annotations

from datetime import date

import pytest

from hcat.agenda import api
from hcat.agenda.api import Action, Choices
from hcat.agenda.models import Change, Element, Loaded, Version
from hcat.foundation.api import Refused
from tests.agenda.region_folder import ADOPTED, BY, DAY, RegionFolder, all_rows

WHY = {"on": DAY, "reason": "The board wished it."}


def _revise(kind: str, key: str, **fields: object) -> None:
    api.revise(by=BY, kind=kind, key=key, fields=fields, on=date(2021, 1, 1), reason="A wish.")


def test_the_first_load_adopts_everything_on_the_day_of_adoption(waterkant: RegionFolder) -> None:
    [change] = Change.objects.all()
    assert (change.kind, change.effective_on) == ("adopted", ADOPTED)
    assert change.reason
    assert Version.objects.filter(valid_until=None).count() == Element.objects.count() == 28
    assert api.the_agenda(date(2020, 2, 29)) is None
    assert api.the_agenda(ADOPTED) is not None


def test_a_second_load_writes_no_row(waterkant: RegionFolder) -> None:
    before = all_rows()
    report = waterkant.load(**WHY)
    assert report.ok
    assert not report.written
    assert all_rows() == before


def test_a_dry_run_tells_the_difference_and_writes_no_row(waterkant: RegionFolder) -> None:
    waterkant.edit("results.yaml", "value: 30", "value: 35")
    before = all_rows()
    report = waterkant.load(dry_run=True)
    [difference] = report.differences
    assert (difference.name, difference.action) == ("result:welders", Action.CHANGED)
    [field] = difference.fields
    assert (field.name, field.old, field.new) == ("targets[end].value", 30.0, 35.0)
    assert all_rows() == before


@pytest.mark.django_db
def test_a_dry_run_of_the_first_load_writes_no_row(region: RegionFolder) -> None:
    report = region.load(dry_run=True)
    assert report.first
    assert len(report.differences) == 28
    assert api.is_empty()


def test_what_only_the_folder_changed_becomes_a_version(waterkant: RegionFolder) -> None:
    waterkant.edit("results.yaml", "value: 30", "value: 35")
    report = waterkant.load(**WHY)
    assert report.written
    targets = {t.key: t.value for t in api.item("result", "welders", as_of=DAY).sheet.targets}
    assert targets == {"start": 20, "end": 35}
    before = api.item("result", "welders", as_of=date(2022, 4, 30)).sheet
    assert [target.value for target in before.targets] == [20, 30]
    newest = api.history("result", "welders")[0]
    assert (newest.change_kind, newest.reason) == ("revised", "The board wished it.")


def test_a_change_without_a_reason_is_refused(waterkant: RegionFolder) -> None:
    waterkant.edit("results.yaml", "value: 30", "value: 35")
    before = all_rows()
    with pytest.raises(Refused, match="reason"):
        waterkant.load()
    assert all_rows() == before


def test_a_change_before_what_stands_is_refused(waterkant: RegionFolder) -> None:
    waterkant.edit("results.yaml", "value: 30", "value: 35")
    with pytest.raises(Refused):
        waterkant.load(on=date(2020, 2, 1), reason="Too early.")


def test_what_only_the_database_changed_is_kept(waterkant: RegionFolder) -> None:
    _revise("initiative", "open-day", owner="Werf Drie")
    before = all_rows()
    report = waterkant.load(**WHY)
    assert report.kept == ["initiative:open-day"]
    assert all_rows() == before


def test_changes_of_both_sides_in_different_fields_are_joined(waterkant: RegionFolder) -> None:
    _revise("initiative", "open-day", owner="Werf Drie", ways=["visits", "houses"])
    waterkant.edit("initiatives.csv", "open-day,4,Open dag,Open day", "open-day,4,Kijkdag,Open day")
    waterkant.edit("initiatives.csv", ",learn-school,visits,", ",learn-school,visits; lessons,")
    report = waterkant.load(**WHY)
    assert report.written
    sheet = api.item("initiative", "open-day").sheet
    assert (sheet.owner, sheet.name.in_("nl"), sheet.name.in_("en")) == (
        "Werf Drie", "Kijkdag", "Open day",
    )  # fmt: skip
    assert set(sheet.ways) == {"visits", "houses", "lessons"}


def _conflict(waterkant: RegionFolder) -> None:
    _revise("initiative", "open-day", owner="Werf Drie")
    waterkant.edit("initiatives.csv", "Werf Twee", "Werf Vier")


def test_what_both_changed_is_a_conflict_and_nothing_is_written(waterkant: RegionFolder) -> None:
    _conflict(waterkant)
    waterkant.edit("results.yaml", "value: 30", "value: 35")
    before = all_rows()
    report = waterkant.load(**WHY)
    assert not report.ok
    [conflict] = report.conflicts
    assert conflict.name == "initiative:open-day.owner"
    assert (conflict.conflict.database, conflict.conflict.folder) == ("Werf Drie", "Werf Vier")
    assert all_rows() == before


@pytest.mark.parametrize("name", ["initiative:open-day", "initiative:open-day.owner"])
def test_a_conflict_can_be_decided_for_the_folder(waterkant: RegionFolder, name: str) -> None:
    _conflict(waterkant)
    assert waterkant.load(take=Choices(folder=(name,)), **WHY).written
    assert api.item("initiative", "open-day").sheet.owner == "Werf Vier"


def test_a_conflict_can_be_decided_for_the_database_once_and_for_all(
    waterkant: RegionFolder,
) -> None:
    _conflict(waterkant)
    waterkant.load(take=Choices(database=("initiative:open-day",)), **WHY)
    assert api.item("initiative", "open-day").sheet.owner == "Werf Drie"
    assert waterkant.load(**WHY).ok


def test_a_choice_that_names_nothing_is_refused(waterkant: RegionFolder) -> None:
    _conflict(waterkant)
    with pytest.raises(Refused, match="opn-day"):
        waterkant.load(take=Choices(folder=("initiative:opn-day",)), **WHY)


def test_a_choice_both_ways_is_refused(waterkant: RegionFolder) -> None:
    _conflict(waterkant)
    both = ("initiative:open-day",)
    with pytest.raises(Refused):
        waterkant.load(take=Choices(folder=both, database=both), **WHY)


def test_edits_that_do_not_fit_together_are_a_conflict(waterkant: RegionFolder) -> None:
    targets = [t.model_dump(mode="json") for t in api.item("result", "welders").sheet.targets]
    targets[1] |= {"kind": "rising", "value": None}
    _revise("result", "welders", targets=targets)
    waterkant.edit("results.yaml", "        kind: at_least\n        value: 30",
                   "        kind: at_most\n        value: 30")  # fmt: skip
    report = waterkant.load(**WHY)
    assert [c.name for c in report.conflicts] == ["result:welders.targets[end].kind"]


def _remove_sailing(waterkant: RegionFolder) -> None:
    text = (waterkant.path / "initiatives.csv").read_text(encoding="utf-8")
    kept = [line for line in text.splitlines() if not line.startswith("sailing")]
    (waterkant.path / "initiatives.csv").write_text("\n".join(kept) + "\n", encoding="utf-8")


def test_what_left_the_folder_is_only_proposed_to_stop(waterkant: RegionFolder) -> None:
    _remove_sailing(waterkant)
    before = all_rows()
    report = waterkant.load(**WHY)
    assert report.gone == ["initiative:sailing"]
    assert all_rows() == before


def test_what_left_the_folder_stops_when_asked(waterkant: RegionFolder) -> None:
    _remove_sailing(waterkant)
    assert waterkant.load(stop_missing=True, **WHY).written
    assert api.item("initiative", "sailing", as_of=DAY).ended_as == "stopped"
    assert api.item("initiative", "sailing", as_of=date(2022, 4, 30)).ended_as == ""
    assert not waterkant.load(**WHY).gone


def test_what_left_the_folder_but_changed_in_the_database_is_a_conflict(
    waterkant: RegionFolder,
) -> None:
    _revise("initiative", "sailing", owner="Een werf")
    _remove_sailing(waterkant)
    report = waterkant.load(stop_missing=True, **WHY)
    assert [conflict.name for conflict in report.conflicts] == ["initiative:sailing"]


def test_stopping_what_left_the_folder_may_not_orphan_what_stayed(waterkant: RegionFolder) -> None:
    api.adopt(
        by=BY, kind="goal", key="late", on=DAY, reason="A wish.",
        fields={"point": "yards", "order": 9, "title": "Later"},
    )  # fmt: skip
    for file, start in (("points.yaml", "  - key: yards"), ("goals.yaml", "  - key: good-work")):
        text = (waterkant.path / file).read_text(encoding="utf-8")
        (waterkant.path / file).write_text(text[: text.index(start)], encoding="utf-8")
    waterkant.edit("results.yaml", "    point: yards", "    point: schools")
    waterkant.edit("initiatives.csv", "schools; yards", "schools")
    with pytest.raises(Refused, match=r"late \(goal\)"):
        waterkant.load(stop_missing=True, **WHY)


def test_what_people_stopped_does_not_come_back_by_itself(waterkant: RegionFolder) -> None:
    api.stop(by=BY, kind="initiative", key="sailing", on=date(2021, 1, 1), reason="No wind.")
    before = all_rows()
    assert waterkant.load(**WHY).kept == ["initiative:sailing"]
    assert all_rows() == before
    waterkant.edit("initiatives.csv", "Zeilmee", "Zeil mee")
    report = waterkant.load(**WHY)
    assert [conflict.name for conflict in report.conflicts] == ["initiative:sailing"]
    assert waterkant.load(take=Choices(folder=("initiative:sailing",)), **WHY).written
    item = api.item("initiative", "sailing", as_of=DAY)
    assert (item.ended_as, str(item.sheet.name)) == ("", "Zeil mee")
    assert api.history("initiative", "sailing")[0].change_kind == "resumed"


def test_a_new_element_in_the_folder_is_adopted_on_the_day_given(waterkant: RegionFolder) -> None:
    with (waterkant.path / "initiatives.csv").open("a", encoding="utf-8") as table:
        table.write("new-boat,5,,,Nieuwe boot,idea,stay-home,,,,,,,,,,\n")
    assert waterkant.load(**WHY).written
    assert api.initiative_by_number(5, as_of=DAY).valid_from == DAY
    with pytest.raises(api.NotFound):
        api.initiative_by_number(5, as_of=ADOPTED)


def test_a_number_that_people_gave_meanwhile_is_refused(waterkant: RegionFolder) -> None:
    api.adopt(
        by=BY, kind="initiative", key="peoples", on=DAY, reason="A wish.",
        fields={"number": 5, "name": "X", "status": "idea", "placements": ["stay-home"]},
    )  # fmt: skip
    with (waterkant.path / "initiatives.csv").open("a", encoding="utf-8") as table:
        table.write("new-boat,5,,,Nieuwe boot,idea,stay-home,,,,,,,,,,\n")
    with pytest.raises(Refused, match="5"):
        waterkant.load(**WHY)


def test_what_people_added_is_kept_and_meets_its_own_name(waterkant: RegionFolder) -> None:
    api.adopt(
        by=BY, kind="initiative", key="new-boat", on=DAY, reason="A wish.",
        fields={"number": 5, "name": "Boot", "status": "idea", "placements": ["stay-home"]},
    )  # fmt: skip
    assert not waterkant.load(**WHY).written
    with (waterkant.path / "initiatives.csv").open("a", encoding="utf-8") as table:
        table.write("new-boat,5,,,Boot,running,stay-home,,,,,,,,,,\n")
    report = waterkant.load(**WHY)
    assert [conflict.name for conflict in report.conflicts] == ["initiative:new-boat.status"]


def test_another_regions_folder_is_refused(waterkant: RegionFolder) -> None:
    waterkant.edit("agenda.yaml", "key: waterkant", "key: bergkant")
    with pytest.raises(Refused, match="bergkant"):
        waterkant.load(**WHY)


def test_a_decision_of_the_folder_can_be_the_one_behind_the_change(
    waterkant: RegionFolder,
) -> None:
    (waterkant.path / "decisions.yaml").write_text(
        "decisions:\n  - key: 2022-04-01-1\n    body: board\n    taken_on: 2022-04-01\n"
        "    title: Meer lassers\n",
        encoding="utf-8",
    )
    waterkant.edit("results.yaml", "value: 30", "value: 35")
    assert waterkant.load(decision="2022-04-01-1", **WHY).decisions == 1
    decision = api.history("result", "welders")[0].decision
    assert decision is not None
    assert decision.title == "Meer lassers"
    assert not waterkant.load(**WHY).written


def test_an_unknown_decision_is_refused(waterkant: RegionFolder) -> None:
    waterkant.edit("results.yaml", "value: 30", "value: 35")
    with pytest.raises(Refused):
        waterkant.load(decision="2022-04-01-1", **WHY)


def test_every_element_of_the_folder_is_remembered_as_loaded(waterkant: RegionFolder) -> None:
    assert Loaded.objects.count() == 28
