# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The programme keeps what is told about the region: it rewrites a text, or finds it right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, Refused, record, today
from hcat.parties.api import require
from hcat.portal.models import RegionText
from hcat.portal.queries.region import subject_called
from hcat.portal.region.starting import LANGUAGES

LONGEST_TITLE, LONGEST, MOST_LINKS = 100, 5000, 20
Links = list[tuple[str, str]]


@transaction.atomic
def save_region_text(
    *,
    by: Actor,
    key: str,
    edition: int,
    texts: Mapping[str, Mapping[str, str]],
    links: Iterable[tuple[str, str]] = (),
) -> RegionText:
    """Write one subject; whoever writes has checked it. `texts`: by language, title and body; a
    language that is left empty is shown in another one. `edition`: of what was looked at, 0 where
    the text of the program stands. Raises `NotAllowed`, `NotFound`, `Refused`."""
    require(by, "portal.edit", f"region:{key}")
    subject_called(key)
    kept, named = _checked(texts), _links(links)
    row = _locked(key, edition)
    row.texts, row.links = kept, [list(one) for one in named]
    return _keep(row, by, "portal.region_text_saved")


@transaction.atomic
def check_region_text(*, by: Actor, key: str, edition: int) -> RegionText:
    """Somebody read it and found that it holds. Raises `NotAllowed`, `NotFound`, `Refused`: also
    where it was changed since it was read."""
    require(by, "portal.edit", f"region:{key}")
    subject_called(key)
    return _keep(_locked(key, edition), by, "portal.region_text_checked")


def _locked(key: str, edition: int) -> RegionText:
    row = RegionText.objects.select_for_update().filter(key=key).first()
    if (row.edition if row else 0) != edition:
        raise Refused(
            _("Somebody changed this text in the meantime."),
            why=_("What stands now is shown below."),
            mend=_("Put together what you want to keep, and save once more."),
        )
    if row is None:
        return RegionText(key=key, edition=1)
    row.edition += 1
    return row


def _keep(row: RegionText, by: Actor, action: str) -> RegionText:
    row.checked_on, row.checked_by_id = today(), by.user_id
    row.save()
    record(by=by, action=action, subject=f"region:{row.key}", edition=row.edition)
    return row


def _checked(texts: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    kept: dict[str, dict[str, str]] = {}
    for code in LANGUAGES:
        said = texts.get(code, {})
        title, body = said.get("title", "").strip(), said.get("body", "").strip()
        if bool(title) != bool(body):
            raise Refused(
                _("A text has no title, or a title no text."),
                mend=_("Fill in both in a language, or neither."),
            )
        if len(title) > LONGEST_TITLE or len(body) > LONGEST:
            raise Refused(
                _("A text about the region is too long."),
                why=_("Nobody reads it to its end."),
                mend=_("Keep the title under %(short)d signs, the text under %(long)d.")
                % {"short": LONGEST_TITLE, "long": LONGEST},
            )
        if title:
            kept[code] = {"title": title, "body": body}
    if not kept:
        raise Refused(
            _("Nothing would be left to read."), mend=_("Write it in at least one language.")
        )
    return kept


def _links(links: Iterable[tuple[str, str]]) -> Links:
    kept: Links = []
    for title, address in links:
        parts = urlsplit(address)
        if parts.scheme not in ("https", "http") or not parts.hostname or not title:
            raise Refused(
                _("“%(given)s” is no link.") % {"given": f"{title} | {address}"[:200]},
                mend=_("Write a title, a bar and the address: IND | https://ind.nl"),
            )
        kept.append((title[:120], address[:500]))
    if len(kept) > MOST_LINKS:
        raise Refused(
            _("These are too many links."),
            mend=_("Keep at most %(most)d.") % {"most": MOST_LINKS},
        )
    return kept
