# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The agenda as IATI: valid by the schema and the ruleset, and nothing missing written as 0."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils.translation import override
from lxml import etree

from hcat.agenda.api import load_folder, merge, revise
from hcat.evidence.api import evaluate, record_figure
from hcat.exchange.api import check_iati, write_iati
from hcat.foundation.api import Refused, today
from hcat.numerics.api import Estimate, Period
from tests.evidence.small_agenda import put_result, target
from tests.exchange.conftest import BY

FOLDERS = Path(__file__).parents[1]
OWN = {"hcat": "urn:hcat:iati:1"}
ORG = "NL-KVK-12345678"


@pytest.fixture
def twente(db: None) -> None:
    assert load_folder(FOLDERS.parent / "agendas" / "twente", by=BY).ok
    evaluate(by=BY)


def written(folder: Path) -> Any:
    path = folder / "out.xml"
    write_iati(path, organisation=ORG)
    return etree.parse(path)


@pytest.mark.shared_data
def test_the_whole_agenda_is_valid_by_schema_and_ruleset(
    twente: None, tmp_path: Path, shared: Path
) -> None:
    path = tmp_path / "twente.xml"
    count = write_iati(path)
    assert count > 60
    found = list(check_iati(path, xsd=shared / "data" / "iati"))
    assert not found, found[:5]
    whole = etree.XMLSchema(etree.parse(shared / "data/iati/iati-activities-schema.xsd"))
    whole.assertValid(etree.parse(path))


def test_the_programme_and_its_initiatives_lead_to_each_other(twente: None, tmp_path: Path) -> None:
    tree = written(tmp_path)
    programme, *others = tree.findall("iati-activity")
    children = {one.get("ref") for one in programme.findall("related-activity[@type='2']")}
    assert children == {one.findtext("iati-identifier") for one in others}
    assert {one.find("related-activity").get("ref") for one in others} == {f"{ORG}-twente"}
    languages = {
        one.get("{http://www.w3.org/XML/1998/namespace}lang")
        for one in programme.findall("result/title/narrative")
    }
    assert {"nl", "en", "de"} <= languages


def test_what_is_missing_is_left_out_with_its_reason(
    figures: dict[int, Any], tmp_path: Path
) -> None:
    tree = written(tmp_path)
    indicator = tree.find(".//indicator")
    assert indicator.find("baseline") is None
    by_start = {one.find("period-start").get("iso-date"): one for one in indicator.iter("period")}
    gone = by_start["2016-01-01"]
    assert gone.find("actual") is None
    assert gone.findtext("hcat:missing/hcat:reason", namespaces=OWN) == "nobody counted"
    assert not tree.xpath("//*[@value='0']")


def test_a_share_has_its_counts_and_how_sure_it_is(figures: dict[int, Any], tmp_path: Path) -> None:
    tree = written(tmp_path)
    [actual] = tree.xpath("//actual[../period-start/@iso-date='2015-01-01']")
    details = actual.find("hcat:estimate", OWN)
    assert float(actual.get("value")) == pytest.approx(100 * 1220 / 4205)
    assert (details.get("numerator"), details.get("denominator")) == ("1220", "4205")
    assert (details.get("low"), details.get("high")) == ("28", "30.5")
    assert (details.get("confidence"), details.get("quality")) == ("0.95", "measured")
    assert details.findtext("hcat:source", namespaces=OWN) == "the count of the schools"
    [promised] = tree.xpath("//target")
    assert promised.get("value") == "40"
    assert promised.getparent().find("period-end").get("iso-date") == "2020-12-31"
    assert tree.find(".//indicator").get("measure") == "2"


def test_a_share_of_one_is_written_in_percent(figures: dict[int, Any], tmp_path: Path) -> None:
    put_result("part", targets=[target("u", value=0.4, unit="share")], order=2)
    estimate = Estimate(
        value=0.25, unit="share", period=Period.year(2015), method="m", source="s",
        quality="measured", low=0.2, high=0.3,  # type: ignore[arg-type]
    )  # fmt: skip
    record_figure(by=BY, result="part", target="u", estimate=estimate)
    tree = written(tmp_path)
    [indicator] = tree.xpath("//result[reference/@code='part']/indicator")
    assert indicator.find("period/actual").get("value") == "25"
    assert indicator.find("period/actual/hcat:estimate", OWN).get("low") == "20"
    assert {one.get("value") for one in indicator.iter("target")} == {"40"}


def test_a_result_that_people_judge_has_words_and_no_value(twente: None, tmp_path: Path) -> None:
    for one in written(tmp_path).iterfind(".//indicator[@measure='5']"):
        assert one.find("baseline") is None
        assert not one.xpath("period/*[@value]")


def test_the_status_follows_the_register_and_lineage_is_told(db: None, tmp_path: Path) -> None:
    assert load_folder(FOLDERS / "api" / "polder", by=BY).ok
    from hcat.agenda.api import items

    first, second = items("initiative")[:2]
    codes = {"idea": "1", "running": "2", "done": "4", "stopped": "5", "paused": "6"}
    for status, code in codes.items():
        if str(second.sheet.status) != status:
            revise(by=BY, kind="initiative", key=second.key, fields={"status": status},
                   on=today(), reason="x")  # fmt: skip
            second = next(one for one in items("initiative") if one.key == second.key)
        tree = written(tmp_path)
        activity = _activity(tree, second.key)
        assert activity.find("activity-status").get("code") == code
        assert not list(check_iati(tmp_path / "out.xml")), status
    merge(
        by=BY, kind="initiative", sources=[first.key, second.key], on=today(), reason="one lab",
        into="lab-all", fields=_heir(first),
    )  # fmt: skip
    activity = _activity(written(tmp_path), second.key)
    [became] = activity.findall("hcat:became", OWN)
    assert (became.get("how"), became.text) == ("merged", "one lab")
    assert activity.find("activity-status").get("code") == "4"
    assert not list(check_iati(tmp_path / "out.xml"))


def _activity(tree: Any, key: str) -> Any:
    [found] = tree.xpath(f"//iati-activity[iati-identifier='{ORG}-polder-{key}']")
    return found


def _heir(like: Any) -> dict[str, Any]:
    return {**like.sheet.model_dump(mode="json"), "number": 91, "name": "Lab"}


def test_without_an_organisation_it_says_what_to_fill_in(
    figures: dict[int, Any], tmp_path: Path
) -> None:
    with pytest.raises(Refused) as refusal:
        write_iati(tmp_path / "out.xml")
    assert "NL-KVK" in refusal.value.mend
    assert not (tmp_path / "out.xml").exists()


def test_the_command_counts_activities_and_not_rows(twente: None, tmp_path: Path) -> None:
    count = write_iati(tmp_path / "out.xml")
    assert count == len(etree.parse(tmp_path / "out.xml").findall("iati-activity"))
    with override("en"):
        said = StringIO()
        call_command("exchange", "export", "iati", tmp_path / "out.xml", stdout=said)
    assert f"{count} activities." in " ".join(said.getvalue().split())
