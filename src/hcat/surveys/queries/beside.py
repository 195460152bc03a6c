# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A company beside its peers: its own answers, and what was released.

Whoever holds the link of a company sees what that company answered itself, nothing of another one:
peers are released figures, and one is shown only where enough others stand behind it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hcat.foundation.api import NotFound, today
from hcat.surveys.instrument.questionnaire import NO_ANSWER, Kind, Question, Questionnaire
from hcat.surveys.models import AnswerSheet, FrameUnit, Key, Population, ReleasedFigure, Wave
from hcat.surveys.pull_factors import PULL_FACTORS

from .released import ReleasedWave, latest_ranking, with_questionnaire

SHARING = "willing_to_share"
"""The question whether the company may be named to others as willing to tell how it does things."""
TAKEN = "measures_taken"
WISHES = "wishes"


@dataclass(frozen=True, slots=True)
class Compared:
    """One question: what this company answered, and what its peers did."""

    question: Question
    own: Any
    """As it was answered; None where it was not."""
    peers: tuple[ReleasedFigure, ...]
    """Of its own size, or of all together where too few of that size answered."""
    is_of_all: bool
    hidden: str
    """Why no peers are shown; empty where they are."""


@dataclass(frozen=True, slots=True)
class Behind:
    """A pull factor, how dear it is to talent, and how far this company says it is with it."""

    factor: str
    place: float
    """Its mean place in the ranking of talent; 1 is the dearest."""
    own: float | None
    """From 0 to 1; None where the company did not say."""
    distance: float
    """How far the company is behind, from -1 to 1."""


@dataclass(frozen=True, slots=True)
class Measures:
    """What the company said it took, in a wave and in the one before."""

    wave: Wave
    taken: tuple[str, ...]
    before: Wave | None
    taken_before: tuple[str, ...]
    question: Question
    """With the names of the measures."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Everything of the page of one company. `released` is None before the first release."""

    wave: Wave
    comes_after: date | None
    """The last day on which can be answered, before the first release; None where figures are
    there, and once the wave is closed."""
    released: ReleasedWave | None
    own_wave: Wave | None
    """The wave in which it answered what is compared; None where it did not."""
    compared: tuple[Compared, ...]
    talent: Wave | None
    """The wave that says what talent wants."""
    behind: tuple[Behind, ...]
    """Furthest behind first; empty where nobody knows what talent wants."""
    measures: Measures | None
    sharing: tuple[int, ...]
    """Numbers of other organisations that agreed to be named, the same size first."""


def has_own_page(unit: FrameUnit) -> bool:
    """Whether it is a company of a survey of companies, which finds itself beside others."""
    return unit.organisation_id is not None and unit.wave.survey.population == Population.COMPANIES


def beside(unit: FrameUnit) -> Beside:
    """One unit of a frame beside its peers. Some ten queries, whatever the size of the wave.

    NotFound for who is no company of a survey of companies, and for a wave that was called off.
    """
    wave = unit.wave
    if not has_own_page(unit) or wave.state == Wave.State.DROPPED:
        raise NotFound(
            _("There is no page of your own here."),
            mend=_("Nothing has to be done; what comes out is published on this site."),
        )
    own = _own_answers(unit)
    released = _released(wave)
    compared: tuple[Compared, ...] = ()
    own_wave: Wave | None = None
    if released is not None:
        given = own.get(released.wave.pk)
        own_wave = released.wave if given is not None else None
        compared = tuple(_compared(released, given or {}, unit.size_class))
    ranking = latest_ranking(WISHES, is_demo=wave.is_demo)
    waves = {one.pk: one for one in _waves(own)}
    return Beside(
        wave=wave,
        comes_after=_still_open(wave, released),
        released=released,
        own_wave=own_wave,
        compared=compared,
        talent=ranking[0] if ranking else None,
        behind=_behind(ranking[1], own, waves) if ranking else (),
        measures=_measures(own, waves),
        sharing=_sharing(unit),
    )


def _still_open(wave: Wave, released: ReleasedWave | None) -> date | None:
    is_over = wave.state not in (Wave.State.DRAFT, Wave.State.OPEN) or wave.closes_on < today()
    return None if released is not None or is_over else wave.closes_on


def _released(wave: Wave) -> ReleasedWave | None:
    """The wave itself once it is released, or else the last one of its survey that is."""
    rows = Wave.objects.filter(survey=wave.survey_id, state=Wave.State.RELEASED)
    rows = rows.select_related("survey", "edition", "release")
    found = rows.filter(pk=wave.pk).first() or rows.order_by("-reference_day", "-pk").first()
    return with_questionnaire(found) if found is not None else None


def _own_answers(unit: FrameUnit) -> dict[int, dict[str, Any]]:
    """By number of the wave, all that this organisation answered and of which the key still is."""
    if unit.organisation_id is None:
        return {}
    keys = Key.objects.filter(unit__organisation=unit.organisation_id, unit__ticket=0)
    codes = dict(keys.values_list("code", "unit__wave_id"))
    sheets = AnswerSheet.objects.filter(code__in=codes, wave_id__in=set(codes.values()))
    return {sheet.wave_id: sheet.answers for sheet in sheets if codes[sheet.code] == sheet.wave_id}


def _waves(own: Mapping[int, Any]) -> list[Wave]:
    found = Wave.objects.filter(pk__in=own).exclude(state=Wave.State.DROPPED)
    return list(found.select_related("edition", "survey").order_by("reference_day", "pk"))


