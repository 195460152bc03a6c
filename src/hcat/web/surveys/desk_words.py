# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words for how surveys, waves and invitations stand, as the desk reads them."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from hcat.surveys.api import (
    EVERYBODY,
    OBJECTION,
    UNKNOWN,
    Cell,
    Change,
    Difference,
    Kind,
    Outcome,
    Population,
    Tally,
    Wave,
    Wording,
    said,
)
from hcat.web import words
from hcat.web.desk.register.words import SIZES

POPULATIONS = {
    Population.COMPANIES: gettext_lazy("companies"),
    Population.SCHOOLS: gettext_lazy("schools"),
    Population.PEOPLE: gettext_lazy("people"),
}
KINDS = {
    Kind.SINGLE: gettext_lazy("one choice"),
    Kind.MULTIPLE: gettext_lazy("several choices"),
    Kind.SCALE: gettext_lazy("a scale"),
    Kind.NUMBER: gettext_lazy("a number"),
    Kind.RANKING: gettext_lazy("a ranking"),
    Kind.OPEN: gettext_lazy("an open answer"),
}
STRATA = {EVERYBODY: gettext_lazy("Everybody"), UNKNOWN: gettext_lazy("size not known")}
STATES = {
    Wave.State.DRAFT: gettext_lazy("being prepared"),
    Wave.State.OPEN: gettext_lazy("open"),
    Wave.State.CLOSED: gettext_lazy("closed, not released"),
    Wave.State.RELEASED: gettext_lazy("released"),
    Wave.State.DROPPED: gettext_lazy("called off"),
}
OUTCOMES = {
    Outcome.NO_ADDRESS: gettext_lazy("nobody to write to"),
    Outcome.WAITING: gettext_lazy("to be invited"),
    Outcome.INVITED: gettext_lazy("invited, no answer yet"),
    Outcome.STARTED: gettext_lazy("began to answer"),
    Outcome.COMPLETED: gettext_lazy("answered"),
    Outcome.BOUNCED: gettext_lazy("the mail came back"),
    Outcome.REFUSED: gettext_lazy("does not take part"),
    Outcome.OUT_OF_SCOPE: gettext_lazy("does not belong to the population"),
    Outcome.WITHDRAWN: gettext_lazy("took its answers back"),
}
CHANGES = {
    Change.NEW: gettext_lazy("is new"),
    Change.GONE: gettext_lazy("is not asked any more"),
    Change.KIND: gettext_lazy("is answered in another way"),
    Change.CHOICES: gettext_lazy("has other choices"),
    Change.SCALE: gettext_lazy("has another scale"),
    Change.CONDITION: gettext_lazy("is asked of others"),
    Change.MEANING: gettext_lazy("means something else"),
    Change.WORDING: gettext_lazy("has other words"),
    Change.ORDER: gettext_lazy("has its choices in another order"),
    Change.CONSTRAINT: gettext_lazy("accepts other answers"),
    Change.REQUIRED: gettext_lazy("must be answered now"),
    Change.OPTIONAL: gettext_lazy("may be left open now"),
}


def here(texts: object) -> str:
    """The text in the language of the page; in Dutch where it is not translated."""
    return said(texts, get_language() or "nl") if isinstance(texts, dict) else ""


def heard(note: str) -> str:
    """The note of an invitation, as it is read."""
    return _("does not want to be asked in any survey") if note == OBJECTION else note


def wording() -> Wording:
    """How questions are said on this page: they name the region and the agenda. One query."""
    return Wording.of(get_language() or "nl")


def told(one: Difference) -> str:
    """What differs of one concept, in a few words."""
    return ", ".join(str(CHANGES[change]) for change in one.changes if change in CHANGES)


def wave_sentence(wave: Wave, tally: Tally) -> str:
    """How a wave stands, in one sentence."""
    given = {
        "wave": wave.key,
        "opens": date_format(wave.opens_on),
        "closes": date_format(wave.closes_on),
        "closed": date_format(localtime(wave.closed_at)) if wave.closed_at else "",
        "answered": words.number(tally.answered),
        "drawn": words.number(tally.drawn),
        "reason": wave.ended_reason,
    }
    text = {
        Wave.State.DRAFT: _("Wave %(wave)s is being prepared; it opens on %(opens)s."),
        Wave.State.OPEN: _(
            "Wave %(wave)s is open until %(closes)s; %(answered)s of %(drawn)s answered so far."
        ),
        Wave.State.CLOSED: _(
            "Wave %(wave)s closed on %(closed)s: %(answered)s of %(drawn)s answered. Its figures "
            "are not released yet."
        ),
        Wave.State.RELEASED: _("Wave %(wave)s is released; %(answered)s of %(drawn)s answered."),
        Wave.State.DROPPED: _("Wave %(wave)s was called off: %(reason)s"),
    }[Wave.State(wave.state)]
    if wave.is_imported:  # who was asked is not known
        text = (
            _("Wave %(wave)s was held elsewhere, and is released.")
            if wave.state == Wave.State.RELEASED
            else _("Wave %(wave)s was held elsewhere; its figures are not released yet.")
        )
    return text % given


def stratum(name: str) -> str:
    """What those are called that were drawn together: a size class, or as a list brought it."""
    if name in STRATA:
        return str(STRATA[name])
    return name.replace("-", "–") if name in SIZES else name


def cell_name(cell: Cell) -> str:
    """A group of the frame: its stratum, and its size where that is another one."""
    name = stratum(cell.stratum)
    return name if cell.size_class in ("", cell.stratum) else f"{name}, {stratum(cell.size_class)}"


def in_order(cells: Iterable[Cell]) -> list[Cell]:
    """By size, small ones first, which the alphabet does not know; others by name."""
    return sorted(cells, key=lambda one: (_place(one.stratum), _place(one.size_class)))


def _place(name: str) -> tuple[int, str]:
    sizes = list(SIZES)
    size, _slash, section = name.partition("/")
    return (sizes.index(size) if size in sizes else len(sizes), section or name)
