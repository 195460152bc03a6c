# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two rounds beside each other at the desk."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from hcat.web.desk.register.pages import Visit, desk, desk_page
from hcat.web.filters import chosen
from hcat.web.lists import Pages
from hcat.web.weighing import beside
from hcat.weighing.api import Round, put_beside, rounds


@require_safe
@desk_page("weighing.read")
def two_rounds(request: Visit) -> HttpResponse:
    """?one=spring&other=autumn, in any order; what is not named is the nearest in time."""
    known = {one.key: one for one in rounds()}
    one, other = _asked(request, list(known.values()))
    if one is None or other is None:
        return desk(request, "web/weighing/desk/beside.html", pair=None, rounds=known.values())
    pair = put_beside(one, other)
    filters = beside.filters_of(request, pair)
    found = [each for each in pair.entries if all(choice.fits(each) for choice in filters)]
    table = beside.table_of(request, pair, found)
    pages: Pages[Any] = Pages(request, table.rows)
    return desk(
        request, "web/weighing/desk/beside.html", pair=pair, rounds=known.values(),
        criteria=beside.criteria_of(pair), table=table, pages=pages, filters=filters,
        is_filtered=any(each.value for each in filters),
        in_common=sum(each.is_in_both for each in pair.entries),
        open_ones=[each for each in (pair.earlier, pair.later) if each.is_open],
        rows=[
            (each, beside.cells_of(each.earlier), beside.cells_of(each.later))
            for each in pages.items
        ],
    )  # fmt: skip


def _asked(request: Visit, known: list[Round]) -> tuple[Round | None, Round | None]:
    """The rounds of the address. Where one is not named: the one before it, or else after it."""
    by_key = {one.key: place for place, one in enumerate(known)}
    named = [chosen(request, name, by_key) for name in ("one", "other")]
    places = list(dict.fromkeys(by_key[key] for key in named if key))
    if len(places) < 2:
        start = places[0] if places else 0
        near = [start, start + 1, start - 1]
        places = [place for place in near if 0 <= place < len(known)][:2]
    pair = [known[place] for place in places]
    return (pair[0], pair[1]) if len(pair) == 2 else (None, None)
