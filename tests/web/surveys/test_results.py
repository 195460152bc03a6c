# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What everybody reads of a survey: released figures, with how sure they are, and nothing else."""

from __future__ import annotations

import csv
import io
import re
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from hcat.surveys.models import (
    Break,
    Claim,
    Code,
    ReleasedChange,
    ReleasedClaim,
    ReleasedFigure,
)
from hcat.web.surveys.desk_words import stratum
from hcat.web.surveys.gaps import _short
from tests.surveys.releasing import (
    MEAN,
    figure,
    release,
    released_panel,
    released_talent,
    said,
    survey,
    wave,
)
from tests.web.conftest import text

pytestmark = pytest.mark.usefixtures("polder")
LANGUAGES = ("", "/en", "/de")
FIRST_PAGE = 100_000
"""Bytes of a first page."""


def get(path: str, status: int = 200) -> Any:
    response = Client().get(path)
    assert response.status_code == status, f"{path}: {response.status_code}"
    return response


def read(path: str) -> str:
    return text(get(f"/en{path}"))


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_nothing_released_says_what_will_stand_here(prefix: str) -> None:
    wave(survey(), state="closed")
    page = get(f"{prefix}/surveys")
    assert page.content.decode().count("<h1") == 1
    assert "panel" not in text(page).casefold()


@pytest.mark.parametrize("state", ["draft", "open", "closed"])
def test_what_is_not_released_has_no_page(state: str) -> None:
    made = wave(survey(), state=state)
    figure(release(made), "knows_agenda", 0.5, choice="yes")
    for path in ("", "/agenda", ".csv", "/figures/knows_agenda.csv", "/skills-gap"):
        get(f"/surveys/panel/2026{path}", 404)
    get("/surveys/panel/over-time/knows_agenda", 404)


@pytest.mark.parametrize("prefix", LANGUAGES)
@pytest.mark.parametrize(
    "path",
    ["", "/panel/2026", "/panel/2026/agenda", "/panel/2026/starters?by=sector",
     "/panel/2026/measures", "/panel/2026/together", "/panel/2026/skills-gap",
     "/panel/over-time/knows_agenda", "/talent/2026/wishes"],
)  # fmt: skip
def test_a_page_of_results_answers_in_its_language_and_weighs_little(
    prefix: str, path: str
) -> None:
    panel = survey()
    released_panel(panel, "2024", yes=0.41)
    released_panel(panel)
    released_talent()
    page = get(f"{prefix}/surveys{path}")
    body = page.content.decode()
    assert f'<html lang="{prefix.strip("/") or "nl"}">' in body
    assert body.count("<h1") == 1
    assert ' style="' not in body
    assert len(page.content) < FIRST_PAGE


def test_the_list_says_of_each_survey_what_came_out_in_one_sentence() -> None:
    released_panel()
    released_talent()
    page = read("/surveys")
    assert "2 surveys, and what came out" in page
    assert "Do you know Polder Agenda? 62.0% answered “Yes”." in page
    assert "All 300 companies were asked; 132 answered (44%)." in page
    assert "“development” comes first, at place 1.4 on average" in page


def test_the_list_asks_no_more_of_the_database_for_more_surveys() -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            get("/surveys")
        return len(queries)

    released_panel()
    asked()
    few = asked()
    for number in range(5):
        released_panel(survey(f"other-{number}"))
    assert asked() == few


def test_a_wave_says_who_answered_how_it_was_weighted_and_what_is_not_shown() -> None:
    released_panel()
    page = read("/surveys/panel/2026")
    assert "All 300 companies were asked; 132 answered (44%)." in page
    assert "not weighted" in page
    assert "13 figures: too few answers" in page
    assert "No figure rests on fewer than 5 answers" in page
    assert "The agenda" in page
    assert "The skills gap" in page


