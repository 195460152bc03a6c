# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""`hcat agenda check`: every mistake at once, each with its file, its line and how to mend it."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from hcat.agenda.api import Problem, Rhythm, Severity, check_folder, load_folder
from hcat.agenda.folder import yaml_file
from hcat.foundation.api import Actor
from tests.agenda.region_folder import RegionFolder, all_rows


def _found(region: RegionFolder, code: str, **options: object) -> list[Problem]:
    problems = check_folder(region.path, **options)  # type: ignore[arg-type]
    return [problem for problem in problems if problem.code == code]


def test_a_good_folder_has_no_problems(region: RegionFolder) -> None:
    assert check_folder(region.path) == []


def _plant_twenty(region: RegionFolder) -> set[tuple[str, int, str]]:
    """Twenty mistakes; the file, line and code with which each must be reported."""
    path, planted = region.path, set()

    def plant(file: str, old: str, new: str, code: str, *, below: int = 0) -> None:
        planted.add((file, region.edit(file, old, new) + below, code))

    plant(
        "points.yaml", "    number: 2\n    order: 2", "    number: two\n    order: 2", "wrong-type"
    )
    plant("points.yaml", "focus: [train]", "focus: [teach]", "bad-choice")
    plant("points.yaml", "source: plan", "sauce: plan", "unknown-field")
    plant("goals.yaml", "  - key: good-work\n    point: yards",
          "  - key: good-work\n    point: yard", "unknown-reference", below=1)  # fmt: skip
    plant("goals.yaml", "  - key: more-pupils\n", "  - key: good-work\n", "duplicate-key")
    # The second of the two is reported.
    planted.discard(("goals.yaml", 5, "duplicate-key"))
    planted.add(("goals.yaml", 9, "duplicate-key"))
    plant("results.yaml", "deadline: 2022-12-31", "deadline: 2018-12-31", "rule")
    plant("results.yaml", "          value: 10\n          year: 2019\n          source: plan\n",
          "          value: 10\n          year: 2019\n", "rule")  # fmt: skip
    plant("results.yaml", "measured_by: published.welding-diplomas",
          "measured_by: published.welding", "unknown-reference")  # fmt: skip
    plant("results.yaml", "    to_settle: {nl: Een enquête., en: A survey.}", "", "missing-field")
    planted.discard(next(p for p in planted if p[2] == "missing-field"))
    text = (path / "results.yaml").read_text(encoding="utf-8")
    line = text[: text.index("  - key: known")].count("\n") + 1
    planted.add(("results.yaml", line, "missing-field"))
    plant(
        "lines.yaml",
        "    letter: b\n",
        "    letter: b\n    letter: c\n",
        "duplicate-field",
        below=1,
    )
    plant("lines.yaml", "key: stay-home", "key: Stay Home", "bad-key")
    # Whatever stands under that key is unknown now.
    planted.add(("initiatives.csv", 4, "unknown-reference"))
    plant("menu.yaml", '"1.1"', "1.1", "wrong-type")
    plant("menu.yaml", "  - key: houses\n    chapter: learning\n",
          "  - key: houses\n    chapter:\n", "wrong-type", below=1)  # fmt: skip
    plant("initiatives.csv", "open-day,4,", "open-day,1,", "duplicate-number")
    plant("initiatives.csv", "sailing,2,,,Zeilmee,idea,", "sailing,2,,,Zeilmee, idea, too,",
          "too-many-cells")  # fmt: skip
    plant("figures.csv", "12.5,5,40", "12.5,50,40", "rule")
    plant("figures.csv", "Niet geteld.", "", "rule")
    plant("governance.yaml", "times_per_year: 4", "times_per_year: 4: 5", "bad-yaml")
    (path / "sources.yaml").write_bytes(b"sources:\n  - key: plan\n    publisher: Werf \xe9\n")
    planted.add(("sources.yaml", 3, "wrong-encoding"))
    (path / "perspectives.yaml").unlink()
    planted.add(("perspectives.yaml", 0, "missing-file"))
    return planted


