# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A forecast in words: what it says, how sure that is, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hcat.labour_market.api import InputRow, Opened, fields, input_title, latest
from hcat.numerics.api import Cause, Lever, LeverKind, Prospects, Slice
from hcat.web import labels
from hcat.web.words import number, percent

from .rounding import about, whole

LIKELY = 80
"""From this chance on, in whole percents as a page shows it, it is said to be one or the other."""

CAUSES = {
    Cause.INFLOW: gettext_lazy("Graduates"),
    Cause.OUTFLOW: gettext_lazy("Retirement, other work"),
    Cause.MIGRATION: gettext_lazy("Moving in and out"),
    Cause.GROWTH: gettext_lazy("Growth of jobs"),
}
PROSPECTS = {
    Prospects.VERY_GOOD: gettext_lazy("very good"),
    Prospects.GOOD: gettext_lazy("good"),
    Prospects.REASONABLE: gettext_lazy("reasonable"),
    Prospects.MODERATE: gettext_lazy("moderate"),
    Prospects.BAD: gettext_lazy("bad"),
}
LEVERS = {
    LeverKind.TECHNOLOGY_CHOICE: gettext_lazy("More choose technology"),
    LeverKind.RETENTION: gettext_lazy("More graduates stay"),
    LeverKind.ARRIVALS: gettext_lazy("More people come from elsewhere"),
    LeverKind.LATER_RETIREMENT: gettext_lazy("People retire later"),
    LeverKind.GROWTH: gettext_lazy("Companies grow faster"),
}
SPOKEN_OF = {"classroom.technology_choice": LeverKind.TECHNOLOGY_CHOICE}
"""Which lever a target of the agenda moves, by the measure that it names."""
LEVER_UNITS = {
    LeverKind.TECHNOLOGY_CHOICE: gettext_lazy("percent more than without"),
    LeverKind.RETENTION: gettext_lazy("percentage points more"),
    LeverKind.ARRIVALS: gettext_lazy("people a year more"),
    LeverKind.LATER_RETIREMENT: gettext_lazy("years later"),
    LeverKind.GROWTH: gettext_lazy("percentage points a year more"),
}
UNITS = {
    "persons": gettext_lazy("people"),
    "percent": gettext_lazy("percent"),
    "years": gettext_lazy("years"),
    "percentage_points": gettext_lazy("percentage points"),
    "log_odds": gettext_lazy("log odds"),
}


# --- What it is about ---------------------------------------------------------------------------


def level_title(code: str) -> str:
    return labels.level(code) if code else _("All levels")


def field_title(code: str) -> str:
    if not code:
        return _("All fields")
    return next((str(one.title) for one in fields() if one.code == code), code)


def part_title(part: Slice) -> str:
    """``HBO, Mechanical engineering``; all together has no name."""
    told = [level_title(part.level)] if part.level else []
    told += [field_title(part.field)] if part.field else []
    return ", ".join(told)


def about_title(opened: Opened, name: str) -> str:
    """What a figure is about, from the codes that name it: a level, a field, a sector."""
    return ", ".join(_code_title(opened, one) for one in name.split("/") if one)


def _code_title(opened: Opened, code: str) -> str:
    if code in opened.market.sectors:
        return str(opened.market.sectors[code])
    if code in opened.levels:
        return level_title(code)
    return "" if code == opened.region else field_title(code)


def lever_title(lever: Lever) -> str:
    """What is moved and for whom."""
    whom = [level_title(one) for one in lever.levels] + [field_title(one) for one in lever.fields]
    title = str(LEVERS[lever.kind])
    return f"{title} ({', '.join(whom)})" if whom else title


def lever_amount(lever: Lever) -> str:
    return f"{signed(lever.amount)} {LEVER_UNITS[lever.kind]}"


# --- Numbers ------------------------------------------------------------------------------------


def as_given(value: float) -> str:
    """A figure of the inputs with all its decimals: 67.25 years are 67 and three months."""
    return number(value, len(str(value).partition(".")[2]) if value != int(value) else 0)


def persons(value: float) -> str:
    """A whole number of people, with a true minus."""
    return number(whole(value))


def people(count: int) -> str:
    """So many people, in words that fit one as well."""
    return ngettext("%(number)s person", "%(number)s people", abs(count)) % {
        "number": number(abs(count))
    }


def signed(value: float) -> str:
    text = number(value)
    return f"+{text}" if value > 0 else text


def signed_persons(value: float) -> str:
    return signed(whole(value))


def chance(probability: float) -> str:
    """A probability in whole percents; never 0 or 100, which draws cannot show.

    >>> chance(0.877), chance(0.9999), chance(0.0)
    ('88%', '> 99%', '< 1%')
    """
    rounded = whole(probability * 100)
    if rounded >= 100:
        return f"> {percent(99)}"
    return percent(rounded) if rounded else f"< {percent(1)}"


def shortage_or_more(value: float) -> str:
    """A balance in words: ``920 too few``."""
    rounded = about(value)
    if rounded < 0:
        return _("%(number)s too few") % {"number": number(-rounded)}
    if rounded > 0:
        return _("%(number)s too many") % {"number": number(rounded)}
    return _("as many as there are jobs")


# --- What the forecast says ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sureness:
    """How sure a shortage is: a shape and a word, never a colour alone."""

    shape: str
    word: str


