# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Is this row an organisation that we know already? Sure, perhaps, or no.

Sure: the same number (KvK, BRIN), or the same name in the same place without numbers that
contradict it. Perhaps: the same website, or nearly the same name in the same place. A *perhaps* is
never settled by the program: a person says which it is, in the column ``same as``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from hcat.parties import identifiers
from hcat.parties.facts import FactsDraft

NEARLY = 0.92
"""Jaro-Winkler similarity from which two names in one place are shown to a person."""
SHARED_WEBSITE = 3
"""A website of more organisations than this is a platform or a school board: it tells nothing."""


@dataclass(slots=True)
class Known:
    """An organisation of the register, or an earlier row of the same file."""

    draft: FactsDraft
    organisation_id: int | None = None
    key: str = ""
    row: int | None = None

    @property
    def shown(self) -> str:
        where = self.key or _("row %(row)d") % {"row": self.row}
        return f"{self.draft.name} ({where})"


@dataclass(frozen=True, slots=True)
class Likeness:
    """What was found: at most one sure match, or those it may be; with the reason."""

    sure: Known | None = None
    perhaps: tuple[Known, ...] = ()
    reason: str = ""


@dataclass(slots=True)
class Index:
    """Everything known, by what it can be recognised by."""

    by_key: dict[str, Known] = field(default_factory=dict)
    by_kvk: dict[str, Known] = field(default_factory=dict)
    by_brin: dict[tuple[str, str], Known] = field(default_factory=dict)
    by_name: dict[tuple[str, str], list[Known]] = field(default_factory=lambda: defaultdict(list))
    by_domain: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    blocks: dict[tuple[str, str], dict[str, list[Known]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )

    def add(self, known: Known) -> None:
        draft = known.draft
        if known.key:
            self.by_key[known.key] = known
        if draft.kvk and draft.part_of_id is None:
            self.by_kvk.setdefault(draft.kvk, known)
        if draft.brin:
            self.by_brin.setdefault((draft.brin, draft.branch), known)
        if draft.website:
            self.by_domain[identifiers.domain_of(draft.website)].append(known)
        name = identifiers.name_key(draft.name)
        for place in _places(draft):
            self.by_name[place, name].append(known)
            for block, form in _forms(name):
                self.blocks[place, block][form].append(known)

    def seen(self, known: Known, draft: FactsDraft, row: int) -> None:
        """A row of the file said this about an organisation; a later row may not contradict it."""
        known.draft, known.row = draft, row
        self.add(known)

    def look_up(self, draft: FactsDraft) -> Likeness:
        numbered = [
            (found, reason)
            for found, reason in (
                (self.by_kvk.get(draft.kvk), _("the same KvK number %(number)s")),
                (
                    self.by_brin.get((draft.brin, draft.branch)),
                    _("the same BRIN number %(number)s"),
                ),
            )
            if found is not None
        ]
        if len({id(found) for found, _reason in numbered}) > 1:
            return Likeness(
                None,
                tuple(found for found, _reason in numbered),
                _("its KvK number is that of one organisation, its BRIN number that of another"),
            )
        if numbered:
            found, reason = numbered[0]
            number = draft.kvk if "KvK" in reason else draft.brin + draft.branch
            return Likeness(found, reason=reason % {"number": number})
        return self._by_name(draft) or self._perhaps(draft)

    def _by_name(self, draft: FactsDraft) -> Likeness | None:
        name = identifiers.name_key(draft.name)
        same = _unique(
            known
            for place in _places(draft)
            for known in self.by_name.get((place, name), ())
            if not _contradict(known.draft, draft)
        )
        if len(same) == 1:
            return Likeness(same[0], reason=_("the same name in the same place"))
        if same:
            return Likeness(None, same, _("several have the same name in the same place"))
        return None

    def _perhaps(self, draft: FactsDraft) -> Likeness:
        domain = identifiers.domain_of(draft.website) if draft.website else ""
        sites = self.by_domain.get(domain, []) if domain else []
        if len(sites) <= SHARED_WEBSITE:
            here = _unique(known for known in sites if not _contradict(known.draft, draft))
            if here:
                return Likeness(None, here, _("the same website %(site)s") % {"site": domain})
        name = identifiers.name_key(draft.name)
        near: list[Known] = []
        for place in _places(draft):
            for block, form in _forms(name):
                standing = self.blocks.get((place, block))
                if not standing:
                    continue
                for other, _score, _index in process.extract(
                    form,
                    standing.keys(),
                    scorer=JaroWinkler.normalized_similarity,
                    score_cutoff=NEARLY,
                    limit=3,
                ):
                    near += [
                        known
                        for known in standing[other]
                        if not _contradict(known.draft, draft) and _same_digits(other, form)
                    ]
        found = _unique(near)
        if found:
            return Likeness(None, found, _("nearly the same name in the same place"))
        return Likeness()


def _forms(name: str) -> Iterable[tuple[str, str]]:
    """A name as it stands and with its words in order, each under its first three letters: only
    names that begin alike are compared, so that a hundred thousand rows stay a matter of seconds.
    """
    ordered = " ".join(sorted(name.split()))
    yield f"n{name[:3]}", name
    yield f"s{ordered[:3]}", ordered


def _places(draft: FactsDraft) -> list[str]:
    """Where it is, as far as known: municipality, place, first digits of the postcode."""
    return [
        f"{kind}:{value}"
        for kind, value in (
            ("m", draft.municipality),
            ("p", identifiers.plain(draft.place)),
            ("c", draft.postcode[:4]),
        )
        if value
    ] or ["nowhere"]


def _contradict(one: FactsDraft, other: FactsDraft) -> bool:
    """Both have a number of one kind, and it differs: two organisations."""
    if one.kvk and other.kvk and one.kvk != other.kvk:
        return True
    if one.brin and other.brin and (one.brin, one.branch) != (other.brin, other.branch):
        return True
    return not _same_digits(identifiers.name_key(one.name), identifiers.name_key(other.name))


def _same_digits(one: str, other: str) -> bool:
    """“School 1” and “School 2” differ by one sign and are two schools."""
    return re.findall(r"[0-9]+", one) == re.findall(r"[0-9]+", other)


def _unique(known: Iterable[Known]) -> tuple[Known, ...]:
    return tuple({id(one): one for one in known}.values())
