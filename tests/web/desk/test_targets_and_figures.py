# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Targets revised and followed, figures and judgements recorded and corrected."""

from __future__ import annotations

import pytest

from hcat.agenda.api import history, item, revise_target
from hcat.evidence.api import ENTERED, earlier_values, standing_of
from hcat.foundation.api import today
from hcat.numerics.api import Verdict
from hcat.web.desk.forms.typed import NotReadableError, read_number, read_whole

from .conftest import BY, Visitor, approve_all, fields_of, problems, text_of

TARGET = "/desk/results/choice/targets/by-2020"
JUDGED = "/desk/results/known/targets/by-2022"


def test_a_revised_target_keeps_the_old_one_with_reason_and_decision(manager: Visitor) -> None:
    shown = manager.send(
        f"{TARGET}/edit",
        manager.fill(f"{TARGET}/edit", value="35", deadline="31-12-2021", when__reason="Too high",
                     when__decision="new", new__taken_on="2024-01-01", new__title="Lower"),
    )  # fmt: skip
    text = text_of(shown)
    assert "value to reach 40 35" in text
    assert "deadline 31 December 2020 31 December 2021" in text
    response = manager.send(f"{TARGET}/edit", fields_of(shown), "confirm")
    assert response["Location"] == "/en/results/choice"
    newest, oldest = history("result", "choice")
    assert [one.item.sheet.targets[0].value for one in (newest, oldest)] == [35.0, 40.0]
    assert newest.decision is not None


def test_a_target_that_somebody_else_revised_is_not_overwritten(manager: Visitor) -> None:
    data = manager.fill(f"{TARGET}/edit", value="35", when__reason="Mine")
    revise_target(
        by=BY, result="choice", target="by-2020", fields={"value": 45}, on=today(), reason="Theirs"
    )
    response = manager.send(f"{TARGET}/edit", data, "confirm")
    assert response.status_code == 409
    assert "Value to reach 40 45 35" in text_of(response)
    assert item("result", "choice").sheet.targets[0].value == 45.0


def test_a_successor_stands_beside_the_target_it_follows(manager: Visitor) -> None:
    manager.change(
        f"{TARGET}/follow", title__nl="45% in 2028", value="45", deadline="2028-12-31",
        when__reason="A new period",
    )  # fmt: skip
    first, second = item("result", "choice").sheet.targets
    assert (second.key, second.succeeds, second.value) == ("by-2028", first.key, 45.0)
    assert second.indicator == first.indicator
    assert second.measured_by == "published.choice"


def test_a_measure_and_a_proxy_are_bound_to_a_target(manager: Visitor) -> None:
    path = f"{TARGET}/edit"
    data = manager.fill(path, measured_by="published.near", when__reason="Better")
    data = fields_of(manager.send(path, data, "add:proxies"))
    data |= {"proxies.1.series": ["choice"], "proxies.1.leaves_out.nl": ["Alles behalve hbo"]}
    shown = manager.send(path, data)
    assert shown.status_code == 200, problems(shown)
    manager.send(path, fields_of(shown), "confirm")
    target = item("result", "choice").sheet.targets[0]
    assert target.measured_by == "published.near"
    assert [proxy.series for proxy in target.proxies] == ["near", "choice"]


FIGURE = {
    "start": "2021-01-01", "end": "2021-12-31", "numerator": "1.241", "denominator": "2.100",
    "n": "2100", "population": "2100", "source_text": "Own count", "method": "counted",
    "quality": "measured",
}  # fmt: skip


def test_a_figure_shows_what_becomes_of_the_verdict_before_it_is_recorded(
    manager: Visitor,
) -> None:
    figure = {**FIGURE, "numerator": "1241", "denominator": "2100"}
    shown = manager.send(f"{TARGET}/figure", manager.fill(f"{TARGET}/figure", **figure))
    assert shown.status_code == 200, problems(shown)
    text = text_of(shown)
    assert "59.1% (1,241 of 2,100)" in text
    assert "The verdict on this target" in text
    assert not [one for one in earlier_values("choice") if one.measure == ENTERED]
    manager.send(f"{TARGET}/figure", fields_of(shown), "confirm")
    assert not [one for one in earlier_values("choice") if one.measure == ENTERED]
    approve_all()
    [row] = [one for one in earlier_values("choice") if one.measure == ENTERED]
    assert (row.numerator, row.denominator, row.n) == (1241.0, 2100.0, 2100)
    assert row.value == pytest.approx(59.095, abs=0.001)


def test_a_missing_figure_is_recorded_with_its_reason_and_never_as_zero(manager: Visitor) -> None:
    manager.change(
        f"{TARGET}/figure", start="2022-01-01", end="2022-12-31", missing_reason="Nobody counted",
        source_text="Office", method="none", quality="measured",
    )  # fmt: skip
    approve_all()
    [row] = [one for one in earlier_values("choice") if one.measure == ENTERED]
    assert (row.value, row.missing_reason) == (None, "Nobody counted")


