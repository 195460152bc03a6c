# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Events at the desk: planning, who comes, who came."""

from __future__ import annotations

import csv
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hcat.foundation.api import now
from hcat.sharing.api import (
    Event,
    SignUp,
    cancel_event,
    event_called,
    events,
    note_attendance,
    publish_event,
    sign_ups,
    thank,
    to_thank,
    when,
    write_event,
)
from hcat.web.desk.register.pages import Visit, actor, desk, form_for
from hcat.web.lists import Pages
from hcat.web.sharing.forms.events import AttendanceForm, CancelForm, EventForm
from hcat.web.sharing.words import STATES
from hcat.web.views.files import harmless

from .desk import (
    does,
    form_about,
    form_page,
    kept_as_draft,
    language_asked,
    overtaken,
    rewritten,
    saved,
    title_of,
    told,
    ways_to_write,
    with_form,
    writes_all,
)
from .events import row_of

SHOWN_AT_ONCE = 50


@require_safe
@writes_all
def event_list(request: Visit) -> HttpResponse:
    pages: Pages[Event] = Pages(request, events(public=False).order_by("-starts_at", "-id"))
    return desk(
        request,
        "web/sharing/desk/list.html",
        title=_("Events"),
        new=(_("Plan an event"), reverse("sharing:new-event")),
        empty=_("No event was planned yet."),
        pages=pages,
        rows=[
            (
                one,
                reverse("sharing:desk-event", args=[one.key]),
                f"{when(one)}; {row_of(one)['word']}",
            )
            for one in pages.items
        ],
    )


@require_safe
@writes_all
def event(request: Visit, key: str) -> HttpResponse:
    found = event_called(key)
    pages: Pages[SignUp] = Pages(request, sign_ups(found), per_page=SHOWN_AT_ONCE)
    has_begun = found.starts_at <= now()
    return desk(
        request,
        "web/sharing/desk/event.html",
        event=found,
        row=row_of(found),
        said=found.said,
        state=STATES[found.state],
        languages=ways_to_write(found),
        pages=pages,
        rows=pages.items,
        is_draft=found.state == "draft",
        may_cancel=found.state == "draft" or (found.state == "published" and not has_begun),
        may_note=found.state == "published" and has_begun,
        may_thank=found.visitors is not None and to_thank().filter(event=found).exists(),
    )


@form_page
@writes_all
def new_event(request: Visit) -> HttpResponse:
    form = form_for(request, EventForm, initial={"spoken": language_asked(request)})
    if made := kept_as_draft(request, form, write_event):
        return redirect("sharing:desk-event", made.key)
    return with_form(
        request, form, title=_("Plan an event"), button=_("Keep it"),
        back=reverse("sharing:desk-events"),
    )  # fmt: skip


@form_page
@writes_all
def edit_event(request: Visit, key: str) -> HttpResponse:
    found = event_called(key)
    form, texts = form_about(request, EventForm, found)
    if rewritten(request, form, partial(write_event, event=key)):
        return redirect("sharing:desk-event", key)
    return with_form(
        request, form, title=title_of(request, found), button=_("Save"),
        lead=_("Whoever signed up gets a mail when time or place become other than they were."),
        back=reverse("sharing:desk-event", args=[key]),
        theirs=overtaken(form, found.edition, texts),
    )  # fmt: skip


@does
def publish(request: Visit, key: str) -> HttpResponse:
    told(
        request,
        lambda: publish_event(by=actor(request), event=key),
        _("Everybody can read it now, and sign up."),
    )
    return redirect("sharing:desk-event", key)


@form_page
@writes_all
def cancel(request: Visit, key: str) -> HttpResponse:
    found = event_called(key)
    form = form_for(request, CancelForm)
    if form.is_valid() and saved(
        form, lambda: cancel_event(by=actor(request), event=key, **form.cleaned_data)
    ):
        messages.success(request, _("It is cancelled. Whoever signed up gets a mail."))
        return redirect("sharing:desk-event", key)
    return with_form(
        request, form, title=_("Cancel “%(title)s”") % {"title": found.title},
        lead=_("Your reason stands in the mail to those who signed up, and on the page."),
        button=_("Cancel the event"), back=reverse("sharing:desk-event", args=[key]),
    )  # fmt: skip


@form_page
@writes_all
def attendance(request: Visit, key: str) -> HttpResponse:
    found = event_called(key)
    pages: Pages[SignUp] = Pages(request, sign_ups(found), per_page=SHOWN_AT_ONCE)
    expected = pages.items
    came = [one.pk for one in expected if one.came]
    known = sign_ups(found).filter(came=True).count()
    # After a year the names are gone, and who came stays: all of them are others then.
    others = found.others if found.visitors is None else found.visitors - known
    form = form_for(
        request, AttendanceForm, expected=expected, is_long=pages.is_long,
        initial={"came": came, "others": others},
    )  # fmt: skip
    if form.is_valid() and saved(
        form,
        lambda: note_attendance(
            by=actor(request), event=key, came=form.numbers,
            others=form.cleaned_data["others"], among=[one.pk for one in expected],
            is_whole=form.is_whole,
        ),
    ):  # fmt: skip
        is_known = event_called(key).visitors is not None
        messages.success(
            request,
            _("It is noted who came.")
            if is_known
            else _("This page is noted. How many came is known once every page was."),
        )
        return redirect(pages.next_url or reverse("sharing:desk-event", args=[key]))
    return with_form(
        request, form, title=_("Who came to “%(title)s”?") % {"title": found.title},
        button=_("Note it"), back=reverse("sharing:desk-event", args=[key]), pages=pages,
        lead=_("A list in pages: note each page before you go to the next.")
        if pages.is_long
        else "",
    )  # fmt: skip


@does
def thank_them(request: Visit, key: str) -> HttpResponse:
    told(
        request,
        lambda: thank(by=actor(request), event=key),
        _("Whoever came gets a mail with your thanks."),
    )
    return redirect("sharing:desk-event", key)


@require_safe
@writes_all
def people(request: Visit, key: str) -> HttpResponse:
    """The list for the door, as a spreadsheet reads it."""
    found = event_called(key)
    words = {SignUp.State.PLACED: _("has a place"), SignUp.State.WAITING: _("waits")}
    response = HttpResponse("\N{BYTE ORDER MARK}", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.key}.csv"'
    writer = csv.writer(response)
    writer.writerow(
        [_("Name"), _("Organisation"), _("Mail address"), _("State"), _("Signed up on"), _("Came")]
    )
    came = {None: "", True: _("yes"), False: _("no")}
    for one in sign_ups(found).iterator():
        writer.writerow(
            harmless(cell)
            for cell in (
                one.person.name, one.organisation, one.person.mail,
                words[SignUp.State(one.state)]
                + ("" if one.confirmed_at else f", {_('not confirmed yet')}"),
                timezone.localtime(one.signed_at).date().isoformat(), came[one.came],
            )
        )  # fmt: skip
    return response
