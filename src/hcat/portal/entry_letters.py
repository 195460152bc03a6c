# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A week before a vacancy ends: whoever entered it is asked whether it is still open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from hcat.agenda.api import the_agenda
from hcat.correspondence.api import MailKind, enqueue, make_link
from hcat.foundation.api import Actor, today
from hcat.parties.api import locked_person, names_of

from .letters import SCOPE
from .models import Claim, Entry
from .queries.entries import ending

SYSTEM = Actor.system("portal")
KIND = MailKind("portal.entry_ends", is_transactional=True)
LASTS = timedelta(days=60)


def ask_whether_open() -> int:
    """One mail to each person for each company, about each last day once. Returns how many. Safe
    to run twice: what was told is noted in the transaction of its mail."""
    to_ask: dict[tuple[int, int], list[int]] = defaultdict(list)
    for one in ending():
        if one.person_id is not None and one.told_of != one.advert.closes:
            to_ask[one.person_id, one.advert.source.organisation_id].append(one.pk)
    return sum(_ask(person, company, numbers) for (person, company), numbers in to_ask.items())


@transaction.atomic
def _ask(person_id: int, company: int, numbers: Sequence[int]) -> bool:
    person = locked_person(person_id)
    rows = list(
        Entry.objects.filter(pk__in=numbers, person_id=person_id, advert__closed_at__isnull=True)
        .select_related("advert__source__organisation")
        .order_by("advert__closes", "pk")
    )
    if person is None or not person.mail or not rows:
        return False
    organisation = rows[0].advert.source.organisation
    where = _where(person, organisation)
    if not where:
        return False
    for one in rows:
        one.told_of = one.advert.closes
    Entry.objects.bulk_update(rows, ["told_of"])
    name = names_of([company]).get(company, "")
    with override(person.language):
        subject = ngettext(
            "Is this vacancy still open?", "Are these %(number)d vacancies still open?", len(rows)
        ) % {"number": len(rows)}
        enqueue(
            person_id=person.pk, kind=KIND, subject=subject, body=_body(rows, name, where),
            dedupe_key="portal.entry_ends:"
            + ",".join(f"{one.pk}-{one.told_of:%Y%m%d}" for one in rows)[:150]
            + f":{today():%Y%m%d}",
            by=SYSTEM,
        )  # fmt: skip
    return True


def _where(person: Any, organisation: Any) -> str:
    """The page on which this person says so; empty for who no longer may."""
    if Claim.objects.filter(
        organisation=organisation, person_id=person.pk, ended_at__isnull=True
    ).exists():
        token = make_link(
            person_id=person.pk,
            scope=SCOPE,
            subject=f"organisation:{organisation.key}",
            lasts=LASTS,
            by=SYSTEM,
        )
        path = reverse("portal:own-vacancies", args=[token])
    elif person.user_id is not None:
        path = reverse("portal:entries", args=[organisation.key])
    else:
        return ""
    return f"{settings.SITE_URL}{path}"


def _body(rows: Sequence[Entry], company: str, where: str) -> str:
    agenda = the_agenda()
    told = [
        _("%(title)s: until %(day)s")
        % {"title": one.advert.title, "day": date_format(one.advert.closes, "DATE_FORMAT")}
        for one in rows
        if one.advert.closes is not None
    ]
    return (
        "\n\n".join(
            [
                _("You entered this for %(company)s, and it ends soon:") % {"company": company},
                "\n".join(told),
                _("Still open? One click there keeps it for six weeks more:") + f"\n{where}",
                _("Filled, or no longer needed? Close it there. If you do nothing, it closes by "
                  "itself after its last day."),
                str(agenda.sheet.title) if agenda else "HCAT",
            ]
        )
        + "\n"
    )  # fmt: skip
