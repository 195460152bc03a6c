# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Organisations from a file: understood, compared, and written as a whole or not at all."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from hcat.foundation.api import Actor, NotAllowed, Refused
from hcat.foundation.models import AuditEvent
from hcat.parties import places
from hcat.parties.api import (
    ImportPlan,
    import_organisations,
    invite,
    organisation_history,
    provide_places,
)
from hcat.parties.importing.columns import HEADINGS, whole_number
from hcat.parties.importing.reading import read_table
from hcat.parties.models import Organisation, OrganisationFacts

Register = Callable[..., Organisation]
Bring = Callable[..., ImportPlan]
pytestmark = pytest.mark.django_db
DAY = date(2024, 1, 1)


@pytest.fixture(autouse=True)
def _two_municipalities(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "_providers", [])
    provide_places(lambda: {"GM0153": "Enschede", "GM0164": "Hengelo"})


@pytest.fixture
def bring(tmp_path: Path, by: Actor) -> Bring:
    """Import a text as a CSV file."""

    def do(text: str | bytes, **given: Any) -> ImportPlan:
        path = tmp_path / given.pop("file", "bedrijven.csv")
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return import_organisations(
            **{"path": path, "kind": "company", "valid_from": DAY, "by": by, **given}
        )

    return do


def only(plan: ImportPlan) -> Any:
    (row,) = plan.rows
    return row


def test_a_file_as_a_dutch_spreadsheet_program_writes_it(bring: Bring) -> None:
    plan = bring(
        "Bedrijfsnaam;KvK-nummer;Werkzame personen;SBI-code;Gemeente;Postcode;Website\n"
        "Demobedrijf Égel BV;06012345;1.250;26.11, 62.01;Enschede;7511 ab;www.egel.example\n"
        ";;;;;;\n\n".encode("cp1252")
    )
    assert plan.was_written
    facts = OrganisationFacts.objects.get()
    assert (facts.name, facts.kvk, facts.employees, facts.size_class) == (
        "Demobedrijf Égel BV", "06012345", 1250, "250+",
    )  # fmt: skip
    assert (facts.sbi, facts.sbi_codes) == ("2611", ("2611", "6201"))
    assert (facts.municipality, facts.postcode, facts.domain) == (
        "GM0153",
        "7511AB",
        "egel.example",
    )
    assert facts.valid_from == DAY
    assert "bedrijven.csv" in facts.source


def test_a_spreadsheet_that_lost_its_leading_zeros(tmp_path: Path, by: Actor) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Naam", "KvK", "Medewerkers", "Gemeentecode"])
    sheet.append(["Demobedrijf Das", 6012345, 12.0, 153])
    sheet.append([None, None, None, None])
    path = tmp_path / "b.xlsx"
    book.save(path)
    plan = import_organisations(path=path, kind="company", valid_from=DAY, by=by)
    facts = OrganisationFacts.objects.get()
    assert (facts.kvk, facts.employees, facts.municipality) == ("06012345", 12, "GM0153")
    assert "06012345" in only(plan).notes[0]


def test_all_that_is_wrong_is_told_at_once_and_nothing_is_written(bring: Bring) -> None:
    plan = bring(
        "naam,kvk,gemeentecode,werknemers,sbi,postcode\n"
        "Goed,01234567,GM0153,5,62,7511AB\n"
        ",01234568,GM0153,5,62,7511AB\n"
        "Kort,123,GM0153,5,62,7511AB\n"
        "Alles,12,GMX1,veel,C26,AB7511\n"
    )
    assert not plan.was_written
    assert not Organisation.objects.exists()
    assert [(row.number, len(row.problems)) for row in plan.rows] == [
        (2, 0),
        (3, 1),
        (4, 1),
        (5, 5),
    ]
    assert all("kvk" in row.problems[0] for row in plan.of("wrong") if row.number == 4)


@pytest.mark.parametrize("withheld", ["<5", "-1", "x", "onbekend", "", ".", "?"])
def test_a_number_that_is_withheld_is_not_known_and_not_zero(bring: Bring, withheld: str) -> None:
    bring(f"naam;werknemers\nDemobedrijf Mier;{withheld}\n")
    facts = OrganisationFacts.objects.get()
    assert (facts.employees, facts.size_class) == (None, "")