def test_twenty_planted_mistakes_are_all_reported_where_they_are(region: RegionFolder) -> None:
    planted = _plant_twenty(region)
    assert len(planted) >= 20
    problems = check_folder(region.path)
    reported = {(problem.file, problem.line, problem.code) for problem in problems}
    assert planted <= reported, planted - reported
    assert all(problem.what for problem in problems)


@pytest.mark.django_db
def test_a_folder_with_mistakes_loads_nothing(region: RegionFolder) -> None:
    _plant_twenty(region)
    before = all_rows()
    report = load_folder(region.path, by=Actor(name="A test"))
    assert not report.ok
    assert not report.written
    assert all_rows() == before


def test_a_mistyped_field_gets_the_name_that_was_meant(region: RegionFolder) -> None:
    line = region.edit("points.yaml", "    source: plan", "    sourse: plan")
    [problem] = _found(region, "unknown-field")
    assert (problem.file, problem.line) == ("points.yaml", line)
    assert "source" in problem.mend


def test_an_unknown_reference_gets_the_nearest_key(region: RegionFolder) -> None:
    line = region.edit("projects.yaml", "lead: manager", "lead: manger")
    [problem] = _found(region, "unknown-reference")
    assert (problem.file, problem.line) == ("projects.yaml", line)
    assert "manager" in problem.mend


@pytest.mark.parametrize(
    "file", ["lines.yaml", "menu.yaml", "points.yaml", "governance.yaml", "series.yaml"]
)
@pytest.mark.parametrize("content", ["- key: [", "nothing here", None])
def test_of_a_file_that_cannot_be_read_no_key_is_called_unknown(
    region: RegionFolder, file: str, content: str | None
) -> None:
    if content is None:
        (region.path / file).unlink()
    else:
        (region.path / file).write_text(content, encoding="utf-8")
    [problem] = check_folder(region.path)
    assert problem.file == file


def test_of_a_list_that_is_missing_no_key_is_called_unknown(region: RegionFolder) -> None:
    region.edit("governance.yaml", "roles:", "rolls:")
    assert {problem.code for problem in check_folder(region.path)} == {
        "missing-field", "unknown-field",
    }  # fmt: skip


def test_every_fault_in_one_entry_is_told(region: RegionFolder) -> None:
    region.edit("projects.yaml", "point: schools", "point: school")
    region.edit("projects.yaml", "lead: manager", "lead: manger")
    region.edit("projects.yaml", "steering: directing", "steering: firmly")
    problems = check_folder(region.path)
    assert sorted(problem.code for problem in problems) == [
        "bad-choice", "unknown-reference", "unknown-reference",
    ]  # fmt: skip


def test_a_missing_translation_is_a_warning(region: RegionFolder) -> None:
    line = region.edit("lines.yaml", "{nl: Thuis, en: At home}", "{nl: Thuis}")
    [problem] = check_folder(region.path)
    assert (problem.code, problem.severity) == ("missing-translation", Severity.WARNING)
    assert (problem.file, problem.line) == ("lines.yaml", line)
    assert "en" in problem.what


def test_a_plain_text_is_a_name_and_needs_no_translation(region: RegionFolder) -> None:
    region.edit("lines.yaml", "{nl: Thuis, en: At home}", "Thuis")
    assert check_folder(region.path) == []


def test_a_language_that_the_software_does_not_speak_is_an_error(region: RegionFolder) -> None:
    line = region.edit("lines.yaml", "{nl: Thuis, en: At home}", "{nl: Thuis, en: Home, fr: Chez}")
    [problem] = check_folder(region.path)
    assert (problem.line, problem.severity) == (line, Severity.ERROR)


