# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Changes since earlier waves and declared claims, in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hcat.surveys.api import Claim, Kind, Question, ReleasedChange, ReleasedClaim, ReleasedFigure
from hcat.web import words as figures_in_words
from hcat.web.surveys import result_words as words

SURE = 0.05
"""A change as large as this comes of chance in fewer than one of twenty comparisons."""
LEAST_P = 0.001
"""Of a smaller probability nobody needs to know more."""
VERDICTS = {
    ReleasedClaim.Verdict.MET: ("reached", gettext_lazy("met")),
    ReleasedClaim.Verdict.NOT_MET: ("missed", gettext_lazy("not met")),
    ReleasedClaim.Verdict.CANNOT_TELL: ("cannot_tell", gettext_lazy("cannot tell")),
}
"""The shape that goes with each, and its word."""
UNSETTLED = {
    "at_bound": gettext_lazy(
        "It lies exactly at what was claimed, so that no number of answers like these settles it."
    ),
    "too_many": gettext_lazy("To settle it takes more answers like these than can be had."),
    "each_step": gettext_lazy(
        "How many answers would settle it cannot be told: each step needs its own, and the earlier "
        "waves are over."
    ),
}
"""Why it cannot be said how many more answers would settle a claim."""


@dataclass(frozen=True, slots=True)
class Told:
    """A claim, what became of it, and why that is so."""

    claimed: str
    shape: str
    verdict: str
    reason: str


def change(of: ReleasedChange, question: Question | None) -> str:
    """What a figure did since an earlier wave, how sure that is, or why they are not compared."""
    facts = {"wave": of.since.wave.key, "what": _of_choice(of.choice, question)}
    if of.hidden == "break" or of.reason:
        return _("Not compared with %(wave)s, since it was asked otherwise: %(reason)s") % {
            **facts, "reason": of.reason,
        }  # fmt: skip
    if of.hidden or of.value is None:
        return _("Not compared with %(wave)s: %(reason)s.") % {
            **facts, "reason": words.hidden(of.hidden),
        }  # fmt: skip
    facts |= {
        "size": _distance(abs(of.value), of.statistic),
        "low": _distance(of.low, of.statistic), "high": _distance(of.high, of.statistic),
    }  # fmt: skip
    adjusted = of.p_adjusted if of.p_adjusted is not None else of.p
    if adjusted is None or adjusted > SURE:
        said = _(
            "%(what)sSince %(wave)s no change can be told from chance "
            "(%(low)s to %(high)s)."
        )  # fmt: skip
    elif of.value > 0:
        said = _("%(what)s%(size)s higher than in %(wave)s (%(low)s to %(high)s).")
    else:
        said = _("%(what)s%(size)s lower than in %(wave)s (%(low)s to %(high)s).")
    told = said % facts
    if adjusted is not None and of.p is not None and of.p <= SURE < adjusted:
        told += " " + _(
            "This range is that of this figure alone; among all figures that are compared with "
            "that wave, one like it may be chance."
        )
    if of.both:
        told += " " + ngettext(
            "%(n)s answered in both.", "%(n)s answered in both.", of.both
        ) % {"n": figures_in_words.number(of.both)}  # fmt: skip
    if said := _by_order(of, question):
        told += f" {said}"
    return told


def _by_order(of: ReleasedChange, question: Question | None) -> str:
    """What the signed ranks say of marks: whether one is twice another is then not trusted."""
    if of.p_ordinal is None or question is None or question.kind is not Kind.SCALE or of.choice:
        return ""
    if of.p_ordinal <= SURE:
        said = _(
            "By order alone, of those who answered in both, it is no chance either way "
            "(signed ranks, p %(p)s)."
        )
    else:
        said = _(
            "By order alone, of those who answered in both, no change can be told from chance "
            "(signed ranks, p %(p)s)."
        )
    return said % {"p": _p(of.p_ordinal)}


def _p(p: float) -> str:
    if p < LEAST_P:
        return f"< {figures_in_words.number(LEAST_P, 3)}"
    return f"= {figures_in_words.number(p, 3)}"


def claim(of: ReleasedClaim, question: Question | None) -> Told:
    """One declared claim."""
    shape, word = VERDICTS[ReleasedClaim.Verdict(of.verdict)]
    return Told(_claimed(of.claim, question), shape, str(word), _reason(of))


