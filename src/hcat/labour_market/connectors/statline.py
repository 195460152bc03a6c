# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""CBS StatLine: the CSV that the site gives for download, with titles above and periods across.

Series is the column ``Onderwerp``; its unit stands in the column without heading beside it, as in
``x 1 000`` (kept as it is written: 849 stays 849 in thousands). Every other column is a dimension
under its own Dutch heading. A year that stands twice, ``2001 voor revisie`` and ``na revisie``, is
told apart by the dimension ``revision``, empty elsewhere. The last line names the source.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeVar

from django.utils.translation import gettext as _

from hcat.labour_market.figures import Figure
from hcat.labour_market.periods import period

from .fetching import one_file as fetch
from .files import Line, csv_lines
from .numbers import understand
from .payload import Part, Payload
from .problems import FormatChanged

__all__ = ["VERSION", "fetch", "read"]

VERSION = 1
TOPIC = "Onderwerp"
LAST = "Bron:"
REVISION = "revision"
_Read = TypeVar("_Read")


def read(payload: Payload) -> Iterator[Figure]:
    source = payload.source
    for part in payload.data:
        lines = csv_lines(
            part,
            separator=source.separator or ";",
            encoding=source.encoding or "utf-8",
            titles=True,
        )
        yield from _figures(part, lines, source.decimal or ",")


def _figures(part: Part, lines: Iterator[Line], decimal: str) -> Iterator[Figure]:
    number, headings = _headings(part, lines)
    topic = headings.index(TOPIC)
    dimensions = [(i, heading) for i, heading in enumerate(headings[:topic]) if heading]
    periods = [
        (index, *_understood(part, number, heading, _period_and_revision, heading))
        for index, heading in enumerate(headings)
        if index > topic + 1
    ]
    ended = False
    for number, cells in lines:
        if ended := cells[0].startswith(LAST):
            break
        if len(cells) != len(headings):
            raise _cut_off(part, number, _("%(number)d cells") % {"number": len(cells)})
        about = {heading: cells[index] for index, heading in dimensions}
        for index, when, revision in periods:
            yield Figure.of(
                _understood(
                    part,
                    number,
                    headings[index],
                    partial(understand, decimal=decimal),
                    cells[index],
                ),
                series=cells[topic],
                dimensions={**about, REVISION: revision},
                period=when,
                unit=cells[topic + 1],
            )
    if not ended:
        raise _cut_off(part, number, _("no line “%(last)s” at the end") % {"last": LAST})


def _period_and_revision(heading: str) -> tuple[str, str]:
    """The period of a heading, and which side of a break in the series it is on.

    >>> _period_and_revision("2001 voor revisie"), _period_and_revision("2002")
    (('2001', 'voor revisie'), ('2002', ''))
    """
    match = re.fullmatch(r"(.+?)(?: ((?:voor|na) revisie))?", heading)
    return (period(match[1]), match[2] or "") if match else (period(heading), "")


def _headings(part: Part, lines: Iterator[Line]) -> Line:
    seen = 0
    for number, cells in lines:
        if TOPIC in cells:
            return number, cells
        seen = number
    raise FormatChanged(
        part.name,
        line=seen,
        expected=_("a line of headings with “%(topic)s”, separated by “;”") % {"topic": TOPIC},
        found=_("none"),
        mend=_("Download it from StatLine as CSV with the topics down and the periods across."),
    )


def _understood(
    part: Part, number: int, heading: str, reading: Callable[[str], _Read], text: str
) -> _Read:
    try:
        return reading(text)
    except ValueError as error:
        raise FormatChanged(
            part.name,
            line=number,
            column=heading,
            expected=str(error),
            found=f"“{text}”",
            mend=_("Look at that line. If CBS changed it, the connector is to be mended."),
        ) from error


def _cut_off(part: Part, number: int, found: str) -> FormatChanged:
    return FormatChanged(
        part.name,
        line=number,
        expected=_("whole lines, and “%(last)s” at the end") % {"last": LAST},
        found=found,
        mend=_("The file is cut off or damaged. Fetch it again."),
    )
