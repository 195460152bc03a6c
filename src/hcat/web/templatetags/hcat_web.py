# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tags and filters of the components; what they show is described in the room's README."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template
from django.template.context import RequestContext
from django.urls import reverse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from hcat.agenda.api import Meeting, Translated
from hcat.agenda.api import clock as meeting_clock
from hcat.numerics.api import Estimate, Period, Verdict
from hcat.web import labels, verdicts, words
from hcat.web.site import plain_address

register = template.Library()


@register.simple_tag(takes_context=True)
def go(context: RequestContext, name: str, *args: Any) -> str:
    """The address of a page, on the date that is being read."""
    site = context.get("site")
    return str(site.go(name, *args)) if site is not None else go_plain(name, *args)


@register.simple_tag
def go_plain(name: str, *args: Any) -> str:
    """The address of a page as it stands today."""
    return reverse(name, args=args) if args else plain_address(name)


@register.simple_tag
def in_place() -> SafeString:
    """What makes a form of filters change its list in place, where JavaScript is on.

    The whole of `#content` is taken from the answer, so that any answer can stand there, an error
    or a request to sign in too. What outside it repeats the filters in its address comes along.
    """
    return mark_safe(  # noqa: S308: a constant
        'hx-boost="true" hx-target="#content" hx-select="#content" hx-swap="outerHTML" '
        'hx-select-oob="#languages,#as-of-banner,#as-of-form"'
    )


@register.filter
def tr(text: Translated | str | None) -> SafeString:
    """A text of the agenda, marked with its language where it stands in for a translation."""
    if isinstance(text, Translated):
        return text.html()
    return conditional_escape(text or "")


@register.simple_tag
def verdict(of: Verdict | str, size: str = "") -> SafeString:
    return verdicts.badge(of, size)


@register.simple_tag
def verdict_shape(of: Verdict | str) -> SafeString:
    return verdicts.shape(of)


@register.filter
def clock(meeting: Meeting) -> str:
    """From when until when a meeting is, by the clock of the region."""
    return meeting_clock(meeting)


@register.filter
def published(when: str) -> str:
    return words.published(when)


@register.filter
def verdict_word(of: Verdict | str) -> str:
    return verdicts.word(of)


@register.filter
def verdict_meaning(of: Verdict | str) -> str:
    return str(verdicts.MEANINGS[Verdict(of)])


@register.filter
def number(value: float | None) -> str:
    return words.number(value)


@register.filter
def period(of: Period) -> str:
    return words.when(of)


@register.filter
def figure(estimate: Estimate) -> str:
    """The value with its unit, or a dash."""
    return words.shown(estimate.value, estimate.unit)


@register.filter
def counted(estimate: Estimate) -> str:
    return words.counted(estimate)


@register.filter
def interval(estimate: Estimate) -> str:
    return words.interval(estimate)


@register.filter
def quality(estimate: Estimate) -> str:
    return str(words.QUALITY[estimate.quality.value])


@register.filter
def level(code: str) -> str:
    return labels.level(code)


@register.filter
def focus(code: str) -> str:
    return labels.focus(code)


@register.filter
def status(code: str) -> str:
    return labels.status(code)


@register.filter
def change_word(code: str) -> str:
    """What a change did; also what became of an element that ended."""
    return str(labels.CHANGES.get(code, code))


@register.filter
def body_word(code: str) -> str:
    return str(labels.BODIES.get(code, code))


@register.filter
def steering_word(code: str) -> str:
    return str(labels.STEERING.get(code, code))


@register.filter
def status_sentence(code: str) -> str:
    return str(labels.STATUS_SENTENCES[code])


@register.filter
def rhythm_words(times: float) -> str:
    return words.rhythm(times)


@register.filter
def day(value: date | str | None) -> str:
    """A date in full; a text (a year of publication) as it is."""
    if value is None:
        return _("not stated")
    return words.period(value, value) if isinstance(value, date) else value


@register.inclusion_tag("web/parts/sort.html", takes_context=True)
def sort(context: RequestContext, key: str, title: str, cls: str = "") -> dict[str, Any]:
    """The heading of a column that sorts by a link."""
    return {**context["table"].heading(key), "title": title, "cls": cls}
