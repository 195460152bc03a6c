# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was read becomes spells: opened, changed, closed; in one transaction for each source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from hcat.foundation.api import Actor, now, record
from hcat.portal.models import Advert, Check, Closed, Entry, Gap, Silence, Source, Vacancy
from hcat.portal.operations.labels import classify
from hcat.portal.twins.finding import OpenVacancies
from hcat.postings.api import Posting

from .doubt import doubt, has_passed
from .freshness import touch
from .keeping import columns_of, forget_answers, keep_answers
from .reading import Read

RETURNS_WITHIN = timedelta(days=31)
"""What is back sooner is the same spell, later another one."""
_MAY_COME_BACK = (Closed.GONE, Closed.STALE, Closed.EXPIRED, Closed.SOURCE_ENDED)
KEPT_PROBLEMS = 100


@dataclass(frozen=True, slots=True)
class Written:
    """What one reading changed."""

    outcome: str
    found: int = 0
    new: int = 0
    changed: int = 0
    gone: int = 0
    why: str = ""


@transaction.atomic
def write(source: Source, read: Read, *, by: Actor, at: datetime | None = None) -> Written:
    """Bring the spells of a source in line with what it shows, and keep how the reading went.

    The source's row is locked: of two readings at once the second waits, and then finds what the
    first one wrote.
    """
    at = at or now()
    source = Source.objects.select_for_update().get(pk=source.pk)
    if source.state == Source.State.ENDED:  # while it was read
        return Written(Check.Outcome.UNCHANGED)
    if read.is_unchanged and not source.doubts:
        _asked(source, at, read, believed=True)
        source.save(update_fields=_ASKED)
        return Written(Check.Outcome.UNCHANGED, found=len(read.seen))
    told = _open(source)
    doubted = doubt(read, len(told))
    expired = _expired(read, at)
    touched = _take_in(source, read, told, at)
    opened, changed = len(touched.opened), len(touched.changed)
    gone = 0
    if doubted is None or (doubted.can_pass and _passes(source, at)):
        gone = _close(read, told, touched.languages, expired, at)
        keep_answers(source, read.answers)
        forget_answers(source, read.answers)
        _asked(source, at, read, believed=True)
        outcome, why = Check.Outcome.READ, ""
    else:
        _asked(source, at, read, believed=False)
        source.doubts += 1
        source.doubted_at = source.doubted_at or at
        source.doubted_because = doubted.why[:500]
        failed = not read.answers
        outcome = Check.Outcome.FAILED if failed else Check.Outcome.DOUBTED
        why = doubted.why
    source.save(update_fields=[*_ASKED, "doubts", "doubted_at", "doubted_because"])
    if opened or changed:
        classify([*touched.opened, *touched.changed], by=by, at=at)
    written = Written(outcome, len(read.seen), opened, changed, gone, why)
    _keep_check(source, read, written, at)
    if opened or changed or gone:
        record(
            by=by,
            action="portal.source_read",
            subject=source.subject,
            new=opened,
            changed=changed,
            gone=gone,
        )
    return written


@dataclass(slots=True)
class _Touched:
    """The vacancies, by number, of which an advert was opened or changed: one for each advert."""

    opened: list[int] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)
    languages: set[tuple[str, str]] = field(default_factory=set)
    """Of each posting that was sent: its key, and in which language it is kept."""


_ASKED = ["asked_at", "read_at", "hidden_at", "again_after"]


def _asked(source: Source, at: datetime, read: Read, *, believed: bool) -> None:
    source.asked_at = at
    source.again_after = at + timedelta(seconds=read.again_after) if read.again_after else None
    if believed:
        if source.hidden_at is not None:
            source.hidden_at = None
            touch([source.pk], at)
        if source.read_at is None or source.read_at + source.patience < at:
            Silence.objects.create(source=source, since=source.read_at, until=at)
        source.read_at, source.doubts = at, 0
        source.doubted_at, source.doubted_because = None, ""


def _passes(source: Source, at: datetime) -> bool:
    return has_passed(source.doubts + 1, source.doubted_at, at)


