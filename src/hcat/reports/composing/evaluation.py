# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The yearly evaluation: did it work, and what do we change. No longer report to the board."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from hcat.agenda.api import Item, Role, items
from hcat.evidence.api import Snapshot, verdict_word
from hcat.foundation.api import Translated
from hcat.numerics.api import Verdict
from hcat.parties.api import Delivery, Pledge, pledges
from hcat.reports.document import Block, Column, Paragraph, Points, Section, Table
from hcat.reports.kinds import LATER, SECTIONS
from hcat.reports.missed import missing_reports, not_given
from hcat.reports.models import Kind, Report, State

from . import asked, changes, made, phrases, programme, results
from .basis import Basis

GOOD = (Verdict.REACHED, Verdict.ON_COURSE)
BAD = (Verdict.MISSED, Verdict.OFF_COURSE, Verdict.AT_RISK)


def lead(basis: Basis) -> str:
    """The answer: what worked, what did not, and of what nobody knows."""
    counts = Counter(one.verdict for one in basis.results)
    good, bad = (sum(counts[one] for one in sort) for sort in (GOOD, BAD))
    unknown = len(basis.results) - good - bad
    total = {"all": len(basis.results), "good": good}
    text = (
        _("It works for %(good)s of the %(all)s results") % total
        if good
        else _("It works for none of the %(all)s results yet") % total
    )
    if bad:
        text += _(", and not well enough for %(n)s") % {"n": bad}
    if unknown:
        text += _("; of %(n)s nobody can tell yet") % {"n": unknown}
    return f"{phrases.sentence(text)} {asked.asked_sentence(basis)}"


def sections(basis: Basis) -> list[Section]:
    titles = {**SECTIONS[basis.report.kind], **LATER}
    blocks: dict[str, list[Block]] = {
        "organisation": _organisation(basis),
        "year": _year(basis),
        "kept": _kept(basis),
        "undelivered": _undelivered(basis),
        "change": _change(basis),
        "made": made.blocks(basis),
    }
    found = [
        Section(key, str(titles[key]), tuple(own))
        for key, own in blocks.items()
        if own or key in basis.words
    ]
    return [*_worked(basis, str(titles["worked"])), *found]


def _worked(basis: Basis, title: str) -> Iterator[Section]:
    """Everything but the organisation itself, which has its own part."""
    led = _led(basis)
    outside = [one for one in basis.results if one.item.sheet.point not in led]
    if not outside and "worked" not in basis.words:
        return
    intro = _("The results as they stood on %(day)s.") % {"day": phrases.day(basis.as_of)}
    yield Section("worked", title, (Paragraph(intro),))
    for key, heading, sort in (
        ("works", _works, GOOD),
        ("works-not", _works_not, BAD),
        ("unsettled", _unsettled, (Verdict.CANNOT_TELL,)),
    ):
        own = [one for one in outside if one.verdict in sort]
        if own:
            yield Section(key, heading(len(own)), tuple(map(results.finding, own)), 3)
    rest = [str(r.item.sheet.title) for r in outside if r.verdict is Verdict.NEVER_MEASURED]
    if rest:
        yield Section("unmeasured", _unmeasured(len(rest)), (Points(tuple(rest)),), 3)


def _works(count: int) -> str:
    text = ngettext("It works for one result", "It works for %(n)s results", count)
    return text % {"n": phrases.counted(count)}


def _works_not(count: int) -> str:
    text = ngettext(
        "It does not work well enough for one result",
        "It does not work well enough for %(n)s results",
        count,
    )
    return text % {"n": phrases.counted(count)}


def _unsettled(count: int) -> str:
    text = ngettext(
        "The figures do not settle one result", "The figures do not settle %(n)s results", count
    )
    return text % {"n": phrases.counted(count)}


def _unmeasured(count: int) -> str:
    text = ngettext("One result was never measured", "%(n)s results were never measured", count)
    return phrases.capital(text % {"n": phrases.counted(count)})


