# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Demonstration organisations and pledges, with names that nobody can take for real ones."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from django.db import transaction
from django.db.models import Q

from hcat.foundation.api import Actor, record, today
from hcat.foundation.demo import demonstration

from .facts import FactsDraft
from .models import (
    Delivery,
    HighTechDecision,
    Organisation,
    OrganisationEvent,
    OrganisationFacts,
    Pledge,
)
from .permissions import require
from .places import Places, known_places

COMPANIES, SCHOOLS, GOVERNMENTS = 260, 40, 10
NOWHERE = {"GM9901": "Voorbeeldstad", "GM9902": "Demodorp", "GM9903": "Proefbuurt"}
"""Municipalities that do not exist, for a site without an agenda."""
CREATURES = (
    "Krekel", "Egel", "Specht", "Otter", "Libel", "Das", "Zwaluw", "Mier", "Vlinder", "Hermelijn",
    "Kievit", "Salamander", "Wezel", "Bever", "Reiger", "Hommel", "Marter", "Kikker", "Merel",
)  # fmt: skip
ACTIVITIES = (
    ("2611", 8), ("2651", 8), ("2823", 8), ("2899", 10), ("2229", 6), ("2561", 10), ("6201", 16),
    ("6202", 8), ("7112", 12), ("7219", 4), ("3020", 2), ("4321", 8), ("4941", 5), ("1071", 4),
    ("6920", 4), ("", 5),
)  # fmt: skip
"""SBI codes and how often they occur; some are not known, as in any register."""
SIZES = (((2, 9), 52), ((10, 49), 30), ((50, 249), 14), ((250, 1800), 4))
LEVELS = (("po", 16), ("havo-vwo", 9), ("vmbo", 6), ("mbo-3,mbo-4", 4), ("hbo", 3), ("wo", 2))
SOURCE = "demonstration"


@transaction.atomic
def load(random: Random, by: Actor, *, places: Places | None = None) -> None:
    """A few hundred organisations over the municipalities, some pledges, a merger."""
    require(by, "demo.load")
    spots = dict(places or known_places() or NOWHERE)
    since = today() - timedelta(days=4 * 365)
    made = [
        *_companies(random, spots, since),
        *_schools(random, spots, since),
        *_governments(random, spots, since),
    ]
    _decisions(random, made, since)
    _merger(made, since)
    _pledges(random, made)
    record(by=by, action="parties.load_demo", subject="demo:organisations", organisations=len(made))


@transaction.atomic
def clear(by: Actor) -> None:
    """Remove exactly the demonstration rows."""
    require(by, "demo.load")
    Pledge.objects.filter(Q(is_demo=True) | Q(organisation__is_demo=True)).delete()
    OrganisationEvent.objects.filter(parties__organisation__is_demo=True).exclude(
        parties__organisation__is_demo=False
    ).delete()
    OrganisationFacts.objects.filter(organisation__is_demo=True).delete()
    Organisation.objects.filter(is_demo=True).delete()
    record(by=by, action="parties.clear_demo", subject="demo:organisations")


def count() -> int:
    return Organisation.objects.filter(is_demo=True).count()


def _companies(random: Random, spots: Places, since: date) -> list[Organisation]:
    drafts = []
    for number in range(1, COMPANIES + 1):
        low, high = random.choices([s for s, _w in SIZES], [w for _s, w in SIZES])[0]
        sbi = random.choices([a for a, _w in ACTIVITIES], [w for _a, w in ACTIVITIES])[0]
        code, place = random.choice(sorted(spots.items()))
        drafts.append(
            FactsDraft(
                name=f"Demobedrijf {random.choice(CREATURES)} {number}",
                employees=random.randint(low, high) if random.random() < 0.9 else None,
                sbi=(sbi,) if sbi else (),
                municipality=code,
                place=place,
                website=f"https://bedrijf-{number}.voorbeeld.example",
            )
        )
    return _keep("company", drafts, since)


def _schools(random: Random, spots: Places, since: date) -> list[Organisation]:
    drafts = []
    for number in range(1, SCHOOLS + 1):
        code, place = random.choice(sorted(spots.items()))
        levels = random.choices([one for one, _w in LEVELS], [w for _one, w in LEVELS])[0]
        drafts.append(
            FactsDraft(
                name=f"Voorbeeldschool {random.choice(CREATURES)} {number}",
                levels=tuple(levels.split(",")),
                municipality=code,
                place=place,
            )
        )
    return _keep("education", drafts, since)


def _governments(random: Random, spots: Places, since: date) -> list[Organisation]:
    some = sorted(spots.items())[:GOVERNMENTS]
    return _keep(
        "government",
        [
            FactsDraft(name=f"Demo-overheid {place}", municipality=code, place=place)
            for code, place in some
        ],
        since,
    )


def _keep(kind: str, drafts: list[FactsDraft], since: date) -> list[Organisation]:
    made = Organisation.objects.bulk_create(
        Organisation(kind=kind, is_demo=True, key=f"demo-{kind}-{number}")
        for number in range(1, len(drafts) + 1)
    )
    OrganisationFacts.objects.bulk_create(
        OrganisationFacts(organisation=one, valid_from=since, source=SOURCE, **draft.columns())
        for one, draft in zip(made, drafts, strict=True)
    )
    return made


def _decisions(random: Random, made: list[Organisation], since: date) -> None:
    companies = [one for one in made if one.kind == "company"]
    HighTechDecision.objects.bulk_create(
        HighTechDecision(
            organisation=one,
            answer=random.choice(["in", "out"]),
            reason="Demonstratie: een mens besloot anders dan de regel.",
            decided_on=since + timedelta(days=90),
            decided_by="programmamanager (demonstratie)",
        )
        for one in random.sample(companies, 6)
    )


def _merger(made: list[Organisation], since: date) -> None:
    """The last two companies merge into the first of them a year later."""
    staying, leaving = [one for one in made if one.kind == "company"][-2:]
    day = since + timedelta(days=365)
    event = OrganisationEvent.objects.create(
        kind="takeover", happened_on=day, reason="Demonstratie: overname."
    )
    for side, party in (("before", staying), ("before", leaving), ("after", staying)):
        event.parties.create(organisation=party, side=side)
    leaving.facts.update(valid_until=day)
    leaving.ended = day
    leaving.save(update_fields=["ended"])


def _pledges(random: Random, made: list[Organisation]) -> None:
    kinds = (("people", "hours"), ("people", "fte"), ("money", "eur"), ("knowledge", "hours"))
    likely = {"hours": (8, 200), "fte": (1, 3), "eur": (500, 20000)}
    for one in random.sample(made, 45):
        kind, unit = random.choice(kinds)
        low, high = likely[unit]
        is_known = random.random() < 0.85
        starts = today() - timedelta(days=random.randint(30, 700))
        pledge = Pledge.objects.create(
            organisation=one,
            kind=kind,
            unit=unit,
            amount=Decimal(random.randint(low, high)) if is_known else None,
            amount_missing="" if is_known else "Demonstratie: nog niet afgesproken.",
            what="Demonstratie: bijdrage aan de agenda",
            starts=starts,
            source=SOURCE,
            is_demo=True,
        )
        if pledge.amount and random.random() < 0.7:
            Delivery.objects.create(
                pledge=pledge,
                delivered_on=starts + timedelta(days=random.randint(0, 29)),
                amount=(pledge.amount * random.randint(20, 110) / 100).quantize(Decimal("0.01")),
                evidence="Demonstratie: urenstaat.",
            )


demonstration("organisations", load=load, clear=clear, count=count)
