# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files beside a figure, at the desk: attach, show to everybody or not, take away."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hcat.agenda.api import standing_in
from hcat.evidence.api import (
    ACCEPT,
    LARGEST_MB,
    EvidenceFile,
    attach,
    draft_by_number,
    file_by_number,
    let_in,
    show_to,
    take_away,
)
from hcat.foundation.api import HcatError, NotAllowed, NotFound, Refused
from hcat.web.desk import draft_words, keeping
from hcat.web.desk.agenda_work import newest
from hcat.web.desk.flow import Work
from hcat.web.desk.forms.data import Data
from hcat.web.desk.forms.form import Form
from hcat.web.desk.pages import actor, desk, desk_page
from hcat.web.desk.pages import let_in as let_person_in
from hcat.web.elements import title_of
from hcat.web.site import Link

from .checking import Said, trail


@desk_page
def attach_file(request: HttpRequest, number: int) -> HttpResponse:
    """A file, what it shows, and who may read it. What was typed stays when a file is refused."""
    draft = draft_by_number(number)
    item = newest("result", draft.result)
    let_person_in(request, "evidence.record", standing_in(item.sheet))
    kept = keeping.kept(request) or {}
    about, is_public = kept.get("about", [""])[0], bool(kept.get("is_public"))
    problem: HcatError | None = None
    if request.method == "POST":
        about, is_public = request.POST.get("about", ""), "is_public" in request.POST
        try:
            made = _attached(request, number, about=about, is_public=is_public)
        except (NotAllowed, NotFound):
            raise
        except HcatError as error:
            problem = error
        else:
            keeping.forget(request)
            return _back(request, number, _("%(name)s is attached.") % {"name": made.name})
    return desk(
        request,
        "web/desk/attach.html",
        status=422 if problem else 200,
        draft=draft,
        about=f"{title_of(item)}: {draft_words.short(draft)}",
        typed={"about": about, "is_public": is_public},
        problem=problem,
        accept=ACCEPT,
        kinds=let_in(),
        largest=LARGEST_MB,
        trail=trail(),
    )


def _attached(request: HttpRequest, number: int, *, about: str, is_public: bool) -> EvidenceFile:
    file = request.FILES.get("file")
    if file is None:
        raise Refused(
            _("No file was chosen."),
            mend=_("Choose one on your device, and send the form again."),
        )
    # One byte more than is let in tells that it is too large; the rest need not be read.
    content = file.read(LARGEST_MB * 1024 * 1024 + 1)
    return attach(
        by=actor(request), draft=number, name=file.name or "", content=content, about=about,
        is_public=is_public,
    )  # fmt: skip


@require_POST
@desk_page
def show_file(request: HttpRequest, number: int) -> HttpResponse:
    is_public = request.POST.get("to") == "everybody"
    file = show_to(by=actor(request), file=number, is_public=is_public)
    message = (
        _("Everybody can read it once the figure is approved.")
        if is_public
        else _("Only staff can read it.")
    )
    return _back(request, file.draft_id, message)


class TakeAway(Work):
    """The content goes for good; that it was there, and why it went, stays."""

    template = "web/desk/settle.html"

    def __init__(self, request: HttpRequest, number: int) -> None:
        super().__init__(request)
        self.file = file_by_number(number)
        item = newest("result", self.file.draft.result)
        let_person_in(request, "evidence.record", standing_in(item.sheet))
        self.title = _("Take a file away")
        self.lead = _("Its content is removed for good. That it was here, and why it went, stays.")
        self.about = self.file.name
        self.back = reverse("desk:draft", args=[self.file.draft_id])

    def forms(self, data: Data) -> list[Form[Any]]:
        return [Form(Said, data, self.offer, called={"reason": _("Why it is taken away")})]

    def _try(self, data: Data, *, is_confirmed: bool) -> HttpResponse:
        return super()._try(data, is_confirmed=True)

    def do(self, answers: list[Said]) -> Any:
        [said] = answers
        return take_away(by=actor(self.request), file=self.file.pk, reason=said.reason)

    def done(self, outcome: Any) -> tuple[str, str]:
        return _("The file is taken away."), self.back

    def trail(self) -> list[Link]:
        return trail()


@desk_page
def take_file_away(request: HttpRequest, number: int) -> HttpResponse:
    return TakeAway(request, number).respond()


def _back(request: HttpRequest, number: int, message: str) -> HttpResponse:
    messages.success(request, message)
    response = HttpResponseRedirect(reverse("desk:draft", args=[number]))
    response.status_code = 303
    return response
