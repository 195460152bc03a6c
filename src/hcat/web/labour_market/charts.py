# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The charts of a forecast: data for the pictures, with their tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hcat.charts.api import Chart, Dot, Row
from hcat.labour_market.api import EffectTold, Forecast, KnownErrors, LeverEffect, Opened
from hcat.numerics.api import Lever, Outcome, Slice
from hcat.web.blocks import Block, TableRow, of_chart
from hcat.web.words import number

from . import words
from .rounding import whole, whole_parts

CSV_HEAD = ("what", "year", "median", "mean", "low80", "high80", "low95", "high95",
            "probability_of_shortage")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """What every chart of a page shares."""

    accent: str
    region: str
    source: str


def source_of(forecast: Forecast) -> str:
    return _("own forecast of %(day)s (%(key)s)") % {
        "day": date_format(forecast.made_at, "DATE_FORMAT"),
        "key": forecast.key,
    }


def _chart(look: Look, title: str, what: str, rows: Sequence[Row], **more: object) -> Chart:
    return Chart(
        language=(get_language() or "nl")[:2],
        title=title,
        what=what,
        alt=f"{title}. {what}",
        unit="persons",
        accent=look.accent,
        rows=tuple(rows),
        **more,  # type: ignore[arg-type]
    )


def _what(look: Look, part: Slice, years: Sequence[int], of: str) -> str:
    title = words.part_title(part)
    return ", ".join(one for one in (of, title, look.region, f"{years[0]}–{years[-1]}") if one)


def _dot(year: int, value: float, **bounds: float) -> Dot:
    return Dot(f"{year}-01-01", f"{year}-12-31", str(year), value, words.persons(value), **bounds)


def _span(years: Sequence[int], value: float, text: str, **more: float) -> Dot:
    """A figure about all the years together."""
    label = f"{years[0]}–{years[-1]}"
    return Dot(f"{years[0]}-01-01", f"{years[-1]}-12-31", label, value, text, **more)


# --- In time ------------------------------------------------------------------------------------


def _fan_row(name: str, years: Sequence[int], told: Outcome, *, is_context: bool = False) -> Row:
    """Medians with ribbons of 50, 80 and 95%; of context only the 80%."""
    ends = {cover: told.interval(cover) for cover in (0.50, 0.80, 0.95)}
    dots = []
    for at, year in enumerate(years):
        bounds = {"low80": float(ends[0.80][0][at]), "high80": float(ends[0.80][1][at])}
        if not is_context:
            bounds |= {
                "low": float(ends[0.95][0][at]), "high": float(ends[0.95][1][at]),
                "low50": float(ends[0.50][0][at]), "high50": float(ends[0.50][1][at]),
            }  # fmt: skip
        dots.append(_dot(year, float(told.median[at]), **bounds))
    return Row(name, tuple(dots), is_context=is_context)


def _fan_table(name: str, years: Sequence[int], told: Outcome, source: str) -> tuple[TableRow, ...]:
    low, high = told.interval(0.80)
    wide_low, wide_high = told.interval(0.95)
    return tuple(
        TableRow(
            name,
            str(year),
            words.persons(float(told.median[at])),
            _("80%%: %(low)s to %(high)s; 95%%: %(low95)s to %(high95)s; shortage: %(chance)s")
            % {
                "low": words.persons(float(low[at])),
                "high": words.persons(float(high[at])),
                "low95": words.persons(float(wide_low[at])),
                "high95": words.persons(float(wide_high[at])),
                "chance": words.chance(float(told.below_zero[at])),
            },
            source,
        )
        for at, year in enumerate(years)
    )


def _fan_csv(name: str, years: Sequence[int], told: Outcome) -> tuple[tuple[str, ...], ...]:
    low, high = told.interval(0.80)
    wide_low, wide_high = told.interval(0.95)
    columns = (told.median, told.mean, low, high, wide_low, wide_high, told.below_zero)
    return tuple(
        (name, str(year), *(str(round(float(one[at]), 4)) for one in columns))
        for at, year in enumerate(years)
    )


def zero() -> str:
    return _("0: as many people as jobs")


def fan(opened: Opened, part: Slice, look: Look, title: str) -> Block:
    """The balance over the years: median and ribbons, and where nobody is short."""
    told, years = opened.outcome("balance", part), opened.years
    chart = _chart(
        look,
        title,
        _what(look, part, years, _("inflow less job openings, people a year")),
        [_fan_row("", years, told)],
        zero=zero(),
        csv=(CSV_HEAD, *_fan_csv("balance", years, told)),
    )
    return of_chart(
        chart,
        table=_fan_table("", years, told, look.source),
        notes=(
            _(
                "The line is the median; the bands hold 50, 80 and 95 of every 100 outcomes. "
                "Below zero people are short."
            ),
        ),
        source=look.source,
    )


