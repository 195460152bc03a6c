# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whom a wave asks: its frame, the lists that are brought, and the draw."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hcat.surveys.api import (
    ListRefused,
    Population,
    bring_contacts,
    bring_list,
    draw_sample,
    frame_counts,
    take_frame,
    wave_called,
)
from hcat.web import words
from hcat.web.desk.register.pages import Visit, actor, form_for
from hcat.web.surveys.desk_forms.waves import DrawForm, ListForm
from hcat.web.surveys.desk_words import in_order

from .desk import does, done, form_page, runs
from .told import told
from .wave_pages import back_to, page_of


@does
def frame(request: Visit, survey: str, wave: str) -> HttpResponse:
    found = wave_called(survey, wave)
    told(
        request,
        lambda: take_frame(by=actor(request), wave_id=found.pk),
        _("The frame is taken from the register. Now draw who is asked."),
    )
    return redirect(back_to(found, "frame"))


def _brought(form: Any, bring: Callable[[Path], int]) -> int | None:
    """How many came of the file of a form. None where it was refused: the form tells then why, and
    which rows (`rows`) are wrong."""
    file = form.cleaned_data["file"]
    with TemporaryDirectory() as folder:
        # As it is called where it comes from, since refusals name it; a browser may send anything.
        path = Path(folder) / get_valid_filename(Path(file.name).name)[-100:]
        with path.open("wb") as out:
            out.writelines(file.chunks())
        brought: list[int] = []
        if done(form, lambda: brought.append(_rows_told(form, lambda: bring(path)))):
            return brought[0]
        return None


def _rows_told(form: Any, bring: Callable[[], int]) -> int:
    try:
        return bring()
    except ListRefused as error:
        form.rows = error.problems
        raise


@form_page
@runs
def people_list(request: Visit, survey: str, wave: str) -> HttpResponse:
    """People with their mail addresses, or schools with a number of tickets."""
    found = wave_called(survey, wave)
    form = form_for(request, ListForm)
    if form.is_valid():
        number = _brought(
            form,
            lambda path: bring_list(by=actor(request), wave_id=found.pk, path=path),
        )
        if number is not None:
            text = ngettext("%(n)s is on the list now.", "%(n)s are on the list now.", number)
            messages.success(request, text % {"n": words.number(number)})
            return redirect(back_to(found, "frame"))
    lines = [
        _(
            "Columns: name and mail; and, where you know them, language, size, sector, place, "
            "group."
        ),
        _("Or for schools, without names: school and pupils (how many)."),
    ]
    if found.survey.asks_minors:
        lines = [
            _("Columns: school, pupils (how many), parents agreed on, parents agreed how."),
            _("Without the parents no ticket is handed out."),
        ]
    return page_of(
        request, found, form, _("Bring a list"), _("Read the list"), lines=lines,
        lead=_("It replaces the list that was brought before."), rows=getattr(form, "rows", ()),
    )  # fmt: skip


@form_page
@runs
def contacts(request: Visit, survey: str, wave: str) -> HttpResponse:
    """Whom to write to for each organisation."""
    found = wave_called(survey, wave)
    form = form_for(request, ListForm)
    if form.is_valid():
        number = _brought(
            form,
            lambda path: bring_contacts(by=actor(request), wave_id=found.pk, path=path),
        )
        if number is not None:
            text = ngettext(
                "%(n)s contact is taken over.", "%(n)s contacts are taken over.", number
            )
            messages.success(request, text % {"n": words.number(number)})
            return redirect(back_to(found, "draw"))
    return page_of(
        request, found, form, _("Bring contacts"), _("Read the list"),
        lines=[_("Columns: organisation (name, KvK number or key), name, mail, language.")],
        rows=getattr(form, "rows", ()),
    )  # fmt: skip


@form_page
@runs
def draw(request: Visit, survey: str, wave: str) -> HttpResponse:
    found = wave_called(survey, wave)
    cells = frame_counts(found)
    groups = list(dict.fromkeys(one.size_class or one.stratum for one in in_order(cells)))
    form = form_for(
        request, DrawForm, groups=groups,
        is_of_companies=found.survey.population == Population.COMPANIES,
        initial=DrawForm.as_it_was(found),
    )  # fmt: skip
    if form.is_valid() and done(
        form, lambda: draw_sample(by=actor(request), wave_id=found.pk, plan=form.plan)
    ):
        messages.success(request, _("They are drawn. See below what this can prove."))
        return redirect(back_to(found, "draw"))
    return page_of(
        request, found, form, _("Draw who is asked"), _("Draw"),
        lead=_(
            "There are %(n)s in the frame. Whoever was asked before is kept as far as the numbers "
            "allow, since changes are seen best in the same companies."
        )
        % {"n": words.number(sum(one.frame for one in cells))},
    )  # fmt: skip
