# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Verdicts in words: a word with a shape, a sentence with the reason, what would settle it."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext, ngettext_lazy
from django.utils.translation import gettext as _

from hcat.evidence.verdicts.standing import ResultStanding, TargetStanding
from hcat.numerics.api import Judgement, Need, NeedKind, Reason, TargetSpec, Verdict

from . import phrases
from .facts import words_of
from .reasons import NEEDS, REASONS

WORDS: dict[Verdict, Promise] = {
    Verdict.REACHED: gettext_lazy("reached"),
    Verdict.ON_COURSE: gettext_lazy("on course"),
    Verdict.AT_RISK: gettext_lazy("at risk"),
    Verdict.OFF_COURSE: gettext_lazy("off course"),
    Verdict.MISSED: gettext_lazy("missed"),
    Verdict.CANNOT_TELL: gettext_lazy("cannot tell"),
    Verdict.NEVER_MEASURED: gettext_lazy("never measured"),
}

SHAPES: dict[Verdict, str] = {
    Verdict.REACHED: "●",
    Verdict.ON_COURSE: "◐",
    Verdict.AT_RISK: "▲",
    Verdict.OFF_COURSE: "▼",
    Verdict.MISSED: "✕",
    Verdict.CANNOT_TELL: "?",
    Verdict.NEVER_MEASURED: "○",
}


def verdict_word(verdict: Verdict) -> str:
    """The verdict in the reader's language, in lower case."""
    return str(WORDS[verdict])


def verdict_shape(verdict: Verdict) -> str:
    """The shape that goes with the word, for those who see no colour."""
    return SHAPES[verdict]


def reason_sentence(
    judgement: Judgement, spec: TargetSpec | None, extra: Mapping[str, str] | None = None
) -> str:
    """The verdict and why, as one sentence."""
    reason = str(REASONS[judgement.reason]) % words_of(judgement, spec, extra)
    return sentence(f"{verdict_word(judgement.verdict)}: {_after_a_colon(reason)}")


def _after_a_colon(reason: str) -> str:
    """German begins a whole sentence with a capital there; Dutch and English do not."""
    is_german = (get_language() or "").startswith("de")
    return reason[:1].upper() + reason[1:] if is_german else reason


def target_sentence(standing: TargetStanding) -> str:
    """The verdict of a target and why, with the names that the agenda gives to things."""
    text = reason_sentence(standing.judgement, standing.spec, _names(standing))
    near = standing.best_proxies[:1]
    if standing.judgement.reason is Reason.ONLY_PROXIES and near and near[0].leaves_out:
        text += " " + _("About that figure: %(what)s") % {
            "what": sentence(phrases.uncapital(str(near[0].leaves_out)), capital=False)
        }
    return text


def result_sentence(result: ResultStanding) -> str:
    """The verdict of a result: that of the target in force that decides, with its own reason."""
    leading = result.leading
    if leading.verdict is result.verdict:
        text = target_sentence(leading)
    else:
        text = sentence(
            _("%(verdict)s: %(told)s of %(all)s promises can be told")
            % {
                "verdict": verdict_word(result.verdict),
                "told": sum(
                    one.verdict not in (Verdict.CANNOT_TELL, Verdict.NEVER_MEASURED)
                    for one in result.in_force
                ),
                "all": len(result.in_force),
            }
        )
    if result.rests_on_demo:
        text += " " + _("This rests on demonstration figures.")
    return text


def settle_sentence(standing: TargetStanding) -> str:
    """What would settle it; the agenda's own words where it is a measurement."""
    texts = [need_sentence(need, standing) for need in standing.needed]
    return " ".join(dict.fromkeys(text for text in texts if text))