def compare(base: Opened, scenario: Opened, look: Look, title: str) -> Block:
    """The scenario beside the forecast without its levers."""
    years = base.years
    told = [
        (_("with the scenario"), scenario.outcome("balance"), False),
        (_("without"), base.outcome("balance"), True),
    ]
    chart = _chart(
        look,
        title,
        _what(look, Slice(), years, _("inflow less job openings, people a year")),
        [_fan_row(name, years, of, is_context=is_context) for name, of, is_context in told],
        zero=zero(),
        csv=(CSV_HEAD, *(line for name, of, _c in told for line in _fan_csv(name, years, of))),
    )
    return of_chart(
        chart,
        table=tuple(
            row for name, of, _c in told for row in _fan_table(name, years, of, look.source)
        ),
        notes=(_("Both meet the same chance, so that only the levers make the difference."),),
        source=look.source,
        has_names=True,
    )


def difference(effect: EffectTold, years: Sequence[int], look: Look, title: str) -> Block:
    """What the scenario adds to the balance of each year."""
    each = list(zip(years, effect.difference, effect.low, effect.high, strict=True))
    chart = _chart(
        look,
        title,
        _what(look, Slice(), years, _("scenario less base, people a year")),
        [Row("", tuple(_dot(y, mean, low80=low, high80=high) for y, mean, low, high in each))],
        csv=(
            ("year", "mean", "low80", "high80"),
            *(tuple(map(str, (y, *(round(one, 4) for one in rest)))) for y, *rest in each),
        ),
    )
    return of_chart(
        chart,
        table=tuple(
            TableRow(
                "",
                str(year),
                words.signed_persons(mean),
                _("80%%: %(low)s to %(high)s")
                % {"low": words.signed_persons(low), "high": words.signed_persons(high)},
                look.source,
            )
            for year, mean, low, high in each
        ),
        notes=(_("The line is the mean; the band holds 80 of every 100 outcomes."),),
        source=look.source,
    )


def flows(opened: Opened, part: Slice, look: Look, title: str) -> Block:
    """Who joins the labour force, beside the jobs that fall open."""
    years = opened.years
    told = [
        (_("job openings"), opened.outcome("openings", part), False),
        (_("inflow"), opened.outcome("inflow", part), True),
    ]
    chart = _chart(
        look,
        title,
        _what(look, part, years, _("people a year, medians")),
        [
            Row(
                name,
                tuple(_dot(y, float(v)) for y, v in zip(years, of.median, strict=True)),
                is_context=is_context,
            )
            for name, of, is_context in told
        ],
        csv=(CSV_HEAD, *(line for name, of, _c in told for line in _fan_csv(name, years, of))),
    )
    return of_chart(
        chart,
        table=tuple(
            row for name, of, _c in told for row in _flow_table(name, years, of, look.source)
        ),
        source=look.source,
        has_names=True,
    )


def _flow_table(
    name: str, years: Sequence[int], told: Outcome, source: str
) -> tuple[TableRow, ...]:
    low, high = told.interval(0.80)
    return tuple(
        TableRow(
            name,
            str(year),
            words.persons(float(told.median[at])),
            _("80%%: %(low)s to %(high)s")
            % {"low": words.persons(float(low[at])), "high": words.persons(float(high[at]))},
            source,
        )
        for at, year in enumerate(years)
    )


# --- Side by side -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Step:
    """A bar of the waterfall: whole people, which add up."""

    name: str
    period: str
    value: int
    since: int
    is_sum: bool


def steps(opened: Opened, part: Slice, year: int) -> list[Step]:
    """From the mean balance of the first year to that of another, cause by cause."""
    at = opened.years.index(year)
    means = opened.outcome("balance", part).mean
    first, last = whole(float(means[0])), whole(float(means[at]))
    causes = opened.causes_of_change(part)
    parts = whole_parts([values[at] for values in causes.values()], last - first)
    start, span = str(opened.years[0]), f"{opened.years[0]}–{year}"
    found = [Step(_("Balance %(year)s") % {"year": start}, start, first, 0, True)]
    level = first
    for cause, moved in zip(causes, parts, strict=True):
        found.append(Step(str(words.CAUSES[cause]), span, moved, level, False))
        level += moved
    return [*found, Step(_("Balance %(year)s") % {"year": year}, str(year), last, 0, True)]


def waterfall(opened: Opened, part: Slice, year: int, look: Look, title: str) -> Block:
    years = (opened.years[0], year)
    found = steps(opened, part, year)
    chart = _chart(
        look,
        title,
        _what(look, part, years, _("what each cause adds to the balance, people a year, means")),
        [
            Row(
                one.name,
                (_span(years, one.since + one.value, _step_text(one), since=one.since),),
                is_context=one.is_sum,
            )
            for one in found
        ],
        csv=(("what", "people"), *((one.name, str(one.value)) for one in found)),
    )
    return of_chart(
        chart,
        table=tuple(
            TableRow(
                one.name,
                one.period,
                _step_text(one),
                _("mean"),
                look.source,
            )
            for one in found
        ),
        notes=(
            _(
                "These are means, since means add up and medians do not: they may differ from the "
                "line above. Rounded so that the whole numbers add up too."
            ),
        ),
        source=look.source,
        has_names=True,
    )


