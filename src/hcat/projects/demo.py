# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Made-up charters, milestones, reports, gates and risks of five initiatives that run.

Five things wait for the programme manager this week: a gate, a milestone that is overdue, a report
to note, a charter to accept and a high risk to look at. What was decided at a gate is no decision
of the agenda here: that is not made up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from random import Random

from hcat.agenda.api import InitiativeStatus, items, the_agenda
from hcat.foundation.api import Actor, now, today
from hcat.foundation.demo import demonstration

from .models import Charter, Milestone, Phase, ProgressReport, Risk, Yield
from .operations import (
    Answers,
    accept_charter,
    add_risk,
    move_milestone,
    note_report,
    plan_milestone,
    reach_milestone,
    start_phase,
    write_charter,
)

Text = Mapping[str, str]
YIELDS: Text = {
    "nl": "Demonstratie: veertig deelnemers per jaar leren op de werkvloer.",
    "en": "Demonstration: forty people a year learn at the workplace.",
    "de": "Demonstration: vierzig Teilnehmende im Jahr lernen im Betrieb.",
}
FOR_WHOM: Text = {
    "nl": "Leerlingen van mbo 3 en 4",
    "en": "Pupils of MBO 3 and 4",
    "de": "Lernende der MBO-Stufen 3 und 4",
}
REPORT_TO: Text = {
    "nl": "De programmamanager",
    "en": "The programme manager",
    "de": "Das Programmmanagement",
}
LEAD: Text = {
    "nl": "Demonstratie: projectleider",
    "en": "Demonstration: project leader",
    "de": "Demonstration: Projektleitung",
}
MEANS_HERE: Text = {
    "nl": "De eigenaar kiest hoe; het programma hoort wat het opleverde.",
    "en": "The owner chooses how; the programme hears what it yielded.",
    "de": "Der Träger wählt das Wie; das Programm erfährt, was es brachte.",
}
CRITERIA: tuple[Text, ...] = (
    {
        "nl": "Twintig deelnemers deden mee",
        "en": "Twenty people took part",
        "de": "Zwanzig Personen nahmen teil",
    },
    {
        "nl": "De bedrijven willen verder",
        "en": "The companies want to go on",
        "de": "Die Betriebe wollen weitermachen",
    },
)
STEPS: tuple[Text, ...] = (
    {
        "nl": "Demonstratie: eerste groep begonnen",
        "en": "Demonstration: first group begun",
        "de": "Demonstration: erste Gruppe begonnen",
    },
    {
        "nl": "Demonstratie: evaluatie met bedrijven",
        "en": "Demonstration: evaluation with companies",
        "de": "Demonstration: Auswertung mit Betrieben",
    },
)
SHOWN: Text = {
    "nl": "Demonstratie: de lijst van deelnemers",
    "en": "Demonstration: the list of participants",
    "de": "Demonstration: die Teilnehmerliste",
}
MOVED: Text = {
    "nl": "Demonstratie: de ruimte was niet klaar",
    "en": "Demonstration: the room was not ready",
    "de": "Demonstration: Der Raum war nicht fertig",
}
TOLD: Text = {
    "nl": "Demonstratie: achttien deelnemers begonnen, de bedrijven zijn tevreden",
    "en": "Demonstration: eighteen people began, the companies are content",
    "de": "Demonstration: Achtzehn Personen haben begonnen, die Betriebe sind zufrieden",
}
DECIDED: Text = {
    "nl": "Demonstratie: de deelnemers kwamen en bleven",
    "en": "Demonstration: people came and stayed",
    "de": "Demonstration: Die Leute kamen und blieben",
}
RISK: Text = {
    "nl": "Demonstratie: te weinig begeleiders op de werkvloer",
    "en": "Demonstration: too few mentors at the workplace",
    "de": "Demonstration: zu wenige Betreuende im Betrieb",
}
AGAINST: Text = {
    "nl": "Elk bedrijf noemt vooraf een begeleider",
    "en": "Each company names a mentor beforehand",
    "de": "Jeder Betrieb nennt vorab eine Betreuung",
}
PHASES = ("pilot", "evaluate", "", "widen", "adjust")
"""Of each of the five: the phase it is in; empty: its charter waits to be accepted."""


