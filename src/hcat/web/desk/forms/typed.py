# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people type, read as numbers and dates; and the other way round. Never guesses."""

from __future__ import annotations

import re
from datetime import date

from django.utils.translation import gettext as _

from hcat.foundation.api import LOOK_AT_THE_YEAR
from hcat.web.dates import NotADayError, StrangeDayError, read_day

_LARGEST = 1e15
"""Beyond it a number no longer keeps its last whole digit."""


class NotReadableError(ValueError):
    """Says what was expected, for beside the field."""


def read_date(typed: str) -> date:
    """Day-month-year or year-month-day.

    >>> read_date("1-5-2024"), read_date("2024-05-01")
    (datetime.date(2024, 5, 1), datetime.date(2024, 5, 1))
    """
    try:
        return read_day(typed)
    except NotADayError:
        message = _("This is not a date. Write day-month-year, such as 31-1-2024.")
    except StrangeDayError:
        message = str(LOOK_AT_THE_YEAR)
    except ValueError:
        message = _("There is no such day. Write day-month-year, such as 31-1-2024.")
    raise NotReadableError(message)


def read_number(typed: str) -> float:
    """A number with a comma or a point before its decimals.

    A point or comma before exactly three digits could part thousands as well as decimals: such a
    number is refused rather than guessed.

    >>> read_number("29,2"), read_number("1.241,5"), read_number("-50"), read_number("0,125")
    (29.2, 1241.5, -50.0, 0.125)
    """
    text = re.sub(r"[\s\u00a0\u202f%€]", "", typed).replace("−", "-")
    if re.fullmatch(r"-?[1-9]\d{0,2}[.,]\d{3}", text):
        raise NotReadableError(
            _(
                "This can be read in two ways. Leave out the sign between thousands, "
                "or write one more decimal."
            )
        )
    if "," in text and "." in text:
        thousands = "." if text.rindex(",") > text.rindex(".") else ","
        text = text.replace(thousands, "")
    text = text.replace(",", ".")
    if not re.fullmatch(r"-?\d+(\.\d+)?", text):
        raise NotReadableError(_("This is not a number. Write digits, such as 29,2."))
    number = float(text)
    if abs(number) > _LARGEST:
        raise NotReadableError(_("This number is too large to be right."))
    return number


def read_whole(typed: str) -> int:
    """A whole number; thousands may be parted.

    >>> read_whole("4.252"), read_whole("4252")
    (4252, 4252)
    """
    text = re.sub(r"[\s\u00a0\u202f]", "", typed).replace("−", "-")
    if re.fullmatch(r"-?\d{1,3}([.,]\d{3})+", text):
        text = re.sub(r"[.,]", "", text)
    if not re.fullmatch(r"-?\d+", text):
        raise NotReadableError(_("This is not a whole number. Write digits only."))
    return int(text)


def show_number(value: float) -> str:
    """As it is read back in any language.

    >>> show_number(40.0), show_number(29.2), show_number(0.125)
    ('40', '29,2', '0,125')
    """
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    text = repr(float(value)).replace(".", ",")
    # 1,241 would be refused on the way back as ambiguous; 1,2410 is the same number.
    return f"{text}0" if re.fullmatch(r"-?[1-9]\d{0,2},\d{3}", text) else text
