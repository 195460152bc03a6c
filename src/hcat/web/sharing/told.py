# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""News of rooms that the newsletter does not know."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hcat.foundation.api import Translated
from hcat.sharing.api import News, in_each_language


def reports_signed(since: datetime) -> Iterator[News]:
    """Reports that everybody can read since then."""
    # Not at the start of a command: reports load the statistics.
    from hcat.reports.api import TITLES, public_reports

    day = timezone.localtime(since).date()
    for one in public_reports().filter(signed_on__gte=day, withdrawn_on__isnull=True):
        as_of = one.frozen.as_of
        kind = one.kind

        def tell(kind: str = kind, as_of: object = as_of) -> tuple[str, str]:
            return str(TITLES[kind]), _("As it stood on %(day)s.") % {
                "day": date_format(as_of, "DATE_FORMAT")  # type: ignore[arg-type]
            }

        yield News("report", f"report:{one.key}", in_each_language(tell), f"/reports/{one.key}")


def answers_published(since: datetime) -> Iterator[News]:
    """What is often asked and everybody can read the answer of since then."""
    from hcat.helpdesk.api import public_answers

    day = timezone.localtime(since).date()
    for one in public_answers():
        if one.changed_on < day:
            continue

        def tell(asked: Translated = one.asked_text) -> tuple[str, str]:
            return str(asked), ""

        yield News("answer", f"answer:{one.key}", in_each_language(tell), f"/questions/{one.key}")
