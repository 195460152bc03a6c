# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A snapshot made again: figure by figure and verdict by verdict, whether it comes out."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from hcat.agenda.api import VersionEntry, history, items
from hcat.evidence.measuring.reproducing import Reproduction, reproduce_all
from hcat.evidence.queries import standing
from hcat.evidence.verdicts.standing import ResultStanding, TargetStanding
from hcat.evidence.words import snapshots as words
from hcat.foundation.api import NotFound, release
from hcat.numerics.api import Verdict

from .models import Snapshot

TOLERANCE = 1e-6
"""Of a probability: another processor may sum in another order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictAgain:
    """One verdict of a snapshot, worked out again."""

    result: str
    target: str
    """Key of the target; empty for the result as a whole."""
    stored: Verdict
    again: Verdict | None
    """None where the result or the target is no longer found."""
    comes_out: bool
    why: str
    """In the reader's language; also what changed since, where it does come out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotReproduction:
    """A snapshot made again."""

    snapshot: int
    is_as_taken: bool
    """Whether its content still fits its fingerprint."""
    figures: tuple[Reproduction, ...]
    verdicts: tuple[VerdictAgain, ...]

    @property
    def comes_out(self) -> bool:
        """Whether all of it comes out, or rests on what a known rule erased."""
        return (
            self.is_as_taken
            and all(one.outcome.is_explained for one in self.figures)
            and all(one.comes_out for one in self.verdicts)
        )


def reproduce_snapshot(snapshot: int) -> SnapshotReproduction:
    """Make every figure and every verdict of a snapshot again. NotFound for an unknown id.

    Verdicts are worked out from what was known when it was taken, by the software of now. Of one
    that comes out it is also said when the agenda was changed later with effect from before, and
    how it would read with that.
    """
    taken = Snapshot.objects.filter(pk=snapshot).first()
    if taken is None:
        raise NotFound(
            _("There is no snapshot with the number %(number)s.") % {"number": snapshot},
            mend=_("Choose one that was taken."),
        )
    then = {one.key: one for one in standing(as_of=taken.as_of, known_on=taken.known_on)}
    now = {one.key: one for one in standing(as_of=taken.as_of)}
    versions = {one.key: one.version_id for one in items("result", as_of=taken.as_of, ended=True)}
    verdicts: list[VerdictAgain] = []
    for stored in taken.content["results"]:
        key = stored["key"]
        later = [] if versions.get(key) == stored["version"] else _changed_later(taken, key)
        verdicts += _verdicts(taken, stored, then.get(key), now.get(key), later)
    return SnapshotReproduction(
        snapshot=snapshot,
        is_as_taken=taken.is_as_taken,
        figures=tuple(reproduce_all(int(number) for number in taken.content["figures"])),
        verdicts=tuple(verdicts),
    )


def _changed_later(taken: Snapshot, key: str) -> list[VersionEntry]:
    """Changes of a result that were recorded after the snapshot with effect from before it."""
    return [
        entry
        for entry in reversed(history("result", key))
        if entry.recorded_at > taken.known_on and entry.effective_on <= taken.as_of
    ]


def _verdicts(
    taken: Snapshot,
    stored: dict[str, Any],
    then: ResultStanding | None,
    now: ResultStanding | None,
    later: list[VersionEntry],
) -> list[VerdictAgain]:
    probability = then.leading.judgement.probability if then else None
    found = [_verdict(taken, stored, "", stored, then, probability, now, later)]
    of_then = {one.target.key: one for one in then.targets} if then else {}
    of_now = {one.target.key: one for one in now.targets} if now else {}
    for target in stored["targets"]:
        key = target["key"]
        again = of_then.get(key)
        probability = again.judgement.probability if again else None
        found.append(
            _verdict(taken, stored, key, target, again, probability, of_now.get(key), later)
        )
    return found


def _verdict(
    taken: Snapshot,
    result: dict[str, Any],
    target: str,
    stored: dict[str, Any],
    again: ResultStanding | TargetStanding | None,
    probability: float | None,
    now: ResultStanding | TargetStanding | None,
    later: list[VersionEntry],
) -> VerdictAgain:
    verdict = Verdict(stored["verdict"])
    comes_out = (
        again is not None
        and again.verdict is verdict
        and _close(probability, stored["probability"])
        and (not isinstance(again, TargetStanding) or _same_reason(again, stored))
    )
    if comes_out:
        why = [words.comes_out()]
    else:
        why = [words.no_longer(verdict, again.verdict if again else None)]
        if again is not None and again.item.version_id != result["version"]:
            why.append(words.other_sheet())
        if taken.release != release():
            why.append(words.other_release(taken.release, release()))
        if len(why) == 1:
            why.append(words.same_software())
    why += [words.agenda_changed(entry) for entry in later]
    read = now.verdict if now else None
    if read is not verdict:
        why.append(words.reads_now(read))
    return VerdictAgain(
        result=result["key"],
        target=target,
        stored=verdict,
        again=again.verdict if again else None,
        comes_out=comes_out,
        why=" ".join(why),
    )


def _same_reason(again: TargetStanding, stored: dict[str, Any]) -> bool:
    figures = [one.id for one in again.figures], [one.id for one in again.proxies]
    return (
        again.judgement.reason.value == stored["reason"]
        and figures == (stored["figures"], stored["proxies"])
    )  # fmt: skip


def _close(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, abs_tol=TOLERANCE)
