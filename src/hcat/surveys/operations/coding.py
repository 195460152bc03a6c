# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Coding open answers: two people apart, and what they differ on settled.

The code book is of the survey, so that the same codes are used in every wave. Who coded an answer
first may change it until a second one has coded it too: after that the two are compared, and a
change would make them agree by talking.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, NotFound, Refused, now, record
from hcat.parties.api import require
from hcat.surveys.models import AnswerSheet, Code, Coding, Survey, Wave
from hcat.surveys.queries.coding import APART, mark_of, question_of
from hcat.surveys.shipped_surveys import ShippedCode

from .rules import share_wave

Turn = Coding.Turn


@transaction.atomic
def write_code(
    *, by: Actor, survey: str, concept: str, name: str, titles: Mapping[str, str], counts: bool
) -> Code:
    """Add a line to the code book of a concept, or give one another title.

    Whether it counts as yes cannot change once answers were coded: released figures rest on it.
    """
    row = _survey(survey)
    require(by, "surveys.run", f"survey:{survey}")
    texts = {language: text.strip() for language, text in titles.items() if text.strip()}
    if not texts.get("nl"):
        raise Refused(_("A code needs a title in Dutch."), mend=_("Write what it stands for."))
    code = Code.objects.filter(survey=row, concept=concept, name=name).first()
    if code is None:
        code = Code(survey=row, concept=concept, name=name)
    elif code.counts != counts and _is_used(code):
        raise Refused(
            _("This code was used already, so whether it counts stays as it is."),
            why=_("Figures of earlier waves would no longer mean the same."),
            mend=_("Add another code."),
        )
    code.titles, code.counts = texts, counts
    code.save()
    record(
        by=by, action="surveys.write_code", subject=f"survey:{survey}", concept=concept, code=name
    )
    return code


@transaction.atomic
def write_code_book(*, by: Actor, survey: str, codes: Iterable[ShippedCode]) -> None:
    """The codes that come with a survey; an open question that has codes keeps its own."""
    row = _survey(survey)
    have = set(Code.objects.filter(survey=row).values_list("concept", flat=True))
    for one in codes:
        if one.concept not in have:
            write_code(
                by=by, survey=survey, concept=one.concept, name=one.name, titles=one.titles,
                counts=one.counts,
            )  # fmt: skip


@transaction.atomic
def drop_code(*, by: Actor, survey: str, concept: str, name: str) -> None:
    """Take a line out of the code book that no answer has."""
    row = _survey(survey)
    require(by, "surveys.run", f"survey:{survey}")
    code = Code.objects.filter(survey=row, concept=concept, name=name).first()
    if code is None:
        raise NotFound(_("There is no such code."), mend=_("Look at the code book."))
    if _is_used(code):
        raise Refused(
            _("Answers were given this code, so it stays."),
            mend=_("Give it another title, or leave it."),
        )
    code.delete()
    record(
        by=by, action="surveys.drop_code", subject=f"survey:{survey}", concept=concept, code=name
    )


@transaction.atomic
def code_answer(
    *, by: Actor, sheet_id: int, concept: str, codes: Iterable[str], read: str | None = None
) -> Coding:
    """Say what an open answer says, apart from whoever else codes it.

    An empty list is: nothing of the code book. Coding it again changes one's own codes, as long as
    nobody else has coded it. `read` is the mark of the text that the coder had (`mark_of`): refused
    where it was changed since.
    """
    sheet = _sheet(sheet_id, concept)
    require(by, "surveys.run", f"survey:{sheet.wave.survey.key}")
    if by.user_id is None:
        raise Refused(
            _("Two people code an answer, so it must be known who you are."),
            mend=_("Sign in and code it at the desk."),
        )
    if read is not None and read != mark_of(_text(sheet, concept)):
        raise Refused(
            _("This answer was changed while you read it, so your codes were not kept."),
            mend=_("Read it as it is now, and code that."),
        )
    names = _of_the_book(sheet.wave, concept, codes)
    mine = others = None
    for row in Coding.objects.filter(sheet=sheet, concept=concept, turn__in=APART):
        if row.coded_by_user == by.user_id:
            mine = row
        else:
            others = row
    if mine is not None and others is not None:
        raise Refused(
            _("Somebody else has coded this answer as well, so your codes stay."),
            why=_("The two are compared to see how clear the code book is."),
            mend=_("Where they differ, settle it in the list of differences."),
        )
    if mine is None:
        taken = Coding.objects.filter(sheet=sheet, concept=concept, turn__in=APART).count()
        if taken == len(APART):
            raise Refused(
                _("Two people have coded this answer already."),
                mend=_("Go on with the next one."),
            )
        mine = Coding(sheet=sheet, concept=concept, turn=APART[taken], coded_by_user=by.user_id)
    mine.codes, mine.coded_at = names, now()
    mine.save()
    record(
        by=by, action="surveys.code_answer", subject=f"wave:{sheet.wave_id}", concept=concept,
        sheet=sheet.pk,
    )  # fmt: skip
    return mine


