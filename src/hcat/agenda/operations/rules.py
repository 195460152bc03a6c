# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every change of the agenda must respect, whoever makes it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from pydantic import ValidationError

from hcat.agenda.folder.sentences import complaints
from hcat.agenda.models import Decision, Element, Reference, Version
from hcat.agenda.queries import the_agenda
from hcat.agenda.schema import SHEETS, Initiative, Result, Sheet
from hcat.agenda.store import Name, NewVersion, dump
from hcat.agenda.words import called, end_word, kind_word
from hcat.foundation.api import NotFound, Refused


class SheetRefused(Refused):
    """The fields do not make a good sheet; `fields` gives the sentences by field, for a form."""

    def __init__(self, what: str, fields: dict[str, list[str]]) -> None:
        super().__init__(what, mend=_("Nothing was written; mend the fields and try again."))
        self.fields = fields


def name_of(version: Version) -> str:
    """The element of a version, as a sentence names it."""
    return called(version.element.kind, version.element.key)


def open_version(kind: str, key: str) -> Version:
    """The open version of an element, locked until the transaction ends."""
    version = (
        Version.objects.filter(element__kind=kind, element__key=key, valid_until__isnull=True)
        .select_related("element")
        .select_for_update(of=("self",))
        .first()
    )
    if version is None:
        raise NotFound(
            _("There is no %(kind)s called %(key)s.") % {"kind": kind_word(kind), "key": key},
            mend=_("Look it up in the agenda."),
        )
    return version


def living_version(kind: str, key: str) -> Version:
    version = open_version(kind, key)
    if version.ended_as:
        raise Refused(
            _("%(name)s has ended (%(how)s) and cannot be changed.")
            % {"name": called(kind, key), "how": end_word(version.ended_as)},
            mend=_("Resume it first, or change what came in its place."),
        )
    return version


def refuse_outdated(version: Version, based_on: int | None) -> None:
    """Two people who edit at once must not undo each other. `based_on`: what the author saw."""
    if based_on is not None and based_on != version.pk:
        raise Refused(
            _("Somebody else changed %(name)s in the meantime.") % {"name": name_of(version)},
            why=_("What you saw is no longer what stands."),
            mend=_("Look at what stands now, and make your change again."),
        )


def decision_of(key: str | None) -> Decision | None:
    if key is None:
        return None
    found = Decision.objects.filter(key=key).first()
    if found is None:
        raise NotFound(
            _("There is no decision called %(key)s.") % {"key": key},
            mend=_("Record the decision first."),
        )
    return found


def sheet_from(kind: str, key: str, values: Mapping[str, Any]) -> Sheet:
    """A sheet from fields, or SheetRefused with a sentence for each field."""
    if kind not in SHEETS:
        raise NotFound(_("There is no kind of element called %(kind)s.") % {"kind": kind})
    try:
        return SHEETS[kind].model_validate({**values, "key": key})
    except ValidationError as error:
        fields: dict[str, list[str]] = {}
        for complaint in complaints(error, SHEETS[kind]):
            field = complaint.missing or next(
                (step for step in complaint.path if isinstance(step, str)), ""
            )
            sentence = " ".join(part for part in (complaint.what, complaint.mend) if part)
            fields.setdefault(field, []).append(sentence)
        first = next(iter(fields.values()))[0]
        raise SheetRefused(first, fields) from None


def revised_sheet(version: Version, fields: Mapping[str, Any]) -> Sheet:
    """The sheet of a version with some fields changed. The key is its name for good."""
    key = version.element.key
    if fields.get("key", key) != key:
        raise Refused(
            _("The key of %(name)s cannot change.") % {"name": name_of(version)},
            why=_("Everything that was ever said about it is kept under that name."),
            mend=_("Change its title or name."),
        )
    return sheet_from(version.element.kind, key, {**dump(version.sheet), **fields})


