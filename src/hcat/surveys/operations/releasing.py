# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Releasing a wave: its figures are worked out once, and stay as they are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
from django.db import transaction
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, Refused, record
from hcat.parties.api import require
from hcat.surveys.instrument.questionnaire import Questionnaire
from hcat.surveys.models import (
    AnswerSheet,
    Claim,
    Release,
    ReleasedChange,
    ReleasedClaim,
    ReleasedFigure,
    Wave,
)
from hcat.surveys.population import frame_of
from hcat.surveys.queries.coding import left_to_code
from hcat.surveys.results.claims import judge_claims
from hcat.surveys.results.columns import Answered, Column, Floats, answers_of
from hcat.surveys.results.comparing import (
    Change,
    Side,
    broken_since,
    changes,
    compared_with,
    shown_of,
)
from hcat.surveys.results.course import steps_since
from hcat.surveys.results.derived import with_derived
from hcat.surveys.results.estimating import Figure
from hcat.surveys.results.packed import Packed
from hcat.surveys.results.publishing import Past, gates_of, published
from hcat.surveys.results.safe import LEAST
from hcat.surveys.weighting import Weights, weigh

from .rules import locked_wave

AT_ONCE = 500
OTHER = "together"


@dataclass(frozen=True, slots=True, eq=False)
class _Earlier:
    """Another release, with its answers as far as they are still kept."""

    release: Release
    past: Past
    figures: Mapping[tuple[str, str, str], bool]


@transaction.atomic
def release_wave(*, by: Actor, wave: int, uncoded: bool = False) -> Release:
    """Work out the figures of a closed wave, hide what may not be shown, and keep the rest.

    All or nothing, and once: nothing is worked out again after it. Refused for a wave that is not
    closed, and while open answers wait to be coded; with `uncoded` it goes ahead, and the figures
    of those questions are missing with that reason, for good.
    """
    row = locked_wave(wave)
    require(by, "surveys.run", f"survey:{row.survey.key}")
    _may_be_released(row, uncoded=uncoded)
    answered = answers_of(row)
    frame = frame_of(row)
    weights = weigh(answered, frame)
    columns = with_derived(answered, row.survey_id)
    names = {name: name for name in answered.panel}
    others = [_earlier(one, names) for one in _public(row)]
    gates = gates_of(Questionnaire.from_json(row.edition.questionnaire))
    made = published(answered, columns, frame, weights, [one.past for one in others], gates)
    _keep_weights(row, answered, weights)
    release = Release.objects.create(
        wave=row, population=weights.population, drawn=frame.drawn or answered.n,
        answered=answered.n, out_of_scope=frame.out_of_scope, weighting=weights.report,
        unanswered=_unanswered(answered.columns, gates, made), least=LEAST, is_demo=row.is_demo,
    )  # fmt: skip
    _keep(ReleasedFigure, ({"release": release, **_kept(one)} for one in made))
    here = Side(answered, columns, weights.weights, shown_of(made), weights.report)
    compared = _compare(row, release, here, others)
    _judge(row, release, made, compared)
    row.state = Wave.State.RELEASED
    row.save(update_fields=["state"])
    record(
        by=by, action="surveys.release_wave", subject=f"wave:{row.pk}", answered=answered.n,
        figures=len(made), hidden=sum(bool(one.hidden) for one in made),
    )  # fmt: skip
    return release


def _may_be_released(wave: Wave, *, uncoded: bool) -> None:
    if wave.state == Wave.State.RELEASED:
        raise Refused(
            _("This wave was released already."),
            why=_("Its figures are worked out once, so that nobody learns from what changes."),
        )
    if wave.state != Wave.State.CLOSED:
        raise Refused(
            _("This wave is not closed."),
            why=_("As long as answers can come in, figures are not final."),
            mend=_("Close it first."),
        )
    waiting = left_to_code(wave)
    if waiting and not uncoded:
        raise Refused(
            _("Open answers wait to be coded: %(which)s.")
            % {"which": ", ".join(f"{concept} ({many})" for concept, many in waiting.items())},
            why=_("After the release they cannot be counted any more."),
            mend=_("Code them first, or release without the figures of these questions."),
        )


def _public(wave: Wave) -> list[Release]:
    """What is out already of this survey, the earliest day first: also of later days, where an
    older wave comes in afterwards, since figures of both stand beside each other then."""
    rows = Release.objects.filter(wave__survey=wave.survey_id, is_demo=wave.is_demo)
    return list(rows.select_related("wave__edition").order_by("wave__reference_day", "wave_id"))


