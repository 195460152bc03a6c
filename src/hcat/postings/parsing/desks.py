# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Mail addresses of a desk: where no one person is written to."""

from __future__ import annotations

import re

FOR_WORK = frozenset(
    [
        "application",
        "applications",
        "apply",
        "ausbildung",
        "banen",
        "baan",
        "bewerben",
        "bewerbung",
        "bewerbungen",
        "career",
        "careers",
        "cv",
        "humanresources",
        "job",
        "jobs",
        "karriere",
        "personalabteilung",
        "recruiting",
        "recruitment",
        "sollicitatie",
        "sollicitatiebalie",
        "sollicitaties",
        "solliciteren",
        "solliciteer",
        "stage",
        "stages",
        "stellen",
        "talent",
        "vacancies",
        "vacancy",
        "vacature",
        "vacatures",
        "werkenbij",
        "werkenbijons",
    ]
)
"""Published to apply at, whatever else stands in it (`jobs-enschede@`)."""
DESK = FOR_WORK | frozenset(
    [
        "admin",
        "administratie",
        "administration",
        "algemeen",
        "balie",
        "bedrijf",
        "bedrijfsbureau",
        "boekhouding",
        "buero",
        "bureau",
        "contact",
        "customerservice",
        "directie",
        "directiesecretariaat",
        "email",
        "empfang",
        "finance",
        "hallo",
        "hello",
        "helpdesk",
        "hi",
        "hr",
        "hrm",
        "human",
        "info",
        "inbox",
        "inkoop",
        "kantoor",
        "klantenservice",
        "kontakt",
        "magazijn",
        "mail",
        "management",
        "marketing",
        "office",
        "opleiding",
        "opleidingen",
        "orders",
        "ontvangst",
        "people",
        "personalbuero",
        "personal",
        "personeel",
        "personeelszaken",
        "planning",
        "po",
        "post",
        "pz",
        "receptie",
        "reception",
        "resources",
        "sales",
        "secretariaat",
        "secretariat",
        "sekretariat",
        "service",
        "servicedesk",
        "staff",
        "support",
        "team",
        "technik",
        "techniek",
        "verkaufsbuero",
        "verkoop",
        "verwaltung",
        "vertrieb",
        "welcome",
        "welkom",
        "werk",
        "werken",
        "werkplaats",
        "werkvoorbereiding",
        "willkommen",
        "winkel",
        "work",
        "zentrale",
    ]
)
"""Of a desk or of the whole firm; before a name (`hr.jansen@`) it is one person's."""
_NEUTRAL = frozenset(
    [
        "at",
        "be",
        "benelux",
        "de",
        "en",
        "eu",
        "europa",
        "europe",
        "int",
        "nederland",
        "netherlands",
        "nl",
        "uk",
    ]
)


def is_desk(mail: str) -> bool:
    """Whether an address is one of a desk or of a whole firm, such as ``jobs@``, and not of one
    person.

    >>> is_desk("jobs@voorbeeld.nl"), is_desk("j.jansen@voorbeeld.nl"), is_desk("hr.jansen@a.nl")
    (True, False, False)
    >>> is_desk("voorbeeld@voorbeeld.nl"), is_desk("voorbeeld@elders.nl")
    (True, False)
    """
    before, _at, domain = mail.casefold().partition("@")
    before = before.split("+")[0]
    if before and before == domain.split(".")[0]:
        return True
    first, *others = re.split(r"[._-]", before)
    if first in FOR_WORK:
        return True
    return first in DESK and all(one in DESK | _NEUTRAL or one.isdigit() for one in others)
