# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The figures of a published series, one at a time: adding one, and correcting one."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from hcat.agenda.api import Figure, Item, Series, VersionEntry, history, revise, standing_in
from hcat.foundation.api import NotFound
from hcat.web import words
from hcat.web.desk import freshness
from hcat.web.desk.agenda_work import AgendaWork, hub, newest, shown_day, trail_to
from hcat.web.desk.changing import Reasoned
from hcat.web.desk.flow import Section
from hcat.web.desk.forms.data import Data, flatten
from hcat.web.desk.forms.form import Form
from hcat.web.desk.forms.specs import specs_of
from hcat.web.desk.pages import actor, desk_page, let_in
from hcat.web.elements import title_of
from hcat.web.site import Link

_SECTIONS = (
    ("when", ("start", "end", "group")),
    ("what", ("numerator", "denominator", "value", "low", "high", "n")),
    ("missing", ("missing_reason",)),
    ("how", ("source", "quality", "note")),
)


def name_of(figure: Figure) -> str:
    """What tells a figure from the others of its series, as an address holds it."""
    return "_".join([figure.start.isoformat(), figure.end.isoformat(), figure.group]).rstrip("_")


def title_of_figure(figure: Figure) -> str:
    """The period, and the part of the whole."""
    period = words.period(figure.start, figure.end)
    return f"{period}, {figure.group}" if figure.group else period


class FigureOfSeries(AgendaWork):
    """One figure; `name` is None for a new one."""

    def __init__(self, request: HttpRequest, key: str, name: str | None) -> None:
        super().__init__(request)
        self.item: Item[Series] = newest("series", key)
        let_in(request, "agenda.revise", standing_in(self.item.sheet))
        self.name = name
        self.figure = next((f for f in self.item.sheet.figures if name_of(f) == name), None)
        if (name is not None and self.figure is None) or self.item.ended_as:
            raise NotFound(
                _("There is no such figure."), mend=_("Choose one on the page of the series.")
            )
        self.title = (
            _("Correct the figure of %(period)s") % {"period": title_of_figure(self.figure)}
            if self.figure
            else _("Add a figure")
        )
        self.lead = title_of(self.item)

    def initial(self) -> Data:
        data = super().initial()
        data[freshness.BASED_ON] = [str(self.item.version_id)]
        if self.figure is not None:
            data |= flatten(specs_of(Figure), _dump(self.figure))
        return data

    def own_forms(self, data: Data) -> list[Form[Any]]:
        unit = words.unit_name(self.item.sheet.unit)
        called = {"value": _("Value (%(unit)s)") % {"unit": unit}}
        return [Form(Figure, data, self.offer, called=called)]

    def own_sections(self, forms: list[Form[Any]]) -> list[Section]:
        headings = {
            "when": _("About which period"),
            "what": _("The figure"),
            "missing": _("Or why there is none"),
            "how": _("How it is known"),
        }
        return [Section(headings[name], forms[0], fields) for name, fields in _SECTIONS]

    def own_answers(self, forms: list[Form[Any]]) -> Figure | None:
        figure: Figure | None = forms[0].read()
        return figure

    def check_fresh(self, data: Data) -> Data | None:
        if self.name is None:
            return None
        return freshness.check(
            self,
            data,
            history("series", self.item.key),
            cls=Figure,
            names=[spec.name for spec in specs_of(Figure)],
            dump=self._in_version,
        )

    def _in_version(self, entry: VersionEntry) -> dict[str, Any] | None:
        found = (one for one in entry.item.sheet.figures if name_of(one) == self.name)
        return next((_dump(one) for one in found), None)

    def change(self, own: Figure, why: Reasoned) -> Any:
        figures = [own if one is self.figure else one for one in self.item.sheet.figures]
        if self.figure is None:
            figures.append(own)
        return revise(
            by=actor(self.request),
            kind="series",
            key=self.item.key,
            fields={"figures": [_dump(one) for one in figures]},
            on=why.on,
            reason=why.reason,
            decision=why.decision,
            based_on=self.item.version_id,
        )

    def done(self, outcome: Item[Any]) -> tuple[str, str]:
        message = _("Changed from %(day)s on: %(title)s.") % {
            "day": shown_day(outcome.valid_from),
            "title": title_of(outcome),
        }
        return message, hub("series", self.item.key)

    def trail(self) -> list[Link]:
        return trail_to(self.item)


def _dump(figure: Figure) -> dict[str, Any]:
    dump: dict[str, Any] = figure.model_dump(mode="json")
    return dump


@desk_page
def new(request: HttpRequest, key: str) -> HttpResponse:
    return FigureOfSeries(request, key, None).respond()


@desk_page
def edit(request: HttpRequest, key: str, name: str) -> HttpResponse:
    return FigureOfSeries(request, key, name).respond()
