# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The programme manager's own words, one section a page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from hcat.foundation.api import NotFound
from hcat.reports.api import SECTIONS, report_called, write_words
from hcat.web.desk.register.pages import Visit, actor, desk, desk_page, done, form_for
from hcat.web.reports.forms import WordsForm
from hcat.web.reports.views.desk import form_page


@form_page
@desk_page("reports.write")
def words(request: Visit, key: str, section: str) -> HttpResponse:
    found = report_called(key)
    if section not in SECTIONS[found.kind]:
        raise NotFound(
            _("This report has no section called %(section)s.") % {"section": section},
            mend=_("Go back to the report."),
        )
    row = found.words.filter(section=section).first()
    initial = {**(row.texts if row else {}), "edition": row.edition if row else 0}
    form = form_for(request, WordsForm, initial=initial)
    if form.is_valid():
        given = form.cleaned_data
        if done(
            form,
            lambda: write_words(
                by=actor(request), report=key, section=section, texts=form.texts,
                based_on=given["edition"],
            ),
        ):  # fmt: skip
            messages.success(request, _("Your words are saved."))
            return redirect("reports:desk-report", key)
    theirs = None
    if form.is_bound and row is not None and str(row.edition) != str(form["edition"].value()):
        theirs = row.texts
        form.based_on(row.edition)
    return desk(
        request,
        "web/reports/desk/words.html",
        status=422 if form.errors else 200,
        report=found,
        form=form,
        title=SECTIONS[found.kind][section],
        theirs=theirs,
    )
