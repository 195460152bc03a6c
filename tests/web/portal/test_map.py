# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The map of companies: tiles or outlines, each area a link that filters, the same in a table."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from hcat.parties.api import known_places
from hcat.portal.models import Outline
from hcat.web.portal.mapping import TILES, map_of
from tests.web.conftest import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("polder")]
Make = Callable[..., Any]


@pytest.fixture
def places() -> list[str]:
    return sorted(known_places())


@pytest.fixture
def there(company: Make, places: list[str]) -> None:
    for name, code in (("Een", places[0]), ("Twee", places[0]), ("Drie", places[1])):
        company(f"{name} Werk", municipality=code, sbi=("2611",), employees=12)
    company("Nergens Werk", sbi=("2611",), employees=300)


def page(path: str) -> str:
    response = Client().get(path)
    assert response.status_code == 200
    return response.content.decode()


def links(seen: str) -> list[tuple[str, str]]:
    return re.findall(r'<a href="([^"]+)" class="shade-\d" aria-label="([^"]+)"', seen)


def test_without_outlines_every_municipality_is_a_tile(there: None, places: list[str]) -> None:
    seen = page("/en/companies")
    name = known_places()[places[0]]
    assert len(links(seen)) == len(places)
    address, label = next(one for one in links(seen) if one[1].startswith(name))
    assert label == f"{name}: 2 companies"
    filtered = page(address.replace("&amp;", "&"))
    assert "2 companies fit" in filtered
    assert filtered[filtered.index('class="map"') :].count('aria-current="true"') == 2
    assert "Of 1 company no municipality" in seen
    assert "style=" not in seen[seen.index("<svg viewBox") :]


def test_with_outlines_the_region_is_drawn(there: None, places: list[str]) -> None:
    ring = [[6, 52], [7, 52], [7, 53], [6, 53], [6, 52]]
    Outline.objects.create(code=places[0], rings=[ring], source="a test")
    seen = page("/en/companies")
    assert len(links(seen)) == 1
    assert "No outline is known of" in seen
    assert known_places()[places[1]] in seen[seen.index("<table") :]


def test_the_map_follows_the_other_filters(there: None, places: list[str]) -> None:
    seen = page("/en/companies?size=250%2B&text=werk")
    assert all(label.endswith(": 0 companies") for _url, label in links(seen))
    assert all("size=250%2B" in url and "text=werk" in url for url, _label in links(seen))


def test_nobody_yet_is_no_map() -> None:
    response = Client().get("/en/companies")
    assert "No company is known yet" in text(response)  # type: ignore[arg-type]
    assert "shade-" not in response.content.decode()


def test_a_chosen_place_without_companies_keeps_the_map(there: None, places: list[str]) -> None:
    seen = page(f"/en/companies?place={places[-1]}&size=250%2B")
    assert "No company fits" in seen
    assert len(links(seen)) == len(places)


def test_tiles_lie_where_known_and_never_on_each_other() -> None:
    assert len(set(TILES.values())) == len(TILES)
    known = map_of(dict.fromkeys(TILES, "x"), {"GM0153": 9, "GM0164": 1}, [])
    assert known is not None
    assert not known.is_by_name
    shades = {one.code: one.shade for one in known.areas}
    assert (shades["GM0153"], shades["GM0164"], shades["GM0141"]) == (4, 1, 0)
    strange = map_of({f"GM900{n}": str(n) for n in range(7)}, {}, [])
    assert strange is not None
    assert strange.is_by_name
    assert len({(one.x, one.y) for one in strange.areas}) == 7
    assert map_of({}, {}, []) is None


def test_metres_are_drawn_as_degrees_are() -> None:
    ring = [[200_000, 460_000], [201_000, 460_000], [201_000, 462_000], [200_000, 460_000]]
    drawn = map_of({"GM0001": "A"}, {}, [Outline(code="GM0001", rings=[ring], source="x")])
    assert drawn is not None
    assert drawn.width == 640
    assert drawn.height == 1264
