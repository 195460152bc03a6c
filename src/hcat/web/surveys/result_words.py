# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Figures of a survey in words: how much, how sure, of whom, and why something is not shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hcat.agenda.api import the_agenda
from hcat.foundation.api import Translated
from hcat.parties.api import SIZE_CLASSES, known_places
from hcat.surveys.api import APART, Kind, Question, ReleasedFigure, Wave
from hcat.web import words

View = Callable[..., HttpResponse]
_Statistic = ReleasedFigure.Statistic
HIDDEN = {
    "too_few": gettext_lazy("too few answers"),
    "nobody": gettext_lazy("nobody answered"),
    "not_asked": gettext_lazy("it was not asked"),
    "not_coded": gettext_lazy("the open answers are not coded yet"),
    "no_spread": gettext_lazy("too few answers to say how sure it is"),
    "break": gettext_lazy("it was asked otherwise"),
    "not_released": gettext_lazy("its figures were not released"),
    "not_both": gettext_lazy("one of the two figures is not shown"),
}
"""Why a figure is not shown, after a colon or in brackets; another reason is not told."""
UNANSWERED = {
    "not_asked": gettext_lazy("not asked"),
    "not_answered": gettext_lazy("left open"),
    "dont_know": gettext_lazy("did not know"),
    "no_opinion": gettext_lazy("no opinion"),
    "not_applicable": gettext_lazy("does not apply"),
    "not_coded": gettext_lazy("not coded"),
    "together": gettext_lazy("for several reasons, of which some are of too few to be told apart"),
}
"""Why an answer does not count, before how many there are."""
DERIVED = {
    "names_agenda_thought": gettext_lazy("Names the thought of the agenda"),
    "knows_and_acted_on_talent_wishes": gettext_lazy("Knows what talent wants, and acted on it"),
    "knows_agenda_in_full": gettext_lazy("Knows the agenda, its value and its thought"),
    "shortage_expected": gettext_lazy("Expects a shortage of technicians"),
}
"""What is worked out of several questions at once, by concept."""
DIMENSIONS = {
    "size": gettext_lazy("by size"),
    "sector": gettext_lazy("by branch"),
    "municipality": gettext_lazy("by municipality"),
}
GROUP_HEADS = {
    "size": gettext_lazy("People at work there"),
    "sector": gettext_lazy("Branch"),
    "municipality": gettext_lazy("Municipality"),
}
SECTIONS = {
    "A": gettext_lazy("Agriculture, forestry and fishing"),
    "B": gettext_lazy("Mining and quarrying"),
    "C": gettext_lazy("Manufacturing"),
    "D": gettext_lazy("Electricity and gas"),
    "E": gettext_lazy("Water and waste"),
    "F": gettext_lazy("Construction"),
    "G": gettext_lazy("Trade"),
    "H": gettext_lazy("Transport and storage"),
    "I": gettext_lazy("Accommodation and food"),
    "J": gettext_lazy("Information and communication"),
    "K": gettext_lazy("Finance and insurance"),
    "L": gettext_lazy("Real estate"),
    "M": gettext_lazy("Research, engineering and advice"),
    "N": gettext_lazy("Other business services"),
    "O": gettext_lazy("Public administration"),
    "P": gettext_lazy("Education"),
    "Q": gettext_lazy("Health and social work"),
    "R": gettext_lazy("Culture, sports and recreation"),
    "S": gettext_lazy("Other services"),
    "T": gettext_lazy("Households as employers"),
    "U": gettext_lazy("International organisations"),
}
"""In short, the sections of SBI 2008, which are those of NACE Rev. 2."""
POPULATIONS = {
    "companies": gettext_lazy("companies"),
    "schools": gettext_lazy("schools"),
    "people": gettext_lazy("people"),
}


def text(texts: Mapping[str, str]) -> str:
    """A text of a questionnaire in the reader's language; empty where there is none."""
    return filled(Translated(dict(texts)).spoken()[1]) if texts else ""


def filled(said: str) -> str:
    """With the names of the region and its agenda in the places that a questionnaire leaves."""
    if "{" not in said:
        return said
    for mark, name in _names().items():
        said = said.replace(mark, name)
    return said


_read: ContextVar[dict[str, str] | None] = ContextVar("names_of_the_agenda", default=None)
_places: ContextVar[dict[str, str] | None] = ContextVar("places_of_the_agenda", default=None)


