# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why a figure is stored, and what that changed, in a line for who measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hcat.numerics.api import Estimate, Verdict

from . import phrases
from .reproductions import inputs_changed
from .wording import sentence, verdict_word

if TYPE_CHECKING:
    from hcat.evidence.measuring.storing import Draft
    from hcat.evidence.models import Observation


def published(publisher: str, draft: Draft, over: Observation | None) -> str:
    if over is None:
        return _("new")
    return _("corrected: published anew by %(publisher)s") % {"publisher": publisher}


def withdrawn(draft: Draft, over: Observation | None) -> str:
    return _("withdrawn from its series")


def measured(draft: Draft, over: Observation | None) -> str:
    if over is None:
        return _("new")
    changed = inputs_changed(over.inputs, draft.plain_inputs)
    if changed:
        return _("corrected: %(why)s") % {"why": phrases.uncapital(changed[0]).rstrip(".")}
    if draft.code_version != over.code_version:
        return _("corrected: the measure itself was changed")
    return _("corrected: the same inputs now give another figure")


def figure(result: str, title: str, before: Estimate | None, after: Estimate, why: str) -> str:
    """One line: "technology-choice: HBO first-years, 2024: 29.2% → 29% (corrected: …)"."""
    told = phrases.value(after)
    if before is not None:
        told = f"{phrases.value(before)} → {told}"
    about = f"{title}, {phrases.period(after.period)}: {told} ({why})"
    return f"{result}: {about}" if result else about


def verdict(result: str, before: Verdict | None, after: Verdict, why: str) -> str:
    """One line: "technology-choice: off course → at risk. At risk: …"."""
    turned = verdict_word(after)
    if before is not None:
        turned = f"{verdict_word(before)} → {turned}"
    return f"{result}: {turned}. {sentence(why)}"
