# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Changing a questionnaire in the browser: page by page, question by question, kept each time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hcat.foundation.api import HcatError, NotAllowed, NotFound, Refused
from hcat.surveys.api import (
    EditionDraft,
    Page,
    Question,
    Questionnaire,
    Survey,
    begin_draft,
    change_draft,
    draft_of,
    drop_draft,
    editing,
    edition_asked,
    effect,
    faults,
    minutes,
    save_draft,
    survey_called,
)
from hcat.web.desk.register.pages import Visit, actor, desk, form_for
from hcat.web.surveys.desk_forms.editing import (
    ChoicesFormSet,
    PageForm,
    QuestionForm,
    TitlesForm,
    choices_form,
)
from hcat.web.surveys.desk_forms.surveys import LANGUAGES, as_initial, texts_of
from hcat.web.surveys.desk_words import KINDS, here

from .desk import does, form_page, runs, with_form
from .desk_survey import trail_of
from .told import told

Change = Callable[[Questionnaire], Questionnaire]


def _draft(key: str) -> tuple[Survey, EditionDraft, Questionnaire]:
    survey = survey_called(key)
    draft = draft_of(survey)
    if draft is None:
        raise NotFound(
            _("Nobody is changing this questionnaire now."),
            why=_("The draft was saved as an edition, or thrown away."),
            mend=_("Begin anew from the page of the survey."),
        )
    return survey, draft, Questionnaire.from_json(draft.questionnaire)


def _trail(survey: Survey) -> list[tuple[str, str]]:
    return [*trail_of(survey), (_("Questionnaire"), reverse("surveys:edit", args=[survey.key]))]


def _place(survey: str, what: str, name: str) -> str:
    """Of a page or a question among the others. They can have the same name."""
    return f"{reverse('surveys:edit', args=[survey])}#{what}-{name}"


@does
def begin(request: Visit, survey: str) -> HttpResponse:
    begin_draft(by=actor(request), survey=survey)
    return redirect("surveys:edit", survey)


@form_page
@runs
def edit(request: Visit, survey: str) -> HttpResponse:
    """The questionnaire as it is being written, and what saving it does to the figures."""
    found, draft, questionnaire = _draft(survey)
    asked = edition_asked(found)
    last = len(questionnaire.pages) - 1
    return desk(
        request,
        "web/surveys/desk/edit.html",
        survey=found,
        here=trail_of(found),
        draft=draft,
        title=here(questionnaire.titles),
        minutes=minutes(questionnaire, (get_language() or "nl")[:2]).most,
        asked=asked,
        effect=effect(asked, questionnaire),
        faults=[_fault(questionnaire, one) for one in faults(questionnaire)],
        questions=len(questionnaire.questions),
        pages=[
            {
                "page": page,
                "title": here(page.titles) or page.name,
                "is_first": at == 0,
                "is_last": at == last,
                "questions": [
                    {
                        "question": one,
                        "label": here(one.labels),
                        "kind": KINDS[one.kind],
                        "is_first": place == 0,
                        "is_last": place == len(page.questions) - 1,
                        "missing": [
                            code for code in questionnaire.languages if code not in one.labels
                        ],
                    }
                    for place, one in enumerate(page.questions)
                ],
            }
            for at, page in enumerate(questionnaire.pages)
        ],
    )


def _fault(questionnaire: Questionnaire, fault: Any) -> dict[str, str]:
    """What is wrong, and the name of the question that it is about."""
    name = ""
    if fault.page is not None and fault.question is not None:
        name = questionnaire.pages[fault.page].questions[fault.question].name
    return {"what": fault.what, "mend": fault.mend, "question": name}


@does
def save(request: Visit, survey: str) -> HttpResponse:
    """The draft becomes an edition."""
    if told(
        request,
        lambda: save_draft(
            by=actor(request),
            survey=survey,
            knows_breaks=request.POST.get("breaks") == "yes",
            read_remarks=request.POST.get("seen") == "yes",
        ),
        _("It is saved as an edition. A wave can be prepared with it."),
    ):
        return redirect("surveys:desk-survey", survey)
    return redirect("surveys:edit", survey)


