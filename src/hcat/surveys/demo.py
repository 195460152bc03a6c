# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A made-up panel of made-up companies: three waves released, one that is being answered.

Nobody is written to. The surveys are copies of shipped ones under names of their own, so that a
real panel that begins later is a series of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from django.db import transaction
from django.utils import timezone

from hcat.agenda.api import rule_on
from hcat.foundation.api import Actor, record, today
from hcat.foundation.demo import demonstration
from hcat.parties.api import population, require

from .instrument.answering import kept, pages_asked
from .instrument.questionnaire import EXCLUSIVE, Answer, Kind, Limits, Question, Questionnaire
from .models import (
    AnswerSheet,
    Break,
    Claim,
    Code,
    Coding,
    Edition,
    FrameUnit,
    Invitation,
    Outcome,
    Release,
    ReleasedChange,
    ReleasedClaim,
    Survey,
    Wave,
)
from .operations.coding import write_code_book
from .operations.drawing import DrawPlan, draw_sample
from .operations.preparing import prepare_wave, take_frame
from .operations.releasing import release_wave
from .operations.rules import SYSTEM
from .operations.surveys import SurveyFacts, add_survey, save_edition
from .queries.coding import APART, code_book, open_questions, texts
from .shipped_surveys import shipped_called

MADE_OF = {"demo-panel": "company-panel", "demo-talent": "talent"}
NAMES = {
    "demo-panel": {
        "nl": "Demonstratie: bedrijvenpanel",
        "en": "Demonstration: company panel",
        "de": "Demonstration: Unternehmenspanel",
    },
    "demo-talent": {
        "nl": "Demonstratie: technici over werkgevers",
        "en": "Demonstration: technicians on employers",
        "de": "Demonstration: Fachkräfte über Arbeitgeber",
    },
}
YEARS_BACK = (2, 1, 0)
OPEN_FOR = timedelta(days=28)
DRAWN = 150
"""Companies that each wave asks: all of the largest, the others in proportion."""
TECHNICIANS = 400


@dataclass(frozen=True, slots=True)
class Lean:
    """How a wave answers: the later, the more often yes, and the higher a mark."""

    yes: float
    mark: float


LEANS = (Lean(0.45, 6.4), Lean(0.55, 6.8), Lean(0.63, 7.2))


@transaction.atomic
def load(random: Random, by: Actor) -> None:
    """Waves of the last three years, each released, and one that opened last week."""
    require(by, "demo.load")
    for key, shipped in MADE_OF.items():
        _survey(key, shipped)
    for back, lean in zip(YEARS_BACK, LEANS, strict=True):
        _past_wave("demo-panel", today() - timedelta(days=365 * back + 60), random, lean)
    _past_wave("demo-talent", today() - timedelta(days=120), random, LEANS[1])
    _open_wave("demo-panel", random)
    record(by=by, action="surveys.load_demo", subject="demo:surveys", sheets=count())


@transaction.atomic
def clear(by: Actor) -> None:
    """Remove exactly the demonstration rows."""
    require(by, "demo.load")
    mine = Wave.objects.filter(survey__is_demo=True)
    ReleasedChange.objects.filter(release__wave__in=mine).delete()
    ReleasedClaim.objects.filter(release__wave__in=mine).delete()
    Claim.objects.filter(wave__in=mine).delete()
    Break.objects.filter(wave__in=mine).delete()
    Release.objects.filter(wave__in=mine).delete()
    AnswerSheet.objects.filter(wave__in=mine).delete()
    FrameUnit.objects.filter(wave__in=mine).delete()
    mine.delete()
    Edition.objects.filter(survey__is_demo=True).delete()
    Code.objects.filter(survey__is_demo=True).delete()
    Survey.objects.filter(is_demo=True).delete()
    record(by=by, action="surveys.clear_demo", subject="demo:surveys")


def count() -> int:
    return AnswerSheet.objects.filter(wave__is_demo=True).count()


def _survey(key: str, shipped: str) -> None:
    made_of = shipped_called(shipped)
    facts = SurveyFacts(
        titles=NAMES[key],
        purposes=made_of.purposes,
        population=made_of.population,
        high_tech_only=made_of.high_tech_only,
        asks_minors=False,
        kept_years=made_of.kept_years,
    )
    add_survey(by=SYSTEM, key=key, facts=facts, is_demo=True)
    save_edition(
        by=SYSTEM, survey=key, questionnaire=made_of.questionnaire(), origin=f"shipped: {shipped}"
    )
    write_code_book(by=SYSTEM, survey=key, codes=made_of.codes)


def _past_wave(survey: str, day: date, random: Random, lean: Lean) -> None:
    """Asked, answered and released; its days lie in the past, which no operation lets happen."""
    wave = _drawn_wave(survey, day)
    if wave is None:
        return
    opened = _at(day)
    Wave.objects.filter(pk=wave.pk).update(state=Wave.State.OPEN, opened_at=opened)
    _answer(wave, random, lean, share=0.6, opened=opened, is_over=True)
    _code(wave, random)
    Wave.objects.filter(pk=wave.pk).update(
        state=Wave.State.CLOSED, closed_at=opened + OPEN_FOR + timedelta(hours=12)
    )
    release_wave(by=SYSTEM, wave=wave.pk, uncoded=True)


def _open_wave(survey: str, random: Random) -> None:
    wave = _drawn_wave(survey, today() - timedelta(days=7), key="now")
    if wave is None:
        return
    opened = _at(wave.opens_on)
    Wave.objects.filter(pk=wave.pk).update(state=Wave.State.OPEN, opened_at=opened)
    _answer(wave, random, LEANS[-1], share=0.25, opened=opened, is_over=False)