def _organisation(basis: Basis) -> list[Block]:
    """The results of the points that the accounting body leads itself: is it lean, is it known."""
    led = _led(basis)
    own = [one for one in basis.results if one.item.sheet.point in led]
    if not own:
        return []
    known = [one.sheet.fte for one in roles(basis) if one.sheet.fte is not None]
    findings: list[Block] = [results.finding(one) for one in own]
    if not known:
        return findings
    size = _("The office is %(fte)s FTE.") % {"fte": phrases.number(sum(known))}
    return [Paragraph(size), *findings]


def roles(basis: Basis) -> list[Item[Role]]:
    """The roles of the body that accounts."""
    found = items("role", as_of=basis.as_of, known_on=basis.known_on)
    return [one for one in found if one.sheet.body == basis.report.accounts]


def _led(basis: Basis) -> set[str]:
    """Keys of the points that one of those roles leads."""
    own = {one.key for one in roles(basis)}
    return {one.key for one in basis.points() if one.sheet.lead in own}


def year_of(basis: Basis) -> tuple[date, date]:
    """The twelve months that end on the day the evaluation speaks of."""
    return phrases.a_year_before(basis.as_of), basis.as_of


def _reports_of(basis: Basis) -> list[Report]:
    """The accounts to the board in that year, the first one first."""
    since, until = year_of(basis)
    found = basis.reports_before.filter(
        kind=Kind.BOARD, frozen__as_of__gt=since, frozen__as_of__lte=until
    )
    return list(found.order_by("frozen__as_of"))


def _year(basis: Basis) -> list[Block]:
    """The verdicts of the year's reports side by side, and how they stand now."""
    reports = _reports_of(basis)
    if not reports:
        return [Paragraph(_("No report to the board was frozen in this year."))]
    now = _verdicts(basis.snapshot)
    said = [_verdicts(one.frozen.snapshot) for one in reports]
    is_later = said[-1] != now or reports[-1].frozen.as_of != basis.as_of
    if is_later:
        said.append(now)
    titles = {
        one["key"]: Translated(one["title"])
        for one in [r for f in reports for r in f.frozen.snapshot.content["results"]]
        + basis.snapshot.content["results"]
    }
    rows = tuple(
        (str(title), *(part.get(key, phrases.MISSING) for part in said))
        for key, title in titles.items()
    )
    moved = [row for row in rows if len(set(row[1:])) > 1]
    stayed = Counter(row[-1] for row in rows if len(set(row[1:])) == 1)
    count = _("No verdict moved in the year.")
    if moved:
        count = ngettext(
            "The verdict on one result moved in the year.",
            "The verdicts on %(n)s results moved in the year.",
            len(moved),
        ) % {"n": phrases.counted(len(moved))}
    if stayed:
        same = ", ".join(f"{word} ({number})" for word, number in stayed.most_common())
        count += " " + _("The others stayed what they were: %(verdicts)s.") % {"verdicts": same}
    if not moved:
        return [Paragraph(count)]
    columns = (
        Column(_("Result")),
        *(Column(phrases.day(one.frozen.as_of)) for one in reports),
        *([Column(pgettext("report", "Now"))] if is_later else []),
    )
    gone = any(phrases.MISSING in row for row in moved)
    table = Table(
        caption=_("The verdicts in the reports of the year"),
        columns=columns,
        rows=tuple(moved),
        notes=(_("A dash: the result was not in the agenda then."),) if gone else (),
        name=_("year"),
    )
    return [Paragraph(count), table]


def _verdicts(snapshot: Snapshot) -> dict[str, str]:
    """The word of each verdict, by key of the result."""
    return {
        one["key"]: verdict_word(Verdict(one["verdict"])) for one in snapshot.content["results"]
    }


def _kept(basis: Basis) -> list[Block]:
    since, until = year_of(basis)
    lines = [
        *(
            _("%(day)s: “%(title)s”: %(verdict)s.")
            % {
                "day": phrases.day(target.target.deadline),
                "title": str(one.item.sheet.title),
                "verdict": verdict_word(target.verdict),
            }
            for one in basis.results
            for target in one.targets
            if target.target.deadline and since < target.target.deadline <= until
        ),
        *_reports_kept(basis, since, until),
        *_reports_not_given(basis, since, until),
        *_decisions_kept(basis),
    ]
    if not lines:
        return [Paragraph(_("No deadline fell in this year."))]
    return [Points(tuple(lines))]


