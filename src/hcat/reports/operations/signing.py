# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Signing: whoever answers for the report puts the role to it, and the PDF is kept for good."""

from __future__ import annotations

import hashlib
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from hcat.agenda.api import Body, Item, item, items
from hcat.foundation.api import Actor, NotFound, Refused, record, today
from hcat.parties.api import require
from hcat.reports.models import Report, SignedFile, State
from hcat.reports.queries import document_of

from .rules import locked


@transaction.atomic
def sign_report(
    *, by: Actor, report: str, on: date | None = None, role: str | None = None
) -> Report:
    """Signs a frozen report. `role`: the key of the role in which; without it the role of the chair
    of the body that accounts. Keeps the PDF in every language. Refused for a draft, for one that is
    signed or withdrawn, and for a role that is not of that body.
    """
    found = locked(report)
    signer = role or chair_of(found)
    require(by, "reports.sign", [f"role:{signer}", f"body:{found.accounts}"])
    day = on or today()
    _check(found, day, signer)
    found.state, found.signed_on, found.signed_as = State.SIGNED, day, signer
    found.signed_by, found.signed_by_user = by.name, by.user_id
    found.save(update_fields=["state", "signed_on", "signed_as", "signed_by", "signed_by_user"])
    seals = {}
    for language in found.documents.values_list("language", flat=True):
        content = _printed(found, language)
        seals[language] = hashlib.sha256(content).hexdigest()
        SignedFile.objects.create(
            report=found, language=language, content=content, sha256=seals[language],
            is_demo=found.is_demo,
        )  # fmt: skip
    record(by=by, action="reports.signed", subject=f"report:{found.key}", role=signer, sha256=seals)
    return found


def chair_of(report: Report) -> str:
    """The role that chairs the body that accounts; empty where the agenda names none."""
    return next(iter(roles_of(report, chairs=True)), "")


def roles_of(report: Report, *, chairs: bool = False) -> list[str]:
    """The roles with a seat in the body that accounts, or that belong to it: who may sign."""
    try:
        body: Item[Body] = item("body", report.accounts)
    except NotFound:
        return []
    seated = [one.role for one in body.sheet.seats if one.role and (one.chair or not chairs)]
    belonging = [one.key for one in items("role") if one.sheet.body == report.accounts]
    return list(dict.fromkeys([*seated, *belonging]))


def _printed(report: Report, language: str) -> bytes:
    from hcat.reports.printing import pdf  # loads the typesetter

    return pdf(document_of(report, language))


def _check(report: Report, day: date, role: str) -> None:
    if report.state == State.DRAFT:
        raise Refused(
            _("This report is a draft."),
            why=_("Its figures still move: nobody can answer for them."),
            mend=_("Have it frozen first."),
        )
    if report.state == State.SIGNED:
        raise Refused(_("This report is signed already."))
    if report.state == State.WITHDRAWN:
        raise Refused(_("This report was withdrawn."), why=report.withdrawn_reason)
    if not report.frozen.as_of <= day <= today():
        raise Refused(
            _("A report is signed on or after the day it speaks of, and not ahead of time."),
            mend=_("Give the day on which it was signed."),
        )
    if role not in roles_of(report):
        raise Refused(
            _("The body that accounts has no role “%(role)s”.") % {"role": role},
            why=_("A report is signed in a role of that body."),
            mend=_("Choose one of: %(roles)s.") % {"roles": ", ".join(roles_of(report)) or "–"},
        )
