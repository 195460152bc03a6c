# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Verdicts and figures as tables, from what was written down when the report was frozen.

A draft gives the same tables, of what would be written down now.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from hcat.agenda.api import Item, Source, items
from hcat.evidence.api import Changes, FigureStep, period_words, verdict_word
from hcat.foundation.api import Translated
from hcat.numerics.api import Estimate, Verdict
from hcat.reports.composing import phrases
from hcat.reports.composing.basis import Basis
from hcat.reports.document import Cell, Column, Table

QUALITIES: dict[str, Promise] = {
    "measured": pgettext_lazy("quality", "measured"),
    "published": pgettext_lazy("quality", "published"),
    "estimated": pgettext_lazy("quality", "estimated"),
    "assumed": pgettext_lazy("quality", "assumed"),
}
STEPS: dict[FigureStep, Promise] = {
    FigureStep.NEW: pgettext_lazy("figure", "new"),
    FigureStep.CORRECTED: pgettext_lazy("figure", "corrected"),
    FigureStep.WITHDRAWN: pgettext_lazy("figure", "withdrawn"),
    FigureStep.LEFT_OUT: pgettext_lazy("figure", "no longer looked at"),
}
ROLES: dict[str, Promise] = {
    "figures": gettext_lazy("speaks of what the target speaks of"),
    "conditions": gettext_lazy("of a condition of the target"),
    "proxies": gettext_lazy("comes near, and proves nothing alone"),
    "parts": gettext_lazy("of a part of the whole"),
}
"""What a figure is to a target."""


def standings(basis: Basis) -> Table:
    """A row for each target: what was promised, the last figure, the verdict and why."""
    content = basis.snapshot.content
    points = {one.key: one.sheet.short for one in basis.points()}
    turned = {one.result: one.before for one in basis.changes.verdicts} if basis.changes else {}
    sources = sources_of(basis)
    rows: list[tuple[Cell, ...]] = []
    for result in content["results"]:
        before = turned.get(result["key"])
        for target in result["targets"]:
            promise = target["promise"]
            latest = _latest(content, target)
            rows.append(
                (
                    str(points.get(result["point"], result["point"])),
                    _said(result["title"]),
                    _verdict(result["verdict"]),
                    verdict_word(before) if before else None,
                    str(Translated(promise["title"])),
                    _yes(target["in_force"]),
                    _verdict(target["verdict"]),
                    target["probability"],
                    _said(target["aim"]),
                    promise["value"],
                    promise["unit"],
                    _day(promise["deadline"]),
                    *_figure(latest, sources),
                    *_reckoned(target),
                    _said(target["sentence"]),
                    f"{result['key']}/{target['key']}",
                )
            )
    columns = (
        Column(_("Agenda point")), Column(_("Result")), Column(_("Verdict on the result")),
        Column(_("Was")), Column(pgettext("sheet", "Target")), Column(_("Decides now")),
        Column(_("Verdict on the target")),
        Column(_("Probability of reaching it (0 to 1)"), is_number=True),
        Column(_("Promised")), Column(_("Promised value"), is_number=True),
        Column(_("Unit of the promise")), Column(_("Deadline")), *_figure_columns(),
        Column(_("The verdict reckons from"), is_number=True),
        Column(_("The verdict reckons to"), is_number=True),
        Column(_("Why")), Column(_("Key")),
    )  # fmt: skip
    return Table(
        caption=_("How every result and target stood on %(day)s")
        % {"day": phrases.day(basis.as_of)},
        columns=columns,
        rows=tuple(rows),
        name=_("Results and targets"),
    )


def turned(changes: Changes) -> Table:
    """Verdicts that read otherwise than in the report before."""
    rows = tuple(
        (str(one.title), verdict_word(one.before), verdict_word(one.after), one.why, one.result)
        for one in changes.verdicts
    )
    columns = (
        Column(_("Result")), Column(_("Was")), Column(_("Is now")), Column(_("Why")),
        Column(_("Key")),
    )  # fmt: skip
    return Table(_("Verdicts that turned"), columns, rows, name=_("turned"))


def came_in(basis: Basis, changes: Changes) -> Table:
    """Figures that are new, corrected or withdrawn since the report before."""
    figures = basis.snapshot.content["figures"]
    titles = {one["key"]: _said(one["title"]) for one in basis.snapshot.content["results"]}
    sources = sources_of(basis)
    rows = tuple(
        (
            str(STEPS[one.step]),
            str(one.title),
            _part(figures.get(str(one.observation))) or one.group or None,
            *_numbers(one.before)[:1],
            *_figure(figures.get(str(one.observation)), sources),
            one.note or None,
            phrases.listed(titles.get(key, key) for key in one.results) or None,
            one.observation,
        )
        for one in changes.figures
    )
    columns = (
        Column(_("What became of it")), Column(_("Figure of")), Column(_("Part of the whole")),
        Column(_("Was"), is_number=True), *_figure_columns(), Column(_("Why it was corrected")),
        Column(_("Looked at for")), Column(_("Number"), is_number=True),
    )  # fmt: skip
    return Table(
        _("Figures that came in or changed since the report before"), columns, rows,
        name=_("Figures that came in"),
    )  # fmt: skip


