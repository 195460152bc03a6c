# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which work follows which: by what is asked, by what people tell, by what companies state."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from hcat.foundation.api import Actor, NotAllowed, NotFound, Refused, now, today
from hcat.foundation.models import AuditEvent
from hcat.foundation.retention import enforce
from hcat.portal.api import (
    is_work_invented,
    remove_step,
    state_step,
    stated_by,
    steps_from,
    tell_step,
    told_from,
    told_from_company,
    told_to_company,
    work_at,
    work_called,
    work_of_the_region,
)
from hcat.portal.models import Label, StatedStep, ToldStep, Vacancy
from hcat.portal.paths.steps import Work

from .conftest import BY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
Make = Callable[..., Any]
WELDER, CNC, PLANNER = "hcat:welder", "hcat:cnc-machinist", "hcat:work-planner"


def work(value: str, level: str, field: str, *skills: str, n: int = 4) -> Work:
    return Work(
        value, n, levels={level: n} if level else {}, fields={field: n},
        skills=dict.fromkeys(skills, n),
    )  # fmt: skip


def ways(one: Work, *others: Work) -> dict[str, list[str]]:
    return {way: [s.to.value for s in steps] for way, steps in steps_from(one, others).items()}


def test_a_step_leads_up_sideways_or_to_another_field_and_never_down() -> None:
    here = work("here", "mbo-4", "mechanical", "cad", "cam")
    found = ways(
        here,
        here,
        work("up", "hbo", "mechanical", "cad"),
        work("aside", "mbo-4", "mechanical", "cam", "fem"),
        work("other", "mbo-4", "software", "cad"),
        work("down", "mbo-3", "mechanical", "cad"),
        work("too-far", "wo", "mechanical", "cad"),
        work("nothing-shared", "mbo-4", "mechanical", "sql"),
    )
    assert found == {"up": ["up"], "sideways": ["aside"], "elsewhere": ["other"]}


def test_a_step_says_what_is_shared_and_what_is_to_be_learnt() -> None:
    here = work("here", "mbo-4", "mechanical", "cad")
    to = Work(
        "to", 8, levels={"hbo": 8}, fields={"mechanical": 8},
        skills={"cad": 8, "fem": 6, "once": 1}, needs=frozenset({"maths"}),
    )  # fmt: skip
    step = steps_from(here, [here, to])["up"][0]
    assert step.shared == ("cad",)
    assert step.to_learn == ("fem", "maths"), "asked once is not asked of the work"
    assert step.is_higher
    assert 0 < step.nearness < 1


def test_the_nearest_step_comes_first_and_rare_skills_weigh_more() -> None:
    here = work("here", "hbo", "software", "git", "fpga")
    common = [work(f"c{n}", "hbo", "software", "git") for n in range(5)]
    found = ways(here, here, *common, work("rare", "hbo", "software", "fpga"))
    assert found["sideways"][0] == "rare"


def vacancy(company: Any, occupation: str, **labels: str) -> Vacancy:
    made = Vacancy.objects.create(organisation=company)
    for aspect, value in {"occupation": occupation, **labels}.items():
        Label.objects.create(vacancy=made, aspect=aspect, value=value, confidence=0.9)
    return made


def test_work_is_counted_from_vacancies_of_three_years(company: Make) -> None:
    assert work_of_the_region() == {}
    one = company()
    vacancy(one, WELDER, level="mbo-3", field="mechanical", skill="hcat:skill-welding-tig")
    vacancy(one, WELDER, level="mbo-3")
    old = vacancy(one, CNC)
    assert set(work_of_the_region()) == {WELDER, CNC}
    Vacancy.objects.filter(pk=old.pk).update(
        opened_at=now() - timedelta(days=4 * 365), changed_at=now()
    )
    found = work_of_the_region()
    assert set(found) == {WELDER}
    assert found[WELDER].vacancies == 2
    assert (found[WELDER].level, found[WELDER].field_code) == ("mbo-3", "mechanical")
    assert found[WELDER].usual == {"hcat:skill-welding-tig"}


def test_what_is_invented_counts_only_where_nothing_is_real(company: Make) -> None:
    one = company()
    assert not is_work_invented(), "nothing is known at all"
    invented = vacancy(one, WELDER)
    Vacancy.objects.filter(pk=invented.pk).update(is_demo=True)
    month = now().date().replace(day=1)
    ToldStep.objects.bulk_create(
        ToldStep(from_work=WELDER, to_work=PLANNER, told_on=month, is_demo=True) for _ in range(5)
    )
    assert is_work_invented()
    assert set(work_of_the_region()) == {WELDER}
    assert [told.is_demo for told in told_from(WELDER)] == [True]
    assert work_at(one.pk) == [(WELDER, 1)]
    vacancy(one, CNC)
    vacancy(one, CNC)
    assert not is_work_invented()
    assert {value: work.vacancies for value, work in work_of_the_region().items()} == {CNC: 2}
    assert not told_from(WELDER)
    assert work_at(one.pk) == [(CNC, 2)]


