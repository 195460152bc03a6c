# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Codes that a school hands out on paper: typed by a pupil, and guessed by nobody.

A code is the number of the unit and eight signs that only this site can work out from it (HMAC),
one of 78 thousand million. Signs that are taken for each other on paper are left out, and
understood where somebody types them all the same. Without vowels no code is a word.
"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from hcat.foundation.api import NotFound, Refused, has_reached, too_many

from .models import FrameUnit

SIGNS = "23456789CDFHJKMNPQRTVWX"
TAKEN_FOR = str.maketrans("BGSZ", "8652")
CHECK = 8
SALT = "hcat.surveys.tickets"
PER_PLACE = 100
"""Wrong codes an hour from one address of the internet: a whole school can share one."""
HERE_FOR = timedelta(days=1)
"""So long a place at which a code was right is let in with it, however many wrong ones follow."""
_LONGEST_NUMBER = 12


def ticket_code(unit: FrameUnit) -> str:
    """What stands on the ticket of this unit, in groups of three: ``K7M-PQX-4TR-HW``.

    The same as long as the site keeps its secret key.
    """
    return _grouped(_number(unit.pk) + _check(unit.pk, settings.SECRET_KEY))


def unit_of_ticket(code: str, *, place: str) -> FrameUnit:
    """The unit with this ticket. NotFound where there is none; Refused for who guesses.

    `place`: where it was typed, such as an address of the internet. Only wrong codes are counted.
    After too many of them a right one is refused as well, or whoever guesses would find it all the
    same; not to who used it there before, so that a class goes on that one pupil disturbs.
    """
    unit = _unit(code)
    if unit is not None and _is_let_in(unit, place):
        return unit
    if too_many("survey-ticket", place, most=PER_PLACE, within=timedelta(hours=1)):
        raise Refused(
            _("Too many wrong codes were typed here."),
            why=_("This keeps people from guessing the code of somebody else."),
            mend=_("Try again in an hour."),
        )
    raise NotFound(
        _("This code is not right."),
        mend=_("Look at your ticket once more, and type all signs. Small letters are fine too."),
    )


def _is_let_in(unit: FrameUnit, place: str) -> bool:
    here = f"survey-ticket:{salted_hmac(SALT, f'{place} {unit.pk}').hexdigest()}"
    if has_reached("survey-ticket", place, most=PER_PLACE):
        return cache.get(here) is not None
    cache.add(here, True, HERE_FOR.total_seconds())
    return True


def _unit(code: str) -> FrameUnit | None:
    signs = "".join(sign for sign in code.upper()[:60] if sign.isalnum()).translate(TAKEN_FOR)
    number, check = signs[:-CHECK], signs[-CHECK:]
    if not number or len(number) > _LONGEST_NUMBER or set(signs) - set(SIGNS):
        return None
    pk = 0
    for sign in number:
        pk = pk * len(SIGNS) + SIGNS.index(sign)
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    if pk >= 2**63 or not any(constant_time_compare(check, _check(pk, key)) for key in keys):
        return None
    return (
        FrameUnit.objects.select_related("wave__survey", "wave__edition")
        .filter(pk=pk, is_drawn=True, ticket__gt=0)
        .first()
    )


def _number(pk: int) -> str:
    signs = ""
    while pk:
        pk, rest = divmod(pk, len(SIGNS))
        signs = SIGNS[rest] + signs
    return signs.rjust(3, SIGNS[0])


def _check(pk: int, key: str | bytes) -> str:
    left = int.from_bytes(salted_hmac(SALT, str(pk), secret=key, algorithm="sha256").digest())
    return "".join(SIGNS[(left // len(SIGNS) ** place) % len(SIGNS)] for place in range(CHECK))


def _grouped(signs: str) -> str:
    return "-".join(signs[place : place + 3] for place in range(0, len(signs), 3))