@pytest.mark.parametrize(
    ("written", "kept"),
    [("10-49", "10-49"), ("10 tot 50", "10-49"), ("250+", "250+"), ("500 en meer", "250+"),
     ("2 t/m 9 werknemers", "1-9"), ("50 – 99", "50-249")],
)  # fmt: skip
def test_ranges_become_size_classes(bring: Bring, written: str, kept: str) -> None:
    bring(f"naam;grootteklasse\nDemobedrijf Mier;{written}\n")
    assert OrganisationFacts.objects.get().size_class == kept


def test_a_second_import_changes_nothing(bring: Bring, django_assert_num_queries: Any) -> None:
    text = (
        "naam;kvk;plaats;werknemers\n"
        "Demobedrijf Egel;01234567;Enschede;12\nDemobedrijf Das;;Hengelo;\nDemobedrijf Uil;;;\n"
    )
    assert bring(text).counts["new"] == 3
    before = list(OrganisationFacts.objects.values())
    events = AuditEvent.objects.count()
    again = bring(text, valid_from=date(2025, 1, 1))
    assert again.counts == {"new": 0, "changed": 0, "same": 3, "doubtful": 0, "wrong": 0}
    assert list(OrganisationFacts.objects.values()) == before
    assert AuditEvent.objects.count() == events


def test_an_empty_cell_takes_nothing_away(bring: Bring) -> None:
    bring("naam;kvk;plaats\nDemobedrijf Egel;01234567;Enschede\n")
    bring("naam;kvk;plaats\nDemobedrijf Egel;01234567;\n")
    assert OrganisationFacts.objects.get().place == "Enschede"


def test_a_change_is_dated_and_shown(bring: Bring) -> None:
    bring("naam;kvk;werknemers\nDemobedrijf Egel;01234567;12\n")
    plan = bring("naam;kvk;werknemers\nDemobedrijf Egel;01234567;80\n", valid_from=date(2025, 1, 1))
    assert only(plan).difference["employees"] == (12, 80)
    old, new = OrganisationFacts.objects.order_by("valid_from")
    assert (old.valid_until, new.valid_from) == (date(2025, 1, 1), date(2025, 1, 1))
    history = organisation_history(new.organisation.key)
    assert [f.employees for f in history.facts] == [80, 12]


def test_a_dry_run_shows_the_same_and_writes_nothing(bring: Bring) -> None:
    text = "naam;kvk\nDemobedrijf Egel;01234567\n"
    dry = bring(text, dry_run=True)
    assert not dry.was_written
    assert not Organisation.objects.exists()
    assert dry.counts == bring(text).counts


def test_a_change_from_before_what_is_known_is_refused(bring: Bring, known: Register) -> None:
    known("Demobedrijf Egel", kvk="01234567", employees=3, valid_from=date(2025, 1, 1))
    plan = bring("naam;kvk;werknemers\nDemobedrijf Egel;01234567;4\n")
    assert only(plan).outcome == "wrong"
    assert re.search("1 (januari|January) 2025", only(plan).problems[0])


@pytest.mark.parametrize(
    ("row", "outcome"),
    [
        ("Andere naam;01234567;;;", "changed"),  # the same number
        ("Demobedrijf Krékel 12 B.V.;;Enschede;;", "changed"),  # the same name in the same place
        ("Demobedrijf Krekel 12;07654321;Enschede;;", "new"),  # another number
        ("Demobedrijf Krekel 13;;Enschede;;", "new"),  # another figure in the name
        ("Demobedrijf Krekel 12;;Hengelo;;", "new"),  # another place
        ("Demobedrijf Krekeltje 12;;Enschede;;", "doubtful"),  # nearly the same name
        ("12 Krekel Demobedrijf;;Enschede;;", "doubtful"),  # the same words
        ("Iets anders 12;;Hengelo;https://www.krekel.example/nl;", "doubtful"),  # the same website
        ("Iets anders;;Enschede;;", "new"),
        ("Demobedrijf Krekeltje 12;;Enschede;;new", "new"),  # a person says so
        ("Demobedrijf Krekeltje 12;;Enschede;;org-krekel", "changed"),
        ("Demobedrijf Krekeltje 12;;Enschede;;org-nobody", "wrong"),
    ],
)
def test_which_rows_are_taken_for_the_same(
    bring: Bring, known: Register, row: str, outcome: str
) -> None:
    one = known(
        "Demobedrijf Krekel 12", kvk="01234567", place="Enschede", municipality="GM0153",
        website="https://krekel.example",
    )  # fmt: skip
    Organisation.objects.filter(pk=one.pk).update(key="org-krekel")
    plan = bring(f"naam;kvk;plaats;website;zelfde als\n{row}\n", dry_run=True)
    assert only(plan).outcome == outcome
    if outcome == "doubtful":
        assert only(plan).reason
        assert "Demobedrijf Krekel 12 (org-krekel)" in [k.shown for k in only(plan).perhaps]