def test_a_figure_has_both_intervals_and_its_count_and_a_hidden_one_its_reason() -> None:
    released_panel()
    page = read("/surveys/panel/2026/agenda")
    assert "62.0% answered “Yes”" in page
    assert "54.0% to 70.0%" in page
    assert "50.8% to 73.2%" in page
    assert "82 of 132" in page
    row = re.search(r"250\+.*?</tr>", get("/en/surveys/panel/2026/agenda").content.decode(), re.S)
    assert row is not None
    assert "too few answers" in row[0]
    assert not re.search(r"\d\.\d%", row[0]), "no figure slips out beside its reason"


def test_a_coded_answer_is_called_as_the_code_book_says() -> None:
    made = released_panel()
    titles = {"nl": "Het wonen", "en": "A place to live"}
    Code.objects.create(survey=made.survey, concept="other", name="housing", titles=titles)
    figure(made.release, "other", 0.4, choice="housing")  # type: ignore[attr-defined]
    for address in ("/surveys/panel/2026/together", "/surveys/panel/over-time/other"):
        assert "A place to live" in read(address)


def test_the_footer_leads_here_and_a_wave_to_the_method() -> None:
    released_panel()
    assert 'href="/en/surveys"' in get("/en/").content.decode()
    assert "docs/methods/surveys.md" in read("/surveys/panel/2026")


def test_other_groupings_are_a_link_away_and_an_unknown_one_is_passed_over() -> None:
    released_panel()
    page = get("/en/surveys/panel/2026/starters").content.decode()
    assert "by=sector" in page
    assert "SBI 26" not in page
    assert "SBI 26" in read("/surveys/panel/2026/starters?by=sector")
    assert "1–9" in read("/surveys/panel/2026/starters?by=nonsense")


def test_what_no_question_says_alone_stands_on_a_page_of_its_own() -> None:
    released_panel()
    assert "21.0%" in read("/surveys/panel/2026/together")
    assert "What the answers say together" in read("/surveys/panel/2026")


def test_a_page_without_a_figure_says_so_and_an_unknown_page_has_a_way_on() -> None:
    release(wave(survey()))
    assert "Nothing of this page was released" in read("/surveys/panel/2026/agenda")
    assert "No figure of it may be shown" not in read("/surveys/panel/2026/agenda")
    for path in ("/surveys/panel/2026/none", "/surveys/none/2026",
                 "/surveys/panel/2026/together", "/surveys/panel/over-time/none",
                 "/surveys/panel/2026/figures/none.csv"):  # fmt: skip
        get(path, 404)


def test_a_change_says_how_sure_it_is_and_a_break_why_there_is_none() -> None:
    panel = survey()
    before, now = released_panel(panel, "2024", yes=0.41), released_panel(panel)
    same = {"release": now.release, "since": before.release, "statistic": "share"}  # type: ignore[attr-defined]
    ReleasedChange.objects.create(
        **same, concept="knows_agenda", choice="yes", value=0.21, low=0.1, high=0.32, se=0.05,
        p=0.001, p_adjusted=0.004, both=80,
    )  # fmt: skip
    ReleasedChange.objects.create(
        **same, concept="knows_agenda", choice="no", value=0.02, low=-0.1, high=0.14, se=0.05,
        p=0.6, p_adjusted=0.7,
    )  # fmt: skip
    ReleasedChange.objects.create(
        **{**same, "statistic": MEAN}, concept="satisfaction", hidden="break",
        reason="De schaal is anders.",
    )  # fmt: skip
    page = read("/surveys/panel/2026/agenda")
    assert "“Yes”: 21.0 points higher than in 2024 (10.0 points to 32.0 points)." in page
    assert "80 answered in both." in page
    assert "“No”: Since 2024 no change can be told from chance" in page
    assert "asked otherwise: De schaal is anders." in read("/surveys/panel/2026/starters")


@pytest.mark.parametrize(("p", "adjusted", "says_so"), [(0.03, 0.2, True), (0.3, 0.5, False)])
def test_a_range_without_nothing_beside_no_change_says_whose_it_is(
    p: float, adjusted: float, says_so: bool
) -> None:
    panel = survey()
    before, now = released_panel(panel, "2024", yes=0.41), released_panel(panel)
    ReleasedChange.objects.create(
        release=now.release, since=before.release, statistic="share", concept="knows_agenda",  # type: ignore[attr-defined]
        choice="yes", value=0.12, low=0.01 if says_so else -0.1, high=0.23, se=0.05, p=p,
        p_adjusted=adjusted,
    )  # fmt: skip
    page = read("/surveys/panel/2026/agenda")
    assert "Since 2024 no change can be told from chance" in page
    assert ("This range is that of this figure alone" in page) is says_so


