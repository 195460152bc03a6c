# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The newsletter at the desk: drafted from what is new, put in order, read, sent."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from hcat.foundation.api import NotFound
from hcat.sharing.api import (
    Issue,
    IssueLink,
    add_item,
    arrange_issue,
    draft_issue,
    drop_issue,
    gather_again,
    issue_as_mail,
    issue_called,
    issues,
    items_of_issue,
    newsletter_due,
    readers,
    send_issue,
    withdrawn,
    write_issue,
    write_item,
)
from hcat.web.desk.register.pages import Visit, actor, desk, desk_page, form_for
from hcat.web.lists import Pages, address
from hcat.web.sharing.forms.news import ArrangeForm, IssueForm, ItemForm, OwnItemForm, SendForm
from hcat.web.sharing.words import KINDS, STATES

from .desk import (
    does,
    form_page,
    language_asked,
    name_of_language,
    overtaken,
    saved,
    told,
    ways_to_write,
    with_form,
    writes_all,
)


@require_safe
@writes_all
def issue_list(request: Visit) -> HttpResponse:
    pages: Pages[Issue] = Pages(request, issues(public=False))
    return desk(
        request,
        "web/sharing/desk/issues.html",
        pages=pages,
        rows=[(one, STATES[one.state]) for one in pages.items],
        due=newsletter_due(),
        readers=_readers(),
    )


def _readers() -> list[tuple[str, int]]:
    return [(name_of_language(code), number) for code, number in readers().by_language.items()]


@does
def draft(request: Visit) -> HttpResponse:
    told(request, lambda: draft_issue(by=actor(request)), _("A draft was made of what is new."))
    found = issues(public=False).filter(state="draft").first()
    return redirect("sharing:desk-issue", found.key) if found else redirect("sharing:desk-news")


@form_page
@writes_all
def issue(request: Visit, key: str) -> HttpResponse:
    found = issue_called(key)
    pages: Pages[IssueLink] = Pages(request, items_of_issue(found, every=True))
    links = pages.items
    elsewhere = found.links.filter(is_left_out=True).exclude(pk__in=[one.pk for one in links])
    form = form_for(request, ArrangeForm, links=links, initial={"edition": found.edition})
    if form.is_valid() and saved(
        form,
        lambda: arrange_issue(
            by=actor(request), issue=key, places=form.places,
            left_out=[*form.left_out, *elsewhere.values_list("number", flat=True)],
            based_on=form.cleaned_data["edition"],
        ),
    ):  # fmt: skip
        messages.success(request, _("The order is saved."))
        return redirect(address(request))
    overtaken(form, found.edition, {})
    is_draft = found.state == "draft"
    gone = {one.pk for one in withdrawn(links)} if is_draft else set()
    return desk(
        request,
        "web/sharing/desk/issue.html",
        status=422 if form.errors else 200,
        issue=found,
        form=form,
        pages=pages,
        rows=[
            (one, KINDS.get(one.kind, one.kind), place, out, one.pk in gone)
            for one, place, out in form.rows
        ],
        state=STATES[found.state],
        languages=ways_to_write(found),
        is_draft=is_draft,
        may_send=request.powers.may("sharing.send"),
    )


@form_page
@writes_all
def words(request: Visit, key: str) -> HttpResponse:
    found = issue_called(key)
    language = language_asked(request)
    texts = found.texts.get(language, {})
    form = form_for(request, IssueForm, initial={**texts, "edition": found.edition})
    if form.is_valid() and saved(
        form,
        lambda: write_issue(
            by=actor(request), issue=key, language=language, text=form.text,
            based_on=form.cleaned_data["edition"],
        ),
    ):  # fmt: skip
        messages.success(request, _("Your words are saved."))
        return redirect("sharing:desk-issue", key)
    return with_form(
        request, form,
        title=_("Subject and opening (%(language)s)") % {"language": name_of_language(language)},
        lead=_("Plain text; an empty line begins a new paragraph."), button=_("Save"),
        back=reverse("sharing:desk-issue", args=[key]),
        theirs=overtaken(form, found.edition, texts),
    )  # fmt: skip


