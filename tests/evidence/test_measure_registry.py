# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib.metadata import PackageNotFoundError

import pytest

from hcat.agenda.api import measure_names
from hcat.evidence.api import Scope, WrongMeasure, measure, measures
from hcat.evidence.measuring.registry import forget
from hcat.foundation.api import release
from hcat.numerics.api import Estimate, Period, Quality


def counted(period: Period, scope: Scope) -> Estimate:
    return Estimate(
        value=1.0, unit="count", period=period, method="m", source="s", quality=Quality.MEASURED
    )


@pytest.fixture
def clean() -> Iterator[None]:
    yield
    forget("testing.one")


def test_the_first_measures_are_found_by_themselves_and_told_to_the_agenda() -> None:
    assert {
        "agenda.initiatives_running",
        "agenda.differentiations_without_running_initiative",
        "agenda.sheets_updated_within_year",
        "parties.pledges_delivered",
    } <= set(measures())
    assert set(measures()) == measure_names()


def test_a_name_can_be_registered_once(clean: None) -> None:
    measure("testing.one", title="One", unit="count")(counted)

    def other(period: Period, scope: Scope) -> Estimate:
        return counted(period, scope)

    with pytest.raises(WrongMeasure, match="registered twice"):
        measure("testing.one", title="One", unit="count")(other)


def test_the_same_function_imported_again_is_no_second_one(clean: None) -> None:
    measure("testing.one", title="One", unit="count")(counted)
    measure("testing.one", title="One", unit="count")(counted)
    assert measures()["testing.one"].function is counted


@pytest.mark.parametrize("name", ["one", "Testing.one", "a.b.c", "published.one", "", "a.one-two"])
def test_a_name_of_another_form_is_refused(name: str) -> None:
    with pytest.raises(WrongMeasure, match=r"room\.name|reserved"):
        measure(name, title="One", unit="count")(counted)


def test_a_wrong_signature_is_refused() -> None:
    def no_scope(period: Period) -> Estimate: ...

    def says_nothing(period: Period, scope: Scope): ...  # type: ignore[no-untyped-def]

    with pytest.raises(WrongMeasure, match="takes"):
        measure("testing.one", title="One", unit="count")(no_scope)  # type: ignore[type-var]
    with pytest.raises(WrongMeasure, match="-> Estimate"):
        measure("testing.one", title="One", unit="count")(says_nothing)


def test_an_estimate_in_another_unit_than_registered_is_refused(clean: None) -> None:
    measure("testing.one", title="One", unit="days")(counted)
    with pytest.raises(WrongMeasure, match="registered in"):
        measures()["testing.one"](Period.year(2020), Scope())


def test_the_code_version_changes_with_the_text_of_the_function(clean: None) -> None:
    measure("testing.one", title="One", unit="count")(counted)
    mine = measures()["testing.one"].code_version
    assert mine != measures()["agenda.initiatives_running"].code_version
    assert mine.split()[0]


def test_a_figure_names_the_code_that_made_it_even_when_no_package_was_installed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def nowhere(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr("hcat.foundation.release.version", nowhere)
    running = measures()["agenda.initiatives_running"]
    release.cache_clear()
    told = replace(running).code_version
    release.cache_clear()
    assert told.startswith("unreleased ")
    assert told.removeprefix("unreleased ") == running.code_version.split()[-1]
