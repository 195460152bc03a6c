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
    batch_by_number,
    draft_by_number,
    file_by_number,
    is_open_to_all,
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
from hcat.web.desk.pages import actor, desk, desk_page, let_in_somewhere
from hcat.web.desk.pages import let_in as let_person_in
from hcat.web.elements import title_of
from hcat.web.site import Link

from .checking import Said, trail


@desk_page
def attach_file(request: HttpRequest, number: int) -> HttpResponse:
    """A file to a draft."""
    draft = draft_by_number(number)
    item = newest("result", draft.result)
    let_person_in(request, "evidence.record", standing_in(item.sheet))
    about = f"{title_of(item)}: {draft_words.short(draft)}"
    return _attaching(request, about, reverse("desk:draft", args=[number]), draft=number)


@desk_page
def attach_to_batch(request: HttpRequest, number: int) -> HttpResponse:
    """A file to a batch: it shows where all its figures come from."""
    batch = batch_by_number(number)
    let_in_somewhere(request, "evidence.record")
    about = draft_words.short_batch(batch)
    return _attaching(request, about, reverse("desk:batch", args=[number]), batch=number)


def _attaching(request: HttpRequest, name: str, back: str, **to: int) -> HttpResponse:
    """A file, what it shows, and who may read it. What was typed stays when a file is refused."""
    kept = keeping.kept(request) or {}
    about, is_public = kept.get("about", [""])[0], bool(kept.get("is_public"))
    problem: HcatError | None = None
    if request.method == "POST":
        about, is_public = request.POST.get("about", ""), "is_public" in request.POST
        try:
            made = _attached(request, about=about, is_public=is_public, **to)
        except (NotAllowed, NotFound):
            raise
        except HcatError as error:
            problem = error
        else:
            keeping.forget(request)
            return _back(request, back, _("%(name)s is attached.") % {"name": made.name})
    return desk(
        request,
        "web/desk/attach.html",
        status=422 if problem else 200,
        back=back,
        about=name,
        typed={"about": about, "is_public": is_public},
        problem=problem,
        accept=ACCEPT,
        kinds=let_in(),
        largest=LARGEST_MB,
        trail=trail(),
    )


def _attached(request: HttpRequest, *, about: str, is_public: bool, **to: int) -> EvidenceFile:
    file = request.FILES.get("file")
    if file is None:
        raise Refused(
            _("No file was chosen."),
            mend=_("Choose one on your device, and send the form again."),
        )
    # One byte more than is let in tells that it is too large; the rest need not be read.
    content = file.read(LARGEST_MB * 1024 * 1024 + 1)
    return attach(
        by=actor(request), name=file.name or "", content=content, about=about,
        is_public=is_public, **to,
    )  # fmt: skip


@require_POST
@desk_page
def show_file(request: HttpRequest, number: int) -> HttpResponse:
    is_public = request.POST.get("to") == "everybody"
    file = show_to(by=actor(request), file=number, is_public=is_public)
    if not is_public:
        message = _("Only staff can read it.")
    elif is_open_to_all(file):
        message = _("Everybody can read it now.")
    else:
        message = _("Everybody can read it once the figure is approved.")
    return _back(request, _page_of(file), message)


def _page_of(file: EvidenceFile) -> str:
    """Where what it shows stands at the desk."""
    if file.batch_id is not None:
        return reverse("desk:batch", args=[file.batch_id])
    return reverse("desk:draft", args=[file.draft_id])


class TakeAway(Work):
    """The content goes for good; that it was there, and why it went, stays."""

    template = "web/desk/settle.html"

    def __init__(self, request: HttpRequest, number: int) -> None:
        super().__init__(request)
        self.file = file_by_number(number)
        if self.file.draft is None:
            let_in_somewhere(request, "evidence.record")
        else:
            item = newest("result", self.file.draft.result)
            let_person_in(request, "evidence.record", standing_in(item.sheet))
        self.title = _("Take a file away")
        self.lead = _("Its content is removed for good. That it was here, and why it went, stays.")
        self.about = self.file.name
        self.back = _page_of(self.file)

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


def _back(request: HttpRequest, to: str, message: str) -> HttpResponse:
    messages.success(request, message)
    response = HttpResponseRedirect(to)
    response.status_code = 303
    return response
