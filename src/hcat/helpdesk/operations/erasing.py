# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forgetting who asked and what: dates, kind and state stay, so that counts keep adding up."""

from __future__ import annotations

from typing import Any

from hcat.foundation.api import now
from hcat.helpdesk import files
from hcat.helpdesk.letters import SYSTEM
from hcat.helpdesk.models import Attachment, Question
from hcat.parties.api import erase_person

from .steps import CONTACT


def forget(question: Question) -> None:
    """Empty what names somebody or tells what was said."""
    files.remove(Attachment.objects.filter(message__question=question))
    question.messages.update(text="", author="", author_user=None, mail_id="")
    question.name = question.mail = question.title = question.words = ""
    question.organisation = question.digest = ""
    question.erased_at = now()
    question.edition += 1
    question.save()


def forget_asker(person: Any) -> None:
    """Someone whom the programme knows from the counter only is forgotten with their last question.
    Who holds a role, has an account or agreed to something else stays known for that."""
    if Question.objects.filter(person=person, erased_at__isnull=True).exists():
        return
    elsewhere = person.consents.filter(withdrawn_at__isnull=True).exclude(purpose=CONTACT)
    if person.user_id is None and not person.roles.exists() and not elsewhere.exists():
        erase_person(person=person, reason="withdrew the last question", by=SYSTEM)
