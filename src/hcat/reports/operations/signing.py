# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Signing: whoever answers for the report puts the role to it, and the PDF is kept for good."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from hcat.agenda.api import Body, Item, item, items
from hcat.foundation.api import Actor, NotFound, Refused, record, today
from hcat.parties.api import holders_of, require
from hcat.reports.models import Report, SignedFile, State
from hcat.reports.queries import document_of

from .rules import locked


@dataclass(frozen=True, slots=True)
class SigningRole:
    """A role in which somebody may sign a report."""

    key: str
    is_known: bool
    """Whether it is known that this person holds it; otherwise name and role are as stated."""


@transaction.atomic
def sign_report(
    *, by: Actor, report: str, on: date | None = None, role: str | None = None, name: str = ""
) -> Report:
    """Signs a frozen report. `role`: the key of the role in which; without it the role of the chair
    of the body that accounts. Keeps the PDF in every language.

    A role that is given to somebody (``role:KEY`` as the part of the agenda) signs by that person
    alone. Of one that is given to nobody, `name` is who signs, as that person states it. Refused
    for a draft, for one that is signed or withdrawn, and for a role that is not of that body.
    """
    found = locked(report)
    signer = role or chair_of(found)
    require(by, "reports.sign", [f"role:{signer}", f"body:{found.accounts}"])
    day = on or today()
    ready_to_sign(found)
    _check(found, day, signer)
    is_stated = _is_stated(by, signer)
    if is_stated and not name.strip():
        raise Refused(
            _("Nobody is known to hold this role, and the name of who signs is missing."),
            why=_("The report says who answers for it."),
            mend=_("Give your name."),
        )
    found.state, found.signed_on, found.signed_as = State.SIGNED, day, signer
    found.signed_by, found.signed_by_user = name.strip() if is_stated else by.name, by.user_id
    found.signed_as_stated = is_stated
    found.save(
        update_fields=[
            "state", "signed_on", "signed_as", "signed_by", "signed_by_user", "signed_as_stated",
        ]
    )  # fmt: skip
    seals = {}
    for language in found.documents.values_list("language", flat=True):
        content = _printed(found, language)
        seals[language] = hashlib.sha256(content).hexdigest()
        SignedFile.objects.create(
            report=found, language=language, content=content, sha256=seals[language],
            is_demo=found.is_demo,
        )  # fmt: skip
    record(
        by=by, action="reports.signed", subject=f"report:{found.key}", role=signer, sha256=seals,
        stated=is_stated,
    )  # fmt: skip
    return found


def signing_roles(report: Report, *, by: Actor) -> list[SigningRole]:
    """The roles of the body that accounts in which this person may sign, the chair's first."""
    each = {role: _holders(role) for role in roles_of(report)}
    chair = chair_of(report)
    return [
        SigningRole(role, is_known=bool(holders))
        for role, holders in sorted(each.items(), key=lambda one: one[0] != chair)
        if not holders or by.user_id in holders
    ]


def ready_to_sign(report: Report) -> None:
    """Raises Refused, with what to do first, for a report that nobody can sign now."""
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


def _is_stated(by: Actor, role: str) -> bool:
    """Whether name and role are only what this person says; Refused where another holds the role.
    The system itself signs under its own name.
    """
    if by.user_id is None:
        return False
    holders = _holders(role)
    if holders and by.user_id not in holders:
        raise Refused(
            _("Somebody else holds this role: %(names)s.") % {"names": ", ".join(holders.values())},
            why=_("Nobody signs in the role of another."),
            mend=_("Have that person sign, or sign in a role of your own."),
        )
    return not holders


def _holders(role: str) -> dict[int | None, str]:
    """Who holds a role of the agenda today: names by the number of their account."""
    held = holders_of("steering_group", f"role:{role}")
    return dict(held.values_list("user_id", "name"))


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
