# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What holds a company off from having people asked again and again whether they may be shown."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils.crypto import salted_hmac
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hcat.correspondence.api import outbox
from hcat.foundation.api import Refused, Term, end_of, now, today
from hcat.portal.models import Host, HostRefusal

KEPT = Term(years=1)
"""How long a no is remembered."""
MOST_PEOPLE = 10
"""Different people of one company who are asked in a week: as many as it may name."""
MOST_MAILS = 2
"""To one person in a week: the second is for who was taken off and named again, and whose first
link works no longer."""
_SALT = "hcat.portal.host_refusal"


def fingerprint_of(mail: str) -> str:
    """Of an address, by a key that is not in the database."""
    return salted_hmac(_SALT, mail.strip().casefold(), algorithm="sha256").hexdigest()


def refusals_of(mail: str) -> Any:
    """The companies to which this address said no, and still counts."""
    return HostRefusal.objects.filter(fingerprint=fingerprint_of(mail)).select_related(
        "organisation"
    )


def remember_refusal(host: Host) -> None:
    """A later no counts from then."""
    if host.person.mail:
        HostRefusal.objects.update_or_create(
            organisation=host.organisation,
            fingerprint=fingerprint_of(host.person.mail),
            defaults={"refused_at": now()},
        )


def hold_to_a_no(company: Any, person: Any) -> None:
    """Raises `Refused` where this person said no to this company within the term."""
    found = refusals_of(person.mail).filter(organisation=company).first()
    if found is None or found.refused_at < end_of(KEPT.over_since(today())):
        return
    raise Refused(
        _("This person does not want to be shown here."),
        why=_("They said so on %(day)s, and are not asked again for a year.")
        % {"day": date_format(localdate(found.refused_at), "DATE_FORMAT")},
        mend=_("Name somebody else."),
    )


def next_week() -> date:
    """Its first day, from which on people are asked again."""
    return today() + timedelta(days=7 - today().weekday())


def which_mail(host: Host) -> str:
    """The mail of this week that asks this person; named anew, they get one anew, as the link of
    the one before works no longer. Raises `Refused` where a company had enough asked."""
    year, week, _day = today().isocalendar()
    company = f"portal.host:{host.organisation_id}:{year}-{week}:"
    this = f"{company}{host.person_id}:{host.key}"
    asked = outbox().filter(dedupe_key__startswith=company).exclude(dedupe_key=this)
    later = _("Name them from %(day)s on.") % {"day": date_format(next_week(), "DATE_FORMAT")}
    if asked.filter(person_id=host.person_id).count() >= MOST_MAILS:
        raise Refused(
            _("This person cannot be named again this week."),
            why=_("They were asked by mail %(number)d times already.") % {"number": MOST_MAILS},
            mend=later,
        )
    others = asked.exclude(person_id=host.person_id).values("person_id").distinct()
    if others.count() >= MOST_PEOPLE:
        raise Refused(
            _("Nobody else of this company can be named this week."),
            why=_("%(number)d people were asked by mail already.") % {"number": MOST_PEOPLE},
            mend=later,
        )
    return this
