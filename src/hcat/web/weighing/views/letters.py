# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Letters to owners: read, changed, sent by mail or printed in the house's style."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from hcat.foundation.api import HcatError
from hcat.web.desk.register.pages import Visit, actor, desk, desk_page, done, form_for
from hcat.web.lists import Pages
from hcat.web.weighing.forms import LetterForm
from hcat.web.weighing.paper import letter_as_pdf
from hcat.web.weighing.views.preparing import form_page
from hcat.weighing.api import (
    RULINGS,
    Letter,
    language_called,
    letter_numbered,
    letters,
    round_called,
    send_letters,
    went_on_paper,
    write_letter,
    written_in,
)


@form_page
@desk_page("weighing.manage")
def letter_list(request: Visit, key: str) -> HttpResponse:
    """All letters of a round; one button sends those with an address, another says that the
    others were posted. Each carries the letters that waited when the page was made."""
    found = round_called(key)
    error = ""
    if request.method == "POST":
        try:
            if request.POST.get("do") == "paper":
                number = went_on_paper(by=actor(request), round=key, shown=_shown(request))
                text = ngettext(
                    "%(number)s letter went on paper.", "%(number)s letters went on paper.", number
                )
            else:
                number = send_letters(by=actor(request), round=key, shown=_shown(request))
                text = ngettext(
                    "%(number)s letter is on its way.", "%(number)s letters are on their way.",
                    number,
                )  # fmt: skip
            messages.success(request, text % {"number": number})
            return redirect("weighing:letters", key)
        except HcatError as refused:
            error = str(refused)
    rows = letters(found)
    waiting = list(letters(found, waiting=True))
    pages = Pages[Letter](request, rows)
    return desk(
        request, "web/weighing/desk/letters.html", status=422 if error else 200, round=found,
        pages=pages, error=error,
        rows=[
            (one, one.ruling.entry, RULINGS[one.ruling.what], _foreign(one)) for one in pages.items
        ],
        by_mail=_waiting([one for one in waiting if one.person_id is not None]),
        on_paper=_waiting([one for one in waiting if one.person_id is None]),
    )  # fmt: skip


_CARRIED = re.compile(r"(\d{1,18}):(\d{1,9})", re.ASCII)


def _shown(request: Visit) -> dict[int, int]:
    """The edition of each letter that the page carried, by number."""
    pairs = _CARRIED.findall(request.POST.get("letters", ""))
    return {int(number): int(edition) for number, edition in pairs}


def _waiting(rows: list[Letter]) -> dict[str, Any]:
    """How many there are, and what their button carries, as `_shown` reads it."""
    return {
        "number": len(rows), "carried": " ".join(f"{one.pk}:{one.edition}" for one in rows)
    }  # fmt: skip


@form_page
@desk_page("weighing.manage")
def letter(request: Visit, number: int) -> HttpResponse:
    found = letter_numbered(number)
    form = form_for(
        request, LetterForm,
        initial={"subject": found.subject, "body": found.body, "edition": found.edition},
    )  # fmt: skip
    if form.is_valid() and done(
        form, lambda: write_letter(by=actor(request), letter=number, **form.cleaned_data)
    ):
        messages.success(request, _("The letter is saved."))
        return redirect("weighing:letters", found.ruling.entry.round.key)
    theirs = None
    if form.is_bound and str(form["edition"].value()) != str(found.edition):
        theirs = found
        form.based_on(found.edition)
    return desk(
        request, "web/weighing/desk/letter.html", status=422 if form.errors else 200, form=form,
        letter=found, entry=found.ruling.entry, round=found.ruling.entry.round, theirs=theirs,
        foreign=_foreign(found),
    )  # fmt: skip


def _foreign(found: Letter) -> str:
    """In which other languages parts of a letter stand that waits as it was drafted."""
    if found.went_on is not None or found.edition > 1:
        return ""
    ruling = found.ruling
    with translation.override(found.language):
        others = [text for text in (ruling.why, ruling.asked) if written_in(text)]
    return ", ".join(dict.fromkeys(language_called(one.spoken()[0]) for one in others))


@require_safe
@desk_page("weighing.manage")
def pdf(request: Visit, number: int) -> HttpResponse:
    found = letter_numbered(number)
    response = HttpResponse(letter_as_pdf(found), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="letter-{found.pk}.pdf"'
    return response
