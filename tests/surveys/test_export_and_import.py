# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answers go out without names, and those of an earlier survey come in whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import translation

from hcat.foundation.api import Actor, NotAllowed, Refused, end_of, read_table
from hcat.foundation.retention import enforce
from hcat.surveys import importing
from hcat.surveys.exporting import answers_csv, codebook, codebook_ddi
from hcat.surveys.importing import WaveFacts, import_wave
from hcat.surveys.models import AnswerSheet, ReleasedFigure, Survey, Wave
from hcat.surveys.operations.releasing import release_wave
from hcat.web.surveys.result_words import response, weighting

from .region import BY, Unit, fill, region, survey, wave

pytestmark = pytest.mark.django_db
FACTS = WaveFacts(
    key="2015", reference_day=date(2015, 1, 1), opened_on=date(2015, 2, 1),
    closed_on=date(2015, 3, 1),
)  # fmt: skip


@pytest.fixture
def released() -> Wave:
    one = wave(survey())
    units = region(1, 120)
    for unit in units:
        if unit.answers:
            unit.answers["agenda_thought"] = "vraag het aan Jansen"
    fill(one, units)
    release_wave(by=BY, wave=one.pk, uncoded=True)
    return one


def rows(of: Wave) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(answers_csv(by=BY, wave=of.pk)))))


def test_the_export_names_nobody_and_blurs_small_groups(released: Wave) -> None:
    found = rows(released)
    assert len(found) == AnswerSheet.objects.count()
    text = json.dumps(found)
    assert "Jansen" not in text
    for sheet in AnswerSheet.objects.all():
        assert not {sheet.code, sheet.panel} & {cell for row in found for cell in row.values()}
    groups = Counter((r["size"], r["section"], r["municipality"]) for r in found)
    assert min(many for group, many in groups.items() if any(group)) >= 5
    assert sum(float(r["weight"]) for r in found) == pytest.approx(120, rel=1e-4)


def test_no_weight_and_no_place_in_the_file_tells_what_was_left_out_of_a_row() -> None:
    """Four of a size and four of another are too few of their places, and have weights of their
    own; the others stay as they are."""
    one = wave(survey())
    few = [Unit(size="50-249", sector="62", municipality="0141")] * 4
    few += [Unit(size="250+", sector="26", municipality="0147")] * 4
    units = [replace(unit, answers={"knows_talent_wishes": "yes"}) for unit in few]
    units += [Unit(answers={"knows_talent_wishes": "no"}) for _ in range(20)]
    fill(one, units + [Unit() for _ in range(5)])
    release_wave(by=BY, wave=one.pk)
    for size, weight in (("50-249", 2.692), ("250+", 2.558)):
        AnswerSheet.objects.filter(size_class=size).update(weight=weight)
    AnswerSheet.objects.filter(size_class="10-49").update(weight=1.25)
    found = rows(one)
    shared = Counter((r["size"], r["section"], r["municipality"], r["weight"]) for r in found)
    assert min(shared.values()) >= 5
    assert shared["", "", "", "2.625"] == 8
    assert shared["10-49", "C", "0153", "1.25"] == 20
    assert sum(float(r["weight"]) for r in found) == pytest.approx(4 * 2.692 + 4 * 2.558 + 25)
    [column] = [c for c in codebook(by=BY, wave=one.pk)["columns"] if c["name"] == "weight"]
    assert column["averaged"]
    told = ET.fromstring(codebook_ddi(by=BY, wave=one.pk)).iter("{ddi:codebook:2_5}txt")
    assert len(list(told)) == 1
    codes = AnswerSheet.objects.order_by("code").values_list("size_class", flat=True)
    assert [r["size"] == "" for r in found] == [size != "10-49" for size in codes]


def test_fewer_than_five_without_any_mark_are_joined_by_the_smallest_other_group() -> None:
    one = wave(survey())
    units = [Unit(municipality="0141")] * 6 + [Unit(size="250+")] * 3 + [Unit(size="1-9")] * 5
    fill(one, [replace(unit, answers={"knows_talent_wishes": "no"}) for unit in units])
    release_wave(by=BY, wave=one.pk)
    groups = Counter((r["size"], r["section"], r["municipality"]) for r in rows(one))
    assert groups == {("", "", ""): 8, ("10-49", "C", "0141"): 6}