def _open(source: Source) -> dict[tuple[str, str], Advert]:
    found = Advert.objects.filter(source=source, closed_at__isnull=True).select_related("vacancy")
    return {(one.key, one.language): one for one in found}


def _take_in(
    source: Source, read: Read, told: dict[tuple[str, str], Advert], at: datetime
) -> _Touched:
    """Open what is new, change what changed."""
    touched = _Touched()
    shown = [(posting, columns_of(posting)) for posting in read.postings.values()]
    new = [(one, c) for one, c in shown if (one.key, c["language"]) not in told]
    stand = OpenVacancies(source, [(one, c["language"]) for one, c in new])
    back = _that_may_come_back(source, at) if new else {}
    for posting, columns in shown:
        name = (posting.key, columns["language"])
        touched.languages.add(name)
        before = told.get(name)
        if before is None:
            was = back.pop(name, None)
            opened = (
                _begin(source, posting, columns, at, stand)
                if was is None
                else begin_again(was, posting, columns, at)
            )
            touched.opened.append(opened)
        elif before.digest != columns["digest"]:
            _change(before, posting, columns, at)
            touched.changed.append(before.vacancy_id)
    return touched


def _expired(read: Read, at: datetime) -> set[str]:
    """Take out what is shown although its last day has passed: many sites leave it standing."""
    today = timezone.localdate(at)
    over = [name for name, p in read.postings.items() if p.closes is not None and p.closes < today]
    for name in over:
        del read.postings[name]
    keys = {key for key, _language in over} - {key for key, _language in read.postings}
    read.seen -= keys
    return keys


def _begin(
    source: Source, posting: Posting, columns: dict[str, Any], at: datetime, stand: OpenVacancies
) -> int:
    vacancy = stand.twin_of(posting, columns["language"])
    if vacancy is None:
        vacancy = Vacancy.objects.create(
            organisation_id=source.organisation_id,
            opened_at=at,
            published=_not_later(posting.published, at),
            closes=posting.closes,
            is_demo=source.is_demo,
            changed_at=at,
        )
    else:
        _change_vacancy(vacancy, posting, at)
    Advert.objects.create(vacancy=vacancy, source=source, key=posting.key, opened_at=at, **columns)
    stand.add(vacancy, posting, columns["language"])
    return vacancy.pk


def _not_later(published: date | None, at: datetime) -> date | None:
    """A day of publication in the future is a mistake, or a plan: it is not known then."""
    return published if published is not None and published <= timezone.localdate(at) else None


def _that_may_come_back(source: Source, at: datetime) -> dict[tuple[str, str], Advert]:
    """Of each advert, the last that closed a short while ago without anybody having said that it
    is over: a last day that passed may be put off."""
    found = (
        Advert.objects.filter(
            source=source,
            closed_at__gte=at - RETURNS_WITHIN,
            closed_because__in=_MAY_COME_BACK,
        )
        .select_related("vacancy")
        .order_by("closed_at")
    )
    return {(one.key, one.language): one for one in found}


def begin_again(advert: Advert, posting: Posting, columns: dict[str, Any], at: datetime) -> int:
    """The same advert of the same spell, as it is shown now. Returns the vacancy's number."""
    open_again(advert, columns, at)
    _change_vacancy(advert.vacancy, posting, at)
    return advert.vacancy_id


def open_again(advert: Advert, columns: dict[str, Any], at: datetime) -> None:
    """The same spell goes on; that it was closed between is kept, for who asks what was known
    then. The vacancy itself is left to be saved."""
    advert.closed_at, advert.closed_because, advert.seen_at = None, "", None
    for name, value in columns.items():
        setattr(advert, name, value)
    advert.save()
    vacancy = advert.vacancy
    if vacancy.closed_at is not None and vacancy.merged_into_id is None:
        keep_gap(vacancy, at)
        vacancy.closed_at, vacancy.closed_because, vacancy.seen_at = None, "", None