@form_page
@writes_all
def item(request: Visit, key: str, number: int) -> HttpResponse:
    found = issue_called(key)
    one = found.links.filter(number=number).first()
    if one is None:
        raise NotFound(
            _("This issue has no item %(number)s.") % {"number": number},
            mend=_("Open the issue again."),
        )
    language = language_asked(request)
    texts = one.texts.get(language, {})
    form = form_for(request, ItemForm, initial={**texts, "edition": found.edition})
    if form.is_valid() and saved(
        form,
        lambda: write_item(
            by=actor(request), issue=key, number=number, language=language, text=form.words,
            based_on=form.cleaned_data["edition"],
        ),
    ):  # fmt: skip
        messages.success(request, _("Your words are saved."))
        return redirect("sharing:desk-issue", key)
    return with_form(
        request, form, title=f"{one.title} ({name_of_language(language)})", button=_("Save"),
        back=reverse("sharing:desk-issue", args=[key]),
        theirs=overtaken(form, found.edition, texts),
    )  # fmt: skip


@form_page
@writes_all
def add(request: Visit, key: str) -> HttpResponse:
    found = issue_called(key)
    language = language_asked(request)
    form = form_for(request, OwnItemForm, initial={"edition": found.edition})
    if form.is_valid() and saved(
        form,
        lambda: add_item(
            by=actor(request), issue=key, language=language, text=form.words,
            path=form.cleaned_data["path"], based_on=form.cleaned_data["edition"],
        ),
    ):  # fmt: skip
        messages.success(request, _("The item is added."))
        return redirect("sharing:desk-issue", key)
    return with_form(
        request, form,
        title=_("Add an item (%(language)s)") % {"language": name_of_language(language)},
        button=_("Add"), back=reverse("sharing:desk-issue", args=[key]),
        theirs=overtaken(form, found.edition, {}),
    )  # fmt: skip


@does
def gather(request: Visit, key: str) -> HttpResponse:
    told(
        request,
        lambda: gather_again(by=actor(request), issue=key),
        _("What became new since was added at the end."),
    )
    return redirect("sharing:desk-issue", key)


@require_safe
@writes_all
def preview(request: Visit, key: str) -> HttpResponse:
    """As a page and as the mail, in one language."""
    found = issue_called(key)
    language = language_asked(request)
    links = list(items_of_issue(found))
    gone = {one.pk for one in withdrawn(links)} if found.state == "draft" else set()
    title, body = issue_as_mail(found, links, language)
    with override(language):
        shown: dict[str, Any] = {
            "said": found.said,
            "items": [(one.said, one.path, one.pk in gone) for one in links],
        }
    return desk(
        request,
        "web/sharing/desk/preview.html",
        issue=found,
        title=title,
        body=body,
        code=language,
        gone=len(gone),
        languages=[(code, name, code == language) for code, name in settings.LANGUAGES],
        **shown,
    )


@form_page
@desk_page("sharing.send")
def send(request: Visit, key: str) -> HttpResponse:
    found = issue_called(key)
    form = form_for(request, SendForm)
    if form.is_valid() and saved(form, lambda: send_issue(by=actor(request), issue=key)):
        messages.success(request, _("It goes out: the mails leave in batches."))
        return redirect("sharing:desk-issue", key)
    return desk(
        request,
        "web/sharing/desk/send.html",
        status=422 if form.errors else 200,
        issue=found,
        form=form,
        readers=_readers(),
        missing=[
            name_of_language(code)
            for code, number in readers().by_language.items()
            if number and code not in found.texts
        ],
    )


@does
def drop(request: Visit, key: str) -> HttpResponse:
    told(
        request,
        lambda: drop_issue(by=actor(request), issue=key),
        _("The draft is thrown away. What is new is offered again in the next one."),
    )
    return redirect("sharing:desk-news")
