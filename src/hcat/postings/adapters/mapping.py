# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Any list of vacancies, by the names of its fields: for the many systems without an adapter.

The names are those that systems really use, in Dutch, English and German. Fields under other names
are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin

from hcat.postings.parsing.item import NO_COLUMN, Item, each
from hcat.postings.parsing.places import place_in_words, place_of, places_of
from hcat.postings.parsing.schema_org import job_postings, posting_of
from hcat.postings.parsing.terms import hours_of, remote_from, remote_of, salary_of
from hcat.postings.posting import (
    Payload,
    Place,
    Posting,
    Problem,
    Reading,
    Remote,
    Request,
    Unreadable,
)

from .answers import json_in
from .registry import Adapter, Board, adapter

NAMES: dict[str, str] = {
    "key": "id guid jobid reqid requisitionid vacancyid vacatureid vacaturenummer uuid shortcode "
           "slug referencenumber partnerjobid jobreqid number nummer externalid",
    "title": "title jobtitle name positiontitle jobopeningname functie functietitel functienaam "
             "vacaturetitel titel stellenbezeichnung position text postingtitle rolename "
             "bezeichnung",
    "address": "url link joburl absoluteurl hostedurl careersurl postingurl detailurl permalink "
               "pageurl shareurl externalurl weblink vacatureurl href canonicalurl webaddress",
    "apply_at": "applyurl applicationurl careersapplyurl solliciteerurl sollicitatieurl "
                "bewerbungsurl applylink directapplyurl applyat solliciterenbij solliciterenvia "
                "bewerbenbei bewerbenunter",
    "company": "company companyname employer organisation organization hiringorganization bedrijf "
               "werkgever bedrijfsnaam firma unternehmen subcompany arbeitgeber",
    "body": "description descriptionhtml jobdescription content contenthtml body fulldescription "
            "omschrijving functieomschrijving vacaturetekst beschreibung stellenbeschreibung "
            "descriptionplain contenttext summary encoded longdescription html",
    "more": "requirements qualifications responsibilities benefits functieeisen profiel eisen "
            "anforderungen aufgaben arbeidsvoorwaarden wijbieden skillsknowledgeexpertise",
    "language": "language lang locale taal sprache languagecode inlanguage",
    "place": "location joblocation locationname place city plaats standplaats locatie ort standort "
             "arbeitsort werklocatie locality office locations town vestiging cityname",
    "region": "region state province provincie stateprovince bundesland addressregion",
    "country": "country land countrycode addresscountry",
    "postcode": "postcode postalcode zip zipcode plz",
    "street": "street address streetaddress adres straat strasse",
    "published": "publishedat datepublished published publishedon dateposted posteddate pubdate "
                 "createdat created publicationdate startdate publicatiedatum geplaatst postedon "
                 "publisheddate firstpublished releaseddate date datum veroeffentlicht postdate "
                 "publicatie updated",
    "closes": "validthrough expirationdate expires closingdate deadline closesat einddatum "
              "sluitingsdatum enddate expirydate bewerbungsfrist deadlineat applicationdeadline "
              "reageervoor validuntil expiresat lastday lastdaytoapply laatstedag "
              "letztertag",
    "employment": "employmenttype jobtype jobtypes contracttype type dienstverband employment "
                  "commitment schedule contract contractvorm anstellungsart beschaeftigungsart "
                  "timetype employmentstatuslabel typeofemployment positiontype",
    "hours": "hours workhours hoursperweek uren urenperweek wochenstunden arbeitszeit aantaluren",
    "salary": "salary salaris compensation gehalt pay salarisindicatie basesalary salaryrange wage",
    "salary_low": "salarymin minsalary salarymincents salaryfrom minimumsalary salarismin "
                  "salarisvan compensationminimum",
    "salary_high": "salarymax maxsalary salaryto maximumsalary salarismax salaristot "
                   "compensationmaximum",
    "currency": "currency salarycurrency compensationcurrency valuta",
    "per": "salaryperiod salaryunit compensationfrequency salaryinterval",
    "remote": "remote isremote workplacetype remotestatus telecommuting workplace thuiswerken "
              "homeoffice remotetype",
    "hybrid": "hybrid ishybrid",
    "department": "department departmentname afdeling abteilung team departmentlabel departments",
    "field": "category jobfunction function industry vakgebied branche categorie sector kategorie "
             "categories berufsfeld occupationalcategory expertise",
    "seniority": "experience experiencelevel seniority senioritylevel ervaring ervaringsniveau "
                 "berufserfahrung level careerlevel",
    "education": "education educationlevel opleidingsniveau opleiding bildung abschluss "
                 "educationrequirements niveau levelofeducation bildungsniveau",
    "skills": "skills tags keywords vaardigheden competenties kenntnisse trefwoorden labels",
    "reference": "reference referencenumber refnumber requisitionnumber kenmerk referentie",
}  # fmt: skip
_MEANS = {word: name for name, words in reversed(NAMES.items()) for word in words.split()}


