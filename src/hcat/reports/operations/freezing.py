# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Freezing: from this moment on everybody reads the same, and nothing in it moves."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from hcat.evidence.api import take_snapshot
from hcat.foundation.api import Actor, Refused, now, record, today
from hcat.parties.api import require
from hcat.reports import serial
from hcat.reports.composing import composed
from hcat.reports.composing.basis import Basis
from hcat.reports.counted import counted, fingerprint, to_json
from hcat.reports.models import Frozen, FrozenDocument, Report, State
from hcat.reports.queries import languages

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
    snapshot = take_snapshot(by=by, as_of=day, known_on=known_on, is_demo=found.is_demo)
    fixed = [
        serial.as_json(composed(Basis(found, day, snapshot.known_on, snapshot), language))
        for language in languages()
    ]
    basis = Basis(found, day, snapshot.known_on, snapshot)
    counts = to_json(counted(basis))
    Frozen.objects.create(
        report=found,
        snapshot=snapshot,
        previous=basis.previous,
        as_of=day,
        known_on=snapshot.known_on,
        frozen_at=moment,
        fingerprint=snapshot.fingerprint,
        counts=counts,
        counts_fingerprint=fingerprint(counts),
        is_demo=found.is_demo,
    )
    FrozenDocument.objects.bulk_create(
        FrozenDocument(report=found, language=one["language"], content=one, is_demo=found.is_demo)
        for one in fixed
    )
    found.state = State.FROZEN
    found.frozen_by, found.frozen_by_user = by.name, by.user_id
    found.save(update_fields=["state", "frozen_by", "frozen_by_user"])
    record(
        by=by, action="reports.frozen", subject=f"report:{found.key}", as_of=day.isoformat(),
        fingerprint=snapshot.fingerprint,
    )  # fmt: skip
    return found


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
