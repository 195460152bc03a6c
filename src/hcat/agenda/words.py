# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The agenda's own codes as words that a reader of any language knows."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

KINDS: dict[str, Promise] = {
    "agenda": gettext_lazy("agenda"),
    "source": gettext_lazy("source"),
    "role": gettext_lazy("role"),
    "body": gettext_lazy("body"),
    "steering": gettext_lazy("steering relation"),
    "point": gettext_lazy("agenda point"),
    "goal": gettext_lazy("goal"),
    "project": gettext_lazy("project"),
    "series": gettext_lazy("series of figures"),
    "line": gettext_lazy("programme line"),
    "differentiation": gettext_lazy("differentiation"),
    "chapter": gettext_lazy("chapter of the menu"),
    "way": gettext_lazy("way"),
    "initiative": gettext_lazy("initiative"),
    "result": gettext_lazy("result"),
    "perspective": gettext_lazy("national perspective"),
    "rule": gettext_lazy("rule"),
}

ENDS: dict[str, Promise] = {
    "stopped": gettext_lazy("stopped"),
    "merged": gettext_lazy("merged"),
    "split": gettext_lazy("split"),
    "regrouped": gettext_lazy("regrouped"),
}
"""How an element came to its end."""

ADOPTED_WITH_THE_AGENDA = gettext_noop("Adopted with the agenda.")
BROUGHT_UP_TO_DATE = gettext_noop("The owner brought the sheet up to date.")
EARLIER_TEXTS_WITHHELD = gettext_noop("Its earlier texts are no longer public.")
OWN_REASONS = (ADOPTED_WITH_THE_AGENDA, BROUGHT_UP_TO_DATE, EARLIER_TEXTS_WITHHELD)
"""Reasons that the software writes itself: stored as they stand here, shown translated."""


def stored_reason(reason: str) -> str:
    """A reason as it is kept; one of our own, proposed in some language, goes back to its words.

    >>> from django.utils.translation import override
    >>> with override("nl"):
    ...     stored_reason("Vastgesteld met de agenda.")
    'Adopted with the agenda.'
    """
    return next((own for own in OWN_REASONS if reason == _(own)), reason)


def reason_words(reason: str) -> str:
    """A stored reason for its reader: what the software wrote is translated, the rest stays."""
    return _(reason) if reason in OWN_REASONS else reason


def kind_word(kind: str) -> str:
    """What a kind of element is called, inside a sentence; a kind that nobody knows as it is."""
    return str(KINDS.get(kind, kind))


def end_word(ended_as: str) -> str:
    return str(ENDS.get(ended_as, ended_as))


def called(kind: str, key: str) -> str:
    """An element by its key in a sentence.

    >>> from django.utils.translation import override
    >>> with override("en"):
    ...     called("point", "education")
    'education (agenda point)'
    """
    return _("%(key)s (%(kind)s)") % {"key": key, "kind": kind_word(kind)}


__all__ = [
    "ADOPTED_WITH_THE_AGENDA",
    "BROUGHT_UP_TO_DATE",
    "called",
    "end_word",
    "kind_word",
    "reason_words",
    "stored_reason",
]
