# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Drawing who is asked, and giving each a key and an invitation."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from itertools import islice

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, Refused, now, record
from hcat.parties.api import people, people_who_agreed, require
from hcat.surveys.frames import EVERYBODY, UNKNOWN
from hcat.surveys.joining import Lineage, lineage, new_code
from hcat.surveys.models import (
    FrameUnit,
    Invitation,
    Key,
    NamedContact,
    Outcome,
    Population,
    Wave,
)
from hcat.surveys.models.fieldwork import OBJECTION
from hcat.surveys.sampling import LEAST, Candidate, Joined, allocate, draw, join_small
from hcat.surveys.sectors import section_of

from .rules import State, locked_wave, subject_of, take_back_draw

BATCH = 1000
CHUNK = 500
"""Numbers in one condition, of which SQLite takes no more than a thousand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawPlan:
    """How is drawn. Without sizes and total everybody is asked (a census)."""

    total: int | None = None
    """To be shared out over the strata, in proportion or by `spreads`."""
    sizes: Mapping[str, int] | None = None
    """Of each stratum, in place of a total."""
    all_of: Sequence[str] = ()
    """Size classes, or groups, of which everybody is asked, such as ``250+``."""
    spreads: Mapping[str, float] | None = None
    """Standard deviation per size class or group of what is asked, known of an earlier wave."""
    by_section: bool = False
    """Strata are size classes within sections of economic activity."""
    seed: int | None = None
    """None: of the last wave that was drawn, so that who was asked then is kept; or a new one."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What came of a draw."""

    sizes: Mapping[str, int]
    joined: tuple[str, ...]
    """Strata that were too small to stand alone."""
    without_address: int
    kept: int
    """How many had a key in an earlier wave."""


@transaction.atomic
def draw_sample(*, by: Actor, wave_id: int, plan: DrawPlan) -> Drawn:
    """Draws anew, each time: the earlier draw of this wave is taken away with its keys. Contacts
    that were named or brought for it stay with their organisations, drawn this time or not.

    The same seed and frame give the same draw. Refused without a frame, for sizes that do not fit,
    and for a stratum of which one is drawn while there are more: nothing can be said of its spread.
    """
    require(by, "surveys.run")
    wave = locked_wave(wave_id, State.DRAFT)
    known = lineage(wave)
    by_section = plan.by_section and wave.survey.population == Population.COMPANIES
    rows, joined = _candidates(wave, known, by_section=by_section)
    if not rows:
        raise Refused(_("This wave has no frame yet."), mend=_("Take the frame, or bring a list."))
    counts = Counter(one.stratum for one in rows)
    sizes = _sizes(counts, plan)
    seed = plan.seed if plan.seed is not None else _seed_of(wave)
    chances = draw(rows, sizes, seed=seed)
    known.contacts.update(_contacts_of(wave))
    take_back_draw(wave)
    FrameUnit.objects.filter(wave=wave).update(is_drawn=False, chance=None)
    _mark(rows, chances, by_section=by_section)
    without, kept = _invite_drawn(wave, known)
    census = plan.total is None and plan.sizes is None
    wave.draw = {
        "kind": "census" if census else "stratified",
        "sizes": dict(sizes),
        "all_of": list(plan.all_of),
        "seed": seed,
        "by_section": by_section,
        "joined": list(joined.small),
    }
    wave.drawn_at = now()
    wave.save(update_fields=["draw", "drawn_at"])
    record(
        by=by, action="surveys.draw_sample", subject=subject_of(wave), kind=wave.draw["kind"],
        drawn=len(chances), frame=len(rows), seed=seed,
    )  # fmt: skip
    return Drawn(sizes, joined.small, without, kept)