def test_a_doubtful_row_holds_the_file_up_unless_it_is_left_out(
    bring: Bring, known: Register
) -> None:
    known("Demobedrijf Krekel", place="Enschede")
    text = "naam;plaats\nDemobedrijf Krekels;Enschede\nDemobedrijf Otter;Hengelo\n"
    assert not bring(text).was_written
    assert Organisation.objects.count() == 1
    assert bring(text, leave_out_doubtful=True).was_written
    assert sorted(OrganisationFacts.objects.values_list("name", flat=True)) == [
        "Demobedrijf Krekel", "Demobedrijf Otter",
    ]  # fmt: skip


def test_a_row_that_stands_twice_counts_once_and_with_other_facts_is_refused(
    bring: Bring,
) -> None:
    twice = bring("naam;kvk;werknemers\nEgel;01234567;5\nEgel;01234567;5\n")
    assert twice.counts["new"] == twice.counts["same"] == 1
    other = bring("naam;kvk;werknemers\nDas;07654321;5\nDas;07654321;6\n")
    assert not other.was_written
    assert "2" in other.rows[1].problems[0]


def test_a_changed_row_that_stands_twice_with_other_facts_is_refused(bring: Bring) -> None:
    bring("naam;kvk;werknemers\nEgel;01234567;5\n")
    plan = bring("naam;kvk;werknemers\nEgel;01234567;6\nEgel;01234567;7\n")
    assert [row.outcome for row in plan.rows] == ["changed", "wrong"]


def test_numbers_of_two_organisations_in_one_row_are_doubtful(
    bring: Bring, known: Register
) -> None:
    known("Een", kvk="01234567")
    known("Twee", kind="education", brin="00AH")
    plan = bring("naam;kvk;brin\nDrie;01234567;00AH\n")
    assert only(plan).outcome == "doubtful"
    assert len(only(plan).perhaps) == 2


def test_schools_with_their_branches(bring: Bring) -> None:
    bring(
        "Vestigingscode;Schoolnaam;Gemeente;Niveaus\n"
        "00AH07;Voorbeeldschool Zuid;Enschede;havo/vwo\n00AH;Voorbeeldschool;Enschede;\n",
        kind="education",
    )
    whole = OrganisationFacts.objects.get(branch="")
    branch = OrganisationFacts.objects.get(branch="07")
    assert branch.part_of_id == whole.organisation_id
    assert branch.level_list == ("havo", "vwo")


def test_a_municipality_elsewhere_is_kept_as_a_place_and_said(bring: Bring) -> None:
    plan = bring("naam;gemeente\nDemobedrijf Uil;Deventer\n")
    facts = OrganisationFacts.objects.get()
    assert (facts.municipality, facts.place) == ("", "Deventer")
    assert only(plan).notes


def test_a_column_of_another_name_can_be_pointed_out(bring: Bring) -> None:
    with pytest.raises(Refused, match="name"):
        bring("wie;kvk\nDemobedrijf Uil;01234567\n")
    assert bring("wie;kvk\nDemobedrijf Uil;01234567\n", columns={"wie": "name"}).was_written


