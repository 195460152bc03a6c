# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What came out: everything here reads what was released, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hcat.foundation.api import NotFound
from hcat.surveys.instrument.questionnaire import Choice, Kind, Question, Questionnaire
from hcat.surveys.models import (
    Break,
    Code,
    ReleasedChange,
    ReleasedClaim,
    ReleasedFigure,
    Survey,
    Wave,
)


@dataclass(frozen=True, slots=True)
class ReleasedWave:
    """A released wave with the questionnaire that was asked. `wave.release` was read with it."""

    wave: Wave
    questionnaire: Questionnaire

    def asked(self, concept: str) -> Question | None:
        """The question behind a concept; None where there was none in this wave."""
        return next((one for one in self.questionnaire.questions if one.concept == concept), None)


@dataclass(frozen=True, slots=True)
class ReleasedSurvey:
    """A survey of which something was released, its latest wave first."""

    survey: Survey
    waves: tuple[Wave, ...]

    @property
    def latest(self) -> Wave:
        return self.waves[0]


def released_waves() -> QuerySet[Wave]:
    """Every released wave, with its survey and release, the latest first. Lazy."""
    return (
        Wave.objects.filter(state=Wave.State.RELEASED)
        .select_related("survey", "release", "edition")
        .order_by("-reference_day", "-pk")
    )


def released_surveys() -> list[ReleasedSurvey]:
    """The surveys of which something was released, that with the latest wave first. One query."""
    found: dict[int, list[Wave]] = {}
    for wave in released_waves():
        found.setdefault(wave.survey_id, []).append(wave)
    return [ReleasedSurvey(waves[0].survey, tuple(waves)) for waves in found.values()]


def released_survey(key: str) -> ReleasedSurvey:
    """One survey with its released waves. NotFound; also where nothing was released yet."""
    waves = tuple(released_waves().filter(survey__key=key))
    if not waves:
        raise NotFound(
            _("Nothing was released of a survey called %(key)s.") % {"key": key},
            mend=_("Choose one from the list of surveys."),
        )
    return ReleasedSurvey(waves[0].survey, waves)


def was_released(concept: str, surveys: Sequence[str]) -> str | None:
    """The first of these surveys in which figures of a concept were released; None in none.
    Invented ones do not count."""
    rows = ReleasedFigure.objects.filter(
        concept=concept, release__wave__survey__key__in=surveys, release__is_demo=False
    )
    have = set(rows.values_list("release__wave__survey__key", flat=True).distinct())
    return next((key for key in surveys if key in have), None)


def released_wave(survey: str, wave: str) -> ReleasedWave:
    """One released wave with its questionnaire. NotFound; also where it was not released yet."""
    found = released_waves().filter(survey__key=survey, key=wave).first()
    if found is None:
        raise NotFound(
            _("Nothing was released of wave %(wave)s of this survey.") % {"wave": wave},
            why=_("It may not have been held, or it is still open."),
            mend=_("Choose one from the list of surveys."),
        )
    return with_questionnaire(found, list(found.survey.codes.all()))


def with_questionnaire(wave: Wave, codes: Sequence[Code] = ()) -> ReleasedWave:
    """A wave with what was asked. With the codes of its survey these are the choices of its open
    questions, since their figures are by code."""
    asked = Questionnaire.from_json(wave.edition.questionnaire)
    if codes:
        pages = tuple(
            replace(page, questions=tuple(_coded(one, codes) for one in page.questions))
            for page in asked.pages
        )
        asked = replace(asked, pages=pages)
    return ReleasedWave(wave, asked)


def _coded(question: Question, codes: Sequence[Code]) -> Question:
    if question.kind is not Kind.OPEN:
        return question
    mine = [one for one in codes if one.concept == question.concept]
    return replace(question, choices=tuple(Choice(one.name, one.titles) for one in mine))


