# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A person enters a figure about one part of what a result counts: it closes that gap alone."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hcat.agenda.models import Version
from hcat.evidence.api import (
    Entry,
    FigureStep,
    Observation,
    approve,
    check,
    correct,
    difference,
    draft_by_number,
    enter_correction,
    enter_figure,
    parts_of,
    record_figure,
    refusals,
    reproduce_snapshot,
    standing_of,
    standings_with,
    take_snapshot,
)
from hcat.foundation.api import Actor, Refused, today
from hcat.numerics.api import Estimate, Period, Quality
from hcat.parties.api import invite
from tests.evidence.small_agenda import AGENDA, put, put_result, record_together, target

pytestmark = pytest.mark.django_db
PLACES = [{"code": "GM0001", "name": "Overstad"}, {"code": "GM0002", "name": "Neerstad"}]
EXPECTED = ["GM0001", "GM0002", "hbo", "1-9", "10-49", "50-249", "250+"]


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def promised(agenda: None) -> None:
    put("agenda", {**AGENDA, "places": PLACES})
    asks("choice", "place", "level", "size", "discipline")


def asks(result: str, *dimensions: str, **promise: Any) -> None:
    put_result(result, targets=[target(**{"value": 40, "deadline": "2030-12-31", **promise})])
    version = Version.objects.get(element__kind="result", element__key=result, valid_until=None)
    version.data |= {"dimensions": list(dimensions)}
    version.save()


def share(part: float = 20, year: int = 2020, **more: Any) -> Estimate:
    return Estimate(
        **{
            "value": 2 * part, "numerator": part, "denominator": 50, "unit": "percent",
            "period": Period.year(year), "method": "all asked", "source": "a count",
            "quality": Quality.MEASURED, **more,
        }
    )  # fmt: skip


def recorded(by: Actor, group: str = "", part: float = 20, year: int = 2020, **more: Any) -> Any:
    return record_figure(
        by=by, result="choice", target="t", estimate=share(part, year), group=group, **more
    )


def known() -> set[str]:
    found = parts_of(standing_of("choice"))
    return {part.key for dimension in found for part in dimension.parts if part.is_known}


def someone(name: str) -> Actor:
    person = invite(
        name=name, mail=f"{name}@example.org", role="programme_manager", scope="",
        by=Actor.system("test"),
    )  # fmt: skip
    return Actor.of(person.user)


def test_the_gap_closes_once_the_figure_of_the_part_is_approved(promised: None) -> None:
    anna, bert = someone("Anna"), someone("Bert")
    draft = enter_figure(by=anna, result="choice", target="t", estimate=share(), group="GM0001")
    assert (draft.group, known()) == ("GM0001", set())
    assert standings_with(draft, by=bert)["choice"].targets[0].parts[0].group == "GM0001"
    check(by=bert, draft=draft.pk)
    approve(by=bert, draft=draft.pk)
    assert known() == {"GM0001"}
    [figure] = standing_of("choice").targets[0].parts
    assert (figure.group, str(figure.part), figure.estimate.value) == ("GM0001", "Overstad", 40.0)
    assert "Overstad" in figure.sentence()


@pytest.mark.parametrize("group", EXPECTED)
def test_a_figure_of_each_expected_part_is_taken(promised: None, by: Actor, group: str) -> None:
    recorded(by, group)
    assert known() == {group}


def enters(by: Actor, group: str) -> Any:
    return enter_figure(by=by, result="choice", target="t", estimate=share(), group=group)


def brings(by: Actor, group: str) -> Any:
    entry = Entry(estimate=share(), result="choice", target="t", group=group)
    assert list(refusals(by=by, entries=[entry])) == [0]
    return record_together(by=by, entries=[entry])


WAYS = [recorded, enters, brings]


@pytest.mark.parametrize("way", WAYS)
def test_a_part_that_is_not_expected_is_refused_with_those_that_are(
    promised: None, by: Actor, way: Callable[[Actor, str], Any]
) -> None:
    with pytest.raises(Refused) as refusal:
        way(by, "GM0363")
    assert "GM0363" in refusal.value.what
    for told in ("GM0001 (Overstad)", "hbo (HBO)", "250+", "field of study: nothing lists"):
        assert told in refusal.value.why
    assert refusal.value.mend
    assert not Observation.objects.exists()