def refuse_too_early(elements: Iterable[Element], on: date) -> None:
    """A change cannot take effect before what it changes."""
    later = (
        Version.objects.filter(
            element__in=list(elements), valid_until__isnull=True, valid_from__gt=on
        )
        .select_related("element")
        .order_by("-valid_from")
    )
    for version in later:
        raise Refused(
            _("%(name)s has read as it does only since %(since)s.")
            % {"name": name_of(version), "since": date_format(version.valid_from, "DATE_FORMAT")},
            why=_("A change on %(on)s would come before that.")
            % {"on": date_format(on, "DATE_FORMAT")},
            mend=_("Choose that date or a later one."),
        )


def refuse_dead_links(
    sheet: Sheet, before: Sheet | None = None, *, reborn: Collection[Name] = ()
) -> None:
    """New links must lead to what lives. Links that stood already may lead to what has ended.

    `reborn`: elements that this same change brings to life.
    """
    old = set() if before is None else {(ref.kind, ref.key) for ref in before.references()}
    new = {(ref.kind, ref.key) for ref in sheet.references()} - old - set(reborn)
    if not new:
        return
    wanted = Q()
    for kind, key in new:
        wanted |= Q(element__kind=kind, element__key=key)
    living = set(
        Version.objects.filter(wanted, valid_until__isnull=True, ended_as="").values_list(
            "element__kind", "element__key"
        )
    )
    for kind, key in sorted(new - living):
        word = kind_word(kind)
        raise SheetRefused(
            _("There is no living %(kind)s called %(key)s to point to.")
            % {"kind": word, "key": key},
            {
                str(ref.path[0]): [_("There is no living %(kind)s here.") % {"kind": word}]
                for ref in sheet.references()
                if (ref.kind, ref.key) == (kind, key)
            },
        )


def refuse_strange_choices(sheet: Sheet) -> None:
    """Places and periods must be those of the agenda; numbers belong to one initiative for good."""
    agenda = the_agenda()
    if isinstance(sheet, Initiative):
        places = {place.code for place in agenda.sheet.places} if agenda else set()
        strange = [place for place in sheet.places if places and place not in places]
        if strange:
            what = _("The agenda has no municipality with code %(code)s.") % {"code": strange[0]}
            raise SheetRefused(what, {"places": [what]})
        taken = Version.objects.filter(
            element__kind="initiative", sort=f"{sheet.number:06d}", valid_until__isnull=True
        ).exclude(element__key=sheet.key)
        if taken.exists():
            what = _("The number %(number)s belongs to another initiative.") % {
                "number": sheet.number
            }
            raise SheetRefused(what, {"number": [what]})
    if isinstance(sheet, Result) and agenda is not None:
        periods = {period.key for period in agenda.sheet.periods}
        for target in sheet.targets:
            if target.period is not None and target.period not in periods:
                what = _("The agenda has no period called %(key)s.") % {"key": target.period}
                raise SheetRefused(what, {"targets": [what]})


def parts_of(elements: Sequence[Element]) -> list[Version]:
    """The living versions that belong to these elements and cannot stand without them."""
    belonging = Q()
    for kind, sheet in SHEETS.items():
        if sheet.belongs_to:
            belonging |= Q(version__element__kind=kind, field=sheet.belongs_to)
    links = Reference.objects.filter(belonging, target__in=list(elements))
    return list(
        Version.objects.filter(
            pk__in=links.values("version"), valid_until__isnull=True, ended_as=""
        ).select_related("element")
    )


def refuse_left_behind(stopping: Sequence[NewVersion]) -> None:
    """What stops may leave nothing behind that cannot stand without it."""
    elements = [new.element for new in stopping]
    left = [version for version in parts_of(elements) if version.element not in elements]
    if left:
        names = sorted(map(name_of, left))
        raise Refused(
            _("These would be left without what they belong to: %(names)s.")
            % {"names": ", ".join(names[:10]) + (" …" if len(names) > 10 else "")},
            mend=_("Move or stop them first, or stop them together."),
        )
