# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""One report in one language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from hcat.foundation.api import release
from hcat.reports.document import Block, Document, Section, Words
from hcat.reports.kinds import SECTIONS, TITLES, TOP
from hcat.reports.models import Kind

from . import board, evaluation, phrases, steering
from .basis import Basis
from .phrases import day, paragraphs, written


@dataclass(frozen=True, slots=True)
class Recipe:
    """What makes a kind of report: its answer, and its sections in order."""

    lead: Callable[[Basis], str]
    sections: Callable[[Basis], list[Section]]


RECIPES = {
    Kind.BOARD: Recipe(board.lead, board.sections),
    Kind.EVALUATION: Recipe(evaluation.lead, evaluation.sections),
    Kind.STEERING: Recipe(steering.lead, steering.sections),
}


def composed(basis: Basis, language: str) -> Document:
    """The whole document, its texts in this language."""
    with override(language):
        recipe = RECIPES[Kind(basis.report.kind)]
        sections = [_with_words(one, basis, language) for one in recipe.sections(basis)]
        if words := _words(basis, TOP, language):
            title = str(SECTIONS[basis.report.kind][TOP])
            sections.insert(0, Section(TOP, title, words))
        return Document(
            language=language,
            title=str(TITLES[basis.report.kind]),
            subtitle=_("%(agenda)s, %(day)s")
            % {"agenda": basis.agenda.short, "day": day(basis.as_of)},
            lead=recipe.lead(basis),
            region=str(basis.agenda.region),
            accent=basis.agenda.accent,
            facts=_facts(basis),
            sections=tuple(sections),
            footer=_footer(basis),
            is_draft=not basis.fingerprint,
            rests_on_demo=basis.rests_on_demo,
            metadata=_metadata(basis),
            author=f"{phrases.capital(basis.body(basis.report.accounts))}, {basis.agenda.short}",
        )


def _with_words(one: Section, basis: Basis, language: str) -> Section:
    """The manager's words stand above what the section says by itself."""
    words = _words(basis, one.id, language) if one.level == 2 else ()
    return Section(one.id, one.title, (*words, *one.blocks), one.level) if words else one


def _words(basis: Basis, key: str, language: str) -> tuple[Block, ...]:
    """In the language of the document, or in the first one in which they were written."""
    texts = basis.words.get(key, {})
    spoken = language if language in texts else next(iter(texts), language)
    found = paragraphs(texts.get(spoken, ""))
    other = "" if spoken == language else spoken
    by = ", ".join(filter(None, (_("The programme manager"), written(spoken))))
    return (Words(found, by=by, language=other),) if found else ()


def _facts(basis: Basis) -> tuple[tuple[str, str], ...]:
    report = basis.report
    facts = [(pgettext("report", "To"), basis.body(report.to))]
    if report.accounts != report.to:
        facts.append((pgettext("report", "From"), basis.body(report.accounts)))
    facts.append(
        (
            pgettext("report", "About"),
            _("%(since)s to %(until)s") % {"since": day(basis.since), "until": day(basis.as_of)},
        )
    )
    if not basis.fingerprint:
        facts.append((pgettext("report", "State"), _("draft; the figures still move")))
    return tuple(facts)


def _footer(basis: Basis) -> str:
    parts = [str(basis.agenda.short), str(TITLES[basis.report.kind]), day(basis.as_of)]
    parts.append(basis.fingerprint[:12] if basis.fingerprint else _("draft"))
    return " · ".join(parts)


def _metadata(basis: Basis) -> dict[str, str]:
    return {
        "report": basis.report.key,
        "as_of": basis.as_of.isoformat(),
        "known_on": basis.known_on.isoformat() if basis.known_on else "",
        "release": release(),
        "fingerprint": basis.fingerprint,
    }
