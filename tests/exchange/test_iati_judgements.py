# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What assessors found is told in words, and an organisation by its number where that is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from hcat.agenda.api import item, items, load_folder
from hcat.evidence.api import Finding, criterion_id, record_figure, record_judgement
from hcat.exchange.api import Outcome, check_iati, import_iati, write_iati
from hcat.exchange.iati.reading import text_of
from hcat.parties.api import FactsDraft, kvk_numbers, register_organisation
from tests.evidence.small_agenda import put_result, target
from tests.exchange.conftest import BY, share, told

FOLDERS = Path(__file__).parents[1]
OWN = {"hcat": "urn:hcat:iati:1"}
ORG = "NL-KVK-12345678"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
KNOWN = {"nl": "Het is bekend", "en": "It is known", "de": "Es ist bekannt"}
USED = {"nl": "Het wordt gebruikt", "en": "It is used", "de": "Es wird benutzt"}


@pytest.fixture
def judged(figures: dict[int, Any]) -> None:
    """A target that the steering group judges by two criteria; nobody did yet."""
    promised = target(
        "j", kind="judged", criteria=[KNOWN, USED], assessor="board", unit="judgement",
        deadline="2016-12-31",
    )  # fmt: skip
    put_result("seen", targets=[promised], order=2)


def criteria() -> list[str]:
    """What the two are known by: which language comes first is the database's to choose."""
    return [criterion_id(one) for one in item("result", "seen").sheet.targets[0].criteria]


def judge(day: date, *, known: bool, used: bool | None = None, **more: Any) -> Any:
    first, second = criteria()
    findings = [Finding(first, met=known, note="by letter")]
    if used is not None:
        findings.append(Finding(second, met=used))
    return record_judgement(
        by=BY, result="seen", target="j", judged_on=day, findings=findings,
        source="minutes of March", **more,
    )  # fmt: skip


def written(folder: Path) -> Path:
    path = folder / "out.xml"
    write_iati(path, organisation=ORG)
    assert not list(check_iati(path)), list(check_iati(path))
    return path


def indicator(path: Path) -> Any:
    [found] = etree.parse(path).xpath("//indicator[@measure='5']")
    return found


def test_a_judgement_is_an_actual_with_a_comment_and_without_a_value(
    judged: None, tmp_path: Path
) -> None:
    row = judge(date(2014, 3, 1), known=True, used=False)
    [actual] = indicator(written(tmp_path)).findall("period/actual")
    assert actual.get("value") is None
    said = {one.get(LANG): one.text for one in actual.findall("comment/narrative")}
    assert set(said) == {"nl", "en", "de"}
    assert said["en"].startswith("Judged by the steering group on ")
    assert "Met: It is known. by letter. Not met: It is used." in said["en"]
    assert said["en"].endswith("Source: minutes of March.")
    assert "2014" in said["nl"]
    assert "Niet voldaan: Het wordt gebruikt." in said["nl"]
    period = actual.getparent()
    assert period.find("period-start").get("iso-date") == "2012-01-01"
    assert period.find("period-end").get("iso-date") == "2014-03-01"
    details = actual.find("hcat:judgement", OWN)
    assert (details.get("finding"), details.get("assessor")) == (str(row.pk), "board")
    met = {one.get("name"): one.get("met") for one in details.iterfind("hcat:criterion", OWN)}
    assert met == dict(zip(criteria(), ("true", "false"), strict=True))


def test_what_nobody_judged_has_no_actual_and_no_nought(judged: None, tmp_path: Path) -> None:
    found = indicator(written(tmp_path))
    assert found.find("period/target/comment") is not None
    assert found.find("period/actual") is None
    assert not found.xpath(".//*[@value]")


def test_each_judgement_stands_once_and_a_corrected_one_no_more(
    judged: None, tmp_path: Path
) -> None:
    first = judge(date(2014, 3, 1), known=False)
    judge(date(2016, 12, 31), known=True, used=True)
    judge(date(2014, 3, 1), known=True, corrects=first.pk)
    judge(date(2015, 3, 1), known=True, is_demo=True)
    periods = indicator(written(tmp_path)).findall("period")
    ends = {one.find("period-end").get("iso-date"): one for one in periods}
    assert list(ends) == ["2014-03-01", "2016-12-31"]
    assert len(periods[0].findall("actual")) == 1
    [said] = periods[0].xpath("actual/comment/narrative[@xml:lang='en']")
    assert "Met: It is known" in said.text
    assert ends["2016-12-31"].find("target") is not None, "judged on the deadline: one period"