def test_an_unregistered_measure_is_a_warning_and_strictly_an_error(region: RegionFolder) -> None:
    assert _found(region, "unknown-measure") == []
    known = {"surveys.knows"}
    [warning] = _found(region, "unknown-measure", known_measures=known)
    assert warning.severity is Severity.WARNING
    assert "surveys.acts" in warning.what
    [error] = _found(region, "unknown-measure", known_measures=known, strict=True)
    assert error.severity is Severity.ERROR


def test_a_proxy_is_a_series_or_a_measure_that_is_known(region: RegionFolder) -> None:
    proxy = "series: welding-diplomas\n            leaves_out"
    region.edit("results.yaml", proxy, "measured_by: market.welders\n            leaves_out")
    assert _found(region, "unknown-measure", known_measures={"market.welders"}) != []
    warnings = _found(region, "unknown-measure", known_measures={"surveys.knows", "surveys.acts"})
    assert ["market.welders" in one.what for one in warnings] == [True]
    both = (
        "series: welding-diplomas\n            measured_by: market.welders\n            leaves_out"
    )
    region.edit("results.yaml", "measured_by: market.welders\n            leaves_out", both)
    assert "not both" in " ".join(one.what for one in check_folder(region.path))


def test_a_group_of_figures_without_a_title_is_a_warning(region: RegionFolder) -> None:
    region.edit("figures.csv", "12.5,5,40,,plan", "12.5,5,40,evening-course,plan")
    [warning] = _found(region, "untitled-group")
    assert (warning.file, warning.severity) == ("figures.csv", Severity.WARNING)
    assert "evening-course" in warning.what
    title = "{nl: avondcursus, en: evening course}"
    region.edit(
        "series.yaml",
        "- key: welding-diplomas",
        f"- key: welding-diplomas\n    groups: [{{key: evening-course, title: {title}}}]",
    )
    assert not _found(region, "untitled-group")


def test_a_municipality_outside_the_agenda_is_an_error(region: RegionFolder) -> None:
    region.edit("initiatives.csv", ",WK01,", ",WK09,")
    [problem] = _found(region, "unknown-place")
    assert (problem.file, problem.line) == ("initiatives.csv", 2)


def test_lines_count_on_after_a_cell_of_several_lines(region: RegionFolder) -> None:
    region.edit("initiatives.csv", "open-day,4,", "open-day,four,")
    [problem] = check_folder(region.path)
    assert (problem.file, problem.line) == ("initiatives.csv", 5)


def test_a_missing_column_is_told_once(region: RegionFolder) -> None:
    region.edit("initiatives.csv", "placements,ways", "placings,ways")
    problems = check_folder(region.path)
    assert {problem.line for problem in problems} == {1}
    assert sorted(problem.code for problem in problems) == ["missing-field", "unknown-field"]


def test_an_empty_folder_says_how_to_begin(region: RegionFolder) -> None:
    for path in region.path.iterdir():
        path.unlink()
    [problem] = check_folder(region.path)
    assert problem.code == "empty-folder"


def test_a_folder_that_is_not_there_is_told(region: RegionFolder) -> None:
    [problem] = check_folder(region.path / "nowhere")
    assert problem.code == "no-folder"