def meaning_of(heading: str) -> str:
    """What a field of this name holds, by our own names of fields; empty where it is not known.

    >>> meaning_of("Laatste dag"), meaning_of("Stellenbezeichnung"), meaning_of("kleur")
    ('closes', 'title', '')
    """
    return _MEANS.get(plain(heading), "")


def plain(name: str) -> str:
    """``published_at``, ``publishedAt`` and ``published-at`` are one name."""
    return re.sub(r"[^a-z]", "", name.rsplit(":", 1)[-1].casefold())


def posting_by_names(data: Any, payload: Payload, language: str = "") -> Posting:
    """One posting out of fields whose names say what they are. Raises `NoPosting`."""
    item = Item(data)
    described = item.value("_jobposting", "jobposting", "jobPosting")
    if isinstance(described, Mapping) and described.get("title"):
        return posting_of(described, payload.address)
    item = Item(_renamed(item.data), payload.read_on)
    address = str(item.value("address") or "")
    if address and payload.address:
        address = urljoin(payload.address, address)
    key = str(item.value("key", "reference") or address)
    low, high = hours_of(item.value("hours"))
    body = item.body("body", "more")
    return item.posting(
        key=key,
        title=item.text("title", "title"),
        address=item.kept("address", address if address.startswith("http") else ""),
        apply_at=item.text("apply_at", "apply_at"),
        company=item.text("company", "company"),
        body=body,
        language=(item.text("language", "language") or language)[:2].lower(),
        places=item.kept("places", _places(item)),
        published=item.day("published", "published"),
        closes=item.day("closes", "closes"),
        employment=item.employment("employment"),
        hours_low=item.kept("hours_low", low),
        hours_high=item.kept("hours_high", high),
        salary=item.kept("salary", _salary(item)),
        remote=item.kept("remote", _remote(item)),
        department=item.text("department", "department"),
        field=item.text("field", "field"),
        seniority=item.text("seniority", "seniority"),
        education=item.text("education", "education"),
        skills=item.texts("skills", "skills"),
        reference=item.text("reference", "reference"),
    )


_MADE_OF = {
    "places": ("place", "region", "country", "postcode", "street"),
    "hours_low": ("hours",),
    "hours_high": ("hours",),
    "body": ("body", "more"),
    "salary": ("salary", "salary_low", "salary_high"),
    "remote": ("remote", "hybrid"),
}
"""The fields of a posting that are made of other names than their own."""


def rows_by_names(
    rows: Sequence[Any], payload: Payload, language: str = ""
) -> tuple[tuple[Posting, ...], tuple[Problem, ...]]:
    """Rows of a table that somebody made: of a column that it does not have it is said so, as
    apart from a cell that is empty."""
    columns = {meaning_of(name) for row in rows if isinstance(row, Mapping) for name in row} - {""}
    postings, problems = each(rows, lambda row: posting_by_names(row, payload, language), "row")
    return tuple(_with_reasons(one, columns) for one in postings), problems


def _with_reasons(posting: Posting, columns: Set[str]) -> Posting:
    return replace(
        posting,
        missing=tuple(
            replace(one, why=NO_COLUMN)
            if one.field != "contact" and not columns & {*_MADE_OF.get(one.field, (one.field,))}
            else one
            for one in posting.missing
        ),
    )