@does
def drop(request: Visit, survey: str) -> HttpResponse:
    if request.POST.get("sure") != "yes":
        return redirect("surveys:drop-draft-sure", survey)
    told(
        request,
        lambda: drop_draft(by=actor(request), survey=survey),
        _("The draft is thrown away. The editions are as they were."),
    )
    return redirect("surveys:desk-survey", survey)


@form_page
@runs
def drop_sure(request: Visit, survey: str) -> HttpResponse:
    found = _draft(survey)[0]
    return desk(
        request, "web/surveys/desk/sure.html", here=_trail(found),
        title=_("Throw the draft away?"),
        lead=_("What was changed since the last edition is gone then. The editions stay."),
        to=reverse("surveys:drop-draft", args=[survey]), button=_("Throw it away"),
        back=reverse("surveys:edit", args=[survey]),
    )  # fmt: skip


@does
def move(request: Visit, survey: str) -> HttpResponse:
    """A page or a question one place up or down."""
    questionnaire = _draft(survey)[2]
    name, step = request.POST.get("name", ""), -1 if request.POST.get("way") == "up" else 1
    change: Change
    is_page = request.POST.get("what") == "page"
    if is_page:
        places = [one.name for one in questionnaire.pages]
        if name not in places:
            raise NotFound(_("There is no such page."))
        to = max(places.index(name) + step, 0)

        def change(before: Questionnaire) -> Questionnaire:
            return editing.move_page(before, name, to)
    else:
        page, question = _question(questionnaire, name)
        at = max(page.questions.index(question) + step, 0)

        def change(before: Questionnaire) -> Questionnaire:
            return editing.move_question(before, name, page.name, at=at)

    told(
        request,
        lambda: change_draft(by=actor(request), survey=survey, change=change),
        _("It is moved."),
    )
    return redirect(_place(survey, "page" if is_page else "question", name))


@does
def remove(request: Visit, survey: str) -> HttpResponse:
    """A page with its questions, or a question."""
    name, is_page = request.POST.get("name", ""), request.POST.get("what") == "page"
    take = editing.remove_page if is_page else editing.remove_question
    told(
        request,
        lambda: change_draft(
            by=actor(request), survey=survey, change=lambda before: take(before, name)
        ),
        _("It is taken out."),
    )
    return redirect("surveys:edit", survey)


@form_page
@runs
def remove_sure(request: Visit, survey: str) -> HttpResponse:
    """Asks whether it is to go, and says what goes with it."""
    found, _row, questionnaire = _draft(survey)
    name = request.GET.get("name", "")
    if request.GET.get("what") == "page":
        page = _page(questionnaire, name)
        label, lead = here(page.titles) or name, _("Its questions go with it.")
        if not page.questions:
            lead = _("There is no question on it.")
    else:
        label = here(_question(questionnaire, name)[1].labels)
        lead = _("Answers to earlier waves stay; from the next wave on it is not asked.")
    return desk(
        request, "web/surveys/desk/sure.html", here=_trail(found),
        title=_("Take out “%(what)s”?") % {"what": label}, lead=lead,
        to=reverse("surveys:remove", args=[survey]), button=_("Take it out"),
        back=reverse("surveys:edit", args=[survey]),
        given=[("what", request.GET.get("what", "")), ("name", name)],
    )  # fmt: skip


@form_page
@runs
def titles(request: Visit, survey: str) -> HttpResponse:
    found, draft, questionnaire = _draft(survey)
    form = form_for(
        request, TitlesForm,
        initial={"revision": draft.revision, **as_initial("title", questionnaire.titles)},
    )  # fmt: skip
    if form.is_valid():
        named = texts_of(form.cleaned_data, "title")

        def change(before: Questionnaire) -> Questionnaire:
            return editing.change_questionnaire(
                before, titles=named, languages=_languages(before, named)
            )

        if _kept(request, form, survey, draft, change, {}):
            return redirect("surveys:edit", survey)
    return _form(request, found, form, _("What the questionnaire is called"))


