# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is told about the region: a text to begin with, kept by the programme, checked in time."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from hcat.foundation.api import Actor, NotAllowed, NotFound, Refused, today
from hcat.parties.api import name_key, population
from hcat.portal.api import (
    check_region_text,
    check_sponsor,
    save_region_text,
    sponsor_as_of,
    sponsor_to_check,
    sponsors_here,
    subject_called,
    subjects,
)
from hcat.portal.models import RegionText, Sponsor, SponsorList
from hcat.portal.region.starting import starting_texts

from .conftest import BY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
Make = Callable[..., Any]
TEXTS = {"en": {"title": "Housing here", "body": "Ask around."}}
LINKS = [("IND", "https://ind.nl")]


def save(**given: Any) -> RegionText:
    wanted = {"key": "housing", "edition": 0, "texts": TEXTS, "links": LINKS, "by": BY, **given}
    return save_region_text(**wanted)


def test_the_text_to_begin_with_is_whole_in_three_languages() -> None:
    assert len(starting_texts()) == 8
    for one in starting_texts().values():
        assert set(one.texts) == {"en", "nl", "de"}
        for said in one.texts.values():
            assert said["title"]
            assert 250 < len(said["body"]) < 1500, one.key
            assert not re.search(r"€|EUR|\d\.\d{3}", said["body"]), "an amount is old in January"
        assert one.links
        assert all(address.startswith("https://") for _title, address in one.links)


def test_the_ruling_on_taxes_says_as_of_when() -> None:
    for said in starting_texts()["taxes"].texts.values():
        assert "27%" in said["body"]
        assert re.search("on the day below|dag hieronder|unten genannten Tag", said["body"])


def test_what_nobody_checked_is_old_and_says_so() -> None:
    assert all(one.is_old and one.checked_on is None for one in subjects())
    check_region_text(by=BY, key="taxes", edition=0)
    one = subject_called("taxes")
    assert (one.checked_on, one.is_old, one.edition) == (today(), False, 1)
    assert "30%" in one.body, "the text of the program stands"
    RegionText.objects.update(checked_on=today() - timedelta(days=184))
    assert subject_called("taxes").is_old


def test_what_the_programme_writes_counts() -> None:
    save()
    one = subject_called("housing")
    assert (one.title, one.body, one.links) == ("Housing here", "Ask around.", (tuple(LINKS[0]),))
    assert one.language == "en"
    check_region_text(by=BY, key="housing", edition=1)
    assert subject_called("housing").title == "Housing here"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"texts": {"en": {"title": "x", "body": " "}}}, "no title, or a title no text"),
        ({"texts": {}}, "Nothing would be left"),
        ({"texts": {"nl": {"title": "x", "body": "x" * 5001}}}, "too long"),
        ({"links": [("IND", "javascript:alert(1)")]}, "is no link"),
        ({"links": [("", "https://ind.nl")]}, "is no link"),
        ({"links": LINKS * 21}, "too many links"),
        ({"edition": 3}, "changed this text in the meantime"),
    ],
)
def test_a_text_is_refused(given: dict[str, Any], said: str) -> None:
    with pytest.raises(Refused, match=said):
        save(**given)
    assert not RegionText.objects.exists()


def test_who_may_keep_them_and_which_there_are() -> None:
    for deed in (save, lambda **given: check_region_text(key="housing", edition=0, **given)):
        with pytest.raises(NotAllowed):
            deed(by=Actor(name="x"))
    with pytest.raises(NotFound):
        save(key="weather")
    save()
    with pytest.raises(Refused):
        check_region_text(by=BY, key="housing", edition=0)


def test_the_list_of_sponsors_holds_exactly_those_that_are_marked(company: Make) -> None:
    SponsorList.objects.create(as_of=date(2026, 6, 1), file="sponsors.csv", rows=3)
    numbered = company("Met nummer", kvk="12345678")
    named, unlike = company("Zelfde Naam"), company("Andere Naam")
    company("Geen van beide")
    for name, kvk in (("Anders in het register", "12345678"), ("Zelfde Naam", ""),
                      ("Andere Naam", "")):  # fmt: skip
        Sponsor.objects.create(name=name, name_key=name_key(name), kvk=kvk)
    check_sponsor(by=BY, organisation=sponsor_to_check(named.key), is_same=True)
    check_sponsor(by=BY, organisation=sponsor_to_check(unlike.key), is_same=False)
    here = {row.organisation_id for row in sponsors_here()}
    assert here == {numbered.pk, named.pk}
    marked = {row.organisation_id for row in population(kind="company") if sponsor_as_of(row)}
    assert marked == here
