# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What of the register asks for attention when someone comes to the desk."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hcat.correspondence.api import outbox
from hcat.parties.api import Powers
from hcat.web.desk.navigation import Attention, Matter


def uncertain_mails(request: HttpRequest, powers: Powers) -> Iterator[Attention]:
    """Mails that are not sent again by themselves: someone has to say what became of them."""
    if not powers.may("correspondence.settle"):
        return
    yield Attention(
        key="mails",
        title=_("Mails of which nobody knows whether they left"),
        why=_("They are not sent again by themselves: find out, and decide."),
        matters=[
            Matter(
                key=f"mail/{mail.pk}",
                title=_("Mail %(number)s to %(person)s")
                % {"number": mail.pk, "person": mail.person},
                url=reverse("register:settle", args=[mail.pk]),
                action=_("Decide"),
                since=localdate(mail.queued_at),
                due=localdate(mail.queued_at),
                state=str(mail.attempts),
            )
            for mail in outbox(state="uncertain").order_by("queued_at", "pk")
        ],
    )