def test_the_codebook_says_what_each_column_is(released: Wave) -> None:
    plain = codebook(by=BY, wave=released.pk)
    assert [one["name"] for one in plain["columns"]] == list(rows(released)[0])
    json.dumps(plain)
    root = ET.fromstring(codebook_ddi(by=BY, wave=released.pk))
    assert root.tag == "{ddi:codebook:2_5}codeBook"
    names = [one.get("name") for one in root.iter("{ddi:codebook:2_5}var")]
    assert names == [one["name"] for one in plain["columns"]]
    assert [one.text for one in root.iter("{ddi:codebook:2_5}catValu")][:2] == ["yes", "no"]


def test_the_codebook_ends_on_the_day_on_which_a_wave_was_closed(released: Wave) -> None:
    early = released.opens_on
    Wave.objects.filter(pk=released.pk).update(closed_at=end_of(early) - timedelta(hours=1))
    assert codebook(by=BY, wave=released.pk)["closed_on"] == early.isoformat()


def test_only_who_runs_surveys_exports_and_only_what_was_released(released: Wave) -> None:
    with pytest.raises(NotAllowed):
        answers_csv(by=Actor(name="x", user_id=10**6), wave=released.pk)
    other = wave(released.survey, 2025)
    with pytest.raises(Refused, match="not released"):
        answers_csv(by=BY, wave=other.pk)


@pytest.fixture
def panel() -> Survey:
    made = survey()
    wave(made, 2024)
    return made


def write(folder: Path, *lines: str) -> Path:
    path = folder / "old.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


HEAD = (
    "panel;size;knows_talent_wishes;acted_on_talent_wishes;measures_taken;wishes;shortage_now_hbo"
)


def test_an_earlier_survey_comes_in_closed_and_can_be_released(
    panel: Survey, tmp_path: Path
) -> None:
    lines = [
        f"u{at};10-49;{'yes' if at % 2 else 'no'};{'no' if at % 2 else ''};pay dialogue;"
        f"building pay dialogue;{at}"
        for at in range(12)
    ]
    made = import_wave(by=BY, survey=panel.key, facts=FACTS, path=write(tmp_path, HEAD, *lines))
    assert made.problems == ()
    assert made.wave is not None
    assert (made.wave.state, made.wave.is_imported, made.answers) == ("closed", True, 12)
    sheet = AnswerSheet.objects.filter(wave=made.wave, panel="u1").get()
    assert sheet.answers["measures_taken"] == ["pay", "dialogue"]
    assert sheet.answers["wishes"] == ["building", "pay", "dialogue"]
    release_wave(by=BY, wave=made.wave.pk)
    figure = ReleasedFigure.objects.get(
        concept="knows_talent_wishes", choice="yes", dimension="", release__wave=made.wave
    )
    assert (figure.value, figure.method, figure.population) == (0.5, "clopper-pearson", None)


SIZES = ("10-49",) * 15 + ("50-249",) * 15


def answered(folder: Path, sizes: tuple[str, ...] = SIZES) -> Path:
    """Of the small ones nine say yes, of the others six."""
    yes = (*range(9), *range(15, 21))
    lines = (f"u{at};{size};{'yes' if at in yes else 'no'};;;;" for at, size in enumerate(sizes))
    return write(folder, HEAD, *lines)


BY_SIZE = {"1-9": 0, "10-49": 90, "50-249": 20, "250+": 0}


@pytest.mark.parametrize(
    ("population", "told", "value", "of_group"),
    [
        ({}, None, 0.5, None),
        ({"": 40}, 40, 0.5, None),
        (BY_SIZE, 110, (90 * 0.6 + 20 * 0.4) / 110, 90),
        ({"": 110, **BY_SIZE}, 110, (90 * 0.6 + 20 * 0.4) / 110, 90),
    ],
    ids=["not known", "all together", "by size", "both"],
)
def test_an_earlier_wave_speaks_of_its_population_as_far_as_that_is_told(
    panel: Survey, tmp_path: Path, population: dict[str, int], told: int | None, value: float,
    of_group: int | None,
) -> None:  # fmt: skip
    facts = replace(FACTS, population=population)
    made = import_wave(by=BY, survey=panel.key, facts=facts, path=answered(tmp_path))
    assert made.wave is not None
    release = release_wave(by=BY, wave=made.wave.pk)
    assert (release.population, release.drawn) == (told, 30)
    about = {"release": release, "concept": "knows_talent_wishes", "choice": "yes"}
    figure = ReleasedFigure.objects.get(dimension="", **about)
    assert figure.value == pytest.approx(value)
    assert figure.population == told
    group = ReleasedFigure.objects.get(dimension="size", group="10-49", **about)
    assert (group.hidden, group.value, group.population) == ("", 0.6, of_group)
    if of_group is None:
        # 15 of 30 answers, of nobody knows how many: no correction for a part that was seen.
        assert group.se == pytest.approx((0.6 * 0.4 / 15 * 30 / 29) ** 0.5)
    with translation.override("en"):
        said = " ".join([response(made.wave), *weighting(made.wave)])
    assert "asked by lot" not in said
    assert "Everybody of the population was asked" not in said
    assert ("not known" in response(made.wave)) is True


