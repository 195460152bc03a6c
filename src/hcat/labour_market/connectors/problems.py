# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is told when a publisher's file is not as it was: where, expected, found, what to do."""

from __future__ import annotations

from django.utils.translation import gettext as _

from hcat.foundation.api import Refused


class FormatChanged(Refused):
    """The file is not in the format that the connector knows; nothing of it is kept."""

    def __init__(
        self, file: str, *, expected: str, found: str, line: int = 0, column: str = "", mend: str
    ) -> None:
        self.file, self.line, self.column = file, line, column
        place = file
        if line:
            place = _("%(place)s, line %(line)d") % {"place": place, "line": line}
        if column:
            place = _("%(place)s, column %(column)s") % {"place": place, "column": column}
        super().__init__(
            _("%(place)s: this is not what was expected.") % {"place": place},
            why=_("Expected: %(expected)s. Found: %(found)s.")
            % {"expected": expected, "found": shortened(found)},
            mend=mend,
        )


def shortened(text: str, most: int = 160) -> str:
    r"""Enough of a text to recognise it.

    >>> shortened("a\n b" * 2), shortened("x" * 200, most=5)
    ('a ba b', 'xxxx…')
    """
    plain = " ".join(text.split())
    return plain if len(plain) <= most else plain[: most - 1] + "…"