def _step_text(one: Step) -> str:
    return words.persons(one.value) if one.is_sum else words.signed(one.value)


def classes(opened: Opened, part: Slice, look: Look, title: str) -> Block:
    """The probability of each of ROA's classes, over the whole period."""
    years = opened.years
    found = [(str(words.PROSPECTS[one]), share) for one, share in opened.classes(part).items()]
    chart = _chart(
        look,
        title,
        _what(look, part, years, _("chance of each class of ROA, for who graduates")),
        [Row(name, (_span(years, share, words.chance(share)),)) for name, share in found],
        csv=(("class", "probability"), *((name, str(round(share, 4))) for name, share in found)),
    )
    return of_chart(
        chart,
        table=tuple(
            TableRow(name, f"{years[0]}–{years[-1]}", words.chance(share), "", look.source)
            for name, share in found
        ),
        notes=(
            _(
                "ROA’s indicator: inflow and people out of work for a short time, divided by the "
                "openings. Up to 0.85 very good, up to 1.00 good, up to 1.05 reasonable, up to "
                "1.15 moderate, above that bad. Good for who graduates is bad for who seeks staff."
            ),
        ),
        source=look.source,
        has_names=True,
    )


def ranking(
    ranked: Sequence[tuple[Lever, LeverEffect]], years: Sequence[int], look: Look, title: str
) -> Block:
    """Which lever closes most of the gap per point of effort."""
    chart = _chart(
        look,
        title,
        _what(look, Slice(), years, _("people per point of effort, all years together, medians")),
        [
            Row(
                words.lever_title(lever),
                (
                    _span(
                        years, one.per_effort, words.signed_persons(one.per_effort),
                        low80=one.low, high80=one.high,
                    ),
                ),
            )
            for lever, one in ranked
        ],
        csv=(
            ("lever", "per_effort", "low80", "high80", "probability_of_being_first", "people"),
            *(
                (words.lever_title(lever), *(str(round(number_, 4)) for number_ in (
                    one.per_effort, one.low, one.high, one.first, one.total)))
                for lever, one in ranked
            ),
        ),
    )  # fmt: skip
    return of_chart(
        chart,
        is_drawn=len(ranked) > 1,
        table=tuple(
            TableRow(
                words.lever_title(lever),
                f"{years[0]}–{years[-1]}",
                words.signed_persons(one.per_effort),
                _("80%%: %(low)s to %(high)s; most of all: %(chance)s")
                % {
                    "low": words.signed_persons(one.low),
                    "high": words.signed_persons(one.high),
                    "chance": words.chance(one.first),
                },
                look.source,
            )
            for lever, one in ranked
        ),
        notes=(_("The thin line holds 80 of every 100 outcomes."),),
        source=look.source,
        has_names=True,
    )


def scores(found: KnownErrors, look: Look, title: str) -> Block:
    """How far each method is off, per programme."""
    years = found.ours.years
    chart = _chart(
        look,
        title,
        ", ".join(
            (
                str(found.ours.what),
                _("mean distance to the outcome (CRPS), graduates per programme"),
                f"{years[0]}–{years[-1]}",
            )
        ),
        [
            Row(
                str(one.title),
                (_span(years, one.crps.value, number(one.crps.value, 2)),),
            )
            for one in found.ours.methods
        ],
        csv=(
            ("method", "crps", "low95", "high95", "within50", "within80", "within95"),
            *(
                tuple(
                    map(
                        str,
                        (one.method, one.crps.value, one.crps.low, one.crps.high, one.within50,
                         one.within80, one.within95),
                    )
                )
                for one in found.ours.methods
            ),
        ),
    )  # fmt: skip
    return of_chart(
        chart,
        table=tuple(
            TableRow(
                str(one.title),
                f"{years[0]}–{years[-1]}",
                number(one.crps.value, 2),
                _("95%%: %(low)s to %(high)s")
                % {"low": number(one.crps.low, 2), "high": number(one.crps.high, 2)},
                look.source,
            )
            for one in found.ours.methods
        ),
        source=look.source,
        has_names=True,
    )


def gaps(rows: Sequence[tuple[str, int]], years: Sequence[int], look: Look, title: str) -> Block:
    """The gap of each level, over all the years."""
    chart = _chart(
        look,
        title,
        ", ".join((_("inflow less job openings, people"), f"{years[0]}–{years[-1]}")),
        [Row(name, (_span(years, value, words.persons(value)),)) for name, value in rows],
        csv=(("level", "balance"), *((name, str(value)) for name, value in rows)),
    )
    return of_chart(
        chart,
        table=tuple(
            TableRow(name, f"{years[0]}–{years[-1]}", words.persons(value), "", look.source)
            for name, value in rows
        ),
        source=look.source,
        has_names=True,
    )
