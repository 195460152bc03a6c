# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bringing in a wave that was held elsewhere: the file is read, looked at, written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from hcat.foundation.api import HcatError, NotAllowed, NotFound, today
from hcat.surveys.api import (
    Imported,
    Problem,
    Survey,
    editions_of,
    import_wave,
    survey_called,
    wave_called,
)
from hcat.web import words
from hcat.web.desk.register import uploads
from hcat.web.desk.register.pages import Visit, actor, desk, done, form_for
from hcat.web.desk.register.uploads import Upload
from hcat.web.desk.register.words import SIZES
from hcat.web.surveys.desk_forms.earlier import MOST_ROWS, EarlierForm, facts_of
from hcat.web.surveys.desk_words import here

from .desk import does, form_page, runs, with_form
from .desk_survey import trail_of

SHOWN = 100
"""Problems that are told at once; who mends these sees the others next."""


def _kind(survey: str) -> str:
    return f"survey/{survey}"


def _who(request: Visit) -> int:
    return int(request.user.pk or 0)


def _kept(request: Visit, survey: str, token: str) -> Upload:
    kept = uploads.kept(token, user_id=_who(request))
    if kept.kind != _kind(survey):
        raise NotFound(
            _("This file was not brought here."),
            mend=_("Look at it where you uploaded it, or upload it again."),
        )
    return kept


@form_page
@runs
def bring(request: Visit, survey: str) -> HttpResponse:
    """The facts of the wave and the file. Nothing is written yet."""
    found = survey_called(survey)
    editions = list(editions_of(found))
    form = form_for(request, EarlierForm, survey=found, editions=editions)
    made: list[Upload] = []
    if form.is_valid() and done(
        form,
        lambda: made.append(
            uploads.keep(
                form.cleaned_data["file"], user_id=_who(request), kind=_kind(survey),
                valid_from=form.cleaned_data["reference_day"], said=form.said,
            )
        ),
    ):  # fmt: skip
        _drop_former(request, survey, form.cleaned_data["instead_of"])
        return redirect("surveys:earlier-look", survey, made[0].token)
    return _ask(request, found, form)


def _drop_former(request: Visit, survey: str, token: str) -> None:
    """The file that was refused, of the same person: another came instead."""
    former = uploads.standing(token)
    if former and (former.user_id, former.kind) == (_who(request), _kind(survey)):
        uploads.drop(former)


def _ask(
    request: Visit, survey: Survey, form: EarlierForm, problems: Sequence[Problem] = (),
    **more: Any,
) -> HttpResponse:  # fmt: skip
    names = list(editions_of(survey)[:1])
    lines = [
        _(
            "The first row holds the headings, every next row one answer; a column for each "
            "question, headed by its name. Several choices stand in one cell, with spaces between."
        ),
        _(
            "Besides, where you know them, size, sector, municipality, and panel: a made-up "
            "number, the same in all earlier waves of one company. No names or mail addresses."
        ),
    ]
    if not names:
        lines = [_("It has no questionnaire yet: save the one that was asked as an edition first.")]
    if len(problems) > SHOWN:
        lines.append(_("The first %(n)s are shown.") % {"n": words.number(SHOWN)})
    return with_form(
        request, form, title=_("Bring in an earlier wave"), button=_("Read the file"),
        back=reverse("surveys:desk-survey", args=[survey.key]), trail=trail_of(survey),
        lead=_(
            "Of a wave that was held elsewhere. Nothing is written yet: first you see what the "
            "file says."
        ),
        lines=lines, problems=problems[:SHOWN],
        many=len(problems), to=reverse("surveys:bring-earlier", args=[survey.key]), **more,
    )  # fmt: skip


def _read(request: Visit, survey: Survey, kept: Upload, *, dry_run: bool) -> Imported:
    said = kept.said
    return import_wave(
        by=actor(request), survey=survey.key, facts=facts_of(said), path=kept.path,
        edition=said["edition"], language=said["language"], dry_run=dry_run,
        most_rows=MOST_ROWS,
    )  # fmt: skip


def _once_more(
    request: Visit, survey: Survey, kept: Upload, wrong: HcatError | Imported
) -> HttpResponse:
    """The question is put again with what was filled in and what is wrong. The file stays until
    another comes instead: the page is the same when it is loaded again, or in another language."""
    form = EarlierForm(
        {**EarlierForm.as_said(kept.said), "instead_of": kept.token},
        survey=survey, editions=list(editions_of(survey)),
    )  # fmt: skip
    call_off = reverse("surveys:earlier-drop", args=[survey.key, kept.token])
    form.errors.pop("file", None)
    if isinstance(wrong, HcatError):
        form.refuse(wrong)
        return _ask(request, survey, form, call_off=call_off)
    form.add_error("file", _("This file cannot be taken over: see below what is wrong."))
    return _ask(request, survey, form, wrong.problems, stopped=wrong.stopped, call_off=call_off)


@require_safe
@runs
def look(request: Visit, survey: str, token: str) -> HttpResponse:
    """What the file would bring, or what is wrong in it by row."""
    found, kept = survey_called(survey), _kept(request, survey, token)
    try:
        made = _read(request, found, kept, dry_run=True)
    except NotAllowed:
        raise
    except HcatError as error:
        return _once_more(request, found, kept, error)
    if made.problems:
        return _once_more(request, found, kept, made)
    facts = facts_of(kept.said)
    return desk(
        request, "web/surveys/desk/earlier.html", here=trail_of(found), survey=found,
        title=here(found.titles), upload=kept, facts=facts, made=made,
        sizes=[(SIZES.get(size, ""), many) for size, many in facts.population.items()],
        is_over=made.removed_on is not None and made.removed_on <= today(),
    )  # fmt: skip


def _led_on(request: Visit, survey: str, token: str) -> HttpResponse | None:
    """Where the file went that this person brings in or brought in. None: it waits, or is gone."""
    theirs = uploads.claimed(token, user_id=_who(request))
    if theirs is None or theirs.kind != _kind(survey):
        return None
    try:
        wave = wave_called(survey, theirs.said["key"])
    except NotFound:
        messages.info(request, _("The file is being brought in. Its wave stands here soon."))
        return redirect("surveys:desk-survey", survey)
    messages.success(request, _("The wave is brought in. Release the figures next."))
    return redirect("surveys:desk-wave", survey, wave.key)


@does
def write(request: Visit, survey: str, token: str) -> HttpResponse:
    """Who presses twice is led to what the first time did; a refusal stands where the file was
    looked at."""
    found, made = survey_called(survey), None
    if (second := _led_on(request, survey, token)) is not None:
        return second
    mine = uploads.claim(_kept(request, survey, token))
    if mine is None:
        return _led_on(request, survey, token) or redirect("surveys:earlier-look", survey, token)
    try:
        made = _read(request, found, mine, dry_run=False)
    except NotAllowed:
        raise
    except HcatError:
        return redirect("surveys:earlier-look", survey, token)
    finally:
        if made is None or made.wave is None:
            uploads.give_back(mine)
    if made.wave is None:
        return redirect("surveys:earlier-look", survey, token)
    uploads.settle(mine)
    text = ngettext(
        "%(n)s answer is brought in. Release the figures next.",
        "%(n)s answers are brought in. Release the figures next.",
        made.answers,
    )
    messages.success(request, text % {"n": words.number(made.answers)})
    return redirect("surveys:desk-wave", survey, made.wave.key)


@does
def call_off(request: Visit, survey: str, token: str) -> HttpResponse:
    uploads.drop(_kept(request, survey, token))
    messages.success(request, _("The file is removed; nothing was written."))
    return redirect("surveys:desk-survey", survey)
