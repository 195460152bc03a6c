# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The mail with which somebody writes the profile of a company. Nothing in it was typed by whoever
asked for it: it may reach somebody who did not ask."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from hcat.agenda.api import the_agenda
from hcat.correspondence.api import MailKind, enqueue, make_link, outbox
from hcat.foundation.api import Actor, today

SCOPE = "company"
LASTS = timedelta(days=180)
KIND = MailKind("portal.claim", is_transactional=True)


def send_link(person: Any, *, claim: int, key: str, company: str, by: Actor) -> bool:
    """A new link to the profile of a company, at most one a day. False where it left already."""
    which = f"portal.claim:{claim}:{person.key}:{today():%Y-%m-%d}"
    if outbox(person_id=person.pk).filter(dedupe_key=which).exists():
        return False
    token = make_link(
        person_id=person.pk, scope=SCOPE, subject=f"organisation:{key}", lasts=LASTS, by=by
    )
    agenda = the_agenda()
    with translation.override(person.language):
        told = {
            "company": company,
            "site": str(agenda.sheet.title) if agenda else "HCAT",
            "address": f"{settings.SITE_URL}{reverse('portal:own-profile', args=[token])}",
            "days": LASTS.days,
        }
        enqueue(
            person_id=person.pk,
            kind=KIND,
            subject=_("The profile of %(company)s") % told,
            body=_(
                "Hello,\n\n"
                "With this link you write the profile of %(company)s in %(site)s: what it makes, "
                "which languages are spoken, what it offers.\n\n%(address)s\n\n"
                "The link is yours alone and works for %(days)d days. You need no account. Did "
                "you not ask for it? Then you need not do anything.\n"
            )
            % told,
            dedupe_key=which,
            by=by,
        )
    return True
