# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The report to the board: what changed, what is asked, how it stands."""

from __future__ import annotations

from django.utils.translation import gettext as _

from hcat.evidence.api import summarise
from hcat.reports.document import Paragraph, Section
from hcat.reports.kinds import LATER, SECTIONS

from . import ahead, asked, changes, made, market, phrases, programme, projects, results
from .basis import Basis


def lead(basis: Basis) -> str:
    parts = (
        summarise(basis.results, as_of=basis.as_of).sentence(),
        changes.turned_sentence(basis),
        asked.asked_sentence(basis),
    )
    return " ".join(part for part in parts if part)


def _intro(basis: Basis) -> str:
    return _("The results by agenda point, as they stood on %(day)s.") % {
        "day": phrases.day(basis.as_of)
    }


def sections(basis: Basis) -> list[Section]:
    titles = {**SECTIONS[basis.report.kind], **LATER}
    found = [
        Section("changed", str(titles["changed"]), tuple(changes.blocks(basis))),
        Section("decisions", str(titles["decisions"]), tuple(asked.blocks(basis))),
        Section("results", str(titles["results"]), (Paragraph(_intro(basis)),)),
        *results.by_point(basis),
    ]
    if drawn := results.courses(basis):
        found.append(Section("trends", str(titles["trends"]), tuple(drawn)))
    for key, blocks in (
        ("initiatives", programme.initiatives(basis)),
        ("projects", projects.blocks(basis)),
        ("pledges", programme.pledges(basis)),
        ("labour-market", market.blocks(basis)),
        ("ahead", ahead.blocks(basis)),
        ("made", made.blocks(basis)),
    ):
        if blocks or key in basis.words:
            found.append(Section(key, str(titles[key]), tuple(blocks)))
    return found
