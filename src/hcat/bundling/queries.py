# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading what was found, graded, proposed and called for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from hcat.agenda.api import item, items
from hcat.foundation.api import NotFound, now

from .explaining import words_shown
from .finding import LIKELY, fingerprint, standing_judgements
from .models import Call, CallState, Grade, Judgement, Pair, Proposal, ProposalState, Run

TOGETHER = (Grade.SAME, Grade.OVERLAPPING)
APART = (Grade.COMPLEMENTARY, Grade.DIFFERENT)
FIRST = 20
"""Pairs that are worth a look in a register in which none is likely: the best that there are."""

HANDFUL = 5
"""Pairs that one person is asked about in seven days."""


@dataclass(frozen=True, slots=True)
class Group:
    """Initiatives that hold together, by what was found and graded."""

    members: tuple[str, ...]
    chance: float
    """The mean over the pairs in it; a graded pair counts as graded."""
    judged: int

    @property
    def code(self) -> str:
        return ",".join(self.members)


def last_run() -> Run | None:
    return Run.objects.first()


def is_behind(run: Run | None) -> bool:
    """Whether the register reads otherwise than when it was last gone through, or there are other
    judgements to learn from."""
    return run is None or run.fingerprint != fingerprint(
        sorted(items("initiative"), key=lambda one: one.key), standing_judgements()
    )


def pairs(among: Collection[str] | None = None) -> QuerySet[Pair]:
    """The pairs of the last run whose initiatives still live, the likeliest first; `among`: those
    of which both are one of these."""
    alive = [one.key for one in items("initiative") if among is None or one.key in among]
    return Pair.objects.filter(left__in=alive, right__in=alive)


def pairs_to_judge(among: Collection[str] | None = None) -> QuerySet[Pair]:
    """Those that nobody graded as the sheets read now, the likeliest first."""
    reads = {one.key: one.version_id for one in items("initiative")}
    holding = [
        pk
        for pk, left, right, sheets in judgements().values_list("pk", "left", "right", "sheets")
        if sheets == f"{reads.get(left)}/{reads.get(right)}"
    ]
    graded = Judgement.objects.filter(
        left=OuterRef("left"), right=OuterRef("right"), pk__in=holding
    )
    return pairs(among).filter(~Exists(graded))


def worth_judging(among: Collection[str] | None = None) -> int:
    """How many ungraded pairs ask for a person now: of the likely ones, or else of the best twenty,
    a handful in seven days. Nobody grades a hundred at once, and a few teach as much."""
    found = pairs_to_judge(among).aggregate(
        likely=Count("pk", filter=Q(chance__gte=LIKELY)), every=Count("pk")
    )
    graded = judgements().aggregate(
        every=Count("pk"),
        lately=Count("pk", filter=Q(judged_at__gt=now() - timedelta(days=7), is_demo=False)),
    )
    worth = max(int(found["likely"]), min(FIRST - int(graded["every"]), int(found["every"])))
    return max(min(worth, HANDFUL - int(graded["lately"])), 0)


def pair_of(number: int) -> Pair:
    found = pairs().filter(pk=number).first()
    if found is None:
        raise NotFound(
            _("This pair is not there any more."),
            why=_("The register was gone through again since."),
            mend=_("Choose one from the list."),
        )
    return found


def judgement_on(left: str, right: str) -> Judgement | None:
    return Judgement.objects.filter(left=left, right=right, superseded_by__isnull=True).first()


def has_changed(judgement: Judgement) -> bool:
    """Whether one of its sheets reads otherwise than when it was given."""
    both = (item("initiative", key) for key in (judgement.left, judgement.right))
    return judgement.sheets != "/".join(str(one.version_id) for one in both)


def judgements(among: Collection[str] | None = None) -> QuerySet[Judgement]:
    """The standing ones, the last first; `among`: those of which both are one of these."""
    found = Judgement.objects.filter(superseded_by__isnull=True)
    return found if among is None else found.filter(left__in=among, right__in=among)


def found_groups(*, least: float = LIKELY) -> list[Group]:
    """Groups of initiatives that overlap: graded pairs count as graded, the others as found."""
    from hcat.numerics.api import groups

    graded = _graded([one.key for one in items("initiative")])
    chance = _chances(pairs().filter(chance__gte=0.1), graded)
    keys = sorted({key for pair in chance for key in pair})
    number = {key: at for at, key in enumerate(keys)}
    ordered = sorted(chance)
    found = groups(
        [number[one] for one, _other in ordered],
        [number[other] for _one, other in ordered],
        [chance[pair] for pair in ordered],
        least=least,
    )
    return [_group([keys[at] for at in some], chance, graded) for some in found]


def alike(keys: Collection[str]) -> dict[tuple[str, str], float]:
    """Of each two of these that may overlap, how likely that is; what was graded counts so."""
    return _chances(pairs(keys), _graded(keys))


def _graded(among: Collection[str]) -> dict[tuple[str, str], str]:
    return {(one.left, one.right): one.grade for one in judgements(among)}


def _chances(
    found: QuerySet[Pair], graded: Mapping[tuple[str, str], str]
) -> dict[tuple[str, str], float]:
    chance = {(left, right): v for left, right, v in found.values_list("left", "right", "chance")}
    chance |= {pair: 1.0 for pair, grade in graded.items() if grade in TOGETHER}
    return {pair: v for pair, v in chance.items() if graded.get(pair) not in APART}


def _group(members: list[str], chance: dict[Any, float], graded: dict[Any, str]) -> Group:
    inside = [
        (one, other)
        for at, one in enumerate(sorted(members))
        for other in sorted(members)[at + 1 :]
    ]
    mean = sum(chance.get(pair, 0.0) for pair in inside) / len(inside)
    return Group(tuple(sorted(members)), mean, sum(pair in graded for pair in inside))


def shared_by(found: Sequence[Group]) -> list[list[str]]:
    """Of each group the words that most of its pairs have in common, as they are written. One
    query, however many groups: an initiative stands in one of them at most."""
    of = {key: at for at, one in enumerate(found) for key in one.members}
    counted: list[Counter[str]] = [Counter() for _one in found]
    both = Pair.objects.filter(left__in=of, right__in=of)
    for left, right, facts in both.values_list("left", "right", "shared"):
        if of[left] == of[right]:
            counted[of[left]].update(words_shown(facts.get("words", [])))
    return [sorted(some, key=lambda word: (-some[word], word))[:5] for some in counted]


def proposals(*, state: str | None = None) -> QuerySet[Proposal]:
    found = Proposal.objects.all()
    return found if state is None else found.filter(state=state)


def waiting_proposals() -> QuerySet[Proposal]:
    return proposals(state=ProposalState.DRAFT)


def proposal_numbered(number: int) -> Proposal:
    found = Proposal.objects.prefetch_related("comments__person").filter(pk=number).first()
    if found is None:
        raise NotFound(_("There is no such proposal."), mend=_("Choose one from the list."))
    return found


def calls(*, public: bool = False) -> QuerySet[Call]:
    """All calls, the one that closes last first; `public` leaves out drafts."""
    found = Call.objects.all()
    return found.exclude(state=CallState.DRAFT) if public else found


def call_called(key: str, *, public: bool = False) -> Call:
    found = calls(public=public).filter(key=key).first()
    if found is None:
        raise NotFound(_("There is no such call."), mend=_("Choose one from the list."))
    return found
