# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The outlines of the region's municipalities taken in from a public file."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, Refused, record
from hcat.parties.api import known_places, require
from hcat.portal.models import Outline
from hcat.portal.outline_files import read_outlines


@transaction.atomic
def import_outlines(*, by: Actor, path: Path) -> tuple[list[str], list[str]]:
    """Take in the outlines of the municipalities of the region, in place of those that were there.

    Returns the names of those that were found, and of those that the file does not have. Raises
    `Refused`: nothing is changed then.
    """
    require(by, "portal.edit")
    places = known_places()
    if not places:
        raise Refused(
            _("It is not known yet which municipalities the region has."),
            mend=_("Load the agenda of the region first."),
        )
    found = {code: rings for code, rings in read_outlines(path).items() if code in places}
    if not found:
        raise Refused(
            _("%(file)s has no municipality of the region.") % {"file": path.name},
            why=_("None of its codes is one of ours, such as %(code)s.") % {"code": min(places)},
            mend=_("Take a file of municipalities, each with its code."),
        )
    Outline.objects.all().delete()
    Outline.objects.bulk_create(
        Outline(code=code, rings=rings, source=path.name[:300]) for code, rings in found.items()
    )
    record(by=by, action="portal.outlines_imported", subject="outlines", number=len(found))
    names = [places[code] for code in found]
    return sorted(names), sorted(name for code, name in places.items() if code not in found)
