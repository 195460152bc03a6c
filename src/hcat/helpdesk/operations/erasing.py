# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forgetting who asked and what: dates, kind and state stay, so that counts keep adding up."""

from __future__ import annotations

from typing import Any

from hcat.correspondence.api import forget_mails
from hcat.foundation.api import now, today
from hcat.helpdesk import files
from hcat.helpdesk.letters import SYSTEM, mails_about
from hcat.helpdesk.models import Attachment, Question
from hcat.parties.api import end_role, erase_person

from .steps import CONTACT

OWNER = "initiative_owner"
"""What adoption makes of who brought an idea."""


def forget(question: Question) -> None:
    """Empty what names somebody or tells what was said, in the mails about it too."""
    forget_mails(about=mails_about(question), reason="the question was erased", by=SYSTEM)
    files.remove(Attachment.objects.filter(message__question=question))
    question.messages.update(text="", author="", author_user=None, mail_id="")
    question.name = question.mail = question.title = question.words = ""
    question.organisation = question.digest = ""
    question.erased_at = now()
    question.edition += 1
    question.save()


def leave_initiative(question: Question) -> None:
    """Who brought the idea is no longer the owner that its adoption made of them."""
    if question.person is None or not question.initiative:
        return
    scope = f"initiative:{question.initiative}"
    for held in question.person.roles.on(today()).filter(role=OWNER, scope=scope):
        end_role(holding=held, by=SYSTEM)


def forget_asker(person: Any) -> None:
    """Someone whom the programme knows from the counter only is forgotten with their last question.
    Who holds a role still, has an account or agreed to something else stays known for that."""
    if Question.objects.filter(person=person, erased_at__isnull=True).exists():
        return
    held = person.roles.exclude(valid_until__lte=today())
    elsewhere = person.consents.filter(withdrawn_at__isnull=True).exclude(purpose=CONTACT)
    if person.user_id is None and not held.exists() and not elsewhere.exists():
        erase_person(person=person, reason="withdrew the last question", by=SYSTEM)
