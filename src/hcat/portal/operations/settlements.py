# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where towns and villages lie, taken in from a public list."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hcat.foundation.api import Actor, Limits, Refused, TableFile, now, read_table, record
from hcat.parties.api import require
from hcat.portal.models import Settlement, Vacancy
from hcat.portal.searching.analysing import words_of

LIMITS = Limits(
    size_mb=50,
    unpacked_mb=300,
    in_parts=gettext_lazy("Take the places of the country only."),
    when_empty=gettext_lazy("The first row holds the headings: name, latitude and longitude."),
)
NAMES = {
    "name": {"name", "naam", "plaats", "woonplaats", "place", "city", "ort", "ortsname"},
    "latitude": {"latitude", "lat", "breedtegraad", "breedte", "breitengrad"},
    "longitude": {"longitude", "lon", "lng", "long", "lengtegraad", "lengte", "laengengrad"},
}
BATCH = 1000
PLACES_FILE = "portal/places.csv"
"""Of the folder of an agenda: the places of its region."""


@transaction.atomic
def import_settlements(*, by: Actor, path: Path) -> int:
    """Take in a list of places, in place of the one before. Returns how many.

    `path`: a CSV or XLSX file with a name, degrees north and degrees east in each row. Raises
    `Refused`, naming the row: nothing is changed then.
    """
    require(by, "portal.edit")
    table = read_table(path, LIMITS, heading=_heading)
    lacking = [name for name in NAMES if name not in table.headings]
    if lacking:
        raise Refused(
            _("%(file)s is no list of places.") % {"file": table.file},
            why=_("It lacks: %(names)s.") % {"names": ", ".join(lacking)},
            mend=str(LIMITS.when_empty),
        )
    Settlement.objects.all().delete()
    rows, made = _settlements(table), 0
    while batch := list(islice(rows, BATCH)):
        Settlement.objects.bulk_create(batch)
        made += len(batch)
    if not made:
        raise Refused(
            _("%(file)s is no list of places.") % {"file": table.file},
            why=_("It has no row with a place."),
            mend=str(LIMITS.when_empty),
        )
    # The index holds where they lie: it looks at all that is open once more.
    Vacancy.objects.filter(closed_at__isnull=True).update(changed_at=now())
    record(by=by, action="portal.places_imported", subject="portal:places", number=made)
    return made


def _heading(cell: str) -> str:
    told = " ".join(words_of(cell))
    return next((name for name, words in NAMES.items() if told in words), "")


def _settlements(table: TableFile) -> Iterator[Settlement]:
    for row in table.rows:
        name = str(row.cells["name"] or "").strip()
        at = _degrees(row.cells["latitude"], 90), _degrees(row.cells["longitude"], 180)
        if not name or at[0] is None or at[1] is None:
            raise Refused(
                _("Row %(row)d of %(file)s has no place.")
                % {"row": row.number, "file": table.file},
                why=_("A place has a name, degrees north and east: Voorbeeldstad, 52.5, 6.5."),
                mend=_("Correct the row, or take it out."),
            )
        yield Settlement(
            name=name[:120], folded=" ".join(words_of(name))[:120],
            latitude=at[0], longitude=at[1],
        )  # fmt: skip


def _degrees(cell: object, most: float) -> float | None:
    try:
        found = float(str(cell).strip().replace(",", "."))
    except ValueError:
        return None
    return found if abs(found) <= most else None
