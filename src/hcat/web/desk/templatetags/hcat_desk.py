# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The way from a public page to the desk, for those who may; others pay no query for it."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import RequestContext
from django.urls import reverse
from django.utils.translation import gettext as _

from hcat.agenda.api import Item, standing_in
from hcat.evidence.api import ResultStanding
from hcat.parties.api import powers
from hcat.web.site import Link

register = template.Library()
_WORK = ("agenda.revise", "agenda.change", "evidence.record", "evidence.judge")


@register.simple_tag(takes_context=True)
def desk_ways_to_enter(context: RequestContext, result: ResultStanding) -> list[Link]:
    """The forms in which this person may enter a figure today, one per target in force: empty for
    everybody else. A target is named where there are several."""
    user = getattr(context.get("request"), "user", None)
    if user is None or not user.is_authenticated or context["site"].as_of.day is not None:
        return []
    item = result.item
    targets = [one.target for one in result.in_force if one.target.kind != "judged"]
    if item.ended_as or not powers(user).may("evidence.record", standing_in(item.sheet)):
        return []
    return [
        Link(
            _("Enter it for: %(target)s") % {"target": one.title}
            if len(targets) > 1
            else _("Enter it"),
            reverse("desk:figure", args=[item.key, one.key]),
        )
        for one in targets
    ]


@register.inclusion_tag("web/desk/way_in.html", takes_context=True)
def desk_way_in(context: RequestContext, item: Item[Any]) -> dict[str, Any]:
    """Links to what this person may do with an element, as it stands today."""
    user = getattr(context.get("request"), "user", None)
    if user is None or not user.is_authenticated or context["site"].as_of.day is not None:
        return {"links": []}
    mine, subject = powers(user), standing_in(item.sheet)
    links = []
    edits = ["agenda.revise"] + ["agenda.update_initiative"] * (item.kind == "initiative")
    if not item.ended_as and any(mine.may(action, subject) for action in edits):
        address = (
            reverse("desk:edit-initiative", args=[item.sheet.number])
            if item.kind == "initiative"
            else reverse("desk:edit", args=[item.kind, item.key])
        )
        links.append(Link(_("Edit this sheet"), address))
    if any(mine.may(action, subject) for action in _WORK):
        links.append(
            Link(_("More at the desk"), reverse("desk:element", args=[item.kind, item.key]))
        )
    return {"links": links}
