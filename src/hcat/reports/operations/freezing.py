# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Freezing: from this moment on everybody reads the same, and nothing in it moves."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, Refused, now, record, release, today
from hcat.parties.api import require
from hcat.reports import serial
from hcat.reports.composing import composed
from hcat.reports.composing.basis import Basis
from hcat.reports.models import Frozen, FrozenDocument, Report, State
from hcat.reports.queries import languages
from hcat.reports.said import fingerprint, said

from .rules import draft


@transaction.atomic
def freeze_report(
    *, by: Actor, report: str, as_of: date | None = None, known_on: datetime | None = None
) -> Report:
    """Fixes a draft: the day it speaks of, what was known, and its documents in all languages.

    Without `as_of` today; without `known_on` everything recorded by now counts. Refused for a day
    to come, for one that the report before speaks of already, and while the report before it waits
    for its signature.
    """
    require(by, "reports.freeze")
    found = draft(report)
    moment, day = now(), as_of or today()
    known = known_on or moment
    if day > today() or known > moment:
        raise Refused(
            _("A report cannot speak of a day to come."), mend=_("Give today or earlier.")
        )
    _refuse_before_the_last(found, day)
    basis = Basis(found, day, known)
    content = said(basis.results)
    seal = fingerprint(content, day, known, release(), _words(found))
    frozen = Frozen.objects.create(
        report=found, previous=basis.previous, as_of=day, known_on=known, frozen_at=moment,
        release=release(), said=content, fingerprint=seal, is_demo=found.is_demo,
    )  # fmt: skip
    FrozenDocument.objects.bulk_create(
        FrozenDocument(
            report=found, language=language, is_demo=found.is_demo,
            content=serial.as_json(composed(Basis(found, day, known, seal), language)),
        )
        for language in languages()
    )  # fmt: skip
    found.state = State.FROZEN
    found.frozen_by, found.frozen_by_user = by.name, by.user_id
    found.save(update_fields=["state", "frozen_by", "frozen_by_user"])
    record(
        by=by, action="reports.frozen", subject=f"report:{found.key}", as_of=day.isoformat(),
        fingerprint=frozen.fingerprint,
    )  # fmt: skip
    return found


def _words(report: Report) -> list[object]:
    """What people wrote in it, for the fingerprint."""
    own = list(report.words.order_by("section").values_list("section", "texts"))
    return [own, list(report.asked.order_by("pk").values_list("text", "of", "by_when"))]


def _refuse_before_the_last(report: Report, day: date) -> None:
    others = Report.objects.filter(kind=report.kind).select_related("frozen")
    waiting = others.filter(state=State.FROZEN).first()
    if waiting is not None:
        raise Refused(
            _("The report before it, %(key)s, is not signed yet.") % {"key": waiting.key},
            why=_("What changed since then can be said only once that report stands."),
            mend=_("Have it signed first, or withdraw it."),
        )
    later = others.filter(state=State.SIGNED, frozen__as_of__gte=day).first()
    if later is not None:
        raise Refused(
            _("The report %(key)s speaks of this day already, or of a later one.")
            % {"key": later.key},
            mend=_("Give a later day."),
        )
