# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Telling what went well, beside a figure of evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from hcat.agenda.api import item
from hcat.evidence.api import standing_of
from hcat.foundation.api import Actor, Refused, now, record, today
from hcat.parties.api import require
from hcat.sharing.models import Success
from hcat.sharing.texts import with_text

from .rules import free_key, locked, same_edition

State = Success.State


@dataclass(frozen=True, slots=True)
class SuccessText:
    title: str = ""
    story: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuccessFacts:
    on: date
    result: str = ""
    initiative: str = ""
    figure: int | None = None
    """Number of an observation of that result."""


@transaction.atomic
def write_success(
    *,
    by: Actor,
    language: str,
    text: SuccessText,
    facts: SuccessFacts,
    success: str = "",
    based_on: int = 0,
    is_demo: bool = False,
) -> Success:
    """A new story, or one as it reads now in one language.

    Refused without a result or initiative, for a day to come, and for a figure that is not one of
    that result: figures are entered with the results, never with a story.
    """
    require(by, "sharing.write", _subjects(facts.result, facts.initiative))
    _check(facts)
    if success:
        row = locked(Success, success)
        require(by, "sharing.write", _subjects(row.result, row.initiative))
        same_edition(row, based_on)
        row.edition += 1
    else:
        row = Success(key=free_key(Success, text.title), is_demo=is_demo)
    row.texts = with_text(row.texts, language, text, needed=("title", "story"))
    row.on, row.result, row.initiative = facts.on, facts.result, facts.initiative
    row.figure_id = facts.figure
    row.save()
    record(
        by=by, action="sharing.write_success", subject=f"success:{row.key}",
        edition=row.edition, language=language,
    )  # fmt: skip
    return row


@transaction.atomic
def publish_success(*, by: Actor, success: str, is_public: bool = True) -> Success:
    """Everybody reads it from now on; or, the other way round, nobody any more."""
    row = locked(Success, success)
    require(by, "sharing.write", _subjects(row.result, row.initiative))
    row.state = State.PUBLISHED if is_public else State.WITHDRAWN
    row.published_at = now() if is_public else row.published_at
    row.save(update_fields=["state", "published_at"])
    deed = "publish_success" if is_public else "withdraw_success"
    record(by=by, action=f"sharing.{deed}", subject=f"success:{row.key}")
    return row


def _subjects(result: str, initiative: str) -> list[str]:
    found = [f"result:{result}"] if result else []
    if result:
        found.append(f"point:{item('result', result).sheet.point}")
    if initiative:
        found += [f"initiative:{initiative}"]
    return found


def _check(facts: SuccessFacts) -> None:
    if not (facts.result or facts.initiative):
        raise Refused(
            _("It is not clear what this is a success of."),
            mend=_("Choose a result or an initiative."),
        )
    if facts.on > today():
        raise Refused(_("That day has not come yet."), mend=_("Give today or earlier."))
    if facts.initiative:
        item("initiative", facts.initiative)
    if facts.figure is not None and facts.figure not in _figures(facts.result):
        raise Refused(
            _("That figure is not one of this result."),
            why=_("A success rests on what was measured for the same result."),
            mend=_("Choose the result to which the figure belongs, or leave the figure out."),
        )


def _figures(result: str) -> set[int]:
    if not result:
        return set()
    return {one.id for target in standing_of(result).targets for one in target.figures}
