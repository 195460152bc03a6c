# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Criteria, and a round until its scoring begins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from hcat.agenda.api import items
from hcat.correspondence.api import revoke_links
from hcat.foundation.api import Actor, NotFound, Refused, now, record, today
from hcat.parties.api import require
from hcat.weighing.criteria import (
    CriteriaSheet,
    criteria_numbered,
    dumped,
    fingerprint,
    latest,
    sheet_of,
)
from hcat.weighing.ended import OVER
from hcat.weighing.mails import SCOPE, Address, invite_to_score, subject_of
from hcat.weighing.models import Assessor, Criteria, Entry, Round, State

from .rules import LEAST_ASSESSORS, locked, on_edition

MOST_INITIATIVES = 500
"""As many as `hcat.numerics` ranks together."""


@transaction.atomic
def keep_criteria(*, by: Actor, sheet: CriteriaSheet, reason: str) -> Criteria:
    """A new version of the criteria; the version that reads just so where there is one already."""
    require(by, "weighing.manage")
    if not reason.strip():
        raise Refused(_("A reason is needed."), mend=_("Say in a sentence what changes, and why."))
    mark = fingerprint(sheet)
    standing = Criteria.objects.filter(fingerprint=mark).first()
    if standing is not None:
        return standing
    newest = latest()
    made = Criteria.objects.create(
        version=newest.version + 1 if newest else 1, content=dumped(sheet), fingerprint=mark,
        reason=reason.strip(), made_at=now(),
    )  # fmt: skip
    record(by=by, action="weighing.keep_criteria", subject=f"criteria:{made.version}")
    return made


@transaction.atomic
def reweigh(
    *,
    by: Actor,
    based_on: int,
    weights: Mapping[str, int],
    at_least: Mapping[str, int | None],
    reason: str,
    adopted: bool = False,
) -> Criteria:
    """The same criteria with other weights and thresholds, as a next version.

    Refused where `based_on` is not the newest version any more.
    """
    newest = latest()
    if newest is None or newest.version != based_on:
        raise Refused(
            _("Somebody else changed the criteria in between."),
            why=_("You looked at version %(old)s, and the newest is %(new)s.")
            % {"old": based_on, "new": newest.version if newest else "–"},
            mend=_("Look at the newest version, and change that."),
        )
    sheet = sheet_of(newest.content)
    changed = [
        one.model_copy(
            update={
                "weight": weights.get(one.key, one.weight),
                "at_least": at_least.get(one.key, one.at_least),
            }
        )
        for one in sheet.criteria
    ]
    told = dumped(
        sheet.model_copy(
            update={"criteria": changed, "is_proposal": sheet.is_proposal and not adopted}
        )
    )
    return keep_criteria(by=by, sheet=sheet_of(told), reason=reason)


@transaction.atomic
def prepare_round(
    *,
    by: Actor,
    title: str,
    deadline: date,
    capacity: int,
    criteria: int | None = None,
    is_demo: bool = False,
) -> Round:
    """A round by a version of the criteria, the newest where none is named."""
    require(by, "weighing.manage")
    chosen = latest() if criteria is None else criteria_numbered(criteria)
    if chosen is None:
        raise Refused(
            _("There are no criteria yet."),
            why=_("Assessors would not know what to score."),
            mend=_(
                "Write them in weighing/criteria.yaml of the agenda folder, and load them with "
                "hcat weighing load."
            ),
        )
    _sound(title, capacity)
    made = Round.objects.create(
        key=_free_key(title), title=title.strip(), criteria=chosen, deadline=deadline,
        capacity=capacity, prepared_on=today(), is_demo=is_demo,
    )  # fmt: skip
    record(by=by, action="weighing.prepare_round", subject=f"round:{made.key}")
    return made


@transaction.atomic
def change_round(
    *,
    by: Actor,
    round: str,
    edition: int,
    title: str,
    deadline: date,
    capacity: int,
    criteria: int | None = None,
) -> Round:
    """Another title, deadline or number that fits; while it is prepared also other criteria."""
    require(by, "weighing.manage")
    found = locked(round, State.PREPARING, State.SCORING)
    on_edition(found, edition)
    _sound(title, capacity)
    if found.state == State.SCORING and deadline < today():
        raise Refused(
            _("The new deadline has passed already."), mend=_("Choose today or a later day.")
        )
    if found.state == State.PREPARING and criteria is not None:
        found.criteria = criteria_numbered(criteria)
    found.title, found.deadline, found.capacity = title.strip(), deadline, capacity
    found.edition += 1
    found.save()
    record(by=by, action="weighing.change_round", subject=f"round:{found.key}")
    return found


@transaction.atomic
def drop_round(*, by: Actor, round: str, reason: str) -> None:
    """Take away a round that is prepared, with whom it would have asked: nobody was written to. The
    audit keeps its title and the reason."""
    require(by, "weighing.manage")
    found = locked(round, State.PREPARING)
    if not reason.strip():
        raise Refused(_("A reason is needed."), mend=_("Say in a sentence why it is dropped."))
    record(
        by=by, action="weighing.drop_round", subject=f"round:{found.key}", title=found.title,
        reason=reason.strip(),
    )  # fmt: skip
    found.delete()