def test_real_tellings_are_never_added_to_invented_ones(company: Make) -> None:
    Vacancy.objects.create(organisation=company(), is_demo=True)
    month = now().date().replace(day=1)
    ToldStep.objects.bulk_create(
        ToldStep(from_work=WELDER, to_work=PLANNER, told_on=month, is_demo=True) for _ in range(9)
    )
    tell()
    assert not told_from(WELDER), "one is too few, and nine were invented"


def test_an_address_that_is_no_occupation_is_not_found() -> None:
    assert work_called("welder") == WELDER
    for address in ("skill-welding-tig", "none", "esco-none"):
        with pytest.raises(NotFound):
            work_called(address)


def tell(network: str = "192.0.2.1", **given: Any) -> None:
    tell_step(**{"from_work": WELDER, "to_work": PLANNER, "agrees": True, **given}, network=network)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"agrees": False}, "did not say that your step may be counted"),
        ({"to_work": "hcat:nothing"}, "no occupation that is known"),
        ({"to_work": WELDER}, "This is no step"),
    ],
)
def test_a_telling_is_refused(given: dict[str, Any], said: str) -> None:
    with pytest.raises(Refused, match=said):
        tell(**given)
    assert not ToldStep.objects.exists()


def test_fewer_than_five_are_not_shown_and_more_are_shown_in_fives(company: Make) -> None:
    here, there = company("Hier"), company("Daar")
    for number in range(12):
        assert bool(told_from(WELDER)) == (number >= 5)
        tell(f"192.0.2.{number}", from_company=here.key, to_company=there.key)
    assert [(one.value, one.number) for one in told_from(WELDER)] == [(PLANNER, 10)]
    assert [(one.value, one.number) for one in told_from_company(here.pk)] == [(there.pk, 10)]
    assert [(one.value, one.number) for one in told_to_company(there.pk)] == [(here.pk, 10)]
    assert told_to_company(here.pk) == []


def test_one_network_counts_once_until_its_mark_is_forgotten() -> None:
    tell()
    tell()
    assert ToldStep.objects.count() == 1
    kept = ToldStep.objects.get()
    assert "192.0.2.1" not in kept.network
    assert kept.told_on.day == 1
    assert "192.0.2.1" not in str([*AuditEvent.objects.values_list("subject", "details")])
    ToldStep.objects.update(network_on=today() - timedelta(days=31))
    enforce(by=BY)
    kept = ToldStep.objects.get()
    assert (kept.network, kept.network_on) == ("", None)
    tell()
    assert ToldStep.objects.count() == 2


def test_of_a_step_that_was_told_nothing_keeps_the_moment() -> None:
    before = AuditEvent.objects.count()
    tell()
    assert AuditEvent.objects.count() == before
    fields = {one.name: one.get_internal_type() for one in ToldStep._meta.get_fields()}
    assert "DateTimeField" not in fields.values()


def test_a_company_states_a_step_once_each_way(company: Make) -> None:
    here, there = company("Hier"), company("Daar")
    given = {"by": BY, "organisation": here.key, "other": there.key, "direction": "from"}
    state_step(**given, about={"nl": "van monteur naar ontwerper", "de": " "})
    state_step(**given, about={"nl": "anders"})
    assert [one.about for one in stated_by(here.pk)] == [{"nl": "anders"}]
    assert not stated_by(there.pk), "the other one did not say it"
    remove_step(by=BY, organisation=here.key, number=StatedStep.objects.get().pk)
    with pytest.raises(NotFound):
        remove_step(by=BY, organisation=here.key, number=1)


def test_who_to_call_is_no_part_of_a_stated_step(company: Make) -> None:
    here, there = company("Hier"), company("Daar")
    told = {"nl": "Van bouwen naar ontwerpen. Bel Jan: 06 12345678.", "en": "Mail jan.j@x.example"}
    state_step(by=BY, organisation=here.key, other=there.key, direction="to", about=told)
    assert StatedStep.objects.get().about == {"nl": "Van bouwen naar ontwerpen."}


def test_what_a_company_cannot_state(company: Make) -> None:
    here, there = company("Hier"), company("Daar")
    given = {"organisation": here.key, "other": there.key, "direction": "to", "about": {}}
    with pytest.raises(NotAllowed):
        state_step(by=Actor(name="x"), **given)
    for other, said in (
        ({"other": here.key}, "another company"),
        ({"direction": "up"}, "cannot be chosen"),
        ({"about": {"nl": "x" * 301}}, "too long"),
    ):
        with pytest.raises(Refused, match=said):
            state_step(by=BY, **{**given, **other})
    assert not StatedStep.objects.exists()