@pytest.mark.parametrize(
    ("answers", "anchor"),
    [
        ({"numerator": "", "denominator": "", "value": ""}, "f-value"),
        ({"denominator": ""}, "f-denominator"),
        ({"numerator": "3000"}, "f-numerator"),
        ({"end": "2020-01-01"}, "f-end"),
        ({"source_text": ""}, "f-source_key"),
        ({"missing_reason": "None"}, "f-missing_reason"),
        ({"n": "3000"}, "f-n"),
        ({"method": ""}, "f-method"),
        ({"start": "soon"}, "f-start"),
        ({"value": "59", "low": "60"}, "f-low"),
    ],
)
def test_answers_that_contradict_each_other_are_said_at_the_field(
    answers: dict[str, str], anchor: str, manager: Visitor
) -> None:
    figure = {**FIGURE, "numerator": "1241", "denominator": "2100", **answers}
    response = manager.send(f"{TARGET}/figure", manager.fill(f"{TARGET}/figure", **figure))
    assert response.status_code == 422
    assert f'href="#{anchor}"' in response.content.decode()


def test_a_period_that_is_not_over_is_refused_with_everything_kept(manager: Visitor) -> None:
    figure = {**FIGURE, "end": f"{today().year + 1}-12-31", "numerator": "1", "denominator": "2"}
    data = manager.fill(f"{TARGET}/figure", **figure)
    response = manager.send(f"{TARGET}/figure", data)
    assert response.status_code == 422
    assert "The period of the figure is not over" in problems(response)
    assert fields_of(response) == data


def test_a_corrected_figure_leaves_the_old_one_to_be_seen(manager: Visitor) -> None:
    manager.change(f"{TARGET}/figure", **{**FIGURE, "numerator": "1241", "denominator": "2100"})
    approve_all()
    [old] = [one for one in earlier_values("choice") if one.measure == ENTERED]
    page = manager.open("/desk/agenda/result/choice")
    path = f"/desk/results/choice/figures/{old.pk}/correct"
    assert f"/en{path}" in page.content.decode()
    manager.change(path, numerator="1200", value="", reason="Counted twice")
    assert manager.open(path).status_code == 200
    approve_all()
    new = next(one for one in earlier_values("choice") if one.supersedes_id == old.pk)
    assert (new.numerator, new.note) == (1200.0, "Counted twice")
    assert "corrected since" in text_of(manager.open("/desk/agenda/result/choice"))
    assert manager.open(path).status_code == 404


def test_a_judgement_per_criterion_gives_the_verdict(manager: Visitor) -> None:
    shown = manager.send(
        f"{JUDGED}/judgement",
        manager.fill(f"{JUDGED}/judgement", met_0="yes", note_0="Seen", source_text="Minutes"),
    )
    assert "It is known. nothing met" in text_of(shown)
    manager.send(f"{JUDGED}/judgement", fields_of(shown), "confirm")
    assert standing_of("known").verdict is Verdict.REACHED


def test_a_judgement_of_nothing_is_said_at_the_field(manager: Visitor) -> None:
    data = manager.fill(f"{JUDGED}/judgement", source_text="Minutes")
    response = manager.send(f"{JUDGED}/judgement", data)
    assert response.status_code == 422
    assert "Judge at least one criterion" in problems(response)


def test_each_sort_of_target_takes_its_own_evidence_only(manager: Visitor) -> None:
    assert manager.open(f"{JUDGED}/figure").status_code == 404
    assert manager.open(f"{TARGET}/judgement").status_code == 404
    assert manager.open("/desk/results/choice/targets/nonsense/edit").status_code == 404


@pytest.mark.parametrize("typed", ["1.241", "1,241", "-2.500"])
def test_a_number_that_reads_in_two_ways_is_not_guessed(typed: str) -> None:
    with pytest.raises(NotReadableError):
        read_number(typed)


@pytest.mark.parametrize("typed", ["4,25", "1.2", "twelve", ""])
def test_a_whole_number_is_whole(typed: str) -> None:
    with pytest.raises(NotReadableError):
        read_whole(typed)


def test_the_figures_of_a_series_are_added_and_corrected_one_at_a_time(manager: Visitor) -> None:
    page = manager.open("/desk/agenda/series/choice")
    assert "Add a figure" in text_of(page)
    before = item("series", "choice").sheet.figures
    manager.change(
        "/desk/series/choice/figures/new", start="2023-01-01", end="2023-12-31", value="41,5",
        source="report", quality="published", when__reason="A new year",
    )  # fmt: skip
    figures = item("series", "choice").sheet.figures
    assert (len(figures), figures[-1].value) == (len(before) + 1, 41.5)
    path = "/desk/series/choice/figures/2023-01-01_2023-12-31"
    shown = manager.send(path, manager.fill(path, value="42", when__reason="A typing error"))
    assert "value 41.5 42" in text_of(shown)
    manager.send(path, fields_of(shown), "confirm")
    assert item("series", "choice").sheet.figures[-1].value == 42.0
    assert len(history("series", "choice")) == 3


def test_a_second_figure_about_the_same_period_is_refused(manager: Visitor) -> None:
    first = item("series", "choice").sheet.figures[0]
    path = "/desk/series/choice/figures/new"
    data = manager.fill(
        path, start=first.start.isoformat(), end=first.end.isoformat(), group=first.group,
        value="1", source="report", quality="published", when__reason="Again",
    )  # fmt: skip
    response = manager.send(path, data)
    assert response.status_code == 422
    assert "a second figure" in problems(response)


def test_a_figure_of_a_series_that_is_not_there_is_not_found(manager: Visitor) -> None:
    assert manager.open("/desk/series/choice/figures/nonsense").status_code == 404