def _claimed(of: Claim, question: Question | None) -> str:
    facts = {
        "what": words.label(question, of.concept),
        "choice": words.choice(question, of.choice) if of.choice else "",
        "bound": _bound(of),
        "wave": of.since.key if of.since else "",
    }
    if of.kind == Claim.Kind.BETTER:
        if of.choice:
            return _("%(what)s More answer “%(choice)s” than in %(wave)s.") % facts
        return _("%(what)s Higher than in %(wave)s.") % facts
    if of.kind == Claim.Kind.RISING:
        if of.choice:
            return _("%(what)s In each wave since %(wave)s more answer “%(choice)s”.") % facts
        return _("%(what)s Higher in each wave since %(wave)s.") % facts
    if of.choice:
        return _("%(what)s At least %(bound)s answer “%(choice)s”.") % facts
    return _("%(what)s At least %(bound)s.") % facts


def _bound(of: Claim) -> str:
    if of.bound is None:
        return ""
    if of.kind == Claim.Kind.SHARE_AT_LEAST:
        return figures_in_words.shown(of.bound, "share")
    return figures_in_words.number(of.bound)


def _reason(of: ReleasedClaim) -> str:
    if of.hidden or of.value is None:
        return _("There is no figure: %(reason)s.") % {"reason": words.hidden(of.hidden)}
    if of.claim.kind in (Claim.Kind.BETTER, Claim.Kind.RISING):
        statistic = (
            ReleasedFigure.Statistic.SHARE if of.claim.choice else ReleasedFigure.Statistic.MEAN
        )
        facts = {"value": _distance(of.value, statistic), "low": _distance(of.low, statistic),
                 "high": _distance(of.high, statistic)}  # fmt: skip
    else:
        unit = "share" if of.claim.kind == Claim.Kind.SHARE_AT_LEAST else "score"
        facts = {
            name: figures_in_words.shown(number, unit)
            for name, number in (("value", of.value), ("low", of.low), ("high", of.high))
        }
    if of.claim.kind == Claim.Kind.RISING:
        return _reason_of_steps(of, facts)
    if of.verdict == ReleasedClaim.Verdict.MET:
        return _("It is %(value)s, and at least %(low)s (95%% sure).") % facts
    if of.verdict == ReleasedClaim.Verdict.NOT_MET:
        return _("It is %(value)s, and at most %(high)s (95%% sure).") % facts
    said = _("It is %(value)s; it may be %(low)s as well as %(high)s.") % facts
    return f"{said} {_what_settles(of)}".rstrip()


def _what_settles(of: ReleasedClaim) -> str:
    """How many more answers, or why that cannot be said."""
    if of.further is None:
        return str(UNSETTLED.get(of.unsettled, ""))
    facts = {"n": figures_in_words.number(of.further)}
    if of.claim.kind == Claim.Kind.BETTER:
        return (
            ngettext(
                "Two waves like these with about %(n)s more answer each would settle it.",
                "Two waves like these with about %(n)s more answers each would settle it.",
                of.further,
            )
            % facts
        )
    return (
        ngettext(
            "About %(n)s more answer like these would settle it.",
            "About %(n)s more answers like these would settle it.",
            of.further,
        )
        % facts
    )


def _reason_of_steps(of: ReleasedClaim, facts: Mapping[str, str]) -> str:
    if of.verdict == ReleasedClaim.Verdict.MET:
        return _("The smallest step is %(value)s, and at least %(low)s (95%% sure).") % facts
    if of.high is None and of.verdict == ReleasedClaim.Verdict.NOT_MET:
        return _("The smallest step is %(value)s: a fall, and not by chance (95%% sure).") % facts
    if of.high is None:
        said = _("The smallest step is %(value)s; it may be as low as %(low)s.") % facts
        return f"{said} {_what_settles(of)}".rstrip()
    if of.verdict == ReleasedClaim.Verdict.NOT_MET:
        return _("The smallest step is %(value)s, and at most %(high)s (95%% sure).") % facts
    said = _("The smallest step is %(value)s; it may be %(low)s as well as %(high)s.") % facts
    return f"{said} {_what_settles(of)}".rstrip()


def _of_choice(choice: str, question: Question | None) -> str:
    return f"“{words.choice(question, choice)}”: " if choice else ""


def _distance(value: float | None, statistic: str) -> str:
    """Of shares in points: five points up is not five percent more."""
    if value is None:
        return figures_in_words.MISSING
    if statistic == ReleasedFigure.Statistic.SHARE:
        return _("%(n)s points") % {"n": figures_in_words.number(100 * value, 1)}
    return figures_in_words.number(value, 2)