@form_page
@runs
def page(request: Visit, survey: str, name: str = "") -> HttpResponse:
    """A new page, or one that is there."""
    found, draft, questionnaire = _draft(survey)
    old = _page(questionnaire, name) if name else None
    initial = PageForm.as_it_is(old) if old else {"name": _free(questionnaire, "page")}
    form = form_for(request, PageForm, initial={**initial, "revision": draft.revision})
    if form.is_valid():
        new = form.page

        def change(before: Questionnaire, relevant: str = new.relevant) -> Questionnaire:
            before = editing.change_questionnaire(
                before, languages=_languages(before, new.titles, *new.notes)
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
        if _kept(request, form, survey, draft, change, without):
            return redirect(_place(survey, "page", new.name))
    return _form(request, found, form, _("Change the page") if old else _("A new page"))


@form_page
@runs
def question(request: Visit, survey: str, name: str = "") -> HttpResponse:
    """A new question, or one that is there, with its choices."""
    found, draft, questionnaire = _draft(survey)
    old_page, old = _question(questionnaire, name) if name else (None, None)
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
        if _kept(
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
            return redirect(_place(survey, "question", fields["name"]))
    return _form(
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
        before = editing.change_questionnaire(before, languages=_languages(before, *texts))
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


def _kept(
    request: Visit,
    form: Any,
    survey: str,
    draft: EditionDraft,
    change: Change,
    without: dict[str, Change],
) -> bool:
    """Whether the change was made. What refuses it stands at the field without which it would not
    be refused, or above the form."""
    try:
        change_draft(
            by=actor(request), survey=survey, change=change,
            based_on=form.cleaned_data["revision"],
        )  # fmt: skip
    except (NotAllowed, NotFound):
        raise
    except HcatError as error:
        if draft.revision != form.cleaned_data["revision"]:
            form.based_on(draft.revision)
            form.refuse(error)
            return False
        before = Questionnaire.from_json(draft.questionnaire)
        at = next((name for name, other in without.items() if _goes(other, before)), None)
        form.add_error(at, str(error))
        return False
    messages.success(request, _("It is kept in the draft."))
    return True


def _goes(change: Change, before: Questionnaire) -> bool:
    try:
        change(before)
    except Refused:
        return False
    return True


def _form(
    request: Visit, survey: Survey, form: Any, title: str, *,
    choices: ChoicesFormSet | None = None, template: str = "web/surveys/desk/form.html",
) -> HttpResponse:  # fmt: skip
    back = reverse("surveys:edit", args=[survey.key])
    if choices is None:
        return with_form(
            request, form, title=title, button=_("Keep it in the draft"), back=back,
            trail=_trail(survey),
        )  # fmt: skip
    wrong = bool(form.errors or (choices.is_bound and not choices.is_valid()))
    return desk(
        request, template, status=422 if wrong else 200, form=form, title=title,
        choices=choices, wrong=wrong, here=_trail(survey), back=back,
    )  # fmt: skip


def _languages(questionnaire: Questionnaire, *texts: Any) -> tuple[str, ...]:
    """Those of the questionnaire, and each in which something was written now."""
    spoken = {*questionnaire.languages, *(code for one in texts for code in one)}
    return tuple(code for code in LANGUAGES if code in spoken)


def _page(questionnaire: Questionnaire, name: str) -> Page:
    try:
        return questionnaire.page(name)
    except KeyError:
        raise NotFound(
            _("There is no such page."), mend=_("Look at the questionnaire as it is now.")
        ) from None


def _question(questionnaire: Questionnaire, name: str) -> tuple[Page, Question]:
    for one in questionnaire.pages:
        for question in one.questions:
            if question.name == name:
                return one, question
    raise NotFound(
        _("There is no such question."), mend=_("Look at the questionnaire as it is now.")
    )


def _free(questionnaire: Questionnaire, word: str) -> str:
    taken = {one.name for one in questionnaire.pages}
    number = len(taken) + 1
    while f"{word}{number}" in taken:
        number += 1
    return f"{word}{number}"
