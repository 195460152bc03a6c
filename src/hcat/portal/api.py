# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The door of the portal: companies, sources, vacancies, search."""

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
    "company_called",
    "followed",
    "index_searcher",
    "is_followed",
    "open_counts",
    "open_of",
    "profiles_of",
    "vacancies_called",
    "vacancy_called",
]
