# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rules between entries of a folder. They read the raw entries, so that a fault in one field
does not hide a fault in another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from hcat.agenda.schema import LANGUAGES, PUBLISHED, Level, Path
from hcat.agenda.schema.raw import raw_references, raw_texts
from hcat.agenda.words import kind_word

from .entries import Entry, Gathered
from .problems import Problem, Severity, nearest


@dataclass(frozen=True, slots=True)
class Known:
    """What the entries of a folder may speak of."""

    keys: dict[str, set[str]]
    unread: set[str]
    """Kinds that could not be read: of a key among them nobody can say that it is not there."""
    ended: dict[str, set[str]]
    """Keys that stand in the history only, because their element has ended."""
    places: set[str]
    levels: set[str]
    periods: set[str]
    languages: tuple[str, ...]
    measures: frozenset[str] | None
    only_parts: frozenset[str]
    """Keys of the series that have figures of parts, and none of the whole."""
    computed: dict[str, str]
    """By measure the key of the series that it computes."""

    def lacks(self, kind: str, key: str) -> bool:
        """Whether there is surely no such element."""
        return kind not in self.unread and key not in self.keys.get(kind, ())


def what_is_known(
    gathered: Gathered,
    ended: dict[str, set[str]],
    measures: frozenset[str] | None,
) -> Known:
    keys: dict[str, set[str]] = defaultdict(set)
    agenda: dict[str, Any] = {}
    for entry in gathered.entries:
        if entry.key is not None:
            keys[entry.kind].add(entry.key)
        if entry.kind == "agenda":
            agenda = entry.values
    return Known(
        keys=keys,
        unread=gathered.unread,
        ended=ended,
        places={str(place.get("code")) for place in _dicts(agenda.get("places"))},
        levels={str(level) for level in _list(agenda.get("levels"))},
        periods={str(period.get("key")) for period in _dicts(agenda.get("periods"))},
        languages=tuple(x for x in _list(agenda.get("languages")) if x in LANGUAGES),
        measures=measures,
        only_parts=frozenset(filter(None, (e.key for e in gathered.entries if _has_only_parts(e)))),
        computed={
            str(e.values.get("measured_by")): e.key
            for e in gathered.entries
            if e.kind == "series" and e.key and e.values.get("measured_by")
        },
    )


def _has_only_parts(entry: Entry) -> bool:
    figures = _dicts(entry.values.get("figures")) if entry.kind == "series" else []
    return bool(figures) and all(figure.get("group") for figure in figures)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [item for item in _list(value) if isinstance(item, dict)]


def broken_rules(entries: list[Entry], known: Known) -> Iterator[Problem]:
    """Every rule between entries that is broken."""
    yield from _duplicates(entries)
    yield from _circles(entries)
    for entry in entries:
        yield from _references(entry, known)
        yield from _choices(entry, known)
        yield from _measures(entry, known)
        yield from _groups(entry, known)
        yield from _translations(entry, known)


_NUMBERED = {"initiative": "number", "line": "number", "point": "number", "perspective": "code"}


def _duplicates(entries: list[Entry]) -> Iterator[Problem]:
    seen: dict[tuple[str, str, str], Entry] = {}
    for entry in entries:
        for field in ("key", _NUMBERED.get(entry.kind, "")):
            value = entry.values.get(field)
            if value is None or isinstance(value, dict | list):
                continue
            # A table gives text where YAML gives a number: 7 and "07" are one number.
            plain = str(value).strip()
            first = seen.setdefault(
                (entry.kind, field, plain.lstrip("0") if plain.isdecimal() else plain), entry
            )
            if first is not entry:
                yield _duplicate(entry, field, plain, first)


def _duplicate(entry: Entry, field: str, value: str, first: Entry) -> Problem:
    file, line = first.spots.at((field,))
    return entry.problem(
        (field,),
        _("The %(field)s %(value)s is used twice; the first is in %(file)s, line %(line)s.")
        % {"field": field, "value": value, "file": file, "line": line},
        _("Give one of the two another %(field)s.") % {"field": field},
        code=f"duplicate-{'key' if field == 'key' else 'number'}",
    )


def _circles(entries: list[Entry]) -> Iterator[Problem]:
    chapters = {entry.key: entry for entry in entries if entry.kind == "chapter" and entry.key}
    for key, entry in chapters.items():
        above, steps = entry.values.get("parent"), 0
        while above in chapters and above != key and steps <= len(chapters):
            above, steps = chapters[above].values.get("parent"), steps + 1
        if above == key:
            yield entry.problem(
                ("parent",),
                _("The chapter %(key)s stands, by its parents, under itself.") % {"key": key},
                _("Give it another parent, or none."),
                code="circle",
            )


def _references(entry: Entry, known: Known) -> Iterator[Problem]:
    for path, kind, key in raw_references(entry.cls, entry.values):
        if not known.lacks(kind, key):
            continue
        if key in known.ended.get(kind, ()):
            yield entry.problem(
                path,
                _("The %(kind)s %(key)s has ended.") % {"kind": kind_word(kind), "key": key},
                _("Point to what came in its place, or leave it out."),
                code="ended-reference",
                severity=Severity.WARNING,
            )
            continue
        yield _unknown(
            entry, path,
            _("There is no %(kind)s called %(key)s.") % {"kind": kind_word(kind), "key": key},
            key, known.keys.get(kind, ()), "unknown-reference",
        )  # fmt: skip


