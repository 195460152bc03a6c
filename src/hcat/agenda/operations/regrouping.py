# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Merging several elements into one, splitting one into several, and n into m in general.

Every step is dated and reasoned, and can be read both ways afterwards. What pointed to an element
that ends is pointed to its heirs in the same change, so that nothing is left pointing at the past.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hcat.agenda.models import Change, Descent, Element, Reference, Version
from hcat.agenda.schema import Reference as Link
from hcat.agenda.schema import Sheet
from hcat.agenda.schema.raw import with_references
from hcat.agenda.store import NewVersion, dump, new_change, new_elements, write_versions
from hcat.agenda.words import called
from hcat.foundation.api import Actor, Refused, record

from .rights import allow, standing_in
from .rules import (
    decision_of,
    living_version,
    refuse_dead_links,
    refuse_strange_choices,
    refuse_too_early,
    revised_sheet,
    sheet_from,
)

Fields = Mapping[str, Any]


@transaction.atomic
def merge(
    *,
    by: Actor,
    kind: str,
    sources: Sequence[str],
    into: str,
    on: date,
    reason: str,
    fields: Fields | None = None,
    decision: str | None = None,
) -> Change:
    """Makes one element of several. `into` may be one of them, another one, or new.

    `fields`: what changes in the heir, or, for a new one, all of it.
    """
    return regroup(
        by=by, kind=kind, sources=sources, heirs={into: fields or {}}, on=on, reason=reason,
        decision=decision,
    )  # fmt: skip


@transaction.atomic
def split(
    *,
    by: Actor,
    kind: str,
    source: str,
    heirs: Mapping[str, Fields],
    on: date,
    reason: str,
    decision: str | None = None,
    assign: Mapping[str, str] | None = None,
) -> Change:
    """Makes several elements of one; it may itself be among them. See :func:`regroup`."""
    if len(heirs) < 2:
        raise Refused(
            _("A split needs two heirs or more."), mend=_("Revise it, or merge it into the other.")
        )
    return regroup(
        by=by, kind=kind, sources=[source], heirs=heirs, on=on, reason=reason, decision=decision,
        assign=assign,
    )  # fmt: skip


@transaction.atomic
def regroup(
    *,
    by: Actor,
    kind: str,
    sources: Sequence[str],
    heirs: Mapping[str, Fields],
    on: date,
    reason: str,
    decision: str | None = None,
    assign: Mapping[str, str] | None = None,
) -> Change:
    """Makes these heirs of those sources. A source that is no heir ends.

    `heirs`: by key the fields that change, or, for a new element, all of them.
    `assign`: for what belongs to a source (``goal:x``), the heir to which it goes; needed where
    there are several heirs and only one can be pointed to.
    """
    _refuse_idle(kind, sources, heirs)
    work = _Work(kind, tuple(sources), tuple(heirs), dict(assign or {}))
    strangers = sorted(set(work.assign.values()) - set(heirs))
    if strangers:
        raise Refused(
            _("%(names)s is not one of the heirs.") % {"names": ", ".join(strangers)},
            mend=_("Assign to one of: %(heirs)s.") % {"heirs": ", ".join(heirs)},
        )
    for key in dict.fromkeys([*sources, *heirs]):
        if key in sources or Element.objects.filter(kind=kind, key=key).exists():
            work.standing[key] = living_version(kind, key)
            allow(by, ["agenda.change"], standing_in(work.standing[key].sheet))
    sheets = _heir_sheets(work, heirs)
    referrers = _referrers(work)
    refuse_too_early([version.element for version in (*work.standing.values(), *referrers)], on)
    change = new_change(
        kind=work.change_kind, on=on, reason=reason, decision=decision_of(decision), by=by
    )
    made = new_elements([(kind, key) for key in heirs if key not in work.standing])
    elements = {key: version.element for key, version in work.standing.items()}
    elements |= {key: element for (_kind, key), element in made.items()}
    new = [NewVersion(elements[key], sheet) for key, sheet in sheets.items()]
    new += [
        NewVersion(elements[key], work.standing[key].sheet, work.change_kind) for key in work.ending
    ]
    new += [_repointed(work, version) for version in referrers]
    write_versions(change, new)
    Descent.objects.bulk_create(
        Descent(change=change, source=elements[source], heir=elements[heir])
        for source in sources
        for heir in heirs
        if source != heir
    )
    record(
        by=by,
        action=f"agenda.{work.action}",
        subject=f"{kind}:{sources[0]}",
        on=on.isoformat(),
        sources=list(sources),
        heirs=list(heirs),
    )
    return change