def keep_gap(vacancy: Vacancy, at: datetime) -> None:
    """Remember of a vacancy that is about to be open again that it was closed until now."""
    if vacancy.closed_at is not None:
        Gap.objects.create(
            vacancy=vacancy,
            closed_at=vacancy.closed_at,
            closed_because=vacancy.closed_because,
            reopened_at=max(at, vacancy.closed_at),
        )


def _change(advert: Advert, posting: Posting, columns: dict[str, Any], at: datetime) -> None:
    for name, value in columns.items():
        setattr(advert, name, value)
    advert.save()
    _change_vacancy(advert.vacancy, posting, at)


def _change_vacancy(vacancy: Vacancy, posting: Posting, at: datetime) -> None:
    published = _not_later(posting.published, at)
    if published is not None:
        vacancy.published = min(published, vacancy.published or published)
    vacancy.closes = posting.closes or vacancy.closes
    vacancy.edition += 1
    vacancy.changed_at = at
    vacancy.save()


def _close(
    read: Read,
    told: dict[tuple[str, str], Advert],
    languages: set[tuple[str, str]],
    expired: set[str],
    at: datetime,
) -> int:
    """Close what is gone. `languages`: in which each posting that was sent is told."""
    sent = {key for key, _ in languages}
    gone = [
        one
        for name, one in told.items()
        if one.key not in read.seen or (one.key in sent and name not in languages)
    ]
    close_adverts([one for one in gone if one.key in expired], Closed.EXPIRED, at)
    close_adverts([one for one in gone if one.key not in expired], Closed.GONE, at)
    return len(gone)


def close_adverts(adverts: Iterable[Advert], why: str, at: datetime) -> None:
    """Close adverts, and each vacancy of which none is left open."""
    adverts = list(adverts)
    last_read = dict(
        Source.objects.filter(pk__in={one.source_id for one in adverts}).values_list(
            "pk", "read_at"
        )
    )
    said = dict(Entry.objects.filter(advert__in=adverts).values_list("advert_id", "said_at"))
    for one in adverts:
        one.closed_at, one.closed_because = at, why
        last_seen = said.get(one.pk) or last_read.get(one.source_id) or one.opened_at
        one.seen_at = max(one.opened_at, last_seen)
    Advert.objects.bulk_update(adverts, ["closed_at", "closed_because", "seen_at"], batch_size=500)
    numbers = {one.vacancy_id for one in adverts}
    still = set(
        Advert.objects.filter(vacancy_id__in=numbers, closed_at__isnull=True).values_list(
            "vacancy_id", flat=True
        )
    )
    seen: dict[int, datetime] = {}
    for one in adverts:
        last = one.seen_at or one.opened_at
        seen[one.vacancy_id] = max(last, seen.get(one.vacancy_id, last))
    closing = list(Vacancy.objects.filter(pk__in=numbers - still, closed_at__isnull=True))
    for vacancy in closing:
        vacancy.closed_at, vacancy.closed_because = at, why
        vacancy.seen_at = max(seen[vacancy.pk], vacancy.opened_at)
        vacancy.edition += 1
        vacancy.changed_at = at
    fields = ["closed_at", "closed_because", "seen_at", "edition", "changed_at"]
    Vacancy.objects.bulk_update(closing, fields, batch_size=500)


@transaction.atomic
def expire(at: datetime | None = None) -> int:
    """Close what is past its last day, also where its source goes on showing it."""
    at = at or now()
    over = Advert.objects.filter(closed_at__isnull=True, closes__lt=timezone.localdate(at))
    found = list(over)
    close_adverts(found, Closed.EXPIRED, at)
    return len(found)


def _keep_check(source: Source, read: Read, written: Written, at: datetime) -> None:
    lacking = Counter(
        f"{one.field}: {one.why}" for posting in read.postings.values() for one in posting.missing
    )
    Check.objects.create(
        source=source,
        at=at,
        outcome=written.outcome,
        why=written.why[:500],
        seconds=read.seconds,
        found=written.found,
        new=written.new,
        changed=written.changed,
        gone=written.gone,
        problems=[{"where": one.where, "why": one.why} for one in read.problems[:KEPT_PROBLEMS]],
        lacking=dict(lacking),
    )