def names_once(view: View) -> View:
    """A page that reads the names of the agenda and of its places once, however many questions and
    groups hold them."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        names, places = _read.set({}), _places.set({})
        try:
            return view(request, *args, **kwargs)
        finally:
            _read.reset(names)
            _places.reset(places)

    return shown


def _names() -> dict[str, str]:
    kept = _read.get()
    if kept:
        return kept
    agenda = the_agenda()
    names = {
        "{region}": str(agenda.sheet.region) if agenda else _("the region"),
        "{agenda}": str(agenda.sheet.title) if agenda else _("the agenda"),
    }
    if kept is not None:
        kept.update(names)
    return names


def hidden(reason: str) -> str:
    return str(HIDDEN.get(reason, _("it may not be shown")))


def value(of: ReleasedFigure) -> str:
    """`62.0%`, `6.8`; a dash where it is not shown."""
    return _shown(of.value, of.statistic)


def _shown(number: float | None, statistic: str) -> str:
    if number is None:
        return words.MISSING
    return (
        words.shown(number, "share") if statistic == _Statistic.SHARE else words.number(number, 1)
    )


def between(low: float | None, high: float | None, statistic: str) -> str:
    """`51.2% to 71.9%`; empty where there are no bounds."""
    if low is None or high is None:
        return ""
    return _("%(low)s to %(high)s") % {
        "low": _shown(low, statistic), "high": _shown(high, statistic),
    }  # fmt: skip


def counted(of: ReleasedFigure) -> str:
    """`82 of 132`, `132`; a dash where that may not be told."""
    if of.n is None:
        return words.MISSING
    if of.yes is None:
        return words.number(of.n)
    return _("%(part)s of %(whole)s") % {
        "part": words.number(of.yes), "whole": words.number(of.n),
    }  # fmt: skip


def unanswered(reasons: Mapping[str, int]) -> str:
    """`Not counted: not asked (40), left open (6).`; empty where there are none to tell of."""
    if not reasons:
        return ""
    return _("Not counted: %(reasons)s.") % {
        "reasons": ", ".join(
            _("%(why)s (%(n)s)") % {"why": UNANSWERED.get(why, why), "n": words.number(many)}
            for why, many in sorted(reasons.items(), key=lambda one: -one[1])
        )
    }


def answers(number: int) -> str:
    return ngettext("%(n)s answer", "%(n)s answers", number) % {"n": words.number(number)}


def group(dimension: str, name: str) -> str:
    """What a group is called: `10–49`, the name of a municipality, or of a section of branches."""
    if not name:
        return _("not known")
    if dimension == "municipality":
        return _place_names().get(name, name)
    if dimension == "sector":
        found = SECTIONS.get(name)
        return _("SBI %(code)s") % {"code": name} if found is None else str(found)
    return name.replace("-", "–")


def group_order(dimension: str, name: str) -> tuple[int, int, str]:
    """Sizes first, the small ones before the large ones; places and branches as they are called;
    what is not known last."""
    sizes = [size for size, _low, _most in SIZE_CLASSES]
    place = sizes.index(name) if name in sizes else len(sizes) + (not name)
    return (list(DIMENSIONS).index(dimension), place, group(dimension, name).casefold())


def _place_names() -> dict[str, str]:
    kept = _places.get()
    if kept:
        return kept
    found = known_places()
    if kept is not None:
        kept.update(found)
    return found


def choice(question: Question | None, name: str) -> str:
    """What a choice is called in the reader's language."""
    found = question.choice(name) if question else None
    return text(found.labels) if found else name.replace("_", " ")


def label(question: Question | None, concept: str) -> str:
    """The question itself; the name of the concept where no one question stands behind it."""
    if question is not None:
        return text(question.labels)
    if concept in DERIVED:
        return str(DERIVED[concept])
    if concept.startswith(APART):
        return _("Asked above brought: %(what)s") % {
            "what": concept.removeprefix(APART).replace("_", " ")
        }
    name = concept.replace("_", " ")
    return f"{name[:1].upper()}{name[1:]}"


def scale(question: Question | None) -> str:
    """`on a scale from 1 to 10`; empty for what is no scale."""
    if question is None or question.kind is not Kind.SCALE or question.limits is None:
        return ""
    return _("on a scale from %(low)s to %(high)s") % {
        "low": words.number(question.limits.low), "high": words.number(question.limits.high),
    }  # fmt: skip


