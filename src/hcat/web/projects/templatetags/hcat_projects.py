# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a project is run, in words; and the part of it that everybody may read."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import RequestContext
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from hcat.agenda.api import Item
from hcat.foundation.api import today
from hcat.projects.api import (
    EFFECTS,
    LIKELIHOODS,
    OUTCOMES,
    PHASES,
    YIELDED,
    Method,
    public_methods,
)
from hcat.web.elements import title_of

register = template.Library()


@register.filter
def phase_word(code: str) -> str:
    return str(PHASES.get(code, code))


@register.filter
def outcome_word(code: str) -> str:
    return str(OUTCOMES.get(code, code))


@register.filter
def yielded_word(code: str) -> str:
    return str(YIELDED.get(code, code))


@register.filter
def likelihood_word(code: int) -> str:
    return str(LIKELIHOODS[code])


@register.filter
def effect_word(code: int) -> str:
    return str(EFFECTS[code])


@register.simple_tag
def method_answer(method: Method) -> str:
    """The page's answer in a sentence or two: where it is, and what comes next."""
    said = []
    phase, milestone = method.phase, method.next_milestone
    if phase is not None:
        said.append(
            _("It is in its %(phase)s; the gate is on %(day)s.")
            % {"phase": PHASES[phase.kind], "day": date_format(phase.gate_on, "DATE_FORMAT")}
        )
    elif method.charter is not None:
        said.append(_("It has a charter, and is in no phase."))
    else:
        said.append(_("Nothing has been agreed about how it is run."))
    if method.yielded is not None:
        said.append(
            _("On %(day)s: %(outcome)s.")
            % {
                "day": date_format(method.yielded.on, "DATE_FORMAT"),
                "outcome": YIELDED[method.yielded.outcome],
            }
        )
    if milestone is not None:
        late = milestone.due < today()
        text = (
            _("%(title)s is overdue since %(day)s.") if late else _("%(title)s is due on %(day)s.")
        )
        said.append(
            text
            % {
                "title": capfirst(milestone.title),
                "day": date_format(milestone.due, "DATE_FORMAT"),
            }
        )
    return " ".join(said)


@register.inclusion_tag("web/projects/parts/method.html", takes_context=True)
def light_method(context: RequestContext, item: Item[Any]) -> dict[str, Any]:
    """Phase, next milestone and promise of what the page is about, as they stand today; nothing
    where it is read as of another day. No risks: those are the desk's."""
    return {"told": [(one, "") for one in _shown(context, [item])]}


@register.inclusion_tag("web/projects/parts/method.html", takes_context=True)
def light_methods(context: RequestContext, found: list[tuple[Item[Any], Any]]) -> dict[str, Any]:
    """The same of the projects of a page about something else, each by its name. `found`: with
    whoever leads it."""
    shown = _shown(context, [project for project, _lead in found])
    return {"told": [(one, title_of(one.item)) for one in shown]}


def _shown(context: RequestContext, found: list[Item[Any]]) -> list[Method]:
    return [] if context["site"].as_of.day is not None else public_methods(found)
