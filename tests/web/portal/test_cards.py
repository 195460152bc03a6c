# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cards for social media: of what is shown, drawn once, never at the wish of a stranger."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from hcat.charts import cards
from hcat.charts.api import Card
from hcat.foundation.api import now
from hcat.portal.api import Vacancy

Make = Callable[..., Vacancy]


@pytest.fixture(autouse=True)
def _nobody_drew_before() -> None:
    cards._drawn_at.clear()


@pytest.fixture
def drawings(monkeypatch: pytest.MonkeyPatch) -> list[Card]:
    """What was drawn and not taken from the disk."""
    drawn: list[Card] = []
    svg = cards.card_svg
    monkeypatch.setattr(cards, "card_svg", lambda card: (drawn.append(card), svg(card))[1])
    return drawn


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


@pytest.mark.usefixtures("polder")
def test_a_vacancy_has_a_card_of_the_size_that_is_asked_drawn_once(
    vacancy: Make, drawings: list[Card]
) -> None:
    made = vacancy("Lasser")
    first = Client().get(f"/vacancies/{made.key}/card.png")
    assert first["Content-Type"] == "image/png"
    assert size(first.content) == (1200, 630)
    assert drawings[0].title == "Lasser"
    assert drawings[0].below == ("Voorbeeld Machines", "Enschede")
    again = Client().get(f"/vacancies/{made.key}/card.png?burn=1")
    assert again.content == first.content
    held = Client().get(f"/vacancies/{made.key}/card.png", headers={"if-none-match": first["ETag"]})
    assert (held.status_code, held.content) == (304, b"")
    assert len(drawings) == 1


@pytest.mark.usefixtures("polder")
def test_what_is_closed_or_unknown_is_not_drawn(vacancy: Make, drawings: list[Card]) -> None:
    made = vacancy("Lasser")
    at = now()
    Vacancy.objects.filter(pk=made.pk).update(
        closed_at=at, seen_at=at, closed_because="gone", changed_at=at
    )
    assert Client().get(f"/vacancies/{made.key}/card.png").status_code == 410
    assert Client().get("/vacancies/zzzzzzzz/card.png").status_code == 404
    assert Client().get("/companies/nobody/card.png").status_code == 404
    assert Client().post(f"/vacancies/{made.key}/card.png").status_code == 405
    assert drawings == []
    assert "og:image" not in Client().get(f"/vacancies/{made.key}").content.decode()


@pytest.mark.usefixtures("polder")
def test_who_asks_for_every_card_is_sent_away(
    vacancy: Make, monkeypatch: pytest.MonkeyPatch, drawings: list[Card]
) -> None:
    one, other = vacancy("Lasser"), vacancy("Frezer")
    assert Client().get(f"/vacancies/{one.key}/card.png").status_code == 200
    cards._drawn_at.extend([cards.time.monotonic()] * cards.MOST_A_MINUTE)
    refused = Client().get(f"/vacancies/{other.key}/card.png")
    assert (refused.status_code, refused["Retry-After"]) == (503, "60")
    assert Client().get(f"/vacancies/{one.key}/card.png").status_code == 200, "what is kept"
    assert len(drawings) == 1


@pytest.mark.usefixtures("polder")
def test_pages_say_to_social_media_what_they_are_with_whole_addresses(
    vacancy: Make, settings: Any
) -> None:
    made = vacancy('Lasser "&" <frezer>', body="<p>Je last.</p>" * 100)
    html = Client().get(f"/en/vacancies/{made.key}").content.decode()
    told = dict(
        re.findall(r'<meta (?:property|name)="((?:og|twitter):[\w:]+)" content="(.*?)">', html)
    )
    assert told["og:title"] == "Lasser &quot;&amp;&quot; &lt;frezer&gt;"
    assert told["og:image"] == f"{settings.SITE_URL}/en/vacancies/{made.key}/card.png"
    assert told["og:url"] == f"{settings.SITE_URL}/en/vacancies/{made.key}"
    assert told["twitter:card"] == "summary_large_image"
    assert 20 < len(told["og:description"]) <= 200
    company = re.search(r'href="(/en/companies/[\w-]+)"', html.split("<main", 1)[-1])
    assert company is not None
    page = Client().get(company[1]).content.decode()
    assert f'og:image" content="{settings.SITE_URL}{company[1]}/card.png"' in page
    assert size(Client().get(f"{company[1]}/card.png").content) == (1200, 630)


@given(title=st.text(max_size=400), below=st.lists(st.text(max_size=200), max_size=4))
def test_every_text_fits_and_is_valid_xml(title: str, below: list[str]) -> None:
    svg = cards.card_svg(Card(title, "Vacature", tuple(below), "Twente", "#ffee00"))
    for text in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text"):
        x, y, letters = float(text.get("x")), float(text.get("y")), float(text.get("font-size"))  # type: ignore[arg-type]
        assert x + cards.width_of(text.text or "", letters) <= cards.WIDTH
        assert 0 < y < cards.HEIGHT


@pytest.mark.parametrize("sign", "aWm.Ä%ilMOw")
def test_words_are_never_measured_much_too_small(sign: str, tmp_path: Path) -> None:
    """The letters as they are drawn: no dark dot to the right of where they are said to end."""
    from io import BytesIO

    import vl_convert
    from PIL import Image

    text = sign * 12
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="80">'
        '<rect width="900" height="80" fill="#fff"/><text x="0" y="60" font-size="60" '
        f'font-weight="bold" font-family="Liberation Sans">{text}</text></svg>'
    )
    picture = Image.open(BytesIO(vl_convert.svg_to_png(svg))).convert("L")
    box = picture.point(lambda v: 255 if v < 128 else 0).getbbox()
    assert box is not None
    assert box[2] <= cards.width_of(text, 60) * 1.06


def test_the_folder_of_cards_keeps_within_bounds(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.VAR_DIR = tmp_path
    monkeypatch.setattr(cards, "KEEP", 8)
    for number in range(20):
        cards._keep(tmp_path / "cards" / f"{number}.png", b"x")
    assert len(list((tmp_path / "cards").iterdir())) <= 8
    assert (tmp_path / "cards" / "19.png").exists()
