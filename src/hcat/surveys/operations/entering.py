# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answers that came on paper or by telephone, entered at the desk."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, Refused, now, record
from hcat.parties.api import require
from hcat.surveys.instrument.answering import Raw, check
from hcat.surveys.instrument.questionnaire import Answer, Questionnaire
from hcat.surveys.models import AnswerSheet, Outcome, Wave
from hcat.surveys.queries.seats import Seat, seat_of_invitation

from .answering import NOT_TAKING_PART, AnswersWrong, came_to, drop_codings, is_filled
from .rules import locked_invitation, needs_state, one_line, subject_of

Channel = AnswerSheet.Channel


@transaction.atomic
def enter_for(
    *,
    by: Actor,
    invitation_id: int,
    channel: str,
    raw: Raw,
    language: str,
    reason: str = "",
) -> AnswerSheet:
    """The whole questionnaire of one unit, as it came on paper or by telephone.

    What was left open there stays open. One unit answers once: what is there already is replaced
    for a reason only. Raises AnswersWrong; Refused where the wave is not open.
    """
    invitation = locked_invitation(invitation_id)
    wave = invitation.wave
    require(by, "surveys.enter", f"survey:{wave.survey.key}")
    if channel not in (Channel.PAPER, Channel.TELEPHONE):
        raise Refused(_("How did these answers come?"), mend=_("Choose paper or telephone."))
    needs_state(wave, Wave.State.OPEN)
    seat = replace(seat_of_invitation(invitation_id), wave=wave, invitation=invitation)
    if (refused := seat.unit_refusal()) is not None:
        raise refused
    said = one_line(reason)
    if not said and (seat.sheet is not None or invitation.outcome in NOT_TAKING_PART):
        raise Refused(_stands(seat), mend=_("Give a reason to replace that."))
    answers = _read_all(seat.questionnaire, raw, language)
    if not answers:
        raise Refused(_("Nothing is filled in."), mend=_("Enter at least one answer."))
    before = invitation.outcome if seat.sheet is None else seat.sheet.channel
    sheet = seat.sheet or AnswerSheet(wave=wave, code=seat.code, panel=seat.panel)
    unit = seat.unit
    sheet.stratum, sheet.size_class = unit.stratum, unit.size_class
    sheet.sector, sheet.municipality = unit.sector, unit.municipality
    if seat.sheet is not None:
        drop_codings(sheet, seat.questionnaire, answers)
    sheet.answers, sheet.channel, sheet.language = answers, channel, language[:2]
    sheet.page, sheet.revision = "", sheet.revision + 1
    sheet.changed_at = sheet.completed_at = now()
    sheet.save()
    came_to(invitation, Outcome.COMPLETED)
    record(by=by, action="surveys.enter_for", subject=subject_of(wave), channel=channel,
           **({"reason": said, "replaced": before} if said else {}))  # fmt: skip
    return sheet


def _stands(seat: Seat) -> str:
    """What stands in the way of entering."""
    match seat.invitation.outcome:
        case Outcome.WITHDRAWN:
            return _("These answers were taken back by whoever gave them.")
        case Outcome.REFUSED:
            return _("This one said that it does not take part.")
    if seat.sheet is not None and seat.sheet.channel == Channel.WEB:
        return _("This one has answered itself, or begun to.")
    return _("Answers of this one were entered before.")


def _read_all(questionnaire: Questionnaire, raw: Raw, language: str) -> dict[str, Answer]:
    """All pages one after another. Raises AnswersWrong for what is filled in and cannot be taken;
    what was left open is no fault of who enters it."""
    found: dict[str, Answer] = {}
    errors: dict[str, str] = {}
    for page in questionnaire.pages:
        checked = check(questionnaire, page, raw, language, answers=found)
        found |= checked.answers
        errors |= {name: said for name, said in checked.errors.items() if is_filled(raw, name)}
    if errors:
        raise AnswersWrong(errors)
    return found
