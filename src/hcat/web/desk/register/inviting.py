# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""An invitation: an account with a role, and the mail that tells about it; both or neither."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from hcat.agenda.api import the_agenda
from hcat.correspondence.api import MailKind, enqueue
from hcat.foundation.api import Actor, today
from hcat.parties.api import ROLE_NAMES, invite

from .scopes import Scopes

INVITATION = MailKind("invitation", is_transactional=True)
"""Someone who is let in needs to know it; outside the contact budget."""


@transaction.atomic
def invite_by_mail(*, name: str, mail: str, role: str, scope: str, language: str, by: Actor) -> str:
    """Give an account and a role, and queue the mail, in the language of its reader. Returns the
    key of the person."""
    person = invite(name=name, mail=mail, role=role, scope=scope, language=language, by=by)
    with translation.override(person.language):
        agenda = the_agenda()
        site = str(agenda.sheet.title) if agenda else "HCAT"
        enqueue(
            person_id=person.pk,
            kind=INVITATION,
            subject=_("You take part in %(site)s") % {"site": site},
            body=_text()
            % {
                "name": person.name,
                "site": site,
                "role": ROLE_NAMES[role],
                "about": Scopes().name(scope),
                "address": settings.SITE_URL + reverse("account_login"),
                "mail": person.mail,
                "by": by.name if by.user_id else _("The programme office"),
            },
            dedupe_key=f"invitation:{person.key}:{role}:{scope}:{today().isoformat()}",
            by=by,
        )
    return str(person.key)


def _text() -> str:
    return _(
        "Dear %(name)s,\n"
        "\n"
        "%(by)s has invited you to take part in %(site)s as %(role)s, for %(about)s.\n"
        "\n"
        "You can sign in here:\n"
        "%(address)s\n"
        "\n"
        "Fill in your mail address, %(mail)s. You do not need a password: each time you get a mail "
        "with a code, which you type on the page within a quarter of an hour.\n"
        "\n"
        "If you did not expect this, you need not do anything.\n"
    )