def sureness(of_shortage: float) -> Sureness:
    """What a probability of a shortage comes to, the same as the percents beside it say.

    >>> [sureness(one).shape for one in (0.796, 0.794, 0.204)]
    ['▼', '?', '▲']
    """
    shown = whole(of_shortage * 100)
    if shown >= LIKELY:
        return Sureness("▼", _("shortage"))
    if shown <= 100 - LIKELY:
        return Sureness("▲", _("more people than jobs"))
    return Sureness("?", _("cannot tell"))


def answer(opened: Opened, part: Slice, year: int, region: str) -> str:
    """The first sentence of a page: the median of a year."""
    at = opened.years.index(year)
    rounded = about(float(opened.outcome("balance", part).median[at]))
    facts = {
        "region": region, "year": year, "number": number(abs(rounded)), "what": part_title(part),
        "people": people(rounded),
    }  # fmt: skip
    if not part_title(part):
        if rounded < 0:
            return _("%(region)s lacks about %(number)s technicians a year by %(year)s") % facts
        if rounded > 0:
            return _("%(region)s has about %(number)s technicians a year to spare by %(year)s") % (
                facts
            )
        return _("%(region)s has about as many technicians as jobs in %(year)s") % facts
    if rounded < 0:
        said = _("%(what)s: about %(people)s a year too few by %(year)s") % facts
    elif rounded > 0:
        said = _("%(what)s: about %(people)s a year too many by %(year)s") % facts
    else:
        said = _("%(what)s: about as many people as jobs in %(year)s") % facts
    return f"{said[:1].upper()}{said[1:]}"


def headline(region: str) -> str:
    """The answer for the whole region in the last year; empty where there is no forecast."""
    opened = latest()
    return answer(opened, opened.part(), opened.years[-1], region) if opened else ""


def how_sure(opened: Opened, part: Slice, year: int) -> str:
    at = opened.years.index(year)
    told = opened.outcome("balance", part)
    low, high = told.interval(0.80)
    return _(
        "The chance of a shortage is %(chance)s. In four cases out of five the outcome lies "
        "between %(low)s and %(high)s."
    ) % {
        "chance": chance(float(told.below_zero[at])),
        "low": shortage_or_more(float(low[at])),
        "high": shortage_or_more(float(high[at])),
    }


def rests_on(opened: Opened, part: Slice, year: int) -> list[str]:
    """Where its uncertainty comes from, in sentences."""
    origins = opened.origins(part, year)
    if not origins.largest:
        return []
    said = [
        _(
            "%(share)s of the uncertainty rests on assumptions: figures that nobody measured. That "
            "counts the figures that we vary; those that we take as given, such as ages, sectors "
            "and the pension age, come on top."
        )
        % {"share": portion(origins.assumed)}
    ]
    if origins.moving >= 0.1:
        said.append(
            _(
                "%(share)s is how the years ahead will go, such as the economy: nobody can "
                "measure that beforehand. What is assumed about it counts in both."
            )
            % {"share": portion(origins.moving)}
        )
    found = origins.narrows_most
    if found is not None:
        what = about_title(opened, found.name)
        quoted = _("“%(title)s”") % {"title": input_title(found.input)}
        said.append(
            _(
                "Of all that can be measured, this figure would narrow the forecast most: "
                "%(what)s (%(share)s of the uncertainty)."
            )
            % {
                "what": f"{quoted} ({what})" if what else quoted,
                "share": chance(found.share),
            }
        )
    return said


def portion(share: float) -> str:
    """A share in words, with its number."""
    for least, text in (
        (0.9, _("Almost all (%(share)s)")),
        (0.6, _("Most (%(share)s)")),
        (0.4, _("About half (%(share)s)")),
        (0.1, _("A smaller part (%(share)s)")),
    ):
        if share >= least:
            return text % {"share": chance(share)}
    return _("Hardly any (%(share)s)") % {"share": chance(share)}


def change(opened: Opened, part: Slice, year: int) -> str:
    """Whether it grows, in one sentence: means, as those of the causes add up."""
    means = opened.outcome("balance", part).mean
    first, last = whole(float(means[0])), whole(float(means[opened.years.index(year)]))
    facts = {
        "from": opened.years[0], "to": year, "people": people(last - first), "last": number(last),
    }  # fmt: skip
    if last < first:
        return _("From %(from)s to %(to)s the balance falls by %(people)s, to %(last)s a year") % (
            facts
        )
    if last > first:
        return _("From %(from)s to %(to)s the balance rises by %(people)s, to %(last)s a year") % (
            facts
        )
    return _("From %(from)s to %(to)s the balance stays the same") % facts


def closes(total: float, years: tuple[int, ...]) -> str:
    """What a scenario does to the gap, over all its years."""
    facts = {"number": number(abs(about(total))), "from": years[0], "to": years[-1]}
    if about(total) > 0:
        return _("closes about %(number)s of the gap, added up over %(from)s–%(to)s") % facts
    if about(total) < 0:
        return _("widens the gap by about %(number)s, added up over %(from)s–%(to)s") % facts
    return _("changes next to nothing over %(from)s–%(to)s") % facts


def input_about(opened: Opened, row: InputRow) -> str:
    """Whom a row of the inputs is about."""
    told = about_title(opened, "/".join((row.level, row.field, row.sector)))
    if row.age_from is not None and row.age_to is not None:
        ages = _("ages %(first)s to %(last)s") % {"first": row.age_from, "last": row.age_to}
        if row.age_from == row.age_to:
            ages = _("age %(age)s") % {"age": row.age_from}
        told = f"{told}, {ages}" if told else ages
    return told or _("everybody")
