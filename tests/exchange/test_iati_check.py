# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Any IATI file is held against the ruleset: the line, what, why, and how to mend it."""

from __future__ import annotations

import resource
from pathlib import Path

import pytest

from hcat.exchange.api import Finding, check_iati
from hcat.exchange.iati.reading import open_iati
from hcat.foundation.api import Refused

GOOD = """<iati-activity>
 <iati-identifier>XX-ORG-1</iati-identifier>
 <reporting-org ref="XX-ORG" type="10"><narrative>Org</narrative></reporting-org>
 <title><narrative xml:lang="en">Title</narrative></title>
 <description><narrative>About</narrative></description>
 <participating-org role="2" ref="XX-ORG"/>
 <activity-status code="2"/>
 <activity-date type="2" iso-date="2015-01-01"/>
 <recipient-country code="NL"/>
 <sector code="11330"/>
 <related-activity ref="XX-ORG-2" type="3"/>
 <result type="2"><title><narrative>Result</narrative></title>
  <indicator measure="1" ascending="true"><title><narrative>People</narrative></title>
   <baseline year="2014" value="10"/>
   <period><period-start iso-date="2015-01-01"/><period-end iso-date="2015-12-31"/>
    <target value="20"/><actual value="12.5"/></period>
  </indicator></result>
</iati-activity>"""


def file_of(folder: Path, *activities: str, version: str = "2.03", before: str = "") -> Path:
    path = folder / "file.xml"
    body = "\n".join(activities)
    path.write_text(
        f'<?xml version="1.0"?>{before}<iati-activities version="{version}">\n'
        f"{body}\n</iati-activities>"
    )
    return path


def checked(folder: Path, *activities: str, **more: str) -> list[Finding]:
    return list(check_iati(file_of(folder, *activities, **more)))


def test_a_good_file_is_good(tmp_path: Path) -> None:
    assert not checked(tmp_path, GOOD)


WRONG = {
    "a target without a value": ('<target value="20"/>', "<target/>", 17),
    "words for a number": ('value="12.5"', 'value="see description"', 17),
    "a decimal comma": ('value="12.5"', 'value="12,5"', 17),
    "a baseline without a value": (' value="10"', "", 15),
    "a baseline without a year": ('year="2014"', 'year="14"', 15),
    "a period the wrong way round": ("2015-12-31", "2014-12-31", 16),
    "an unknown measure": ('measure="1"', 'measure="7"', 14),
    "a qualitative value": ('measure="1"', 'measure="5"', 15),
    "an unknown kind of result": ('<result type="2">', '<result type="4">', 13),
    "an unknown direction": ('ascending="true"', 'ascending="up"', 14),
    "an identifier of somebody else": ("XX-ORG-1<", "YY-ORG-1<", 3),
    "an identifier with a stroke": ("XX-ORG-1<", "XX-ORG-1/2<", 3),
    "no organisation": (' ref="XX-ORG" type="10"', ' type="10"', 4),
    "nobody takes part": ('<participating-org role="2" ref="XX-ORG"/>', "", 2),
    "no text": ("<narrative>About</narrative>", "<narrative/>", 6),
    "an unknown status": ('code="2"', 'code="9"', 8),
    "no start": ('type="2" iso', 'type="4" iso', 2),
    "a real start to come": ('iso-date="2015-01-01"/>\n <rec', 'iso-date="2999-01-01"/>\n <rec', 9),
    "no country": ('<recipient-country code="NL"/>', "", 2),
    "no sector": ('<sector code="11330"/>', "", 2),
    "a language that is none": ('xml:lang="en"', 'xml:lang="English"', 5),
    "half a country": ('code="NL"/>', 'code="NL" percentage="50"/>', 10),
    "an unknown relation": ('type="3"', 'type="8"', 12),
    "no indicator title": ("<narrative>People</narrative>", "", 14),
}  # fmt: skip


@pytest.mark.parametrize(("good", "bad", "line"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told_with_its_line_and_how_to_mend_it(
    tmp_path: Path, good: str, bad: str, line: int
) -> None:
    assert good in GOOD
    found = checked(tmp_path, GOOD.replace(good, bad, 1))
    assert found, "nothing was found"
    assert found[0].line == line, found
    assert found[0].what
    assert found[0].mend


def test_the_same_identifier_twice_and_another_version_are_told(tmp_path: Path) -> None:
    assert [one.line for one in checked(tmp_path, GOOD, GOOD)] == [20]
    assert checked(tmp_path, GOOD, version="1.05")[0].mend
    assert checked(tmp_path)[0].mend


@pytest.mark.shared_data
def test_the_schema_is_asked_too_with_the_line_of_the_file(tmp_path: Path, shared: Path) -> None:
    bad = GOOD.replace('<activity-status code="2"/>', '<activity-status code="2"/><strange/>')
    path = file_of(tmp_path, GOOD, bad.replace("XX-ORG-1<", "XX-ORG-3<"))
    [found] = check_iati(path, xsd=shared / "data" / "iati")
    assert "strange" in found.what
    assert found.line == 26
    assert not list(check_iati(file_of(tmp_path, GOOD), xsd=shared / "data" / "iati"))


def test_without_the_schemas_it_says_where_to_get_them(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="xsd"):
        list(check_iati(file_of(tmp_path, GOOD), xsd=tmp_path))


HOSTILE = {
    "entities": '<!DOCTYPE i [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;&a;">]>',
    "a file of this machine": '<!DOCTYPE i [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    "a DTD elsewhere": '<!DOCTYPE i SYSTEM "http://example.org/x.dtd">',
}


@pytest.mark.parametrize("before", HOSTILE.values(), ids=HOSTILE)
def test_a_file_with_a_document_type_is_refused(tmp_path: Path, before: str) -> None:
    with pytest.raises(Refused):
        checked(tmp_path, GOOD.replace("Title", "&a;"), before=before)


def test_what_is_no_iati_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    for content in ("", "<html/>", "no xml", "<iati-activities version='2.03'><iati-activity>"):
        path.write_text(content)
        with pytest.raises(Refused):
            list(check_iati(path))
    with pytest.raises(Refused):
        open_iati(tmp_path / "none.xml")


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    path = file_of(tmp_path, *(GOOD.replace("XX-ORG-1<", f"XX-ORG-{n}<") for n in range(12_000)))
    assert path.stat().st_size > 10_000_000
    held = []
    for number, _activity in enumerate(open_iati(path).activities):
        if number % 1000 == 999:
            pages = int(Path("/proc/self/statm").read_text().split()[1])
            held.append(pages * resource.getpagesize() / 1024 / 1024)
    assert len(held) == 12
    assert held[-1] - held[0] < 4, held
