# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The CSV files of an ESCO package, row by row: whatever the language, the edition or the packing.

A package is a zip, a folder, or single files, packed with gzip or not. What a file holds is told by
its columns; its language by a column, by its name (`occupations_nl.csv`), or by who reads it.
"""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from django.utils.translation import gettext as _

from hcat.foundation.api import Refused
from hcat.portal.models import Concept

LARGEST = 1 << 30
"""Bytes of one file, unpacked: the largest of ESCO is a tenth of it."""
LONGEST_NAME = 300
ESCO = "http://data.europa.eu/esco/"
_LANGUAGES = frozenset(
    ("ar", "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "is", "it",
     "lt", "lv", "mt", "nl", "no", "pl", "pt", "ro", "sk", "sl", "sv", "uk")
)  # fmt: skip
_IN_NAME = re.compile(r"(?<![a-z])([a-z]{2})(?![a-z])")
_TYPES = {
    "Occupation": Concept.Kind.OCCUPATION,
    "KnowledgeSkillCompetence": Concept.Kind.SKILL,
}


@dataclass(frozen=True, slots=True)
class Named:
    """A concept with its names in one language, preferred first. `is_whole`: these are all."""

    uri: str
    kind: str
    language: str
    names: tuple[str, ...]
    isco: str = ""
    modified: str = ""
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Needed:
    """An occupation and a skill that goes with it."""

    occupation: str
    skill: str
    is_essential: bool


@dataclass(frozen=True, slots=True)
class File:
    """One CSV of a package; `open` gives its bytes, unpacked."""

    name: str
    open: Callable[[], IO[bytes]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file whose columns are known."""

    file: File
    holds: str
    """concepts, labels or relations."""
    language: str
    encoding: str
    delimiter: str

    def rows(self) -> Iterator[Named | Needed | None]:
        """What each row says; None for one that says nothing that can be used."""
        read = {"concepts": self._concept, "labels": self._label, "relations": _relation}
        csv.field_size_limit(1 << 24)
        with _text(self.file, self.encoding) as text:
            for row in csv.DictReader(text, delimiter=self.delimiter):
                yield read[self.holds]({str(k).lower(): v or "" for k, v in row.items()})

    def _concept(self, row: Mapping[str, str]) -> Named | None:
        kind = _TYPES.get(row.get("concepttype", "").strip())
        uri = row["concepturi"].strip()
        names = _names(row["preferredlabel"], row.get("altlabels", ""))
        if kind is None or not uri.startswith(("http://", "https://")) or not names:
            return None
        if row.get("status", "").strip() not in ("", "released"):
            return None
        isco = row.get("iscogroup", "").strip().lstrip("C")
        return Named(
            uri[:200],
            kind,
            (row.get("language") or self.language).strip()[:2],
            names,
            isco if re.fullmatch(r"\d{4}", isco) else "",
            row.get("modifieddate", "").strip()[:40],
        )

    def _label(self, row: Mapping[str, str]) -> Named | None:
        uri, names = row["skill_uri"].strip(), _names(row[f"label_{self.language}"], "")
        if not uri.startswith(("http://", "https://")) or not names:
            return None
        return Named(uri[:200], Concept.Kind.SKILL, self.language, names, is_whole=False)


def _names(preferred: str, others: str) -> tuple[str, ...]:
    said = [preferred, *re.split(r"[\n\r]+| \| ", others)]
    short = (" ".join(one.split())[:LONGEST_NAME] for one in said)
    return tuple(dict.fromkeys(one for one in short if one)) if preferred.strip() else ()


def _relation(row: Mapping[str, str]) -> Needed | None:
    occupation = row.get("occupationuri") or row.get("occupation_uuid", "")
    skill = row.get("skilluri") or row.get("skill_uuid", "")
    how = (row.get("relationtype") or row.get("relation", "")).strip()
    if not occupation or not skill or how not in ("essential", "optional"):
        return None
    return Needed(_uri("occupation", occupation), _uri("skill", skill), how == "essential")


def _uri(kind: str, told: str) -> str:
    told = told.strip()[:200]
    return told if "://" in told else f"{ESCO}{kind}/{told}"


def sheets(paths: Iterable[Path], language: str = "") -> tuple[list[Sheet], list[str]]:
    """The files that can be read, concepts before their relations, and the names of the others.

    Refused where a path is nothing, where none of the files is one of ESCO, and where nobody says
    in which language names are.
    """
    known: list[Sheet] = []
    others: list[str] = []
    for path in paths:
        for file in _files(path):
            sheet = _sheet(file, language)
            if sheet is None:
                others.append(file.name)
            else:
                known.append(sheet)
    if not known:
        raise Refused(
            _("No file of ESCO was found."),
            why=_(
                "None has the columns of occupations, skills or what occupations need: %(names)s."
            )
            % {"names": ", ".join(others[:10]) or "–"},
            mend=_("Give the CSV package of the ESCO portal: the zip, its folder, or files of it."),
        )
    known.sort(key=lambda one: (one.holds == "relations", one.file.name))
    return known, others


