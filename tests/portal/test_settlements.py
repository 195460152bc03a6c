# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where places lie: taken in from a list, or refused whole; found by name, with a mistake too."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from hcat.foundation.api import Actor, Refused, now, today
from hcat.parties.api import rename_organisation
from hcat.portal.models import Advert, Settlement, Source, Vacancy
from hcat.portal.operations.settlements import import_settlements
from hcat.portal.queries.settlements import disc_around, points_of
from hcat.portal.searching.asking import Asked, ask
from hcat.portal.searching.keeping_up import bring_up_to_date, engine

BY = Actor.system("test")
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
LIST = """Plaats;Breedtegraad;Lengtegraad
Enschede;52,2215;6,8937
Hengelo;52,265;6,793
Bérne;52.3;6.75
"""


@pytest.fixture
def places(tmp_path: Path) -> Path:
    file = tmp_path / "places.csv"
    file.write_text(LIST, encoding="utf-8")
    return file


def test_a_list_takes_the_place_of_the_one_before(places: Path) -> None:
    assert import_settlements(by=BY, path=places) == 3
    assert import_settlements(by=BY, path=places) == 3
    assert points_of(["Hengelo", "BERNE", "Nergens"]) == {
        "Hengelo": (52.265, 6.793), "BERNE": (52.3, 6.75),
    }  # fmt: skip


def test_a_mistake_in_a_name_is_forgiven_and_nonsense_is_not(places: Path) -> None:
    import_settlements(by=BY, path=places)
    found = disc_around("Enshcede", 10)
    assert found is not None
    assert (found.name, found.km) == ("Enschede", 10)
    assert disc_around("Xyzzy", 10) is None
    assert disc_around("", 10) is None


def test_of_two_places_with_one_name_the_one_among_the_others_is_meant(places: Path) -> None:
    with places.open("a") as file:
        file.write("Hengelo;40;-3\n")
    import_settlements(by=BY, path=places)
    assert points_of(["Hengelo"])["Hengelo"] == (52.265, 6.793)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,latitude\nEnschede,52", "It lacks: longitude"),
        ("name,latitude,longitude\n", "no row with a place"),
        ("name,latitude,longitude\nEnschede,152,6", "Row 2 of"),
        ("name,latitude,longitude\n,52,6", "Row 2 of"),
        ("name,latitude,longitude\nA,52,6\nB,x,6", "Row 3 of"),
    ],
)
def test_a_list_that_is_none_changes_nothing(
    places: Path, tmp_path: Path, text: str, said: str
) -> None:
    import_settlements(by=BY, path=places)
    other = tmp_path / "other.csv"
    other.write_text(text)
    with pytest.raises(Refused, match=said):
        import_settlements(by=BY, path=other)
    assert Settlement.objects.count() == 3


def test_the_command_says_what_it_took_and_refuses(places: Path, tmp_path: Path) -> None:
    out = StringIO()
    call_command("places", "import", str(places), stdout=out)
    assert "3 places" in out.getvalue()
    with pytest.raises(CommandError, match="There is no file"):
        call_command("places", "import", str(tmp_path / "no.csv"))


def test_work_is_sought_near_where_the_advert_or_its_town_lies(
    places: Path, company: Any, settings: Any, tmp_path: Path
) -> None:
    settings.VAR_DIR = tmp_path
    source = Source.objects.create(organisation=company(), system="x", address="https://x.example")
    told = {
        "town": [{"locality": "Hengelo"}],
        "spot": [{"locality": "Elders", "latitude": 52.23, "longitude": 6.89}],
        "lost": [{"locality": "Elders"}],
    }
    keys = {}
    for name, where in told.items():
        vacancy = Vacancy.objects.create(organisation=source.organisation)
        keys[vacancy.key] = name
        Advert.objects.create(
            vacancy=vacancy,
            source=source,
            key=name,
            digest=name,
            title=name,
            told={"places": where},
        )  # fmt: skip
    bring_up_to_date()
    import_settlements(by=BY, path=places)
    bring_up_to_date()
    snapshot = engine().snapshot()
    assert snapshot is not None
    for km, expected in ((5, {"spot"}), (25, {"spot", "town"})):
        found = ask(snapshot, Asked(near=disc_around("Enschede", km)), today=today())
        assert {keys[key] for key in found.keys} == expected


def test_a_town_that_is_spelt_in_two_ways_lies_in_one_place(places: Path) -> None:
    import_settlements(by=BY, path=places)
    assert set(points_of(["Hengelo", "HENGELO", "hengelo"])) == {"Hengelo", "HENGELO", "hengelo"}


def test_what_ends_after_a_look_that_began_later_is_found_at_the_next(
    company: Any, settings: Any, tmp_path: Path
) -> None:
    settings.VAR_DIR = tmp_path
    source = Source.objects.create(organisation=company(), system="x", address="https://x.example")

    def make(name: str) -> Vacancy:
        vacancy = Vacancy.objects.create(organisation=source.organisation)
        Advert.objects.create(vacancy=vacancy, source=source, key=name, digest=name, title=name)
        return vacancy

    make("first")
    bring_up_to_date()
    slow = make("slow")
    Vacancy.objects.filter(pk=slow.pk).update(changed_at=now() - timedelta(seconds=30))
    assert bring_up_to_date() == 2
    assert bring_up_to_date() == 0
    snapshot = engine().snapshot()
    assert snapshot is not None
    assert slow.key in ask(snapshot, Asked("slow"), today=today()).keys


def test_a_company_is_found_by_its_new_name(company: Any, settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    known = company("Oudenaam Techniek")
    source = Source.objects.create(organisation=known, system="x", address="https://x.example")
    vacancy = Vacancy.objects.create(organisation=known)
    Advert.objects.create(vacancy=vacancy, source=source, key="1", digest="1", title="Lasser")
    bring_up_to_date()
    rename_organisation(
        organisation=known,
        name="Frisgezicht Industrie",
        happened_on=today(),
        reason="a test",
        by=BY,
    )
    bring_up_to_date()
    snapshot = engine().snapshot()
    assert snapshot is not None
    found = {words: ask(snapshot, Asked(words), today=today()).keys for words in
             ("frisgezicht", "oudenaam")}  # fmt: skip
    assert found == {"frisgezicht": (vacancy.key,), "oudenaam": ()}
    assert bring_up_to_date() == 0
