# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What may be asked: every parameter, its bounds, and what is said when it does not fit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from difflib import get_close_matches
from functools import wraps
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja.errors import ValidationError
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic.alias_generators import to_camel
from pydantic_core import PydanticCustomError

from .problems import InvalidInput, Problem

LARGEST_PAGE = 100
LAST_PAGE = 1_000_000
KEY = r"^[a-z0-9]+([-.][a-z0-9]+)*$"
LANGUAGE = gettext_noop(
    "Language of sentences and errors; goes before the Accept-Language header. "
    "Texts of the agenda always come in all languages."
)
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def _iso_date(value: Any) -> Any:
    """Only YYYY-MM-DD: pydantic would also read a number, as seconds since 1970."""
    if isinstance(value, str) and not _ISO_DATE.fullmatch(value):
        raise PydanticCustomError("iso_date", "not a date")
    return value


def _printable(value: Any) -> Any:
    """A NUL in a text is refused here: PostgreSQL would fail on it."""
    if isinstance(value, str) and not value.isprintable():
        raise PydanticCustomError("unprintable", "not printable")
    return value


Day = Annotated[date, BeforeValidator(_iso_date)]
KeyText = Annotated[str, StringConstraints(pattern=KEY, max_length=80)]
Typed = Annotated[str, BeforeValidator(_printable), StringConstraints(max_length=200)]


class Params(BaseModel):
    """Every address takes a language."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)

    language: Literal["nl", "en", "de"] | None = Field(
        None,
        description=LANGUAGE,
    )


class Dated(Params):
    as_of: Day | None = Field(
        None, description=gettext_noop("Read the agenda as it stood at the end of this day.")
    )


class Paged(Dated):
    page: int = Field(1, ge=1, le=LAST_PAGE, description=gettext_noop("Which page, from 1."))
    page_size: int = Field(
        50,
        ge=1,
        le=LARGEST_PAGE,
        description=gettext_noop("How many items on a page, at most 100."),
    )


def only_known(params: type[Params]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Refuse a parameter that the address does not take, and one that is given twice.

    A misspelt filter that is silently passed over gives a wrong count, and nobody notices.
    """
    known = [str(info.alias or name) for name, info in params.model_fields.items()]

    def decorate(run: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(run)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            wrong = [_unknown(name, known) for name in request.GET if name not in known]
            wrong += [
                InvalidInput(
                    name,
                    "given-twice",
                    _("The parameter %(name)s is given more than once. Give it once.")
                    % {"name": name},
                )
                for name, values in request.GET.lists()
                if name in known and len(values) > 1
            ]
            if wrong:
                return Problem.bad_request(wrong).response(request)
            return run(request, *args, **kwargs)

        return checked

    return decorate


def _unknown(name: str, known: Iterable[str]) -> InvalidInput:
    near = nearest(name, known)
    if near:
        mend = _("Did you mean %(near)s?") % {"near": near}
    else:
        mend = _("This address takes: %(known)s.") % {"known": ", ".join(sorted(known))}
    what = _("The parameter %(name)s is not known here.") % {"name": _short(name)}
    return InvalidInput(_short(name), "unknown-parameter", f"{what} {mend}")


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that looks most like it, whatever its case or hyphens.

    >>> nearest("as-of", ["asOf", "page"]), nearest("pagesize", ["page", "pageSize"])
    ('asOf', 'pageSize')
    >>> nearest("zzz", ["asOf", "page"]) is None
    True
    """
    plain = {re.sub(r"[^a-z0-9]", "", one.lower()): one for one in known}
    found = get_close_matches(re.sub(r"[^a-z0-9]", "", name.lower()[:100]), plain, n=1)
    return plain[found[0]] if found else None


def unknown_key(name: str, value: str, known: Iterable[str]) -> Problem:
    """A filter with a key that nothing bears: say so, rather than find nothing."""
    keys = sorted(known)
    near = nearest(value, keys)
    what = _("%(name)s=%(value)s: there is no such key.") % {"name": name, "value": _short(value)}
    if near:
        mend = _("Did you mean %(near)s?") % {"near": near}
    elif 0 < len(keys) <= 20:
        mend = _("Known keys are: %(known)s.") % {"known": ", ".join(keys)}
    else:
        mend = _("Look the key up in the list it comes from.")
    return Problem.bad_request([InvalidInput(name, "unknown-key", f"{what} {mend}")])


def invalid(request: HttpRequest, error: ValidationError) -> Problem:
    """What pydantic found wrong, in words for people and codes of our own for programs."""
    found = []
    for one in error.errors:
        where, name = str(one["loc"][0]), str(one["loc"][-1])
        code, mend = _explained(str(one["type"]), one.get("ctx", {}))
        what = _("%(name)s=%(value)s cannot be used.") % {
            "name": name,
            "value": _short(request.GET.get(name, "")),
        }
        found.append(InvalidInput(name, code, f"{what} {mend}".strip(), where))
    return Problem.bad_request(found)


def _explained(kind: str, context: dict[str, Any]) -> tuple[str, str]:
    """The code of a fault, and how to mend it. `kind` and `context` are pydantic's."""
    if kind.startswith(("iso_date", "date")):
        return "not-a-date", _("Write a date as YYYY-MM-DD, such as 2020-12-31.")
    if kind.startswith("int"):
        return "not-a-whole-number", _("Give a whole number.")
    if kind.startswith("bool"):
        return "not-true-or-false", _("Give true or false.")
    if kind in ("enum", "literal_error"):
        return "not-a-choice", _("Choose from: %(choices)s.") % {"choices": _choices(context)}
    if kind == "greater_than_equal":
        return "too-small", _("Give %(bound)s or more.") % {"bound": context.get("ge")}
    if kind == "less_than_equal":
        return "too-large", _("Give %(bound)s or less.") % {"bound": context.get("le")}
    if kind.endswith("too_long"):
        bound = context.get("max_length")
        return "too-long", _("Give at most %(bound)s characters.") % {"bound": bound}
    if kind == "string_pattern_mismatch":
        return "not-a-key", _(
            "A key has small letters and digits, joined by hyphens or full stops."
        )
    if kind == "unprintable":
        return "unprintable", _("Leave control characters out.")
    if kind == "period":
        return "not-a-period", _(
            "Write a year such as 2020, or two days such as 2020-08-01/2021-07-31."
        )
    return "not-usable", ""


def _choices(context: dict[str, Any]) -> str:
    """Pydantic words them as «'idea', 'running' or 'done'»."""
    return ", ".join(re.findall(r"'([^']*)'", str(context.get("expected", ""))))


def _short(text: str) -> str:
    """What was typed, fit to be said back."""
    shown = "".join(sign if sign.isprintable() else "�" for sign in text)
    return shown if len(shown) <= 60 else f"{shown[:60]}…"