def _sheet(file: File, language: str) -> Sheet | None:
    encoding = _encoding(file)
    with _text(file, encoding) as text:
        header = text.readline()
    delimiter = max(",;\t", key=header.count)
    columns = {one.strip().strip('"').lower() for one in header.split(delimiter)}
    label = next((one for one in columns if re.fullmatch(r"label_[a-z]{2}", one)), "")
    if {"concepturi", "preferredlabel"} <= columns:
        if not columns & {"iscogroup", "skilltype", "reuselevel"}:
            return None  # groups of concepts: they hold no names of occupations or skills
        said = language or _language_in(file.name)
        if not said and "language" not in columns:
            raise Refused(
                _("In which language the names in %(file)s are is not known.")
                % {"file": file.name},
                why=_("Neither its name nor a column says it."),
                mend=_("Say it with --language, or call it as ESCO does: occupations_nl.csv."),
            )
        return Sheet(file, "concepts", said, encoding, delimiter)
    if "skill_uri" in columns and label:
        return Sheet(file, "labels", label[-2:], encoding, delimiter)
    if {"occupationuri", "skilluri"} <= columns or {"occupation_uuid", "skill_uuid"} <= columns:
        return Sheet(file, "relations", "", encoding, delimiter)
    return None


def _language_in(name: str) -> str:
    """
    >>> [_language_in(n) for n in ("occupations_de_v1.0.8.csv.gz", "ESCO - nl - csv/skills.csv")]
    ['de', 'nl']
    """
    found = (one for one in _IN_NAME.findall(name.lower()) if one in _LANGUAGES)
    return next(found, "")


# --- files ------------------------------------------------------------------------------------


def _files(path: Path) -> Iterator[File]:
    if path.is_dir():
        for one in sorted(path.rglob("*")):
            if one.is_file() and one.name.lower().endswith((".csv", ".csv.gz")):
                yield _plain(one, str(one.relative_to(path)))
    elif not path.is_file():
        raise Refused(
            _("There is no file %(file)s.") % {"file": path},
            mend=_("Give the zip, a folder or the files of an ESCO package."),
        )
    elif zipfile.is_zipfile(path):
        yield from _in_zip(path)
    else:
        yield _plain(path, path.name)


def _plain(path: Path, name: str) -> File:
    if path.name.lower().endswith(".gz"):
        return File(name, lambda: cast("IO[bytes]", gzip.open(path, "rb")))
    return File(name, lambda: path.open("rb"))


def _in_zip(path: Path) -> Iterator[File]:
    with zipfile.ZipFile(path) as packed:
        members = [one for one in packed.infolist() if one.filename.lower().endswith(".csv")]
    for one in members:
        if one.file_size > LARGEST:
            raise _too_large(one.filename)

        def unpacked(member: str = one.filename) -> IO[bytes]:
            return zipfile.ZipFile(path).open(member)

        yield File(f"{path.name}/{one.filename}", unpacked)


def _too_large(name: str) -> Refused:
    return Refused(
        _("%(file)s is too large.") % {"file": name},
        why=_("Unpacked it is more than a gigabyte, which no file of ESCO is."),
        mend=_("Fetch the package anew from the ESCO portal."),
    )


@contextmanager
def _text(file: File, encoding: str) -> Iterator[IO[str]]:
    with file.open() as raw, io.TextIOWrapper(raw, encoding=encoding, newline="") as text:
        yield text


def _encoding(file: File) -> str:
    """Read through once: UTF-8 as ESCO publishes it, or what Excel made of it."""
    try:
        with file.open() as raw:
            first = raw.read(4)
            if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                return "utf-16"
            decoder = codecs.getincrementaldecoder("utf-8")()
            part, size = first, 0
            try:
                while part:
                    decoder.decode(part)
                    size += len(part)
                    if size > LARGEST:
                        raise _too_large(file.name)
                    part = raw.read(1 << 20)
                decoder.decode(b"", final=True)
            except UnicodeDecodeError:
                return "cp1252"
    except (OSError, EOFError, zipfile.BadZipFile) as error:
        raise Refused(
            _("%(file)s cannot be unpacked.") % {"file": file.name},
            why=str(error),
            mend=_("Fetch the package anew from the ESCO portal."),
        ) from None
    return "utf-8-sig"
