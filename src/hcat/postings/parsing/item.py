# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""One item of an answer, read field by field: what is empty and what is not understood is noted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any, TypeVar

from django.utils.translation import gettext_noop

from hcat.postings.posting import (
    Employment,
    Missing,
    Place,
    Posting,
    Problem,
    Remote,
    Salary,
)

from . import markup
from .contacts import without_contacts
from .dates import day_of
from .terms import employment_of, hours_of, remote_of, says_employment

NOT_TOLD = gettext_noop("the answer does not tell it")
NOT_UNDERSTOOD = gettext_noop("what stands there cannot be understood")
NOT_GIVEN = gettext_noop("this system does not give it")
NO_COLUMN = gettext_noop("the table has no column for it")
NOT_IN_LIST = gettext_noop("the list does not tell it; the vacancy's own page was not read")
CONTACTS_LEFT_OUT = gettext_noop("a sentence with a person to contact was left out")
LONGEST_TITLE = 300
NO_TITLE = gettext_noop("it has no title")
NO_KEY = gettext_noop("nothing in it tells it from others: no number, no address")
NO_MAPPING = gettext_noop("it is no set of fields")

T = TypeVar("T")
Path = str
"""Where a value stands: names with dots between, a number for a place in a list."""


class NoPosting(Exception):
    """An item that is no vacancy, and why."""


class Item:
    """The fields of one item. Each reader takes the first path that holds something."""

    def __init__(self, data: Any, read_on: date | None = None) -> None:
        if not isinstance(data, Mapping):
            raise NoPosting(NO_MAPPING)
        self.data = data
        self.read_on = read_on
        self._looked: dict[str, Missing] = {}

    def value(self, *paths: Path) -> Any:
        """The first that holds something; False and 0 do, an empty text does not."""
        for path in paths:
            found = _at(self.data, path)
            if found not in (None, "", [], {}):
                return found
        return None

    def text(self, field: str, *paths: Path) -> str:
        found = self.value(*paths)
        if isinstance(found, Mapping):
            found = found.get("name") or found.get("label") or found.get("title")
        if isinstance(found, (list, tuple)):
            found = ", ".join(str(one) for one in found if isinstance(one, (str, int, float)))
        text = markup.one_line(str(found)) if found is not None and found is not False else ""
        if not text:
            self.lack(field)
        return text

    def texts(self, field: str, *paths: Path) -> tuple[str, ...]:
        found = self.value(*paths)
        if isinstance(found, str):
            found = [one.strip() for one in found.split("," if "," in found else ";")]
        named = [
            one.get("name") or one.get("label") or one.get("title")
            if isinstance(one, Mapping)
            else one
            for one in (found if isinstance(found, list) else [])
        ]
        kept = tuple(dict.fromkeys(markup.one_line(str(one)) for one in named if one))
        if not kept:
            self.lack(field)
        return kept

    def body(self, *paths: Path, parts: Iterable[tuple[str, str]] = ()) -> str:
        """The text, cleaned; `parts`: more of it, as pairs of heading and text."""
        whole = [markup.cleaned(str(one)) for path in paths if (one := _at(self.data, path))]
        for heading, text in parts:
            made = markup.cleaned(text) if text else ""
            if made and heading:
                made = f"<h3>{markup.cleaned(heading)[3:-4]}</h3>{made}"
            whole.append(made)
        text, left_out = without_contacts("".join(one for one in whole if one))
        if not text:
            self.lack("body")
        elif left_out:
            self._looked["contact"] = Missing("contact", CONTACTS_LEFT_OUT)
        return text

    def day(self, field: str, *paths: Path) -> date | None:
        return self.read(field, paths, lambda found: day_of(found, self.read_on))

    def remote(self, *paths: Path) -> Remote | None:
        return self.read("remote", paths, remote_of)

    def employment(self, *paths: Path) -> tuple[Employment, ...]:
        found = [one for path in paths if (one := _at(self.data, path)) not in (None, "", [], {})]
        kinds = employment_of(*found)
        if not kinds:
            told = ", ".join(str(one) for one in found)
            understood = not told or says_employment(told)
            self.lack("employment", "" if understood else told)
        return kinds

    def hours(self, *paths: Path) -> tuple[float | None, float | None]:
        found = self.value(*paths)
        low, high = hours_of(found)
        if low is None:
            self.lack("hours_low", found)
        return low, high

    def read(
        self, field: str, paths: Sequence[Path], reader: Callable[[Any], T | None]
    ) -> T | None:
        """A value by a reader of its own; noted as not understood where the reader gives none."""
        found = self.value(*paths)
        made = reader(found) if found is not None else None
        if made is None:
            self.lack(field, found)
        return made

    def kept(self, field: str, made: T) -> T:
        """Note a field that was made in another way, where it came out empty."""
        if made in ("", None, ()):
            self.lack(field)
        return made

    def lack(self, field: str, told: Any = None) -> None:
        words = str(told)[:200] if told not in (None, "", [], {}, False) else ""
        self._looked[field] = Missing(field, NOT_UNDERSTOOD if words else NOT_TOLD, words)

    def posting(
        self,
        *,
        key: str,
        title: str,
        places: tuple[Place, ...] = (),
        salary: Salary | None = None,
        in_list: bool = False,
        **given: Any,
    ) -> Posting:
        """The posting, with what it lacks. `in_list`: its own page tells more and is not read yet.

        Raises `NoPosting` where it has no key or no title.
        """
        if not title:
            raise NoPosting(NO_TITLE)
        if not key:
            raise NoPosting(NO_KEY)
        made = Posting(
            key=key[:300], title=title[:LONGEST_TITLE], places=places, salary=salary, **given
        )
        return self._with_missing(made, in_list=in_list)

    def _with_missing(self, made: Posting, *, in_list: bool) -> Posting:
        noted = []
        for one in fields(made):
            if one.name == "missing" or getattr(made, one.name) not in ("", None, ()):
                continue
            why = NOT_IN_LIST if in_list else NOT_GIVEN
            noted.append(self._looked.get(one.name) or Missing(one.name, why))
        if "contact" in self._looked:
            noted.append(self._looked["contact"])
        return replace(made, missing=tuple(noted))


def each(
    items: Iterable[Any], read: Callable[[Any], Posting | Iterable[Posting]], name: str = "item"
) -> tuple[tuple[Posting, ...], tuple[Problem, ...]]:
    """Read all items; one that cannot be read leaves the others."""
    postings: list[Posting] = []
    problems: list[Problem] = []
    for number, data in enumerate(items, start=1):
        try:
            made = read(data)
            postings.extend([made] if isinstance(made, Posting) else made)
        except NoPosting as error:
            problems.append(Problem(_named(data, f"{name} {number}"), str(error)))
        except (TypeError, ValueError, KeyError, IndexError, AttributeError) as error:
            what = f"{NOT_UNDERSTOOD} ({type(error).__name__})"
            problems.append(Problem(_named(data, f"{name} {number}"), what))
    return tuple(postings), tuple(problems)


def _named(data: Any, otherwise: str) -> str:
    if isinstance(data, Mapping):
        for name in ("title", "name", "text", "id", "key", "url"):
            if isinstance(data.get(name), (str, int)) and data[name] != "":
                return f"{otherwise}: {str(data[name])[:120]}"
    return otherwise


def _at(data: Any, path: Path) -> Any:
    for part in path.split("."):
        if isinstance(data, Mapping):
            data = data.get(part)
        elif isinstance(data, (list, tuple)) and part.isdecimal() and int(part) < len(data):
            data = data[int(part)]
        else:
            return None
    return data