def figures(
    wave: Wave, concepts: Iterable[str] | None = None, dimensions: Iterable[str] | None = None
) -> list[ReleasedFigure]:
    """The figures of a wave: of these concepts and groupings (`""` is all together), or of all.
    One query."""
    found = ReleasedFigure.objects.filter(release__wave=wave).order_by(
        "concept", "dimension", "group", "id"
    )
    if concepts is not None:
        found = found.filter(concept__in=set(concepts))
    if dimensions is not None:
        found = found.filter(dimension__in=set(dimensions))
    return list(found)


def figures_over_waves(survey: Survey, concepts: Iterable[str]) -> dict[int, list[ReleasedFigure]]:
    """By number of the wave, the figures of these concepts for all together. One query."""
    rows = (
        ReleasedFigure.objects.filter(
            release__wave__survey=survey, release__wave__state=Wave.State.RELEASED,
            concept__in=set(concepts), dimension="",
        )
        .select_related("release")
        .order_by("release__wave__reference_day", "id")
    )  # fmt: skip
    found: dict[int, list[ReleasedFigure]] = {}
    for row in rows:
        found.setdefault(row.release.wave_id, []).append(row)
    return found


def figures_of_waves(waves: Iterable[Wave]) -> dict[int, list[ReleasedFigure]]:
    """By number of the wave, its figures for all together. One query."""
    rows = ReleasedFigure.objects.filter(release__wave__in=list(waves), dimension="")
    found: dict[int, list[ReleasedFigure]] = {}
    for row in rows.select_related("release").order_by("id"):
        found.setdefault(row.release.wave_id, []).append(row)
    return found


def hidden_counts(wave: Wave) -> dict[str, int]:
    """How many figures of a wave are not shown, by reason. One query."""
    found: dict[str, int] = {}
    rows = ReleasedFigure.objects.filter(release__wave=wave).exclude(hidden="")
    for reason in rows.order_by().values_list("hidden", flat=True):
        found[reason] = found.get(reason, 0) + 1
    return found


def breaks_of(survey: Survey) -> list[Break]:
    """Where the series of a survey break, the first one first. One query."""
    return list(
        Break.objects.filter(wave__survey=survey, wave__state=Wave.State.RELEASED)
        .select_related("wave")
        .order_by("wave__reference_day", "concept")
    )


def latest_ranking(
    concept: str, *, is_demo: bool = False
) -> tuple[Wave, list[ReleasedFigure]] | None:
    """Of the last released wave that ranked something under this concept: its mean places for all
    together, the dearest first. None where none was. Two queries."""
    rows = ReleasedFigure.objects.filter(
        concept=concept, dimension="", statistic=ReleasedFigure.Statistic.RANK, hidden="",
        release__wave__state=Wave.State.RELEASED, release__is_demo=is_demo,
    )  # fmt: skip
    last = (
        rows.select_related("release__wave__survey")
        .order_by("-release__wave__reference_day", "-release__wave_id")
        .first()
    )
    if last is None:
        return None
    return last.release.wave, list(rows.filter(release=last.release_id).order_by("value", "choice"))


def group_counts(wave: Wave) -> dict[str, int]:
    """The groupings that a wave has figures for, each with how many groups. One query."""
    rows = (
        ReleasedFigure.objects.filter(release__wave=wave)
        .exclude(dimension="")
        .order_by()
        .values_list("dimension", "group")
        .distinct()
    )
    found: dict[str, int] = {}
    for dimension, _group in rows:
        found[dimension] = found.get(dimension, 0) + 1
    return found


def changes(wave: Wave, concepts: Iterable[str]) -> list[ReleasedChange]:
    """How these concepts differ from earlier waves, the nearest wave first. One query."""
    return list(
        ReleasedChange.objects.filter(release__wave=wave, concept__in=set(concepts))
        .select_related("since__wave")
        .order_by("-since__wave__reference_day", "id")
    )


def claims(wave: Wave, concepts: Iterable[str] | None = None) -> list[ReleasedClaim]:
    """What became of the claims of a wave: all of them, or those on these concepts. One query."""
    found = ReleasedClaim.objects.filter(release__wave=wave).order_by("claim_id")
    if concepts is not None:
        found = found.filter(claim__concept__in=set(concepts))
    return list(found.select_related("claim__since"))
