# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words that everybody should not have read: taken out of the earlier versions of an element.

The one thing that is changed in a version afterwards. Dates, states, places and links stay as they
were; the texts become those that stand now, and a version of its own says that this was done.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hcat.agenda.items import fold, item_of, sort_of
from hcat.agenda.lineage import history
from hcat.agenda.models import Change, Version
from hcat.agenda.schema import as_stored
from hcat.agenda.store import NewVersion, new_change, write_versions
from hcat.agenda.words import EARLIER_TEXTS_WITHHELD
from hcat.foundation.api import Actor, NotFound, Refused, record, today

from .rights import allow, standing_in

TEXTS = ("name", "summary", "target_group", "owner")
"""Fields of the sheet of an initiative that say what it is, in somebody's words."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """What an earlier version said and says no longer, by field as the sheet keeps it."""

    valid_from: date
    texts: dict[str, Any]


def says_something_else(key: str) -> bool:
    """Whether an earlier version of this initiative has other texts than the one that stands."""
    found = [_texts(one.item.sheet.model_dump(mode="json")) for one in history("initiative", key)]
    return any(one != found[0] for one in found)


@transaction.atomic
def withhold_earlier_texts(*, by: Actor, key: str) -> list[Withheld]:
    """The earlier versions of an initiative say from now on what it says today. Cannot be undone;
    what they said is given back, for who may still read it.

    Refused where they say the same. The history says that it was done, to everybody.
    """
    rows = Version.objects.select_for_update(of=("self",)).select_related("element")
    versions = list(rows.filter(element__kind="initiative", element__key=key).order_by("change_id"))
    if not versions:
        raise NotFound(_("There is no initiative called %(key)s.") % {"key": key})
    *earlier, standing = versions
    allow(by, ["agenda.change"], standing_in(item_of(standing).sheet))
    now_said = _texts(standing.data)
    others = [one for one in earlier if _texts(one.data) != now_said]
    if not others:
        raise Refused(
            _("Its earlier versions say the same as the one that stands now."),
            mend=_("Change the text of the initiative first."),
        )
    withheld = [
        Withheld(one.valid_from, {
            name: text for name, text in _texts(one.data).items() if text != now_said[name]
        })
        for one in others
    ]  # fmt: skip
    for one in others:
        _say(one, now_said)
    change = new_change(
        kind=Change.Kind.REVISED, on=max(today(), standing.valid_from),
        reason=EARLIER_TEXTS_WITHHELD, decision=None, by=by,
    )  # fmt: skip
    write_versions(
        change,
        [NewVersion(standing.element, item_of(standing).sheet, standing.ended_as)],
    )
    record(
        by=by, action="agenda.withhold_earlier_texts", subject=str(standing.element),
        versions=len(others),
    )  # fmt: skip
    return withheld


def _texts(data: dict[str, Any]) -> dict[str, Any]:
    return {name: data.get(name) for name in TEXTS}


def _say(version: Version, texts: dict[str, Any]) -> None:
    version.data = version.data | texts
    sheet = as_stored(version.element.kind, version.data)
    version.sort, version.search = sort_of(sheet), fold(" ".join(sheet.words()))
    version.save(update_fields=["data", "sort", "search"])
