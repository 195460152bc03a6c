# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The topics and texts that a counter begins with; everything can be changed at the desk."""

from __future__ import annotations

from collections.abc import Mapping

Text = Mapping[str, str]

TOPICS: tuple[tuple[str, Text, int, Mapping[str, int]], ...] = (
    (
        "new-initiative",
        {
            "nl": "Een nieuw initiatief, of steun daarvoor",
            "en": "A new initiative, or support for one",
            "de": "Eine neue Initiative oder Unterstützung dafür",
        },
        5,
        {"initiator": 3},
    ),
    (
        "internships",
        {
            "nl": "Stages, gastlessen en bedrijfsbezoeken",
            "en": "Internships, guest lessons and company visits",
            "de": "Praktika, Gaststunden und Betriebsbesuche",
        },
        5,
        {"company": 3, "school": 3},
    ),
    (
        "staff",
        {
            "nl": "Personeel vinden en houden",
            "en": "Finding and keeping staff",
            "de": "Personal finden und halten",
        },
        5,
        {"company": 3},
    ),
    (
        "abroad",
        {
            "nl": "Werken en wonen vanuit het buitenland",
            "en": "Coming from abroad to work and live",
            "de": "Aus dem Ausland kommen, arbeiten und wohnen",
        },
        5,
        {},
    ),
    (
        "learning",
        {
            "nl": "Leren, omscholen en een technische opleiding kiezen",
            "en": "Learning, retraining and choosing a technical programme",
            "de": "Lernen, umschulen und eine technische Ausbildung wählen",
        },
        5,
        {},
    ),
    (
        "figures",
        {
            "nl": "De agenda, de cijfers en deze site",
            "en": "The agenda, the figures and this site",
            "de": "Die Agenda, die Zahlen und diese Website",
        },
        10,
        {"government": 5},
    ),
)
"""Key, title, working days, and working days for kinds of asker with another term."""

TEXTS: tuple[tuple[str, Text], ...] = (
    (
        "Doorverwijzen / Refer",
        {
            "nl": "Beste {name},\n\nDank voor uw vraag. Die past het best bij: …\nU kunt ze zo "
            "bereiken: …\n\nLukt dat niet? Reageer dan op deze mail, dan zoeken we verder.",
            "en": "Dear {name},\n\nThank you for your question. It fits best with: …\nYou reach "
            "them like this: …\n\nIf that does not work, reply to this mail and we look further.",
            "de": "Guten Tag {name},\n\nvielen Dank für Ihre Frage. Sie passt am besten zu: …\n"
            "So erreichen Sie sie: …\n\nKlappt das nicht? Antworten Sie auf diese Mail, dann "
            "suchen wir weiter.",
        },
    ),
    (
        "Meer weten / Ask for more",
        {
            "nl": "Beste {name},\n\nOm u goed te kunnen helpen willen we nog weten: …\n\nU kunt "
            "op deze mail antwoorden.",
            "en": "Dear {name},\n\nTo help you well we would like to know: …\n\nYou can reply to "
            "this mail.",
            "de": "Guten Tag {name},\n\num Ihnen gut helfen zu können, möchten wir noch wissen: …"
            "\n\nSie können auf diese Mail antworten.",
        },
    ),
    (
        "Idee ontvangen / Idea received",
        {
            "nl": "Beste {name},\n\nDank voor uw idee. We leggen het naast wat er al loopt en "
            "zetten het, als het past, als initiatief in het register. Daarna wegen we het met "
            "de andere ideeën.",
            "en": "Dear {name},\n\nThank you for your idea. We hold it beside what runs already "
            "and, if it fits, enter it in the register as an initiative. Then it is weighed "
            "together with the other ideas.",
            "de": "Guten Tag {name},\n\nvielen Dank für Ihre Idee. Wir vergleichen sie mit dem, "
            "was schon läuft, und nehmen sie, wenn sie passt, als Initiative ins Register auf. "
            "Danach wird sie mit den anderen Ideen abgewogen.",
        },
    ),
)
"""Name and text of what frames an answer; what an answer says itself is no part of it."""