def _reports_kept(basis: Basis, since: date, until: date) -> Iterator[str]:
    for one in basis.reports_before.filter(
        kind=Kind.BOARD, due_on__gt=since, due_on__lte=until, state=State.SIGNED
    ).order_by("due_on"):
        if one.signed_on is None:
            continue
        if one.signed_on == one.due_on:
            text = _("The report to the board of %(due)s was signed that same day.")
        else:
            text = _("The report to the board of %(due)s was signed on %(signed)s.")
        yield text % {"due": phrases.day(one.due_on), "signed": phrases.day(one.signed_on)}


def _reports_not_given(basis: Basis, since: date, until: date) -> Iterator[str]:
    for one in not_given():
        if one.kind == Kind.BOARD and since < one.due_on <= until:
            yield _("The report to the board of %(due)s was not given. %(reason)s") % {
                "due": phrases.day(one.due_on), "reason": phrases.sentence(one.reason),
            }  # fmt: skip
    for date_missed in missing_reports(until=until - timedelta(days=1), as_of=basis.as_of):
        if date_missed.kind is Kind.BOARD and date_missed.on > since:
            text = _("The report to the board of %(due)s was not given, and nobody said why.")
            yield text % {"due": phrases.day(date_missed.on)}


def _decisions_kept(basis: Basis) -> Iterator[str]:
    since, until = year_of(basis)
    for one in asked.asked_within(basis, since, until):
        rows = [row for row in one.outcomes.all() if row.on <= until]
        what = asked.outcome(rows[-1]) if rows else _("It waits.")
        yield _("Decision asked by %(day)s: “%(text)s” %(outcome)s") % {
            "day": phrases.day(one.by_when),
            "text": phrases.sentence(str(one.words)),
            "outcome": what,
        }


def fell_short(basis: Basis) -> Iterator[tuple[Pledge, list[Delivery]]]:
    """Pledges of which the period is over and less came than was promised, with what came. One of
    which some delivery names no amount is left out: nobody can tell whether it fell short.
    """
    for one in pledges(on=basis.as_of):
        if one.ends is None or one.ends > basis.as_of:
            continue
        came = [row for row in one.deliveries.all() if row.delivered_on <= basis.as_of]
        known = [row.amount for row in came if row.amount is not None]
        if not came or (
            one.amount is not None and len(known) == len(came) and sum(known) < one.amount
        ):
            yield one, came


def _undelivered(basis: Basis) -> list[Block]:
    lines = []
    for one, came in fell_short(basis):
        pledged = None if one.amount is None else float(one.amount)
        total = float(sum(row.amount for row in came if row.amount is not None)) if came else None
        lines.append(_short(one.what, str(programme.UNITS[one.unit]), pledged, total))
    if not lines:
        return [Paragraph(_("No pledge whose time is over fell short, as far as is recorded."))]
    return [Points(tuple(lines))]


def _short(what: str, unit: str, pledged: float | None, came: float | None) -> str:
    """A pledge that fell short. `came`: None where no delivery was recorded, which is not zero."""
    facts = {"what": what, "unit": unit}
    if pledged is None:
        return _("“%(what)s”: no delivery of it was recorded.") % facts
    facts["pledged"] = phrases.number(pledged)
    if came is None:
        return _("“%(what)s”: %(pledged)s %(unit)s promised, and no delivery recorded.") % facts
    facts["came"] = phrases.number(came)
    return _("“%(what)s”: %(came)s of the %(pledged)s %(unit)s promised came.") % facts


def _change(basis: Basis) -> list[Block]:
    """Targets revised since the evaluation before, or since the first report of the year, and the
    decisions that are asked.
    """
    since = basis.changes
    if since is None and (reports := _reports_of(basis)):
        since = basis.changes_since(reports[0])
    revised = changes.targets(basis, since) if since else []
    found: list[Block] = [Points(tuple(revised))] if revised else []
    told = {one.pk for one in asked.asked_within(basis, *year_of(basis))}
    return [*found, *asked.blocks(basis, told=told)]
