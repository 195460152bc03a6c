# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The agenda as IATI 2.03: one activity for the programme, one for each initiative."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext as _
from lxml import etree

from hcat.agenda.api import Agenda, Initiative, Item, VersionEntry, history, items, the_agenda
from hcat.evidence.api import standing
from hcat.foundation.api import Refused, now, today
from hcat.parties.api import kvk_numbers

from . import words
from .elements import Element, own, sayable, texts
from .judgements import judgements
from .results import result_element
from .words import HCAT, XML_LANG


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes the file, and of what."""

    organisation: str
    """Its identifier, such as ``NL-KVK-12345678``."""
    agenda: Item[Agenda]

    @classmethod
    def of_the_agenda(cls, organisation: str = "") -> Publisher:
        """Refused where there is no agenda, or nobody says who publishes it."""
        agenda = the_agenda()
        if agenda is None:
            raise Refused(
                _("There is no agenda to export."), mend=_("Load one: hcat agenda load DIR.")
            )
        known = organisation or agenda.sheet.organisation
        if not known:
            raise Refused(
                _("Nobody says which organisation publishes this agenda."),
                why=_("IATI names every activity after the organisation that reports it."),
                mend=_(
                    "Write organisation: NL-KVK-12345678, with your own number, in agenda.yaml or "
                    "at the desk; or give --organisation."
                ),
            )
        return cls(known, agenda)

    @property
    def programme(self) -> str:
        return f"{self.organisation}-{self.agenda.key}"

    def initiative(self, key: str) -> str:
        return f"{self.programme}-{key}"

    @property
    def country(self) -> str:
        """Of the register that knows the organisation; those of the world know no country."""
        code = self.organisation.split("-")[0]
        return "" if len(code) != 2 or code.startswith("X") else code

    @property
    def vocabulary(self) -> str:
        return f"urn:hcat:agenda:{self.agenda.key}"


def write_iati(path: Path, *, organisation: str = "") -> int:
    """Write the file, put in place whole; gives the number of activities."""
    publisher = Publisher.of_the_agenda(organisation)
    if not path.parent.is_dir():
        raise Refused(
            _("There is no folder %(folder)s.") % {"folder": path.parent},
            mend=_("Name a file in a folder that exists."),
        )
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            count = stream_iati(file, publisher)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)
    return count


def stream_iati(file: IO[bytes], publisher: Publisher) -> int:
    """One activity at a time."""
    count = 0
    moment = now().isoformat(timespec="seconds")
    with etree.xmlfile(file, encoding="utf-8") as out:
        out.write_declaration()
        root = {"version": words.VERSION, "generated-datetime": moment}
        with out.element("iati-activities", root, nsmap={"hcat": HCAT}):
            for activity in activities(publisher):
                out.write(activity, pretty_print=True)
                count += 1
    return count


def activities(publisher: Publisher) -> Iterator[Element]:
    initiatives = items("initiative", ended=True)
    yield _programme(publisher, initiatives)
    numbers = kvk_numbers({name for one in initiatives for name in _carried_out_by(one.sheet)})
    for one in initiatives:
        yield _initiative(publisher, one, numbers)


def _begun(publisher: Publisher, identifier: str, hierarchy: str) -> Element:
    languages = publisher.agenda.sheet.languages
    made = etree.Element("iati-activity", {"hierarchy": hierarchy, XML_LANG: languages[0]},
                         nsmap={"hcat": HCAT})  # fmt: skip
    etree.SubElement(made, "iati-identifier").text = identifier
    org = texts(made, "reporting-org", publisher.agenda.sheet.title)
    org.set("ref", publisher.organisation)
    org.set("type", words.PARTNERSHIP)
    return made


def _programme(publisher: Publisher, initiatives: list[Item[Initiative]]) -> Element:
    sheet = publisher.agenda.sheet
    made = _begun(publisher, publisher.programme, "1")
    texts(made, "title", sheet.title)
    texts(made, "description", sheet.summary).set("type", "1")
    _takes_part(made, sheet.title, words.ACCOUNTABLE, ref=publisher.organisation)
    etree.SubElement(made, "activity-status", {"code": words.STATUS["running"]})
    _dated(made, words.ACTUAL_START, sheet.adopted)
    _dated(made, words.PLANNED_END, max(period.end for period in sheet.periods))
    _where_and_what(made, publisher)
    for one in initiatives:
        ref = publisher.initiative(one.key)
        etree.SubElement(made, "related-activity", {"ref": ref, "type": words.CHILD})
    judged = judgements()
    for result in standing():
        made.append(result_element(result, publisher.vocabulary, judged, sheet.languages))
    return made


def _carried_out_by(sheet: Initiative) -> list[str]:
    return [name for name in (sheet.owner, *sheet.partners) if name]


def _initiative(publisher: Publisher, item: Item[Initiative], numbers: dict[str, str]) -> Element:
    """`numbers` are the KvK numbers that the register of organisations knows, by name."""
    sheet = item.sheet
    entries = history("initiative", item.key)
    made = _begun(publisher, publisher.initiative(item.key), "2")
    texts(made, "title", sheet.name)
    texts(made, "description", sheet.summary or sheet.name).set("type", "1")
    _takes_part(made, publisher.agenda.sheet.title, words.ACCOUNTABLE, ref=publisher.organisation)
    for name in _carried_out_by(sheet):
        number = numbers.get(name)
        _takes_part(made, name, words.IMPLEMENTING, ref=f"{words.KVK}{number}" if number else "")
    etree.SubElement(made, "activity-status", {"code": _status(item)})
    _dates(made, item, entries)
    _where_and_what(made, publisher)
    etree.SubElement(made, "related-activity", {"ref": publisher.programme, "type": words.PARENT})
    etree.SubElement(made, own("status")).text = item.ended_as or sheet.status.value
    _lineage(made, publisher, entries)
    return made


def _status(item: Item[Initiative]) -> str:
    if item.ended_as and item.ended_as != "stopped":
        return words.CLOSED
    return words.STATUS["stopped" if item.ended_as else item.sheet.status.value]


def _takes_part(made: Element, name: Any, role: str, *, ref: str = "") -> None:
    part = texts(made, "participating-org", name)
    part.set("role", role)
    if ref:
        part.set("ref", ref)


def _dates(made: Element, item: Item[Initiative], entries: list[VersionEntry]) -> None:
    """When the register first showed it as begun, and as ended: it knows no other days."""
    oldest_first = [entry for entry in reversed(entries) if entry.effective_on <= today()]
    first = oldest_first[0].effective_on if oldest_first else item.valid_from
    begun = next((e.effective_on for e in oldest_first if e.item.sheet.status != "idea"), None)
    if begun is None:
        _dated(made, words.PLANNED_START, first, _NOTED)
    else:
        _dated(made, words.ACTUAL_START, begun, _SHOWN_BEGUN)
    if _status(item) in (words.CLOSED, words.STATUS["stopped"]):
        ended = item.valid_from
        for entry in entries:
            if not entry.item.ended_as and entry.item.sheet.status not in ("done", "stopped"):
                break
            ended = entry.effective_on
        _dated(made, words.ACTUAL_END, ended, _SHOWN_ENDED)


_NOTED = "Noted in the register as an idea on this day; when it starts is not known."
_SHOWN_BEGUN = "On this day the register first showed it as begun."
_SHOWN_ENDED = "On this day the register first showed it as ended."


def _dated(made: Element, kind: str, day: date, about: str = "") -> None:
    dated = etree.SubElement(made, "activity-date", {"type": kind, "iso-date": day.isoformat()})
    if about:
        narrative = etree.SubElement(dated, "narrative", {XML_LANG: "en"})
        narrative.text = about


def _where_and_what(made: Element, publisher: Publisher) -> None:
    """The country, and a sector of our own: those of development aid do not fit a region."""
    if publisher.country:
        etree.SubElement(
            made, "recipient-country", {"code": publisher.country, "percentage": "100"}
        )
    sector = texts(made, "sector", publisher.agenda.sheet.title)
    sector.set("vocabulary", words.OWN_VOCABULARY)
    sector.set("vocabulary-uri", publisher.vocabulary)
    sector.set("code", publisher.agenda.key)


def _lineage(made: Element, publisher: Publisher, entries: list[VersionEntry]) -> None:
    """What it came out of and what it became: IATI knows no merging and no splitting."""
    for entry in reversed(entries):
        for name, kin in (("came-from", entry.sources), ("became", entry.heirs)):
            for one in kin:
                kind, _colon, key = one.partition(":")
                if kind != "initiative":
                    continue
                etree.SubElement(
                    made, own(name),
                    {"ref": publisher.initiative(key), "how": entry.change_kind,
                     "iso-date": entry.effective_on.isoformat()},
                ).text = sayable(entry.reason)  # fmt: skip
