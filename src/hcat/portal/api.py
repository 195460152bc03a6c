# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The door of the portal: companies, sources, vacancies, search."""

from .models import Advert, Check, Closed, Profile, Source, Vacancy

__all__ = ["Advert", "Check", "Closed", "Profile", "Source", "Vacancy"]
