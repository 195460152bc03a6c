# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Invented visits of half a year, so that their page shows something. They never count."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import timedelta
from random import Random

from django.db.models import Q

from hcat.foundation.api import now, today
from hcat.portal.models import AskedWords, Referral, Source, Tally

from .counting import Counted, add
from .words import monday

DAYS = 182
LINKS = (
    ("demo-banenmarkt", "Voorbeeld: poster op de banenmarkt", "/vacancies?level=hbo"),
    ("demo-open-dag", "Voorbeeld: kaartje op de open dag", "/companies"),
)
WORDS = (
    ("lasser", 0), ("software engineer", 0), ("onderhoudsmonteur", 0), ("mechatronica", 0),
    ("werkvoorbereider", 0), ("cnc", 0), ("helikopterpiloot", 1), ("stage kunststof", 1),
    ("fotonica promotie", 1),
)  # fmt: skip
SITES = (("zoekmachine.example", 5), ("netwerk.example", 3), ("hogeschool.example", 1))


def load(random: Random) -> None:
    """More visits each month, fewer at weekends; some of them asked where they live."""
    for place, (code, title, path) in enumerate(LINKS):
        made = now() - timedelta(days=60 + 50 * place)
        Referral.objects.create(code=code, title=title, path=path, made_at=made, is_demo=True)
    companies = list(
        Source.objects.filter(is_demo=True).order_by("pk").values_list("organisation_id", flat=True)
    )
    sums: Counter[Counted] = Counter()
    for back in range(DAYS, 0, -1):
        _day(random, sums, back, companies)
    add(sums)
    _words(random)


def _day(random: Random, sums: Counter[Counted], back: int, companies: list[int]) -> None:
    day, kind = today() - timedelta(days=back), Tally.Kind

    def more(what: str, number: int, place: str = "", campaign: str = "", origin: str = "") -> None:
        if number > 0:
            sums[Counted(day, str(what), place, campaign, str(origin), is_demo=True)] += number

    busy = (30 + (DAYS - back) * 0.2) * (0.45 if day.weekday() > 4 else 1)
    for place, part in (("vacancies", 0.5), ("vacancy", 0.3), ("companies", 0.2)):
        more(kind.VISIT, round(random.gauss(busy * part, 2)) if busy > 9 else 2, place)
    more(kind.UNMEASURED, random.randint(1, 4))
    for place_of_link, (code, _title, _path) in enumerate(LINKS):
        if back < 60 + 50 * place_of_link:
            more(kind.VISIT, random.randint(0, 3), "vacancies", code)
            if companies and random.random() < 0.3:
                more(kind.CLICK, 1, str(random.choice(companies)), code)
    for site, often in SITES:
        more(kind.REFERRER, random.randint(0, often), site)
    searches = round(busy * random.uniform(0.4, 0.6))
    more(kind.SEARCH, searches)
    more(kind.EMPTY, round(searches * random.uniform(0.03, 0.12)))
    for _time in range(round(busy * 0.2) if companies else 0):
        more(kind.CLICK, 1, str(companies[int(random.paretovariate(1)) % len(companies)]))
    asked = round(busy / 10)
    more(kind.ASKED, asked)
    for _time in range(asked):
        if random.random() < 0.4:
            origin = random.choices(["outside", "inside", ""], weights=[5, 4, 1])[0]
            more(kind.ANSWER, 1, origin=origin)


def _words(random: Random) -> None:
    """Of each week what was asked often enough to be read."""
    first = monday(today()) - timedelta(days=DAYS)
    rows = []
    for week in range(DAYS // 7):
        for text, in_vain in WORDS:
            number = random.randint(3, 14)
            if number < 5:
                continue
            start = first + timedelta(days=7 * week)
            mark = hashlib.sha256(f"demo {start} {text}".encode()).hexdigest()
            rows.append(
                AskedWords(
                    week=start, fingerprint=mark, words=text, number=number,
                    empty=number * in_vain, days=2, last_day=start + timedelta(days=4),
                    is_demo=True,
                )
            )  # fmt: skip
    AskedWords.objects.bulk_create(rows)


def clear() -> None:
    """The invented ones, and what was counted of invented companies and links."""
    codes = list(Referral.objects.filter(is_demo=True).values_list("code", flat=True))
    companies = Source.objects.filter(is_demo=True).values_list("organisation_id", flat=True)
    clicks = Q(kind=Tally.Kind.CLICK, place__in=[str(one) for one in companies])
    Tally.objects.filter(Q(is_demo=True) | Q(campaign__in=codes) | clicks).delete()
    AskedWords.objects.filter(is_demo=True).delete()
    Referral.objects.filter(is_demo=True).delete()
