# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Recording what happened to organisations: which stood before it, which after it.

The choice stands in the address, so that it can be built up step by step without a script and
nothing is lost on the way: ``?kind=merger&before=org-a&before=org-b&after=org-c``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hcat.foundation.api import today
from hcat.parties.api import (
    names_of,
    record_event,
    search_organisations,
)
from hcat.web.desk.register import words
from hcat.web.desk.register.forms.base import organisation_asked
from hcat.web.desk.register.forms.organisations import EventForm
from hcat.web.desk.register.pages import Visit, actor, desk, desk_page, done, first_page, form_for
from hcat.web.filters import chosen

FOUND = 20
"""As many of the organisations found are shown; more words find fewer."""


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation in the choice, with the address of the choice without it."""

    organisation: Any
    name: str
    without: str


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page("parties.edit")
def event(request: Visit) -> HttpResponse:
    kind = chosen(request, "kind", words.EVENT_HINTS)
    sides = {side: _chosen(request, side) for side in ("before", "after")}
    form = form_for(
        request,
        EventForm,
    )
    if form.is_valid() and done(
        form,
        lambda: record_event(
            kind=kind, before=sides["before"], after=sides["after"], by=actor(request),
            **form.cleaned_data,
        ),
    ):  # fmt: skip
        messages.success(request, _("The %(kind)s is recorded.") % {"kind": words.EVENTS[kind]})
        return redirect("register:organisation", sides["before"][0].key)
    text = request.GET.get("text", "").strip()[:200]
    found = search_organisations(text=text, on=today()) if text and kind else None
    names = names_of(one.pk for side in sides.values() for one in side)
    parties = {
        side: [
            Party(one, names.get(one.pk, one.key), _address(request, take=(side, one.key)))
            for one in chosen_
        ]
        for side, chosen_ in sides.items()
    }
    return desk(
        request,
        "desk/register/event.html",
        form=form,
        kind=kind,
        kinds=[(code, words.EVENTS[code], hint) for code, hint in words.EVENT_HINTS.items()],
        title=words.EVENTS.get(kind, ""),
        hint=words.EVENT_HINTS.get(kind, ""),
        has_after=kind != "exit",
        here=_address(request),
        before=parties["before"],
        after=parties["after"],
        text=text,
        hits=found.count() if found is not None else None,
        found=[
            (row, _address(request, add=("before", row.organisation.key)),
             _address(request, add=("after", row.organisation.key)))
            for row in (first_page(found, FOUND) if found is not None else ())
        ],
        shown=FOUND,
    )  # fmt: skip


def _chosen(request: Visit, side: str) -> list[Any]:
    keys = dict.fromkeys(request.GET.getlist(side)[:50])
    return [one for key in keys if (one := organisation_asked(key)) is not None]


def _address(
    request: Visit,
    *,
    add: tuple[str, str] | None = None,
    take: tuple[str, str] | None = None,
) -> str:
    """This page with an organisation more, or less, in the choice."""
    query = QueryDict(mutable=True)
    if request.GET.get("kind"):
        query["kind"] = request.GET["kind"]
    for side in ("before", "after"):
        keys = list(dict.fromkeys(request.GET.getlist(side)))
        if add and add[0] == side and add[1] not in keys:
            keys.append(add[1])
        query.setlist(side, [key for key in keys if take != (side, key)])
    return f"{reverse('register:event')}?{query.urlencode()}"
