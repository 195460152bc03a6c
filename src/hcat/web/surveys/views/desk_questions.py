# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A title, a page or a question of the draft, each in a form of its own."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from hcat.surveys.api import Page, Question, Questionnaire, editing
from hcat.web.desk.register.pages import Visit, form_for
from hcat.web.surveys.desk_forms.editing import PageForm, QuestionForm, TitlesForm, choices_form
from hcat.web.surveys.desk_forms.surveys import as_initial, texts_of

from .desk import form_page, runs
from .draft_pages import (
    Change,
    form_of_draft,
    free_name,
    kept_in_draft,
    languages_with,
    page_called,
    place_of,
    question_called,
    the_draft,
)


@form_page
@runs
def titles(request: Visit, survey: str) -> HttpResponse:
    found, draft, questionnaire = the_draft(survey)
    form = form_for(
        request, TitlesForm,
        initial={"revision": draft.revision, **as_initial("title", questionnaire.titles)},
    )  # fmt: skip
    if form.is_valid():
        named = texts_of(form.cleaned_data, "title")

        def change(before: Questionnaire) -> Questionnaire:
            return editing.change_questionnaire(
                before, titles=named, languages=languages_with(before, named)
            )

        if kept_in_draft(request, form, survey, draft, change, {}):
            return redirect("surveys:edit", survey)
    return form_of_draft(request, found, form, _("What the questionnaire is called"))


@form_page
@runs
def page(request: Visit, survey: str, name: str = "") -> HttpResponse:
    """A new page, or one that is there."""
    found, draft, questionnaire = the_draft(survey)
    old = page_called(questionnaire, name) if name else None
    initial = PageForm.as_it_is(old) if old else {"name": free_name(questionnaire, "page")}
    form = form_for(request, PageForm, initial={**initial, "revision": draft.revision})
    if form.is_valid():
        new = form.page

        def change(before: Questionnaire, relevant: str = new.relevant) -> Questionnaire:
            before = editing.change_questionnaire(
                before, languages=languages_with(before, new.titles, *new.notes)
            )
            if old is None:
                made = Page(new.name, new.titles, new.notes, relevant)
                return editing.add_page(before, made)
            return editing.change_page(
                before, old.name, name=new.name, titles=new.titles, notes=new.notes,
                relevant=relevant,
            )  # fmt: skip

        was = old.relevant if old else ""
        without = {"relevant": lambda before: change(before, was)}
        if kept_in_draft(request, form, survey, draft, change, without):
            return redirect(place_of(survey, "page", new.name))
    return form_of_draft(request, found, form, _("Change the page") if old else _("A new page"))


@form_page
@runs
def question(request: Visit, survey: str, name: str = "") -> HttpResponse:
    """A new question, or one that is there, with its choices."""
    found, draft, questionnaire = the_draft(survey)
    old_page, old = question_called(questionnaire, name) if name else (None, None)
    initial: dict[str, Any] = {"page": request.GET.get("page", ""), "kind": "single"}
    if old_page and old:
        initial = QuestionForm.as_it_is(old_page, old)
    form = form_for(
        request, QuestionForm, questionnaire=questionnaire,
        initial={**initial, "revision": draft.revision},
    )  # fmt: skip
    choices = choices_form(request.POST if request.method == "POST" else None, old)
    wants_more = request.POST.get("do") == "more"
    if form.is_valid() & (request.method == "POST" and choices.is_valid()):
        fields = form.changes(choices.choices)
        if kept_in_draft(
            request, form, survey, draft, _change(form, fields, old_page, old),
            {
                part: _change(form, {**fields, part: was}, old_page, old)
                for part, was in _as_it_was(old, fields).items()
            },
        ):  # fmt: skip
            if wants_more:
                return redirect(
                    reverse("surveys:edit-question", args=[survey, fields["name"]]) + "#choices"
                )
            return redirect(place_of(survey, "question", fields["name"]))
    return form_of_draft(
        request, found, form, _("Change the question") if old else _("A new question"),
        choices=choices, template="web/surveys/desk/question.html",
    )  # fmt: skip


def _change(
    form: QuestionForm, fields: dict[str, Any], old_page: Page | None, old: Question | None
) -> Change:
    given = form.cleaned_data
    at = None if given["place"] is None else given["place"] - 1

    def change(before: Questionnaire) -> Questionnaire:
        texts = (fields["labels"], fields["hints"], *(one.labels for one in fields["choices"]))
        before = editing.change_questionnaire(before, languages=languages_with(before, *texts))
        if old is None or old_page is None:
            return editing.add_question(before, given["page"], Question(**fields), at=at)
        after = editing.change_question(before, old.name, **fields)
        was_at = old_page.questions.index(old)
        if given["page"] != old_page.name or (at is not None and at != was_at):
            after = editing.move_question(after, fields["name"], given["page"], at=at)
        return after

    return change


def _as_it_was(old: Question | None, fields: dict[str, Any]) -> dict[str, Any]:
    """The fields of which a rule may break, with a value that breaks none: with each of them in
    turn is tried out which one it is that is wrong."""
    if old is None:
        return {"relevant": "", "constraint": "", "most": None}
    names = ("relevant", "constraint", "name", "concept", "most")
    return {one: getattr(old, one) for one in names if getattr(old, one) != fields[one]}
