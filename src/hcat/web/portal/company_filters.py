# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The filters of the list of companies, each choice with how many it leaves beside the others."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Literal

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from hcat.fields.api import fields
from hcat.parties.api import SIZE_CLASSES, count_by, known_places
from hcat.portal.api import PULL_FACTORS, choices_among, narrowed
from hcat.web.filters import Choice, Filter, chosen
from hcat.web.portal.words import LANGUAGES

_COLUMNS: Mapping[str, Literal["municipality", "size_class"]] = {
    "place": "municipality",
    "size": "size_class",
}


class CompanyFilters:
    """`everyone`: the rows of the register of organisations that are filtered."""

    def __init__(self, request: HttpRequest, everyone: QuerySet[Any]) -> None:
        self.everyone = everyone
        self.asked = {
            name: value
            for name, (_title, titles) in _filters().items()
            if (value := chosen(request, name, titles))
        }
        """What was chosen, by name of the filter."""

    @property
    def filters(self) -> list[Filter]:
        made = [self._filter(name, title, titles) for name, (title, titles) in _filters().items()]
        return [one for one in made if one.choices]

    def narrowed(self, but: str = "") -> QuerySet[Any]:
        """What fits all that was chosen, save in the filter `but`."""
        asked = {name: value for name, value in self.asked.items() if name != but}
        columns: dict[str, Any] = {
            _COLUMNS[name]: value for name, value in asked.items() if name in _COLUMNS
        }
        return narrowed(
            self.everyone.filter(**columns),
            field=asked.get("field", ""),
            language=asked.get("language", ""),
            offer=asked.get("offer", ""),
            is_sponsor="sponsor" in asked,
            is_hiring="open" in asked,
        )

    def _filter(self, name: str, title: str, titles: Mapping[str, Any]) -> Filter:
        """In the order of `titles`; a choice that leaves none is offered only where it is made."""
        left, value = self._left(name), self.asked.get(name, "")
        return Filter(
            name,
            title,
            value,
            [
                Choice(key, str(said), left.get(key, 0))
                for key, said in titles.items()
                if left.get(key) or key == value
            ],
        )

    def _left(self, name: str) -> Mapping[str, int]:
        """How many companies each choice leaves, whatever is chosen in this filter."""
        if name in _COLUMNS:
            return count_by(_COLUMNS[name], self.narrowed(name))
        left = choices_among(self.narrowed(name)) if name in self.asked else self._others
        return {
            "field": left.fields,
            "language": left.languages,
            "offer": left.offers,
            "open": {"yes": left.hiring},
            "sponsor": {"yes": left.sponsors or 0},
        }[name]

    @cached_property
    def _others(self) -> Any:
        """Of filters in which nothing is chosen."""
        return choices_among(self.narrowed())


def _filters() -> dict[str, tuple[str, Mapping[str, Any]]]:
    """By name: the title, and the titles of its choices in their order."""
    yes = {"yes": _("yes")}
    return {
        "place": (
            _("Municipality"), dict(sorted(known_places().items(), key=lambda item: item[1]))
        ),
        "size": (_("People who work there"), {name: name for name, _low, _most in SIZE_CLASSES}),
        "field": (_("Technical field"), {one.code: one.title for one in fields()}),
        "language": (_("Language at work"), LANGUAGES),
        "offer": (_("What it offers"), PULL_FACTORS),
        "open": (_("Has vacancies open"), yes),
        "sponsor": (_("Recognised sponsor (IND)"), yes),
    }  # fmt: skip