@pytest.mark.parametrize(
    ("population", "sizes", "why"),
    [
        ({"": 29}, SIZES, "More answered"),
        (BY_SIZE | {"50-249": 5}, SIZES, "More answered"),
        (BY_SIZE | {"50-249": 0}, SIZES, "More answered than there were: 15 of 0"),
        ({"10-49": 90, "50-249": 20}, SIZES, r"Give also how many of 1-9, 250\+ there were"),
        (BY_SIZE, (*SIZES, ""), "not given"),
        ({"": 90, "50-249": 10}, SIZES, "Give also how many of 1-9, 10-49"),
        ({"": 111, **BY_SIZE}, SIZES, "add up to 110"),
        ({"": 0}, SIZES, "how many there were"),
        (dict.fromkeys(BY_SIZE, 0), SIZES, "how many there were"),
        (BY_SIZE | {"1-9": -1}, SIZES, "how many there were"),
        ({"large": 90}, SIZES, "not a size class"),
    ],
)
def test_a_population_that_cannot_be_is_refused(
    panel: Survey, tmp_path: Path, population: dict[str, int], sizes: tuple[str, ...], why: str
) -> None:
    facts = replace(FACTS, population=population)
    with pytest.raises(Refused, match=why):
        import_wave(by=BY, survey=panel.key, facts=facts, path=answered(tmp_path, sizes))
    assert not Wave.objects.filter(key="2015").exists()


def test_all_that_is_wrong_is_told_by_row_and_nothing_is_written(
    panel: Survey, tmp_path: Path
) -> None:
    path = write(
        tmp_path, HEAD + ";satisfaction",
        "u1;10-49;perhaps;;pay;;1;7",
        "u1;large;no;yes;none pay;pay pay;-1;",
    )  # fmt: skip
    made = import_wave(by=BY, survey=panel.key, facts=FACTS, path=path)
    assert made.wave is None
    said = [(one.where, one.what) for one in made.problems]
    assert any("satisfaction" in what for _where, what in said)
    assert {where for where, _what in said} >= {"row 2", "row 3"}
    assert len(said) >= 7
    assert not Wave.objects.filter(key="2015").exists()


