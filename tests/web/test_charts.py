# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Charts: drawn on demand, kept by content, with their figures; colours that can be read."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

import hcat.web
from hcat.charts import api as drawing
from hcat.charts import plotting
from hcat.charts.api import (
    COLOURS,
    ENOUGH,
    NIGHT,
    PAPER,
    Chart,
    Dot,
    Line,
    Row,
    contrast,
    readable,
)
from hcat.web.theme import stylesheet

from .conftest import Read

SHARES = ((2020, 29.2), (2021, 29.0), (2022, 31.1), (2024, 29.3))
CHART = Chart(
    language="nl",
    title="Bijna gelijk gebleven",
    what="In procenten, 2020–2024",
    alt="Bijna gelijk gebleven",
    unit="percent",
    accent="#9e1b32",
    rows=(
        Row(
            "hbo",
            tuple(
                Dot(f"{y}-01-01", f"{y}-12-31", str(y), v, f"{v}%".replace(".", ","), v - 1, v + 1)
                for y, v in SHARES
            ),
        ),
    ),
    targets=(Line(40.0, "Streefwaarde: minstens 40%, eind 2020", "2020-12-31"),),
    csv=(("what", "value"), ("hbo", "29.2"), ("=1+1", "-3"), ("-x", "")),
)


@pytest.fixture(autouse=True)
def _checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is drawn here is held against Vega-Lite's schema, and comes out as it does unseen."""
    unseen = plotting.spec

    def checked(chart: Chart) -> dict[str, Any]:
        made = unseen(chart, checked=True)
        assert made == unseen(chart)
        return made

    monkeypatch.setattr(plotting, "spec", checked)


def test_a_chart_survives_being_kept() -> None:
    assert drawing.get(drawing.put(CHART)) == CHART


def test_the_same_chart_has_the_same_address_and_another_has_another() -> None:
    assert drawing.put(CHART) == drawing.put(replace(CHART))
    assert drawing.put(CHART) != drawing.put(replace(CHART, theme="dark"))


def test_target_values_and_years_are_written_in_the_picture() -> None:
    svg = drawing.draw(CHART)
    for words in ("Streefwaarde: minstens 40%, eind 2020", "29,2%", "2024", "40%"):
        assert words in svg
    assert "2023" not in svg, "a year without a figure is left out of the axis"


def test_a_proxy_is_hollow_and_dashed() -> None:
    proxy = replace(CHART, rows=(replace(CHART.rows[0], is_proxy=True),))
    assert 'stroke-dasharray="5,4"' in drawing.draw(proxy)
    assert 'stroke-dasharray="5,4"' not in drawing.draw(CHART)


def test_parts_at_one_moment_are_bars_also_below_zero() -> None:
    rows = tuple(
        Row(name, (Dot("2016-01-01", "2016-12-31", "2016", value, str(value)),))
        for name, value in (("MBO", -58_000.0), ("HBO", 25_000.0))
    )
    bars = replace(CHART, rows=rows, targets=(), unit="count")
    assert bars.is_bars
    svg = drawing.draw(bars)
    assert "MBO" in svg
    assert "-58000.0" in svg


LONG = "Meer afgestudeerden blijven (hbo, universiteit (wo)), Technische bedrijfskunde en logistiek"


@pytest.mark.parametrize("size", ["narrow", "wide"])
def test_a_long_name_of_a_bar_is_written_whole(size: str) -> None:
    rows = tuple(
        Row(name, (Dot("2016-01-01", "2016-12-31", "2016", value, str(value)),))
        for name, value in ((LONG, -58.0), ("Groei", 25.0))
    )
    bars = replace(CHART, rows=rows, targets=(), unit="persons", size=size)
    svg = drawing.draw(bars)
    assert "…" not in svg
    written = " ".join(re.findall(r">([^<>]+)</t", svg))
    assert all(word in written for word in LONG.split())
    assert bars.box[1] > replace(bars, rows=(rows[1], rows[1])).box[1]


def fan(values: Sequence[float], size: str = "wide") -> Chart:
    dots = tuple(
        Dot(f"{2020 + n}-01-01", f"{2020 + n}-12-31", str(2020 + n), value, f"{value:g}",
            value - 40, value + 40)
        for n, value in enumerate(values)
    )  # fmt: skip
    return replace(CHART, rows=(Row("", dots),), targets=(), unit="persons", zero=ZERO, size=size)


ZERO = "0: evenveel mensen als banen"


def down(chart: Chart) -> float:
    """Pixels by which the words stand below the line of zero."""
    [layer, *_halo] = [
        one for one in plotting.spec(chart)["layer"]
        if one["data"]["values"][0].get("text") == ZERO
    ]  # fmt: skip
    return float(layer["mark"]["dy"])


@pytest.mark.parametrize("size", ["narrow", "wide"])
def test_words_at_zero_keep_clear_of_the_row_and_its_values(size: str) -> None:
    assert down(fan([-25] * 11, size)) < 0, "above, where nothing is"
    assert down(fan([3] * 11, size)) > 0, "below, where the row is above"