def figures(basis: Basis) -> Table:
    """Every figure that some target looks at, once for each of these."""
    content = basis.snapshot.content
    sources = sources_of(basis)
    rows = tuple(
        (
            _said(result["title"]),
            str(Translated(target["promise"]["title"])),
            str(ROLES[role]),
            _said(content["figures"][str(number)]["title"]),
            _part(content["figures"][str(number)]) or None,
            *_figure(content["figures"][str(number)], sources),
            _recorded(content["figures"][str(number)]),
            number,
        )
        for result in content["results"]
        for target in result["targets"]
        for role, number in _looked_at(target)
    )
    columns = (
        Column(_("Result")), Column(pgettext("sheet", "Target")), Column(_("What it is to it")),
        Column(_("Figure of")), Column(_("Part of the whole")), *_figure_columns(),
        Column(_("Recorded on")), Column(_("Number"), is_number=True),
    )  # fmt: skip
    return Table(_("Every figure behind the report"), columns, rows, name=_("All figures"))


def _looked_at(target: dict[str, Any]) -> Iterator[tuple[str, int]]:
    joined = [number for one in target["conditions"] for number in one["figures"]]
    for role, numbers in (
        ("figures", target["figures"]), ("conditions", joined), ("proxies", target["proxies"]),
        ("parts", target["parts"]),
    ):  # fmt: skip
        yield from ((role, number) for number in dict.fromkeys(numbers))


def _latest(content: dict[str, Any], target: dict[str, Any]) -> dict[str, Any] | None:
    """The last figure about the whole that is not missing; else the one that says why it is."""
    own = [content["figures"][str(number)] for number in target["figures"]]
    known = [one for one in own if one["estimate"]["value"] is not None]
    found: dict[str, Any] | None = (known or own)[-1] if own else None
    return found


def _reckoned(target: dict[str, Any]) -> tuple[Cell, Cell]:
    """Between which bounds the verdict reckons with the figure, where it does so."""
    facts = target["judgement"]["facts"]
    return facts.get("lower_bound"), facts.get("upper_bound")


# --- One figure ---------------------------------------------------------------------------------


def _figure_columns() -> tuple[Column, ...]:
    return (
        Column(_("Figure"), is_number=True), Column(_("Unit")),
        Column(_("Counted"), is_number=True), Column(_("Counted among"), is_number=True),
        Column(_("At least"), is_number=True), Column(_("At most"), is_number=True),
        Column(_("How sure (0 to 1)"), is_number=True), Column(_("Answers"), is_number=True),
        Column(_("Period")), Column(_("First day")), Column(_("Last day")), Column(_("Quality")),
        Column(_("Source")), Column(_("Method")), Column(_("Why it is missing")),
    )  # fmt: skip


def _figure(stored: dict[str, Any] | None, sources: dict[str, Item[Source]]) -> tuple[Cell, ...]:
    """A stored figure under `_figure_columns`; a dash where there is none at all."""
    if stored is None:
        return (phrases.MISSING, *[None] * (len(_figure_columns()) - 1))
    estimate = Estimate.from_dict(stored["estimate"])
    source = sources.get(stored["source_key"])
    named = f"{source.sheet.publisher}, {source.sheet.title}" if source else _(estimate.source)
    return (
        *_numbers(estimate),
        period_words(estimate.period),
        estimate.period.start,
        estimate.period.end,
        str(QUALITIES[estimate.quality.value]),
        named,
        _(estimate.method) if estimate.method else None,
        _(estimate.missing_reason) if estimate.missing_reason else None,
    )


def _numbers(estimate: Estimate | None) -> tuple[Cell, ...]:
    """Value, unit, counts, bounds, how sure these are and answers; a missing value is a dash."""
    if estimate is None:
        return (None,) * 8
    has_bounds = estimate.low is not None or estimate.high is not None
    return (
        phrases.MISSING if estimate.value is None else estimate.value,
        estimate.unit,
        estimate.numerator,
        estimate.denominator,
        estimate.low,
        estimate.high,
        estimate.confidence if has_bounds else None,
        estimate.n,
    )


def sources_of(basis: Basis) -> dict[str, Item[Source]]:
    """Sheets of the sources by key, also of those that have ended."""
    found = items("source", as_of=basis.as_of, known_on=basis.known_on, ended=True)
    return {one.key: one for one in found}


def _part(stored: dict[str, Any] | None) -> str:
    if stored is None:
        return ""
    return _said(stored["part"]) if stored.get("part") else str(stored["group"])


def _said(texts: dict[str, str]) -> str:
    return str(Translated(texts))


def _verdict(word: str) -> str:
    return verdict_word(Verdict(word))


def _yes(answer: bool) -> str:
    return pgettext("sheet", "yes") if answer else pgettext("sheet", "no")


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _recorded(stored: dict[str, Any]) -> date:
    return date.fromisoformat(stored["recorded_at"][:10])