def test_a_course_says_since_when_it_rises_and_whether_that_may_be_chance() -> None:
    panel = survey()
    waves = [released_panel(panel, year, yes=yes) for year, yes in
             (("2020", 0.5), ("2022", 0.41), ("2024", 0.55), ("2026", 0.62))]  # fmt: skip
    for (earlier, later), p in zip(pairwise(waves), (0.9, 0.01, 0.3), strict=True):
        ReleasedChange.objects.create(
            release=later.release, since=earlier.release, statistic=MEAN, concept="satisfaction",  # type: ignore[attr-defined]
            value=0.0, low=-0.1, high=0.1, se=0.05, p=p, p_adjusted=p, p_rising=p, p_ordinal=0.0004,
        )  # fmt: skip
        ReleasedChange.objects.create(
            release=later.release, since=earlier.release, statistic="share", choice="yes",  # type: ignore[attr-defined]
            concept="knows_agenda", value=0.1, low=0.0, high=0.2, se=0.05, p=p, p_rising=p,
        )  # fmt: skip
    page = read("/surveys/panel/over-time/knows_agenda")
    assert "Does not rise in each wave: from 2020 to 2022 it did not. Since 2022 it does." in page
    assert "Not significantly: it may be chance from 2024 to 2026." in page
    assert "“No”: " not in page.partition("From wave to wave")[2].partition("Wave Answer")[0]
    page = read("/surveys/panel/over-time/satisfaction")
    assert "from 2024 to 2026 it did not." in page
    assert "it is no chance either way (signed ranks, p < 0.001)." in page
    ReleasedFigure.objects.filter(release__wave=waves[2], concept="knows_agenda").update(
        value=None, low=None, high=None, low_ongoing=None, high_ongoing=None, se=None, yes=None,
        hidden="too_few",
    )  # fmt: skip
    ReleasedFigure.objects.filter(release__wave=waves[0]).delete()
    assert (
        "Whether it rises in each wave cannot be told, for want of a figure: "
        "2024 (too few answers)."
    ) in read("/surveys/panel/over-time/knows_agenda")


def test_why_answers_do_not_count_stands_beside_a_figure_that_is_shown() -> None:
    made = released_panel()
    made.release.unanswered = {  # type: ignore[attr-defined]
        "knows_agenda": {"dont_know": 6, "not_asked": 40}, "satisfaction": {"together": 9},
    }  # fmt: skip
    made.release.save()  # type: ignore[attr-defined]
    assert "Not counted: not asked (40), did not know (6)." in read("/surveys/panel/2026/agenda")
    assert "of too few to be told apart (9)." in read("/surveys/panel/2026/starters")
    # How many were asked tells how many gave the answer that leads to it, where that is hidden.
    ReleasedFigure.objects.filter(concept="knows_agenda", dimension="").update(
        value=None, low=None, high=None, low_ongoing=None, high_ongoing=None, se=None, yes=None,
        n=None, hidden="protected",
    )  # fmt: skip
    assert "Not counted" not in read("/surveys/panel/2026/agenda")


def test_a_claim_that_it_rises_in_each_wave_is_told_by_its_smallest_step() -> None:
    panel = survey()
    before, now = released_panel(panel, "2024"), released_panel(panel)
    declared = Claim.objects.create(wave=now, concept="satisfaction", kind="rising", since=before)
    ReleasedClaim.objects.create(
        claim=declared, release=now.release, verdict="met", value=0.3, low=0.1, high=0.5,  # type: ignore[attr-defined]
    )  # fmt: skip
    page = read("/surveys/panel/2026")
    assert "Higher in each wave since 2024." in page
    assert "The smallest step is 0.30, and at least 0.10 (95% sure)." in page


