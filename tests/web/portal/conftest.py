# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Companies with vacancies, an index of their own, and the browser of the desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from hcat.foundation.api import now
from hcat.portal.api import Source, Vacancy, bring_up_to_date
from hcat.portal.models import Advert
from hcat.portal.syncing.keeping import columns_of
from hcat.postings.api import Place, Posting
from tests.portal.conftest import BY, company  # noqa: F401
from tests.web.desk.conftest import _loaded, manager, polder, signed_in  # noqa: F401


@pytest.fixture(autouse=True)
def _own_index(settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path


@pytest.fixture
def source(company: Callable[..., Any]) -> Source:  # noqa: F811
    return Source.objects.create(
        organisation=company("Voorbeeld Machines", place="Enschede", sbi=("2611",), employees=12),
        system="mapping",
        address="https://voorbeeld.example/jobs.json",
        read_at=now(),
    )


@pytest.fixture
def vacancy(source: Source) -> Callable[..., Vacancy]:
    """An open vacancy of the source, in the index."""

    def make(title: str = "Lasser", **given: Any) -> Vacancy:
        index = given.pop("index", True)
        made = Vacancy.objects.create(
            organisation_id=source.organisation_id,
            opened_at=given.pop("opened_at", now() - timedelta(days=3)),
        )
        number = Advert.objects.count() + 1
        posting = Posting(
            key=str(number),
            title=title,
            address=f"https://voorbeeld.example/{number}",
            places=(Place(locality=given.pop("place", "Enschede"), country="NL"),),
            language=given.pop("language", "nl"),
            body=given.pop("body", "<p>Je last frames.</p>"),
            **given,
        )
        Advert.objects.create(vacancy=made, source=source, key=posting.key, **columns_of(posting))
        if index:
            bring_up_to_date()
        return made

    return make
