# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The sources that an operator wants: where they are, and how their columns are called now."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import YAMLError

from hcat.foundation.api import NotFound, Refused

PACKAGED = Path(__file__).with_name("sources.yaml")
IN_AGENDA = Path("labour_market") / "sources.yaml"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class NamedMeasure(_Part):
    column: str
    unit: str = ""
    whole: bool = False


class Source(_Part):
    """One set of one publisher. Only what stands here is ever fetched."""

    key: str
    title: str
    publisher: str
    licence: str
    connector: str
    layout: str = ""
    address: str = ""
    """Empty for a source of which only a file is read (``--from``)."""
    query: str = ""
    """A filter in the publisher's own words, such as ``$filter=…`` for CBS."""
    file: str = ""
    """Its name in a folder given with ``--from``; ``*`` stands for the numbers of pages."""
    about_file: str = ""
    """A file that describes the columns, beside it."""
    period: str = ""
    """Of a file that is about one period and does not say so."""
    columns: dict[str, str] = Field(default_factory=dict)
    """Our name of a column, to what the publisher calls it now."""
    measures: dict[str, NamedMeasure] = Field(default_factory=dict)
    separator: str = ""
    encoding: str = ""
    decimal: str = ""
    sheet: str = ""

    @property
    def fingerprint(self) -> str:
        """Of all that decides how its file is asked for and understood."""
        said = self.model_dump_json(exclude={"title", "publisher", "licence", "file", "about_file"})
        return hashlib.sha256(said.encode()).hexdigest()[:12]

    @field_validator("key")
    @classmethod
    def _key(cls, key: str) -> str:
        if not re.fullmatch(r"[a-z][a-z0-9_]{0,79}", key):
            raise ValueError(_("small letters, digits and _"))
        return key

    @field_validator("address")
    @classmethod
    def _address(cls, address: str) -> str:
        if address and not re.match(r"https?://[^/@\s]+", address):
            raise ValueError(_("an address that begins with https://"))
        return address

    @field_validator("encoding")
    @classmethod
    def _encoding(cls, encoding: str) -> str:
        try:
            "".encode(encoding or "utf-8")
        except LookupError:
            raise ValueError(_("an encoding, such as utf-8 or cp1252")) from None
        return encoding

    @field_validator("separator")
    @classmethod
    def _separator(cls, separator: str) -> str:
        if len(separator) > 1:
            raise ValueError(_("one sign"))
        return separator


def read_sources(agenda: Path | None = None) -> dict[str, Source]:
    """The product's own sources, and those of an agenda's folder in place of or beside them."""
    found = _read(PACKAGED)
    if agenda is not None:
        if not agenda.is_dir():
            raise Refused(_("There is no folder %(folder)s.") % {"folder": agenda})
        own = agenda / IN_AGENDA
        if own.is_file():
            found |= _read(own)
    return found


def chosen(sources: dict[str, Source], keys: list[str]) -> list[Source]:
    """Those named, or all. NotFound for a name that is none."""
    for key in keys:
        if key not in sources:
            raise NotFound(
                _("There is no source %(key)s.") % {"key": key},
                why=_("Known are: %(keys)s.") % {"keys": ", ".join(sources)},
                mend=_("Choose one of these, or add it to sources.yaml."),
            )
    return [sources[key] for key in dict.fromkeys(keys)] if keys else list(sources.values())


def _read(path: Path) -> dict[str, Source]:
    try:
        raw = YAML(typ="rt", pure=True).load(path.read_text(encoding="utf-8"))
    except (YAMLError, UnicodeDecodeError) as error:
        raise Refused(
            _("%(file)s cannot be read.") % {"file": path}, why=" ".join(str(error).split())
        ) from error
    if not isinstance(raw, CommentedMap):
        raise Refused(
            _("%(file)s holds no sources.") % {"file": path},
            mend=_("Begin each source with its name, as in the README of labour_market."),
        )
    return {str(key): _source(path, raw, str(key)) for key in raw}


def _source(path: Path, raw: Any, key: str) -> Source:
    from .connectors import CONNECTORS

    given = raw[key]
    line = raw.lc.key(key)[0] + 1
    if isinstance(given, CommentedMap):
        try:
            source = Source.model_validate({**given, "key": key})
        except ValidationError as error:
            first = error.errors()[0]
            name = str(first["loc"][0])
            at = given.lc.data.get(name, [line - 1])[0] + 1
            raise _wrong(path, at, f"{key}, {name}", str(first["msg"])) from error
        if source.connector in CONNECTORS:
            return source
        raise _wrong(
            path,
            given.lc.data["connector"][0] + 1,
            f"{key}, connector",
            _("one of: %(words)s") % {"words": ", ".join(CONNECTORS)},
        )
    raise _wrong(path, line, key, _("title, publisher, licence and connector"))


def _wrong(path: Path, line: int, what: str, expected: str) -> Refused:
    return Refused(
        _("%(file)s, line %(line)d: %(what)s is not right.")
        % {"file": path, "line": line, "what": what},
        why=expected,
        mend=_("Mend that line; nothing was fetched."),
    )