def _compared(released: ReleasedWave, own: Mapping[str, Any], size: str) -> list[Compared]:
    rows = ReleasedFigure.objects.filter(release__wave=released.wave).filter(
        dimension__in=("", "size"), group__in=("", size)
    )
    by_concept: dict[tuple[str, str], list[ReleasedFigure]] = {}
    for row in rows.order_by("id"):
        by_concept.setdefault((row.concept, row.dimension), []).append(row)
    least = released.wave.release.least
    found = []
    for question in released.questionnaire.questions:
        if question.kind is Kind.OPEN:
            continue
        answer = own.get(question.name)
        counts = 0 if answer is None or answer in NO_ANSWER else 1
        size_rows = by_concept.get((question.concept, "size"), []) if size else []
        all_rows = by_concept.get((question.concept, ""), [])
        peers = next((r for r in (size_rows, all_rows) if _enough(r, least + counts)), None)
        hidden = ""
        if peers is None:
            reasons = [row.hidden for row in all_rows if row.hidden]
            hidden = reasons[0] if reasons else "too_few" if all_rows else "not_asked"
        if peers is None and answer is None:
            continue
        found.append(
            Compared(question, answer, tuple(peers or ()), peers is all_rows, hidden)
        )  # fmt: skip
    return found


def _enough(rows: list[ReleasedFigure], least: int) -> bool:
    """Whether so many answers stand behind figures that are shown."""
    shown = [row for row in rows if row.value is not None]
    return bool(shown) and all(row.n is not None and row.n >= least for row in shown)


def _behind(
    ranking: list[ReleasedFigure], own: Mapping[int, Mapping[str, Any]], waves: Mapping[int, Wave]
) -> tuple[Behind, ...]:
    """What talent holds dearest counts 1, what it holds least next to nothing; the company's own
    answer from 0 to 1 is taken off. Without an own answer it counts as half way."""
    scores = _scores(own, waves)
    places = len(ranking)
    found = []
    for row in ranking:
        if row.choice not in PULL_FACTORS or row.value is None:
            continue
        wanted = (places + 1 - row.value) / places
        score = scores.get(row.choice)
        found.append(
            Behind(row.choice, row.value, score, wanted - (0.5 if score is None else score))
        )
    return tuple(sorted(found, key=lambda one: (-one.distance, one.place)))


def _scores(
    own: Mapping[int, Mapping[str, Any]], waves: Mapping[int, Wave]
) -> dict[str, float]:  # fmt: skip
    """By pull factor, the last answer on a scale of which that factor is the concept, 0 to 1."""
    found: dict[str, float] = {}
    for number, wave in waves.items():
        for question in Questionnaire.from_json(wave.edition.questionnaire).questions:
            answer, limits = own[number].get(question.name), question.limits
            if question.concept not in PULL_FACTORS or question.kind is not Kind.SCALE:
                continue
            if answer is None or limits is None or limits.low is None or limits.high is None:
                continue
            found[question.concept] = (float(answer) - limits.low) / (limits.high - limits.low)
    return found


def _measures(own: Mapping[int, Mapping[str, Any]], waves: Mapping[int, Wave]) -> Measures | None:
    """The last two waves in which it said what it took."""
    said: list[tuple[Wave, tuple[str, ...], Question]] = []
    for number, wave in waves.items():
        for question in Questionnaire.from_json(wave.edition.questionnaire).questions:
            if question.concept == TAKEN and question.name in own[number]:
                names = own[number][question.name]
                known = tuple(name for name in names if name not in (*NO_ANSWER, "none"))
                said.append((wave, known, question))
    if not said:
        return None
    wave, taken, question = said[-1]
    earlier = [one for one in said[:-1] if one[0].survey_id == wave.survey_id]
    before = earlier[-1] if earlier else None
    return Measures(
        wave, taken, before[0] if before else None, before[1] if before else (), question
    )


def _sharing(unit: FrameUnit, most: int = 12) -> tuple[int, ...]:
    """Who agreed to be named, by its latest answer: taking it back, or another answer later, ends
    it at once. Those of the same size first."""
    keys = Key.objects.filter(
        unit__organisation__isnull=False, unit__ticket=0, unit__wave__is_demo=unit.wave.is_demo,
        unit__wave__survey__population=Population.COMPANIES,
    ).exclude(unit__wave__state=Wave.State.DROPPED)  # fmt: skip
    if unit.organisation_id is not None:
        keys = keys.exclude(unit__organisation=unit.organisation_id)
    rows = keys.filter(code__in=_sent_in().values("code")).order_by(
        "unit__wave__reference_day", "pk"
    )
    units = {
        code: (wave, organisation, size)
        for code, wave, organisation, size in rows.values_list(
            "code", "unit__wave_id", "unit__organisation_id", "unit__size_class"
        )
    }
    said = dict(_sent_in().filter(code__in=units).values_list("code", f"answers__{SHARING}"))
    latest: dict[int, tuple[bool, str]] = {}
    for code, (_wave, organisation, size) in units.items():
        if code in said:
            latest[organisation] = (said[code] == "yes", size)
    willing = [(size != unit.size_class, number) for number, (yes, size) in latest.items() if yes]
    return tuple(number for _other, number in sorted(willing)[:most])


def _sent_in() -> QuerySet[AnswerSheet]:
    """With an answer to it. Only once they are sent in: until then nothing of them counts, and
    nobody may be named on them."""
    return AnswerSheet.objects.filter(answers__has_key=SHARING, completed_at__isnull=False)