def test_a_huge_file_is_not_read(region: RegionFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hcat.agenda.folder.yaml_file.LARGEST_BYTES", 900)
    assert {problem.file for problem in _found(region, "huge-file")} >= {"results.yaml"}


def test_aliases_without_end_are_stopped(
    region: RegionFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_file, "MOST_NODES", 10_000)  # a million take seconds to count
    lines = ["x0: &x0 [a, a, a, a, a, a, a, a, a]"]
    lines += [f"x{n}: &x{n} [{', '.join([f'*x{n - 1}'] * 9)}]" for n in range(1, 9)]
    (region.path / "rules.yaml").write_text("\n".join([*lines, "rules: []"]), encoding="utf-8")
    assert _found(region, "too-deep")


def test_an_empty_file_and_a_list_instead_of_a_name_are_told(region: RegionFolder) -> None:
    (region.path / "rules.yaml").write_text("", encoding="utf-8")
    (region.path / "goals.yaml").write_text("- key: x\n", encoding="utf-8")
    (region.path / "figures.csv").write_text("", encoding="utf-8")
    assert {p.file for p in _found(region, "bad-structure")} == {"rules.yaml", "goals.yaml"}
    assert {p.file for p in _found(region, "empty-file")} == {"figures.csv"}


def test_an_open_quotation_mark_in_a_table_is_told(region: RegionFolder) -> None:
    region.edit("initiatives.csv", "open-day,4,Open dag", 'open-day,4,"Open dag')
    assert [(p.file, p.line) for p in _found(region, "bad-table")] == [("initiatives.csv", 5)]


def test_a_stray_file_is_a_warning_with_the_name_that_was_meant(region: RegionFolder) -> None:
    (region.path / "initiative.csv").write_text("key\n", encoding="utf-8")
    [problem] = check_folder(region.path)
    assert (problem.code, problem.severity) == ("unknown-file", Severity.WARNING)
    assert "initiatives.csv" in problem.mend


def test_a_chapter_under_itself_is_told(region: RegionFolder) -> None:
    region.edit("menu.yaml", '    number: "1"\n', '    number: "1"\n    parent: learning-young\n')
    assert len(_found(region, "circle")) == 2


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(region: RegionFolder) -> None:
    for name in ("initiatives.csv", "goals.yaml"):
        path = region.path / name
        text = path.read_text(encoding="utf-8").replace("\n", "\r\n")
        path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert check_folder(region.path) == []


def _computed(region: RegionFolder, by: str = "market.welders") -> None:
    region.edit(
        "series.yaml",
        "  - key: welding-diplomas\n",
        f"  - key: welding-diplomas\n    measured_by: {by}\n",
    )


def test_a_target_that_names_a_series_and_its_measure_is_warned_of(region: RegionFolder) -> None:
    _computed(region)
    assert _found(region, "shown-twice") == []
    beside = (
        "measured_by: published.welding-diplomas\n        proxies:\n"
        "          - measured_by: market.welders\n            leaves_out: {nl: Veel., en: Much.}\n"
    )
    region.edit("results.yaml", "measured_by: published.welding-diplomas\n", beside)
    [warning] = _found(region, "shown-twice")
    assert warning.severity is Severity.WARNING
    assert "market.welders computes the series welding-diplomas" in warning.what
    assert warning.file == "results.yaml"


def test_a_series_is_computed_by_a_measure_that_exists_and_not_by_a_series(
    region: RegionFolder,
) -> None:
    _computed(region)
    [unknown] = _found(region, "unknown-measure", known_measures={"surveys.knows", "surveys.acts"})
    assert unknown.file == "series.yaml"
    assert "the series holds only what was published" in (unknown.mend or "")
    region.edit("series.yaml", "measured_by: market.welders", "measured_by: published.other")
    [wrong] = _found(region, "rule")
    assert "not by another series" in wrong.what


def test_a_rhythm_of_reports_says_to_whom_and_falls_on_whole_months() -> None:
    def wrong(**fields: object) -> set[str]:
        try:
            Rhythm.model_validate({"what": "Account", **fields})
        except ValidationError as error:
            return {str(one["loc"]) + one["msg"] for one in error.errors()}
        return set()

    assert not wrong(times_per_year=3, report="board", to="board", first="2013-04-30")
    assert not wrong(times_per_year=10.4)
    assert "het orgaan nodig" in str(wrong(times_per_year=3, report="board"))
    assert "hele maanden" in str(wrong(times_per_year=5, report="board", to="board"))
    assert "welk rapport" in str(wrong(times_per_year=4, to="board"))
    assert wrong(times_per_year=3, report="weekly", to="board")
