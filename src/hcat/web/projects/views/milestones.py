# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Planning a milestone, and saying what became of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hcat.foundation.api import NotFound
from hcat.projects.api import (
    Milestone,
    drop_milestone,
    move_milestone,
    plan_milestone,
    reach_milestone,
)
from hcat.web.desk.register.pages import Visit, actor, desk_page, form_for
from hcat.web.projects.forms import MilestoneForm, SettleForm
from hcat.web.projects.pages import carried_out, form_page, overtaken, work_of


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page("projects.run", somewhere=True)
def new(request: Visit, kind: str, key: str) -> HttpResponse:
    subject = f"{kind}:{key}"
    work = work_of(request, subject, to="projects.run")
    form = form_for(request, MilestoneForm)
    status = 200
    if request.method == "POST":
        done, status = carried_out(
            form,
            lambda: plan_milestone(by=actor(request), subject=subject, **form.cleaned_data),
        )
        if done:
            messages.success(request, _("The milestone is planned."))
            return redirect(work.url)
    return form_page(
        request, work, form, status=status,
        title=_("Plan a milestone for %(title)s") % {"title": work.title},
        button=_("Plan the milestone"),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page("projects.run", somewhere=True)
def settle(request: Visit, number: int) -> HttpResponse:
    """It is there, it moves, or it will not come."""
    found = _milestone(number)
    work = work_of(request, found.subject, to="projects.run")
    form = form_for(request, SettleForm, initial={"edition": found.edition, "what": "reached"})
    status = 200
    if request.method == "POST":
        done, status = carried_out(form, lambda: _settle(request, found, form.cleaned_data))
        if done:
            messages.success(request, _("This is kept with the milestone."))
            return redirect(work.url)
        if status == 409:
            found = _milestone(number)
            overtaken(form, "edition", found.edition)
    return form_page(
        request, work, form, status=status, template="web/projects/milestone.html", milestone=found,
        moves=list(found.moves.all()), title=found.title, button=_("Keep this"),
    )  # fmt: skip


def _milestone(number: int) -> Milestone:
    found = Milestone.objects.prefetch_related("moves").filter(pk=number).first()
    if found is None:
        raise NotFound(
            _("There is no such milestone."), mend=_("Look it up on the page of its project.")
        )
    return found


def _settle(request: Visit, found: Milestone, given: dict[str, Any]) -> Any:
    by, words, edition = actor(request), given["words"], given["edition"]
    if given["what"] == "reached":
        return reach_milestone(
            by=by, milestone=found.pk, on=given["on"], evidence=words, edition=edition
        )
    if given["what"] == "moved":
        return move_milestone(
            by=by, milestone=found.pk, to=given["on"], reason=words, edition=edition
        )
    return drop_milestone(by=by, milestone=found.pk, reason=words, edition=edition)
