# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The programme manager's own words."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, NotFound, Refused, now, record
from hcat.parties.api import require
from hcat.reports.kinds import SECTIONS
from hcat.reports.models import Words
from hcat.reports.queries import languages

from .rules import draft

LONGEST = 4000
"""Signs in one section and language: a page. A report is read in five minutes."""


@transaction.atomic
def write_words(
    *, by: Actor, report: str, section: str, texts: Mapping[str, str], based_on: int = 0
) -> Words:
    """Saves what is said in one section, per language. `based_on`: the edition that was read, 0
    where nothing stood there. Refused when somebody else saved in between, and once it is frozen.
    """
    require(by, "reports.write")
    found = draft(report)
    if section not in SECTIONS[found.kind]:
        raise NotFound(
            _("This report has no section called %(section)s.") % {"section": section},
            mend=_("Choose from: %(sections)s.") % {"sections": ", ".join(SECTIONS[found.kind])},
        )
    _check(texts)
    row = Words.objects.filter(report=found, section=section).first()
    if (row.edition if row else 0) != based_on:
        raise Refused(
            _("Somebody else saved these words in the meantime."),
            why=_("Saving yours would take theirs away."),
            mend=_("Read what stands there now, put yours beside it, and save again."),
        )
    row = row or Words(report=found, section=section, edition=0)
    row.texts = {language: text.strip() for language, text in texts.items() if text.strip()}
    row.edition += 1
    row.written_at, row.written_by_user = now(), by.user_id
    row.save()
    record(
        by=by, action="reports.words", subject=f"report:{found.key}", section=section,
        edition=row.edition,
    )  # fmt: skip
    return row


def _check(texts: Mapping[str, str]) -> None:
    known = languages()
    strange = [one for one in texts if one not in known]
    if strange:
        raise Refused(
            _("The agenda has no language %(language)s.") % {"language": strange[0]},
            mend=_("Write in: %(languages)s.") % {"languages": ", ".join(known)},
        )
    if any(len(text) > LONGEST for text in texts.values()):
        raise Refused(
            _("The text is longer than %(most)s signs.") % {"most": LONGEST},
            why=_("A report is to be read in five minutes."),
            mend=_("Make it shorter; what is left over can stand in an annex of your own."),
        )
