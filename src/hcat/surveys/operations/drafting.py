# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writing the next edition of a questionnaire: a draft that is kept at every change."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, NotFound, Refused, now, record
from hcat.parties.api import require
from hcat.surveys.instrument.checking import faults
from hcat.surveys.instrument.problems import Problem
from hcat.surveys.instrument.questionnaire import Page, Questionnaire
from hcat.surveys.models import Edition, EditionDraft, Survey
from hcat.surveys.queries.drafts import edition_asked, effect, latest_edition

from .rules import locked_survey
from .surveys import save_edition

LANGUAGES = ("nl", "en", "de")


@transaction.atomic
def begin_draft(*, by: Actor, survey: str) -> EditionDraft:
    """A draft of the edition saved last, or of an empty page where there is none. The draft that is
    there already, where there is one: nobody's work is begun anew."""
    require(by, "surveys.run")
    row = locked_survey(survey)
    draft = EditionDraft.objects.filter(survey=row).first()
    if draft is not None:
        return draft
    last = latest_edition(row)
    questionnaire = _empty(row) if last is None else Questionnaire.from_json(last.questionnaire)
    draft = EditionDraft.objects.create(
        survey=row, questionnaire=questionnaire.to_json(), based_on=last,
        changed_by_user=by.user_id,
    )  # fmt: skip
    record(by=by, action="surveys.begin_draft", subject=f"survey:{row.key}")
    return draft


@transaction.atomic
def bring_draft(
    *,
    by: Actor,
    survey: str,
    questionnaire: Questionnaire,
    origin: str,
    remarks: tuple[Problem, ...] = (),
    instead: bool = False,
) -> EditionDraft:
    """A draft of a file that was read. Refused where a draft is there already, unless this is to
    come `instead` of it."""
    require(by, "surveys.run")
    row = locked_survey(survey)
    there = EditionDraft.objects.filter(survey=row).first()
    if there is not None and not instead:
        raise Refused(
            _("There is a draft of this questionnaire already."),
            why=_("The file would take its place, and what was written there would be gone."),
            mend=_("Save or throw away that draft first, or say that the file comes instead."),
        )
    draft, _new = EditionDraft.objects.update_or_create(
        survey=row,
        defaults={
            "questionnaire": questionnaire.to_json(),
            "based_on": latest_edition(row),
            "origin": origin[:200],
            "remarks": [[one.where, one.what, one.mend] for one in remarks],
            "revision": 1 if there is None else there.revision + 1,
            "changed_at": now(),
            "changed_by_user": by.user_id,
        },
    )
    record(by=by, action="surveys.bring_draft", subject=f"survey:{row.key}", origin=origin)
    return draft


@transaction.atomic
def change_draft(
    *,
    by: Actor,
    survey: str,
    change: Callable[[Questionnaire], Questionnaire],
    based_on: int | None = None,
) -> EditionDraft:
    """The draft as `change`, of `instrument.editing`, makes it. Refused as that refuses, and where
    somebody changed the draft since revision `based_on` was read."""
    require(by, "surveys.run")
    draft = _draft(survey)
    if based_on is not None and draft.revision != based_on:
        raise Refused(
            _("Somebody else changed this questionnaire in the meantime."),
            why=_("Saving yours could take theirs away."),
            mend=_("Look at the questionnaire as it is now, then save once more."),
        )
    after = change(Questionnaire.from_json(draft.questionnaire))
    draft.questionnaire = after.to_json()
    draft.revision += 1
    draft.changed_at = now()
    draft.changed_by_user = by.user_id
    draft.save()
    record(
        by=by, action="surveys.change_draft", subject=f"survey:{draft.survey.key}",
        revision=draft.revision,
    )  # fmt: skip
    return draft


@transaction.atomic
def drop_draft(*, by: Actor, survey: str) -> None:
    """What was written is thrown away; the editions stay. NotFound where there is no draft."""
    require(by, "surveys.run")
    draft = _draft(survey)
    record(
        by=by, action="surveys.drop_draft", subject=f"survey:{draft.survey.key}",
        revision=draft.revision,
    )  # fmt: skip
    draft.delete()


@transaction.atomic
def save_draft(
    *, by: Actor, survey: str, knows_breaks: bool = False, read_remarks: bool = False
) -> Edition:
    """The draft as the next edition; the draft is gone then. Refused where something is wrong in
    it, where it asks nothing, where nothing changed, and where a break of the series, or what of a
    file was left out, was not seen by who saves it."""
    require(by, "surveys.run")
    draft = _draft(survey)
    questionnaire = Questionnaire.from_json(draft.questionnaire)
    wrong = faults(questionnaire)
    if wrong:
        raise Refused(
            _("Something in this questionnaire has to be mended first."),
            why=wrong[0].what, mend=wrong[0].mend,
        )  # fmt: skip
    if draft.remarks and not read_remarks:
        raise Refused(
            _("Something of the file was left out."),
            why=_("Questions would be asked otherwise than the file says."),
            mend=_("Read what was left out, and tick that it is as it should be."),
        )
    if effect(edition_asked(draft.survey), questionnaire).breaks and not knows_breaks:
        raise Refused(
            _("This breaks the series of figures."),
            why=_("Figures before and after it are not compared any more."),
            mend=_("Look at what breaks, and tick that you know."),
        )
    edition = save_edition(
        by=by, survey=survey, questionnaire=questionnaire, origin=draft.origin
    )  # fmt: skip
    draft.delete()
    return edition


def _empty(survey: Survey) -> Questionnaire:
    return Questionnaire(
        name=survey.key.replace("-", "_"),
        titles=dict(survey.titles),
        languages=LANGUAGES,
        pages=(Page(name="begin"),),
    )


def _draft(survey: str) -> EditionDraft:
    found = (
        EditionDraft.objects.select_for_update(of=("self",))
        .select_related("survey")
        .filter(survey__key=survey)
        .first()
    )
    if found is None:
        raise NotFound(
            _("Nobody is changing this questionnaire any more."),
            why=_("The draft was saved as an edition, or thrown away."),
            mend=_("Begin anew from the page of the survey."),
        )
    return found
