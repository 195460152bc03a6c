# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A tiny agenda of a region that does not exist, put straight into the database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from hcat.agenda.models import Change, Element, Version
from hcat.agenda.schema import as_stored
from hcat.evidence.many_figures import Entry, Look, write
from hcat.foundation.api import Actor

ADOPTED = date(2012, 5, 1)

AGENDA = {
    "key": "overmaas",
    "title": "Agenda Overmaas",
    "short": "AO",
    "region": "Overmaas",
    "summary": "An invented agenda.",
    "thought": "Measure first.",
    "languages": ["nl", "en", "de"],
    "adopted": "2012-05-01",
    "periods": [{"key": "first", "title": "First", "start": "2012-01-01", "end": "2016-12-31"}],
    "levels": ["hbo"],
    "places": [{"code": "GM9999", "name": "Overstad"}],
}
SOURCE = {
    "key": "counts",
    "title": {"nl": "Tellingen", "en": "Counts", "de": "Zählungen"},
    "publisher": "Bureau Overmaas",
    "published": "2021",
    "quality": "published",
}
BODY = {
    "key": "board",
    "order": 1,
    "title": {"nl": "de stuurgroep", "en": "the steering group", "de": "der Lenkungskreis"},
    "type": "steering",
}


def put(kind: str, data: dict[str, Any], *, on: date = ADOPTED) -> Version:
    """Store a sheet from a day on, closing the version that stood; rules made later let it be."""
    sheet = as_stored(kind, data)
    element, _ = Element.objects.get_or_create(kind=kind, key=sheet.key)
    Version.objects.filter(element=element, valid_until=None).update(valid_until=on)
    change = Change.objects.create(
        kind="adopted", effective_on=on, reason="for a test", recorded_by="test"
    )
    return Version.objects.create(
        element=element,
        change=change,
        valid_from=on,
        data=sheet.model_dump(mode="json"),
        status=getattr(sheet, "status", ""),
        sort=f"{getattr(sheet, 'order', getattr(sheet, 'number', 0)):06d}",
    )


def put_agenda() -> None:
    put("agenda", AGENDA)
    put("source", SOURCE)
    put("body", BODY)


def target(key: str = "t", **fields: Any) -> dict[str, Any]:
    return {
        "key": key,
        "kind": "at_least",
        "title": {"nl": "Minstens 40%", "en": "At least 40%", "de": "Mindestens 40%"},
        "indicator": {"nl": "aandeel techniek", "en": "share of technology", "de": "Technikanteil"},
        "unit": "percent",
        "deadline": "2020-12-31",
        **fields,
    }


def put_result(
    key: str = "choice",
    *,
    targets: Iterable[dict[str, Any]] = (),
    on: date = ADOPTED,
    order: int = 1,
) -> Version:
    data = {
        "key": key,
        "point": "education",
        "order": order,
        "title": {"nl": "Keuze voor techniek", "en": "Choice of technology"},
        "targets": list(targets) or [target(value=40)],
        "to_settle": {
            "nl": "Volg de leerlingen",
            "en": "Follow the pupils",
            "de": "Schüler folgen",
        },
    }
    return put("result", data, on=on)


def figure(year: int, value: float | None = None, **fields: Any) -> dict[str, Any]:
    return {
        "start": f"{year}-01-01",
        "end": f"{year}-12-31",
        "value": value,
        "source": "counts",
        "quality": "published",
        **fields,
    }


def share(year: int, part: int, whole: int, **fields: Any) -> dict[str, Any]:
    return figure(year, 100 * part / whole, numerator=part, denominator=whole, **fields)


def put_series(
    key: str = "first-years",
    *,
    figures: Iterable[dict[str, Any]],
    on: date = ADOPTED,
    **fields: Any,
) -> Version:
    data = {
        "key": key,
        "title": {"nl": "eerstejaars hbo", "en": "HBO first-years", "de": "HBO-Erstsemester"},
        "unit": "percent",
        "area": "Overmaas",
        "method": {"nl": "geteld", "en": "counted", "de": "gezählt"},
        "topic": "education",
        "figures": list(figures),
        **fields,
    }
    return put("series", data, on=on)


def put_initiative(
    number: int, status: str = "running", *, on: date = ADOPTED, **fields: Any
) -> Version:
    data = {
        "key": f"initiative-{number}",
        "number": number,
        "name": f"Initiative {number}",
        "status": status,
        "placements": ["a"],
        **fields,
    }
    return put("initiative", data, on=on)


def record_together(*, by: Actor, entries: Sequence[Entry]) -> int:
    """Stores figures at once, as approving a batch does; raises the refusal of the first."""
    look = Look(by, entries)
    for error in look.refusals().values():
        raise error
    return write(look)
