# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A made-up start with overlap: some pairs graded, a proposal that waits, a call that is open.

Nothing of the agenda changes: the initiatives are the real ones, so what is made up is only what
people here would have said of them, and each text says that it is invented.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from hcat.agenda.api import item, items, the_agenda
from hcat.foundation.api import Actor, today
from hcat.foundation.demo import demonstration

from .finding import find
from .models import Call, Grade, Judgement, Pair, Proposal, Run
from .operations import draft_call, judge, propose, publish_call, revise_call
from .spots import spots

GRADED = 8
WHY = {
    "nl": "Demonstratie: dit oordeel is verzonnen.",
    "en": "Demonstration: this judgement is made up.",
    "de": "Demonstration: Dieses Urteil ist erfunden.",
}
REASON = {
    "nl": "Demonstratie: bedrijven krijgen twee keer dezelfde vraag.",
    "en": "Demonstration: companies get the same question twice.",
    "de": "Demonstration: Unternehmen bekommen zweimal dieselbe Frage.",
}
NAME = Actor.system("demonstration")


def load(random: Random, by: Actor) -> None:
    """Nothing where somebody judged already, or where there are too few initiatives."""
    if Judgement.objects.exists() or len(items("initiative")) < 2:
        return
    find(by=NAME, is_demo=True)
    found = list(Pair.objects.all()[: 2 * GRADED])
    for pair in sorted(random.sample(found, min(GRADED, len(found))), key=lambda one: one.pk):
        grade = Grade.OVERLAPPING if pair.chance > 0.2 else random.choice(
            (Grade.COMPLEMENTARY, Grade.DIFFERENT)
        )  # fmt: skip
        judge(by=NAME, left=pair.left, right=pair.right, grade=grade, why=_said(WHY), is_demo=True)
    if found:
        first = found[0]
        heir = min((first.left, first.right), key=lambda key: item("initiative", key).sheet.number)
        propose(
            by=NAME, kind="merge", members=[first.left, first.right], heir=heir,
            reason=_said(REASON), decide_by=today() + timedelta(days=3), is_demo=True,
        )  # fmt: skip
    _call()


def _call() -> None:
    white = spots("level")
    if not white:
        return
    made = draft_call(
        by=NAME, spots=[white[0].parts], closes_on=today() + timedelta(days=60), is_demo=True
    )
    marked = {
        language: f"{_DEMONSTRATION[language]}: {title}"[:200]
        for language, title in made.title.items()
    }
    revise_call(
        by=NAME, call=made.key, edition=made.edition, title=marked, text=made.text,
        closes_on=made.closes_on,
    )  # fmt: skip
    publish_call(by=NAME, call=made.key, edition=made.edition + 1)


_DEMONSTRATION = {"nl": "Demonstratie", "en": "Demonstration", "de": "Demonstration"}


def _said(text: dict[str, str]) -> str:
    agenda = the_agenda()
    return text[agenda.sheet.languages[0] if agenda else "en"]


def clear(by: Actor) -> None:
    """Remove exactly what was made up; what people graded stays."""
    Judgement.objects.filter(is_demo=False, supersedes__is_demo=True).update(supersedes=None)
    for model in (Proposal, Judgement, Call, Run):
        model._default_manager.filter(is_demo=True).delete()


def stays() -> Iterator[str]:
    """Decisions of the agenda that were taken on a made-up proposal."""
    for one in Proposal.objects.filter(is_demo=True).exclude(decision="").order_by("pk"):
        yield f"decision:{one.decision}, taken on a made-up proposal ({one.kind})"


def count() -> int:
    return sum(
        model._default_manager.filter(is_demo=True).count() for model in (Judgement, Proposal, Call)
    )


demonstration("bundling", load=load, clear=clear, count=count, stays=stays)
