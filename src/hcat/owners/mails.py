# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The mails to owners, in the language of their reader: asking, asking back, a new link."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hcat.agenda.api import Item, the_agenda
from hcat.correspondence.api import MailKind, enqueue, make_link, outbox
from hcat.foundation.api import Actor, now, today

from .models import SheetUpdate
from .queries import sheet_of

SCOPE = "owners.sheet"
LASTS = timedelta(days=30)
ASK = MailKind("owners.ask")
ASK_BACK = MailKind("owners.ask_back", is_transactional=True)
LEFT = MailKind("owners.left", is_transactional=True)
GOES_ON = MailKind("owners.goes_on", is_transactional=True)
NEW_LINK = MailKind("owners.new_link", is_transactional=True)


def ask_by_mail(
    *, person: Any, initiatives: Sequence[Item[Any]], is_reminder: bool, by: Actor
) -> None:
    """One mail with a link for each of these initiatives."""
    with translation.override(person.language):
        subject = ngettext(
            "Is what we know of your initiative still right?",
            "Is what we know of your initiatives still right?",
            len(initiatives),
        )
        if is_reminder:
            subject = _("A reminder: %(subject)s") % {"subject": subject}
        _send(
            person, ASK, subject, f"{_ask_text(is_reminder=is_reminder)}\n\n%(links)s\n\n{_end()}",
            initiatives, by,
        )  # fmt: skip


def asked_back_by_mail(*, update: SheetUpdate, person: Any, by: Actor) -> None:
    """The manager's question, in the manager's own words, and a link."""
    with translation.override(person.language):
        text = _(
            "Dear %(name)s,\n"
            "\n"
            "Thank you for bringing the sheet of your initiative up to date. We have one question "
            "before we take it over:\n"
            "\n"
            "%(question)s\n"
            "\n"
            "What you filled in is still there. Change what is needed and send it in again:"
        ).replace("%(question)s", update.question.replace("%", "%%"))
        _send(
            person, ASK_BACK, _("A question about the sheet of your initiative"),
            f"{text}\n\n%(links)s\n\n{_end()}", [sheet_of(update.initiative)], by,
        )  # fmt: skip


def left_by_mail(*, update: SheetUpdate, person: Any, reason: str, by: Actor) -> None:
    """What was sent in is not taken over, and why, in the manager's own words."""
    with translation.override(person.language):
        text = _(
            "Dear %(name)s,\n"
            "\n"
            "Thank you for sending in the sheet of %(initiative)s. We have left the sheet as it "
            "was, for this reason:\n"
            "\n"
            "%(reason)s\n"
            "\n"
            "You need not do anything. If this is not right, please answer this mail.\n"
        )
        enqueue(
            person_id=person.pk,
            kind=LEFT,
            subject=_("The sheet of your initiative stays as it was"),
            body=text
            % {
                "name": person.name,
                "initiative": sheet_of(update.initiative).sheet.name,
                "reason": reason,
            },
            dedupe_key=f"{LEFT.name}:{person.key}:{update.pk}",
            by=by,
        )


def goes_on_by_mail(*, update: SheetUpdate, person: Any, reason: str, by: Actor) -> None:
    """The owner said that it has stopped; it goes on, and why, in the manager's own words."""
    with translation.override(person.language):
        text = _(
            "Dear %(name)s,\n"
            "\n"
            "You told us that %(initiative)s has stopped. In the register it goes on, for this "
            "reason:\n"
            "\n"
            "%(reason)s\n"
            "\n"
            "You need not do anything. If this is not right, please answer this mail.\n"
        )
        enqueue(
            person_id=person.pk,
            kind=GOES_ON,
            subject=_("Your initiative goes on in the register"),
            body=text
            % {
                "name": person.name,
                "initiative": sheet_of(update.initiative).sheet.name,
                "reason": reason,
            },
            dedupe_key=f"{GOES_ON.name}:{person.key}:{update.pk}",
            by=by,
        )


def new_link_by_mail(*, person: Any, initiative: Item[Any], by: Actor) -> None:
    """A new link for whoever asked for one on the page of an old link."""
    with translation.override(person.language):
        text = _(
            "Dear %(name)s,\n"
            "\n"
            "You asked for a new link to the sheet of your initiative. Here it is:"
        )
        _send(
            person, NEW_LINK, _("A new link to the sheet of your initiative"),
            f"{text}\n\n%(links)s\n\n{_end()}", [initiative], by,
        )  # fmt: skip


def was_sent_lately(person: Any, kind: MailKind, initiative: Item[Any]) -> bool:
    """Whether a mail of this kind about this one initiative was asked for within a day."""
    found = outbox(person_id=person.pk, kind=kind.name).exclude(state="cancelled")
    named = _named(kind, person, [initiative])
    since = now() - timedelta(days=1)
    return found.filter(queued_at__gt=since, dedupe_key__startswith=named).exists()


def _named(kind: MailKind, person: Any, initiatives: Sequence[Item[Any]]) -> str:
    about = initiatives[0].key if len(initiatives) == 1 else ""
    return f"{kind.name}:{person.key}:{about}:"


def _send(
    person: Any,
    kind: MailKind,
    subject: str,
    text: str,
    initiatives: Sequence[Item[Any]],
    by: Actor,
) -> None:
    """A mail with new links. It is told from others by these: each link that works was mailed."""
    agenda = the_agenda()
    links = "\n\n".join(f"{one.sheet.name}\n{_address(person, one, by)}" for one in initiatives)
    enqueue(
        person_id=person.pk,
        kind=kind,
        subject=subject,
        body=text
        % {
            "name": person.name,
            "site": str(agenda.sheet.title) if agenda else "HCAT",
            "until": date_format(_until(), "DATE_FORMAT"),
            "links": links,
        },
        dedupe_key=_named(kind, person, initiatives)
        + hashlib.sha256(links.encode()).hexdigest()[:40],
        by=by,
    )


def _address(person: Any, initiative: Item[Any], by: Actor) -> str:
    token = make_link(person_id=person.pk, scope=SCOPE, subject=initiative.name, lasts=LASTS, by=by)
    return f"{settings.SITE_URL}{reverse('owners:link', args=[token])}"


def _until() -> date:
    return today() + LASTS


def _ask_text(*, is_reminder: bool) -> str:
    if is_reminder:
        return _(
            "Dear %(name)s,\n"
            "\n"
            "Some time ago we asked you to look at what we know of your initiative in %(site)s. "
            "We have not heard from you yet. It takes three minutes, you can do it on your phone, "
            "and what we know is filled in already:"
        )
    return _(
        "Dear %(name)s,\n"
        "\n"
        "Your initiative is part of %(site)s. Is what we know of it still right? It takes three "
        "minutes, you can do it on your phone, and what we know is filled in already:"
    )


def _end() -> str:
    return _(
        "The link is yours alone and works until %(until)s. You need no account. You can stop and "
        "go on later, on another device too.\n"
        "\n"
        "If you have nothing to do with this initiative any more, please answer this mail.\n"
    )
