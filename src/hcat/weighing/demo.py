# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Made-up rounds: one that waits for decisions, and one being scored in which two are late.

None is decided: that is a decision of the agenda, and those are not made up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import timedelta
from random import Random

from django.db import transaction
from django.db.models import ProtectedError

from hcat.agenda.api import InitiativeStatus, items, the_agenda
from hcat.foundation.api import Actor, today
from hcat.foundation.demo import demonstration
from hcat.parties.api import add_person

from .criteria import CriteriaSheet, latest, sheet_of
from .models import Assessor, Round, Ruling
from .operations import (
    Given,
    add_assessor,
    choose_initiatives,
    close_round,
    declare_interests,
    give_scores,
    prepare_round,
)
from .operations.preparing import begin_scoring

NAMES = ("Alfa", "Bravo", "Charlie", "Delta", "Echo")
TITLES = {
    "nl": ("Demonstratie: eerste weging", "Demonstratie: tweede weging"),
    "en": ("Demonstration: first weighing", "Demonstration: second weighing"),
    "de": ("Demonstration: erste Abwägung", "Demonstration: zweite Abwägung"),
}
SAID = {
    "nl": ("Demonstratie: hier valt het meeste te winnen.", "Demonstratie: niemand vroeg erom."),
    "en": ("Demonstration: most is to be won here.", "Demonstration: nobody asked for it."),
    "de": ("Demonstration: Hier ist am meisten zu holen.", "Demonstration: Niemand fragte danach."),
}
WEIGHED = 12
"""Initiatives in the round that waits for decisions; half of them are in the other one."""
LATE = 2
"""Assessors of the second round who are not done."""


def load(random: Random, by: Actor) -> None:
    """Nothing where there are no criteria, or where somebody began a round."""
    newest, agenda = latest(), the_agenda()
    if newest is None or agenda is None or Round.objects.exists():
        return
    over = (InitiativeStatus.DONE, InitiativeStatus.STOPPED)
    known = [one.key for one in items("initiative") if one.sheet.status not in over]
    if len(known) < 2:
        return
    language = agenda.sheet.languages[0]
    people = [
        add_person(
            name=f"Demo {name}", mail=f"{name.lower()}.assessor@demo.invalid", by=by,
            language=language, is_demo=True,
        ).pk
        for name in NAMES
    ]  # fmt: skip
    chosen = random.sample(known, min(WEIGHED, len(known)))
    sheet, text = sheet_of(newest.content), SAID.get(language, SAID["en"])
    first, second = TITLES.get(language, TITLES["en"])
    done = _round(by, first, chosen, people, days=7)
    for person in people:
        _score(random, by, done, person, sheet, text)
    close_round(by=by, round=done.key)
    other = _round(by, second, chosen[: max(2, len(chosen) // 2)], people, days=5)
    for person in people[:-LATE]:
        _score(random, by, other, person, sheet, text)


def _round(by: Actor, title: str, chosen: Sequence[str], people: list[int], days: int) -> Round:
    """A round that is being scored; nobody is written to."""
    made = prepare_round(
        by=by, title=title, deadline=today() + timedelta(days=days),
        capacity=max(1, len(chosen) // 3), is_demo=True,
    )  # fmt: skip
    choose_initiatives(by=by, round=made.key, add=chosen)
    for person in people:
        add_assessor(by=by, round=made.key, person_id=person)
    return begin_scoring(by=by, round=made.key)


def _score(
    random: Random, by: Actor, made: Round, person: int, sheet: CriteriaSheet, text: Sequence[str]
) -> None:
    """One assessor scores everything: around what each initiative has on each criterion."""
    declare_interests(by=by, round=made.key, person_id=person, conflicts={})
    for entry in made.entries.all():
        given = {}
        for place, one in enumerate(sheet.criteria):
            level = 2.2 + (entry.number * (3 + 4 * place) % 7) / 4
            value = min(5, max(1, round(level + random.uniform(-1.2, 1.2))))
            reason = {5: text[0], 1: text[1]}.get(value, "")
            given[one.key] = Given(value, reason)
        give_scores(by=by, round=made.key, person_id=person, number=entry.number, given=given)


def clear(by: Actor) -> None:
    """Remove exactly the made-up rounds, with their scores; the made-up people go with theirs."""
    rows = Assessor.objects.filter(round__is_demo=True, person__is_demo=True)
    people = {one.person for one in rows.select_related("person") if one.person is not None}
    Round.objects.filter(is_demo=True).delete()
    for person in people:
        # Whoever was written to since then stays with the mail that tells of it.
        with suppress(ProtectedError), transaction.atomic():
            person.delete()


def stays() -> Iterator[str]:
    """Decisions of the agenda that were taken in a made-up round."""
    taken = Ruling.objects.filter(entry__round__is_demo=True).exclude(decision="")
    for key in taken.order_by("decision").values_list("decision", flat=True).distinct():
        yield f"decision:{key}, taken in a made-up round"


def count() -> int:
    return Round.objects.filter(is_demo=True).count()


demonstration("weighing", load=load, clear=clear, count=count, stays=stays)