def test_words_at_zero_are_left_out_where_the_row_runs_through_all_places() -> None:
    assert ZERO in drawing.draw(fan(range(30, -31, -5)))
    assert ZERO not in drawing.draw(fan([9, -9] * 8, "narrow"))


def test_the_title_is_drawn_where_the_picture_stands_alone() -> None:
    assert CHART.title not in drawing.draw(CHART)
    assert CHART.title in drawing.draw(replace(CHART, has_title=True))


def test_picture_and_figures_are_kept_by_browsers() -> None:
    name = drawing.put(CHART)
    picture = Client().get(f"/charts/{name}.svg")
    assert picture["Content-Type"] == "image/svg+xml"
    assert "immutable" in picture["Cache-Control"]
    figures = Client().get(f"/charts/{name}.csv")
    assert figures["Content-Type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(figures.content.decode())))
    assert rows[1] == ["hbo", "29.2"]
    assert rows[2] == ["'=1+1", "-3"], "a spreadsheet must not run what a cell holds"


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["x.svg", "../secret.svg", f"{'0' * 24}.svg", f"{'0' * 24}.exe"])
def test_only_charts_of_our_own_pages_are_drawn(name: str) -> None:
    assert Client().get(f"/charts/{name}").status_code == 404


@pytest.mark.usefixtures("twente")
def test_every_picture_of_a_page_can_be_drawn_and_says_its_finding(read: Read) -> None:
    page = read("/results/technology-choice").content.decode()
    addresses = set(re.findall(r'(?:src|srcset)="(/charts/[0-9a-f]+\.svg)"', page))
    assert len(addresses) >= 4
    alts = re.findall(r'<img[^>]*alt="([^"]*)"', page)
    assert alts
    assert all("%" in alt for alt in alts)
    for address in sorted(addresses)[:6]:
        assert read(address).content.startswith(b"<svg")


@pytest.mark.parametrize("colour", ["#0b5394", "#ffee00", "#000000", "#ffffff", "#9e1b32"])
def test_any_accent_can_be_read_on_paper_and_in_the_dark(colour: str) -> None:
    assert contrast(readable(colour, PAPER), PAPER) >= ENOUGH
    assert contrast(readable(colour, NIGHT), NIGHT) >= ENOUGH


def test_a_verdict_has_one_colour_on_a_page_and_in_print() -> None:
    style = (Path(hcat.web.__file__).parent / "static" / "web" / "site.css").read_text("utf-8")
    light = style.split("prefers-color-scheme: dark")[0]
    for verdict, colour in COLOURS.items():
        token = f"--hcat-verdict-{verdict.value.replace('_', '-')}"
        assert f"{token}: {colour};" in light
        assert contrast(colour, PAPER) >= 4.5


def test_the_accent_is_a_stylesheet_and_nothing_else_is() -> None:
    assert "#0b5394" in stylesheet("#0b5394")
    response = Client().get("/theme/0b5394.css")
    assert response["Content-Type"].startswith("text/css")
    assert "immutable" in response["Cache-Control"]


@pytest.mark.django_db
def test_a_colour_that_is_none_is_not_found() -> None:
    assert Client().get("/theme/nonsense.css").status_code == 404
    assert Client().get("/theme/}body{.css").status_code == 404


@pytest.mark.parametrize(("size", "beside"), [("wide", "hbo"), ("narrow", "A")])
def test_names_of_many_rows_stand_beside_the_lines_or_below_with_a_letter_at_each(
    size: str, beside: str
) -> None:
    row = CHART.rows[0]
    several = tuple(replace(row, name=name) for name in ("hbo", "mbo", "wo"))
    chart = replace(CHART, rows=several, size=size)
    drawn = plotting.spec(chart)
    names = [
        one["mark"]
        for one in drawn["layer"]
        if one["mark"]["type"] == "text" and "stroke" not in one["mark"]
        and any(value.get("text", "").startswith(beside) for value in one["data"]["values"])
    ]  # fmt: skip
    assert [mark["align"] for mark in names] == ["left"]
    if size == "narrow":
        below = drawn["title"]
        assert below["orient"] == "bottom"
        assert [line[:6] for line in below["text"]] == ["A: hbo", "B: mbo", "C: wo "]
        assert chart.box[1] > replace(chart, rows=several[:1]).box[1]


@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_weeks_are_marked_by_their_day_and_fill_the_picture(size: str) -> None:
    first = date(2026, 8, 24)
    weeks = [first + timedelta(days=7 * n) for n in range(52)]
    dots = tuple(
        Dot(w.isoformat(), (w + timedelta(days=6)).isoformat(), f"{w:%d %b}", float(n), str(n))
        for n, w in enumerate(weeks)
    )
    chart = replace(CHART, unit="count", rows=(Row("", dots),), targets=(), baseline=None)
    frame = plotting._frame(replace(chart, size=size))
    marked = plotting._ticks(frame)
    assert 4 <= len(marked) <= 9
    assert max(marked.values(), key=len) in {dot.label for dot in dots}
    assert weeks[-1].strftime("%d %b") in marked.values()
    assert (frame.last - frame.first).days < 52 * 7 * 1.2
