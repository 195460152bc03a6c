# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""New elements and new versions of elements: adopt, revise, move, widen, and follow a target."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hcat.agenda.items import Item, item_of
from hcat.agenda.merging import FieldChange, differences
from hcat.agenda.models import Change, Element, Version
from hcat.agenda.schema import Result, Sheet
from hcat.agenda.store import NewVersion, dump, new_change, new_elements, write_versions
from hcat.agenda.words import called, kind_word
from hcat.foundation.api import Actor, Refused, record

from .rights import action_for, allow, standing_in
from .rules import (
    decision_of,
    living_version,
    name_of,
    refuse_dead_links,
    refuse_outdated,
    refuse_strange_choices,
    refuse_too_early,
    revised_sheet,
    sheet_from,
)


@transaction.atomic
def adopt(
    *,
    by: Actor,
    kind: str,
    key: str,
    fields: Mapping[str, Any],
    on: date,
    reason: str,
    decision: str | None = None,
) -> Item[Any]:
    """Takes a new element into the agenda. Refused: a key or number that was ever used."""
    if Element.objects.filter(kind=kind, key=key).exists():
        raise Refused(
            _("There is, or was, a %(kind)s called %(key)s.")
            % {"kind": kind_word(kind), "key": key},
            mend=_("Choose another key; a key belongs to one thing for good."),
        )
    sheet = sheet_from(kind, key, fields)
    if kind == "agenda":
        raise Refused(
            _("There can be only one agenda."), mend=_("Revise the agenda that is there.")
        )
    allow(by, ["agenda.change"], standing_in(sheet))
    refuse_dead_links(sheet)
    refuse_strange_choices(sheet)
    change = new_change(
        kind=Change.Kind.ADOPTED, on=on, reason=reason, decision=decision_of(decision), by=by
    )
    element = new_elements([(kind, key)])[kind, key]
    [version] = write_versions(change, [NewVersion(element, sheet)])
    record(by=by, action="agenda.adopt", subject=str(element), on=on.isoformat())
    return item_of(version)


@transaction.atomic
def revise(
    *,
    by: Actor,
    kind: str,
    key: str,
    fields: Mapping[str, Any],
    on: date,
    reason: str,
    decision: str | None = None,
    based_on: int | None = None,
) -> Item[Any]:
    """Gives an element new words or figures; the earlier version stays in the history.

    `based_on`: the version that its author was looking at. Refused when another came after it, so
    that two people who edit at once do not undo each other.
    """
    version = living_version(kind, key)
    refuse_outdated(version, based_on)
    return _replace(
        version, revised_sheet(version, fields), Change.Kind.REVISED, "agenda.revise",
        by=by, on=on, reason=reason, decision=decision,
    )  # fmt: skip


@transaction.atomic
def move(
    *,
    by: Actor,
    kind: str,
    key: str,
    to: str | Sequence[str],
    on: date,
    reason: str,
    decision: str | None = None,
) -> Item[Any]:
    """Puts an element elsewhere: a goal, result or project under another point, an initiative
    under other differentiations, a way in another chapter."""
    version = living_version(kind, key)
    field = version.sheet.belongs_to or ("placements" if kind == "initiative" else "")
    if not field:
        raise Refused(
            _("%(name)s does not stand under anything, so it cannot move.")
            % {"name": called(kind, key)},
            mend=_("Revise it."),
        )
    value: Any = to
    if kind == "initiative":
        value = [to] if isinstance(to, str) else list(to)
    return _replace(
        version, revised_sheet(version, {field: value}), Change.Kind.MOVED, "agenda.move",
        by=by, on=on, reason=reason, decision=decision,
    )  # fmt: skip


