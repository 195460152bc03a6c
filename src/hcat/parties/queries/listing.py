# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a list of organisations needs beside its rows: the high-tech answer, names, branches."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Literal

from django.db.models import OuterRef, Prefetch, Q, Subquery
from django.utils.translation import gettext as _

from hcat.foundation.api import Refused, today
from hcat.parties import identifiers
from hcat.parties.high_tech import HighTech, HighTechRule, is_high_tech
from hcat.parties.models import HighTechDecision, Organisation, OrganisationFacts
from hcat.parties.models.organisations import FactsQuerySet

Answer = Literal["yes", "no", "unknown"]


def with_high_tech(
    rows: FactsQuerySet, rule: HighTechRule, *, answer: Answer | None = None, on: date | None = None
) -> FactsQuerySet:
    """The same rows with their decisions at hand for `high_tech_of`, and only those that count
    (`yes`), do not (`no`), or of which nobody can tell (`unknown`). One query more for a page."""
    if answer is not None:
        latest = HighTechDecision.objects.filter(
            organisation=OuterRef("organisation"), decided_on__lte=on or today()
        ).order_by("-decided_on", "-id")
        rows = rows.annotate(decision=Subquery(latest.values("answer")[:1]))
        by_rule = Q(decision__isnull=True) | Q(decision="rule")
        known = ~Q(sbi="")
        rows = rows.filter(
            {
                "yes": Q(decision="in") | (by_rule & known & rule.as_sql()),
                "no": Q(decision="out") | (by_rule & known & ~rule.as_sql()),
                "unknown": by_rule & ~known,
            }[answer]
        )
    recorded = HighTechDecision.objects.order_by("id")
    return rows.prefetch_related(
        Prefetch("organisation__high_tech_decisions", recorded, to_attr="decisions_recorded")
    )


def high_tech_of(row: OrganisationFacts, rule: HighTechRule, on: date | None = None) -> HighTech:
    """Whether a row of `with_high_tech` counts, and why. No query."""
    decisions: list[HighTechDecision] = row.organisation.decisions_recorded  # type: ignore[attr-defined]
    return is_high_tech(row, decisions, rule, on or today())


def names_of(organisation_ids: Iterable[int]) -> dict[int, str]:
    """The latest name of each, also of those that ended. One query."""
    rows = OrganisationFacts.objects.filter(organisation_id__in=set(organisation_ids))
    return dict(
        rows.order_by("organisation_id", "valid_from", "id").values_list("organisation_id", "name")
    )


def recorded_since(moment: datetime) -> dict[int, datetime]:
    """Of which organisations (by number) something was recorded since then, such as another name,
    and when at last. Cheap where nothing was: the last row says so."""
    rows = OrganisationFacts.objects.order_by("pk").values_list("organisation_id", "recorded_at")
    last = rows.last()
    if last is None or last[1] < moment:
        return {}
    return dict(rows.filter(recorded_at__gte=moment))


def kvk_numbers(names: Iterable[str], *, on: date | None = None) -> dict[str, str]:
    """By name the KvK number of the one organisation that is called so on a date, as `name_key`
    compares names. Left out: a name that nobody has, or several do, or one whose number is not
    known; and organisations of the demonstration. One query."""
    by_key: dict[str, list[str]] = {}
    for name in names:
        if key := identifiers.name_key(name):
            by_key.setdefault(key, []).append(name)
    rows = OrganisationFacts.objects.on(on or today()).filter(
        name_key__in=by_key, organisation__is_demo=False
    )
    found: dict[str, set[str]] = {}
    for key, kvk in rows.values_list("name_key", "kvk"):
        found.setdefault(key, set()).add(kvk)
    # Branches carry the number of the whole: the same number twice is one organisation.
    known = {key: next(iter(all_of)) for key, all_of in found.items() if len(all_of) == 1}
    return {name: kvk for key, kvk in known.items() if kvk for name in by_key[key]}


def branches_of(organisation: Organisation, *, on: date | None = None) -> FactsQuerySet:
    """The branches that stood on a date. One query."""
    return (
        OrganisationFacts.objects.on(on or today())
        .filter(part_of=organisation)
        .select_related("organisation")
    )


def find_organisation(text: str, *, on: date | None = None) -> Organisation:
    """The one organisation that someone means by a key, a KvK or BRIN number, or a full name.

    Refused where there is none, or more than one; then the sentence names those there are.
    """
    words = text.strip()
    by_key = Organisation.objects.filter(key=words).first()
    if by_key is not None:
        return by_key
    rows = OrganisationFacts.objects.on(on or today()).select_related("organisation")
    compact = words.replace(" ", "").upper()
    found = list(
        rows.filter(
            Q(name_key=identifiers.name_key(words))
            | (Q(kvk=compact, part_of__isnull=True) & ~Q(kvk=""))
            | (Q(brin=compact[:4], branch=compact[4:]) & ~Q(brin=""))
        )[:6]
    )
    if len(found) == 1:
        return found[0].organisation
    if not found:
        raise Refused(
            _("No organisation is known as “%(text)s”.") % {"text": words},
            mend=_("Give its KvK number, BRIN number or full name, or register it first."),
        )
    raise Refused(
        _("More than one organisation is known as “%(text)s”.") % {"text": words},
        why="; ".join(_described(row) for row in found),
        mend=_("Give the key or the number of the one you mean."),
    )


def _described(row: OrganisationFacts) -> str:
    details = ", ".join(part for part in (row.place, row.kvk or row.brin + row.branch) if part)
    return f"{row.name} ({details or '–'}): {row.organisation.key}"
