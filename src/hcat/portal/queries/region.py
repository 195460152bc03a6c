# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is told about living and working in the region, and whether somebody looked lately."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hcat.foundation.api import NotFound, today
from hcat.portal.models import RegionText
from hcat.portal.region.starting import LANGUAGES, Starting, Texts, starting_texts

HOLDS = timedelta(days=183)
"""How long a check counts: rules about permits and taxes change in January and in July."""


@dataclass(frozen=True, slots=True)
class Subject:
    """`checked_on`: when the programme last found it right or changed it; None is never.
    `as_of`: until when the text was known to hold."""

    key: str
    texts: Texts
    links: tuple[tuple[str, str], ...]
    as_of: date
    checked_on: date | None
    checked_by: Any
    edition: int

    @property
    def language(self) -> str:
        """In which it is shown: the reader's, or else the first in which it was written."""
        asked = (get_language() or "").split("-")[0]
        return next((one for one in (asked, *LANGUAGES) if one in self.texts), asked)

    @property
    def title(self) -> str:
        return self.texts.get(self.language, {}).get("title", self.key)

    @property
    def body(self) -> str:
        return self.texts.get(self.language, {}).get("body", "")

    @property
    def is_old(self) -> bool:
        return self.checked_on is None or self.checked_on + HOLDS < today()


def subjects() -> list[Subject]:
    """All, in their order. One query."""
    kept = {row.key: row for row in RegionText.objects.select_related("checked_by")}
    return [_subject(one, kept.get(key)) for key, one in starting_texts().items()]


def subject_called(key: str) -> Subject:
    """Raises `NotFound`."""
    one = starting_texts().get(key)
    if one is None:
        raise NotFound(_("There is no such page."), mend=_("Look at what there is to read."))
    row = RegionText.objects.filter(key=key).select_related("checked_by").first()
    return _subject(one, row)


def _subject(one: Starting, row: RegionText | None) -> Subject:
    if row is None:
        return Subject(one.key, one.texts, one.links, one.as_of, None, None, 0)
    links = tuple((title, address) for title, address in row.links)
    is_own = bool(row.texts)
    return Subject(
        one.key, row.texts if is_own else one.texts, links if is_own else one.links,
        row.checked_on, row.checked_on, row.checked_by, row.edition,
    )  # fmt: skip
