# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The date in the address: every page of the agenda can be read as it stood on any day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext as _

from hcat.foundation.api import LOOK_AT_THE_YEAR, today

from .dates import StrangeDayError, as_typed, read_day

PARAMETER = "as-of"


@dataclass(frozen=True, slots=True)
class AsOf:
    """The day a reader asked for. A date that cannot be read is said so, and today shown."""

    typed: str = ""
    day: date | None = None
    error: str = ""

    @property
    def is_to_come(self) -> bool:
        """A day to come shows what is decided by now; more may still be decided and measured."""
        return self.day is not None and self.day > today()

    @classmethod
    def of(cls, request: HttpRequest) -> AsOf:
        typed = request.GET.get(PARAMETER, "").strip()[:40]
        if not typed:
            return cls()
        try:
            day = read_day(typed)
        except StrangeDayError:
            return cls(typed=typed, error=str(LOOK_AT_THE_YEAR))
        except ValueError:
            return cls(
                typed=typed,
                error=_("“%(typed)s” is not a date. Write day-month-year, such as 31-1-2013.")
                % {"typed": typed},
            )
        return cls(typed=as_typed(day), day=day)
