# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""AFAS Profit: ``https://NUMBER.rest.afas.online/ProfitRestServices/connectors/NAME``, a
"GetConnector" that the employer makes, with the fields and names that it chooses, behind its token.

help.afas.nl: the header is ``AfasToken`` and the token in base64; rows come in pages by `skip` and
`take`.
"""

from __future__ import annotations

import base64
import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from hcat.postings.posting import Payload, Reading, Request, Unreadable

from .answers import host_of, json_in, path_of
from .mapping import rows_by_names
from .registry import Adapter, Board, adapter

TAKE = 500
_HOST = re.compile(r"\d{2,8}\.rest(?:test|accept)?\.afas\.online")


def recognise(address: str) -> Board | None:
    host, path = host_of(address), path_of(address)
    if not _HOST.fullmatch(host) or len(path) < 3 or path[1].casefold() != "connectors":
        return None
    return Board("afas", f"{host.split('.')[0]}/{path[2]}", address)


def first(board: Board) -> tuple[Request, ...]:
    return (_page(board, 0),)


def _page(board: Board, skip: int) -> Request:
    split = urlsplit(board.address)
    asked = {k: v for k, v in parse_qsl(split.query) if k.casefold() not in ("skip", "take")}
    query = urlencode({**asked, "skip": skip, "take": TAKE})
    address = urlunsplit((split.scheme, split.netloc, split.path, query, ""))
    return Request(address, "list" if skip == 0 else f"page-{skip}", headers=_headers(board))


def _headers(board: Board) -> tuple[tuple[str, str], ...]:
    if not board.token:
        return ()
    token = board.token.strip()
    if not token.startswith("<token>"):
        token = f"<token><version>1</version><data>{token}</data></token>"
    return (("Authorization", f"AfasToken {base64.b64encode(token.encode()).decode()}"),)


def read(payload: Payload, board: Board) -> Reading:
    data = json_in(payload)
    rows = data.get("rows") if isinstance(data, dict) else None
    if not isinstance(rows, list):
        raise Unreadable("the answer has no rows: it is not that of a GetConnector")
    postings, problems = rows_by_names(rows, payload, board.language)
    skip = data.get("skip")
    further: tuple[Request, ...] = ()
    if len(rows) >= TAKE and isinstance(skip, int):
        further = (_page(board, max(skip, 0) + TAKE),)
    return Reading(postings, problems, further)


adapter(Adapter("afas", "AFAS", recognise, first, read))
