# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Totals of visits, what is measured from them, and links to hand out."""

from __future__ import annotations

import struct
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from random import Random
from typing import Any

import maxminddb
import pytest
from django.db import IntegrityError, transaction

from hcat.agenda.api import load_folder
from hcat.evidence.api import Scope
from hcat.foundation.api import Actor, NotAllowed, Refused, now, today
from hcat.foundation.retention import past_their_term
from hcat.numerics.api import Estimate, Period
from hcat.portal.api import Referral, Source, end_referral, from_outside, make_referral
from hcat.portal.measures import freshness
from hcat.portal.models import BY_HAND, AskedWords, Outline, Tally
from hcat.portal.visits import demo
from hcat.portal.visits.folding import fold_what_is_rare
from hcat.portal.visits.measures import visitors, visitors_outside_region
from hcat.portal.visits.whereabouts import _rings, judged, origin_of
from tests.web.desk.conftest import POLDER

BY = Actor.system("test")
QUARTER = Period(date(2026, 4, 1), date(2026, 6, 30))
PLACES = {"GM0153": "Enschede", "GM1742": "Rijssen-Holten"}
pytestmark = pytest.mark.django_db


def tally(kind: str, number: int, day: date = date(2026, 5, 4), **given: Any) -> None:
    Tally.objects.create(day=day, kind=kind, number=number, **given)


# --- Measures ---------------------------------------------------------------------------------


def test_visits_are_missing_before_they_were_counted_and_over_a_part() -> None:
    def told() -> Estimate:
        return visitors(QUARTER, Scope())

    assert told().missing_reason == "visits were not counted yet"
    tally("visit", 7, is_demo=True, day=date(2026, 1, 1))
    assert told().missing_reason == "visits were not counted yet", "invented ones never count"
    tally("visit", 5)
    assert told().missing_reason == "visits were not counted over the whole of this period"
    tally("visit", 2, day=date(2026, 3, 31))
    tally("unmeasured", 3)
    tally("click", 4, place="1")
    scope = Scope()
    assert visitors(QUARTER, scope).value == 5
    assert scope.used == {"days": 1, "not_measured": 3}
    tally("visit", 9, day=date(2026, 7, 1))
    assert told().value == 5


def test_a_quarter_without_visits_after_the_first_is_zero_and_known() -> None:
    tally("visit", 2, day=date(2026, 3, 31))
    assert visitors(QUARTER, Scope()).value == 0


def test_the_share_from_outside_is_missing_while_nobody_said() -> None:
    assert "no visit has been counted" in str(from_outside(QUARTER, with_demo=False).missing_reason)
    tally("visit", 50)
    tally("answer", 4)
    told = visitors_outside_region(QUARTER, Scope())
    assert told.value is None
    assert "nobody answered" in str(told.missing_reason)


def test_answers_give_the_share_with_its_exact_interval() -> None:
    tally("visit", 500)
    tally("answer", 12, origin="outside")
    tally("answer", 8, origin="inside")
    tally("answer", 5)
    told = visitors_outside_region(QUARTER, Scope())
    assert (told.value, told.numerator, told.denominator, told.population) == (60, 12, 20, 500)
    assert told.low is not None
    assert told.high is not None
    assert 36 < told.low < 37
    assert 80 < told.high < 81


def test_by_file_the_interval_holds_wherever_the_unknown_are() -> None:
    tally("visit", 60, origin="outside")
    tally("visit", 20, origin="inside")
    tally("visit", 20)
    told = visitors_outside_region(QUARTER, Scope())
    assert (told.value, told.low, told.high) == (75, 60, 80)
    assert (told.n, told.population) == (80, 100)


def test_companies_are_fresh_while_every_source_keeps_its_promise(
    company: Callable[..., Any],
) -> None:
    assert load_folder(POLDER, by=BY).ok
    day = Period(today(), today())
    assert freshness(day, Scope()).value is None
    for name, ages in {"Een": (1, 2), "Twee": (1, 60), "Drie": (None,)}.items():
        made = company(name, sbi=("2611",))
        for place, age in enumerate(ages):
            Source.objects.create(
                organisation=made, system="feeds", address=f"https://{name}.example/{place}",
                read_at=None if age is None else now() - timedelta(hours=age),
            )  # fmt: skip
    Source.objects.create(
        organisation=company("Vier", sbi=("2611",)), system=BY_HAND,
        read_at=now() - timedelta(days=9),
    )  # fmt: skip
    told = freshness(day, Scope())
    assert (told.numerator, told.denominator) == (2, 4)
    before = today() - timedelta(days=30)
    Source.objects.update(added_at=now() - timedelta(days=99))
    late = freshness(Period(before, before), Scope())
    assert late.missing_reason == "when a source was last read is known of today only"


