# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Vacancies that no site shows: entered, changed, prolonged and closed by whoever has them.

They go the way of what is read: an advert of a source "by hand" of the company, through the writer
of the sync, so that they are classified, compared with others, found and counted alike.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hcat.correspondence.api import OpenedLink
from hcat.foundation.api import Actor, NotFound, Refused, now, record, today
from hcat.parties.api import organisation_by_key, person_of, require
from hcat.portal.entering.drafts import (
    FURTHEST,
    PROLONGED,
    Draft,
    Problem,
    draft_of,
    posting_of,
    problems_of,
)
from hcat.portal.entering.plan import SheetPlan, keys_by_name, name_of, plan_sheet
from hcat.portal.entering.returning import (
    SAID_OVER,
    may_go_on,
    may_return,
    was_closed_by_somebody,
)
from hcat.portal.entering.sheets import SheetRow, read_sheet
from hcat.portal.models import BY_HAND, Advert, Closed, Entry, Source
from hcat.portal.models.vacancies import new_key
from hcat.portal.syncing.keeping import columns_of
from hcat.portal.syncing.reading import Read
from hcat.portal.syncing.spells import begin_again, close_adverts, write
from hcat.postings.api import Posting

from .claims import claim_behind

By = Actor | OpenedLink
"""A colleague of the desk, or whoever holds the personal link of the company."""