@transaction.atomic
def settle_answer(*, by: Actor, sheet_id: int, concept: str, codes: Iterable[str]) -> Coding:
    """Settle an answer that two coders took to say different things. It may be settled anew until
    the wave is released."""
    sheet = _sheet(sheet_id, concept)
    require(by, "surveys.run", f"survey:{sheet.wave.survey.key}")
    names = _of_the_book(sheet.wave, concept, codes)
    apart = list(Coding.objects.filter(sheet=sheet, concept=concept, turn__in=APART))
    if len(apart) < len(APART):
        raise Refused(
            _("There is nothing to settle: two people have to code this answer first."),
            mend=_("Ask somebody else who may run surveys to code it."),
        )
    if sorted(apart[0].codes) == sorted(apart[1].codes):
        raise Refused(_("Both coders took this answer to say the same."))
    settled, _made = Coding.objects.update_or_create(
        sheet=sheet,
        concept=concept,
        turn=Turn.SETTLED,
        defaults={"codes": names, "coded_at": now(), "coded_by_user": by.user_id},
    )
    record(
        by=by, action="surveys.settle_answer", subject=f"wave:{sheet.wave_id}", concept=concept,
        sheet=sheet.pk,
    )  # fmt: skip
    return settled


def _survey(key: str) -> Survey:
    row = Survey.objects.filter(key=key).first()
    if row is None:
        raise NotFound(_("There is no survey %(key)s.") % {"key": key})
    return row


def _sheet(sheet_id: int, concept: str) -> AnswerSheet:
    """The sheet, locked, with an answer to this open question."""
    wave_id = AnswerSheet.objects.filter(pk=sheet_id).values_list("wave_id", flat=True).first()
    if wave_id is not None:
        share_wave(wave_id)
    sheet = (
        AnswerSheet.objects.select_for_update(of=("self",))
        .select_related("wave__survey", "wave__edition")
        .filter(pk=sheet_id)
        .first()
    )
    question = None if sheet is None else question_of(sheet.wave, concept)
    if sheet is None or question is None or not sheet.answers.get(question.name):
        raise NotFound(
            _("There is no such answer."),
            why=_("It was taken back, or its question is not an open one."),
            mend=_("Go on with the next one."),
        )
    if sheet.wave.state == Wave.State.RELEASED:
        raise Refused(
            _("The figures of this wave were released, so its codes stay as they are."),
            mend=_("Codes of the next wave can still be given."),
        )
    return sheet


def _text(sheet: AnswerSheet, concept: str) -> str:
    question = question_of(sheet.wave, concept)
    return "" if question is None else str(sheet.answers.get(question.name, ""))


def _of_the_book(wave: Wave, concept: str, codes: Iterable[str]) -> list[str]:
    names = sorted(set(codes))
    book = set(
        Code.objects.filter(survey=wave.survey_id, concept=concept).values_list("name", flat=True)
    )
    if not book:
        raise Refused(
            _("There is no code book for this question yet."), mend=_("Write its codes first.")
        )
    if unknown := [name for name in names if name not in book]:
        raise Refused(
            _("The code book does not have: %(names)s.") % {"names": ", ".join(unknown)},
            mend=_("Add the code first, or choose another."),
        )
    return names


def _is_used(code: Code) -> bool:
    rows = Coding.objects.filter(sheet__wave__survey=code.survey_id, concept=code.concept)
    return any(code.name in names for names in rows.values_list("codes", flat=True).iterator())