def _renamed(data: Mapping[str, Any]) -> dict[str, Any]:
    """The fields under our names; where two mean the same, the one that our list names first."""
    ranks = {name: words.split() for name, words in NAMES.items()}
    best: dict[str, tuple[int, Any]] = {}
    for name, value in data.items():
        word = plain(name)
        means = _MEANS.get(word)
        if means is None or value in (None, "", [], {}):
            continue
        rank = ranks[means].index(word)
        if means not in best or rank < best[means][0]:
            best[means] = (rank, value)
    return {name: value for name, (_rank, value) in best.items()}


def _places(item: Item) -> tuple[Place, ...]:
    found = item.value("place")
    several = found if isinstance(found, list) else [found]
    made = [_place(one, item) for one in several]
    if not any(made):
        made = [_place(None, item)]
    return places_of(made)


def _place(found: Any, item: Item) -> Place | None:
    if isinstance(found, Mapping):
        own = _renamed(found)
        named = own.get("place") or own.get("title")
        inner = found.get("address")
        if isinstance(inner, Mapping):
            own = {**own, **_renamed(inner)}
        made = place_of(
            locality=own.get("place"),
            region=own.get("region"),
            country=own.get("country"),
            postcode=own.get("postcode"),
            street=own.get("street") if isinstance(own.get("street"), str) else "",
        )
        return made if made and made.locality else place_in_words(named) or made
    line = place_in_words(found)
    return place_of(
        locality=line.locality if line else "",
        region=(line.region if line else "") or item.value("region"),
        country=(line.country if line else "") or item.value("country"),
        postcode=(line.postcode if line else "") or item.value("postcode"),
        street=item.value("street") if isinstance(item.value("street"), str) else "",
    )


def _salary(item: Item) -> Any:
    found = item.value("salary")
    own = found if isinstance(found, Mapping) else {}
    return salary_of(
        item.value("salary_low") or own.get("min") or own.get("minValue") or own.get("from"),
        item.value("salary_high") or own.get("max") or own.get("maxValue") or own.get("to"),
        item.value("currency") or own.get("currency"),
        item.value("per") or own.get("period") or own.get("interval") or own.get("unitText"),
        found if isinstance(found, (str, int, float)) else "",
    )


def _remote(item: Item) -> Remote | None:
    said = item.value("remote")
    return remote_from(said, item.value("hybrid")) or (
        remote_of(said) if isinstance(said, str) else None
    )


def _candidates(data: Any, depth: int = 0) -> Iterator[list[Any]]:
    if depth > 8:
        return
    if isinstance(data, list):
        if any(isinstance(one, Mapping) and _is_vacancy(one) for one in data[:5]):
            yield data
            return
        for one in data[:200]:
            yield from _candidates(one, depth + 1)
    elif isinstance(data, Mapping):
        for one in data.values():
            yield from _candidates(one, depth + 1)


def _is_vacancy(data: Mapping[str, Any]) -> bool:
    means = {_MEANS.get(plain(name)) for name, value in data.items() if value not in (None, "")}
    return (
        "title" in means and bool(means & {"key", "address", "body"}) and len(means - {None}) >= 3
    )


def _says_none(data: Any) -> bool:
    """Whether an answer is an empty list, in whatever envelope."""
    lists = [data, *data.values()] if isinstance(data, Mapping) else [data]
    return any(one == [] for one in lists)


def recognise(_address: str) -> Board | None:
    return None


def first(board: Board) -> tuple[Request, ...]:
    headers = (("Authorization", f"Bearer {board.token}"),) if board.token else ()
    return (Request(board.address, headers=headers),)


def read(payload: Payload, board: Board) -> Reading:
    data = json_in(payload)
    described = list(job_postings(data))
    if described:
        postings, problems = each(described, lambda one: posting_of(one, payload.address))
        return Reading(postings, problems, total=len(described))
    items = [one for part in _candidates(data) for one in part]
    if not items and not _says_none(data):
        raise Unreadable("nothing in the answer looks like a list of vacancies")
    postings, problems = each(items, lambda one: posting_by_names(one, payload, board.language))
    return Reading(postings, problems, total=len(items))


adapter(Adapter("mapping", "JSON", recognise, first, read))
