# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a report was made, so that anyone can make its figures again."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from hcat.foundation.api import release
from hcat.reports.document import Block, Paragraph, Points

from . import phrases
from .basis import Basis


def blocks(basis: Basis) -> list[Block]:
    lines = [_("It speaks of the state of affairs on %(day)s.") % {"day": phrases.day(basis.as_of)}]
    if basis.known_on is None:
        lines.append(_("It is a draft: what comes in today is in it tomorrow."))
    else:
        lines.append(
            _("Nothing is in it that was recorded after %(moment)s.")
            % {"moment": date_format(localtime(basis.known_on), "DATETIME_FORMAT")}
        )
    lines.append(_("Made with release %(release)s.") % {"release": release()})
    if basis.fingerprint:
        lines.append(_("Fingerprint: %(fingerprint)s") % {"fingerprint": basis.fingerprint})
        again = _(
            "Its figures, verdicts and counts, pledges and forecast among them, can each be made "
            "again: hcat report reproduce %(key)s"
        )
        written = _(
            "What people wrote (their own words, decisions, reasons and names) and which reports "
            "were late or signed is kept as it reads here; it is no figure to make again."
        )
        return [
            Points(tuple(lines)),
            Paragraph(again % {"key": basis.report.key}),
            Paragraph(written),
        ]
    return [Points(tuple(lines))]
