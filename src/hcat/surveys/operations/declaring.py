# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Said before anybody is asked: which series break, and what the wave is to prove."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, NotFound, Refused, record
from hcat.parties.api import require
from hcat.surveys.instrument.comparing import BREAKS, Change, differences
from hcat.surveys.instrument.questionnaire import Kind, Question, Questionnaire
from hcat.surveys.models import Break, Claim, Wave

from .rules import State, locked_wave, needs_reason, subject_of

SINCE = (Claim.Kind.BETTER, Claim.Kind.RISING)
"""Kinds of claim that look back at an earlier wave."""


@transaction.atomic
def declare_break(*, by: Actor, wave_id: int, concept: str, reason: str) -> Break:
    """From this wave on the concept is asked otherwise, though the comparison of the editions did
    not find it. Refused for a concept that is not asked, without a reason, and once it opened."""
    require(by, "surveys.run")
    wave = locked_wave(wave_id, State.DRAFT)
    question_of(wave, concept)
    said = needs_reason(reason)
    row, _made = Break.objects.update_or_create(
        wave=wave, concept=concept, defaults={"reason": said, "was_found": False}
    )
    record(by=by, action="surveys.declare_break", subject=subject_of(wave), concept=concept,
           reason=said)  # fmt: skip
    return row


@transaction.atomic
def undeclare_break(*, by: Actor, wave_id: int, concept: str) -> None:
    """Takes a declared break back. One that the comparison finds comes back at the opening."""
    require(by, "surveys.run")
    wave = locked_wave(wave_id, State.DRAFT)
    gone, _each = wave.breaks.filter(concept=concept).delete()
    if not gone:
        raise NotFound(_("No break was declared of %(concept)s.") % {"concept": concept})
    record(by=by, action="surveys.undeclare_break", subject=subject_of(wave), concept=concept)


@transaction.atomic
def declare_claim(
    *,
    by: Actor,
    wave_id: int,
    concept: str,
    kind: str,
    choice: str = "",
    bound: float | None = None,
    since_id: int | None = None,
) -> Claim:
    """What this wave is to prove. All claims of a wave are one family: each more makes every one
    of them harder to prove.

    `kind`: ``share_at_least`` (bound from 0 to 1), ``mean_at_least`` (bound in the unit of the
    question), ``better`` (than in the wave `since_id`) or ``rising`` (in each wave since). Refused
    once the wave opened, for a concept or choice that is not asked, an open question or a ranking,
    a bound that cannot be met, an earlier wave that was not closed, for the last two over a break,
    and for ``rising`` over a wave that did not ask it.
    """
    require(by, "surveys.run")
    wave = locked_wave(wave_id, State.DRAFT)
    question = question_of(wave, concept)
    if kind not in Claim.Kind.values:
        raise Refused(
            _("“%(kind)s” is not a kind of claim.") % {"kind": kind},
            mend=_("Use one of: %(names)s.") % {"names": ", ".join(Claim.Kind.values)},
        )
    _check_choice(question, kind, choice)
    since = _since(wave, kind, concept, since_id) if kind in SINCE else None
    if since is None:
        _check_bound(question, kind, bound)
    if wave.claims.filter(concept=concept, choice=choice, kind=kind).exists():
        raise Refused(
            _("This was declared already."), mend=_("Withdraw it first to declare another bound.")
        )
    made = Claim.objects.create(
        wave=wave, concept=concept, choice=choice, kind=kind, since=since,
        bound=bound if since is None else None,
    )  # fmt: skip
    record(by=by, action="surveys.declare_claim", subject=subject_of(wave), concept=concept,
           kind=kind, choice=choice, bound=made.bound)  # fmt: skip
    return made


@transaction.atomic
def withdraw_claim(*, by: Actor, claim_id: int) -> None:
    """Takes a claim back, until the wave opens."""
    require(by, "surveys.run")
    found = Claim.objects.filter(pk=claim_id).first()
    if found is None:
        raise NotFound(_("There is no claim %(number)s.") % {"number": claim_id})
    wave = locked_wave(found.wave_id, State.DRAFT)
    found.delete()
    record(by=by, action="surveys.withdraw_claim", subject=subject_of(wave), concept=found.concept,
           kind=found.kind)  # fmt: skip


def still_holds(wave: Wave, claim: Claim) -> bool:
    """Whether a claim could be declared of the questionnaire that the wave has now."""
    try:
        question = question_of(wave, claim.concept)
        _check_choice(question, claim.kind, claim.choice)
        if claim.since_id is None:
            _check_bound(question, claim.kind, claim.bound)
        else:
            _since(wave, claim.kind, claim.concept, claim.since_id)
    except Refused:
        return False
    return True