def _drawn_wave(survey: str, day: date, key: str = "") -> Wave | None:
    """None where the region had no high-tech companies on that day, or no rule that tells them."""
    rule = rule_on(day)
    if survey == "demo-panel" and (
        rule is None
        or not population(kind="company", high_tech=rule.rule, on=day)
        .filter(organisation__is_demo=True)
        .exists()
    ):
        return None
    wave = prepare_wave(
        by=SYSTEM, survey=survey, key=key or str(day.year), reference_day=day, opens_on=day,
        closes_on=day + OPEN_FOR, reminders=(),
    )  # fmt: skip
    if survey == "demo-panel":
        there_are = take_frame(by=SYSTEM, wave_id=wave.pk)
        # A small region asks everybody.
        some = DRAWN if there_are > DRAWN else None
        plan = DrawPlan(total=some, all_of=("250+",), seed=7)
    else:
        FrameUnit.objects.bulk_create(
            FrameUnit(wave=wave, stratum="all", source="demonstration") for _n in range(TECHNICIANS)
        )
        plan = DrawPlan(seed=7)
    draw_sample(by=SYSTEM, wave_id=wave.pk, plan=plan)
    return wave


def _answer(
    wave: Wave, random: Random, lean: Lean, *, share: float, opened: datetime, is_over: bool
) -> None:
    """Some answer, fewer of the small ones; once it is over, the others are told apart."""
    questionnaire = Questionnaire.from_json(wave.edition.questionnaire)
    sheets = []
    invitations = list(
        Invitation.objects.filter(wave=wave).select_related("unit__key_row").order_by("pk")
    )
    for one in invitations:
        unit = one.unit
        one.invited_at = opened
        one.outcome = Outcome.INVITED
        one.outcome_at = moment = opened + timedelta(hours=random.randint(3, 24 * 6))
        chance = share * {"1-9": 0.7, "250+": 1.2}.get(unit.size_class, 1.0)
        drawn = random.random()
        if drawn < chance:
            one.outcome = Outcome.COMPLETED
            sheets.append(
                AnswerSheet(
                    wave=wave, code=unit.key_row.code, panel=unit.key_row.panel,
                    stratum=unit.stratum, size_class=unit.size_class, sector=unit.sector,
                    municipality=unit.municipality, language=random.choice(["nl", "nl", "en"]),
                    answers=_made_up(questionnaire, random, lean),
                    started_at=moment - timedelta(minutes=9), changed_at=moment,
                    completed_at=moment, revision=1,
                )
            )  # fmt: skip
        elif is_over and drawn > 0.97:
            one.outcome = Outcome.REFUSED
        elif is_over and drawn > 0.95:
            one.outcome = Outcome.BOUNCED
    AnswerSheet.objects.bulk_create(sheets, batch_size=200)
    Invitation.objects.bulk_update(
        invitations, ["invited_at", "outcome", "outcome_at"], batch_size=200
    )


def _code(wave: Wave, random: Random) -> None:
    """As if two people had read each open answer that has a code book, and agreed."""
    for question in open_questions(wave):
        book = [one.name for one in code_book(wave.survey_id, question.concept)]
        if not book:
            continue
        for sheet in texts(wave, question.concept):
            said = [random.choice(book)]
            Coding.objects.bulk_create(
                Coding(sheet_id=sheet, concept=question.concept, turn=turn, codes=said)
                for turn in APART
            )


def _made_up(questionnaire: Questionnaire, random: Random, lean: Lean) -> Mapping[str, Answer]:
    """Answers to all that is asked, page by page, as somebody would give them."""
    answers: dict[str, Answer] = {}
    for page in questionnaire.pages:
        if page not in pages_asked(questionnaire, answers):
            continue
        for question in page.questions:
            if question.is_required or random.random() < 0.95:
                answers |= dict(_answer_to(question, random, lean))
        answers = dict(kept(questionnaire, answers))
    return answers


def _answer_to(question: Question, random: Random, lean: Lean) -> Iterator[tuple[str, Answer]]:
    names = [one.name for one in question.choices]
    plain = [name for name in names if name not in EXCLUSIVE]
    match question.kind:
        case Kind.SINGLE if "yes" in names and "no" in names:
            yes = random.random() < lean.yes
            yield question.name, "yes" if yes else "no"
        case Kind.SINGLE:
            yield question.name, random.choice(plain or names)
        case Kind.MULTIPLE:
            most = min(question.most or 3, len(plain), 3)
            yield question.name, random.sample(plain, random.randint(1, most))
        case Kind.RANKING:
            yield question.name, random.sample(plain, question.most or len(plain))
        case Kind.SCALE | Kind.NUMBER:
            yield question.name, _number(question.limits or Limits(), question.kind, random, lean)
        case Kind.OPEN:
            yield question.name, "Demonstratie: hier staat wat iemand zou schrijven."


def _number(limits: Limits, kind: Kind, random: Random, lean: Lean) -> int:
    low = int(limits.low if limits.low is not None else 0)
    high = int(limits.high if limits.high is not None else 10)
    if kind is Kind.SCALE:
        middle = low + (high - low) * (lean.mark - 1) / 9
        return max(low, min(high, round(random.gauss(middle, (high - low) / 6))))
    return max(low, min(high, int(random.expovariate(1 / 3))))


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9)))


demonstration("surveys", load=load, clear=clear, count=count, after=("organisations",))
