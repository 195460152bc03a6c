# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What changed between two snapshots: verdicts turned, figures, targets, results."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from hcat.agenda.api import VersionEntry, history
from hcat.evidence.words import snapshots as words
from hcat.foundation.api import Refused, Translated
from hcat.numerics.api import Estimate, Verdict

from .models import Snapshot


class FigureStep(StrEnum):
    """What became of a figure between two snapshots."""

    NEW = "new"
    """Nothing was known of that part and period before."""

    CORRECTED = "corrected"
    """Another figure took its place."""

    WITHDRAWN = "withdrawn"
    """It was known, and is missing now."""

    LEFT_OUT = "left_out"
    """It still stands, but no target looks at it any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictTurned:
    """A result whose verdict reads otherwise."""

    result: str
    title: Translated
    before: Verdict
    after: Verdict
    why: str
    """What lies between, in the reader's language; then the new verdict's own sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChanged:
    """A figure that is new, corrected, withdrawn or left out."""

    step: FigureStep
    results: tuple[str, ...]
    """Keys of the results that look at it: directly, as one that comes near, or as a part."""
    part_of: tuple[str, ...]
    """Those of these results of which it speaks of a part only, so that no verdict rests on it."""
    measure: str
    title: Translated
    group: str
    before: Estimate | None
    """As it was stored for the old snapshot; None where it is new."""
    after: Estimate | None
    """As it was stored for the new one; None where it is left out."""
    observation: int
    """Id of the new figure, or of the old one where that is left out."""
    note: str
    """Why it was corrected, as it was typed."""
    sentence: str
    """In one line, in the reader's language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetRevised:
    """A promise that reads otherwise, is new, or is gone."""

    result: str
    target: str
    title: Translated
    before: dict[str, Any] | None
    """The target of the old sheet, as JSON values; None where it is new."""
    after: dict[str, Any] | None
    """None where it is gone."""
    effective_on: date | None
    reason: str
    """As the agenda's history gives it; empty where the history does not tell."""
    decision: str
    """Day and title of the decision behind it; empty where there was none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultChanged:
    """A result that began or ended."""

    result: str
    title: Translated
    effective_on: date | None
    reason: str
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Everything that changed from one snapshot to a later one; all empty where nothing did."""

    old: int
    new: int
    verdicts: tuple[VerdictTurned, ...]
    figures: tuple[FigureChanged, ...]
    targets: tuple[TargetRevised, ...]
    begun: tuple[ResultChanged, ...]
    ended: tuple[ResultChanged, ...]

    @property
    def is_empty(self) -> bool:
        found = (self.verdicts, self.figures, self.targets, self.begun, self.ended)
        return not any(found)


def difference(old: Snapshot, new: Snapshot) -> Changes:
    """What changed from `old` to `new`, from their contents and the agenda's history.

    Refused where `new` speaks of an earlier day, or of what was known earlier.
    """
    if (new.as_of, new.known_on) < (old.as_of, old.known_on):
        raise Refused(
            _("The second snapshot speaks of an earlier day than the first."),
            why=_("A difference is told forward in time."),
            mend=_("Exchange the two."),
        )
    before = {one["key"]: one for one in old.content["results"]}
    after = {one["key"]: one for one in new.content["results"]}
    figures = _figures(old.content, new.content)
    targets = [
        revised
        for key, result in after.items()
        if key in before
        for revised in _targets(before[key], result)
    ]
    return Changes(
        old=old.pk,
        new=new.pk,
        verdicts=tuple(
            _turned(before[key], result, old, new, figures, targets)
            for key, result in after.items()
            if key in before and before[key]["verdict"] != result["verdict"]
        ),
        figures=tuple(figures),
        targets=tuple(targets),
        begun=tuple(_begun(one) for key, one in after.items() if key not in before),
        ended=tuple(_ended(one) for key, one in before.items() if key not in after),
    )


# Figures

_Slot = tuple[str, ...]


def _slot(figure: dict[str, Any]) -> _Slot:
    """What two figures share that take each other's place."""
    period = figure["estimate"]["period"]
    names = ("measure", "group", "result", "target", "condition")
    return (*(figure[name] for name in names), period["start"], period["end"])


def _whose(slot: _Slot) -> _Slot:
    """What the figures of all periods share."""
    return slot[:-2]


def _tells(figure: dict[str, Any]) -> bool:
    return not Estimate.from_dict(figure["estimate"]).is_missing


def _figures(old: dict[str, Any], new: dict[str, Any]) -> list[FigureChanged]:
    before = {_slot(figure): (number, figure) for number, figure in old["figures"].items()}
    after = {_slot(figure): (number, figure) for number, figure in new["figures"].items()}
    used = _Uses.of(old), _Uses.of(new)
    told = {_whose(slot) for slot, (_number, figure) in before.items() if _tells(figure)}
    found = []
    for slot in sorted({**before, **after}):
        was, is_now = before.get(slot), after.get(slot)
        if was and is_now and was[0] == is_now[0]:
            continue
        if not was and is_now and not _tells(is_now[1]) and _whose(slot) not in told:
            continue  # Nothing was known of it, and nothing is.
        found.append(_figure(was and was[1], is_now and is_now[1], was, is_now, used))
    return found


