# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import io
import json
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from hcat.evidence.api import Observation, evaluate, measures
from hcat.evidence.measuring.registry import forget
from hcat.foundation.api import Actor
from tests.evidence.small_agenda import put_result, put_series, share, target

pytestmark = pytest.mark.django_db
PROXY = {"series": "first-years", "leaves_out": {"nl": "Mist mbo.", "en": "Leaves out MBO."}}


@pytest.fixture
def measured(agenda: None, by: Actor) -> None:
    put_series(figures=[share(2020, 1241, 4252)])
    put_result("choice", targets=[target(value=40, proxies=[PROXY])])
    put_result("other", order=2)
    evaluate(by=by)


@pytest.fixture(autouse=True)
def _english_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")


def run(*args: str) -> str:
    out = io.StringIO()
    call_command(*args, stdout=out, stderr=io.StringIO())
    return out.getvalue()


# --- Days before the agenda, and which figure -----------------------------------------------------


@pytest.mark.parametrize("flag", ["--since", "--as-of"])
def test_nothing_is_measured_of_before_the_agenda(measured: None, flag: str) -> None:
    before = Observation.objects.count()
    with pytest.raises(CommandError, match="The first day possible is 2012-05-01"):
        run("measure", flag, "1900-01-01")
    assert Observation.objects.count() == before
    assert "measures on" in run("measure", flag, "2012-05-01", "--dry-run")


def test_one_figure_is_told_as_one(measured: None) -> None:
    put_series(figures=[share(2020, 1241, 4252), share(2021, 1300, 4252)])
    assert ": 1 figure would be stored, " in run("measure", "--dry-run")
    assert ": 1 figure stored, " in run("measure")
    assert ": 0 figures stored, " in run("measure")


def test_a_figure_made_again_is_named_first(measured: None) -> None:
    figure = Observation.objects.get(measure="published.first-years")
    said = run("measure", "--reproduce", str(figure.pk))
    assert said.startswith(f"Figure {figure.pk}. ")
    first, second = said.splitlines()[:2]
    assert first.endswith("HBO first-years, 2020: 29.2% (1,241 of 4,252).")
    assert second.startswith("The same figure comes out")
    data = json.loads(run("measure", "--reproduce", str(figure.pk), "--json"))
    assert (data["title"], data["part"]) == ("HBO first-years", "")
    assert data["stored"]["period"] == {"start": "2020-01-01", "end": "2020-12-31"}


@pytest.mark.parametrize(
    "flags", [["--as-of", "2020-01-01"], ["--since", "2020-01-01"], ["--dry-run"]]
)
def test_what_says_when_to_measure_does_not_go_with_making_again(
    measured: None, flags: list[str]
) -> None:
    figure = Observation.objects.get(measure="published.first-years")
    with pytest.raises(CommandError, match=f"{flags[0]} does not go with --reproduce"):
        run("measure", "--reproduce", str(figure.pk), *flags)


def test_status_as_data_gives_every_result_with_its_figures_and_their_source(
    measured: None,
) -> None:
    data = json.loads(run("status", "--json", "--language", "en"))
    first, second = data["results"]
    assert (first["key"], first["verdict"], first["reason"]) == (
        "choice", "cannot_tell", "only_proxies",
    )  # fmt: skip
    assert (second["verdict"], second["targets"][0]["figures"]) == ("never_measured", [])
    (proxy,) = first["targets"][0]["proxies"]
    assert (proxy["numerator"], proxy["denominator"]) == (1241, 4252)
    assert proxy["period"] == {"start": "2020-01-01", "end": "2020-12-31"}
    assert proxy["source"]["publisher"] == "Bureau Overmaas"
    assert proxy["leavesOut"] == "Leaves out MBO."
    assert "29.2% (1,241 of 4,252)" in first["sentence"]
    assert first["targets"][0]["toSettle"] == "What would settle it: Follow the pupils."
    assert data["counts"]["never_measured"] == 1
    assert first["targets"][0]["intervalMonths"] == 12
    assert first["targets"][0]["isDue"] is True


@pytest.mark.parametrize(
    ("locale", "asked", "told"),
    [
        ("de_DE.UTF-8", (), "nicht zu sagen"),
        ("en_GB.UTF-8", (), "cannot tell"),
        ("nl_NL", (), "niet te zeggen"),
        ("fr_FR.UTF-8", (), "niet te zeggen"),
        ("C.UTF-8", (), "niet te zeggen"),
        ("", (), "niet te zeggen"),
        ("en_GB.UTF-8", ("--language", "de"), "nicht zu sagen"),
    ],
)
def test_status_speaks_as_asked_else_as_the_terminal_else_as_the_site(
    measured: None,
    monkeypatch: pytest.MonkeyPatch,
    locale: str,
    asked: tuple[str, ...],
    told: str,
) -> None:
    for name in ("LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", locale)
    assert told in run("status", *asked)
    [first, _] = json.loads(run("status", "--json", *asked))["results"]
    assert told in first["sentence"].lower()


