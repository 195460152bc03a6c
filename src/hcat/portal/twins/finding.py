# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Of the open vacancies of a company, the one that a new posting is."""

from __future__ import annotations

from hcat.portal.models import Source, Vacancy
from hcat.postings.api import Posting

from .likeness import Seen, same


def twin_of(source: Source, posting: Posting, language: str) -> Vacancy | None:
    """The open vacancy of the same company that this posting tells of as well, or None.

    The adverts of one source and language are never twins: an employer that lists two lists two.
    """
    mine = Seen.of_posting(posting, language)
    found = (
        Vacancy.objects.filter(organisation_id=source.organisation_id, closed_at__isnull=True)
        .prefetch_related("adverts")
        .order_by("pk")
    )
    for vacancy in found:
        adverts = [one for one in vacancy.adverts.all() if one.closed_at is None]
        if any(
            one.source_id == source.pk and one.key != posting.key and one.language == language
            for one in adverts
        ):
            continue
        if any(one.source_id == source.pk and one.key == posting.key for one in adverts):
            return vacancy  # the other language of the same number
        if any(same(mine, Seen.of_advert(one)) for one in adverts):
            return vacancy
    return None
