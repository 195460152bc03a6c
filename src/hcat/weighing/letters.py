# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The letter to the owner of an initiative: drafted from fixed texts and what assessors wrote.

It names no assessor. Whoever sends it may change every word.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils import translation
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hcat.agenda.api import the_agenda

from .addressees import owners_with_address
from .mails import site_name
from .models import Letter, Ruling, What
from .outcome import sheet_in
from .queries import outcome_of, reasons
from .words import in_words

DECIDED = {
    What.GO: gettext_lazy("“%(name)s” goes on: it is a go."),
    What.NO_GO: gettext_lazy("“%(name)s” does not go on under the agenda: it is a no-go."),
    What.MORE: gettext_lazy("We cannot decide on “%(name)s” yet: we need more information."),
}
NEXT = {
    What.GO: gettext_lazy("We will soon agree with you on what happens when, and who does it."),
    What.NO_GO: gettext_lazy(
        "If you change the plan, you can offer it again; it is then weighed anew. If you think "
        "that we overlooked something, answer this letter."
    ),
    What.MORE: gettext_lazy("We decide once we have it. Without it we decide by what we know."),
}
AT_EACH_END = 2
"""Reasons with the lowest and with the highest scores that stand in a letter, of one criterion."""


def draft_letters(ruling: Ruling) -> list[Letter]:
    """A letter to each person who owns the initiative; without any, one to be printed."""
    owners = owners_with_address(ruling.entry.initiative)
    agenda = the_agenda()
    language = str(agenda.sheet.languages[0]) if agenda else "nl"
    return [
        _draft(ruling, person, person.language if person else language)
        for person in owners or [None]
    ]


def draft_to_print(ruling: Ruling, language: str) -> Letter:
    """A letter to whoever owns the initiative, without a name."""
    return _draft(ruling, None, language)


def _draft(ruling: Ruling, person: Any, language: str) -> Letter:
    with translation.override(language):
        name = str(ruling.entry.title)
        return Letter.objects.create(
            ruling=ruling, person=person, language=language,
            subject=(_("Decision on “%(name)s”") % {"name": name})[:200],
            body="\n\n".join(_paragraphs(ruling, name, person)) + "\n",
        )  # fmt: skip


def _paragraphs(ruling: Ruling, name: str, person: Any) -> Iterator[str]:
    yield _("Dear %(name)s,") % {"name": person.name if person else _("owner")}
    day = date_format(ruling.taken_on, "DATE_FORMAT")
    decided = str(DECIDED[What(ruling.what)]) % {"name": name}
    yield _("On %(day)s it was decided: %(decided)s") % {"day": day, "decided": decided}
    yield _("The reason: %(reason)s") % {"reason": in_words(ruling.why)}
    if ruling.by_when is not None:
        yield _("What we need from you, by %(day)s: %(needed)s") % {
            "day": date_format(ruling.by_when, "DATE_FORMAT"), "needed": in_words(ruling.asked),
        }  # fmt: skip
    yield _weighed(ruling)
    yield str(NEXT[What(ruling.what)])
    yield _("Kind regards,\n%(site)s") % {"site": site_name()}


def _weighed(ruling: Ruling) -> str:
    """How it scored: per criterion the mean of 1 to 5, and what assessors wrote."""
    found = ruling.entry.round
    outcome = outcome_of(found).of(ruling.entry.number)
    said = reasons(ruling.entry)
    lines = [_("How it was weighed, from 1 (low) to 5 (high):")]
    for one, cell in zip(sheet_in(found).criteria, outcome.cells, strict=True):
        mean = _("not scored") if cell.mean is None else number_format(round(cell.mean, 1), 1)
        lines.append(f"- {one.title}: {mean}")
        lines += _said([text for _value, text in said.get(one.key, [])])
    return "\n".join(lines)


def _said(texts: list[str]) -> list[str]:
    """What assessors wrote on one criterion, by the height of their scores: all of it, or of much
    what goes with the lowest and with the highest."""
    told = [f"  · {text}" for text in texts]
    if len(told) <= 2 * AT_EACH_END:
        return told
    left_out = _("  (Reasons of those in between: %(number)s more.)") % {
        "number": len(told) - 2 * AT_EACH_END
    }
    return [*told[:AT_EACH_END], left_out, *told[-AT_EACH_END:]]
