# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A made-up year of reports: three accounts to the board and the evaluation after them.

Nothing is backdated. All of it is recorded at the moment it is loaded, and speaks of days of the
last full year: a report of 30 April speaks `as_of` 30 April, and says itself when it was recorded.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from django.utils.translation import gettext_noop

from hcat.evidence.api import (
    Finding,
    RecordedFigure,
    ResultStanding,
    Snapshot,
    correct,
    criterion_id,
    record_figure,
    record_judgement,
    standing,
)
from hcat.foundation.api import Actor, today
from hcat.foundation.demo import demonstration
from hcat.numerics.api import SHARE_SCALE, Estimate, Period, Quality, Verdict

from .composing.phrases import a_year_before
from .kinds import TOP
from .models import Frozen, FrozenDocument, Kind, Report, SignedFile
from .operations import (
    ask_decision,
    freeze_report,
    settle_decision,
    sign_report,
    start_report,
    write_words,
)
from .queries import languages
from .rhythm import ReportRhythm, rhythm_of

SOURCE = gettext_noop("an invented example")
METHOD = gettext_noop("made up by a generator, to show what the site can do")
Text = dict[str, str]
ASKED_OF = 120
"""Companies that answer, of each figure that is made up here."""
WORDS: tuple[Text, ...] = (
    {
        "nl": "Demonstratie: alles in dit rapport is verzonnen. Hier vertelt de programmamanager "
        "in enkele regels wat het bestuur moet weten.",
        "en": "Demonstration: everything in this report is made up. Here the programme manager "
        "tells the board in a few lines what it needs to know.",
        "de": "Demonstration: Alles in diesem Bericht ist erfunden. Hier sagt das "
        "Programmmanagement dem Vorstand in wenigen Zeilen, was er wissen muss.",
    },
    {
        "nl": "Demonstratie: hier legt de programmamanager uit wat er achter de wijzigingen zit.",
        "en": "Demonstration: here the programme manager explains what lies behind the changes.",
        "de": "Demonstration: Hier erklärt das Programmmanagement, was hinter Änderungen steht.",
    },
)
ASKED: tuple[Text, ...] = (
    {
        "nl": "Demonstratie: vraag bedrijven twee keer per jaar in plaats van één keer",
        "en": "Demonstration: ask companies twice a year instead of once",
        "de": "Demonstration: Unternehmen zweimal im Jahr befragen statt einmal",
    },
    {
        "nl": "Demonstratie: open één loket voor gastlessen",
        "en": "Demonstration: open one desk for guest lessons",
        "de": "Demonstration: eine Anlaufstelle für Gaststunden eröffnen",
    },
)
DROPPED: Text = {
    "nl": "Bedrijven krijgen al vragenlijsten genoeg",
    "en": "Companies get enough questionnaires already",
    "de": "Unternehmen bekommen schon genug Fragebögen",
}
PUT_OFF: Text = {
    "nl": "De begroting is nog niet bekend",
    "en": "The budget is not known yet",
    "de": "Der Haushalt steht noch nicht fest",
}
CORRECTED: Text = {
    "nl": "Demonstratie: drie antwoorden waren overgeslagen",
    "en": "Demonstration: three answers had been skipped",
    "de": "Demonstration: Drei Antworten waren übersehen worden",
}


def load(random: Random, by: Actor) -> None:
    """Nothing where somebody began a report, or where the agenda asks for none in a year."""
    accounts, evaluation = rhythm_of(Kind.BOARD), rhythm_of(Kind.EVALUATION)
    if accounts is None or evaluation is None or Report.objects.exists():
        return
    for last in evaluation.until(today())[-1:]:
        _year(random, by, accounts, last)


def clear(by: Actor) -> None:
    """Remove exactly the made-up reports, with what they were frozen on and signed as."""
    made_up = {"is_demo": True}
    taken = list(Frozen.objects.filter(**made_up).values_list("snapshot", flat=True))
    for model in (SignedFile, FrozenDocument, Frozen, Report):
        model._default_manager.filter(**made_up).delete()
    Snapshot.objects.filter(pk__in=taken, **made_up).delete()


def count() -> int:
    return Report.objects.filter(is_demo=True).count()


