# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What vacancies are taken to be about, written down: by rules, and by people who know better."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from hcat.fields.api import field_codes
from hcat.foundation.api import Actor, NotFound, Refused, now, record
from hcat.parties.api import require
from hcat.portal.classifying.adverts import ONE_ANSWER, findings_of, with_needs
from hcat.portal.classifying.finding import Finding, Text
from hcat.portal.classifying.lessons import Lesson, Lessons, lesson_of
from hcat.portal.classifying.lexicon import NO_FIELD
from hcat.portal.concepts.lexicon import lexicon
from hcat.portal.concepts.names import known_concepts
from hcat.portal.models import Advert, Aspect, Correction, Label, NeededSkill, Vacancy
from hcat.postings.api import plain

from .decided import answer_as_decided, decided

AT_ONCE = 250
_CONCEPTS = (Aspect.OCCUPATION, Aspect.SKILL)
MOST_VALUES = 30
VALUES: dict[str, tuple[str, ...]] = {
    Aspect.LEVEL: ("mbo-3", "mbo-4", "hbo", "wo"),
    Aspect.SENIORITY: ("intern", "junior", "medior", "senior", "lead"),
    Aspect.HOURS: ("full_time", "part_time"),
    Aspect.LANGUAGE: ("nl", "en", "de"),
    Aspect.SPONSOR: ("offered", "not_offered"),
    Aspect.REMOTE: ("on_site", "hybrid", "remote"),
}
"""The answers there are; of fields, occupations and skills their lists say it."""


# --- by the rules -----------------------------------------------------------------------------


@dataclass(slots=True)
class Classified:
    """How many vacancies were looked at, and how many got other answers."""

    vacancies: int = 0
    changed: int = 0


def classify(vacancies: Iterable[int], *, by: Actor, at: datetime | None = None) -> Classified:
    """Answer every question about these vacancies (by number) out of their adverts.

    What a person decided stays as it is. A vacancy whose answers change moves its edition, so that
    the index takes it in; one whose answers are the same is not touched. A transaction for each
    250; within another one, in that.
    """
    told = Classified()
    for part in _parts(sorted(set(vacancies))):
        with transaction.atomic():
            told.changed += _classify(part, at or now())
        told.vacancies += len(part)
    if told.changed:
        record(
            by=by,
            action="portal.classified",
            subject="portal:vacancies",
            vacancies=told.vacancies,
            changed=told.changed,
        )
    return told


def classify_open(*, by: Actor) -> Classified:
    """All that are open: after the rules, the names or the lessons changed."""
    return classify(
        Vacancy.objects.filter(closed_at__isnull=True).values_list("pk", flat=True).iterator(),
        by=by,
    )


