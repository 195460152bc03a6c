# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The register of recognised sponsors taken in; and a name in it found to be a company or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hcat.foundation.api import (
    Actor,
    Limits,
    Refused,
    TableFile,
    Unread,
    read_table,
    record,
    today,
)
from hcat.parties.api import kvk_number, name_key, require
from hcat.portal.models import Sponsor, SponsorCheck, SponsorList

LIMITS = Limits(
    size_mb=20,
    unpacked_mb=200,
    in_parts=gettext_lazy("Take the list of the immigration service as it is, nothing else."),
    when_empty=gettext_lazy("The first row holds the headings: name and KvK number."),
)
NAMES = {"name", "naam", "organisation", "organisatie"}
NUMBERS = {"kvk", "kvk nummer", "kvk number", "kvknummer", "kvk no"}
BATCH = 1000
STAYS = 0.8
"""From one register to the next at least this share of the lines stays: a file with fewer was cut
off, or is a part."""


@transaction.atomic
def import_sponsors(
    *, by: Actor, path: Path, as_of: date | None = None, anyway: bool = False
) -> SponsorList:
    """Take in the register in place of the one before: who left it is no sponsor any more.

    `path`: a CSV or XLSX file with a name and a KvK number in each row. `as_of`: the day of the
    register, without it today. `anyway`: also where it is older or much shorter than the one
    before. Raises `Refused`: nothing is changed then.
    """
    require(by, "portal.edit")
    day = as_of or today()
    if day > today():
        raise Refused(
            _("A register of a day to come cannot be."), mend=_("Give the day it was published.")
        )
    before = SponsorList.objects.select_for_update().first()
    if before is not None and day < before.as_of and not anyway:
        raise Refused(
            _("This register is older than the one that stands here, of %(day)s.")
            % {"day": date_format(before.as_of, "DATE_FORMAT")},
            why=_("Who was added since would no longer be a sponsor."),
            mend=_("Take a newer file, or say --anyway if the other one was wrong."),
        )
    table = read_table(path, LIMITS, heading=_heading)
    if not {"name", "kvk"} <= set(table.headings):
        raise Refused(
            _("%(file)s is not the register of recognised sponsors.") % {"file": table.file},
            why=_("It has no columns with a name and a KvK number."),
            mend=_("The first row holds the headings: name and KvK number."),
        )
    Sponsor.objects.all().delete()
    rows, made = _sponsors(table), 0
    while batch := list(islice(rows, BATCH)):
        Sponsor.objects.bulk_create(batch)
        made += len(batch)
    unread = Sponsor.objects.filter(kvk="").count()
    if not made or unread * 2 > made:
        raise Refused(
            _("%(file)s is not the register of recognised sponsors.") % {"file": table.file},
            why=_("Of %(rows)d rows, %(unread)d have no KvK number that can be read.")
            % {"rows": made, "unread": unread},
            mend=_("Look whether the columns are what their headings say."),
        )
    if before is not None and made < before.rows * STAYS and not anyway:
        raise Refused(
            _("%(file)s has %(rows)d sponsors, where there were %(before)d.")
            % {"file": table.file, "rows": made, "before": before.rows},
            why=_("A register that is so much shorter was cut off, or is a part of it."),
            mend=_("Take the whole file, or say --anyway if so many left it."),
        )
    SponsorList.objects.all().delete()
    kept = SponsorList.objects.create(as_of=day, file=table.file[:300], rows=made, unread=unread)
    record(
        by=by,
        action="portal.sponsors_imported",
        subject="sponsors",
        rows=made,
        unread=unread,
        as_of=day.isoformat(),
    )
    return kept


def _heading(text: str) -> str:
    plain = " ".join(re.sub(r"[^a-z]+", " ", text.lower()).split())
    return "name" if plain in NAMES else "kvk" if plain in NUMBERS else plain


def _sponsors(table: TableFile) -> Iterator[Sponsor]:
    for row in table.rows:
        name = _text(row.cells.get("name"))[:300]
        if not name:
            continue
        try:
            kvk = kvk_number(_text(row.cells.get("kvk")))
        except ValueError:
            kvk = ""
        yield Sponsor(name=name, name_key=name_key(name)[:300], kvk=kvk)


def _text(cell: Any) -> str:
    if cell is None or isinstance(cell, Unread):
        return ""
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
    return " ".join(text.replace("\x00", "").split())


@transaction.atomic
def check_sponsor(*, by: Actor, organisation: Any, is_same: bool) -> SponsorCheck:
    """Whether this company is the one of its name in the register: what a person found out.
    `organisation`: the row of the register of organisations that was proposed."""
    company = organisation.organisation
    require(by, "portal.edit", f"organisation:{company.key}")
    made, _is_new = SponsorCheck.objects.update_or_create(
        organisation=company,
        name_key=organisation.name_key,
        defaults={"answer": "same" if is_same else "another", "checked_by_id": by.user_id},
    )
    record(
        by=by,
        action="portal.sponsor_checked",
        subject=f"organisation:{company.key}",
        answer=made.answer,
    )
    return made


@transaction.atomic
def forget_sponsor_check(check: SponsorCheck, *, by: Actor) -> None:
    """The answer was wrong: the name is proposed anew."""
    subject = f"organisation:{check.organisation.key}"
    require(by, "portal.edit", subject)
    check.delete()
    record(by=by, action="portal.sponsor_check_forgotten", subject=subject)