@pytest.mark.shared_data
def test_judgements_are_valid_by_the_schema(judged: None, tmp_path: Path, shared: Path) -> None:
    judge(date(2014, 3, 1), known=True, used=False)
    judge(date(2016, 12, 31), known=True, used=True)
    path = written(tmp_path)
    assert not list(check_iati(path, xsd=shared / "data" / "iati"))
    whole = etree.XMLSchema(etree.parse(shared / "data/iati/iati-activities-schema.xsd"))
    whole.assertValid(etree.parse(path))


@pytest.mark.shared_data
def test_all_judged_targets_of_twente_can_be_told(db: None, tmp_path: Path, shared: Path) -> None:
    assert load_folder(FOLDERS.parent / "agendas" / "twente", by=BY).ok
    count = 0
    for one in items("result"):
        for promised in one.sheet.targets:
            if promised.kind == "judged":
                count += 1
                record_judgement(
                    by=BY, result=one.key, target=promised.key, judged_on=date(2015, 6, 1),
                    findings=[Finding(criterion_id(text), met=True) for text in promised.criteria],
                    source="a report",
                )  # fmt: skip
    path = tmp_path / "twente.xml"
    write_iati(path)
    assert not list(check_iati(path, xsd=shared / "data" / "iati"))
    assert len(etree.parse(path).xpath("//actual[not(@value)]")) == count > 3


def test_our_judgements_come_back_unchanged_and_an_edited_one_is_refused(
    judged: None, tmp_path: Path
) -> None:
    judge(date(2014, 3, 1), known=True, used=False)
    path = written(tmp_path)
    plan = import_iati(path, by=BY, dry_run=False, organisation=ORG)
    assert told(plan) == {"unchanged": 4}
    text = path.read_text("utf-8")
    for old, new in (('met="false"', 'met="true"'), ('finding="', 'finding="9')):
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")
        plan = import_iati(path, by=BY, dry_run=False, organisation=ORG)
        [row] = plan.of(Outcome.REFUSED)
        assert (row.complaints[0].column, row.name) == (
            "judgement",
            text_of(indicator(path), "title"),
        )
        assert row.complaints[0].mend


def test_signs_that_xml_cannot_write_do_not_stand_in_the_way(judged: None, tmp_path: Path) -> None:
    first, _second = criteria()
    record_judgement(
        by=BY, result="seen", target="j", judged_on=date(2014, 3, 1), source="minutes\x0bof March",
        findings=[Finding(first, met=True, note="a line\x0banother")],
    )  # fmt: skip
    estimate = replace(share(2013, 1, 4), method="counted\x0btwice")
    record_figure(by=BY, result="choice", target="t", estimate=estimate)
    path = written(tmp_path)
    assert "a line another" in path.read_text("utf-8")
    assert told(import_iati(path, by=BY, dry_run=False, organisation=ORG)) == {"unchanged": 5}


# --- Who takes part -------------------------------------------------------------------------------


def register(name: str, kvk: str = "", **more: Any) -> Any:
    return register_organisation(
        by=BY, kind="company", facts=FactsDraft(name=name, kvk=kvk), source="a list",
        valid_from=date(2012, 1, 1), **more,
    )  # fmt: skip


def test_a_number_is_given_only_where_one_organisation_is_meant(db: None) -> None:
    register("Demobedrijf Krekel B.V.", "01234567")
    register("Demobedrijf Egel", "")
    register("Demobedrijf Das", "01234568")
    register("Demobedrijf Das", "01234569")
    register("Demobedrijf Otter", "01234570", is_demo=True)
    names = ["demobedrijf krekel", "Demobedrijf Krekel", "Demobedrijf Egel", "Demobedrijf Das",
             "Demobedrijf Otter", "Demobedrijf Bever", ""]  # fmt: skip
    assert kvk_numbers(names) == {
        "demobedrijf krekel": "01234567", "Demobedrijf Krekel": "01234567",
    }  # fmt: skip


def test_who_takes_part_is_named_by_its_number_where_the_register_knows_it(
    db: None, tmp_path: Path
) -> None:
    assert load_folder(FOLDERS / "api" / "polder", by=BY).ok
    one = next(one for one in items("initiative") if one.sheet.owner)
    path = written(tmp_path)
    parts = (
        f"//iati-activity[iati-identifier='{ORG}-polder-{one.key}']/participating-org[@role='4']"
    )
    assert etree.parse(path).xpath(parts)[0].get("ref") is None
    register(one.sheet.owner, "01234567")
    owner = etree.parse(written(tmp_path)).xpath(parts)[0]
    assert owner.get("ref") == "NL-KVK-01234567"
    assert owner.findtext("narrative") == one.sheet.owner, "its name stays"
