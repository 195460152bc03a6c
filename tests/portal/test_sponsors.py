# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Recognised sponsors: taken in whole, found by number, by name only after a person looked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from hcat.foundation.api import Actor, NotAllowed, Refused, today
from hcat.parties.api import facts_of
from hcat.portal.api import check_sponsor, forget_sponsor_check, sponsor_as_of, sponsors_to_check
from hcat.portal.models import Sponsor, SponsorList
from hcat.portal.operations.sponsors import import_sponsors

from .conftest import BY

pytestmark = pytest.mark.usefixtures("in_english")
Make = Callable[..., Any]
DAY = date(2026, 3, 1)
LIST = '''name,kvk
"""Voorbeeld"" Machines B.V.",12345678
Andere Machines B.V.,2345678
Derde Zonder Nummer B.V.,
Vierde B.V.,34567890
'''

LATER = """naam;KvK-nummer
Vierde B.V.;34567890
Vijfde B.V.;45678901
Zesde B.V.;56789012
Zevende B.V.;67890123
"""


@pytest.fixture
def take(tmp_path: Path, db: None) -> Callable[..., SponsorList]:
    def taken(text: str = LIST, day: date | None = DAY, *, anyway: bool = False) -> SponsorList:
        path = tmp_path / "ind.csv"
        path.write_text(text, encoding="utf-8")
        return import_sponsors(by=BY, path=path, as_of=day, anyway=anyway)

    return taken


def day_of(organisation: Any) -> date | None:
    return sponsor_as_of(facts_of(organisation))


def test_a_number_says_it_whatever_the_name(company: Make, take: Any) -> None:
    assert (take().rows, SponsorList.objects.get().unread) == (4, 1)
    assert day_of(company("Heet Anders", kvk="12345678")) == DAY
    assert day_of(company("Met een nul", kvk="02345678")) == DAY
    assert day_of(company("Voorbeeld Machines", kvk="99999999")) is None
    assert not sponsors_to_check().exists()


def test_a_name_says_it_only_after_a_person_looked(company: Make, take: Any) -> None:
    take()
    bare, other = company("Voorbeeld Machines"), company("Derde zonder nummer", kvk="55555555")
    assert (day_of(bare), day_of(other)) == (None, None)
    rows = {row.organisation_id: row for row in sponsors_to_check()}
    assert set(rows) == {bare.pk, other.pk}
    check_sponsor(by=BY, organisation=rows[bare.pk], is_same=True)
    wrong = check_sponsor(by=BY, organisation=rows[other.pk], is_same=False)
    assert (day_of(bare), day_of(other)) == (DAY, None)
    assert not sponsors_to_check().exists()
    forget_sponsor_check(wrong, by=BY)
    assert sponsors_to_check().get().organisation_id == other.pk
    with pytest.raises(NotAllowed):
        check_sponsor(by=Actor(name="x"), organisation=rows[bare.pk], is_same=True)


def test_a_second_register_replaces_the_first(company: Make, take: Any) -> None:
    made, bare = company("Heet Anders", kvk="12345678"), company("Vierde")
    take()
    check_sponsor(by=BY, organisation=sponsors_to_check().get(), is_same=True)
    later = take(LATER, DAY + timedelta(days=40))
    assert later.rows == 4
    assert SponsorList.objects.count() == 1
    assert day_of(made) is None
    assert day_of(bare) == DAY + timedelta(days=40)


@pytest.mark.parametrize(
    ("text", "day", "said"),
    [
        ("a,b\n1,2\n", DAY, "no columns with a name"),
        ("name,kvk\n", DAY, "is not the register"),
        ("name,kvk\nA,x\nB,y\nC,12345678\n", DAY, "2 have no KvK number"),
        (LIST, today() + timedelta(days=3), "a day to come"),
        (LATER, DAY - timedelta(days=1), "older than the one that stands here, of 1 March 2026"),
        (LATER[:50], DAY + timedelta(days=40), "has 2 sponsors, where there were 4"),
    ],
)
def test_what_is_no_register_changes_nothing(take: Any, text: str, day: date, said: str) -> None:
    take()
    with pytest.raises(Refused, match=said):
        take(text, day)
    assert Sponsor.objects.count() == 4
    assert SponsorList.objects.get().as_of == DAY


def test_an_older_or_shorter_register_counts_where_somebody_says_so(take: Any) -> None:
    take()
    assert take(LATER[:50], DAY - timedelta(days=1), anyway=True).rows == 2
    assert SponsorList.objects.get().as_of == DAY - timedelta(days=1)


def test_no_register_marks_nobody(company: Make) -> None:
    assert day_of(company(kvk="12345678")) is None


def test_the_command_tells_what_it_did(
    take: Any, company: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    take()
    company("Vierde")
    call_command("sponsors", "import", str(tmp_path / "ind.csv"), "--date", "2026-03-01")
    said = capsys.readouterr().out
    assert "4" in said
    assert "1" in said
    with pytest.raises(CommandError):
        call_command("sponsors", "import", str(tmp_path / "none.csv"))


def test_the_real_register_is_read_to_its_last_line(shared: Path, company: Make) -> None:
    path = shared / "data" / "ind" / "ind_erkende_referenten_2024.csv"
    if not path.exists():
        pytest.skip("the real register is not at hand")
    made = company("Heet Anders", kvk="17037842")
    kept = import_sponsors(by=BY, path=path, as_of=date(2024, 1, 1))
    assert kept.rows == 11383
    assert kept.unread < 100
    assert day_of(made) == date(2024, 1, 1)
