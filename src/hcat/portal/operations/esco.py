# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Taking in a package of ESCO: concepts, their names, and which skills occupations need."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, Refused, now, record
from hcat.parties.api import require
from hcat.portal.concepts.reading import Named, Needed, Sheet, sheets
from hcat.portal.models import Concept, ConceptName, NeededSkill, Vacancy

AT_ONCE = 500
T = TypeVar("T")


@dataclass(slots=True)
class Taken:
    """What a package changed; `files` read with their language, `others` passed over."""

    files: list[tuple[str, str]] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    concepts: int = 0
    names: int = 0
    """Written: new ones, and all of a concept of which one changed."""
    relations: int = 0
    skipped: int = 0
    """Rows that say nothing that can be used: groups, retired concepts, no name."""

    @property
    def is_changed(self) -> bool:
        return bool(self.concepts or self.names or self.relations)


@transaction.atomic
def import_esco(paths: Iterable[Path], *, by: Actor, language: str = "") -> Taken:
    """Read the files of a package, in any language; all of it or nothing.

    The same package a second time changes nothing; a newer edition replaces the names of its
    concepts in its language. Raises `Refused`, `NotAllowed`.
    """
    require(by, "portal.sources")
    known, others = sheets(paths, language)
    taken = Taken(others=others)
    for sheet in known:
        taken.files.append((sheet.file.name, sheet.language))
        try:
            _take(sheet, taken)
        except (OSError, EOFError, zlib.error, ValueError) as error:
            raise Refused(
                _("%(file)s breaks off or is damaged.") % {"file": sheet.file.name},
                why=str(error),
                mend=_("Fetch the package anew from the ESCO portal."),
            ) from None
    if taken.is_changed:
        # The index holds the names: it looks at all that is open once more.
        Vacancy.objects.filter(closed_at__isnull=True).update(changed_at=now())
        record(
            by=by,
            action="portal.esco_imported",
            subject="portal:esco",
            files=[name for name, _language in taken.files],
            concepts=taken.concepts,
            names=taken.names,
            relations=taken.relations,
        )
    return taken


def _take(sheet: Sheet, taken: Taken) -> None:
    # A pair that stands there twice, as needed and as useful, is needed.
    essential = {
        hash((one.occupation, one.skill))
        for one in (sheet.rows() if sheet.holds == "relations" else ())
        if isinstance(one, Needed) and one.is_essential
    }
    for part in _parts(sheet.rows()):
        said = [one for one in part if one is not None]
        taken.skipped += len(part) - len(said)
        named = {one.uri: one for one in said if isinstance(one, Named)}
        if named:
            _take_names(named, taken)
        if needed := {(o.occupation, o.skill): o for o in said if isinstance(o, Needed)}:
            _take_relations(
                [
                    replace(one, is_essential=hash((one.occupation, one.skill)) in essential)
                    for one in needed.values()
                ],
                taken,
            )


def _parts(rows: Iterator[T]) -> Iterator[list[T]]:
    part: list[T] = []
    for row in rows:
        part.append(row)
        if len(part) == AT_ONCE:
            yield part
            part = []
    if part:
        yield part


def _take_names(named: dict[str, Named], taken: Taken) -> None:
    concepts = _concepts({one.uri: str(one.kind) for one in named.values()}, taken)
    regrouped = _group(named, concepts)
    numbers = {concepts[uri].pk: one for uri, one in named.items()}
    stand: dict[tuple[int, str], dict[str, bool]] = {}
    rows = ConceptName.objects.filter(concept_id__in=numbers).values_list(
        "concept_id", "language", "text", "is_preferred"
    )
    for number, language, text, is_preferred in rows:
        stand.setdefault((number, language), {})[text] = is_preferred
    gone: list[int] = []
    new: list[ConceptName] = []
    for number, one in numbers.items():
        there = stand.get((number, one.language), {})
        wanted = _wanted(one, there)
        if wanted == there and number not in regrouped:
            continue
        if there:
            gone.extend(
                ConceptName.objects.filter(concept_id=number, language=one.language).values_list(
                    "pk", flat=True
                )
            )
        new.extend(
            ConceptName(concept_id=number, language=one.language, text=text, is_preferred=is_first)
            for text, is_first in wanted.items()
        )
    for first in range(0, len(gone), AT_ONCE):
        ConceptName.objects.filter(pk__in=gone[first : first + AT_ONCE]).delete()
    ConceptName.objects.bulk_create(new, batch_size=AT_ONCE)
    taken.names += len(new)


def _wanted(one: Named, there: dict[str, bool]) -> dict[str, bool]:
    """A list of labels alone adds; a package's own file says all names there are."""
    if one.is_whole:
        return {text: place == 0 for place, text in enumerate(one.names)}
    has_first = any(there.values())
    added = {text: not has_first for text in one.names if text not in there}
    return {**there, **added}


def _concepts(kinds: dict[str, str], taken: Taken) -> dict[str, Concept]:
    found = {one.uri: one for one in Concept.objects.filter(uri__in=kinds)}
    new = [Concept(uri=uri, kind=kind) for uri, kind in kinds.items() if uri not in found]
    if new:
        Concept.objects.bulk_create(new, batch_size=AT_ONCE)
        taken.concepts += len(new)
        found = {one.uri: one for one in Concept.objects.filter(uri__in=kinds)}
    return found


def _group(named: dict[str, Named], concepts: dict[str, Concept]) -> set[int]:
    """Keep the unit group that the newest package says. Returns those of which it became another
    one: their names are written anew, by which whoever looks names up notices."""
    changed, regrouped = [], set()
    for uri, one in named.items():
        concept = concepts[uri]
        if not one.isco or (one.modified or "0") < (concept.modified or "0"):
            continue
        if (concept.isco, concept.modified) != (one.isco, one.modified):
            if concept.isco and concept.isco != one.isco:
                regrouped.add(concept.pk)
            concept.isco, concept.modified = one.isco, one.modified
            changed.append(concept)
    Concept.objects.bulk_update(changed, ["isco", "modified"], batch_size=AT_ONCE)
    return regrouped


def _take_relations(needed: list[Needed], taken: Taken) -> None:
    kinds = {one.occupation: str(Concept.Kind.OCCUPATION) for one in needed}
    kinds |= {one.skill: str(Concept.Kind.SKILL) for one in needed}
    concepts = _concepts(kinds, taken)
    pairs = {(concepts[o.occupation].pk, concepts[o.skill].pk): o.is_essential for o in needed}
    rows = NeededSkill.objects.filter(
        occupation_id__in={one for one, _skill in pairs}, skill_id__in={one for _o, one in pairs}
    )
    stand = {(one.occupation_id, one.skill_id): one for one in rows}
    other = [
        row for pair, row in stand.items() if pair in pairs and row.is_essential != pairs[pair]
    ]
    for row in other:
        row.is_essential = pairs[row.occupation_id, row.skill_id]
    NeededSkill.objects.bulk_update(other, ["is_essential"], batch_size=AT_ONCE)
    new = [
        NeededSkill(occupation_id=occupation, skill_id=skill, is_essential=is_essential)
        for (occupation, skill), is_essential in pairs.items()
        if (occupation, skill) not in stand
    ]
    NeededSkill.objects.bulk_create(new, batch_size=AT_ONCE)
    taken.relations += len(new) + len(other)
