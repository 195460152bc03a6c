# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The door of the portal: companies, sources, vacancies, search."""

from hcat.postings.api import plain

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
from .operations.sources import add_source, change_source, end_source, pause_source, resume_source
from .operations.twins import join_twins, part
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
    "ask",
    "bring_up_to_date",
    "change_source",
    "checks_of",
    "company_called",
    "end_source",
    "followed",
    "in_trouble",
    "index_searcher",
    "is_followed",
    "join_twins",
    "open_counts",
    "open_of",
    "part",
    "pause_source",
    "plain",
    "profiles_of",
    "read_one",
    "resume_source",
    "shown_open",
    "source_numbered",
    "sources",
    "systems_used",
    "vacancies_called",
    "vacancy_called",
]
