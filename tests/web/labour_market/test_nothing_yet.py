# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Before anybody made a forecast."""

from __future__ import annotations

import pytest

from tests.web.conftest import Read, text


@pytest.mark.django_db
def test_without_a_forecast_the_pages_say_what_to_do_first(read: Read) -> None:
    for path in ("", "/all/all", "/scenarios", "/scenarios/none"):
        page = text(read(f"/en/labour-market{path}"))
        assert "Nobody has made a forecast yet" in page
        assert "hcat forecast --inputs" in page
    assert "There is no forecast yet." in text(read("/en/labour-market.csv", 404))
    tried = text(read("/en/labour-market/backtest"))
    assert "off by 12%" in tried
    assert "The forecast of the region takes its graduates from this method" in tried


@pytest.mark.django_db
def test_without_the_published_series_the_table_is_not_there(read: Read) -> None:
    assert read("/en/labour-market/2011-2016").status_code == 200  # the page for an empty agenda