def question_of(wave: Wave, concept: str) -> Question:
    """The question that a wave asks about a concept; Refused where it asks none."""
    questionnaire = Questionnaire.from_json(wave.edition.questionnaire)
    for one in questionnaire.questions:
        if one.concept == concept:
            return one
    raise Refused(
        _("This wave does not ask about %(concept)s.") % {"concept": concept},
        mend=_("Choose one of: %(names)s.")
        % {"names": ", ".join(dict.fromkeys(q.concept for q in questionnaire.questions))},
    )


def _check_choice(question: Question, kind: str, choice: str) -> None:
    measured = question.kind in (Kind.SCALE, Kind.NUMBER)
    if question.kind is Kind.OPEN:
        raise Refused(
            _("An open question proves nothing by itself."),
            why=_("Its answers are counted once they were coded."),
            mend=_("Choose a question with choices or a number."),
        )
    if question.kind is Kind.RANKING:
        raise Refused(
            _("No claim can be declared of a ranking."),
            why=_("Its figures are places: a lower one is better, and none is a share."),
            mend=_("Choose a question with choices or a number."),
        )
    if kind == Claim.Kind.MEAN_AT_LEAST and not measured:
        raise Refused(_("This question has no mean."), mend=_("Declare a share of a choice."))
    if kind == Claim.Kind.SHARE_AT_LEAST and not question.kind.has_choices:
        raise Refused(_("This question has no choices."), mend=_("Declare a mean."))
    if question.kind.has_choices != bool(choice) or (choice and question.choice(choice) is None):
        raise Refused(
            _("“%(choice)s” is not a choice of this question.") % {"choice": choice},
            mend=_("Choose one of: %(names)s.")
            % {"names": ", ".join(one.name for one in question.choices) or "–"},
        )


def _check_bound(question: Question, kind: str, bound: float | None) -> None:
    if kind == Claim.Kind.SHARE_AT_LEAST:
        low, high = 0.0, 1.0
    else:
        limits = question.limits
        low = limits.low if limits and limits.low is not None else float("-inf")
        high = limits.high if limits and limits.high is not None else float("inf")
    if bound is None or not low <= bound <= high:
        raise Refused(
            _("This bound cannot be met."),
            mend=_("Give one from %(low)s to %(high)s.") % {"low": f"{low:g}", "high": f"{high:g}"},
        )


def _since(wave: Wave, kind: str, concept: str, since_id: int | None) -> Wave:
    found = Wave.objects.filter(
        pk=since_id or 0, survey_id=wave.survey_id, state__in=[State.CLOSED, State.RELEASED],
        reference_day__lt=wave.reference_day,
    ).first()  # fmt: skip
    if found is None:
        raise Refused(
            _("There is no such earlier wave of this survey."),
            mend=_("Choose one that was closed."),
        )
    between = Break.objects.filter(
        wave__survey_id=wave.survey_id, concept=concept,
        wave__reference_day__gt=found.reference_day,
        wave__reference_day__lte=wave.reference_day,
    ).exclude(wave__state=State.DROPPED)  # fmt: skip
    if between.exists() or concept in {one for one, _why in found_breaks(wave, found)}:
        raise Refused(
            _("%(concept)s was asked otherwise in wave %(key)s.")
            % {"concept": concept, "key": found.key},
            why=_("Figures before and after a break are not compared."),
            mend=_("Choose a later wave, or another concept."),
        )
    if kind == Claim.Kind.RISING:
        _asked_between(wave, found, concept)
    return found


def _asked_between(wave: Wave, since: Wave, concept: str) -> None:
    """A wave that did not ask it leaves two steps that nobody can tell."""
    between = Wave.objects.filter(
        survey_id=wave.survey_id, reference_day__gt=since.reference_day,
        reference_day__lt=wave.reference_day,
        state__in=[State.OPEN, State.CLOSED, State.RELEASED],
    ).select_related("edition")  # fmt: skip
    for one in between.order_by("reference_day"):
        asked = Questionnaire.from_json(one.edition.questionnaire).questions
        if concept not in {question.concept for question in asked}:
            raise Refused(
                _("Wave %(key)s did not ask about %(concept)s.")
                % {"key": one.key, "concept": concept},
                why=_("Whether it rises in each wave can then never be told."),
                mend=_("Choose a later wave, or “higher than in an earlier wave”."),
            )


def found_breaks(wave: Wave, earlier: Wave) -> list[tuple[str, str]]:
    """Concepts that two waves ask otherwise, each with what changed in a sentence."""
    found = differences(
        Questionnaire.from_json(earlier.edition.questionnaire),
        Questionnaire.from_json(wave.edition.questionnaire),
    )
    return [
        (one.concept, " ".join(_told(change) for change in one.changes if change in BREAKS))
        for one in found
        if one.is_break
    ]


def _told(change: Change) -> str:
    return {
        Change.KIND: _("It is answered in another way."),
        Change.CHOICES: _("Other answers can be chosen."),
        Change.SCALE: _("The scale is another one."),
        Change.CONDITION: _("Others are asked than before."),
        Change.MEANING: _("It asks something else."),
    }[change]