def _candidates(wave: Wave, known: Lineage, *, by_section: bool) -> tuple[list[Candidate], Joined]:
    found = FrameUnit.objects.filter(wave=wave).order_by("pk").values_list(
        "pk", "organisation_id", "person_id", "ticket", "size_class", "sector", "stratum"
    )  # fmt: skip
    from_register = wave.survey.population != Population.PEOPLE
    schools = wave.survey.population == Population.SCHOOLS
    rows: list[Candidate] = []
    for pk, organisation, person, ticket, size, sector, stratum in found.iterator():
        identity = known.identity(organisation, person, pk)
        if ticket:
            identity = f"{identity} ticket {ticket}"
        if from_register:  # an earlier draw may have joined strata: from the facts again
            stratum = size or (EVERYBODY if schools else UNKNOWN)
            if by_section:
                stratum = f"{stratum}/{section_of(sector) or UNKNOWN}"
        rows.append(Candidate(pk, identity, stratum))
    counts = Counter(one.stratum for one in rows)
    joined = join_small(counts) if by_section else Joined({name: name for name in counts}, ())
    if joined.small:
        rows = [Candidate(o.unit_id, o.identity, joined.becomes[o.stratum]) for o in rows]
    return rows, joined


def _sizes(counts: Mapping[str, int], plan: DrawPlan) -> dict[str, int]:
    if plan.sizes is not None:
        sizes = {name: plan.sizes.get(name, 0) for name in counts}
        for name in counts:
            if _group(name) in plan.all_of or name in plan.all_of:
                sizes[name] = counts[name]
        _refuse_sizes(counts, sizes, plan.sizes)
        return sizes
    if plan.total is None:
        return dict(counts)
    spreads = {name: (plan.spreads or {}).get(_group(name), 1.0) for name in counts}
    everybody = _everybody(counts, plan.all_of)
    try:
        return allocate(counts, plan.total, all_of=everybody, spreads=spreads)
    except ValueError as error:
        least = sum(n if name in everybody else min(n, LEAST) for name, n in counts.items())
        raise Refused(
            _("%(total)d cannot be drawn.") % {"total": plan.total},
            why=_("There are %(most)d; with two of each group, and all of those that are asked "
                  "in full, it takes %(least)d.") % {"most": sum(counts.values()), "least": least},
            mend=_("Choose a number from %(least)d to %(most)d.")
            % {"least": least, "most": sum(counts.values())},
        ) from error  # fmt: skip


def _refuse_sizes(
    counts: Mapping[str, int], sizes: Mapping[str, int], given: Mapping[str, int]
) -> None:
    strange = sorted(set(given) - set(counts))
    if strange:
        raise Refused(
            _("There is no group %(names)s.") % {"names": ", ".join(strange)},
            mend=_("Use one of: %(names)s.") % {"names": ", ".join(sorted(counts))},
        )
    for name, size in sizes.items():
        if not 0 <= size <= counts[name]:
            raise Refused(
                _("%(size)d of %(name)s cannot be drawn.") % {"size": size, "name": name},
                why=_("There are %(number)d.") % {"number": counts[name]},
                mend=_("Choose a number from 2 to %(number)d.") % {"number": counts[name]},
            )
        if size < LEAST <= counts[name]:
            raise Refused(
                _("Of %(name)s at least two are drawn.") % {"name": name},
                why=_("With fewer, nobody can say how far their answers lie apart, and the figures "
                      "would leave them out."),
                mend=_("Draw two of them or more."),
            )  # fmt: skip
    if not any(sizes.values()):
        raise Refused(_("Nobody is drawn."), mend=_("Choose a number of each group."))


def _everybody(counts: Mapping[str, int], all_of: Collection[str]) -> list[str]:
    return [name for name in counts if name in all_of or _group(name) in all_of]


def _group(stratum: str) -> str:
    """The size class of a stratum; the stratum itself where it is none of ``size/section``."""
    return stratum.split("/")[0]


