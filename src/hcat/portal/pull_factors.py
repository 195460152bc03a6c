# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What may draw people to a company: one list for all, so that it can be sought."""

from __future__ import annotations

from hcat.foundation.api import Translated

PULL_FACTORS: dict[str, Translated] = {
    key: Translated({"nl": nl, "en": en, "de": de})
    for key, nl, en, de in (
        ("flexible-hours", "Flexibele werktijden", "Flexible hours", "Flexible Arbeitszeiten"),
        ("part-time", "Deeltijd mogelijk", "Part-time possible", "Teilzeit möglich"),
        ("remote", "Deels thuiswerken", "Partly from home", "Teilweise Homeoffice"),
        ("training", "Scholing op kosten van het bedrijf", "Training paid by the company",
         "Weiterbildung auf Kosten des Unternehmens"),
        ("learning-path", "Leren en werken tegelijk", "Learning while working",
         "Lernen und arbeiten zugleich"),
        ("mentor", "Een vaste begeleider bij de start", "A mentor at the start",
         "Eine feste Begleitung am Anfang"),
        ("internships", "Stages en afstudeerplaatsen", "Internships and graduation projects",
         "Praktika und Abschlussarbeiten"),
        ("career-changers", "Plaats voor zij-instromers", "Room for career changers",
         "Platz für Quereinsteigende"),
        ("permanent", "Uitzicht op een vast contract", "Prospect of a permanent contract",
         "Aussicht auf einen unbefristeten Vertrag"),
        ("research", "Eigen onderzoek en ontwikkeling", "Research and development of its own",
         "Eigene Forschung und Entwicklung"),
        ("equipment", "Moderne machines en labs", "Modern machines and labs",
         "Moderne Maschinen und Labore"),
        ("profit-sharing", "Delen in de winst", "A share in the profit", "Gewinnbeteiligung"),
        ("commuting", "Reiskosten vergoed", "Travel costs paid", "Fahrtkosten erstattet"),
        ("relocation", "Hulp bij verhuizen", "Help with moving", "Hilfe beim Umzug"),
        ("housing", "Hulp bij het vinden van een woning", "Help with finding a home",
         "Hilfe bei der Wohnungssuche"),
        ("partner", "Hulp bij werk voor de partner", "Help with work for the partner",
         "Hilfe bei Arbeit für die Partnerin oder den Partner"),
        ("language-course", "Taalcursus", "Language course", "Sprachkurs"),
        ("english-spoken", "Werken in het Engels kan", "Working in English is possible",
         "Arbeiten auf Englisch ist möglich"),
        ("childcare", "Hulp bij kinderopvang", "Help with childcare",
         "Hilfe bei der Kinderbetreuung"),
    )
}  # fmt: skip
"""By key, in the order in which they are shown. A key stays once it is in use."""
