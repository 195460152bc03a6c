# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Changing the register of organisations: every change is dated and leaves an audit event."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, Refused, record
from hcat.parties.facts import FactsDraft
from hcat.parties.models import (
    HighTechDecision,
    Involvement,
    Organisation,
    OrganisationEvent,
    OrganisationFacts,
)
from hcat.parties.permissions import require


@transaction.atomic
def register_organisation(
    *,
    kind: str,
    facts: FactsDraft,
    valid_from: date,
    source: str,
    by: Actor,
    key: str | None = None,
    founded: date | None = None,
    is_demo: bool = False,
) -> Organisation:
    """Add an organisation, known from `valid_from` on. Refused where its number is taken."""
    require(by, "parties.edit")
    named = {"key": key} if key else {}
    organisation = Organisation.objects.create(kind=kind, founded=founded, is_demo=is_demo, **named)
    _new_version(organisation, facts, valid_from, source)
    record(
        by=by,
        action="parties.register_organisation",
        subject=f"organisation:{organisation.key}",
        name=facts.name,
        valid_from=valid_from.isoformat(),
    )
    return organisation


@transaction.atomic
def revise_organisation(
    *, organisation: Organisation, valid_from: date, source: str, by: Actor, **given: Any
) -> OrganisationFacts:
    """Follow what is known with a new version; fields that are not given stay as they were.

    A second version on one day corrects the first, which stays in the history without a day of
    its own. Refused before the day of the open version: what was known stays known.
    """
    require(by, "parties.edit")
    open_version = _open_version(organisation)
    before = FactsDraft.of(open_version)
    after = _checked(lambda: before.revised(**given))
    changed = before.difference(after)
    if not changed:
        return open_version
    close_version(open_version, valid_from)
    version = _new_version(organisation, after, valid_from, source)
    record(
        by=by,
        action="parties.revise_organisation",
        subject=f"organisation:{organisation.key}",
        fields=sorted(changed),
        valid_from=valid_from.isoformat(),
    )
    return version


@transaction.atomic
def record_event(
    *,
    kind: str,
    before: Sequence[Organisation],
    after: Sequence[Organisation],
    happened_on: date,
    reason: str,
    by: Actor,
) -> OrganisationEvent:
    """A merger, split, takeover or exit. Organisations that stand before but not after it end on
    that day; one that stands on both sides lives on.

    A merger joins two or more in one; a split gives two or more; a takeover keeps the one that
    takes over; an exit leaves nobody. New organisations are registered first.
    """
    require(by, "parties.edit")
    _right_shape(kind, before, after)
    if not reason.strip():
        raise Refused(_("A reason is needed."), mend=_("Say in a sentence why this happened."))
    event = OrganisationEvent.objects.create(kind=kind, happened_on=happened_on, reason=reason)
    Involvement.objects.bulk_create(
        Involvement(event=event, organisation=party, side=side)
        for side, parties in (("before", before), ("after", after))
        for party in parties
    )
    staying = {party.pk for party in after}
    for party in before:
        if party.pk not in staying:
            _end(party, happened_on)
    record(
        by=by,
        action=f"parties.{kind}",
        subject=f"event:{event.pk}",
        before=[party.key for party in before],
        after=[party.key for party in after],
        happened_on=happened_on.isoformat(),
        reason=reason,
    )
    return event


@transaction.atomic
def rename_organisation(
    *, organisation: Organisation, name: str, happened_on: date, reason: str, by: Actor
) -> OrganisationEvent:
    """From that day on it has another name."""
    revise_organisation(
        organisation=organisation, valid_from=happened_on, source=reason, by=by, name=name
    )
    return record_event(
        kind=OrganisationEvent.Kind.RENAME,
        before=[organisation],
        after=[organisation],
        happened_on=happened_on,
        reason=reason,
        by=by,
    )


@transaction.atomic
def decide_high_tech(
    *,
    organisation: Organisation,
    answer: str,
    reason: str,
    decided_on: date,
    decided_by: str,
    by: Actor,
) -> HighTechDecision:
    """Rule that an organisation counts as high-tech (`in`), does not (`out`), or follows the
    rule again (`rule`), from that day on."""
    require(by, "parties.high_tech")
    if answer not in HighTechDecision.Answer.values:
        raise Refused(
            _("“%(answer)s” is not an answer.") % {"answer": answer},
            mend=_("Use in, out or rule."),
        )
    if not reason.strip():
        raise Refused(
            _("A reason is needed."), mend=_("Say in a sentence why it counts or does not.")
        )
    decision = HighTechDecision.objects.create(
        organisation=organisation,
        answer=answer,
        reason=reason,
        decided_on=decided_on,
        decided_by=decided_by,
    )
    record(
        by=by,
        action="parties.decide_high_tech",
        subject=f"organisation:{organisation.key}",
        answer=answer,
        reason=reason,
        decided_on=decided_on.isoformat(),
    )
    return decision


