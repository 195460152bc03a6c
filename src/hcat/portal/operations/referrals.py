# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Links of which is counted who came by them: made and ended by staff."""

from __future__ import annotations

import re

from django.db import transaction
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, Refused, now, record
from hcat.parties.api import require
from hcat.portal.models import Referral
from hcat.portal.visits.naming import EMBEDDED, OTHER

_CODE = re.compile(r"^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$")
_PATH = re.compile(r"^/(?![/\\])[^\s\\#]*$")


@transaction.atomic
def make_referral(*, by: Actor, code: str, title: str, path: str) -> Referral:
    """A link `/r/<code>` to a page of ours. `path`: with its language and question, such as
    ``/en/vacancies?q=lasser``. A code is used once: it stays printed where it was printed."""
    require(by, "portal.edit")
    if not _CODE.match(code) or code in (OTHER, EMBEDDED):
        raise Refused(
            _("“%(given)s” cannot be the code of a link.") % {"given": code},
            why=_("People type it from a poster, and it stands in an address."),
            mend=_("Use 3 to 40 small letters, digits and hyphens, such as “fair-2026”."),
        )
    if Referral.objects.filter(code=code).exists():
        raise Refused(
            _("There is a link “%(code)s” already.") % {"code": code},
            why=_("An ended one is still printed somewhere, and keeps its counts."),
            mend=_("Choose another code."),
        )
    if not title.strip() or len(title) > 120:
        raise Refused(
            _("It is not said what this link is for, or at too great a length."),
            mend=_("Say it in at most %(most)d signs.") % {"most": 120},
        )
    if not _PATH.match(path) or len(path) > 500:
        raise Refused(
            _("This does not lead to a page of the portal."),
            why=_("A link of ours leads to our own pages only, so that nobody can misuse it."),
            mend=_("Give the address of a page of the portal, such as /vacancies?level=hbo."),
        )
    made = Referral.objects.create(code=code, title=title.strip(), path=path)
    record(by=by, action="portal.referral_made", subject=f"referral:{code}", path=path)
    return made


@transaction.atomic
def end_referral(referral: Referral, *, by: Actor) -> None:
    """It leads where it led, and is counted no longer. Refused where it ended already."""
    require(by, "portal.edit")
    if not Referral.objects.filter(pk=referral.pk, ended_at__isnull=True).update(ended_at=now()):
        raise Refused(
            _("This link was ended already."),
            mend=_("Make a new one with another code."),
        )
    record(by=by, action="portal.referral_ended", subject=f"referral:{referral.code}")
