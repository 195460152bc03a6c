# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages of sharing at the desk share, and the page that leads to them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hcat.foundation.api import HcatError
from hcat.sharing.api import events, issues, practices, readers, successes
from hcat.web.desk.register.pages import Visit, actor, desk, desk_page, form_for
from hcat.web.lists import Pages
from hcat.web.sharing.forms.base import EditionForm

T = TypeVar("T")
F = TypeVar("F", bound=EditionForm)
form_page = require_http_methods(["GET", "HEAD", "POST"])
writes = desk_page("sharing.write", somewhere=True)
writes_all = desk_page("sharing.write")
does = desk_page("sharing.write", somewhere=True, does=True)


def saved(form: Any, operation: Callable[[], Any]) -> bool:
    """Do it; every refusal becomes an error of the form, also that somebody may not: who leads a
    part of the agenda finds out by the topics that were chosen, and typed a page by then."""
    try:
        operation()
    except HcatError as error:
        form.refuse(error)
        return False
    return True


def kept_as_draft(request: HttpRequest, form: Any, write: Callable[..., T]) -> T | None:
    """What is written for the first time, in the language that the address asks for; None while the
    form is empty or has something to mend."""
    made: list[T] = []
    if form.is_valid() and saved(
        form,
        lambda: made.append(
            write(
                by=actor(request), language=language_asked(request), text=form.text,
                facts=form.facts,
            )
        ),
    ):  # fmt: skip
        messages.success(request, _("It is kept as a draft. Read it over, then publish it."))
    return made[0] if made else None


def form_about(request: HttpRequest, form: type[F], found: Any) -> tuple[F, dict[str, str]]:
    """The form about what was written before, with its texts in the language that the address asks
    for; and those texts."""
    texts = found.texts.get(language_asked(request), {})
    initial = {**texts, **form.as_it_is(found)}  # type: ignore[attr-defined]
    return form_for(request, form, initial=initial), texts


def rewritten(request: HttpRequest, form: Any, write: Callable[..., Any]) -> bool:
    """Whether it was written over, as it was read: `write` knows what it is about."""
    if not form.is_valid() or not saved(
        form,
        lambda: write(
            by=actor(request), language=language_asked(request), text=form.text,
            facts=form.facts, based_on=form.cleaned_data["edition"],
        ),
    ):  # fmt: skip
        return False
    messages.success(request, _("It is saved."))
    return True


def told(request: HttpRequest, deed: Callable[[], Any], done: str) -> None:
    """Do it, and say on the next page that it is done or why not."""
    try:
        deed()
    except HcatError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)


def with_form(
    request: HttpRequest,
    form: Any,
    *,
    title: str,
    back: str,
    button: str,
    lead: str = "",
    theirs: Iterable[tuple[Any, str]] = (),
    pages: Pages[Any] | None = None,
) -> HttpResponse:
    """A page that is one form; `pages` where it is about a long list, a page of it at a time."""
    return desk(
        request,
        "web/sharing/desk/form.html",
        status=422 if form.errors else 200,
        form=form,
        title=title,
        lead=lead,
        back=back,
        button=button,
        theirs=list(theirs),
        pages=pages,
    )


def overtaken(form: EditionForm, edition: int, texts: dict[str, str]) -> list[tuple[Any, str]]:
    """What somebody else saved meanwhile, field by field, where that happened; saving once more
    then puts what was typed in its place."""
    if not form.is_bound or str(edition) == str(form["edition"].value()):
        return []
    form.based_on(edition)
    return [(form[name].label, text) for name, text in texts.items() if name in form.fields]


def language_asked(request: HttpRequest) -> str:
    """The language that the address asks to write in; without one, that of the page."""
    asked = request.GET.get("language", "") or (get_language() or "nl")[:2]
    return asked if asked in dict(settings.LANGUAGES) else "nl"


def name_of_language(code: str) -> str:
    return dict(settings.LANGUAGES)[code]


def title_of(request: HttpRequest, found: Any) -> str:
    """What is written about, and the language in which it is."""
    return f"{found.title} ({name_of_language(language_asked(request))})"


def ways_to_write(found: Any) -> list[tuple[str, str, bool]]:
    """Each language of the site, its name, and whether it was written in."""
    return [(code, name, code in found.texts) for code, name in settings.LANGUAGES]


@require_safe
@desk_page("sharing.write", somewhere=True)
def overview(request: Visit) -> HttpResponse:
    found = [
        (_("Best practices"), "sharing:desk-practices", practices(state=None)),
        (_("Successes"), "sharing:desk-successes", successes(public=False)),
    ]
    if request.powers.may("sharing.write"):
        found += [
            (_("Events"), "sharing:desk-events", events(public=False)),
            (_("Newsletter"), "sharing:desk-news", issues(public=False)),
        ]
    return desk(
        request,
        "web/sharing/desk/overview.html",
        parts=[
            (title, url, rows.count(), rows.filter(state="draft").count())
            for title, url, rows in found
        ],
        readers=readers().total,
    )