def close_version(version: OrganisationFacts, on: date) -> None:
    """End the open version on that day; refused where it began later."""
    if on < version.valid_from:
        raise Refused(
            _("%(name)s is already known as it is from %(date)s.")
            % {"name": version.name, "date": date_format(version.valid_from)},
            why=_("A version cannot end before it begins."),
            mend=_("Choose that day or a later one."),
        )
    version.valid_until = on
    version.save(update_fields=["valid_until"])


def _open_version(organisation: Organisation) -> OrganisationFacts:
    version = (
        OrganisationFacts.objects.open()
        .select_for_update(of=("self",))
        .filter(organisation=organisation)
        .first()
    )
    if version is None:
        raise Refused(
            _("%(key)s no longer exists.") % {"key": organisation.key},
            why=_("It ended on %(date)s.")
            % {"date": date_format(organisation.ended) if organisation.ended else "–"},
            mend=_("Change the organisation in which it lives on."),
        )
    return version


def _new_version(
    organisation: Organisation, facts: FactsDraft, valid_from: date, source: str
) -> OrganisationFacts:
    try:
        with transaction.atomic():
            return OrganisationFacts.objects.create(
                organisation=organisation, valid_from=valid_from, source=source, **facts.columns()
            )
    except IntegrityError as error:
        taken = "kvk" in str(error) or "brin" in str(error)
        if not taken:
            raise
        raise Refused(
            _("%(name)s cannot be registered with this number.") % {"name": facts.name},
            why=_("Another organisation has the KvK or BRIN number %(number)s.")
            % {"number": facts.kvk or facts.brin + facts.branch},
            mend=_("Change that organisation, or leave the number out."),
        ) from error


def _end(organisation: Organisation, on: date) -> None:
    version = _open_version(organisation)
    close_version(version, on)
    organisation.ended = on
    organisation.save(update_fields=["ended"])


_SHAPES: dict[str, tuple[int, int | None, int, int | None]] = {
    # kind: at least and at most so many before, at least and at most so many after
    OrganisationEvent.Kind.MERGER: (2, None, 1, 1),
    OrganisationEvent.Kind.SPLIT: (1, 1, 2, None),
    OrganisationEvent.Kind.TAKEOVER: (2, None, 1, None),
    OrganisationEvent.Kind.EXIT: (1, None, 0, 0),
    OrganisationEvent.Kind.RENAME: (1, 1, 1, 1),
}


def _right_shape(kind: str, before: Sequence[Organisation], after: Sequence[Organisation]) -> None:
    if kind not in _SHAPES:
        raise Refused(
            _("“%(kind)s” is not something that happens to organisations.") % {"kind": kind},
            mend=_("Use one of: %(kinds)s.") % {"kinds": ", ".join(_SHAPES)},
        )
    fewest_before, most_before, fewest_after, most_after = _SHAPES[kind]
    fits = (
        fewest_before <= len(before) <= (most_before or len(before))
        and fewest_after <= len(after)
        and (most_after is None or len(after) <= most_after)
    )
    if not fits:
        raise Refused(
            _("A %(kind)s of %(before)d into %(after)d organisations is not possible.")
            % {"kind": kind, "before": len(before), "after": len(after)},
            why=_(
                "A merger joins two or more in one, a split gives two or more, a takeover keeps "
                "the one that takes over, an exit leaves nobody."
            ),
            mend=_("Choose other organisations, or another kind of event."),
        )
    if kind == OrganisationEvent.Kind.TAKEOVER and not {p.pk for p in before} & {
        p.pk for p in after
    }:
        raise Refused(
            _("Nobody takes over."),
            why=_("The organisation that takes over stands on both sides."),
            mend=_("Add it to the organisations after the takeover, or record a merger."),
        )


def _checked(make: Any) -> FactsDraft:
    try:
        draft: FactsDraft = make()
    except (ValueError, TypeError) as error:
        raise Refused(_("These facts cannot be kept."), why=str(error)) from error
    return draft