def need_sentence(need: Need, standing: TargetStanding) -> str:
    if need.kind is NeedKind.FURTHER_ANSWERS and need.count is not None:
        return ngettext(
            "%(count)s further answer would settle it, if what they show so far holds.",
            "%(count)s further answers would settle it, if what they show so far holds.",
            need.count,
        ) % {"count": phrases.plain(need.count, 0)}
    if need.kind is NeedKind.JUDGEMENT and need.count is not None:
        return ngettext(
            "What would settle it is the judgement of %(assessor)s on %(count)s criterion.",
            "What would settle it is the judgement of %(assessor)s on %(count)s criteria.",
            need.count,
        ) % {"count": phrases.plain(need.count, 0), "assessor": _assessor(standing)}
    if need.kind is NeedKind.MEASUREMENT:
        return _("What would settle it: %(measurement)s") % {
            "measurement": sentence(str(standing.item.sheet.to_settle))
        }
    if need.kind is NeedKind.BASELINE and standing.baseline.to_collect:
        return _("What is needed first is a baseline: %(measurement)s") % {
            "measurement": sentence(str(standing.baseline.to_collect))
        }
    return str(NEEDS[need.kind])


def summary_sentence(total: int, counted: Mapping[Verdict, int]) -> str:
    """How many results stand how, in one sentence: the answer first."""
    if not total:
        return _("The agenda has no results yet.")
    if total == 1:
        [verdict] = (one for one, count in counted.items() if count)
        return sentence(_("The one result: %(verdict)s") % {"verdict": verdict_word(verdict)})
    reached, course = counted.get(Verdict.REACHED, 0), counted.get(Verdict.ON_COURSE, 0)
    if reached and course:
        first = ngettext(
            "%(n)s of %(total)s results is reached",
            "%(n)s of %(total)s results are reached",
            reached,
        ) % {"n": reached, "total": total}
        first += _(" and %(n)s on course") % {"n": course}
    elif reached:
        first = ngettext(
            "%(n)s of %(total)s results is reached",
            "%(n)s of %(total)s results are reached",
            reached,
        ) % {"n": reached, "total": total}
    elif course:
        first = ngettext(
            "%(n)s of %(total)s results is on course",
            "%(n)s of %(total)s results are on course",
            course,
        ) % {"n": course, "total": total}
    else:
        first = _("None of the %(total)s results is on course") % {"total": total}
    return sentence("; ".join([first, *_further(counted)]))


FURTHER = {
    Verdict.AT_RISK: ngettext_lazy("%(n)s is at risk", "%(n)s are at risk", "n"),
    Verdict.OFF_COURSE: ngettext_lazy("%(n)s is off course", "%(n)s are off course", "n"),
    Verdict.MISSED: ngettext_lazy("%(n)s was missed", "%(n)s were missed", "n"),
    Verdict.CANNOT_TELL: ngettext_lazy("%(n)s cannot be told", "%(n)s cannot be told", "n"),
    Verdict.NEVER_MEASURED: ngettext_lazy(
        "%(n)s was never measured", "%(n)s were never measured", "n"
    ),
}
"""What follows after the good news."""


def _further(counted: Mapping[Verdict, int]) -> list[str]:
    return [
        str(clause % {"n": counted[verdict]})
        for verdict, clause in FURTHER.items()
        if counted.get(verdict)
    ]


def sentence(text: str, *, capital: bool = True) -> str:
    """With a capital to begin with, where asked, and one full stop at the end."""
    text = text.strip()
    return ((text[:1].upper() if capital else text[:1]) + text[1:]).rstrip(".") + "."


def _names(standing: TargetStanding) -> dict[str, str]:
    """Names from the agenda in place of keys: figure and source, proxy, condition, assessor."""
    names = {"assessor": _assessor(standing)}
    judgement = standing.judgement
    weakest = judgement.facts.get("condition")
    for one in standing.conditions:
        if one.judgement.target == weakest:
            names["condition"] = str(one.title)
    used = [one for one in standing.figures if one.estimate in judgement.used]
    value = judgement.facts.get("value")
    deciding = [one for one in used if one.estimate.value == value or value is None]
    if deciding:
        figure = deciding[-1]
        names["figure"] = ", ".join(
            [
                phrases.value(figure.estimate),
                phrases.period(figure.estimate.period),
                phrases.source_line(figure),
            ]
        )
    if judgement.reason is Reason.ONLY_PROXIES and standing.best_proxies:
        names["proxy"] = standing.best_proxies[0].sentence()
    if judgement.reason is Reason.ONLY_MISSING:
        names["missing_reason"] = phrases.stored(str(judgement.facts.get("missing_reason") or ""))
    return names


def _assessor(standing: TargetStanding) -> str:
    return str(standing.assessor or standing.target.assessor or phrases.UNKNOWN)