# --- Where an address lies ----------------------------------------------------------------------


def place(
    country: str, city: str = "", at: tuple[float, float] | None = None, sure: int = 5
) -> Any:
    location = {"accuracy_radius": sure}
    if at is not None:
        location |= {"longitude": at[0], "latitude": at[1]}  # type: ignore[dict-item]
    return {
        "country": {"iso_code": country},
        "city": {"names": {"nl": city, "en": city}},
        "location": location,
    }


def test_a_place_is_inside_outside_or_not_known() -> None:
    _rings.cache_clear()
    assert judged(place("NL", "enschede"), PLACES) == "inside"
    assert judged(place("NL", "Rijssen"), PLACES) == "inside"
    assert judged(place("DE", "Gronau"), PLACES) == "outside"
    assert judged(place("NL", "Utrecht"), PLACES) == "", "without outlines: it may be a village"
    assert judged(place("NL", "Enschede", sure=100), PLACES) == ""
    assert judged({}, PLACES) == ""
    assert judged(place("DE"), {}) == ""


def test_with_outlines_the_point_on_the_map_decides() -> None:
    square = [[6.8, 52.1], [7.0, 52.1], [7.0, 52.3], [6.8, 52.3]]
    Outline.objects.create(code="GM0153", rings=[square], source="a test")
    _rings.cache_clear()
    assert judged(place("NL", "Glanerbrug", (6.97, 52.21)), PLACES) == "inside"
    assert judged(place("NL", "Utrecht", (5.12, 52.09)), PLACES) == "outside"
    assert judged(place("NL", "Enschede"), PLACES) == "inside", "no point: by its name"
    _rings.cache_clear()


def places_file(record: dict[str, Any]) -> bytes:
    """A file of the MaxMind format (version 2.0) with one record: for the lower half of all IPv4
    addresses. https://maxmind.github.io/MaxMind-DB/"""

    def told(value: Any) -> bytes:
        if isinstance(value, str):
            text = value.encode()
            return bytes([0x40 | len(text)]) + text
        if isinstance(value, dict):
            parts = b"".join(told(key) + told(one) for key, one in value.items())
            return bytes([0xE0 | len(value)]) + parts
        if isinstance(value, float):
            return b"\x68" + struct.pack(">d", value)
        if isinstance(value, list):
            return bytes([len(value), 4]) + b"".join(map(told, value))
        return value if isinstance(value, bytes) else short(value)

    def short(number: int) -> bytes:
        return b"\xa2" + struct.pack(">H", number)

    nodes = 1
    tree = (nodes + 16).to_bytes(3, "big") + nodes.to_bytes(3, "big")
    about = {
        "node_count": b"\xc4" + struct.pack(">I", nodes), "record_size": 24, "ip_version": 4,
        "database_type": "Test-City", "languages": ["en"], "description": {"en": "A test"},
        "binary_format_major_version": 2, "binary_format_minor_version": 0,
        "build_epoch": b"\x08\x02" + struct.pack(">Q", 0),
    }  # fmt: skip
    return tree + bytes(16) + told(record) + b"\xab\xcd\xefMaxMind.com" + told(about)