class WrongDraft(Refused):
    """`problems`: by field, so that a form shows each where it belongs."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(
            _("This vacancy cannot be kept yet."),
            why=" ".join(dict.fromkeys(text for _field, text in problems)),
        )
        self.problems = problems


class AlreadyEntered(Refused):
    """`entry`: the one that stands there; `is_alike`: nothing differs, as after a second click."""

    def __init__(self, entry: Entry, *, is_alike: bool) -> None:
        super().__init__(
            _("This vacancy stands there already."),
            why=_("“%(title)s” in the same place is entered by hand and open.")
            % {"title": entry.advert.title},
            mend=_("Change that one; or give this one a title of its own, if it is another job."),
        )
        self.entry, self.is_alike = entry, is_alike


@dataclass(frozen=True, slots=True)
class _Author:
    company: Any
    actor: Actor
    person_id: int | None


def _author(by: By, organisation: str) -> _Author:
    """Raises `NotAllowed`; `NotFound` for a link that was withdrawn, or is of another company."""
    if isinstance(by, OpenedLink):
        claim = claim_behind(by)
        company = claim.organisation
        if company.key != organisation:
            raise NotFound(
                _("This link is of another company."), mend=_("Use the link of this company.")
            )
        if claim.used_at is None:
            claim.used_at = now()
            claim.save(update_fields=["used_at"])
        return _Author(company, by.actor, by.person_id)
    require(by, "portal.edit", f"organisation:{organisation}")
    company = organisation_by_key(organisation)
    if company.kind != company.Kind.COMPANY:
        raise Refused(
            _("This organisation has no vacancies on the portal."),
            why=_("It is no company."),
            mend=_("Look at what the register knows of it."),
        )
    person = person_of(by)
    return _Author(company, by, person.pk if person is not None else None)


@transaction.atomic
def enter_vacancy(*, by: By, organisation: str, draft: Draft) -> Entry:
    """A vacancy of this company (by key), open until its last day; the same one as before where it
    ended, or was missing in a whole list, within 31 days.

    Raises `WrongDraft`, `AlreadyEntered` where one of the same title and place stands there by
    hand, `NotAllowed`, `NotFound`.
    """
    author = _author(by, organisation)
    _refuse_wrong(draft, None)
    source = Source.objects.select_for_update().get(pk=_source_of(author).pk)
    closed = keys_by_name(may_return(organisation))
    key = closed.get(name_of(draft.title, draft.place)) or f"typed-{new_key()}"
    posting = posting_of(key, draft)
    _refuse_twice(source, draft, posting)
    _write(source, [posting], author)
    made = _entry_of(source, posting.key)
    record(by=author.actor, action="portal.vacancy_entered", subject=made.advert.vacancy.subject)
    return made


@transaction.atomic
def change_entry(entry: Entry, *, by: By, mark: str, draft: Draft) -> Entry:
    """`mark`: of the advert as it was shown (its digest). Raises `Refused` over what somebody
    changed or closed in between, `WrongDraft`, `NotAllowed`, `NotFound`."""
    author, source, advert = _locked(entry, by)
    _refuse_closed(advert)
    if mark != advert.digest:
        raise Refused(
            _("Somebody changed this vacancy in the meantime."),
            why=_("It is now called “%(title)s”.") % {"title": advert.title},
            mend=_("Look at what stands now and save once more."),
        )
    _refuse_wrong(draft, advert.closes)
    _write(source, [posting_of(advert.key, draft)], author)
    changed = _entry_of(source, advert.key)
    record(by=author.actor, action="portal.entry_changed", subject=changed.advert.vacancy.subject)
    return changed


@transaction.atomic
def prolong_entry(entry: Entry, *, by: By, until: date | None = None) -> Entry:
    """It is still open: six weeks more from today, or until a day that is given. What ended on its
    last day is taken up again, as the same vacancy, within 31 days. What somebody closed comes back
    within a week, and what a whole list lacked within 31 days, with the last day that it had, as
    long as that lies ahead."""
    author, source, advert = _locked(entry, by)
    if not may_go_on(advert):
        _refuse_closed(advert)
    longest = max(today() + PROLONGED, advert.closes or today())
    is_taken_back = was_closed_by_somebody(advert)
    stands = advert.closes if is_taken_back and (advert.closes or today()) >= today() else None
    day = until or stands or min(longest, today() + FURTHEST)
    draft = replace(draft_of(advert), closes=day)
    _refuse_wrong(draft, advert.closes)
    posting = posting_of(advert.key, draft)
    if is_taken_back:
        _refuse_twice(source, draft, posting)
        begin_again(advert, posting, columns_of(posting), now())
    _write(source, [posting], author)
    prolonged = _entry_of(source, advert.key)
    record(
        by=author.actor, action="portal.entry_prolonged",
        subject=prolonged.advert.vacancy.subject, until=day.isoformat(),
    )  # fmt: skip
    return prolonged


@transaction.atomic
def close_entry(entry: Entry, *, by: By, reason: str) -> Entry:
    """`reason`: filled or withdrawn. What else was entered by hand and joined with it closes too.
    Raises `Refused` for another reason, and where it is closed."""
    author, source, advert = _locked(entry, by)
    if reason not in SAID_OVER:
        raise Refused(
            _("“%(reason)s” is no reason to close a vacancy.") % {"reason": reason},
            mend=_("Choose one of: %(names)s.") % {"names": ", ".join(SAID_OVER)},
        )
    _refuse_closed(advert)
    close_adverts(
        source.adverts.filter(vacancy=advert.vacancy, closed_at__isnull=True), reason, now()
    )
    subject = advert.vacancy.subject
    record(by=author.actor, action="portal.entry_closed", subject=subject, reason=str(reason))
    return Entry.objects.select_related("advert__vacancy").get(pk=entry.pk)


@transaction.atomic
def bring_sheet(
    *, by: By, organisation: str, path: Path, is_whole: bool, mark: str | None = None
) -> SheetPlan:
    """A spreadsheet with vacancies of this company. Without `mark` it only tells what would become
    of each row; with the mark of what was shown it is written, all of it or nothing.

    `is_whole`: the file is the whole list, so that what it lacks closes. Raises `Refused` for a
    file that cannot be read, for one with a row that is refused, and where something else would
    become of it than was shown; `NotAllowed`, `NotFound`.
    """
    author = _author(by, organisation)
    rows = read_sheet(path)
    if mark is None:
        return _plan(organisation, rows, is_whole=is_whole)
    source = Source.objects.select_for_update().get(pk=_source_of(author).pk)
    plan = _plan(organisation, rows, is_whole=is_whole)
    if plan.mark != mark:
        raise Refused(
            _("Something changed since this was shown."),
            why=_("Somebody else entered, changed or closed a vacancy of this company."),
            mend=_("Look at what the file would do now, and write it then."),
        )
    if plan.of("refused"):
        raise Refused(
            _("Nothing was written: the file has rows that cannot be kept."),
            mend=_("Mend these rows and bring the file again."),
        )
    kept = [row.posting for row in plan.of("new", "changed", "same") if row.posting is not None]
    _write(source, kept, author)
    gone = [row.advert for row in plan.of("closes") if row.advert is not None]
    close_adverts(gone, Closed.GONE, now())
    plan.was_written = True
    record(
        by=author.actor, action="portal.sheet_brought", subject=f"organisation:{organisation}",
        **{name: number for name, number in plan.counts.items() if number},
    )  # fmt: skip
    return plan


def _plan(organisation: str, rows: Iterable[SheetRow], *, is_whole: bool) -> SheetPlan:
    standing = Advert.objects.filter(
        source__organisation__key=organisation, source__system=BY_HAND, closed_at__isnull=True
    ).order_by("pk")
    closed = may_return(organisation)
    return plan_sheet(rows, standing, closed, today(), is_whole=is_whole)


def _source_of(author: _Author) -> Source:
    found, is_new = Source.objects.get_or_create(
        organisation=author.company,
        system=BY_HAND,
        address="",
        defaults={"is_demo": author.company.is_demo},
    )
    if is_new:
        record(by=author.actor, action="portal.source_added", subject=found.subject, system=BY_HAND)
    return found


def _write(source: Source, postings: list[Posting], author: _Author) -> None:
    """Through the writer of the sync: what stands stays, and whoever wrote said so now. The source
    is locked first, so that what somebody else enters at the same moment stands as well."""
    source, at = Source.objects.select_for_update().get(pk=source.pk), now()
    stands = set(source.adverts.filter(closed_at__isnull=True).values_list("key", flat=True))
    keys = {one.key for one in postings}
    read = Read(postings={(p.key, p.language): p for p in postings}, seen=stands | keys)
    write(source, read, by=author.actor, at=at)
    adverts = source.adverts.filter(key__in=keys, closed_at__isnull=True)
    Entry.objects.bulk_create(
        [Entry(advert=one, person_id=author.person_id, said_at=at) for one in adverts],
        update_conflicts=True,
        unique_fields=["advert"],
        update_fields=["person", "said_at"],
    )


def _entry_of(source: Source, key: str) -> Entry:
    return Entry.objects.select_related("advert__vacancy__organisation").get(
        advert__source=source, advert__key=key, advert__closed_at__isnull=True
    )


def _locked(entry: Entry, by: By) -> tuple[_Author, Source, Advert]:
    """The source is locked first, as its writer does."""
    found = Advert.objects.select_related("source__organisation").get(pk=entry.advert_id)
    author = _author(by, found.source.organisation.key)
    source = Source.objects.select_for_update().get(pk=found.source_id)
    return author, source, Advert.objects.select_related("vacancy").get(pk=entry.advert_id)


def _refuse_wrong(draft: Draft, stood: date | None) -> None:
    problems = list(problems_of(draft, today(), stood=stood))
    if problems:
        raise WrongDraft(problems)


def _refuse_twice(source: Source, draft: Draft, posting: Posting) -> None:
    """The source is locked, so that of two clicks the second finds what the first one wrote."""
    name = name_of(draft.title, draft.place)
    for one in Entry.objects.filter(
        advert__source=source, advert__closed_at__isnull=True
    ).select_related("advert"):
        stands = draft_of(one.advert)
        if name_of(stands.title, stands.place) == name:
            is_alike = columns_of(posting)["digest"] == one.advert.digest
            raise AlreadyEntered(one, is_alike=is_alike)


def _refuse_closed(advert: Advert) -> None:
    if advert.closed_at is not None:
        raise Refused(
            _("This vacancy is closed."),
            why=_(
                "What somebody closed can be taken back for a week; what ended on its last day, "
                "or was missing in a whole list, for 31 days."
            ),
            mend=_("Enter it anew."),
        )
