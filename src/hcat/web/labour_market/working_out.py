# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Scenarios are worked out in the background: telling what is due to which lever takes a run for
every set of them, which is a second each where nothing is compiled.

What was asked waits in the cache that all processes share. Personal data: who asked it, and what
was typed. Purpose: showing what came of it. Kept: a day at most.
"""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

import structlog
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.utils import translation
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, HcatError, NotFound
from hcat.labour_market.api import LeverSheet, lever, opened, save_scenario, scenarios
from hcat.numerics.api import Lever

log = structlog.get_logger("hcat.scenarios")
KEPT_SECONDS = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Work:
    """A scenario that was asked for, and how far it is."""

    token: str
    user_id: int
    base: str
    """Key of the forecast that it is held against."""
    title: str
    note: str
    levers: list[dict[str, Any]]
    typed: dict[str, str]
    """The form as it was sent, to be given back where it is refused."""
    step: Literal["waiting", "saved", "refused"] = "waiting"
    key: str = ""
    problem: str = ""


def begin(
    *, user_id: int, base: str, title: str, note: str, levers: list[Lever], typed: dict[str, str]
) -> Work:
    """Put the work in the queue of the worker."""
    from .tasks import work_out

    work = Work(
        secrets.token_urlsafe(18), user_id, base, title, note,
        [asdict(one) for one in levers], typed,
    )  # fmt: skip
    _tell(work)
    work_out.enqueue(work.token, translation.get_language() or "nl")
    return work


def work_of(token: str, *, user_id: int) -> Work:
    """What this person asked; nobody else sees it. Raises NotFound."""
    work = _standing(token)
    if work is None or work.user_id != user_id:
        raise NotFound(
            _("This scenario is not being worked out."),
            why=_("What was asked is kept for a day, for who asked it."),
            mend=_("Look among the scenarios, or make it again."),
        )
    return work


def carry_out(token: str) -> None:
    """Work it out and save it. Safe to repeat: what was saved already is found again."""
    work = _standing(token)
    if work is None or work.step != "waiting":
        return
    already = _saved(work)
    if already:
        _tell(replace(work, step="saved", key=already))
        return
    try:
        saved = save_scenario(
            by=Actor.of(get_user_model()._default_manager.get(pk=work.user_id)),
            base=opened(work.base).forecast,
            title=work.title,
            note=work.note,
            levers=levers_of(work),
        )
    except HcatError as error:
        _tell(replace(work, step="refused", problem=str(error)))
    except Exception as error:
        log.error("scenario failed", error=type(error).__name__)
        _tell(replace(work, step="refused", problem=_("The scenario could not be worked out.")))
        raise
    else:
        _tell(replace(work, step="saved", key=saved.key))


def levers_of(work: Work) -> list[Lever]:
    return [lever(LeverSheet.model_validate(one)) for one in work.levers]


def _saved(work: Work) -> str:
    """The key under which a run that was broken off had saved it all the same."""
    return next(
        (
            one.key
            for one in scenarios()
            if one.title == work.title.strip() and one.made_by_user == work.user_id
            and len(one.levers) == len(work.levers)
        ),
        "",
    )  # fmt: skip


def _standing(token: str) -> Work | None:
    found = cache.get(_name(token))
    return Work(**found) if found else None


def _tell(work: Work) -> None:
    cache.set(_name(work.token), asdict(work), KEPT_SECONDS)


def _name(token: str) -> str:
    return f"scenario-{token}"
