# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every result of Twente says what the report says: no condition, deadline or doubt is lost."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from hcat.agenda.schema import Body, Point, Project, Result, Role, Series, Target
from tests.agenda.twente_folder import of, result


def targets() -> list[tuple[str, Target]]:
    return [(key, target) for key, sheet in of(Result).items() for target in sheet.targets]


@pytest.mark.parametrize(
    ("key", "kind", "value", "deadline"),
    [
        ("schools-curriculum/by-2016", "at_least", 70, date(2016, 12, 31)),
        ("companies-in-education/by-2016", "at_least", 70, date(2016, 12, 31)),
        ("technology-choice/by-2016", "at_least", 30, date(2016, 12, 31)),
        ("technology-choice/by-2020", "at_least", 40, date(2020, 12, 31)),
        ("contests/from-2016", "judged", None, date(2016, 12, 31)),
        ("satisfaction-starters/by-2016", "significantly_better", None, date(2016, 12, 31)),
        (
            "performance-technical-subjects/by-2016",
            "significantly_better",
            None,
            date(2016, 12, 31),
        ),
        ("talent-wishes-known-and-acted-on/by-2013", "at_least", 50, date(2013, 12, 31)),
        ("employer-image/by-2014", "significantly_better", None, date(2014, 12, 31)),
        ("employer-rankings/by-2016", "judged", None, date(2016, 12, 31)),
        ("vacancies-open-long/by-2015", "relative", -50, date(2015, 12, 31)),
        ("portal-visitors/visitors-rising", "significantly_rising", None, None),
        ("portal-visitors/outside-region-2015", "at_least", 60, date(2015, 12, 31)),
        ("region-image/better", "significantly_better", None, None),
        ("expat-centre-use/by-2014", "at_least", 50, date(2014, 12, 31)),
        ("expat-centre-use/rising-after-2014", "significantly_rising", None, None),
        ("companies-satisfied/mark-7", "at_least", 7, None),
        ("companies-satisfied/rising", "rising", None, None),
        ("expats-satisfied/mark-7", "at_least", 7, None),
        ("expats-satisfied/rising", "rising", None, None),
        ("expat-leave-intention/falling", "significantly_better", None, None),
        ("lean-organisation/yearly-evaluation", "judged", None, date(2013, 12, 31)),
        ("companies-know-agenda/know", "at_least", 80, None),
        ("project-method/as-far-as-possible", "judged", None, None),
        ("projects-monitored/monitored", "judged", None, None),
        ("integrated-approach/in-place", "judged", None, None),
    ],
)
def test_target_says_what_the_report_says(
    key: str, kind: str, value: float | None, deadline: date | None
) -> None:
    found = {f"{sheet}/{target.key}": target for sheet, target in targets()}[key]
    assert (found.kind, found.value, found.deadline) == (kind, value, deadline)


def test_no_target_stands_beside_those_of_the_report() -> None:
    assert len(targets()) == 26
    assert {target.period for _, target in targets()} == {"agenda-2012"}
    assert not [key for key, target in targets() if target.succeeds]


def test_only_waiting_and_leaving_should_go_down() -> None:
    down = [key for key, target in targets() if target.direction == "down"]
    assert down == ["vacancies-open-long", "expat-leave-intention"]


def test_knowing_and_acting_are_both_kept() -> None:
    (target,) = result("talent-wishes-known-and-acted-on").targets
    assert [condition.key for condition in target.conditions] == ["knows", "acted"]


def test_knowing_the_agenda_has_three_conditions() -> None:
    (target,) = result("companies-know-agenda").targets
    assert [condition.key for condition in target.conditions] == [
        "knows-what-it-is",
        "knows-what-it-can-do",
        "can-name-the-thought",
    ]


def test_each_condition_has_its_own_measure_and_together_another() -> None:
    for key in ("talent-wishes-known-and-acted-on", "companies-know-agenda"):
        (target,) = result(key).targets
        names = [target.measured_by, *(condition.measured_by for condition in target.conditions)]
        assert None not in names
        assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("key", "criteria"),
    [
        ("contests", 2),
        ("employer-rankings", 2),
        ("lean-organisation", 3),
        ("project-method", 3),
        ("projects-monitored", 3),
        ("integrated-approach", 5),
    ],
)
def test_what_is_judged_names_criteria_and_a_body_that_exists(key: str, criteria: int) -> None:
    (target,) = result(key).targets
    assert len(target.criteria) == criteria
    assert target.assessor in of(Body)


def test_every_share_says_of_whom() -> None:
    assert not [key for key, t in targets() if t.unit == "percent" and not t.population]


def test_every_target_has_a_deadline_or_says_why_not() -> None:
    without = Counter(target.deadline is None for _, target in targets())
    assert without == {False: 14, True: 12}
    assert all(target.deadline_note for _, target in targets() if target.deadline is None)


def test_only_the_choice_of_technology_has_a_known_baseline() -> None:
    known = [key for key, t in targets() if t.baseline and t.baseline.value is not None]
    assert known == ["technology-choice", "technology-choice"]
    baseline = result("technology-choice").targets[0].baseline
    assert baseline is not None
    assert (baseline.value, baseline.year, baseline.quality) == (25, 2012, "estimated")


def test_every_missing_baseline_says_why_and_how_to_get_it() -> None:
    for key, target in targets():
        assert target.baseline is not None, key
        if target.baseline.value is None:
            assert target.baseline.missing_reason, key
            assert target.baseline.to_collect, key


def test_two_results_have_proxies_and_each_says_what_it_leaves_out() -> None:
    with_proxies = {key for key, target in targets() if target.proxies}
    assert with_proxies == {"technology-choice", "vacancies-open-long"}
    [share] = result("vacancies-open-long").targets[0].proxies
    assert share.measure == "portal.share_open_over_75_days"
    assert share.leaves_out
    first, last = result("technology-choice").targets
    assert [proxy.measure for proxy in first.proxies] == ["published.ut-enrolled-technical"]
    assert [proxy.measure for proxy in last.proxies] == [
        "published.hbo-first-years-technical",
        "published.hbo-diplomas-technical",
        "published.hbo-enrolled-technical",
        "published.ut-enrolled-technical",
        "published.havo-passes-with-nt",
        "published.vwo-passes-with-nt",
    ]
    by = {f"published.{one.key}": one.measured_by or "" for one in of(Series).values()}
    assert all(by[proxy.measure].startswith("labour_market.") for proxy in last.proxies)
    assert all(
        set(proxy.leaves_out.texts) == {"nl", "en", "de"}
        for proxy in (*first.proxies, *last.proxies)
    )


def test_no_result_is_measured_by_a_published_series_alone() -> None:
    named = {target.measured_by or "" for _, target in targets()}
    assert not [name for name in named if name.startswith("published.")]


def test_every_point_and_project_is_led_by_a_role() -> None:
    leads = [point.lead for point in of(Point).values()]
    leads += [project.lead for project in of(Project).values()]
    assert None not in leads
    assert set(leads) <= set(of(Role))