@pytest.mark.parametrize(
    ("text", "file", "what"),
    [
        ("", "a.csv", "a.csv"),
        ("naam;naam\nx;y\n", "a.csv", "naam"),
        ("naam;bedrijf\nx;y\n", "a.csv", "bedrijf"),
        ("naam\nx\n", "a.doc", "a.doc"),
        ("no spreadsheet at all", "a.xlsx", "a.xlsx"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_plain_words(
    bring: Bring, text: str, file: str, what: str
) -> None:
    with pytest.raises(Refused, match=what):
        bring(text, file=file)


def test_a_file_that_is_not_there_is_said_so(by: Actor) -> None:
    with pytest.raises(Refused, match=r"nowhere\.csv"):
        import_organisations(path=Path("nowhere.csv"), kind=None, valid_from=DAY, by=by)


def test_a_row_without_a_kind_needs_one(bring: Bring) -> None:
    assert only(bring("naam\nx\n", kind=None)).outcome == "wrong"
    assert bring("naam;soort\nx;overheid\n", kind=None).was_written
    assert Organisation.objects.get().kind == "government"


def test_the_board_does_not_import(bring: Bring, by: Actor) -> None:
    member = invite(name="B", mail="b@voorbeeld.example", role="board", by=by)
    with pytest.raises(NotAllowed):
        bring("naam\nx\n", by=Actor.of(member.user))


def test_a_large_file_takes_a_handful_of_queries(
    bring: Bring, django_assert_max_num_queries: Any
) -> None:
    rows = "".join(f"Demobedrijf {n};{n:08d};Enschede\n" for n in range(1, 901))
    with django_assert_max_num_queries(40):  # SQLite takes some fifty rows in one statement
        bring("naam;kvk;plaats\n" + rows)
    assert Organisation.objects.count() == 900
    assert AuditEvent.objects.filter(action="parties.import").count() == 1


def test_what_others_write_while_the_file_is_read_is_taken_into_account(
    bring: Bring, known: Register
) -> None:
    """Reading holds no lock; the file is read again where the register moved on meanwhile."""
    others = iter([1])

    def meanwhile(done: int) -> None:
        if next(others, None):
            known("Demobedrijf 1", kvk="00000001", valid_from=DAY)

    rows = "".join(f"Demobedrijf {n};{n:08d}\n" for n in range(1, 502))
    plan = bring("naam;kvk\n" + rows, on_progress=meanwhile)
    assert plan.counts["same"] == 1
    assert Organisation.objects.count() == 501


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_while_a_file_is_read(bring: Bring) -> None:
    held: list[bool] = []
    rows = "".join(f"Demobedrijf {n}\n" for n in range(500))
    bring("naam\n" + rows, on_progress=lambda done: held.append(connection.in_atomic_block))
    assert held == [False]


def test_the_import_in_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "b.csv"
    path.write_text("wie;kvk\nDemobedrijf Uil;123\n")
    told = StringIO()
    with pytest.raises(CommandError) as refused:
        call_command("organisations", "import", str(path), "--kind", "company",
                     "--column", "wie=name", stdout=told)  # fmt: skip
    assert refused.value.returncode == 1
    assert "b.csv:2" in told.getvalue()
    path.write_text("wie;kvk\nDemobedrijf Uil;01234567\n")
    told = StringIO()
    call_command("organisations", "import", str(path), "--kind", "company", "--column", "wie=name",
                 "--date", "2024-01-01", "--json", stdout=told)  # fmt: skip
    assert json.loads(told.getvalue())["wasWritten"]
    told = StringIO()
    call_command("organisations", "list", "uil", "--json", stdout=told)
    assert json.loads(told.getvalue())["organisations"][0]["name"] == "Demobedrijf Uil"


@given(st.integers(min_value=0, max_value=9_999_999))
def test_a_number_is_read_however_it_is_grouped(number: int) -> None:
    for sign in (".", ",", " ", "\u00a0", "'", ""):
        assert whole_number(f"{number:,}".replace(",", sign)) == number


@given(
    st.lists(
        st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=8),
                 min_size=2, max_size=2),
        max_size=5,
    ),
    st.sampled_from([";", ",", "\t"]),
)  # fmt: skip
def test_a_csv_file_is_read_as_it_was_written(rows: list[list[str]], separator: str) -> None:
    import csv
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=separator).writerows([["naam", "plaats"], *rows])
        read = [list(row.cells.values()) for row in read_table(path).rows]
    wanted = [[" ".join(cell.split()) for cell in row] for row in rows]
    assert read == [row for row in wanted if any(row)]


def test_no_heading_stands_for_two_fields() -> None:
    every = [heading for headings in HEADINGS.values() for heading in headings]
    assert len(every) == len(set(every))
