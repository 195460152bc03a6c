# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Stopping elements and taking them up again."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from hcat.agenda.models import Change, Version
from hcat.agenda.store import NewVersion, new_change, write_versions
from hcat.agenda.words import called, end_word
from hcat.foundation.api import Actor, Refused, record

from .rights import allow, standing_in
from .rules import (
    decision_of,
    living_version,
    open_version,
    parts_of,
    refuse_left_behind,
    refuse_too_early,
)


@transaction.atomic
def stop(
    *,
    by: Actor,
    kind: str,
    key: str,
    on: date,
    reason: str,
    decision: str | None = None,
    with_parts: bool = False,
) -> Change:
    """Ends an element; it keeps its last sheet, and can be resumed.

    What belongs to it (the goals, results and projects of a point, the ways of a chapter) stops
    along `with_parts`; without, it must have been moved or stopped before.
    """
    version = living_version(kind, key)
    if kind == "agenda":
        raise Refused(
            _("The agenda itself cannot be stopped."), mend=_("Stop its points, or follow it up.")
        )
    allow(by, ["agenda.change"], standing_in(version.sheet))
    ending = [version, *(_parts_within(version) if with_parts else [])]
    new = [NewVersion(one.element, one.sheet, "stopped") for one in ending]
    refuse_left_behind(new)
    refuse_too_early([one.element for one in ending], on)
    change = new_change(
        kind=Change.Kind.STOPPED, on=on, reason=reason, decision=decision_of(decision), by=by
    )
    write_versions(change, new)
    for one in ending:
        record(by=by, action="agenda.stop", subject=str(one.element), on=on.isoformat())
    return change


def _parts_within(version: Version) -> list[Version]:
    """Everything that belongs to an element, and to what belongs to it."""
    found: dict[int, Version] = {}
    front = [version]
    while front:
        front = [one for one in parts_of([v.element for v in front]) if one.pk not in found]
        found |= {one.pk: one for one in front}
    found.pop(version.pk, None)
    return list(found.values())


@transaction.atomic
def resume(
    *, by: Actor, kind: str, key: str, on: date, reason: str, decision: str | None = None
) -> Change:
    """Takes up again what was stopped, as it read. What was merged or split lives on in heirs."""
    version = open_version(kind, key)
    if not version.ended_as:
        raise Refused(_("%(name)s was not stopped.") % {"name": called(kind, key)})
    if version.ended_as != "stopped":
        raise Refused(
            _("%(name)s was %(how)s, so it cannot be resumed.")
            % {"name": called(kind, key), "how": end_word(version.ended_as)},
            why=_("It lives on in what came out of it."),
            mend=_("Split or change its heirs."),
        )
    sheet = version.sheet
    allow(by, ["agenda.change"], standing_in(sheet))
    owner = getattr(sheet, sheet.belongs_to) if sheet.belongs_to else None
    if owner is not None:
        owner_kind = next(r.kind for r in sheet.references() if r.path == (sheet.belongs_to,))
        if open_version(owner_kind, owner).ended_as:
            raise Refused(
                _("%(name)s belongs to %(owner)s, which has ended.")
                % {"name": called(kind, key), "owner": called(owner_kind, owner)},
                mend=_("Resume that first."),
            )
    refuse_too_early([version.element], on)
    change = new_change(
        kind=Change.Kind.RESUMED, on=on, reason=reason, decision=decision_of(decision), by=by
    )
    write_versions(change, [NewVersion(version.element, sheet)])
    record(by=by, action="agenda.resume", subject=str(version.element), on=on.isoformat())
    return change
