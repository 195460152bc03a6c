# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is done with one click, from the page of a question."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hcat.foundation.api import NotAllowed, NotFound, Refused
from hcat.helpdesk import api
from hcat.web.desk.register.pages import Visit, actor, desk_page

Deed = Callable[..., Any]


def _deed(
    do: Deed, told: str | Promise, *, as_person: bool = False
) -> Callable[..., HttpResponseBase]:
    """POST only; back to the question (that it joined), with what was done or why not."""

    @desk_page("helpdesk.answer", somewhere=True, does=True)
    def deed(request: Visit, number: str) -> HttpResponseBase:
        given = {"who": request.user} if as_person else {}
        try:
            done = do(number=number, by=actor(request), **given)
        except (NotAllowed, NotFound):
            raise
        except Refused as error:
            messages.error(request, str(error))
        else:
            messages.success(request, str(told))
            number = getattr(done, "number", number)
        return redirect("helpdesk:question", number)

    return deed


take = _deed(api.take, _("The question is with you."), as_person=True)
let_in = _deed(api.let_in, _("The question is let in; the asker knows that it was received."))
join = _deed(api.join, _("It stands with this question now, which waits for an answer."))
refuse = _deed(api.refuse, _("The question is refused as spam. In 30 days its text is erased."))
end_links = _deed(api.end_links, _("The links no longer work. The asker can ask for a new one."))
keep_earlier = _deed(
    api.keep_earlier_texts, _("Everybody now reads in its history what it says today.")
)
leave_as_it_is = _deed(
    api.leave_as_it_is, _("The initiative stays as it is; nobody is asked to look any more.")
)
nothing_to_answer = _deed(
    partial(api.close, reason=""),
    _("The question is closed. It opens when its asker adds something."),
)
reopen = _deed(api.reopen, _("The question waits for an answer again."))
