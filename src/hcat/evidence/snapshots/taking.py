# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Taking a snapshot: what the standing of all results rested on, written down.

The content, as JSON values; a text is one per language, since wording may change later::

    {"format": 1, "as_of": day, "known_on": moment, "release": text, "languages": ["nl", …],
     "summary": {"counts": {verdict: number}, "sentence": text, "rests_on_demo": bool},
     "sheets": [{"kind", "key", "version", "valid_from"}],     # of the agenda, as they were used
     "results": [{"key", "point", "title", "version", "verdict", "probability", "sentence",
                  "leading": key of the target that decides, "rests_on_demo",
                  "targets": [{"key", "promise": the sheet's target, "in_force", "verdict",
                               "reason", "probability", "judgement": all its facts, "aim",
                               "sentence", "to_settle", "baseline": estimate or null,
                               "figures": [id], "proxies": [id], "parts": [id],
                               "conditions": [{"title", "verdict", "sentence", "figures": [id]}]
                              }]}],
     "figures": {id: {"measure", "title", "group", "part": what that is called, "result",
                      "target", "condition", "estimate", "source_key", "note", "recorded_at",
                      "code_version", "supersedes", "is_demo"}},
     "findings": [{"id", "result", "target", "assessor", "judged_on", "findings", "source"}]}

`verdict`, `reason` are the words of numerics; `estimate` is `Estimate.to_dict()` as it was stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from hcat.agenda.api import Item, items, the_agenda
from hcat.evidence.measuring.published import series_of
from hcat.evidence.measuring.storing import in_batches
from hcat.evidence.models import AssessorFinding, Observation
from hcat.evidence.queries import standing, summarise
from hcat.evidence.verdicts.standing import (
    ConditionStanding,
    RecordedFigure,
    ResultStanding,
    TargetStanding,
)
from hcat.evidence.words import phrases
from hcat.foundation.api import Actor, Refused, Translated, now, record, release, today
from hcat.parties.api import require

from .models import Snapshot, fingerprint, plain

FORMAT = 1
LANGUAGES = ("nl", "en", "de")
"""In which every sentence is kept: those of the interface."""


@transaction.atomic
def take_snapshot(
    *, by: Actor, as_of: date, known_on: datetime | None = None, is_demo: bool = False
) -> Snapshot:
    """Write down how every result stood on a day, by what had been recorded at a moment (now).

    Refused for a day or a moment to come and where there is no agenda yet; NotAllowed for a person
    without the right to have results evaluated. `is_demo`: it goes with the demonstration.
    """
    require(by, "evidence.evaluate")
    snapshot = draft_snapshot(as_of=as_of, known_on=known_on)
    snapshot.is_demo = is_demo
    snapshot.save(force_insert=True)
    record(
        by=by,
        action="evidence.snapshot_taken",
        subject=f"snapshot:{snapshot.pk}",
        as_of=as_of.isoformat(),
        results=len(snapshot.content["results"]),
        figures=len(snapshot.content["figures"]),
    )
    return snapshot


def draft_snapshot(*, as_of: date, known_on: datetime | None = None) -> Snapshot:
    """What a snapshot would hold, to be held against another before it is taken. Not stored, and
    refused as that is.
    """
    moment = now()
    known = moment if known_on is None else known_on
    if as_of > today() or known > moment:
        raise Refused(
            _("A snapshot of what is still to come cannot be taken."),
            why=_("Nobody knows yet how it will stand."),
            mend=_("Give today or an earlier day."),
        )
    agenda = the_agenda(as_of, known_on=known_on)
    if agenda is None:
        raise Refused(
            _("There is no agenda of that day to take a snapshot of."),
            why=_("It was adopted or recorded later, or was never loaded."),
            mend=_("Choose a later day."),
        )
    results = standing(as_of=as_of, known_on=known_on)
    content = plain(_content(results, agenda, as_of, known_on))
    content["known_on"] = known.isoformat()
    return Snapshot(
        as_of=as_of,
        known_on=known,
        taken_at=moment,
        release=release(),
        content=content,
        fingerprint=fingerprint(content),
    )


def _content(
    results: list[ResultStanding], agenda: Item[Any], as_of: date, known_on: datetime | None
) -> dict[str, Any]:
    total = summarise(results, as_of=as_of)
    used = _used(results)
    figures = dict(_figures(used))
    return {
        "format": FORMAT,
        "as_of": as_of.isoformat(),
        "release": release(),
        "languages": list(LANGUAGES),
        "summary": {
            "counts": {verdict.value: number for verdict, number in total.counts.items()},
            "sentence": _texts(total.sentence),
            "rests_on_demo": total.rests_on_demo,
        },
        "sheets": [_sheet(agenda), *_sheets(results, used.values(), as_of, known_on)],
        "results": [_result(one) for one in results],
        "figures": figures,
        "findings": _findings(as_of, known_on),
    }


