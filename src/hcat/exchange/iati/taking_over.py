# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Another programme's indicators become published series of another area, to compare with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hcat.agenda.api import (
    SHEETS,
    Figure,
    Group,
    Series,
    SheetRefused,
    Source,
    adopt,
    items,
    revise,
)
from hcat.exchange.tables.plan import Changed, Complaint, Left, Outcome, RowError, RowPlan
from hcat.exchange.tables.writing import as_text
from hcat.foundation.api import Actor, HcatError, today

from .foreign import Foreign

DATED = "last-updated-datetime"


@dataclass(slots=True)
class Taken:
    """What became of the indicators: those that change something or are refused, how many change
    nothing, and those that no series can hold."""

    rows: list[RowPlan] = field(default_factory=list)
    unchanged: int = 0
    left: list[Left] = field(default_factory=list)


def take_over(indicators: Iterable[Foreign], *, by: Actor, older: bool = False) -> Taken:
    """Write each indicator as a source and a published series. Refused, unless `older`: what the
    file gives of an earlier day than that of what stands.

    To be called within a transaction: what is refused leaves the others written.
    """
    standing = {(kind, one.key): one for kind in ("source", "series")
                for one in items(kind, ended=True)}  # fmt: skip
    taken = Taken()
    for one in indicators:
        if one.left:
            taken.left.append(Left(one.line, one.name, one.left))
            continue
        try:
            made = _one(one, standing, by, older=older)
        except RowError as error:
            made = RowPlan(one.line, one.name, Outcome.REFUSED, (), error.found)
        except SheetRefused as error:
            found = tuple(
                Complaint(name, text) for name, said in error.fields.items() for text in said
            )
            made = RowPlan(one.line, one.name, Outcome.REFUSED, (), found)
        except HcatError as error:
            made = RowPlan(one.line, one.name, Outcome.REFUSED, (), (Complaint.of(error),))
        if made is None:
            taken.unchanged += 1
        else:
            taken.rows.append(made)
    return taken


def _one(
    one: Foreign, standing: dict[tuple[str, str], Any], by: Actor, *, older: bool
) -> RowPlan | None:
    if one.wrong:
        raise RowError(*one.wrong)
    source, series = (
        standing.get((kind, fields["key"]))
        for kind, fields in (("source", one.source), ("series", one.series))
    )
    if source is not None and not older:
        _refuse_older(one.source["published"], source.sheet.published)
    changes = [
        *_put("source", one.source, standing, by, one),
        *_put("series", one.series, standing, by, one),
    ]
    if not changes:
        return None
    outcome = Outcome.NEW if series is None else Outcome.CORRECTED
    if outcome is Outcome.NEW:
        figures = standing["series", one.series["key"]].sheet.figures
        changes = [Changed(_when(figure), "", _shown(figure)) for figure in figures]
    return RowPlan(one.line, one.name, outcome, tuple(changes))


def _refuse_older(given: str, stands: str) -> None:
    days = _day(given), _day(stands)
    if days[0] is None or days[1] is None or days[0] >= days[1]:
        return
    raise RowError(
        Complaint(
            DATED,
            _("This is older than what stands: of %(given)s, and what stands is of %(stands)s.")
            % {
                "given": date_format(days[0], "DATE_FORMAT"),
                "stands": date_format(days[1], "DATE_FORMAT"),
            },
            _("Older figures would take the place of newer ones."),
            _(
                "Bring a newer file. If it has to be this one, tick at the desk that it may be "
                "older, or give --older."
            ),
        )
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _put(
    kind: str, fields: dict[str, Any], standing: dict[tuple[str, str], Any], by: Actor, one: Foreign
) -> list[Changed]:
    """Take a sheet in, or bring it up to date; what that changed."""
    key = fields["key"]
    rest = {name: value for name, value in fields.items() if name != "key"}
    now = standing.get((kind, key))
    reason = _("Taken over from the IATI activity %(id)s.") % {"id": one.identifier}
    if now is None:
        standing[kind, key] = adopt(
            by=by, kind=kind, key=key, fields=rest, on=today(), reason=reason
        )
        return [Changed(kind, "", one.name)]
    sheet = now.sheet.model_copy(
        update=SHEETS[kind].model_validate({**now.sheet.model_dump(mode="json"), **rest}).__dict__
    )
    if sheet == now.sheet:
        return []
    standing[kind, key] = revise(by=by, kind=kind, key=key, fields=rest, on=today(), reason=reason)
    return list(_differences(now.sheet, sheet))


# --- What is another than it was ------------------------------------------------------------------


def _differences(was: Source | Series, now: Source | Series) -> Iterator[Changed]:
    """Field by field, and of a series figure by figure; never none for sheets that differ."""
    for name in type(now).model_fields:
        old, new = getattr(was, name), getattr(now, name)
        if old == new:
            continue
        if name == "figures":
            yield from _of_figures(old, new)
        else:
            yield Changed(name, _plain(old), _plain(new))


def _of_figures(was: Iterable[Figure], now: Iterable[Figure]) -> Iterator[Changed]:
    """By period and part; what a file no longer has goes, and is told to go."""
    old, new = ({(f.start, f.end, f.group): f for f in each} for each in (was, now))
    if old == new:  # in another order
        yield Changed("figures", *(", ".join(map(_when, each)) for each in (was, now)))
    for about in sorted(old.keys() | new.keys()):
        before, after = old.get(about), new.get(about)
        if before != after:
            when = _when(after or before)  # type: ignore[arg-type]
            yield from _of_one(when, before, after)


def _of_one(when: str, before: Figure | None, after: Figure | None) -> Iterator[Changed]:
    if before is None or after is None or _shown(before) != _shown(after):
        yield Changed(when, _shown(before), _shown(after))
        if before is None or after is None:
            return
    for name in Figure.model_fields:
        old, new = getattr(before, name), getattr(after, name)
        if name not in ("value", "missing_reason") and old != new:
            yield Changed(f"{when}, {name}", _plain(old), _plain(new))


def _when(figure: Figure) -> str:
    period = f"{figure.start.isoformat()} – {figure.end.isoformat()}"
    return f"{period}, {figure.group}" if figure.group else period


def _shown(figure: Figure | None) -> str:
    if figure is None:
        return ""
    return figure.missing_reason if figure.value is None else as_text(figure.value)


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_plain, value))
    if isinstance(value, Group):
        return str(value.title)
    return as_text(value) if value is None or isinstance(value, int | float) else str(value)
