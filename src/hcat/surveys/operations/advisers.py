# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keeping the advisers whom a company finds beside its own figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, NotFound, Refused, record
from hcat.parties.api import require
from hcat.surveys.models import Adviser
from hcat.surveys.pull_factors import PULL_FACTORS


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviserFacts:
    """What is known of an adviser; `about` by language."""

    name: str
    organisation: str
    about: Mapping[str, str]
    factors: tuple[str, ...] = ()
    web: str = ""
    mail: str = ""
    since: date
    until: date | None = None
    is_demo: bool = field(default=False)


@transaction.atomic
def keep_adviser(*, by: Actor, facts: AdviserFacts, adviser: int | None = None) -> Adviser:
    """A new adviser; or, with its number, what is known of one now.

    Refused without a name, an organisation, a text in Dutch or a way to reach it, for a pull factor
    that there is not, and for an end before the beginning. NotFound.
    """
    require(by, "surveys.run")
    about = {code: text.strip() for code, text in facts.about.items() if text.strip()}
    _check(facts, about)
    row = Adviser() if adviser is None else _locked(adviser)
    row.name, row.organisation = facts.name.strip(), facts.organisation.strip()
    row.about, row.factors = about, list(facts.factors)
    row.web, row.mail = facts.web.strip(), facts.mail.strip()
    row.since, row.until = facts.since, facts.until
    row.is_demo = row.is_demo or facts.is_demo
    row.save()
    # No name: the audit is kept longer than an adviser is.
    record(by=by, action="surveys.keep_adviser", subject=f"adviser:{row.pk}")
    return row


@transaction.atomic
def drop_adviser(*, by: Actor, adviser: int) -> None:
    """Take one out at once, as when somebody does not want to be named. NotFound."""
    require(by, "surveys.run")
    row = _locked(adviser)
    record(by=by, action="surveys.drop_adviser", subject=f"adviser:{row.pk}")
    row.delete()


def _locked(adviser: int) -> Adviser:
    row = Adviser.objects.select_for_update().filter(pk=adviser).first()
    if row is None:
        raise NotFound(
            _("There is no adviser with number %(number)s.") % {"number": adviser},
            mend=_("Choose one from the list of advisers."),
        )
    return row


def _check(facts: AdviserFacts, about: Mapping[str, str]) -> None:
    if not facts.name.strip() or not facts.organisation.strip() or not about.get("nl"):
        raise Refused(
            _("A company cannot tell who this is."),
            mend=_("Give a name, an organisation, and in Dutch what companies can ask."),
        )
    if not facts.web.strip() and not facts.mail.strip():
        raise Refused(
            _("Nobody can reach this adviser."),
            mend=_("Give the address of a page, or the mail of the organisation."),
        )
    _check_address(facts)
    for name in facts.factors:
        if name not in PULL_FACTORS:
            raise Refused(
                _("There is no pull factor %(name)s.") % {"name": name},
                mend=_("Choose from: %(names)s.") % {"names": ", ".join(PULL_FACTORS)},
            )
    if facts.until is not None and facts.until < facts.since:
        raise Refused(
            _("This adviser would end before it begins."),
            mend=_("Give a last day on or after the first one."),
        )


def _check_address(facts: AdviserFacts) -> None:
    try:
        if facts.web.strip():
            URLValidator(schemes=["https", "http"])(facts.web.strip())
        if facts.mail.strip():
            validate_email(facts.mail.strip())
    except ValidationError as error:
        raise Refused(
            _("The address of the page or the mail is not complete."),
            mend=_("Write it as https://example.org, or as name@example.org."),
        ) from error