def test_a_declared_claim_says_whether_it_is_met_and_how_many_answers_would_settle_it() -> None:
    made = released_panel()
    for choice, verdict, further in (("yes", "met", None), ("no", "cannot_tell", 40)):
        declared = Claim.objects.create(
            wave=made, concept="knows_agenda", choice=choice, kind="share_at_least", bound=0.5
        )
        ReleasedClaim.objects.create(
            claim=declared, release=made.release, verdict=verdict, value=0.62, low=0.55, high=0.69,  # type: ignore[attr-defined]
            further=further,
        )  # fmt: skip
    many = Claim.objects.create(
        wave=made, concept="measures_taken", choice="pay", kind="share_at_least", bound=0.3
    )
    ReleasedClaim.objects.create(
        claim=many, release=made.release, verdict="cannot_tell", value=0.3, low=0.2, high=0.4,  # type: ignore[attr-defined]
        unsettled="at_bound",
    )  # fmt: skip
    none = Claim.objects.create(wave=made, concept="satisfaction", kind="mean_at_least", bound=7)
    ReleasedClaim.objects.create(
        claim=none,
        release=made.release,
        verdict="cannot_tell",
        hidden="too_few",  # type: ignore[attr-defined]
    )
    page = read("/surveys/panel/2026")
    assert "At least 50.0% answer “Yes”." in page
    assert "Met It is 62.0%, and at least 55.0% (95% sure)." in page
    assert "Cannot tell" in page
    assert "About 40 more answers like these would settle it." in page
    assert "It lies exactly at what was claimed" in page
    assert "There is no figure: too few answers." in page


def test_a_concept_over_the_waves_breaks_with_its_question_and_says_what_is_left_out() -> None:
    panel = survey()
    released_panel(panel, "2022", yes=0.3)
    skipped = wave(panel, "2023")
    figure(release(skipped), "knows_agenda", None, choice="yes")
    released_panel(panel, "2024", yes=0.41)
    now = released_panel(panel)
    Break.objects.create(wave=now, concept="knows_agenda", reason="Andere naam.", was_found=True)
    page = read("/surveys/panel/over-time/knows_agenda")
    assert "From 2026 on it is asked otherwise" in page
    assert "Andere naam." in page
    assert "Left out: 2023 (too few answers)." in page
    # What is worked out of a question breaks with it.
    Break.objects.create(wave=now, concept="asked_basis", reason="Ander vak.", was_found=True)
    assert "Ander vak." in read("/surveys/panel/over-time/apart_basis")
    for year, share in (("2022", "30.0%"), ("2024", "41.0%"), ("2026", "62.0%")):
        assert year in page
        assert share in page


def test_the_skills_gap_puts_the_widest_first_and_can_be_asked_of_a_group() -> None:
    released_panel()
    page = read("/surveys/panel/2026/skills-gap")
    assert "Furthest apart: Technical basis – asked 1.1 above brought" in page
    assert "1.1 (0.7 to 1.5)" in page
    assert "SBI 26" in read("/surveys/panel/2026/skills-gap?of=sector:26")
    assert "Too few answered" in read("/surveys/panel/2026/skills-gap?of=size:250%2B")
    released_talent()
    get("/surveys/talent/2026/skills-gap", 404)


@pytest.mark.parametrize(
    ("basis", "together", "finding"),
    [
        # 0.4 either way: both lie apart, and which further cannot be told.
        (1.1, 0.7, "More is asked than starters bring: Technical basis; Working together; whether"),
        (0.5, 0.3, "More is asked than starters bring: Technical basis; whether one is furthest"),
        (0.01, -0.2, "Whether starters bring what is asked of them cannot be told from chance"),
        (-0.5, -0.6, "Starters bring what is asked of them"),
        # What is not shown may be further apart, or apart at all.
        (1.1, None, "More is asked than starters bring: Technical basis; whether one is furthest"),
        (-0.5, None, "Whether starters bring what is asked of them cannot be told from chance"),
        (None, None, "How far what is asked and what starters bring lie apart cannot be told"),
    ],
)
def test_a_gap_is_called_one_only_where_its_interval_bears_it(
    basis: float | None, together: float | None, finding: str
) -> None:
    made = released_panel()
    whole = ReleasedFigure.objects.filter(dimension="", concept__startswith="apart_")
    whole.delete()
    for concept, value in (("apart_basis", basis), ("apart_together", together)):
        figure(made.release, concept, value, statistic=MEAN)  # type: ignore[attr-defined]
    assert finding in read("/surveys/panel/2026/skills-gap")