def _unknown(
    entry: Entry, path: Path, what: str, word: str, choices: Iterable[str], code: str
) -> Problem:
    meant = nearest(word, choices)
    mend = (
        _("Did you mean %(meant)s?") % {"meant": meant}
        if meant
        else _("Add it where it belongs, or leave it out here.")
    )
    return entry.problem(path, what, mend, code=code)


def _choices(entry: Entry, known: Known) -> Iterator[Problem]:
    """What must be one of the agenda's own places, levels and periods."""
    if entry.kind == "initiative" and known.places:
        for index, place in enumerate(_list(entry.values.get("places"))):
            if place not in known.places:
                yield _unknown(
                    entry, ("places", index),
                    _("The agenda has no municipality with code %(code)s.") % {"code": place},
                    str(place), known.places, "unknown-place",
                )  # fmt: skip
    if entry.kind in {"initiative", "result"} and known.levels:
        for index, level in enumerate(_list(entry.values.get("levels"))):
            if level not in known.levels and level in set(Level):
                yield _unknown(
                    entry, ("levels", index),
                    _("The agenda does not name the level %(level)s.") % {"level": level},
                    str(level), known.levels, "unknown-level",
                )  # fmt: skip
    if entry.kind == "result" and known.periods:
        for index, target in enumerate(_list(entry.values.get("targets"))):
            period = target.get("period") if isinstance(target, dict) else None
            if period is not None and period not in known.periods:
                yield _unknown(
                    entry, ("targets", index, "period"),
                    _("The agenda has no period called %(key)s.") % {"key": period},
                    str(period), known.periods, "unknown-reference",
                )  # fmt: skip


def _measures(entry: Entry, known: Known) -> Iterator[Problem]:
    if entry.kind == "series":
        yield from _measure(entry, ("measured_by",), entry.values, known)
    if entry.kind != "result":
        return
    for t, target in enumerate(_list(entry.values.get("targets"))):
        if not isinstance(target, dict):
            continue
        yield from _measure(entry, ("targets", t, "measured_by"), target, known)
        for c, condition in enumerate(_dicts(target.get("conditions"))):
            yield from _measure(
                entry, ("targets", t, "conditions", c, "measured_by"), condition, known
            )
        for p, proxy in enumerate(_dicts(target.get("proxies"))):
            yield from _measure(entry, ("targets", t, "proxies", p, "measured_by"), proxy, known)
        yield from _twice(entry, t, target, known)


def _twice(entry: Entry, index: int, target: dict[str, Any], known: Known) -> Iterator[Problem]:
    """A series beside the measure that computes it: readers would see one quantity twice."""
    proxies = _dicts(target.get("proxies"))
    names = {str(part.get("measured_by")) for part in (target, *proxies)}
    names |= {f"{PUBLISHED}{proxy['series']}" for proxy in proxies if proxy.get("series")}
    for p, proxy in enumerate(proxies):
        measure = str(proxy.get("measured_by"))
        series = known.computed.get(measure)
        if series is not None and f"{PUBLISHED}{series}" in names:
            yield entry.problem(
                ("targets", index, "proxies", p, "measured_by"),
                _("The measure %(name)s computes the series %(key)s, which stands here too.")
                % {"name": measure, "key": series},
                _("Leave the measure out: its figures stand in the series."),
                code="shown-twice",
                severity=Severity.WARNING,
            )


def _measure(entry: Entry, path: Path, part: dict[str, Any], known: Known) -> Iterator[Problem]:
    name = part.get("measured_by")
    if not isinstance(name, str):
        return
    if name.startswith(PUBLISHED):  # that there is such a series is looked up as a reference
        series = name.removeprefix(PUBLISHED)
        if series in known.only_parts:
            yield entry.problem(
                path,
                _("The series %(key)s has figures of parts only, and none of the whole.")
                % {"key": series},
                _("Give a target about a part a series of its own; name this one as a proxy."),
                code="only-parts",
                severity=Severity.WARNING,
            )
        return
    if known.measures is not None and name not in known.measures:
        meant = nearest(name, known.measures)
        yield entry.problem(
            path,
            _("No part of the software registers the measure %(name)s.") % {"name": name},
            _("Did you mean %(meant)s?") % {"meant": meant}
            if meant
            else _("Until one does, this target is never measured by itself.")
            if entry.kind == "result"
            else _("Until one does, the series holds only what was published."),
            code="unknown-measure",
            severity=Severity.WARNING,
            about="" if meant else name,
        )


def _groups(entry: Entry, known: Known) -> Iterator[Problem]:
    """Parts of a series whose code readers would see as it is, each told once."""
    if entry.kind != "series":
        return
    titled = {group.get("key") for group in _dicts(entry.values.get("groups"))}
    titled |= {"", None, *known.places, *Level}
    for index, figure in enumerate(_dicts(entry.values.get("figures"))):
        group = figure.get("group")
        if group not in titled:
            titled.add(group)
            yield entry.problem(
                ("figures", index, "group"),
                _("The series %(key)s does not say what its group %(group)s is called.")
                % {"key": entry.key, "group": group},
                _("Add it to the groups of the series, with a title in each language."),
                code="untitled-group",
                severity=Severity.WARNING,
            )


def _translations(entry: Entry, known: Known) -> Iterator[Problem]:
    for path, text in raw_texts(entry.cls, entry.values):
        missing = [language for language in known.languages if language not in text]
        if missing:
            yield entry.problem(
                path,
                _("%(field)s has no text in: %(languages)s.")
                % {
                    "field": ", ".join(str(step) for step in path if isinstance(step, str)),
                    "languages": ", ".join(missing),
                },
                _("Add it; until then readers see the first language given."),
                code="missing-translation",
                severity=Severity.WARNING,
            )