def test_an_address_is_looked_up_in_a_file_of_the_format(
    settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Read by the reader in Python: the one in C refuses a file as bare as this.
    in_python = partial(maxminddb.open_database, mode=maxminddb.MODE_MEMORY)
    monkeypatch.setattr(maxminddb, "open_database", in_python)
    assert load_folder(POLDER, by=BY).ok
    _rings.cache_clear()
    known = tmp_path / "places.mmdb"
    known.write_bytes(places_file(place("DE", "Gronau", (7.03, 52.21))))
    settings.PORTAL_PLACES_FILE = str(known)
    assert origin_of("100.1.2.3") == "outside"
    assert origin_of("203.0.113.9") == "", "the file does not have it"
    assert origin_of("2001:db8::1") == "", "a file of the other kind of address"
    assert origin_of("nonsense") == ""


def test_a_file_that_cannot_be_read_makes_nothing_known(settings: Any, tmp_path: Any) -> None:
    assert origin_of("192.0.2.1") == ""
    broken = tmp_path / "places.mmdb"
    broken.write_bytes(b"no such format")
    settings.PORTAL_PLACES_FILE = str(broken)
    assert origin_of("192.0.2.1") == ""


# --- What few people did ------------------------------------------------------------------------


def test_names_that_few_came_by_are_folded_once_their_month_is_over() -> None:
    make_referral(by=BY, code="beurs", title="Beurs", path="/vacancies")
    last = today().replace(day=1) - timedelta(days=1)
    tally("visit", 4, day=last, campaign="een-lezer", place="vacancies")
    tally("click", 1, day=last, campaign="een-lezer", place="7")
    tally("visit", 5, day=last, campaign="voorjaar", place="vacancies")
    tally("visit", 1, day=last, campaign="beurs", place="vacancies")
    tally("visit", 2, day=last, campaign="embed", place="vacancy")
    tally("referrer", 2, day=last, place="familie.example")
    tally("referrer", 9, day=last, place="zoek.example")
    tally("visit", 1, day=today(), campaign="nieuw", place="vacancies")
    assert fold_what_is_rare() == 3
    assert fold_what_is_rare() == 0
    kept = {(one.kind, one.campaign or one.place): one.number for one in Tally.objects.all()}
    assert kept == {
        ("visit", "other"): 4, ("click", "other"): 1, ("visit", "voorjaar"): 5,
        ("visit", "beurs"): 1, ("referrer", "other"): 2, ("referrer", "zoek.example"): 9,
        ("visit", "nieuw"): 1, ("visit", "embed"): 2,
    }  # fmt: skip


def test_fingerprints_go_with_their_week_and_words_after_a_year() -> None:
    monday = date(2026, 3, 2)
    AskedWords.objects.create(week=monday, fingerprint="a", last_day=monday)
    AskedWords.objects.create(week=monday, fingerprint="b", words="lasser", last_day=monday)

    def going(on: date) -> tuple[int, int]:
        over = past_their_term(on=on)
        return (
            over["fingerprints of words that few searched for"],
            over["words that were searched for"],
        )

    assert going(date(2026, 3, 8)) == (0, 0)
    assert going(date(2026, 3, 9)) == (1, 0)
    assert going(date(2027, 3, 1)) == (1, 0)
    assert going(date(2027, 3, 2)) == (1, 2)


def test_of_who_is_not_measured_a_row_can_know_nothing() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        tally("unmeasured", 1, place="vacancies")
    tally("visit", 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        tally("visit", 1)


# --- Links --------------------------------------------------------------------------------------


@pytest.mark.usefixtures("in_english")
@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"code": "Beurs 2026"}, "cannot be the code"),
        ({"code": "other"}, "cannot be the code"),
        ({"code": "is-er-al"}, "already"),
        ({"title": "  "}, "not said what this link is for"),
        ({"path": "https://elders.example/"}, "does not lead to a page"),
        ({"path": "//elders.example"}, "does not lead to a page"),
        ({"path": "/\\elders.example"}, "does not lead to a page"),
        ({"path": "/vacancies\nSet-Cookie: a"}, "does not lead to a page"),
    ],
)
def test_a_link_that_cannot_be_is_refused(given: dict[str, str], said: str) -> None:
    make_referral(by=BY, code="is-er-al", title="Eerste", path="/vacancies")
    good = {"code": "beurs", "title": "Beurs", "path": "/vacancies"}
    with pytest.raises(Refused, match=said):
        make_referral(by=BY, **{**good, **given})
    assert Referral.objects.count() == 1


@pytest.mark.usefixtures("in_english")
def test_a_link_ends_once_and_only_by_who_may() -> None:
    made = make_referral(by=BY, code="beurs", title="Beurs", path="/vacancies")
    with pytest.raises(NotAllowed):
        end_referral(made, by=Actor("someone"))
    end_referral(made, by=BY)
    with pytest.raises(Refused, match="ended already"):
        end_referral(made, by=BY)


def test_the_database_holds_a_link_to_our_own_site() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.create(code="elders", title="Elders", path="//elders.example")


def test_invented_visits_come_and_go_and_never_count() -> None:
    tally("visit", 3, day=today() - timedelta(days=3))
    demo.load(Random(1))
    period = Period(today() - timedelta(days=28), today())
    assert Tally.objects.filter(is_demo=True).count() > 500
    assert visitors(period, Scope()).value is None
    assert from_outside(period, with_demo=True).value is not None
    assert from_outside(period, with_demo=False).value is None
    demo.clear()
    assert Tally.objects.get().number == 3
    assert not AskedWords.objects.exists()
    assert not Referral.objects.exists()
