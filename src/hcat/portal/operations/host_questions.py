# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Asking somebody at a company something, without knowing their address."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hcat.correspondence.api import MailKind, OpenedLink, enqueue, make_link, outbox
from hcat.foundation.api import Actor, NotFound, Refused, record, today, too_many
from hcat.parties.api import locked_person, person_with_mail
from hcat.portal import host_letters
from hcat.portal.models import Host, HostQuestion

from .hosts import CONSENT, host_stop_token

SYSTEM = Actor.system("portal")
SCOPE = "portal.host-question"
LASTS = timedelta(days=7)
LONGEST = 2000
MOST_WAITING = 10
"""Questions of one address that nobody confirmed yet."""
PER_HOST = 5
"""How many questions a day reach one person."""
CONFIRM = MailKind("portal.host-question-confirmation", is_transactional=True)
PASS_ON = MailKind("portal.host-question", is_transactional=True, consent=CONSENT)


@transaction.atomic
def ask_host(*, host: str, name: str, mail: str, text: str, language: str = "nl") -> None:
    """Keep a question until whoever asks has confirmed it, by mail: nobody asks in another's name.

    The same question to the same person is kept once; where too many wait, a mail says so. `host`:
    the key of somebody who is shown. Raises `NotFound`, `Refused`. Whether an address asked before
    is told to nobody.
    """
    found = Host.objects.filter(key=host, confirmed_at__isnull=False).first()
    if found is None:
        raise NotFound(
            _("This person can no longer be asked here."),
            mend=_("Look at the page of the company."),
        )
    name, text = " ".join(name.split()), text.strip()
    if not name or not text:
        raise Refused(_("Your name or your question is empty."), mend=_("Fill in both."))
    if len(name) > 120 or len(text) > LONGEST:
        raise Refused(
            _("Your question is too long."),
            mend=_("Keep it under %(most)d.") % {"most": LONGEST},
        )
    person = person_with_mail(mail=mail, name=name, by=SYSTEM, language=language)
    waiting = HostQuestion.objects.filter(person=person)
    if waiting.filter(host=found, text=text).exists():
        return
    if waiting.count() >= MOST_WAITING:
        title, body = host_letters.too_many_wait(MOST_WAITING, language)
        enqueue(
            person_id=person.pk, kind=CONFIRM, subject=title, body=body, by=SYSTEM,
            dedupe_key=f"portal.host-questions-wait:{person.key}:{today():%Y-%m-%d}",
        )  # fmt: skip
        return
    question = HostQuestion.objects.create(host=found, person=person, name=name, text=text)
    token = make_link(
        person_id=person.pk, scope=SCOPE, subject=question.subject, lasts=LASTS, by=SYSTEM
    )
    title, body = host_letters.to_whoever_asks(question, token, language)
    enqueue(
        person_id=person.pk, kind=CONFIRM, subject=title, body=body, by=SYSTEM,
        dedupe_key=f"portal.host-question-confirmation:{question.key}",
    )  # fmt: skip


def question_behind(opened: OpenedLink) -> HostQuestion:
    """Raises `NotFound`: it was passed on, or who would be asked is no longer shown."""
    found = (
        HostQuestion.objects.filter(
            person_id=opened.person_id, key=opened.subject.removeprefix("host-question:"),
            host__confirmed_at__isnull=False,
        )
        .select_related("host__organisation", "person")
        .first()
    )  # fmt: skip
    if found is None:
        raise NotFound(
            _("This question is no longer kept."),
            why=_("It was passed on, or the person can no longer be asked."),
            mend=_("Look at the page of the company."),
        )
    return found


def was_passed_on(opened: OpenedLink) -> bool:
    """Whether the question of this link left before: whoever presses twice has asked once."""
    return outbox().filter(dedupe_key=_mail_of(opened.subject)).exists()


def _mail_of(subject: str) -> str:
    return f"portal.{subject}"


@transaction.atomic
def pass_on(*, opened: OpenedLink) -> Any:
    """The owner of the address confirms: the question leaves by a mail, and is kept in nothing
    else. Returns the organisation of who was asked. Raises `NotFound`; `Refused` where this person
    was asked enough today, by questions that somebody confirmed."""
    locked_person(opened.person_id)
    question = question_behind(opened)
    host = question.host
    if too_many("host-question:host", host.key, most=PER_HOST, within=timedelta(days=1)):
        raise Refused(
            _("This person was asked often today."),
            why=_("At most %(most)d questions a day reach one person.") % {"most": PER_HOST},
            mend=_(
                "Open this link again tomorrow: your question waits for a week from when you "
                "asked it."
            ),
        )
    stop = host_stop_token(host)
    title, body = host_letters.passed_on(question, stop)
    enqueue(
        person_id=host.person_id, kind=PASS_ON, subject=title, body=body, by=SYSTEM,
        dedupe_key=_mail_of(question.subject),
        headers={
            "List-Unsubscribe": f"<{host_letters.stop_address(host, stop)}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )  # fmt: skip
    question.delete()
    record(by=SYSTEM, action="portal.host_asked", subject=f"organisation:{host.organisation.key}")
    return host.organisation
