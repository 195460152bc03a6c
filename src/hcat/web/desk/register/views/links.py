# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Personal links: to whom access without an account was given, and ending that."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from hcat.correspondence.api import links, revoke_links
from hcat.foundation.api import NotFound
from hcat.parties.api import MEANING
from hcat.web.desk.register import words
from hcat.web.desk.register.forms.correspondence import RevokeForm
from hcat.web.desk.register.pages import Visit, actor, desk, desk_page, done, form_for
from hcat.web.desk.register.scopes import Scopes
from hcat.web.lists import Pages


@require_safe
@desk_page("correspondence.read")
def personal_links(request: Visit) -> HttpResponse:
    show_all = request.GET.get("all") == "1"
    text = request.GET.get("text", "").strip()[:200]
    found = links(open_only=not show_all)
    if text:
        found = found.filter(person__name__icontains=text)
    pages: Pages[Any] = Pages(request, found)
    scopes = Scopes()
    return desk(
        request,
        "desk/register/links.html",
        pages=pages,
        rows=[_row(link, scopes) for link in pages.items],
        text=text,
        show_all=show_all,
        is_filtered=bool(text or show_all),
        may_revoke=request.powers.may("correspondence.send"),
    )


def _row(link: Any, scopes: Scopes) -> dict[str, Any]:
    return {
        "link": link,
        "allows": words.LINKS.get(link.scope) or MEANING.get(link.scope, link.scope),
        "about": scopes.name(link.subject),
        "is_open": link.is_open(),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page("correspondence.send", somewhere=True)
def revoke(request: Visit, number: int) -> HttpResponse:
    link = links(open_only=True).filter(pk=number).first()
    if link is None:
        raise NotFound(
            _("This link does not work any more."), mend=_("Look at the list of personal links.")
        )
    form = form_for(
        request,
        RevokeForm,
    )
    ended: list[int] = []
    if form.is_valid() and done(
        form,
        lambda: ended.append(
            revoke_links(
                person_id=link.person_id, scope=link.scope, subject=link.subject,
                by=actor(request), **form.cleaned_data,
            )
        ),
    ):  # fmt: skip
        messages.success(
            request,
            ngettext("The link is revoked.", "%(count)d links are revoked.", ended[0])
            % {"count": ended[0]},
        )
        return redirect("register:links")
    return desk(request, "desk/register/revoke.html", form=form, row=_row(link, Scopes()))