@transaction.atomic
def widen(
    *,
    by: Actor,
    kind: str,
    key: str,
    add: Mapping[str, Sequence[Any]],
    on: date,
    reason: str,
    decision: str | None = None,
) -> Item[Any]:
    """Adds to what an element covers: levels, municipalities, ways, placements, partners."""
    version = living_version(kind, key)
    stands = dump(version.sheet)
    fields = {}
    for field, more in add.items():
        if not isinstance(stands.get(field), list):
            raise Refused(
                _("%(field)s of %(name)s is not a list that can grow.")
                % {"field": field, "name": name_of(version)},
                mend=_("Revise it instead."),
            )
        fields[field] = [*stands[field], *(item for item in more if item not in stands[field])]
    return _replace(
        version, revised_sheet(version, fields), Change.Kind.WIDENED, "agenda.widen",
        by=by, on=on, reason=reason, decision=decision,
    )  # fmt: skip


@transaction.atomic
def revise_target(
    *,
    by: Actor,
    result: str,
    target: str,
    fields: Mapping[str, Any],
    on: date,
    reason: str,
    decision: str | None = None,
    based_on: int | None = None,
) -> Item[Result]:
    """Changes one target of a result; what was promised before stays in the history."""
    version, targets, place = _target(result, target)
    refuse_outdated(version, based_on)
    if fields.get("key", target) != target:
        raise Refused(_("The key of a target cannot change."), mend=_("Change its title."))
    targets[place] = {**targets[place], **fields}
    return _replace(
        version, revised_sheet(version, {"targets": targets}), Change.Kind.REVISED,
        "agenda.revise_target", by=by, on=on, reason=reason, decision=decision,
    )  # fmt: skip


@transaction.atomic
def succeed_target(
    *,
    by: Actor,
    result: str,
    target: str,
    successor: Mapping[str, Any],
    on: date,
    reason: str,
    decision: str | None = None,
    based_on: int | None = None,
) -> Item[Result]:
    """Lets a new target follow one whose time has passed; both stand side by side."""
    version, targets, place = _target(result, target)
    refuse_outdated(version, based_on)
    followed = next((one["key"] for one in targets if one["succeeds"] == target), None)
    if followed is not None:
        raise Refused(
            _("The target %(key)s already has a successor: %(successor)s.")
            % {"key": target, "successor": followed},
            mend=_("Let the new target follow that one, or revise it."),
        )
    targets.insert(place + 1, {**successor, "succeeds": target})
    return _replace(
        version, revised_sheet(version, {"targets": targets}), Change.Kind.REVISED,
        "agenda.succeed_target", by=by, on=on, reason=reason, decision=decision,
    )  # fmt: skip


def _target(result: str, target: str) -> tuple[Version, list[dict[str, Any]], int]:
    version = living_version("result", result)
    targets: list[dict[str, Any]] = dump(version.sheet)["targets"]
    for place, one in enumerate(targets):
        if one["key"] == target:
            return version, targets, place
    raise Refused(
        _("The result %(result)s has no target called %(key)s.")
        % {"result": result, "key": target},
        mend=_("Choose from: %(keys)s.") % {"keys": ", ".join(one["key"] for one in targets)},
    )


def _replace(
    version: Version,
    sheet: Sheet,
    kind: str,
    action: str,
    *,
    by: Actor,
    on: date,
    reason: str,
    decision: str | None,
) -> Item[Any]:
    """Closes a version and opens the next, with one change and one audit event."""
    before = version.sheet
    changed = differences(dump(before), dump(sheet))
    if not changed:
        raise Refused(
            _("%(name)s reads like this already.") % {"name": name_of(version)},
            mend=_("Change a field, or leave it as it is."),
        )
    allow(by, _actions(before.kind, kind, changed), standing_in(before))
    refuse_too_early([version.element], on)
    refuse_dead_links(sheet, before)
    refuse_strange_choices(sheet)
    change = new_change(kind=kind, on=on, reason=reason, decision=decision_of(decision), by=by)
    [saved] = write_versions(change, [NewVersion(version.element, sheet)])
    record(
        by=by,
        action=action,
        subject=str(version.element),
        on=on.isoformat(),
        fields=[one.name for one in changed],
    )
    return item_of(saved)


def _actions(of: str, change: str, changed: Sequence[FieldChange]) -> set[str]:
    """What a change is in the table of permissions; a revision may touch several kinds of field."""
    if change != Change.Kind.REVISED:
        return {"agenda.change"}
    return {action_for(of, re.split(r"[.\[]", one.name)[0]) for one in changed}
