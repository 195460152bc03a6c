# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading the agenda, today or as it stood on any date."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hcat.foundation.api import NotFound, remembered, today

from .items import Item, item_of, items_of
from .models import Change, Decision, Element, Version
from .schema import Agenda, Initiative
from .words import kind_word


def is_empty() -> bool:
    """Whether no agenda has been loaded yet."""
    return not Element.objects.exists()


def key_of_the_agenda() -> str | None:
    """By which key the loaded agenda goes; None before the first load."""
    return Element.objects.filter(kind="agenda").values_list("key", flat=True).first()


def the_agenda(
    as_of: date | None = None, *, known_on: datetime | None = None
) -> Item[Agenda] | None:
    """The agenda itself, or None before the first load and before its adoption."""
    found = items("agenda", as_of=as_of, known_on=known_on)
    return found[0] if found else None


def items(
    kind: str,
    *,
    as_of: date | None = None,
    ended: bool = False,
    known_on: datetime | None = None,
) -> list[Item[Any]]:
    """Every element of a kind, in its order; `ended` adds those stopped, merged or split.

    `known_on`: by what had been recorded at that moment, so without changes that were made later
    with effect from an earlier day. Without `as_of` it is then the day of that moment.
    """
    return list(_items(kind, _day(as_of, known_on), ended, _moment(known_on)))


@remembered(size=500)
def _items(kind: str, day: date, ended: bool, known_on: datetime | None) -> tuple[Item[Any], ...]:
    versions = Version.objects.of(kind).on(day, known_on).select_related("element")
    if not ended:
        versions = versions.alive()
    # Databases order texts each in their own way; a page must not depend on that.
    return tuple(items_of(sorted(versions, key=lambda v: (v.sort, v.element.key))))


def _day(as_of: date | None, known_on: datetime | None) -> date:
    return as_of or (today() if known_on is None else timezone.localdate(known_on))


def _moment(known_on: datetime | None) -> datetime | None:
    """The last change recorded by a moment: all moments until the next one know the same."""
    if known_on is None:
        return None
    recorded = _recorded()
    at = bisect_right(recorded, known_on)
    return recorded[at - 1] if at else known_on


@remembered(size=1)
def _recorded() -> tuple[datetime, ...]:
    moments = Change.objects.order_by("recorded_at").values_list("recorded_at", flat=True)
    return tuple(moments.distinct())


def item(
    kind: str, key: str, *, as_of: date | None = None, known_on: datetime | None = None
) -> Item[Any]:
    """One element, living or ended; `known_on` as for `items`."""
    return _item(kind, key, _day(as_of, known_on), _moment(known_on))


@remembered(size=2000)
def _item(kind: str, key: str, day: date, known_on: datetime | None) -> Item[Any]:
    version = (
        Version.objects.on(day, known_on)
        .filter(element__kind=kind, element__key=key)
        .select_related("element")
        .first()
    )
    if version is None:
        raise NotFound(
            _("There is no %(kind)s called %(key)s on %(day)s.")
            % {"kind": kind_word(kind), "key": key, "day": date_format(day, "DATE_FORMAT")},
            mend=_("Choose another date, or look it up in the history."),
        )
    return item_of(version)


def initiative_by_number(number: int, *, as_of: date | None = None) -> Item[Initiative]:
    """The initiative with this number in the register, living or ended."""
    day = as_of or today()
    version = (
        Version.objects.of("initiative")
        .on(day)
        .filter(sort=f"{number:06d}")
        .select_related("element")
        .first()
    )
    if version is None:
        raise NotFound(
            _("There is no initiative %(number)s on %(day)s.")
            % {"number": number, "day": date_format(day, "DATE_FORMAT")},
            mend=_("Choose another date, or a number from the register."),
        )
    return item_of(version)


def pointing_at(
    kind: str, key: str, *, of: str | None = None, as_of: date | None = None
) -> list[Item[Any]]:
    """The living elements that refer to this one, of one kind or of every kind."""
    versions = Version.objects.on(as_of or today()).alive().pointing_at(kind, key)
    if of is not None:
        versions = versions.of(of)
    found = versions.select_related("element")
    return items_of(sorted(found, key=lambda v: (v.element.kind, v.sort, v.element.key)))


def changes(*, since: date | None = None, until: date | None = None) -> Any:
    """The dated changes, newest first, both days included, as a lazy queryset of `Change`."""
    found = Change.objects.select_related("decision__body")
    if since is not None:
        found = found.filter(effective_on__gte=since)
    if until is not None:
        found = found.filter(effective_on__lte=until)
    return found


def decisions(*, body: str | None = None, until: date | None = None) -> Any:
    """The decisions, newest first, as a lazy queryset of `Decision`."""
    found = Decision.objects.select_related("body")
    if until is not None:
        found = found.filter(taken_on__lte=until)
    return found if body is None else found.filter(body__key=body)
