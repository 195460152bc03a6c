# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lists in which others rank employers: written down by hand, with where they were read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, NotFound, Refused, record, refuse_strange_days, today
from hcat.parties.api import organisation_by_key, require
from hcat.surveys.models import Place, RankingList

_is_address = URLValidator(schemes=("http", "https"))


@dataclass(frozen=True, slots=True)
class ListFacts:
    """What is said of a list itself."""

    name: str
    year: int
    publisher: str
    published_on: date
    address: str = ""
    length: int | None = None


@transaction.atomic
def write_ranking(*, by: Actor, facts: ListFacts, ranking: int | None = None) -> RankingList:
    """Add a list, or correct what was said of one."""
    require(by, "surveys.run")
    name, publisher = facts.name.strip(), facts.publisher.strip()
    if not name or not publisher:
        raise Refused(
            _("A list has a name and somebody who publishes it."), mend=_("Fill in both.")
        )
    refuse_strange_days(facts.published_on)
    if facts.published_on > today():
        raise Refused(
            _("A list that is not published yet cannot be followed."),
            mend=_("Write it down once it is out."),
        )
    if facts.address:
        try:
            _is_address(facts.address)
        except ValidationError as error:
            raise Refused(
                _("“%(text)s” is not the address of a page.") % {"text": facts.address},
                mend=_("Copy it whole, with https:// in front."),
            ) from error
    row = RankingList() if ranking is None else _locked(ranking)
    twin = RankingList.objects.filter(name__iexact=name, year=facts.year).exclude(pk=row.pk)
    if twin.exists():
        raise Refused(
            _("%(name)s %(year)s was written down already.") % {"name": name, "year": facts.year},
            mend=_("Correct that one."),
        )
    far = row.places.order_by("-last").first() if row.pk else None
    if facts.length is not None and (
        facts.length < 1 or (far is not None and far.last > facts.length)
    ):
        raise Refused(
            _("The list would be shorter than a place on it."),
            mend=_("Correct its length, or that place first."),
        )
    row.name, row.year, row.publisher = name, facts.year, publisher
    row.published_on, row.address, row.length = facts.published_on, facts.address, facts.length
    row.save()
    record(by=by, action="surveys.write_ranking", subject=f"ranking:{row.pk}", year=row.year)
    return row


@transaction.atomic
def put_place(
    *, by: Actor, ranking: int, organisation: str, first: int, last: int | None = None
) -> Place:
    """Write down, or correct, which place a company of the register has on a list."""
    require(by, "surveys.run")
    row = _locked(ranking)
    company = organisation_by_key(organisation)
    if company.kind != "company":
        raise Refused(
            _("Only companies have a place on a list of employers."),
            mend=_("Choose a company of the register."),
        )
    end = first if last is None else last
    if not 1 <= first <= end or (row.length is not None and end > row.length):
        raise Refused(
            _("Places go from 1 up to the length of the list, the higher place first."),
            mend=_("Give one place, or the first and the last of a range such as 51–100."),
        )
    place, _made = Place.objects.update_or_create(
        ranking=row, organisation=company, defaults={"first": first, "last": end}
    )
    if row.no_places:
        row.no_places = False
        row.save(update_fields=["no_places"])
    record(
        by=by, action="surveys.put_place", subject=f"ranking:{row.pk}", organisation=organisation,
        first=first, last=end,
    )  # fmt: skip
    return place


@transaction.atomic
def take_place(*, by: Actor, ranking: int, organisation: str) -> None:
    """Take a place off that should not have been written down."""
    require(by, "surveys.run")
    row = _locked(ranking)
    gone, _rows = Place.objects.filter(ranking=row, organisation__key=organisation).delete()
    if not gone:
        raise NotFound(_("This company has no place on the list."))
    record(
        by=by, action="surveys.take_place", subject=f"ranking:{row.pk}", organisation=organisation
    )


@transaction.atomic
def say_no_places(*, by: Actor, ranking: int) -> None:
    """Say that somebody looked, and no company of the register is on the list: that is a count of
    none, and not a count that is missing."""
    require(by, "surveys.run")
    row = _locked(ranking)
    if row.places.exists():
        raise Refused(
            _("Companies have a place on this list."), mend=_("Take their places off first.")
        )
    row.no_places = True
    row.save(update_fields=["no_places"])
    record(by=by, action="surveys.say_no_places", subject=f"ranking:{row.pk}")


@transaction.atomic
def drop_ranking(*, by: Actor, ranking: int) -> None:
    """Take a list away that was written down by mistake, with its places."""
    require(by, "surveys.run")
    row = _locked(ranking)
    record(
        by=by, action="surveys.drop_ranking", subject=f"ranking:{row.pk}", name=row.name,
        year=row.year,
    )  # fmt: skip
    row.delete()


def _locked(ranking: int) -> RankingList:
    row = RankingList.objects.select_for_update().filter(pk=ranking).first()
    if row is None:
        raise NotFound(_("There is no such list."), mend=_("Look at all lists."))
    return row
