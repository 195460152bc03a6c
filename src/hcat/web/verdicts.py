# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The seven verdicts as a reader meets them: a word, a shape and a colour, never one alone."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from hcat.charts.api import SHAPES
from hcat.evidence.api import verdict_word
from hcat.numerics.api import Verdict

MEANINGS = {
    Verdict.REACHED: _("Proven, with at most a 5 percent risk that this is a mistake."),
    Verdict.ON_COURSE: _("The chance of making it by the deadline is 70 percent or more."),
    Verdict.AT_RISK: _("The chance of making it by the deadline is between 30 and 70 percent."),
    Verdict.OFF_COURSE: _("The chance of making it by the deadline is below 30 percent."),
    Verdict.MISSED: _("Proven not to have been met, with at most a 5 percent risk of a mistake."),
    Verdict.CANNOT_TELL: _("There are figures that do not settle it, or measuring gave none."),
    Verdict.NEVER_MEASURED: _("Nobody measured it yet: there is nothing to go by."),
}


def word(verdict: Verdict | str) -> str:
    return verdict_word(Verdict(verdict))


def shape(verdict: Verdict | str) -> SafeString:
    """The shape alone; whoever uses it says the word beside it."""
    drawing = mark_safe(SHAPES[Verdict(verdict)])  # noqa: S308
    return format_html(
        '<svg class="shape" viewBox="0 0 16 16" aria-hidden="true" focusable="false">{}</svg>',
        drawing,
    )


def badge(verdict: Verdict | str, size: str = "") -> SafeString:
    """Shape and word together."""
    return format_html(
        '<span class="verdict{} v-{}">{} <span>{}</span></span>',
        f" verdict--{size}" if size else "",
        Verdict(verdict).value,
        shape(verdict),
        word(verdict),
    )
