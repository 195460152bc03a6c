# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Best practices and successes at the desk."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hcat.sharing.api import (
    Practice,
    Success,
    ask_contact,
    contact_of,
    practice_called,
    practices,
    publish_practice,
    publish_success,
    remove_contact,
    retire_practice,
    success_called,
    successes,
    write_practice,
    write_success,
)
from hcat.web.desk.register.pages import Visit, actor, desk, form_for
from hcat.web.elements import Names
from hcat.web.lists import Pages
from hcat.web.sharing.forms.practices import ContactForm, PracticeForm, RetireForm, SuccessForm
from hcat.web.sharing.topics import name_of
from hcat.web.sharing.words import STATES

from .desk import (
    does,
    form_about,
    form_page,
    kept_as_draft,
    language_asked,
    name_of_language,
    overtaken,
    rewritten,
    saved,
    title_of,
    told,
    ways_to_write,
    with_form,
    writes,
)


@require_safe
@writes
def practice_list(request: Visit) -> HttpResponse:
    pages: Pages[Practice] = Pages(request, practices(state=None).order_by("-changed_at"))
    return desk(
        request,
        "web/sharing/desk/list.html",
        title=_("Best practices"),
        new=(_("Describe a best practice"), reverse("sharing:new-practice")),
        empty=_("No best practice was described yet. Begin with one that others ask about."),
        pages=pages,
        rows=[
            (one, reverse("sharing:desk-practice", args=[one.key]), STATES[one.state])
            for one in pages.items
        ],
    )


@require_safe
@writes
def practice(request: Visit, key: str) -> HttpResponse:
    found = practice_called(key)
    names = Names()
    return desk(
        request,
        "web/sharing/desk/practice.html",
        practice=found,
        said=found.said,
        state=STATES[found.state],
        topics=[name_of((one.kind, one.key), names) for one in found.topics.all()],
        contact=contact_of(found),
        languages=ways_to_write(found),
        editions=found.editions.all()[:20],
    )


@form_page
@writes
def new_practice(request: Visit) -> HttpResponse:
    form = form_for(request, PracticeForm)
    if made := kept_as_draft(request, form, write_practice):
        return redirect("sharing:desk-practice", made.key)
    return with_form(
        request, form, title=_("Describe a best practice"), button=_("Keep it"),
        lead=_("So that somebody else can do the same next year, without asking you."),
        back=reverse("sharing:desk-practices"),
    )  # fmt: skip


@form_page
@writes
def edit_practice(request: Visit, key: str) -> HttpResponse:
    found = practice_called(key)
    form, texts = form_about(request, PracticeForm, found)
    if rewritten(request, form, partial(write_practice, practice=key)):
        return redirect("sharing:desk-practice", key)
    return with_form(
        request, form, title=title_of(request, found), button=_("Save"),
        back=reverse("sharing:desk-practice", args=[key]),
        theirs=overtaken(form, found.edition, texts),
    )  # fmt: skip


@does
def publish(request: Visit, key: str) -> HttpResponse:
    told(
        request,
        lambda: publish_practice(by=actor(request), practice=key),
        _("Everybody can read it now."),
    )
    return redirect("sharing:desk-practice", key)


@form_page
@writes
def retire(request: Visit, key: str) -> HttpResponse:
    found = practice_called(key)
    form = form_for(request, RetireForm)
    if form.is_valid() and saved(
        form,
        lambda: retire_practice(by=actor(request), practice=key, **form.cleaned_data),
    ):
        messages.success(request, _("It is taken out of use."))
        return redirect("sharing:desk-practice", key)
    return with_form(
        request, form, title=_("Take “%(title)s” out of use") % {"title": found.title},
        button=_("Take it out of use"), back=reverse("sharing:desk-practice", args=[key]),
    )  # fmt: skip


@form_page
@writes
def contact(request: Visit, key: str) -> HttpResponse:
    found = practice_called(key)
    form = form_for(request, ContactForm)
    if form.is_valid() and saved(
        form, lambda: ask_contact(by=actor(request), practice=key, **form.cleaned_data)
    ):
        messages.success(request, _("They get a mail. Until they say yes, nobody sees who it is."))
        return redirect("sharing:desk-practice", key)
    return with_form(
        request, form, title=_("Who may be asked about “%(title)s”?") % {"title": found.title},
        lead=_("We ask them first, by mail. They say yes or no, and can change it at any time."),
        button=_("Ask them"), back=reverse("sharing:desk-practice", args=[key]),
    )  # fmt: skip


@does
def let_go(request: Visit, key: str) -> HttpResponse:
    told(
        request,
        lambda: remove_contact(by=actor(request), practice=key),
        _("Nobody is named any more."),
    )
    return redirect("sharing:desk-practice", key)


@require_safe
@writes
def success_list(request: Visit) -> HttpResponse:
    pages: Pages[Success] = Pages(request, successes(public=False))
    return desk(
        request,
        "web/sharing/desk/list.html",
        title=_("Successes"),
        new=(_("Tell a success"), reverse("sharing:new-success")),
        empty=_("No success was told yet. One that a figure shows is read best."),
        pages=pages,
        rows=[
            (one, reverse("sharing:edit-success", args=[one.key]), STATES[one.state])
            for one in pages.items
        ],
    )


@form_page
@writes
def new_success(request: Visit) -> HttpResponse:
    form = form_for(request, SuccessForm)
    if made := kept_as_draft(request, form, write_success):
        return redirect("sharing:edit-success", made.key)
    return with_form(
        request, form, title=_("Tell a success"), button=_("Keep it"),
        back=reverse("sharing:desk-successes"),
    )  # fmt: skip


@form_page
@writes
def edit_success(request: Visit, key: str) -> HttpResponse:
    found = success_called(key)
    form, texts = form_about(request, SuccessForm, found)
    if rewritten(request, form, partial(write_success, success=key)):
        return redirect("sharing:edit-success", key)
    return desk(
        request,
        "web/sharing/desk/success.html",
        status=422 if form.errors else 200,
        success=found,
        form=form,
        state=STATES[found.state],
        language=name_of_language(language_asked(request)),
        languages=ways_to_write(found),
        theirs=overtaken(form, found.edition, texts),
    )


@does
def publish_story(request: Visit, key: str) -> HttpResponse:
    told(
        request,
        lambda: publish_success(by=actor(request), success=key),
        _("Everybody can read it now."),
    )
    return redirect("sharing:edit-success", key)


@does
def withdraw_story(request: Visit, key: str) -> HttpResponse:
    told(
        request,
        lambda: publish_success(by=actor(request), success=key, is_public=False),
        _("Nobody can read it any more."),
    )
    return redirect("sharing:edit-success", key)
