# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What asks for attention in the agenda and its evidence, each with the action that settles it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hcat.agenda.api import Item, items, standing_in
from hcat.evidence.api import (
    ResultStanding,
    TargetStanding,
    baselines_to_collect,
    standing,
    waiting,
)
from hcat.foundation.api import today
from hcat.parties.api import Powers

from .navigation import Attention, Matter, lately


def results(request: HttpRequest, powers: Powers) -> Iterable[Attention]:
    """Results that wait: for a judgement, for a figure, for a baseline."""
    may_record = powers.may_somewhere("evidence.record")
    may_judge = powers.may_somewhere("evidence.judge")
    if not (may_record or may_judge):
        return
    all_of_them = standing()
    under_way = {(one.result, one.target) for one in waiting() if not one.group}
    if may_judge:
        yield _judgements(all_of_them, powers)
    if may_record:
        yield _overdue(all_of_them, powers, under_way)
        yield _baselines(all_of_them, powers)


def _judgements(results: list[ResultStanding], powers: Powers) -> Attention:
    found = [
        one
        for result, one in _due(results)
        if one.target.kind == "judged"
        and powers.may(
            "evidence.judge", [*standing_in(result.item.sheet), f"body:{one.target.assessor}"]
        )
    ]
    return Attention(
        key="judgements",
        title=_("Results that wait for a judgement"),
        why=_("Their date has passed; the body that judges them has not spoken."),
        matters=[
            _matter(
                "judgement",
                one,
                note=_("since %(day)s") % {"day": _day(_since(one))},
                url=_to("judgement", one),
                action=_("Record the judgement"),
                due=lately(_since(one)),
            )
            for one in found
        ],
    )


def _overdue(
    results: list[ResultStanding], powers: Powers, under_way: set[tuple[str, str]]
) -> Attention:
    """Those for which a figure waits to be checked do not ask for another one."""
    found = [
        one
        for result, one in _due(results)
        if one.target.kind != "judged"
        and (one.item.key, one.target.key) not in under_way
        and powers.may("evidence.record", standing_in(result.item.sheet))
    ]
    return Attention(
        key="figures",
        title=_("Results whose figure is overdue"),
        why=_("Without a new figure their verdict cannot be told."),
        matters=[
            _matter(
                "figure",
                one,
                note=_("due since %(day)s; last figure: %(figure)s")
                % {"day": _day(_since(one)), "figure": one.latest.sentence()}
                if one.latest
                else _("due since %(day)s; there is no figure yet") % {"day": _day(_since(one))},
                url=_to("figure", one),
                action=_("Record a figure"),
                due=lately(one.next_due if one.latest else one.target.deadline),
                state=f"/{one.latest.id if one.latest else 0}",
            )
            for one in found
        ],
    )


def _baselines(results: list[ResultStanding], powers: Powers) -> Attention:
    """Those without which nothing can be judged first; the others after them."""
    found = [
        one
        for one in baselines_to_collect(results)
        if powers.may("agenda.revise", standing_in(one.item.sheet))
    ]
    found.sort(key=lambda one: not one.is_needed)
    return Attention(
        key="baselines",
        title=_("Baselines still to collect"),
        why=_("Nobody measured where these started."),
        matters=[
            _matter(
                "baseline",
                one.targets[0],
                note=str(one.baseline.to_collect or one.baseline.missing_reason or ""),
                url=_to("target", one.targets[0]) + "#f-baseline",
                action=_("Enter the baseline"),
            )
            for one in found
        ],
    )


def mine(powers: Powers) -> list[Item[Any]]:
    """The initiatives that this person may bring up to date."""
    return [
        one
        for one in items("initiative")
        if powers.may("agenda.update_initiative", standing_in(one.sheet))
    ]


def _targets(results: list[ResultStanding]) -> Iterator[tuple[ResultStanding, TargetStanding]]:
    for result in results:
        for one in result.in_force:
            yield result, one


def _due(results: list[ResultStanding]) -> list[tuple[ResultStanding, TargetStanding]]:
    """What should have been known by now, the longest overdue first."""
    found = [
        (result, one)
        for result, one in _targets(results)
        if one.next_due is not None and one.next_due <= today()
    ]
    return sorted(found, key=lambda pair: _since(pair[1]) or date.max)


def _since(one: TargetStanding) -> date | None:
    """Since when it should have been known. What was never measured is due on the day that is
    read; it was due on its deadline long before."""
    return min((day for day in (one.next_due, one.target.deadline) if day), default=None)


def _matter(
    sort: str,
    one: TargetStanding,
    *,
    note: str,
    url: str,
    action: str,
    state: str = "",
    due: date | None = None,
) -> Matter:
    return Matter(
        key=f"{sort}/{one.item.key}/{one.target.key}",
        title=f"{one.item.sheet.title}: {one.target.title}",
        note=note,
        url=url,
        action=action,
        since=_since(one),
        due=due,
        state=f"{one.item.version_id}{state}",
    )


def _to(page: str, one: TargetStanding) -> str:
    return reverse(f"desk:{page}", args=[one.item.key, one.target.key])


def _day(day: date | None) -> str:
    return date_format(day) if day else ""
