# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The door of the portal: companies, sources, vacancies, search."""

from hcat.postings.api import plain

from .classifying.adverts import ONE_ANSWER
from .classifying.lexicon import NO_FIELD
from .concepts.names import concepts_called, names_like, names_of_concepts, title_of_concept
from .models import (
    Advert,
    Aspect,
    Check,
    Closed,
    Correction,
    Label,
    Profile,
    Source,
    Vacancy,
)
from .operations.alerts import (
    alert_behind,
    ask_for_alert,
    confirm_alert,
    end_alert,
    send_alerts,
)
from .operations.labels import VALUES, classify, classify_open, correct
from .operations.sources import add_source, change_source, end_source, pause_source, resume_source
from .queries.companies import Company, address_of, company_called, profiles_of
from .queries.sources import checks_of, in_trouble, source_numbered, sources, systems_used
from .queries.vacancies import (
    Shown,
    followed,
    is_followed,
    open_counts,
    open_of,
    shown_open,
    vacancies_called,
    vacancy_called,
)
from .searching.asking import Asked, Found, ask
from .searching.keeping_up import bring_up_to_date
from .searching.refreshing import index_searcher
from .tasks import read_one

__all__ = [
    "NO_FIELD",
    "ONE_ANSWER",
    "VALUES",
    "Advert",
    "Asked",
    "Aspect",
    "Check",
    "Closed",
    "Company",
    "Correction",
    "Found",
    "Label",
    "Profile",
    "Shown",
    "Source",
    "Vacancy",
    "add_source",
    "address_of",
    "alert_behind",
    "ask",
    "ask_for_alert",
    "bring_up_to_date",
    "change_source",
    "checks_of",
    "classify",
    "classify_open",
    "company_called",
    "concepts_called",
    "confirm_alert",
    "correct",
    "end_alert",
    "end_source",
    "followed",
    "in_trouble",
    "index_searcher",
    "is_followed",
    "names_like",
    "names_of_concepts",
    "open_counts",
    "open_of",
    "pause_source",
    "plain",
    "profiles_of",
    "read_one",
    "resume_source",
    "send_alerts",
    "shown_open",
    "source_numbered",
    "sources",
    "systems_used",
    "title_of_concept",
    "vacancies_called",
    "vacancy_called",
]