def _figure(
    old: dict[str, Any] | None,
    new: dict[str, Any] | None,
    was: tuple[str, dict[str, Any]] | None,
    is_now: tuple[str, dict[str, Any]] | None,
    used: tuple[_Uses, _Uses],
) -> FigureChanged:
    before = Estimate.from_dict(old["estimate"]) if old else None
    after = Estimate.from_dict(new["estimate"]) if new else None
    step = _step(before, after)
    number, shown = is_now or was or ("0", {})
    uses = used[1] if is_now else used[0]
    results = uses.all.get(number, ())
    title = Translated(shown["title"])
    return FigureChanged(
        step=step,
        results=tuple(results),
        part_of=tuple(key for key in results if key not in uses.deciding.get(number, ())),
        measure=shown["measure"],
        title=title,
        group=shown["group"],
        before=before,
        after=after,
        observation=int(number),
        note=shown["note"] if step is FigureStep.CORRECTED else "",
        sentence=words.figure_step(step.value, title, part_words(shown), before, after),
    )


def part_words(figure: dict[str, Any]) -> str:
    """What the part is called that a stored figure speaks of, in the reader's language."""
    return str(Translated(figure["part"])) if figure.get("part") else str(figure["group"])


def _step(before: Estimate | None, after: Estimate | None) -> FigureStep:
    if after is None:
        return FigureStep.LEFT_OUT
    if before is None:
        return FigureStep.NEW
    gone = after.is_missing and not before.is_missing
    return FigureStep.WITHDRAWN if gone else FigureStep.CORRECTED


@dataclass(frozen=True, slots=True)
class _Uses:
    """By number of the figure the keys of results, in order."""

    all: dict[str, dict[str, None]]
    """That look at it."""
    deciding: dict[str, dict[str, None]]
    """That look at it as more than a figure about a part."""

    @classmethod
    def of(cls, content: dict[str, Any]) -> _Uses:
        found = cls(defaultdict(dict), defaultdict(dict))
        for result in content["results"]:
            key = result["key"]
            for target in result["targets"]:
                joined = [number for one in target["conditions"] for number in one["figures"]]
                for number in (*target["figures"], *target["proxies"], *joined):
                    found.deciding[str(number)][key] = found.all[str(number)][key] = None
                for number in target["parts"]:
                    found.all[str(number)][key] = None
        return found


# Targets and results


def _targets(old: dict[str, Any], new: dict[str, Any]) -> list[TargetRevised]:
    before = {one["key"]: one["promise"] for one in old["targets"]}
    after = {one["key"]: one["promise"] for one in new["targets"]}
    changed = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    if not changed:
        return []
    between = _between(old["key"], old["version"], new["version"])
    found = []
    for key in changed:
        entry = _that_changed(between, key, after.get(key))
        found.append(
            TargetRevised(
                result=new["key"],
                target=key,
                title=Translated((after.get(key) or before[key])["title"]),
                before=before.get(key),
                after=after.get(key),
                effective_on=entry.effective_on if entry else None,
                reason=entry.reason if entry else "",
                decision=words.decision(entry),
            )
        )
    return found


def _between(key: str, old: int, new: int) -> list[VersionEntry]:
    """The steps of a result after one version, up to another; oldest first."""
    entries = list(reversed(history("result", key)))
    ids = [entry.item.version_id for entry in entries]
    if old not in ids or new not in ids:
        return []
    return entries[ids.index(old) + 1 : ids.index(new) + 1]


def _that_changed(
    between: list[VersionEntry], key: str, wanted: dict[str, Any] | None
) -> VersionEntry | None:
    """The last step in which the target came to read as it does now."""
    found = None
    reads: dict[str, Any] | None = {}
    for entry in between:
        targets = {one.key: one.model_dump(mode="json") for one in entry.item.sheet.targets}
        now = targets.get(key)
        if now == wanted and reads != wanted:
            found = entry
        reads = now
    return found


def _begun(result: dict[str, Any]) -> ResultChanged:
    entries = history("result", result["key"])
    first = [entry for entry in entries if not entry.item.ended_as][-1:]
    return _result(result, first[0] if first else None)


def _ended(result: dict[str, Any]) -> ResultChanged:
    ends = [entry for entry in history("result", result["key"]) if entry.item.ended_as]
    return _result(result, ends[0] if ends else None)


def _result(result: dict[str, Any], entry: VersionEntry | None) -> ResultChanged:
    return ResultChanged(
        result=result["key"],
        title=Translated(result["title"]),
        effective_on=entry.effective_on if entry else None,
        reason=entry.reason if entry else "",
        decision=words.decision(entry),
    )


# Verdicts


def _judged(result: str, snapshot: Snapshot) -> list[int]:
    """Numbers of what assessors found about a result."""
    return [one["id"] for one in snapshot.content["findings"] if one["result"] == result]


def _turned(
    before: dict[str, Any],
    after: dict[str, Any],
    old: Snapshot,
    new: Snapshot,
    figures: list[FigureChanged],
    targets: list[TargetRevised],
) -> VerdictTurned:
    key = after["key"]
    mine = [one for one in targets if one.result == key]
    steps = [one.sentence for one in figures if key in one.results and key not in one.part_of]
    why = [words.target_revised(str(one.title), one.reason, one.decision) for one in mine]
    why += steps[:3]
    if len(steps) > 3:
        why.append(words.more_figures(len(steps) - 3))
    passed = [
        one["promise"]["deadline"]
        for one in before["targets"]
        if one["promise"]["deadline"]
        and old.as_of.isoformat() <= one["promise"]["deadline"] < new.as_of.isoformat()
    ]
    why += [words.deadline_passed(date.fromisoformat(day)) for day in dict.fromkeys(passed)]
    if not why and _judged(key, old) == _judged(key, new):
        same = old.release == new.release
        why.append(words.time_went_on() if same else words.other_release(old.release, new.release))
    return VerdictTurned(
        result=key,
        title=Translated(after["title"]),
        before=Verdict(before["verdict"]),
        after=Verdict(after["verdict"]),
        why=" ".join([*why, str(Translated(after["sentence"]))]),
    )