def test_the_file_is_read_before_anybody_else_has_to_wait(
    panel: Survey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[list[str]] = []

    def read(*given: Any, **more: Any) -> Any:
        held.append(list(connection.savepoint_ids))
        return read_table(*given, **more)

    monkeypatch.setattr(importing, "read_table", read)
    before = list(connection.savepoint_ids)
    made = import_wave(by=BY, survey=panel.key, facts=FACTS, path=answered(tmp_path))
    assert made.wave is not None
    assert held == [before]


def test_a_wave_that_came_while_the_file_was_read_stays_as_it_is(
    panel: Survey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(*given: Any, **more: Any) -> Any:
        other = Wave.objects.get(key="2024")
        other.pk, other.key = None, FACTS.key
        other.save()
        return read_table(*given, **more)

    monkeypatch.setattr(importing, "read_table", read)
    with pytest.raises(Refused, match="already"):
        import_wave(by=BY, survey=panel.key, facts=FACTS, path=answered(tmp_path))
    assert not Wave.objects.get(key=FACTS.key).is_imported
    assert not AnswerSheet.objects.exists()


def test_who_waits_for_a_page_is_told_of_the_command_where_the_file_has_more_rows(
    panel: Survey, tmp_path: Path
) -> None:
    with pytest.raises(Refused, match=r"more than 29 rows.*hcat surveys import"):
        import_wave(by=BY, survey=panel.key, facts=FACTS, path=answered(tmp_path), most_rows=29)
    made = import_wave(by=BY, survey=panel.key, facts=FACTS, path=answered(tmp_path), most_rows=30)
    assert made.answers == 30


def test_of_very_much_that_is_wrong_it_is_told_that_there_may_be_more(
    panel: Survey, tmp_path: Path
) -> None:
    Survey.objects.update(key="panel")
    wrong = [f"u{at};large;perhaps;;;;" for at in range(importing.MOST_PROBLEMS)]
    path = write(tmp_path, HEAD, *wrong)
    made = import_wave(by=BY, survey="panel", facts=FACTS, path=path)
    assert (len(made.problems), made.stopped) == (500, True)
    with pytest.raises(CommandError, match="500 things or more"):
        imported(path)
    made = import_wave(by=BY, survey="panel", facts=FACTS, path=write(tmp_path, HEAD, *wrong[:200]))
    assert (len(made.problems), made.stopped) == (400, False)


def test_days_to_come_and_a_known_wave_are_refused(panel: Survey, tmp_path: Path) -> None:
    path = write(tmp_path, HEAD, "u1;10-49;yes;;;;")
    with pytest.raises(Refused, match="already"):
        import_wave(
            by=BY, survey=panel.key, path=path,
            facts=WaveFacts(
                key="2024", reference_day=date(2015, 1, 1), opened_on=date(2015, 1, 1),
                closed_on=date(2015, 1, 2),
            ),
        )  # fmt: skip
    with pytest.raises(Refused, match="cannot be"):
        import_wave(
            by=BY, survey=panel.key, path=path,
            facts=WaveFacts(
                key="x", reference_day=date(2999, 1, 1), opened_on=date(2015, 1, 1),
                closed_on=date(2015, 1, 2),
            ),
        )  # fmt: skip


def test_answers_of_an_earlier_survey_are_kept_from_when_it_closed(
    panel: Survey, tmp_path: Path
) -> None:
    path = write(tmp_path, HEAD, "u1;10-49;yes;;;;")
    made = import_wave(by=BY, survey=panel.key, facts=FACTS, path=path)
    assert made.wave is not None
    assert made.wave.closed_at == end_of(FACTS.closed_on)
    assert made.removed_on == date(2020, 3, 2)
    sheet = AnswerSheet.objects.get(wave=made.wave)
    assert sheet.completed_at == end_of(FACTS.closed_on)
    enforce(by=BY, on=date(2020, 3, 1))
    assert AnswerSheet.objects.filter(pk=sheet.pk).exists()
    enforce(by=BY, on=made.removed_on)
    assert not AnswerSheet.objects.filter(pk=sheet.pk).exists()


def imported(path: Path, *more: str) -> Any:
    out = StringIO()
    days = ["--reference-day", "2015-01-01", "--opened", "2015-02-01", "--closed", "2015-03-01"]
    call_command(
        "surveys", "import", str(path), "--survey", "panel", "--wave", "2015", *days, *more,
        stdout=out,
    )  # fmt: skip
    return out.getvalue()


def test_the_command_reads_a_file_first_and_brings_it_in_then(
    panel: Survey, tmp_path: Path
) -> None:
    Survey.objects.update(key="panel")
    path = write(tmp_path, HEAD, "u1;10-49;yes;;;;")
    with pytest.raises(CommandError, match="no number"):
        imported(path, "--population", "many")
    for twice in (("10-49=20", "10-49=200"), ("20", "200")):
        with pytest.raises(CommandError, match="second time"):
            imported(path, *(part for one in twice for part in ("--population", one)))
    said = [f"--population={size}={many}" for size, many in BY_SIZE.items()]
    with pytest.raises(CommandError, match="More answered"):
        imported(path, *said[:1], "--population=10-49=0", *said[2:])
    told = json.loads(imported(path, "--dry-run", "--json", *said))
    assert (told["wave"], told["answers"], told["problems"]) == (None, 1, [])
    assert not Wave.objects.filter(key="2015").exists()
    assert "can be brought in: 1." in imported(path, "--dry-run")
    said = imported(path)
    assert "Answers brought in: 1." in said
    assert "Their term is over" in said
    assert Wave.objects.get(key="2015").state == "closed"
    with pytest.raises(CommandError, match="already"):
        imported(path)


def test_the_command_tells_by_row_what_is_wrong_and_writes_nothing(
    panel: Survey, tmp_path: Path
) -> None:
    Survey.objects.update(key="panel")
    path = write(tmp_path, HEAD, "u1;10-49;perhaps;;;;")
    out = StringIO()
    with pytest.raises(CommandError, match="nothing was written"):
        call_command(
            "surveys", "import", str(path), "--survey", "panel", "--wave", "2015",
            "--reference-day", "2015-01-01", "--opened", "2015-02-01", "--closed", "2015-03-01",
            stdout=out,
        )  # fmt: skip
    assert out.getvalue().startswith("row 2")
    assert not Wave.objects.filter(key="2015").exists()
    with pytest.raises(CommandError, match="no file"):
        imported(tmp_path / "none.csv")
