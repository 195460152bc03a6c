# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Coding open answers at the desk: the code book, one answer at a time, then the differences."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from hcat.foundation.api import Translated
from hcat.numerics.api import Kappa, WithoutKappa
from hcat.surveys.api import (
    Code,
    CodingPage,
    Wave,
    code_answer,
    coding_page,
    drop_code,
    mark_of,
    settle_answer,
    write_code,
)
from hcat.web import words as figures_in_words
from hcat.web.desk.register.forms.base import DeskForm
from hcat.web.desk.register.pages import Visit, actor, desk, desk_page, done, form_for
from hcat.web.lists import Pages

from .told import told

form_page = require_http_methods(["GET", "HEAD", "POST"])
runs = desk_page("surveys.run")
does = desk_page("surveys.run", does=True)
GOOD, FAIR = 0.6, 0.4
"""Above the first the code book is clear; below the second it is not (after Landis & Koch 1977)."""


class CodesForm(DeskForm):
    """Which codes an answer has; none is an answer too."""

    sheet = forms.IntegerField(widget=forms.HiddenInput)
    read = forms.CharField(widget=forms.HiddenInput, required=False)
    codes = forms.MultipleChoiceField(
        label=gettext_lazy("What does this answer say?"), required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Choose nothing where it says nothing of this."),
    )  # fmt: skip

    def __init__(self, *args: Any, book: tuple[Code, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["codes"].choices = [  # type: ignore[attr-defined]
            (one.name, str(Translated(one.titles).spoken()[1])) for one in book
        ]


class CodeForm(DeskForm):
    """A line of the code book."""

    name = forms.SlugField(
        label=gettext_lazy("Short name, which stays"), max_length=40,
        error_messages={"invalid": gettext_lazy("Use small letters, digits and hyphens only.")},
        help_text=gettext_lazy("Small letters, digits and hyphens, such as together."),
    )  # fmt: skip
    title_nl = forms.CharField(label=gettext_lazy("What it stands for, in Dutch"), max_length=200)
    title_en = forms.CharField(
        label=gettext_lazy("The same in English"), max_length=200, required=False
    )
    title_de = forms.CharField(
        label=gettext_lazy("The same in German"), max_length=200, required=False
    )
    counts = forms.BooleanField(
        label=gettext_lazy("An answer with this code counts as naming it"), required=False
    )

    @property
    def code(self) -> dict[str, Any]:
        given = self.cleaned_data
        titles = {code: given[f"title_{code}"] for code, _name in settings.LANGUAGES}
        return {"name": given["name"], "titles": titles, "counts": given["counts"]}


@form_page
@runs
def code(request: Visit, survey: str, wave: str, concept: str) -> HttpResponse:
    """The next answer for whoever is signed in, to code apart."""
    found = coding_page(survey, wave, concept, _coder(request))
    here = reverse("surveys:code", args=[survey, wave, concept])
    form = None
    if found.book and found.sheet is not None and found.wave.state != Wave.State.RELEASED:
        form = form_for(
            request, CodesForm, book=found.book,
            initial={"sheet": found.sheet, "read": mark_of(found.text)},
        )  # fmt: skip
        if form.is_valid():
            # Refused or not, the page shows what is next: maybe not what the form was about.
            told(
                request,
                lambda: code_answer(
                    by=actor(request), sheet_id=form.cleaned_data["sheet"], concept=concept,
                    codes=form.cleaned_data["codes"], read=form.cleaned_data["read"],
                ),
            )  # fmt: skip
            return redirect(here)
    return desk(
        request,
        "web/surveys/desk_results/code.html",
        status=422 if form is not None and form.errors else 200,
        found=found,
        keys=(survey, wave, concept),
        form=form,
        button=_("Keep, and show the next one"),
        back=reverse("surveys:code-book", args=[survey, wave, concept]),
        agreement=agreement(found.agreement),
        is_released=found.wave.state == Wave.State.RELEASED,
    )


@form_page
@runs
def book(request: Visit, survey: str, wave: str, concept: str) -> HttpResponse:
    found = coding_page(survey, wave, concept, _coder(request))
    form = form_for(request, CodeForm)
    if form.is_valid() and done(
        form,
        lambda: write_code(by=actor(request), survey=survey, concept=concept, **form.code),
    ):
        messages.success(request, _("The code is in the book."))
        return redirect("surveys:code-book", survey, wave, concept)
    return desk(
        request,
        "web/surveys/desk_results/code_book.html",
        status=422 if form.errors else 200,
        found=found,
        keys=(survey, wave, concept),
        form=form,
        button=_("Add this code"),
        back=reverse("surveys:code", args=[survey, wave, concept]),
    )


@does
def drop(request: Visit, survey: str, wave: str, concept: str, name: str) -> HttpResponse:
    told(
        request,
        lambda: drop_code(by=actor(request), survey=survey, concept=concept, name=name),
        _("The code is taken out of the book."),
    )
    return redirect("surveys:code-book", survey, wave, concept)


@form_page
@runs
def settle(request: Visit, survey: str, wave: str, concept: str) -> HttpResponse:
    """What two coders differ on, one answer at a time."""
    found = coding_page(survey, wave, concept, _coder(request))
    pages: Pages[Any] = Pages(request, found.differing, per_page=1)
    one = pages.items[0] if pages.items else None
    form = None
    if one is not None:
        form = form_for(request, CodesForm, book=found.book,
                        initial={"sheet": one.sheet, "codes": list(one.first)})  # fmt: skip
        if form.is_valid():
            told(
                request,
                lambda: settle_answer(
                    by=actor(request), sheet_id=form.cleaned_data["sheet"], concept=concept,
                    codes=form.cleaned_data["codes"],
                ),
                _("It is settled."),
            )  # fmt: skip
            return redirect("surveys:settle", survey, wave, concept)
    return desk(
        request,
        "web/surveys/desk_results/settle.html",
        status=422 if form is not None and form.errors else 200,
        found=found,
        keys=(survey, wave, concept),
        form=form,
        one=one,
        first=_titles(found, one.first) if one else "",
        second=_titles(found, one.second) if one else "",
        pages=pages,
        button=_("Settle it like this"),
        back=reverse("surveys:code", args=[survey, wave, concept]),
        agreement=agreement(found.agreement),
    )


def _titles(found: CodingPage, names: tuple[str, ...]) -> str:
    titles = {one.name: Translated(one.titles).spoken()[1] for one in found.book}
    return ", ".join(titles.get(name, name) for name in names) or _("nothing of the code book")


def _coder(request: Visit) -> int:
    return int(request.user.pk or 0)


def agreement(of: Kappa) -> str:
    """How far two coders agree, in a sentence that says what to do about it."""
    if of.missing == WithoutKappa.NOTHING_CODED_TWICE:
        return _("No answer was coded by two people yet, so that nothing can be said of them.")
    if of.value is None:
        return _("Both gave every answer the same one code: there was nothing to tell apart.")
    facts = {
        "kappa": figures_in_words.number(of.value, 2),
        "low": figures_in_words.number(of.low, 2),
        "high": figures_in_words.number(of.high, 2),
        "same": figures_in_words.percent(100 * (of.observed or 0.0), 0),
        "n": figures_in_words.number(of.n),
    }
    if of.value >= GOOD:
        said = _("The coders agree well: the code book is clear.")
    elif of.value >= FAIR:
        said = _("The coders agree somewhat: talk over what they differ on, then go on.")
    else:
        said = _("The coders hardly agree more than by chance: the code book is not clear.")
    return f"{said} " + (
        _("They say the same of %(same)s of %(n)s answers; kappa %(kappa)s (%(low)s to %(high)s).")
        % facts
    )
