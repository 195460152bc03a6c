# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What came of a snapshot, and what changed since the one before, as sentences."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hcat.agenda.api import VersionEntry
from hcat.foundation.api import Translated
from hcat.numerics.api import Estimate, Verdict

from . import phrases
from .wording import sentence, verdict_word


def comes_out() -> str:
    return _("The same verdict comes out.")


def no_longer(stored: Verdict, again: Verdict | None) -> str:
    if again is None:
        return _("It was “%(stored)s”; the agenda of then no longer has it.") % {
            "stored": verdict_word(stored)
        }
    if again is stored:
        return _("The verdict is still “%(stored)s”, but for another reason or from other figures."
                 ) % {"stored": verdict_word(stored)}  # fmt: skip
    return _("It was “%(stored)s”, and “%(again)s” comes out.") % {
        "stored": verdict_word(stored),
        "again": verdict_word(again),
    }


def other_sheet() -> str:
    return _("The sheet of the result is another one than was read then.")


def other_release(stored: str, now: str) -> str:
    return _("The software was %(stored)s, and is %(now)s.") % {"stored": stored, "now": now}


def same_software() -> str:
    return _("Look at the figures: one of them is gone or was touched.")


def agenda_changed(entry: VersionEntry) -> str:
    text = _("Later the agenda was changed with effect from %(day)s: %(reason)s") % {
        "day": phrases.day(entry.effective_on),
        "reason": sentence(entry.reason),
    }
    told = decision(entry)
    return f"{text} ({told})" if told else text


def reads_now(verdict: Verdict | None) -> str:
    if verdict is None:
        return _("By what is known now the agenda of that day does not have it.")
    return _("By what is known now it reads: %(verdict)s.") % {"verdict": verdict_word(verdict)}


def decision(entry: VersionEntry | None) -> str:
    """The day and the title of the decision behind a change; empty where there was none."""
    if entry is None or entry.decision is None:
        return ""
    return f"{phrases.day(entry.decision.taken_on)}, {entry.decision.title}"


def figure_step(
    step: str,
    title: Translated,
    part: str,
    before: Estimate | None,
    after: Estimate | None,
) -> str:
    """One figure and what became of it: "HBO first-years, 2024: 29.2% became 29%."."""
    about = after or before
    told = {
        "what": ", ".join(filter(None, [str(title), part])),
        "period": phrases.period(about.period) if about else "",
        "before": phrases.value(before) if before else "",
        "after": phrases.value(after) if after else "",
    }
    if step == "new":
        return _("%(what)s, %(period)s: new, %(after)s.") % told
    if step == "corrected":
        return _("%(what)s, %(period)s: %(before)s became %(after)s.") % told
    if step == "withdrawn":
        return _("%(what)s, %(period)s: %(before)s was withdrawn.") % told
    return _("%(what)s, %(period)s: %(before)s is no longer looked at.") % told


def more_figures(number: int) -> str:
    return ngettext(
        "And %(count)s other figure.", "And %(count)s other figures.", number
    ) % {"count": phrases.plain(number, 0)}  # fmt: skip


def target_revised(title: str, reason: str, decided: str) -> str:
    text = _("The target “%(title)s” was revised.") % {"title": title}
    if reason:
        text = _("The target “%(title)s” was revised: %(reason)s") % {
            "title": title,
            "reason": sentence(reason),
        }
    return f"{text} ({decided})" if decided else text


def deadline_passed(day: date) -> str:
    return _("The deadline of %(day)s has passed.") % {"day": phrases.day(day)}


def time_went_on() -> str:
    return _("Nothing new is known; time went on.")
