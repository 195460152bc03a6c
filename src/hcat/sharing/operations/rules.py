# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every operation of this room respects."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext as _

from hcat.foundation.api import NotFound, Refused

M = TypeVar("M", bound=models.Model)
LONGEST_KEY = 50


def locked(sort: type[M], key: str) -> M:
    """The row, held until the transaction ends. NotFound for an unknown key."""
    found: M | None = sort._default_manager.select_for_update(of=("self",)).filter(key=key).first()
    if found is None:
        raise NotFound(
            _("There is nothing here called %(key)s.") % {"key": key},
            mend=_("Choose one from the list."),
        )
    return found


def free_key(sort: type[models.Model], title: str) -> str:
    """The title as a key; with a number where another has it."""
    name = slugify(title)[:LONGEST_KEY].strip("-") or "item"
    taken = set(sort._default_manager.filter(key__startswith=name).values_list("key", flat=True))
    number, key = 1, name
    while key in taken:
        number += 1
        key = f"{name}-{number}"
    return key


def same_edition(found: Any, based_on: int) -> None:
    """Refused where somebody saved it since it was read."""
    if found.edition != based_on:
        raise Refused(
            _("Somebody else saved this in the meantime."),
            why=_("Saving yours would take theirs away."),
            mend=_("Read what stands there now, put yours beside it, and save again."),
        )


def needs_reason(reason: str) -> str:
    said = reason.strip()
    if not said:
        raise Refused(_("A reason is needed."), mend=_("Say in a sentence why."))
    return said
