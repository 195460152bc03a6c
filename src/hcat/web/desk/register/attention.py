# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What of the register asks for attention when someone comes to the desk."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from hcat.correspondence.api import outbox
from hcat.parties.api import Powers
from hcat.web.desk.navigation import Attention, Matter
from hcat.web.site import Link

SHOWN = 5


def uncertain_mails(request: HttpRequest, powers: Powers) -> Iterator[Attention]:
    """Mails that are not sent again by themselves: someone has to say what became of them."""
    if not powers.may("correspondence.settle"):
        return
    found = outbox(state="uncertain")
    yield Attention(
        _("Mails of which nobody knows whether they left"),
        _("They are not sent again by themselves: find out, and decide."),
        [
            Matter(
                _("Mail %(number)s to %(person)s") % {"number": mail.pk, "person": mail.person},
                reverse("register:settle", args=[mail.pk]),
                _("Decide"),
            )
            for mail in found[:SHOWN]
        ],
        total=found.count(),
        more=Link(_("All uncertain mails"), f"{reverse('register:outbox')}?state=uncertain"),
    )
