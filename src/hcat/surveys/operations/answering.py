# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answering: page by page, from any device, until the wave closes.

Who answers is named in no audit event: with the moment of it, answers could be joined with names
after the key has gone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, NotFound, Refused, now, record
from hcat.parties.api import give_consent, locked_person
from hcat.surveys.instrument.answering import Raw, asked, check, kept, pages_asked
from hcat.surveys.instrument.questionnaire import Answer, Answers, Page, Question, Questionnaire
from hcat.surveys.models import AnswerSheet, Coding, Invitation, Outcome, Wave
from hcat.surveys.models.fieldwork import OBJECTION
from hcat.surveys.queries.seats import Seat, missing

from .inviting import take_back, take_back_from
from .rules import State, locked_invitation, one_line, share_wave, subject_of, with_begun

RESPONDENT = Actor(name="respondent")
LONGEST_REASON = 300
NOT_TAKING_PART = (Outcome.REFUSED, Outcome.WITHDRAWN)
ASKED_STILL = (Outcome.NO_ADDRESS, Outcome.WAITING, Outcome.INVITED, Outcome.BOUNCED)
UNDER_WAY = (State.DRAFT, State.OPEN)


class Way(StrEnum):
    """Where somebody goes from a page. Back and away, what must be answered may still wait."""

    ON = "on"
    BACK = "back"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a page."""

    page: str
    """Where to go now; empty for the last look."""
    more: tuple[str, ...] = ()
    """Questions of the same page that are asked because of what was answered on it."""
    fell: int = 0
    """Answers on other pages that went, since they are not asked any more."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A question that was answered otherwise elsewhere, since this page was opened."""

    question: Question
    theirs: Answer | None
    mine: Answer | None


