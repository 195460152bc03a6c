# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is read of a company, as the company itself sees it, and where it says that more stands."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from hcat.correspondence.api import OpenedLink
from hcat.portal import api
from hcat.portal.api import CLAIM_SCOPE, Source, company_called
from hcat.web.desk.register.pages import done, form_for
from hcat.web.pages import show
from hcat.web.personal import personal_page
from hcat.web.portal.claim_forms import CareersForm

from .sources import system_title


@require_http_methods(["GET", "HEAD", "POST"])
@personal_page(CLAIM_SCOPE)
def own_careers(request: HttpRequest, opened: OpenedLink) -> HttpResponse:
    claim = api.claim_behind(opened)
    form = form_for(request, CareersForm, initial={"address": claim.careers})
    is_saved = form.is_valid() and done(
        form, lambda: api.tell_careers(opened=opened, address=form.cleaned_data["address"])
    )
    key = claim.organisation.key
    found = api.sources(organisation=key).exclude(state=Source.State.ENDED)
    return show(
        request,
        "web/portal/own_careers.html",
        status=422 if form.errors else 200,
        form=form,
        company=company_called(key),
        rows=[(one, system_title(one.system)) for one in found],
        is_saved=is_saved,
        up=request.path.rsplit("/", 1)[0],
    )