def load(random: Random, by: Actor) -> None:
    """Nothing where somebody wrote a charter, or where fewer than five initiatives run."""
    agenda = the_agenda()
    running = [
        one.name for one in items("initiative") if one.sheet.status == InitiativeStatus.RUNNING
    ]
    if agenda is None or len(running) < len(PHASES) or Charter.objects.exists():
        return
    language = next((one for one in agenda.sheet.languages if one in YIELDS), "en")
    for number, subject in enumerate(random.sample(running, len(PHASES))):
        _one(by, subject, PHASES[number], language)


def clear(by: Actor) -> None:
    """Remove exactly the made-up rows."""
    for model in (Phase, Milestone, Risk, ProgressReport, Yield, Charter):
        model._default_manager.filter(is_demo=True).delete()


def stays() -> Iterator[str]:
    """Decisions of the agenda that were taken at a made-up gate."""
    for one in Phase.objects.filter(is_demo=True).exclude(decision="").order_by("pk"):
        yield f"decision:{one.decision}, taken at a made-up gate of {one.subject}"


def count() -> int:
    return Charter.objects.filter(is_demo=True).count()


def _ago(days: int) -> date:
    return today() - timedelta(days=days)


def _one(by: Actor, subject: str, phase: str, language: str) -> None:
    write_charter(
        by=by, subject=subject, based_on=0, is_demo=True,
        answers=Answers(
            yields=YIELDS[language], for_whom=FOR_WHOM[language], by_when=_ago(-300),
            report_first_on=_reports_on(phase), report_every=3, report_to=REPORT_TO[language],
            lead=LEAD[language], steering="directing", steering_means=MEANS_HERE[language],
            criteria=tuple(one[language] for one in CRITERIA),
        ),
    )  # fmt: skip
    if not phase:
        return
    accept_charter(by=by, subject=subject, edition=1, on=_ago(150))
    _phases(by, subject, phase, language)
    if phase != "evaluate":
        note_report(
            by=by, subject=subject, due=_reports_on(phase), on=_ago(44), said=TOLD[language],
            whom=REPORT_TO[language], is_demo=True,
        )  # fmt: skip
    first, second = (one[language] for one in STEPS)
    _reached(by, subject, first, language)
    ahead = {"evaluate": -5}.get(phase, 45)
    later = plan_milestone(by=by, subject=subject, title=second, due=_ago(-ahead), is_demo=True)
    if phase == "adjust":
        move_milestone(by=by, milestone=later.pk, to=_ago(-70), reason=MOVED[language], edition=1)
    risk = add_risk(
        by=by, subject=subject, what=RISK[language], likelihood=2, measure=AGAINST[language],
        effect=3 if phase == "widen" else 1, owner=LEAD[language], is_demo=True,
    )  # fmt: skip
    Risk.objects.filter(pk=risk.pk).update(looked_at_on=_ago(40))


def _reports_on(phase: str) -> date:
    """Of the one that is being evaluated the report was due just now; the others gave theirs, and
    where nothing was accepted yet it is still to come."""
    return _ago({"evaluate": 2, "": -45}.get(phase, 45))


def _reached(by: Actor, subject: str, title: str, language: str) -> None:
    made = plan_milestone(by=by, subject=subject, title=title, due=_ago(100), is_demo=True)
    reach_milestone(by=by, milestone=made.pk, on=_ago(102), evidence=SHOWN[language], edition=1)


def _phases(by: Actor, subject: str, until: str, language: str) -> None:
    """Those that lie behind, each decided, and the one it is in."""
    order = [kind.value for kind in Phase.Kind]
    behind = order[: order.index(until)]
    starts = [_ago(140 - 30 * number) for number in range(len(behind) + 1)]
    for kind, start, end in zip(behind, starts, starts[1:], strict=False):
        Phase.objects.create(
            subject=subject, kind=kind, started_on=start, gate_on=end, outcome="go_on",
            decided_on=end, reason=DECIDED[language], recorded_at=now(), recorded_by=by.name,
            criteria=[[one[language], True] for one in CRITERIA], is_demo=True,
            charter=Charter.objects.get(subject=subject),
        )  # fmt: skip
    gate = -2 if until == "pilot" else -60
    start_phase(by=by, subject=subject, kind=until, on=starts[-1], gate_on=_ago(gate), is_demo=True)


demonstration("projects", load=load, clear=clear, count=count, stays=stays)
