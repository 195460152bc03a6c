# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Says in plain sentences what a sheet does not accept, and how to mend it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from pydantic import ValidationError

from hcat.agenda.schema import Misfit, MisfitError, Part, Path
from hcat.agenda.schema.shape import part_at

from .problems import nearest


class Complaint(NamedTuple):
    path: Path
    what: str
    mend: str
    code: str
    missing: str = ""
    """The field that is not there."""


def complaints(error: ValidationError, part: type[Part]) -> Iterator[Complaint]:
    """What is wrong in a sheet of this class, one sentence each."""
    for detail in error.errors(include_url=False):
        yield from _complaints_of(detail, part)


def _complaints_of(detail: Mapping[str, Any], part: type[Part]) -> Iterator[Complaint]:
    path = tuple(detail["loc"])
    context = detail.get("ctx", {})
    cause = context.get("error")
    if isinstance(cause, MisfitError):
        for misfit in cause.found:
            yield complaint_of(Misfit((*path, *misfit.path), misfit.message))
        return
    kind = str(detail["type"])
    if kind == "missing":
        yield Complaint(
            path[:-1],
            _("%(field)s is missing.") % {"field": _name(path)},
            _("Add %(field)s.") % {"field": path[-1]},
            "missing-field",
            str(path[-1]),
        )
    elif kind == "extra_forbidden":
        yield _unknown_field(path, part)
    else:
        what, mend, code = _wrong_value(kind, context, detail.get("input"), str(detail["msg"]))
        yield Complaint(path, _sentence(f"{_name(path)}: {what}"), mend, code)


def complaint_of(misfit: Misfit) -> Complaint:
    """A broken rule as a sentence about its field."""
    what = _sentence(f"{_name(misfit.path)}: {misfit.message}")
    return Complaint(misfit.path, what, "", "rule")


def _unknown_field(path: Path, part: type[Part]) -> Complaint:
    here = part_at(part, path[:-1]) or part
    meant = nearest(str(path[-1]), here.model_fields)
    mend = (
        _("Did you mean %(meant)s?") % {"meant": meant}
        if meant
        else _("Leave it out; the fields are: %(known)s.") % {"known": ", ".join(here.model_fields)}
    )
    what = _("There is no field %(field)s.") % {"field": _name(path)}
    return Complaint(path, what, mend, "unknown-field")


def _name(path: Path) -> str:
    """The path as a person reads it; counting from 1: ``targets 1, deadline``.

    >>> _name(("targets", 0, "deadline"))
    'targets 1, deadline'
    """
    text = ""
    for step in path:
        text += f" {step + 1}" if isinstance(step, int) else f", {step}" if text else step
    return text


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?")) else f"{text}."


def _shown(value: Any) -> str:
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _wrong_value(
    kind: str, context: Mapping[str, Any], value: Any, message: str
) -> tuple[str, str, str]:
    shown = _shown(value)
    for pattern, explain in _EXPLAIN:
        if re.match(pattern, kind):
            what, mend = explain(shown, context, value)
            return what, mend, _OTHER_CODES.get(kind, "wrong-type")
    if kind == "value_error":
        return str(context.get("error", message)), "", "wrong-type"
    return f"{shown}: {message}", "", "wrong-type"


_OTHER_CODES = {
    "literal_error": "bad-choice",
    "enum": "bad-choice",
    "string_pattern_mismatch": "bad-key",
    "string_too_long": "bad-key",
    "too_short": "too-few",
    "string_too_short": "too-few",
    "greater_than": "out-of-range",
    "greater_than_equal": "out-of-range",
}


def _choice(shown: str, context: Mapping[str, Any], value: Any) -> tuple[str, str]:
    choices = str(context.get("expected", ""))
    meant = nearest(str(value), re.findall(r"'([^']*)'", choices))
    mend = _("Choose from: %(choices)s.") % {"choices": choices.replace(" or ", ", ")}
    if meant:
        mend = _("Did you mean %(meant)s?") % {"meant": meant} + " " + mend
    return _("%(value)s is not one of the choices") % {"value": shown}, mend


def _pattern(shown: str, context: Mapping[str, Any], value: Any) -> tuple[str, str]:
    if "#" in str(context.get("pattern")):
        return (
            _("%(value)s is not a colour") % {"value": shown},
            _("Write it as a hash and six digits, such as '#0b5394', between quotes."),
        )
    return (
        _("%(value)s cannot be a key") % {"value": shown},
        _("Use small letters, digits and hyphens, such as 'jet-net'."),
    )


def _text(shown: str, context: Mapping[str, Any], value: Any) -> tuple[str, str]:
    what = _("%(value)s is not a text") % {"value": shown}
    if isinstance(value, bool | int | float):
        return what, _('Put it between quotes: "%(value)s".') % {"value": value}
    if isinstance(value, dict):
        return what, _("This field takes one text, not one per language.")
    return what, _("Write a text here, or leave the field out.")


def _list(shown: str, context: Mapping[str, Any], value: Any) -> tuple[str, str]:
    return (
        _("%(value)s is not a list") % {"value": shown},
        _("Write each item on its own line after a hyphen, or between [ and ]."),
    )


def _mapping(shown: str, context: Mapping[str, Any], value: Any) -> tuple[str, str]:
    return (
        _("%(value)s stands where fields should stand") % {"value": shown},
        _("Write field: value, one on each line."),
    )


def _whole_number(shown: str, context: Mapping[str, Any], value: Any) -> tuple[str, str]:
    return _("%(value)s is not a whole number") % {"value": shown}, _("Write digits only.")


def _number(shown: str, context: Mapping[str, Any], value: Any) -> tuple[str, str]:
    return (
        _("%(value)s is not a number") % {"value": shown},
        _("Write digits, with a point before the decimals: 29.2."),
    )


def _date(shown: str, context: Mapping[str, Any], value: Any) -> tuple[str, str]:
    return (
        _("%(value)s is not a date") % {"value": shown},
        _("Write year, month and day: 2016-12-31."),
    )


def _yes_no(shown: str, context: Mapping[str, Any], value: Any) -> tuple[str, str]:
    return _("%(value)s is not a yes or no") % {"value": shown}, _("Write true or false.")


def _too_short(shown: str, context: Mapping[str, Any], value: Any) -> tuple[str, str]:
    return _("at least one is needed here"), _("Add one.")


def _too_long(shown: str, context: Mapping[str, Any], value: Any) -> tuple[str, str]:
    most = context.get("max_length")
    return (
        _("%(value)s is too long") % {"value": shown},
        _("Use at most %(most)s characters.") % {"most": most},
    )


def _too_small(shown: str, context: Mapping[str, Any], value: Any) -> tuple[str, str]:
    least = context.get("ge", context.get("gt"))
    return (
        _("%(value)s is too small") % {"value": shown},
        _("Take %(least)s or more.") % {"least": least},
    )


_EXPLAIN: tuple[tuple[str, Callable[[str, Mapping[str, Any], Any], tuple[str, str]]], ...] = (
    ("literal_error|enum", _choice),
    ("string_pattern_mismatch", _pattern),
    ("string_too_long", _too_long),
    ("too_short|string_too_short", _too_short),
    ("greater_than", _too_small),
    ("string", _text),
    ("list|tuple", _list),
    ("model|dict", _mapping),
    ("int", _whole_number),
    ("float|finite|decimal", _number),
    ("date", _date),
    ("bool", _yes_no),
)