def _texts(say: Callable[[], object]) -> dict[str, str]:
    """What is said, in every language."""
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            found[language] = str(say())
    return found


def _title(text: object) -> dict[str, str] | str:
    return text.dump() if isinstance(text, Translated) else _texts(lambda: text)


def _used(results: list[ResultStanding]) -> dict[int, RecordedFigure]:
    """Every figure that some target looks at, by id: direct, of a condition, near, of a part."""
    return {
        figure.id: figure
        for result in results
        for target in result.targets
        for figure in (
            *target.figures,
            *(one for part in target.conditions for one in part.figures),
            *target.proxies,
            *target.parts,
        )
    }


def _result(one: ResultStanding) -> dict[str, Any]:
    leading = one.leading
    return {
        "key": one.key,
        "point": one.item.sheet.point,
        "title": _title(one.item.sheet.title),
        "version": one.item.version_id,
        "verdict": one.verdict.value,
        "probability": leading.judgement.probability,
        "sentence": _texts(one.sentence),
        "leading": leading.target.key,
        "rests_on_demo": one.rests_on_demo,
        "targets": [_target(target) for target in one.targets],
    }


def _target(one: TargetStanding) -> dict[str, Any]:
    base = one.baseline.estimate
    return {
        "key": one.target.key,
        "promise": one.target.model_dump(mode="json"),
        "in_force": one.in_force,
        "verdict": one.verdict.value,
        "reason": one.judgement.reason.value,
        "probability": one.judgement.probability,
        "judgement": one.judgement.to_dict(),
        "aim": _texts(lambda: phrases.aim(one.spec)),
        "sentence": _texts(one.sentence),
        "to_settle": _texts(one.to_settle),
        "baseline": base.to_dict() if base else None,
        "figures": [figure.id for figure in one.figures],
        "proxies": [figure.id for figure in one.proxies],
        "parts": [figure.id for figure in one.parts],
        "conditions": [_condition(part) for part in one.conditions],
    }


def _condition(part: ConditionStanding) -> dict[str, Any]:
    return {
        "title": _title(part.title),
        "verdict": part.verdict.value,
        "sentence": _texts(part.sentence),
        "figures": [figure.id for figure in part.figures],
    }


def _figures(used: dict[int, RecordedFigure]) -> Iterator[tuple[str, dict[str, Any]]]:
    for batch in in_batches(used):
        rows = Observation.objects.filter(pk__in=batch).defer("inputs", "recorded_by")
        for row in rows.order_by("pk"):
            yield str(row.pk), _figure(row, used[row.pk])


def _figure(row: Observation, shown: RecordedFigure) -> dict[str, Any]:
    return {
        "measure": row.measure,
        "title": _title(shown.title),
        "group": row.group,
        "part": _title(shown.part) if shown.part else "",
        "result": row.result,
        "target": row.target,
        "condition": row.condition,
        "estimate": row.estimate.to_dict(),
        "source_key": row.source_key,
        "note": row.note,
        "recorded_at": row.recorded_at.isoformat(),
        "code_version": row.code_version,
        "supersedes": row.supersedes_id,
        "is_demo": row.is_demo,
    }


def _findings(as_of: date, known_on: datetime | None) -> list[dict[str, Any]]:
    found = AssessorFinding.objects.filter(judged_on__lte=as_of)
    if known_on is not None:
        found = found.filter(recorded_at__lte=known_on)
    rows = list(found.defer("recorded_by"))
    later = {row.supersedes_id for row in rows}
    return [
        {
            "id": row.pk,
            "result": row.result,
            "target": row.target,
            "assessor": row.assessor,
            "judged_on": row.judged_on.isoformat(),
            "findings": row.findings,
            "source": row.source,
        }
        for row in rows
        if row.pk not in later
    ]


def _sheets(
    results: list[ResultStanding],
    figures: Iterable[RecordedFigure],
    as_of: date,
    known_on: datetime | None,
) -> Iterator[dict[str, Any]]:
    """Which version of each sheet was read: results, their points, series, sources and bodies."""
    points = {one.item.sheet.point for one in results}
    bodies = {target.target.assessor for one in results for target in one.targets}
    used = list(figures)
    series = {series_of(one.measure) for one in used}
    sources = {one.source.key for one in used if one.source}
    yield from (_sheet(one.item) for one in results)
    for kind, keys in (
        ("point", points), ("body", bodies), ("series", series), ("source", sources),
    ):  # fmt: skip
        for item in items(kind, as_of=as_of, known_on=known_on):
            if item.key in keys:
                yield _sheet(item)


def _sheet(item: Item[Any]) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "key": item.key,
        "version": item.version_id,
        "valid_from": item.valid_from.isoformat(),
    }