def _year(random: Random, by: Actor, accounts: ReportRhythm, last: date) -> None:
    """The accounts that were due in the year that ends on a day, and the evaluation of it."""
    asked: list[int] = []
    days = [one for one in accounts.until(last) if one > a_year_before(last)]
    for number, day in enumerate(days):
        if number == 1:
            _happens(random, by, day)
        if number and len(asked) == number:
            _settle(by, asked[-1], day, drop=number == 1)
        key = start_report(by=by, kind=Kind.BOARD, due_on=day, is_demo=True).key
        if number < len(WORDS):
            write_words(by=by, report=key, section=TOP, texts=_said(WORDS[number]))
        if number < len(ASKED):
            wanted = ask_decision(
                by=by, report=key, text=_said(ASKED[number]), of=accounts.to,
                by_when=day + timedelta(days=90),
            )  # fmt: skip
            asked.append(wanted.pk)
        _sign(by, key, day)
    evaluation = start_report(by=by, kind=Kind.EVALUATION, due_on=last, is_demo=True)
    _sign(by, evaluation.key, last)


def _sign(by: Actor, key: str, day: date) -> None:
    freeze_report(by=by, report=key, as_of=day)
    sign_report(by=by, report=key, on=day)


def _settle(by: Actor, asked: int, day: date, *, drop: bool) -> None:
    """Dropped or put off: what was taken is a decision of the agenda, and that is not made up."""
    on = day - timedelta(days=45)
    if drop:
        reason = _first(DROPPED)
        settle_decision(by=by, asked=asked, what="dropped", on=on, reason=reason)
    else:
        until = day + timedelta(days=75)
        reason = _first(PUT_OFF)
        settle_decision(by=by, asked=asked, what="deferred", on=on, until=until, reason=reason)


def _said(text: Text) -> Text:
    """In the languages of the agenda; in English where it has none of these."""
    return {one: text[one] for one in languages() if one in text} or {languages()[0]: text["en"]}


def _first(text: Text) -> str:
    """What is kept as it was typed, is typed in the first language of the agenda."""
    return next(iter(_said(text).values()))


# --- What happened between the first account and the second ------------------------------------


def _happens(random: Random, by: Actor, day: date) -> None:
    """One count is corrected, one result is counted and one judged for the first time."""
    results = standing(as_of=day)
    counted = [
        figure
        for one in results
        for target in one.in_force
        for figure in target.figures[-1:]
        if figure.is_demo and figure.estimate.numerator is not None
    ]
    free = [one for one in results if one.verdict is Verdict.NEVER_MEASURED]
    for figure in random.sample(counted, min(1, len(counted))):
        _correct(by, figure)
    for sort, record in ((_is_to_judge, _judge), (_is_to_count, _count)):
        fitting = [one for one in free if sort(one)]
        for result in random.sample(fitting, min(1, len(fitting))):
            record(by, result, day)


def _correct(by: Actor, figure: RecordedFigure) -> None:
    old = figure.estimate
    if old.numerator is None or old.denominator is None:
        return
    part = old.numerator - 3 if old.numerator > 3 else old.numerator + 3
    correct(
        by=by, observation=figure.id, reason=_first(CORRECTED),
        estimate=replace(
            old, numerator=part, value=SHARE_SCALE[old.unit] * part / old.denominator
        ),
    )  # fmt: skip


def _is_to_judge(one: ResultStanding) -> bool:
    return all(target.target.kind == "judged" for target in one.in_force)


def _judge(by: Actor, result: ResultStanding, day: date) -> None:
    for one in result.in_force:
        record_judgement(
            by=by, result=result.key, target=one.target.key, source=SOURCE, is_demo=True,
            judged_on=day - timedelta(days=30),
            findings=[Finding(criterion_id(text), met=True) for text in one.target.criteria],
        )  # fmt: skip


def _is_to_count(one: ResultStanding) -> bool:
    """Its targets ask for a share of which nothing at all is known."""
    return all(
        target.target.kind == "at_least"
        and target.target.unit in SHARE_SCALE
        and not (target.figures or target.proxies)
        for target in one.in_force
    )


def _count(by: Actor, result: ResultStanding, day: date) -> None:
    for one in result.in_force:
        scale = SHARE_SCALE[one.target.unit]
        deadline = one.target.deadline or day
        year = min(day.year - 1, deadline.year)
        part = max(1, round(ASKED_OF * (one.target.value or 0.0) / scale * 0.6))
        record_figure(
            by=by, result=result.key, target=one.target.key, is_demo=True,
            estimate=Estimate(
                value=scale * part / ASKED_OF, numerator=part, denominator=ASKED_OF, n=ASKED_OF,
                unit=one.target.unit, period=Period.year(year), method=METHOD,
                source=SOURCE, quality=Quality.MEASURED,
            ),
        )  # fmt: skip


demonstration("reports", load=load, clear=clear, count=count, after=("evidence", "organisations"))
