# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every programme and occupation has its field, or stands in the list of those that have none."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from hcat.fields.api import (
    Reason,
    coverage,
    field_codes,
    field_of_occupation,
    field_of_programme,
    fields,
)
from hcat.fields.files import table_of, yaml_of
from tests.labour_market.open_data import (
    hbo_diplomas,
    mbo_programmes,
    unit_groups,
    wo_enrolled,
)

LANGUAGES = ("nl", "en", "de")


def test_each_field_has_a_title_and_a_sentence_in_three_languages() -> None:
    assert len(fields()) == len(set(field_codes())) == 17
    for field in fields():
        for language in LANGUAGES:
            assert field.title.in_(language)
            assert field.belongs.in_(language).endswith(".")
    for language in LANGUAGES:
        assert len({field.title.in_(language) for field in fields()}) == 17


def test_nothing_is_mapped_to_a_field_that_does_not_exist() -> None:
    named = {row["field"] for name in ("croho.csv", "isco.csv") for row in table_of(name)}
    crebo = yaml_of("crebo.yaml")
    named |= set(crebo["codes"].values()) | {
        one["field"] for one in crebo["rules"] if "field" in one
    }
    assert named - {""} <= set(field_codes())


@pytest.mark.parametrize("name", ["croho.csv", "isco.csv"])
def test_a_code_stands_in_a_list_once_with_a_field_or_the_reason_why_not(name: str) -> None:
    rows = table_of(name)
    assert max(Counter(row["code"] for row in rows).values()) == 1
    for row in rows:
        assert bool(row["field"]) != bool(row["outside"]), row
        if row["outside"]:
            assert Reason(row["outside"]) in (Reason.TOO_BROAD, Reason.NOT_TECHNICAL)
            assert row["why"]


def test_every_field_is_reached_by_programmes_and_by_occupations() -> None:
    for name in ("croho.csv", "isco.csv"):
        assert {row["field"] for row in table_of(name)} >= set(field_codes()), name


@pytest.mark.parametrize(
    ("code", "name", "field"),
    [
        ("25297", "Technicus mechatronica systemen", "mechatronics"),
        ("25000", "Commercieel technicus engineering", "industrial-engineering"),
        ("25000", "Eerste monteur elektrotechnische installaties woning en utiliteit",
         "installation-energy"),
        ("25000", "Technicus elektrotechnische industriële systemen en installaties", "electrical"),
        ("25000", "Allround dakdekker bitumen en kunststof", "construction"),
        ("25000", "Allround meubelmaker/(scheeps)interieurbouwer", "construction"),
        ("25000", "Chemisch-fysisch analist", "life-sciences"),
        ("25000", "Operator textiel", "materials-textile"),
        ("25000", "Procesoperator B", "process-chemical"),
        ("25000", "Middenkader bouw en infra", "civil"),
        ("23053", "Middenkader bouw en infra", "construction"),
        ("91142", "Technicus middenkader WEI (Elektrische installaties)", "electrical"),
        ("25000", "Akkerbouw", None),
        ("25000", "Verkoopadviseur Mobiliteitsbranche", None),
        ("25000", "Kok", None),
        ("34280", "", "mechanical"),
        ("60028", "", "physics-nano-mathematics"),
    ],
)  # fmt: skip
def test_a_programme_has_the_field_that_its_code_or_name_says(
    code: str, name: str, field: str | None
) -> None:
    assert field_of_programme(code, name).field == field


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("Infratechniek 3", "mbo-3"),
        ("Autoschadehersteller niveau 3", "mbo-3"),
        ("Medewerker Facilitaire Dienstverlening, Niveau 4", "mbo-4"),
        ("Schoenhersteller 2", None),
        ("Teelt 2/3", None),
        ("Monteur airco-installaties < 3 kg", None),
        ("Stuurman alle vissersschepen S4", None),
        ("Technicus mechatronica", None),
    ],
)
def test_a_level_is_told_where_the_name_says_it_and_nowhere_else(
    name: str, level: str | None
) -> None:
    assert field_of_programme("92000", name).level == level


def test_an_unmapped_programme_says_why_and_how_many_persons_it_leaves_out() -> None:
    told = coverage([
        ("34280", "B Werktuigbouwkunde", 90), ("39208", "B Archeologie", 4),
        ("39208", "B Archeologie", 3), ("99999", "Kok", 5), ("88888", "B Nieuw", 1),
    ])  # fmt: skip
    assert (told.mapped, told.total, told.share) == (90, 103, pytest.approx(90 / 103))
    assert [(one.code, one.persons, one.reason) for one in told.unmapped] == [
        ("39208", 7, Reason.NOT_TECHNICAL),
        ("99999", 5, Reason.NOT_TECHNICAL),
        ("88888", 1, Reason.UNLISTED),
    ]
    assert coverage([]).share is None


# On the publishers' own files


@pytest.mark.shared_data
def test_nearly_all_technical_hbo_diplomas_have_a_field(shared: Path) -> None:
    told = coverage(hbo_diplomas(shared))
    assert told.share is not None
    assert told.share >= 0.97
    assert {one.name for one in told.unmapped} == {
        "B Archeologie", "Ad Projectleider Techniek", "M Next Level Engineering",
    }  # fmt: skip


@pytest.mark.shared_data
def test_all_technical_university_students_have_a_field(shared: Path) -> None:
    assert coverage(wo_enrolled(shared)).share == 1.0


@pytest.mark.shared_data
def test_the_names_in_the_lists_are_those_of_the_publishers(shared: Path) -> None:
    names = {
        code: name for rows in (hbo_diplomas(shared), wo_enrolled(shared)) for code, name, _ in rows
    }
    # Enrolled only: no diploma was awarded yet.
    with (shared / "data/duo/ingeschrevenenhbo.csv").open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            if row["ONDERDEEL"] == "TECHNIEK":
                names.setdefault(row["OPLEIDINGSCODE_ACTUEEL"], row["OPLEIDINGSNAAM_ACTUEEL"])
    ours = {row["code"]: row["name"] for row in table_of("croho.csv")}
    assert set(names) <= set(ours)
    assert ours.items() >= names.items()
    groups = {code: name for code, name, _ in unit_groups(shared)}
    assert {row["code"]: row["name"] for row in table_of("isco.csv")}.items() <= groups.items()


@pytest.mark.shared_data
def test_no_code_of_the_two_registers_is_the_same(shared: Path) -> None:
    mbo = {code for code, _name, _ in mbo_programmes(shared)}
    assert not mbo & {row["code"] for row in table_of("croho.csv")}


@pytest.mark.shared_data
def test_mbo_programmes_are_sorted_and_those_left_over_are_not_technical(shared: Path) -> None:
    told = coverage(mbo_programmes(shared))
    assert told.total == 4103
    assert 1900 < told.mapped < 2100
    suspect = re.compile(
        r"lasser|elektro|mechatro|installat|werktuig|software|metaal", re.IGNORECASE
    )
    left = {one.name for one in told.unmapped if suspect.search(one.name)}
    assert left == {"Verkoopspecialist elektrotechnische detailhandel"}


@pytest.mark.shared_data
def test_occupations_outside_are_those_without_a_technical_training(shared: Path) -> None:
    told = coverage(unit_groups(shared), lambda code, _name: field_of_occupation(code))
    broad = {one.code for one in told.unmapped if one.reason is Reason.TOO_BROAD}
    assert broad == {"2149", "3118", "3119"}
    engineers = [one for one in told.unmapped if one.code.startswith(("214", "215", "25", "35"))]
    assert [one.code for one in engineers] == ["2149"]