@dataclass(slots=True)
class _Work:
    kind: str
    sources: tuple[str, ...]
    heirs: tuple[str, ...]
    assign: dict[str, str]
    standing: dict[str, Version] = field(default_factory=dict)
    """The open versions of the sources and of the heirs that exist."""

    @property
    def ending(self) -> list[str]:
        return [key for key in self.sources if key not in self.heirs]

    @property
    def change_kind(self) -> str:
        if len(self.heirs) == 1:
            return Change.Kind.MERGED
        return Change.Kind.SPLIT if len(self.sources) == 1 else Change.Kind.REGROUPED

    @property
    def action(self) -> str:
        return {"merged": "merge", "split": "split"}.get(self.change_kind, "regroup")

    def heirs_for(self, name: str, link: Link) -> list[str]:
        """To what a link of the element `name` leads after the change."""
        if link.kind != self.kind or link.key not in self.ending:
            return [link.key]
        if name in self.assign:
            return [self.assign[name]]
        if len(self.heirs) > 1 and isinstance(link.path[-1], str):
            raise Refused(
                _("%(name)s belongs to %(source)s; to which of the heirs does it go?")
                % {"name": called(*name.split(":", 1)), "source": called(link.kind, link.key)},
                mend=_("Assign it to one of: %(heirs)s.") % {"heirs": ", ".join(self.heirs)},
            )
        return list(self.heirs)


def _refuse_idle(kind: str, sources: Sequence[str], heirs: Mapping[str, Fields]) -> None:
    if kind == "agenda":
        raise Refused(_("There can be only one agenda."))
    if not sources or not heirs:
        raise Refused(_("Something must come out of something."), mend=_("Name sources and heirs."))
    if len(set(sources)) != len(sources):
        raise Refused(_("A source is named twice."), mend=_("Name each once."))
    if set(sources) == set(heirs):
        raise Refused(
            _("This would merge %(names)s with itself.") % {"names": ", ".join(sources)},
            mend=_("Choose another element as source or heir."),
        )


def _heir_sheets(work: _Work, heirs: Mapping[str, Fields]) -> dict[str, Sheet]:
    """The sheet of every heir after the change, its own links led to heirs too."""
    reborn = [(work.kind, key) for key in heirs]
    sheets = {}
    for key, fields in heirs.items():
        standing = work.standing.get(key)
        sheet = (
            sheet_from(work.kind, key, fields)
            if standing is None
            else revised_sheet(standing, fields)
        )
        sheet = _with_heirs(work, sheet)
        if any((ref.kind, ref.key) == (work.kind, key) for ref in sheet.references()):
            raise Refused(
                _("%(key)s would point to itself.") % {"key": key},
                mend=_("Give it another place in its fields."),
            )
        refuse_dead_links(sheet, None if standing is None else standing.sheet, reborn=reborn)
        refuse_strange_choices(sheet)
        sheets[key] = sheet
    numbers = [getattr(sheet, "number", None) for sheet in sheets.values()]
    if work.kind == "initiative" and len(set(numbers)) != len(numbers):
        raise Refused(_("Two heirs have the same number."), mend=_("Give each its own."))
    return sheets


def _with_heirs(work: _Work, sheet: Sheet) -> Sheet:
    name = f"{sheet.kind}:{sheet.key}"
    values = with_references(type(sheet), dump(sheet), lambda link: work.heirs_for(name, link))
    return sheet_from(sheet.kind, sheet.key, values)


def _referrers(work: _Work) -> list[Version]:
    """The living elements, outside this change, that point to a source that ends."""
    ending = [work.standing[key].element_id for key in work.ending]
    inside = [version.element_id for version in work.standing.values()]
    return list(
        Version.objects.filter(
            pk__in=Reference.objects.filter(target__in=ending).values("version"),
            valid_until__isnull=True,
            ended_as="",
        )
        .exclude(element__in=inside)
        .select_related("element")
        .select_for_update(of=("self",))
    )


def _repointed(work: _Work, version: Version) -> NewVersion:
    return NewVersion(version.element, _with_heirs(work, version.sheet))