@transaction.atomic
def choose_initiatives(
    *, by: Actor, round: str, add: Iterable[str] = (), remove: Iterable[str] = ()
) -> int:
    """Put initiatives, by key, in a round that is prepared, or take them out. Returns how many
    there are in it now."""
    require(by, "weighing.manage")
    found = locked(round, State.PREPARING)
    found.entries.filter(initiative__in=list(remove)).delete()
    known = {one.key: one for one in items("initiative")}
    standing = set(found.entries.values_list("initiative", flat=True))
    for key in dict.fromkeys(add):
        if key not in known:
            raise NotFound(
                _("There is no initiative %(key)s in the register.") % {"key": key},
                mend=_("Choose one from the register."),
            )
        sheet = known[key].sheet
        if sheet.status in OVER:
            raise Refused(
                _("%(name)s is over: it cannot be weighed.") % {"name": sheet.name},
                why=_("Its status says that it is done or stopped."),
                mend=_("Leave it out, or bring its sheet up to date first."),
            )
        if key not in standing:
            Entry.objects.create(
                round=found, initiative=key, number=sheet.number, name=sheet.name.dump()
            )
    number = found.entries.count()
    if number > MOST_INITIATIVES:
        raise Refused(
            _("That makes %(number)s initiatives in one round.") % {"number": number},
            why=_("At most %(most)s can be compared with each other.") % {"most": MOST_INITIATIVES},
            mend=_("Make more rounds."),
        )
    record(by=by, action="weighing.choose_initiatives", subject=f"round:{found.key}", number=number)
    return number


@transaction.atomic
def add_assessor(
    *, by: Actor, round: str, person_id: int, address: Address | None = None
) -> Assessor:
    """Somebody who scores. Where scoring has begun they are written to at once: `address` makes
    the address of the page from the token of a personal link."""
    require(by, "weighing.manage")
    found = locked(round, State.PREPARING, State.SCORING)
    row, made = Assessor.objects.get_or_create(round=found, person_id=person_id)
    if row.left_on is not None:
        row.left_on, made = None, True
        row.save(update_fields=["left_on"])
    if made:
        record(by=by, action="weighing.add_assessor", subject=f"round:{found.key}", row=row.pk)
        if found.state == State.SCORING and address is not None:
            invite_to_score(row, address, by=by)
    return row


@transaction.atomic
def take_out_assessor(*, by: Actor, round: str, assessor: int, reason: str = "") -> None:
    """Somebody scores no more. What they gave stays and does not count; their link ends.

    Refused once scoring has begun where fewer than two would be left.
    """
    require(by, "weighing.manage")
    found = locked(round, State.PREPARING, State.SCORING)
    row = found.assessors.filter(pk=assessor, left_on__isnull=True).first()
    if row is None:
        raise NotFound(
            _("This person does not score in this round."), mend=_("Look at the list of assessors.")
        )
    if found.state == State.PREPARING:
        row.delete()
    else:
        if not reason.strip():
            raise Refused(
                _("A reason is needed."), mend=_("Say why this person's scores do not count.")
            )
        if found.assessors.filter(left_on__isnull=True).count() <= LEAST_ASSESSORS:
            raise Refused(
                _("A round needs at least two assessors."),
                why=_("With one, nobody can see whether others agree."),
                mend=_("Ask somebody else first, and take this person out after that."),
            )
        row.left_on = today()
        row.save(update_fields=["left_on"])
        revoke_links(
            by=by, person_id=row.person_id, scope=SCOPE, subject=subject_of(found),
            reason="scores no more",
        )  # fmt: skip
    record(
        by=by, action="weighing.take_out_assessor", subject=f"round:{found.key}", row=assessor,
        reason=reason.strip(),
    )  # fmt: skip


@transaction.atomic
def open_round(*, by: Actor, round: str, address: Address) -> Round:
    """Begin scoring: the criteria are frozen, and every assessor is written to.

    Refused without initiatives, with fewer than two assessors, and for a deadline that has passed.
    """
    found = begin_scoring(by=by, round=round)
    for row in found.assessors.select_related("person"):
        invite_to_score(row, address, by=by)
    return found


@transaction.atomic
def begin_scoring(*, by: Actor, round: str) -> Round:
    """As `open_round`, and nobody is written to."""
    require(by, "weighing.manage")
    found = locked(round, State.PREPARING)
    people = found.assessors.count()
    if not found.entries.exists():
        raise Refused(
            _("There is no initiative in this round yet."),
            mend=_("Choose those that are to be weighed."),
        )
    if people < LEAST_ASSESSORS:
        raise Refused(
            _("A round needs at least two assessors."),
            why=_("With one, nobody can see whether others agree."),
            mend=_("Add assessors first."),
        )
    if found.deadline < today():
        raise Refused(_("The deadline has passed already."), mend=_("Choose a later day."))
    found.state, found.opened_on = State.SCORING, today()
    found.frozen = found.criteria.content
    found.edition += 1
    found.save()
    record(
        by=by, action="weighing.open_round", subject=f"round:{found.key}", assessors=people,
        initiatives=found.entries.count(), criteria=found.criteria.version,
    )  # fmt: skip
    return found


def _sound(title: str, capacity: int) -> None:
    if not title.strip() or len(title.strip()) > 200:
        raise Refused(
            _("A round needs a title of at most 200 characters."),
            mend=_("Say in a few words what is weighed, such as “Ideas of spring 2026”."),
        )
    if capacity < 1:
        raise Refused(
            _("At least one initiative has to fit."), mend=_("Give the number that can go on.")
        )


def _free_key(title: str) -> str:
    base = slugify(title)[:50].strip("-") or "round"
    taken = set(Round.objects.filter(key__startswith=base).values_list("key", flat=True))
    number = 1
    while (key := base if number == 1 else f"{base}-{number}") in taken:
        number += 1
    return key