def finding(rows: list[ReleasedFigure], question: Question | None) -> str:
    """What a reader should take away of the figures of one concept, for all together."""
    shown = [one for one in rows if one.value is not None]
    if not shown:
        reason = hidden(rows[0].hidden) if rows else hidden("nobody")
        return _("Not shown: %(reason)s") % {"reason": reason}
    first = shown[0]
    if first.statistic == _Statistic.MEAN:
        said = scale(question)
        return " ".join(filter(None, (_("%(mean)s on average") % {"mean": value(first)}, said)))
    if first.statistic == _Statistic.RANK:
        dearest = min(shown, key=lambda one: one.value or 0.0)
        return _("“%(choice)s” comes first, at place %(place)s on average") % {
            "choice": choice(question, dearest.choice), "place": value(dearest),
        }  # fmt: skip
    most = next((one for one in shown if one.choice == "yes"), None) or max(
        shown, key=lambda one: one.value or 0.0
    )
    if question is not None and question.kind is Kind.MULTIPLE:
        return _("Chosen most: “%(choice)s”, by %(share)s") % {
            "choice": choice(question, most.choice), "share": value(most),
        }  # fmt: skip
    if not most.choice:
        return value(most)
    return _("%(share)s answered “%(choice)s”") % {
        "share": value(most), "choice": choice(question, most.choice),
    }  # fmt: skip


def of_whom(wave: Wave) -> str:
    """`companies, 1 March 2026`."""
    day = words.period(wave.reference_day, wave.reference_day)
    return f"{POPULATIONS[wave.survey.population]}, {day}"


def response(wave: Wave) -> str:
    """How many answered, of how many asked, of how many there are, in one sentence."""
    release = wave.release
    whom = str(POPULATIONS[wave.survey.population])
    facts = {
        "whom": whom,
        "answered": words.number(release.answered),
        "drawn": words.number(release.drawn),
        "population": words.number(release.population),
        "rate": words.percent(100 * release.answered / release.drawn, 0) if release.drawn else "",
    }
    if wave.is_imported:  # how many were asked was not kept
        if release.population is None:
            text = _("%(answered)s %(whom)s answered; how many there were is not known.")
        else:
            text = _(
                "Of %(population)s %(whom)s, %(answered)s answered; how many were asked is not "
                "known."
            )
        return text % facts
    if not release.drawn:
        return _("%(answered)s %(whom)s answered.") % facts
    if release.population is None:
        return _("%(answered)s of %(drawn)s %(whom)s that were asked answered (%(rate)s).") % facts
    if release.population == release.drawn:
        return (
            _("All %(population)s %(whom)s were asked; %(answered)s answered (%(rate)s).") % facts
        )
    return (
        _(
            "Of %(population)s %(whom)s, %(drawn)s were asked by lot; "
            "%(answered)s answered (%(rate)s)."
        )
        % facts
    )


def weighting(wave: Wave) -> list[str]:
    """How the answers were weighted, a sentence for each thing that was done."""
    release = wave.release
    made = release.weighting or {}
    if wave.is_imported:
        said = [_("The wave was held elsewhere: how people were drawn is not known.")]
        if release.population is None:
            return [
                *said, _("Each answer stands for itself only, since nobody knows of how many.")
            ]  # fmt: skip
        if made.get("equal"):
            return [*said, _("Each answer counts for as many as any other.")]
        return [*said, _("Each size counts for as many as there were of it."), *_made(wave)]
    if wave.draw.get("kind") == "stratified":
        said = [_("Who was asked was drawn by lot within each size.")]
    else:
        said = [_("Everybody of the population was asked.")]
    if not made:
        return [*said, _("The answers were not weighted.")]
    said.append(
        _("Who did not answer is made up for by those who are alike: of the same size and branch.")
    )
    return [*said, *_made(wave)]


def _made(wave: Wave) -> list[str]:
    """What weighting did with small groups and with the intervals."""
    said: list[str] = []
    made = wave.release.weighting or {}
    joined = made.get("joined") or []
    if joined:
        said.append(
            ngettext(
                "%(n)s group of too few answers was taken together with the nearest one.",
                "%(n)s groups of too few answers were taken together with the nearest ones.",
                len(joined),
            )
            % {"n": words.number(len(joined))}
        )
    effect = made.get("design_effect")
    if isinstance(effect, (int, float)):
        said.append(
            _(
                "Weighting made the intervals as wide as if %(n)s had answered unweighted."
            )
            % {"n": words.number(round(wave.release.answered / effect) if effect else None)}
        )  # fmt: skip
    return said
