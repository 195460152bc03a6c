# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A posting as it is kept, and what a source's requests gave, in and out of their tables."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from datetime import date
from typing import Any

from django.utils.translation import gettext_noop

from hcat.portal.models import Source, SourceAnswer
from hcat.postings.api import Board, Mark, Missing, Posting, Request, is_desk

from .languages import language_of
from .reading import Answer, Known

COLUMNS = ("title", "address", "apply_at", "body", "language", "closes")
LONGEST_ADDRESS = 1000
OF_A_PERSON = gettext_noop("the address is that of a person")


def board_of(source: Source) -> Board:
    return Board(source.system, source.employer, source.address, source.token, source.language)


def columns_of(posting: Posting) -> dict[str, Any]:
    """The columns of an advert, digest included: equal for equal postings, whatever the order in
    which a source tells them."""
    told = asdict(posting)
    columns = {name: told.pop(name) for name in COLUMNS}
    for name in ("address", "apply_at"):
        if not _may_be_followed(columns[name]):
            if _is_of_a_person(columns[name]):
                told["missing"] = [*told["missing"], asdict(Missing(name, OF_A_PERSON))]
            columns[name] = ""
    columns["language"] = columns["language"] or language_of(posting.title, posting.body)
    told.pop("key")
    told = {name: value for name, value in told.items() if value not in ("", None, (), [])}
    plain = json.loads(json.dumps(told, default=_plain, sort_keys=True))
    text = json.dumps([columns, plain], default=_plain, sort_keys=True, ensure_ascii=False)
    return {**columns, "told": plain, "digest": hashlib.sha256(text.encode()).hexdigest()}


def _may_be_followed(address: str) -> bool:
    """An address of the web, or the mail address of a desk: no script, and no person."""
    if len(address) > LONGEST_ADDRESS:
        return False
    told = address.casefold()
    if told.startswith("mailto:"):
        return not _is_of_a_person(told)
    return told.startswith(("http://", "https://"))


def _is_of_a_person(address: str) -> bool:
    told = address.casefold()
    return told.startswith("mailto:") and not is_desk(
        told.removeprefix("mailto:").partition("?")[0]
    )


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else str(value)


def known_of(source: Source) -> dict[str, Known]:
    """What the last reading kept of each request."""
    return {
        one.name: Known(
            Mark(one.etag, one.last_modified, one.digest),
            tuple(one.gave),
            tuple(_request(part) for part in one.further),
            one.total,
        )
        for one in SourceAnswer.objects.filter(source=source)
    }


def keep_answers(source: Source, answers: list[Answer]) -> None:
    """Write the marks of answers that differ from the last; forget requests no longer made."""
    changed = [
        SourceAnswer(
            source=source,
            name=one.request.name,
            request=_kept(one.request),
            gave=list(one.known.gave),
            further=[_kept(part) for part in one.known.further],
            total=one.known.total,
            etag=one.known.mark.etag,
            last_modified=one.known.mark.last_modified,
            digest=one.known.mark.digest,
        )
        for one in answers
        if not one.is_same
    ]
    SourceAnswer.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["source", "name"],
        update_fields=[
            "request", "gave", "further", "total", "etag", "last_modified", "digest"
        ],
        batch_size=200,
    )  # fmt: skip


def forget_answers(source: Source, answers: list[Answer]) -> None:
    """Of requests that a whole reading no longer makes."""
    names = {one.request.name for one in answers}
    gone = [
        pk
        for pk, name in SourceAnswer.objects.filter(source=source).values_list("pk", "name")
        if name not in names
    ]
    if gone:
        SourceAnswer.objects.filter(pk__in=gone).delete()


def _kept(request: Request) -> dict[str, str]:
    """Without its headers: those of a token are made anew from the source."""
    told = {
        "address": request.address,
        "name": request.name,
        "json": request.json,
        "expects": request.expects,
    }
    return {name: value for name, value in told.items() if value}


def _request(kept: dict[str, str]) -> Request:
    return Request(
        kept["address"], kept.get("name", "list"), kept.get("json", ""), (), kept.get("expects", "")
    )