def _seed_of(wave: Wave) -> int:
    """Of the last wave of the survey that was drawn; otherwise a new one."""
    last = (
        Wave.objects.filter(survey_id=wave.survey_id, drawn_at__isnull=False)
        .exclude(pk=wave.pk)
        .order_by("-reference_day", "-pk")
        .first()
    )
    found = (wave.draw or {}).get("seed") if last is None else last.draw.get("seed")
    return int(found) if found is not None else secrets.randbelow(2**31)


def _mark(rows: Sequence[Candidate], chances: Mapping[int, float], *, by_section: bool) -> None:
    """Which were drawn with which chance; one statement for each 500 of a stratum."""
    by_stratum: dict[str, list[int]] = {}
    for one in rows:
        by_stratum.setdefault(one.stratum, []).append(one.unit_id)
    for stratum, members in by_stratum.items():
        drawn = [pk for pk in members if pk in chances]
        for at in range(0, len(drawn), CHUNK):
            FrameUnit.objects.filter(pk__in=drawn[at : at + CHUNK]).update(
                is_drawn=True, chance=chances[drawn[0]], stratum=stratum
            )
        others = [pk for pk in members if pk not in chances]
        for at in range(0, len(others), CHUNK):
            FrameUnit.objects.filter(pk__in=others[at : at + CHUNK]).exclude(
                stratum=stratum
            ).update(stratum=stratum)


def _contacts_of(wave: Wave) -> dict[int, int]:
    """Organisation to the person who was named for it in this wave."""
    named = NamedContact.objects.filter(
        wave=wave, person__isnull=False, person__erased_at__isnull=True
    ).exclude(person__mail="")  # fmt: skip
    return {
        organisation: person
        for organisation, person in named.values_list("organisation_id", "person_id")
        if person is not None
    }


def _invite_drawn(wave: Wave, known: Lineage) -> tuple[int, int]:
    """Keys and invitations of all drawn units. Returns how many have no address, and how many had
    a key before."""
    objects = set(people_who_agreed(OBJECTION).values_list("pk", flat=True))
    of_organisation = _people_of_organisations(wave)
    earlier = set(known.panels.values())
    without = kept = 0
    units = FrameUnit.objects.filter(wave=wave, is_drawn=True).order_by("pk").values_list(
        "pk", "organisation_id", "person_id", "ticket", "agreed_on"
    )  # fmt: skip
    rows = iter(list(units))
    while batch := list(islice(rows, BATCH)):
        keys, invitations = [], []
        for pk, organisation, person, ticket, agreed in batch:
            panel = known.panel(organisation, person, ticket)
            kept += panel in earlier
            keys.append(Key(unit_id=pk, code=new_code(), panel=panel))
            invitation = Invitation(unit_id=pk, wave=wave, person_id=person)
            if organisation is not None and not ticket:
                invitation.person_id = known.contact(organisation) or next(
                    (of_organisation[o] for o in known.line(organisation) if o in of_organisation),
                    None,
                )
            if invitation.person_id in objects:
                invitation.outcome, invitation.outcome_at = Outcome.REFUSED, now()
                invitation.note = OBJECTION
            elif invitation.person_id is None and not ticket:
                invitation.outcome = Outcome.NO_ADDRESS
                without += 1
            if agreed is not None:
                invitation.parent_agreed_at = _moment(agreed)
            invitations.append(invitation)
        Key.objects.bulk_create(keys)
        Invitation.objects.bulk_create(invitations)
    return without, kept


def _people_of_organisations(wave: Wave) -> dict[int, int]:
    """Per organisation the person of it who was added first and can be written to."""
    if wave.survey.population == Population.PEOPLE:
        return {}
    rows = (
        people()
        .filter(organisation__isnull=False, is_demo=wave.is_demo)
        .exclude(mail="")
        .order_by("-pk")
        .values_list("organisation_id", "pk")
    )
    return {int(organisation): pk for organisation, pk in rows if organisation is not None}


def _moment(day: object) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))  # type: ignore[arg-type]