def _parts(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for first in range(0, len(numbers), AT_ONCE):
        yield numbers[first : first + AT_ONCE]


@dataclass(slots=True)
class _Changes:
    """Rows to write, of many vacancies, in three statements."""

    new: list[Label] = field(default_factory=list)
    other: list[Label] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    vacancies: list[int] = field(default_factory=list)


def _classify(numbers: Sequence[int], at: datetime) -> int:
    # Who corrects one meanwhile waits, and finds what was written here.
    numbers = list(
        Vacancy.objects.select_for_update()
        .filter(pk__in=numbers)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    changes = _Changes()
    by_people = decided(numbers)
    adverts = _adverts(numbers)
    labels: dict[int, list[Label]] = {}
    for label in Label.objects.filter(vacancy_id__in=numbers, made_by=Label.MadeBy.RULE):
        labels.setdefault(label.vacancy_id, []).append(label)
    names, learnt = lexicon(), lessons()
    read = {n: [text_of(one) for one in adverts.get(n, ())] for n in numbers}
    said = {n: learnt.applied(findings_of(texts, names), texts) for n, texts in read.items()}
    needs = _needs(said.values())
    for number in numbers:
        found = [
            one for one in with_needs(said[number], needs) if (number, one.aspect) not in by_people
        ]
        _compare(number, found, labels.get(number, []), changes, at)
    Label.objects.filter(pk__in=changes.gone).delete()
    Label.objects.bulk_update(changes.other, ["confidence", "words", "made_at"], batch_size=200)
    Label.objects.bulk_create(changes.new, batch_size=500)
    _move(changes.vacancies, at)
    return len(changes.vacancies)


def _needs(said: Iterable[list[Finding]]) -> dict[tuple[str, str], bool]:
    """Which of these skills go with which of these occupations, by ESCO; ours have none."""
    values = {one.value for found in said for one in found if one.aspect in _CONCEPTS}
    uris = {one for one in values if "://" in one}
    rows = NeededSkill.objects.filter(occupation__uri__in=uris, skill__uri__in=uris)
    return {
        (occupation, skill): is_essential
        for occupation, skill, is_essential in rows.values_list(
            "occupation__uri", "skill__uri", "is_essential"
        )
    }


def _compare(
    number: int, found: Iterable[Finding], stand: Iterable[Label], changes: _Changes, at: datetime
) -> None:
    old = {(one.aspect, one.value): one for one in stand}
    is_other = False
    for one in found:
        label = old.pop((one.aspect, one.value), None)
        words = list(one.words)
        if label is None:
            changes.new.append(
                Label(
                    vacancy_id=number,
                    aspect=one.aspect,
                    value=one.value,
                    confidence=one.confidence,
                    words=words,
                    made_at=at,
                )
            )
            is_other = True
        elif (label.confidence, label.words) != (one.confidence, words):
            label.confidence, label.words, label.made_at = one.confidence, words, at
            changes.other.append(label)
            is_other = True
    changes.gone.extend(one.pk for one in old.values())
    if is_other or old:
        changes.vacancies.append(number)


def _adverts(numbers: Sequence[int]) -> dict[int, list[Advert]]:
    """Those that are open; of a closed vacancy all of them."""
    found: dict[int, list[Advert]] = {}
    for advert in Advert.objects.filter(vacancy_id__in=numbers).order_by("pk"):
        found.setdefault(advert.vacancy_id, []).append(advert)
    return {
        number: [one for one in adverts if one.closed_at is None] or adverts
        for number, adverts in found.items()
    }


def text_of(advert: Advert) -> Text:
    return Text(advert.title, plain(advert.body), advert.language, advert.told)


def _move(numbers: Sequence[int], at: datetime) -> None:
    """Once for each change: what its source changed at the same moment has moved already."""
    Vacancy.objects.filter(pk__in=numbers).exclude(changed_at=at).update(
        edition=F("edition") + 1, changed_at=at
    )


# --- by people --------------------------------------------------------------------------------


@transaction.atomic
def correct(
    vacancy: str,
    aspect: str,
    values: Iterable[str],
    *,
    by: Actor,
    reason: str = "",
    edition: int = 0,
) -> Correction:
    """Say what a vacancy (by key) is about, in one respect; no value says that none fits.

    The rules never change it again, and learn from it. `edition`: of the vacancy as it was read.
    Raises `NotFound`; `Refused` for a question or an answer that does not exist, for two answers
    where there can be one, and where somebody else corrected it meanwhile; `NotAllowed`.
    """
    require(by, "portal.correct", f"vacancy:{vacancy}")
    row = _locked(vacancy)
    chosen = _checked(aspect, values)
    if edition and edition != row.edition:
        raise Refused(
            _("This vacancy was changed in the meantime."),
            why=_("Somebody else, or its source, changed it after you opened it."),
            mend=_("Look at what stands there now, and correct it again if it is still needed."),
        )
    advert = _advert_of(row)
    stand = list(Label.objects.filter(vacancy=row, aspect=aspect).order_by("value"))
    made = Correction.objects.create(
        vacancy=row,
        aspect=aspect,
        before=_as_the_rules_have_it(row, aspect, stand),
        after=chosen,
        title=advert.title if advert else row.key,
        body=advert.body if advert else "",
        language=advert.language if advert else "",
        reason=reason.strip()[:500],
        corrected_by_id=by.user_id,
    )
    answer_as_decided(row)
    _move([row.pk], now())
    record(by=by, action="portal.corrected", subject=row.subject, aspect=aspect, values=chosen)
    return made


def _locked(key: str) -> Vacancy:
    row = Vacancy.objects.select_for_update().filter(key=key).first()
    if row is None:
        raise NotFound(
            _("There is no vacancy at this address."),
            mend=_("Look among the vacancies that are open."),
        )
    return row


def _checked(aspect: str, values: Iterable[str]) -> list[str]:
    if aspect not in Aspect.values:
        raise Refused(
            _("“%(name)s” is not asked of a vacancy.") % {"name": aspect},
            mend=_("Choose one of: %(names)s.") % {"names": ", ".join(Aspect.values)},
        )
    chosen = sorted(set(values))
    unknown = [one for one in chosen if one not in known_values(aspect, chosen)]
    if unknown:
        raise Refused(
            _("%(values)s cannot be an answer here.") % {"values": ", ".join(unknown)},
            why=_("It is not in the list of what is known."),
            mend=_("Choose from the list."),
        )
    if len(chosen) > (1 if aspect in ONE_ANSWER else MOST_VALUES):
        raise Refused(
            _("There are too many answers."),
            why=_("This question has one answer.")
            if aspect in ONE_ANSWER
            else _("More than %(number)s say nothing any more.") % {"number": MOST_VALUES},
            mend=_("Keep what it is about most."),
        )
    return chosen


def known_values(aspect: str, values: Iterable[str]) -> set[str]:
    """Those of these values that answer this question."""
    if aspect == Aspect.FIELD:
        return {*field_codes(), NO_FIELD}.intersection(values)
    if aspect in _CONCEPTS:
        return known_concepts(values, aspect)
    return set(VALUES[aspect]).intersection(values)


def _advert_of(row: Vacancy) -> Advert | None:
    """The one with most to read, of those that are open."""
    adverts = list(Advert.objects.filter(vacancy=row).order_by("pk"))
    still = [one for one in adverts if one.closed_at is None] or adverts
    return max(still, key=lambda one: len(one.body), default=None)


def _as_the_rules_have_it(row: Vacancy, aspect: str, stand: list[Label]) -> list[dict[str, object]]:
    """What the rules said: also where a person corrected it before, which is not theirs."""
    last = decided([row.pk]).get((row.pk, aspect))
    if last is not None:
        return list(last.before)
    return [{"value": one.value, "confidence": one.confidence, "words": one.words} for one in stand]


# --- what was learnt --------------------------------------------------------------------------

_lock = threading.Lock()
_learnt: tuple[int, Lessons] | None = None


def lessons() -> Lessons:
    """What all corrections teach; read anew after a newer one, which is the only way they change.

    Of one vacancy and question the last correction counts.
    """
    global _learnt
    with _lock:
        last = Correction.objects.aggregate(last=Max("pk"))["last"] or 0
        if _learnt is None or _learnt[0] != last:
            _learnt = (last, Lessons(_taught()))
        return _learnt[1]


def _taught() -> Iterator[Lesson]:
    rows = (
        Correction.objects.filter(vacancy__is_demo=False)
        .order_by("vacancy_id", "aspect", "-pk")
        .values_list("vacancy_id", "aspect", "before", "after", "title", "language")
    )
    seen: tuple[int, str] | None = None
    for vacancy, aspect, before, after, title, language in rows.iterator(chunk_size=1000):
        if (vacancy, aspect) != seen:
            seen = (vacancy, aspect)
            yield lesson_of(aspect, before, after, title, language)
