# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Three readings of every element (last loaded, folder, database) become a plan.

Source of the rules: after the first load the database leads, since people work in it. What only
the folder changed is taken over, what only the database changed is kept, and what both changed is
a conflict that a person decides. What left the folder is a proposal to stop, never a deletion.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from pydantic import ValidationError

from hcat.agenda.folder import Folder
from hcat.agenda.folder.sentences import complaints
from hcat.agenda.merging import ABSENT, Conflict, Side, differences, merge, same
from hcat.agenda.models import Element, Loaded, Version
from hcat.agenda.schema import Sheet, as_stored
from hcat.agenda.store import Name, NewVersion, dump
from hcat.agenda.words import end_word
from hcat.foundation.api import Refused

from .report import Action, Difference, ElementConflict


@dataclass(frozen=True, slots=True)
class Choices:
    """Which side counts where both changed: names such as ``result:choice.title.nl``.

    A name counts for everything within it, so ``result:choice`` decides the whole element.
    """

    folder: tuple[str, ...] = ()
    database: tuple[str, ...] = ()

    def side(self, element: str, field: str) -> Side | None:
        """The choice nearest to this field; Refused where it was given both ways."""
        folder = _nearest(element, field, self.folder)
        database = _nearest(element, field, self.database)
        if folder == database:
            if folder:
                raise Refused(
                    _("%(name)s is to be taken from the folder and from the database.")
                    % {"name": f"{element} {field}".strip()},
                    mend=_("Name it once."),
                )
            return None
        return "folder" if folder > database else "database"

    def names(self) -> tuple[str, ...]:
        return (*self.folder, *self.database)


def _nearest(element: str, field: str, chosen: Collection[str]) -> int:
    """The length of the longest name that covers this field, 0 if none does."""
    found = [
        len(one)
        for one in chosen
        if one == element
        or (one.startswith(f"{element}.") and _within(field, one.removeprefix(f"{element}.")))
    ]
    return max(found, default=0)


def _within(field: str, around: str) -> bool:
    """Whether the field is this one, or a part of it."""
    rest = field.removeprefix(around)
    return field.startswith(around) and (not rest or rest[0] in ".[")


@dataclass(slots=True)
class Plan:
    added: list[Sheet] = field(default_factory=list)
    changed: list[NewVersion] = field(default_factory=list)
    resumed: list[NewVersion] = field(default_factory=list)
    stopped: list[NewVersion] = field(default_factory=list)
    loaded: dict[Name, dict[str, Any]] = field(default_factory=dict)
    """How elements read in the folder now, where that differs from the last load."""
    differences: list[Difference] = field(default_factory=list)
    conflicts: list[ElementConflict] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    @property
    def touched(self) -> list[NewVersion]:
        return [*self.changed, *self.resumed, *self.stopped]

    @property
    def changes_versions(self) -> bool:
        return bool(self.added or self.touched)


def make_plan(folder: Folder, choices: Choices, *, stop_missing: bool) -> Plan:
    """What loading this folder would do; three queries, nothing written."""
    plan = Plan()
    standing = {
        (version.element.kind, version.element.key): version
        for version in Version.objects.filter(valid_until__isnull=True)
        .select_related("element")
        .select_for_update(of=("self",))
    }
    bases = {
        (kind, key): data
        for kind, key, data in Loaded.objects.values_list("element__kind", "element__key", "data")
    }
    _refuse_unknown_choices(choices, [*standing, *folder.sheets])
    for name, sheet in folder.sheets.items():
        version = standing.get(name)
        if version is None:
            plan.added.append(sheet)
            plan.loaded[name] = dump(sheet)
            plan.differences.append(Difference(*name, Action.ADDED))
        else:
            _weigh(plan, choices, sheet, version, bases.get(name))
    for name, base in bases.items():
        if name not in folder.sheets and not standing[name].ended_as:
            _weigh_absence(plan, choices, standing[name], base, stop_missing=stop_missing)
    return plan


