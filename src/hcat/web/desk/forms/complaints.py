# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a sheet does not accept, in the words of a form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import BaseModel, ValidationError

from . import wording
from .specs import specs_of
from .typed import show_number

_LIMITS = {
    "greater_than_equal": (gettext_lazy("Take %(ge)s or more."), "ge"),
    "greater_than": (gettext_lazy("Take more than %(gt)s."), "gt"),
    "less_than_equal": (gettext_lazy("Take %(le)s or less."), "le"),
    "less_than": (gettext_lazy("Take less than %(lt)s."), "lt"),
}
"""By the name that the checker gives a limit: the sentence, and what it calls the number."""

Path = tuple[str | int, ...]


class Misfit(NamedTuple):
    """A rule between answers that is broken: the field to look at, and what to do about it."""

    path: Path
    message: str


class MisfitsError(ValueError):
    """Every such rule that the answers break."""

    def __init__(self, found: list[Misfit]) -> None:
        super().__init__("; ".join(one.message for one in found))
        self.found = found


def sentences(error: ValidationError, cls: type[BaseModel]) -> Iterator[tuple[Path, str]]:
    """Where something is wrong, and what to do about it."""
    for detail in error.errors(include_url=False):
        path = tuple(detail["loc"])
        cause = detail.get("ctx", {}).get("error")
        found = getattr(cause, "found", None)
        if found is None:
            yield path, _sentence(str(detail["type"]), detail.get("ctx", {}), str(detail["msg"]))
            continue
        for misfit in found:
            message = str(misfit.message)
            yield (*path, *misfit.path), _finished(_in_words(message, _class_at(cls, path)))


def _sentence(kind: str, context: Mapping[str, Any], message: str) -> str:
    if kind in ("missing", "string_too_short", "string_type"):
        return _("Fill this in.")
    if kind == "too_short":
        return _("At least one is needed here.")
    if kind in ("literal_error", "enum"):
        return _("Choose one of the list.")
    if kind == "string_pattern_mismatch":
        return _("Use small letters, digits and hyphens, such as jet-net.")
    if kind in _LIMITS:
        template, name = _LIMITS[kind]
        return str(template) % {name: show_number(float(context[name]))}
    if kind == "string_too_long":
        return _("Use at most %(most)s characters.") % {"most": context.get("max_length")}
    if "error" in context:
        return _finished(str(context["error"]))
    return _finished(message)


def _class_at(cls: type[BaseModel], path: Path) -> type[BaseModel]:
    for step in path:
        if isinstance(step, str):
            inner = next((spec.part for spec in specs_of(cls) if spec.name == step), None)
            cls = inner or cls
    return cls


def _in_words(message: str, cls: type[BaseModel]) -> str:
    """Names of fields replaced by what the form calls them: rules speak of ``missing_reason``."""
    for spec in specs_of(cls):
        if "_" in spec.name:
            message = re.sub(rf"\b{spec.name}\b", f"“{wording.label(spec)}”", message)
    return message


def _finished(text: str) -> str:
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "?")) else f"{text}."
