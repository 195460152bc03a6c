# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages that change a questionnaire at the desk share: its draft, and keeping a change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hcat.foundation.api import HcatError, NotAllowed, NotFound, Refused
from hcat.surveys.api import (
    EditionDraft,
    Page,
    Question,
    Questionnaire,
    Survey,
    change_draft,
    draft_of,
    survey_called,
)
from hcat.web.desk.register.pages import Visit, actor, desk
from hcat.web.surveys.desk_forms.editing import ChoicesFormSet
from hcat.web.surveys.desk_forms.surveys import LANGUAGES

from .desk import with_form
from .desk_survey import trail_of

Change = Callable[[Questionnaire], Questionnaire]


def the_draft(key: str) -> tuple[Survey, EditionDraft, Questionnaire]:
    survey = survey_called(key)
    draft = draft_of(survey)
    if draft is None:
        raise NotFound(
            _("Nobody is changing this questionnaire now."),
            why=_("The draft was saved as an edition, or thrown away."),
            mend=_("Begin anew from the page of the survey."),
        )
    return survey, draft, Questionnaire.from_json(draft.questionnaire)


def trail_to_draft(survey: Survey) -> list[tuple[str, str]]:
    return [*trail_of(survey), (_("Questionnaire"), reverse("surveys:edit", args=[survey.key]))]


def place_of(survey: str, what: str, name: str) -> str:
    """Of a page or a question among the others. They can have the same name."""
    return f"{reverse('surveys:edit', args=[survey])}#{what}-{name}"


def kept_in_draft(
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


def form_of_draft(
    request: Visit, survey: Survey, form: Any, title: str, *,
    choices: ChoicesFormSet | None = None, template: str = "web/surveys/desk/form.html",
) -> HttpResponse:  # fmt: skip
    back = reverse("surveys:edit", args=[survey.key])
    if choices is None:
        return with_form(
            request, form, title=title, button=_("Keep it in the draft"), back=back,
            trail=trail_to_draft(survey),
        )  # fmt: skip
    wrong = bool(form.errors or (choices.is_bound and not choices.is_valid()))
    return desk(
        request, template, status=422 if wrong else 200, form=form, title=title,
        choices=choices, wrong=wrong, here=trail_to_draft(survey), back=back,
    )  # fmt: skip


def languages_with(questionnaire: Questionnaire, *texts: Any) -> tuple[str, ...]:
    """Those of the questionnaire, and each in which something was written now."""
    spoken = {*questionnaire.languages, *(code for one in texts for code in one)}
    return tuple(code for code in LANGUAGES if code in spoken)


def page_called(questionnaire: Questionnaire, name: str) -> Page:
    try:
        return questionnaire.page(name)
    except KeyError:
        raise NotFound(
            _("There is no such page."), mend=_("Look at the questionnaire as it is now.")
        ) from None


def question_called(questionnaire: Questionnaire, name: str) -> tuple[Page, Question]:
    for one in questionnaire.pages:
        for question in one.questions:
            if question.name == name:
                return one, question
    raise NotFound(
        _("There is no such question."), mend=_("Look at the questionnaire as it is now.")
    )


def free_name(questionnaire: Questionnaire, word: str) -> str:
    taken = {one.name for one in questionnaire.pages}
    number = len(taken) + 1
    while f"{word}{number}" in taken:
        number += 1
    return f"{word}{number}"
