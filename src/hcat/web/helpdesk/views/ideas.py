# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""An idea becomes an initiative: one click to look, one to do it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from hcat.helpdesk.api import become_initiative, proposed
from hcat.helpdesk.api import question as question_called
from hcat.web.desk.register.pages import Visit, actor, desk, desk_page, form_for
from hcat.web.helpdesk.arranging_forms import IdeaForm
from hcat.web.helpdesk.calls import answered
from hcat.web.helpdesk.views.arranging import saved
from hcat.web.helpdesk.views.desk import form_page


@form_page
@desk_page("agenda.change")
def adopt(request: Visit, number: str) -> HttpResponse:
    found = question_called(number, who=request.user)
    made, call = proposed(found), answered(found.call)
    asked = call.choices if call else {}
    form = form_for(
        request, IdeaForm, language=found.language, asked=asked,
        initial={
            "name": made.name, "summary": made.summary, "owner": made.owner,
            "placements": call.placed(made.placements) if call else made.placements,
            "edition": found.edition,
            **{name: [value for value, _title in values] for name, values in asked.items()},
        },
    )  # fmt: skip
    done: list[Any] = []
    if form.is_valid() and saved(
        form,
        lambda: done.append(
            become_initiative(
                number=number, fields=form.sheet, edition=form.cleaned_data["edition"],
                by=actor(request),
            )
        ),
    ):  # fmt: skip
        messages.success(
            request,
            _("The idea is initiative %(number)d now. Its asker is told, and is its owner.")
            % {"number": done[0].sheet.number},
        )
        return redirect("helpdesk:question", number)
    return desk(
        request, "web/helpdesk/desk/idea.html", status=422 if form.errors else 200, form=form,
        question=question_called(number, who=request.user), next_number=made.number,
        files=made.files, call=call,
    )  # fmt: skip