def _earlier(release: Release, names: dict[str, str]) -> _Earlier:
    """Its columns packed, so that memory does not grow with the number of waves; the name of a unit
    is kept once for all of them."""
    answered = answers_of(release.wave)
    columns = Packed(with_derived(answered, release.wave.survey_id))
    panel = [names.setdefault(name, name) for name in answered.panel]
    answered = replace(answered, columns={}, panel=panel)
    rows = list(ReleasedFigure.objects.filter(release=release))
    shown: dict[str, set[tuple[str, str]]] = {}
    for one in rows:
        if not one.hidden:
            shown.setdefault(one.concept, set()).add((one.dimension, one.group))
    out = {concept: frozenset(pairs) for concept, pairs in shown.items()}
    return _Earlier(release, Past(answered, columns, out), shown_of(rows))


def _kept(figure: Figure) -> dict[str, Any]:
    kept = asdict(figure)
    del kept["degrees"]
    return kept


def _keep(model: Any, rows: Iterable[Mapping[str, Any]]) -> None:
    model.objects.bulk_create((model(**one) for one in rows), batch_size=AT_ONCE)


def _keep_weights(wave: Wave, answered: Answered, weights: Weights) -> None:
    """There are few different weights: one statement for each, in parts that a database takes."""
    rows = AnswerSheet.objects.filter(wave=wave)
    if weights.are_equal and answered.n:
        rows.filter(completed_at__isnull=False).update(weight=float(weights.weights[0]))
        return
    different, which = np.unique(weights.weights, return_inverse=True)
    for place, weight in enumerate(different):
        numbers = answered.sheets[which == place].tolist()
        for at in range(0, len(numbers), AT_ONCE):
            rows.filter(pk__in=numbers[at : at + AT_ONCE]).update(weight=float(weight))


def _unanswered(
    columns: Mapping[str, Column], gates: Mapping[str, Collection[str]], made: Iterable[Figure]
) -> dict[str, dict[str, int]]:
    """By concept why answers do not count; as one number where a reason has too few, and not at all
    where even that is too few. Of what was asked only: what is worked out of it would tell of each
    part what is held back there. Nor where the answer that leads to a question is not shown: how
    many were not asked tells how many gave another."""
    hidden = {one.concept for one in made if not one.dimension and one.hidden}
    found: dict[str, dict[str, int]] = {}
    for concept, column in columns.items():
        if not hidden.isdisjoint(gates.get(concept, ())):
            continue
        reasons = column.unanswered()
        if any(many < LEAST for many in reasons.values()):
            reasons = {OTHER: sum(reasons.values())}
        if reasons and min(reasons.values()) >= LEAST:
            found[concept] = reasons
    return found


def _compare(
    wave: Wave, release: Release, here: Side, others: Sequence[_Earlier]
) -> dict[int, list[Change]]:
    """By the number of the earlier wave: what changed since."""
    named = [one for one in wave.claims.values_list("since_id", flat=True) if one is not None]
    wanted = {one.pk for one in compared_with(wave, named)}
    found: dict[int, list[Change]] = {}
    for one in others:
        if one.release.pk not in wanted:
            continue
        side = Side(
            one.past.answered, one.past.columns, _weights(one.past.answered), one.figures,
            one.release.weighting,
        )  # fmt: skip
        made = changes(side, here, broken_since(wave, one.release.wave))
        found[one.release.wave_id] = made
        _keep(
            ReleasedChange,
            ({"release": release, "since": one.release, **change.kept()} for change in made),
        )
    return found


def _weights(answered: Answered) -> Floats:
    """As they were kept at its release; 1 of what has none."""
    kept: Floats = np.where(np.isnan(answered.weights), 1.0, answered.weights)
    return kept


def _judge(
    wave: Wave, release: Release, made: Sequence[Figure], compared: Mapping[int, list[Change]]
) -> None:
    claims = list(Claim.objects.filter(wave=wave).select_related("since").order_by("pk"))
    judged = judge_claims(
        claims,
        {(one.concept, one.choice, one.statistic): one for one in made if not one.dimension},
        {
            (since, one.concept, one.choice, one.statistic): one
            for since, rows in compared.items()
            for one in rows
        },
        {
            one.pk: steps_since(wave, one.since, one.concept, one.choice)
            for one in claims
            if one.kind == Claim.Kind.RISING and one.since is not None
        },
    )
    ReleasedClaim.objects.bulk_create(
        [
            ReleasedClaim(release=release, **{name: getattr(one, name) for name in one.__slots__})
            for one in judged
        ]
    )