def test_status_as_a_table_opens_with_the_answer(measured: None) -> None:
    text = run("status", "--language", "nl")
    assert text.startswith("Geen van de 2 resultaten ligt op koers;")
    assert "niet te zeggen" in text
    assert "1.241" in text
    assert "weer toe: nu" in text
    assert "elke 12 maanden" in text


def test_status_speaks_dutch_by_default_whatever_the_process_speaks(
    measured: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    with translation.override("en"):
        assert "nooit gemeten" in run("status")


def test_status_of_an_earlier_day(measured: None) -> None:
    data = json.loads(run("status", "--json", "--as-of", "2019-06-01"))
    assert data["asOf"] == "2019-06-01"
    assert {one["verdict"] for one in data["results"]} == {"never_measured"}


@pytest.mark.parametrize("command", ["status", "measure"])
def test_without_an_agenda_a_command_says_what_to_do(db: None, command: str) -> None:
    with pytest.raises(CommandError, match="hcat agenda load"):
        run(command)


def test_measure_tells_what_it_stored(measured: None) -> None:
    put_series(figures=[share(2020, 1, 2), share(2021, 1, 2)])
    said = run("measure", "--dry-run")
    assert "2 figures would be stored" in said
    assert "2 figures stored" in run("measure")
    assert "0 figures stored" in run("measure")


def test_measure_tells_per_result_what_changed_and_why(measured: None, by: Actor) -> None:
    put_result("third", targets=[target(value=40, measured_by="published.first-years")], order=3)
    put_series(figures=[share(2020, 1000, 4252), share(2021, 1300, 2600)])
    said = run("measure").splitlines()
    line = (
        "HBO first-years, 2020: 29.2% (1,241 of 4,252) → 23.5% (1,000 of 4,252) "
        "(corrected: published anew by Bureau Overmaas)"
    )
    assert f"choice: {line}" in said
    assert f"third: {line}" in said
    assert "third: HBO first-years, 2021: 50% (1,300 of 2,600) (new)" in said
    assert said[-1].endswith("A second run would store nothing.")
    assert not any("HBO" in line for line in run("measure").splitlines())


def test_measure_tells_which_verdict_turned(measured: None) -> None:
    put_result("choice", targets=[target(value=40, measured_by="published.first-years")])
    put_series(figures=[share(2020, 2000, 4252)])
    said = run("measure")
    assert "choice: missed → reached. Reached: the count is 47% (2,000 of 4,252)" in said


def test_measure_as_data(measured: None) -> None:
    put_series(figures=[share(2020, 1000, 4252)])
    dry = json.loads(run("measure", "--json", "--dry-run"))
    assert (dry["stored"], dry["dryRun"], dry["verdicts"]) == (1, True, [])
    data = json.loads(run("measure", "--json"))
    [figure] = data["figures"]
    assert (figure["results"], figure["before"]["numerator"], figure["after"]["numerator"]) == (
        ["choice"], 1241, 1000,
    )  # fmt: skip
    assert json.loads(run("measure", "--json"))["figures"] == []


def test_measure_since_a_day_after_today_is_refused(measured: None) -> None:
    with pytest.raises(CommandError, match="lies after"):
        run("measure", "--since", "2999-01-01")


def test_measure_fails_when_a_figure_is_wrong_and_stores_the_others(measured: None) -> None:
    put_series(figures=[share(2020, 1, 4) | {"value": 90.0}, share(2021, 1, 2)])
    with pytest.raises(CommandError, match="1 figure or measure failed"):
        run("measure")
    assert Observation.objects.filter(numerator=1, start="2021-01-01").exists()


def test_listing_results_without_figures_loads_no_scipy() -> None:
    code = (
        "import django, sys; django.setup(); import hcat.evidence.api; "
        "sys.exit(any(name.split('.')[0] in ('scipy', 'numpy') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_every_registered_measure_has_a_title_in_dutch() -> None:
    forget("testing.one")
    with translation.override("nl"):
        dutch = {name: str(one.title) for name, one in measures().items()}
    with translation.override("en"):
        english = {name: str(one.title) for name, one in measures().items()}
    assert all(dutch[name] != english[name] for name in dutch)
