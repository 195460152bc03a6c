# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an owner sees of a proposal, and says of it, behind a personal link."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from hcat.bundling.api import (
    COMMENT_LINK,
    KIND_MEANINGS,
    KINDS,
    comment_behind,
    give_comment,
    name_of,
)
from hcat.correspondence.api import OpenedLink
from hcat.web.bundling.forms import CommentForm
from hcat.web.bundling.shown import gets_of
from hcat.web.desk.register.pages import done
from hcat.web.pages import show
from hcat.web.personal import personal_page


@require_http_methods(["GET", "HEAD", "POST"])
@personal_page(COMMENT_LINK)
def comment(request: HttpRequest, opened: OpenedLink) -> HttpResponse:
    found = comment_behind(opened)
    proposal = found.proposal
    form = CommentForm(request.POST or None, initial={"text": found.text})
    is_given = False
    if request.method == "POST" and form.is_valid():
        is_given = done(form, lambda: give_comment(opened=opened, text=form.cleaned_data["text"]))
    return show(
        request, "web/bundling/comment.html", status=422 if form.errors else 200, form=form,
        proposal=proposal, kind=KINDS[proposal.kind], meaning=KIND_MEANINGS[proposal.kind],
        own=name_of(found.initiative), members=[name_of(key) for key in proposal.members],
        heir=name_of(proposal.heir) if proposal.heir else "",
        go_on=[name_of(key) for key in proposal.heirs],
        gets=gets_of(proposal), is_given=is_given,
    )  # fmt: skip