@pytest.mark.parametrize("way", WAYS)
def test_a_part_of_a_result_that_expects_none_is_refused(
    agenda: None, by: Actor, way: Callable[[Actor, str], Any]
) -> None:
    asks("choice")
    with pytest.raises(Refused, match="expects no figures of parts") as refusal:
        way(by, "hbo")
    assert "Leave the part out" in refusal.value.mend
    assert not Observation.objects.exists()


def test_the_whole_and_each_part_are_figures_of_their_own(promised: None, by: Actor) -> None:
    for group in ("", "GM0001", "GM0002"):
        recorded(by, group)
    for group in ("", "GM0001"):
        with pytest.raises(Refused, match="a figure about this period already"):
            recorded(by, group)
        taken = Entry(estimate=share(), result="choice", target="t", group=group)
        assert "about this period already" in str(refusals(by=by, entries=[taken])[0])
    free = Entry(estimate=share(), result="choice", target="t", group="hbo")
    assert record_together(by=by, entries=[free]) == 1
    assert refusals(by=by, entries=[free, free]).keys() == {0, 1}


def test_drafts_about_another_part_do_not_wait_for_each_other(promised: None, by: Actor) -> None:
    for group in ("", "GM0001", "GM0002"):
        enters(by, group)
    with pytest.raises(Refused, match="is waiting already"):
        enters(by, "GM0001")


def test_an_improved_draft_may_be_about_another_part(promised: None, by: Actor) -> None:
    old = enters(by, "GM0001")
    enter_figure(by=by, result="choice", target="t", estimate=share(), group="hbo",
                 instead_of=old.pk)  # fmt: skip
    assert draft_by_number(old.pk).stands_as == "replaced"
    assert enters(by, "GM0001").group == "GM0001"


def test_a_share_of_a_part_comes_with_its_counts(promised: None, by: Actor) -> None:
    bare = share(numerator=None, denominator=None)
    with pytest.raises(Refused, match="without its counts"):
        enter_figure(by=by, result="choice", target="t", estimate=bare, group="GM0001")


def test_a_correction_keeps_the_part_even_where_it_is_no_longer_expected(
    promised: None, by: Actor
) -> None:
    old = recorded(by, "GM0001")
    asks("choice")
    new = correct(by=by, observation=old.pk, estimate=share(25), reason="counted again")
    assert new.group == "GM0001"
    entry = Entry(estimate=share(30), corrects=new.pk, reason="and again")
    record_together(by=by, entries=[entry])
    newest = Observation.objects.latest("pk")
    assert (newest.group, newest.value) == ("GM0001", 60.0)
    draft = enter_correction(by=by, observation=newest.pk, estimate=share(35), reason="once more")
    assert draft.group == "GM0001"
    with pytest.raises(Refused, match="no reason"):
        correct(by=by, observation=newest.pk, estimate=share(35), reason=" ")


def test_a_figure_counts_for_the_same_part_of_other_results_or_for_none(
    promised: None, by: Actor
) -> None:
    asks("work", "place")
    asks("pupils")
    recorded(by, "GM0001", also=[("work", "t")])
    assert standing_of("work").targets[0].parts[0].group == "GM0001"
    with pytest.raises(Refused, match="At least 40%: This result expects no figures of parts"):
        recorded(by, "GM0002", also=[("work", "t"), ("pupils", "t")])
    assert known() == {"GM0001"}


def test_a_figure_of_a_part_serves_every_step_of_its_strand(promised: None, by: Actor) -> None:
    later = target("later", value=60, deadline="2035-12-31")
    put_result(targets=[target(value=40, deadline="2019-12-31"), later])
    version = Version.objects.get(element__kind="result", valid_until=None)
    version.data |= {"dimensions": ["place"]}
    version.save()
    recorded(by, "GM0001")
    assert known() == {"GM0001"}, "the step in force is another than the figure was entered for"