def test_the_csv_holds_every_released_figure_and_of_a_hidden_one_the_reason_only() -> None:
    made = released_panel()
    rows = list(csv.DictReader(io.StringIO(get("/surveys/panel/2026.csv").content.decode())))
    assert len(rows) == ReleasedFigure.objects.filter(release__wave=made).count()
    for row in rows:
        assert bool(row["value"]) == (not row["not_shown_because"])
        if row["not_shown_because"]:
            assert not any(row[name] for name in ("low", "high", "n", "yes"))
    one = list(
        csv.DictReader(
            io.StringIO(get("/surveys/panel/2026/figures/satisfaction.csv").content.decode())
        )
    )
    assert {row["concept"] for row in one} == {"satisfaction"}


def test_a_page_reads_released_figures_and_never_an_answer() -> None:
    released_panel()
    for path in ("", "/panel/2026", "/panel/2026/agenda", "/panel/2026.csv",
                 "/panel/over-time/knows_agenda", "/panel/2026/skills-gap"):  # fmt: skip
        with CaptureQueriesContext(connection) as queries:
            get(f"/surveys{path}")
        told = " ".join(q["sql"] for q in queries)
        for table in ("answersheet", "surveys_key", "frameunit", "invitation", "coding"):
            assert f"surveys_{table.removeprefix('surveys_')}" not in told, path


def test_a_long_list_of_surveys_comes_in_pages() -> None:
    for number in range(23):
        released_panel(survey(f"panel-{number}", titles=said(f"Onderzoek {number}")))
    assert 'rel="next"' in get("/surveys").content.decode()
    assert get("/surveys?page=2").status_code == 200


def test_a_long_word_is_not_cut_off() -> None:
    long = "Arbeidsmarktkrapteontwikkelingsverwachtingenonderzoek"
    made = released_panel(survey(titles=said(long)))
    assert made.survey.titles["nl"] == long
    assert long in text(get("/surveys/panel/2026"))


def test_a_wave_without_groups_has_no_table_of_them() -> None:
    released_talent()
    page = get("/en/surveys/talent/2026/wishes").content.decode()
    assert page.count("<table") == 1
    assert '<th scope="col"></th>' not in page


def test_qualifications_are_named_without_what_all_questions_begin_with() -> None:
    asked = ["How important is: maths?", "How important is: soldering?"]
    assert _short(asked) == ["Maths", "Soldering"]
    assert _short(asked[:1]) == ["How important is: maths"]
    assert _short(["Maths", "Skill: soldering"]) == ["Maths", "Skill: soldering"]


def test_groups_of_a_frame_are_called_by_words() -> None:
    with override("en"):
        names = [stratum(one) for one in ("unknown", "all", "10-49", "250+", "Vmbo-t Oost")]
    assert names == ["size not known", "Everybody", "10–49", "250+", "Vmbo-t Oost"]


def test_the_average_of_a_scale_is_no_bar_among_the_percents_of_its_steps() -> None:
    out = released_panel().release  # type: ignore[attr-defined]
    for step, share in ((6, 0.3), (7, 0.5), (8, 0.2)):
        figure(out, "satisfaction", share, choice=str(step))
    page = get("/en/surveys/panel/2026/starters").content.decode()
    charts = [get(one).content.decode() for one in re.findall(r'src="(/[^"]+[.]svg)"', page)]
    drawn = [set(re.findall(r">([^<>]+)</text>", one)) for one in charts]
    assert any({"6", "7", "8"} <= one for one in drawn)
    assert not any("Average" in one for one in drawn)
    assert "6.8" in text(get("/en/surveys/panel/2026/starters"))