def _weigh(
    plan: Plan, choices: Choices, sheet: Sheet, version: Version, base: dict[str, Any] | None
) -> None:
    """One element that stands in folder and database."""
    name = (sheet.kind, sheet.key)
    wanted, before = dump(sheet), None if base is None else _current(sheet, base)
    if before is None or not same(wanted, before):
        plan.loaded[name] = wanted
    if version.ended_as:
        _weigh_ended(plan, choices, sheet, version, before)
        return
    stands = _current(sheet, version.data)
    merged = merge(
        {"key": sheet.key} if before is None else before,
        stands,
        wanted,
        take=lambda field: _chosen(choices, name, field),
    )
    plan.conflicts += [ElementConflict(*name, conflict) for conflict in merged.conflicts]
    if merged.conflicts:
        return
    try:
        result = type(sheet).model_validate(merged.value)
    except ValidationError as error:
        side = _chosen(choices, name, "")
        if side is None:
            why = _("What both changed does not fit together: %(why)s") % {
                "why": next(complaints(error, type(sheet))).what
            }
            plan.conflicts.append(ElementConflict(*name, Conflict("", before, stands, wanted), why))
            return
        result = sheet if side == "folder" else as_stored(sheet.kind, stands)
    new = dump(result)
    if not same(new, stands):
        plan.changed.append(NewVersion(version.element, result))
        plan.differences.append(Difference(*name, Action.CHANGED, tuple(differences(stands, new))))
    if not same(new, wanted):
        plan.kept.append(":".join(name))


def _weigh_ended(
    plan: Plan, choices: Choices, sheet: Sheet, version: Version, before: dict[str, Any] | None
) -> None:
    """The database ended it. A folder that left it as it was does not bring it back."""
    name, wanted = (sheet.kind, sheet.key), dump(sheet)
    if before is not None and same(before, wanted):
        plan.kept.append(":".join(name))
        return
    side = _chosen(choices, name, "")
    if side is None:
        plan.conflicts.append(
            ElementConflict(
                *name,
                Conflict("", before, version.data, wanted),
                _("It has ended (%(how)s) in the database, and the folder changed it.")
                % {"how": end_word(version.ended_as)},
            )
        )
    elif side == "folder":
        plan.resumed.append(NewVersion(version.element, sheet))
        fields = tuple(differences(_current(sheet, version.data), wanted))
        plan.differences.append(Difference(*name, Action.RESUMED, fields))
    else:
        plan.kept.append(":".join(name))


def _weigh_absence(
    plan: Plan, choices: Choices, version: Version, base: dict[str, Any], *, stop_missing: bool
) -> None:
    """It left the folder: a proposal to stop it, to which somebody must agree."""
    element: Element = version.element
    name = (element.kind, element.key)
    if not stop_missing:
        plan.gone.append(str(element))
        return
    sheet = version.sheet
    if not same(_current(sheet, base), dump(sheet)):
        side = _chosen(choices, name, "")
        if side is None:
            plan.conflicts.append(
                ElementConflict(
                    *name,
                    Conflict("", base, version.data, ABSENT),
                    _("It left the folder, and was changed in the database."),
                )
            )
            return
        if side == "database":
            plan.kept.append(str(element))
            return
    plan.stopped.append(NewVersion(element, sheet, "stopped"))
    plan.differences.append(Difference(*name, Action.STOPPED))


def _current(sheet: Sheet, data: dict[str, Any]) -> dict[str, Any]:
    """Data of an earlier day, as today's sheet of that kind would keep them."""
    return dump(as_stored(sheet.kind, data))


def _chosen(choices: Choices, name: Name, field: str) -> Side | None:
    return choices.side(":".join(name), field)


def _refuse_unknown_choices(choices: Choices, known: Collection[Name]) -> None:
    """A choice that names nothing is a slip of the pen, and slips here cost people's work."""
    elements = {":".join(name) for name in known}
    for one in choices.names():
        # A key may hold dots itself, so every beginning of the name is tried.
        parts = one.split(".")
        if not any(".".join(parts[: n + 1]) in elements for n in range(len(parts))):
            raise Refused(
                _("There is no element called %(name)s.") % {"name": one},
                mend=_("Name elements or fields as the list of conflicts does."),
            )