class AnswersWrong(Refused):
    """Answers that cannot be taken, by name of the question; nothing was saved."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(_("Something has to be mended first."))
        self.errors = dict(errors)


class AnsweredMeanwhile(Refused):
    """This page was answered elsewhere since it was opened; nothing was saved."""

    def __init__(self, clashes: Sequence[Clash]) -> None:
        super().__init__(
            _("This page was answered in another window or on another device in the meantime."),
            mend=_("Nothing is overwritten. Look at both answers, and save what should stand."),
        )
        self.clashes = tuple(clashes)


class NotAllAnswered(Refused):
    """Questions that must be answered still wait."""

    def __init__(self, waiting: Sequence[tuple[Page, Question]]) -> None:
        super().__init__(
            _("Not everything that has to be answered is answered."),
            mend=_("Fill in what is marked below."),
        )
        self.waiting = tuple(waiting)


def seen_of(page: Page, answers: Answers) -> str:
    """The mark of what a page showed, to be sent back with it."""
    shown = {one.name: answers[one.name] for one in page.questions if one.name in answers}
    return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()[:16]


@transaction.atomic
def save_page(
    *,
    seat: Seat,
    page: str,
    raw: Raw,
    language: str,
    seen: str,
    shown: Collection[str] | None = None,
    way: Way = Way.ON,
) -> Saved:
    """Keeps the answers of one page, and of the others what is still asked.

    `seen` is the mark of what the page showed (`seen_of`), `shown` which of its questions; None is
    all that are asked. Raises AnswersWrong or AnsweredMeanwhile, NotFound for an unknown page, and
    Refused where nothing can be answered now.
    """
    seat = _held(seat)
    questionnaire, stood = seat.questionnaire, seat.answers
    here = _page(questionnaire, page)
    mine = {one.name for one in here.questions}
    showed = mine if shown is None else mine & set(shown)
    checked = check(questionnaire, here, raw, language, answers=stood)
    errors = {
        name: error
        for name, error in checked.errors.items()
        if name in showed and (way is Way.ON or is_filled(raw, name))
    }
    if errors:
        raise AnswersWrong(errors)
    now_said = {name: one for name, one in stood.items() if name not in showed}
    now_said |= {name: one for name, one in checked.answers.items() if name in showed}
    now_said = kept(questionnaire, now_said)
    clashes = [
        Clash(one, stood.get(one.name), now_said.get(one.name))
        for one in here.questions
        if stood.get(one.name) != now_said.get(one.name)
    ]
    if clashes and seen != seen_of(here, stood):
        raise AnsweredMeanwhile(clashes)
    more = tuple(
        one.name
        for one in asked(questionnaire, here, now_said)
        if one.name not in showed and one.name not in now_said
    )
    goes = _goes(questionnaire, here, now_said, way, bool(more), seat.is_done)
    _keep(seat, now_said, language, goes)
    record(by=RESPONDENT, action="surveys.save_page", subject=subject_of(seat.wave), page=page)
    fell = sum(name not in mine and name not in now_said for name in stood)
    return Saved(goes, more if way is Way.ON else (), fell)


@transaction.atomic
def complete(*, seat: Seat, revision: int) -> AnswerSheet:
    """Sends the answers in; they can be changed until the wave closes.

    `revision` is that of the answers that were looked at. Raises NotAllAnswered; Refused where they
    were changed since, and where nothing was answered.
    """
    seat = _held(seat)
    sheet = seat.sheet
    if sheet is None or not sheet.answers:
        raise Refused(_("Nothing was answered yet."), mend=_("Answer at least one question."))
    if sheet.revision != revision:
        raise Refused(
            _("Your answers were changed in another window or on another device."),
            mend=_("Look them over once more: they stand below as they are now."),
        )
    waiting = missing(seat.questionnaire, sheet.answers)
    if waiting:
        raise NotAllAnswered(waiting)
    if sheet.completed_at is None:
        sheet.completed_at, sheet.page = now(), ""
        sheet.save(update_fields=["completed_at", "page"])
        came_to(seat.invitation, Outcome.COMPLETED)
        take_back(seat.invitation, "answered")
        record(by=RESPONDENT, action="surveys.complete", subject=subject_of(seat.wave))
    return sheet


@transaction.atomic
def withdraw_own(*, seat: Seat) -> None:
    """Takes the answers back: they are deleted. Figures that were released before stay.

    Refused where there are none.
    """
    invitation = locked_invitation(seat.invitation.pk)
    sheet = _sheet(invitation.wave, seat.code)
    if sheet is None:
        raise Refused(
            _("There are no answers of yours."), mend=_("There is nothing that you have to do.")
        )
    sheet.delete()
    came_to(invitation, Outcome.WITHDRAWN)
    record(by=RESPONDENT, action="surveys.withdraw_own", subject=subject_of(invitation.wave))


@transaction.atomic
def refuse(*, seat: Seat, reason: str = "", never_again: bool = False) -> None:
    """Says no: nobody is reminded any more, and what was answered so far is deleted.

    The reason may be left out. `never_again`: whoever was written to is asked in no survey, nor in
    the other waves that are under way; what was begun there stays, and can be sent in. Refused once
    the answers were sent in, and once nobody is asked. Who was struck off the frame stays so, and
    can only say that it is never asked again.
    """
    reader = seat.invitation.person_id if never_again else None
    held = [] if reader is None else _hold_all_of(reader, seat)
    invitation = locked_invitation(seat.invitation.pk)
    sheet = _sheet(invitation.wave, seat.code)
    if sheet is not None and sheet.completed_at is not None:
        raise Refused(
            _("Your answers were sent in already."), mend=_("You can take them back instead.")
        )
    if invitation.wave.state not in (Wave.State.DRAFT, Wave.State.OPEN):
        raise Refused(
            _("Nobody is asked any more for this survey."), mend=_("You need not do anything.")
        )
    is_struck = invitation.outcome == Outcome.OUT_OF_SCOPE
    struck = replace(seat, wave=invitation.wave, invitation=invitation).unit_refusal()
    if is_struck and struck is not None and not never_again:
        raise struck
    said = one_line(reason)
    if len(said) > LONGEST_REASON:
        raise Refused(
            _("This reason is too long."),
            mend=_("Say it in %(most)d signs at most.") % {"most": LONGEST_REASON},
        )
    if sheet is not None:
        sheet.delete()
    if not is_struck:
        invitation.note = said or (OBJECTION if reader is not None else "")
        invitation.save(update_fields=["note"])
        came_to(invitation, Outcome.REFUSED)
    take_back(invitation, "refused")
    person = None if reader is None else locked_person(reader)
    if person is not None:
        give_consent(person=person, purpose=OBJECTION, how="link in a mail", by=RESPONDENT)
        take_back_from(person.pk, "asked in no survey any more")
        _refuse_elsewhere(held)
    record(by=RESPONDENT, action="surveys.refuse", subject=subject_of(invitation.wave))


def _hold_all_of(person_id: int, seat: Seat) -> list[int]:
    """The invitations of this reader in waves that are under way, that of the seat among them, held
    in one order, after their waves and before the person: two who say no at once, or an erasure
    (`personal_data`), wait for each other and not in a circle."""
    asked = Invitation.objects.filter(person_id=person_id, wave__state__in=UNDER_WAY)
    waves = {seat.wave.pk, *asked.order_by().values_list("wave_id", flat=True)}
    for wave_id in sorted(waves):
        share_wave(wave_id)
    mine = Q(pk=seat.invitation.pk) | Q(person_id=person_id, wave__in=waves)
    rows = Invitation.objects.select_for_update(of=("self",)).filter(mine).order_by("pk")
    return list(rows.values_list("pk", flat=True))


def _refuse_elsewhere(held: Sequence[int]) -> None:
    """Of these, which are held: nobody counts any more as asked who will not be. Whoever is named
    meanwhile is found out when the mail is to be written (`inviting`)."""
    rows = (
        with_begun(Invitation.objects.filter(pk__in=held, wave__state__in=UNDER_WAY))
        .select_related("wave")
        .filter(outcome__in=ASKED_STILL, has_begun=False)
        .order_by("pk")
    )
    for row in rows:
        row.note = OBJECTION
        row.save(update_fields=["note"])
        came_to(row, Outcome.REFUSED)
        record(by=RESPONDENT, action="surveys.refuse", subject=subject_of(row.wave))


@transaction.atomic
def reconsider(*, seat: Seat) -> None:
    """Takes part after all, after saying no or taking answers back."""
    invitation = locked_invitation(seat.invitation.pk)
    fresh = replace(seat, wave=invitation.wave, invitation=invitation)
    if (refused := fresh.refusal()) is not None:
        raise refused
    if invitation.outcome not in NOT_TAKING_PART:
        return
    invitation.note = ""
    invitation.save(update_fields=["note"])
    came_to(invitation, Outcome.WAITING if invitation.invited_at is None else Outcome.INVITED)
    record(by=RESPONDENT, action="surveys.reconsider", subject=subject_of(invitation.wave))


def came_to(invitation: Invitation, outcome: Outcome) -> None:
    invitation.outcome, invitation.outcome_at = outcome, now()
    invitation.save(update_fields=["outcome", "outcome_at"])


def drop_codings(
    sheet: AnswerSheet, questionnaire: Questionnaire, answers: Mapping[str, Answer]
) -> None:
    """What was coded of answers that change goes: coders read something else. The new ones are
    coded anew, by two people apart, who are told that they were changed."""
    changed = [
        question.concept
        for page in questionnaire.pages
        for question in page.questions
        if sheet.answers.get(question.name) != answers.get(question.name)
    ]
    rows = Coding.objects.filter(sheet=sheet, concept__in=changed)
    coded = rows.exclude(turn=Coding.Turn.CHANGED)
    for concept in sorted(set(coded.order_by().values_list("concept", flat=True))):
        Coding.objects.update_or_create(
            sheet=sheet, concept=concept, turn=Coding.Turn.CHANGED,
            defaults={"codes": [], "coded_at": now()},
        )  # fmt: skip
    coded.delete()


# --- Steps of saving ------------------------------------------------------------------------------


def _held(seat: Seat) -> Seat:
    """The seat as it is now, held until the transaction ends; refused where it does not answer."""
    invitation = locked_invitation(seat.invitation.pk)
    fresh = replace(
        seat,
        wave=invitation.wave,
        invitation=invitation,
        sheet=_sheet(invitation.wave, seat.code),
    )
    if (refused := fresh.refusal()) is not None:
        raise refused
    if invitation.outcome in NOT_TAKING_PART:
        raise Refused(
            _("You said that you do not take part."),
            mend=_("Say first that you take part after all."),
        )
    return fresh


def _sheet(wave: Wave, code: str) -> AnswerSheet | None:
    if not code:
        return None
    return AnswerSheet.objects.select_for_update().filter(wave=wave, code=code).first()


def _page(questionnaire: Questionnaire, name: str) -> Page:
    try:
        return questionnaire.page(name)
    except KeyError as error:
        raise NotFound(_("There is no such page."), mend=_("Go on where you stopped.")) from error


def is_filled(raw: Raw, name: str) -> bool:
    given = raw.get(name, "")
    return any(one.strip() for one in ([given] if isinstance(given, str) else given))


def _goes(
    questionnaire: Questionnaire,
    here: Page,
    answers: dict[str, Answer],
    way: Way,
    is_more: bool,
    is_done: bool,
) -> str:
    """The page that comes now; after a change of what was sent in, straight to the last look."""
    order = [page.name for page in questionnaire.pages]
    names = [page.name for page in pages_asked(questionnaire, answers)]
    place = order.index(here.name)
    if way is Way.BACK:
        before = [name for name in names if order.index(name) < place]
        return before[-1] if before else here.name
    waits = any(page.name == here.name for page, _question in missing(questionnaire, answers))
    if is_more or (way is Way.STOP and waits):
        return here.name
    if is_done:
        return ""
    return next((name for name in names if order.index(name) > place), "")


def _keep(seat: Seat, answers: dict[str, Answer], language: str, goes: str) -> None:
    sheet = seat.sheet
    if sheet is None:
        unit = seat.unit
        AnswerSheet.objects.create(
            wave=seat.wave, code=seat.code, panel=seat.panel, stratum=unit.stratum,
            size_class=unit.size_class, sector=unit.sector, municipality=unit.municipality,
            answers=answers, page=goes, revision=1, language=language[:2],
        )  # fmt: skip
        came_to(seat.invitation, Outcome.STARTED)
        return
    drop_codings(sheet, seat.questionnaire, answers)
    sheet.answers, sheet.page, sheet.language = answers, goes, language[:2]
    sheet.revision, sheet.changed_at = sheet.revision + 1, now()
    waiting = missing(seat.questionnaire, answers)
    if sheet.completed_at is not None and waiting:
        # The change opened questions that must be answered: it is not whole any more.
        sheet.completed_at, sheet.page = None, goes or waiting[0][0].name
        came_to(seat.invitation, Outcome.STARTED)
    elif sheet.completed_at is None and seat.invitation.outcome != Outcome.STARTED:
        # Another contact was named since it began, or the mail had come back.
        came_to(seat.invitation, Outcome.STARTED)
    sheet.save(
        update_fields=["answers", "page", "language", "revision", "changed_at", "completed_at"]
    )
