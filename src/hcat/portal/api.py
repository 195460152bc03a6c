# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The door of the portal: companies, sources, vacancies, search."""

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
from .operations.labels import VALUES, classify, classify_open, correct
from .queries.companies import Company, address_of, company_called, profiles_of
from .queries.vacancies import (
    Shown,
    followed,
    is_followed,
    open_counts,
    open_of,
    vacancies_called,
    vacancy_called,
)
from .searching.asking import Asked, Found, ask
from .searching.keeping_up import index_searcher

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
    "address_of",
    "ask",
    "classify",
    "classify_open",
    "company_called",
    "concepts_called",
    "correct",
    "followed",
    "index_searcher",
    "is_followed",
    "names_like",
    "names_of_concepts",
    "open_counts",
    "open_of",
    "profiles_of",
    "title_of_concept",
    "vacancies_called",
    "vacancy_called",
]
