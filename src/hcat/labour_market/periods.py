# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""One way to write a period, out of the many that publishers have."""

from __future__ import annotations

import re
from functools import cache

from django.utils.translation import gettext as _

_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
    "oktober", "november", "december",
)  # fmt: skip

_FORMS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), written)
    for pattern, written in (
        (r"(?P<y>\d{4})(\.0)?", "{y}"),
        (r"(?P<y>\d{4})JJ00", "{y}"),
        (r"(?P<y>\d{4})(KW0|-?[QK]| ?[Kk]wartaal ?)(?P<n>[1-4])", "{y}Q{n}"),
        (r"(?P<y>\d{4}) (?P<n>[1-4])e kwartaal", "{y}Q{n}"),
        (r"(?P<n>[1-4])e kwartaal (?P<y>\d{4})", "{y}Q{n}"),
        (r"(?P<y>\d{4})(MM|M|-)(?P<n>0[1-9]|1[0-2])", "{y}-{n}"),
        (r"(?P<y>\d{4})-(?P<n>\d\d)-(?P<d>\d\d)([ T]00:00(:00)?)?", "{y}-{n}-{d}"),
        (r"(?P<y>\d{4})HJ0(?P<n>[12])", "{y}H{n}"),
    )
)
_SPAN = re.compile(r"(\d{4})(?:SJ00|\s*[-/–]\s*'?(\d{4}|\d{2}))")
_MONTH = re.compile(rf"(\d{{4}}) ({'|'.join(_MONTHS)})")


@cache
def period(text: str) -> str:
    """The period in the way of this house.

    A year is ``2023``, a school year or a span ``2019/2020``, then ``2023H1``, ``2023Q1``,
    ``2023-05`` and ``2023-05-16``. The mark of a provisional figure (``2023*``) falls away.

    >>> [period(t) for t in ("2023JJ00", "2023KW01", "1996 1e kwartaal", "2019-2020", "2011SJ00")]
    ['2023', '2023Q1', '1996Q1', '2019/2020', '2011/2012']
    >>> [period(t) for t in ("2023MM05", "2011/'12", "2023 mei*", "1997.0", "2023-Q1")]
    ['2023-05', '2011/2012', '2023-05', '1997', '2023Q1']
    """
    plain = text.strip().rstrip("*").strip()
    for pattern, written in _FORMS:
        if match := pattern.fullmatch(plain):
            return written.format(**match.groupdict())
    if match := _SPAN.fullmatch(plain):
        first = match[1]
        last = match[2] or str(int(first) + 1)
        return f"{first}/{last if len(last) == 4 else first[:2] + last}"
    if match := _MONTH.fullmatch(plain.casefold()):
        return f"{match[1]}-{_MONTHS.index(match[2]) + 1:02d}"
    raise ValueError(_("a period, such as 2023, 2019-2020 or 2023KW01"))