def stands() -> Any:
    """All that the target itself says: everything but the parts."""
    found = standing_of("choice")
    one = found.targets[0]
    return (
        found.verdict, found.sentence(), one.judgement, one.figures, one.next_due, one.to_settle(),
        one.rests_on_demo, [(row.label, row.value) for row in one.rows()],
    )  # fmt: skip


FIGURES = st.lists(
    st.tuples(st.sampled_from(EXPECTED), st.integers(0, 50), st.integers(2012, 2024)),
    max_size=12, unique_by=lambda one: (one[0], one[2]),
)  # fmt: skip


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    figures=FIGURES,
    whole=st.lists(st.integers(2012, 2024), max_size=4, unique=True),
    is_demo=st.booleans(),
    kind=st.sampled_from([{}, {"kind": "rising", "value": None}, {"kind": "relative"}]),
)
def test_no_number_of_parts_changes_how_the_target_stands(
    promised: None,
    by: Actor,
    figures: list[tuple[str, int, int]],
    whole: list[int],
    is_demo: bool,
    kind: dict[str, Any],
) -> None:
    with transaction.atomic():
        asks("choice", "place", "level", "size", **kind)
        for year in whole:
            recorded(by, "", 20, year, is_demo=is_demo)
        before = stands()
        for group, part, year in figures:
            recorded(by, group, part, year)
        assert stands() == before
        assert known() == {group for group, _part, _year in figures}
        transaction.set_rollback(True)


def test_a_snapshot_holds_the_figures_of_parts_and_makes_them_again(
    promised: None, by: Actor
) -> None:
    empty = take_snapshot(by=by, as_of=today())
    assert empty.content["results"][0]["targets"][0]["parts"] == []
    row = recorded(by, "GM0001")
    full = take_snapshot(by=by, as_of=today())
    [target] = full.content["results"][0]["targets"]
    assert (target["parts"], target["figures"]) == ([row.pk], [])
    kept = full.content["figures"][str(row.pk)]
    assert (kept["group"], kept["part"], kept["estimate"]["value"]) == (
        "GM0001", {"nl": "Overstad", "en": "Overstad", "de": "Overstad"}, 40,
    )  # fmt: skip
    again = reproduce_snapshot(full.pk)
    assert again.comes_out
    assert [one.observation for one in again.figures] == [row.pk]


def test_the_difference_names_the_part_and_never_as_why_a_verdict_turned(
    promised: None, by: Actor
) -> None:
    old = take_snapshot(by=by, as_of=today())
    row = recorded(by, "GM0001")
    recorded(by, "", 30)
    changes = difference(old, take_snapshot(by=by, as_of=today()))
    of_part, of_whole = sorted(changes.figures, key=lambda one: not one.group)
    assert (of_part.step, of_part.group, of_part.observation) == (
        FigureStep.NEW, "GM0001", row.pk,
    )  # fmt: skip
    assert of_part.sentence == "share of technology, Overstad, 2020: new, 40% (20 of 50)."
    assert (of_part.results, of_part.part_of) == (("choice",), ("choice",))
    assert (of_whole.results, of_whole.part_of) == (("choice",), ())
    [turned] = changes.verdicts
    assert "60" in turned.why
    assert "Overstad" not in turned.why


def test_status_as_data_gives_the_figures_of_parts_beside_those_of_the_whole(
    promised: None, by: Actor
) -> None:
    row, whole = recorded(by, "GM0001"), recorded(by, "", 30)
    out = io.StringIO()
    call_command("status", "--json", "--language", "en", stdout=out)
    [result] = json.loads(out.getvalue())["results"]
    [target] = result["targets"]
    assert [one["id"] for one in target["figures"]] == [whole.pk]
    [figure] = target["parts"]
    assert (figure["id"], figure["group"], figure["value"]) == (row.pk, "GM0001", 40)
    assert figure["sentence"].startswith("40% (20 of 50), share of technology, Overstad, 2020")
    places = next(one for one in result["parts"] if one["dimension"] == "place")
    assert [one["figure"] for one in places["parts"]] == [row.pk, None]
